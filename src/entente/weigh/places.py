"""Whether two claims can be about one place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from entente.weigh.evidence import Spot

FAR_KM = 100.0
"""Two points further apart than this are two places, whatever region both may lie in."""


def meet(a: Sequence[Spot], b: Sequence[Spot]) -> bool:
    """Whether the places of two claims can be one. No place is compatible with any."""
    if not a or not b:
        return True
    return any(_same(x, y) for x in a for y in b)


def _same(x: Spot, y: Spot) -> bool:
    if x.name == y.name:
        return True
    if x.country and y.country and x.country != y.country:
        return False
    # A country holds its towns: a centre point far away says nothing against it, a name alone neither.
    gap = distance(x, y)
    return gap is None or gap <= FAR_KM


def distance(x: Spot, y: Spot) -> float | None:
    """Great-circle distance in kilometres (haversine); None without coordinates on both."""
    if x.lat is None or x.lon is None or y.lat is None or y.lon is None:
        return None
    p, q = math.radians(x.lat), math.radians(y.lat)
    dlon = math.radians(y.lon - x.lon)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(dlon / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))
