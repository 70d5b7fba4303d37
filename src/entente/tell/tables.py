"""Lists for people: one table a kind, as wide as the console and no wider."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import IO, Literal, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from entente.model import (
    Actor,
    Anchor,
    Claim,
    Dispute,
    DocumentEntry,
    Event,
    Interval,
    Passage,
    Relation,
    Ruling,
)
from entente.tell import dates, words
from entente.tell.plain import lines, visible

_PIPE_WIDTH = 120
"""Columns where the output is no terminal and COLUMNS is not set."""


class Column(NamedTuple):
    """A table's column: its heading, its share of the width (0: as narrow as its text) and its side."""

    heading: str
    ratio: int = 0
    justify: Literal["left", "right"] = "left"


def console(file: IO[str] | None = None, *, stderr: bool = False) -> Console:
    """A console that draws no markup, no emoji and, with NO_COLOR or outside a terminal, no colour."""
    made = Console(file=file, stderr=stderr, markup=False, emoji=False, highlight=False)
    if made.is_terminal or "COLUMNS" in os.environ:
        return made
    return Console(file=file, stderr=stderr, markup=False, emoji=False, highlight=False, width=_PIPE_WIDTH)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> Table:
    """A plain table; every text is made safe to print."""
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, expand=True)
    for column in columns:
        drawn.add_column(
            column.heading,
            ratio=column.ratio or None,
            justify=column.justify,
            overflow="fold",
            no_wrap=not column.ratio,
        )
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text(visible(cell)) for cell in row))
    return drawn


def claims(found: Sequence[Claim]) -> Table:
    """When, what, who says so, how surely, where to look."""
    columns = (Column("when", 3), Column("claim", 8), Column("according to", 5), Column("in", 3))
    rows = (
        (
            _held(claim),
            words.capital(words.sentence(claim)),
            _spoken(claim),
            claim.document,
            _two(claim.confidence),
            claim.id,
        )
        for claim in found
    )
    return table((*columns, Column("conf", 0, "right"), Column("id")), rows)


def relations(found: Sequence[Relation], names: Mapping[str, str]) -> Table:
    """The tie, the days that evidence covers, its state, voices, claims for and against."""
    columns = (Column("tie", 8), Column("evidence covers", 5), Column("state"))
    counts = (Column("voices", 0, "right"), Column("for", 0, "right"), Column("against", 0, "right"))
    rows = (
        (
            words.relation(tie, names),
            dates.span(tie.start, tie.end),
            tie.status,
            str(tie.voices),
            str(len(tie.claims_for)),
            str(len(tie.claims_against)),
            _two(tie.confidence),
            tie.id,
        )
        for tie in found
    )
    return table((*columns, *counts, Column("conf", 0, "right"), Column("id")), rows)


def events(found: Sequence[Event], names: Mapping[str, str]) -> Table:
    """When, what kind of happening, where, who took part, the figures and the voices."""
    columns = (
        Column("when", 3),
        Column("what", 2),
        Column("who", 6),
        Column("where", 3),
        Column("figures", 3),
    )
    rows = (
        (
            dates.stretch(event.start, event.end),
            event.type.lower(),
            words.listed([names.get(handle, handle) for handle in event.participants]),
            event.place or "",
            words.listed([words.figure(quantity) for quantity in event.quantities]),
            str(event.voices),
            event.id,
        )
        for event in found
    )
    return table((*columns, Column("voices", 0, "right"), Column("id")), rows)


def disputes(found: Sequence[Dispute]) -> Table:
    """What about, which kind, how many claims a side."""
    columns = (Column("about", 8), Column("kind"), Column("status"), Column("claims", 0, "right"))
    rows = (
        (words.capital(one.about), one.kind, one.status, f"{len(one.claims_a)}:{len(one.claims_b)}", one.id)
        for one in found
    )
    return table((*columns, Column("id")), rows)


def actors(found: Sequence[Actor], names: Mapping[str, str]) -> Table:
    """The name, what else it is called, its roles, how often it is named."""
    columns = (Column("actor", 4), Column("kind"), Column("also called", 6), Column("roles", 5))
    rows = (
        (
            actor.name,
            actor.kind.replace("_", " "),
            words.listed([a for a in actor.aliases if a != actor.name]),
            words.listed(roles(actor, names), 3),
            str(actor.mentions),
            str(actor.documents),
            actor.id,
        )
        for actor in found
    )
    counts = (Column("mentions", 0, "right"), Column("documents", 0, "right"))
    return table((*columns, *counts, Column("id")), rows)


def roles(actor: Actor, names: Mapping[str, str]) -> list[str]:
    """An actor's roles, each once: "leads Kesh Front"."""
    told = (f"{role.role} {names.get(role.of, role.of)}" if role.of else role.role for role in actor.roles)
    return list(dict.fromkeys(told))


def documents(found: Sequence[DocumentEntry]) -> Table:
    """The name, title, outlet, when it was published and how that is known, what became of it."""
    columns = (Column("document", 5), Column("title", 6), Column("outlet", 3), Column("published", 4))
    rows = (
        (
            entry.name,
            entry.title or "",
            entry.outlet or "",
            published(entry),
            entry.language,
            str(entry.claims),
            state(entry),
        )
        for entry in found
    )
    return table((*columns, Column("lang"), Column("claims", 0, "right"), Column("state", 3)), rows)


def passages(found: Sequence[Passage], *, plain: bool) -> Table:
    """Search hits: the document and the words around the hit, the hit marked."""
    rows = (
        (hit.document, str(hit.span[0]), marked(" ".join(hit.snippet.split("\n")), [hit.hit], plain=plain))
        for hit in found
    )
    return table((Column("document", 2), Column("at", 0, "right"), Column("words", 7)), rows)


def rulings(found: Sequence[Ruling], names: Mapping[str, str], orphans: Container[str]) -> Table:
    """What was ruled, on what, by whom, when and why; withdrawn and orphaned ones say so.

    ``names`` gives the names of documents by their ids; ``orphans`` are the ids of rulings that find nothing.
    """
    columns = (Column("ruling"), Column("kind", 2), Column("on", 5), Column("says", 3), Column("by", 2))
    rows = (
        (
            one.id,
            one.kind,
            "; ".join(anchored(anchor, names) for anchor in one.anchors),
            one.value,
            one.author,
            one.made.date().isoformat(),
            f"{_standing(one, orphans)}{one.reason}",
        )
        for one in found
    )
    return table((*columns, Column("made"), Column("reason", 4)), rows)


def anchored(anchor: Anchor, names: Mapping[str, str]) -> str:
    """What a ruling holds on to: a name, words, or a document; ``names`` gives documents' names by their ids."""
    return anchor.name or anchor.quote or names.get(anchor.document or "", anchor.document or "")


def _standing(ruling: Ruling, orphans: Container[str]) -> str:
    if ruling.withdrawn:
        return "withdrawn. "
    return "orphaned: the case holds nothing that it is about. " if ruling.id in orphans else ""


def marked(text: str, spans: Iterable[tuple[int, int]], *, plain: bool) -> Text:
    """``text`` with the characters of each span marked, safe to print; spans must not overlap.

    Marks are bold in reverse, and with ``plain`` (no terminal) the brackets ``⟦ ⟧``.
    """
    parts, at = Text(), 0
    for start, end in sorted(spans):
        parts.append(lines(text[at:start]))
        words_ = lines(text[start:end])
        parts.append(f"⟦{words_}⟧" if plain else words_, style="bold reverse")
        at = end
    return parts.append(lines(text[at:]))


def published(entry: DocumentEntry) -> str:
    """When a document was published and how that is known."""
    if entry.published is None or not entry.published.known:
        return dates.NO_DATE
    return f"{dates.interval(entry.published.interval)} ({entry.published.how})"


def state(entry: DocumentEntry) -> str:
    """What became of a document: read, unread and why, a copy of another, excluded."""
    if entry.excluded:
        return "excluded by a ruling"
    if not entry.readable:
        return f"unread: {entry.unread_reason}"
    return f"copy of {entry.copy_of}" if entry.copy_of else "read"


def _held(claim: Claim) -> str:
    stretch: Interval | None = claim.time.interval if claim.time else None
    return dates.interval(stretch)


def _spoken(claim: Claim) -> str:
    return words.voice(claim.sources).removeprefix("according to ")


def _two(value: float) -> str:
    return f"{value:.2f}"
