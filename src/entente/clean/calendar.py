"""Dates that a page states about itself: a small strict grammar of whole days.

Read are ISO dates, "22 June 2021", "June 22, 2021" and mail dates, and day/month/year in figures only where
one of the two is above 12. Nothing is guessed: a date without a year, or 03/04/2021, is no date here.
"""

from __future__ import annotations

import datetime as dt
import re

from entente.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"(?<![\w/-])(?:"
    rf"(?P<y1>(?:19|20)\d\d)(?P<s>[-/.])(?P<m1>\d{{1,2}})(?P=s)(?P<d1>\d{{1,2}})(?=T\d|\D|$)"
    rf"|(?P<d2>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s-]+(?P<m2>{_MONTH}),?[\s-]+(?P<y2>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<m3>{_MONTH})\s+(?P<d3>\d{{1,2}}){_ORDINAL}\s*,?\s+(?P<y3>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<a>\d{{1,2}})(?P<t>[/.-])(?P<b>\d{{1,2}})(?P=t)(?P<y4>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<y5>(?:19|20)\d\d)(?P<m5>\d\d)(?P<d5>\d\d)(?=T\d|$)"
    rf")",
    re.I,
)
"""A date with day, month and year. Use :func:`find`; this is for taking dates out of a line."""

_IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/-])(?P<m>\d{1,2}|[a-z]{3})(?P=s)(?P<d>\d{1,2})(?!\d)", re.I
)


def find(text: str, start: int = 0, end: int | None = None) -> list[tuple[dt.date, Span]]:
    """Every date in ``text[start:end]`` with its span, in order."""
    stop = len(text) if end is None else end
    found = ((_value(match), Span(*match.span())) for match in DATE.finditer(text, start, stop))
    return [(value, span) for value, span in found if value]


def parse(text: str) -> dt.date | None:
    """The date that a field states: the first one in it, or None."""
    found = find(text.strip())
    return found[0][0] if found else None


def in_url(url: str) -> dt.date | None:
    """The date in an address such as ``/2019/05/03/`` or ``/2019-05-03-``."""
    for match in _IN_URL.finditer(url.partition("?")[0]):
        month = _MONTHS.get(match["m"].lower()) or (int(match["m"]) if match["m"].isdigit() else 0)
        if value := _day(int(match["y"]), month, int(match["d"])):
            return value
    return None


def _value(match: re.Match[str]) -> dt.date | None:
    if match["y1"]:
        return _day(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return _day(int(match["y2"]), _MONTHS[match["m2"].lower().rstrip(".")], int(match["d2"]))
    if match["y3"]:
        return _day(int(match["y3"]), _MONTHS[match["m3"].lower().rstrip(".")], int(match["d3"]))
    if match["y5"]:
        return _day(int(match["y5"]), int(match["m5"]), int(match["d5"]))
    first, second = int(match["a"]), int(match["b"])
    if first > 12:
        return _day(int(match["y4"]), second, first)
    if second > 12 or first == second:
        return _day(int(match["y4"]), first, second)
    return None  # day and month could be either way round


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
