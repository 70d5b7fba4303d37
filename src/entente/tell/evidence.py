"""From claims to evidence: the exact words, the document, the voice, the date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from entente.model import Claim, Span
from entente.tell import dates, words
from entente.tell.page import Evidence, Record

_LONGEST = 420
"""Code points of a quotation; a longer sentence is cut around its trigger."""


def gathered(record: Record, ids: Iterable[str], most: int) -> tuple[tuple[Evidence, ...], int]:
    """The best ``most`` of some claims as evidence, in the order they held, and how many were left out.

    The surest claim of each voice comes first, so that two claims are two voices wherever there are two.
    """
    ranked = best(record, ids)
    shown = sorted(ranked[:most], key=lambda claim: (held(claim), claim.id))
    return tuple(evidence(record, claim) for claim in shown), len(ranked) - len(shown)


def best(record: Record, ids: Iterable[str]) -> list[Claim]:
    """Claims by their ids, above the threshold: the surest of each voice, then the other claims."""
    known = (record.claims[key] for key in dict.fromkeys(ids) if key in record.claims)
    claims = sorted(
        (c for c in known if c.confidence >= record.threshold), key=lambda c: (-c.confidence, c.id)
    )
    heads: dict[object, str] = {}
    for claim in claims:
        heads.setdefault(teller(record, claim), claim.id)
    firsts = set(heads.values())
    return sorted(claims, key=lambda c: (c.id not in firsts, -c.confidence, c.id))


def teller(record: Record, claim: Claim) -> tuple[str, ...]:
    """Who is heard in a claim: its chain of sources; a copy speaks with its original's voice."""
    entry = record.documents.get(claim.document)
    origin = entry.copy_of if entry and entry.copy_of else claim.document
    return tuple(source.name for source in claim.sources) or (origin,)


def plainest(claims: Sequence[Claim]) -> Claim:
    """The claim that best stands for several: asserted, told in an outlet's own voice, sure.

    It is never the word of one party while a plainer one is there.
    """
    return min(claims, key=lambda c: (c.polarity == "denied", len(c.sources) > 1, -c.confidence, c.id))


def tellers(record: Record, claims: Iterable[Claim], most: int = 4) -> str:
    """Who says so, each once: "Herald, a nurse (in Herald) and 2 others"; empty where nobody is named.

    Documents that copy others are no tellers.
    """
    told = []
    for claim in claims:
        entry = record.documents.get(claim.document)
        if claim.sources and not (entry and entry.copy_of):
            inner, outer = claim.sources[-1].name, claim.sources[0].name
            told.append(inner if inner == outer else f"{inner} (in {outer})")
    return words.listed(sorted(dict.fromkeys(told)), most)


def held(claim: Claim) -> str:
    """A key that sorts claims by when they held, then by when they were said; unknown dates come last."""
    stretch = claim.time.interval if claim.time else claim.said
    day = (stretch.start or stretch.end) if stretch else None
    return day.isoformat() if day else "9999"


def evidence(record: Record, claim: Claim) -> Evidence:
    """One claim as evidence."""
    text = record.text(claim.document)
    quote, mark = excerpt(text, claim.evidence, claim.trigger)
    return Evidence(
        claim=claim.id,
        sentence=words.sentence(claim, record.claims),
        quote=quote,
        mark=mark,
        document=claim.document,
        voice=words.voice(claim.sources),
        dated=dated(record, claim),
        confidence=claim.confidence,
    )


def dated(record: Record, claim: Claim) -> str:
    """When a claim held; where it does not say, when it was said or its document published."""
    if claim.time:
        return dates.interval(claim.time.interval)
    if claim.said:
        return f"said {dates.interval(claim.said)}"
    entry = record.documents.get(claim.document)
    if entry and entry.published and entry.published.known:
        return f"published {dates.interval(entry.published.interval)}"
    return dates.NO_DATE


def excerpt(text: str, evidence: Span, trigger: Span, longest: int = _LONGEST) -> tuple[str, Span]:
    """The evidence's words and the trigger's place in them, cut at white space past ``longest``.

    Line breaks inside become blanks, one for one, so that the mark holds.
    """
    low, high = max(0, evidence[0]), min(len(text), evidence[1])
    start, end = low, high
    if high - low > longest:
        middle = (trigger[0] + trigger[1]) // 2
        start = _word_start(text, max(low, middle - longest // 2), trigger[0])
        end = _word_end(text, min(high, middle + longest // 2), trigger[1])
    head, tail = "… " if start > low else "", " …" if end < high else ""
    body = "".join(" " if char.isspace() else char for char in text[start:end])
    shift = len(head) - start
    first = min(max(trigger[0], start), end)
    final = min(max(trigger[1], first), end)
    return head + body + tail, Span(first + shift, final + shift)


def _word_start(text: str, start: int, limit: int) -> int:
    """The first character of a word at or after ``start``, never past ``limit``."""
    position = start
    while 0 < position < limit and not text[position - 1].isspace():
        position += 1
    return min(position, limit)


def _word_end(text: str, end: int, limit: int) -> int:
    """The end of a word at or before ``end``, never before ``limit``."""
    position = end
    while limit < position < len(text) and not text[position].isspace():
        position -= 1
    return max(position, limit)
