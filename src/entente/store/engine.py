"""Opens the file: connection settings, recognition, and migration where it is needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from entente.errors import CaseBusy, CaseError, CaseNotFound, CaseTooNew
from entente.store.schema import APPLICATION_ID, REVISION

BUSY_SECONDS = 30
"""How long a writer waits for another process that writes the same case."""


def connect(path: Path, *, create: bool) -> Engine:
    """An engine on the case in ``path``, migrated to this code's revision.

    Raises :class:`CaseNotFound`, :class:`CaseTooNew`, or :class:`CaseError` for a file that is something
    else; such a file is not written to.
    """
    if not path.exists():
        if not create:
            raise CaseNotFound(path)
        if not path.parent.is_dir():
            raise CaseError(
                f"Cannot make the case {path}: the folder {path.parent} does not exist. Make it first."
            )
    elif not path.is_file():
        raise CaseError(f"{path} is not a file, so it is not a case.")
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            revision = _revision(connection, path)
        if revision != REVISION:
            _migrate(engine, path)
    except DatabaseError as error:
        engine.dispose()
        raise CaseError(
            f"Cannot open the case {path}: {error.orig}. Restore a copy of it, or name another file with --case."
        ) from error
    except CaseError:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads. Raises :class:`CaseError` where the file turns out to be damaged."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except DatabaseError as error:
        path = engine.url.database
        raise CaseError(
            f"Cannot read the case {path}: {error.orig}. Check it with: entente --case {path} doctor"
        ) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it is stored, or nothing.

    The write lock is taken at once, so that what the transaction reads cannot change under it. Raises
    :class:`CaseBusy` where another process holds it for longer than ``BUSY_SECONDS``, and
    :class:`CaseError` where the disk refuses.
    """
    try:
        with engine.connect().execution_options(entente_write=True) as connection, connection.begin():
            yield connection
    except OperationalError as error:
        path = Path(engine.url.database or "")
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise CaseBusy(path) from error
        raise CaseError(f"Cannot write to the case {path}: {error.orig}.") from error


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not open transactions by itself: _begin does, with the lock that is meant.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("entente_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _revision(connection: Connection, path: Path) -> str | None:
    """The revision of the tables, None for a file without any."""
    names = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
    if not names:
        return None
    if connection.scalar(text("PRAGMA application_id")) != APPLICATION_ID:
        raise CaseError(f"{path} is an SQLite file, but not a case of Entente. It was left as it is.")
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if revision is not None and revision > REVISION:
        raise CaseTooNew(path, revision)
    return revision


def _migrate(engine: Engine, path: Path) -> None:
    # Alembic takes as long to import as a whole list command may run: only where it is needed.
    from entente.store.migrate import upgrade

    # Outside any transaction, which the engine's connections always are in.
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        # Another process may have made the tables while this one waited for the lock.
        if _revision(connection, path) != REVISION:
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
