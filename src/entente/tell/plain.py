"""Text from a document, made safe to print: a stranger's characters must not act on the reader's screen."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiner: spelling in Persian and the scripts of India, so they stay."""
_INVISIBLE = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff")
"""Shape no glyph and carry no meaning out of context: dropped."""
_REORDER = {
    code: f"<U+{code:04X}>"
    for code in (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069)
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are full-width, which spreadsheets in East Asia take for the plain ones."""


def visible(text: str) -> str:
    """``text`` on one line with nothing left that a terminal or a bidi engine obeys.

    Control characters become their Unicode pictures (ESC shows as ``␛``), characters that reorder what
    follows become their code (``<U+202E>``), stray surrogates become U+FFFD, runs of white space one blank.
    """
    return " ".join(shown(text).split())


def shown(text: str) -> str:
    """Like :func:`visible`, but white space keeps its place: for a piece of a longer text."""
    return "".join(_shown(char) for char in text)


def lines(text: str) -> str:
    """Like :func:`visible`, but line breaks and tabs stay: for a text shown as it was laid out."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char if char in "\n\t" else _shown(char) for char in unified)


def cell(value: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula: a leading operator gets an apostrophe before it.

    The guard follows OWASP, "CSV Injection".
    """
    safe = visible(value)
    return f"'{safe}" if safe.startswith(_FORMULA) else safe


def _shown(char: str) -> str:
    code = ord(char)
    if 0x20 <= code < 0x7F or char in _JOINERS:
        return char
    if code in _REORDER:
        return _REORDER[code]
    if char in _INVISIBLE:
        return ""
    category = unicodedata.category(char)
    if category == "Cc":
        return _control(code)
    if category in ("Zl", "Zp"):
        return " "
    if category == "Cs":
        return "\ufffd"
    return f"<U+{code:04X}>" if category == "Cf" else char


def _control(code: int) -> str:
    if code in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
