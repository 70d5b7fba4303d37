"""Times: found as a person would mark them, kept as grammar, resolved without guessing."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.language import times
from entente.model import Interval, Span

SAID = Interval(dt.date(2016, 9, 14), dt.date(2016, 9, 14))  # a Wednesday


def found(text: str) -> list[str]:
    return [text[e.span.start : e.span.end] for e in times.find(text)]


def days(text: str, said: Interval = SAID, **options: object) -> tuple[str, str] | None:
    (expression,) = times.find(text)
    interval = times.resolve(expression.value, said, **options)  # type: ignore[arg-type]
    return None if interval is None else (str(interval.start), str(interval.end))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The truce of 23 October 2015 held.", ["23 October 2015"]),
        ("They met on Oct. 3rd, 2015 in Minsk.", ["Oct. 3rd, 2015"]),
        ("Since January 2014 the port is shut.", ["Since January 2014"]),
        ("It lasted until March 2015.", ["until March 2015"]),
        ("In recent weeks shelling grew.", ["In recent weeks"]),
        ("He ruled for six months.", ["for six months"]),
        ("a 14-month siege", ["14-month"]),
        ("Fighting is in its third day.", ["in its third day"]),
        ("It rose over the past two days.", ["over the past two days"]),
        ("He came late Saturday night.", ["late Saturday night"]),
        ("between 2011 and 2014", ["between 2011 and 2014"]),
        ("from 3 to 5 May they talked", ["from 3 to 5 May"]),
        ("It happened in May last year.", ["May last year"]),
        ("The bomb went off at around 9 pm.", ["at around 9 pm"]),
        ("At the time, nobody spoke.", ["At the time"]),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert found(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "Talks may resume and the army may march on the capital.",
        "May said that the second man was aged 45.",
        "A 45-year-old woman and a man who was 12 years old.",
        "Resolution 1973 was passed; call 2015-4421.",
        "Some 2000 soldiers crossed.",
        "The Sunday Times wrote it.",
    ],
)
def test_other_uses_of_the_words_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015-10-23", "2015-10-23", "2015-10-23"),
        ("on Monday", "2016-09-12", "2016-09-12"),
        ("on Wednesday", "2016-09-14", "2016-09-14"),
        ("last Wednesday", "2016-09-07", "2016-09-07"),
        ("yesterday", "2016-09-13", "2016-09-13"),
        ("last week", "2016-09-05", "2016-09-11"),
        ("last year", "2015-01-01", "2015-12-31"),
        ("six months ago", "2016-03-01", "2016-03-31"),
        ("in November", "2015-11-01", "2015-11-30"),
        ("in early March 2014", "2014-03-01", "2014-03-10"),
        ("in May last year", "2015-05-01", "2015-05-31"),
        ("last summer", "2016-06-01", "2016-08-31"),
        ("in the past two days", "2016-09-12", "2016-09-14"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("since 2013", "2013-01-01", "None"),
        ("until March 2015", "None", "2015-03-31"),
        ("the third quarter of 2015", "2015-07-01", "2015-09-30"),
        ("from November to February", "2015-11-01", "2016-02-29"),
        ("over the weekend", "2016-09-10", "2016-09-11"),
    ],
)
def test_resolved_in_the_past(text: str, start: str, end: str) -> None:
    assert days(text) == (start, end)


def test_the_future_goes_forward() -> None:
    assert days("on Monday", tense="future") == ("2016-09-19", "2016-09-19")
    assert days("in November", tense="future") == ("2016-11-01", "2016-11-30")


def test_durations_and_anaphora_without_context_resolve_to_nothing() -> None:
    assert days("for six months") is None
    assert days("That May") is None
    assert days("two months later") is None


def test_anaphora_counts_from_the_context() -> None:
    january = Interval(dt.date(2014, 1, 1), dt.date(2014, 1, 31), "month")
    assert days("That May", context=january) == ("2014-05-01", "2014-05-31")
    assert days("two months later", context=january) == ("2014-03-01", "2014-03-31")


def test_a_weekday_beside_a_day_fixes_the_year() -> None:
    assert days("Friday, August 30", Interval(dt.date(2021, 1, 1), dt.date(2021, 1, 1))) == (
        "2019-08-30",
        "2019-08-30",
    )


def test_a_wide_publication_never_gives_a_guessed_day() -> None:
    wide = Interval(dt.date(2016, 9, 1), dt.date(2016, 9, 30))
    assert days("on Monday", wide) == ("2016-08-29", "2016-09-26")
    assert days("on Monday", Interval(None, None)) is None
    assert days("in May 2015", Interval(None, None)) == ("2015-05-01", "2015-05-31")


def test_tense_is_that_of_the_clause() -> None:
    text = "Envoys met on Tuesday. A second round will open on Friday, officials said."
    tuesday, friday = times.find(text)
    assert times.tense(text, tuesday.span) == "past"
    assert times.tense(text, friday.span) == "future"


def test_a_text_is_resolved_as_told() -> None:
    text = "The pact fell in January 2014. That May, rebels took the port. On Friday they will sign."
    resolved = times.resolve_all(text, times.find(text), SAID)
    assert [str(x.start) for x in resolved if x] == ["2014-01-01", "2014-05-01", "2016-09-16"]


def test_the_night_before_is_a_day_off_and_not_a_century() -> None:
    text = "On Sunday the ministry said that shells fell on the port the night before. The year before, none did."
    _, night, year = times.resolve_all(text, times.find(text), SAID)
    assert night is not None
    assert year is not None
    assert (str(night.start), str(night.end)) == ("2016-09-10", "2016-09-10")
    assert str(year.start) == "2015-01-01"
    assert [times.find(f"in {words}")[0].value.unit for words in ("the 19th century",)] == ["century"]


WORDS = st.sampled_from(
    """May March 31 30 February 2018 the last next two weeks ago later since until Monday late early between and
    from to 1990s century 99 9999-12-31 0 of , . - year first quarter summer 9 pm 29 in for half a 1,000""".split()
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60), st.dates())
def test_any_text_yields_ordered_disjoint_spans_and_sound_intervals(text: str, day: dt.date) -> None:
    expressions = times.find(text)
    spans = [e.span for e in expressions]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(isinstance(s, Span) and 0 <= s.start < s.end <= len(text) for s in spans)
    for interval in times.resolve_all(text, expressions, Interval(day, day)):
        assert interval is None or not interval.start or not interval.end or interval.start <= interval.end
