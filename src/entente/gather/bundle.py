"""Bundles: one text file that holds many articles, as news databases export them, split into its articles.

Known shapes, each told by marks that no single article carries:

- ``1 of 25 DOCUMENTS`` or ``Document 1 of 25`` above each article (LexisNexis, ProQuest)
- ``End of Document`` below each article (Nexis Uni)
- ``Document LBA0000020190503ef5300abc`` below each article (Factiva)
- rules (``======``, ``______``) between articles that each state their date or their facts by label

An article's text is its whole stretch of the file, its facts included; cleaning marks those as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LABELS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "hd"),
    "outlet": ("source", "outlet", "publication", "publication title", "newspaper", "publisher", "sn"),
    "date": ("date", "publication date", "published", "pd"),
    "author": ("byline", "author", "authors", "by"),
    "language": ("language", "language of publication", "la"),
    "url": ("url", "link", "document url"),
}
"""How exports label a document's facts, most telling first."""

_OTHERS = frozenset(
    "length section load-date dateline publication-type subject location graphic copyright highlight "
    "abstract".split()
) | {"publication info", "full text", "document type", "source type"}
_KNOWN = _OTHERS.union(*LABELS.values())

_COUNTED = re.compile(
    r"^[ \t]*(?:Document[ \t]+)?(\d{1,5})[ \t]+of[ \t]+(\d{1,5})(?:[ \t]+DOCUMENTS?)?[ \t]*\r?$", re.M | re.I
)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.M | re.I)
_FACTIVA = re.compile(r"^[ \t]*Document[ \t]+[A-Za-z0-9]{6,12}\d{8}[A-Za-z0-9]{6,14}[ \t]*\r?$", re.M)
_RULE = re.compile(r"^[ \t]*([=_#*~-])\1{7,}[ \t]*\r?$", re.M)
_LABEL = re.compile(r"^[ \t]*([A-Za-z][A-Za-z -]{1,24}):[ \t]+(\S.*?)[ \t]*$")
_CODE = re.compile(r"^(HD|BY|WC|PD|ET|SN|SC|LA|CY|LP|TD|AN)(?:[ \t]+(\S.*?))?[ \t]*$")
_DATE = re.compile(
    r"^\W*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"((?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?\d{4}|\d{4}-\d\d-\d\d)"
    r"(?:\W.*)?$"
)
_WORDS = re.compile(r"^[ \t]*(?:Length:?[ \t]*)?[\d,]{1,7} words[ \t]*$", re.I)
_RIGHTS = re.compile(r"\bcopyright\b|©|\ball rights reserved\b", re.I)
_HEAD_LINES = 14
_LONGEST_FACT = 200


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a bundle: its stretch of the text and the facts stated at its head or foot."""

    start: int
    end: int
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None


def split(text: str) -> list[Part]:
    """The articles of a bundle in order; empty where the text is not one."""
    for stretches in (_by_count(text), _by_end(text, _ENDED), _by_end(text, _FACTIVA), _by_rules(text)):
        if len(stretches) > 1:
            return [_part(text, start, end) for start, end in stretches]
    return []


Stretches = list[tuple[int, int]]


def _by_count(text: str) -> Stretches:
    marks = list(_COUNTED.finditer(text))
    numbers = [int(mark[1]) for mark in marks]
    whole = bool(marks) and numbers == list(range(numbers[0], numbers[0] + len(marks)))
    if not whole or len({mark[2] for mark in marks}) != 1 or numbers[-1] > int(marks[0][2]):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return _filled(text, ((mark.end(), end) for mark, end in zip(marks, ends, strict=True)))


def _by_end(text: str, end_mark: re.Pattern[str]) -> Stretches:
    marks = list(end_mark.finditer(text))
    starts = [0] + [mark.end() for mark in marks]
    ends = [mark.start() for mark in marks] + [len(text)]
    stretches = _filled(text, zip(starts, ends, strict=True)) if marks else []
    if marks and stretches and stretches[-1][1] > marks[-1].end() and len(text) - marks[-1].end() < 200:
        stretches.pop()  # what the database prints below its last article
    return stretches


def _by_rules(text: str) -> Stretches:
    marks = list(_RULE.finditer(text))
    if not marks:
        return []
    starts = [0] + [mark.end() for mark in marks]
    ends = [mark.start() for mark in marks] + [len(text)]
    stretches = _filled(text, zip(starts, ends, strict=True))
    return stretches if all(_stands_alone(text[start:end]) for start, end in stretches) else []


def _stands_alone(article: str) -> bool:
    """Whether a stretch between rules states facts of its own: sections of one article do not."""
    facts = _facts(_head(article))
    return "date" in facts and len(article) > 80


def _filled(text: str, stretches: Iterator[tuple[int, int]] | zip[tuple[int, int]]) -> Stretches:
    out = []
    for start, end in stretches:
        rules = list(_RULE.finditer(text, start, end))
        if rules and not text[start : rules[0].start()].strip():
            start = rules[0].end()
        if rules and not text[rules[-1].end() : end].strip():
            end = max(start, rules[-1].start())
        inner = text[start:end]
        if inner.strip():
            lead = len(inner) - len(inner.lstrip())
            # Keep the first line's own indentation out and the last newline off: neither carries words.
            out.append((start + lead, start + len(inner.rstrip())))
    return out


def _head(article: str) -> list[str]:
    lines = [line.strip() for line in article.split("\n") if line.strip()]
    return lines[:_HEAD_LINES]


def _part(text: str, start: int, end: int) -> Part:
    lines = [line.strip() for line in text[start:end].split("\n") if line.strip()]
    facts = _facts(lines[-_HEAD_LINES:]) | _facts(lines[:_HEAD_LINES])
    return Part(start, end, **{name: value for name, value in facts.items() if value})


def _facts(lines: list[str]) -> dict[str, str]:
    """Facts of an article from the lines at its head (or foot): by label, by code, else by place."""
    facts: dict[str, str] = {}
    for line in lines:
        label, value = _labelled(line)
        if value and len(value) <= _LONGEST_FACT:
            for fact, names in LABELS.items():
                if label in names and (fact not in facts or label == names[0]):
                    facts[fact] = value
    dated = next((i for i, line in enumerate(lines) if _DATE.match(line) and len(line) < 80), None)
    if dated is not None:
        facts.setdefault("date", _date_words(lines[dated]))
        _by_place(lines, dated, facts)
    if not facts.get("author"):
        author = next((line for line in lines if re.match(r"By [A-Z]\S+ ", line) and len(line) < 80), None)
        if author:
            facts["author"] = author
    if facts.get("author"):
        facts["author"] = re.sub(r"^by\s+", "", facts["author"], flags=re.I).rstrip(".")
    return facts


def _by_place(lines: list[str], dated: int, facts: dict[str, str]) -> None:
    """Unlabelled heads: title, outlet, date (Nexis Uni); outlet, date, title (LexisNexis); or as Factiva."""
    plain = [line for line in lines[:dated] if not _labelled(line)[1] and not _WORDS.match(line)]
    plain = [line for line in plain if not _RIGHTS.search(line) and not re.match(r"By [A-Z]", line)]
    after = [line for line in lines[dated + 1 :] if not re.fullmatch(r"\d{1,2}:\d\d.*", line)]
    if any(_WORDS.match(line) for line in lines[:dated]):  # Factiva: title, words, date, time, outlet
        facts.setdefault("title", plain[0] if plain else "")
        facts.setdefault("outlet", after[0] if after else "")
    elif len(plain) >= 2:
        facts.setdefault("title", plain[0])
        facts.setdefault("outlet", plain[-1])
    elif plain and any(_labelled(line)[0] == "length" for line in lines):
        title = next((x for x in after if not _labelled(x)[1] and not re.search(r"\bEdition\b", x)), "")
        facts.setdefault("outlet", plain[0])
        facts.setdefault("title", title)
    elif plain:
        facts.setdefault("title", plain[0])
    for name in ("title", "outlet"):
        if name in facts and len(facts[name]) > _LONGEST_FACT:
            del facts[name]


def _labelled(line: str) -> tuple[str, str]:
    code = _CODE.match(line)
    found = code or _LABEL.match(line)
    if not found or (not code and found[1].casefold() not in _KNOWN):
        return "", ""
    return found[1].casefold(), found[2] or ""


def _date_words(line: str) -> str:
    found = _DATE.match(line)
    return found[1] if found else line
