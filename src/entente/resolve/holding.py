"""When a claim held: its time expressions, else what its tense and the publication date allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from entente.model import ClaimTime, Interval, Publication, ReadClaim, TimeExpression
from entente.ontology import states

RECENT = 31
"""An undated event that happened is news: placed in so many days before publication, as "about"."""
KNOWN_WITHIN = 40
"""Days: a publication date vaguer than this places no undated event."""


def held(
    claim: ReadClaim,
    times: Sequence[TimeExpression],
    days: Sequence[Interval | None],
    publication: Publication | None,
) -> ClaimTime | None:
    """The claim's time. ``days`` are the resolved ``times`` of its document, in the same order.

    An expression that says most finely when comes first; ``span`` is None where only publication tells.
    """
    stated = [(days[i], times[i]) for i in claim.times if i < len(days) and days[i] is not None]
    ranked = sorted(((_width(d), e.span, d) for d, e in stated if d is not None), key=lambda x: (x[0], x[1]))
    if ranked:
        _, span, interval = ranked[0]
        return ClaimTime(interval, span)
    if publication is None:
        return None
    return implied(claim, publication.interval)


def implied(claim: ReadClaim, published: Interval) -> ClaimTime | None:
    """The time of a claim without a time expression, from the publication date alone; None where that is vague."""
    first, last = published.start, published.end
    if first is None or last is None or (last - first).days > KNOWN_WITHIN:
        return None
    if claim.modality in ("planned", "threatened", "demanded"):
        return ClaimTime(Interval(first, None, "open"))
    if claim.modality in ("possible", "hypothetical"):
        return None
    if claim.predicate in _states() or claim.modality == "ongoing":
        return ClaimTime(published)
    return ClaimTime(Interval(last - dt.timedelta(days=RECENT), last, "about"))


@cache
def _states() -> frozenset[str]:
    return frozenset(states())


def _width(interval: Interval) -> int:
    if interval.start is None or interval.end is None:
        return 100_000 if interval.start is None and interval.end is None else 50_000
    return (interval.end - interval.start).days
