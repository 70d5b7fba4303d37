"""Small makers of claims and documents for the tests of weighing."""

from __future__ import annotations

import datetime as dt
from itertools import count

from entente.model import (
    Claim,
    ClaimTime,
    DocumentFacts,
    Interval,
    Participant,
    Place,
    Quantity,
    Source,
    Span,
)

_numbers = count()


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def when(text: str) -> Interval:
    """ "2020-01-01", or "2020-01-01/2020-02-01" with either end open."""
    start, _, end = text.partition("/") if "/" in text else (text, "", text)
    return Interval(date(start) if start else None, date(end) if end else None, "range")


def document(name: str, published: str, outlet: str | None = None, **more: object) -> DocumentFacts:
    return DocumentFacts(name, outlet or f"{name} Post", when(published), **more)  # type: ignore[arg-type]


def claim(
    text: str,
    time: str | None = None,
    doc: str = "a",
    *,
    source: str | None = None,
    stance: str = "asserts",
    kind: str = "official",
    killed: tuple[int | None, int | None] | None = None,
    place: str | None = None,
    at: int = 100,
    **more: object,
) -> Claim:
    """A claim from "Subject PREDICATE Object"; several actors on a side are joined by "+"."""
    subject, predicate, *rest = text.split()
    spot = Span(at, at + 5)

    def actors(side: str) -> tuple[Participant, ...]:
        return tuple(Participant(a, a.title()) for a in side.split("+") if a != "-")

    sources: tuple[Source, ...] = (Source("outlet", "outlet"),)
    if source:
        name = source.title()
        actor = None if kind == "anonymous" else source
        sources += (Source(name, kind, actor, None, None, stance),)  # type: ignore[arg-type]
    values: dict[str, object] = {
        "id": f"c{next(_numbers):05d}",
        "document": doc,
        "predicate": predicate,
        "trigger": spot,
        "evidence": spot,
        "subjects": actors(subject),
        "objects": actors(rest[0]) if rest else (),
        "time": ClaimTime(when(time)) if time else None,
        "sources": sources,
        "quantities": (Quantity(spot, "killed", *killed),) if killed else (),
        "places": (Place(place),) if place else (),
        "modality": "happened",
        "confidence": 0.9,
    }
    return Claim(**(values | more))  # type: ignore[arg-type]
