"""Weigh: from claims to events, relations and disputes, with the independence of their sources.

A function of its arguments alone: the order of claims and documents changes nothing. Figures and limits
stand as constants, with their reasons, in the module that uses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entente.model import Actor, Claim, Dispute, DocumentFacts, Event, Relation, Ruling
from entente.weigh.disputes import disputes, settle
from entente.weigh.events import happenings
from entente.weigh.evidence import Gatherer, calendar
from entente.weigh.relations import relations
from entente.weigh.ties import principals, ties

__all__ = ["Weighed", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the claims add up to; each tuple is sorted by id."""

    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    disputes: tuple[Dispute, ...]


def weigh(
    claims: Iterable[Claim],
    documents: Sequence[DocumentFacts],
    *,
    threshold: float,
    rulings: Sequence[Ruling] = (),
    actors: Sequence[Actor] = (),
) -> Weighed:
    """Events, relations and disputes of ``claims``.

    ``claims`` may be a generator: each is reduced as it comes. Claims below ``threshold`` (the
    reader's display threshold, 0 to 1) open nothing; those close below it add to ties and disputes that
    others opened. ``rulings`` that reject a claim or exclude a document take claims out; those that
    settle a dispute mark it. ``actors`` say which ends are places or agreements, so that these hold no
    ties, which have no name, and which organ speaks for which state; without them every end counts as
    a named actor.
    """
    gatherer = Gatherer(documents, rulings)
    evidence = gatherer.gather(claims, threshold)
    days = calendar(documents)
    told = happenings([e for e in evidence if e.shown])
    tied = ties(evidence, told, actors)
    kinds = {actor.id: actor.kind for actor in actors}
    acts_for = principals(((t.subject, t.object) for t in tied if t.kind == "COMMANDS"), kinds)
    made = relations(tied, evidence, acts_for, days, gatherer.names, actors)
    contested = disputes(evidence, told, made, acts_for, days, gatherer.names, actors)
    return Weighed(
        events=tuple(h.event for h in told),
        relations=tuple(made),
        disputes=tuple(settle(contested, evidence, rulings, documents)),
    )
