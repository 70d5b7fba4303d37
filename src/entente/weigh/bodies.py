"""For whom an actor speaks: leaders for what they lead, officials and ministries for their state.

A spokesman's denial is his army's, a ministry's is its government's. Which state an organ belongs to
follows from the country that resolving gave it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from entente.model import Actor
from entente.weigh.evidence import Evidence

ORGANS = frozenset({"government", "office"})
"""Kinds of actor that speak for the state of their country."""

STATE_FORCES = "armed forces"
"""How the record names the forces of a state; other armed groups of a country do not speak for it."""

STEPS = 3
"""Spokesman, ministry, state: no chain of offices is longer."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """``above`` gives, for each actor, those that it speaks for directly."""

    above: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sides(self, actors: Iterable[str]) -> frozenset[str]:
        """The actors and all that they speak for."""
        found = frozenset(actors)
        for _ in range(STEPS):
            found = found.union(*(self.above.get(a, frozenset()) for a in found))
        return found

    def top(self, actor: str) -> str:
        """The one body at the head of the chain; the actor itself where there are several or none."""
        heads = [a for a in self.sides([actor]) if not self.above.get(a)]
        return heads[0] if len(heads) == 1 else actor


def bodies(evidence: Iterable[Evidence], actors: Sequence[Actor]) -> Bodies:
    """Who speaks for whom, from offices that claims tell of and from the countries of state organs."""
    above: dict[str, set[str]] = defaultdict(set)
    states = {a.country: a.id for a in sorted(actors, key=lambda a: a.id) if a.kind == "state" and a.country}
    kinds = {a.id: a.kind for a in actors}
    for a in actors:
        organ = a.kind in ORGANS or (a.kind == "armed_group" and a.name.casefold().endswith(STATE_FORCES))
        if organ and a.country in states:
            above[a.id].add(states[a.country])
    for e in evidence:
        if e.predicate not in ("COMMANDS", "MEMBER_OF") or not e.real or e.denied or len(e.subjects) != 1:
            continue
        if kinds.get(e.subjects[0], "person") == "person":
            above[e.subjects[0]].update(e.objects)
    return Bodies({a: frozenset(found - {a}) for a, found in sorted(above.items())})
