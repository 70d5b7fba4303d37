"""What a text says about its own date: dates it tells of as past or to come, and the weekdays it names.

News leaves out the year of what is near and gives the year of what is far. So a date without a year lies
within a year of the publication; the latest year that the text names as past is the publication's year or,
often, the one before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entente.language import times
from entente.model import FURNITURE, Document, Interval, Span, TimeExpression, TimeValue

_UNDATED = Interval(None, None, "open")
_NAME_AFTER = re.compile(
    r"\s(?:[A-Z]|elections?|vote|polls?|budget|season|census|deadline|goals?|targets?|summit|tournament|presidential|"
    r"general|parliamentary|legislative|edition|model|Olympics?)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time with its year as the text tells it. ``ahead``: told as still to come."""

    days: Interval
    span: Span
    ahead: bool
    certain: bool
    """A verb of the clause shows the direction, and the time is no part of a name ("the 2022 World Cup")."""

    @property
    def start(self) -> dt.date:
        """First day."""
        assert self.days.start is not None
        return self.days.start

    @property
    def end(self) -> dt.date:
        """Last day."""
        assert self.days.end is not None
        return self.days.end


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day, or a month or its part, without a year: ``first`` and ``last`` as (month, day)."""

    first: tuple[int, int]
    last: tuple[int, int]
    weekday: int | None
    ahead: bool
    certain: bool
    span: Span

    def within(self, year: int) -> Interval | None:
        """The days it means in a year; None for 29 February in most."""
        try:
            return Interval(dt.date(year, *self.first), dt.date(year, *self.last))
        except ValueError:
            return None

    @property
    def exact(self) -> bool:
        """One day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a text says about its date, in the order of the text."""

    dated: tuple[Dated, ...]
    yearless: tuple[Yearless, ...]
    weekdays: tuple[tuple[int, Span], ...]
    """Bare weekdays told as past: each lies within the seven days up to the publication."""
    yesterday: tuple[Span, ...]

    @property
    def years(self) -> frozenset[int]:
        """The years named as past."""
        return frozenset(x.start.year for x in self.dated if not x.ahead)


def gather(document: Document, expressions: Sequence[TimeExpression] | None = None) -> Evidence:
    """The evidence of a document's text outside its furniture.

    ``expressions`` are the text's time expressions where the caller has them.
    """
    text = document.text
    furniture = [r.span for r in document.regions if r.kind in FURNITURE]
    dated: list[Dated] = []
    yearless: list[Yearless] = []
    weekdays: list[tuple[int, Span]] = []
    yesterday: list[Span] = []
    for expression in times.find(text) if expressions is None else expressions:
        if any(s.start <= expression.span.start < s.end for s in furniture):
            continue
        tense = times.tense(text, expression.span)
        for value in _parts(expression.value):
            if (
                value.form == "weekday"
                and value.weekday is not None
                and not value.count
                and tense != "future"
            ):
                weekdays.append((value.weekday, expression.span))
            elif value.form == "offset" and value.unit == "day" and value.count == -1:
                yesterday.append(expression.span)
            elif value.form == "calendar" and value.year is not None:
                dated.extend(_dated(text, value, expression.span, tense))
            elif value.form == "calendar" and value.month is not None:
                yearless.extend(_yearless(value, expression.span, tense))
    return Evidence(tuple(dated), tuple(yearless), tuple(weekdays), tuple(yesterday))


def _parts(value: TimeValue) -> Iterable[TimeValue]:
    if value.form == "range" and value.first and value.last:
        return (value.first, value.last)
    return (value,)


def _dated(text: str, value: TimeValue, span: Span, tense: times.Tense) -> Iterable[Dated]:
    days = times.resolve(value if value.bound == "at" else _plain(value), _UNDATED)
    if days is None or days.start is None or days.end is None or value.unit in ("decade", "century"):
        return
    named = value.month is None and _NAME_AFTER.match(text, span.end)
    begins = text[span.start : span.start + 5].lower() in ("start", "begin")  # "starting in May": no tense
    certain = tense != "none" and not (named or begins) and value.bound in ("at", "since", "after", "about")
    yield Dated(days, span, tense == "future" or value.bound == "by", certain)


def _plain(value: TimeValue) -> TimeValue:
    return TimeValue(
        "calendar", value.year, value.month, value.day, value.weekday, value.unit, value.count, value.part
    )


def _yearless(value: TimeValue, span: Span, tense: times.Tense) -> Iterable[Yearless]:
    leap = times.resolve(TimeValue("calendar", 2000, value.month, value.day, part=value.part), _UNDATED)
    if leap is None or leap.start is None or leap.end is None:
        return
    last = (
        leap.end
        if (leap.end.month, leap.end.day) != (2, 29) or value.day == 29
        else leap.end - dt.timedelta(1)
    )
    yield Yearless(
        (leap.start.month, leap.start.day),
        (last.month, last.day),
        value.weekday,
        tense == "future" or value.bound == "by",
        tense != "none" and value.bound in ("at", "since", "after", "about"),
        span,
    )
