"""Numbers in English words and figures: "twenty-three", "1,200", "3.5 million", "two dozen"."""

from __future__ import annotations

import re

_ONES = dict(
    zip(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
SMALL: dict[str, int] = {"a": 1, "an": 1, "zero": 0, **_ONES, **_TENS}
"""Words that are one number by themselves."""
SCALES: dict[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
}
ORDINALS: dict[str, int] = dict(
    zip(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth""".split(),
        range(1, 16),
        strict=True,
    )
)

_ANY = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
WORD = rf"(?:{_ANY})(?:-(?:{'|'.join(_ONES)}))?"
"""Pattern of a number in words, lower case, without scale."""
FIGURE = r"(?<!\d)\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
"""Pattern of a number in figures, with thousands separators or decimals."""


def value(text: str) -> float | None:
    """The number that ``text`` writes, or None: ``value("two hundred") == 200.0``."""
    total, current, seen = 0.0, 0.0, False
    for token in re.findall(r"\d[\d,. \u00a0]*|[a-z]+", text.lower()):
        if token[0].isdigit():
            current += float(re.sub(r"[, \u00a0]", "", token).rstrip("."))
            seen = True
        elif token in SMALL:
            current += SMALL[token]
            seen = True
        elif token == "half":
            current += 0.5
            seen = True
        elif token in SCALES:
            current = (current or 1.0) * SCALES[token]
            seen = True
            if SCALES[token] >= 1_000:
                total, current = total + current, 0.0
        elif token != "and":
            return None
    return total + current if seen else None
