"""The time expressions of one text resolved together: each clause's tense, and anaphora from what went before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from entente.language.times.resolving import Tense, resolve
from entente.model import Interval, Span, TimeExpression, TimeValue

_CLAUSE = re.compile(r"[.;!?](?=\s)|\n|[”\"]")
_FUTURE = re.compile(
    r"\b(?:will|won[’']t|shall|(?:may|might|could) (?:not )?be [a-z]+ed|is to|are to"
    r"|to (?:be (?:held|[a-z]+ed)|start|begin|open|run|resume|take)|release date|scheduled|slated|planned|plan"
    r"|plans|planning|due|set (?:to|for)|"
    r"expected|expects|upcoming|going to|deadline|as (?:soon|early) as|ahead of|looming|hopes?"
    r"|intends?|vow(?:s|ed) to|invited|"
    r"(?:is|are) (?:meeting|holding|visiting|travelling|traveling|going|hosting))\b|[’']ll\b"
)
_PAST = re.compile(
    r"(?<!\bto )(?<!\bto be )\b(?:[Aa]ccording to|was|were|had|has|have|said|says|told|tells|met|held"
    r"|came|went|began|took"
    r"|made|fell|fought|shot|hit|left|gave|"
    r"got|saw|led|sent|sought|won|lost|became|broke|brought|kept|drove|flew|rose|spoke|struck|swore|wrote|"
    r"(?<!\bthe )(?<!\bits )(?<!\ban )(?<!\ba )(?<!\btheir )(?!scheduled|planned|expected|invited"
    r"|slated|need|based|armed|united|proposed|limited|proceed|exceed)[a-z]{2,}ed)\b"
)
_REACH = 140


def tense(text: str, span: Span) -> Tense:
    """The tense of the clause around an expression, from the verb or noun of time nearest to it.

    "none" where the clause shows neither.
    """
    before = _CLAUSE.split(text[max(0, span.start - _REACH) : span.start])[-1]
    after = text[span.end : span.end + _REACH]
    stop = _CLAUSE.search(after)
    after = after[: stop.start()] if stop else after
    future = _distance(_FUTURE, before, after)
    past = _distance(_PAST, before, after)
    if future is None and past is None:
        return "none"
    if past is None or (future is not None and future <= past):
        return "future"
    return "past"


def _distance(cue: re.Pattern[str], before: str, after: str) -> int | None:
    """Characters to the nearest cue.

    One after the expression counts as further off, and after a comma as further than any before it:
    "the raid in May, which …, will help" is past, while "On Monday, they will" has nothing before.
    """
    distances = [len(before) - match.end() for match in cue.finditer(before)]
    following = cue.search(after)
    if following:
        distances.append(following.start() + (_REACH if after.lstrip().startswith(",") else 10))
    return min(distances, default=None)


def resolve_all(text: str, expressions: Sequence[TimeExpression], said: Interval) -> list[Interval | None]:
    """Each expression's days, in the order given.

    The context of an anaphoric value is the latest time before it in the text that the text dates by
    itself (not "now", and not an open stretch).
    """
    context: Interval | None = None
    resolved: list[Interval | None] = []
    for expression in expressions:
        interval = resolve(expression.value, said, context=context, tense=_direction(text, expression))
        resolved.append(interval)
        context = _anchor(expression.value, interval, said, context) or context
    return resolved


def _anchor(
    value: TimeValue, interval: Interval | None, said: Interval, context: Interval | None
) -> Interval | None:
    """What a later "at the time" may point to: the time named, without "since" or "until"."""
    if value.form in ("now", "clock", "duration") or interval is None:
        return None
    if interval.start and interval.end:
        return interval
    if value.form == "anaphoric" and value.unit is None:
        return None
    return resolve(replace(value, bound="at"), said, context=context)


def _direction(text: str, expression: TimeExpression) -> Tense:
    found = tense(text, expression.span)
    if expression.value.bound == "by" or (found == "none" and expression.value.bound == "until"):
        return "future"
    if found == "none":
        return "none" if expression.value.form == "calendar" else "past"
    return found
