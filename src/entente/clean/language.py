"""The language of a text, and whether Entente can read it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

READABLE = frozenset({"en"})
"""Languages that the shipped reader reads (ISO 639-1)."""

UNKNOWN = "und"
_NO_LANGUAGE = "zxx"

_SAMPLE = 2000
_FEWEST_WORDS = 4
_SURE_WORDS = 25
_SURE = 0.9
_LIKELY = 0.5
_FEWEST_LETTERS = 0.45
_LONGEST_WORD = 24
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH = frozenset(
    "the of and that is for with it by from has have had been are were said not but his their its which will "
    "this after they who he she would could when while against between about".split()
)
_SHARE = 0.15
_SHARE_WHERE_LIKELY = 0.04


def identify(text: str, declared: str | None = None) -> tuple[str, str]:
    """Language code and why the text cannot be read (empty if it can).

    Long texts, and other scripts, are told by py3langid alone. Short ones by what their container declares,
    else by py3langid where it is sure, helped by common English words; the rest stays ``und``.
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
    if code == "en" and (sure >= _LIKELY or _looks_english(words, _SHARE_WHERE_LIKELY)):
        return code
    if sure >= _SURE and len(words) >= _FEWEST_WORDS:
        return code
    return "en" if _looks_english(words, _SHARE) else UNKNOWN


def _looks_english(words: list[str], share: float) -> bool:
    """Whether enough of a short text are common words that English shares with few other languages."""
    return sum(word.casefold() in _ENGLISH for word in words) >= max(1, share * len(words))


def _classify(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    """An identifier of our own: the library's global one can be narrowed by anybody in the process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
