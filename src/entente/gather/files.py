"""One file or stream to its documents: told apart by kind, bounded, and every failure said for a person."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from entente.gather import bundle, limits, mail, rows
from entente.gather.compress import SUFFIXES, DamagedError, opened
from entente.gather.decode import UndecodableError, decode
from entente.gather.kind import MEDIA_TYPES, Kind, UnreadableError, kind_of
from entente.model import Problem, RawDocument

Out = Iterator[RawDocument | Problem]


def documents(stream: BinaryIO, path: str, fields: Mapping[str, str]) -> Out:
    """The documents of one file, and its problems; never raises for what the bytes are."""
    try:
        plain = opened(stream)
        yield from _documents(plain, path, _inner_name(path), fields, 0)
    except DamagedError as error:
        yield Problem(path, f"it cannot be unpacked: {error.what}", error.advice)
    except UnreadableError as error:
        yield Problem(path, error.what, error.advice)


def _inner_name(path: str) -> str:
    """The file's name without its folder and its compression suffix."""
    name = PurePosixPath(path).name
    return name.rpartition(".")[0] if name.lower().endswith(SUFFIXES) else name


def _documents(stream: io.BufferedReader, path: str, name: str, fields: Mapping[str, str], depth: int) -> Out:
    start = stream.peek(limits.SNIFF_BYTES)
    if not start:
        yield Problem(path, "it is empty", "Leave it out, or get the file again.")
        return
    kind = kind_of(name, start)
    if kind in ("jsonl", "json", "csv", "tsv"):
        yield from rows.documents(stream, path, kind, fields)
    elif kind == "mbox":
        for number, message in mail.messages(stream, path):
            if isinstance(message, Problem):
                yield message
            else:
                yield from _mail(message, f"{path}#{number}", f"{_stem(name)}#{number}", fields, depth)
    else:
        yield from _single(stream, path, name, kind, fields, depth)


def _single(
    stream: io.BufferedReader, path: str, name: str, kind: Kind, fields: Mapping[str, str], depth: int
) -> Out:
    most = limits.HTML_BYTES if kind == "html" else limits.DOCUMENT_BYTES
    content = stream.read(most + 1)
    if len(content) > most:
        advice = (
            "Split it, or save the article alone." if kind == "html" else "Split it into one file an article."
        )
        yield Problem(path, f"it is larger than {most // limits.MIB} MiB", advice)
    elif kind == "mail":
        yield from _mail(content, path, _stem(name), fields, depth)
    elif kind in ("text", "markdown"):
        yield from _text(content, path, name, kind)
    else:
        yield RawDocument(_stem(name), path, content, MEDIA_TYPES[kind])


def _text(content: bytes, path: str, name: str, kind: Kind) -> Out:
    try:
        text = decode(content)
    except UndecodableError as error:
        yield Problem(
            path, f"it cannot be read as text: {error}", "Save it as UTF-8 text, PDF, DOCX or HTML."
        )
        return
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        yield Problem(path, "it holds nothing but blanks", "Leave it out, or get the file again.")
        return
    parts = bundle.split(text)
    if not parts:
        yield RawDocument(_stem(name), path, content, MEDIA_TYPES[kind])
    for number, part in enumerate(parts, 1):
        article = text[part.start : part.end]
        yield RawDocument(
            name=f"{_stem(name)}#{number}", path=f"{path}#{number}", content=article.encode(),
            media_type="text/plain", text=article, title=part.title, outlet=part.outlet, author=part.author,
            url=part.url, language=part.language, declared_date=part.date,
        )  # fmt: skip


def _mail(content: bytes, path: str, name: str, fields: Mapping[str, str], depth: int) -> Out:
    yield RawDocument(name, path, content, MEDIA_TYPES["mail"])
    for number, (filename, attached) in enumerate(mail.attachments(content), 1):
        inner = f"{path}#{number}"
        if depth + 1 >= limits.MAIL_ATTACHMENT_DEPTH:
            yield Problem(
                inner, "mails are attached to mails too deeply", "Save the innermost mail as a file."
            )
            return
        try:
            plain = opened(io.BytesIO(attached))
            label = PurePosixPath(filename.replace("\\", "/")).name
            yield from _documents(plain, inner, _inner_name(label), fields, depth + 1)
        except DamagedError as error:
            yield Problem(inner, f"it cannot be unpacked: {error.what}", error.advice)
        except UnreadableError as error:
            yield Problem(inner, error.what, error.advice)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem or name
