"""What a text says about itself in its own lines: dates, outlet, author, title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from entente.clean import calendar, furniture
from entente.model import DateStatement, Region, Span

_AGENCY = r"(?P<agency>[A-Z][\w.&' -]{1,40})"
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_a-z][\w'’.-]+(?:[ ,/]+[^\W\d_a-z][\w'’.-]+){0,5})"
    rf"(?P<middle>(?:\s*[,(]?\s*[\w., ]{{3,24}}\)?)??)\s*(?:[(\[]{_AGENCY}[)\]])?\s*(?:[-–—]{{1,2}}|:)\s"
)
_DATELINE_REACH = 140
_NOT_PUBLICATION = re.compile(
    r"^\W*(?:load[- ]date|last updated|copyright|©|accessed|retrieved|printed|downloaded)\b", re.I
)
_SOURCE = re.compile(r"^\W*sources?\s*:\s*(?P<who>[^.;|()\[\]]{2,60})$", re.I)
_OUTLET_WORDS = 6
_NO_OUTLET = re.compile(
    r"\d|\b(?:desk|staff|agenc(?:y|ies)|correspondents?|reporters?|services?|newsroom)\b", re.I
)
_MEDIA_WORD = re.compile(
    r"\b(?:news|times|post|herald|tribune|press|daily|today|online|tv|radio|gazette|journal|observer|monitor|chronicle|mail|guardian"
    r"|independent|standard|star|sun|voice|review|reports?|events|media|network|agency|week(?:ly)?|mirror|telegraph|globe|echo"
    r"|courier|dispatch|broadcasting|channel|bulletin|register|inquirer|messenger|examiner|sentinel)\b", re.I,
)  # fmt: skip


def dates(text: str, regions: Sequence[Region]) -> tuple[DateStatement, ...]:
    """Dates in the page's header lines, bylines and credits, and in the dateline of the first paragraph."""
    out: list[DateStatement] = []
    body_begun = False
    for region in regions:
        start, end = region.span
        if region.kind == "body" and not body_begun:
            body_begun = True
            out += _in_dateline(text, start, end)
        elif region.kind in ("header", "byline", "credit", "notice"):
            for line_start, line_end in _line_spans(text, start, end):
                if not _NOT_PUBLICATION.match(text[line_start:line_end]):
                    found = calendar.find(text, line_start, line_end)
                    out += [DateStatement(value, "header", span) for value, span in found]
    return tuple(out)


def outlet(text: str, regions: Sequence[Region]) -> str | None:
    """The outlet that the masthead, a byline with agencies, a source credit or the dateline's agency names."""
    above = [region for region in regions[: _title_at(regions)] if region.kind == "header"]
    for line in _lines_of(text, above, ("header",)):
        if not re.search(r"\d", line) and len(line.split()) <= _OUTLET_WORDS:
            return line
    bylines = [line for line in _lines_of(text, regions, ("byline",)) if furniture.agency_line(line)]
    for line in bylines:
        parts = [part.strip() for part in re.split(r"\s[–—|-]\s|,", line)]
        named = (part for part in parts if _MEDIA_WORD.search(part) and not furniture.agency_line(part))
        if found := next(named, None):
            return found
    for line in _lines_of(text, regions, ("credit",)):
        if (source := _SOURCE.match(line)) and len(source["who"].split()) <= _OUTLET_WORDS:
            return source["who"].strip()
    dateline = _dateline(text, regions)
    if dateline and dateline["agency"] and not re.search(r"\d", dateline["agency"]):
        return str(dateline["agency"]).strip()
    return next((line for line in bylines if not _NO_OUTLET.search(line)), None)


def _title_at(regions: Sequence[Region]) -> int:
    return next((at for at, region in enumerate(regions) if region.kind == "title"), 0)


def author(text: str, regions: Sequence[Region]) -> str | None:
    """The writer named by a byline, else by a note under the article."""
    for line in _lines_of(text, regions, ("byline",)):
        if name := furniture.author_of(line):
            return name
        if furniture.is_name(line) and not furniture.agency_line(line):
            return line
    for line in _lines_of(text, regions, ("credit",)):
        name = furniture.name_of_bio(line)
        if name and not name.casefold().startswith(("the ", "this ")):
            return name
    return None


def title(text: str, regions: Sequence[Region]) -> str | None:
    """The words of the title region."""
    span = next((region.span for region in regions if region.kind == "title"), None)
    if span is None:
        return None
    words = re.sub(
        r"^(?:#+\s*|(?:title|headline|hd)\s*:?\s+(?=\S))", "", text[span.start : span.end], flags=re.I
    )
    return " ".join(words.split()) or None


def _in_dateline(text: str, start: int, end: int) -> list[DateStatement]:
    head = text[start : min(end, start + _DATELINE_REACH)]
    found = _DATELINE.match(head)
    if not found:
        return []
    return [
        DateStatement(value, "dateline", Span(start + span.start, start + span.end))
        for value, span in calendar.find(head, 0, found.end())
    ]


def _dateline(text: str, regions: Sequence[Region]) -> re.Match[str] | None:
    span = next((region.span for region in regions if region.kind == "body"), None)
    return _DATELINE.match(text[span.start : min(span.end, span.start + _DATELINE_REACH)]) if span else None


def _lines_of(text: str, regions: Sequence[Region], kinds: tuple[str, ...]) -> Iterable[str]:
    for region in regions:
        if region.kind in kinds:
            for start, end in _line_spans(text, *region.span):
                yield text[start:end].strip()


def _line_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in re.compile(r"[^\r\n]+").finditer(text, start, end)]
