"""Disputes: what counts as one, and what does not."""

from __future__ import annotations

from entente.model import Actor, Claim, Dispute, Span
from entente.weigh import weigh
from weigh_example import claim, document

DOCUMENTS = [document("a", "2020-03-10", title=Span(0, 40)), document("b", "2020-03-11")]
DOCUMENTS.append(document("c", "2020-03-20"))


def disputes(*claims: Claim, **more: object) -> list[Dispute]:
    return list(weigh(claims, DOCUMENTS, threshold=0.5, **more).disputes)  # type: ignore[arg-type]


def kinds(*claims: Claim, **more: object) -> list[str]:
    return sorted(d.kind for d in disputes(*claims, **more))


def test_a_claim_and_its_denial() -> None:
    told = claim("x AID y", "2020-03-01", means=("arms",))
    denied = claim("x BACKS y", "2020-03-05", "b", source="x", polarity="denied")
    (made,) = disputes(told, denied)
    assert made.kind == "denial"
    assert {made.claims_a, made.claims_b} == {(told.id,), (denied.id,)}
    assert made.about == "Whether X backs Y"


def test_a_denial_of_another_time_or_another_object_is_no_dispute() -> None:
    told = claim("x ASSAULT y", "2018-03-01")
    assert not kinds(told, claim("x ASSAULT y", "2020-03-01", "b", polarity="denied"))
    assert not kinds(told, claim("x ASSAULT z", "2018-03-01", "b", polarity="denied"))


def test_accusations_both_ways_carry_what_they_allege() -> None:
    deed = claim("y BACKS rebels", "2020-03-01", source="x", stance="alleges", modality="possible")
    forth = claim("x ACCUSE y", "2020-03-01", content=(deed.id,))
    made = disputes(deed, forth, claim("y ACCUSE x", "2020-03-03"))
    (mutual,) = (d for d in made if d.kind == "mutual accusation")
    assert deed.id in mutual.claims_a + mutual.claims_b
    assert "mutual accusation" not in kinds(claim("x ACCUSE y", "2020-03-01"))


def test_figures_of_two_voices_that_cannot_both_be_right() -> None:
    low = claim("x ASSAULT y", "2020-03-09", "a", killed=(4, 4))
    assert kinds(low, claim("x ASSAULT y", "2020-03-09", "b", killed=(9, None))) == ["conflicting figures"]
    assert not kinds(low, claim("x ASSAULT y", "2020-03-09", "b", killed=(3, 5)))


def test_a_growing_toll_is_an_update() -> None:
    low = claim("x ASSAULT y", "2020-03-09", "a", killed=(4, 4))
    assert not kinds(low, claim("x ASSAULT y", "2020-03-09", "c", killed=(9, 9)))
    assert not kinds(low, claim("x ASSAULT y", "2020-03-09", "a", killed=(9, 9)))


def test_one_event_with_two_dates() -> None:
    first = claim("x ASSAULT y", "2020-03-07", "a", killed=(14, 14))
    assert kinds(first, claim("x ASSAULT y", "2020-03-09", "b", killed=(14, 14))) == ["conflicting dates"]
    assert not kinds(first, claim("x ASSAULT y", "2020-03-09", "b", killed=(6, 6)))


def test_ties_that_cannot_both_hold() -> None:
    made = kinds(claim("x BACKS y", "2020-01-01/2020-03-01"), claim("x OPPOSES y", "2020-02-01", "b"))
    assert made == ["incompatible ties"]
    assert not kinds(claim("x BACKS y", "2016-01-01"), claim("x OPPOSES y", "2020-02-01", "b"))


def test_a_mediator_that_backs_one_side() -> None:
    made = disputes(
        claim("m MEDIATES x+y", "2020-01-01/2020-03-01"), claim("m BACKS chief", "2020-02-01", "b"),
        claim("chief COMMANDS x", "2020-02-01", "b"),
    )  # fmt: skip
    assert [d.kind for d in made] == ["words against deeds"]
    assert made[0].about == "M mediates, and backs Chief"


def test_an_agreement_held_by_one_and_refused_by_another() -> None:
    paper = [Actor("pact", "Pact", "agreement")]
    made = kinds(claim("x AGREE pact", "2020-01-01"), claim("y REJECT pact", "2020-02-01"), actors=paper)
    assert made == ["denial"]


def test_a_source_that_does_not_know_against_one_that_does() -> None:
    unsure = claim("x BACKS y", "2020-03-01", "b", source="z", stance="professes not to know")
    assert kinds(claim("x AID y", "2020-03-01", means=("arms",)), unsure) == ["not known"]


def test_a_headline_that_says_more_than_its_body() -> None:
    head = claim("x CONSULT y", "2020-03-09", at=5)
    body = claim("x CONSULT y", "2020-03-15", at=200, modality="planned")
    assert kinds(head, body) == ["headline against body"]
    assert not kinds(head, claim("x CONSULT y", "2020-03-09", at=200))


def test_a_side_hears_every_voice_before_one_speaks_twice() -> None:
    loud = [claim("x BACKS y", "2020-03-01", "a", confidence=0.99) for _ in range(8)]
    quiet = claim("x BACKS y", "2020-03-01", "b", confidence=0.6)
    (made,) = disputes(*loud, quiet, claim("x BACKS y", "2020-03-02", "c", source="x", polarity="denied"))
    side = max(made.claims_a, made.claims_b, key=len)
    assert len(side) == 6
    assert quiet.id in side
