"""English expressions of time: each rule is a pattern and what it builds.

Rules stand in the order in which they are tried at a word. Nothing here applies a calendar: the result
is a :class:`~entente.model.TimeValue`, resolved later against a publication date that may change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from entente.language import numbers
from entente.language.times import building
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
)
from entente.model import TimeValue

Builder = Callable[[building.Match], TimeValue | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with named groups, and the builder that reads them."""

    pattern: re.Pattern[str]
    build: Builder


_STEPS = r"(?P<step>[Ll]ast|[Tt]his|[Nn]ext)"
_ABOUT = (
    rf"(?:(?:about|around|roughly|approximately|just after|just before|shortly before"
    rf"|shortly after|nearly){GAP})?"
)
_NOT_NAME = (
    r"(?<!Bloody )(?<!Black )(?<!Good )(?<!Palm )(?<!Easter )(?<!Cyber )(?<!Holy )(?<!Ash )(?<!Sheffield )"
)

_SOURCES: tuple[tuple[str, Builder], ...] = (
    (r"(?P<year>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])(?!\d)", building.iso),
    (rf"(?P<first>\d\d?)(?P<sep>[./])(?P<second>\d\d?)(?P=sep)(?P<year>{YEAR})", building.numeric),
    (rf"(?P<open>(?:[Ff]rom|[Bb]etween){GAP})?(?:the{GAP})?(?P<from>{DAY})(?P<join>{GAP}?[-–—]{GAP}?"
     rf"|{GAP}(?:to|and|until|through){GAP})"
     rf"(?:the{GAP})?(?P<day>{DAY})(?:{GAP}of)?{GAP}(?P<month>{MONTH_SHORT}){YEAR_TAIL}?", building.day_range),
    (rf"(?P<open>(?:[Ff]rom"
     rf"|[Bb]etween){GAP})?(?P<month>{MONTH_SHORT}){GAP}(?P<from>{DAY})(?P<join>{GAP}?[-–—]{GAP}?"
     rf"|{GAP}(?:to|and|until|through){GAP})"
     rf"(?P<day>{DAY}){YEAR_TAIL}?", building.day_range),
    (rf"{WEEKDAY_LEAD}(?:the{GAP})?(?P<day>{DAY})(?:{GAP}of)?(?:{GAP}"
     rf"|-)(?P<month>{MONTH_SHORT})(?:{YEAR_TAIL}|{GAP}{_STEPS}{GAP}year|-(?P<hyphen_year>{YEAR}))?",
     building.calendar),
    (rf"{WEEKDAY_LEAD}(?P<month>{MONTH_SHORT}){GAP}(?:the{GAP})?(?P<day>{DAY})(?:{YEAR_TAIL}"
     rf"|{GAP}{_STEPS}{GAP}year)?", building.calendar),
    (rf"(?:{PART}|{PART_OF})?(?P<month>{MONTH})(?:{GAP}of)?,?{GAP}{_STEPS}{GAP}year(?:[’']s)?", building.calendar),
    (rf"(?:{PART}|{PART_OF})?(?P<which>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Tt]hat|[Tt]he same"
     rf"|[Tt]he following|[Tt]he previous){GAP}(?P<month>{MONTH})(?![^\S\n]+\d)", building.month_step),
    (rf"(?:{PART}|{PART_OF})?(?P<month>{MONTH_SHORT}){YEAR_TAIL}", building.calendar),
    (rf"(?:{PART}|{PART_OF})?(?P<month>{MONTH})(?:[’']s)?", building.bare_month),
    (rf"Q(?P<nth>[1-4]){GAP}(?:of{GAP})?(?P<year>{YEAR})", building.quarter),
    (rf"(?:[Tt]he{GAP})?(?P<nth>first|second|third|fourth|last"
     rf"|final){GAP}quarter{GAP}of{GAP}(?:(?P<year>{YEAR})|{_STEPS}{GAP}year)", building.quarter),
    (rf"(?:[Tt]he{GAP})?(?P<half>first half|second half|latter half){GAP}of{GAP}(?:(?P<year>{YEAR})"
     rf"|{_STEPS}{GAP}year)", building.half),
    (rf"(?:[Tt]he{GAP})?{PART}?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]hat){GAP})?(?P<season>[Ss]pring"
     rf"|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
     rf"(?:(?:{GAP}of)?{GAP}(?:(?P<year>{YEAR})|{_STEPS}{GAP}year))?(?![a-z])", building.season),
    (rf"(?:[Tt]he{GAP})?{PART}?[’']?(?P<decade>(?:1[5-9]|20)\d0|[3-9]0)[’']?s(?![a-z])", building.decade),
    (rf"(?:[Tt]he{GAP})?{PART}?(?P<nth>{ORDINAL})[- ]century", building.century),
    (rf"(?P<year>{YEAR})[-–/](?P<to>(?:19|20)\d\d|\d\d)(?![\d-])", building.year_range),
    (rf"(?:{PART}|{PART_OF})?(?P<year>{YEAR})(?:[’']s)?", building.year),
    (rf"(?:(?P<which>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Pp]ast|[Cc]oming|[Tt]hat(?: same)?"
     rf"|[Tt]he same|[Tt]he following|[Tt]he next|[Tt]he previous|[Tt]he preceding){GAP})?"
     rf"{PART}?{_NOT_NAME}(?P<weekday>{WEEKDAY})(?!s)(?:[’']s?)?(?! (?:Times|Telegraph|Mirror|Express"
     rf"|Mail|Herald|Night Live|World|Guardian|Post)\b)(?:{GAP}(?:early|late))?"
     rf"(?:{GAP}{DAYPART})?(?:{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week)?", building.weekday),
    (rf"(?:[Tt]he{GAP})?[Dd]ay{GAP}(?P<beyond>before|after){GAP}(?P<word>yesterday|tomorrow)", building.deictic),
    (rf"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate){GAP})?(?P<word>[Yy]esterday|[Tt]oday"
     rf"|[Tt]omorrow|[Tt]onight|[Ll]ast{GAP}(?:night"
     rf"|evening))(?![-a-z])(?:[’']s)?(?:{GAP}{DAYPART})?", building.deictic),
    (rf"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate){GAP})?(?P<word>[Tt]his{GAP}(?:morning"
     rf"|afternoon|evening))(?:[’']s)?", building.deictic),
    (r"[Oo]vernight", building.overnight),
    (rf"(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]id){GAP}(?:in{GAP})?)?(?P<which>[Ll]ast"
     rf"|[Tt]his|[Nn]ext){GAP}(?P<unit>week|weekend|month|quarter|year|decade"
     rf"|century)(?![-a-z])(?:[’']s)?", building.step_unit),
    (rf"(?:[Oo]ver|[Aa]t|[Dd]uring|[Tt]hroughout){GAP}the{GAP}(?P<unit>weekend)(?!{GAP}of\b)", building.weekend),
    (rf"(?:(?:[Ll]ater|[Ee]arlier|[Oo]n|[Ee]arly|[Ll]ate){GAP})?(?P<which>[Tt]he (?:very )?same"
     rf"|[Tt]hat same|[Tt]hat|[Tt]he following|[Tt]he next|[Tt]he previous"
     rf"|[Tt]he preceding){GAP}(?P<unit>day|week|weekend|month|year|quarter|morning|afternoon|evening"
     rf"|night|decade)(?![-a-z])", building.anaphoric_unit),
    (rf"[Tt]he{GAP}(?P<unit>day|week|month|year|night|morning|evening){GAP}(?P<side>before|after"
     rf"|earlier)(?={GAP}?[,.;:]|{GAP}(?:in|on|at|and)\b)", building.day_beside),
    (rf"(?:[Tt]he{GAP}|[Tt]hese{GAP})?(?P<which>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming"
     rf"|[Uu]pcoming){GAP}(?:(?P<count>{COUNT}|{VAGUE}){GAP})?(?P<unit>{UNIT}s|(?<=\w )(?:hour|day|week"
     rf"|month|year|decade|century))(?![-a-z])(?!{GAP}of{GAP})", building.stretch),
    (rf"(?:[Tt]he{GAP})?(?:more{GAP}|most{GAP})?[Rr]ecent{GAP}(?P<unit>{UNIT}s)(?![-a-z])", building.recent),
    (rf"(?:[Mm]ost{GAP}|[Mm]ore{GAP})?[Rr]ecently|[Ll]ately|[Rr]ecent(?={GAP}[a-z])", building.recent),
    (rf"(?:(?:(?:[Mm]ore|[Ll]ess){GAP}than|[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Oo]ver|[Oo]nly"
     rf"|[Jj]ust|[Ss]ome|[Aa]t{GAP}least){GAP})?(?:(?P<count>{COUNT}|[Aa]n?|[Hh]alf a"
     rf"|{VAGUE}){GAP})?(?P<unit>{UNIT}s?){GAP}"
     rf"(?P<side>ago|back|from now|hence|earlier|later|previously|prior|(?:before"
     rf"|after)(?={GAP}?[,.;]))(?![a-z])", building.ago),
    (rf"{PART_OF}(?P<which>the|this|last|next|that){GAP}(?P<unit>day|week|weekend|month|quarter|year"
     rf"|decade|century)(?![-a-z])", building.part_of_unit),
    (rf"(?:(?:now|already){GAP})?(?:[Ii]n|[Ii]nto|[Ff]or|[Oo]n|[Ee]nter(?:ed|s|ing)?){GAP}(?:its|their"
     rf"|his|her|the|a){GAP}(?P<nth>{ORDINAL})(?:{GAP}(?:consecutive|straight|successive"
     rf"|full))?{GAP}(?P<unit>day|week|month|year)(?![-a-z])(?!{GAP}of\b)(?:{GAP}(?:in a row"
     rf"|running))?", building.ordinal_day),
    (rf"(?P<count>{COUNT}|[Aa]n?|{VAGUE}|[Hh]alf a)(?:(?:{GAP}(?:consecutive|straight|more|long|full"
     rf"|successive|or so|whole))?{GAP}|-)(?P<unit>{UNIT}s?)(?:-long)?(?![a-z])(?![’'][a-rt-z])", building.duration),
    (r"(?:(?<=[Ff]or )|(?<=[Oo]ver )|(?<=[Ww]ithin )|(?<=[Aa]fter )|(?<=[Ii]n ))(?P<unit>hours|days"
     r"|weeks|months|years|decades|centuries)(?![-a-z])", building.vague_duration),
    (rf"(?P<unit>[Hh]ours|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades"
     rf"|[Cc]enturies)(?={GAP}of{GAP}[a-z])", building.vague_duration),
    (r"(?P<unit>[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Hh]our)s?-?long(?![a-z])", building.vague_duration),
    (rf"(?P<often>daily|weekly|monthly|yearly|nightly|[Ee](?:very|ach){GAP}(?:day|week|month|year"
     rf"|hour))(?![-a-z])", building.often),
    (rf"[Aa]t{GAP}(?:the|that){GAP}time(?!{GAP}of\b)|[Aa]t{GAP}that{GAP}(?:point|moment)"
     rf"|(?<=[Ss]ince )then|(?<=[Bb]y )then|(?<=[Uu]ntil )then", building.anaphoric),
    (rf"(?<!no )(?<!or )(?P<aside>[Ee]arlier|[Ll]ater)(?:{GAP}on)?(?![-a-z])(?!{GAP}(?:than|this|that"
     rf"|in|life)\b)(?={GAP}\w|[,.;])", building.aside),
    (r"[Ss]o far(?! (?:as|from|away)\b)|[Tt]o date(?![a-z])|[Uu]p to now|[Tt]hus far", building.so_far),
    (rf"[Rr]ight{GAP}now|(?<!very )[Nn]ow(?![-a-z])(?! and (?:again|then))|[Cc]urrently"
     rf"|[Aa]t{GAP}(?:present|the{GAP}moment)|[Pp]resently|[Nn]owadays|[Tt]hese{GAP}days"
     rf"|[Aa]t{GAP}this{GAP}(?:time|point|stage|moment)", building.now),
    (rf"[Ii]n{GAP}the{GAP}(?:recent{GAP}|near{GAP}|distant{GAP})?(?P<side>past"
     rf"|future)(?![-a-z])(?!{GAP}(?:{COUNT}|{UNIT}|few|several|couple)\b)(?!{GAP}of\b)", building.past),
    (rf"(?:[Aa]t{GAP})?{_ABOUT}(?P<hour>\d\d?)(?:[:.]\d\d)?{GAP}?(?P<half>[AaPp]\.[Mm]\."
     rf"|[AaPp][Mm]\b)(?:{GAP}?\(?(?:GMT|UTC|EST|EDT|ET|local{GAP}time)(?:[+-]\d+)?\)?)?", building.clock),
    (rf"(?:[Aa]t{GAP}){_ABOUT}(?P<hour>[01]?\d|2[0-3])[:.][0-5]\d(?!\d)(?:{GAP}?\(?(?:GMT|UTC|EST|EDT"
     rf"|ET|hours|local{GAP}time)(?:[+-]\d+)?\)?)?", building.clock),
    (rf"(?P<hour>[01]?\d|2[0-3])[:.]?[0-5]\d{GAP}?\(?(?:GMT|UTC|local{GAP}time)(?:[+-]\d+)?\)?", building.clock),
    (rf"[Aa]t{GAP}{_ABOUT}(?:noon|midday|midnight|dawn|dusk)(?![a-z])", building.clock),
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(Rule(re.compile(source), build) for source, build in _SOURCES)
"""The rules, in the order in which they are tried."""
_OPENING_WORDS = (
    *MONTHS,
    *WEEKDAYS,
    *numbers.SMALL,
    *numbers.ORDINALS,
    *SEASONS,
    *building.OFTEN,
    *"""Sept Tues Thu already almost another between couple currently dozen during each early earlier end enter every
    few for half into just late later lately less many mid middle more most nearly now nowadays numerous over overnight
    past presently previous recent several some that then these this throughout today tomorrow tonight upcoming
    coming very yesterday around about only from next last decade centur hour day week month year""".split(),
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
