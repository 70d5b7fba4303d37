"""The stages in their order, as :class:`entente.case.Case` calls them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select

from entente.model import Problem, ReadReport
from entente.read import Reader, load
from entente.stages import conclusion, intake, pool, reading
from entente.stages.intake import STALE, Intake, Progress
from entente.store import Store, get_setting, readings, set_setting
from entente.store.schema import claims, documents


def read(
    store: Store,
    paths: Sequence[str | Path],
    workers: int | None,
    reader: str | Reader,
    fields: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    progress: Progress | None,
) -> ReadReport:
    """Gather, read what is unread, and bring the record up to date where anything changed."""
    count, tell = workers or pool.default_workers(), progress or _silent
    taken = intake.take_in(store, paths, fields=fields, stdin=stdin, workers=count, progress=tell)
    return _read(store, taken, reader, count, tell)


def reread(store: Store, reader: str | Reader, workers: int | None, progress: Progress | None) -> ReadReport:
    """Read every document again, also those that this reader has read."""
    loaded = load(reader) if isinstance(reader, str) else reader
    with store.writing() as connection:
        readings.forget(connection, loaded.name)
        set_setting(connection, STALE, "1")
    return _read(store, Intake(), reader, workers or pool.default_workers(), progress or _silent)


def resolve(store: Store, workers: int | None, progress: Progress | None) -> None:
    """Make the record again from the readings."""
    with store.reading() as connection:
        reader = get_setting(connection, "reader")
    if reader is not None:
        conclusion.conclude(store, reader, workers or pool.default_workers(), progress or _silent)


def weigh(store: Store, progress: Progress | None) -> None:
    """Make relations, events and disputes again from the claims."""
    with store.writing() as connection:
        conclusion.weigh(connection, progress or _silent)


def _read(store: Store, taken: Intake, reader: str | Reader, workers: int, progress: Progress) -> ReadReport:
    loaded = load(reader) if isinstance(reader, str) else reader
    _choose(store, loaded)
    with store.writing() as connection:
        if get_setting(connection, STALE) == "1":
            intake.settle(connection)
    # The loaded reader serves this process; a name is loaded anew by each worker.
    done = reading.read_unread(store, reader, loaded, workers, progress)
    reading.resummarise(store, loaded.name)
    with store.reading() as connection:
        stale = get_setting(connection, STALE) == "1"
    if stale:
        conclusion.conclude(store, loaded.name, workers, progress)
    return _report(store, taken, done.read, (*taken.problems, *done.problems))


def _choose(store: Store, reader: Reader) -> None:
    """Make ``reader`` the one that the record rests on."""
    with store.writing() as connection:
        before = (get_setting(connection, "reader"), get_setting(connection, "threshold"))
        now = (reader.name, repr(float(reader.threshold)))
        if before != now:
            set_setting(connection, "reader", now[0])
            set_setting(connection, "threshold", now[1])
            set_setting(connection, STALE, "1")


def _report(store: Store, taken: Intake, read: int, problems: tuple[Problem, ...]) -> ReadReport:
    with store.reading() as connection:
        unread = select(func.count()).select_from(documents).where(documents.c.readable.is_(False))
        copies = select(func.count()).select_from(documents).where(documents.c.copy_of.is_not(None))
        counted = ReadReport(
            unread=connection.scalar(unread) or 0,
            copies=connection.scalar(copies) or 0,
            claims=connection.scalar(select(func.count()).select_from(claims)) or 0,
        )
    return dataclasses.replace(counted, gathered=taken.gathered, new=taken.new, read=read, problems=problems)


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""
