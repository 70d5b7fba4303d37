"""The words of Entente as frozen dataclasses: what every stage takes and gives.

Values only: nothing here reads a file, a clock or a model. Offsets are Unicode code points
into a document's text, end exclusive. Dates are :class:`datetime.date`.

Three clocks are never mixed: when a claim *held* (``Claim.time``), when it was *said*
(``Claim.said``, ``Publication``) and when the case *learned* it (stored beside each document).
Two measures are never mixed: *confidence* (the chance that the text says this) and
*credibility* (independent voices and their kinds).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

# --------------------------------------------------------------------------- spans and intervals


class Span(NamedTuple):
    """``[start, end)`` in Unicode code points of a document's text."""

    start: int
    end: int


Precision = Literal["day", "week", "month", "season", "year", "decade", "range", "open", "about"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of days, both ends included. ``None`` is an end that nobody states.

    ``precision`` says how finely the text speaks ("in May" is month), not how long it lasts.
    """

    start: dt.date | None
    end: dt.date | None
    precision: Precision = "day"


TimeForm = Literal["calendar", "weekday", "offset", "range", "duration", "now", "anaphoric", "clock"]
TimeBound = Literal["at", "since", "until", "before", "after", "by", "about"]
TimePart = Literal["early", "mid", "late", "start", "end", "first half", "second half"]
TimeUnit = Literal[
    "hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"
]


@dataclass(frozen=True, slots=True)
class TimeValue:
    """An expression of time as its grammar, before any calendar is applied to it.

    calendar   year/month/day, whichever are said ("23 October", "May 2018", "2014"); ``weekday`` too where
               it stands beside them; ``unit`` "decade", "century", "quarter" or "season" widens it, and
               ``count`` then numbers the quarter (1 to 4) or the season (1 spring to 4 winter)
    weekday    ``weekday`` 0 = Monday; ``count`` -1 "last Friday", +1 "next Friday", 0 bare or "this"
    offset     ``count`` units from the saying ("two weeks ago" -2 week, "last year" -1 year,
               "May last year" -1 year with month 5, "last May" -1 month with month 5, "last summer" -1
               season with ``first`` its calendar value, "recent weeks" count None, "recently" unit None too;
               "the coming weeks" is a range up to such a one with bound "after")
    range      ``first`` to ``last``
    duration   ``count`` units long, unanchored ("for six months", "a 14-month attack")
    now        the time of the saying ("now", "currently")
    anaphoric  relative to another time in the text ("that May", "the same day", "a week earlier")
    clock      an hour of a day that stands elsewhere ("around 9 pm"): ``count`` is the hour, 0 to 23
    """

    form: TimeForm
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: TimeUnit | None = None
    count: int | None = None
    part: TimePart | None = None
    bound: TimeBound = "at"
    first: TimeValue | None = None
    last: TimeValue | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as written: its characters and its grammar. Resolved later, never here."""

    span: Span
    value: TimeValue


QuantityKind = Literal[
    "killed", "injured", "kidnapped", "detained", "displaced", "troops", "money", "weapons", "other"
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its bounds: "more than 121" is low 122, high None. ``unit`` as written."""

    span: Span
    kind: QuantityKind
    low: float | None
    high: float | None
    unit: str = ""


# --------------------------------------------------------------------------- documents

RegionKind = Literal[
    "title", "body", "quotation", "caption", "header", "navigation", "byline", "credit", "teaser", "notice"
]

FURNITURE: frozenset[str] = frozenset({"header", "navigation", "byline", "credit", "teaser", "notice"})
"""Region kinds that yield no claims."""


@dataclass(frozen=True, slots=True)
class Region:
    """A marked stretch of text. Marking never rewrites the text."""

    kind: RegionKind
    span: Span


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Bytes as gathered, with where they came from. ``text`` is set where the container already
    holds plain text (a JSONL row, a bundle's article); ``content`` is then its UTF-8 encoding."""

    name: str
    """File name without its last extension, or the row's id; made unique by the case."""
    path: str
    """Where it was found, relative to the path the user gave; bundle parts add ``#n``."""
    content: bytes
    media_type: str
    text: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    declared_date: str | None = None
    """A publication date that the container states (a row's ``date`` field, a mail's header), as written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, said for a person: what, where, what to do."""

    path: str
    what: str
    advice: str
    line: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class DateStatement:
    """A date that the page or its container states about itself, before it is judged."""

    value: dt.date
    how: Literal["field", "metadata", "dateline", "header", "url", "mail"]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text. Never altered after it is stored; everything inferred about it lies beside it."""

    id: str
    """SHA-256 (hex) over ``sha256`` + text, independent of the path: equal texts of equal bytes are one document."""
    name: str
    """How exports and people call it: file name without last extension, unique in the case."""
    path: str
    sha256: str
    """SHA-256 (hex) of the bytes as gathered."""
    media_type: str
    text: str
    regions: tuple[Region, ...]
    language: str
    """ISO 639-1, or ``und``."""
    readable: bool
    """False: stored and searchable, but the reader cannot read it (``unread_reason`` says why)."""
    unread_reason: str = ""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    stated_dates: tuple[DateStatement, ...] = ()


PublishedHow = Literal[
    "field", "metadata", "mail", "dateline", "header", "url", "text dates", "weekdays", "ruling", "unknown"
]


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published: an interval, how it is known, and what was set aside.

    ``reasons`` are sentences for a person, each with the words it rests on; ``rejected`` are stated
    dates that the body contradicts (a crawl date in a page header, say).
    """

    interval: Interval
    how: PublishedHow
    reasons: tuple[str, ...] = ()
    rejected: tuple[DateStatement, ...] = ()

    @property
    def known(self) -> bool:
        """Whether a day bounds it. Where none does, only what was set aside is told ("unknown")."""
        return self.interval.start is not None or self.interval.end is not None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What later stages need to know of a document without its text."""

    name: str
    outlet: str | None
    published: Interval | None
    copy_of: str | None = None
    """Name of the document that this one copies or paraphrases; None for an original."""
    id: str = ""
    """``Document.id``, which rulings anchor to."""
    title: Span | None = None
    """Where the headline stands in the text, if it does."""


# --------------------------------------------------------------------------- readings

EntityKind = Literal[
    "state",
    "government",
    "armed_group",
    "organisation",
    "intergovernmental",
    "office",
    "person",
    "group",
    "media",
    "place",
    "agreement",
    "process",
    "issue",
    "unknown",
]

ACTOR_KINDS: frozenset[str] = frozenset(
    {
        "state",
        "government",
        "armed_group",
        "organisation",
        "intergovernmental",
        "office",
        "person",
        "group",
        "media",
    }
)

MentionForm = Literal["name", "nominal", "pronoun", "adjectival"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or describes an entity. ``head`` is its head word's span.

    ``chain`` numbers the coreference chain inside the document (mentions of one chain are one entity
    as far as the document alone shows). A plural mention ("both sides") lists the chains it covers in
    ``members``.
    """

    span: Span
    form: MentionForm
    kind: EntityKind
    head: Span
    chain: int
    members: tuple[int, ...] = ()
    confidence: float = 1.0


SourceKind = Literal[
    "outlet", "official", "named", "anonymous", "analyst", "state_media", "organisation", "document"
]
Stance = Literal["asserts", "denies", "alleges", "doubts", "professes not to know"]
Polarity = Literal["asserted", "denied"]
Modality = Literal["happened", "ongoing", "planned", "demanded", "threatened", "possible", "hypothetical"]
Means = Literal["money", "arms", "troops", "logistics", "training", "political", "territory", "intelligence"]


@dataclass(frozen=True, slots=True)
class ReadSource:
    """Who makes a claim inside the text. ``mention`` indexes ``Reading.mentions``."""

    mention: int | None
    cue: Span | None
    kind: SourceKind
    stance: Stance = "asserts"


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim as one document tells it: its parts index the reading's mentions, times, quantities and claims.

    ``sources`` run outermost first; empty is the writer's own voice. ``content`` lists what a speech act
    says (an accusation's deed, a threat's deed), ``condition`` what it depends on.
    """

    predicate: str
    trigger: Span
    evidence: Span
    """The sentence, or the clause, that makes the claim."""
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    about: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    quantities: tuple[int, ...] = ()
    means: tuple[Means, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    polarity: Polarity = "asserted"
    modality: Modality = "happened"
    sources: tuple[ReadSource, ...] = ()
    content: tuple[int, ...] = ()
    condition: tuple[int, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one document. A pure function of the document's text and regions."""

    document: str
    reader: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[ReadClaim, ...] = ()


# --------------------------------------------------------------------------- the record


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor (or other entity) in a claim, with the words that name it there (None: implied)."""

    actor: str
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a claim. Unknown coordinates stay None: an unknown place beats a wrong pin."""

    name: str
    span: Span | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When a claim held, with the words that say so; ``span`` None where it follows from the publication date."""

    interval: Interval
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A voice in a claim's chain, outermost first; the first is the outlet."""

    name: str
    kind: SourceKind
    actor: str | None = None
    span: Span | None = None
    cue: Span | None = None
    stance: Stance = "asserts"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that subject PREDICATE object: the atom of the record."""

    id: str
    document: str
    """``Document.name``."""
    predicate: str
    trigger: Span
    evidence: Span
    subjects: tuple[Participant, ...] = ()
    objects: tuple[Participant, ...] = ()
    against: tuple[Participant, ...] = ()
    about: tuple[Participant, ...] = ()
    means: tuple[Means, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    time: ClaimTime | None = None
    said: Interval | None = None
    polarity: Polarity = "asserted"
    modality: Modality = "happened"
    sources: tuple[Source, ...] = ()
    content: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 0.0
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A dated role: office, command or membership, with the claims it rests on."""

    role: str
    of: str | None
    start: dt.date | None
    end: dt.date | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity of the record under one handle. Handles come from names, so they are stable and readable."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    country: str | None = None
    mentions: int = 0
    documents: int = 0
    described: bool = False
    """True: no name, only a description ("two officers") in one document; never joined with another document's."""


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention with the actor it stands for in the record."""

    document: str
    span: Span
    actor: str
    name: str
    kind: MentionForm


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, possibly told in many documents. ``voices`` counts independent tellers."""

    id: str
    type: str
    start: dt.date | None
    end: dt.date | None
    place: str | None
    participants: tuple[str, ...]
    claims: tuple[str, ...]
    voices: int
    quantities: tuple[Quantity, ...] = ()


PhaseState = Literal["firm", "strained", "contested", "broken", "not covered"]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a relation. "not covered" is a stretch that no source speaks of: never drawn as holding."""

    start: dt.date | None
    end: dt.date | None
    state: PhaseState
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing tie, inferred from claims. ``start`` and ``end`` are the first and last day that evidence covers;
    ``end`` is None only where a text says that it still holds at the case's last day."""

    id: str
    kind: str
    subject: str
    object: str
    start: dt.date | None
    end: dt.date | None
    status: PhaseState
    phases: tuple[Phase, ...]
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    voices: int
    means: tuple[Means, ...] = ()
    against: tuple[str, ...] = ()
    confidence: float = 0.0
    why: str = ""


DisputeKind = Literal[
    "denial",
    "mutual accusation",
    "conflicting figures",
    "conflicting dates",
    "conflicting places",
    "incompatible ties",
    "words against deeds",
    "not known",
    "headline against body",
    "page date against content",
]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all hold, or a claim and its denial; one to six claims a side."""

    id: str
    kind: DisputeKind
    about: str
    """One line for a person."""
    claims_a: tuple[str, ...]
    claims_b: tuple[str, ...]
    status: Literal["open", "settled"] = "open"
    actors: tuple[str, ...] = ()


RulingKind = Literal[
    "same",
    "different",
    "rename",
    "reject claim",
    "amend claim",
    "date document",
    "exclude document",
    "grade source",
    "settle dispute",
    "note",
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a ruling holds on: the document's content hash, the span and its exact words.

    Never a cluster or a reader's id, so that a ruling outlives re-reading.
    """

    document: str | None = None
    """``Document.id``."""
    span: Span | None = None
    quote: str | None = None
    name: str | None = None
    """An actor's name as the analyst wrote it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An analyst's decision. Append-only; undone by ``withdrawn``, never by deletion."""

    id: str
    kind: RulingKind
    anchors: tuple[Anchor, ...]
    value: str
    author: str
    made: dt.datetime
    reason: str
    withdrawn: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query is limited to. Every list takes one; an empty scope is the whole case.

    ``about`` and ``between`` take any name an actor has ever had; dates limit the time a claim held.
    """

    about: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    place: str | None = None
    source: str | None = None
    min_confidence: float | None = None
    """None: the reader's display threshold. 0: everything."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What one ``read`` did: counts by outcome and every problem, for people and for the exit code."""

    gathered: int = 0
    new: int = 0
    read: int = 0
    unread: int = 0
    copies: int = 0
    claims: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as the case lists it: what it says of itself and what was inferred beside it, without its text."""

    id: str
    name: str
    path: str
    sha256: str
    media_type: str
    language: str
    readable: bool
    unread_reason: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    characters: int
    regions: tuple[Region, ...]
    published: Publication | None
    copy_of: str | None
    """Name of the document that this one copies or paraphrases; None for an original."""
    claims: int
    """Claims of the record in this document, of any confidence."""
    excluded: bool = False
    """True: a ruling keeps it out of the record."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A search hit: ``span`` in the document's text, with the words around it.

    ``hit`` is the hit's span inside ``snippet``, so that any output can mark it in its own way.
    """

    document: str
    span: Span
    snippet: str
    hit: Span


@dataclass(frozen=True, slots=True)
class Overview:
    """What a case holds, in counts, and what could not be read."""

    documents: int = 0
    read: int = 0
    copies: int = 0
    actors: int = 0
    claims: int = 0
    shown: int = 0
    """Claims at or above the display threshold."""
    events: int = 0
    relations: int = 0
    disputes: int = 0
    first: dt.date | None = None
    """First day on which a shown claim held."""
    last: dt.date | None = None
    published_first: dt.date | None = None
    published_last: dt.date | None = None
    reader: str = ""
    threshold: float = 0.0
    languages: tuple[tuple[str, int], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    """Documents that are stored but not read: name and reason."""
    problems: tuple[Problem, ...] = ()
    """Inputs that could not be stored, or that a reader failed on."""
    orphaned: tuple[str, ...] = ()
    """Ids of rulings whose words are no longer in the case."""
