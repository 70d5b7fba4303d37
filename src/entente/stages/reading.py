"""Read: the reader over every readable document that it has not read, and nothing twice."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from entente.model import Document, Problem, Reading
from entente.read import Reader, load
from entente.stages import pool
from entente.stages.intake import BATCH, PATIENCE, STALE, Progress
from entente.store import Store, codec, documents, readings, set_setting

Outcome = tuple[int, Reading, bytes] | tuple[int, Problem]


@dataclass(frozen=True, slots=True)
class Read:
    """What one pass of a reader did."""

    read: int
    problems: tuple[Problem, ...]


def read_unread(store: Store, reader: str | Reader, loaded: Reader, workers: int, progress: Progress) -> Read:
    """Read what ``loaded`` has not read. Readings are committed as they come, so that a pass that is ended
    in the middle goes on where it stopped. Other processes load ``reader`` for themselves."""
    name = loaded.name
    with store.reading() as connection:
        keys = readings.unread(connection, name)
    done, problems, tried = 0, list[Problem](), set[str]()
    batch: list[tuple[int, Reading, bytes]] = []
    since = time.monotonic()
    make, here = functools.partial(_reading, reader), functools.partial(_reading, loaded)
    items = _documents(store, keys, tried)
    for number, outcome in enumerate(pool.spread(make, items, workers, here=here), 1):
        if len(outcome) == 2:
            problems.append(outcome[1])
        else:
            batch.append(outcome)
            done += 1
        if len(batch) >= BATCH or time.monotonic() - since > PATIENCE:
            _commit(store, name, batch)
            batch, since = [], time.monotonic()
        progress("read", number, len(keys))
    _commit(store, name, batch)
    with store.writing() as connection:
        documents.replace_problems(connection, "read", tried, problems)
    return Read(done, tuple(problems))


def resummarise(store: Store, reader: str) -> None:
    """Make the summaries again that were dropped because a document's name changed."""
    with store.reading() as connection:
        keys = readings.without_summary(connection, reader)
    for chunk in documents.chunks(keys):
        with store.writing() as connection:
            values = readings.values(connection, reader, chunk)
            made = {
                key: _summary(document, codec.decode(values[key], Reading))
                for key, document in zip(chunk, documents.load(connection, chunk), strict=True)
            }
            readings.set_summaries(connection, reader, made)


def _documents(store: Store, keys: list[int], tried: set[str]) -> Iterator[tuple[int, Document]]:
    for chunk in documents.chunks(keys):
        with store.reading() as connection:
            loaded = documents.load(connection, chunk)
        tried.update(document.path for document in loaded)
        yield from zip(chunk, loaded, strict=True)


def _commit(store: Store, name: str, batch: list[tuple[int, Reading, bytes]]) -> None:
    if batch:
        with store.writing() as connection:
            readings.add(connection, name, batch)
            set_setting(connection, STALE, "1")


def _reading(reader: str | Reader) -> Callable[[tuple[int, Document]], Outcome]:
    loaded = load(reader) if isinstance(reader, str) else reader

    def read(item: tuple[int, Document]) -> Outcome:
        key, document = item
        try:
            reading = loaded.read(document)
            return key, reading, _summary(document, reading)
        except Exception as error:  # One text that a reader trips over must not end the reading of the rest.
            what = f"the reader {loaded.name} failed on it ({type(error).__name__}: {error})"
            return key, Problem(document.path, what, "Report it with the text; the rest was read.")

    return read


def _summary(document: Document, reading: Reading) -> bytes:
    from entente.resolve import summarise

    return codec.encode(summarise(document, reading))
