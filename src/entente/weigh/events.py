"""Claims of one happening, joined across documents.

Two event claims tell of one happening when their types may stand for each other, their sides share
somebody, their days meet and their places can be one. Joining runs from the best told to the worst, so
that a claim that names one side only never chains two happenings together:

1. claims that name both sides and the day join where day and pair are the same
2. claims that name one side, or a week, join the one happening that fits; where two fit, neither
3. claims with a wide or unknown time join inside their own document only, with the same sides

Every step groups by equal keys, so the result does not depend on any order.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from entente.model import Event, Quantity
from entente.ontology import predicate
from entente.weigh import places
from entente.weigh.evidence import REAL, Evidence, Figure, day
from entente.weigh.voices import voices

NARROW_DAYS = 7
"""A time this wide or narrower places a happening; a month or a year does not."""

ANCHOR_DAYS = 2
"""A night's attack may be dated to either day."""

SAME_HAPPENING = {"COOPERATE": "AGREE", "RETREAT": "CONCEDE"}
"""Types that reports of one happening mix up, under one of the two."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its evidence, for the steps that come after."""

    event: Event
    claims: tuple[Evidence, ...]
    when: tuple[int, int] | None


def identifier(letter: str, parts: Iterable[str]) -> str:
    """A stable id: ``letter`` and twelve hex digits of the parts' BLAKE2b."""
    text = "\n".join(parts).encode()
    return letter + hashlib.blake2b(text, digest_size=6).hexdigest()


class _Clusters:
    """Disjoint sets of claim indices; the smallest index stands for its set."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def find(self, i: int) -> int:
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]
            i = self._up[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self._up[b] = a


def happenings(evidence: Sequence[Evidence]) -> list[Happening]:
    """Events of the real event-type claims in ``evidence`` (sorted by id), sorted by event id."""
    told = [e for e in evidence if e.modality in REAL and predicate(e.predicate).kind == "event"]
    told = [e for e in told if e.subjects or e.objects]
    clusters = _Clusters(len(told))
    _join_anchors(told, clusters)
    _join_loose(told, clusters)
    _join_within_documents(told, clusters)
    groups: dict[int, list[Evidence]] = defaultdict(list)
    for i, e in enumerate(told):
        groups[clusters.find(i)].append(e)
    return sorted((_happening(group) for group in groups.values()), key=lambda h: h.event.id)


def kind(name: str) -> str:
    """The type under which happenings of this type are compared."""
    return SAME_HAPPENING.get(name, name)


def narrow(e: Evidence) -> range | None:
    """The days of a claim with a narrow time; None for a wide, open or unknown one."""
    if e.first is None or e.last is None or e.last - e.first >= NARROW_DAYS:
        return None
    return range(e.first, e.last + 1)


def _pairs(e: Evidence) -> Iterable[tuple[str, str]]:
    swap = predicate(e.predicate).symmetric
    for s in e.subjects:
        for o in e.objects:
            yield (min(s, o), max(s, o)) if swap else (s, o)
    if swap and not e.objects and len(e.subjects) > 1:
        for n, s in enumerate(e.subjects):
            for o in e.subjects[n + 1 :]:
                yield (s, o)


def _group(
    told: Sequence[Evidence], keys: Callable[[Evidence], Iterable[Hashable]]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for i, e in enumerate(told):
        for key in keys(e):
            groups[key].append(i)
    return groups


def _pair_days(e: Evidence) -> Iterator[Hashable]:
    for pair in _pairs(e):
        for number in narrow(e) or ():
            yield kind(e.predicate), pair, number


def _side_days(e: Evidence) -> Iterator[Hashable]:
    swap = predicate(e.predicate).symmetric
    sides = [("either" if swap else "subject", s) for s in e.subjects]
    sides += [("either" if swap else "object", o) for o in e.objects]
    for side in sides:
        for number in narrow(e) or ():
            yield kind(e.predicate), side, number


def _is_anchor(e: Evidence) -> bool:
    """Told well enough to join others by itself: both sides, and the day or the night that it happened."""
    days = narrow(e)
    return days is not None and len(days) <= ANCHOR_DAYS and next(iter(_pairs(e)), None) is not None


def _join_anchors(told: Sequence[Evidence], clusters: _Clusters) -> None:
    for members in _group(told, lambda e: _pair_days(e) if _is_anchor(e) else ()).values():
        _join_by_place(told, members, clusters)


def _join_by_place(told: Sequence[Evidence], members: Sequence[int], clusters: _Clusters) -> None:
    """Joins members whose places can be one; those without a place follow only where there is one choice."""
    placed = [i for i in members if told[i].spots]
    bare = [i for i in members if not told[i].spots]
    for n, i in enumerate(placed):
        for j in placed[n + 1 :]:
            if clusters.find(i) != clusters.find(j) and places.meet(told[i].spots, told[j].spots):
                clusters.join(i, j)
    for i in bare[1:]:
        clusters.join(bare[0], i)
    if bare and len({clusters.find(i) for i in placed}) == 1:
        clusters.join(bare[0], placed[0])


def _loose_days(e: Evidence) -> Iterable[Hashable]:
    if _is_anchor(e):
        return itertools.chain(_pair_days(e), _side_days(e))
    return _pair_days(e) if next(iter(_pairs(e)), None) else _side_days(e)


def _join_loose(told: Sequence[Evidence], clusters: _Clusters) -> None:
    """A claim that is no anchor joins the one happening that fits. Where none does, equals join."""
    groups = _group(told, _loose_days)
    choices: dict[int, set[int]] = defaultdict(set)
    for members in groups.values():
        anchors = [j for j in members if _is_anchor(told[j])]
        for i in members:
            if not _is_anchor(told[i]):
                fits = (j for j in anchors if places.meet(told[i].spots, told[j].spots))
                choices[i].update(clusters.find(j) for j in fits)
    alone: dict[Hashable, list[int]] = defaultdict(list)
    for i in sorted(choices):
        if not choices[i]:
            e = told[i]
            alone[kind(e.predicate), e.subjects, e.objects, e.first, e.last].append(i)
    for members in alone.values():
        _join_by_place(told, members, clusters)
    for i, found in sorted(choices.items()):
        if len(found) == 1:
            clusters.join(i, found.pop())


def _document_sides(e: Evidence) -> Iterable[Hashable]:
    sides = (e.subjects, e.objects)
    if predicate(e.predicate).symmetric:
        sides = (min(sides), max(sides))
    yield e.document, kind(e.predicate), sides


def _join_within_documents(told: Sequence[Evidence], clusters: _Clusters) -> None:
    """Untimed claims join the one dated happening with the same sides; wide ones only an equal interval."""
    for members in _group(told, _document_sides).values():
        dated = {clusters.find(i) for i in members if narrow(told[i]) is not None}
        same: dict[Hashable, list[int]] = defaultdict(list)
        for i in members:
            if narrow(told[i]) is None:
                same[told[i].first, told[i].last, told[i].mode].append(i)
        for group in same.values():
            for i in group[1:]:
                clusters.join(group[0], i)
            if not told[group[0]].timed and len(dated) == 1:
                clusters.join(group[0], min(dated))


def _when(claims: Sequence[Evidence]) -> tuple[int, int] | None:
    """The narrowest stated interval; among equals the one most claims give, then the earliest."""
    stated = Counter((e.first, e.last) for e in claims if e.first is not None and e.last is not None)
    return min(stated, key=lambda s: (s[1] - s[0], -stated[s], s), default=None)


def _commonest(values: Iterable[str]) -> str | None:
    count = Counter(values)
    return min(count, key=lambda v: (-count[v], v)) if count else None


def _happening(claims: Sequence[Evidence]) -> Happening:
    claims = sorted(claims, key=lambda e: e.id)
    ids = tuple(e.id for e in claims)
    when = _when(claims)
    event = Event(
        id=identifier("e", ids),
        type=_commonest(e.predicate for e in claims) or "",
        start=day(when[0]) if when else None,
        end=day(when[1]) if when else None,
        place=_commonest(spot.name for e in claims for spot in e.spots),
        participants=tuple(sorted({a for e in claims for a in e.subjects + e.objects})),
        claims=ids,
        voices=voices(claims),
    )
    return Happening(replace(event, quantities=_quantities(claims)), tuple(claims), when)


def _quantities(claims: Iterable[Evidence]) -> tuple[Quantity, ...]:
    """Each figure once, in the words of the first claim that gives it."""
    found: dict[Figure, Quantity] = {}
    for e in claims:
        for f, q in zip(e.figures, e.quantities, strict=True):
            found.setdefault(f, q)
    return tuple(found[f] for f in sorted(found, key=_figure_order))


def _figure_order(f: Figure) -> tuple[str, float, float, str]:
    low = f.low if f.low is not None else float("-inf")
    return f.kind, low, f.high if f.high is not None else float("inf"), f.unit
