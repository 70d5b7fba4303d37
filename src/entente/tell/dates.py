"""Dates as people write them, no finer than they are known."""

from __future__ import annotations

import calendar
import datetime as dt

from entente.model import Interval

_SEASON_OF = {1: "winter", 3: "spring", 4: "spring", 6: "summer", 9: "autumn", 12: "winter"}
NO_DATE = "no date"
_MONTHS = "January February March April May June July August September October November December".split()
"""In English whatever the process's locale: ``calendar.month_name`` follows that."""


def day(date: dt.date) -> str:
    """23 November 2018."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year:04d}"


def month(date: dt.date) -> str:
    """November 2018."""
    return f"{_MONTHS[date.month - 1]} {date.year:04d}"


def interval(value: Interval | None) -> str:
    """A stretch of days at the precision of its text.

    "23 November 2018", "the week of 19 November 2018", "May 2018", "the 2010s", "about May 2018",
    "since January 2014", "24 to 25 November 2018".
    """
    if value is None or (value.start is None and value.end is None):
        return NO_DATE
    if value.start is None:
        assert value.end is not None
        return f"until {last(value.end)}"
    if value.end is None:
        return f"since {first(value.start)}"
    named = _named(value.start, value.end, value.precision)
    return f"about {named}" if value.precision == "about" else named


def _named(start: dt.date, end: dt.date, precision: str) -> str:
    if precision == "week" and (end - start).days < 7:
        return f"the week of {day(start)}"
    if precision == "season" and start.month in _SEASON_OF:
        return f"{_SEASON_OF[start.month]} {start.year:04d}"
    if precision == "decade":
        return f"the {start.year // 10 * 10}s"
    return stretch(start, end)


def stretch(start: dt.date | None, end: dt.date | None) -> str:
    """Two bare days as one phrase; whole months and years lose their days."""
    if start is None or end is None:
        return interval(Interval(start, end, "open"))
    if start == end:
        return day(start)
    if _whole_year(start, end):
        return f"{start.year:04d}" if start.year == end.year else f"{start.year:04d} to {end.year:04d}"
    whole_months = start.day == 1 and _month_end(end)
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return month(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    head = month(start) if whole_months else day(start)
    tail = month(end) if whole_months else day(end)
    if start.year == end.year:
        head = head.removesuffix(f" {start.year:04d}")
    return f"{head} to {tail}"


def first(start: dt.date) -> str:
    """A day that opens a stretch, where the precision of its text is lost.

    The first of a month may stand for the month, the first of a year for the year: the coarser is honest.
    """
    if start.day != 1:
        return day(start)
    return f"{start.year:04d}" if start.month == 1 else month(start)


def last(end: dt.date) -> str:
    """A day that closes a stretch, as coarse as :func:`first`."""
    if not _month_end(end):
        return day(end)
    return f"{end.year:04d}" if end.month == 12 else month(end)


def span(start: dt.date | None, end: dt.date | None) -> str:
    """From the first to the last day that evidence covers, for a relation or a phase."""
    if start is None and end is None:
        return NO_DATE
    if start is None or end is None or start == end:
        return stretch(start, end)
    head, tail = first(start), last(end)
    return head if head == tail else f"{head} to {tail}"


def length(start: dt.date, end: dt.date) -> str:
    """How long a stretch lasts, in the unit that a person would use: "3 weeks", "14 months", "4 years"."""
    days = (end - start).days + 1
    for size, unit, smallest in ((365.25, "year", 3 * 365), (30.44, "month", 60), (7, "week", 21)):
        if days >= smallest:
            return f"{round(days / size)} {unit}s"
    return "1 day" if days == 1 else f"{days} days"


def _month_end(date: dt.date) -> bool:
    return date.day == calendar.monthrange(date.year, date.month)[1]


def _whole_year(start: dt.date, end: dt.date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
