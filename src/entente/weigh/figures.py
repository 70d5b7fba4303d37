"""Disputes inside and between happenings: figures, dates and places that cannot all be right."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from entente.model import Dispute
from entente.weigh import places
from entente.weigh.events import Happening, kind
from entente.weigh.evidence import Calendar, Evidence, Figure, Spot
from entente.weigh.sides import dispute, sentence

UPDATE_DAYS = 2
"""A toll told this much later is news, not a contradiction."""

SAME_EVENT_DAYS = 3
"""Two reports this far apart with the same sides and the same figure tell of one event on two dates."""

TELLING_FIGURE = 3
"""Smaller figures are too common to show that two reports tell of one event."""


def figure_disputes(
    happenings: Sequence[Happening], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    """Disputes over figures of one happening, and over when and where it was."""
    for happening in happenings:
        yield from _conflicting_figures(happening, calendar, names)
    yield from _conflicting_settings(happenings, names)


def apart(a: Figure, b: Figure) -> bool:
    """Whether two figures of one kind have no number in common."""
    if (a.kind, a.unit if a.kind in ("money", "other") else "") != (
        b.kind,
        b.unit if b.kind in ("money", "other") else "",
    ):
        return False
    return _bound(a.high, math.inf) < _bound(b.low, -math.inf) or _bound(b.high, math.inf) < _bound(
        a.low, -math.inf
    )


def _bound(value: float | None, default: float) -> float:
    return default if value is None else value


def _rival(a: Evidence, b: Evidence, calendar: Calendar) -> bool:
    """Whether two claims count the same thing at the same time in two voices."""
    if a.teller == b.teller and a.source == b.source:
        return False
    if a.objects and b.objects and not set(a.objects) & set(b.objects):
        return False
    return in_time(a, b, calendar)


def in_time(a: Evidence, b: Evidence, calendar: Calendar) -> bool:
    """Whether two tolls were published so close to each other that the later is no update."""
    x, y = calendar.published.get(a.document), calendar.published.get(b.document)
    return not x or not y or (x[0] - y[1] <= UPDATE_DAYS and y[0] - x[1] <= UPDATE_DAYS)


def _conflicting_figures(
    happening: Happening, calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    told: dict[str, list[tuple[Evidence, Figure]]] = defaultdict(list)
    for e in happening.claims:
        for f in e.figures:
            if not e.denied:
                told[f.kind].append((e, f))
    for name, rows in sorted(told.items()):
        low, high = _extremes(rows, calendar)
        if low and high:
            when = f" ({happening.event.start})" if happening.event.start else ""
            about = f"How many {name}: {sentence(low[0], names)}{when}"
            made = dispute("conflicting figures", about, low, high)
            if made:
                yield made


def _extremes(
    rows: Sequence[tuple[Evidence, Figure]], calendar: Calendar
) -> tuple[list[Evidence], list[Evidence]]:
    """The lower and the higher telling of a figure, each with the claims that agree with it."""
    rows = sorted(rows, key=lambda r: (_bound(r[1].low, 0.0), _bound(r[1].high, math.inf), r[0].id))
    for (a, f), (b, g) in itertools.combinations(rows, 2):
        if apart(f, g) and _rival(a, b, calendar):
            lower = [e for e, h in rows if not apart(f, h) and apart(h, g) and _rival(e, b, calendar)]
            higher = [e for e, h in rows if not apart(g, h) and apart(h, f) and _rival(e, a, calendar)]
            return lower, higher
    return [], []


def _conflicting_settings(happenings: Sequence[Happening], names: Mapping[str, str]) -> Iterator[Dispute]:
    alike: dict[tuple[str, tuple[str, ...], tuple[str, ...], Figure], list[Happening]] = defaultdict(list)
    for h in happenings:
        if h.when is None:
            continue
        keys = {
            (kind(e.predicate), e.subjects, e.objects, f)
            for e in h.claims
            for f in e.figures
            if e.subjects and e.objects and not e.denied and (f.low or 0) >= TELLING_FIGURE
        }
        for key in keys:
            alike[key].append(h)
    seen: set[tuple[str, str]] = set()
    for key in sorted(alike, key=repr):
        for a, b in itertools.combinations(sorted(alike[key], key=_when), 2):
            if (a.event.id, b.event.id) not in seen:
                seen.add((a.event.id, b.event.id))
                yield from _setting(a, b, names)


def _when(h: Happening) -> tuple[int, int, str]:
    assert h.when is not None
    return (*h.when, h.event.id)


def _setting(a: Happening, b: Happening, names: Mapping[str, str]) -> Iterator[Dispute]:
    assert a.when is not None
    assert b.when is not None
    if {e.teller for e in a.claims} & {e.teller for e in b.claims}:
        return
    what = sentence(a.claims[0], names)
    gap = b.when[0] - a.when[1]
    here, there = _spots(a.claims), _spots(b.claims)
    made: Dispute | None = None
    if 0 < gap <= SAME_EVENT_DAYS and places.meet(here, there):
        about = f"On which day: {what} ({a.event.start} or {b.event.start})"
        made = dispute("conflicting dates", about, a.claims, b.claims)
    elif gap <= 0 and not places.meet(here, there):
        about = f"Where: {what} on {a.event.start} ({a.event.place} or {b.event.place})"
        made = dispute("conflicting places", about, a.claims, b.claims)
    if made:
        yield made


def _spots(claims: Iterable[Evidence]) -> list[Spot]:
    return sorted({s for e in claims for s in e.spots}, key=repr)
