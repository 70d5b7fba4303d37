"""Sentences: what a reader of news takes for one, and nothing lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.language.sentences import split


def texts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ortega met Lt. Col. Ruiz in the U.S. embassy on Oct. 4 at 9 a.m. local time.",
        "Troops took No. 5 and No. 7 posts, e.g. the bridge, for $2.5 million.",
        "J. R. Okafor of the U.N. mission spoke to Dr. Lind.",
        "The blast killed four people. (Reuters) (BBC News)",
        "The blast killed four people. (Agence X), (Daily Y)",
        "“Will they stop?” asked the envoy.",
        "They waited ... and then left.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("“We hold the town.” The army denied it.", ["“We hold the town.”", "The army denied it."]),
        ("He flew to the U.S. The talks failed.", ["He flew to the U.S.", "The talks failed."]),
        ("Peace talks open\n\nThe sides met.", ["Peace talks open", "The sides met."]),
        (
            "Ending the siege\nThe sides met. They spoke.",
            ["Ending the siege", "The sides met.", "They spoke."],
        ),
        ("Four died. (AFP)\nFive fled. (AP)", ["Four died. (AFP)", "Five fled. (AP)"]),
        ("- convoys halted\n- port closed", ["- convoys halted", "- port closed"]),
    ],
)
def test_boundaries(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_hard_wrapped_paragraph_is_read_through_its_lines() -> None:
    text = (
        "The governor of the northern province said that the rebels had\n"
        "agreed to leave the dam before winter, although their commander\n"
        "later denied having promised anything of the kind.\n"
        "A second round is due."
    )
    assert len(texts(text)) == 2


def test_a_stretch_keeps_offsets_of_the_whole_text() -> None:
    text = "Header line. First here. Second there. Tail."
    spans = split(text, 13, 38)
    assert [text[s.start : s.end] for s in spans] == ["First here.", "Second there."]


PIECES = st.sampled_from(
    [
        ".",
        "!",
        "…",
        "\n",
        "\n\n",
        " ",
        "”",
        "(AFP)",
        "Mr.",
        "U.S.",
        "said",
        "Rebels",
        "12.5",
        "。",
        "\t",
        "- ",
    ]
)


@given(
    st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80), st.integers(0, 20), st.integers(0, 90)
)
def test_every_character_lies_in_exactly_one_sentence(text: str, start: int, end: int) -> None:
    spans = split(text, start, end)
    covered = [i for s in spans for i in range(s.start, s.end)]
    assert covered == sorted(set(covered))
    seen = set(covered)
    assert all(text[i].isspace() or i in seen for i in range(start, min(end, len(text))))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
