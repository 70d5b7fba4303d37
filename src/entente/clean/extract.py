"""What a format gives: text, the regions its markup tells, and the facts its metadata states."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from entente.model import DateStatement, Region, RegionKind, Span


class NoTextError(ValueError):
    """A file of which no text can be had. ``what`` is wrong and ``advice`` what to do about it."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Extract:
    """Text of a document, before its regions are completed line by line."""

    text: str
    marked: tuple[Region, ...] = ()
    """Regions that the markup tells: title, block quotes, captions. Other stretches are judged by line."""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[DateStatement, ...] = ()


@dataclass(slots=True)
class Blocks:
    """Builds a text from paragraphs, remembering which stretch is of which kind."""

    parts: list[str] = field(default_factory=list)
    marked: list[Region] = field(default_factory=list)
    at: int = 0

    def add(self, text: str, kind: RegionKind | None = None) -> None:
        """Append a paragraph; blanks inside its lines are made single."""
        clean = "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))
        if not clean:
            return
        if self.parts:
            self.parts.append("\n\n")
            self.at += 2
        self.parts.append(clean)
        if kind:
            self.marked.append(Region(kind, Span(self.at, self.at + len(clean))))
        self.at += len(clean)

    def text(self) -> str:
        """All paragraphs, a blank line between them."""
        return "".join(self.parts)


def metadata_dates(*values: dt.date | None) -> tuple[DateStatement, ...]:
    """The dates that metadata states, each once, in the order given."""
    return tuple(DateStatement(value, "metadata") for value in dict.fromkeys(values) if value)
