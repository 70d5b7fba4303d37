"""Figures as written, with their bounds: "at least 30", "between 36 and 40", "dozens", "more than $1 billion"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entente.language import numbers

_CASED = re.sub(r"\b([a-z])(?=[a-z])", lambda m: f"[{m[1].upper()}{m[1]}]", numbers.WORD)
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn\b|mn\b|m\b|k\b)"
_DOZEN = (
    r"(?:[Hh]alf a dozen|[Hh]alf a million|[Aa](?:nother)? dozen|[Aa] (?:hundred|thousand|million"
    r"|billion)|(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine) dozen)"
)
_FIGURE = rf"(?:{numbers.FIGURE})(?:[\s-]?{_SCALE})?"
_WORDED = rf"(?:{_CASED})(?:[\s-](?:{_SCALE}|hundred))*(?:\s(?:and\s)?(?:{numbers.WORD}))?"
NUMBER = rf"(?:{_DOZEN}|{_FIGURE}|{_WORDED}(?![a-z]))"

VAGUE: dict[str, tuple[float, float | None]] = {
    "several": (3, None),
    "a few": (3, None),
    "a couple of": (2, 2),
    "a couple": (2, 2),
    "a handful of": (3, None),
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2_000, None),
    "millions": (2_000_000, None),
    "billions": (2_000_000_000, None),
    "tens of thousands": (20_000, None),
    "hundreds of thousands": (200_000, None),
    "tens of millions": (20_000_000, None),
    "hundreds of millions": (200_000_000, None),
    "a few dozen": (24, None),
    "several dozen": (24, None),
    "a few hundred": (200, None),
    "several hundred": (200, None),
    "a few thousand": (2_000, None),
    "several thousand": (2_000, None),
    "a few million": (2_000_000, None),
    "several million": (2_000_000, None),
}
"""What vague counts hold at least: "several" is three or more, a plural or "several" of a larger word two of it."""
_VAGUE = "|".join(
    (f"[{w[0].upper()}{w[0]}]{w[1:]}").replace(" ", r"\s") for w in sorted(VAGUE, key=len, reverse=True)
)

_LEAD = {
    "low": "at least|no fewer than|no less than|not less than|a minimum of|upwards of",
    "over": "more than|over|well over|just over|in excess of|greater than|exceeding",
    "high": "up to|as many as|at most|no more than|not more than|as much as|a maximum of",
    "under": "fewer than|less than|under|just under",
    "near": "some|about|around|roughly|approximately|an estimated|estimated|nearly|almost|close to|exactly|another|"
    "an additional|a further|additional|a total of|the other|all|only|other",
}
"""Words before a figure, by what they do to its bounds."""


def _lead(name: str) -> str:
    words = sorted(_LEAD[name].split("|"), key=len, reverse=True)
    cased = (f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in words)
    return f"(?P<{name}>{'|'.join(cased)})".replace(" ", r"\s")


_CURRENCY = r"(?:(?:US|A|C|HK|NZ|AU|CA)?\$|[€£¥₹₪₦₽]|(?:USD|EUR|GBP|CHF|Rs\.?|RMB)(?=\s?\d))"
_MONEY_WORD = (
    r"(?:U\.?S\.?\s)?(?:dollars?|euros?|pounds(?!\sof)|rubles?|roubles?|yuan|yen|rupees|dinars?"
    r"|shekels|rials?|riyals?|"
    r"francs|lira|dirhams|naira|pesos|reais|won(?=\s\(|\sworth)|USD|EUR)\b"
)
FIGURE = re.compile(
    r"(?<![\w.,$€£¥/:–-])(?:(?:"
    + "|".join(_lead(name) for name in _LEAD)
    + r")\s)?"
    + rf"(?P<between>[Bb]etween\s|[Ff]rom\s)?(?P<currency>{_CURRENCY}\s?)?"
    + rf"(?:(?P<vague>(?:{_VAGUE}))(?![a-z])|(?P<first>{NUMBER})"
    + rf"(?:(?P<join>\s?[-–—]\s?|\s(?:to|or|and)\s)(?:{_CURRENCY})?(?P<second>{NUMBER}))?)"
    + r"(?![\w%]|[.,:/]\d|[-–]\d)(?P<plus>\+|\sor\smore(?![a-z]))?"
    + rf"(?P<money>\s{_MONEY_WORD})?",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's characters and bounds. ``money`` is its currency as written, empty for counts."""

    start: int
    end: int
    low: float | None
    high: float | None
    money: str = ""


def read(match: re.Match[str]) -> Figure | None:
    """The figure of a :data:`FIGURE` match; None where the words are no figure."""
    vague = match["vague"]
    if vague:
        bounds = VAGUE[re.sub(r"\s", " ", vague.lower())]
        return Figure(match.start(), match.end(), *bounds, (match["money"] or "").strip())
    first = numbers.value(match["first"])
    if first is None:
        return None
    currency = (match["currency"] or match["money"] or "").strip()
    end = match.end()
    if match["second"]:
        both = _second(match, first)
        if both is not None:
            return Figure(match.start(), end, *both, currency)
        end = match.end("first")
    low, high = _bounds(match, first, currency)
    return Figure(match.start(), end, low, high, currency)


def _second(match: re.Match[str], first: float) -> tuple[float, float] | None:
    """Both bounds of a range; None where the second number belongs to something else ("and five")."""
    join, second = match["join"].strip(), numbers.value(match["second"])
    scale = re.search(r"(hundred|thousand|million|billion|trillion|bn|m)\s*$", match["second"])
    if second is not None and scale and not re.search(r"[a-z]", match["first"]):
        first *= numbers.SCALES[scale[1]]
    if second is None or second <= first:
        return None
    if join == "and" and not (match["between"] or "").lower().startswith("between"):
        return None
    return first, second


def _bounds(match: re.Match[str], number: float, currency: str) -> tuple[float | None, float | None]:
    # "more than 121 people" means at least 122; of money and of rounded millions it only means more
    countable = not currency and number == int(number) and number < 1_000_000
    if match["low"] or match["plus"]:
        return number, None
    if match["over"]:
        return (number + 1 if countable else number), None
    if match["high"]:
        return None, number
    if match["under"]:
        return None, (number - 1 if countable else number)
    return number, number
