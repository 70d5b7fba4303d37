"""Words: the units that the reader's network labels.

A word is a run of letters and digits, or any other single visible character. This is as fine as the
pre-tokenizer of BERT (Devlin et al. 2019), so that a span of characters such as "Egyptian" in
"Egyptian-mediated" always has word borders.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+|[^\s]")
_LOWER, _TITLE, _UPPER, _OTHER = 0, 1, 2, 3
CASES = 4
"""Number of letter-case classes given to the network beside its uncased word pieces."""


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words of ``text[start:end]``, as offsets into ``text``."""
    return [m.span() for m in _WORD.finditer(text, start, len(text) if end is None else end)]


def case(word: str) -> int:
    """Letter-case class of a word: lower, Title, UPPER (two letters or more), or other."""
    if not word[0].isalpha():
        return _OTHER
    if word.islower() or not word[0].isupper():
        return _LOWER
    return _UPPER if len(word) > 1 and word.isupper() else _TITLE
