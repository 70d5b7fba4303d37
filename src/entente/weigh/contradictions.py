"""Disputes between claims: denials, accusations thrown both ways, doubts, headlines that say more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from entente.model import Dispute
from entente.ontology import alike, all_predicates, predicate
from entente.weigh.evidence import Calendar, Evidence
from entente.weigh.phases import Days, covered
from entente.weigh.sides import dispute, sentence, shares

EVENT_SLACK_DAYS = 31
"""A denial answers a charge of about the same time."""

STATE_SLACK_DAYS = 180
"""The same for standing ties."""

QUARREL_DAYS = 180
"""Accusations further apart than this are two quarrels."""

Index = dict[tuple[str, str], list[Evidence]]


def contradictions(
    evidence: Sequence[Evidence], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    """Disputes that two sets of claims make by themselves."""
    by_actor = _index(evidence)
    yield from _denials(evidence, by_actor, calendar, names)
    yield from _doubts(evidence, by_actor, calendar, names)
    yield from _mutual_accusations(evidence, calendar, names)
    yield from _headlines(evidence, names)


def _index(evidence: Iterable[Evidence]) -> Index:
    found: Index = defaultdict(list)
    for e in evidence:
        for actor in sorted({*e.subjects, *e.objects}):
            found[e.predicate, actor].append(e)
    return found


def _near(e: Evidence, index: Index) -> list[Evidence]:
    """Claims that may be of the same matter: predicate alike, somebody shared."""
    found: dict[str, Evidence] = {}
    for name in all_predicates():
        if alike(e.predicate, name):
            for actor in {*e.subjects, *e.objects}:
                found.update((o.id, o) for o in index.get((name, actor), ()) if shares(e, o))
    return [found[i] for i in sorted(found)]


def stated(e: Evidence) -> bool:
    """Whether a claim puts something forward as so, or as charged: not a plan, a demand or a condition."""
    return not e.denied and not e.unknown and (e.real or (e.modality == "possible" and not e.outright))


def same_time(a: Evidence, b: Evidence, calendar: Calendar) -> bool:
    """Whether two claims can be of the same time. An undated one can be of any."""
    x, y = covered(a, calendar), covered(b, calendar)
    if x is None or y is None:
        return True
    slack = STATE_SLACK_DAYS if predicate(a.predicate).kind == "state" else EVENT_SLACK_DAYS
    return x.first - y.last <= slack and y.first - x.last <= slack


def _denials(
    evidence: Sequence[Evidence], index: Index, calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Evidence]] = defaultdict(list)
    for e in evidence:
        if e.denied and (e.subjects or e.objects):
            groups[e.predicate, e.subjects, e.objects].append(e)
    for key in sorted(groups):
        denials = groups[key]
        near = [o for o in _near(denials[0], index) if stated(o)]
        against = [o for o in near if any(same_time(d, o, calendar) for d in denials)]
        told = [d for d in denials if any(same_time(d, o, calendar) for o in against)]
        made = dispute("denial", f"Whether {sentence(denials[0], names)}", against, told)
        if made:
            yield made


def _doubts(
    evidence: Sequence[Evidence], index: Index, calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Evidence]] = defaultdict(list)
    for e in evidence:
        if e.unknown and not e.denied and (e.subjects or e.objects):
            groups[e.predicate, e.subjects, e.objects].append(e)
    for key in sorted(groups):
        doubts = groups[key]
        sure = [o for o in _near(doubts[0], index) if stated(o) and same_time(doubts[0], o, calendar)]
        made = dispute("not known", f"Not known whether {sentence(doubts[0], names)}", sure, doubts)
        if made:
            yield made


def _charges(evidence: Iterable[Evidence]) -> Iterator[tuple[str, str, Evidence]]:
    """Who charges whom, in which claim: accusations, and deeds that a source alleges of another."""
    for e in evidence:
        if e.denied:
            continue
        if e.predicate == "ACCUSE" and e.real:
            yield from ((s, o, e) for s in e.subjects for o in e.objects if s != o)
        elif e.alleged and e.source.startswith("source:"):
            accuser = e.source.removeprefix("source:")
            yield from ((accuser, s, e) for s in e.subjects if s != accuser)


def _mutual_accusations(
    evidence: Sequence[Evidence], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    between: dict[tuple[str, str], list[tuple[Days | None, bool, Evidence]]] = defaultdict(list)
    for accuser, accused, e in _charges(evidence):
        pair = (min(accuser, accused), max(accuser, accused))
        between[pair].append((covered(e, calendar), accuser == pair[0], e))
    content = {c: e for e in evidence for c in e.content if e.predicate == "ACCUSE"}
    by_id = {e.id: e for e in evidence if e.id in content}
    for pair in sorted(between):
        for run in _runs(between[pair]):
            sides: tuple[list[Evidence], list[Evidence]] = ([], [])
            for _, forward, e in run:
                sides[forward].append(e)
                sides[forward].extend(by_id[c] for c in e.content if c in by_id)
            about = f"{names.get(pair[0], pair[0])} and {names.get(pair[1], pair[1])} accuse each other"
            made = dispute("mutual accusation", about, sides[1], sides[0])
            if made:
                yield made


def _runs(
    rows: Sequence[tuple[Days | None, bool, Evidence]],
) -> Iterator[list[tuple[Days | None, bool, Evidence]]]:
    """Charges that follow each other closely. Undated ones stand with the first run."""
    dated = sorted(rows, key=lambda r: (r[0] or Days(0, 0), r[2].id))
    run: list[tuple[Days | None, bool, Evidence]] = []
    last = 0
    for row in dated:
        if run and row[0] and last and row[0].first - last > QUARREL_DAYS:
            yield run
            run = []
        run.append(row)
        last = max(last, row[0].last) if row[0] else last
    if run:
        yield run


def _headlines(evidence: Sequence[Evidence], names: Mapping[str, str]) -> Iterator[Dispute]:
    """A headline gives as done what the body says is planned or denied, or as fact what it has by hearsay."""
    documents: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        documents[e.document].append(e)
    for document in sorted(documents):
        body = [e for e in documents[document] if not e.headline]
        for head in documents[document]:
            if head.headline and head.real and not head.denied and head.outright:
                same = [e for e in body if alike(head.predicate, e.predicate) and shares(head, e)]
                if same and all(_says_less(e) for e in same):
                    about = f"Headline states it, the body does not: {sentence(head, names)}"
                    made = dispute("headline against body", about, [head], same)
                    if made:
                        yield made


def _says_less(e: Evidence) -> bool:
    return e.denied or not e.real or e.anonymous
