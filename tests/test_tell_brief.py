"""The brief: what it says, what it keeps back, and that its page is safe and whole."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import lxml.html
import pytest
from rich.console import Console

from entente.model import Scope
from entente.tell import brief_html, brief_text
from entente.tell.brief import compose
from entente.tell.page import Brief, Evidence, Line, Record, Section, confidence_words
from tell_example import BACKING, CLAIMS, TEXTS, record


def section(brief: Brief, key: str) -> Section:
    return next(one for one in brief.sections if one.key == key)


def lines(brief: Brief, key: str) -> list[Line]:
    return [line for group in section(brief, key).groups for line in group.lines]


def evidence(brief: Brief) -> list[Evidence]:
    found = [line for one in brief.sections for group in one.groups for line in group.lines]
    return [item for line in found for item in (*line.evidence, *line.against)]


def page(of: Record) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(brief_html.page(compose(of)))


def printed(brief: Brief, width: int = 100) -> str:
    out = io.StringIO()
    brief_text.draw(brief, Console(file=out, width=width, markup=False, highlight=False))
    return out.getvalue()


def test_every_quotation_is_the_documents_exact_words() -> None:
    for item in evidence(compose(record())):
        assert item.quote in TEXTS[item.document]
        assert item.quote[slice(*item.mark)]


def test_claims_below_the_threshold_never_appear() -> None:
    told = printed(compose(record())) + brief_html.page(compose(record()))
    assert "c-doubtful" not in told
    assert "below the threshold" not in told


def test_a_higher_threshold_shows_less() -> None:
    shown = {item.claim for item in evidence(compose(record(threshold=0.88)))}
    assert shown
    assert all(claim.confidence >= 0.88 for claim in CLAIMS if claim.id in shown)


def test_a_pair_that_changed_sides_is_a_turning_point() -> None:
    told = lines(compose(record()), "turns")
    assert [line.when for line in told] == ["March 2019", "August 2022", "10 February 2023"]
    assert "contested" in told[1].text
    assert (
        told[2].text == "Norland and Kesh Front fight each other; before, Norland backs Kesh Front with arms"
    )


def test_a_contested_turn_shows_the_denial_first_and_the_claim_against_it() -> None:
    turn = lines(compose(record()), "turns")[1]
    assert [item.claim for item in turn.evidence] == ["c-denial"]
    assert [item.claim for item in turn.against] == ["c-alleged"]


def test_a_tie_says_since_when_by_whose_word_and_how_surely() -> None:
    backing = next(line for line in lines(compose(record()), "standing") if line.record == BACKING.id)
    assert backing.when == "now: March 2019 to August 2022"
    assert backing.confidence == BACKING.confidence
    notes = " ".join(backing.notes)
    assert "2 independent voices" in notes
    assert "a border officer (in Courier)" in notes
    assert "1 against" in notes


def test_a_tie_long_silent_is_told_as_earlier_and_a_broken_one_as_broken() -> None:
    old = replace(BACKING, end=dt.date(2021, 1, 1))
    assert lines(compose(record(relations=(old,))), "standing")[0].when.startswith("earlier: ")
    broken = replace(BACKING, status="broken")
    assert lines(compose(record(relations=(broken,))), "standing")[0].when.startswith("broken: ")


def test_silence_is_told_as_silence() -> None:
    silent = lines(compose(record()), "gaps")[0]
    assert silent.when == "April 2019 to July 2022"
    assert silent.text.startswith("No source speaks of Norland's backing of Kesh Front")


def test_an_event_is_told_by_the_plainest_claim_not_by_one_partys_word() -> None:
    told = lines(compose(record()), "events")[0]
    assert told.text == "Ostra was attacked"
    assert "Kesh Front (in Herald)" in " ".join(told.notes)


def test_tolls_keep_every_figure_with_its_source_and_add_none_up() -> None:
    told = lines(compose(record()), "tolls")[0]
    assert told.text.startswith("14 or at least 20 killed (reports differ)")
    assert {item.claim for item in told.evidence} == {"c-shells", "c-nurse"}
    assert "34" not in told.text


def test_both_sides_of_a_dispute_are_quoted() -> None:
    about = {line.text: line for line in lines(compose(record()), "disputes")}
    shelled = about["Who shelled Ostra"]
    assert [item.claim for item in shelled.evidence] == ["c-blame"]
    assert [item.claim for item in shelled.against] == ["c-not-us"]


def test_what_is_unread_and_what_date_was_set_aside_is_said() -> None:
    told = " ".join(line.text for line in lines(compose(record()), "unread"))
    assert "scan" in told
    assert "the page's date of 9 January 2024 was set aside; the text points to 5 June 2021" in told


def test_the_lead_counts_copies_once() -> None:
    lead = compose(record()).lead[0]
    assert "6 documents from 3 outlets" in lead
    assert "1 copy of another adds no voice" in lead


def test_a_picked_scope_says_so_and_how_to_choose() -> None:
    told = compose(record(), Scope(about=("Norland",)), picked=("Norland",))
    assert told.title == "Norland"
    assert "limited to Norland" in told.scope
    assert "--about" in told.scope


def test_an_empty_record_has_a_brief_that_says_so() -> None:
    empty = record(claims={}, actors={}, relations=(), events=(), disputes=(), documents={}, unread=())
    assert compose(empty).sections == ()
    assert "No document" in printed(compose(empty))


def test_the_order_of_the_record_does_not_matter() -> None:
    turned = record(
        claims=dict(reversed(record().claims.items())),
        relations=record().relations[::-1],
        disputes=record().disputes[::-1],
        documents=dict(reversed(record().documents.items())),
    )
    assert brief_html.page(compose(turned)) == brief_html.page(compose(record()))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_brief_fits_its_width(width: int) -> None:
    assert max(map(len, printed(compose(record()), width).splitlines())) <= width


def test_the_page_asks_nobody_for_anything() -> None:
    tree = page(record())
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form")
    assert all(href.startswith("#") for href in tree.xpath("//@href | //@src"))
    assert not re.search(r"url\(|@import", tree.xpath("string(//style)"))


def test_the_page_can_be_read_by_ear_and_keyboard() -> None:
    tree = page(record())
    assert tree.get("lang") == "en"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(href.removeprefix("#") in ids for href in tree.xpath("//a/@href"))
    assert all(label in ids for label in tree.xpath("//@aria-labelledby"))
    assert all(one.xpath("./summary") for one in tree.xpath("//details"))
    assert [one.text for one in tree.xpath("//h1")] == ["Kesh Front and Norland"]


def test_every_finding_on_the_page_opens_on_its_words() -> None:
    marks = page(record()).xpath("//details//blockquote//mark/text()")
    assert {"sent rifles", "denied", "not fired"} <= set(marks)


def test_hostile_text_stays_text() -> None:
    hostile = "</p><script>alert(1)</script>\x1b[2J\u202e"
    texts = {name: text.replace("Norland", hostile) for name, text in TEXTS.items()}
    actors = {key: replace(one, name=f"{one.name}{hostile}") for key, one in record().actors.items()}
    bad = record(actors=actors, text=texts.__getitem__, name=hostile)
    assert not page(bad).xpath("//script")
    told = printed(compose(bad)) + brief_html.page(compose(bad))
    assert "\x1b" not in told
    assert "\u202e" not in told


@pytest.mark.parametrize(
    ("value", "told"), [(0.95, "very high, 0.95"), (0.8, "high, 0.80"), (0.3, "low, 0.30")]
)
def test_confidence_is_a_word_and_a_number(value: float, told: str) -> None:
    assert confidence_words(value) == told
