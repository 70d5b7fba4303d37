"""The shipped network at work: sentences in, probabilities of triggers, arguments and mentions out.

Sentences of one document are batched by length. Padding and neighbours do not change a sentence's numbers: the
weights' products are integers with a scale a word (see the model card), and batches never cross documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from entente.read.words import case, words

Floats = npt.NDArray[np.float32]

MAX_WORDS = 160
"""Words of a sentence that are labelled at once; the reader parts a longer one."""
BATCH_PIECES = 256
"""Word pieces in a batch, padding included: few, since what a batch costs is mostly its padding (2,048 took twice
the time)."""
BLOCK = 512
"""Sentences that are sorted by length together."""
_MAX_PIECES = 500


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence's words and the network's probabilities for them (W words).

    trigger (W, predicates), arcs (roles, W, W) from trigger to argument, denied (W,), modality (W, modalities),
    spans (mention labels, W, W) from first to last word.
    """

    spans: tuple[tuple[int, int], ...]
    trigger: Floats
    arcs: Floats
    denied: Floats
    modality: Floats
    mentions: Floats


class Network:
    """The ONNX session with its tokenizer, from a folder holding ``reader.onnx`` and ``tokenizer.json``."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The extended optimisations fuse the quantised product with a scale a row as if it were one number.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def label(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Labelled | None]:
        """Label the sentences at these spans of ``text``; None for one without words. Order is kept."""
        out: list[Labelled | None] = [None] * len(sentences)
        for i, labelled in self.each(text, sentences):
            out[i] = labelled
        return out

    def each(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Labelled]]:
        """Index and labels of each sentence that has words, in no order that matters.

        One batch is held at a time: the labels of a long sentence take megabytes, those of a long report more
        than a machine has.
        """
        for block in range(0, len(sentences), BLOCK):
            tokens = [words(text, a, b)[:MAX_WORDS] for a, b in sentences[block : block + BLOCK]]
            encoded = [self._encode(text, w) if w else None for w in tokens]
            for group in _batches([(len(e[0]), i) for i, e in enumerate(encoded) if e]):
                rows = [row for i in group if (row := encoded[i])]
                pieces, cases, first = (_pad([row[part] for row in rows]) for part in range(3))
                found = self._session.run(None, {"pieces": pieces, "cases": cases, "first": first})
                for k, i in enumerate(group):
                    yield block + i, _cut(found, k, tokens[i])

    def _encode(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[int], list[int]]:
        forms = [text[a:b] for a, b in spans]
        coded = self._tokenizer.encode(forms, is_pretokenized=True)
        kinds = [case(form) for form in forms]
        places = coded.word_ids[:_MAX_PIECES]
        cases = [0 if k is None else kinds[k] for k in places]
        first = [0] * len(forms)
        for j in range(len(places) - 1, -1, -1):
            k = places[j]
            if k is not None:
                first[k] = j
        return coded.ids[:_MAX_PIECES], cases, first


def _batches(lengths: list[tuple[int, int]]) -> Iterator[list[int]]:
    group: list[int] = []
    for length, i in sorted(lengths):
        if group and (len(group) + 1) * length > BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _pad(rows: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out


def _sigmoid(x: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)


def _cut(found: Sequence[Floats], k: int, spans: list[tuple[int, int]]) -> Labelled:
    trigger, arcs, denied, modality, mentions = found
    n = len(spans)
    e = np.exp(modality[k, :n] - modality[k, :n].max(-1, keepdims=True))
    return Labelled(
        tuple(spans),
        _sigmoid(trigger[k, :n]),
        _sigmoid(arcs[k, :, :n, :n]),
        _sigmoid(denied[k, :n]),
        (e / e.sum(-1, keepdims=True)).astype(np.float32),
        _sigmoid(mentions[k, :, :n, :n]),
    )
