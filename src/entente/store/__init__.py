"""The store: one case in one SQLite file, and the only code of Entente that touches disk for it.

The modules hold plain functions on a connection: ``documents``, ``readings``, ``ledger`` (rulings),
``record`` (in), ``queries`` (out), ``search``. :class:`Store` opens the file and hands out connections.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from entente.store import engine, schema

__all__ = ["Store", "get_setting", "set_setting"]


class Store:
    """An open case file. Safe to use from several threads, and beside other processes."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.path = Path(path)
        self._engine = engine.connect(self.path, create=create)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the case, whatever others write meanwhile."""
        with engine.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is written in it is stored at its end, or nothing."""
        with engine.writing(self._engine) as connection:
            yield connection

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()


def get_setting(connection: Connection, name: str) -> str | None:
    """A value that the case keeps about itself, such as the reader's name; None where it is not set."""
    found: str | None = connection.scalar(
        select(schema.settings.c.value).where(schema.settings.c.name == name)
    )
    return found


def set_setting(connection: Connection, name: str, value: str) -> None:
    """Keep a value that the case knows about itself."""
    connection.execute(delete(schema.settings).where(schema.settings.c.name == name))
    connection.execute(insert(schema.settings), {"name": name, "value": value})
