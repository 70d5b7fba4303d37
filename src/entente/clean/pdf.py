"""The text of a PDF by PDFium, its visual lines joined back into paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from entente.clean.extract import Blocks, Extract, NoTextError
from entente.gather.decode import storable

MOST_PAGES = 2000

_LETTERS_A_PAGE = 20
_SHORT_AT_SENTENCE_END = 0.8
_SHORT = 0.6
_RUNNING = (2, 3)
_FINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_HYPHENS = ("\ufffe", "\x02", "\xad")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.I)


def extract(content: bytes) -> Extract:
    """Paragraphs of all pages and the title that the file's metadata states.

    Raises:
        NoTextError: for encrypted and broken files, scans without text, and books.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise NoTextError(
                "the PDF is encrypted", "Open it with its password and save it without one."
            ) from error
        raise NoTextError("the PDF is broken", "Get the file again, or print it to a new PDF.") from error
    try:
        if len(document) > MOST_PAGES:
            raise NoTextError(f"the PDF has more than {MOST_PAGES} pages", "Split it into one file a report.")
        pages = [_page_lines(document, number) for number in range(len(document))]
        title = " ".join(storable(document.get_metadata_value("Title")).split())
    except pypdfium2.PdfiumError as error:
        raise NoTextError(
            "a page of the PDF is broken", "Get the file again, or print it to a new PDF."
        ) from error
    finally:
        document.close()
    letters = sum(character.isalpha() for page in pages for line in page for character in line)
    if letters < _LETTERS_A_PAGE * max(1, min(3, len(pages))):
        raise NoTextError("the PDF holds pictures of text only (a scan)", "Run OCR on it first.")
    blocks = Blocks()
    for paragraph in _paragraphs(_without_running_lines(pages)):
        blocks.add(paragraph)
    text = blocks.text()
    return Extract(text=text, title=title if title and title in text else None)


def _page_lines(document: object, number: int) -> list[str]:
    page = document[number]  # type: ignore[index]
    text_page = page.get_textpage()
    text = storable(text_page.get_text_range())
    text_page.close()
    page.close()
    return [" ".join(line.split()) for line in re.split(r"\r\n|\r|\n", _unhyphenated(text))]


def _unhyphenated(text: str) -> str:
    """Words that PDFium marks as broken at a line's end, whole again."""
    for mark in _HYPHENS:
        text = re.sub(f"{mark}\\s*\\r?\\n?", "", text)
    return text


def _without_running_lines(pages: list[list[str]]) -> list[str]:
    """All lines but page numbers and what is printed at the head or foot of three pages, or of both of two."""
    edges = Counter(line for page in pages for line in {_digitless(x) for x in page[:2] + page[-2:] if x})
    least = min(max(len(pages), _RUNNING[0]), _RUNNING[1])
    out: list[str] = []
    for page in pages:
        for at, line in enumerate(page):
            edge = at < 2 or at >= len(page) - 2
            if edge and (_PAGE_NUMBER.fullmatch(line) or edges[_digitless(line)] >= least):
                continue
            out.append(line)
    return out


def _digitless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """A paragraph ends at a blank line, or where a line stays short: PDFs keep lines, not paragraphs."""
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[int(len(lengths) * 0.9)] if lengths else 0
    out: list[str] = []
    held: list[str] = []
    for at, line in enumerate(lines):
        if line:
            held.append(line)
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if held and (not line or not following or _ends(line, following, full)):
            out.append(" ".join(held))
            held = []
    if held:
        out.append(" ".join(held))
    return out


def _ends(line: str, following: str, full: int) -> bool:
    if _FINAL.search(line):
        return len(line) < _SHORT_AT_SENTENCE_END * full
    return len(line) < _SHORT * full and not following[:1].islower()
