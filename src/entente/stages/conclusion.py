"""Resolve and weigh: from readings and rulings to the record, in one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from entente import rulings as ruled
from entente.model import Claim, Document, DocumentFacts, Publication, Reading, Region, Ruling
from entente.stages import pool
from entente.stages.intake import STALE, Progress
from entente.store import (
    Store,
    codec,
    documents,
    get_setting,
    ledger,
    listing,
    queries,
    readings,
    record,
    set_setting,
)
from entente.store.record import DocumentRows
from entente.store.schema import documents as documents_table

if TYPE_CHECKING:
    from entente.resolve import Identity

ALONE = 400
"""So few documents are resolved in this process: starting others would take longer."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to resolve, with what it needs of the identity and the rulings that speak of its claims."""

    key: int
    document: Document
    publication: Publication | None
    reading: bytes
    identity: Identity
    rulings: tuple[Ruling, ...]


def conclude(store: Store, reader: str, workers: int, progress: Progress) -> None:
    """Resolve all that ``reader`` has read and weigh it: the record is replaced as a whole."""
    with store.writing() as connection:
        resolve(connection, reader, workers, progress)
        weigh(connection, progress)
        set_setting(connection, STALE, "0")


def resolve(connection: Connection, reader: str, workers: int, progress: Progress) -> None:
    """Actors, claims and mentions of all documents, from readings and rulings."""
    from entente.resolve import DocumentNames, actors, identify

    known = ledger.all_rulings(connection)
    live = ruled.live(known)
    out = ruled.excluded(live)
    ids = dict(connection.execute(select(documents_table.c.key, documents_table.c.id)).all())
    summaries = [row for row in readings.summaries(connection, reader) if ids[row[0]] not in out]
    identity = identify((codec.decode(blob, DocumentNames) for _, blob in summaries), live)
    record.clear(connection)
    keys = [key for key, _ in summaries]
    tasks = _tasks(connection, reader, keys, identity, live)
    batch: list[DocumentRows] = []
    for number, rows in enumerate(pool.spread(_resolver, tasks, workers, alone=ALONE), 1):
        batch.append(rows)
        if len(batch) >= documents.CHUNK or number == len(keys):
            record.add_documents(connection, batch)
            batch = []
        progress("resolve", number, len(keys))
    threshold = float(get_setting(connection, "threshold") or 0.0)
    record.add_actors(connection, actors(identity, told(connection), threshold), ruled.former_names(known))


def weigh(connection: Connection, progress: Progress) -> None:
    """Events, relations and disputes, from the claims of the record."""
    from entente.weigh import weigh as weigh_claims

    progress("weigh", 0, 1)
    live = ruled.live(ledger.all_rulings(connection))
    record.clear_weighed(connection)
    threshold = float(get_setting(connection, "threshold") or 0.0)
    weighed = weigh_claims(
        told(connection),
        facts(connection, live),
        threshold=threshold,
        rulings=live,
        actors=queries.all_actors(connection),
    )
    record.add_weighed(connection, weighed.events, weighed.relations, weighed.disputes)
    progress("weigh", 1, 1)


def told(connection: Connection) -> Iterator[Claim]:
    """Every claim of the record, by document name and then in the order of the document's block."""
    return queries.all_claims(connection, documents.keys(connection).values())


def facts(connection: Connection, live: Sequence[Ruling]) -> tuple[DocumentFacts, ...]:
    """What weighing needs to know of each document in the record, by name."""
    table = documents_table
    dates, copied = listing.publication_dates(connection, live), listing.originals(connection, live)
    columns = (table.c.key, table.c.id, table.c.name, table.c.outlet, table.c.regions)
    rows = connection.execute(select(*columns).order_by(table.c.name))
    return tuple(_facts(row, dates.get(row.key), copied[row.key]) for row in rows if row.key in copied)


def _facts(row: Any, date: Publication | None, copy_of: str | None) -> DocumentFacts:
    regions = codec.decode(row.regions, tuple[Region, ...])
    title = next((region.span for region in regions if region.kind == "title"), None)
    published = date.interval if date and date.known else None
    return DocumentFacts(row.name, row.outlet, published, copy_of, row.id, title)


def _tasks(
    connection: Connection, reader: str, keys: list[int], identity: Identity, live: Sequence[Ruling]
) -> Iterator[Task]:
    dates = listing.publication_dates(connection, live)
    about: dict[str, list[Ruling]] = {}
    for ruling in live:
        if ruling.kind == "reject claim" and ruling.anchors[0].document:
            about.setdefault(ruling.anchors[0].document, []).append(ruling)
    for chunk in documents.chunks(keys):
        values = readings.values(connection, reader, chunk)
        for key, document in zip(chunk, documents.load(connection, chunk), strict=True):
            rulings = tuple(about.get(document.id, ()))
            part = identity.only([document.id])
            yield Task(key, document, dates.get(key), values[key], part, rulings)


def _resolver() -> Callable[[Task], DocumentRows]:
    from entente.resolve import resolve_document

    def resolve_one(task: Task) -> DocumentRows:
        reading = codec.decode(task.reading, Reading)
        found = resolve_document(task.document, task.publication, reading, task.identity)
        claims = _distinct(found.claims)
        gone = ruled.rejected(claims, task.document.id, task.document.text, task.rulings)
        return record.document_rows(task.key, task.document.name, _without(claims, gone), found.mentions)

    return resolve_one


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """One claim an id: the same words may be read as the same claim twice."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.id, claim)
    return list(found.values())


def _without(claims: Sequence[Claim], gone: set[str]) -> list[Claim]:
    """The claims that are not gone, none of which refers to one that is."""
    if not gone:
        return list(claims)
    return [
        dataclasses.replace(
            claim,
            content=tuple(id_ for id_ in claim.content if id_ not in gone),
            condition=tuple(id_ for id_ in claim.condition if id_ not in gone),
        )
        for claim in claims
        if claim.id not in gone
    ]
