"""The record on its way out: lists limited to a scope, and single things by id or name.

Filters, order and limit run in the database; only the rows that are shown are decoded.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select

from entente.model import (
    ACTOR_KINDS,
    Actor,
    Claim,
    Dispute,
    Event,
    Relation,
    ResolvedMention,
    Scope,
)
from entente.store import codec
from entente.store.folding import fold
from entente.store.schema import (
    actors,
    aliases,
    appearances,
    claim_places,
    claim_sources,
    claims,
    disputes,
    documents,
    events,
    evidence,
    parties,
    relations,
    resolved,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """A scope after its names were looked up. ``about`` and ``between`` hold actor ids, ``None`` no limit."""

    scope: Scope
    about: tuple[str, ...]
    between: tuple[str, str] | None
    place: str | None
    country: str | None
    source: str | None
    source_actor: str | None
    threshold: float


def limits(connection: Connection, scope: Scope, threshold: float, actor_ids: dict[str, str]) -> Limits:
    """Look up what the scope's names stand for; ``actor_ids`` gives the actors of ``about``/``between``."""
    place_actor = find_actor(connection, scope.place) if scope.place else None
    source_actor = find_actor(connection, scope.source) if scope.source else None
    code = scope.place.upper() if scope.place and len(scope.place) == 2 and scope.place.isascii() else None
    is_state = place_actor is not None and place_actor.kind in ("state", "government")
    return Limits(
        scope=scope,
        about=tuple(actor_ids[name] for name in scope.about),
        between=(actor_ids[scope.between[0]], actor_ids[scope.between[1]]) if scope.between else None,
        place=fold(scope.place) if scope.place else None,
        country=code or (place_actor.country if place_actor and is_state else None),
        source=fold(scope.source) if scope.source else None,
        source_actor=source_actor.id if source_actor else None,
        threshold=threshold,
    )


# ----------------------------------------------------------------------------------------------- lists


def list_claims(connection: Connection, within: Limits, document: str | None = None) -> tuple[Claim, ...]:
    """Claims by time, document and trigger; those without a time last."""
    query = select(claims.c.document, claims.c.position).where(*_claim_conditions(within))
    if document is not None:
        query = query.where(claims.c.document_name == document)
    order = (claims.c.sort_date, claims.c.document_name, claims.c.trigger_start, claims.c.id)
    rows = connection.execute(query.order_by(*order).limit(within.scope.limit)).all()
    return _claims_at(connection, rows)


def list_relations(connection: Connection, within: Limits) -> tuple[Relation, ...]:
    """Relations, those with the most evidence first."""
    order = (relations.c.evidence.desc(), relations.c.id)
    return _decoded(connection, _owners(relations, within).order_by(*order), within, Relation)


def list_events(connection: Connection, within: Limits) -> tuple[Event, ...]:
    """Events by time; those without a time last."""
    order = (events.c.sort_date, events.c.id)
    return _decoded(connection, _owners(events, within).order_by(*order), within, Event)


def list_disputes(connection: Connection, within: Limits) -> tuple[Dispute, ...]:
    """Disputes, those with the most evidence first."""
    order = (disputes.c.evidence.desc(), disputes.c.id)
    return _decoded(connection, _owners(disputes, within).order_by(*order), within, Dispute)


def list_actors(connection: Connection, within: Limits) -> tuple[Actor, ...]:
    """Actors that a shown claim speaks of or that are met more than once, those in most documents first; in a
    limited scope, those with most claims in it first.

    Not listed are places, agreements and others that cannot act, and those whom one document only describes.
    """
    query = select(actors.c.value).where(actors.c.kind.in_(sorted(ACTOR_KINDS)))
    inside = select(claims.c.id).where(*_claim_conditions(within))
    told = select(parties.c.actor).where(parties.c.kind == "claim", parties.c.owner.in_(inside))
    if _is_open(within.scope):
        query = query.where(or_(actors.c.mentions > 1, actors.c.id.in_(told)))
        query = query.order_by(actors.c.documents.desc(), actors.c.mentions.desc(), actors.c.id)
    else:
        share = told.add_columns(func.count().label("claims")).group_by(parties.c.actor).subquery()
        query = query.join(share, share.c.actor == actors.c.id)
        query = query.order_by(share.c.claims.desc(), actors.c.documents.desc(), actors.c.id)
    named = (
        actor for value in connection.scalars(query) if not (actor := codec.decode(value, Actor)).described
    )
    return tuple(itertools.islice(named, within.scope.limit))


def list_document_keys(connection: Connection, within: Limits) -> list[int]:
    """Keys of documents by name; in a limited scope, those with a claim in it."""
    query = select(documents.c.key)
    if not _is_open(within.scope):
        query = query.where(documents.c.key.in_(select(claims.c.document).where(*_claim_conditions(within))))
    return list(connection.scalars(query.order_by(documents.c.name).limit(within.scope.limit)))


def _is_open(scope: Scope) -> bool:
    named = (scope.about, scope.between, scope.since, scope.until, scope.place, scope.source)
    return not any(named)


def _decoded(connection: Connection, query: Select[Any], within: Limits, kind: Any) -> tuple[Any, ...]:
    rows = connection.scalars(query.limit(within.scope.limit))
    return tuple(codec.decode(value, kind) for value in rows)


def _owners(table: Table, within: Limits) -> Select[Any]:
    query = select(table.c.value).where(table.c.confidence >= within.threshold)
    query = query.where(*_party_conditions(table.c.id, within), *_day_conditions(table, within.scope))
    cited = _place_and_source(within)
    if cited:
        # Tested row by row in the order of the list, so that a limit ends the search early.
        rests_on = select(evidence.c.claim).join(claims, claims.c.id == evidence.c.claim)
        query = query.where(rests_on.where(evidence.c.owner == table.c.id, *cited).exists())
    return query


def _claim_conditions(within: Limits) -> list[ColumnElement[bool]]:
    return [
        claims.c.confidence >= within.threshold,
        *_party_conditions(claims.c.id, within),
        *_day_conditions(claims, within.scope),
        *_place_and_source(within),
    ]


def _party_conditions(owner: ColumnElement[str], within: Limits) -> list[ColumnElement[bool]]:
    groups = [within.about] if within.about else []
    groups += [(actor,) for actor in within.between or ()]
    return [owner.in_(select(parties.c.owner).where(parties.c.actor.in_(group))) for group in groups]


def _day_conditions(table: Table, scope: Scope) -> list[ColumnElement[bool]]:
    """Its days meet the scope's. An end that nobody states is open; no day at all meets no limit."""
    start, end = table.c.start, table.c.end
    conditions: list[ColumnElement[bool]] = []
    if scope.since is not None:
        conditions.append(or_(end >= scope.since.isoformat(), and_(end.is_(None), start.is_not(None))))
    if scope.until is not None:
        conditions.append(or_(start <= scope.until.isoformat(), and_(start.is_(None), end.is_not(None))))
    return conditions


def _place_and_source(within: Limits) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if within.place is not None:
        there: ColumnElement[bool] = claim_places.c.folded == within.place
        if within.country is not None:
            there = or_(there, claim_places.c.country == within.country)
        at = select(claim_places.c.claim).where(claim_places.c.claim == claims.c.id, there)
        conditions.append(at.correlate(claims).exists())
    if within.source is not None:
        said: ColumnElement[bool] = claim_sources.c.folded == within.source
        if within.source_actor is not None:
            said = or_(said, claim_sources.c.actor == within.source_actor)
        by = select(claim_sources.c.claim).where(claim_sources.c.claim == claims.c.id, said)
        conditions.append(by.correlate(claims).exists())
    return conditions


# ------------------------------------------------------------------------------------------ single things


def claims_by_id(connection: Connection, ids: Sequence[str]) -> tuple[Claim, ...]:
    """The claims with these ids, in the order of ``ids``; an id without a claim is left out."""
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(ids), 500):
        query = select(claims.c.id, claims.c.document, claims.c.position)
        for row in connection.execute(query.where(claims.c.id.in_(ids[at : at + 500]))):
            found[row.id] = (row.document, row.position)
    return _claims_at(connection, [found[id_] for id_ in ids if id_ in found])


def _claims_at(connection: Connection, places: Sequence[tuple[int, int]]) -> tuple[Claim, ...]:
    wanted: dict[int, set[int]] = {}
    for key, position in places:
        wanted.setdefault(key, set()).add(position)
    found = {  # Only what is asked for is kept: a long list touches the blocks of most documents.
        (key, position): claim
        for key, positions in wanted.items()
        for position, claim in enumerate(all_claims(connection, [key]))
        if position in positions
    }
    return tuple(found[key, position] for key, position in places)


def all_claims(connection: Connection, keys: Iterable[int]) -> Iterator[Claim]:
    """Every claim of the documents with these keys, one document in memory at a time."""
    for key in keys:
        blob = connection.scalar(select(resolved.c.claims).where(resolved.c.document == key))
        if blob is not None:
            yield from codec.decode(blob, tuple[Claim, ...])


def all_actors(connection: Connection) -> tuple[Actor, ...]:
    """Every entity of the record, also those that cannot act, by id."""
    values = connection.scalars(select(actors.c.value).order_by(actors.c.id))
    return tuple(codec.decode(value, Actor) for value in values)


def mentions_in(connection: Connection, key: int) -> tuple[ResolvedMention, ...]:
    """The mentions of one document, by span."""
    blob = connection.scalar(select(resolved.c.mentions).where(resolved.c.document == key))
    return () if blob is None else codec.decode(blob, tuple[ResolvedMention, ...])


def by_id(connection: Connection, id_: str) -> Relation | Event | Dispute | None:
    """The relation, event or dispute with this id."""
    kinds: tuple[tuple[Table, Any], ...] = ((relations, Relation), (events, Event), (disputes, Dispute))
    for table, kind in kinds:
        value = connection.scalar(select(table.c.value).where(table.c.id == id_))
        if value is not None:
            found: Relation | Event | Dispute = codec.decode(value, kind)
            return found
    return None


def find_actor(connection: Connection, name: str) -> Actor | None:
    """The actor that ``name`` addresses: the first of its :func:`bearers`."""
    return next(iter(bearers(connection, name)), None)


def bearers(connection: Connection, name: str) -> tuple[Actor, ...]:
    """All actors called ``name``, without regard to case, accents and a leading "the": the one that it
    addresses first.

    That is the one with this id, else one whose canonical name it is, else one with it among its other names,
    else one that a ruling called so; of several, the one with most mentions.
    """
    named = (
        select(aliases.c.actor, func.min(aliases.c.rank).label("rank"))
        .where(aliases.c.folded.in_(_foldings(name)))
        .group_by(aliases.c.actor)
        .subquery()
    )
    query = select(actors.c.value).join(named, named.c.actor == actors.c.id)
    order = (
        actors.c.id != name,
        named.c.rank,
        actors.c.mentions.desc(),
        actors.c.documents.desc(),
        actors.c.id,
    )
    return tuple(codec.decode(value, Actor) for value in connection.scalars(query.order_by(*order)))


def with_surname(connection: Connection, name: str) -> tuple[Actor, ...]:
    """Persons one of whose names ends in ``name``, those with most mentions first."""
    ends = [aliases.c.folded.endswith(f" {folded}", autoescape=True) for folded in _foldings(name)]
    named = select(aliases.c.actor).where(or_(*ends))
    query = select(actors.c.value).where(actors.c.kind == "person", actors.c.id.in_(named))
    query = query.order_by(actors.c.mentions.desc(), actors.c.documents.desc(), actors.c.id)
    found = (codec.decode(value, Actor) for value in connection.scalars(query))
    return tuple(actor for actor in found if not actor.described)


def _foldings(name: str) -> tuple[str, ...]:
    folded = fold(name)
    return tuple(dict.fromkeys((folded, folded.removeprefix("the "))))


def near_names(connection: Connection, name: str, count: int = 5) -> tuple[str, ...]:
    """Names of actors that look like ``name``, the nearest first."""
    from rapidfuzz import fuzz, process

    names = {row.folded: row.alias for row in connection.execute(select(aliases.c.folded, aliases.c.alias))}
    hits = process.extract(fold(name), sorted(names), scorer=fuzz.WRatio, limit=count, score_cutoff=70)
    return tuple(names[folded] for folded, _, _ in hits)


def actor_documents(connection: Connection, actor: str) -> list[str]:
    """Names of the documents that mention an actor, by name."""
    query = select(documents.c.name).join(appearances, appearances.c.document == documents.c.key)
    return list(connection.scalars(query.where(appearances.c.actor == actor).order_by(documents.c.name)))
