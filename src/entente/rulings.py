"""An analyst's decisions: making them, finding their words again, and carrying them as a plain file.

A ruling about a text holds on to the document's content hash, a span and the exact words there, never to
the id of a claim or a cluster: these may change when a better reader reads again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from entente.errors import InvalidRuling
from entente.model import Anchor, Claim, Interval, Publication, Ruling, RulingKind, Span

ON: Mapping[str, int] = {"same": 2, "different": 2}
"""How many things a ruling is about; one where its kind is not here."""

ABOUT_TEXTS = frozenset({"reject claim", "date document", "exclude document"})
"""Kinds of ruling that hold on to a document and not to a name."""

NEAR = 400
"""How far from its span a quotation is looked for, in characters."""


def make(
    kind: RulingKind,
    anchors: Sequence[Anchor],
    value: str,
    *,
    author: str,
    reason: str,
    made: dt.datetime,
) -> Ruling:
    """A ruling whose id follows from its content. Raises :class:`InvalidRuling` for an unknown kind."""
    if kind not in get_args(RulingKind):
        raise InvalidRuling(f"There is no ruling {kind!r}. There are: {', '.join(get_args(RulingKind))}.")
    content = msgspec.json.encode([kind, anchors, value, author, reason, made.isoformat()])
    return Ruling(hashlib.sha256(content).hexdigest()[:16], kind, tuple(anchors), value, author, made, reason)


def live(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings in force: all but the withdrawn, oldest first."""
    return tuple(sorted((r for r in rulings if r.withdrawn is None), key=lambda r: (r.made, r.id)))


# --------------------------------------------------------------------------------------------- anchors


def claim_anchors(document: str, text: str, claim: Claim) -> tuple[Anchor, ...]:
    """Anchors of a claim: its trigger first, then the words of who takes part in it.

    ``document`` is the document's id (content hash), ``text`` its text.
    """
    named = [p.span for group in (claim.subjects, claim.objects) for p in group if p.span is not None]
    spans = [claim.trigger, *sorted(set(named))]
    return tuple(Anchor(document, span, text[span.start : span.end]) for span in spans)


def locate(text: str, anchor: Anchor) -> Span | None:
    """Where the anchor's words stand in ``text``: at its span, else the nearest place within ``NEAR``
    characters; None where they are gone."""
    if anchor.span is None or not anchor.quote:
        return None
    start, quote = anchor.span.start, anchor.quote
    if text.startswith(quote, start):
        return Span(start, start + len(quote))
    low, high = max(0, start - NEAR), start + NEAR + len(quote)
    after = text.find(quote, start, high)
    before = text.rfind(quote, low, start + len(quote))
    found = [at for at in (before, after) if at >= 0]
    at = min(found, key=lambda at: abs(at - start), default=None)
    return None if at is None else Span(at, at + len(quote))


def rejected(claims: Sequence[Claim], document: str, text: str, rulings: Iterable[Ruling]) -> set[str]:
    """Ids of the claims that ``reject claim`` rulings mean: same predicate at the same trigger, and of
    several such the ones that share most of the participants' words."""
    out: set[str] = set()
    for ruling in rulings:
        if ruling.kind != "reject claim" or ruling.anchors[0].document != document:
            continue
        trigger, *named = (locate(text, anchor) for anchor in ruling.anchors)
        if trigger is None:
            continue
        meant = [c for c in claims if c.predicate == ruling.value and _meet(c.trigger, trigger)]
        shared = {c.id: _shared(c, [span for span in named if span]) for c in meant}
        best = max(shared.values(), default=0)
        out |= {id_ for id_, count in shared.items() if count == best}
    return out


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _shared(claim: Claim, spans: Sequence[Span]) -> int:
    own = [p.span for group in (claim.subjects, claim.objects) for p in group if p.span is not None]
    return sum(any(_meet(span, other) for other in own) for span in spans)


# ------------------------------------------------------------------------------- rulings about documents


def excluded(rulings: Iterable[Ruling]) -> frozenset[str]:
    """Ids of documents that rulings keep out of the record."""
    return frozenset(
        r.anchors[0].document for r in rulings if r.kind == "exclude document" and r.anchors[0].document
    )


def dated(rulings: Iterable[Ruling]) -> Mapping[str, Publication]:
    """Publication dates that rulings set, by document id; the newest ruling holds."""
    out: dict[str, Publication] = {}
    for ruling in rulings:
        document = ruling.anchors[0].document if ruling.anchors else None
        if ruling.kind == "date document" and document:
            said = f"{ruling.author or 'An analyst'} ruled so on {ruling.made.date().isoformat()}"
            reason = f"{said}: {ruling.reason}" if ruling.reason else f"{said}."
            out[document] = Publication(parse_interval(ruling.value), "ruling", (reason,))
    return out


def parse_interval(value: str) -> Interval:
    """``2019-05-03`` or ``2019-05-01..2019-05-31`` as an interval. Raises :class:`InvalidRuling`."""
    first, _, last = value.partition("..")
    try:
        start, end = dt.date.fromisoformat(first.strip()), dt.date.fromisoformat((last or first).strip())
    except ValueError:
        raise InvalidRuling(f"{value!r} is no date. Write 2019-05-03 or 2019-05-01..2019-05-31.") from None
    if start > end:
        raise InvalidRuling(f"{value!r} ends before it starts.")
    return Interval(start, end, "day" if start == end else "range")


def former_names(rulings: Iterable[Ruling]) -> dict[str, str]:
    """Names that rulings gave or took, each with another name of the same actor. Withdrawn rulings count:
    an actor can be addressed by any name it ever had."""
    out: dict[str, str] = {}
    for ruling in sorted(rulings, key=lambda r: (r.made, r.id)):
        if ruling.kind == "rename" and ruling.anchors[0].name:
            out[ruling.anchors[0].name] = ruling.value
            out[ruling.value] = ruling.anchors[0].name
        elif ruling.kind == "same" and ruling.withdrawn is None:
            first, second = (anchor.name or "" for anchor in ruling.anchors[:2])
            out[first] = second
            out[second] = first
    return out


# --------------------------------------------------------------------------------------- as a plain file


def write_file(path: Path, rulings: Iterable[Ruling]) -> None:
    """Write rulings as JSON Lines, oldest first, one a line, readable and diffable."""
    rows = sorted(rulings, key=lambda r: (r.made, r.id))
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def read_file(path: Path) -> tuple[Ruling, ...]:
    """The rulings of a file that :func:`write_file` made. Raises :class:`InvalidRuling` with the line, also for
    a ruling that says too little to be applied: it would come up again at every resolving."""
    found = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                ruling = msgspec.json.decode(line, type=Ruling)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise InvalidRuling(f"{path}, line {number}: not a ruling ({error}).") from error
            if lack := _lack(ruling):
                raise InvalidRuling(f"{path}, line {number}: {lack}. Mend the line, or leave it out.")
            found.append(ruling)
    return tuple(found)


def _lack(ruling: Ruling) -> str:
    """What a ruling from outside lacks to be applied; empty where it lacks nothing."""
    if any(moment is not None and moment.tzinfo is None for moment in (ruling.made, ruling.withdrawn)):
        return "a time without a time zone"
    if len(ruling.anchors) < ON.get(ruling.kind, 1) and ruling.kind != "note":
        return f"a ruling {ruling.kind!r} that names too little"
    if ruling.kind in ABOUT_TEXTS and not ruling.anchors[0].document:
        return f"a ruling {ruling.kind!r} without a document"
    if ruling.kind == "date document":
        try:
            parse_interval(ruling.value)
        except InvalidRuling as error:
            return str(error).rstrip(".")
    return ""
