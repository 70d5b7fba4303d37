"""Copies: documents that print the same text again, shortened or lightly edited.

A text is a set of word triples. MinHash (Broder 1997) estimates how much two sets share, banding finds
the pairs worth comparing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4). A shared
paragraph is no copy: most of the shorter text must be in the longer one.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_ROWS = 3
_BANDS = 64
_HASHES = _ROWS * _BANDS
_SHINGLE = 3
_FEWEST_SHINGLES = 20
_SHARED = 0.5
_CONTAINED = 0.75
_CONTAINED_LEAST = 0.2
_SAME = 0.8

_WORD = re.compile(r"\w+")
_U64 = NDArray[np.uint64]

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a text's words come to: equal ``exact`` is the same words, ``minhash`` compares roughly."""

    exact: str
    """BLAKE2b (hex) of the words in order, case and punctuation aside."""
    minhash: bytes
    """192 little-endian 32-bit minima; empty for texts too short to compare roughly."""
    size: int
    """Number of different word triples."""


def signature(text: str) -> Signature:
    """The signature of a text; give it the article without its furniture."""
    words = _WORD.findall(text.casefold())
    exact = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).hexdigest()
    if len(words) < _FEWEST_SHINGLES + _SHINGLE - 1:
        return Signature(exact, b"", 0)
    hashed = np.array([_hashed(word) for word in words], dtype=np.uint64)
    shingles = np.unique(_mixed(_mixed(_mixed(hashed[:-2]) + hashed[1:-1]) + hashed[2:]))
    if len(shingles) < _FEWEST_SHINGLES:
        return Signature(exact, b"", 0)
    factors, offsets = _permutations()
    minima = (shingles[:, None] * factors[None, :] + offsets[None, :]).min(axis=0) >> np.uint64(32)
    return Signature(exact, minima.astype("<u4").tobytes(), len(shingles))


def copies(items: Iterable[tuple[Name, Signature, Any]]) -> dict[Name, Name]:
    """Each copy with the original that it copies; originals are left out.

    ``items`` are name, signature and sort key; keys must differ and be comparable. The original is the
    smallest by key, whatever the order given. A copy points at an original, never at another copy. A text
    that is like a copy but not like its original is a copy only if it is nearly the same text: stories that
    grow day by day do not become one voice by a chain of small steps.
    """
    ordered = sorted(items, key=lambda item: item[2])
    copied: dict[int, int] = {}
    exact: dict[str, int] = {}
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    signatures = [signed for _, signed, _ in ordered]
    minima = [np.frombuffer(signed.minhash, dtype="<u4") for signed in signatures]
    for at, (_, signed, _) in enumerate(ordered):
        earlier = exact.setdefault(signed.exact, at)
        if earlier != at:
            copied[at] = copied.get(earlier, earlier)
            continue
        if not signed.minhash:
            continue
        keys = _bands(signed.minhash)
        near = {other for key in keys for other in buckets.get(key, ())}
        original = _original(at, sorted(near), minima, signatures, copied)
        if original is not None:
            copied[at] = original
        for key in keys:
            buckets[key].append(at)
    return {ordered[copy][0]: ordered[original][0] for copy, original in copied.items()}


def _original(
    at: int,
    near: list[int],
    minima: list[NDArray[np.uint32]],
    signed: list[Signature],
    copied: dict[int, int],
) -> int | None:
    """The earliest original that ``at`` copies, directly or by being nearly the same as one of its copies."""
    through = None
    for other in near:
        shared = float((minima[at] == minima[other]).mean())
        root = copied.get(other)
        if root is None and _is_copy(shared, signed[at].size, signed[other].size):
            return other
        if root is not None and shared >= _SAME and through is None:
            through = root
    return through


def _is_copy(shared: float, size: int, other: int) -> bool:
    """Whether two sets that share this part of their union are the same text, or one inside the other."""
    contained = shared * (size + other) / (1 + shared) / min(size, other)
    return shared >= _SHARED or (shared >= _CONTAINED_LEAST and contained >= _CONTAINED)


def _bands(minhash: bytes) -> list[tuple[int, bytes]]:
    width = 4 * _ROWS
    return [(band, minhash[band * width : (band + 1) * width]) for band in range(_BANDS)]


@lru_cache(maxsize=1 << 17)
def _hashed(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _mixed(values: _U64) -> _U64:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=1)
def _permutations() -> tuple[_U64, _U64]:
    """Multiply-shift hash functions; their constants come from BLAKE2b, so no random state is involved."""
    numbers = [_hashed(f"minhash {i}") for i in range(2 * _HASHES)]
    factors = np.array([number | 1 for number in numbers[:_HASHES]], dtype=np.uint64)
    return factors, np.array(numbers[_HASHES:], dtype=np.uint64)
