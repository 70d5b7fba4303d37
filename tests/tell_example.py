"""A small record of an invented theatre, put together by hand, that the tests of ``tell`` share."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from entente.model import (
    Actor,
    Claim,
    ClaimTime,
    DateStatement,
    Dispute,
    Document,
    DocumentEntry,
    Event,
    Interval,
    Participant,
    Phase,
    Place,
    Publication,
    Quantity,
    Relation,
    Source,
    Span,
)
from entente.store import Store, documents, set_setting
from entente.store import record as record_
from entente.tell.page import Record

TEXTS = {
    "courier-2019": (
        "Norland sent rifles to the Kesh Front in March 2019, a border officer said. "
        "Estmark accused Norland of arming the rebels. Norland denied it."
    ),
    "herald-2021": (
        "On 4 June 2021 shells fell on the market of Ostra and killed 14 people, the Herald's reporter saw. "
        "The Kesh Front said that Estmark's army had fired them. Estmark's army said that it had not fired."
    ),
    "gazette-2021": (
        "The shelling of Ostra killed at least 20 people, a nurse said. Norland plans to close the border."
    ),
    "courier-2023": "Norland, once the patron of the Kesh Front, now fights it along the river.",
    "wire-copy": "Shells fell on the market of Ostra, killing 14.",
    "scan": "",
}
NAMES = {"norland": "Norland", "estmark": "Estmark", "kesh-front": "Kesh Front", "ostra": "Ostra"}
REPORTER = Source("Herald", "outlet")


def span(document: str, words: str) -> Span:
    start = TEXTS[document].index(words)
    return Span(start, start + len(words))


def claim(key: str, document: str, predicate: str, evidence: str, trigger: str, **fields: Any) -> Claim:
    """A claim whose parts are given as words; ``subjects`` and ``objects`` as handles."""
    for role in ("subjects", "objects"):
        fields[role] = tuple(Participant(handle, NAMES[handle]) for handle in fields.get(role, ()))
    fields.setdefault("confidence", 0.9)
    return Claim(key, document, predicate, span(document, trigger), span(document, evidence), **fields)


def during(start: str, end: str, precision: Any = "range") -> Interval:
    return Interval(dt.date.fromisoformat(start), dt.date.fromisoformat(end), precision)


MARCH = ClaimTime(during("2019-03-01", "2019-03-31", "month"))
JUNE_4 = ClaimTime(during("2021-06-04", "2021-06-04", "day"))

CLAIMS = (
    claim(
        "c-arms",
        "courier-2019",
        "AID",
        "Norland sent rifles to the Kesh Front in March 2019",
        "sent rifles",
        subjects=("norland",),
        objects=("kesh-front",),
        means=("arms",),
        time=MARCH,
        sources=(Source("Courier", "outlet"), Source("a border officer", "anonymous")),
    ),
    claim(
        "c-accuse",
        "courier-2019",
        "ACCUSE",
        "Estmark accused Norland of arming the rebels.",
        "accused",
        subjects=("estmark",),
        objects=("norland",),
        content=("c-alleged",),
        sources=(Source("Courier", "outlet"),),
    ),
    claim(
        "c-alleged",
        "courier-2019",
        "BACKS",
        "Estmark accused Norland of arming the rebels.",
        "arming",
        subjects=("norland",),
        objects=("kesh-front",),
        means=("arms",),
        modality="possible",
        confidence=0.8,
        sources=(Source("Courier", "outlet"), Source("Estmark", "official", stance="alleges")),
    ),
    claim(
        "c-denial",
        "courier-2019",
        "BACKS",
        "Norland denied it.",
        "denied",
        polarity="denied",
        modality="ongoing",
        subjects=("norland",),
        objects=("kesh-front",),
        confidence=0.85,
        sources=(Source("Courier", "outlet"), Source("Norland", "official", stance="denies")),
    ),
    claim(
        "c-shells",
        "herald-2021",
        "ASSAULT",
        "On 4 June 2021 shells fell on the market of Ostra and killed 14 people, the Herald's reporter saw.",
        "shells fell",
        objects=("ostra",),
        places=(Place("Ostra"),),
        time=JUNE_4,
        sources=(REPORTER,),
        quantities=(Quantity(Span(58, 67), "killed", 14, 14),),
    ),
    claim(
        "c-blame",
        "herald-2021",
        "ASSAULT",
        "The Kesh Front said that Estmark's army had fired them.",
        "fired",
        subjects=("estmark",),
        objects=("ostra",),
        time=JUNE_4,
        sources=(REPORTER, Source("Kesh Front", "organisation")),
    ),
    claim(
        "c-not-us",
        "herald-2021",
        "ASSAULT",
        "Estmark's army said that it had not fired.",
        "not fired",
        subjects=("estmark",),
        objects=("ostra",),
        polarity="denied",
        time=JUNE_4,
        sources=(REPORTER, Source("Estmark", "official", stance="denies")),
    ),
    claim(
        "c-nurse",
        "gazette-2021",
        "ASSAULT",
        "The shelling of Ostra killed at least 20 people, a nurse said.",
        "shelling",
        objects=("ostra",),
        time=JUNE_4,
        confidence=0.7,
        sources=(Source("Gazette", "outlet"), Source("a nurse", "named")),
        quantities=(Quantity(Span(28, 46), "killed", 20, None),),
    ),
    claim(
        "c-border",
        "gazette-2021",
        "COERCE",
        "Norland plans to close the border.",
        "close",
        subjects=("norland",),
        modality="planned",
        confidence=0.75,
        sources=(Source("Gazette", "outlet"),),
    ),
    claim(
        "c-war",
        "courier-2023",
        "FIGHTS",
        TEXTS["courier-2023"],
        "fights",
        subjects=("norland",),
        objects=("kesh-front",),
        modality="ongoing",
        time=ClaimTime(during("2023-02-10", "2023-02-10", "day")),
        sources=(Source("Courier", "outlet"),),
    ),
    claim(
        "c-doubtful",
        "courier-2023",
        "ALLIED_WITH",
        TEXTS["courier-2023"],
        "patron",
        subjects=("norland",),
        objects=("estmark",),
        confidence=0.2,
        sources=(Source("Courier", "outlet"),),
    ),
)

BACKING = Relation(
    "r-backing",
    "BACKS",
    "norland",
    "kesh-front",
    dt.date(2019, 3, 1),
    dt.date(2022, 8, 31),
    "contested",
    (
        Phase(dt.date(2019, 3, 1), dt.date(2019, 3, 31), "firm", ("c-arms",)),
        Phase(dt.date(2019, 4, 1), dt.date(2022, 7, 31), "not covered"),
        Phase(dt.date(2022, 8, 1), dt.date(2022, 8, 31), "contested", ("c-alleged", "c-denial")),
    ),
    ("c-arms", "c-alleged"),
    ("c-denial",),
    2,
    means=("arms",),
    confidence=0.88,
)
WAR = Relation(
    "r-war",
    "FIGHTS",
    "norland",
    "kesh-front",
    dt.date(2023, 2, 10),
    None,
    "firm",
    (Phase(dt.date(2023, 2, 10), None, "firm", ("c-war",)),),
    ("c-war",),
    (),
    1,
    confidence=0.9,
)
SHELLING = Event(
    "e-shelling",
    "ASSAULT",
    dt.date(2021, 6, 4),
    dt.date(2021, 6, 4),
    "Ostra",
    ("ostra",),
    ("c-shells", "c-blame", "c-nurse"),
    3,
    (Quantity(Span(58, 67), "killed", 14, 14),),
)
DISPUTES = (
    Dispute(
        "d-backing", "denial", "whether Norland backs the Kesh Front", ("c-arms", "c-alleged"), ("c-denial",)
    ),
    Dispute("d-guns", "denial", "who shelled Ostra", ("c-blame",), ("c-not-us",)),
    Dispute(
        "d-hidden",
        "incompatible ties",
        "a dispute whose one side is below the threshold",
        ("c-doubtful",),
        ("c-war",),
    ),
)


def entry(name: str, outlet: str | None, day: str | None, **fields: Any) -> DocumentEntry:
    plain = DocumentEntry(
        id=f"id-{name}",
        name=name,
        path=f"{name}.txt",
        sha256=f"sha-{name}",
        media_type="text/plain",
        language="en",
        readable=True,
        unread_reason="",
        title=None,
        outlet=outlet,
        author=None,
        url=None,
        characters=len(TEXTS[name]),
        regions=(),
        published=Publication(during(day, day, "day"), "field") if day else None,
        copy_of=None,
        claims=sum(1 for one in CLAIMS if one.document == name),
    )
    return replace(plain, **fields)


DOCUMENTS = (
    entry("courier-2019", "Courier", "2019-04-02"),
    entry(
        "herald-2021",
        "Herald",
        "2021-06-05",
        published=Publication(
            during("2021-06-05", "2021-06-05", "day"),
            "text dates",
            ("“On 4 June 2021” stands in the text",),
            (DateStatement(dt.date(2024, 1, 9), "header"),),
        ),
    ),
    entry("gazette-2021", "Gazette", "2021-06-06"),
    entry("courier-2023", "Courier", "2023-02-11"),
    entry("wire-copy", "Tribune", None, copy_of="herald-2021"),
    entry("scan", None, None, readable=False, unread_reason="a PDF without text"),
)

ACTORS = tuple(Actor(handle, name, "state", mentions=3, documents=2) for handle, name in NAMES.items())


def record(**changes: Any) -> Record:
    whole = Record(
        claims={one.id: one for one in CLAIMS},
        actors={one.id: one for one in ACTORS},
        relations=(BACKING, WAR),
        events=(SHELLING,),
        disputes=DISPUTES,
        documents={one.name: one for one in DOCUMENTS},
        text=TEXTS.__getitem__,
        threshold=0.5,
        name="river war",
        unread=(("scan", "a PDF without text"),),
    )
    return replace(whole, **changes)


def store(path: Path) -> Path:
    """The same record as a case file, written through the store."""
    opened = Store(path)
    with opened.writing() as connection:
        for one in DOCUMENTS:
            plain = {f.name: getattr(one, f.name) for f in fields(Document) if hasattr(one, f.name)}
            document = Document(text=TEXTS[one.name], stated_dates=(), **plain)
            item = documents.Gathered(document, TEXTS[one.name].encode(), one.published, b"")
            documents.add(connection, [item], dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
        keys = documents.keys(connection)
        told = {name: [claim for claim in CLAIMS if claim.document == name] for name in TEXTS}
        rows = [record_.document_rows(keys[name], name, told[name], ()) for name in sorted(TEXTS)]
        record_.add_documents(connection, rows)
        record_.add_actors(connection, ACTORS, {})
        record_.add_weighed(connection, [SHELLING], [BACKING, WAR], DISPUTES)
        set_setting(connection, "reader", "by hand 1")
        set_setting(connection, "threshold", "0.5")
        documents.settle_copies(connection, {"id-wire-copy": "id-herald-2021"})
    opened.close()
    return path
