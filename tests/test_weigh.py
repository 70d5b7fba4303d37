"""Weighing as a whole: order changes nothing, rulings count, doubtful claims make nothing, size is bounded."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from entente.model import Anchor, Claim, Ruling, Span
from entente.ontology import all_predicates
from entente.weigh import weigh
from weigh_example import claim, document

DOCUMENTS = [document(n, f"2020-0{m}-10") for n, m in zip("abcd", (1, 2, 5, 9), strict=True)]


@st.composite
def histories(draw: st.DrawFn) -> list[Claim]:
    actor = st.sampled_from(["ardia", "borland", "cestria", "-"])
    made = []
    for n in range(draw(st.integers(1, 14))):
        predicate = draw(st.sampled_from(sorted(all_predicates())))
        month = draw(st.integers(1, 9))
        made.append(
            claim(
                f"{draw(actor)} {predicate} {draw(actor)}",
                draw(st.sampled_from([None, f"2020-0{month}-05", f"2020-0{month}-05/", "/2020-05-01"])),
                draw(st.sampled_from("abcd")),
                source=draw(st.sampled_from([None, "ardia", "dorn"])),
                stance=draw(st.sampled_from(["asserts", "alleges", "denies", "professes not to know"])),
                killed=draw(st.sampled_from([None, (4, 4), (9, None)])),
                place=draw(st.sampled_from([None, "Port", "Hill"])),
                id=f"k{n}",
                at=draw(st.sampled_from([5, 100, 160, 900])),
                confidence=draw(st.sampled_from([0.9, 0.9, 0.4, 0.1])),
                content=draw(st.sampled_from([(), ("k0",), ("k1",)])),
                polarity=draw(st.sampled_from(["asserted", "asserted", "denied"])),
                modality=draw(st.sampled_from(["happened", "ongoing", "planned", "possible"])),
            )
        )
    return made


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 1000))
def test_any_order_of_claims_and_documents_gives_the_same_record(made: list[Claim], seed: int) -> None:
    shuffled, documents = list(made), list(DOCUMENTS)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed + 1).shuffle(documents)
    assert weigh(made, DOCUMENTS, threshold=0.5) == weigh(iter(shuffled), documents, threshold=0.5)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_every_record_keeps_its_promises(made: list[Claim]) -> None:
    weighed = weigh(made, DOCUMENTS, threshold=0.5)
    ids = {c.id for c in made}
    told = [i for e in weighed.events for i in e.claims]
    assert len(told) == len(set(told))
    for r in weighed.relations:
        assert 0 < r.confidence < 1
        assert r.claims_for
        assert set(r.claims_for) | set(r.claims_against) <= ids
        assert not set(r.claims_for) & set(r.claims_against)
        for left, right in zip(r.phases, r.phases[1:], strict=False):
            assert left.end is not None
            assert right.start is not None
            assert left.end < right.start
        assert all(p.start is None or p.end is None or p.start <= p.end for p in r.phases)
    for d in weighed.disputes:
        assert 1 <= len(d.claims_a) <= 6
        assert 1 <= len(d.claims_b) <= 6
        assert not set(d.claims_a) & set(d.claims_b)
        assert "\n" not in d.about
    for rows in (weighed.events, weighed.relations, weighed.disputes):
        assert len({row.id for row in rows}) == len(rows)


def test_claims_below_the_threshold_make_nothing() -> None:
    weighed = weigh([claim("ardia BACKS borland", "2020-01-01", confidence=0.4)], DOCUMENTS, threshold=0.5)
    assert weighed == weigh([], [], threshold=0.5)


def ruling(kind: str, *spans: Span | None) -> Ruling:
    anchors = tuple(Anchor("hash-a", span, "word") for span in spans)
    return Ruling("u1", kind, anchors, "", "me", dt.datetime(2021, 1, 1), "")  # type: ignore[arg-type]


def test_rulings_exclude_a_document_and_settle_a_dispute() -> None:
    documents = [document("a", "2020-01-10", id="hash-a")]
    made = [
        claim("ardia BACKS borland", "2020-01-01", at=10, modality="ongoing"),
        claim("ardia BACKS borland", "2020-01-01", at=50, source="ardia", polarity="denied"),
    ]
    plain = weigh(made, documents, threshold=0.5)
    assert [d.status for d in plain.disputes] == ["open"]
    settle = ruling("settle dispute", Span(10, 15), Span(50, 55))
    assert [d.status for d in weigh(made, documents, threshold=0.5, rulings=[settle]).disputes] == ["settled"]
    excluded = weigh(made, documents, threshold=0.5, rulings=[ruling("exclude document", None)])
    assert not excluded.relations
    assert not excluded.events
