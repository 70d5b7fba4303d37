"""Denials as texts tell them: a charge, and a sentence or two later the answer of the charged.

The answer often repeats neither the deed nor the accuser ("the ministry rejected this"), so that the two
share no predicate and few participants. Inside one document they are matched by who is charged, who
answers and how near the two stand.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from entente.model import Dispute
from entente.weigh.bodies import Bodies
from entente.weigh.evidence import Evidence
from entente.weigh.sides import dispute, family, fit, listed, sentence

REACH = 900
"""Characters between a charge and its answer: a long paragraph, or the end of one and the next."""

CLOSE = 600
"""The same where nothing but nearness joins the two: two or three sentences."""

BEFORE = 200
"""An answer may stand before its charge in the same sentence ("denied reports that ...")."""

BESIDE = 80
"""Characters within which a request and its refusal stand ("refused her request")."""

NO_CHARGE = frozenset({"COMMANDS", "MEMBER_OF", "REJECT", "REQUEST", "CONSULT", "RECOGNIZES"})
"""What nobody is charged with by being its subject."""


def answers(
    evidence: Sequence[Evidence], who: Bodies, described: Container[str], names: Mapping[str, str]
) -> Iterator[Dispute]:
    """Charges and their denials inside each document. ``described`` holds actors that have no name."""
    documents: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        documents[e.document].append(e)
    for document in sorted(documents):
        told = sorted(documents[document], key=lambda e: (e.trigger, e.id))
        if any(_is_answer(e) for e in told):
            yield from _Page(told, who, described, names).disputes()


class _Page:
    """One document's claims in the order of its text."""

    def __init__(
        self, told: list[Evidence], who: Bodies, described: Container[str], names: Mapping[str, str]
    ) -> None:
        self._told = told
        self._who = who
        self._described = described
        self._names = names
        self._by_id = {e.id: e for e in told}
        self._charges = [e for e in told if self._is_charge(e)]
        self._charged = {e.id for e in self._charges}

    def disputes(self) -> Iterator[Dispute]:
        met: dict[str, list[Evidence]] = defaultdict(list)
        loose: list[Evidence] = []
        for answer in self._told:
            if _is_answer(answer):
                charge = self._charge_against(answer)
                if charge is None:
                    loose.append(answer)
                else:
                    met[charge.id].append(answer)
        for answer in loose:
            charge = self._charge_before(answer)
            if charge is not None:
                met[charge.id].append(answer)
        for charge in self._charges:
            if charge.id in met:
                made = self._dispute(charge, met[charge.id])
                if made:
                    yield made

    def _contents(self, claims: Iterable[Evidence]) -> list[Evidence]:
        return [self._by_id[i] for e in claims for i in e.content if i in self._by_id]

    def _dispute(self, charge: Evidence, given: Sequence[Evidence]) -> Dispute | None:
        accused = self._accused(charge)
        one = [
            c
            for c in self._around(charge, REACH)
            if c is charge or (c.id in self._charged and self._accused(c) & accused)
        ]
        denied = {e.id for e in given}
        other = [*given, *(e for e in self._contents(given) if e.denied)]
        other += [
            e
            for g in given
            for e in self._around(g, BEFORE)
            if e.predicate == "REJECT" and denied.intersection(e.content)
        ]
        about = self._about(max(one, key=lambda c: (c.confidence, c.id)), given)
        return dispute("denial", about, one + self._deeds(one), other)

    def _deeds(self, charges: Iterable[Evidence]) -> list[Evidence]:
        """What the accusations contain, where it was read."""
        return [e for e in self._contents(charges) if not e.denied and _is_told(e)]

    def _about(self, charge: Evidence, given: Sequence[Evidence]) -> str:
        clear = next((g for g in given if g.denied and g.subjects and g.objects), None)
        if clear is not None:
            return f"Whether {sentence(clear, self._names)}"
        if charge.predicate != "ACCUSE":
            if charge.objects or not charge.speaker:
                return f"Whether {sentence(charge, self._names)}"
            return (
                f"What {listed([charge.speaker], self._names)} says of {listed(charge.subjects, self._names)}"
            )
        deed = next((e for e in self._deeds([charge]) if e.subjects), None)
        if deed is not None:
            return f"Whether {sentence(deed, self._names)}"
        accused = listed(sorted(self._accused(charge)), self._names)
        return f"What {listed(charge.subjects, self._names)} accused {accused} of"

    def _is_charge(self, e: Evidence) -> bool:
        """An accusation, or a deed that somebody tells of another."""
        if e.denied or e.unknown:
            return False
        if e.predicate == "ACCUSE":
            return e.real and bool(self._accused(e))
        if e.predicate in NO_CHARGE or not e.subjects or not e.speaker:
            return False
        return _is_told(e) and not self._who.sides([e.speaker]) & self._who.sides(e.subjects)

    def _accused(self, e: Evidence) -> frozenset[str]:
        if e.predicate != "ACCUSE":
            return frozenset(e.subjects)
        return frozenset(e.objects or (s for c in self._contents([e]) for s in c.subjects))

    def _accusers(self, e: Evidence) -> frozenset[str]:
        return frozenset(
            (*(e.subjects if e.predicate == "ACCUSE" else ()), *([e.speaker] if e.speaker else ()))
        )

    def _speakers(self, answer: Evidence) -> frozenset[str]:
        return self._who.sides((*answer.subjects, *([answer.speaker] if answer.speaker else ())))

    def _candidates(self, answer: Evidence, first: int, last: int) -> list[Evidence]:
        """Charges by others, ``first`` to ``last`` characters before the answer."""
        speakers, at = self._speakers(answer), answer.trigger.start
        low = bisect.bisect_left(self._charges, at - last, key=_start)
        high = bisect.bisect_right(self._charges, at - first, key=_start)
        return [
            c
            for c in self._charges[low:high]
            if c is not answer and c.id not in answer.content and not self._accusers(c) & speakers
        ]

    def _charge_against(self, answer: Evidence) -> Evidence | None:
        """The nearest charge against the speaker or its side, or by the one whom a rejection is said to."""
        speakers = self._speakers(answer)
        found = [
            c
            for c in self._candidates(answer, -BEFORE, REACH)
            if self._who.sides(self._accused(c)) & speakers
            or (
                answer.predicate == "REJECT"
                and frozenset(answer.objects) & self._who.sides(self._accusers(c))
            )
        ]
        return min(found, key=lambda c: (abs(_gap(c, answer)), c.id), default=None)

    def _charge_before(self, answer: Evidence) -> Evidence | None:
        """The last charge or deed before an answer that says little of what it answers.

        Not where somebody else answers in between. A deed that was read must be of the same matter.
        """
        found = self._candidates(answer, 1, CLOSE)
        if answer.denied:
            own = self._who.sides([answer.speaker]) & self._who.sides(answer.subjects)
            found = [
                c for c in found if own and (c.predicate == "ACCUSE" or self._is_of_one_matter(answer, c))
            ]
            found += [c for c in self._around(answer, REACH) if self._is_plain(answer, c)]
        elif answer.objects or answer.content or self._is_refusal(answer):
            return None
        charge = max(found, key=lambda c: (c.shown, c.trigger.start, c.id), default=None)
        if charge is None or self._answered_between(charge, answer):
            return None
        return charge

    def _around(self, e: Evidence, reach: int) -> list[Evidence]:
        low = bisect.bisect_left(self._told, e.trigger.start - reach, key=_start)
        high = bisect.bisect_right(self._told, e.trigger.start + reach, key=_start)
        return self._told[low:high]

    def _answered_between(self, charge: Evidence, answer: Evidence) -> bool:
        return any(
            _is_answer(e) and charge.trigger < e.trigger < answer.trigger and answer.id not in e.content
            for e in self._around(answer, REACH)
        )

    def _is_refusal(self, answer: Evidence) -> bool:
        """Whether a request stands beside the rejection: then that is what was refused."""
        return any(e.predicate == "REQUEST" for e in self._around(answer, BESIDE))

    def _is_of_one_matter(self, answer: Evidence, e: Evidence) -> bool:
        """Whether a denied deed can be the one that ``e`` tells of."""
        named = [[o for o in x.objects if o not in self._described] for x in (answer, e)]
        return family(answer.predicate) == family(e.predicate) and fit(*named)

    def _is_plain(self, answer: Evidence, e: Evidence) -> bool:
        """Whether the outlet itself tells of the deed that the answer denies."""
        told = _is_told(e) and e.outright and not e.denied and bool(set(e.subjects) & set(answer.subjects))
        return told and self._is_of_one_matter(answer, e)


def _is_answer(e: Evidence) -> bool:
    """Somebody says no: a bare rejection, or a deed with its denial."""
    if e.predicate == "REJECT" and not e.denied:
        return e.shown and e.real and bool(e.subjects)
    return e.denied and bool(e.speaker) and not e.unknown


def _is_told(e: Evidence) -> bool:
    """Whether a claim tells of a deed as done, or as alleged."""
    return e.real or (e.modality == "possible" and e.alleged)


def _start(e: Evidence) -> int:
    return e.trigger.start


def _gap(first: Evidence, second: Evidence) -> int:
    """Characters from one claim's words to another's; negative where the second stands before."""
    return second.trigger.start - first.trigger.start
