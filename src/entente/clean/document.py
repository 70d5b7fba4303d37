"""From gathered bytes to a document: text, regions, language, and what it states about itself."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence

from entente.clean import calendar, language, mail, pdf, stated, web, word
from entente.clean.extract import Extract, NoTextError
from entente.clean.regions import classify
from entente.gather.decode import UndecodableError, decode
from entente.model import FURNITURE, DateStatement, Document, Problem, RawDocument, Region, Span


def clean(raw: RawDocument) -> Document | Problem:
    """The document that ``raw`` holds, or what is wrong with it.

    Plain text and Markdown are taken as they are: ``Document.text`` is the file's content, a UTF-8 byte order
    mark included, so offsets into the file hold. Web pages, PDF, DOCX and mail give the text that a reader of
    them sees, title first. Nothing is cut from a text: regions say which stretches are the page around it.
    """
    try:
        extract = _extract(raw)
    except NoTextError as error:
        return Problem(raw.path, error.what, error.advice)
    text = extract.text
    regions = _regions(raw, extract)
    sha256 = hashlib.sha256(raw.content).hexdigest()
    code, unread = language.identify(prose(text, regions), raw.language)
    return Document(
        id=hashlib.sha256(sha256.encode() + text.encode()).hexdigest(),
        name=raw.name,
        path=raw.path,
        sha256=sha256,
        media_type=raw.media_type,
        text=text,
        regions=regions,
        language=code,
        readable=not unread,
        unread_reason=unread,
        title=raw.title or extract.title or stated.title(text, regions),
        outlet=raw.outlet or extract.outlet or stated.outlet(text, regions),
        author=raw.author or extract.author or stated.author(text, regions),
        url=raw.url or extract.url,
        stated_dates=_dates(raw, extract, regions),
    )


def prose(text: str, regions: Sequence[Region]) -> str:
    """The text without its furniture: what language and likeness to other documents are judged by."""
    return "\n".join(text[r.span.start : r.span.end] for r in regions if r.kind not in FURNITURE)


def _extract(raw: RawDocument) -> Extract:
    if raw.text is not None:
        return Extract(text=raw.text)
    if raw.media_type == "text/html":
        return web.extract(raw.content, raw.url)
    if raw.media_type == "application/pdf":
        return pdf.extract(raw.content)
    if raw.media_type.startswith("application/vnd.openxml"):
        return word.extract(raw.content)
    if raw.media_type == "message/rfc822":
        return mail.extract(raw.content)
    try:
        return Extract(text=decode(raw.content))
    except UndecodableError as error:
        raise NoTextError(f"it cannot be read as text: {error}", "Save it as UTF-8 text.") from error


def _regions(raw: RawDocument, extract: Extract) -> tuple[Region, ...]:
    judged = classify(
        extract.text,
        title=raw.title or (extract.title if extract.marked else None),
        author=raw.author or extract.author,
        outlet=raw.outlet or extract.outlet,
        markdown=raw.media_type == "text/markdown",
    )
    return overlay(extract.text, judged, extract.marked) if extract.marked else judged


def overlay(text: str, judged: Sequence[Region], marked: Sequence[Region]) -> tuple[Region, ...]:
    """``judged`` with the stretches of ``marked``, which the markup tells, cut out and put in.

    A stretch that is furniture by its words (a teaser set as a quotation) stays furniture.
    """
    furniture = {region.span.start for region in judged if region.kind in FURNITURE}
    kept = (region for region in marked if region.kind == "title" or region.span.start not in furniture)
    cuts = sorted(kept, key=lambda region: region.span)
    starts = [region.span.start for region in cuts]
    out: list[Region] = list(cuts)
    for region in judged:
        at, end = region.span
        for cut in cuts[max(0, bisect_left(starts, at) - 1) :]:
            if cut.span.start >= end:
                break
            if cut.span.end > at:
                out += _trimmed(text, region, at, cut.span.start)
                at = cut.span.end
        out += _trimmed(text, region, at, end)
    return tuple(sorted(out, key=lambda region: region.span))


def _trimmed(text: str, region: Region, start: int, end: int) -> list[Region]:
    """The part of a region between two places, without the blanks around it; none where only blanks are left."""
    part = text[start : max(start, end)]
    lead = len(part) - len(part.lstrip())
    inner = part.strip()
    return [Region(region.kind, Span(start + lead, start + lead + len(inner)))] if inner else []


def _dates(raw: RawDocument, extract: Extract, regions: Sequence[Region]) -> tuple[DateStatement, ...]:
    """Every date stated, strongest way of stating first, each value and place once."""
    found: list[DateStatement] = []
    declared = calendar.parse(raw.declared_date) if raw.declared_date else None
    if declared:
        found.append(DateStatement(declared, "field"))
    found += extract.dates
    found += stated.dates(extract.text, regions)
    url = raw.url or extract.url
    in_url = calendar.in_url(url) if url else None
    if in_url:
        found.append(DateStatement(in_url, "url"))
    return tuple(dict.fromkeys(found))
