"""From the network's probabilities to the claims of one sentence: triggers, arguments, manner.

Word runs above a threshold become spans; a run takes the borders of the mention it mostly covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from entente.model import Span
from entente.read.labels import MENTIONS, MODALITIES, PREDICATES, ROLES
from entente.read.network import Floats, Labelled

_JOINERS = frozenset("-'’.&/")
_LINKS = frozenset({"of", "the", "for", "in", "to", "down", "out", "off", "up", "and"})
_PARTICIPANT = MENTIONS.index("participant")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities above which a word counts, chosen on held-out training documents."""

    trigger: float = 0.4
    roles: tuple[float, ...] = (0.5,) * len(ROLES)
    denied: float = 0.5
    mention: float = 0.5
    fallback: float = 0.5
    """Probability from which a side that the predicate hardly ever lacks is filled by its likeliest words."""
    required: frozenset[tuple[str, str]] = frozenset()
    """(predicate, role) pairs that at least nine in ten annotated claims fill."""


def thresholds_from(settings: Mapping[str, Any]) -> Thresholds:
    """The thresholds kept in a ``reader.json``."""
    plain = {k: settings[k] for k in ("trigger", "denied", "mention", "fallback")}
    required = frozenset((predicate, role) for predicate, role in settings["required"])
    return Thresholds(**plain, roles=tuple(settings["roles"]), required=required)


@dataclass(frozen=True, slots=True)
class Argument:
    """A span that fills a role, with its probability."""

    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class SentenceClaim:
    """A claim as found in one sentence; spans are offsets into the document's text."""

    predicate: str
    trigger: Span
    probability: float
    arguments: dict[str, tuple[Argument, ...]] = field(default_factory=dict)
    denied: float = 0.0
    modality: str = "happened"
    modality_probability: float = 1.0


def claims(text: str, labelled: Labelled, thresholds: Thresholds) -> list[SentenceClaim]:
    """The claims of one labelled sentence, in order of their triggers."""
    best = labelled.trigger.argmax(1)
    top = labelled.trigger.max(1)
    out = []
    for run in _trigger_runs(text, labelled, best, top, thresholds.trigger):
        weight = top[run] / top[run].sum()
        arcs = np.einsum("w,rwv->rv", weight, labelled.arcs[:, run, :])
        arcs[:, run] *= np.where(top[run] > 0.9, 0.6, 1.0)
        manner = (weight[:, None] * labelled.modality[run]).sum(0)
        k = int(manner.argmax())
        predicate = PREDICATES[int(best[run[int(top[run].argmax())]])]
        out.append(
            SentenceClaim(
                predicate,
                Span(labelled.spans[run[0]][0], labelled.spans[run[-1]][1]),
                float(top[run].max()),
                {
                    role: _side(text, labelled, arcs[r], thresholds, predicate, role)
                    for r, role in enumerate(ROLES)
                },
                float((weight * labelled.denied[run]).sum()),
                MODALITIES[k],
                float(manner[k]),
            )
        )
    return out


def _trigger_runs(
    text: str, labelled: Labelled, best: np.ndarray, top: Floats, threshold: float
) -> list[list[int]]:
    """Lists of word indices, each one trigger: like-labelled words, side by side or joined by "of", a hyphen."""
    runs: list[list[int]] = []
    for i in np.flatnonzero(top > threshold).tolist():
        between = [text[a:b].lower() for a, b in labelled.spans[runs[-1][-1] + 1 : i]] if runs else []
        near = len(between) <= 2 and all(w in _JOINERS or w in _LINKS for w in between)
        if runs and best[runs[-1][-1]] == best[i] and near:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _side(
    text: str, labelled: Labelled, row: Floats, thresholds: Thresholds, predicate: str, role: str
) -> tuple[Argument, ...]:
    found = _arguments(text, labelled, row, thresholds.roles[ROLES.index(role)], role)
    if found or (predicate, role) not in thresholds.required:
        return found
    top = float(row.max())
    return _arguments(text, labelled, row, top * 0.8, role) if top > thresholds.fallback else ()


def _arguments(
    text: str, labelled: Labelled, row: Floats, threshold: float, role: str
) -> tuple[Argument, ...]:
    chosen = np.flatnonzero(row > threshold).tolist()
    runs: list[list[int]] = []
    for i in chosen:
        if runs and _joined(text, labelled, row, runs[-1][-1], i, threshold):
            runs[-1].append(i)
        else:
            runs.append([i])
    out = []
    for run in runs:
        first, last = run[0], run[-1]
        if role in ("subject", "object", "source", "outer"):
            first, last = _snap(labelled, first, last)
        words = labelled.spans[first : last + 1]
        if all(not text[a].isalnum() for a, _ in words):
            continue
        out.append(Argument(Span(words[0][0], words[-1][1]), float(row[run].max())))
    return tuple(out)


def _joined(text: str, labelled: Labelled, row: Floats, left: int, right: int, threshold: float) -> bool:
    between = range(left + 1, right)
    return len(between) <= 2 and all(
        row[j] > threshold * 0.4
        and (text[labelled.spans[j][0] : labelled.spans[j][1]] not in {",", "and", "or"})
        for j in between
    )


def _snap(labelled: Labelled, first: int, last: int) -> tuple[int, int]:
    """The borders of the likeliest participant span that shares most of its words with ``first..last``."""
    table = labelled.mentions[_PARTICIPANT]
    n = table.shape[0]
    best, where = 0.3, (first, last)
    for a in range(max(0, first - 3), min(n, last + 1)):
        for z in range(max(a, first), min(n, last + 4)):
            shared = min(z, last) - max(a, first) + 1
            if shared * 2 > max(z - a, last - first) + 1 and table[a, z] > best:
                best, where = float(table[a, z]), (a, z)
    return where


def mentions(labelled: Labelled, threshold: float) -> list[tuple[int, int, str, float]]:
    """(first word, last word, label, probability) of likely mentions; of two that cross, the likelier."""
    table = labelled.mentions.max(0)
    n = table.shape[0]
    table = np.triu(table) * np.tril(np.ones((n, n), np.float32), _LONGEST)
    found = sorted(
        ((float(table[a, z]), int(a), int(z)) for a, z in zip(*np.nonzero(table > threshold), strict=True)),
        key=lambda x: (-x[0], x[1], x[2]),
    )
    kept: list[tuple[int, int, str, float]] = []
    for p, a, z in found:
        if not any(x < a <= y < z or a < x <= z < y for x, y, _, _ in kept):
            kept.append((a, z, MENTIONS[int(labelled.mentions[:, a, z].argmax())], p))
    return sorted(kept)
