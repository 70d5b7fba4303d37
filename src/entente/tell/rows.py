"""Lists for programs: stable JSON lines, and CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from entente import exchange
from entente.model import Actor, Claim, Dispute, DocumentEntry, Event, Passage, Relation, Ruling
from entente.tell import words
from entente.tell.plain import cell
from entente.tell.tables import anchored, roles

Row = Actor | Claim | Dispute | DocumentEntry | Event | Passage | Relation | Ruling


def json_line(value: Row, names: Mapping[str, str]) -> str:
    """One record on one line: the keys of the exchange format and whatever else the record holds.

    Keys are sorted, dates are ISO 8601, spans ``[start, end]``. ``names`` gives the names of actors by handle.
    """
    return exchange.line(msgspec.to_builtins(value) | _exchanged(value, names))


def _exchanged(value: Row, names: Mapping[str, str]) -> dict[str, Any]:
    match value:
        case Claim():
            return exchange.claim_row(value)
        case Relation():
            return exchange.relation_row(value, names=names)
        case Event():
            return exchange.event_row(value)
        case Dispute():
            return exchange.dispute_row(value)
        case Actor():
            return exchange.actor_row(value)
    return {}


def csv_lines(values: Iterable[Row], names: Mapping[str, str]) -> Iterator[str]:
    """Records as CSV lines with a heading (RFC 4180). ``names`` gives the names of actors by handle, and for
    rulings those of documents by id.

    Lists inside a cell are joined by "; ". A cell that starts like a formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    writer: Any = None
    for value in values:
        row = {key: _cell(part) for key, part in flat(value, names).items()}
        if writer is None:
            writer = csv.DictWriter(buffer, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
        yield from buffer.getvalue().splitlines()
        buffer.seek(0)
        buffer.truncate()


def flat(value: Row, names: Mapping[str, str]) -> dict[str, object]:
    """A record as one row of plain values."""
    match value:
        case Claim():
            return _claim(value)
        case Relation():
            return _relation(value, names)
        case Event():
            return _event(value, names)
        case Actor():
            return _actor(value, names)
        case DocumentEntry():
            return _document(value)
        case Dispute():
            return {
                "id": value.id,
                "kind": value.kind,
                "about": value.about,
                "status": value.status,
                "actors": [names.get(one, one) for one in value.actors],
                "claims_a": value.claims_a,
                "claims_b": value.claims_b,
            }
        case Passage():
            return {
                "document": value.document,
                "start": value.span[0],
                "end": value.span[1],
                "words": value.snippet,
            }
        case Ruling():
            return {
                "id": value.id,
                "kind": value.kind,
                "on": [anchored(one, names) for one in value.anchors],
                "value": value.value,
                "author": value.author,
                "made": value.made.isoformat(),
                "reason": value.reason,
                "withdrawn": value.withdrawn.isoformat() if value.withdrawn else None,
            }


def _claim(value: Claim) -> dict[str, object]:
    time = value.time.interval if value.time else None
    return {
        "id": value.id,
        "document": value.document,
        "sentence": words.sentence(value),
        "predicate": value.predicate,
        "subjects": [one.name for one in value.subjects],
        "objects": [one.name for one in value.objects],
        "against": [one.name for one in value.against],
        "about": [one.name for one in value.about],
        "means": value.means,
        "places": [one.name for one in value.places],
        "start": time.start if time else None,
        "end": time.end if time else None,
        "precision": time.precision if time else None,
        "polarity": value.polarity,
        "modality": value.modality,
        "sources": [one.name for one in value.sources],
        "stances": [one.stance for one in value.sources],
        "quantities": [words.figure(one) for one in value.quantities],
        "evidence_start": value.evidence[0],
        "evidence_end": value.evidence[1],
        "confidence": value.confidence,
    }


def _relation(value: Relation, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": value.id,
        "kind": value.kind,
        "subject": names.get(value.subject, value.subject),
        "object": names.get(value.object, value.object),
        "start": value.start,
        "end": value.end,
        "status": value.status,
        "means": value.means,
        "against": [names.get(one, one) for one in value.against],
        "voices": value.voices,
        "claims_for": value.claims_for,
        "claims_against": value.claims_against,
        "confidence": value.confidence,
        "why": value.why,
    }


def _event(value: Event, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": value.id,
        "type": value.type,
        "start": value.start,
        "end": value.end,
        "place": value.place,
        "participants": [names.get(one, one) for one in value.participants],
        "voices": value.voices,
        "quantities": [words.figure(one) for one in value.quantities],
        "claims": value.claims,
    }


def _actor(value: Actor, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": value.id,
        "name": value.name,
        "kind": value.kind,
        "aliases": value.aliases,
        "country": value.country,
        "roles": roles(value, names),
        "mentions": value.mentions,
        "documents": value.documents,
    }


def _document(value: DocumentEntry) -> dict[str, object]:
    known = value.published
    return {
        "id": value.id,
        "document": value.name,
        "path": value.path,
        "title": value.title,
        "outlet": value.outlet,
        "author": value.author,
        "url": value.url,
        "language": value.language,
        "characters": value.characters,
        "published_start": known.interval.start if known else None,
        "published_end": known.interval.end if known else None,
        "published_precision": known.interval.precision if known else None,
        "published_how": known.how if known else None,
        "readable": value.readable,
        "unread_reason": value.unread_reason,
        "copy_of": value.copy_of,
        "excluded": value.excluded,
        "claims": value.claims,
    }


def _cell(value: object) -> str:
    """A value as CSV text; numbers and dates as they are, words guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (list, tuple)):
        return cell("; ".join(str(part) for part in value))
    return cell(value) if isinstance(value, str) else str(value)
