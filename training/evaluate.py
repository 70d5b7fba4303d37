"""Score sentence claims against annotated ones, and tune thresholds and calibration on held-out documents.

``python -m training.evaluate --weights FOLDER --claims FOLDER [--held-out] [--tune]``

Levels, on rows of one subject and one object (lists are expanded): typed (triggers overlap, like predicate), pair
(and both sides overlap, an empty side must be empty), claim (and polarity, and real or unreal), sourced (and the
innermost speaker). Rows are matched one to one within a sentence, best agreement first.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from entente.read.confidence import features
from entente.read.decode import SentenceClaim, Thresholds, claims, thresholds_from
from entente.read.labels import ROLES
from entente.read.network import Labelled, Network
from training import data
from training.train import held_out

LEVELS = ("typed", "pair", "claim", "sourced")
ALIKE = [
    {"ASSAULT", "FIGHTS"},
    {"SUPPORT", "BACKS"},
    {"AID", "BACKS"},
    {"CONSULT", "MEDIATES"},
    {"ACCUSE", "OPPOSES"},
    {"MOBILIZE", "PRESENT_IN"},
    {"COOPERATE", "ALLIED_WITH"},
    {"AGREE", "COOPERATE"},
    {"SUPPORT", "RECOGNIZES"},
]
DISPLAYED = 0.7
"""Precision at level pair that the display threshold is chosen for."""
REAL = {"happened", "ongoing"}


@dataclass(frozen=True, slots=True)
class Row:
    """One subject-object pair of a claim; spans are offsets into the sentence, None an empty side."""

    predicate: str
    trigger: tuple[int, int]
    subject: tuple[int, int] | None
    object: tuple[int, int] | None
    denied: bool
    real: bool
    source: tuple[int, int] | None
    claim: int
    features: tuple[float, ...] = ()


def overlap(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def gold_rows(example: data.Example) -> list[Row]:
    shift = lambda span: (span[0] - example.offset, span[1] - example.offset)
    out = []
    for k, c in enumerate(example.claims):
        side = lambda key, c=c: [shift(x["span"]) if x.get("span") else None for x in c[key]] or [None]
        source = next((shift(s["span"]) for s in reversed(c["sources"]) if s.get("span")), None)
        for s, o in itertools.product(side("subjects"), side("objects")):
            out.append(
                Row(
                    c["predicate"],
                    shift(c["trigger"]),
                    s,
                    o,
                    c["polarity"] == "denied",
                    c["modality"] in REAL,
                    source,
                    k,
                )
            )
    return out


def predicted_rows(found: Iterable[SentenceClaim], denied: float) -> list[Row]:
    out = []
    for k, c in enumerate(found):
        side = lambda role, c=c: [tuple(a.span) for a in c.arguments[role]] or [None]
        source = max(c.arguments["source"], key=lambda a: a.probability, default=None)
        for s, o in itertools.product(side("subject"), side("object")):
            out.append(
                Row(
                    c.predicate,
                    tuple(c.trigger),
                    s,
                    o,
                    c.denied > denied,
                    c.modality in REAL,
                    tuple(source.span) if source else None,
                    k,
                    features(c),
                )
            )
    return out


def level(g: Row, p: Row) -> int:
    if not overlap(g.trigger, p.trigger) or not (
        g.predicate == p.predicate or any({g.predicate, p.predicate} <= s for s in ALIKE)
    ):
        return 0
    if not all(
        (a is None and b is None) or overlap(a, b) for a, b in ((g.subject, p.subject), (g.object, p.object))
    ):
        return 1
    if g.denied != p.denied or g.real != p.real:
        return 2
    return 4 if (g.source is None and p.source is None) or overlap(g.source, p.source) else 3


def match(gold: Sequence[Row], pred: Sequence[Row]) -> list[int]:
    """The level reached by each predicted row (0 where it matches nothing)."""
    pairs = sorted(
        ((level(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(pred)), reverse=True
    )
    used_g, used_p, out = set(), set(), [0] * len(pred)
    for lev, i, j in pairs:
        if lev and i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            out[-j] = lev
    return out


def score(
    examples: Sequence[data.Example], labelled: Sequence[Labelled | None], thresholds: Thresholds
) -> dict[str, float]:
    n_gold = n_pred = 0
    hits = [0] * 5
    for e, found in zip(examples, labelled, strict=True):
        gold = gold_rows(e)
        pred = predicted_rows(claims(e.text, found, thresholds), thresholds.denied) if found else []
        n_gold, n_pred = n_gold + len(gold), n_pred + len(pred)
        for lev in match(gold, pred):
            for k in range(1, lev + 1):
                hits[k] += 1
    return {name: round(2 * hits[k + 1] / max(1, n_gold + n_pred), 4) for k, name in enumerate(LEVELS)} | {
        "precision pair": round(hits[2] / max(1, n_pred), 4),
        "recall pair": round(hits[2] / max(1, n_gold), 4),
    }


def required(examples: Sequence[data.Example]) -> frozenset[tuple[str, str]]:
    """(predicate, side) pairs that at least nine in ten annotated claims fill."""
    filled: dict[tuple[str, str], list[bool]] = {}
    for e in examples:
        for c in e.claims:
            for role, key in (("subject", "subjects"), ("object", "objects")):
                filled.setdefault((c["predicate"], role), []).append(bool(c[key]))
    return frozenset(k for k, v in filled.items() if sum(v) >= 0.9 * len(v))


GRID = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)


def tune(
    examples: Sequence[data.Example], labelled: Sequence[Labelled | None], needed: frozenset[tuple[str, str]]
) -> Thresholds:
    """Coordinate search over thresholds for the sum of the four levels' F1."""
    best, top = Thresholds(required=needed), -1.0
    for _ in range(2):
        for name in ("trigger", "subject", "object", "fallback", "source", "denied"):
            for p in GRID:
                if name in ROLES:
                    k = ROLES.index(name)
                    tried = replace(best, roles=(*best.roles[:k], p, *best.roles[k + 1 :]))
                else:
                    tried = replace(best, **{name: p})
                figures = score(examples, labelled, tried)
                value = sum(figures[level] for level in LEVELS)
                if value > top + 1e-6:
                    best, top = tried, value
    return best


def calibrate(
    examples: Sequence[data.Example], labelled: Sequence[Labelled | None], thresholds: Thresholds
) -> dict[str, object]:
    """Logistic weights of a claim's features for the chance that its actors, predicate and manner are right, and the
    lowest confidence above which held-out claims keep the precision ``DISPLAYED`` at level pair."""
    rows, right, pair = [], [], []
    for e, found in zip(examples, labelled, strict=True):
        pred = predicted_rows(claims(e.text, found, thresholds), thresholds.denied) if found else []
        levels = match(gold_rows(e), pred)
        by_claim: dict[int, list[int]] = {}
        for row, lev in zip(pred, levels, strict=True):
            by_claim.setdefault(row.claim, []).append(lev)
        first = {row.claim: row for row in reversed(pred)}
        for k, levs in by_claim.items():
            rows.append(first[k].features)
            right.append(sum(x >= 3 for x in levs) / len(levs))
            pair.append((sum(x >= 2 for x in levs), len(levs)))
    x = np.array(rows)
    x = np.hstack([x, np.ones((len(x), 1))])
    y = np.array(right)
    w = np.zeros(x.shape[1])
    for _ in range(200):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(
            x.T @ (x * (p * (1 - p))[:, None]) + 1e-2 * np.eye(len(w)), x.T @ (y - p) - 1e-2 * w
        )
        w += step
        if np.abs(step).max() < 1e-8:
            break
    confidence = 1 / (1 + np.exp(-x @ w))
    order = np.argsort(-confidence)
    hits, total = np.cumsum([pair[i][0] for i in order]), np.cumsum([pair[i][1] for i in order])
    good = np.flatnonzero(hits / total >= DISPLAYED)
    cut = float(confidence[order[good[-1]]]) if len(good) else 1.0
    table = []
    for low in np.arange(0, 1, 0.1):
        inside = (confidence >= low) & (confidence < low + 0.1)
        if inside.any():
            table.append(
                {
                    "from": round(float(low), 1),
                    "claims": int(inside.sum()),
                    "said": round(float(confidence[inside].mean()), 3),
                    "right": round(float(y[inside].mean()), 3),
                }
            )
    return {
        "weights": [round(float(v), 5) for v in w],
        "display": round(cut, 3),
        "reliability": table,
        "above display": int((confidence >= cut).sum()),
        "claims": len(y),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--claims", type=Path, nargs="+", required=True)
    ap.add_argument("--held-out", action="store_true", help="score only the documents kept out of training")
    ap.add_argument(
        "--tune", action="store_true", help="choose thresholds and calibration here and write reader.json"
    )
    a = ap.parse_args()
    examples = [
        e for folder in a.claims for e in data.claims(folder) if not a.held_out or held_out(e.document)
    ]
    net = Network(a.weights)
    labelled = [net.label(e.text, [(0, len(e.text))])[0] for e in examples]
    settings = a.weights / "reader.json"
    if a.tune:
        trained = [e for folder in a.claims for e in data.claims(folder) if not held_out(e.document)]
        thresholds = tune(examples, labelled, required(trained))
        calibration = calibrate(examples, labelled, thresholds)
        kept = asdict(thresholds) | {"required": sorted(thresholds.required), "calibration": calibration}
        settings.write_text(json.dumps(kept, indent=1) + "\n", "utf8")
        print(json.dumps(calibration))
    else:
        thresholds = thresholds_from(json.loads(settings.read_text("utf8")))
    print(thresholds)
    print(json.dumps({"sentences": len(examples)} | score(examples, labelled, thresholds)))


if __name__ == "__main__":
    main()
