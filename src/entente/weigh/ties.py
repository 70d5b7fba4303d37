"""From claims to ties: which two actors stand in which relation, and what speaks for and against it.

A tie is made by claims of the state itself, and by events that instantiate it (the ontology lists
them). Of some events one happening is enough, of others it takes two. Denied claims speak against.
Plans, demands, threats, possibilities and conditions neither make a tie nor speak against one. A tie that
somebody charges another with is a tie by that voice: it stands as contested. Claims below the display
threshold open no tie; they join what others opened.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entente.model import ACTOR_KINDS, Actor
from entente.ontology import all_predicates, predicate, states
from entente.weigh.events import Happening
from entente.weigh.evidence import REAL, Evidence

ENOUGH = 2
"""Happenings of a weak event type that make a tie."""

PLACE_KINDS = frozenset({"CONTROLS", "PRESENT_IN", "COMMANDS", "MEMBER_OF"})
"""States that an actor may hold towards a place."""

TERRITORIAL = frozenset({"CONTROLS", "PRESENT_IN"})
"""Where forces stand changes by the day: such a tie is standing when told twice, or told to last."""

LASTING_DAYS = 90
"""A territorial claim over this long is standing by itself."""

RELIEF = frozenset({"health", "human_security", "humanitarian"})
"""Contexts in which aid takes no side."""

ARMED_SUBJECT = frozenset({"ASSAULT", "FIGHTS", "MOBILIZE"})
"""Whoever does one of these is an armed actor; whoever only suffers them is not at war."""


@dataclass(slots=True)
class Tie:
    """One relation in the making. ``support`` and ``denials`` are sorted by claim id when done."""

    kind: str
    subject: str
    object: str
    support: dict[str, Evidence] = field(default_factory=dict)
    denials: dict[str, Evidence] = field(default_factory=dict)
    happenings: set[str] = field(default_factory=set)
    """Weak happenings that point to this tie."""
    strong: bool = False
    """Whether one claim makes it by itself."""
    forward: int = 0
    """Claims in the direction subject to object, less those the other way (symmetric kinds only)."""

    @property
    def holds(self) -> bool:
        """Whether the evidence makes a tie."""
        if self.kind in TERRITORIAL and len(self.support) < ENOUGH:
            return self.strong and any(_lasts(e) for e in self.support.values())
        return self.strong or len(self.happenings) >= ENOUGH


def _lasts(e: Evidence) -> bool:
    """Whether a claim says of a stretch, not of a day, that it held: "since March", "from 2011 to 2019"."""
    if e.first is None:
        return False
    return e.last is None or e.last - e.first >= LASTING_DAYS


@functools.cache
def instantiated() -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """For each event type, the states it speaks for, and whether one happening is enough."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for state in states():
        for event in all_predicates()[state].strong:
            found[event].append((state, True))
        for event in all_predicates()[state].weak:
            found[event].append((state, False))
    return {event: tuple(rows) for event, rows in found.items()}


def armed(evidence: Iterable[Evidence]) -> frozenset[str]:
    """Actors that some claim shows to bear arms."""
    found: set[str] = set()
    for e in evidence:
        if e.shown and e.modality in REAL and not e.denied and e.predicate in ARMED_SUBJECT:
            found.update(e.subjects)
            if e.predicate == "FIGHTS":
                found.update(e.objects)
    return frozenset(found)


def ends(e: Evidence, symmetric: bool) -> Iterator[tuple[str, str]]:
    """The pairs that a claim puts in relation."""
    for s in e.subjects:
        for o in e.objects:
            if s != o:
                yield s, o
    if symmetric and not e.objects:
        for n, s in enumerate(e.subjects):
            for o in e.subjects[n + 1 :]:
                yield s, o


def ties(
    evidence: Sequence[Evidence], happenings: Sequence[Happening], actors: Sequence[Actor] = ()
) -> list[Tie]:
    """Every tie that the evidence makes, sorted by kind and ends."""
    event_of = {e.id: h.event.id for h in happenings for e in h.claims}
    fighters = armed(evidence)
    kinds = {a.id: a.kind for a in actors}
    found: dict[tuple[str, str, str], Tie] = {}
    for e in evidence:
        if not _counts(e):
            continue
        if predicate(e.predicate).kind == "state":
            rows: tuple[tuple[str, bool], ...] = ((e.predicate, True),)
        else:
            rows = instantiated().get(e.predicate, ())
        for state, strong in rows:
            for s, o in ends(e, predicate(state).symmetric):
                if _allowed(state, s, o, kinds) and (state == e.predicate or _fits(state, s, o, fighters)):
                    _add(found, e, (state, s, o), strong and _takes_sides(e), event_of.get(e.id, e.id))
    _fold_office_holders(found, kinds)
    _drop_what_war_says_already(found)
    made = [_turned(t) for t in found.values() if t.holds]
    return sorted(made, key=lambda t: (t.kind, t.subject, t.object))


def _counts(e: Evidence) -> bool:
    """Whether a claim says of a tie that it is, or is not; a charge counts where it names the tie itself."""
    if e.headline and e.denied:
        return False
    charged = e.alleged and e.modality == "possible" and predicate(e.predicate).kind == "state"
    return e.modality in REAL or charged


def _allowed(state: str, subject: str, object_: str, kinds: Mapping[str, str]) -> bool:
    """Only actors hold ties; places are held or entered. Unknown kinds pass."""
    a, b = kinds.get(subject, "unknown"), kinds.get(object_, "unknown")
    if a != "unknown" and a not in ACTOR_KINDS:
        return False
    if b == "place":
        return state in PLACE_KINDS
    if a == "person" and state == "MEMBER_OF":
        return False  # A person's post or membership is a role of the actor, dated there.
    return b in ACTOR_KINDS or b == "unknown" or (b == "issue" and state == "OPPOSES")


def _takes_sides(e: Evidence) -> bool:
    """One act of help shows backing when it says with what, or goes on; relief takes no side."""
    if e.predicate != "AID":
        return True
    return not RELIEF & set(e.contexts) and (bool(e.means) or e.modality == "ongoing")


def _fits(state: str, subject: str, object_: str, fighters: frozenset[str]) -> bool:
    """Violence against the unarmed is no war."""
    return state != "FIGHTS" or (subject in fighters and object_ in fighters)


def _add(
    found: dict[tuple[str, str, str], Tie], e: Evidence, key: tuple[str, str, str], strong: bool, event: str
) -> None:
    state, s, o = key
    straight = not predicate(state).symmetric or s <= o
    a, b = (s, o) if straight else (o, s)
    tie = found.get((state, a, b))
    if tie is None:
        tie = found[state, a, b] = Tie(state, a, b)
    if e.denied:
        if strong:
            tie.denials[e.id] = e
        return
    tie.support[e.id] = e
    tie.forward += 1 if straight else -1
    if not e.shown:
        return
    if strong:
        tie.strong = True
    else:
        tie.happenings.add(event)


def _turned(tie: Tie) -> Tie:
    """A symmetric tie reads from the end that the claims name first more often."""
    if tie.forward < 0:
        tie.subject, tie.object = tie.object, tie.subject
    tie.support = dict(sorted(tie.support.items()))
    tie.denials = dict(sorted(tie.denials.items()))
    return tie


def is_role(tie: Tie, kinds: Mapping[str, str], described: Container[str]) -> bool:
    """Whether a tie is an office rather than a standing between two actors: it is told as the actor's role.

    So are the head of a state, anybody's membership of one, and the head or member of what no text names
    ("a delegation").
    """
    if tie.kind not in ("COMMANDS", "MEMBER_OF"):
        return False
    leads_state = kinds.get(tie.object) == "state" and (
        tie.kind == "MEMBER_OF" or kinds.get(tie.subject) == "person"
    )
    return leads_state or tie.object in described


def principals(commands: Iterable[tuple[str, str]], kinds: Mapping[str, str]) -> dict[str, str]:
    """For whom a leader acts, from pairs of leader and body: the body, where it leads exactly one.

    A state acts for itself, whatever it is said to lead: one misread sentence must not give all its deeds to another.
    """
    led: dict[str, set[str]] = defaultdict(set)
    for leader, body in commands:
        if kinds.get(leader) not in ("state", "government", "intergovernmental"):
            led[leader].add(body)
    return {leader: next(iter(bodies)) for leader, bodies in led.items() if len(bodies) == 1}


def _fold_office_holders(found: dict[tuple[str, str, str], Tie], kinds: Mapping[str, str]) -> None:
    """Where a state holds the same tie as its leader, it is told once, of the state.

    Leaders of other bodies keep their own ties: a warlord is more than his army.
    """
    led = ((s, o) for (kind, s, o), tie in found.items() if kind == "COMMANDS" and tie.holds)
    acts_for = principals((pair for pair in led if kinds.get(pair[1]) in ("state", "government")), kinds)
    for key in sorted(found):
        kind, s, o = key
        if kind in PLACE_KINDS:
            continue
        for leader, other in ((s, o), (o, s)) if predicate(kind).symmetric else ((s, o),):
            body = acts_for.get(leader)
            if body is None or body == other:
                continue
            swapped = predicate(kind).symmetric and body > other
            upper = found.get((kind, other, body) if swapped else (kind, body, other))
            if upper is not None and upper.support and key in found:
                lower = found.pop(key)
                upper.support.update(lower.support)
                upper.denials.update(lower.denials)
                upper.happenings |= lower.happenings
                upper.strong |= lower.strong


def _drop_what_war_says_already(found: dict[tuple[str, str, str], Tie]) -> None:
    """Words of enmity between actors at war make no tie of their own; a claim that they are opposed does."""
    for key in sorted(found):
        if key[0] == "OPPOSES" and not found[key].strong:
            war = found.get(("FIGHTS", key[1], key[2]))
            if war is not None and war.holds:
                del found[key]
