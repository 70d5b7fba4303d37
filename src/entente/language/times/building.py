"""What the rules of the grammar of times build from their matches: a value, or None for other uses of the words."""

from __future__ import annotations

import re
from dataclasses import replace

from entente.language.times.lexicon import (
    SEASONS,
    count_of,
    month_number,
    ordinal_number,
    unit_of,
    weekday_number,
)
from entente.model import TimePart, TimeValue

Match = re.Match[str]


NOW = TimeValue("now")
_STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "next": 1}
_STEP |= {"coming": 1, "following": 1, "upcoming": 1}
_PARTS: dict[str, TimePart] = {
    "early": "early", "very early": "early", "mid": "mid", "middle": "mid", "late": "late",
    "mid-to-late": "late", "very late": "late", "end": "end", "close": "end", "beginning": "start",
    "start": "start", "first half": "first half", "second half": "second half", "latter half": "second half",
    "first part": "early", "early part": "early", "latter part": "late", "earlier": "early", "later": "late",
}  # fmt: skip


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _part(match: Match) -> TimePart | None:
    word = _group(match, "part") or _group(match, "part_of")
    return _PARTS[word.lower()] if word else None


def _number(match: Match, name: str) -> int | None:
    word = _group(match, name)
    figures = re.match(r"\d+", word) if word else None
    return int(figures[0]) if figures else None


def calendar(match: Match) -> TimeValue | None:
    """Year, month and day as far as they are said, or a month of last, this or next year."""
    weekday, month = _group(match, "weekday"), _group(match, "month")
    value = TimeValue(
        "calendar",
        year=_number(match, "year") or _number(match, "hyphen_year"),
        month=month_number(month) if month else None,
        day=_number(match, "day"),
        weekday=weekday_number(weekday) if weekday else None,
        part=_part(match),
    )
    step = _group(match, "step")
    if step:
        return replace(value, form="offset", unit="year", count=_STEP[step.lower()])
    return value


def numeric(match: Match) -> TimeValue | None:
    """23.10.2018 and 23/10/2018; None where day and month could be swapped."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sep"] == "/" and first != second and max(first, second) <= 12:
        return None  # 03/04/2018 is read differently on the two sides of an ocean
    day, month = (first, second) if second <= 12 else (second, first)
    if match["sep"] == "." and second > 12:
        return None
    return TimeValue("calendar", year=year, month=month, day=day) if month <= 12 and 1 <= day <= 31 else None


def iso(match: Match) -> TimeValue | None:
    """2018-10-23."""
    return TimeValue("calendar", year=int(match["year"]), month=int(match["m"]), day=int(match["d"]))


def day_range(match: Match) -> TimeValue | None:
    """3-5 May, May 3 to 5; None where "and" joins days that are no stretch."""
    last = calendar(match)
    first_day, last_day = int(match["from"].rstrip("stndrh")), _number(match, "day")
    if last is None or last_day is None or first_day >= last_day:
        return None
    joined_by_and = "and" in match["join"]
    if joined_by_and and last_day - first_day > 1 and not match["open"]:
        return None
    return TimeValue("range", first=replace(last, day=first_day, weekday=None), last=last)


_AFTER_MAY = (
    r"(?:in|since|until|till|this|next|last|that|early|late|mid|through|during|end of"
    r"|start of|month of|and|or|,|/|–)"
)
_BEFORE_NAME = re.compile(rf"(?:\b{_AFTER_MAY}|[,/–-])\s*$", re.IGNORECASE)


def bare_month(match: Match) -> TimeValue | None:
    """A month alone; None for "may", "march" and surnames at that place."""
    value = calendar(match)
    name = match["month"].capitalize()
    if value is None or value.part or name not in {"May", "March", "April", "June", "August"}:
        return value
    before = match.string[max(0, match.start() - 14) : match.start()]
    if _BEFORE_NAME.search(before) and not (name == "May" and before.rstrip().endswith((",", "-"))):
        return value
    surname = re.match(r"\s[A-Z][a-z]", match.string[match.end() : match.end() + 3])
    if name in {"May", "March"}:
        by_month = name == "March" and re.search(
            r"\b(?:by|from|of|to|before|after|a|the)\s$", before, re.IGNORECASE
        )
        return (
            value
            if by_month and not re.match(r"\s(?:on|to|by|of)\b", match.string[match.end() :][:4])
            else None
        )
    return None if surname else value


def month_step(match: Match) -> TimeValue | None:
    """Last May, next June, that July."""
    value = calendar(match)
    if value is None:
        return None
    step = match["which"].lower()
    if step in {"that", "the same", "the following", "the previous"}:
        return replace(value, form="anaphoric", count={"the following": 1, "the previous": -1}.get(step, 0))
    return replace(value, form="offset", unit="month", count=_STEP[step.split()[0]])


_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$£€#+=/_@]|[A-Za-z]-|\d[.,:]|\b(?:[Rr]esolution|[Rr]esolutions|[Ff]light|[Rr]oute|[Nn]o\.?"
    r"|[Nn]umber|[Aa]rticle|"
    r"[Hh]ighway|[Rr]oom|[Pp]age|[Mm]odel|[Tt]ype|[Uu]nit|[Bb]oeing|[Ff]igure|[Rr]s\.?|USD|EUR|least"
    r"|than|some|about|nearly|"
    r"almost|approximately|roughly|another|killed|over|all|only)\s?)$"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Ff]rom|[Oo]f|[Dd]uring|[Tt]he"
    r"|[Tt]hrough|[Tt]o|"
    r"early|late|mid|and|a|an|its|their|his|[Bb]etween|over|about|around|[Ii]n at least|since at least"
    r"|back in)\s|[\(\[–-]\s?|,\s)$"
)
_COUNTED = re.compile(
    r"\s(?:people|troops|soldiers|men|women|children|civilians|[a-z]+\s(?:troops|soldiers|fighters"
    r"|people|men)|police|"
    r"(?!is\b|was\b|has\b|as\b|its\b|his\b|this\b|thus\b|across\b|elections\b|protests\b|talks\b"
    r"|years\b|unless\b)[a-z]{3,}s)\b"
    r"|[\s-]years?[\s-]old|\s[a-z]*(?:children|women|men)\b"
    r"|\s?(?:°|km|kg|mph|m\b|square|cubic|GMT|UTC|hours?\b|(?:million|billion|thousand|dollars|euros"
    r"|feet|miles|meters|metres)\b)"
)


def year(match: Match) -> TimeValue | None:
    """A year alone; None for counts and numbers in names."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    if _group(match, "part"):
        return calendar(match)
    named = _YEAR_BEFORE.search(before)
    if _NOT_YEAR_BEFORE.search(before) and not re.search(
        r"(?:[Ii]n|[Ss]ince|[Bb]y) (?:at least"
        r"|about)\s$",
        before,
    ):
        return None
    after = match.string[match.end() : match.end() + 24]
    if _COUNTED.match(after) and not named:
        return None
    if re.match(r"[-/]\d|[A-Za-z_@]", after):
        return None
    year = int(match["year"])
    return calendar(match) if named or year >= 1900 else None


def year_range(match: Match) -> TimeValue | None:
    """2011-14."""
    first = int(match["year"])
    last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
    if last <= first:
        return None
    return TimeValue("range", first=TimeValue("calendar", year=first), last=TimeValue("calendar", year=last))


def decade(match: Match) -> TimeValue | None:
    """The 1990s, the '90s."""
    year = int(match["decade"])
    if year < 100:
        year += 1900 if year >= 30 else 2000
    return TimeValue("calendar", year=year, unit="decade", part=_part(match))


def century(match: Match) -> TimeValue | None:
    """The 19th century."""
    return TimeValue(
        "calendar", year=(ordinal_number(match["nth"]) - 1) * 100, unit="century", part=_part(match)
    )


def quarter(match: Match) -> TimeValue | None:
    """Q3 2018, the third quarter of last year."""
    nth = match["nth"].lower()
    number = {"last": 4, "final": 4}.get(nth) or (int(nth) if nth.isdigit() else ordinal_number(nth))
    if number > 4:
        return None
    step = _group(match, "step")
    if step:
        first = TimeValue("offset", unit="year", count=_STEP[step.lower()], month=3 * number - 2)
        return TimeValue("range", first=first, last=replace(first, month=3 * number))
    return TimeValue("calendar", year=_number(match, "year"), unit="quarter", count=number)


def half(match: Match) -> TimeValue | None:
    """The first half of 2018."""
    part = _PARTS[match["half"].lower()]
    step = _group(match, "step")
    if step:
        return TimeValue("offset", unit="year", count=_STEP[step.lower()], part=part)
    return TimeValue("calendar", year=_number(match, "year"), part=part)


def season(match: Match) -> TimeValue | None:
    """Last summer, spring 2019; None for a bare season."""
    which = (_group(match, "which") or "").lower()
    step = _group(match, "step")
    season = TimeValue(
        "calendar",
        year=_number(match, "year"),
        unit="season",
        count=SEASONS[match["season"].lower()],
        part=_part(match),
    )
    if season.year is not None:
        return season
    if step or which in _STEP:
        if step:
            return TimeValue("offset", unit="year", count=_STEP[step.lower()], first=season, part=season.part)
        return TimeValue("offset", unit="season", count=_STEP[which], first=season, part=season.part)
    return replace(season, form="anaphoric") if which == "that" else None


def weekday(match: Match) -> TimeValue | None:
    """Monday, last Friday, that Sunday, Friday of last week."""
    which = (_group(match, "which") or "").lower()
    value = TimeValue("weekday", weekday=weekday_number(match["weekday"]), count=0, part=_part(match))
    week = _group(match, "week")
    if week:
        return replace(value, form="offset", unit="week", count=_STEP[week.lower()])
    if which in {"that", "that same", "the same"}:
        return replace(value, form="anaphoric")
    if which in {"the following", "the next", "the previous", "the preceding"}:
        return replace(value, form="anaphoric", count=_STEP[which[4:]])
    return replace(value, count=_STEP.get(which, 0))


_DAYS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def deictic(match: Match) -> TimeValue | None:
    """Yesterday, tonight, the day after tomorrow."""
    word = match["word"].lower()
    shift = {"before": -1, "after": 1}.get((_group(match, "beyond") or "").lower(), 0)
    return TimeValue("offset", unit="day", count=_DAYS.get(word, 0) + shift, part=_part(match))


def overnight(match: Match) -> TimeValue | None:
    """From yesterday to today."""
    today = TimeValue("offset", unit="day", count=0)
    return TimeValue("range", first=replace(today, count=-1), last=today)


def step_unit(match: Match) -> TimeValue | None:
    """Last week, earlier this month, next year."""
    return TimeValue(
        "offset", unit=unit_of(match["unit"]), count=_STEP[match["which"].lower()], part=_part(match)
    )


def weekend(match: Match) -> TimeValue | None:
    """Over the weekend."""
    return TimeValue("offset", unit="weekend", count=0)


def anaphoric_unit(match: Match) -> TimeValue | None:
    """The same day, that week, the following month."""
    which = match["which"].lower().split()[-1]
    count = {"same": 0, "that": 0, "before": -1, "after": 1, "day": 0}.get(which, _STEP.get(which, 0))
    daypart = match["unit"] not in ("day", "week", "weekend", "month", "year", "quarter", "decade")
    return TimeValue("anaphoric", unit="day" if daypart else unit_of(match["unit"]), count=count)


def day_beside(match: Match) -> TimeValue | None:
    """The day before, the week after."""
    unit = unit_of(match["unit"])
    return TimeValue("anaphoric", unit=unit, count=-1 if match["side"] in ("before", "earlier") else 1)


def stretch(match: Match) -> TimeValue | None:
    """The past two days, the coming weeks: up to now or from now on."""
    unit, forward = unit_of(match["unit"]), _STEP[match["which"].lower()] > 0
    word = _group(match, "count")
    count = 1 if match["unit"] == unit and not word else (count_of(word) if word else None)
    end = TimeValue("offset", unit=unit, count=count if forward or count is None else -count)
    if forward:
        return TimeValue("range", first=NOW, last=end if count is not None else replace(end, bound="after"))
    return TimeValue("range", first=end, last=NOW) if count is not None else end


def recent(match: Match) -> TimeValue | None:
    """Recent weeks, recently."""
    unit = _group(match, "unit")
    return TimeValue("offset", unit=unit_of(unit) if unit else None)


def ago(match: Match) -> TimeValue | None:
    """Six months ago, two months later, a week earlier."""
    word, unit = _group(match, "count"), unit_of(match["unit"])
    count = count_of(word) if word else None
    side = match["side"].lower()
    if side in {"ago", "back", "from now", "hence"}:
        if count is None:
            return TimeValue("offset", unit=unit, count=None)
        return TimeValue("offset", unit=unit, count=count if side in ("from now", "hence") else -count)
    back = side in {"earlier", "before", "previously", "prior"}
    return TimeValue("anaphoric", unit=unit, count=None if count is None else (-count if back else count))


def part_of_unit(match: Match) -> TimeValue | None:
    """The end of the month."""
    which = match["which"].lower()
    count = _STEP.get(which, 0)
    form = "anaphoric" if which == "that" else "offset"
    return TimeValue(form, unit=unit_of(match["unit"]), count=count, part=_part(match))  # type: ignore[arg-type]


def ordinal_day(match: Match) -> TimeValue | None:
    """In their third day: from two days ago to now."""
    first = TimeValue("offset", unit=unit_of(match["unit"]), count=1 - ordinal_number(match["nth"]))
    return TimeValue("range", first=first, last=NOW)


def duration(match: Match) -> TimeValue | None:
    """For six months, a 14-month attack; None for ages."""
    word = _group(match, "count")
    after = match.string[match.end() : match.end() + 8]
    if re.match(r"[\s-]old\b|\sof age", after):
        return None
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"\b(?:aged?|[Uu]nder) $", before):
        return None
    article = word is not None and word.lower() in ("a", "an", "one") and "-" not in match[0]
    if (
        article
        and word != "one"
        and not re.search(
            r"\b(?:[Ff]or|[Oo]ver|[Ww]ithin|[Aa]fter|[Ii]n|than"
            r"|about|nearly|almost|least)\s$",
            before,
        )
    ):
        return None
    return TimeValue("duration", unit=unit_of(match["unit"]), count=count_of(word) if word else None)


def vague_duration(match: Match) -> TimeValue | None:
    """For months, decades of war."""
    return TimeValue("duration", unit=unit_of(match["unit"]))


OFTEN = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "nightly": "day"}


def often(match: Match) -> TimeValue | None:
    """Daily, every week."""
    return TimeValue(
        "duration", unit=unit_of(OFTEN.get(match["often"].lower(), match["often"].split()[-1])), count=1
    )


def anaphoric(match: Match) -> TimeValue | None:
    """At the time, since then."""
    return TimeValue("anaphoric")


def aside(match: Match) -> TimeValue | None:
    """Earlier, later."""
    return TimeValue("anaphoric", bound="before" if match["aside"].lower() == "earlier" else "after")


def now(match: Match) -> TimeValue | None:
    """Now, currently."""
    return NOW


def so_far(match: Match) -> TimeValue | None:
    """So far, to date."""
    return replace(NOW, bound="until")


def past(match: Match) -> TimeValue | None:
    """In the past, in the future."""
    return replace(NOW, bound="before" if match["side"] == "past" else "after")


def clock(match: Match) -> TimeValue | None:
    """Around 9 pm, at noon."""
    named = {"noon": 12, "midday": 12, "midnight": 0, "dawn": 5, "dusk": 18}
    word = match[0].split()[-1].lower()
    if word in named:
        return TimeValue("clock", unit="hour", count=named[word])
    hour = int(match["hour"])
    half = (_group(match, "half") or "").lower()
    if (half and not 1 <= hour <= 12) or hour > 24:
        return None
    hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour % 24
    return TimeValue("clock", unit="hour", count=hour)
