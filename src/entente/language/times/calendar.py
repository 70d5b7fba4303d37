"""Arithmetic of days, months and years on intervals."""

from __future__ import annotations

import calendar
import datetime as dt

from entente.model import Interval, Precision, TimePart

EARLIEST, LATEST = 1, 9998
"""Years outside of which nothing resolves: arithmetic stays inside what ``datetime.date`` can hold."""


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Interval:
    """A whole month; ``month`` may run past 12 or below 1 and carries into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Interval(
        dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month"
    )


def months_of(year: int, first: int, last: int, precision: Precision) -> Interval:
    """Months ``first`` to ``last`` of a year, carried like :func:`month_of`."""
    return Interval(month_of(year, first).start, month_of(year, last).end, precision)


def year_of(year: int) -> Interval:
    """A whole year."""
    return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def season_of(year: int, season: int) -> Interval:
    """Northern season 1 spring to 4 winter. Winter starts in December of ``year``."""
    return months_of(year, 3 * season, 3 * season + 2, "season")


def week_of(day: dt.date) -> Interval:
    """Monday to Sunday around a day."""
    monday = day - dt.timedelta(days=day.weekday())
    return Interval(monday, monday + dt.timedelta(days=6), "week")


def shift_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month ``months`` later, or that month's last day."""
    target = month_of(day.year, day.month + months)
    assert target.start is not None
    assert target.end is not None
    return min(target.start.replace(day=min(day.day, target.end.day)), target.end)


_SHARES: dict[TimePart, tuple[float, float]] = {
    "early": (0.0, 1 / 3),
    "start": (0.0, 1 / 3),
    "mid": (1 / 3, 2 / 3),
    "late": (2 / 3, 1.0),
    "end": (2 / 3, 1.0),
    "first half": (0.0, 0.5),
    "second half": (0.5, 1.0),
}


def part_of(whole: Interval, part: TimePart | None) -> Interval:
    """A third or a half of an interval: "early May" is 1 to 10 May, "late 2014" September to December.

    A day has no parts here: "early Monday" stays Monday.
    """
    if part is None or whole.start is None or whole.end is None or whole.start == whole.end:
        return whole
    low, high = _SHARES[part]
    days = (whole.end - whole.start).days + 1
    start = whole.start + dt.timedelta(days=round(low * days))
    end = whole.start + dt.timedelta(days=max(round(low * days), round(high * days) - 1))
    return Interval(start, end, "about")


def hull(first: Interval, last: Interval, precision: Precision) -> Interval:
    """The shortest interval that holds both; an open end stays open."""
    starts = [x for x in (first.start, last.start) if x is not None]
    ends = [x for x in (first.end, last.end) if x is not None]
    return Interval(
        min(starts) if len(starts) == 2 else None, max(ends) if len(ends) == 2 else None, precision
    )
