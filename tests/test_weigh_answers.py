"""A charge and its answer inside one document, which often share nothing but their neighbourhood."""

from __future__ import annotations

import pytest

from entente.model import Actor, Claim, Dispute
from entente.weigh import weigh
from weigh_example import claim, document

ACTORS = [
    Actor("norland", "Norland", "state", country="NO"),
    Actor("norland-ministry", "Norland's ministry", "government", country="NO"),
    Actor("norland-rebels", "Norland rebels", "armed_group", country="NO"),
]


def denials(*claims: Claim) -> list[Dispute]:
    made = weigh(claims, [document("a", "2020-03-10")], threshold=0.5, actors=ACTORS).disputes
    return [d for d in made if d.kind == "denial"]


def test_the_accused_rejects_without_saying_what() -> None:
    deed = claim("norland BACKS rebels", at=140, source="z", stance="alleges", modality="possible")
    charge = claim("z ACCUSE norland", at=100, content=(deed.id,))
    answer = claim("norland REJECT -", at=300)
    (made,) = denials(deed, charge, answer)
    assert {made.claims_a, made.claims_b} == {tuple(sorted((deed.id, charge.id))), (answer.id,)}
    assert made.about == "Whether Norland backs Rebels"


def test_an_answer_far_off_or_of_one_never_charged_is_none() -> None:
    charge = claim("z ACCUSE norland", at=100)
    assert denials(charge, claim("norland REJECT -", at=900))
    assert not denials(charge, claim("norland REJECT -", at=1100))
    assert not denials(charge, claim("w REJECT q", at=300))
    assert not denials(charge, claim("z REJECT -", at=300))
    assert not denials(charge, claim("norland REJECT -", "2020-03-01", "b", at=300))


@pytest.mark.parametrize("speaker", ["norland-ministry", "spokesman"])
def test_a_ministry_and_a_spokesman_answer_for_their_state(speaker: str) -> None:
    post = claim("spokesman MEMBER_OF norland-ministry", at=290)
    assert denials(claim("z ACCUSE norland", at=100), post, claim(f"{speaker} REJECT w", at=700))


def test_an_armed_group_does_not_answer_for_the_state_that_it_fights() -> None:
    assert not denials(claim("z ACCUSE norland", at=100), claim("norland-rebels REJECT w", at=700))


def test_a_refused_request_is_no_denial() -> None:
    told = claim("police COERCE man", at=100, source="witness")
    refusal = claim("officers REJECT -", at=300)
    assert denials(told, refusal)
    assert not denials(told, refusal, claim("mother REQUEST officers", at=320))


def test_a_denied_deed_answers_the_charge_before_it_whoever_was_named() -> None:
    charge = claim("z ACCUSE airmen", at=100)
    denied = claim("army ASSAULT school", at=300, source="army", stance="denies")
    (made,) = denials(charge, denied)
    assert made.about == "Whether Army attacked School"
    third = claim("army ASSAULT school", at=300, source="w", stance="denies")
    assert not denials(charge, third)


def test_a_rejection_of_what_an_accuser_says_disputes_its_charge() -> None:
    assert denials(claim("z ACCUSE w", at=100), claim("norland REJECT z", at=300))


def test_a_faint_charge_is_evidence_and_two_faint_claims_are_no_dispute() -> None:
    faint = claim("z ACCUSE norland", at=100, confidence=0.35)
    assert denials(faint, claim("norland REJECT -", at=300))
    assert not denials(faint, claim("norland REJECT -", at=300, confidence=0.35))
    assert not denials(
        faint, claim("norland AID w", at=300, source="norland", stance="denies", confidence=0.4)
    )
