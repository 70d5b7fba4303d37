"""Every dispute of the evidence: between claims, over figures, between ties, between words and deeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from entente.model import Actor, Dispute, DocumentFacts, Relation, Ruling, Span
from entente.ontology import phrase
from entente.weigh.answers import answers
from entente.weigh.bodies import bodies
from entente.weigh.contradictions import contradictions
from entente.weigh.events import Happening
from entente.weigh.evidence import Calendar, Evidence
from entente.weigh.figures import figure_disputes
from entente.weigh.phases import Days, covered
from entente.weigh.sides import dispute
from entente.weigh.ties import ends
from entente.weigh.tolls import toll_disputes

FRIENDLY = ("ALLIED_WITH", "BACKS")
HOSTILE = ("FIGHTS", "OPPOSES")


def disputes(
    evidence: Sequence[Evidence],
    happenings: Sequence[Happening],
    relations: Sequence[Relation],
    acts_for: Mapping[str, str],
    calendar: Calendar,
    names: Mapping[str, str],
    actors: Sequence[Actor] = (),
) -> list[Dispute]:
    """Every dispute, sorted by id. Of several with the same two sides the first kind found stays.

    ``acts_for`` maps leaders to the bodies they lead.
    """
    by_id = {e.id: e for e in evidence}
    shown = [e for e in evidence if e.shown]
    who, described = bodies(evidence, actors), {a.id for a in actors if a.described}
    found: dict[frozenset[tuple[str, ...]], Dispute] = {}
    made_of = (
        *contradictions(evidence, acts_for, who, described, calendar, names),
        *answers(evidence, who, described, names),
        *figure_disputes(happenings, calendar, names),
        *toll_disputes(evidence, described, calendar, names),
        *_incompatible_ties(relations, by_id, calendar, names),
        *_dealings_with_foes(shown, relations, by_id, calendar, names),
        *_partial_mediators(relations, by_id, calendar, names),
        *_breached_agreements(shown, calendar, names, actors),
    )
    for made in _joined(made_of, {e.id: e for e in evidence}):
        found.setdefault(frozenset((made.claims_a, made.claims_b)), made)
    return sorted(found.values(), key=lambda d: d.id)


def _joined(made: Iterable[Dispute], by_id: Mapping[str, Evidence]) -> Iterator[Dispute]:
    """Denials that share a denying claim are one dispute, over all that it denies; the first line stays."""
    groups: list[list[Dispute]] = []
    denying: dict[str, int] = {}
    for d in made:
        known = [denying[i] for i in d.claims_b if i in denying] if d.kind == "denial" else []
        if known:
            groups[known[0]].append(d)
        else:
            groups.append([d])
        if d.kind == "denial":
            for i in d.claims_b:
                denying.setdefault(i, known[0] if known else len(groups) - 1)
    for group in groups:
        if len(group) == 1:
            yield group[0]
            continue
        other = {i for d in group for i in d.claims_b}
        one = {i for d in group for i in d.claims_a} - other
        sides = [[by_id[i] for i in sorted(side)] for side in (one, other)]
        yield dispute("denial", group[0].about, *sides) or group[0]


def settle(
    made: Iterable[Dispute],
    evidence: Iterable[Evidence],
    rulings: Sequence[Ruling],
    documents: Sequence[DocumentFacts],
) -> list[Dispute]:
    """Disputes with their status. A ruling that settles one anchors to triggers of claims on both sides."""
    names = {facts.id: facts.name for facts in documents if facts.id}
    settled = [
        {(names.get(a.document or ""), a.span) for a in ruling.anchors}
        for ruling in rulings
        if ruling.kind == "settle dispute" and ruling.withdrawn is None
    ]
    if not settled:
        return list(made)
    words = {e.id: (e.document, e.trigger) for e in evidence}

    def both(d: Dispute, anchors: set[tuple[str | None, Span | None]]) -> bool:
        return all(any(words[i] in anchors for i in side) for side in (d.claims_a, d.claims_b))

    return [replace(d, status="settled") if any(both(d, s) for s in settled) else d for d in made]


def _days(r: Relation) -> list[Days]:
    return [
        Days(p.start.toordinal(), p.end.toordinal())
        for p in r.phases
        if p.state != "not covered" and p.start and p.end
    ]


def _common(a: Relation, b: Relation) -> Days | None:
    """The last stretch that both relations cover."""
    both = (
        Days(max(x.first, y.first), min(x.last, y.last))
        for x in _days(a)
        for y in _days(b)
        if x.first <= y.last and y.first <= x.last
    )
    return max(both, default=None)


def _within(
    ids: Sequence[str], by_id: Mapping[str, Evidence], days: Days, calendar: Calendar
) -> list[Evidence]:
    """The claims that vouch for some of these days; all of them where none is dated."""
    claims = [by_id[i] for i in ids]
    inside = [
        e for e in claims if (d := covered(e, calendar)) and d.first <= days.last and days.first <= d.last
    ]
    return inside or claims


def _incompatible_ties(
    relations: Sequence[Relation], by_id: Mapping[str, Evidence], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    pairs: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for r in relations:
        if r.kind in FRIENDLY + HOSTILE:
            pairs[min(r.subject, r.object), max(r.subject, r.object)].append(r)
    for pair in sorted(pairs):
        friendly = [r for r in pairs[pair] if r.kind in FRIENDLY]
        hostile = [r for r in pairs[pair] if r.kind in HOSTILE]
        rows = [(days, f, h) for f in friendly for h in hostile if (days := _common(f, h))]
        if not rows:
            continue
        days, first, second = max(rows, key=lambda row: (row[0], row[1].id, row[2].id))
        a = [e for d, f, _ in rows if d == days for e in _within(f.claims_for, by_id, days, calendar)]
        b = [e for d, _, h in rows if d == days for e in _within(h.claims_for, by_id, days, calendar)]
        one, other = names.get(first.subject, first.subject), names.get(first.object, first.object)
        about = f"{one} {phrase(first.kind)} {other}, and {phrase(second.kind)} it in the same period"
        made = dispute("incompatible ties", about, a, b)
        if made:
            yield made


def _dealings_with_foes(
    evidence: Sequence[Evidence],
    relations: Sequence[Relation],
    by_id: Mapping[str, Evidence],
    calendar: Calendar,
    names: Mapping[str, str],
) -> Iterator[Dispute]:
    """Two that are opposed or at war work together, or one helps the other, in the same period."""
    foes = {(r.subject, r.object): r for r in relations if r.kind in HOSTILE}
    foes |= {(b, a): r for (a, b), r in foes.items()}
    deals: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        if e.predicate in ("AID", "COOPERATE") and e.real and not e.denied:
            for tie in {foes[k].id for k in ends(e, symmetric=True) if k in foes}:
                deals[tie].append(e)
    for r in relations:
        cover = _days(r)
        together = [
            e
            for e in deals.get(r.id, ())
            if (d := covered(e, calendar)) and any(d.first <= c.last and c.first <= d.last for c in cover)
        ]
        one, other = names.get(r.subject, r.subject), names.get(r.object, r.object)
        about = f"{one} {phrase(r.kind)} {other}, and the two work together in the same period"
        made = dispute("incompatible ties", about, (by_id[i] for i in r.claims_for), together)
        if made:
            yield made


def _partial_mediators(
    relations: Sequence[Relation], by_id: Mapping[str, Evidence], calendar: Calendar, names: Mapping[str, str]
) -> Iterator[Dispute]:
    """Somebody mediates for parties and stands behind one of them, or behind its leader."""
    leads = {(r.subject, r.object) for r in relations if r.kind == "COMMANDS"}
    mediates: dict[str, list[Relation]] = defaultdict(list)
    for r in relations:
        if r.kind == "MEDIATES":
            mediates[r.subject].append(r)
    for backing in relations:
        if backing.kind not in FRIENDLY:
            continue
        for who, whom in ((backing.subject, backing.object), (backing.object, backing.subject)):
            roles = [
                (days, m)
                for m in mediates.get(who, ())
                if (m.object == whom or (whom, m.object) in leads) and (days := _common(m, backing))
            ]
            if roles and (backing.kind == "ALLIED_WITH" or who == backing.subject):
                a = [e for days, m in roles for e in _within(m.claims_for, by_id, days, calendar)]
                b = [e for days, _ in roles for e in _within(backing.claims_for, by_id, days, calendar)]
                about = f"{names.get(who, who)} mediates, and {phrase(backing.kind)} {names.get(whom, whom)}"
                made = dispute("words against deeds", about, a, b)
                if made:
                    yield made


def _breached_agreements(
    evidence: Sequence[Evidence], calendar: Calendar, names: Mapping[str, str], actors: Sequence[Actor]
) -> Iterator[Dispute]:
    """An agreement that some hold to and others reject, or that its friends break by arming a side."""
    papers = {a.id for a in actors if a.kind in ("agreement", "process")}
    held: dict[str, list[Evidence]] = defaultdict(list)
    refused: dict[str, list[Evidence]] = defaultdict(list)
    armed: dict[str, list[Evidence]] = defaultdict(list)
    for e in evidence:
        if e.predicate == "AID" and e.real and not e.denied and {"arms", "troops"} & set(e.means):
            for s in e.subjects:
                armed[s].append(e)
        for paper in papers.intersection(e.objects + e.about):
            if e.real and e.predicate in ("AGREE", "SUPPORT", "COOPERATE", "RECOGNIZES"):
                (refused if e.denied else held)[paper].append(e)
            elif e.real and e.predicate == "REJECT":
                (held if e.denied else refused)[paper].append(e)
    for paper in sorted(held):
        name = names.get(paper, paper)
        made = dispute("denial", f"Whether {name} holds", held[paper], refused[paper])
        if made:
            yield made
        for actor in sorted({s for e in held[paper] for s in e.subjects}):
            words = [e for e in held[paper] if actor in e.subjects]
            about = f"{names.get(actor, actor)} stands by {name} in words, and sends arms or troops"
            made = dispute("words against deeds", about, words, armed[actor])
            if made:
                yield made
