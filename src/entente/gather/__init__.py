"""Gather: files, folders, globs and standard input to raw documents with where they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from entente.gather import files, rows
from entente.gather.walk import STDIN, refused, walk
from entente.model import Problem, RawDocument

__all__ = ["gather"]


def gather(
    paths: Sequence[str | Path], *, fields: Mapping[str, str] | None = None, stdin: BinaryIO | None = None
) -> Iterator[RawDocument | Problem]:
    """Every document under ``paths``, one at a time, and a problem for each thing that could not be read.

    A path is a file, a folder (read through, sorted, hidden files left out), a glob, or ``-`` for ``stdin``.
    Files may be text, Markdown, HTML, PDF, DOCX, EML, MBOX, JSON Lines, CSV or TSV of articles, or bundles as
    news databases export them, each also as .gz, .xz, .zst or .bz2. ``fields`` says how a table calls a
    document's facts (``{"text": "article_body"}``); its keys are id, date, url, outlet, title, text, author
    and language. Row tables are streamed.

    Raises:
        ValueError: if ``fields`` has an unknown key. Bad input raises nothing: it is yielded as a Problem.
    """
    mapping = dict(fields or {})
    rows.check_fields(mapping)
    return _gather(paths, mapping, stdin)


def _gather(
    paths: Sequence[str | Path], fields: Mapping[str, str], stdin: BinaryIO | None
) -> Iterator[RawDocument | Problem]:
    for given in paths:
        if str(given) == STDIN:
            yield from _standard_input(stdin, fields)
            continue
        for found in walk(given):
            if isinstance(found, Problem):
                yield found
                continue
            try:
                with found.file.open("rb") as stream:
                    yield from files.documents(stream, found.path, fields)
            except OSError as error:
                yield refused(found.path, error)


def _standard_input(stdin: BinaryIO | None, fields: Mapping[str, str]) -> Iterator[RawDocument | Problem]:
    if stdin is None:
        yield Problem(STDIN, "there is no standard input", "Pipe something in, or name a file.")
    else:
        yield from files.documents(stdin, "stdin", fields)
