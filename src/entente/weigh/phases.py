"""The days that evidence covers, and the state of a tie along them.

A stretch without evidence that is longer than a limit is "not covered": silence is not continuation.
Inside a covered stretch a friendly tie is strained while its ends quarrel, broken from an open rupture
until new evidence renews it, and contested where it rests on one attributed voice or is denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entente.model import Phase, PhaseState
from entente.ontology import predicate
from entente.weigh.evidence import SPEECH_ACTS, Calendar, Evidence, day
from entente.weigh.ties import Tie
from entente.weigh.voices import voices

GAP_DAYS = 180
"""Longest silence inside a covered stretch, for ties that live from deeds (half a year of news)."""

STRUCTURAL_GAP_DAYS = 730
"""The same for standing order: offices, membership, territory, recognition, alliances."""

STRUCTURAL = frozenset({"COMMANDS", "MEMBER_OF", "CONTROLS", "PRESENT_IN", "RECOGNIZES", "ALLIED_WITH"})

VAGUE_DAYS = 62
"""A publication interval wider than this dates nothing."""

STRAINS = frozenset({"ACCUSE", "THREATEN", "SANCTION", "COERCE", "REQUEST"})
"""Event types of which one strains a friendly tie when it runs between its ends."""

QUARREL = STRAINS | {"REJECT"}
"""Event types of which two do: friends say no to each other now and then."""

QUARREL_WINDOW_DAYS = 90
"""Quarrels further apart than this are two strains, not one."""

RUPTURE_MODES = frozenset({"withdraw", "discontinue", "expel"})


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: int
    last: int


def covered(e: Evidence, calendar: Calendar) -> Days | None:
    """The days for which a claim vouches; None where nothing dates it.

    An open start vouches for the last day only ("until May" says nothing of April); an open end, no time
    at all, and a state told as going on (its time then says since when) vouch up to publication.
    """
    published = calendar.published.get(e.document)
    if published and published[1] - published[0] > VAGUE_DAYS:
        published = None
    if e.first is None and e.last is None:
        return Days(*published) if published else None
    if e.first is None:
        assert e.last is not None
        return Days(e.last, e.last)
    goes_on = e.modality == "ongoing" and predicate(e.predicate).kind == "state"
    if e.last is None or (goes_on and published and published[1] > e.last):
        return Days(e.first, max(e.first, published[1]) if published else e.first)
    return Days(e.first, max(e.first, e.last))


def stretches(days: Iterable[Days], gap: int) -> list[Days]:
    """Covered days joined over silences of at most ``gap`` days, in order of time."""
    made: list[Days] = []
    for d in sorted(days):
        if made and d.first - made[-1].last - 1 <= gap:
            made[-1] = Days(made[-1].first, max(made[-1].last, d.last))
        else:
            made.append(d)
    return made


def gap_limit(kind: str) -> int:
    """The longest silence that a tie of this kind bridges."""
    return STRUCTURAL_GAP_DAYS if kind in STRUCTURAL else GAP_DAYS


def is_quarrel(e: Evidence) -> bool:
    """Whether a claim strains a friendly tie between its ends."""
    said = e.modality in ("happened", "ongoing") or SPEECH_ACTS.get(e.predicate) == e.modality
    return said and not e.denied and e.predicate in QUARREL


def is_rupture(tie: Tie, e: Evidence) -> bool:
    """Whether a claim by itself breaks a friendly tie: war, or the support withdrawn."""
    if e.denied or e.modality not in ("happened", "ongoing"):
        return False
    withdrawn = e.predicate == "SANCTION" and e.mode in RUPTURE_MODES and tie.subject in e.subjects
    return withdrawn or e.predicate == "FIGHTS"


def phases(tie: Tie, between: Sequence[Evidence], calendar: Calendar) -> tuple[Phase, ...]:
    """The phases of a tie, in order of time; empty where nothing dates it.

    ``between`` holds the other claims that run between the two ends, in either direction.
    """
    dated = {e.id: d for e in tie.support.values() if (d := covered(e, calendar))}
    spans = stretches(dated.values(), gap_limit(tie.kind))
    marks = _marks(tie, between, dated, calendar) if predicate(tie.kind).sign > 0 else []
    made: list[Phase] = []
    for n, span in enumerate(spans):
        if n:
            made.append(Phase(day(spans[n - 1].last + 1), day(span.first - 1), "not covered"))
        inside = [e for e in tie.support.values() if e.id in dated and _meet(dated[e.id], span)]
        base: PhaseState = "contested" if _is_contested(tie, inside, span, calendar) else "firm"
        made += _cut(span, base, inside, dated, [m for m in marks if m.days.last >= span.first])
        marks = [m for m in marks if m.days.first > span.last]
    return tuple(made)


class _Mark(NamedTuple):
    """A stretch in which a friendly tie is not what it was."""

    days: Days
    state: PhaseState
    claims: tuple[str, ...]


def _meet(a: Days, b: Days) -> bool:
    return a.first <= b.last and b.first <= a.last


def _is_contested(tie: Tie, inside: Sequence[Evidence], span: Days, calendar: Calendar) -> bool:
    """One attributed voice, or denials that weigh at least half as much as what they deny."""
    count = voices(inside)
    if all(e.alleged for e in inside) or (count < 2 and not any(e.outright for e in inside)):
        return True
    denials = [e for e in tie.denials.values() if (d := covered(e, calendar)) is None or _meet(d, span)]
    return bool(denials) and voices(denials) * 2 >= count


def _marks(tie: Tie, between: Sequence[Evidence], dated: dict[str, Days], calendar: Calendar) -> list[_Mark]:
    quarrels = [(d, e) for e in between if is_quarrel(e) and (d := covered(e, calendar))]
    ruptures = [(d, e) for e in between if is_rupture(tie, e) and (d := covered(e, calendar))]
    ruptures += _blows_both_ways(between, calendar)
    last = max((d.last for d in dated.values()), default=0)
    ruptures += [(d, e) for e in tie.denials.values() if (d := covered(e, calendar)) and d.first > last]
    marks = [_Mark(days, "broken", ids) for days, ids, opened in _runs(ruptures) if opened]
    broken = {claim for mark in marks for claim in mark.claims}
    for days, ids, opened in _runs([(d, e) for d, e in quarrels if e.id not in broken]):
        if opened:
            marks.append(_Mark(days, "strained", ids))
    return sorted(marks)


def _blows_both_ways(between: Sequence[Evidence], calendar: Calendar) -> list[tuple[Days, Evidence]]:
    blows = [e for e in between if e.predicate == "ASSAULT" and not e.denied and e.modality == "happened"]
    if len({e.subjects for e in blows}) < 2:
        return []
    return [(d, e) for e in blows if (d := covered(e, calendar))]


def _runs(dated: Iterable[tuple[Days, Evidence]]) -> list[tuple[Days, tuple[str, ...], bool]]:
    """Claims joined while they follow each other closely, and whether they are enough for a mark.

    One claim is, of a kind that strains by itself; of the others it takes two. Claims below the display
    threshold only add to a mark.
    """
    runs: list[list[tuple[Days, Evidence]]] = []
    last = 0
    for d, e in sorted(dated, key=lambda row: (row[0], row[1].id)):
        if not runs or d.first - last > QUARREL_WINDOW_DAYS:
            runs.append([])
            last = d.last
        runs[-1].append((d, e))
        last = max(last, d.last)
    return [(_hull(run), tuple(e.id for _, e in run), _enough(e for _, e in run)) for run in runs]


def _hull(run: Sequence[tuple[Days, Evidence]]) -> Days:
    return Days(run[0][0].first, max(d.last for d, _ in run))


def _enough(claims: Iterable[Evidence]) -> bool:
    shown = [e for e in claims if e.shown]
    return len(shown) > 1 or any(e.predicate not in QUARREL or e.predicate in STRAINS for e in shown)


def _cut(
    span: Days, base: PhaseState, inside: Sequence[Evidence], dated: dict[str, Days], marks: Sequence[_Mark]
) -> list[Phase]:
    """Lays marks over a covered stretch. After a mark the tie is back only where new evidence begins."""
    made: list[Phase] = []
    at = span.first
    close = max(span.last, *(m.days.last for m in marks)) if marks else span.last
    for mark in marks:
        first = max(mark.days.first, at)
        if mark.days.first > span.last + GAP_DAYS or mark.days.last < at:
            continue
        if first > at:
            made.append(_phase(Days(at, first - 1), base, inside, dated))
        fresh = min((d.first for d in dated.values() if d.first > mark.days.last), default=None)
        last = mark.days.last if fresh is not None and fresh <= close else max(mark.days.last, span.last)
        made.append(Phase(day(first), day(last), mark.state, mark.claims))
        at = last + 1
    if at <= span.last:
        made.append(_phase(Days(at, span.last), base, inside, dated))
    return made


def _phase(days: Days, state: PhaseState, inside: Sequence[Evidence], dated: dict[str, Days]) -> Phase:
    ids = tuple(e.id for e in inside if _meet(dated[e.id], days))
    return Phase(day(days.first), day(days.last), state, ids)
