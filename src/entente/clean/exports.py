"""The labelled facts that news databases print above and below an article, as furniture."""

from __future__ import annotations

import re

from entente.clean.lines import Line
from entente.model import RegionKind

_KINDS: dict[str, RegionKind] = {
    **dict.fromkeys(("title", "headline", "hd"), "title"),
    **dict.fromkeys(("byline", "author", "authors", "by"), "byline"),
    **dict.fromkeys(("copyright", "cy"), "notice"),
    **dict.fromkeys(("graphic", "caption", "art", "illustration"), "caption"),
    **dict.fromkeys(("source", "credit", "translator"), "credit"),
    **dict.fromkeys(
        ("length", "section", "load-date", "language", "publication-type", "dateline", "date", "publication",
         "publication date", "publication title", "publication info", "publication year", "publisher", "outlet",
         "newspaper", "place of publication", "country of publication", "country", "city", "state", "geographic",
         "issn", "eissn", "source type", "document type", "document url", "url", "link", "links", "last updated",
         "database", "proquest document id", "proquest document link", "subject", "location", "people", "person",
         "company", "organization", "industry", "ticker", "volume", "issue", "page", "pages", "word count", "words",
         "edition", "series", "language of publication", "copyright holder", "journal code", "classification",
         "number of pages", "first page", "published", "identifier", "keywords", "tags", "category",
         "wc", "pd", "et", "sn", "sc", "la", "ed", "pg", "an", "co", "in", "ns", "re", "pub", "ipd", "ipc", "ct"),
        "header",
    ),
}  # fmt: skip
_LABEL = re.compile(r"^([A-Za-z][A-Za-z -]{1,26}):(?:\s|$)")
_CODE = re.compile(r"^([A-Z]{2,3})(?:\s{1,4}\S|$)")
_CODES = frozenset("hd by wc pd et sn sc la cy ed pg an co in ns re pub ipd ipc ct".split())
_WORD_COUNT = re.compile(r"[\d,]{1,7} words", re.I)
_BARE: tuple[tuple[re.Pattern[str], RegionKind], ...] = (
    (_WORD_COUNT, "header"),
    (re.compile(r"[A-Z]{3,7}"), "header"),
    (re.compile(r"body|full text|abstract|lp|td", re.I), "header"),
    (re.compile(r"document [a-z0-9]{20,40}|(?:document )?\d+ of \d+(?: documents)?"
    r"|end of document", re.I), "header"),
    (re.compile(r".{0,120}\ball rights reserved\W*|(?:copyright|©).{0,160}", re.I), "notice"),
    (re.compile(r"\d{1,2}:\d\d(?: ?[ap]m)?(?: \w{3,4})?|english|.{0,40}\b(?:late|early|final|first"
    r"|city) edition.{0,30}", re.I), "header"),
    (re.compile(r"proquest document link|links?|_+|=+|-{3,}", re.I), "header"),
)  # fmt: skip
_LABELS_TO_TELL = 3
_CODES_TO_TELL = 4
_HEAD_LINES = 10


def fact_lines(found: list[Line]) -> dict[int, RegionKind]:
    """Kind of each line that is a database's fact, by its index; empty where the text is no database's export.

    An export is told by three different labels, four different codes, or a bare count of words at its head.
    """
    labelled = {i: label for i, line in enumerate(found) if (label := _label(line.text))}
    different = set(labelled.values())
    told = len(different - _CODES) >= _LABELS_TO_TELL or len(different & _CODES) >= _CODES_TO_TELL
    if not told and not any(_WORD_COUNT.fullmatch(line.text) for line in found[:_HEAD_LINES]):
        return {}
    out = {i: _KINDS[label] for i, label in labelled.items()}
    for i, line in enumerate(found):
        if i not in out and line.words <= 25:
            kind = next((kind for pattern, kind in _BARE if pattern.fullmatch(line.text)), None)
            if kind:
                out[i] = kind
    return out


def _label(text: str) -> str | None:
    if len(text) > 600:
        return None
    found = _LABEL.match(text)
    if found and found[1].casefold() in _KINDS:
        return found[1].casefold()
    code = _CODE.match(text)
    return code[1].casefold() if code and code[1].casefold() in _CODES else None
