"""From an open case to the record that a brief is composed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from entente.errors import UnknownActor, UnknownName
from entente.model import Actor, Dispute, Event, Relation, Ruling, Scope
from entente.tell.page import Record
from entente.tell.ties import POLITICAL, connected

if TYPE_CHECKING:
    from entente.case import Case, Found

LARGE = 40
"""A whole case with more pairs of tied actors than this gets a brief on its best connected actor only."""


def limits(scope: Scope) -> dict[str, Any]:
    """A scope as the keywords that every list of a case takes."""
    return {
        "about": scope.about,
        "between": scope.between,
        "since": scope.since,
        "until": scope.until,
        "place": scope.place,
        "source": scope.source,
        "min_confidence": scope.min_confidence,
        "limit": scope.limit,
    }


def names(case: Case, handles: Iterable[str]) -> dict[str, str]:
    """The names of actors by their handles; a handle that the case does not know stays as it is."""
    return {handle: actor.name for handle, actor in actors(case, handles).items()}


def ruled_documents(case: Case, found: Iterable[Ruling]) -> dict[str, str]:
    """The names of the documents that rulings hold on to, by their ids; those that the case lacks left out."""
    ids = {anchor.document for ruling in found for anchor in ruling.anchors if anchor.document}
    names = {}
    for id_ in sorted(ids):
        try:
            names[id_] = case.document(id_).name
        except UnknownName:
            continue
    return names


def ends(found: Found) -> tuple[str, ...]:
    """The handles of the actors that a record refers to without their names. A claim names its own."""
    match found:
        case Relation():
            return (found.subject, found.object, *found.against)
        case Event():
            return found.participants
        case Dispute():
            return found.actors
        case Actor():
            return tuple(role.of for role in found.roles if role.of)
    return ()


def actors(case: Case, handles: Iterable[str]) -> dict[str, Actor]:
    """Actors by their handles, unknown ones left out."""
    found = {}
    for handle in sorted(set(handles)):
        try:
            found[handle] = case.actor(handle)
        except UnknownActor:
            continue
    return found


def record(case: Case, scope: Scope) -> tuple[Record, tuple[str, ...]]:
    """The record inside a scope.

    A whole case that is too large for one brief is narrowed to its best connected actor, whom the second
    value then names.
    """
    picked = _pick(case, scope)
    inside = replace(scope, about=picked) if picked else scope
    keywords = limits(replace(inside, limit=None))
    relations, events, disputes = (
        case.relations(**keywords),
        case.events(**keywords),
        case.disputes(**keywords),
    )
    claims = {claim.id: claim for claim in case.claims(**keywords)}
    cited = [key for tie in relations for key in (*tie.claims_for, *tie.claims_against)]
    cited += [key for event in events for key in event.claims]
    cited += [key for dispute in disputes for key in (*dispute.claims_a, *dispute.claims_b)]
    cited += [key for claim in claims.values() for key in claim.content]
    missing = [key for key in dict.fromkeys(cited) if key not in claims]
    claims |= {claim.id: claim for claim in case.cited(missing)}
    handles = [handle for tie in relations for handle in ends(tie)]
    whole = Record(
        claims=claims,
        actors=actors(case, handles),
        relations=relations,
        events=events,
        disputes=disputes,
        documents={entry.name: entry for entry in case.documents(**keywords)},
        text=lru_cache(maxsize=256)(case.text),
        threshold=case.threshold if scope.min_confidence is None else scope.min_confidence,
        name=case.path.stem,
        unread=case.overview().unread,
    )
    return whole, picked


def _pick(case: Case, scope: Scope) -> tuple[str, ...]:
    """The best connected actor of a whole case that is too large for one brief."""
    if scope.about or scope.between or scope.place or scope.source or scope.since or scope.until:
        return ()
    ties = [tie for tie in case.relations(min_confidence=scope.min_confidence) if tie.kind in POLITICAL]
    pairs = {tuple(sorted((tie.subject, tie.object))) for tie in ties}
    if len(pairs) <= LARGE:
        return ()
    best, _ = connected(ties)[0]
    return tuple(names(case, [best]).values())
