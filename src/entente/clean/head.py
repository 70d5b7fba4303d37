"""The head of a page, above its first paragraph: masthead, menus, date lines, bylines and the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from entente.clean import furniture
from entente.clean.lines import Line
from entente.model import RegionKind

Kinds = dict[int, RegionKind]
"""Kind of a line by its index."""

_TITLE_WORDS = 30
_TITLE_ALONE_WORDS = 5
_KICKER_WORDS = 3
_IMPRINT_WORDS = 20
_TIMELINE_DATES = 3
_LOOSE = re.compile(r"[\W_]+")


def head(
    found: Sequence[Line],
    first: int,
    known: Kinds,
    title: str | None,
    author: str | None,
    outlet: str | None,
) -> Kinds:
    """Kinds of the lines above ``found[first]``, the first paragraph; lines in ``known`` are told already."""
    timeline = sum(furniture.is_date_line(line.text) for line in found) >= _TIMELINE_DATES
    out: Kinds = {}
    left: list[int] = []
    for at in range(first):
        if at in known:
            continue
        kind = _sure(found[at], author, outlet, timeline and bool(left))
        if kind:
            out[at] = kind
        else:
            left.append(at)
    masthead = _masthead(found, left, out)
    out.update(dict.fromkeys(masthead, "header"))
    left = [at for at in left if at not in masthead]
    heading = next((at for at, kind in known.items() if kind == "title"), None)
    named = [at for at in [*left, first] if at < len(found) and same(found[at].text, title)]
    if named:
        heading = named[-1]
        out.update(dict.fromkeys(named[:-1], "navigation"))
    elif heading is None and not title:
        heading = _title(found, left, first)
        out.update({at: "navigation" for at in left if heading is not None and at < heading})
    if heading is not None:
        if heading not in known:
            out[heading] = "title"
        out.update(_below_title(found, heading, first, known | out, author))
    return out


def same(line: str, value: str | None) -> bool:
    """Whether a line says ``value`` and nothing else, case and punctuation aside."""
    return bool(value) and _bare(line) == _bare(value or "")


def _bare(text: str) -> str:
    return _LOOSE.sub(" ", text).strip().casefold()


def _sure(line: Line, author: str | None, outlet: str | None, in_timeline: bool) -> RegionKind | None:
    text = line.text
    if furniture.is_date_line(text):
        return None if in_timeline else "header"
    if furniture.is_navigation(text) or furniture.is_menu(text):
        return "navigation"
    if same(text, author) or furniture.author_of(text) or furniture.agency_line(text):
        return "byline"
    return "header" if same(text, outlet) else None


def _masthead(found: Sequence[Line], left: Sequence[int], out: Kinds) -> set[int]:
    """Lines in one block with a menu or breadcrumb, where another block has the title: the outlet's name."""
    later = [at for at in left if found[at].gap and found[at].words >= _TITLE_ALONE_WORDS]
    if not later:
        return set()
    masthead: set[int] = set()
    block: list[int] = []
    for at in range(later[-1] + 1):
        if found[at].gap:
            block = []
        block.append(at)
        if out.get(at) == "navigation" and not furniture.is_share_row(found[at].text):
            masthead.update(i for i in block if i in left and i < later[-1])
    return masthead


def _title(found: Sequence[Line], left: Sequence[int], first: int) -> int | None:
    """The heading of a text that states none: its first short line that does not end as a sentence does."""
    short = [at for at in left if found[at].words <= _TITLE_WORDS and not found[at].final]
    if not short or short[0] != left[0] or (first == len(found) and len(found) < 3):
        return None
    at = short[0]
    kicker = found[at].words <= _KICKER_WORDS and len(short) > 1 and short[1] == left[1]
    if kicker and found[short[1]].words > _KICKER_WORDS and found[short[1]].gap:
        at = short[1]
    apart = at + 1 < len(found) and found[at + 1].gap
    return at if apart or found[at].words >= _TITLE_ALONE_WORDS else None


def _below_title(found: Sequence[Line], heading: int, first: int, told: Kinds, author: str | None) -> Kinds:
    """Bylines under a title: a writer with a date, a bare name above a date line, an imprint."""
    out: Kinds = {}
    for at in range(heading + 1, first):
        kind = None if at in told else furniture.dated_kind(found[at].text, author)
        if kind:
            out[at] = kind
    below = heading + 1
    if below < len(found) and below not in told and below not in out:
        text = found[below].text
        bare_name = furniture.is_name(text) and told.get(below + 1) == "header"
        if bare_name or (found[below].words <= _IMPRINT_WORDS and furniture.is_imprint(text)):
            out[below] = "byline"
    return out
