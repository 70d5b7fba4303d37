"""Entities of one document: the reader's chains, joined by names, acronyms, posts and world knowledge.

``summarise`` looks at one document alone and keeps little: what ``identify`` needs to tell who is who in
all documents together. A capital is the city where the words around it or its part in a claim say so,
else the state; a chain that is used both ways has a second entity for the city, under the number ``~chain``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from entente.model import Document, EntityKind, Mention, Reading, Span
from entente.resolve import describing, joining, roles
from entente.resolve.groups import Group, Part
from entente.resolve.names import ARTICLES, fold, is_acronym, without_determiner
from entente.resolve.phrases import Post, Sense, post, sense
from entente.resolve.tidying import is_common, is_nobody, spoken_of, tidied
from entente.resolve.titles import is_kin, posts_beside, strip_titles
from entente.resolve.world import state_code, world

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How one chain of an entity is worded: its names and descriptions, where first, and how often."""

    chain: int
    words: tuple[str, ...]
    first: Span
    mentions: int


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of one document. ``chains`` are the reader's chains that it joins (``~n``: chain n as a city).

    ``world`` is its key in the world knowledge, or empty. ``label``, ``handle`` and ``countries`` come with it.
    ``short`` are acronyms that the text puts beside the name, in brackets. ``reasons`` say why chains were joined.
    ``parts`` are its chains one by one, where there are several. ``kin``: the text calls the person a relative of
    somebody.
    """

    chains: tuple[int, ...]
    kind: EntityKind
    names: tuple[tuple[str, int], ...] = ()
    descriptions: tuple[tuple[str, int], ...] = ()
    posts: tuple[Post, ...] = ()
    short: tuple[str, ...] = ()
    world: str = ""
    label: str = ""
    handle: str = ""
    countries: tuple[str, ...] = ()
    first: Span = NOWHERE
    mentions: int = 0
    members: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    parts: tuple[Spoken, ...] = ()
    kin: bool = False


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """The entities of one document and the states it speaks of, most often named first."""

    document: str
    """``Document.id``."""
    entities: tuple[Named, ...] = ()
    countries: tuple[str, ...] = ()


def summarise(document: Document, reading: Reading) -> DocumentNames:
    """The entities that one document names, as far as it alone shows. Pure; depends on no other document."""
    text = document.text
    reading = replace(reading, mentions=tidied(text, reading.mentions))
    countries = spoken_of(text, reading.mentions)
    people = frozenset(
        text[m.span.start : m.span.end]
        for m in reading.mentions
        if m.form == "name" and m.kind in ("person", "unknown")
    )
    part = roles.of(reading)
    groups: dict[int, Group] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.form == "pronoun":
            continue
        _enter(groups, text, mention, roles.is_city(text, mention, part[index]), countries, people)
    for mention in reading.mentions:
        if mention.form == "pronoun" and mention.chain not in groups and ~mention.chain not in groups:
            groups[mention.chain] = _pronoun(text, mention)
    for group in groups.values():
        if group.senses and not _is_person(group):
            group.sense = min(group.senses, key=lambda s: (-group.senses[s], s.key, s.way))
    leads = {
        (reading.mentions[s].chain, reading.mentions[o].chain)
        for claim in reading.claims
        if claim.predicate == "COMMANDS" and claim.polarity == "asserted"
        for s in claim.subjects
        for o in claim.objects
    }
    named = joining.join([groups[k] for k in sorted(groups, key=lambda k: (k < 0, k))])
    joined = describing.join(named, text, leads)
    entities = sorted((_frozen(g) for g in joined), key=lambda e: (e.first, e.chains))
    return DocumentNames(document.id, tuple(entities), countries)


def _enter(
    groups: dict[int, Group],
    text: str,
    mention: Mention,
    as_city: bool,
    countries: Collection[str],
    people: Collection[str],
) -> None:
    whole = text[mention.span.start : mention.span.end]
    words = cleaned(whole)
    if is_nobody(words):
        return
    if mention.form == "name" and mention.kind not in ("person", "place"):
        words = _without_owner(words, people)
    named = _is_name(words, mention) and not is_common(text, mention, words)
    meaning = _meaning(whole, words, mention, as_city, countries)
    title = ""
    if meaning is None and named:
        words, title = strip_titles(words, mention.kind == "person")
    chain = ~mention.chain if as_city else mention.chain
    group = groups.setdefault(chain, Group({chain}))
    group.mentions += 1
    group.first = min(group.first, mention.span)
    group.kinds["place" if as_city else mention.kind] += 1
    group.members.update(mention.members)
    if meaning:
        group.senses[meaning] += 1
    short = None if is_acronym(words) else joining.bracketed(text, mention.span.end)
    if short and (is_acronym(short) or mention.kind == "person"):
        group.short.add(short)
    group.parts.setdefault(chain, Part(mention.span)).add(mention.span, words)
    if not named:
        group.descriptions[words] += 1
        if meaning is None and (held := post(words)):
            group.posts.add(held)
        return
    group.names[words] += 1
    group.kin = group.kin or (mention.kind == "person" and " " in words and is_kin(text, mention.span))
    if meaning is None and mention.kind in ("person", "unknown"):
        group.posts.update(posts_beside(text, mention.span, title))


def _is_name(words: str, mention: Mention) -> bool:
    """Whether a mention's words are a name of its own.

    They are not where two people stand under one mention, where an adjective alone says who ("Russian"), and
    where a common word leads ("forces of Ana Diaz"); "Kashmiri militants" are named by their region.
    """
    if mention.form == "nominal":
        return _of_region(words)
    if mention.form != "name" and mention.form != "adjectival":
        return False
    if mention.kind in ("person", "unknown") and _COORDINATED.search(words):
        return False
    first, *rest = words.split() or [""]
    common = first.islower() and "-" not in first and fold(first) not in ARTICLES
    counted = fold(first) in _COUNTING and (not rest or rest[0].islower())
    if post(words) is not None or (mention.kind == "person" and _LOCATED.search(words)):
        return False
    return (
        not common and not counted and fold(words) not in world().adjectives and not _is_generic(fold(words))
    )


def _is_generic(folded: str) -> bool:
    """Whether words name a post or a kind of body, and nobody in particular: "General", "Armed Forces"."""
    classes = world().words
    generic = ("honorific", "office", "government", "force", "branch", "member")
    return folded in _BODIES or any(folded in classes[name] for name in generic)


def _without_owner(words: str, people: Collection[str]) -> str:
    """A body's name without the state or person before or after it: "Diaz's National Front", "the Front of Diaz"."""
    if match := _OWNED.match(words):
        known = state_code(match[1]) is not None and world().find(match[2]) is not None
        return match[2] if known or match[1] in people else words
    if (match := _OWNER_AFTER.match(words)) and match[2] in people:
        return match[1]
    return words


def _of_region(words: str) -> bool:
    parts = words.split()
    if len(parts) != 2 or parts[1] not in world().words["member"] or not parts[0][:1].isupper():
        return False
    hit = world().find(parts[0])
    return fold(parts[0]) in world().regional or (hit is not None and hit.entry.sort == "region")


def _meaning(
    whole: str, words: str, mention: Mention, as_city: bool, countries: Collection[str]
) -> Sense | None:
    """What the world knows under the mention's words. "Jordan" may be a person: a name that the reader takes
    for a person's is looked up only as an adjective ("the Russian")."""
    if as_city:
        return _city_sense(words)
    if mention.kind == "person" and mention.form != "nominal":
        return sense(words, countries) if fold(words) in world().adjectives else None
    return sense(whole if mention.form == "nominal" else words, countries)


_COORDINATED = re.compile(r"\s(?:and|&)\s|,\s")
_OWNED = re.compile(r"^(.+?)['’]s?\s+([A-Z]\S*(?:\s\S+)*\s[A-Z]\S*)$")
_OWNER_AFTER = re.compile(r"^(.*\S\s\S+) (?:of|under|led by|loyal to) (.+)$")
_LOCATED = re.compile(r"\s(?:from|in|at|near)\s+[A-Z]")
_BODIES = frozenset(
    "agency alliance assembly battalion brigade bureau cabinet coalition command commission committee company "
    "congress council court division embassy faction front groups institute ministry mission office panel union".split()
)
_COUNTING = frozenset(
    "one two three four five six most many some all both each every neither none more several".split()
)
_RELATIVE = re.compile(
    r",\s+(?:who|which|whose|the|a|an)\b.*$|\s+(?:who|which|whose|that|where|when|to\s+[a-z]\w*)\s.*$"
    r"|(?:\s+(?:of|in|for|and|the|on|to|from|by|at|with|that|who))+$|^(?:of|in|from|by|to|and|for|on|at|with)\s+(?:the\s+)?",
    re.DOTALL,
)


@lru_cache(maxsize=100_000)
def cleaned(words: str) -> str:
    """A mention's words without determiner, relative clause, or a preposition left hanging at the end."""
    return _RELATIVE.sub("", without_determiner(words)) or words


def _is_person(group: Group) -> bool:
    """A chain that mostly names a person in full is one, whatever else bears that name ("Michael Jordan")."""
    full = sum(n for name, n in group.names.items() if len(name.split()) > 1)
    return group.kinds["person"] * 2 > group.kinds.total() and full > 0 and "state" not in group.kinds


def _city_sense(words: str) -> Sense | None:
    hit = world().find(words)
    if hit and hit.way == "name" and hit.entry.sort in ("state", "region"):
        return sense(words)
    return None


def _pronoun(text: str, mention: Mention) -> Group:
    group = Group({mention.chain}, mentions=1, first=mention.span, members=set(mention.members))
    group.kinds[mention.kind] += 1
    group.descriptions[text[mention.span.start : mention.span.end]] += 1
    return group


def _frozen(group: Group) -> Named:
    known = group.sense
    return Named(
        chains=tuple(sorted(group.chains)),
        kind=group.kind,
        names=tuple(sorted(group.names.items())),
        descriptions=tuple(sorted(group.descriptions.items())),
        posts=tuple(sorted(group.posts, key=lambda p: (p.country, p.office, p.former))),
        short=tuple(sorted(group.short)),
        world=known.key if known else "",
        label=known.name if known else "",
        handle=known.handle if known else "",
        countries=known.countries if known else (),
        first=group.first,
        mentions=group.mentions,
        members=tuple(sorted(group.members)),
        reasons=tuple(sorted(group.reasons)),
        parts=_parts(group) if len(group.chains) > 1 else (),
        kin=group.kin,
    )


def _parts(group: Group) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(chain, tuple(sorted(part.words)), part.first, part.words.total())
        for chain, part in sorted(group.parts.items())
    )
