"""Finding what a text counts: figures outside dates, with the noun they count and its kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from entente.language import sentences, times
from entente.language.quantities import figures, kinds, nouns
from entente.model import Quantity, Span, TimeExpression

_NAME_BEFORE = re.compile(
    r"\b(?:Boeing|Airbus|[Rr]esolution|[Ff]light|[Hh]ighway|[Aa]rticle|[Rr]oute|[Cc]hannel|[Ss]ection"
    r"|[Cc]hapter|Apollo|[Pp]hase|[Ll]evel|[Gg]roup|"
    r"[Tt]ype|[Mm]odel|[Nn]o\.?|[Nn]umber|War|[Aa]ged?|[Pp]age|[Uu]nit|[Vv]ersion|[Gg]rade|[Cc]lass|at"
    r"|[Dd]ivision|[Rr]oom|[Aa]ct|[Vv]olume)\s$"
)
_NOT_AFTER = re.compile(
    r"\s?(?:%|per\s?cent\b|percent\b|percentage|°|st\b|nd\b|rd\b|th\b)|-(?:year"
    r"|month|day|hour|week|point|mile|metre|meter|km|member|seat|foot|nation"
    r"|storey|story|page|kilometer|kilometre|inch|minute|man|time|way|old)"
)
_CASUALTY = {"killed", "injured", "kidnapped", "detained"}


def find(
    text: str, dates: Sequence[TimeExpression] | None = None, units: Sequence[Span] | None = None
) -> list[Quantity]:
    """The quantities of a text in order: figure and noun phrase as span, bounds, kind, and noun as ``unit``.

    ``dates`` and ``units`` are the text's time expressions and sentences where the caller has them already.
    Years, dates, ages, percentages, measures of length and numbers in names are left out.
    """
    spoken = [x.span for x in (times.find(text) if dates is None else dates)]
    within = list(sentences.split(text) if units is None else units)
    found: list[Quantity] = []
    position = 0
    while match := figures.FIGURE.search(text, position):
        position = max(match.end("first"), match.end("vague"))
        quantity = _quantity(text, match, spoken, within)
        if quantity:
            found.append(quantity)
            position = max(position, _consumed(match, quantity))
    return sorted([*found, *_persons(text, within, found)], key=lambda q: q.span)


def _consumed(match: re.Match[str], quantity: Quantity) -> int:
    """Where scanning goes on: after both numbers of a range, but before "five" in "four and five"."""
    if quantity.kind == "money":
        return quantity.span.end
    return match.end("second") if match["second"] and quantity.low != quantity.high else match.end("first")


def _quantity(text: str, match: re.Match[str], spoken: list[Span], within: list[Span]) -> Quantity | None:
    figure = figures.read(match)
    number = match.start("first") if match["first"] else match.start("vague")
    if figure is None or _covered(number, spoken):
        return None
    sentence = _sentence(number, within)
    if sentence is None:
        return None
    if figure.money:
        return Quantity(Span(figure.start, figure.end), "money", figure.low, figure.high, figure.money)
    if _NOT_AFTER.match(text, figure.end) or _NAME_BEFORE.search(
        text[max(0, figure.start - 16) : figure.start]
    ):
        return None
    phrase = nouns.after(text, figure.end, sentence.end, singular=figure.high == 1 or figure.low == 1)
    if phrase is None:
        return None
    end = phrase.end if phrase.noun else figure.end
    kind = kinds.kind_of(text, sentence, figure.start, end, phrase.noun, text[figure.end : end])
    if not phrase.noun and kind not in (*_CASUALTY, "displaced"):
        return None
    return Quantity(Span(figure.start, end), kind, figure.low, figure.high, phrase.noun)


def _persons(text: str, within: list[Span], found: list[Quantity]) -> list[Quantity]:
    """ "a policeman" is one, where he is killed, injured, kidnapped or detained; elsewhere it counts nothing."""
    taken = [q.span for q in found]
    persons: list[Quantity] = []
    for match in nouns.PERSON_PHRASE.finditer(text):
        sentence = _sentence(match.start(), within)
        if (
            sentence is None
            or match.end() > sentence.end
            or any(s.start < match.end() and match.start() < s.end for s in taken)
        ):
            continue
        kind = kinds.kind_of(text, sentence, match.start(), match.end(), "", "")
        if kind in _CASUALTY:
            persons.append(Quantity(Span(match.start(), match.end()), kind, 1, 1, match["noun"]))
    return persons


def _covered(position: int, spans: list[Span]) -> bool:
    index = bisect_right(spans, Span(position, 1 << 60)) - 1
    return index >= 0 and spans[index].start <= position < spans[index].end


def _sentence(position: int, within: list[Span]) -> Span | None:
    index = bisect_right(within, Span(position, 1 << 60)) - 1
    return within[index] if index >= 0 and position < within[index].end else None
