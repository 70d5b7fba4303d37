"""Quantities against gold: ``quantities.py GOLD_DIR [--misses]``.

GOLD_DIR holds ``seeds/quantities.jsonl`` (texts in ``../seeds``) and ``claims/{train,dev}/claims.jsonl`` with
their texts. Gold lists only the quantities that belong to claims, so precision is not measured: printed are
gold quantities found (spans overlap), and among these the right kind and the right bounds. A bound counts as
right within one ("more than 20" is 20 in one set and 21 in the other); an open end must be open.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from entente.language import quantities
from entente.model import Quantity, Span

Row = tuple[Span, str, float | None, float | None]
_KINDS = {"wounded": "injured"}
_KNOWN = {"killed", "injured", "kidnapped", "detained", "displaced", "troops", "money", "weapons"}


def seeds(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """The seed texts; durations and figures without numbers are left out."""
    rows = [json.loads(line) for line in (folder / "quantities.jsonl").read_text("utf8").splitlines()]
    for name in sorted({row["doc"] for row in rows}):
        text = (folder.parent.parent / "seeds" / f"{name}.txt").open(newline="").read()
        yield (
            text,
            [
                (Span(r["start"], r["end"]), _kind(r["kind"]), r["min"], r["max"])
                for r in rows
                if r["doc"] == name and r["min"] is not None and r["kind"] != "duration"
            ],
        )


def _kind(gold: str) -> str:
    named = _KINDS.get(gold, gold)
    return named if named in _KNOWN else "other"


def claims(folder: Path) -> Iterator[tuple[str, list[Row]]]:
    """Annotated sentences; a quantity shared by several claims counts once."""
    rows: dict[str, dict[Span, Row]] = {}
    for line in (folder / "claims.jsonl").read_text("utf8").splitlines():
        row = json.loads(line)
        for q in row.get("quantities", []):
            span = Span(*q["span"])
            rows.setdefault(row["document"], {})[span] = (span, q["kind"], q["low"] or None, q["high"])
    for name, gold in sorted(rows.items()):
        yield (folder / "text" / f"{name}.txt").open(newline="").read(), sorted(gold.values())


def measure(cases: Iterator[tuple[str, list[Row]]], show: bool) -> dict[str, object]:
    """Shares over one set, with the kinds confused most often."""
    total = found = kind_right = bounds_right = predicted = 0
    confused: Counter[str] = Counter()
    for text, gold in cases:
        ours = quantities.find(text)
        predicted += len(ours)
        for span, kind, low, high in gold:
            total += 1
            best = _best(ours, span)
            problem = "missing" if best is None else ""
            if best is not None:
                found += 1
                kind_right += best.kind == kind
                bounds_right += _same(best.low, low) and _same(best.high, high)
                if best.kind != kind:
                    confused[f"{kind}>{best.kind}"] += 1
                    problem = "kind " + best.kind
                if not (_same(best.low, low) and _same(best.high, high)):
                    problem += f" bounds {best.low} {best.high}"
            if show and problem:
                around = text[max(0, span.start - 40) : span.end + 40].replace("\n", "/")
                print("  ", problem, "|", text[slice(*span)], (kind, low, high), "|", around)
    return {
        "gold": total, "found": round(found / total, 3), "kind": round(kind_right / max(found, 1), 3),
        "bounds": round(bounds_right / max(found, 1), 3), "predicted": predicted, "confused": confused.most_common(8),
    }  # fmt: skip


def _best(ours: list[Quantity], span: Span) -> Quantity | None:
    def shared(quantity: Quantity) -> int:
        return min(span.end, quantity.span.end) - max(span.start, quantity.span.start)

    best = max(ours, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _same(ours: float | None, gold: float | None) -> bool:
    return ours == gold if ours is None or gold is None else abs(ours - gold) <= 1


def main() -> None:
    """Measure every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    print("seeds", json.dumps(measure(seeds(options.gold / "seeds"), options.misses)))
    for part in ("train", "dev"):
        print(part, json.dumps(measure(claims(options.gold / "claims" / part), options.misses)))


if __name__ == "__main__":
    main()
