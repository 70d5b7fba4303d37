"""Documents and what is inferred beside them: storing, finding, naming."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from entente.model import DateStatement, Document, Problem, Publication, Region
from entente.store import codec, search
from entente.store.schema import documents, locations, problems, publications, readings, texts

CHUNK = 200
"""Rows fetched at a time where documents are walked through."""

LEVELS = 3
"""A document's possible names: file name, path, path with the start of its id."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One document on its way into the store. ``signature`` is encoded already."""

    document: Document
    content: bytes
    publication: Publication | None
    signature: bytes


def known(connection: Connection, path: str, sha256: str, name: str) -> bool:
    """True where these bytes were stored from this place before."""
    at = (locations.c.path == path, locations.c.sha256 == sha256, locations.c.name == name)
    return connection.scalar(select(locations.c.document).where(*at)) is not None


def add(connection: Connection, batch: Sequence[Gathered], learned: dt.datetime) -> int:
    """Store the documents that the case does not have yet; the number of these.

    A document found again at another place gets its metadata from the smallest place, so that the case
    does not depend on the order of arrival.
    """
    new: list[tuple[int, str]] = []
    for item in batch:
        key = connection.scalar(select(documents.c.key).where(documents.c.id == item.document.id))
        if key is None:
            key = _insert(connection, item, learned)
            new.append((key, item.document.text))
        elif _place(item.document) < _smallest_place(connection, key):
            _replace(connection, key, item)
        document = item.document
        if not known(connection, document.path, document.sha256, document.name):
            place = {"path": document.path, "sha256": document.sha256, "name": document.name, "document": key}
            connection.execute(insert(locations), place)
    search.index(connection, new)
    return len(new)


def _insert(connection: Connection, item: Gathered, learned: dt.datetime) -> int:
    document = item.document
    row = _columns(item) | {"learned": learned.isoformat(), "characters": len(document.text)}
    connection.execute(insert(documents), row)
    key = key_of(connection, document.id)
    assert key is not None
    same = item.content == document.text.encode()
    content = None if same else codec.compress(item.content)
    connection.execute(insert(texts), {"key": key, "text": document.text, "content": content})
    _publish(connection, key, item.publication)
    return key


def _replace(connection: Connection, key: int, item: Gathered) -> None:
    before = load(connection, [key])[0]
    connection.execute(update(documents).where(documents.c.key == key), _columns(item))
    connection.execute(delete(publications).where(publications.c.document == key))
    _publish(connection, key, item.publication)
    if (before.regions, before.language) != (item.document.regions, item.document.language):
        connection.execute(delete(readings).where(readings.c.document == key))
    else:
        connection.execute(update(readings).where(readings.c.document == key), {"summary": None})


def _columns(item: Gathered) -> dict[str, Any]:
    document = item.document
    plain = (
        *("id", "name", "path", "sha256", "media_type", "language", "readable", "unread_reason"),
        *("title", "outlet", "author", "url"),
    )
    return {name: getattr(document, name) for name in plain} | {
        "regions": codec.encode(document.regions),
        "stated_dates": codec.encode(document.stated_dates),
        "signature": item.signature,
    }


def _publish(connection: Connection, key: int, publication: Publication | None) -> None:
    if publication is None:
        return
    start, end = publication.interval.start, publication.interval.end
    row = {"document": key, "start": start and start.isoformat(), "end": end and end.isoformat()}
    connection.execute(insert(publications), row | {"value": codec.encode(publication)})


def _place(document: Document) -> tuple[str, str]:
    return document.path, document.name


def _smallest_place(connection: Connection, key: int) -> tuple[str, str]:
    rows = connection.execute(select(locations.c.path, locations.c.name).where(locations.c.document == key))
    return min((row.path, row.name) for row in rows)


# ----------------------------------------------------------------------------------------------- names


def unique_names(candidates: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """A name for each document id, from its (file name, path): the file name where no other document has
    it, else the path, else the path with the start of the id. Depends on the set of documents alone.
    """
    names = dict.fromkeys(candidates, "")
    open_ids = set(candidates)
    taken: set[str] = set()
    for level in range(LEVELS):
        offered = {id_: _offer(id_, candidates[id_], level) for id_ in open_ids}
        counts = Counter(offered.values())
        settled = {id_ for id_, name in offered.items() if counts[name] == 1 and name not in taken}
        if level == LEVELS - 1:
            settled = open_ids
        names.update((id_, offered[id_]) for id_ in settled)
        taken |= set(counts)
        open_ids = open_ids - settled
    return names


def _offer(id_: str, candidate: tuple[str, str], level: int) -> str:
    name, path = candidate
    return (name or path, path, f"{path}~{id_[:12]}")[level]


def settle_names(connection: Connection) -> int:
    """Give every document its name; the number that changed. Summaries of these are dropped."""
    places = connection.execute(select(locations.c.document, locations.c.path, locations.c.name))
    smallest: dict[int, tuple[str, str]] = {}
    for key, path, name in places:
        smallest[key] = min((path, name), smallest.get(key, (path, name)))
    rows = connection.execute(select(documents.c.key, documents.c.id, documents.c.name)).all()
    names = unique_names({id_: smallest[key][::-1] for key, id_, _ in rows})
    changed = [(key, names[id_]) for key, id_, name in rows if names[id_] != name]
    for key, name in changed:
        connection.execute(update(documents).where(documents.c.key == key), {"name": name})
        connection.execute(update(readings).where(readings.c.document == key), {"summary": None})
    return len(changed)


def signatures(connection: Connection) -> Iterator[tuple[str, bytes, tuple[str, str]]]:
    """Every document's id, encoded signature, and the key that says which of two copies came first:
    the first day on which it may have been published, then its path."""
    rows = connection.execute(
        select(documents.c.id, documents.c.signature, publications.c.start, documents.c.path)
        .outerjoin(publications, publications.c.document == documents.c.key)
        .order_by(documents.c.id)
    )
    for id_, signature, start, path in rows:
        yield id_, signature, (start or "9999-12-31", path)


def settle_copies(connection: Connection, originals: Mapping[str, str]) -> None:
    """Store which document (by id) copies which."""
    keys = {row.id: row.key for row in connection.execute(select(documents.c.id, documents.c.key))}
    connection.execute(update(documents).where(documents.c.copy_of.is_not(None)), {"copy_of": None})
    for copy, original in originals.items():
        if copy != original:
            row = {"copy_of": keys[original]}
            connection.execute(update(documents).where(documents.c.key == keys[copy]), row)


# --------------------------------------------------------------------------------------------- loading


def load(connection: Connection, keys: Sequence[int]) -> list[Document]:
    """The documents with these keys, in the order of ``keys``."""
    rows = connection.execute(
        select(documents, texts.c.text)
        .join(texts, texts.c.key == documents.c.key)
        .where(documents.c.key.in_(keys))
    )
    found = {row.key: _document(row) for row in rows}
    return [found[key] for key in keys]


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        name=row.name,
        path=row.path,
        sha256=row.sha256,
        media_type=row.media_type,
        text=row.text,
        regions=codec.decode(row.regions, tuple[Region, ...]),
        language=row.language,
        readable=row.readable,
        unread_reason=row.unread_reason,
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        url=row.url,
        stated_dates=codec.decode(row.stated_dates, tuple[DateStatement, ...]),
    )


def keys(connection: Connection) -> dict[str, int]:
    """All document keys by name, in the order of names."""
    rows = connection.execute(select(documents.c.name, documents.c.key).order_by(documents.c.name))
    return {row.name: row.key for row in rows}


def key_of(connection: Connection, name: str) -> int | None:
    """The key of the document called ``name``, or with this id."""
    query = select(documents.c.key).where(or_(documents.c.name == name, documents.c.id == name))
    found: int | None = connection.scalar(query.order_by(documents.c.name != name))
    return found


def chunks(items: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """The items in lists of ``size``."""
    chunk: list[int] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def text_of(connection: Connection, name: str) -> str | None:
    """The text of the document called ``name``, or None."""
    query = select(texts.c.text).join(documents, documents.c.key == texts.c.key)
    found: str | None = connection.scalar(query.where(documents.c.name == name))
    return found


def content_of(connection: Connection, name: str) -> bytes | None:
    """The bytes of the document called ``name`` as they were gathered, or None."""
    query = select(texts.c.content, texts.c.text).join(documents, documents.c.key == texts.c.key)
    row = connection.execute(query.where(documents.c.name == name)).first()
    if row is None:
        return None
    return row.text.encode() if row.content is None else codec.decompress(row.content)


# -------------------------------------------------------------------------------------------- problems


def replace_problems(
    connection: Connection, stage: str, paths: Iterable[str], found: Sequence[Problem]
) -> None:
    """Forget the stage's problems at ``paths``, which were tried again, and store those found now."""
    tried = set(paths)
    known = connection.execute(select(problems.c.key, problems.c.path).where(problems.c.stage == stage))
    for key in [row.key for row in known if row.path in tried]:
        connection.execute(delete(problems).where(problems.c.key == key))
    rows = [{"path": p.path, "stage": stage, "value": codec.encode(p)} for p in found]
    if rows:
        connection.execute(insert(problems), rows)


def all_problems(connection: Connection) -> tuple[Problem, ...]:
    """Every problem, by path."""
    rows = connection.scalars(select(problems.c.value))
    found = {codec.decode(value, Problem) for value in rows}
    return tuple(sorted(found, key=lambda p: (p.path, p.line or 0, p.field or "", p.what)))


def count(connection: Connection) -> int:
    """How many documents the case holds."""
    return connection.scalar(select(func.count()).select_from(documents)) or 0
