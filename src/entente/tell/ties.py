"""Who stands with whom: relations by pair, and the points where they turned."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entente.model import Phase, PhaseState, Relation
from entente.ontology import predicate
from entente.tell import dates, words
from entente.tell.evidence import best, gathered, tellers
from entente.tell.page import Group, Line, Record, Section

POLITICAL = frozenset({"BACKS", "OPPOSES", "ALLIED_WITH", "FIGHTS", "MEDIATES", "RECOGNIZES"})
"""Ties of will between two actors; the other kinds say who leads, belongs to, holds or is where."""
_PAIRS, _TURNS, _POSTS = 8, 10, 6
_SHOWN = 3
"""Claims shown a side; the rest are counted."""
_RECENT = dt.timedelta(days=365)
_BEGINNING = 0.5
"""What the first evidence of a tie weighs beside a turn of 1.5 to 3: a first report is seldom the start itself."""
_STATE_WORDS: dict[PhaseState, str] = {
    "firm": "holds firm",
    "strained": "is strained",
    "contested": "is contested",
    "broken": "is broken",
    "not covered": "is not spoken of",
}
_GRAVITY: dict[PhaseState, float] = {
    "firm": 1.5,
    "strained": 1.5,
    "contested": 2.0,
    "broken": 3.0,
    "not covered": 0.0,
}


def names(record: Record) -> Mapping[str, str]:
    """Actor handles to names."""
    return {handle: actor.name for handle, actor in record.actors.items()}


def weight(tie: Relation) -> float:
    """How much a relation matters in a brief: independent voices, then claims, scaled by confidence."""
    return tie.confidence * (math.log2(1 + tie.voices) + 0.25 * math.log2(1 + len(tie.claims_for)))


def connected(ties: Iterable[Relation]) -> list[tuple[str, int]]:
    """Actors with political ties, the best connected first: handle and number of actors that it is tied to."""
    weights: Counter[str] = Counter()
    partners: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.kind in POLITICAL:
            for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
                weights[one] += int(1000 * weight(tie))
                partners[one].add(other)
    return [(one, len(partners[one])) for one in sorted(weights, key=lambda one: (-weights[one], one))]


def between_named(record: Record) -> list[Relation]:
    """Political ties whose two ends have names. Who is only described ("fighters") may be anybody."""
    known = record.actors
    return [
        tie
        for tie in record.relations
        if tie.kind in POLITICAL
        and not any(end in known and known[end].described for end in (tie.subject, tie.object))
    ]


def last_day(record: Record) -> dt.date | None:
    """The last day that the record reaches: the latest publication, else the latest end of a relation."""
    ends = [entry.published.interval.end for entry in record.documents.values() if entry.published]
    days = [day for day in ends if day] or [tie.end for tie in record.relations if tie.end]
    return max(days, default=None)


# --------------------------------------------------------------------------- who stands with whom


def standing(record: Record) -> Section | None:
    """Political ties by pair, weightiest pair first; in a pair the latest tie first."""
    pairs: dict[tuple[str, ...], list[Relation]] = defaultdict(list)
    for tie in between_named(record):
        pairs[tuple(sorted((tie.subject, tie.object)))].append(tie)
    ranked = sorted(pairs.items(), key=lambda item: (-sum(map(weight, item[1])), item[0]))
    groups = tuple(_pair(record, ties) for _, ties in ranked[:_PAIRS])
    if not groups:
        return None
    left = len(ranked) - len(groups)
    vague = sum(1 for tie in record.relations if tie.kind in POLITICAL) - sum(len(ties) for _, ties in ranked)
    rest = [f"{words.counted(left, 'more pair')}: entente relations, or --between A B."] if left else []
    if vague:
        rest.append(f"{words.counted(vague, 'tie')} of actors without a name left out: entente relations.")
    return Section(
        key="standing",
        title="Who stands with whom",
        groups=groups,
        intro="By pair, the weightiest first. “Now” is spoken of in the last year of the record; “earlier” is silent "
        "since then, which does not mean ended.",
        rest=" ".join(rest),
    )


def posts(record: Record) -> Section | None:
    """Who leads, belongs to, holds and is where."""
    ties = sorted((t for t in record.relations if t.kind not in POLITICAL), key=lambda t: (-weight(t), t.id))
    lines = tuple(_tie_line(record, tie) for tie in ties[:_POSTS])
    if not lines:
        return None
    left = len(ties) - len(lines)
    return Section(
        key="posts",
        title="Who leads, belongs, holds",
        groups=(Group("", lines),),
        rest=f"{words.counted(left, 'more tie')}: entente relations." if left else "",
    )


def _pair(record: Record, ties: Iterable[Relation]) -> Group:
    ordered = sorted(ties, key=lambda tie: (-(tie.end or dt.date.max).toordinal(), -weight(tie), tie.id))
    first = max(ordered, key=lambda tie: (weight(tie), tie.id))
    known = names(record)
    heading = f"{known.get(first.subject, first.subject)} and {known.get(first.object, first.object)}"
    return Group(heading, tuple(_tie_line(record, tie) for tie in ordered))


def _tie_line(record: Record, tie: Relation) -> Line:
    support, more = gathered(record, tie.claims_for, _SHOWN)
    against, more_against = gathered(record, tie.claims_against, _SHOWN)
    return Line(
        text=words.relation(tie, names(record)),
        when=_now_or_before(record, tie),
        notes=tuple(note for note in (_course(tie), _weighed(record, tie)) if note),
        confidence=tie.confidence,
        evidence=support,
        against=against,
        more=more,
        more_against=more_against,
        state=tie.status,
        record=tie.id,
    )


def _now_or_before(record: Record, tie: Relation) -> str:
    covered = dates.span(tie.start, tie.end)
    if covered == dates.NO_DATE:
        return "undated"
    latest = last_day(record)
    now = tie.end is None or latest is None or tie.end >= latest - _RECENT
    label = "broken" if tie.status == "broken" else "now" if now else "earlier"
    return f"{label}: {covered}"


def _course(tie: Relation) -> str:
    """The phases as one line: "firm March 2014 to May 2018; no source 2019; strained since June 2020"."""
    told = [phase for phase in tie.phases if phase.state != "not covered"]
    if len({phase.state for phase in told}) < 2:
        return tie.status
    return "; ".join(
        f"{'no source' if phase.state == 'not covered' else phase.state} {dates.span(phase.start, phase.end)}"
        for phase in tie.phases
    )


def _weighed(record: Record, tie: Relation) -> str:
    """How many independent voices, who they are, how many claims speak for and against."""
    voices, who = (
        words.counted(tie.voices, "independent voice"),
        tellers(record, best(record, tie.claims_for)),
    )
    told = f"{voices}{f' ({who})' if who else ''}; {words.counted(len(tie.claims_for), 'claim')} for"
    return f"{told}, {len(tie.claims_against)} against" if tie.claims_against else told


# --------------------------------------------------------------------------- what changed


@dataclass(frozen=True, slots=True)
class _Turn:
    when: dt.date
    text: str
    tie: Relation
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    gravity: float
    state: PhaseState


def turning_points(record: Record) -> Section | None:
    """Where relations turned: a phase that differs from the one before, a pair that changed sides, and with
    less weight the first evidence of a tie."""
    political = between_named(record)
    turns = [turn for tie in political for turn in _phase_turns(record, tie)] + _changed_sides(
        record, political
    )
    turned = {(turn.tie.id, turn.when) for turn in turns}
    turns += [
        turn for tie in political for turn in _beginnings(record, tie) if (tie.id, turn.when) not in turned
    ]
    turns.sort(key=lambda turn: (-turn.gravity * weight(turn.tie), turn.when, turn.text))
    chosen = sorted(turns[:_TURNS], key=lambda turn: (turn.when, turn.text))
    if not chosen:
        return None
    left = len(turns) - len(chosen)
    return Section(
        key="turns",
        title="What changed, and when",
        groups=(Group("", tuple(_turn_line(record, turn) for turn in chosen)),),
        intro="Dates are those of the first evidence of the new state; the turn itself may lie earlier.",
        rest=f"{words.counted(left, 'lesser turn')} left out: entente relations." if left else "",
    )


def _phase_turns(record: Record, tie: Relation) -> list[_Turn]:
    told = [phase for phase in tie.phases if phase.state != "not covered"]
    noun = words.capital(words.tie_noun(tie, names(record)))
    return [
        _Turn(
            after.start,
            f"{noun}, {before.state} until then, {_STATE_WORDS[after.state]}",
            tie,
            *_sides(tie, after),
            _GRAVITY[after.state],
            after.state,
        )
        for before, after in itertools.pairwise(told)
        if after.start and before.state != after.state
    ]


def _beginnings(record: Record, tie: Relation) -> list[_Turn]:
    """The first evidence of a tie, where it is dated and above the threshold."""
    if tie.start is None or not best(record, tie.claims_for):
        return []
    text = f"First evidence that {words.relation(tie, names(record))}"
    first = tie.phases[0].claims if tie.phases else ()
    pro = tuple(key for key in first if key in tie.claims_for) or tie.claims_for
    return [_Turn(tie.start, text, tie, pro, (), _BEGINNING, "firm")]


def _sides(tie: Relation, phase: Phase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A phase's claims: those for the tie's new state, which are the contrary ones unless it turned firm."""
    contrary = frozenset(tie.claims_against)
    pro = tuple(key for key in phase.claims if key not in contrary)
    con = tuple(key for key in phase.claims if key in contrary)
    return (pro, con) if phase.state == "firm" else (con or pro, pro if con else ())


def _changed_sides(record: Record, ties: Iterable[Relation]) -> list[_Turn]:
    """A pair whose warm tie is first told of after its hostile tie, or the other way round."""
    pairs: dict[frozenset[str], list[Relation]] = defaultdict(list)
    for tie in ties:
        if tie.start and predicate(tie.kind).sign:
            pairs[frozenset((tie.subject, tie.object))].append(tie)
    turns = []
    for group in pairs.values():
        ordered = sorted(group, key=lambda tie: (tie.start or dt.date.min, tie.id))
        for before, after in itertools.pairwise(ordered):
            if after.start and after.start != before.start and _sign(before) != _sign(after):
                text = (
                    f"{words.relation(after, names(record))}; before, {words.relation(before, names(record))}"
                )
                turns.append(
                    _Turn(after.start, text, after, after.claims_for, after.claims_against, 2.5, after.status)
                )
    return turns


def _turn_time(record: Record, turn: _Turn) -> str:
    """The day of a turn at the precision of the claim that gives it."""
    claims = best(record, (*turn.claims_for, *turn.claims_against))
    told = (c.time.interval for c in claims if c.time and c.time.interval.start == turn.when)
    known = next(told, None)
    return dates.interval(known) if known else dates.first(turn.when)


def _sign(tie: Relation) -> int:
    return predicate(tie.kind).sign


def _turn_line(record: Record, turn: _Turn) -> Line:
    support, more = gathered(record, turn.claims_for, _SHOWN)
    against, more_against = gathered(record, turn.claims_against, _SHOWN)
    return Line(
        text=turn.text,
        when=_turn_time(record, turn),
        notes=tuple(note for note in (tellers(record, best(record, turn.claims_for)),) if note),
        confidence=turn.tie.confidence,
        evidence=support,
        against=against,
        more=more,
        more_against=more_against,
        state=turn.state,
        record=turn.tie.id,
    )
