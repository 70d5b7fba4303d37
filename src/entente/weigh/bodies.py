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
    """``reach`` gives, for each actor that speaks for others, itself and all of them; ``heads`` the last one."""

    reach: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)

    def sides(self, actors: Iterable[str]) -> frozenset[str]:
        """The actors and all that they speak for."""
        found = set(actors)
        for a in tuple(found):
            found |= self.reach.get(a, frozenset())
        return frozenset(found)

    def top(self, actor: str) -> str:
        """The one body at the head of the chain; the actor itself where there are several or none."""
        return self.heads.get(actor, actor)


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
    reach = {a: _reach(a, above) for a in sorted(above)}
    heads = {a: [b for b in sorted(all_) if not above.get(b)] for a, all_ in reach.items()}
    return Bodies(reach, {a: found[0] for a, found in heads.items() if len(found) == 1})


def _reach(actor: str, above: Mapping[str, set[str]]) -> frozenset[str]:
    found = {actor}
    for _ in range(STEPS):
        found = found.union(*(above.get(a, set()) for a in found))
    return frozenset(found)
