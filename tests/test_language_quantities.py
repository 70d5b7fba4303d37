"""Quantities: bounds, kinds, and what is not counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.language import quantities


def figures(text: str) -> list[tuple[str, str, float | None, float | None]]:
    return [(text[q.span.start : q.span.end], q.kind, q.low, q.high) for q in quantities.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven people were killed.", [("Seven people", "killed", 7, 7)]),
        ("Twenty-three rebels have been killed.", [("Twenty-three rebels", "killed", 23, 23)]),
        ("More than 121 people died.", [("More than 121 people", "killed", 122, None)]),
        ("At least 30 villagers were abducted.", [("At least 30 villagers", "kidnapped", 30, None)]),
        ("up to 20 tanks crossed", [("up to 20 tanks", "weapons", None, 20)]),
        ("Police arrested several students.", [("several students", "detained", 3, None)]),
        ("Dozens fled, dozens of families were displaced", [
            ("Dozens", "displaced", 24, None), ("dozens of families", "displaced", 24, None)]),
        ("a further 561 wounded", [("a further 561 wounded", "injured", 561, 561)]),
        ("a loan of more than $1 billion", [("more than $1 billion", "money", 1e9, None)]),
        ("USD 2.5 million in aid", [("USD 2.5 million", "money", 2.5e6, 2.5e6)]),
        ("It will send 5,000 troops.", [("5,000 troops", "troops", 5000, 5000)]),
        ("between 36 and 40 houses burned", [("between 36 and 40 houses", "other", 36, 40)]),
        ("The strike killed nine soldiers and wounded 14.", [
            ("nine soldiers", "killed", 9, 9), ("14", "injured", 14, 14)]),
        ("Two are killed and five others are wounded.", [
            ("Two", "killed", 2, 2), ("five others", "injured", 5, 5)]),
        ("A mine kills a Dutch peacekeeper.", [("a Dutch peacekeeper", "killed", 1, 1)]),
        ("thousands of protesters marched", [("thousands of protesters", "other", 2000, None)]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[str, str, float | None, float | None]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 the war began on 3 May at 10:30.",
        "The 45-year-old won 63% and walked 12 miles.",
        "The third round of talks opened; Resolution 1973 stands.",
        "He stayed for two weeks.",
    ],
)
def test_dates_ages_measures_and_names_count_nothing(text: str) -> None:
    assert figures(text) == []


PIECES = st.sampled_from(
    "nine 1,200 more than at least $ million dozens of people killed and wounded between 3 4 - , . a man 2015 %".split()
)


@given(st.lists(PIECES, max_size=16).map(" ".join) | st.text(max_size=60))
def test_any_text_yields_sound_quantities(text: str) -> None:
    for quantity in quantities.find(text):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
