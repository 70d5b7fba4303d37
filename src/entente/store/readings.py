"""Readings: what each reader found in each document, and the small summary that resolving starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from entente.model import Reading
from entente.store import codec
from entente.store.schema import documents, readings


def unread(connection: Connection, reader: str) -> list[int]:
    """Keys of the readable documents that ``reader`` has not read, by name."""
    done = select(readings.c.document).where(readings.c.reader == reader)
    query = select(documents.c.key).where(documents.c.readable, documents.c.key.not_in(done))
    return list(connection.scalars(query.order_by(documents.c.name)))


def add(connection: Connection, reader: str, rows: Sequence[tuple[int, Reading, bytes]]) -> None:
    """Store readings with their encoded summaries, by document key. One that is there already is kept."""
    keys = [key for key, _, _ in rows]
    there = set(
        connection.scalars(
            select(readings.c.document).where(readings.c.reader == reader, readings.c.document.in_(keys))
        )
    )
    new = [
        {
            "document": key,
            "reader": reader,
            "claims": len(reading.claims),
            "value": codec.encode(reading),
            "summary": summary,
        }
        for key, reading, summary in rows
        if key not in there
    ]
    if new:
        connection.execute(insert(readings), new)


def forget(connection: Connection, reader: str) -> None:
    """Drop all readings by ``reader``, so that it reads every document again."""
    connection.execute(delete(readings).where(readings.c.reader == reader))


def values(connection: Connection, reader: str, keys: Sequence[int]) -> dict[int, bytes]:
    """Encoded readings by document key."""
    query = select(readings.c.document, readings.c.value).where(
        readings.c.reader == reader, readings.c.document.in_(keys)
    )
    return {row.document: row.value for row in connection.execute(query)}


def summaries(connection: Connection, reader: str) -> Iterator[tuple[int, bytes]]:
    """Key and encoded summary of each document read by ``reader``, in the order of document names."""
    query = (
        select(readings.c.document, readings.c.summary)
        .join(documents, documents.c.key == readings.c.document)
        .where(readings.c.reader == reader)
        .order_by(documents.c.name)
    )
    yield from connection.execute(query)


def without_summary(connection: Connection, reader: str) -> list[int]:
    """Keys of documents whose summary was dropped with a change of their name."""
    query = select(readings.c.document).where(readings.c.reader == reader, readings.c.summary.is_(None))
    return list(connection.scalars(query.order_by(readings.c.document)))


def set_summaries(connection: Connection, reader: str, made: Mapping[int, bytes]) -> None:
    """Store summaries that were made again."""
    rows: list[dict[str, Any]] = [{"at": key, "made": summary} for key, summary in made.items()]
    if rows:
        where = (readings.c.document == bindparam("at"), readings.c.reader == reader)
        connection.execute(update(readings).where(*where).values(summary=bindparam("made")), rows)


def count(connection: Connection, reader: str) -> int:
    """How many documents ``reader`` has read."""
    query = select(func.count()).select_from(readings).where(readings.c.reader == reader)
    return connection.scalar(query) or 0
