"""Bounded streams that can be looked into: plain, gzip, xz, zstd and bzip2, told by their first bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from entente.gather import limits

if TYPE_CHECKING:
    from zstandard import ZstdDecompressionObj

SUFFIXES = (".gz", ".xz", ".zst", ".bz2")

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bzip2"))
_ZSTD_CHUNK = 1024  # A zstd block of 4 bytes can stand for 128 KiB: feed little at a time.


class DamagedError(ValueError):
    """A compressed stream that is cut off, corrupt, or grows beyond reason; says which, and what to do."""

    def __init__(
        self, what: str, advice: str = "Get the file again; what came before the damage was read."
    ) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice


def opened(stream: BinaryIO) -> io.BufferedReader:
    """``stream`` decompressed if need be, with its first :data:`limits.SNIFF_BYTES` within reach of ``peek``.

    Reading raises :class:`DamagedError` for cut-off and corrupt data and for decompression bombs.
    """
    plain: io.BufferedReader = io.BufferedReader(_Filled(stream), limits.SNIFF_BYTES)
    start = plain.peek(8)
    kind = next((name for magic, name in _MAGIC if start.startswith(magic)), None)
    if kind is None:
        return plain
    counted = _Counted(plain)
    return io.BufferedReader(_Filled(_expanded(counted, kind), counted), limits.SNIFF_BYTES)


class _Counted(io.RawIOBase):
    """Passes a stream through and counts its bytes, so that growth can be told."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        data = self.stream.read(-1 if size is None else size)
        self.taken += len(data)
        return data


def _expanded(counted: _Counted, kind: str) -> BinaryIO:
    source = cast(BinaryIO, counted)
    if kind == "gzip":
        return cast(BinaryIO, gzip.GzipFile(fileobj=source))
    if kind == "xz":
        return cast(BinaryIO, lzma.LZMAFile(source))
    if kind == "bzip2":
        return cast(BinaryIO, bz2.BZ2File(source))
    return cast(BinaryIO, _Zstd(counted))


class _Zstd(io.RawIOBase):
    """zstd frames one after another. Unlike the library's reader it tells cut-off from whole files."""

    def __init__(self, stream: _Counted) -> None:
        import zstandard

        self.failure: type[Exception] = zstandard.ZstdError
        self.library = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self.stream = stream
        self.frame: ZstdDecompressionObj = self.library.decompressobj()
        self.begun = False
        self.ready = b""
        self.left = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = limits.SNIFF_BYTES if size is None or size < 0 else size
        while not self.ready and self._more():
            pass
        out, self.ready = self.ready[:wanted], self.ready[wanted:]
        return out

    def _more(self) -> bool:
        data = self.left or self.stream.read(_ZSTD_CHUNK)
        self.left = b""
        if not data:
            if self.begun:
                raise EOFError
            return False
        self.begun = True
        try:
            self.ready = self.frame.decompress(data)
        except self.failure as error:
            raise OSError(str(error)) from error
        if self.frame.eof:
            self.left, self.begun = self.frame.unused_data, False
            self.frame = self.library.decompressobj()
        return True


class _Filled(io.RawIOBase):
    """Fills each read as far as the stream goes; decompressors fail with :class:`DamagedError` only."""

    def __init__(self, stream: BinaryIO, packed: _Counted | None = None) -> None:
        self.stream = stream
        self.packed = packed
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        at = 0
        while at < len(buffer) and (data := self._read(len(buffer) - at)):
            buffer[at : at + len(data)] = data
            at += len(data)
        return at

    def _read(self, size: int) -> bytes:
        if self.packed is None:
            return self.stream.read(size)
        try:
            data = self.stream.read(size)
        except EOFError as error:
            raise DamagedError(
                "the compressed data ends before its end mark (a cut-off download?)"
            ) from error
        except (OSError, lzma.LZMAError, zlib.error) as error:
            raise DamagedError("the compressed data is corrupt") from error
        self.given += len(data)
        if self.given > max(limits.EXPANSION_FLOOR, limits.EXPANSION_RATIO * self.packed.taken):
            raise DamagedError(
                f"it grows more than {limits.EXPANSION_RATIO} times when unpacked",
                "Unpack it yourself if you trust it, and name the unpacked file.",
            )
        return data
