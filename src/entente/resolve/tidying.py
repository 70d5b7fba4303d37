"""A reader's mentions as resolve takes them: parts joined to the whole name, kinds set right by world knowledge.

Readers split names ("Northern" in "Northern Border Guard") and take a town or a state for a person. What the world
knows of a name wins over a reader's kind, unless the text gives a person of that name in full.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from entente.model import EntityKind, Mention
from entente.resolve.names import ARTICLES, fold, person_tokens, without_determiner
from entente.resolve.phrases import adjectives_in
from entente.resolve.places import city
from entente.resolve.titles import strip_titles
from entente.resolve.world import world

LARGE = 300_000
"""Inhabitants from which a city is meant in any text, a sixth of it for a name of several words; a smaller one only
in a text that speaks of its country."""
_COORDINATED = re.compile(r"\s(?:and|&)\s|,\s")
_OWNER = re.compile(r"['’]s?(?!\w)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]|[.!?][\"”’)]|[\"“(\n])\s*$")
_GIVEN_BEFORE = re.compile(r"(?:^|\W)([^\W\d_][\w.'’-]*)[ \t]$")
_FUNCTION = frozenset(
    "all both each either neither none nobody anyone everyone someone one ones others another such same own more most "
    "million millions thousand thousands hundred hundreds dozen at by with from as out up off over that which "
    "who".split()
)


def tidied(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions in their order, with chain and kind as the text and the world knowledge have them."""
    surnames = _surnames(text, mentions)
    countries = spoken_of(text, mentions)
    whole = _wholes(text, mentions)
    bare = _bare_names(text, mentions)
    known = [_known(text, mention, surnames, countries, bare) for mention in mentions]
    return tuple(
        _as_part(mention, known[whole[i]]) if i in whole else mention for i, mention in enumerate(known)
    )


def _as_part(part: Mention, longer: Mention) -> Mention:
    """A part of a longer mention as a mention of the same. Only the end of a person's or a place's name is a name."""
    ends = part.span.end == longer.span.end and longer.kind in ("person", "place", "unknown")
    form = part.form if ends or longer.form != "name" else "nominal"
    return replace(part, chain=longer.chain, kind=longer.kind, form=form)


def is_nobody(words: str) -> bool:
    """Words that stand for nobody by themselves: articles, prepositions, numbers ("of", "three", "al")."""
    classes = world().words
    function = _FUNCTION | ARTICLES | classes["quantity"] | classes["minor"] | classes["determiner"]
    tokens = fold(words).split()
    return all(token.isdigit() or (token in function and not words[:1].isupper()) for token in tokens) or (
        len(tokens) == 1 and tokens[0] in _FUNCTION
    )


def is_common(text: str, mention: Mention, words: str) -> bool:
    """Whether a capitalised word is a common noun that begins a sentence: the text has it in lower case too."""
    if len(words.split()) != 1 or not words.isalpha():
        return False
    before = text[max(0, mention.span.start - 12) : mention.span.start].removesuffix("The ")
    if not _SENTENCE_START.search(before):
        return False
    return re.search(rf"\b{words.lower()}\b", text) is not None


def spoken_of(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """ISO codes of the states that a document's mentions name, most often first (ties by code)."""
    seen: dict[str, int] = {}
    for mention in mentions:
        if mention.form == "pronoun":
            continue
        words = text[mention.span.start : mention.span.end]
        codes = adjectives_in(words)
        if not codes and mention.form == "name" and mention.kind == "place":
            hit = world().find(words)
            if hit and hit.entry.sort == "region":
                codes = hit.entry.countries
            elif found := city(words):
                codes = (found.country,)
        for code in codes:
            seen[code] = seen.get(code, 0) + 1
    return tuple(sorted(seen, key=lambda code: (-seen[code], code)))


def _surnames(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """The last tokens of the full names of persons in the text."""
    found = set()
    for mention in mentions:
        if mention.form == "name" and mention.kind == "person":
            words = text[mention.span.start : mention.span.end]
            tokens = person_tokens(strip_titles(without_determiner(words), True)[0])
            if len(tokens) > 1 and not _COORDINATED.search(words):
                found.add(tokens[-1])
    return frozenset(found)


def _bare_names(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """The persons' names of one word in the text."""
    words = (text[m.span.start : m.span.end] for m in mentions if m.form == "name" and m.kind == "person")
    return frozenset(tokens[0] for word in words if len(tokens := person_tokens(word)) == 1)


def _wholes(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """For a mention that is only a part of a longer name or of a description with the same head, the longer one."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].span.start, -mentions[i].span.end, i))
    around: list[int] = []
    found: dict[int, int] = {}
    for index in order:
        part = mentions[index]
        while around and mentions[around[-1]].span.end < part.span.end:
            around.pop()
        for at in reversed(around):
            if mentions[at].span != part.span and _is_part(text, part, mentions[at]):
                found[index] = found.get(at, at)
                break
        around.append(index)
    return found


def _is_part(text: str, part: Mention, longer: Mention) -> bool:
    tail = part.kind == longer.kind == "organisation" and part.span.end == longer.span.end
    if part.form == "pronoun" or (part.kind != "unknown" and not tail):
        return False
    if longer.form != "name":
        return longer.form == part.form == "nominal" and longer.head == part.head
    words = text[longer.span.start : longer.span.end]
    return not _COORDINATED.search(words) and not _OWNER.match(text, part.span.end)


def _known(
    text: str, mention: Mention, surnames: Collection[str], countries: Collection[str], bare: Collection[str]
) -> Mention:
    """The mention with the kind that world knowledge gives its words, if it does; a name that ends in what the
    text calls a person by is a person's."""
    if mention.form != "name" or mention.kind not in ("person", "organisation", "unknown"):
        return mention
    words = without_determiner(text[mention.span.start : mention.span.end])
    tokens = person_tokens(words)
    bearer = len(tokens) == 1 and tokens[0] in surnames
    if mention.kind == "person" and (bearer or _has_given_name(text, mention)):
        return mention
    if mention.kind == "unknown" and len(tokens) > 1 and tokens[-1] in bare and words[:1].isupper():
        return replace(mention, kind="person")
    kind = _kind_in_world(words, countries) if mention.kind == "person" else None
    return replace(mention, kind=kind or _kind_of_town(words, countries) or mention.kind)


def _kind_in_world(words: str, countries: Collection[str]) -> EntityKind | None:
    hit = world().find(words, countries)
    return hit.entry.kind if hit and hit.way != "people" and not words.islower() else None


def _kind_of_town(words: str, countries: Collection[str]) -> EntityKind | None:
    if words[:1].islower() or world().find(words, countries):
        return None
    found = city(words, countries)
    if found is None:
        return None
    large = LARGE // 6 if " " in words else LARGE
    return "place" if found.country in countries or found.inhabitants >= large else None


def _has_given_name(text: str, mention: Mention) -> bool:
    """Whether a capitalised word that begins no sentence stands right before: "Michael" before "Jordan"."""
    start = mention.span.start
    before = _GIVEN_BEFORE.search(text[max(0, start - 30) : start])
    if before is None or not before[1][:1].isupper():
        return False
    at = start - len(before[1]) - 1
    return fold(before[1]) not in world().words["place preposition"] and not _SENTENCE_START.search(
        text[max(0, at - 4) : at]
    )
