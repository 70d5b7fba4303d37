"""The brief's last sections: what no source covers, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from entente.model import Phase, Relation
from entente.tell import dates, words
from entente.tell.page import Group, Line, Record, Section
from entente.tell.ties import POLITICAL, names, weight

_GAPS, _UNREAD = 6, 12
_LONG_SILENCE = dt.timedelta(days=120)


def gaps(record: Record) -> Section | None:
    """What no source covers: silences inside ties, ties on one voice, times without documents."""
    lines = [*_silences(record), *_quiet_years(record), *_single_voices(record)]
    if not lines:
        return None
    return Section(
        key="gaps",
        title="What no source covers",
        groups=(Group("", tuple(lines)),),
        intro="Silence is not continuation: nothing is known of these stretches.",
    )


def _silences(record: Record) -> list[Line]:
    found: list[tuple[float, str, Relation, Phase]] = []
    for tie in record.relations:
        for phase in tie.phases if tie.kind in POLITICAL else ():
            if phase.state == "not covered" and phase.start and phase.end:
                days = (phase.end - phase.start).days
                if days >= _LONG_SILENCE.days:
                    found.append((-weight(tie) * days, tie.id, tie, phase))
    found.sort(key=lambda item: item[:2])
    return [_silence_line(record, tie, phase) for _, _, tie, phase in found[:_GAPS]]


def _silence_line(record: Record, tie: Relation, phase: Phase) -> Line:
    assert phase.start
    assert phase.end
    text = (
        f"No source speaks of {words.tie_noun(tie, names(record))} for {dates.length(phase.start, phase.end)}"
    )
    return Line(text=text, when=dates.span(phase.start, phase.end), record=tie.id, state="not covered")


def _quiet_years(record: Record) -> list[Line]:
    """The longest stretch between two publications, where it is long."""
    published = [entry.published.interval for entry in record.documents.values() if entry.published]
    covered = sorted((iv.start, iv.end) for iv in published if iv.start and iv.end)
    longest: tuple[dt.date, dt.date] | None = None
    reached = covered[0][1] if covered else dt.date.min
    for start, end in covered:
        if start - reached > _LONG_SILENCE and (not longest or start - reached > longest[1] - longest[0]):
            longest = (reached, start)
        reached = max(reached, end)
    if not longest:
        return []
    first, final = longest[0] + dt.timedelta(days=1), longest[1] - dt.timedelta(days=1)
    text = f"No document of this record was published for {dates.length(first, final)}"
    return [Line(text=text, when=dates.stretch(first, final), state="not covered")]


def _single_voices(record: Record) -> list[Line]:
    political = [tie for tie in record.relations if tie.kind in POLITICAL]
    single = sorted((t for t in political if t.voices <= 1), key=lambda t: (-weight(t), t.id))
    if not single:
        return []
    examples = words.listed([words.tie_noun(tie, names(record)) for tie in single[:3]])
    verb = "rests" if len(single) == 1 else "rest"
    more = ", among them" if len(single) > 3 else ":"
    count = f"{len(single):,} of {words.counted(len(political), 'tie')}"
    return [Line(text=f"{count} {verb} on a single voice{more} {examples}", state="one voice")]


def unread(record: Record) -> Section | None:
    """Documents that the reader could not read, by reason; dates unknown or set aside."""
    lines = [*_unreadable(record), *_undated(record), *_set_aside(record)]
    if not lines:
        return None
    return Section(key="unread", title="What could not be read", groups=(Group("", tuple(lines)),))


def _unreadable(record: Record) -> list[Line]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, reason in sorted(record.unread):
        by_reason[reason or "unreadable"].append(name)
    return [
        Line(
            text=f"{words.counted(len(found), 'document')} not read: {words.listed(found, _UNREAD)}",
            notes=(reason,),
        )
        for reason, found in sorted(by_reason.items())
    ]


def _undated(record: Record) -> list[Line]:
    undated = sorted(
        name
        for name, entry in record.documents.items()
        if entry.readable and not (entry.published and entry.published.known)
    )
    if not undated:
        return []
    count = words.counted(len(undated), "document")
    text = f"{count} without a known date of publication: {words.listed(undated)}"
    return [Line(text=text, notes=("their claims may lack dates; entente rule date DOCUMENT DATE sets one",))]


def _set_aside(record: Record) -> list[Line]:
    lines = []
    for name, entry in sorted(record.documents.items()):
        if entry.published and entry.published.rejected:
            stated = words.listed([dates.day(statement.value) for statement in entry.published.rejected])
            text = f"{name}: the page's date of {stated} was set aside"
            if entry.published.known:
                text += f"; the text points to {dates.interval(entry.published.interval)}"
            lines.append(Line(text=text, notes=entry.published.reasons))
    return lines[:_GAPS]
