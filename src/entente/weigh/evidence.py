"""What weighing keeps of a claim, small enough that a quarter of a million stay in memory at once.

Actors, sources and places become interned strings, dates become day numbers (``date.toordinal``), and
spans go except the trigger's, which tells headline from body. Equal tuples are stored once.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from entente.model import Claim, DocumentFacts, Means, Participant, Place, Quantity, Ruling, Span

T = TypeVar("T")

REAL = frozenset({"happened", "ongoing"})
"""Modalities that tell of something as so; the others never make a tie."""

FAINT = 0.6
"""Claims down to this share of the display threshold still speak for or against what others opened."""

SPEECH_ACTS = {"REQUEST": "demanded", "THREATEN": "threatened"}
"""Predicates whose saying is the deed, with the modality under which it still happened."""


class Figure(NamedTuple):
    """A quantity without its words. ``low`` or ``high`` None is a bound that nobody states."""

    kind: str
    low: float | None
    high: float | None
    unit: str


class Spot(NamedTuple):
    """A place of a claim. Without coordinates it is compared by name and country only."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim as weighing sees it."""

    id: str
    document: str
    predicate: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    against: tuple[str, ...]
    about: tuple[str, ...]
    means: tuple[Means, ...]
    mode: str | None
    contexts: tuple[str, ...]
    spots: tuple[Spot, ...]
    first: int | None
    """First day the claim held; None: not stated, or open before."""
    last: int | None
    """Last day; None: not stated, or open after."""
    timed: bool
    """Whether anything is said of when."""
    denied: bool
    """Told as not so, or by somebody who denies it."""
    modality: str
    teller: str
    """Who tells it first hand: outlet, agency, or the document where no outlet is known."""
    source: str
    """The innermost named source, or the teller where it speaks in its own voice."""
    speaker: str
    """Who says it inside the text, named or not; empty in the outlet's own voice."""
    outright: bool
    """Told in the outlet's own voice, without a source between."""
    anonymous: bool
    alleged: bool
    unknown: bool
    """The source professes not to know, or doubts."""
    headline: bool
    trigger: Span
    content: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    confidence: float
    shown: bool
    """At or above the display threshold. The others open no tie, no event and no dispute."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The quantities without their words, to be compared."""
        return tuple(Figure(q.kind, q.low, q.high, q.unit) for q in self.quantities)

    @property
    def real(self) -> bool:
        """Whether it is told as so: happened or ongoing, or a speech act that was itself made."""
        return self.modality in REAL or SPEECH_ACTS.get(self.predicate) == self.modality


class Calendar(NamedTuple):
    """The case's clock: each document's days of publication, and the last day of all."""

    published: Mapping[str, tuple[int, int]]
    last: int | None


def calendar(documents: Sequence[DocumentFacts]) -> Calendar:
    """Publication days by document. Documents without a date are absent."""
    days: dict[str, tuple[int, int]] = {}
    for facts in documents:
        when = facts.published
        if when and (when.start or when.end):
            start, end = when.start or when.end, when.end or when.start
            assert start is not None
            assert end is not None
            days[facts.name] = (start.toordinal(), end.toordinal())
    return Calendar(days, max((last for _, last in days.values()), default=None))


class Gatherer:
    """Turns claims into :class:`Evidence`, one at a time, sharing equal parts between them.

    Copies speak with the voice of the document they copy. Claims in documents that a ruling excludes,
    and claims whose trigger a ruling rejects, are left out.
    """

    def __init__(self, documents: Sequence[DocumentFacts], rulings: Sequence[Ruling] = ()) -> None:
        self._facts = {facts.name: facts for facts in documents}
        self._shared: dict[object, object] = {}
        self.names: dict[str, str] = {}
        """A name for each actor seen, for sentences."""
        live = [r for r in rulings if r.withdrawn is None]
        self._excluded = {a.document for r in live if r.kind == "exclude document" for a in r.anchors}

    def gather(self, claims: Iterable[Claim], threshold: float) -> list[Evidence]:
        """Evidence of the claims down to :data:`FAINT` of ``threshold``, sorted by claim id."""
        least = threshold * FAINT
        kept = [self._evidence(c, threshold) for c in claims if c.confidence >= least and self._counts(c)]
        kept.sort(key=lambda e: e.id)
        return kept

    def _counts(self, claim: Claim) -> bool:
        facts = self._facts.get(claim.document)
        return facts is None or not facts.id or facts.id not in self._excluded

    def _share(self, value: T) -> T:
        return self._shared.setdefault(value, value)  # type: ignore[return-value]

    def _actors(self, parts: tuple[Participant, ...]) -> tuple[str, ...]:
        for part in parts:
            self._learn(part.actor, part.name)
        return self._share(tuple(sorted({sys.intern(p.actor) for p in parts})))

    def _learn(self, actor: str, name: str) -> None:
        known = self.names.get(actor)
        if known is None or name < known:
            self.names[actor] = name

    def original(self, document: str) -> str:
        """The document at the root of a chain of copies."""
        seen = {document}
        while (facts := self._facts.get(document)) and facts.copy_of and facts.copy_of not in seen:
            document = facts.copy_of
            seen.add(document)
        return document

    @staticmethod
    def _stated_outlet(claim: Claim, root: str) -> str | None:
        """The outlet that the claim itself names, where the document is no copy and goes by another name."""
        first = claim.sources[0] if claim.sources and claim.sources[0].kind == "outlet" else None
        if first is None or claim.document != root:
            return None
        return None if first.name in ("", claim.document) else first.name

    def _voice(self, claim: Claim) -> tuple[str, str]:
        """Teller and source. An agency or other outlet in the chain speaks in place of the page's outlet."""
        root = self.original(claim.document)
        facts = self._facts.get(root)
        outlet = (facts.outlet if facts else None) or self._stated_outlet(claim, root)
        teller = f"outlet:{outlet.casefold()}" if outlet else f"document:{root}"
        source = ""
        inner = claim.sources[1:] if claim.sources and claim.sources[0].kind == "outlet" else claim.sources
        for link in inner:
            name = link.actor or link.name.casefold()
            if link.kind in ("outlet", "state_media"):
                teller, source = f"outlet:{name}", ""
            elif link.kind != "anonymous" and name:
                source = f"source:{name}"
        return sys.intern(teller), sys.intern(source or teller)

    def _evidence(self, claim: Claim, threshold: float) -> Evidence:
        facts = self._facts.get(claim.document)
        when = claim.time.interval if claim.time else None
        teller, source = self._voice(claim)
        inner = claim.sources[1:] if claim.sources and claim.sources[0].kind == "outlet" else claim.sources
        if inner:
            self._learn(inner[-1].actor or inner[-1].name.casefold(), inner[-1].name)
        stances = {link.stance for link in claim.sources}
        title = facts.title if facts else None
        return Evidence(
            id=claim.id,
            document=sys.intern(claim.document),
            predicate=sys.intern(claim.predicate),
            subjects=self._actors(claim.subjects),
            objects=self._actors(claim.objects),
            against=self._actors(claim.against),
            about=self._actors(claim.about),
            means=self._share(claim.means),
            mode=claim.mode,
            contexts=self._share(claim.contexts),
            spots=self._share(tuple(_spot(p) for p in claim.places)),
            first=when.start.toordinal() if when and when.start else None,
            last=when.end.toordinal() if when and when.end else None,
            timed=bool(when and (when.start or when.end)),
            denied=claim.polarity == "denied" or "denies" in stances,
            modality=sys.intern(claim.modality),
            teller=teller,
            source=source,
            speaker=sys.intern(inner[-1].actor or inner[-1].name.casefold()) if inner else "",
            outright=not inner,
            anonymous=bool(inner) and all(link.kind in ("anonymous", "outlet") for link in inner),
            alleged="alleges" in stances,
            unknown=bool(stances & {"professes not to know", "doubts"}),
            headline=title is not None and title.start <= claim.trigger.start < title.end,
            trigger=claim.trigger,
            content=claim.content,
            quantities=claim.quantities,
            confidence=claim.confidence,
            shown=claim.confidence >= threshold,
        )


def _spot(place: Place) -> Spot:
    return Spot(sys.intern(place.name), place.country, place.lat, place.lon)


def day(number: int | None) -> dt.date | None:
    """A day number as a date."""
    return dt.date.fromordinal(number) if number is not None else None
