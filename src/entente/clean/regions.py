"""Regions of a text: which lines are the article and which are the page around it.

Line by line, by place, length, punctuation and the habits in :mod:`entente.clean.furniture`. Nothing is cut:
each non-blank character falls into exactly one region, in order. Where a line could be either, it is body:
a claim read from furniture is a smaller loss than an article line that nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entente.clean import furniture
from entente.clean.exports import fact_lines
from entente.clean.head import Kinds, head, same
from entente.clean.lines import Line, lines
from entente.model import FURNITURE, Region, RegionKind, Span

_BIO_LINES = 6
_CITED_SHARE = 0.25
_CREDIT_WORDS = 4
_LABEL_WORDS = 25
_TEASERS_REACH = 4000
_TEASERS_AFTER = 0.5
_SECTION_TAIL = re.compile(r"\s+(?:\||»|::|•)\s+[^|»•]{2,40}$")


def classify(
    text: str,
    *,
    title: str | None = None,
    author: str | None = None,
    outlet: str | None = None,
    markdown: bool = False,
) -> tuple[Region, ...]:
    """Regions of ``text``, in order, covering every non-blank character.

    ``title``, ``author`` and ``outlet`` are what the container states: a line that repeats one of them is told
    by it, and where the container states a title, no other line is taken for one. ``markdown`` reads front
    matter, headings and block quotes.
    """
    found = lines(text)
    told: Kinds = {at: "quotation" for at, line in enumerate(found) if line.text.startswith(">")}
    told |= (_markdown(found) if markdown else {}) | fact_lines(found)
    first = _first_prose(found, told)
    told = head(found, first, told, title, author, outlet) | told
    told = _anywhere(found, first) | told
    kinds: list[RegionKind] = [told.get(at, "body") for at in range(len(found))]
    for at in _bios(found, kinds, author):
        kinds[at] = "credit"
    for at in _teasers(found, kinds, len(text)):
        kinds[at] = "teaser"
    return _joined(text, found, kinds)


def _first_prose(found: Sequence[Line], told: Kinds) -> int:
    """Index of the first paragraph: what stands above it is the head of the page."""
    for at, line in enumerate(found):
        if line.prose and at not in told and not furniture.is_navigation(line.text):
            return at
    return len(found)


def _anywhere(found: Sequence[Line], first: int) -> Kinds:
    """Furniture that stands between and after paragraphs as well."""
    out: Kinds = {}
    cited = sum(line.text.endswith(")") for line in found) > _CITED_SHARE * len(found)
    last = max((at for at, line in enumerate(found) if line.prose), default=len(found))
    for at, line in enumerate(found):
        kind = _kind_anywhere(line, at > first, cited)
        if kind is None and at > last and furniture.is_menu(line.text):
            kind = "navigation"
        if kind:
            out[at] = kind
    return out


def _kind_anywhere(line: Line, below: bool, cited: bool) -> RegionKind | None:
    text = line.text
    if len(text) <= furniture.LONGEST:
        if furniture.is_notice(text):
            return "notice"
        if furniture.is_credit(text):
            return "credit"
        if furniture.is_teaser(text):
            return "teaser"
    if furniture.is_caption(text, cited=cited):
        return "caption" if line.words > _CREDIT_WORDS else "credit"
    if below and line.words <= _LABEL_WORDS:
        if furniture.is_navigation(text):
            return "navigation"
        if furniture.agency_line(text) or _byline_below(line):
            return "credit"
    return None


def _byline_below(line: Line) -> bool:
    return (
        line.words <= 8
        and not line.final
        and line.text[:3].casefold() == "by "
        and bool(furniture.author_of(line.text))
    )


def _bios(found: Sequence[Line], kinds: Sequence[RegionKind], author: str | None) -> set[int]:
    """The note on the author under an article: who a person is whom the article itself never names."""
    out: set[int] = set()
    for at in range(len(found) - 1, max(0, len(found) - 1 - _BIO_LINES), -1):
        if kinds[at] in FURNITURE:
            continue
        name = furniture.name_of_bio(found[at].text)
        if name and (same(name, author) or _new_name(name, found[:at], kinds)):
            out.add(at)
        elif found[at].prose:
            break
    return out


def _new_name(name: str, above: Sequence[Line], kinds: Sequence[RegionKind]) -> bool:
    if name.casefold().startswith(("the ", "this ")):
        return True
    return not any(
        name in line.text for line, kind in zip(above, kinds, strict=False) if kind not in FURNITURE
    )


def _teasers(found: Sequence[Line], kinds: Sequence[RegionKind], length: int) -> set[int]:
    """Blocks of links: in the lower half of a page to its end, above that until a paragraph follows."""
    out: set[int] = set()
    at = 0
    while at < len(found):
        line = found[at]
        if kinds[at] == "title" or not furniture.is_teaser_block(line.text):
            at += 1
            continue
        to_end = line.start > _TEASERS_AFTER * length and length - line.end < _TEASERS_REACH
        out.add(at)
        at += 1
        while at < len(found) and (
            kinds[at] in FURNITURE or _is_link(found[at]) or (to_end and not _resumes(found, at))
        ):
            if kinds[at] not in FURNITURE:
                out.add(at)
            at += 1
    return out


def _is_link(line: Line) -> bool:
    return not line.prose or line.text.endswith(("…", "...", "[…]"))


def _resumes(found: Sequence[Line], at: int) -> bool:
    """Whether from here on the article goes on: three paragraphs without a heading between them."""
    return len(found) >= at + 3 and all(line.prose and not _is_link(line) for line in found[at : at + 3])


def _markdown(found: Sequence[Line]) -> Kinds:
    out: Kinds = {}
    start = 0
    if found and found[0].text == "---":
        closing = next((i for i, line in enumerate(found[1:], 1) if line.text in ("---", "...")), 0)
        out.update(dict.fromkeys(range(closing + 1), "header"))
        start = closing + 1
    for at in range(start, len(found)):
        text = found[at].text
        if re.match(r"#\s+\S", text) and "title" not in out.values():
            out[at] = "title"
        elif re.fullmatch(r"!\[[^\]]*\]\([^)]*\)", text):
            out[at] = "caption"
    return out


def _joined(text: str, found: Sequence[Line], kinds: Sequence[RegionKind]) -> tuple[Region, ...]:
    """Lines of one kind in a row as one region; titles lose their section label, paragraphs their credit."""
    pieces: list[tuple[RegionKind, int, int]] = []
    for line, kind in zip(found, kinds, strict=True):
        tail = None
        if kind == "title" and (tail := _SECTION_TAIL.search(line.text)):
            pieces += [
                (kind, line.start, line.start + tail.start()),
                ("navigation", line.start + tail.start(), line.end),
            ]
        elif kind == "body" and (tail := furniture.CREDIT_TAIL.search(line.text)) and tail.start():
            pieces += [
                (kind, line.start, line.start + tail.start()),
                ("credit", line.start + tail.start(), line.end),
            ]
        else:
            pieces.append((kind, line.start, line.end))
    out: list[Region] = []
    for kind, start, end in pieces:
        if out and out[-1].kind == kind and kind != "title":
            out[-1] = Region(kind, Span(out[-1].span.start, end))
        else:
            out.append(Region(kind, Span(start, end)))
    return tuple(out)
