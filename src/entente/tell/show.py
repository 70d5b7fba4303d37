"""One record in full: its words marked in their context, who says so, when, how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from entente.model import FURNITURE, Actor, Claim, Dispute, DocumentEntry, Event, Relation, Span
from entente.tell import collect, dates, tables, words
from entente.tell.brief_text import quotation
from entente.tell.evidence import evidence, held
from entente.tell.page import Record, confidence_words
from entente.tell.plain import visible

if TYPE_CHECKING:
    from entente.case import Case, Found

_AROUND = 300
"""Code points of context on either side of a claim."""


def draw(case: Case, found: Found, console: Console) -> None:
    """Print a claim, relation, event, dispute, document or actor with all it rests on."""
    plain = not console.is_terminal
    for part in _parts(case, found, plain):
        console.print(part)


def _parts(case: Case, found: Found, plain: bool) -> Iterator[RenderableType]:
    match found:
        case Claim():
            return _claim(case, found, plain)
        case Relation():
            return _relation(case, found, plain)
        case Event():
            return _event(case, found, plain)
        case Dispute():
            return _dispute(case, found, plain)
        case DocumentEntry():
            return _document(case, found, plain)
        case Actor():
            return _actor(case, found)


def _claim(case: Case, claim: Claim, plain: bool) -> Iterator[RenderableType]:
    entry, text = case.document(claim.document), case.text(claim.document)
    linked = {one.id: one for one in case.cited((*claim.content, *claim.condition))}
    yield _heading(words.capital(words.sentence(claim, linked)))
    yield _fact("when", _when(claim, text))
    if claim.said:
        yield _fact("said", dates.interval(claim.said))
    yield _fact("who says so", words.voice(claim.sources))
    yield _fact("told as", f"{claim.polarity}, {claim.modality}")
    if claim.condition:
        yield _fact("if", "; ".join(words.sentence(linked[key]) for key in claim.condition if key in linked))
    if claim.quantities:
        yield _fact("figures", words.listed([words.figure(quantity) for quantity in claim.quantities], 9))
    read_by = f" (read by {claim.reader})" if claim.reader else ""
    yield _fact(
        "predicate", " ".join(part for part in (claim.predicate, claim.mode or "", *claim.contexts) if part)
    )
    yield _fact("confidence", f"{confidence_words(claim.confidence)}, that the text says this{read_by}")
    yield _fact("document", f"{_called(entry)}; published {tables.published(entry)}; {tables.state(entry)}")
    for key in claim.content:
        if key in linked:
            yield _fact("content", f"{words.attributed(linked[key])} {key}")
    yield Text()
    yield Padding(_context(text, claim, plain), (0, 0, 0, 2), expand=False)


def _when(claim: Claim, text: str) -> str:
    if claim.time is None:
        return dates.NO_DATE
    told = dates.interval(claim.time.interval)
    if claim.time.span is None:
        return f"{told} (follows from the date of publication)"
    return f"{told} (“{text[claim.time.span[0] : claim.time.span[1]]}”)"


def _context(text: str, claim: Claim, plain: bool) -> Text:
    """The evidence with its surroundings, whole words, the trigger marked."""
    start, end = max(0, claim.evidence[0] - _AROUND), min(len(text), claim.evidence[1] + _AROUND)
    while 0 < start < claim.evidence[0] and not text[start - 1].isspace():
        start += 1
    while claim.evidence[1] < end < len(text) and not text[end].isspace():
        end -= 1
    trigger = (claim.trigger[0] - start, claim.trigger[1] - start)
    shown = tables.marked(text[start:end], [trigger], plain=plain)
    return Text.assemble("… " if start else "", shown, " …" if end < len(text) else "")


def _relation(case: Case, tie: Relation, plain: bool) -> Iterator[RenderableType]:
    names = collect.names(case, collect.ends(tie))
    yield _heading(words.capital(words.relation(tie, names)))
    yield _fact("covered by evidence", dates.span(tie.start, tie.end))
    yield _fact("state", tie.status)
    yield _fact("voices", f"{tie.voices} independent")
    yield _fact("confidence", confidence_words(tie.confidence))
    if tie.why:
        yield _fact("why", tie.why)
    yield Text()
    yield _heading("Phases")
    for phase in tie.phases:
        count = words.counted(len(phase.claims), "claim")
        yield _fact(
            dates.span(phase.start, phase.end), f"{phase.state}, {count}" if phase.claims else phase.state
        )
    yield from _side(case, "For", tie.claims_for, plain)
    yield from _side(case, "Against", tie.claims_against, plain)


def _event(case: Case, event: Event, plain: bool) -> Iterator[RenderableType]:
    names = collect.names(case, collect.ends(event))
    yield _heading(
        f"{event.type.capitalize()}: {words.listed([names.get(one, one) for one in event.participants], 9)}"
    )
    yield _fact("when", dates.stretch(event.start, event.end))
    yield _fact("where", event.place or "not said")
    yield _fact("voices", f"{event.voices} independent")
    if event.quantities:
        yield _fact("figures", words.listed([words.figure(quantity) for quantity in event.quantities], 9))
    yield from _side(case, "Claims", event.claims, plain)


def _dispute(case: Case, dispute: Dispute, plain: bool) -> Iterator[RenderableType]:
    yield _heading(words.capital(dispute.about))
    yield _fact("kind", dispute.kind)
    yield _fact("status", dispute.status)
    yield from _side(case, "One side", dispute.claims_a, plain)
    yield from _side(case, "The other side", dispute.claims_b, plain)


def _side(case: Case, heading: str, ids: Sequence[str], plain: bool) -> Iterator[RenderableType]:
    if not ids:
        return
    found = case.cited(ids)
    record = _rested_on(case, found)
    yield Text()
    yield _heading(f"{heading} ({len(found)})")
    for claim in sorted(found, key=lambda claim: (held(claim), claim.id)):
        item = evidence(record, claim)
        yield Text(
            f"  {visible(words.capital(item.sentence))}; confidence {confidence_words(item.confidence)}"
        )
        yield quotation(item, "", plain)


def _rested_on(case: Case, found: Iterable[Claim]) -> Record:
    claims = {claim.id: claim for claim in found}
    linked = case.cited(key for claim in claims.values() for key in claim.content)
    entries = {name: case.document(name) for name in sorted({claim.document for claim in claims.values()})}
    known = {claim.id: claim for claim in linked} | claims
    return Record(known, {}, (), (), (), entries, case.text, 0.0)


def _document(case: Case, entry: DocumentEntry, plain: bool) -> Iterator[RenderableType]:
    yield _heading(_called(entry))
    stated = (("outlet", entry.outlet), ("author", entry.author), ("url", entry.url), ("file", entry.path))
    yield from (_fact(key, value) for key, value in stated if value)
    yield _fact("language", entry.language)
    yield _fact("published", tables.published(entry))
    if entry.published:
        yield from (_fact("because", reason) for reason in entry.published.reasons)
        for stated_date in entry.published.rejected:
            yield _fact("set aside", f"{dates.day(stated_date.value)} ({stated_date.how})")
    yield _fact("state", tables.state(entry))
    yield _fact("sha256", entry.sha256)
    claims = sorted(case.claims(document=entry.name), key=lambda claim: (claim.trigger, claim.id))
    yield Text()
    yield _marked_text(case.text(entry.name), entry, claims, plain)
    if claims:
        yield Text()
        yield _heading(f"Claims ({len(claims)})")
    for claim in claims:
        at = f"{claim.trigger[0]}"
        yield Text(
            f"  {at:>6}  {visible(words.capital(words.attributed(claim)))} {claim.confidence:.2f} {claim.id}"
        )


def _marked_text(text: str, entry: DocumentEntry, claims: Iterable[Claim], plain: bool) -> Text:
    """The whole text, triggers marked, furniture (headers, navigation, notices) dim."""
    spans: list[Span] = []
    for claim in claims:
        if not spans or claim.trigger[0] >= spans[-1][1]:
            spans.append(claim.trigger)
    shown = tables.marked(text, spans, plain=plain)
    if not plain and len(shown) == len(text):
        for region in entry.regions:
            if region.kind in FURNITURE:
                shown.stylize("dim", region.span[0], region.span[1])
    return shown


def _actor(case: Case, actor: Actor) -> Iterator[RenderableType]:
    yield _heading(actor.name)
    yield _fact("kind", actor.kind.replace("_", " "))
    if actor.aliases:
        yield _fact("also called", words.listed(actor.aliases, 40))
    bodies = collect.names(case, collect.ends(actor))
    for role in actor.roles:
        of = f" {bodies.get(role.of, role.of)}" if role.of else ""
        yield _fact("role", f"{role.role}{of}, {dates.span(role.start, role.end)}")
    yield _fact(
        "named", f"{words.counted(actor.mentions, 'time')} in {words.counted(actor.documents, 'document')}"
    )
    yield _fact("id", actor.id)
    ties = case.relations(about=actor.id)
    if ties:
        names = collect.names(case, (one for tie in ties for one in collect.ends(tie)))
        yield Text()
        yield tables.relations(ties, names)


def _called(entry: DocumentEntry) -> str:
    return f"{entry.name}: {entry.title}" if entry.title else entry.name


def _heading(text: str) -> Text:
    return Text(visible(text), style="bold")


def _fact(key: str, value: str) -> RenderableType:
    return Padding(Text.assemble((f"{key}: ", "dim"), visible(value)), (0, 0, 0, 2), expand=False)
