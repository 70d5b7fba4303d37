"""The brief for a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from entente.tell.page import Brief, Evidence, Line, Section, confidence_words
from entente.tell.plain import visible
from entente.tell.tables import marked

_QUOTES = 1
"""Quotations shown a side on the terminal: the others are one ``entente show`` away."""


def draw(brief: Brief, console: Console) -> None:
    """Print a brief, as wide as the console."""
    plain = not console.is_terminal
    console.print(Text(visible(brief.title), style="bold"))
    console.print()
    for paragraph in (*brief.lead, *([brief.scope] if brief.scope else [])):
        console.print(Text(visible(paragraph)))
        console.print()
    for section in brief.sections:
        console.print(_section(section, plain))
    for paragraph in brief.footer:
        console.print(Text(visible(paragraph), style="dim"))


def _section(section: Section, plain: bool) -> RenderableType:
    parts: list[RenderableType] = [Text(section.title.upper(), style="bold")]
    if section.intro:
        parts.append(Text(visible(section.intro), style="dim"))
    for group in section.groups:
        if group.heading:
            parts += [Text(), Text(visible(group.heading), style="bold")]
        parts += [Padding(_line(line, plain), (0, 0, 0, 2), expand=False) for line in group.lines]
    if section.rest:
        parts.append(Padding(Text(visible(section.rest), style="dim"), (0, 0, 0, 2), expand=False))
    return Group(*parts, Text())


def _line(line: Line, plain: bool) -> RenderableType:
    head = Text()
    if line.when:
        head.append(f"{visible(line.when)}  ", style="cyan")
    head.append(visible(line.text))
    parts: list[RenderableType] = [head]
    notes = [visible(note) for note in line.notes]
    if line.confidence is not None:
        notes.append(f"confidence {confidence_words(line.confidence)}")
    if line.record:
        notes.append(f"show {line.record}")
    if notes:
        parts.append(Padding(Text("; ".join(notes), style="dim"), (0, 0, 0, 4), expand=False))
    parts += [quotation(item, "", plain) for item in line.evidence[:_QUOTES]]
    parts += [quotation(item, "but ", plain) for item in line.against[:_QUOTES]]
    return Group(*parts)


def quotation(item: Evidence, lead: str, plain: bool) -> RenderableType:
    """The exact words of a claim with its trigger marked, who says so, where, when, and the claim's id."""
    words = Text(f"{lead}“")
    words.append_text(marked(item.quote, [item.mark], plain=plain))
    words.append("” ")
    words.append(visible(f"{item.voice}; {item.document}; {item.dated}; {item.claim}"), style="dim")
    return Padding(words, (0, 0, 0, 4), expand=False)
