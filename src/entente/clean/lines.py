"""The lines of a text with their places and the plain features that tell prose from page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LINE = re.compile(r"[^\r\n]+")
_BLANK = " \t\f\v\xa0\ufeff\u200b\u200e\u200f\u2028\u2029\x1c\x1d\x1e\x1f\x85"
_FINAL = re.compile(r"[.!?؟。…][\"'”’»)\]]*(?:\s*\[\d+\])*$")
_PROSE_WORDS = 20
_SENTENCE_WORDS = 9


@dataclass(frozen=True)
class Line:
    """A non-blank line without the blanks around it, at ``[start, end)`` of its text."""

    text: str
    start: int
    end: int
    gap: bool
    """Whether a blank line, or the text's start, comes before it."""

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def final(self) -> bool:
        """Ends as a sentence does."""
        return bool(_FINAL.search(self.text))

    @cached_property
    def prose(self) -> bool:
        """A paragraph, as opposed to a heading, label or menu entry."""
        return self.words >= _PROSE_WORDS or (self.final and self.words >= _SENTENCE_WORDS)


def lines(text: str) -> list[Line]:
    """The non-blank lines of ``text``; only CR and LF break lines."""
    out: list[Line] = []
    last = -1
    for match in _LINE.finditer(text):
        inner = match[0].strip(_BLANK)
        if inner:
            start = match.start() + match[0].index(inner)
            breaks = text.count("\n", last, match.start()) or text.count("\r", last, match.start())
            out.append(Line(inner, start, start + len(inner), last < 0 or breaks > 1))
            last = match.end()
    return out
