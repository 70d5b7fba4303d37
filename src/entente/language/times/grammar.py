"""English expressions of time: each rule is a pattern and what it builds.

Rules stand in the order in which they are tried at a word. Nothing here applies a calendar: the result
is a :class:`~entente.model.TimeValue`, resolved later against a publication date that may change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from entente.language import numbers
from entente.language.times.lexicon import (
    COUNT,
    DAY,
    DAYPART,
    GAP,
    MONTH,
    MONTH_SHORT,
    MONTHS,
    ORDINAL,
    PART,
    PART_OF,
    SEASONS,
    UNIT,
    VAGUE,
    WEEKDAY,
    WEEKDAY_LEAD,
    WEEKDAYS,
    YEAR,
    YEAR_TAIL,
    any_case,
    count_of,
    month_number,
    ordinal_number,
    unit_of,
    weekday_number,
)
from entente.model import TimePart, TimeValue

Match = re.Match[str]
Builder = Callable[[Match], TimeValue | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with named groups, and the builder that reads them."""

    pattern: re.Pattern[str]
    build: Builder


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


def _calendar(match: Match) -> TimeValue | None:
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


def _numeric(match: Match) -> TimeValue | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sep"] == "/" and first != second and max(first, second) <= 12:
        return None  # 03/04/2018 is read differently on the two sides of an ocean
    day, month = (first, second) if second <= 12 else (second, first)
    if match["sep"] == "." and second > 12:
        return None
    return TimeValue("calendar", year=year, month=month, day=day) if month <= 12 and 1 <= day <= 31 else None


def _iso(match: Match) -> TimeValue | None:
    return TimeValue("calendar", year=int(match["year"]), month=int(match["m"]), day=int(match["d"]))


def _day_range(match: Match) -> TimeValue | None:
    last = _calendar(match)
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


def _bare_month(match: Match) -> TimeValue | None:
    value = _calendar(match)
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


def _month_step(match: Match) -> TimeValue | None:
    value = _calendar(match)
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


def _year(match: Match) -> TimeValue | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if _group(match, "part"):
        return _calendar(match)
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
    return _calendar(match) if named or year >= 1900 else None


def _year_range(match: Match) -> TimeValue | None:
    first = int(match["year"])
    last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
    if last <= first:
        return None
    return TimeValue("range", first=TimeValue("calendar", year=first), last=TimeValue("calendar", year=last))


def _decade(match: Match) -> TimeValue | None:
    year = int(match["decade"])
    if year < 100:
        year += 1900 if year >= 30 else 2000
    return TimeValue("calendar", year=year, unit="decade", part=_part(match))


def _century(match: Match) -> TimeValue | None:
    return TimeValue(
        "calendar", year=(ordinal_number(match["nth"]) - 1) * 100, unit="century", part=_part(match)
    )


def _quarter(match: Match) -> TimeValue | None:
    nth = match["nth"].lower()
    number = {"last": 4, "final": 4}.get(nth) or (int(nth) if nth.isdigit() else ordinal_number(nth))
    if number > 4:
        return None
    step = _group(match, "step")
    if step:
        first = TimeValue("offset", unit="year", count=_STEP[step.lower()], month=3 * number - 2)
        return TimeValue("range", first=first, last=replace(first, month=3 * number))
    return TimeValue("calendar", year=_number(match, "year"), unit="quarter", count=number)


def _half(match: Match) -> TimeValue | None:
    part = _PARTS[match["half"].lower()]
    step = _group(match, "step")
    if step:
        return TimeValue("offset", unit="year", count=_STEP[step.lower()], part=part)
    return TimeValue("calendar", year=_number(match, "year"), part=part)


def _season(match: Match) -> TimeValue | None:
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


def _weekday(match: Match) -> TimeValue | None:
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


def _deictic(match: Match) -> TimeValue | None:
    word = match["word"].lower()
    shift = {"before": -1, "after": 1}.get((_group(match, "beyond") or "").lower(), 0)
    return TimeValue("offset", unit="day", count=_DAYS.get(word, 0) + shift, part=_part(match))


def _overnight(match: Match) -> TimeValue | None:
    today = TimeValue("offset", unit="day", count=0)
    return TimeValue("range", first=replace(today, count=-1), last=today)


def _step_unit(match: Match) -> TimeValue | None:
    return TimeValue(
        "offset", unit=unit_of(match["unit"]), count=_STEP[match["which"].lower()], part=_part(match)
    )


def _weekend(match: Match) -> TimeValue | None:
    return TimeValue("offset", unit="weekend", count=0)


def _anaphoric_unit(match: Match) -> TimeValue | None:
    which = match["which"].lower().split()[-1]
    count = {"same": 0, "that": 0, "before": -1, "after": 1, "day": 0}.get(which, _STEP.get(which, 0))
    daypart = match["unit"] not in ("day", "week", "weekend", "month", "year", "quarter", "decade")
    return TimeValue("anaphoric", unit="day" if daypart else unit_of(match["unit"]), count=count)


def _day_beside(match: Match) -> TimeValue | None:
    unit = unit_of(match["unit"])
    return TimeValue("anaphoric", unit=unit, count=-1 if match["side"] in ("before", "earlier") else 1)


def _stretch(match: Match) -> TimeValue | None:
    unit, forward = unit_of(match["unit"]), _STEP[match["which"].lower()] > 0
    word = _group(match, "count")
    count = 1 if match["unit"] == unit and not word else (count_of(word) if word else None)
    end = TimeValue("offset", unit=unit, count=count if forward or count is None else -count)
    if forward:
        return TimeValue("range", first=NOW, last=end if count is not None else replace(end, bound="after"))
    return TimeValue("range", first=end, last=NOW) if count is not None else end


def _recent(match: Match) -> TimeValue | None:
    unit = _group(match, "unit")
    return TimeValue("offset", unit=unit_of(unit) if unit else None)


def _ago(match: Match) -> TimeValue | None:
    word, unit = _group(match, "count"), unit_of(match["unit"])
    count = count_of(word) if word else None
    side = match["side"].lower()
    if side in {"ago", "back", "from now", "hence"}:
        if count is None:
            return TimeValue("offset", unit=unit, count=None)
        return TimeValue("offset", unit=unit, count=count if side in ("from now", "hence") else -count)
    back = side in {"earlier", "before", "previously", "prior"}
    return TimeValue("anaphoric", unit=unit, count=None if count is None else (-count if back else count))


def _part_of_unit(match: Match) -> TimeValue | None:
    which = match["which"].lower()
    count = _STEP.get(which, 0)
    form = "anaphoric" if which == "that" else "offset"
    return TimeValue(form, unit=unit_of(match["unit"]), count=count, part=_part(match))  # type: ignore[arg-type]


def _ordinal_day(match: Match) -> TimeValue | None:
    first = TimeValue("offset", unit=unit_of(match["unit"]), count=1 - ordinal_number(match["nth"]))
    return TimeValue("range", first=first, last=NOW)


def _duration(match: Match) -> TimeValue | None:
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


def _vague_duration(match: Match) -> TimeValue | None:
    return TimeValue("duration", unit=unit_of(match["unit"]))


_OFTEN = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "nightly": "day"}


def _often(match: Match) -> TimeValue | None:
    return TimeValue(
        "duration", unit=unit_of(_OFTEN.get(match["often"].lower(), match["often"].split()[-1])), count=1
    )


def _anaphoric(match: Match) -> TimeValue | None:
    return TimeValue("anaphoric")


def _aside(match: Match) -> TimeValue | None:
    return TimeValue("anaphoric", bound="before" if match["aside"].lower() == "earlier" else "after")


def _now(match: Match) -> TimeValue | None:
    return NOW


def _so_far(match: Match) -> TimeValue | None:
    return replace(NOW, bound="until")


def _past(match: Match) -> TimeValue | None:
    return replace(NOW, bound="before" if match["side"] == "past" else "after")


def _clock(match: Match) -> TimeValue | None:
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


_ = any_case
_STEPS = r"(?P<step>[Ll]ast|[Tt]his|[Nn]ext)"
_ABOUT = (
    rf"(?:(?:about|around|roughly|approximately|just after|just before|shortly before"
    rf"|shortly after|nearly){GAP})?"
)
_NOT_NAME = (
    r"(?<!Bloody )(?<!Black )(?<!Good )(?<!Palm )(?<!Easter )(?<!Cyber )(?<!Holy )(?<!Ash )(?<!Sheffield )"
)

_SOURCES: tuple[tuple[str, Builder], ...] = (
    (r"(?P<year>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _iso),
    (rf"(?P<first>\d\d?)(?P<sep>[./])(?P<second>\d\d?)(?P=sep)(?P<year>{YEAR})", _numeric),
    (rf"(?P<open>(?:[Ff]rom|[Bb]etween){GAP})?(?:the{GAP})?(?P<from>{DAY})(?P<join>{GAP}?[-–—]{GAP}?"
     rf"|{GAP}(?:to|and|until|through){GAP})"
     rf"(?:the{GAP})?(?P<day>{DAY})(?:{GAP}of)?{GAP}(?P<month>{MONTH_SHORT}){YEAR_TAIL}?", _day_range),
    (rf"(?P<open>(?:[Ff]rom"
     rf"|[Bb]etween){GAP})?(?P<month>{MONTH_SHORT}){GAP}(?P<from>{DAY})(?P<join>{GAP}?[-–—]{GAP}?"
     rf"|{GAP}(?:to|and|until|through){GAP})"
     rf"(?P<day>{DAY}){YEAR_TAIL}?", _day_range),
    (rf"{WEEKDAY_LEAD}(?:the{GAP})?(?P<day>{DAY})(?:{GAP}of)?(?:{GAP}"
     rf"|-)(?P<month>{MONTH_SHORT})(?:{YEAR_TAIL}|{GAP}{_STEPS}{GAP}year|-(?P<hyphen_year>{YEAR}))?", _calendar),
    (rf"{WEEKDAY_LEAD}(?P<month>{MONTH_SHORT}){GAP}(?:the{GAP})?(?P<day>{DAY})(?:{YEAR_TAIL}"
     rf"|{GAP}{_STEPS}{GAP}year)?", _calendar),
    (rf"(?:{PART}|{PART_OF})?(?P<month>{MONTH})(?:{GAP}of)?,?{GAP}{_STEPS}{GAP}year(?:[’']s)?", _calendar),
    (rf"(?:{PART}|{PART_OF})?(?P<which>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Tt]hat|[Tt]he same"
     rf"|[Tt]he following|[Tt]he previous){GAP}(?P<month>{MONTH})(?![^\S\n]+\d)", _month_step),
    (rf"(?:{PART}|{PART_OF})?(?P<month>{MONTH_SHORT}){YEAR_TAIL}", _calendar),
    (rf"(?:{PART}|{PART_OF})?(?P<month>{MONTH})(?:[’']s)?", _bare_month),
    (rf"Q(?P<nth>[1-4]){GAP}(?:of{GAP})?(?P<year>{YEAR})", _quarter),
    (rf"(?:[Tt]he{GAP})?(?P<nth>first|second|third|fourth|last"
     rf"|final){GAP}quarter{GAP}of{GAP}(?:(?P<year>{YEAR})|{_STEPS}{GAP}year)", _quarter),
    (rf"(?:[Tt]he{GAP})?(?P<half>first half|second half|latter half){GAP}of{GAP}(?:(?P<year>{YEAR})"
     rf"|{_STEPS}{GAP}year)", _half),
    (rf"(?:[Tt]he{GAP})?{PART}?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]hat){GAP})?(?P<season>[Ss]pring"
     rf"|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
     rf"(?:(?:{GAP}of)?{GAP}(?:(?P<year>{YEAR})|{_STEPS}{GAP}year))?(?![a-z])", _season),
    (rf"(?:[Tt]he{GAP})?{PART}?[’']?(?P<decade>(?:1[5-9]|20)\d0|[3-9]0)[’']?s(?![a-z])", _decade),
    (rf"(?:[Tt]he{GAP})?{PART}?(?P<nth>{ORDINAL})[- ]century", _century),
    (rf"(?P<year>{YEAR})[-–/](?P<to>(?:19|20)\d\d|\d\d)(?![\d-])", _year_range),
    (rf"(?:{PART}|{PART_OF})?(?P<year>{YEAR})(?:[’']s)?", _year),
    (rf"(?:(?P<which>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Pp]ast|[Cc]oming|[Tt]hat(?: same)?"
     rf"|[Tt]he same|[Tt]he following|[Tt]he next|[Tt]he previous|[Tt]he preceding){GAP})?"
     rf"{PART}?{_NOT_NAME}(?P<weekday>{WEEKDAY})(?!s)(?:[’']s?)?(?! (?:Times|Telegraph|Mirror|Express"
     rf"|Mail|Herald|Night Live|World|Guardian|Post)\b)(?:{GAP}(?:early|late))?"
     rf"(?:{GAP}{DAYPART})?(?:{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week)?", _weekday),
    (rf"(?:[Tt]he{GAP})?[Dd]ay{GAP}(?P<beyond>before|after){GAP}(?P<word>yesterday|tomorrow)", _deictic),
    (rf"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate){GAP})?(?P<word>[Yy]esterday|[Tt]oday"
     rf"|[Tt]omorrow|[Tt]onight|[Ll]ast{GAP}(?:night"
     rf"|evening))(?![-a-z])(?:[’']s)?(?:{GAP}{DAYPART})?", _deictic),
    (rf"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate){GAP})?(?P<word>[Tt]his{GAP}(?:morning"
     rf"|afternoon|evening))(?:[’']s)?", _deictic),
    (r"[Oo]vernight", _overnight),
    (rf"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]id){GAP}(?:in{GAP})?)?(?P<which>[Ll]ast"
     rf"|[Tt]his|[Nn]ext){GAP}(?P<unit>week|weekend|month|quarter|year|decade"
     rf"|century)(?![-a-z])(?:[’']s)?", _step_unit),
    (rf"(?:[Oo]ver|[Aa]t|[Dd]uring|[Tt]hroughout){GAP}the{GAP}(?P<unit>weekend)(?!{GAP}of\b)", _weekend),
    (rf"(?:(?:[Ll]ater|[Ee]arlier|[Oo]n|[Ee]arly|[Ll]ate){GAP})?(?P<which>[Tt]he (?:very )?same"
     rf"|[Tt]hat same|[Tt]hat|[Tt]he following|[Tt]he next|[Tt]he previous"
     rf"|[Tt]he preceding){GAP}(?P<unit>day|week|weekend|month|year|quarter|morning|afternoon|evening"
     rf"|night|decade)(?![-a-z])", _anaphoric_unit),
    (rf"[Tt]he{GAP}(?P<unit>day|week|month|year|night){GAP}(?P<side>before|after"
     rf"|earlier)(?={GAP}?[,.;:]|{GAP}(?:in|on|at|and)\b)", _day_beside),
    (rf"(?:[Tt]he{GAP}|[Tt]hese{GAP})?(?P<which>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming"
     rf"|[Uu]pcoming){GAP}(?:(?P<count>{COUNT}|{VAGUE}){GAP})?(?P<unit>{UNIT}s|(?<=\w )(?:hour|day|week"
     rf"|month|year|decade|century))(?![-a-z])(?!{GAP}of{GAP})", _stretch),
    (rf"(?:[Tt]he{GAP})?(?:more{GAP}|most{GAP})?[Rr]ecent{GAP}(?P<unit>{UNIT}s)(?![-a-z])", _recent),
    (rf"(?:[Mm]ost{GAP}|[Mm]ore{GAP})?[Rr]ecently|[Ll]ately|[Rr]ecent(?={GAP}[a-z])", _recent),
    (rf"(?:(?:(?:[Mm]ore|[Ll]ess){GAP}than|[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Oo]ver|[Oo]nly"
     rf"|[Jj]ust|[Ss]ome|[Aa]t{GAP}least){GAP})?(?:(?P<count>{COUNT}|[Aa]n?|[Hh]alf a"
     rf"|{VAGUE}){GAP})?(?P<unit>{UNIT}s?){GAP}"
     rf"(?P<side>ago|back|from now|hence|earlier|later|previously|prior|(?:before"
     rf"|after)(?={GAP}?[,.;]))(?![a-z])", _ago),
    (rf"{PART_OF}(?P<which>the|this|last|next|that){GAP}(?P<unit>day|week|weekend|month|quarter|year"
     rf"|decade|century)(?![-a-z])", _part_of_unit),
    (rf"(?:(?:now|already){GAP})?(?:[Ii]n|[Ii]nto|[Ff]or|[Oo]n|[Ee]nter(?:ed|s|ing)?){GAP}(?:its|their"
     rf"|his|her|the|a){GAP}(?P<nth>{ORDINAL})(?:{GAP}(?:consecutive|straight|successive"
     rf"|full))?{GAP}(?P<unit>day|week|month|year)(?![-a-z])(?!{GAP}of\b)(?:{GAP}(?:in a row"
     rf"|running))?", _ordinal_day),
    (rf"(?P<count>{COUNT}|[Aa]n?|{VAGUE}|[Hh]alf a)(?:(?:{GAP}(?:consecutive|straight|more|long|full"
     rf"|successive|or so|whole))?{GAP}|-)(?P<unit>{UNIT}s?)(?:-long)?(?![a-z])(?![’'][a-rt-z])", _duration),
    (r"(?:(?<=[Ff]or )|(?<=[Oo]ver )|(?<=[Ww]ithin )|(?<=[Aa]fter )|(?<=[Ii]n ))(?P<unit>hours|days"
     r"|weeks|months|years|decades|centuries)(?![-a-z])", _vague_duration),
    (rf"(?P<unit>[Hh]ours|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades"
     rf"|[Cc]enturies)(?={GAP}of{GAP}[a-z])", _vague_duration),
    (r"(?P<unit>[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Hh]our)s?-?long(?![a-z])", _vague_duration),
    (rf"(?P<often>daily|weekly|monthly|yearly|nightly|[Ee](?:very|ach){GAP}(?:day|week|month|year"
     rf"|hour))(?![-a-z])", _often),
    (rf"[Aa]t{GAP}(?:the|that){GAP}time(?!{GAP}of\b)|[Aa]t{GAP}that{GAP}(?:point|moment)"
     rf"|(?<=[Ss]ince )then|(?<=[Bb]y )then|(?<=[Uu]ntil )then", _anaphoric),
    (rf"(?<!no )(?<!or )(?P<aside>[Ee]arlier|[Ll]ater)(?:{GAP}on)?(?![-a-z])(?!{GAP}(?:than|this|that"
     rf"|in|life)\b)(?={GAP}\w|[,.;])", _aside),
    (r"[Ss]o far(?! (?:as|from|away)\b)|[Tt]o date(?![a-z])|[Uu]p to now|[Tt]hus far", _so_far),
    (rf"[Rr]ight{GAP}now|(?<!very )[Nn]ow(?![-a-z])(?! and (?:again|then))|[Cc]urrently"
     rf"|[Aa]t{GAP}(?:present|the{GAP}moment)|[Pp]resently|[Nn]owadays|[Tt]hese{GAP}days"
     rf"|[Aa]t{GAP}this{GAP}(?:time|point|stage|moment)", _now),
    (rf"[Ii]n{GAP}the{GAP}(?:recent{GAP}|near{GAP}|distant{GAP})?(?P<side>past"
     rf"|future)(?![-a-z])(?!{GAP}(?:{COUNT}|{UNIT}|few|several|couple)\b)(?!{GAP}of\b)", _past),
    (rf"(?:[Aa]t{GAP})?{_ABOUT}(?P<hour>\d\d?)(?:[:.]\d\d)?{GAP}?(?P<half>[AaPp]\.[Mm]\."
     rf"|[AaPp][Mm]\b)(?:{GAP}?\(?(?:GMT|UTC|EST|EDT|ET|local{GAP}time)(?:[+-]\d+)?\)?)?", _clock),
    (rf"(?:[Aa]t{GAP}){_ABOUT}(?P<hour>[01]?\d|2[0-3])[:.][0-5]\d(?!\d)(?:{GAP}?\(?(?:GMT|UTC|EST|EDT"
     rf"|ET|hours|local{GAP}time)(?:[+-]\d+)?\)?)?", _clock),
    (rf"(?P<hour>[01]?\d|2[0-3])[:.]?[0-5]\d{GAP}?\(?(?:GMT|UTC|local{GAP}time)(?:[+-]\d+)?\)?", _clock),
    (rf"[Aa]t{GAP}{_ABOUT}(?:noon|midday|midnight|dawn|dusk)(?![a-z])", _clock),
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(Rule(re.compile(source), build) for source, build in _SOURCES)
"""The rules, in the order in which they are tried."""
_OPENING_WORDS = (
    [*MONTHS, *WEEKDAYS, "Sept", "Tues", "Thu", *numbers.SMALL, *numbers.ORDINALS, *SEASONS, *_OFTEN]
    + """already almost another between couple currently dozen during each early earlier end enter every few for
    half into just late later lately less many mid middle more most nearly now nowadays numerous over overnight
    past presently previous recent several some that then these this throughout today tomorrow tonight upcoming
    coming very yesterday around about only from next last
    decade centur hour day week month year""".split()
)
_OPENING_PHRASES = (
    r"Q\d|[Aa]t[^\S\n]+(?:\d|the|that|this|pres|ab|ar|rou|app|jus|sho|nea|noo|mid|da|du)"
    r"|[Oo]n[^\S\n]+(?:its|their|his|her|the|a)\b"
    r"|[Ii]n[^\S\n]+(?:its|their|his|her|the|a)\b|[Ss]o far|[Uu]p to now|[Tt]o date|[Tt]hus far|[Rr]ight now"
    r"|[Tt]he[^\S\n]+(?:\d|[’']?\d|[A-Z]|day|week|month|year|night|(?:very|same|foll|next|prev|prec"
    r"|last|past|coming|upcom|first|"
    r"sec|third|four|fift|six|sev|eig|nin|ten|ele|twe|thir|latter|end|beg|start|mid|close|early|late"
    r"|recent|more|most|spring|summer|"
    r"autumn|fall|winter|final)[a-z]*)|[’']?\d"
)


def _opening() -> str:
    """What any expression begins with, by first letter: it turns most words away at once."""
    by_letter: dict[str, set[str]] = {}
    for word in _OPENING_WORDS:
        stem = word[:3] if len(word) > 2 else word + r"\b"
        rest = {stem[1:], stem[1:].upper()} if len(word) > 2 else {stem[1:]}
        by_letter.setdefault(stem[0].lower(), set()).update(rest)
    letters = (f"[{a.upper()}{a}](?:{'|'.join(sorted(rest))})" for a, rest in sorted(by_letter.items()))
    return f"(?={'|'.join(letters)}|{_OPENING_PHRASES})"


SCANNER: re.Pattern[str] = re.compile(
    r"(?<![\w$£€])"
    + _opening()
    + "(?:"
    + "|".join("(" + re.sub(r"\(\?P<\w+>", "(?:", s).replace("(?P=sep)", "[./]") + ")" for s, _b in _SOURCES)
    + ")"
)
"""All rules as one pattern; ``match.lastindex - 1`` is the rule's place in :data:`RULES`."""
