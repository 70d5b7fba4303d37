"""The tables of a case.

What was gathered (``documents``, ``texts``, ``locations``), what was inferred beside it
(``publications``, ``readings``), what analysts decided (``rulings``, ``withdrawals``), and the record
that follows from these and can be made again at any time (``resolved`` to ``evidence``).

Columns that queries filter or sort on are real columns; nested values are encoded (``codec``).
Dates are ISO strings, so that they sort as dates. ``documents.key`` numbers rows by arrival: it joins
tables inside the file and is never shown, exported or sorted by.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISION = "0001"
"""The revision that this code expects; equals the newest file in ``migrations/versions``."""

APPLICATION_ID = 0x456E7431
"""Marks an SQLite file as a case of Entente ("Ent1")."""

UNDATED = "9999-12-31"
"""Sort key of a claim without a time: after all dated ones."""

metadata = MetaData()

settings = Table("settings", metadata, Column("name", String, primary_key=True), Column("value", Text))

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False, index=True),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("language", String, nullable=False),
    Column("readable", Boolean, nullable=False),
    Column("unread_reason", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("author", Text),
    Column("url", Text),
    Column("characters", Integer, nullable=False),
    Column("regions", LargeBinary, nullable=False),
    Column("stated_dates", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("copy_of", Integer, ForeignKey("documents.key")),
    Column("learned", String, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("key", Integer, ForeignKey("documents.key"), primary_key=True),
    Column("text", Text, nullable=False),
    # The bytes as gathered, compressed; NULL where they are exactly the text in UTF-8.
    Column("content", LargeBinary),
)

locations = Table(
    "locations",
    metadata,
    Column("path", String, primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), nullable=False, index=True),
)

publications = Table(
    "publications",
    metadata,
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    Column("start", String, index=True),
    Column("end", String),
    Column("value", LargeBinary, nullable=False),
)

problems = Table(
    "problems",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("path", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("value", LargeBinary, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    Column("reader", String, primary_key=True),
    Column("claims", Integer, nullable=False),
    Column("value", LargeBinary, nullable=False),
    # NULL after the document was renamed: made again from the reading.
    Column("summary", LargeBinary),
)

rulings = Table(
    "rulings",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("made", String, nullable=False),
    Column("value", LargeBinary, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("ruling", String, ForeignKey("rulings.id"), primary_key=True),
    Column("made", String, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

# ------------------------------------------------------------------------------------------ the record

resolved = Table(
    "resolved",
    metadata,
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    # All claims (mentions) of one document as one compressed block: small, and read as a whole.
    Column("claims", LargeBinary, nullable=False),
    Column("mentions", LargeBinary, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("document_name", String, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("predicate", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("start", String),
    Column("end", String),
    Column("sort_date", String, nullable=False),
    Column("confidence", Float, nullable=False, index=True),
)
Index("ix_claims_order", claims.c.sort_date, claims.c.document_name, claims.c.trigger_start, claims.c.id)

actors = Table(
    "actors",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("value", LargeBinary, nullable=False),
)
Index("ix_actors_order", actors.c.documents.desc(), actors.c.mentions.desc(), actors.c.id)

aliases = Table(
    "aliases",
    metadata,
    Column("folded", String, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("alias", String, nullable=False),
    # 0 its handle or canonical name, 1 another name in the texts, 2 a name that only a ruling gave it.
    Column("rank", Integer, nullable=False),
)

appearances = Table(
    "appearances",
    metadata,
    Column("actor", String, primary_key=True),
    Column("document", Integer, ForeignKey("documents.key"), primary_key=True),
    Column("mentions", Integer, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", String),
    Column("end", String),
    Column("evidence", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("value", LargeBinary, nullable=False),
)
Index("ix_relations_order", relations.c.evidence.desc(), relations.c.id)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("start", String),
    Column("end", String),
    Column("sort_date", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("value", LargeBinary, nullable=False),
)
Index("ix_events_order", events.c.sort_date, events.c.id)

disputes = Table(
    "disputes",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", String),
    Column("end", String),
    Column("evidence", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("value", LargeBinary, nullable=False),
)
Index("ix_disputes_order", disputes.c.evidence.desc(), disputes.c.id)

# ``owner`` is the id of a claim, relation, event or dispute: one table answers "about whom" for all.
parties = Table(
    "parties",
    metadata,
    Column("actor", String, primary_key=True),
    Column("owner", String, primary_key=True),
    Column("kind", String, nullable=False),
)
Index("ix_parties_owner", parties.c.owner)

evidence = Table(
    "evidence",
    metadata,
    Column("owner", String, primary_key=True),
    Column("claim", String, primary_key=True),
    Column("side", String, primary_key=True),
)
Index("ix_evidence_claim", evidence.c.claim)

claim_places = Table(
    "claim_places",
    metadata,
    Column("folded", String, primary_key=True),
    Column("claim", String, primary_key=True),
    Column("country", String),
)
Index("ix_claim_places_country", claim_places.c.country, claim_places.c.claim)
Index("ix_claim_places_claim", claim_places.c.claim)

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("folded", String, primary_key=True),
    Column("claim", String, primary_key=True),
    Column("actor", String),
)
Index("ix_claim_sources_actor", claim_sources.c.actor, claim_sources.c.claim)
Index("ix_claim_sources_claim", claim_sources.c.claim)

RECORD = (
    evidence,
    parties,
    claim_places,
    claim_sources,
    disputes,
    relations,
    events,
    aliases,
    appearances,
    actors,
    claims,
    resolved,
)
"""The tables that resolving and weighing fill, in an order in which they can be emptied."""
