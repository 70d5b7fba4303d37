"""Claims of one happening join across documents; two happenings stay two."""

from __future__ import annotations

from entente.model import Claim, Event
from entente.weigh import weigh
from weigh_example import claim, document

DOCUMENTS = [document(n, "2020-03-10") for n in "abc"]


def events(*claims: Claim) -> list[Event]:
    return sorted(weigh(claims, DOCUMENTS, threshold=0.5).events, key=lambda e: e.claims)


def test_two_documents_on_one_attack_are_one_event_with_both_figures() -> None:
    made = events(
        claim("ardia ASSAULT borland", "2020-03-08", "a", killed=(4, 4), place="Port"),
        claim("ardia ASSAULT borland", "2020-03-08/2020-03-09", "b", killed=(5, 7)),
    )
    assert len(made) == 1
    assert made[0].voices == 2
    assert made[0].place == "Port"
    assert str(made[0].start) == str(made[0].end) == "2020-03-08"
    assert [(q.low, q.high) for q in made[0].quantities] == [(4, 4), (5, 7)]


def test_another_day_another_side_or_another_place_is_another_event() -> None:
    first = claim("ardia ASSAULT borland", "2020-03-08", place="Port")
    assert len(events(first, claim("ardia ASSAULT borland", "2020-03-01", "b"))) == 2
    assert len(events(first, claim("ardia ASSAULT cestria", "2020-03-08", "b"))) == 2
    assert len(events(first, claim("borland ASSAULT ardia", "2020-03-08", "b"))) == 2


def test_a_meeting_has_no_direction() -> None:
    assert len(events(claim("a CONSULT b", "2020-03-08"), claim("b CONSULT a", "2020-03-08", "b"))) == 1
    assert len(events(claim("a+b CONSULT", "2020-03-08"), claim("b CONSULT a", "2020-03-08", "b"))) == 1


def test_a_claim_with_one_side_joins_the_only_happening_but_never_chains_two() -> None:
    one = claim("ardia ASSAULT borland", "2020-03-08")
    other = claim("ardia ASSAULT cestria", "2020-03-08", "b")
    vague = claim("ardia ASSAULT", "2020-03-08", "c")
    assert len(events(one, vague)) == 1
    assert len(events(one, other, vague)) == 3


def test_a_week_does_not_chain_its_days() -> None:
    days = [claim("ardia ASSAULT borland", f"2020-03-0{d}") for d in (2, 5)]
    week = claim("ardia ASSAULT borland", "2020-03-02/2020-03-08", "b")
    assert len(events(*days, week)) == 3
    assert len(events(days[0], week)) == 1


def test_an_undated_claim_joins_only_inside_its_document() -> None:
    dated = claim("ardia ASSAULT borland", "2020-03-08", "a")
    assert len(events(dated, claim("ardia ASSAULT borland", doc="a"))) == 1
    assert len(events(dated, claim("ardia ASSAULT borland", doc="b"))) == 2


def test_plans_and_states_are_no_events() -> None:
    assert not events(claim("a CONSULT b", "2020-03-08", modality="planned"), claim("a BACKS b"))


def test_an_event_carries_the_figures_of_its_claims_in_their_words() -> None:
    told = claim("x ASSAULT y", "2020-03-01", killed=(4, 4), at=50)
    again = claim("x ASSAULT y", "2020-03-01", "b", killed=(4, 4), at=70)
    (event,) = events(told, again, claim("x ASSAULT y", "2020-03-01", "b", killed=(6, None), at=90))
    assert [(q.low, q.high) for q in event.quantities] == [(4, 4), (6, None)]
    assert event.quantities[0] == told.quantities[0]


def test_a_claim_below_the_threshold_makes_no_event() -> None:
    assert not events(claim("x ASSAULT y", "2020-03-01", confidence=0.45))
