"""Values to bytes and back: MessagePack by msgspec, compressed by Zstandard.

Equal values give equal bytes. Decoding checks types, so a damaged file is noticed.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Hashable
from typing import Any, TypeVar, cast

import msgspec
import zstandard

Value = TypeVar("Value")


@functools.cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def encode(value: object) -> bytes:
    """The value's MessagePack form, compressed."""
    return compress(msgspec.msgpack.encode(value))


def decode(blob: bytes, kind: type[Value]) -> Value:
    """The value of type ``kind`` that :func:`encode` made ``blob`` from.

    Raises :class:`msgspec.ValidationError` where it is of another type.
    """
    value: Value = _decoder(cast("Hashable", kind)).decode(decompress(blob))
    return value


class _Own(threading.local):
    """Each thread's own pair: two threads may not share one, and to make one costs more than a small value."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor(level=3)
        self.decompressor = zstandard.ZstdDecompressor()


_own = _Own()


def compress(content: bytes) -> bytes:
    """Compressed once, at a level that costs little time."""
    return _own.compressor.compress(content)


def decompress(blob: bytes) -> bytes:
    """What :func:`compress` was given."""
    return _own.decompressor.decompress(blob)
