"""Tolls that contradict each other without being told as one event."""

from __future__ import annotations

from entente.model import Actor, Claim, Dispute
from entente.weigh import weigh
from weigh_example import claim, document

DOCUMENTS = [document("a", "2020-03-10"), document("b", "2020-03-11"), document("late", "2020-03-20")]
ACTORS = [
    Actor("people", "people", "group", described=True),
    Actor("cadets", "28 cadets", "group", described=True),
]


def tolls(*claims: Claim) -> list[Dispute]:
    return [
        d
        for d in weigh(claims, DOCUMENTS, threshold=0.5, actors=ACTORS).disputes
        if d.kind == "conflicting figures"
    ]


def test_two_speakers_of_one_passage_count_the_same_dead() -> None:
    low = claim("- ASSAULT people", source="mayor", killed=(70, 70), at=100)
    high = claim("- ASSAULT -", source="man", kind="anonymous", killed=(201, None), at=400)
    (made,) = tolls(low, high)
    assert made.about == "How many killed: 70 or at least 201"
    assert (made.claims_a, made.claims_b) == ((low.id,), (high.id,))


def test_far_apart_by_one_speaker_or_of_named_victims_they_count_something_else() -> None:
    low = claim("- ASSAULT people", source="mayor", killed=(70, 70), at=100)
    assert not tolls(low, claim("- ASSAULT -", source="man", killed=(90, 90), at=1400))
    assert not tolls(low, claim("- ASSAULT -", source="mayor", killed=(90, 90), at=300))
    assert not tolls(low, claim("- ASSAULT norland-army", source="man", killed=(90, 90), at=300))


def test_across_documents_day_and_place_must_agree() -> None:
    here = claim("- ASSAULT cadets", "2020-03-08", killed=(28, 28), place="North Harbour")
    there = {"source": "ministry", "killed": (30, 30)}
    same = claim("- ASSAULT -", "2020-03-09", "b", place="Harbour", **there)  # type: ignore[arg-type]
    (made,) = tolls(here, same)
    assert made.about == "How many killed at North Harbour: 28 or 30"
    for time, doc, place in (
        ("2020-03-05", "b", "Harbour"), ("2020-03-09", "b", "Hill"), ("2020-03-09", "late", "Harbour"),
    ):  # fmt: skip
        assert not tolls(here, claim("- ASSAULT -", time, doc, place=place, **there))  # type: ignore[arg-type]
