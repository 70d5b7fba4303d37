"""Copies: reprints, shortened and lightly edited texts are one voice; a shared paragraph is not."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from entente.clean import copies, signature

VOCABULARY = [f"word{i}" for i in range(3000)]


def story(seed: int, words: int = 400) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=words)


def found(**texts: list[str]) -> dict[str, str]:
    return copies((name, signature(" ".join(words)), name) for name, words in texts.items())


def test_reprints_shortened_and_edited_texts_copy_the_first() -> None:
    a = story(1)
    edited = [f"new{i}" if i % 20 == 0 else word for i, word in enumerate(a)]
    assert found(a=a, b=[word.upper() for word in a], c=a[:200], d=edited, e=story(2)) == {
        "b": "a",
        "c": "a",
        "d": "a",
    }


def test_a_shared_paragraph_or_background_is_no_copy() -> None:
    a, shared = story(1), story(3, 100)
    assert found(a=a + shared, b=story(2) + shared) == {}


def test_a_story_that_grows_by_small_steps_does_not_become_one_voice() -> None:
    parts = [story(i, 100) for i in range(12)]
    days = {f"day{i:02}": [word for part in parts[i : i + 4] for word in part] for i in range(9)}
    assert len(found(**days)) < len(days) - 2


def test_short_texts_are_copies_only_when_equal() -> None:
    assert found(a=["Truce", "holds."], b=["truce", "holds"], c=["truce", "broken"]) == {"b": "a"}


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_reading_does_not_matter(order: list[str]) -> None:
    a = story(1)
    texts = {"a": a[:250], "b": a, "c": a[:300] + story(5, 40), "d": story(4), "e": story(4)[:300]}
    signed = {name: signature(" ".join(words)) for name, words in texts.items()}
    assert copies((name, signed[name], name) for name in order) == copies((n, signed[n], n) for n in "abcde")


def test_signatures_are_the_same_in_every_process() -> None:
    signed = signature(" ".join(story(7)))
    assert signed.exact == "a05fcc59b4bde98e38b417e9a6ee9bd5"
    assert signed.minhash[:4].hex() == "2ec58c00"
    assert len(signed.minhash) == 768


def test_a_large_corpus_is_signed_fast() -> None:
    texts = [" ".join(story(i)) for i in range(200)]
    start = time.perf_counter()
    for text in texts:
        signature(text)
    assert time.perf_counter() - start < 5
