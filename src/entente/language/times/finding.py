"""Finding time expressions in a text: scanning, joining ranges, and what stands before ("since", "until")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from entente.language.times.grammar import RULES, SCANNER
from entente.model import Span, TimeBound, TimeExpression, TimeValue

_JOIN = re.compile(r"[^\S\n]*(?:to|until|till|through|[-–—])[^\S\n]*(?:the[^\S\n])?$")
_FROM = re.compile(r"\b[Ff]rom[^\S\n]+(?:the[^\S\n]+)?$")
_AND = re.compile(r"[^\S\n]*and[^\S\n]*(?:the[^\S\n])?$")
_BETWEEN = re.compile(r"\b[Bb]etween[^\S\n]+(?:the[^\S\n]+)?$")
_BOUND = re.compile(
    r"\b(?:(?P<since>[Ss]ince|[Ee]ver since|[Ss]tarting(?: on| in)?|[Bb]eginning(?: on| in)?)"
    r"|(?P<until>(?:[Uu]p )?(?:[Uu]ntil|[Tt]hrough)|[Tt]ill)"
    r"|(?P<before>[Bb]efore|[Pp]rior to|[Aa]head of)|(?P<after>[Aa]fter)"
    r"|(?P<by>[Bb]y|[Nn]o later than)|(?P<about>[Aa]round|[Aa]bout|circa))"
    r"(?:\s(?:at least|at the latest|about|around|the))*\s$"
)
_BOUNDS: tuple[TimeBound, ...] = ("since", "until", "before", "after", "by", "about")
_LASTING = re.compile(
    r"\b(?:(?:[Ff]or|[Oo]ver|[Ii]n|[Dd]uring|[Ww]ithin|[Tt]hroughout|[Aa]fter|[Ee]very)\s(?:the\s)?)?"
    r"(?:(?:(?:more|less|longer) than|over|nearly|almost|at least|about|around|some|only|just|at most"
    r"|up to|another)\s)*$"
)


@dataclass(frozen=True, slots=True)
class _Core:
    start: int
    end: int
    value: TimeValue


def find(text: str) -> list[TimeExpression]:
    """The time expressions of an English text, in order and disjoint, as grammar.

    "since", "until", "before", "after" and the like belong to the span and become ``bound``; so do "for",
    "over" and "in" before lengths ("for six months"). "in" and "on" before dates do not belong to it.
    """
    return [_framed(text, core) for core in _ranges(text, _cores(text))]


def _cores(text: str) -> list[_Core]:
    cores: list[_Core] = []
    position = 0
    while match := SCANNER.search(text, position):
        assert match.lastindex is not None
        rule = RULES[match.lastindex - 1]
        whole = rule.pattern.match(text, match.start())
        value = rule.build(whole) if whole else None
        if whole is None or value is None:
            position = _next_word(text, match.start())
            continue
        cores.append(_Core(whole.start(), whole.end(), value))
        position = max(whole.end(), match.start() + 1)
    return cores


_WORD_END = re.compile(r"\w+|\W")


def _next_word(text: str, position: int) -> int:
    word = _WORD_END.match(text, position)
    return word.end() if word else position + 1


def _ranges(text: str, cores: list[_Core]) -> list[_Core]:
    joined: list[_Core] = []
    for core in cores:
        previous = joined[-1] if joined else None
        if previous and core.start - previous.end <= 12 and _is_range(text, previous, core):
            opener = _opener(text, previous)
            joined[-1] = _Core(opener, core.end, _range(previous.value, core.value))
        else:
            joined.append(core)
    return joined


def _opener(text: str, core: _Core) -> int:
    before = text[max(0, core.start - 14) : core.start]
    found = _FROM.search(before) or _BETWEEN.search(before)
    return core.start - len(before) + found.start() if found else core.start


def _is_range(text: str, first: _Core, last: _Core) -> bool:
    between = text[first.end : last.start]
    if not between.strip() or "range" in (first.value.form, last.value.form):
        return False
    if first.value.form not in ("calendar", "weekday", "offset") or last.value.form == "duration":
        return False
    before = text[max(0, first.start - 14) : first.start]
    if _AND.fullmatch(between):
        return bool(_BETWEEN.search(before))
    if not _JOIN.fullmatch(between):
        return False
    return bool(_FROM.search(before)) or (
        between.strip() in "-–—" and first.value.form == last.value.form == "calendar"
    )


def _range(first: TimeValue, last: TimeValue) -> TimeValue:
    if first.form == last.form == "calendar":
        if first.year is None:
            first = replace(first, year=last.year)
        if last.day is not None and last.month is None:
            last = replace(last, month=first.month)
    return TimeValue("range", first=first, last=last)


def _framed(text: str, core: _Core) -> TimeExpression:
    window = max(0, core.start - 34)
    before = text[window : core.start]
    value, start = core.value, core.start
    lasting = value.form in ("duration", "range") or (value.form == "offset" and value.count is None)
    if lasting:
        led = _LASTING.search(before)
        if led and led[0]:
            start = window + led.start()
    bound = _BOUND.search(before)
    if bound and not (lasting and value.form != "range" and not bound["since"]) and value.bound == "at":
        kind = next(name for name in _BOUNDS if bound[name])
        if kind == "about" and value.form == "weekday":
            return TimeExpression(Span(start, core.end), value)  # "get around Wednesday's ruling"
        if value.form != "range":
            value = replace(value, bound=kind)
        start = min(start, window + bound.start())
    return TimeExpression(Span(start, core.end), value)
