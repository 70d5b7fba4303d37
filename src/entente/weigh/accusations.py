"""Accusations both ways: each of two sides charges the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from entente.model import Dispute
from entente.weigh.bodies import Bodies
from entente.weigh.evidence import Calendar, Evidence
from entente.weigh.phases import Days, covered
from entente.weigh.sides import dispute, family, listed

QUARREL_DAYS = 180
"""Accusations further apart than this are two quarrels."""

VIOLENT = "ASSAULT"
"""The family of deeds that are a charge by themselves when their victim tells of them."""

RECIPROCAL = frozenset({"each other", "one another"})
"""What stands for both sides at once."""

BESIDE = 300
"""Characters around "they accuse each other" within which the sentence's deeds are what is meant."""


class _Charge(NamedTuple):
    """Who charges whom. ``open`` is an accusation in words; else a deed that one side tells of the other."""

    days: Days | None
    forward: bool
    open: bool
    claim: Evidence


def mutual_accusations(
    evidence: Sequence[Evidence],
    who: Bodies,
    described: Container[str],
    calendar: Calendar,
    names: Mapping[str, str],
) -> Iterator[Dispute]:
    """Charges that run both ways between two sides; one of them at least is an accusation in words."""
    wanted = {i for e in evidence if e.predicate == "ACCUSE" for i in e.content}
    by_id = {e.id: e for e in evidence if e.id in wanted}
    between: dict[tuple[str, str], list[_Charge]] = defaultdict(list)
    for accuser, accused, is_open, e in _charges(evidence, who):
        pair = (min(accuser, accused), max(accuser, accused))
        between[pair].append(_Charge(covered(e, calendar), accuser == pair[0], is_open, e))
    for pair in sorted(between):
        for run in _runs(between[pair]):
            about = f"{names.get(pair[0], pair[0])} and {names.get(pair[1], pair[1])} accuse each other"
            first, second = (_side(run, forward, by_id) for forward in (True, False))
            made = dispute("mutual accusation", about, first, second)
            if made:
                yield made
    yield from _reciprocal(evidence, by_id, described, names)


def _charges(evidence: Iterable[Evidence], who: Bodies) -> Iterator[tuple[str, str, bool, Evidence]]:
    """Accuser, accused, whether in so many words, and the claim."""
    for e in evidence:
        if e.denied or e.unknown:
            continue
        if e.predicate == "ACCUSE":
            rows = [(s, o, True) for s in e.subjects for o in e.objects] if e.real else []
        elif e.speaker and not e.anonymous and (e.real or (e.alleged and e.modality == "possible")):
            rows = [(e.speaker, s, e.alleged) for s in e.subjects]
        else:
            continue
        for accuser, accused, is_open in rows:
            one, other = who.top(accuser), who.top(accused)
            if one == other:
                one, other = accuser, accused
            if one != other:
                yield one, other, is_open, e


def _side(run: Sequence[_Charge], forward: bool, by_id: Mapping[str, Evidence]) -> list[Evidence]:
    """The charges of one side: accusations with what they contain, and deeds that answer the other's in kind."""
    theirs = [c.claim for c in run if c.forward != forward and c.open]
    kinds = {family(e.predicate) for e in _with_content(theirs, by_id)} | {VIOLENT}
    told = [
        c.claim
        for c in run
        if c.forward == forward and (c.open or (theirs and family(c.claim.predicate) in kinds))
    ]
    return _with_content(told, by_id)


def _with_content(claims: Sequence[Evidence], by_id: Mapping[str, Evidence]) -> list[Evidence]:
    return [*claims, *(by_id[i] for e in claims for i in e.content if i in by_id)]


def _runs(rows: Iterable[_Charge]) -> Iterator[list[_Charge]]:
    """Charges that follow each other closely. Undated ones stand with the first run."""
    run: list[_Charge] = []
    last = 0
    for row in sorted(rows, key=lambda c: (c.days or Days(0, 0), c.claim.id)):
        if run and row.days and last and row.days.first - last > QUARREL_DAYS:
            yield run
            run = []
        run.append(row)
        last = max(last, row.days.last) if row.days else last
    if run:
        yield run


def _reciprocal(
    evidence: Sequence[Evidence],
    by_id: Mapping[str, Evidence],
    described: Container[str],
    names: Mapping[str, str],
) -> Iterator[Dispute]:
    """ "They accuse each other of ...": the accusation, against the deeds that it is about."""
    told: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        told[e.document].append(e)
    for e in evidence:
        deeds = [by_id[i] for i in e.content if i in by_id]
        if not _is_mutual(e, deeds, described, names):
            continue
        kinds = {family(d.predicate) for d in deeds} | {VIOLENT}
        deeds += [d for d in told[e.document] if _is_beside(d, e) and family(d.predicate) in kinds]
        made = dispute("mutual accusation", f"{listed(e.subjects, names)} accuse each other", [e], deeds)
        if made:
            yield made


def _is_mutual(
    e: Evidence, deeds: Sequence[Evidence], described: Container[str], names: Mapping[str, str]
) -> bool:
    """Whether the accusers are the accused: in words, or because two accuse, and nobody else is named."""
    if e.predicate != "ACCUSE" or e.denied or not e.real or not e.shown:
        return False
    if any(names.get(o, "").casefold() in RECIPROCAL for o in e.objects):
        return True
    accused = {s for d in deeds for s in d.subjects if s not in described}
    return len(e.subjects) == 2 and not e.objects and bool(deeds) and accused <= set(e.subjects)


def _is_beside(deed: Evidence, accusation: Evidence) -> bool:
    near = abs(deed.trigger.start - accusation.trigger.start) <= BESIDE
    return near and deed.real and not deed.denied and bool(set(deed.subjects) & set(accusation.subjects))
