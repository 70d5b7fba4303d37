"""Documents as people see them, and what the case holds on the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from entente import rulings as ruled
from entente.model import (
    ACTOR_KINDS,
    DocumentEntry,
    Overview,
    Publication,
    Region,
    Ruling,
)
from entente.store import codec, documents, get_setting, ledger, queries, readings
from entente.store.schema import actors, claims, disputes, events, publications, relations
from entente.store.schema import documents as table


def publication_dates(connection: Connection, live: Sequence[Ruling]) -> dict[int, Publication]:
    """Publication by document key: as ruled, else as inferred."""
    rows = connection.execute(select(publications.c.document, publications.c.value))
    found = {row.document: codec.decode(row.value, Publication) for row in rows}
    by_id = ruled.dated(live)
    if by_id:
        keys = connection.execute(select(table.c.key, table.c.id).where(table.c.id.in_(sorted(by_id))))
        found.update((row.key, by_id[row.id]) for row in keys)
    return found


def originals(connection: Connection, live: Sequence[Ruling]) -> dict[int, str | None]:
    """For each document of the record, in the order of names, the name of the document that it copies.

    Where a ruling keeps the original out, the first of its copies stands for it.
    """
    out = ruled.excluded(live)
    query = select(table.c.key, table.c.id, table.c.name, table.c.copy_of).order_by(table.c.name)
    rows = [row for row in connection.execute(query) if row.id not in out]
    first = {row.key: row.name for row in rows if row.copy_of is None}
    for row in rows:
        if row.copy_of is not None:
            first.setdefault(row.copy_of, row.name)
    found = {row.key: first[row.copy_of] if row.copy_of is not None else None for row in rows}
    return {row.key: None if found[row.key] == row.name else found[row.key] for row in rows}


def exported(connection: Connection) -> list[tuple[str, int, Publication | None, str | None]]:
    """Name, key, publication and original of each document of the record, by name."""
    live = ruled.live(ledger.all_rulings(connection))
    dates, copied = publication_dates(connection, live), originals(connection, live)
    names = {key: name for name, key in documents.keys(connection).items()}
    return [(names[key], key, dates.get(key), original) for key, original in copied.items()]


def entries(connection: Connection, keys: Sequence[int]) -> tuple[DocumentEntry, ...]:
    """The documents with these keys, in the order of ``keys``."""
    live = ruled.live(ledger.all_rulings(connection))
    dates, out = ruled.dated(live), ruled.excluded(live)
    found: dict[int, DocumentEntry] = {}
    for chunk in documents.chunks(keys):
        for row in connection.execute(_entry_query().where(table.c.key.in_(chunk))):
            found[row.key] = _entry(row, dates.get(row.id), row.id in out)
    return tuple(found[key] for key in keys)


def entry(connection: Connection, name: str) -> DocumentEntry | None:
    """The document called ``name``, or with this id."""
    key = documents.key_of(connection, name)
    return None if key is None else entries(connection, [key])[0]


def _entry_query() -> Select[Any]:
    original = table.alias("original")
    count = select(func.count()).where(claims.c.document == table.c.key).scalar_subquery()
    return (
        select(table, publications.c.value, original.c.name.label("original"), count.label("told"))
        .outerjoin(publications, publications.c.document == table.c.key)
        .outerjoin(original, original.c.key == table.c.copy_of)
    )


def _entry(row: Row[Any], date: Publication | None, excluded: bool) -> DocumentEntry:
    inferred = codec.decode(row.value, Publication) if row.value is not None else None
    return DocumentEntry(
        id=row.id,
        name=row.name,
        path=row.path,
        sha256=row.sha256,
        media_type=row.media_type,
        language=row.language,
        readable=row.readable,
        unread_reason=row.unread_reason,
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        url=row.url,
        characters=row.characters,
        regions=codec.decode(row.regions, tuple[Region, ...]),
        published=date or inferred,
        copy_of=row.original,
        claims=row.told,
        excluded=excluded,
    )


def overview(connection: Connection, threshold: float) -> Overview:
    """What the case holds, in counts, and what could not be read."""
    shown = claims.c.confidence >= threshold
    days = (func.min(claims.c.start), func.max(func.coalesce(claims.c.end, claims.c.start)))
    first, last = connection.execute(select(*days).where(shown)).one()
    days = (func.min(publications.c.start), func.max(publications.c.end))
    published_first, published_last = connection.execute(select(*days)).one()
    languages = select(table.c.language, func.count()).group_by(table.c.language)
    unread = select(table.c.name, table.c.unread_reason).where(table.c.readable.is_(False))
    reader = get_setting(connection, "reader") or ""
    return Overview(
        documents=_count(connection, table),
        read=readings.count(connection, reader),
        copies=_count(connection, table, table.c.copy_of.is_not(None)),
        actors=_count(connection, actors, actors.c.kind.in_(sorted(ACTOR_KINDS))),
        claims=_count(connection, claims),
        shown=_count(connection, claims, shown),
        events=_count(connection, events),
        relations=_count(connection, relations),
        disputes=_count(connection, disputes),
        first=_date(first),
        last=_date(last),
        published_first=_date(published_first),
        published_last=_date(published_last),
        reader=reader,
        threshold=threshold,
        languages=tuple(sorted(_pairs(connection, languages), key=lambda pair: (-pair[1], pair[0]))),
        unread=tuple(_pairs(connection, unread.order_by(table.c.name))),
        problems=documents.all_problems(connection),
        orphaned=tuple(ruling.id for ruling in orphans(connection)),
    )


def _pairs(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, Any]]:
    return ((first, second) for first, second in connection.execute(query))


def _count(connection: Connection, of: Table, *where: Any) -> int:
    return connection.scalar(select(func.count()).select_from(of).where(*where)) or 0


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def orphans(connection: Connection) -> tuple[Ruling, ...]:
    """Rulings in force whose document, words or actor the case does not hold."""
    live = ruled.live(ledger.all_rulings(connection))
    return tuple(r for r in live if any(_is_orphan(connection, r, n) for n in range(len(r.anchors[:2]))))


def _is_orphan(connection: Connection, ruling: Ruling, number: int) -> bool:
    anchor = ruling.anchors[number]
    if anchor.name is not None:
        return queries.find_actor(connection, anchor.name) is None
    if number > 0:  # Only the first anchor of a claim must hold: the others choose among claims.
        return False
    key = documents.key_of(connection, anchor.document or "")
    if key is None:
        return True
    return (
        anchor.quote is not None and ruled.locate(documents.load(connection, [key])[0].text, anchor) is None
    )
