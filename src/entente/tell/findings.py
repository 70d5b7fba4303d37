"""The brief's findings: disputes, happenings, tolls, what was announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from entente.model import Claim, Dispute, Event, Interval, Quantity, QuantityKind
from entente.ontology import all_predicates, predicate
from entente.tell import dates, words
from entente.tell.evidence import best, dated, evidence, gathered, held, plainest, tellers
from entente.tell.page import Group, Line, Record, Section

_DISPUTES, _EVENTS, _TOLLS, _AHEAD = 8, 8, 8, 6
_SHOWN = 3
_TOLL_KINDS: tuple[QuantityKind, ...] = ("killed", "injured", "kidnapped", "detained", "displaced")
_AHEAD_WORDS = {"planned": "announced", "threatened": "threatened", "demanded": "demanded"}


# --------------------------------------------------------------------------- disputes


def disputed(record: Record) -> Section | None:
    """Disputes with both sides' exact words, the best borne out first, settled ones last.

    A dispute appears only where both sides have words above the threshold.
    """
    heard = [d for d in record.disputes if best(record, d.claims_a) and best(record, d.claims_b)]
    heard.sort(key=lambda dispute: (dispute.status == "settled", -_heat(record, dispute), dispute.id))
    lines = tuple(_dispute_line(record, dispute) for dispute in heard[:_DISPUTES])
    if not lines:
        return None
    left = len(heard) - len(lines)
    return Section(
        key="disputes",
        title="What is disputed, and by whom",
        groups=(Group("", lines),),
        rest=f"{words.counted(left, 'more dispute')}: entente disputes." if left else "",
    )


def _heat(record: Record, dispute: Dispute) -> float:
    sides = (best(record, dispute.claims_a), best(record, dispute.claims_b))
    return min(side[0].confidence for side in sides) * sum(len(side) for side in sides)


def _dispute_line(record: Record, dispute: Dispute) -> Line:
    one, more_one = gathered(record, dispute.claims_a, _SHOWN)
    other, more_other = gathered(record, dispute.claims_b, _SHOWN)
    return Line(
        text=words.capital(dispute.about),
        when="settled" if dispute.status == "settled" else "",
        notes=(dispute.kind,),
        confidence=min(one[0].confidence, other[0].confidence),
        evidence=one,
        against=other,
        more=more_one,
        more_against=more_other,
        state=dispute.kind,
        record=dispute.id,
    )


# --------------------------------------------------------------------------- happenings and tolls


def happenings(record: Record) -> Section | None:
    """The events that most independent voices tell of, in the order they happened."""
    told = [(event, claims) for event in record.events if (claims := _happened(record, event))]
    told.sort(key=lambda item: (-item[0].voices, -_moment(item[0], item[1]), item[0].id))
    chosen = sorted(told[:_EVENTS], key=lambda item: (item[0].start or dt.date.max, item[0].id))
    if not chosen:
        return None
    left = len(told) - len(chosen)
    return Section(
        key="events",
        title="What happened",
        groups=(Group("", tuple(_event_line(record, event, claims) for event, claims in chosen)),),
        intro="The happenings that most independent voices tell of, in order.",
        rest=f"{words.counted(left, 'more event')}: entente events." if left else "",
    )


def _moment(event: Event, claims: Sequence[Claim]) -> float:
    """How much an event matters among those that as many voices tell of: how far it is from indifference on the
    scale of cooperation and conflict, how surely it is read; half as much without a date."""
    known = event.type in all_predicates()
    weight = abs(predicate(event.type).intensity) * claims[0].confidence if known else 0.0
    return weight if event.start or event.end else weight / 2


def _happened(record: Record, event: Event) -> list[Claim]:
    """The claims by which the event happened; none where every teller denies it."""
    told = [claim for claim in best(record, event.claims) if claim.modality in ("happened", "ongoing")]
    return told if any(claim.polarity == "asserted" for claim in told) else []


def _event_line(record: Record, event: Event, claims: Sequence[Claim]) -> Line:
    support, more = gathered(record, [claim.id for claim in claims], _SHOWN)
    figures = words.listed([words.figure(quantity) for quantity in event.quantities])
    chief = plainest(claims)
    return Line(
        text=words.capital(words.sentence(chief)),
        when=_event_time(event, claims),
        notes=tuple(note for note in (_told_by(record, event.voices, claims), figures) if note),
        confidence=chief.confidence,
        evidence=support,
        more=more,
        record=event.id,
    )


def _told_by(record: Record, voices: int, claims: Sequence[Claim]) -> str:
    who = tellers(record, claims)
    count = words.counted(voices, "independent voice")
    return f"{count}: {who}" if who else count


def _event_time(event: Event, claims: Iterable[Claim]) -> str:
    exact = Interval(event.start, event.end, "range")
    matching = (c.time.interval for c in claims if c.time)
    known = next((iv for iv in matching if (iv.start, iv.end) == (event.start, event.end)), exact)
    return dates.interval(known)


def tolls(record: Record) -> Section | None:
    """Reported numbers of people killed, injured, taken or driven out, a happening a line; never added up."""
    tolled = [(event, claims) for event in record.events if (claims := _counting(record, event.claims))]
    inside = {claim.id for _, claims in tolled for claim in claims}
    single = [
        claim for claim in record.claims.values() if claim.id not in inside and _counting(record, [claim.id])
    ]
    rows = [(_worst(claims), claims) for _, claims in tolled] + [
        (_worst([claim]), [claim]) for claim in single
    ]
    rows.sort(key=lambda row: (-row[0], held(row[1][0]), row[1][0].id))
    if not rows:
        return None
    left = len(rows) - _TOLLS
    return Section(
        key="tolls",
        title="Tolls, by who reports them",
        groups=(Group("", tuple(_toll_line(record, claims) for _, claims in rows[:_TOLLS])),),
        intro="Figures as reported, the highest first. They are not added up: reports overlap and leave out.",
        rest=f"{words.counted(left, 'more toll')}: entente events." if left > 0 else "",
    )


def _counting(record: Record, ids: Iterable[str]) -> list[Claim]:
    return [
        claim
        for claim in best(record, ids)
        if claim.polarity == "asserted"
        and claim.modality in ("happened", "ongoing")
        and any(quantity.kind in _TOLL_KINDS for quantity in claim.quantities)
    ]


def _worst(claims: Iterable[Claim]) -> float:
    people = (q.high or q.low or 0.0 for c in claims for q in c.quantities if q.kind in _TOLL_KINDS)
    return max(people, default=0.0)


def _toll_line(record: Record, claims: Sequence[Claim]) -> Line:
    support, more = gathered(record, [claim.id for claim in claims], _SHOWN)
    figures = [quantity for claim in claims for quantity in claim.quantities]
    chief = plainest(claims)
    told = [_bounds(kind, [q for q in figures if q.kind == kind]) for kind in _TOLL_KINDS]
    return Line(
        text=f"{words.listed([part for part in told if part])}: {words.capital(words.sentence(chief))}",
        when=dated(record, chief),
        notes=(f"reported by {tellers(record, claims)}",) if tellers(record, claims) else (),
        confidence=chief.confidence,
        evidence=support,
        more=more,
    )


def _bounds(kind: QuantityKind, figures: Sequence[Quantity]) -> str:
    """One kind's figures as told: "9 killed", or every figure where reports differ."""
    told = list(dict.fromkeys(words.figure(figure) for figure in figures if figure.low or figure.high))
    if len(told) < 2:
        return "".join(told)
    return f"{' or '.join(one.removesuffix(f' {kind}') for one in sorted(told))} {kind} (reports differ)"


# --------------------------------------------------------------------------- ahead


def ahead(record: Record) -> Section | None:
    """What was last announced, threatened or demanded, newest first."""
    claims = [
        claim
        for claim in best(record, record.claims)
        if claim.modality in _AHEAD_WORDS and claim.polarity == "asserted" and claim.subjects
    ]
    claims.sort(key=lambda claim: (_said_key(record, claim), claim.confidence, claim.id), reverse=True)
    seen: dict[str, Claim] = {}
    for claim in claims:
        seen.setdefault(words.sentence(claim), claim)
    lines = tuple(_ahead_line(record, claim) for claim in list(seen.values())[:_AHEAD])
    if not lines:
        return None
    return Section(
        key="ahead",
        title="What was announced, demanded or threatened last",
        groups=(Group("", lines),),
        intro="Words, not deeds: nothing here is known to have come about.",
    )


def _said_key(record: Record, claim: Claim) -> str:
    entry = record.documents.get(claim.document)
    stretch = claim.said or (entry.published.interval if entry and entry.published else None)
    day = (stretch.end or stretch.start) if stretch else None
    return day.isoformat() if day else ""


def _ahead_line(record: Record, claim: Claim) -> Line:
    return Line(
        text=words.capital(words.sentence(claim, record.claims)),
        when=_AHEAD_WORDS[claim.modality],
        notes=(dated(record, claim),),
        confidence=claim.confidence,
        evidence=(evidence(record, claim),),
        state=claim.modality,
    )
