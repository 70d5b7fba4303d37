"""Bundles: files of many articles as news databases export them."""

from __future__ import annotations

import io

import pytest

from entente.clean import clean
from entente.gather import gather
from entente.model import FURNITURE, Document, RawDocument

FIRST = "The army said on Monday that its forces had retaken the northern town of Karsa after three days."
SECOND = "The rebels denied it and said that they still held the bridge over the river that divides the town."
BODY = f"{FIRST}\n\n{SECOND}\n"


def lexis(day: int) -> str:
    return f"""
                               {day} of 3 DOCUMENTS

                              The Valdor Times

                             May {day}, 2019 Friday
                              Late Edition - Final

Army retakes Karsa, day {day}

BYLINE: By JANE ROE

SECTION: Section A; Column 1; Pg. 1

LENGTH: 812 words

 {BODY}
LOAD-DATE: May 9, 2019

LANGUAGE: ENGLISH

                   Copyright 2019 The Valdor Times Company
                              All Rights Reserved
"""


def nexis(day: int) -> str:
    return f"""Army retakes Karsa, day {day}
The Valdor Times
May {day}, 2019 Friday

Copyright 2019 The Valdor Times Company All Rights Reserved
Section: WORLD NEWS; Pg. 13
Length: 523 words
Byline: Jane Roe
Body

{BODY}
Load-Date: May 9, 2019

End of Document
"""


def factiva(day: int) -> str:
    return f"""Army retakes Karsa, day {day}
By Jane Roe
523 words
{day} May 2019
10:20
The Valdor Times
VALT
English
Copyright 2019 The Valdor Times

{BODY}
Document VALT000020190503ef5300ab{day}
"""


def factiva_codes(day: int) -> str:
    return f"""HD  Army retakes Karsa, day {day}
BY  By Jane Roe
WC  523 words
PD  {day} May 2019
SN  The Valdor Times
LA  English
LP
{BODY}
Document VALT000020190503ef5300ab{day}
"""


def proquest(day: int) -> str:
    return f"""____________________________________________________________

Document {day} of 3

Army retakes Karsa, day {day}

Author: Jane Roe

Publication info: The Valdor Times ; Valdor City.  0{day} May 2019: A1.

{BODY}
Subject: Armed forces

Publication title: The Valdor Times

Publication date: May {day}, 2019

"""


def ruled(day: int) -> str:
    facts = f"Title: Army retakes Karsa, day {day}\nDate: 2019-05-0{day}\nSource: The Valdor Times\nByline: Jane Roe"
    return f"{facts}\n\n{BODY}\n========\n"


@pytest.mark.parametrize("article", [lexis, nexis, factiva, factiva_codes, proquest, ruled])
def test_each_article_has_its_own_facts_and_its_furniture_is_marked(article: object) -> None:
    text = "".join(article(day) for day in (1, 2, 3))  # type: ignore[operator]
    found = [x for x in gather(["-"], stdin=io.BytesIO(text.encode())) if isinstance(x, RawDocument)]
    assert [x.path for x in found] == ["stdin#1", "stdin#2", "stdin#3"]
    for day, raw in enumerate(found, 1):
        assert raw.text is not None
        assert raw.text in text
        assert raw.content == raw.text.encode()
        document = clean(raw)
        assert isinstance(document, Document)
        assert document.title == f"Army retakes Karsa, day {day}"
        assert document.outlet == "The Valdor Times"
        assert (document.author or "").casefold() == "jane roe"
        assert (document.stated_dates[0].how, document.stated_dates[0].value.day) == ("field", day)
        told = {r.kind: document.text[r.span.start : r.span.end] for r in document.regions}
        assert FIRST in told["body"]
        assert f"day {day}" in told["title"]
        read = "".join(
            document.text[r.span.start : r.span.end] for r in document.regions if r.kind not in FURNITURE
        )
        assert not [word for word in ("words", "Copyright", "English", "Publication", "2019") if word in read]


def test_sections_of_one_article_are_no_bundle() -> None:
    text = f"Army retakes Karsa\n\n{BODY}\n--------\n\nThe road north\n\n{BODY}\n* * *\n\nPage 1 of 2\n"
    (raw,) = gather(["-"], stdin=io.BytesIO(text.encode()))
    assert isinstance(raw, RawDocument)
    assert raw.text is None
    assert raw.content == text.encode()
