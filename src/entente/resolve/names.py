"""Names as keys: folding, transliteration variants, titles, acronyms, readable handles.

Every function is pure and works on one name. Folding follows what differs between newsrooms for one
and the same name: diacritics, hyphens and apostrophes, Arabic articles (al-, el-, as-), "Abd al-" run
together, doubled letters, kh/h, q/k, ou/u, ee/i, y/i, o/u, e/a.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "ar", "az", "an", "at", "ul", "ed", "es"})
PARTICLES = frozenset({"de", "del", "della", "di", "da", "dos", "das", "do", "van", "von", "der", "den", "ter", "la",
                       "le", "y", "e", "bin", "ibn", "ben", "bint", "ould", "ag"})  # fmt: skip
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DETERMINER = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|this|that|these|those|some|several|both|all|two|three)\s+",
    re.IGNORECASE,
)
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʿ": "'", "ʾ": "'", "´": "'", "“": '"', "”": '"'}
)
_DASHES = re.compile(r"[\u2010-\u2015\u2212-]+")
_PUNCTUATION = re.compile(r"[^\w\s]", re.UNICODE)
_SPACES = re.compile(r"\s+")
_SPECIAL = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Letters without diacritics, straight apostrophes, plain hyphens, single spaces; case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_SPECIAL)
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip()


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The name in lower case, without diacritics, punctuation, leading determiner or possessive ending."""
    text = _DETERMINER.sub("", plain(text).casefold())
    if text.endswith("'s") or text.endswith("s'"):
        text = text[:-2] + ("s" if text.endswith("s'") else "")
    text = _PUNCTUATION.sub("", text.replace("-", " ").replace("/", " ").replace("_", " "))
    return _SPACES.sub(" ", text).strip()


def without_determiner(text: str) -> str:
    """The phrase as written, without "the", "a", "its" and their like in front, on one line."""
    return _DETERMINER.sub("", _SPACES.sub(" ", text).strip())


@lru_cache(maxsize=200_000)
def is_acronym(text: str) -> bool:
    """True for "GNA", "U.N.", "SPLM-N", "M23": two to ten characters, mostly capitals, no lower-case word."""
    bare = text.replace(".", "")
    letters = [c for c in bare if c.isalpha()]
    return (
        2 <= len(bare) <= 10
        and " " not in bare
        and bool(letters)
        and sum(c.isupper() for c in letters) >= max(2 if len(bare) > 3 else 1, len(letters) - 1)
    )


def acronym_key(text: str) -> str:
    """ "U.N." and "UN" as one key; capitals only, so that the pronoun "us" is no state."""
    return "=" + plain(text).replace(".", "").replace("-", "").replace(" ", "").upper()


@lru_cache(maxsize=200_000)
def initials(text: str) -> frozenset[str]:
    """The acronyms that a name's words can make, with and without its small words."""
    words = [w for w in re.split(r"[\s\-–—/]+", plain(text)) if w and w[0].isalnum()]
    if len(words) < 2:
        return frozenset()
    small = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "al", "el", "y"}
    long = "".join(w[0].upper() for w in words if w.lower() != "the")
    short = "".join(w[0].upper() for w in words if w.lower() not in small)
    return frozenset(x for x in (long, short) if len(x) >= 2)


_CLASSES = (
    ("sch", "sh"), ("tch", "ch"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("ck", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ai", "E"), ("ay", "E"),
    ("ei", "E"), ("ey", "E"), ("iy", "i"), ("yi", "i"), ("y", "i"), ("o", "u"), ("e", "a"), ("w", "v"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """A token's class under the usual differences of transliteration ("Mohammed" and "Muhamad" are one)."""
    token = fold(token).replace(" ", "").replace("'", "")
    for old, new in _CLASSES:
        token = token.replace(old, new)
    token = re.sub(r"(.)\1+", r"\1", token)
    return token[:-1] if len(token) > 3 and token.endswith("h") and token[-2] in "aiuE" else token


@lru_cache(maxsize=200_000)
def consonants(token: str) -> str:
    """The consonants of a token's class; g and k are one. The coarsest block that two spellings share."""
    return re.sub(r"[aiuE]", "", sound(token)).replace("g", "k").replace("c", "k") or sound(token)


def same_token(a: str, b: str) -> bool:
    """Whether two name tokens are spellings of one: equal classes, or equal consonants and close vowels.

    Kept apart: different final vowels (Mario, Maria) and far vowels (Hassan, Hussein).
    """
    x, y = sound(a), sound(b)
    if x == y:
        return True
    if min(len(x), len(y)) < 5 or consonants(a) != consonants(b):
        return False
    ends = (x[-1] if x[-1] in "aiuE" else "", y[-1] if y[-1] in "aiuE" else "")
    return ends[0] == ends[1] and fuzz.ratio(x, y) >= 80


@lru_cache(maxsize=200_000)
def person_tokens(name: str) -> tuple[str, ...]:
    """A person's name as its tokens: articles and particles dropped, "Abd al-Rahman" as one, quoted
    nicknames and suffixes left out. The last is taken as the surname."""
    text = re.sub(r"""["(][^")]*[")]""", " ", plain(name))
    raw = [t for t in re.split(r"[\s\-]+", text.casefold()) if t.strip(".'")]
    raw = [t.replace("'", "").strip(".,") for t in raw]
    tokens: list[str] = []
    hold = ""
    for index, token in enumerate(raw):
        if token in ARTICLES and (len(raw) > 1 or hold):
            continue
        if token in {"abd", "abdul", "abdel", "abdal", "abdoul"} and index + 1 < len(raw):
            hold = "abd"
            continue
        if (token in PARTICLES and index > 0 and not hold) or token in SUFFIXES:
            continue
        found = re.match(r"abd(?:ou|e|u|a)l?(\w{3,})$", token)
        token = "abd" + found[1] if found and not hold else hold + token
        hold = ""
        tokens.append(token)
    return tuple(tokens or raw)


_VARIANTS = (
    ("isation", "ization"),
    ("defense", "defence"),
    ("labor", "labour"),
    ("center", "centre"),
    ("programme", "program"),
)


@lru_cache(maxsize=200_000)
def word_key(name: str) -> str:
    """An organisation's name as a key: folded, British and American spelling as one, small words dropped."""
    text = fold(name)
    for old, new in _VARIANTS:
        text = text.replace(old, new)
    drop = {"the", "of", "for", "and", "in", "al", "el"}
    words = [w for w in text.split() if w not in drop]
    return " ".join(sound(w) if len(words) == 1 else w for w in words) or text


def slug(text: str) -> str:
    """A readable handle: "Omar al-Bashir" is "omar-al-bashir"; never empty, at most 80 characters."""
    out = re.sub(r"[^\w]+", "-", plain(text).casefold().replace("'", ""), flags=re.UNICODE).strip("-_")
    return out[:80].strip("-") or "x" + digest(text)


def digest(*parts: str, length: int = 6) -> str:
    """The first hexadecimal digits of a BLAKE2b hash over the parts: an id that comes from content."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=16).hexdigest()[:length]
