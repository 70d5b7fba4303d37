"""Actors for the record: names, aliases, and dated roles from the claims that give them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from entente.model import ACTOR_KINDS, Actor, Claim, Role
from entente.resolve.identity import Identity

_ROLES = {"COMMANDS": "leads", "MEMBER_OF": "member"}


def actors(identity: Identity, claims: Iterable[Claim], threshold: float = 0.0) -> tuple[Actor, ...]:
    """Every entity of the record, by handle, with its roles from claims of at least ``threshold`` confidence.

    A role joins all claims that one actor leads or belongs to another; its dates are the first and last day
    for which a claim states it ("held as of"), not the days it began and ended, unless a text says so.
    """
    held: dict[str, dict[tuple[str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        role = _ROLES.get(claim.predicate)
        if not role or claim.confidence < threshold or claim.polarity != "asserted":
            continue
        if claim.modality in ("happened", "ongoing"):
            for subject in claim.subjects:
                for object_ in claim.objects:
                    if object_.actor != subject.actor and _can_be_led(identity, object_.actor):
                        held[subject.actor][role, object_.actor].append(claim)
    return tuple(
        Actor(
            id=known.id,
            name=known.name,
            kind=known.kind,
            aliases=known.aliases,
            roles=tuple(_role(role, of, held[handle][role, of]) for role, of in sorted(held.get(handle, {}))),
            country=known.country,
            mentions=known.mentions,
            documents=known.documents,
            described=known.described,
        )
        for handle, known in sorted(identity.actors.items())
    )


def _can_be_led(identity: Identity, handle: str) -> bool:
    """Whether one can lead it or belong to it, and the record has a name for it."""
    known = identity.actors.get(handle)
    return known is not None and known.kind in ACTOR_KINDS - {"person"} and not known.described


def _role(role: str, of: str, claims: list[Claim]) -> Role:
    starts = [c.time.interval.start for c in claims if c.time and c.time.interval.start]
    ends = [_last(c) for c in claims if c.time and _last(c)]
    return Role(
        role,
        of,
        min(starts, default=None),
        max((e for e in ends if e), default=None),
        tuple(sorted({c.id for c in claims})),
    )


def _last(claim: Claim) -> dt.date | None:
    if claim.time is None:
        return None
    return claim.time.interval.end or (claim.said.end if claim.said else None)
