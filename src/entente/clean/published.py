"""When a document was published: what the page states, judged by what its text tells.

A container's field, a mail's header, page metadata and a dateline are believed unless the text tells of
later days as past. A date in a page header or an address may be that of a crawl: it is believed only where
the text fits it. Without either the text alone may bound the date; where it does not, there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from entente.clean import date_evidence
from entente.clean.date_evidence import Dated, Evidence, Yearless
from entente.model import DateStatement, Document, Interval, Publication, TimeExpression

_ORDER = ("field", "mail", "metadata", "dateline", "url", "header")
_WEAK = frozenset({"url", "header"})
NEWS = dt.timedelta(days=40)
"""News is told within this time of the latest day that it names by date; wider answers are not given."""
_DAY = dt.timedelta(days=1)
_SLACK = dt.timedelta(days=1)
"""Midnight falls at different hours: a text may tell of the day after its own date."""


def publication(
    document: Document, expressions: Sequence[TimeExpression] | None = None
) -> Publication | None:
    """The publication date as an interval, how it is known, and the stated dates that were set aside.

    ``expressions`` are the text's time expressions where the caller has them already. None where neither
    the page nor the text says anything of it; unbounded where all that the page states was set aside.
    """
    evidence = date_evidence.gather(document, expressions)
    inferred = _inferred(document, evidence)
    rejected: list[DateStatement] = []
    refusals: list[str] = []
    for stated in sorted(
        document.stated_dates, key=lambda s: (_ORDER.index(s.how), s.value, s.span or (0, 0))
    ):
        refusal = _refusal(document, stated, evidence, inferred)
        if refusal is None:
            return _stated(document, stated, tuple(rejected), refusals)
        rejected.append(stated)
        refusals.append(refusal)
    if inferred is None:
        nothing = Publication(Interval(None, None, "open"), "unknown", tuple(refusals), tuple(rejected))
        return nothing if rejected else None
    return Publication(inferred.interval, inferred.how, (*inferred.reasons, *refusals), tuple(rejected))


def _stated(
    document: Document, stated: DateStatement, rejected: tuple[DateStatement, ...], refusals: list[str]
) -> Publication:
    others = tuple(
        s for s in document.stated_dates
        if s not in rejected and abs(s.value - stated.value) > _SLACK
    )  # fmt: skip
    reason = f"The {_NAMES[stated.how]} gives {stated.value.isoformat()}, and the text speaks of nothing later as past."
    differing = tuple(
        f"The {_NAMES[s.how]} gives {s.value.isoformat()}; the {_NAMES[stated.how]} counts for more."
        for s in others
    )
    return Publication(
        Interval(stated.value, stated.value),
        stated.how,
        (reason, *refusals, *differing),
        (*rejected, *others),
    )


_NAMES = {
    "field": "container's date field", "mail": "mail's header", "metadata": "page's metadata",
    "dateline": "dateline", "url": "address", "header": "page header",
}  # fmt: skip


def _quote(document: Document, span: tuple[int, int]) -> str:
    """The words of a span with a little of what stands around them, on one line."""
    start, end = max(0, span[0] - 24), min(len(document.text), span[1] + 24)
    return "“" + " ".join(document.text[start:end].split()) + "”"


def _refusal(
    document: Document, stated: DateStatement, evidence: Evidence, inferred: Publication | None
) -> str | None:
    """Why a stated date cannot be the publication's; None where nothing speaks against it."""
    name = f"The {_NAMES[stated.how]}'s {stated.value.isoformat()} is set aside: "
    later = [
        x for x in _told(evidence) if x.start > stated.value + _SLACK and x.days.precision in ("day", "month")
    ]
    if later:
        return name + f"the text tells of a later time as past, {_quote(document, later[0].span)}."
    if stated.how not in _WEAK:
        return None
    return _weakness(document, stated, evidence, inferred, name)


def _weakness(
    document: Document, stated: DateStatement, evidence: Evidence, inferred: Publication | None, name: str
) -> str | None:
    """What speaks against the date of an address or a header, which may be that of a crawl."""
    if inferred and inferred.interval.end and inferred.interval.start:
        if not inferred.interval.start - _SLACK <= stated.value <= inferred.interval.end + NEWS:
            return name + "the text's own dates bound the publication elsewhere."
        return None
    passed = [x for x in evidence.dated if x.ahead and x.certain and x.end < stated.value - NEWS]
    if passed:
        return (
            name + f"the text speaks of an earlier time as still to come, {_quote(document, passed[0].span)}."
        )
    if stated.how == "url":
        return None
    distant = _distant(stated.value, evidence)
    if _masthead(document, stated) and not _borne_out(stated.value, evidence):
        return (
            name
            + "it stands above the title, where pages show the day of the visit, and no day in the text is near."
        )
    if distant:
        return (
            name
            + f"the days that the text names without a year are far from it, {_quote(document, distant.span)}."
        )
    return None


def _masthead(document: Document, stated: DateStatement) -> bool:
    """Above the title: the page's own clock, as likely as the article's date."""
    title = next((r.span for r in document.regions if r.kind == "title"), None)
    return bool(title and stated.span and stated.span.start < title.start)


def _borne_out(day: dt.date, evidence: Evidence) -> bool:
    """Some day that the text names lies within forty days of ``day``, in its own direction."""
    gaps = (_gap(x, day) for x in evidence.yearless if x.exact and x.certain)
    if any(gap is not None and gap <= NEWS.days for gap in gaps):
        return True
    return any(x.days.precision == "day" and abs(x.start - day) <= NEWS for x in evidence.dated if x.certain)


def _told(evidence: Evidence) -> list[Dated]:
    """The dated times told as past for certain, latest last."""
    return sorted((x for x in evidence.dated if x.certain and not x.ahead), key=lambda x: (x.start, x.span))


def _distant(day: dt.date, evidence: Evidence) -> Yearless | None:
    """The yearless day nearest to ``day`` in its own direction, where even that is months away."""
    gaps = [
        (gap, x.span, x)
        for x in evidence.yearless
        if x.exact and x.certain and (gap := _gap(x, day)) is not None
    ]
    if not gaps:
        return None
    gap, _span, nearest = min(gaps, key=lambda g: g[:2])
    return nearest if gap > 90 else None


def _gap(item: Yearless, day: dt.date) -> int | None:
    """Days from ``day`` back to a past item, or on to one ahead."""
    if item.ahead:
        days = [
            (x.start - day).days
            for y in (0, 1)
            if (x := item.within(day.year + y)) and x.start and x.start >= day
        ]
    else:
        days = [
            (day - x.end).days for y in (0, 1) if (x := item.within(day.year - y)) and x.end and x.end <= day
        ]
    return min(days, default=None)


# --------------------------------------------------------------------------- the text alone


def _inferred(document: Document, evidence: Evidence) -> Publication | None:
    told = _told(evidence)
    if not told:
        return None
    crawled = min((s.value for s in document.stated_dates if s.how in _WEAK), default=dt.date.max)
    found = _by_full_date(document, evidence, told[-1]) or _by_year(document, evidence, told)
    if found is None or found.interval.start is None or found.interval.start - _SLACK > crawled:
        return None
    return found


def _by_full_date(document: Document, evidence: Evidence, latest: Dated) -> Publication | None:
    """A full date that is the latest told, on a weekday that the text also names barely: within that week."""
    if latest.days.precision != "day":
        return None
    named = [span for weekday, span in evidence.weekdays if weekday == latest.start.weekday()]
    near = [x for x in evidence.yearless if _beside(x, latest.start)]
    if not named or not (near or len(evidence.years) == 1 or len(named) > 1):
        return None
    reason = (
        f"The latest full date told as past is {latest.start.isoformat()}, {_quote(document, latest.span)}; the text "
        f"names its weekday without a date, {_quote(document, named[0])}, as is done within a week."
    )
    interval = Interval(latest.start, latest.start + 6 * _DAY, "week")
    return Publication(interval, "weekdays", (reason,))


def _beside(item: Yearless, day: dt.date) -> bool:
    days = item.within(day.year)
    return bool(days and days.start and days.end and days.start - NEWS <= day <= days.end + NEWS)


def _by_year(document: Document, evidence: Evidence, told: Sequence[Dated]) -> Publication | None:
    """Days without a year, in the first year that puts them after all that the text dates."""
    latest = told[-1]
    past = [x for x in evidence.yearless if x.certain and not x.ahead]
    ahead = [x for x in evidence.yearless if x.certain and x.ahead and x.exact]
    for year in _years(evidence, latest):
        bounded = _between(past, ahead, year) if ahead else _after(past, latest, year)
        if bounded and bounded[0].start and bounded[0].start >= latest.start:
            interval, items = bounded
            told_so = (
                f"{'Still to come' if x.ahead else 'Already past'}: {_quote(document, x.span)}."
                for x in items
            )
            first = f"The latest year told of is {latest.start.year}, {_quote(document, latest.span)}."
            return Publication(interval, "text dates", (first, *told_so))
    return None


def _years(evidence: Evidence, latest: Dated) -> list[int]:
    """The years in which the text may have been published; none where later ones are as likely.

    The text must give years freely, the recent ones too, and its latest time with the month: then the
    publication is in that year, or so early in the next that its days without a year come first.
    A weekday beside a day without a year must fit.
    """
    year = latest.start.year
    recent = {y for y in evidence.years if year - 10 < y <= year}
    if len(recent) < 4 or not recent & {year - 1, year - 2} or latest.days.precision not in ("day", "month"):
        return []
    paired = [x for x in evidence.yearless if x.weekday is not None and x.exact]
    return [y for y in (year, year + 1) if all(_fits(x, y) for x in paired)]


def _fits(item: Yearless, year: int) -> bool:
    days = item.within(year)
    return days is not None and days.start is not None and days.start.weekday() == item.weekday


def _between(
    past: Sequence[Yearless], ahead: Sequence[Yearless], year: int
) -> tuple[Interval, tuple[Yearless, ...]] | None:
    """From the nearest past item before the first one ahead, to that one."""
    next_day = min(ahead, key=lambda x: (x.first, x.span))
    end = next_day.within(year)
    if end is None or end.end is None:
        return None
    starts = [
        (days.start, x) for x in past if (days := x.within(year)) and days.start and days.start <= end.end
    ]
    if not starts:
        return None
    start, item = max(starts, key=lambda s: (s[0], s[1].span))
    if end.end - start > NEWS:
        return None
    return Interval(start, end.end, "range"), (item, next_day)


def _after(
    past: Sequence[Yearless], latest: Dated, year: int
) -> tuple[Interval, tuple[Yearless, ...]] | None:
    """The forty days from the latest past day, where the latest dated time is that day's own month.

    Elsewhere the days may be those of the year after: it is mostly the year before that is written out.
    """
    days = sorted(
        ((x.start, item) for item in past if item.exact and (x := item.within(year)) and x.start),
        key=lambda d: (d[0], d[1].span),
    )
    if not days or any(b[0] - a[0] > dt.timedelta(days=150) for a, b in pairwise(days)):
        return None
    start, item = days[-1]
    if not latest.start <= start <= latest.end and start - latest.end > 7 * _DAY:
        return None
    return Interval(start, start + NEWS, "range"), (item,)
