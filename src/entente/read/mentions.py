"""Mentions of one document: spans from the network and from the claims' arguments, with form, head and kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from entente.model import EntityKind, MentionForm, Span
from entente.read.words import words

PERSONAL = {
    "he": "one", "him": "one", "his": "one", "himself": "one", "she": "one", "her": "one", "hers": "one",
    "herself": "one", "it": "thing", "its": "thing", "itself": "thing", "they": "many", "them": "many",
    "their": "many", "theirs": "many", "themselves": "many", "i": "speaker", "me": "speaker", "my": "speaker",
    "we": "speaker", "us": "speaker", "our": "speaker", "ours": "speaker", "who": "relative", "whom": "relative",
    "whose": "relative", "which": "relative", "that": "relative", "this": "thing", "these": "many", "those": "many",
    "each": "many", "both": "pair", "others": "many", "some": "many", "one": "thing", "you": "speaker",
}  # fmt: skip
"""Pronouns and what they stand for: a person, a thing or body, several, the speaker, the noun before, two sides."""

_LEAD = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?|[\s,;:.])+$")
_STOP = re.compile(
    r"\s(?:of|in|at|for|from|on|by|to|with|against|near|under|over|who|which|that|whose|based|led|backed|, .*)\s",
    re.IGNORECASE,
)
_PEOPLE = frozenset(
    """militants rebels fighters troops soldiers forces protesters demonstrators civilians people officers
    police gunmen insurgents residents refugees migrants workers students villagers supporters members
    opponents prisoners hostages terrorists separatists mercenaries loyalists settlers peacekeepers guards""".split()
)
_PERSON = frozenset(
    """president minister leader commander general spokesman spokeswoman spokesperson ambassador envoy chief
    director official diplomat source analyst researcher journalist activist lawyer prisoner king queen
    prince emir sheikh chancellor governor mayor senator secretary colonel captain major officer soldier man
    woman candidate deputy premier prime lawmaker negotiator mediator head dictator strongman warlord cleric
    imam bishop pope""".split()
)
_BODY = frozenset(
    """government army ministry party group militia militias coalition alliance union council committee mission
    agency authority authorities regime administration parliament court faction factions movement
    organisation organization company navy force military opposition state country nation side sides bloc
    command delegation commission kingdom republic network""".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before coreference. ``sentence`` numbers the sentence it stands in."""

    span: Span
    form: MentionForm
    kind: EntityKind
    head: Span
    sentence: int
    confidence: float


def trim(text: str, span: Span) -> Span:
    """The span without a leading article, a trailing possessive mark, or punctuation at its ends."""
    a, z = span
    if (lead := _LEAD.match(text[a:z])) and lead.end() < z - a:
        a += lead.end()
    while a < z and not text[a].isalnum() and text[a] not in "$€£":
        a += 1
    if tail := _TAIL.search(text, a, z):
        z = tail.start()
    while z > a and not text[z - 1].isalnum() and text[z - 1] not in ")”\"'":
        z -= 1
    if text[z - 1 : z] == ")" and "(" not in text[a:z]:
        z -= 1
    return Span(a, z) if z > a else span


def head(text: str, span: Span) -> Span:
    """The head word: the last word before a preposition or a relative clause."""
    piece = text[span.start : span.end]
    cut = _STOP.search(piece + " ")
    end = span.start + (cut.start() if cut and cut.start() else len(piece))
    inside = words(text, span.start, end)
    alphanumeric = [w for w in inside if text[w[0]].isalnum()] or inside or [(span.start, span.end)]
    return Span(*alphanumeric[-1])


def form(text: str, span: Span, head_span: Span, starts_sentence: bool) -> MentionForm:
    """Whether the words name, describe or point, judged by the head word's letters."""
    piece = text[span.start : span.end]
    if piece.lower() in PERSONAL and not (piece.isupper() and len(piece) > 1):
        return "pronoun"  # in capitals it is a name: US, IT, WHO
    top = text[head_span.start : head_span.end]
    if top[:1].isupper() and not (
        starts_sentence and head_span.start == span.start and top.lower() in _PEOPLE | _BODY | _PERSON
    ):
        return "name"
    return "nominal"


def kind(text: str, span: Span, head_span: Span, label: str, role: str) -> EntityKind:
    """Kind from the network's label, else from the head word, else from the role in a claim."""
    top = text[head_span.start : head_span.end].lower()
    if "person" in label and top not in _BODY:
        return "group" if top in _PEOPLE else "person"
    if "organisation" in label:
        return "organisation"
    if "place" in label:
        return "place"
    if top in _PEOPLE:
        return "group"
    if top in _PERSON:
        return "person"
    if top in _BODY:
        return "organisation"
    return "place" if role == "place" else "unknown"


def collect(
    text: str, wanted: Iterable[tuple[Span, str, str, float, int]], sentence_starts: frozenset[int]
) -> list[Found]:
    """One :class:`Found` a span, in order of place. ``wanted`` rows are (span, label, role, confidence, sentence);
    a span met twice keeps its first label and its highest confidence."""
    best: dict[Span, tuple[str, str, float, int]] = {}
    for raw, label, role, confidence, sentence in wanted:
        span = trim(text, raw)
        old = best.get(span)
        if old:
            label = old[0] if old[0] and old[0] != "participant" else label
            role, confidence = old[1] or role, max(old[2], confidence)
        best[span] = (label, role, confidence, sentence)
    out = []
    for span, (label, role, confidence, sentence) in sorted(best.items()):
        top = head(text, span)
        out.append(
            Found(
                span,
                form(text, span, top, span.start in sentence_starts),
                kind(text, span, top, label, role),
                top,
                sentence,
                round(confidence, 4),
            )
        )
    return out
