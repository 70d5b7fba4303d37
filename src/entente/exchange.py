"""The exchange format: JSON Lines, one file a kind, byte-identical for the same record.

Keys are sorted, floats rounded to four decimals, rows sorted by content; nothing in a file depends on
when or in which order the case learned it.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from entente.model import (
    Actor,
    Claim,
    Dispute,
    Document,
    Event,
    Interval,
    Participant,
    Place,
    Publication,
    Relation,
    ResolvedMention,
    Source,
)
from entente.store import codec, documents, queries
from entente.store.schema import actors, disputes, events, relations

Row: TypeAlias = dict[str, Any]

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON may hold as it is, and a terminal or a bidi engine obeys or takes for the end of a line."""

FILES = ("documents", "mentions", "claims", "actors", "events", "relations", "disputes")


def write(
    connection: Connection,
    folder: Path,
    entries: Sequence[tuple[str, int, Publication | None, str | None]],
    min_confidence: float,
) -> tuple[Path, ...]:
    """Write all files into ``folder``, made where it is missing; their paths.

    ``entries`` are the documents by name: key, publication as it stands, and the name of the original. A
    file of an earlier export is replaced only when all files are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept: set[str] | None = None
    if min_confidence > 0:
        all_claims = queries.all_claims(connection, [key for _, key, _, _ in entries])
        kept = {claim.id for claim in all_claims if claim.confidence >= min_confidence}
    names = {row.id: row.name for row in connection.execute(select(actors.c.id, actors.c.name))}
    named_relation = functools.partial(relation_row, names=names)
    rows: Mapping[str, Iterable[Row]] = {
        "documents": _documents(connection, entries),
        "mentions": _mentions(connection, entries),
        "claims": _claims(connection, entries, kept),
        "actors": _sorted(_values(connection, actors.c.value, Actor), actor_row, kept),
        "events": _sorted(_values(connection, events.c.value, Event), event_row, kept),
        "relations": _sorted(_values(connection, relations.c.value, Relation), named_relation, kept),
        "disputes": _sorted(_values(connection, disputes.c.value, Dispute), dispute_row, kept),
    }
    written = [
        (_write(folder / f".{name}.jsonl.part", rows[name]), folder / f"{name}.jsonl") for name in FILES
    ]
    for part, final in written:
        part.replace(final)
    return tuple(final for _, final in written)


def _write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(line(row) + "\n")
    return path


def line(row: Row) -> str:
    """One row as a line of JSON that is safe to print: what would act on a terminal stands as its code."""
    told = json.dumps(_plain(row), ensure_ascii=False, sort_keys=True, allow_nan=False)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


# ------------------------------------------------------------------------------------------------ rows


def claim_row(claim: Claim) -> Row:
    """A claim as a row of ``claims.jsonl``."""
    time, said = claim.time, claim.said
    return {
        "id": claim.id,
        "document": claim.document,
        "predicate": claim.predicate,
        "mode": claim.mode,
        "contexts": claim.contexts,
        "trigger": claim.trigger,
        "subjects": [_participant(p) for p in claim.subjects],
        "objects": [_participant(p) for p in claim.objects],
        "against": [_participant(p) for p in claim.against],
        "about": [_participant(p) for p in claim.about],
        "means": claim.means,
        "places": [_place(place) for place in claim.places],
        "time": (_interval(time.interval) | {"span": time.span}) if time else None,
        "said": {"start": said.start, "end": said.end} if said else None,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "sources": [_source(source) for source in claim.sources],
        "content": claim.content,
        "condition": claim.condition,
        "quantities": [
            {"kind": q.kind, "low": q.low, "high": q.high, "span": q.span} for q in claim.quantities
        ],
        "evidence": claim.evidence,
        "confidence": claim.confidence,
        "reader": claim.reader,
    }


def _participant(participant: Participant) -> Row:
    return {"actor": participant.actor, "name": participant.name, "span": participant.span}


def _place(place: Place) -> Row:
    at = {"country": place.country, "lat": place.lat, "lon": place.lon}
    return {"name": place.name, "span": place.span} | at


def _interval(interval: Interval) -> Row:
    return {"start": interval.start, "end": interval.end, "precision": interval.precision}


def _source(source: Source) -> Row:
    who = {"name": source.name, "kind": source.kind, "actor": source.actor}
    return who | {"span": source.span, "cue": source.cue, "stance": source.stance}


def document_row(document: Document, published: Publication | None, copy_of: str | None) -> Row:
    """A document as a row of ``documents.jsonl``."""
    return {
        "document": document.name,
        "sha256": document.sha256,
        "text_sha256": hashlib.sha256(document.text.encode()).hexdigest(),
        "published": (_interval(published.interval) | {"how": published.how})
        if published and published.known
        else None,
        "outlet": document.outlet,
        "title": document.title,
        "language": document.language,
        "regions": [{"kind": region.kind, "span": region.span} for region in document.regions],
        "copy_of": copy_of,
    }


def mention_row(mention: ResolvedMention) -> Row:
    """A mention as a row of ``mentions.jsonl``."""
    who = {"actor": mention.actor, "name": mention.name, "kind": mention.kind}
    return {"document": mention.document, "span": mention.span} | who


def actor_row(actor: Actor, keep: Callable[[Sequence[str]], list[str]] = list) -> Row:
    """An actor as a row of ``actors.jsonl``."""
    roles = [
        {"role": role.role, "of": role.of, "start": role.start, "end": role.end, "claims": keep(role.claims)}
        for role in actor.roles
    ]
    named = {"actor": actor.id, "name": actor.name, "kind": actor.kind}
    return named | {"aliases": sorted(actor.aliases), "roles": roles}


def event_row(event: Event, keep: Callable[[Sequence[str]], list[str]] = list) -> Row:
    """An event as a row of ``events.jsonl``."""
    return {
        "id": event.id,
        "type": event.type,
        "start": event.start,
        "end": event.end,
        "place": event.place,
        "participants": event.participants,
        "claims": keep(event.claims),
        "voices": event.voices,
    }


def relation_row(
    relation: Relation,
    keep: Callable[[Sequence[str]], list[str]] = list,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Row:
    """A relation as a row of ``relations.jsonl``. ``names`` gives the actors' names; a handle without one
    stands for itself."""
    phases = [
        {"start": phase.start, "end": phase.end, "state": phase.state, "claims": keep(phase.claims)}
        for phase in relation.phases
    ]
    return {
        "kind": relation.kind,
        "subject": {"actor": relation.subject, "name": names.get(relation.subject, relation.subject)},
        "object": {"actor": relation.object, "name": names.get(relation.object, relation.object)},
        "start": relation.start,
        "end": relation.end,
        "status": relation.status,
        "phases": phases,
        "claims_for": keep(relation.claims_for),
        "claims_against": keep(relation.claims_against),
        "voices": relation.voices,
    }


def dispute_row(dispute: Dispute, keep: Callable[[Sequence[str]], list[str]] = list) -> Row:
    """A dispute as a row of ``disputes.jsonl``."""
    sides = {"claims_a": keep(dispute.claims_a), "claims_b": keep(dispute.claims_b)}
    return {"kind": dispute.kind, "about": dispute.about, "status": dispute.status} | sides


# --------------------------------------------------------------------------------------------- streams


def _documents(connection: Connection, entries: Sequence[Any]) -> Iterator[Row]:
    for at in range(0, len(entries), documents.CHUNK):
        chunk = entries[at : at + documents.CHUNK]
        loaded = documents.load(connection, [key for _, key, _, _ in chunk])
        for document, (_, _, published, copy_of) in zip(loaded, chunk, strict=True):
            yield document_row(document, published, copy_of)


def _mentions(connection: Connection, entries: Sequence[Any]) -> Iterator[Row]:
    for _, key, _, _ in entries:
        yield from sorted((mention_row(m) for m in queries.mentions_in(connection, key)), key=line)


def _claims(connection: Connection, entries: Sequence[Any], kept: set[str] | None) -> Iterator[Row]:
    for _, key, _, _ in entries:
        claims = queries.all_claims(connection, [key])
        for claim in sorted(claims, key=lambda c: (c.trigger, c.predicate, c.id)):
            if kept is None or claim.id in kept:
                row = claim_row(claim)
                row["content"] = _keeper(kept)(claim.content)
                row["condition"] = _keeper(kept)(claim.condition)
                yield row


def _values(connection: Connection, column: Any, kind: Any) -> Iterator[Any]:
    return (codec.decode(value, kind) for value in connection.scalars(select(column)))


def _sorted(values: Iterable[Any], row: Callable[..., Row], kept: set[str] | None) -> Iterator[Row]:
    """Rows by content. Where claims were left out, so is what rested on these alone."""
    rows = (row(value, _keeper(kept)) for value in values)
    sides = ("claims", "claims_for", "claims_a")
    rested = (r for r in rows if kept is None or all(r[side] for side in sides if side in r))
    yield from sorted(rested, key=line)


def _keeper(kept: set[str] | None) -> Callable[[Sequence[str]], list[str]]:
    return list if kept is None else lambda ids: [id_ for id_ in ids if id_ in kept]
