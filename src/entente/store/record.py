"""The record on its way in: rows for claims, actors, relations, events and disputes.

Everything here is derived. It is emptied and filled again inside one transaction, so that a reader of
the case sees the old record or the new one, never a part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, text

from entente.model import Actor, Claim, Dispute, Event, Interval, Relation, ResolvedMention
from entente.store import codec
from entente.store.folding import fold
from entente.store.schema import (
    RECORD,
    UNDATED,
    actors,
    aliases,
    appearances,
    claim_places,
    claim_sources,
    claims,
    disputes,
    events,
    evidence,
    parties,
    relations,
    resolved,
)

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of one resolved document, by table. Made in a worker, stored by the one writer."""

    resolved: dict[str, Any]
    claims: Rows
    parties: Rows
    places: Rows
    sources: Rows
    appearances: Rows


def document_rows(
    key: int, name: str, told: Sequence[Claim], mentions: Sequence[ResolvedMention]
) -> DocumentRows:
    """What the store keeps of one document's claims and mentions."""
    seen = Counter(mention.actor for mention in mentions)
    return DocumentRows(
        resolved={
            "document": key,
            "claims": codec.encode(tuple(told)),
            "mentions": codec.encode(tuple(mentions)),
        },
        claims=[_claim_row(key, name, position, claim) for position, claim in enumerate(told)],
        parties=[row for claim in told for row in _party_rows(claim.id, "claim", _actors_of(claim))],
        places=[row for claim in told for row in _place_rows(claim)],
        sources=[row for claim in told for row in _source_rows(claim)],
        appearances=[{"actor": a, "document": key, "mentions": n} for a, n in sorted(seen.items())],
    )


def _claim_row(key: int, name: str, position: int, claim: Claim) -> dict[str, Any]:
    start, end = _days(claim.time.interval if claim.time else None)
    return {
        "id": claim.id,
        "document": key,
        "position": position,
        "document_name": name,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "predicate": claim.predicate,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "start": start,
        "end": end,
        "sort_date": start or end or UNDATED,
        "confidence": claim.confidence,
    }


def _days(interval: Interval | None) -> tuple[str | None, str | None]:
    if interval is None:
        return None, None
    return (
        interval.start.isoformat() if interval.start else None,
        interval.end.isoformat() if interval.end else None,
    )


def _actors_of(claim: Claim) -> Iterator[str]:
    for participants in (claim.subjects, claim.objects, claim.against, claim.about):
        yield from (participant.actor for participant in participants)


def _party_rows(owner: str, kind: str, named: Iterable[str]) -> Rows:
    return [{"actor": actor, "owner": owner, "kind": kind} for actor in sorted(set(named))]


def _place_rows(claim: Claim) -> Rows:
    found = {fold(place.name): place.country for place in claim.places}
    return [{"folded": key, "claim": claim.id, "country": country} for key, country in found.items()]


def _source_rows(claim: Claim) -> Rows:
    found = {fold(source.name): source.actor for source in claim.sources}
    return [{"folded": key, "claim": claim.id, "actor": actor} for key, actor in found.items()]


# --------------------------------------------------------------------------------------------- storing


def clear(connection: Connection) -> None:
    """Empty the whole record."""
    for table in RECORD:
        connection.execute(delete(table))


def clear_weighed(connection: Connection) -> None:
    """Empty what weighing made: relations, events and disputes."""
    connection.execute(delete(parties).where(parties.c.kind != "claim"))
    for table in (evidence, relations, events, disputes):
        connection.execute(delete(table))


def add_documents(connection: Connection, batch: Sequence[DocumentRows]) -> None:
    """Store resolved documents."""
    _insert(connection, resolved, [rows.resolved for rows in batch])
    _insert(connection, claims, [row for rows in batch for row in rows.claims])
    _insert(connection, parties, [row for rows in batch for row in rows.parties])
    _insert(connection, claim_places, [row for rows in batch for row in rows.places])
    _insert(connection, claim_sources, [row for rows in batch for row in rows.sources])
    _insert(connection, appearances, [row for rows in batch for row in rows.appearances])


def add_actors(connection: Connection, found: Sequence[Actor], ruled: Mapping[str, str]) -> None:
    """Store actors with all their names. ``ruled`` maps names that rulings gave or took to another name of
    the same actor, so that every name an actor ever had still finds it."""
    _insert(
        connection,
        actors,
        [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "mentions": actor.mentions,
                "documents": actor.documents,
                "value": codec.encode(actor),
            }
            for actor in found
        ],
    )
    _insert(connection, aliases, _alias_rows(found, ruled))


def _alias_rows(found: Sequence[Actor], ruled: Mapping[str, str]) -> Rows:
    names: dict[tuple[str, str], tuple[str, int]] = {}
    owners: dict[str, list[str]] = {}
    for actor in found:
        for rank, alias in [(0, actor.name), (0, actor.id), *((1, alias) for alias in sorted(actor.aliases))]:
            if names.setdefault((fold(alias), actor.id), (alias, rank)) == (alias, rank):
                owners.setdefault(fold(alias), []).append(actor.id)
    for alias, other in sorted(ruled.items()):
        for actor_id in owners.get(fold(other), []):
            names.setdefault((fold(alias), actor_id), (alias, 2))
    return [
        {"folded": folded, "actor": actor_id, "alias": alias, "rank": rank}
        for (folded, actor_id), (alias, rank) in names.items()
    ]


def add_weighed(
    connection: Connection,
    told: Sequence[Event],
    ties: Sequence[Relation],
    open_questions: Sequence[Dispute],
) -> None:
    """Store events, relations and disputes with the claims they rest on."""
    _insert(connection, events, [_event_row(event) for event in told])
    _insert(connection, relations, [_relation_row(tie) for tie in ties])
    _insert(connection, disputes, [_dispute_row(dispute) for dispute in open_questions])
    party_rows: Rows = []
    sides: list[tuple[str, str, tuple[str, ...]]] = []
    for event in told:
        party_rows += _party_rows(event.id, "event", event.participants)
        sides.append((event.id, "for", event.claims))
    for tie in ties:
        party_rows += _party_rows(tie.id, "relation", (tie.subject, tie.object, *tie.against))
        sides += [(tie.id, "for", tie.claims_for), (tie.id, "against", tie.claims_against)]
    for dispute in open_questions:
        party_rows += _party_rows(dispute.id, "dispute", dispute.actors)
        sides += [(dispute.id, "a", dispute.claims_a), (dispute.id, "b", dispute.claims_b)]
    _insert(connection, parties, party_rows)
    rows = [{"owner": o, "claim": c, "side": s} for o, s, cited in sides for c in sorted(set(cited))]
    _insert(connection, evidence, rows)
    _settle_from_claims(connection)


def _event_row(event: Event) -> dict[str, Any]:
    start, end = _days(Interval(event.start, event.end))
    row = {"id": event.id, "type": event.type, "start": start, "end": end, "confidence": 0.0}
    return row | {"sort_date": start or end or UNDATED, "value": codec.encode(event)}


def _relation_row(tie: Relation) -> dict[str, Any]:
    start, end = _days(Interval(tie.start, tie.end))
    row = {"id": tie.id, "kind": tie.kind, "start": start, "end": end, "confidence": 0.0}
    cited = len(tie.claims_for) + len(tie.claims_against)
    return row | {"evidence": cited, "value": codec.encode(tie)}


def _dispute_row(dispute: Dispute) -> dict[str, Any]:
    row = {"id": dispute.id, "kind": dispute.kind, "start": None, "end": None, "confidence": 0.0}
    cited = len(dispute.claims_a) + len(dispute.claims_b)
    return row | {"evidence": cited, "value": codec.encode(dispute)}


def _settle_from_claims(connection: Connection) -> None:
    """Confidence and dates that follow from the claims cited: a list can then filter without these.

    An event or relation is as sure as the surest claim for it; a dispute as its less sure side.
    """
    cited = "FROM evidence JOIN claims ON claims.id = evidence.claim WHERE evidence.owner = {0}.id"
    for table in ("events", "relations"):
        best = "SELECT max(claims.confidence) " + cited.format(table) + " AND evidence.side = 'for'"
        connection.execute(text(f"UPDATE {table} SET confidence = coalesce(({best}), 0)"))
    sides = "SELECT max(claims.confidence) AS best " + cited.format("disputes") + " GROUP BY evidence.side"
    connection.execute(
        text(
            f"UPDATE disputes SET confidence = coalesce((SELECT min(best) FROM ({sides})), 0), "
            f"start = (SELECT min(claims.start) {cited.format('disputes')}), "
            f'"end" = (SELECT max(claims."end") {cited.format("disputes")})'
        )
    )


def _insert(connection: Connection, table: Any, rows: Rows) -> None:
    if rows:
        connection.execute(insert(table), rows)
