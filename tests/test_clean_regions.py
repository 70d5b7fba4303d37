"""Regions: page furniture is told from the article, and every character is in exactly one region."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.clean.regions import classify
from entente.model import RegionKind

FIRST = "The army said on Monday that its forces had retaken the northern town of Karsa after three days."
SECOND = "The rebels denied it and said that they still held the bridge over the river that divides the town."
THIRD = "Talks between the two sides will begin next week in the capital, according to the foreign ministry."


def kinds(text: str, **facts: str) -> list[tuple[RegionKind, str]]:
    return [(r.kind, text[r.span.start : r.span.end]) for r in classify(text, **facts)]  # type: ignore[arg-type]


def test_a_pasted_web_page() -> None:
    text = f"""Menu
Friday, 3 May 2019
Home / Africa / Army retakes northern town of Karsa

Army retakes northern town of Karsa | Africa

By Jane Roe in Valdor
Published 3 May 2019, 10:20 GMT
Share Facebook Twitter WhatsApp

Residents tell of three days under fire

{FIRST}

The bridge

{SECOND} (Reporting by Jane Roe; Editing by John Poe)

{THIRD}

Source: Valdor News Agency

Read also

Fuel prices rise in the south

A third week of queues has begun …
"""
    assert kinds(text) == [
        ("navigation", "Menu"),
        ("header", "Friday, 3 May 2019"),
        ("navigation", "Home / Africa / Army retakes northern town of Karsa"),
        ("title", "Army retakes northern town of Karsa"),
        ("navigation", " | Africa"),
        ("byline", "By Jane Roe in Valdor"),
        ("header", "Published 3 May 2019, 10:20 GMT"),
        ("navigation", "Share Facebook Twitter WhatsApp"),
        ("body", f"Residents tell of three days under fire\n\n{FIRST}\n\nThe bridge\n\n{SECOND}"),
        ("credit", " (Reporting by Jane Roe; Editing by John Poe)"),
        ("body", THIRD),
        ("credit", "Source: Valdor News Agency"),
        ("teaser", "Read also\n\nFuel prices rise in the south\n\nA third week of queues has begun …"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Comments are closed.", "notice"),
        ("© 2019 The Herald. All rights reserved.", "notice"),
        ("Advertisement", "notice"),
        ("Powered by machine translation", "notice"),
        ("Subscribe to our newsletter", "notice"),
        ("Follow us on Twitter @herald", "notice"),
        ("The views expressed here are the author's own.", "notice"),
        ("Abridged text produced for the Valley Reading Room.", "notice"),
        ("Source: Agencies", "credit"),
        ("Additional reporting by Jane Roe", "credit"),
        ("AFP", "credit"),
        ("This story was translated from French.", "credit"),
        ("Photo: Herald", "credit"),
        ("Jane Roe contributed to this report.", "credit"),
        ("Mira Voss is a journalist who covers the region.", "credit"),
        ("Read more: Fuel prices rise in the south", "teaser"),
        ("You may also like", "teaser"),
        ("Related stories", "teaser"),
        ("Tags: Karsa, army, rebels", "navigation"),
        ("Facebook Twitter Email Print", "navigation"),
        ("Soldiers cross the bridge in Karsa, May 2, 2019. (Photo by Jan Doe/AFP)", "caption"),
        ("This handout picture released on Friday by the army shows soldiers in the town.", "caption"),
        ("The minister (L) shakes hands with the general (R) in the capital.", "caption"),
        ("FILE PHOTO: A tank stands by the road to the town. REUTERS/Jan Doe", "caption"),
    ],
)
def test_furniture_after_the_article(line: str, kind: str) -> None:
    text = f"Army retakes northern town of Karsa\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{line}\n"
    assert kinds(text)[-1] == (kind, line)


@pytest.mark.parametrize(
    "line", ["Text prepared by the envoys was rejected in Karsa.", "Text made by rebels leaks"]
)
def test_a_sentence_on_a_text_in_the_news_is_no_notice(line: str) -> None:
    text = f"Army retakes northern town of Karsa\n\n{FIRST}\n\n{SECOND}\n\n{line}\n"
    assert "notice" not in {kind for kind, _ in kinds(text)}


@pytest.mark.parametrize(
    "line",
    [
        "The bridge",
        "By Sunday the rebels had left the town and its bridge.",
        "Sources said the general had fled the town.",
        "Share prices fell sharply in the capital after the news.",
        "Senator Poe (R) said that aid should be cut off.",
        "General Voss is a commander of the rebels.",
        "“We shall not be moved,” the commander said.",
        "The camp holds 300 people, the aid group said. (Reuters)",
        "What happens next?",
        "Related charges were dropped on Friday, the court said.",
        "3 May 2019: the army enters the town, its spokesman says.",
    ],
)
def test_lines_of_the_article_stay_body(line: str) -> None:
    text = f"Army retakes northern town of Karsa\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "body"]


@pytest.mark.parametrize(
    "masthead",
    [
        "THE VALDOR OBSERVER\nLatest | World | Economy | Sign in",
        "The Valdor Observer\nHome   National   Foreign policy",
        "The Valdor Observer\n[ Subscribe ] [ Today's paper ]",
        "The Valdor Observer - independent daily - since 1901\nPolitics . Economy . Archive",
        "Today is Friday, 3 May 2019 | 28°C Valdor\nFront page > World > North",
    ],
)
@pytest.mark.parametrize(
    "imprint",
    [
        "Friday, 3 May 2019. Staff correspondent",
        "Posted on 3 May 2019 by Foreign Desk",
        "By Herald staff, Valdor, 3 May 2019",
        "Mira Voss, 3 May 2019",
        "Brief 12, published 3 May 2019. By Mira Voss and Jan Doe.",
    ],
)
def test_mastheads_and_imprints_are_furniture_and_the_title_is_found(masthead: str, imprint: str) -> None:
    title = "Army retakes northern town of Karsa"
    found = kinds(f"{masthead}\n\n{title}\n\n{imprint}\n\n{FIRST}\n\n{SECOND}\n")
    assert ("title", title) in found
    assert ("byline", imprint) in found
    assert found[-1] == ("body", f"{FIRST}\n\n{SECOND}")
    assert {kind for kind, _ in found[:-3]} <= {"header", "navigation"}


def test_a_person_whom_the_article_names_is_no_author() -> None:
    last = "Mira Voss is a researcher at the institute."
    assert kinds(f"{FIRST} Mira Voss saw it.\n\n{SECOND}\n\n{last}\n")[-1][1].endswith(last)


def test_a_container_that_states_the_title_decides_about_it() -> None:
    text = f"Armed conflicts and attacks in the region\n\n{FIRST}\n"
    assert kinds(text)[0][0] == "title"
    assert [kind for kind, _ in kinds(text, title="Something else")] == ["body"]


def test_items_with_their_sources_in_brackets_are_body() -> None:
    text = f"Armed conflicts\n{FIRST} (AFP/Reuters)\nThe northern war\n{SECOND} (The Post via AP)\n{THIRD} (BBC)\n"
    assert [kind for kind, _ in kinds(text)] == ["body"]


def test_links_inside_an_article_end_where_it_goes_on() -> None:
    text = f"{FIRST}\n\nRelated stories\nFuel prices rise\nHarvest fails\n\n" + "\n\n".join(
        [SECOND, THIRD] * 9
    )
    assert [kind for kind, _ in kinds(text)] == ["body", "teaser", "body"]


def test_a_timeline_keeps_its_dates() -> None:
    text = f"How Karsa was lost and won\n\n1 May 2019\n{FIRST}\n2 May 2019\n{SECOND}\n3 May 2019\n{THIRD}\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "body"]


def test_markdown() -> None:
    text = (
        f"---\ntitle: Karsa\n---\n# Karsa retaken\n\n{FIRST}\n\n> {SECOND}\n\n![A bridge](b.png)\n\n{THIRD}\n"
    )
    found = [(r.kind, text[r.span.start : r.span.end]) for r in classify(text, markdown=True)]
    assert [kind for kind, _ in found] == ["header", "title", "body", "quotation", "caption", "body"]


LINES = st.sampled_from(
    [
        FIRST,
        SECOND,
        "",
        "",
        "Read also",
        "AFP",
        "By Jane Roe",
        "Comments are closed.",
        "3 May 2019",
        "Home / World / x",
        "The bridge",
        "> quoted",
        "Source: x",
        "LENGTH: 3 words",
        "SECTION: A",
        "BYLINE: x",
        "\ufeff",
        "\xa0\u200b",
        "Title | Africa",
        "1",
        "🙂",
    ]
)


@given(st.lists(LINES | st.text(max_size=60), max_size=14), st.sampled_from(["\n", "\r\n", "\r"]))
def test_regions_tile_the_text(parts: list[str], newline: str) -> None:
    text = newline.join(parts)
    covered = [0] * len(text)
    last = 0
    for region in classify(text):
        assert last <= region.span.start < region.span.end <= len(text)
        last = region.span.end
        for at in range(*region.span):
            covered[at] += 1
    assert all(
        times == 1
        for c, times in zip(text, covered, strict=True)
        if c.isprintable() and not c.isspace() and c not in "\u200b"
    )
