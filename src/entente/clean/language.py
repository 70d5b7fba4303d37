"""The language of a text, and whether Entente can read it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

READABLE = frozenset({"en"})
"""Languages that the shipped reader reads (ISO 639-1)."""

UNKNOWN = "und"
_NO_LANGUAGE = "zxx"

_SAMPLE = 6000
_FEWEST_WORDS = 4
_SURE_WORDS = 25
_SURE = 0.9
_FEWEST_LETTERS = 0.45
_LONGEST_WORD = 24
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COMMON = frozenset(
    "the of and to in a is that for on was with as it by at from has have had be are were an said not but "
    "his their this its which".split()
)


def identify(text: str, declared: str | None = None) -> tuple[str, str]:
    """Language code and why the text cannot be read (empty if it can).

    Long texts are told by py3langid alone. Short ones by it where it is sure, else by what the container
    declares, else by common English words, else they stay ``und``.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not _is_prose(sample, words):
        return UNKNOWN, "not prose"
    language = _language(sample, words, declared)
    if language == _NO_LANGUAGE:
        return UNKNOWN, "not prose"
    if language not in READABLE:
        return language, "language: unknown" if language == UNKNOWN else f"language: {language}"
    if len(words) < _FEWEST_WORDS:
        return language, "too short"
    return language, ""


def _is_prose(sample: str, words: list[str]) -> bool:
    visible = sum(not character.isspace() for character in sample)
    letters = sum(character.isalpha() for character in sample)
    if not words or letters < _FEWEST_LETTERS * visible:
        return False
    latin = [word for word in words if word[0] < "\u0250"]
    return not latin or sum(map(len, latin)) / len(latin) < _LONGEST_WORD


def _language(sample: str, words: list[str], declared: str | None) -> str:
    code, sure = _classify(sample)
    foreign_script = sum(word[0] >= "\u0250" for word in words) > len(words) / 2
    if foreign_script or (len(words) >= _SURE_WORDS and sure >= _SURE):
        return code
    stated = (declared or "").casefold().replace("_", "-").partition("-")[0]
    if len(stated) == 2 and stated.isalpha():
        return stated
    if sure >= _SURE and len(words) >= _FEWEST_WORDS and (code != "en" or _looks_english(words)):
        return code if code == "en" or not _looks_english(words) else "en"
    return "en" if _looks_english(words) else UNKNOWN


def _looks_english(words: list[str]) -> bool:
    return any(word.casefold() in _COMMON for word in words) and all(
        word.isascii() or len(word) > 1 for word in words
    )


def _classify(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    """An identifier of our own: the library's global one can be narrowed by anybody in the process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
