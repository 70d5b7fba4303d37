"""Publication dates: stated ones judged by the text, the text alone, and silence where nothing bounds them."""

import datetime as dt
from dataclasses import replace

import pytest

from entente.clean.published import publication
from entente.model import DateStatement, Document, Region, Span


def document(text: str, *stated: DateStatement, header: int = 0) -> Document:
    regions = (Region("header", Span(0, header)), Region("body", Span(header, len(text)))) if header else ()
    return Document(
        id="d", name="d", path="d.txt", sha256="0", media_type="text/plain", text=text, regions=regions,
        language="en", readable=True, stated_dates=stated,
    )  # fmt: skip


def interval(text: str, *stated: DateStatement) -> tuple[str, str, str] | None:
    found = publication(document(text, *stated))
    return None if found is None else (str(found.interval.start), str(found.interval.end), found.how)


FIELD = DateStatement(dt.date(2009, 6, 3), "field")
HEADER = DateStatement(dt.date(2014, 2, 10), "header", Span(0, 16))

COLOMBIA = (
    "Rebels freed six soldiers on March 12, hours after the army halted its raids. The group had held them since "
    "2004. Talks broke down in 2007 and again in November 2008. The two sides had met in 2006 in Havana. The Red "
    "Cross said on March 16 that the men were well. A further release is planned for March 29."
)


@pytest.mark.parametrize("how", ["field", "mail", "metadata", "dateline"])
def test_a_strong_statement_is_believed(how: str) -> None:
    stated = DateStatement(dt.date(2009, 6, 3), how)  # type: ignore[arg-type]
    assert interval("The army said on Monday that it had left the town.", stated) == (
        "2009-06-03",
        "2009-06-03",
        how,
    )


def test_a_statement_before_what_the_text_tells_as_past_loses() -> None:
    found = publication(document("The bridge was blown up on 4 July 2011, the mayor said.", FIELD))
    assert found is not None
    assert not found.known
    assert found.rejected == (FIELD,)
    with_second = publication(
        document(
            "The bridge was blown up on 4 July 2011, the mayor said.",
            FIELD,
            DateStatement(dt.date(2011, 7, 6), "metadata"),
        )
    )
    assert with_second is not None
    assert with_second.how == "metadata"
    assert with_second.rejected == (FIELD,)
    assert any("4 July 2011" in reason for reason in with_second.reasons)


def test_statements_that_differ_are_kept_as_set_aside() -> None:
    later = DateStatement(dt.date(2009, 6, 20), "metadata")
    found = publication(document("The army left the town.", FIELD, later))
    assert found is not None
    assert found.how == "field"
    assert found.rejected == (later,)


def test_a_header_that_the_text_fits_is_believed() -> None:
    text = "10 February 2014 The envoys met on February 7 and will meet again on February 19."
    found = publication(document(text, HEADER, header=17))
    assert found is not None
    assert (found.how, found.interval.start) == ("header", dt.date(2014, 2, 10))


def test_a_crawl_date_in_a_header_loses_to_the_text() -> None:
    text = "10 February 2014 " + COLOMBIA
    found = publication(document(text, HEADER, header=17))
    assert found is not None
    assert found.rejected == (HEADER,)
    assert found.how == "text dates"
    assert (found.interval.start, found.interval.end) == (dt.date(2009, 3, 16), dt.date(2009, 3, 29))


def test_a_header_far_from_the_days_named_loses_without_a_successor() -> None:
    text = "10 February 2014 The envoys met on August 3 and signed on August 20."
    alone = publication(document(text, HEADER, header=17))
    assert alone is not None
    assert not alone.known
    assert alone.rejected == (HEADER,)


def test_a_masthead_date_needs_a_day_in_the_text() -> None:
    text = "10 February 2014\nTalks resume\nThe envoys met on Monday. Clashes went on."
    regions = (
        Region("header", Span(0, 16)),
        Region("title", Span(17, 29)),
        Region("body", Span(30, len(text))),
    )
    alone = publication(replace(document(text, HEADER), regions=regions))
    assert alone is not None
    assert not alone.known
    below = replace(HEADER, span=Span(30, 46))
    found = publication(replace(document(text, below), regions=regions))
    assert found is not None
    assert found.how == "header"


def test_what_is_still_to_come_does_not_refute_a_statement() -> None:
    text = "The ceasefire is due to be extended in June 2012. Trading is to start on July 1, 2013."
    assert interval(text, FIELD) == ("2009-06-03", "2009-06-03", "field")


def test_a_full_date_on_a_weekday_named_barely_bounds_a_week() -> None:
    text = (
        "A picture released on May 6, 2013, shows the two ministers. They met Monday in Oslo. The rebels had "
        "taken the valley on April 28."
    )
    assert interval(text) == ("2013-05-06", "2013-05-12", "weekdays")


@pytest.mark.parametrize(
    "text",
    [
        "The president met the general on Monday. Clashes went on.",
        "The spacewalk took place on March 18, 1965. He was honoured yesterday.",
        "A prisoner was stabbed on Friday, August 30. He had shot the senator in June 1968.",
        "The envoy, who left in early December, will return on Thursday.",
        "The treaty was signed in March 2011. Protests began on June 5.",
        "",
    ],
)
def test_silence_where_nothing_bounds_the_date(text: str) -> None:
    assert interval(text) is None


def test_same_text_same_answer() -> None:
    assert publication(document(COLOMBIA, HEADER)) == publication(document(COLOMBIA, HEADER))
