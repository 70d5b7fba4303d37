"""Claims, times and figures as English; hostile characters made harmless."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente import ontology
from entente.model import Interval, Modality, Participant, Place, Precision, Quantity, Source, Span
from entente.tell import dates, plain, words
from entente.tell.evidence import excerpt
from entente.tell.verbs import VERBS, phrase
from tell_example import CLAIMS, MARCH, NAMES, TEXTS

BY_ID = {claim.id: claim for claim in CLAIMS}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("c-arms", "Norland aided Kesh Front with arms"),
        ("c-accuse", "Estmark accused Norland: Norland may back Kesh Front with arms"),
        ("c-denial", "Norland does not back Kesh Front"),
        ("c-shells", "Ostra was attacked"),
        ("c-not-us", "Estmark did not attack Ostra"),
        ("c-border", "Norland plans to use coercion"),
        ("c-war", "Norland fights Kesh Front"),
    ],
)
def test_a_claim_reads_as_a_sentence(claim: str, told: str) -> None:
    assert words.sentence(BY_ID[claim], BY_ID) == told


def test_an_attributed_claim_says_when_and_who_says_so() -> None:
    told = words.attributed(BY_ID["c-arms"])
    assert told.endswith("[March 2019, according to a border officer (anonymous), via Courier]")


@pytest.mark.parametrize(
    ("modality", "told"),
    [
        ("happened", "attacked"), ("ongoing", "attacks"), ("planned", "plans to attack"),
        ("threatened", "threatens to attack"), ("demanded", "is called on to attack"),
        ("possible", "may have attacked"), ("hypothetical", "would attack"),
    ],
)  # fmt: skip
def test_modality_changes_the_verb(modality: Modality, told: str) -> None:
    assert phrase("attack", False, "one", "asserted", modality) == told


@pytest.mark.parametrize("modality", get_args(Modality))
@pytest.mark.parametrize("predicate", sorted(VERBS))
def test_a_denial_never_reads_like_the_assertion(predicate: str, modality: Modality) -> None:
    verb = VERBS[predicate]
    told = [phrase(verb.base, verb.state, "one", polarity, modality) for polarity in ("asserted", "denied")]
    assert told[0] != told[1]
    assert " not " in f" {told[1]} "


def test_the_verbs_are_the_ontologys() -> None:
    for name, verb in VERBS.items():
        state = ontology.predicate(name).kind == "state"
        modality: Modality = "ongoing" if state else "happened"
        assert (verb.state, phrase(verb.base, state, "one", "asserted", modality)) == (
            state,
            ontology.phrase(name),
        )
        assert phrase(verb.base, state, "one", "denied", modality) == ontology.phrase(name, denied=True)
    assert set(VERBS) == set(ontology.all_predicates())


def test_a_place_is_not_coerced() -> None:
    taken = replace(BY_ID["c-blame"], predicate="COERCE", places=(Place("Ostra"), Place("of")))
    assert words.sentence(taken) == "Estmark moved against Ostra"


def test_several_subjects_take_the_plural() -> None:
    both = tuple(Participant(handle, NAMES[handle]) for handle in ("norland", "estmark"))
    assert words.sentence(replace(BY_ID["c-war"], subjects=both)) == "Norland and Estmark fight Kesh Front"


def test_stances_are_not_lost() -> None:
    doubter = Source("A. Vann", "named", stance="doubts")
    silent = Source("the ministry", "official", stance="professes not to know")
    assert words.voice((Source("Herald", "outlet"), doubter)) == "doubted by A. Vann, via Herald"
    assert "professing not to know" in words.voice((Source("Herald", "outlet"), silent))
    assert words.voice(()) == "in the document's own voice"


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2018-11-23", "2018-11-23", "day", "23 November 2018"),
        ("2018-05-01", "2018-05-31", "month", "May 2018"),
        ("2018-05-01", "2018-05-31", "about", "about May 2018"),
        ("2018-01-01", "2018-12-31", "year", "2018"),
        ("2018-11-19", "2018-11-25", "week", "the week of 19 November 2018"),
        ("2010-01-01", "2019-12-31", "decade", "the 2010s"),
        ("2018-11-24", "2018-11-25", "range", "24 to 25 November 2018"),
        ("2018-03-01", "2019-05-31", "range", "March 2018 to May 2019"),
        ("2014-05-01", None, "open", "since May 2014"),
        (None, "2014-05-03", "open", "until 3 May 2014"),
        (None, None, "open", "no date"),
    ],
)
def test_times_read_as_people_write_them(
    start: str | None, end: str | None, precision: Precision, told: str
) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    assert dates.interval(Interval(days[0], days[1], precision)) == told


@given(st.dates(), st.integers(0, 5000))
def test_a_stretch_never_leaves_out_its_years(start: dt.date, days: int) -> None:
    try:
        end = start + dt.timedelta(days=days)
    except OverflowError:
        return
    told = dates.stretch(start, end)
    assert f"{end.year:04d}" in told
    assert f"{start.year:04d}" in told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (9, 9, "9 killed"),
        (122, None, "at least 122 killed"),
        (None, 40, "up to 40 killed"),
        (20, 30, "20 to 30 killed"),
    ],
)
def test_figures_keep_their_bounds(low: float | None, high: float | None, told: str) -> None:
    assert words.figure(Quantity(Span(0, 1), "killed", low, high)) == told


@given(st.text())
def test_nothing_printed_acts_on_a_terminal(text: str) -> None:
    for shown in (plain.visible(text), plain.shown(text), plain.lines(text)):
        kinds = {unicodedata.category(char) for char in shown if char not in "\n\t\u200c\u200d"}
        assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "\n" not in plain.visible(text)


@given(st.text(), st.sampled_from("=+-@\t\r|%\uff1d\uff0b\uff0d\uff20"))
def test_no_cell_is_a_formula(text: str, operator: str) -> None:
    """The last four operators are full-width."""
    for value in (operator + text, text, " " + operator + text, "\u200b" + operator + text):
        assert plain.cell(value)[:1] not in {*"=+-@\t\r|%\uff1d\uff0b\uff0d\uff20"}


def test_escapes_and_reordering_characters_are_shown() -> None:
    assert plain.visible("a\x1b[31mred\u202eb") == "a␛[31mred<U+202E>b"


@given(st.text(alphabet="ab \n", min_size=1, max_size=300), st.data())
def test_an_excerpt_marks_the_trigger_wherever_it_is_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, mark = excerpt(text, Span(0, len(text)), Span(start, end), longest=40)
    assert quote[mark.start : mark.end] == text[start:end].replace("\n", " ")


def test_an_example_claim_stands_where_its_text_says() -> None:
    claim = BY_ID["c-arms"]
    assert TEXTS[claim.document][slice(*claim.trigger)] == "sent rifles"
    assert claim.time == MARCH
