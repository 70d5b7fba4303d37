"""Tolls that contradict each other although their claims could not be joined to one event.

A second count is often told without the deed ("the ministry puts the dead at 30"). Inside one document two
speakers who count near each other are taken to count the same; in two documents the days and a word of the
place must agree.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from entente.model import Dispute
from entente.weigh.events import narrow
from entente.weigh.evidence import Calendar, Evidence, Figure
from entente.weigh.figures import apart, in_time
from entente.weigh.sides import dispute, fit

PEOPLE = frozenset({"killed", "injured", "kidnapped", "detained", "displaced"})
"""Kinds of figure that two sources count of one happening."""

PASSAGE = 1000
"""Characters within which two speakers of one document count the same: a paragraph or two."""

PLACE_LETTERS = 4
"""Shorter words of a place's name ("of", "el") say nothing of where it is."""

ANYBODY = frozenset({"people", "persons", "civilians", "victims", "bodies", "dead"})
"""What any victims may be called."""

Row = tuple[Evidence, Figure]


def toll_disputes(
    evidence: Sequence[Evidence], described: Container[str], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    """Conflicting tolls, inside documents and across them. ``described`` holds actors that have no name."""
    rows = [(e, f) for e in evidence if _is_told(e) for f in e.figures if f.kind in PEOPLE]

    def inside(a: Evidence, b: Evidence) -> bool:
        two = bool(a.speaker and b.speaker) and a.speaker != b.speaker
        return two and abs(a.trigger.start - b.trigger.start) <= PASSAGE and _alike(a, b, described)

    def across(a: Evidence, b: Evidence) -> bool:
        two = a.document != b.document and a.teller != b.teller and a.source != b.source
        one = _alike(a, b, described) and _called_alike(a, b, described, names)
        return two and one and in_time(a, b, calendar)

    yield from _in_groups(rows, _passages, inside)
    yield from _in_groups(rows, _settings, across)


def _in_groups(
    rows: Iterable[Row],
    keys: Callable[[Evidence], Iterable[object]],
    rival: Callable[[Evidence, Evidence], bool],
) -> Iterator[Dispute]:
    groups: dict[object, list[Row]] = defaultdict(list)
    for e, f in rows:
        for key in keys(e):
            groups[f.kind, key].append((e, f))
    met: set[str] = set()
    for _, group in sorted(groups.items(), key=lambda item: repr(item[0])):
        group.sort(key=lambda row: (row[1].low or 0.0, row[0].id))
        for (a, f), (b, g) in itertools.combinations(group, 2):
            if a.id in met or b.id in met or not apart(f, g) or not rival(a, b):
                continue
            low = [e for e, h in group if not apart(f, h) and apart(h, g) and rival(e, b)]
            high = [e for e, h in group if not apart(g, h) and apart(h, f) and rival(e, a)]
            made = dispute("conflicting figures", _about(a, f, b, g), low, high)
            if made:
                met.update((*made.claims_a, *made.claims_b))
                yield made


def _about(a: Evidence, f: Figure, b: Evidence, g: Figure) -> str:
    place = next((f" at {spot.name}" for e in (a, b) for spot in e.spots), "")
    return f"How many {f.kind}{place}: {_number(f)} or {_number(g)}"


def _number(f: Figure) -> str:
    """A figure as it was told; "more than 400" was stored as 401 and up."""
    if f.low is None or f.high is None:
        return f"at most {f.high:,.0f}" if f.high is not None else f"at least {f.low or 0:,.0f}"
    return f"{f.low:,.0f}" if f.low == f.high else f"{f.low:,.0f} to {f.high:,.0f}"


def _passages(e: Evidence) -> Iterator[object]:
    """Two stretches of the document, so that whatever stands within a passage's length shares one."""
    number = e.trigger.start // PASSAGE
    yield e.document, number
    yield e.document, number + 1


def _settings(e: Evidence) -> Iterator[object]:
    """A word of the place with each day, and the day after: reports of a night take either."""
    days = narrow(e)
    words = {w for spot in e.spots for w in spot.name.casefold().split() if len(w) >= PLACE_LETTERS}
    for word in sorted(words):
        for number in range(days.start, days.stop + 1) if days else ():
            yield word, number


def _is_told(e: Evidence) -> bool:
    return not e.denied and (e.real or e.modality == "possible")


def _named(actors: Iterable[str], described: Container[str]) -> frozenset[str]:
    return frozenset(a for a in actors if a not in described)


def _alike(a: Evidence, b: Evidence, described: Container[str]) -> bool:
    """Whether two tolls can be of the same people: named victims in both, or in neither."""
    x, y = _named(a.objects, described), _named(b.objects, described)
    return fit(a.subjects, b.subjects) and (bool(x & y) if x or y else True)


def _called_alike(a: Evidence, b: Evidence, described: Container[str], names: Mapping[str, str]) -> bool:
    """Whether victims without a name are called the same in both, or nothing but people in one."""
    x, y = ({names.get(o, o).casefold().split()[-1] for o in e.objects if o in described} for e in (a, b))
    return fit(x - ANYBODY, y - ANYBODY)
