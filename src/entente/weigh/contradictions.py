"""Disputes between claims: denials, accusations thrown both ways, doubts, headlines that say more."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from entente.model import Dispute
from entente.ontology import alike, all_predicates, predicate
from entente.weigh.accusations import mutual_accusations
from entente.weigh.bodies import Bodies
from entente.weigh.evidence import Calendar, Evidence
from entente.weigh.phases import covered
from entente.weigh.sides import acting, dispute, sentence, shares

EVENT_SLACK_DAYS = 31
"""A denial answers a charge of about the same time."""

STATE_SLACK_DAYS = 180
"""The same for standing ties."""


def contradictions(
    evidence: Sequence[Evidence],
    acts_for: Mapping[str, str],
    who: Bodies,
    described: Container[str],
    calendar: Calendar,
    names: Mapping[str, str],
) -> Iterator[Dispute]:
    """Disputes that two sets of claims make by themselves. ``acts_for`` maps leaders to their bodies.

    ``who`` says for whom spokesmen and organs speak; ``described`` holds actors that have no name.
    """
    matter = _Matter(evidence, acts_for, calendar)
    yield from _denials(evidence, matter, names)
    yield from _doubts(evidence, matter, names)
    yield from _refusals(evidence, matter, names)
    yield from mutual_accusations(evidence, who, described, calendar, names)
    yield from _headlines(evidence, matter, names)


class _Matter:
    """Finds the claims that may be of the same matter as a given one."""

    def __init__(self, evidence: Iterable[Evidence], acts_for: Mapping[str, str], calendar: Calendar) -> None:
        self.acts_for = acts_for
        self._calendar = calendar
        self._pairs: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        self._documents: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for e in evidence:
            self._documents[e.predicate, e.document].append(e)
            for a, b in self._ends(e):
                self._pairs[e.predicate, a, b].append(e)

    def _ends(self, e: Evidence) -> set[tuple[str, str]]:
        subjects, objects = acting(e.subjects, self.acts_for), acting(e.objects, self.acts_for)
        return {(min(s, o), max(s, o)) for s in subjects for o in objects}

    def near(self, e: Evidence, names: Iterable[str]) -> list[Evidence]:
        """Claims by one of the predicates ``names`` about the same sides, sorted by id.

        A claim that leaves a side open says too little to be matched outside its own document.
        """
        found: dict[str, Evidence] = {}
        ends = self._ends(e)
        for name in names:
            rows = [o for a, b in ends for o in self._pairs.get((name, a, b), ())]
            rows += self._documents.get((name, e.document), ())
            found.update((o.id, o) for o in rows)
        return [o for i in sorted(found) if shares(e, o := found[i], self.acts_for)]

    def same_time(self, a: Evidence, b: Evidence, slack: int | None = None) -> bool:
        """Whether two claims can be of the same time. An undated one can be of any."""
        x, y = covered(a, self._calendar), covered(b, self._calendar)
        if x is None or y is None:
            return True
        if slack is None:
            slack = STATE_SLACK_DAYS if predicate(a.predicate).kind == "state" else EVENT_SLACK_DAYS
        return x.first - y.last <= slack and y.first - x.last <= slack


@functools.cache
def _alike_to(name: str) -> tuple[str, ...]:
    return tuple(other for other in all_predicates() if alike(name, other))


def _stated(e: Evidence) -> bool:
    """Whether a claim puts something forward as so, or as charged: not a plan, a demand or a condition."""
    return not e.denied and not e.unknown and (e.real or (e.modality == "possible" and not e.outright))


def _groups(claims: Iterable[Evidence]) -> Iterator[list[Evidence]]:
    """Claims that say the same of the same sides, in order of what they say."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Evidence]] = defaultdict(list)
    for e in claims:
        if e.subjects or e.objects:
            groups[e.predicate, e.subjects, e.objects].append(e)
    for key in sorted(groups):
        yield groups[key]


def _denials(evidence: Sequence[Evidence], matter: _Matter, names: Mapping[str, str]) -> Iterator[Dispute]:
    """A claim and its denial; a plan is denied by the denial of the plan."""
    for denials in _groups(e for e in evidence if e.denied):
        near = matter.near(denials[0], _alike_to(denials[0].predicate))
        pairs = [
            (o, d)
            for o in near
            for d in denials
            if (_stated(o) or (not o.denied and o.modality == d.modality)) and matter.same_time(d, o)
        ]
        about = f"Whether {sentence(denials[0], names)}"
        made = dispute("denial", about, (o for o, _ in pairs), (d for _, d in pairs))
        if made:
            yield made


def _doubts(evidence: Sequence[Evidence], matter: _Matter, names: Mapping[str, str]) -> Iterator[Dispute]:
    for doubts in _groups(e for e in evidence if e.unknown and not e.denied):
        near = matter.near(doubts[0], _alike_to(doubts[0].predicate))
        sure = [o for o in near if _stated(o) and matter.same_time(doubts[0], o)]
        made = dispute("not known", f"Not known whether {sentence(doubts[0], names)}", sure, doubts)
        if made:
            yield made


def _refusals(evidence: Sequence[Evidence], matter: _Matter, names: Mapping[str, str]) -> Iterator[Dispute]:
    """Two sides agreed, says one voice; on the same days one of them refused, says another."""
    for refused in _groups(e for e in evidence if _is_told(e, "REJECT")):
        if not refused[0].subjects or not refused[0].objects:
            continue
        agreed = [e for e in matter.near(refused[0], ("AGREE",)) if _is_told(e, "AGREE")]
        pairs = [
            (a, r)
            for a in agreed
            for r in refused
            if a.objects and (a.teller, a.source) != (r.teller, r.source) and matter.same_time(a, r, 0)
        ]
        about = f"Whether {sentence(agreed[0], names)} or refused" if agreed else ""
        made = dispute("denial", about, (a for a, _ in pairs), (r for _, r in pairs))
        if made:
            yield made


def _is_told(e: Evidence, name: str) -> bool:
    return e.predicate == name and e.shown and e.real and not e.denied


def _headlines(evidence: Sequence[Evidence], matter: _Matter, names: Mapping[str, str]) -> Iterator[Dispute]:
    """A headline gives as done what the body says is planned or denied, or as fact what it has by hearsay."""
    documents: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        documents[e.document].append(e)
    for document in sorted(documents):
        body = [e for e in documents[document] if not e.headline]
        for head in documents[document]:
            if head.headline and head.shown and head.real and not head.denied and head.outright:
                same = [
                    e for e in body if alike(head.predicate, e.predicate) and shares(head, e, matter.acts_for)
                ]
                if same and all(_says_less(e) for e in same):
                    about = f"Headline states it, the body does not: {sentence(head, names)}"
                    made = dispute("headline against body", about, [head], same)
                    if made:
                        yield made


def _says_less(e: Evidence) -> bool:
    return e.denied or not e.real or e.anonymous
