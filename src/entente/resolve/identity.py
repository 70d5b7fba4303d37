"""What ``identify`` found: actors under handles, and which chain of which document stands for which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from entente.model import EntityKind


@dataclass(frozen=True, slots=True)
class Known:
    """One entity of all documents. ``evidence`` says for each name why it was joined, for display."""

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    evidence: tuple[tuple[str, str], ...] = ()
    described: bool = False
    """See :attr:`entente.model.Actor.described`."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is who in a set of documents.

    ``chains[document id][chain]`` lists the handles that a chain stands for: one, or several for "the two
    countries". Chain ``~n`` is chain n where its words mean the city and not the state.
    """

    actors: Mapping[str, Known]
    chains: Mapping[str, Mapping[int, tuple[str, ...]]]
    countries: Mapping[str, tuple[str, ...]]
    """The states that a document speaks of, by document id."""

    def handles(self, document: str, chain: int) -> tuple[str, ...]:
        """The handles of a chain; empty for a chain that the summary of the document did not have."""
        return self.chains.get(document, {}).get(chain, ())

    def only(self, documents: Collection[str]) -> Identity:
        """The part that concerns some documents: small enough to send to a worker."""
        chains = {d: self.chains[d] for d in sorted(documents) if d in self.chains}
        wanted = {h for found in chains.values() for handles in found.values() for h in handles}
        return Identity(
            {h: self.actors[h] for h in sorted(wanted)},
            chains,
            {d: self.countries.get(d, ()) for d in chains},
        )
