"""Training data as word-level examples: claims (exchange format), GUM mentions, Universal NER names.

Every loader gives :class:`Example` values: a sentence, its words' character spans and labelled word ranges.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entente.read.labels import MENTIONS, MODALITIES, PREDICATES, ROLES
from entente.read.words import words

# Words that a multi-word trigger may hold without carrying the event; they get no trigger label.
FUNCTION = frozenset(
    """a an the to of in on at by for with from as and or not no never n't t s does do did will would shall
    should may might can cannot could be been being is are was were has have had it its his her their that
    which this longer ' " ’ ‘ “ ” - – — , . ( )""".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A claim at word level: which words carry it, and the words of each argument role."""

    words: tuple[int, ...]
    predicate: int
    arcs: tuple[tuple[int, int], ...]
    """(word index, role index)."""
    denied: bool
    modality: int


@dataclass(slots=True)
class Example:
    """One sentence. ``task`` says which heads its labels supervise: claims, mentions or names."""

    task: str
    text: str
    spans: list[tuple[int, int]]
    triggers: list[Trigger] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    """(first word, last word, label index)."""
    document: str = ""
    offset: int = 0
    claims: list[dict] = field(default_factory=list)


def cover(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """First and last word that overlap the characters ``[start, end)``."""
    inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
    return (inside[0], inside[-1]) if inside else None


def _content(text: str, spans: list[tuple[int, int]], first: int, last: int) -> tuple[int, ...]:
    every = range(first, last + 1)
    kept = tuple(i for i in every if text[spans[i][0] : spans[i][1]].lower() not in FUNCTION)
    return kept or tuple(every)


def _claim(example: Example, row: dict) -> Trigger | None:
    text, spans = example.text, example.spans
    found = row.get("trigger") and cover(
        spans, row["trigger"][0] - example.offset, row["trigger"][1] - example.offset
    )
    if not found:
        return None
    arcs: set[tuple[int, int]] = set()

    def add(role: str, span: list[int] | None) -> None:
        ends = span and cover(spans, span[0] - example.offset, span[1] - example.offset)
        if not ends:
            return
        if ends[1] - ends[0] < 25:
            arcs.update((i, ROLES.index(role)) for i in range(ends[0], ends[1] + 1))
        if role in ("subject", "object", "source", "outer") and ends[1] - ends[0] < 16:
            example.mentions.append((*ends, MENTIONS.index("participant")))

    for role, key in (
        ("subject", "subjects"),
        ("object", "objects"),
        ("place", "places"),
        ("time", "times"),
        ("quantity", "quantities"),
    ):
        for item in row.get(key, []):
            add(role, item.get("span"))
    sources = row.get("sources", [])
    for k, source in enumerate(sources):
        add("source" if k == len(sources) - 1 else "outer", source.get("span"))
        if k == len(sources) - 1:
            add("cue", source.get("cue"))
    return Trigger(
        _content(text, spans, *found),
        PREDICATES.index(row["predicate"]),
        tuple(sorted(arcs)),
        row["polarity"] == "denied",
        MODALITIES.index(row["modality"]),
    )


def claims(folder: Path) -> list[Example]:
    """Sentences of a claims folder (``text/*.txt``, one sentence a line, and ``claims.jsonl``)."""
    rows: dict[str, list[dict]] = defaultdict(list)
    for line in (folder / "claims.jsonl").read_text("utf8").splitlines():
        row = json.loads(line)
        rows[row["document"]]
        if "predicate" in row:
            rows[row["document"]].append(row)
    out = []
    for name in sorted(rows):
        path = folder / "text" / f"{name}.txt"
        with path.open(encoding="utf8", newline="") as handle:
            text = handle.read()
        at = 0
        for line in text.split("\n"):
            mine = [r for r in rows[name] if at <= r["evidence"][0] < at + len(line) + 1]
            if line.strip():
                example = Example("claims", line, words(line), document=name, offset=at, claims=mine)
                example.triggers = [t for r in mine if (t := _claim(example, r))]
                example.mentions = sorted(set(example.mentions))
                out.append(example)
            at += len(line) + 1
    return out


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    text, rows = "", []
    for line in path.read_text("utf8").splitlines():
        if line.startswith("# text = "):
            text = line[9:]
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            yield text, rows
            text, rows = "", []


def _place(text: str, forms: list[str]) -> list[tuple[int, int]] | None:
    at, out = 0, []
    for form in forms:
        start = text.find(form, at)
        if start < 0:
            return None
        out.append((start, start + len(form)))
        at = start + len(form)
    return out


_ENTITY = re.compile(r"\((\d+)-(\w+)([^()]*)|(\d+)?\)")
_KIND = {"person": "person", "organization": "organisation", "place": "place"}


def gum(path: Path) -> list[Example]:
    """Mentions of persons, organisations and places of GUM, by the form of their head word."""
    out = []
    for text, rows in _sentences(path):
        tokens = [r for r in rows if r[0].isdigit()]
        surface = [r for r in rows if "." not in r[0]]
        hidden: set[int] = set()
        pieces = []
        for r in surface:
            if "-" in r[0]:
                a, b = map(int, r[0].split("-"))
                pieces.append((r[1], list(range(a, b + 1))))
                hidden.update(range(a, b + 1))
            elif int(r[0]) not in hidden:
                pieces.append((r[1], [int(r[0])]))
        places = _place(text, [p[0] for p in pieces])
        if places is None:
            continue
        at = {i: span for (_, ids), span in zip(pieces, places, strict=True) for i in ids}
        example = Example("mentions", text, words(text))
        stack: list[tuple[str, str, int, list[str]]] = []
        for r in tokens:
            misc = next((m[7:] for m in r[9].split("|") if m.startswith("Entity=")), "")
            for m in _ENTITY.finditer(misc):
                if m.group(1):
                    stack.append((m.group(1), m.group(2), int(r[0]), m.group(3).split("-")))
                    continue
                k = next(
                    (k for k in range(len(stack) - 1, -1, -1) if m.group(4) in (None, stack[k][0])), None
                )
                if k is None:
                    continue
                _, etype, first, fields = stack.pop(k)
                if etype not in _KIND:
                    continue
                minspan = fields[4] if len(fields) > 4 else "1"
                heads = [int(x) for x in minspan.split(",") if x.isdigit()] or [1]
                head = min(first + heads[-1] - 1, int(r[0]))
                pos = tokens[head - 1][3]
                form = {"PROPN": "name", "PRON": "pronoun", "DET": "pronoun"}.get(pos, "nominal")
                label = "pronoun" if form == "pronoun" else f"{form} {_KIND[etype]}"
                ends = cover(example.spans, at[first][0], at[int(r[0])][1])
                if ends and ends[1] - ends[0] < 24:
                    example.mentions.append((*ends, MENTIONS.index(label)))
        out.append(example)
    return out


def names(path: Path) -> list[Example]:
    """Names of Universal NER (PER, ORG, LOC)."""
    out = []
    kinds = {"PER": "name person", "ORG": "name organisation", "LOC": "name place"}
    for text, rows in _sentences(path):
        places = _place(text, [r[1] for r in rows])
        if places is None:
            continue
        example = Example("names", text, words(text))
        open_: tuple[int, int, str] | None = None
        for r, (a, b) in [*zip(rows, places, strict=True), (["", "", "O"], (0, 0))]:
            tag = r[2]
            if open_ and tag[:2] != "I-":
                ends = cover(example.spans, open_[0], open_[1])
                if ends and open_[2] in kinds:
                    example.mentions.append((*ends, MENTIONS.index(kinds[open_[2]])))
                open_ = None
            if tag[:2] == "B-":
                open_ = (a, b, tag[2:])
            elif open_:
                open_ = (open_[0], b, open_[2])
        out.append(example)
    return out
