"""The parts of a brief: what the terminal and the HTML page both draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from entente.model import Actor, Claim, Dispute, DocumentEntry, Event, Relation, Span


@dataclass(frozen=True, slots=True)
class Record:
    """What a brief is composed from: the part of a case that lies inside a scope. Values only.

    ``claims`` holds every claim at or above ``threshold`` in the scope, and those that relations, events and
    disputes of the scope rest on.
    """

    claims: Mapping[str, Claim]
    actors: Mapping[str, Actor]
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]
    disputes: tuple[Dispute, ...]
    documents: Mapping[str, DocumentEntry]
    """By document name."""
    text: Callable[[str], str]
    """The text of a document, by its name."""
    threshold: float
    name: str = "case"
    unread: tuple[tuple[str, str], ...] = ()
    """Documents of the whole case that are stored but not read: name and reason."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim with the exact words it rests on and who says so."""

    claim: str
    """Claim id: ``entente show`` takes it."""
    sentence: str
    quote: str
    """The document's words, cut at white space only where very long."""
    mark: Span
    """Where in ``quote`` the trigger stands."""
    document: str
    voice: str
    """"Reuters, citing an anonymous official"."""
    dated: str
    """When it held, else when it was said, as people write it."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One finding. ``evidence`` bears it out, ``against`` contradicts it; ``more_*`` count the rest."""

    text: str
    when: str = ""
    notes: tuple[str, ...] = ()
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    more: int = 0
    more_against: int = 0
    state: str = ""
    """A phase state or dispute kind, for a marker beside the line."""
    record: str = ""
    """Id of the relation, event or dispute that the line tells of."""


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """``rest`` says what was left out and how to see it."""

    key: str
    title: str
    groups: tuple[Group, ...]
    intro: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A case as a senior analyst would want to read it; see :func:`entente.tell.brief.compose`."""

    title: str
    lead: tuple[str, ...]
    scope: str
    sections: tuple[Section, ...]
    footer: tuple[str, ...] = ()


def confidence_words(value: float) -> str:
    """The chance that the text says this, in a word and a number: "high, 0.93"."""
    scale = ((0.9, "very high"), (0.75, "high"), (0.5, "fair"))
    word = next((word for floor, word in scale if value >= floor), "low")
    return f"{word}, {value:.2f}"
