"""Accusations both ways, in words, in kind and of each other."""

from __future__ import annotations

from entente.model import Actor, Claim, Dispute
from entente.weigh import weigh
from weigh_example import claim, document

ACTORS = [Actor("norland", "Norland", "state", country="NO")]
ACTORS += [Actor("norland-ministry", "Norland's ministry", "government", country="NO")]
ACTORS += [Actor("both", "both camps", "group", described=True)]


def mutual(*claims: Claim) -> list[Dispute]:
    made = weigh(claims, [document("a", "2020-03-10")], threshold=0.5, actors=ACTORS).disputes
    return [d for d in made if d.kind == "mutual accusation"]


def test_a_deed_of_the_same_kind_told_by_the_accused_is_a_charge_back() -> None:
    deed = claim("x BACKS rebels", source="norland", stance="alleges", modality="possible")
    charge = claim("norland ACCUSE x", content=(deed.id,))
    back = claim("norland BACKS others", source="x", modality="ongoing")
    (made,) = mutual(deed, charge, back)
    assert {made.claims_a, made.claims_b} == {tuple(sorted((deed.id, charge.id))), (back.id,)}
    assert made.about == "Norland and X accuse each other"
    assert not mutual(deed, charge, claim("norland CONSULT others", source="x"))
    assert not mutual(back)


def test_a_ministry_and_its_state_are_one_side() -> None:
    assert mutual(claim("norland-ministry ACCUSE x"), claim("x ACCUSE norland"))
    assert not mutual(claim("norland-ministry ACCUSE x"), claim("norland ACCUSE x"))


def test_two_accuse_each_other_of_deeds() -> None:
    deed = claim("both ASSAULT town", modality="possible")
    each = claim("x+y ACCUSE -", content=(deed.id,))
    (made,) = mutual(deed, each)
    assert (made.claims_a, made.claims_b) == ((each.id,), (deed.id,))
    other = claim("z ASSAULT town", modality="possible")
    assert not mutual(other, claim("x+y ACCUSE -", content=(other.id,)))
