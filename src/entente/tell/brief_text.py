"""The brief for a terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from entente.tell.page import Brief, Evidence, Line, Section, confidence_words
from entente.tell.plain import shown, visible

_QUOTES = 1
"""Quotations shown a side on the terminal: the others are one ``entente show`` away."""


def draw(brief: Brief, console: Console) -> None:
    """Print a brief, as wide as the console."""
    console.print(Text(visible(brief.title), style="bold"))
    console.print()
    for paragraph in (*brief.lead, *([brief.scope] if brief.scope else [])):
        console.print(Text(visible(paragraph)))
        console.print()
    for section in brief.sections:
        console.print(_section(section))
    for paragraph in brief.footer:
        console.print(Text(visible(paragraph), style="dim"))


def _section(section: Section) -> RenderableType:
    parts: list[RenderableType] = [Text(section.title.upper(), style="bold")]
    if section.intro:
        parts.append(Text(visible(section.intro), style="dim"))
    for group in section.groups:
        if group.heading:
            parts += [Text(), Text(visible(group.heading), style="bold")]
        parts += [Padding(_line(line), (0, 0, 0, 2)) for line in group.lines]
    if section.rest:
        parts.append(Padding(Text(visible(section.rest), style="dim"), (0, 0, 0, 2)))
    return Group(*parts, Text())


def _line(line: Line) -> RenderableType:
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
        parts.append(Padding(Text("; ".join(notes), style="dim"), (0, 0, 0, 4)))
    parts += [_quote(item, "") for item in line.evidence[:_QUOTES]]
    parts += [_quote(item, "but ") for item in line.against[:_QUOTES]]
    return Group(*parts)


def _quote(item: Evidence, lead: str) -> RenderableType:
    words = Text(f"{lead}“", style="italic")
    start, end = item.mark
    words.append(shown(item.quote[:start]))
    words.append(shown(item.quote[start:end]), style="bold italic")
    words.append(shown(item.quote[end:]) + "”")
    words.append(
        " " + visible(f"{item.voice}; {item.document}; {item.dated}; {item.claim}"), style="not italic dim"
    )
    return Padding(words, (0, 0, 0, 4))
