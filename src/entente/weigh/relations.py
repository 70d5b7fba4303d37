"""Relations: ties with their phases, their voices, and one line that says why."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from entente.model import Actor, Means, Phase, Relation
from entente.ontology import phrase, predicate
from entente.weigh.events import identifier
from entente.weigh.evidence import Calendar, Evidence
from entente.weigh.phases import covered, phases
from entente.weigh.ties import Tie, is_role
from entente.weigh.voices import voices

SINGLE_VOICE = 0.9
"""The most that one voice is believed, however sure the reading."""

CONTESTED = 0.6
"""What is left of a tie's confidence while it is contested."""


def relations(
    made: Sequence[Tie],
    evidence: Sequence[Evidence],
    acts_for: Mapping[str, str],
    calendar: Calendar,
    names: Mapping[str, str],
    actors: Sequence[Actor] = (),
) -> list[Relation]:
    """Every tie that is a relation, sorted by id. ``acts_for`` maps leaders to the bodies they lead."""
    kinds, described = {a.id: a.kind for a in actors}, {a.id for a in actors if a.described}
    standing = [t for t in made if not is_role(t, kinds, described)]
    between = _between(evidence, standing, acts_for)
    found = [
        _relation(t, between.get(_pair(t.subject, t.object, acts_for), ()), calendar, names) for t in standing
    ]
    return sorted(found, key=lambda r: r.id)


def _pair(a: str, b: str, acts_for: Mapping[str, str]) -> tuple[str, str]:
    """The two ends in one order, a leader with the body it leads in its place."""
    a, b = acts_for.get(a, a), acts_for.get(b, b)
    return (a, b) if a <= b else (b, a)


def _between(
    evidence: Sequence[Evidence], made: Iterable[Tie], acts_for: Mapping[str, str]
) -> dict[tuple[str, str], list[Evidence]]:
    """Hostile claims that run between the ends of friendly ties."""
    wanted = {_pair(t.subject, t.object, acts_for) for t in made if predicate(t.kind).sign > 0}
    hostile = [e for e in evidence if "conflict" in predicate(e.predicate).quad]
    asked = {c for e in hostile if e.predicate == "REQUEST" for c in e.content}
    content = {e.id: e for e in evidence if e.id in asked}
    found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for e in hostile:
        if _asks_for_help(e, content):
            continue
        for pair in sorted({_pair(s, o, acts_for) for s in e.subjects for o in e.objects} & wanted):
            found[pair].append(e)
    return found


def _asks_for_help(e: Evidence, content: Mapping[str, Evidence]) -> bool:
    """Friends ask each other for help and talks: no quarrel, where all that is asked for is friendly."""
    wishes = [content[c] for c in e.content if c in content] if e.predicate == "REQUEST" else []
    return bool(wishes) and all(predicate(w.predicate).sign > 0 and not w.denied for w in wishes)


def _relation(
    tie: Tie, between: Sequence[Evidence], calendar: Calendar, names: Mapping[str, str]
) -> Relation:
    support = list(tie.support.values())
    stages = phases(tie, between, calendar)
    shown = [p for p in stages if p.state != "not covered"]
    status = shown[-1].state if shown else "contested" if not any(e.outright for e in support) else "firm"
    count = voices(support)
    still = _still_holds(support, calendar) and status != "broken"
    confidence = _confidence(support) * (CONTESTED if status == "contested" else 1.0)
    return Relation(
        id=identifier("r", (tie.kind, tie.subject, tie.object, *tie.support, "-", *tie.denials)),
        kind=tie.kind,
        subject=tie.subject,
        object=tie.object,
        start=shown[0].start if shown else None,
        end=None if still or not shown else shown[-1].end,
        status=status,
        phases=stages,
        claims_for=tuple(tie.support),
        claims_against=tuple(tie.denials),
        voices=count,
        means=_means(support),
        against=tuple(sorted({a for e in support for a in e.against})),
        confidence=round(confidence, 4),
        why=_why(tie, count, shown, names),
    )


def _still_holds(support: Iterable[Evidence], calendar: Calendar) -> bool:
    """Whether a claim of the state itself is told as going on at the case's last day of publication."""
    return any(
        e.modality == "ongoing"
        and predicate(e.predicate).kind == "state"
        and (days := covered(e, calendar)) is not None
        and days.last == calendar.last
        for e in support
    )


def _confidence(support: Iterable[Evidence]) -> float:
    """The chance that not every voice was misread: noisy-or over voices of their surest claim."""
    best: dict[tuple[str, str], float] = {}
    for e in support:
        voice = (e.teller, e.source)
        best[voice] = max(best.get(voice, 0.0), e.confidence)
    wrong = math.prod(1.0 - SINGLE_VOICE * min(max(c, 0.0), 1.0) for _, c in sorted(best.items()))
    return min(max(1.0 - wrong, 0.01), 0.99)


def _means(support: Iterable[Evidence]) -> tuple[Means, ...]:
    count = Counter(m for e in support for m in e.means)
    return tuple(sorted(count, key=lambda m: (-count[m], m)))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _why(tie: Tie, count: int, shown: Sequence[Phase], names: Mapping[str, str]) -> str:
    """One line for a person: what is said, how often, by how many, over which days, against what."""
    head = f"{names.get(tie.subject, tie.subject)} {phrase(tie.kind)} {names.get(tie.object, tie.object)}"
    parts = [f"{_counted(len(tie.support), 'claim')} by {_counted(count, 'independent voice')}"]
    stated = sum(predicate(e.predicate).kind == "state" for e in tie.support.values())
    if not stated:
        parts.append("inferred from deeds, stated by none")
    if shown:
        parts.append(f"covered {shown[0].start} to {shown[-1].end}")
    if tie.denials:
        parts.append(f"{_counted(len(tie.denials), 'claim')} against")
    return f"{head}: {', '.join(parts)}"
