"""Bytes to text: a declared charset, then UTF-8, then a careful guess; binary is refused.

A UTF-8 byte order mark stays in the text as U+FEFF, as ``open(path, encoding="utf8", newline="")`` gives it,
so that offsets into a plain-text file's content match the document's text. UTF-16 and UTF-32 marks are part
of the encoding and go.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_DECLARED_WITHIN = 4096
_GUESS_BYTES = 256 * 1024
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.002
_REPLACED_SHARE = 0.01
_FOREIGN_SHARE = 0.3
_HIGH_LETTER = re.compile("[ŠŒŽšœžŸÀ-ÖØ-öø-ÿƒ]")
_WORDS_OF_ONE_LETTER = frozenset("àÀèÈéÉêóÓòôúüöÖåÅ")


class UndecodableError(ValueError):
    """The bytes are not text in any charset that could be told; the message says why."""


def declared_charset(content: bytes) -> str | None:
    """The charset that an HTML or XML start declares, where Python knows it."""
    found = _DECLARED.search(content[:_DECLARED_WITHIN])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    # Web pages that say Latin-1 mean Windows-1252 (WHATWG Encoding Standard, 4.2).
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of ``content``. ``charset`` is what its container declares.

    Raises:
        UndecodableError: for binary data, and where no charset fits.
    """
    for mark, name in _WIDE_MARKS:
        if content.startswith(mark):
            return _checked(_strict(content, name), content)
    if charset and (text := _strict(content, charset)) is not None and not _CONTROL.search(text):
        return text
    if (text := _strict(content, "utf-8")) is not None:
        return _checked(text, content)
    return _checked(_guessed(content), content)


def _strict(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _guessed(content: bytes) -> str | None:
    if b"\x00" in content[:_GUESS_BYTES]:
        return None
    mostly = content.decode("utf-8", "replace")
    if mostly.count("\ufffd") <= _REPLACED_SHARE * len(mostly) and not content.isascii():
        many_good = sum(1 for c in mostly[:_GUESS_BYTES] if "\x7f" < c < "\ufffd")
        if many_good > mostly.count("\ufffd"):
            return mostly  # UTF-8 with a few damaged bytes
    if (western := _strict(content, "cp1252")) is not None and _western(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_GUESS_BYTES]).best()
    text = None if best is None else _strict(content, best.encoding)
    return text if text is not None and _foreign(text[:_GUESS_BYTES]) else None


def _western(text: str) -> bool:
    """Whether what Windows-1252 makes of the high bytes are letters in words, or signs that stand in prose."""
    for high in _HIGH_LETTER.finditer(text):
        beside = text[max(0, high.start() - 1) : high.start()] + text[high.end() : high.end() + 1]
        if high[0] not in _WORDS_OF_ONE_LETTER and not any(c.isascii() and c.isalpha() for c in beside):
            return False
    return True


def _foreign(text: str) -> bool:
    """Whether a guessed charset makes words of another script, and not a sprinkling of odd letters in English."""
    letters = [c for c in text if c.isalpha()]
    return sum(c >= "\u0250" for c in letters) > _FOREIGN_SHARE * len(letters)


def _checked(text: str | None, content: bytes) -> str:
    if text is None:
        raise UndecodableError(_where(content))
    if "\x00" in text:
        raise UndecodableError("it holds NUL bytes, as binary files do")
    sample = text[:_GUESS_BYTES]
    if len(_CONTROL.findall(sample)) > max(2, _CONTROL_SHARE * len(sample)):
        raise UndecodableError("it is full of control characters, as binary files are")
    if sum(unicodedata.category(c) == "Cn" for c in sample if c > "\u024f") > _CONTROL_SHARE * len(sample):
        raise UndecodableError("it holds characters that do not exist, as binary files do")
    return text


def _where(content: bytes) -> str:
    if b"\x00" in content:
        return "it holds NUL bytes, as binary files do"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1:,} is invalid UTF-8, and no other charset fits"
    return "it is not text in any known charset"


def storable(text: str) -> str:
    """``text`` with U+FFFD for lone surrogates and NUL, which no store holds; the length stays."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)
