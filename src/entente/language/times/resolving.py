"""From grammar to days: a time value and the time of its saying give an interval, or nothing.

The conventions are those of news writing: a bare weekday is the latest one up to the day of the saying,
that day itself included; a month or a day without a year is the nearest one in the direction of the tense.
Where the saying is only known as an interval, the answer covers every day that it could mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from entente.language.times import calendar
from entente.model import Interval, Precision, TimeUnit, TimeValue

Tense = Literal["past", "future", "none"]

_VAGUE_DAYS: dict[TimeUnit | None, int] = {
    "hour": 2, "day": 10, "weekend": 30, "week": 42, "month": 120, "quarter": 300, "season": 400,
    "year": 1460, "decade": 11000, "century": 110000, None: 45,
}  # fmt: skip
"""How far back "recent weeks" and its like may reach, in days: several of the unit."""


def resolve(
    value: TimeValue, said: Interval, *, context: Interval | None = None, tense: Tense = "past"
) -> Interval | None:
    """The days that ``value`` means when said at ``said``.

    ``context`` is the time that the text speaks of just before: anaphoric values ("that May", "the same
    day", "two months later") are counted from it and are None without it. ``tense`` is the tense of the
    clause: it sends "Sunday" and "November 29" back or forward. Durations are None: they last, and do
    not say when. Bounds other than "at" open an end, with precision "open".
    """
    try:
        interval = _resolve(value, said, context, tense)
    except (OverflowError, ValueError):
        return None  # beyond the years that a date can hold
    return _bounded(interval, value) if interval else None


def _resolve(value: TimeValue, said: Interval, context: Interval | None, tense: Tense) -> Interval | None:
    if value.form == "duration":
        return None
    if value.form == "range":
        return _range(value, said, context, tense)
    if value.form == "anaphoric":
        return _anaphoric(value, context)
    if value.form == "clock":
        return context if context and context.start == context.end else None
    if value.form == "calendar" and value.year is not None:
        return _dated(value, value.year)
    return _over(said, lambda day: _relative(value, day, tense)) if value.form != "now" else _now(said)


def _now(said: Interval) -> Interval | None:
    return said if said.start is not None and said.end is not None else None


def _over(said: Interval, relative: Callable[[dt.date], Interval | None]) -> Interval | None:
    """Every relative value moves forward with the day of the saying, so the two ends bound it."""
    if said.start is None or said.end is None:
        return None
    first = relative(said.start)
    if said.start == said.end or first is None:
        return first
    last = relative(said.end)
    if last is None or first == last:
        return last
    return calendar.hull(first, last, "range")


def _bounded(interval: Interval, value: TimeValue) -> Interval:
    if value.bound in ("since",):
        return Interval(interval.start, None, "open")
    if value.bound == "after":
        start = interval.end if value.form != "now" else interval.start
        return Interval(start, None, "open")
    if value.bound in ("until", "by"):
        return Interval(None, interval.end, "open")
    if value.bound == "before":
        return Interval(None, interval.start, "open")
    if value.bound == "about":
        return replace(interval, precision="about")
    return interval


def _range(value: TimeValue, said: Interval, context: Interval | None, tense: Tense) -> Interval | None:
    if value.first is None or value.last is None:
        return None
    last = _resolve(value.last, said, context, tense)
    first = _resolve(value.first, said, context, tense)
    if first is None or last is None:
        return None
    if first.start and last.end and first.start > last.end:
        # "from November to February": the first of them lies in the year before
        if value.first.form != "calendar" or value.first.year is not None or last.start is None:
            return None
        first = _resolve(value.first, Interval(last.start, last.start), context, "past")
        if first is None:
            return None
    precision: Precision = first.precision if first.precision == last.precision else "range"
    return Interval(first.start, last.end, "range" if precision == "open" else precision)


def _dated(value: TimeValue, year: int) -> Interval | None:
    """A calendar value in a given year."""
    if not calendar.EARLIEST < year < calendar.LATEST:
        return None
    if value.unit == "decade":
        return calendar.part_of(calendar.months_of(year, 1, 120, "decade"), value.part)
    if value.unit == "century":
        return calendar.part_of(calendar.months_of(year + 1, 1, 1200, "range"), value.part)
    if value.unit == "quarter" and value.count:
        return calendar.months_of(year, 3 * value.count - 2, 3 * value.count, "range")
    if value.unit == "season" and value.count:
        return calendar.part_of(calendar.season_of(year, value.count), value.part)
    if value.month is None:
        return calendar.part_of(calendar.year_of(year), value.part)
    if value.day is None:
        return calendar.part_of(calendar.month_of(year, value.month), value.part)
    day = calendar.day_of(year, value.month, value.day)
    return Interval(day, day, "day") if day else None


def _relative(value: TimeValue, day: dt.date, tense: Tense) -> Interval | None:
    if value.form == "calendar":
        return _yearless(value, day, tense)
    if value.form == "weekday":
        return _weekday(value, day, tense)
    return _offset(value, day, tense)


def _yearless(value: TimeValue, day: dt.date, tense: Tense) -> Interval | None:
    """The nearest year in the direction of the tense; a weekday beside the day fixes the year by itself."""
    candidates = [
        interval
        for year in range(day.year - 8, day.year + 9)
        if (interval := _dated(value, year)) and interval.start and interval.end
        if value.weekday is None or value.day is None or interval.start.weekday() == value.weekday
    ]
    if value.weekday is not None and value.day is not None:
        return min(candidates, key=lambda x: _gap(x, day), default=None)
    if tense == "past":
        candidates = [x for x in candidates if x.start and x.start <= day]
    elif tense == "future":
        candidates = [x for x in candidates if x.end and x.end >= day]
    return min(candidates, key=lambda x: _gap(x, day), default=None)


def _gap(interval: Interval, day: dt.date) -> int:
    assert interval.start is not None
    assert interval.end is not None
    return max((interval.start - day).days, (day - interval.end).days, 0)


def _weekday(value: TimeValue, day: dt.date, tense: Tense) -> Interval | None:
    if value.weekday is None:
        return None
    back = (day.weekday() - value.weekday) % 7
    count = value.count or 0
    if count < 0:
        shift = -(back or 7)
    elif count > 0:
        shift = 7 - back
    elif tense == "future":
        shift = 7 - back if back else 7
    else:
        shift = -back
    found = day + dt.timedelta(days=shift)
    return Interval(found, found, "day")


def _offset(value: TimeValue, day: dt.date, tense: Tense) -> Interval | None:
    if value.unit is None or value.count is None:
        reach = dt.timedelta(days=_VAGUE_DAYS[value.unit])
        ahead = value.bound == "after"
        return Interval(day, day + reach, "about") if ahead else Interval(day - reach, day, "about")
    if value.unit == "season" and value.first:
        return _season(value, value.first, day)
    if value.unit == "year" and (value.month or value.first):
        named = value.first or TimeValue(
            "calendar", month=value.month, day=value.day, weekday=value.weekday, part=value.part
        )
        return _dated(named, day.year + value.count)
    if value.unit == "month" and value.month:
        return _stepped_month(value, day)
    if value.unit == "weekend":
        return _weekend(value.count, day, tense)
    return _unit(value, value.unit, value.count, day)


def _weekend(count: int, day: dt.date, tense: Tense) -> Interval:
    """Saturday and Sunday: the one at hand or just over for the past, the one at hand or to come otherwise."""
    since_saturday = (day.weekday() - 5) % 7
    saturday = day - dt.timedelta(days=since_saturday)
    if count > 0 or (count == 0 and tense == "future" and since_saturday > 1):
        saturday += dt.timedelta(days=7)
    elif count < 0 and since_saturday <= 1:
        saturday -= dt.timedelta(days=7)
    return Interval(saturday, saturday + dt.timedelta(days=1), "day")


def _stepped_month(value: TimeValue, day: dt.date) -> Interval | None:
    """ "last May" lies before this month, "next May" after it, "this May" in this year."""
    month, count = value.month or 1, value.count or 0
    year = day.year
    if count < 0 and month >= day.month:
        year -= 1
    elif count > 0 and month <= day.month:
        year += 1
    return calendar.part_of(calendar.month_of(year, month), value.part)


def _season(value: TimeValue, named: TimeValue, day: dt.date) -> Interval | None:
    count = value.count or 0
    seasons = [calendar.season_of(year, named.count or 1) for year in range(day.year - 2, day.year + 3)]
    if count < 0:
        chosen = [x for x in seasons if x.end and x.end < day][-1]
    elif count > 0:
        chosen = next(x for x in seasons if x.start and x.start > day)
    else:
        chosen = min(seasons, key=lambda x: _gap(x, day))
    return calendar.part_of(chosen, value.part)


def _unit(value: TimeValue, unit: TimeUnit, count: int, day: dt.date) -> Interval | None:
    if unit in ("hour", "day"):
        shifted = day + dt.timedelta(days=count if unit == "day" else -(-count // 24))
        return Interval(shifted, shifted, "day")
    whole = _whole(unit, count, day)
    if value.weekday is not None and unit == "week" and whole.start:
        found = whole.start + dt.timedelta(days=value.weekday)
        return Interval(found, found, "day")
    if count == 0 and value.part in ("early", "late") and whole.start and whole.end:
        # "earlier this week" is past and "later this year" to come, seen from the day of the saying
        return (
            Interval(whole.start, day, "about")
            if value.part == "early"
            else Interval(day, whole.end, "about")
        )
    return calendar.part_of(whole, value.part)


def _whole(unit: TimeUnit, count: int, day: dt.date) -> Interval:
    """The calendar unit ``count`` away for -1 to 1; further away, as many units ago give or take half a one."""
    near = abs(count) <= 1
    if unit == "week":
        week = calendar.week_of(day + dt.timedelta(days=7 * count))
        middle = day + dt.timedelta(days=7 * count)
        slack = dt.timedelta(days=3)
        return week if near else Interval(middle - slack, middle + slack, "week")
    if unit == "month":
        return calendar.month_of(day.year, day.month + count)
    if unit in ("quarter", "season"):
        return calendar.months_of(
            day.year, 3 * ((day.month - 1) // 3 + count) + 1, 3 * ((day.month - 1) // 3 + count) + 3, "season"
        )
    if unit == "year":
        return calendar.year_of(day.year + count)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * count if near else day.year + 10 * count - 5
        return calendar.months_of(first, 1, 120, "decade")
    first = day.year // 100 * 100 + 1 + 100 * count
    return calendar.months_of(first, 1, 1200, "range")


def _anaphoric(value: TimeValue, context: Interval | None) -> Interval | None:
    """Counted from the time the text spoke of just before; None where that is not known or too wide."""
    if context is None or context.start is None or context.end is None:
        return None
    if value.month is not None:
        return _month_after(value, context)
    if value.weekday is not None:
        return _weekday_beside(value, context.start, context.end)
    if value.unit is None:
        return context
    if value.count is None:
        return None
    if value.count == 0:
        return _same(value.unit, context.start, context.end, context)
    return _shifted(value.unit, value.count, context.start, context.end)


def _month_after(value: TimeValue, context: Interval) -> Interval | None:
    """ "That May" in a story of January 2014 is May 2014; in one of October 2013 it is the next."""
    assert context.start is not None
    month = value.month or 1
    year = context.start.year + (value.count or 0 if value.unit == "year" else 0)
    if context.precision in ("day", "week", "month", "about") and month < context.start.month:
        year += 1
    return calendar.part_of(calendar.month_of(year, month), value.part)


def _weekday_beside(value: TimeValue, start: dt.date, end: dt.date) -> Interval | None:
    if start != end or value.weekday is None:
        return None
    ahead = (value.weekday - start.weekday()) % 7
    if value.count and value.count < 0:
        shift = ahead - 7 if ahead else -7
    elif value.count:
        shift = ahead or 7
    else:
        shift = ahead if ahead <= 3 else ahead - 7
    found = start + dt.timedelta(days=shift)
    return Interval(found, found, "day")


def _same(unit: TimeUnit, start: dt.date, end: dt.date, context: Interval) -> Interval | None:
    whole = _whole(unit, 0, start) if unit not in ("hour", "day") else context
    return (
        context if whole.end is None or (whole.start and whole.start <= start and end <= whole.end) else None
    )


def _shifted(unit: TimeUnit, count: int, start: dt.date, end: dt.date) -> Interval | None:
    if unit in ("hour", "day", "week", "weekend"):
        days = {"hour": -(-count // 24), "day": count}.get(unit, 7 * count)
        moved = dt.timedelta(days=days)
        slack = dt.timedelta(days=1) if unit == "week" and start == end else dt.timedelta()
        return Interval(
            start + moved - slack, end + moved + slack, "day" if unit in ("hour", "day") else "week"
        )
    months = count * {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}.get(unit, 1200)
    first, last = calendar.shift_months(start, months), calendar.shift_months(end, months)
    if unit == "month":
        return Interval(
            calendar.month_of(first.year, first.month).start,
            calendar.month_of(last.year, last.month).end,
            "month",
        )
    if unit == "year":
        return calendar.hull(calendar.year_of(first.year), calendar.year_of(last.year), "year")
    return Interval(first, last, "about")
