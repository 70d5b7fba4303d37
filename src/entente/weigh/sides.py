"""The form of a dispute: two sides of one to six claims, none on both, and one line for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entente.model import Dispute, DisputeKind
from entente.ontology import phrase, predicate
from entente.weigh.events import identifier
from entente.weigh.evidence import Evidence

SIDE_CLAIMS = 6
"""Claims that a side shows at most; each voice is heard before one speaks twice."""

FAMILIES = (
    ("ASSAULT", "COERCE", "FIGHTS"),
    ("AID", "BACKS", "SUPPORT", "COOPERATE", "ALLIED_WITH"),
    ("AGREE", "CONSULT", "MEDIATES"),
    ("MOBILIZE", "PRESENT_IN"),
    ("CONCEDE", "RETREAT"),
)
"""Wider than the ontology's likeness: who denies "helping" may be charged with "arming"."""


def pick(claims: Iterable[Evidence]) -> list[Evidence]:
    """The claims that stand for a side: the surest of each voice first, then the next of each."""
    turns: dict[tuple[str, str], int] = {}
    ranked: list[tuple[int, float, str, Evidence]] = []
    for e in sorted({e.id: e for e in claims}.values(), key=lambda e: (-e.confidence, e.id)):
        turn = turns[e.teller, e.source] = turns.get((e.teller, e.source), -1) + 1
        ranked.append((turn, -e.confidence, e.id, e))
    return [row[3] for row in sorted(ranked, key=lambda row: row[:3])[:SIDE_CLAIMS]]


def dispute(kind: DisputeKind, about: str, a: Iterable[Evidence], b: Iterable[Evidence]) -> Dispute | None:
    """A dispute of two sides; None where one of them is empty once shared claims are left out, or where
    no claim reaches the display threshold."""
    first = pick(a)
    taken = {e.id for e in first}
    second = pick(e for e in b if e.id not in taken)
    if not first or not second or not any(e.shown for e in (*first, *second)):
        return None
    ids_a, ids_b = tuple(sorted(taken)), tuple(sorted(e.id for e in second))
    actors = {x for e in (*first, *second) for x in e.subjects + e.objects}
    return Dispute(
        id=identifier("d", (kind, *ids_a, "-", *ids_b)),
        kind=kind,
        about=about,
        claims_a=ids_a,
        claims_b=ids_b,
        actors=tuple(sorted(actors)),
    )


def listed(actors: Sequence[str], names: Mapping[str, str]) -> str:
    """Names in a row: "A", "A and B", "A, B and others"."""
    shown = [names.get(a, a) for a in actors]
    if len(shown) > 2:
        return f"{shown[0]}, {shown[1]} and others"
    return " and ".join(shown) or "somebody"


def sentence(e: Evidence, names: Mapping[str, str]) -> str:
    """What a claim says, as if asserted: "A backs B"."""
    tail = f" {listed(e.objects, names)}" if e.objects else ""
    verb = phrase(e.predicate)
    if not tail:
        verb = verb.rsplit(" ", 1)[0] if verb.endswith((" with", " to", " in", " on", " against")) else verb
    return f"{listed(e.subjects, names)} {verb}{tail}"


def acting(actors: Iterable[str], acts_for: Mapping[str, str]) -> frozenset[str]:
    """The actors, each leader with the body it acts for in its place."""
    return frozenset([acts_for.get(a, a) for a in actors])


def shares(a: Evidence, b: Evidence, acts_for: Mapping[str, str]) -> bool:
    """Whether two claims can be about the same sides: nothing both state differs, something is the same.

    A leader stands for the body it leads (``acts_for``); ends of a symmetric predicate may be swapped.
    """
    s, o = acting(a.subjects, acts_for), acting(a.objects, acts_for)
    t, p = acting(b.subjects, acts_for), acting(b.objects, acts_for)
    if fit(s, t) and fit(o, p):
        return bool(s & t or o & p)
    return predicate(a.predicate).symmetric and bool(s & p) and bool(o & t)


def fit(x: Iterable[str], y: Iterable[str]) -> bool:
    """Whether two lists of actors can be one side: one is empty, or they share somebody."""
    first, second = frozenset(x), frozenset(y)
    return not first or not second or bool(first & second)


def family(name: str) -> str:
    """The predicates that two accounts of one matter may use for each other, under one name."""
    return next((members[0] for members in FAMILIES if name in members), name)
