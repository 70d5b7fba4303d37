"""The brief: a record composed as a senior analyst would want to read it, few lines, most important first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from entente.model import Scope
from entente.tell import dates, words
from entente.tell.evidence import best
from entente.tell.findings import ahead, disputed, happenings, tolls
from entente.tell.gaps import gaps, unread
from entente.tell.page import Brief, Record, Section
from entente.tell.ties import (
    POLITICAL,
    between_named,
    connected,
    last_day,
    names,
    posts,
    standing,
    turning_points,
)

_SECTIONS: tuple[Callable[[Record], Section | None], ...] = (
    turning_points,
    standing,
    disputed,
    happenings,
    ahead,
    tolls,
    posts,
    gaps,
    unread,
)
_LEADING = 4


def compose(record: Record, scope: Scope = Scope(), picked: Sequence[str] = ()) -> Brief:  # noqa: B008
    """Compose a brief from a record: a pure function, the same lines for the same record.

    ``scope`` is what the record was limited to; ``picked`` names the actors that were chosen
    because the case is too large for one brief. Only claims at or above ``record.threshold`` appear.
    """
    sections = tuple(section for make in _SECTIONS if (section := make(record)))
    return Brief(
        title=_title(record, scope, picked),
        lead=_lead(record, sections),
        scope=_scope_words(scope, picked),
        sections=sections,
        footer=_footer(record),
    )


def _title(record: Record, scope: Scope, picked: Sequence[str]) -> str:
    if scope.between:
        return f"{scope.between[0]} and {scope.between[1]}"
    chosen = list(scope.about) or list(picked)
    if not chosen:
        known = names(record)
        chosen = [known.get(handle, handle) for handle, _ in connected(between_named(record))[:3]]
    return words.listed(chosen) or record.name


def _lead(record: Record, sections: Sequence[Section]) -> tuple[str, ...]:
    """Two paragraphs: what the record is made of and about; its last turn and its hottest dispute."""
    if not record.documents:
        return ("No document lies in this scope.",)
    return tuple(part for part in (_made_of(record), _headlines(sections)) if part)


def _made_of(record: Record) -> str:
    originals = [entry for entry in record.documents.values() if entry.readable and not entry.copy_of]
    outlets = {entry.outlet for entry in originals if entry.outlet}
    copies = sum(1 for entry in record.documents.values() if entry.copy_of)
    told = f"This brief rests on {words.counted(len(record.documents), 'document')}"
    told += f" from {words.counted(len(outlets), 'outlet')}" if outlets else ""
    told += _published_between(record)
    if copies:
        told += f"; {words.counted(copies, 'copy of another', 'copies of others')} "
        told += "adds no voice" if copies == 1 else "add no voices"
    return f"{told}. {_about(record)}"


def _published_between(record: Record) -> str:
    known = [entry.published.interval for entry in record.documents.values() if entry.published]
    starts = [iv.start or iv.end for iv in known]
    ends = [iv.end or iv.start for iv in known]
    first: dt.date | None = min((day for day in starts if day), default=None)
    final = max((day for day in ends if day), default=None)
    if not first or not final:
        return ", none with a known date of publication"
    return f", published {dates.month(first)}" + (
        f" to {dates.month(final)}" if dates.month(first) != dates.month(final) else ""
    )


def _about(record: Record) -> str:
    shown = best(record, record.claims)
    political = sum(1 for tie in record.relations if tie.kind in POLITICAL)
    known = names(record)
    leading = connected(between_named(record))[:_LEADING]
    actors = [f"{known.get(handle, handle)} (tied to {count})" for handle, count in leading]
    counts = f"{words.counted(len(shown), 'claim')}, {words.counted(political, 'tie')}"
    counts += f" and {words.counted(len(record.disputes), 'dispute') if record.disputes else 'no dispute'}"
    if not actors:
        return f"It holds {counts}; no two actors are tied to each other yet."
    return f"It holds {counts}. Best connected: {words.listed(actors, _LEADING)}."


def _headlines(sections: Sequence[Section]) -> str:
    by_key = {section.key: section for section in sections}
    told = []
    if turns := by_key.get("turns"):
        line = turns.groups[-1].lines[-1]
        told.append(f"The latest change: {line.text} ({line.when}).")
    if disputes := by_key.get("disputes"):
        line = disputes.groups[0].lines[0]
        told.append(f"Most disputed: {line.text.rstrip('.')}.")
    return " ".join(told)


def _scope_words(scope: Scope, picked: Sequence[str]) -> str:
    """What the brief is limited to, and how to choose otherwise; empty for a whole case."""
    choose = "Choose with --about NAME, --between A B, --since DATE."
    if picked:
        return f"The case is too large for one brief; this one is limited to {words.listed(picked)}. {choose}"
    parts = [
        f"about {words.listed(scope.about)}" if scope.about else "",
        f"between {scope.between[0]} and {scope.between[1]}" if scope.between else "",
        f"since {dates.day(scope.since)}" if scope.since else "",
        f"until {dates.day(scope.until)}" if scope.until else "",
        f"in {scope.place}" if scope.place else "",
        f"according to {scope.source}" if scope.source else "",
        f"at confidence {scope.min_confidence:.2f} or above" if scope.min_confidence is not None else "",
    ]
    limits = [part for part in parts if part]
    return f"Limited to claims {', '.join(limits)}." if limits else ""


def _footer(record: Record) -> tuple[str, ...]:
    latest = last_day(record)
    reach = f" The record reaches to {dates.day(latest)}." if latest else ""
    return (
        f"Shown are claims read with a confidence of {record.threshold:.2f} or more: the chance that the "
        f"text says this, not that it is true. Independent voices speak for truth.{reach}",
        "Each line's evidence is the exact words of a document; entente show ID marks them in their context.",
    )
