"""Links that a sentence's claims have with each other and with its times, figures and agreements.

A speech act gets its content, a threat its condition, support whom it is against; quotations that go on keep
their speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entente.model import EntityKind, Quantity, Span, TimeExpression
from entente.read.decode import Argument, SentenceClaim

SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE", "SUPPORT"})
_REPORTED = frozenset({"demanded", "threatened", "planned", "possible", "hypothetical"})
_TOLL = {
    "killed": "ASSAULT",
    "injured": "ASSAULT",
    "kidnapped": "ASSAULT",
    "detained": "COERCE",
    "troops": "MOBILIZE",
}
_IF = re.compile(r"\b(?:if|unless|should|until|provided|in case|as long as)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\bagainst\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE)
_NO_OBJECT = re.compile(
    r"(?:^|\s)(?:no|neither)\s(?:of the\s)?(?:[a-z]+\s)?$|^(?:no|neither)\s", re.IGNORECASE
)
_AGREEMENT = re.compile(
    r"\b(?:[A-Z][\w’'-]+\s+(?:(?:of|on|for|and)\s+)?){1,5}(?:Agreement|Accords?|Treaty|Pact|Protocol|Resolution|"
    r"Convention|Declaration|Framework|Memorandum)\b(?:\s+\d+)?|\b(?:UN\s+)?arms embargo\b|"
    r"\b(?:[A-Z]\w+\s+)?ceasefire(?:\s+agreement)?\b"
)
_PROCESS = re.compile(
    r"\b(?:[A-Z][\w’'-]+\s+){1,3}(?:Process|Conference|Summit|Dialogue|Talks|Forum)\b|\b(?:[A-Z]\w+[\s-])?"
    r"(?:peace|military|nuclear|ceasefire)\s+(?:talks|negotiations|process)\b"
)
_TALKING = frozenset(
    "AGREE CONSULT REJECT REQUEST ACCUSE SANCTION COOPERATE MEDIATES CONCEDE SUPPORT RETREAT".split()
)


def contents(claims: Sequence[SentenceClaim]) -> list[tuple[int, ...]]:
    """For each claim the others that it speaks: their cue is its trigger, or its speaker says them unreal."""
    out = []
    for i, act in enumerate(claims):
        mine = act.predicate in SPEECH
        out.append(tuple(j for j, c in enumerate(claims) if mine and j != i and _says(act, c)))
    return out


def _says(act: SentenceClaim, said: SentenceClaim) -> bool:
    if any(_meet(a.span, act.trigger) for a in said.arguments["cue"]):
        return True
    speakers = [a.span for a in act.arguments["subject"]]
    same = any(_meet(a.span, s) for a in said.arguments["source"] for s in speakers)
    return same and said.modality in _REPORTED and said.trigger.start > act.trigger.start


def conditions(text: str, sentence: Span, claims: Sequence[SentenceClaim]) -> list[tuple[int, ...]]:
    """For each unreal claim those in an "if" clause of its sentence, on which it depends."""
    none: list[tuple[int, ...]] = [() for _ in claims]
    found = _IF.search(text, *sentence)
    if not found:
        return none
    comma = text.find(",", found.end(), sentence.end)
    end = comma if comma > 0 and found.start() - sentence.start < 20 else sentence.end
    inside = tuple(i for i, c in enumerate(claims) if found.end() <= c.trigger.start < end)
    return [inside if i not in inside and c.modality in _REPORTED else () for i, c in enumerate(claims)]


def times_of(
    claims: Sequence[SentenceClaim], times: Sequence[tuple[int, TimeExpression]]
) -> list[tuple[int, ...]]:
    """For each claim of a sentence its times, of the sentence's own with their numbers: those that the network
    ties to it, then leftovers to the nearest trigger."""
    chosen: list[set[int]] = [set() for _ in claims]
    for k, t in times if claims else ():
        owners = [i for i, c in enumerate(claims) if any(_meet(a.span, t.span) for a in c.arguments["time"])]
        if not owners:
            gap = [max(c.trigger.start - t.span.end, t.span.start - c.trigger.end) for c in claims]
            owners = [gap.index(min(gap))]
        for i in owners:
            chosen[i].add(k)
    return [tuple(sorted(s)) for s in chosen]


def quantities_of(
    claims: Sequence[SentenceClaim], quantities: Sequence[tuple[int, Quantity]]
) -> list[tuple[int, ...]]:
    """For each claim of a sentence its figures, of the sentence's own with their numbers: those that the network
    ties to it, else tolls to the kind of event that causes them."""
    chosen: list[set[int]] = [set() for _ in claims]
    for k, q in quantities:
        owners = [
            i for i, c in enumerate(claims) if any(_meet(a.span, q.span) for a in c.arguments["quantity"])
        ]
        if not owners:
            fitting = [i for i, c in enumerate(claims) if c.predicate == _TOLL.get(q.kind)]
            fitting.sort(key=lambda i: abs(claims[i].trigger.start - q.span.start))
            owners = fitting[:1]
        for i in owners:
            chosen[i].add(k)
    return [tuple(sorted(s)) for s in chosen]


def has_no(text: str, claim: SentenceClaim) -> bool:
    """Whether the claim's object is told to be none: "supports no faction"."""
    return any(
        0 <= a.span.start - claim.trigger.end < 40
        and (
            _NO_OBJECT.search(text, claim.trigger.end, a.span.start)
            or _NO_OBJECT.match(text[a.span.start : a.span.end])
        )
        for a in claim.arguments["object"]
    )


def against(
    text: str, claim: SentenceClaim, group: Sequence[SentenceClaim], spans: Sequence[Span], sentence: Span
) -> tuple[Span, ...]:
    """Whom support is against: mentions right after "against" behind the trigger, before the next claim's."""
    later = [c.trigger.start for c in group if c.trigger.start >= claim.trigger.end]
    end = min(later, default=sentence.end)
    return tuple(
        s
        for s in spans
        if claim.trigger.end <= s.start < end and _AGAINST.search(text, max(0, s.start - 20), s.start)
    )


def agreements(text: str, sentence: Span) -> list[tuple[Span, EntityKind]]:
    """Treaties, embargoes, ceasefires and negotiation tracks named in a sentence."""
    found: list[tuple[Span, EntityKind]] = [
        (Span(*m.span()), "agreement") for m in _AGREEMENT.finditer(text, *sentence)
    ]
    return found + [(Span(*m.span()), "process") for m in _PROCESS.finditer(text, *sentence)]


def about(claim: SentenceClaim, sentence_agreements: Sequence[tuple[Span, EntityKind]]) -> tuple[Span, ...]:
    """The agreements that a claim of talking, refusing or sanctioning is about."""
    if claim.predicate not in _TALKING:
        return ()
    return tuple(s for s, _ in sentence_agreements if not _meet(s, claim.trigger))


def speakers(
    text: str, sentences: Sequence[Span], claims: Sequence[Sequence[SentenceClaim]]
) -> list[Argument | None]:
    """The speaker of each sentence that is inside a running quotation and names none itself.

    The speaker is the latest named before the quotation went on, else the one named in the next sentence.
    """
    named = [_named(c) for c in claims]
    out: list[Argument | None] = [None] * len(sentences)
    inside, last = False, None
    for i, s in enumerate(sentences):
        words = text[s.start : s.end]
        starts_inside = inside or words.lstrip().startswith(("“", '"'))
        for mark in re.findall(r"[“”]", words):
            inside = mark == "“"
        if "\n\n" in text[s.end : s.end + 3]:
            inside = inside and i + 1 < len(sentences) and text[sentences[i + 1].start] == "“"
        if named[i] is None and starts_inside:
            follows = named[i + 1] if i + 1 < len(sentences) and not last else None
            out[i] = last or follows
        last = named[i] or (last if starts_inside or inside else None)
    return out


def _named(claims: Sequence[SentenceClaim]) -> Argument | None:
    every = [a for c in claims for a in c.arguments["source"]]
    return max(every, key=lambda a: a.probability, default=None)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
