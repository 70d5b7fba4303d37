"""Independent voices: copies, one outlet, one official and an agency are each heard once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entente.model import Claim, DocumentFacts, Source
from entente.weigh.evidence import Gatherer
from entente.weigh.voices import matching, voices
from weigh_example import claim, document


def count(claims: list[Claim], documents: list[DocumentFacts]) -> int:
    return voices(Gatherer(documents).gather(claims, 0.0))


def test_two_outlets_are_two_voices_and_one_outlet_is_one() -> None:
    documents = [document("a", "2020-01-01", "Herald"), document("b", "2020-01-02", "Globe")]
    documents.append(document("c", "2020-01-03", "Herald"))
    assert count([claim("x BACKS y", doc=d) for d in "ab"], documents) == 2
    assert count([claim("x BACKS y", doc=d) for d in "ac"], documents) == 1


def test_copies_are_the_voice_of_the_original() -> None:
    documents = [document("a", "2020-01-01"), document("b", "2020-01-01", copy_of="a")]
    documents.append(document("c", "2020-01-01", copy_of="b"))
    assert count([claim("x BACKS y", doc=d) for d in "abc"], documents) == 1


def test_ten_outlets_that_quote_one_official_are_one_voice() -> None:
    documents = [document(f"d{n}", "2020-01-01") for n in range(10)]
    assert count([claim("x BACKS y", doc=d.name, source="minister") for d in documents], documents) == 1


def test_an_agency_is_heard_once_through_two_outlets() -> None:
    documents = [document("a", "2020-01-01"), document("b", "2020-01-01")]
    chain = (Source("page", "outlet"), Source("Wire Agency", "outlet"))
    assert count([claim("x BACKS y", doc=d, sources=chain) for d in "ab"], documents) == 1


def test_anonymous_sources_of_one_outlet_are_its_voice() -> None:
    documents = [document("a", "2020-01-01")]
    told = [claim("x BACKS y", source=s, kind="anonymous") for s in ("one", "two")]
    assert count(told, documents) == 1
    assert count([], documents) == 0


def test_a_cycle_of_copies_ends() -> None:
    documents = [document("a", "2020-01-01", copy_of="b"), document("b", "2020-01-01", copy_of="a")]
    assert count([claim("x BACKS y")], documents) == 1


def brute(links: dict[str, set[str]]) -> int:
    if not links:
        return 0
    left, rest = min(links), {k: v for k, v in links.items() if k != min(links)}
    without = brute(rest)
    takes = (1 + brute({k: v - {right} for k, v in rest.items()}) for right in links[left])
    return max([without, *takes])


@given(st.dictionaries(st.sampled_from("abcde"), st.sets(st.sampled_from("vwxyz"), min_size=1), max_size=5))
def test_the_matching_is_maximum(links: dict[str, set[str]]) -> None:
    assert matching(links) == brute(links)
