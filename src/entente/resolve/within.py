"""Entities of one document: the reader's chains, joined by names, acronyms, posts and world knowledge.

``summarise`` looks at one document alone and keeps little: what ``identify`` needs to tell who is who in
all documents together. A capital is the city where the words around it or its part in a claim say so,
else the state; a chain that is used both ways has a second entity for the city, under the number ``~chain``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from entente.model import Document, EntityKind, Mention, Reading, Span
from entente.resolve import joining, roles
from entente.resolve.names import is_acronym, without_determiner
from entente.resolve.phrases import Post, Sense, adjectives_in, post, sense
from entente.resolve.places import city
from entente.resolve.titles import posts_beside, strip_titles
from entente.resolve.world import world


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of one document. ``chains`` are the reader's chains that it joins (``~n``: chain n as a city).

    ``world`` is its key in the world knowledge, or empty. ``label``, ``handle`` and ``countries`` come with it.
    ``short`` are acronyms that the text puts beside the name, in brackets. ``reasons`` say why chains were joined.
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
    first: Span = Span(0, 0)
    mentions: int = 0
    members: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """The entities of one document and the states it speaks of, most often named first."""

    document: str
    """``Document.id``."""
    entities: tuple[Named, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(slots=True)
class Group:
    """An entity under construction."""

    chains: set[int]
    kinds: Counter[EntityKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    posts: set[Post] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    sense: Sense | None = None
    senses: Counter[Sense] = field(default_factory=Counter)
    first: Span = Span(1 << 60, 1 << 60)
    mentions: int = 0
    members: set[int] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)

    @property
    def kind(self) -> EntityKind:
        """The kind that most mentions have; a known sense decides, "unknown" counts least."""
        if self.sense:
            return self.sense.kind
        known = {k: n for k, n in self.kinds.items() if k != "unknown"}
        return min(known, key=lambda k: (-known[k], k)) if known else "unknown"


def summarise(document: Document, reading: Reading) -> DocumentNames:
    """The entities that one document names, as far as it alone shows. Pure; depends on no other document."""
    text = document.text
    countries = spoken_of(text, reading.mentions)
    part = roles.of(reading)
    groups: dict[int, Group] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.form == "pronoun":
            continue
        _enter(groups, text, mention, roles.is_city(text, mention, part[index]), countries)
    for mention in reading.mentions:
        if mention.form == "pronoun" and mention.chain not in groups and ~mention.chain not in groups:
            groups[mention.chain] = _pronoun(text, mention)
    for group in groups.values():
        if group.senses:
            group.sense = min(group.senses, key=lambda s: (-group.senses[s], s.key, s.way))
    joined = joining.join([groups[k] for k in sorted(groups, key=lambda k: (k < 0, k))], text)
    entities = sorted((_frozen(g) for g in joined), key=lambda e: (e.first, e.chains))
    return DocumentNames(document.id, tuple(entities), countries)


def spoken_of(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """ISO codes of the states that a document's mentions name, most often first (ties by code)."""
    seen: Counter[str] = Counter()
    cities: Counter[str] = Counter()
    for mention in mentions:
        if mention.form == "pronoun":
            continue
        words = text[mention.span.start : mention.span.end]
        codes = adjectives_in(words)
        seen.update(codes)
        if not codes and mention.form == "name" and mention.kind == "place":
            hit = world().find(words)
            if hit and hit.entry.sort == "region":
                cities.update(hit.entry.countries)
            elif found := city(words):
                cities[found.country] += 1
    seen.update({code: n for code, n in cities.items() if code in seen or n > 0})
    return tuple(sorted(seen, key=lambda code: (-seen[code], code)))


def _enter(
    groups: dict[int, Group], text: str, mention: Mention, as_city: bool, countries: Collection[str]
) -> None:
    words = without_determiner(text[mention.span.start : mention.span.end])
    named = mention.form in ("name", "adjectival")
    meaning = None
    title = ""
    # "Jordan" may be a person and "Wagner" a composer: what the reader calls a person is looked up as none.
    if mention.kind != "person":
        meaning = (
            _city_sense(words) if as_city else sense(text[mention.span.start : mention.span.end], countries)
        )
    if meaning is None and named:
        words, title = strip_titles(words)
    group = groups.setdefault(~mention.chain if as_city else mention.chain, Group(set()))
    group.chains.add(~mention.chain if as_city else mention.chain)
    group.mentions += 1
    group.first = min(group.first, mention.span)
    group.kinds["place" if as_city else mention.kind] += 1
    group.members.update(mention.members)
    if meaning:
        group.senses[meaning] += 1
    if named:
        group.names[words] += 1
        if meaning is None:
            group.posts.update(posts_beside(text, mention.span, title))
        if not is_acronym(words) and (short := joining.bracketed(text, mention.span.end)):
            group.short.add(short)
    else:
        group.descriptions[words] += 1
        if meaning is None and (held := post(words)):
            group.posts.add(held)


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
    )
