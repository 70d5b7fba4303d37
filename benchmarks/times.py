"""Time expressions and their values against gold: ``times.py GOLD_DIR``.

GOLD_DIR holds any of ``seeds/timex.jsonl`` (with ``seeds/documents.jsonl`` and the texts in ``../seeds``),
``timeml-aquaint/*.tml`` (TIMEX3) and ``gum-open-dates-coref/xml/GUM_news_*.xml`` (TEI dates). Printed per set:
spans found (any overlap, and exact), precision over spans, and the share of right values among the gold
values that name days, each resolved with the true publication date. A value is right where the intervals
meet and ours is at most 31 days longer. Misses go to standard output with ``--misses``.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from entente.language import times
from entente.model import Interval, Span

Gold = tuple[Span, str]


@dataclass(frozen=True)
class Case:
    """One text with its gold time expressions and the interval in which it was published."""

    name: str
    text: str
    published: Interval
    gold: tuple[Gold, ...]


def seeds(folder: Path) -> Iterator[Case]:
    """The seed texts; header dates and event-anchored expressions are kept."""
    rows = [json.loads(line) for line in (folder / "timex.jsonl").read_text("utf8").splitlines()]
    for line in (folder / "documents.jsonl").read_text("utf8").splitlines():
        document = json.loads(line)
        path = folder.parent.parent / "seeds" / document["file"]
        day = dt.date.fromisoformat(document["published"]["best"])
        gold = tuple((Span(r["start"], r["end"]), r["value"]) for r in rows if r["doc"] == document["doc"])
        yield Case(document["doc"], path.open(newline="").read(), Interval(day, day), gold)


def timeml(folder: Path) -> Iterator[Case]:
    """TimeML files; the first TIMEX3 is the document's own time."""
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text("utf8")
        body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
        created = re.search(r"<DCT>.*?</DCT>", raw, re.DOTALL)
        stated = re.search(r'value="(\d{4})-(\d\d)-(\d\d)', created[0]) if created else None
        if not body or not stated:
            continue
        day = dt.date(*map(int, stated.groups()))
        text, gold = _strip(body[1], r"<TIMEX3\b([^>]*)>", "</TIMEX3>", r'value="([^"]*)"')
        yield Case(path.stem, text, Interval(day, day), gold)


def tei(folder: Path) -> Iterator[Case]:
    """GUM's news files: tokens one a line, ``<date when=…>`` around them."""
    for path in sorted(folder.glob("xml/GUM_news_*.xml")):
        raw = path.read_text("utf8")
        stated = re.search(r'dateCreated="(\d{4}-\d\d-\d\d)"', raw)
        if not stated:
            continue
        day = dt.date.fromisoformat(stated[1])
        text, gold = _strip(
            _tei_lines(raw), r"<date\b([^>]*)>", "</date>", r'(?:when|from)="([^"]*)"(?: to="([^"]*)")?'
        )
        yield Case(path.stem, text, Interval(day, day), gold)


def _tei_lines(raw: str) -> str:
    """Tokens of a TEI file as running text, sentences on lines, with the date elements kept."""
    out: list[str] = []
    for line in raw.splitlines():
        if line.startswith(("<date", "</date")):
            out.append(line)
        elif line.startswith("</s"):
            out.append("\n")
        elif line and not line.startswith("<"):
            out.append(line.split("\t")[0] + " ")
    return "".join(out)


def _strip(marked: str, opening: str, closing: str, value: str) -> tuple[str, tuple[Gold, ...]]:
    text, gold, open_at, stated = "", [], 0, ""
    for piece in re.split(r"(<[^>]*>)", marked):
        if start := re.fullmatch(opening, piece):
            found = re.search(value, start[1])
            open_at, stated = len(text), "/".join(x for x in found.groups() if x) if found else ""
        elif piece == closing:
            gold.append((Span(open_at, open_at + len(text[open_at:].rstrip())), stated))
        elif not piece.startswith("<"):
            text += piece
    return text, tuple(gold)


def days(value: str) -> Interval | None:
    """A gold value as days; None for durations, sets and vague references."""
    ends = value.split("/")
    first, last = _end(ends[0], False), _end(ends[-1], True)
    if first is None and last is None:
        return None
    return Interval(first, last)


def _end(value: str, last: bool) -> dt.date | None:
    if week := re.fullmatch(r"(\d{4})-W(\d\d?).*", value):
        return dt.date.fromisocalendar(int(week[1]), int(week[2]), 7 if last else 1)
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*|-XX)?", value)
    if not parts:
        return None
    year, month = int(parts[1]), int(parts[2] or (12 if last else 1))
    if parts[3]:
        return dt.date(year, month, int(parts[3]))
    return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _meets(ours: Interval | None, gold: Interval) -> bool:
    if ours is None:
        return False
    low, high = dt.date.min, dt.date.max
    if (ours.start or low) > (gold.end or high) or (gold.start or low) > (ours.end or high):
        return False
    if (ours.start is None) != (gold.start is None) or (ours.end is None) != (gold.end is None):
        # an open end against a closed one: the stated end must agree
        return ours.start == gold.start or ours.end == gold.end
    width = ((ours.end or high) - (ours.start or low)).days
    return width <= ((gold.end or high) - (gold.start or low)).days + 31


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def measure(cases: Iterator[Case], show: bool) -> dict[str, object]:
    """Counts and figures over one set."""
    found = exact = total = predicted = hit = right = valued = lengths = lengths_right = 0
    for case in cases:
        ours = times.find(case.text)
        resolved = times.resolve_all(case.text, ours, case.published)
        predicted += len(ours)
        hit += sum(any(_overlap(o.span, span) for span, _ in case.gold) for o in ours)
        for span, value in case.gold:
            total += 1
            near = [i for i, o in enumerate(ours) if _overlap(o.span, span)]
            found += bool(near)
            exact += any(ours[i].span == span for i in near)
            want = days(value)
            if want is not None:
                valued += 1
                good = any(_meets(resolved[i], want) for i in near)
                right += good
            else:
                good = bool(near)
                if length := re.fullmatch(r"P(\d+)([DWMY])", value):
                    lengths += 1
                    lengths_right += any(ours[i].value.count == int(length[1]) for i in near)
            if show and not good:
                said = [
                    (
                        case.text[slice(*ours[i].span)],
                        str(resolved[i] and (resolved[i].start, resolved[i].end)),
                    )
                    for i in near
                ]  # type: ignore[union-attr]
                print("  miss", case.name[:12], repr(case.text[span.start - 30 : span.end + 20]), value, said)
        if show:
            for o in ours:
                if not any(_overlap(o.span, span) for span, _ in case.gold):
                    print(
                        "  extra",
                        case.name[:12],
                        repr(case.text[slice(*o.span)]),
                        repr(case.text[max(0, o.span.start - 20) : o.span.end + 20]),
                    )
    precision, recall = hit / max(predicted, 1), found / max(total, 1)
    return {
        "gold": total, "found": round(recall, 3), "exact": round(exact / max(total, 1), 3),
        "precision": round(precision, 3), "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "values": f"{right}/{valued} = {right / max(valued, 1):.3f}", "lengths": f"{lengths_right}/{lengths}",
    }  # fmt: skip


def main() -> None:
    """Measure every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    sets = {"seeds": seeds, "timeml-aquaint": timeml, "gum-open-dates-coref": tei}
    known = {name: read for name, read in sets.items() if (options.gold / name).is_dir()}
    if not known:
        sys.exit(f"{options.gold} holds none of {', '.join(sets)}")
    for name, read in known.items():
        print(name, json.dumps(measure(read(options.gold / name), options.misses)))


if __name__ == "__main__":
    main()
