"""Cleaning: formats to documents, what they state about themselves, their language, and what cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import socket
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.clean import calendar, clean, language
from entente.gather import gather, limits
from entente.model import Document, Problem, RawDocument

FIRST = "The army said on Monday that its forces had retaken the northern town of Karsa after three days."
SECOND = "The rebels denied it and said that they still held the bridge over the river that divides the town."


def raw(content: bytes, media_type: str = "text/plain", **facts: str) -> RawDocument:
    return RawDocument("a", "a.txt", content, media_type, **facts)  # type: ignore[arg-type]


def cleaned(content: bytes, media_type: str = "text/plain", **facts: str) -> Document:
    document = clean(raw(content, media_type, **facts))
    assert isinstance(document, Document)
    return document


def problem(content: bytes, media_type: str) -> Problem:
    found = clean(raw(content, media_type))
    assert isinstance(found, Problem)
    assert found.advice
    return found


def words(document: Document, kind: str) -> list[str]:
    return [document.text[r.span.start : r.span.end] for r in document.regions if r.kind == kind]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_plain_text_is_the_files_content(tmp_path: Path, newline: str, mark: str) -> None:
    path = tmp_path / "a.txt"
    text = mark + newline.join(["  Karsa retaken ", "", "Café " + FIRST + "\u200b \x0c", "", "", SECOND, ""])
    path.write_bytes(text.encode())
    (found,) = gather([path])
    document = clean(found) if isinstance(found, RawDocument) else None
    assert isinstance(document, Document)
    with path.open(encoding="utf8", newline="") as stream:
        assert document.text == stream.read()
    assert document.title == "Karsa retaken"


def test_the_id_comes_from_content_alone() -> None:
    one = cleaned(FIRST.encode())
    other = clean(RawDocument("b", "elsewhere/b.txt", FIRST.encode(), "text/plain"))
    assert isinstance(other, Document)
    assert one.id == other.id
    assert one.id != cleaned(SECOND.encode()).id


PAGE = f"""<!doctype html><html lang="en"><head><title>Karsa retaken | The Herald</title>
<meta property="og:title" content="Karsa retaken"><meta property="og:site_name" content="The Herald">
<meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<meta property="article:modified_time" content="2024-03-07T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Karsa retaken</h1><p>{FIRST}</p>
<h2>The bridge</h2><blockquote><p>We shall not be moved from the bridge by anybody.</p></blockquote><p>{SECOND}</p>
</article><footer>Copyright 2024 The Herald</footer></body></html>"""


def test_a_web_page_gives_title_article_and_both_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    document = cleaned(PAGE.encode(), "text/html", url="https://herald.test/2024/03/05/karsa")
    assert (document.title, document.outlet, document.author) == ("Karsa retaken", "The Herald", "Jane Roe")
    assert words(document, "title") == ["Karsa retaken"]
    assert words(document, "quotation") == ["We shall not be moved from the bridge by anybody."]
    assert FIRST in words(document, "body")[0]
    assert "Home" not in document.text
    stated = [(d.value.isoformat(), d.how) for d in document.stated_dates]
    assert stated == [("2024-03-05", "metadata"), ("2024-03-07", "metadata"), ("2024-03-05", "url")]


def test_a_page_in_a_declared_charset_and_a_page_without_article_markup() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>Мир. {FIRST}</p></body></html>'
    assert "Мир." in cleaned(page.encode("cp1251"), "text/html").text
    assert cleaned(b"<html><body><div>Truce holds.</div></body></html>", "text/html").text == "Truce holds."


@pytest.mark.parametrize("element", ["div", "b", "span"])
def test_deep_nesting_is_a_problem(element: str) -> None:
    page = f"<html><body>{f'<{element}>' * 300_000}{FIRST}"
    assert "nested" in problem(page.encode(), "text/html").what


def test_a_page_without_text_is_a_problem() -> None:
    assert "no article" in problem(b"<html><body><script>x()</script></body></html>", "text/html").what


def pdf(*pages: list[str], extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A small PDF that prints each page's lines."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = b" ".join(b"(" + line.encode("latin-1") + b") Tj T*" for line in lines)
        stream = b"BT /F1 10 Tf 14 TL 50 780 Td " + shown + b" ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
    objects[1] = b"<</Type/Pages/Kids[" + b" ".join(kids) + b"]/Count %d>>" % len(pages)
    if extra:
        objects.append(extra)
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(out))
    )


def test_a_pdf_has_its_lines_joined_to_paragraphs() -> None:
    lines = [
        "Karsa retaken",
        "The army said on Monday that its forces had retaken the town of",
        "Karsa after three days.",
        "The rebels denied it and said that they still held the bridge",
        "over the river.",
    ]
    document = cleaned(
        pdf([*lines, "1"], ["A second page tells of the talks that both sides have agreed to", "hold."]),
        "application/pdf",
    )
    assert document.text.split("\n\n") == [
        "Karsa retaken",
        "The army said on Monday that its forces had retaken the town of Karsa after three days.",
        "The rebels denied it and said that they still held the bridge over the river.",
        "A second page tells of the talks that both sides have agreed to hold.",
    ]
    assert document.title == "Karsa retaken"


def test_scans_encrypted_and_broken_pdfs_are_problems() -> None:
    assert "OCR" in problem(pdf([]), "application/pdf").advice
    locked = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>"
    kinds = b"/Encrypt 6 0 R/ID[<00><00>]"
    assert "encrypted" in problem(pdf([FIRST], extra=locked, trailer=kinds), "application/pdf").what
    assert "broken" in problem(b"%PDF-1.4\nnothing", "application/pdf").what


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_docx_keeps_order_styles_and_tables() -> None:
    made = docx.Document()
    made.add_heading("Karsa retaken", 0)
    made.add_paragraph(FIRST)
    made.add_paragraph("We shall not be moved.", style="Quote")
    made.add_table(1, 2).rows[0].cells[1].text = "12 killed"
    made.add_paragraph(SECOND)
    stream = io.BytesIO()
    made.save(stream)
    document = cleaned(stream.getvalue(), DOCX)
    assert document.text.split("\n\n") == [
        "Karsa retaken",
        FIRST,
        "We shall not be moved.",
        "12 killed",
        SECOND,
    ]
    assert (words(document, "title"), words(document, "quotation")) == (
        ["Karsa retaken"],
        ["We shall not be moved."],
    )
    assert "broken" in problem(stream.getvalue()[:-200], DOCX).what


def test_a_docx_that_grows_beyond_reason_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXPANSION_FLOOR", 1 << 20)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * (4 << 20))
    assert "beyond reason" in problem(stream.getvalue(), DOCX).what


def test_a_mail_gives_subject_body_quotes_and_signature() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Karsa retaken", "Jane Roe <jane@herald.test>"
    message["Date"] = "Fri, 03 May 2019 23:30:00 +0300"
    message.set_content(f"{FIRST}\n\n> {SECOND}\n\n-- \nJane\nHerald\n")
    document = cleaned(message.as_bytes(), "message/rfc822")
    assert document.text.startswith(f"Karsa retaken\n\n{FIRST}\n\n")
    assert (document.title, document.author) == ("Karsa retaken", "Jane Roe")
    assert words(document, "quotation") == [f"> {SECOND}"]
    assert words(document, "notice") == ["-- \nJane\nHerald"]
    assert [(d.value, d.how) for d in document.stated_dates] == [(dt.date(2019, 5, 3), "mail")]
    message.set_content(PAGE, subtype="html")
    assert FIRST in cleaned(message.as_bytes(), "message/rfc822").text
    assert "no text" in problem(b"Subject: x\n\n", "message/rfc822").what


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-05-03", "2019-05-03"),
        ("2019-05-03T10:00:00+02:00", "2019-05-03"),
        ("20190503", "2019-05-03"),
        ("3 May 2019", "2019-05-03"),
        ("3rd of May, 2019", "2019-05-03"),
        ("May 3, 2019", "2019-05-03"),
        ("Sept. 9, 2020", "2020-09-09"),
        ("Fri, 03 May 2019 10:00:00 +0000", "2019-05-03"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("2019/5/3", "2019-05-03"),
        ("03/05/2019", None),
        ("May 2019", None),
        ("31 June 2019", None),
        ("3 May", None),
        ("", None),
        ("1234567890", None),
    ],
)
def test_dates_are_read_strictly(text: str, value: str | None) -> None:
    found = calendar.parse(text)
    assert (found.isoformat() if found else None) == value


def test_dates_in_addresses() -> None:
    assert calendar.in_url("https://x.test/world/2019/05/03/karsa.html") == dt.date(2019, 5, 3)
    assert calendar.in_url("https://x.test/2019/may/03/karsa") == dt.date(2019, 5, 3)
    assert calendar.in_url("https://x.test/a?on=2019/05/03") is None


def test_dates_of_headers_and_datelines_stand_where_they_are_written() -> None:
    head = "Karsa retaken\n\nPublished: 4 May 2019, 10:20 GMT\n\nVALDOR, 3 May 2019 (Valdor News)"
    text = f"{head} - {FIRST}\n\n{SECOND}\n"
    document = cleaned(text.encode())
    stated = [(d.value.day, d.how, text[slice(*d.span)]) for d in document.stated_dates if d.span]
    assert stated == [(4, "header", "4 May 2019"), (3, "dateline", "3 May 2019")]
    assert document.outlet == "Valdor News"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (
            "THE VALDOR OBSERVER\nLatest | World | Economy\n\nKarsa has been retaken by army\n",
            "THE VALDOR OBSERVER",
        ),
        ("Karsa retaken\n\nValdor Events – Agencies\n", "Valdor Events"),
        ("Karsa retaken\n\nBy Jane Roe\n", None),
        ("Karsa retaken\n\nForeign desk\n", None),
        ("Karsa retaken\n\nReuters\n", "Reuters"),
    ],
)
def test_outlets_that_a_page_names(head: str, outlet: str | None) -> None:
    assert cleaned(f"{head}\n{FIRST}\n\n{SECOND}\n".encode()).outlet == outlet


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (FIRST, "en", ""),
        (
            "Les rebelles ont pris la ville lundi matin, selon l'armée, qui a perdu douze soldats.",
            "fr",
            "language: fr",
        ),
        ("قال الجيش إن قواته استعادت المدينة يوم الاثنين بعد ثلاثة أيام", "ar", "language: ar"),
        ("政府军周一夺回了该镇，叛军否认了这一消息。", "zh", "language: zh"),
        ("12 34 5,6 7.8 % 9 | 10 | 11 x", "und", "not prose"),
        ("Karsa", "und", "language: unknown"),
    ],
)
def test_language_and_why_a_text_is_unread(text: str, code: str, reason: str) -> None:
    document = cleaned(text.encode())
    assert (document.language, document.readable, document.unread_reason) == (code, not reason, reason)


def test_language_cannot_be_narrowed_from_outside() -> None:
    import py3langid

    py3langid.set_languages(["fr"])
    try:
        assert language.identify(FIRST) == ("en", "")
    finally:
        py3langid.set_languages(None)


@given(st.text(max_size=300), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_any_text_is_cleaned_or_refused_and_twice_the_same(text: str, media_type: str) -> None:
    made = raw(text.encode("utf-8", "replace"), media_type)
    assert clean(made) == clean(made)
