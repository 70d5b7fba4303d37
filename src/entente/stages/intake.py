"""Gather and clean: from paths to documents in the store, with names, dates and copies settled."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from entente.model import Document, Problem, RawDocument
from entente.stages import pool
from entente.store import Store, codec, documents, set_setting

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many are done, and of how many (0: not known yet)."""

BATCH = 64
PATIENCE = 2.0
"""Documents, or seconds, after which what was gathered is committed."""

STALE = "stale"
"""The setting that says that the record lags behind what is stored."""


@dataclass(slots=True)
class Intake:
    """What one gathering did."""

    gathered: int = 0
    new: int = 0
    tried: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def take_in(
    store: Store,
    paths: Sequence[str | Path],
    *,
    fields: Mapping[str, str] | None,
    stdin: BinaryIO | None,
    workers: int,
    progress: Progress,
) -> Intake:
    """Gather ``paths``, clean what is new and store it, committing as it goes."""
    from entente.gather import gather

    intake = Intake()
    unknown = _unknown(store, gather(paths, fields=fields, stdin=stdin), intake)
    batch: list[documents.Gathered] = []
    since = time.monotonic()
    for prepared in pool.spread(_preparer, unknown, workers):
        if isinstance(prepared, Problem):
            intake.problems.append(prepared)
        else:
            batch.append(prepared)
        if len(batch) >= BATCH or time.monotonic() - since > PATIENCE:
            intake.new += _commit(store, batch)
            batch, since = [], time.monotonic()
        progress("gather", intake.gathered, 0)
    intake.new += _commit(store, batch)
    with store.writing() as connection:
        documents.replace_problems(connection, "gather", intake.tried, intake.problems)
    progress("gather", intake.gathered, intake.gathered)
    return intake


def settle(connection: Connection) -> None:
    """Names and copies follow from the set of all documents: settle them again after it has grown."""
    from entente.clean.duplicates import Signature, copies

    documents.settle_names(connection)
    rows = documents.signatures(connection)
    known = ((id_, codec.decode(signature, Signature), order) for id_, signature, order in rows)
    documents.settle_copies(connection, copies(known))


def _unknown(store: Store, found: Iterable[RawDocument | Problem], intake: Intake) -> Iterator[RawDocument]:
    """The raw documents whose bytes were not stored from the same place before."""
    for item in found:
        intake.tried |= {item.path, item.path.rsplit("#", 1)[0]}
        if isinstance(item, Problem):
            intake.problems.append(item)
            continue
        intake.gathered += 1
        digest = hashlib.sha256(item.content).hexdigest()
        with store.reading() as connection:
            if documents.known(connection, item.path, digest, item.name):
                continue
        yield item


def _commit(store: Store, batch: list[documents.Gathered]) -> int:
    if not batch:
        return 0
    with store.writing() as connection:
        new = documents.add(connection, batch, dt.datetime.now(dt.UTC))
        set_setting(connection, STALE, "1")
    return new


def _preparer() -> Callable[[RawDocument], documents.Gathered | Problem]:
    from entente.clean import clean, prose, publication, signature

    def prepare(raw: RawDocument) -> documents.Gathered | Problem:
        document = clean(raw)
        if isinstance(document, Problem):
            return document
        if not _is_unicode(document):
            advice = "Save the file as UTF-8 text and read it again."
            return Problem(
                raw.path, "holds halves of characters (lone surrogates), which are no text", advice
            )
        described = publication(document)
        likeness = codec.encode(signature(prose(document.text, document.regions)))
        return documents.Gathered(document, raw.content, described, likeness)

    return prepare


def _is_unicode(document: Document) -> bool:
    """No lone surrogates: neither the store nor any export could hold them."""
    said = (document.title, document.outlet, document.author, document.url, document.name, document.path)
    try:
        for part in (document.text, *said):
            (part or "").encode()
    except UnicodeEncodeError:
        return False
    return True
