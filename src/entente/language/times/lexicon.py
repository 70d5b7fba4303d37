"""Words of the calendar as patterns and as numbers. Patterns spell both cases: that keeps scanning fast."""

from __future__ import annotations

import re
from typing import get_args

from entente.language import numbers
from entente.model import TimeUnit

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

_ABBREVIATIONS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()


def any_case(words: str) -> str:
    """Alternatives that match each word as written, or with its first letter in upper case."""
    return "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" if w[0].isalpha() else w for w in words.split("|"))


def _names(names: list[str]) -> str:
    return "|".join(f"{n}|{n.upper()}" for n in names)


GAP = r"(?:[^\S\n]{1,3}|\n)"
"""One space, or the line break of a hard-wrapped text."""
MONTH = f"(?:{_names(MONTHS)})(?![a-z])"
MONTH_SHORT = rf"(?:(?:{_names(MONTHS)})(?![a-z])|(?:{_names(_ABBREVIATIONS)})(?![a-z])\.?)"
"""A month's name or abbreviation; an abbreviation only counts beside a day or a year."""
WEEKDAY = f"(?:{_names(WEEKDAYS)})(?![a-rt-z])"
WEEKDAY_LEAD = (
    rf"(?:(?P<weekday>{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)[^\S\n]?,?{GAP}(?:the{GAP})?)?"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])(?![.:,]\d)"
YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d%])(?![.,:]\d)"
YEAR_TAIL = rf"(?:(?:[^\S\n]?,|{GAP}of|{GAP}in)?{GAP}(?P<year>{YEAR}))"
_COUNT_WORDS = any_case("|".join(w for w in sorted(numbers.SMALL, key=len, reverse=True) if len(w) > 2))
COUNT = (
    rf"(?:(?<![\d.,$£€])\d{{1,3}}(?:\.5)?|(?:{_COUNT_WORDS})(?:-(?:one|two|three|four|five|six"
    rf"|seven|eight|nine))?)"
)
VAGUE = any_case("several|few|a few|a couple of|couple of|many|some|dozens of|numerous")
UNIT = "(?:hour|day|weekend|week|month|quarter|year|decade|century|centurie)"
ORDINAL = rf"(?:{any_case('|'.join(numbers.ORDINALS))}|\d{{1,2}}(?:st|nd|rd|th))"
PART = (
    rf"(?:(?P<part>{any_case('early|mid|middle|late|mid-to-late|very early|very late')})(?:-"
    rf"|{GAP}(?:in{GAP}|on{GAP})?))"
)
_PARTS = any_case(
    "end|beginning|start|middle|close|first half|second half|first part|latter half|latter part|early part"
)
PART_OF = (
    rf"(?:(?:[Tt]he{GAP})?(?:very{GAP})?(?P<part_of>{_PARTS})"
    rf"{GAP}of{GAP}(?:the{GAP}month{GAP}of{GAP})?)"
)
DAYPART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|lunchtime)s?(?![a-z])"

_MONTH_NUMBERS = {name[:3].lower(): index for index, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): index for index, name in enumerate(WEEKDAYS)}


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return _MONTH_NUMBERS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return _WEEKDAY_NUMBERS[word[:3].lower()]


def unit_of(word: str) -> TimeUnit:
    """The unit that a singular or plural word names; a part of the day ("the night before") counts in days."""
    low = word.lower()
    for unit in UNITS:
        if low in (unit, unit + "s"):
            return unit
    return "century" if low.startswith("centur") else "day"


def count_of(word: str) -> int | None:
    """A count in figures or words; None for a vague one ("several") and for halves."""
    number = numbers.value(word)
    return int(number) if number is not None and number == int(number) else None


def ordinal_number(word: str) -> int:
    """1 for "first" or "1st"."""
    figure = re.match(r"\d+", word)
    return int(figure[0]) if figure else numbers.ORDINALS[word.lower()]
