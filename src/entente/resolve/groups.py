"""An entity of one document while its chains are being joined."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from entente.model import EntityKind, Span
from entente.resolve.names import person_tokens
from entente.resolve.phrases import Post, Sense

_END = Span(1 << 60, 1 << 60)


def majority(kinds: Counter[EntityKind]) -> EntityKind:
    """The most frequent kind, "unknown" only where there is no other; ties by the alphabet."""
    return min(kinds, key=lambda k: (k == "unknown", -kinds[k], k), default="unknown")


@dataclass(slots=True)
class Part:
    """One chain of an entity: its words and where they stand first."""

    first: Span
    words: Counter[str] = field(default_factory=Counter)

    def add(self, span: Span, words: str) -> None:
        """One more mention."""
        self.first = min(self.first, span)
        self.words[words] += 1


@dataclass(slots=True)
class Group:
    """An entity under construction."""

    chains: set[int]
    kinds: Counter[EntityKind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    posts: set[Post] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    sense: Sense | None = None
    senses: Counter[Sense] = field(default_factory=Counter)
    first: Span = _END
    mentions: int = 0
    members: set[int] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    parts: dict[int, Part] = field(default_factory=dict)
    kin: bool = False

    @property
    def kind(self) -> EntityKind:
        """The kind that most mentions have; a known sense decides, "unknown" counts least."""
        if self.sense:
            return self.sense.kind
        return majority(self.kinds)


def is_person(group: Group) -> bool:
    """Whether the group is a person as far as its kind, titles and posts show."""
    if group.sense is not None:
        return False
    if group.kind == "person":
        return True
    return group.kind == "unknown" and bool(group.posts) and any(len(n.split()) <= 4 for n in group.names)


def full_name(group: Group) -> tuple[str, ...]:
    """The tokens of a person's fullest name; empty for a group without names."""
    best: tuple[str, ...] = ()
    for name in sorted(group.names):
        tokens = person_tokens(name)
        if len(tokens) > len(best):
            best = tokens
    return best


def merge(into: Group, other: Group, reason: str) -> None:
    """``other`` becomes part of ``into``."""
    into.chains |= other.chains
    into.kinds.update(other.kinds)
    into.names.update(other.names)
    into.descriptions.update(other.descriptions)
    into.posts |= other.posts
    into.short |= other.short
    into.members |= other.members
    into.senses.update(other.senses)
    into.sense = into.sense or other.sense
    into.first = min(into.first, other.first)
    into.mentions += other.mentions
    into.reasons |= other.reasons | {reason}
    into.parts.update(other.parts)
    into.kin = into.kin or other.kin
