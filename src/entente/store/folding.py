"""Names without case, accents and punctuation, so that they are found as people type them."""

from __future__ import annotations

import functools
import unicodedata


@functools.lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """The key under which a name is found: no case, no diacritics, no punctuation, single spaces.

    ``fold("Idriss DÉBY") == fold("idriss deby")``; a name of punctuation only folds to itself.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = ("".join(c for c in word if c.isalnum()) for word in plain.replace("-", " ").split())
    return " ".join(word for word in words if word) or name.strip()
