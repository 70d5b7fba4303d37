"""A case: one file with documents, readings, rulings, and the record that follows from them.

This is the Python API; the command line has the same words. Lists take the same limits and return
tuples of :mod:`entente.model` values; see :class:`entente.model.Scope` for what each limit means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, TypedDict, Unpack

from entente import rulings as ruled
from entente.errors import InvalidRuling, UnknownActor, UnknownName
from entente.model import (
    Actor,
    Anchor,
    Claim,
    Dispute,
    DocumentEntry,
    Event,
    Overview,
    Passage,
    ReadReport,
    Relation,
    ResolvedMention,
    Ruling,
    RulingKind,
    Scope,
)
from entente.store import Store, get_setting, ledger, queries, search
from entente.store import documents as documents_

if TYPE_CHECKING:
    from types import TracebackType

    from sqlalchemy import Connection

    from entente.read import Reader
    from entente.stages.intake import Progress

Day: TypeAlias = dt.date | str
About: TypeAlias = str | Iterable[str] | None
Found: TypeAlias = Claim | Event | Relation | Dispute | Actor | DocumentEntry


class Within(TypedDict, total=False):
    """The limits that every list takes. Dates are :class:`datetime.date` or ISO strings."""

    between: tuple[str, str] | None
    since: Day | None
    until: Day | None
    place: str | None
    source: str | None
    min_confidence: float | None
    """None: the display threshold; 0: every claim."""
    limit: int | None


class Case:
    """An open case. A context manager; see :func:`entente.open`."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self._store = Store(path, create=create)

    @property
    def path(self) -> Path:
        """The file that holds the case."""
        return self._store.path

    @property
    def threshold(self) -> float:
        """Claims below this confidence are kept but not listed, unless asked for; set by the reader."""
        with self._store.reading() as connection:
            return _threshold(connection)

    @property
    def reader(self) -> str:
        """Name and version of the reader whose readings the record rests on; empty before any reading."""
        with self._store.reading() as connection:
            return get_setting(connection, "reader") or ""

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------ stages

    def read(
        self,
        *paths: str | Path,
        workers: int | None = None,
        reader: str | Reader = "small",
        fields: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
    ) -> ReadReport:
        """Read files and folders into the case and bring the record up to date.

        What is stored already is not stored or read again; ended at any moment, the same call goes on where
        it stopped. ``fields`` maps the columns of tables of articles to ours. Bad input is skipped and
        listed in the report.
        """
        from entente.stages import run

        return run.read(self._store, paths, workers, reader, fields, stdin, progress)

    def reread(
        self, *, reader: str | Reader = "small", workers: int | None = None, progress: Progress | None = None
    ) -> ReadReport:
        """Read every document again, with the same reader or a better one. Rulings stay in force."""
        from entente.stages import run

        return run.reread(self._store, reader, workers, progress)

    def resolve(self, *, workers: int | None = None, progress: Progress | None = None) -> None:
        """Make the record again from what was read: who, where and when, and all that follows."""
        from entente.stages import run

        run.resolve(self._store, workers, progress)

    def weigh(self, *, progress: Progress | None = None) -> None:
        """Make relations, events and disputes again from the claims of the record."""
        from entente.stages import run

        run.weigh(self._store, progress)

    # ------------------------------------------------------------------------------------------- lists

    def actors(self, about: About = None, **limits: Unpack[Within]) -> tuple[Actor, ...]:
        """Actors, those in most documents first; in a limited scope, those with most claims in it first.

        Raises :class:`UnknownActor` for a name in ``about`` or ``between`` that no actor ever had.
        """
        scope = make_scope(about, **limits)
        with self._store.reading() as connection:
            return queries.list_actors(connection, self._limits(connection, scope))

    def claims(
        self, about: About = None, *, document: str | None = None, **limits: Unpack[Within]
    ) -> tuple[Claim, ...]:
        """Claims by the time they held, then document and trigger; those without a time last."""
        scope = make_scope(about, **limits)
        with self._store.reading() as connection:
            return queries.list_claims(connection, self._limits(connection, scope), document)

    def relations(self, about: About = None, **limits: Unpack[Within]) -> tuple[Relation, ...]:
        """Relations, those with the most evidence first."""
        scope = make_scope(about, **limits)
        with self._store.reading() as connection:
            return queries.list_relations(connection, self._limits(connection, scope))

    def events(self, about: About = None, **limits: Unpack[Within]) -> tuple[Event, ...]:
        """Events by time; those without a time last."""
        scope = make_scope(about, **limits)
        with self._store.reading() as connection:
            return queries.list_events(connection, self._limits(connection, scope))

    def disputes(self, about: About = None, **limits: Unpack[Within]) -> tuple[Dispute, ...]:
        """Disputes, those with the most evidence first."""
        scope = make_scope(about, **limits)
        with self._store.reading() as connection:
            return queries.list_disputes(connection, self._limits(connection, scope))

    def documents(self, about: About = None, **limits: Unpack[Within]) -> tuple[DocumentEntry, ...]:
        """Documents by name; in a limited scope, those with a claim in it."""
        from entente.store import listing

        scope = make_scope(about, **limits)
        with self._store.reading() as connection:
            keys = queries.list_document_keys(connection, self._limits(connection, scope))
            return listing.entries(connection, keys)

    def _limits(self, connection: Connection, scope: Scope) -> queries.Limits:
        names = (*scope.about, *(scope.between or ()))
        ids = {name: _bearers(connection, name)[0].id for name in names}
        asked = scope.min_confidence
        return queries.limits(connection, scope, _threshold(connection) if asked is None else asked, ids)

    # ------------------------------------------------------------------------------------ single things

    def actor(self, name: str) -> Actor:
        """The actor called ``name``: any name it has or ever had, in any case, with or without accents.

        Of several so called, the first of :meth:`bearers`. Raises :class:`UnknownActor` with the names that look
        alike.
        """
        return self.bearers(name)[0]

    def bearers(self, name: str) -> tuple[Actor, ...]:
        """All actors called ``name``, the one that it addresses first: of that id or canonical name, else the
        one with most mentions. Where nothing is called so, the persons with that surname.

        Raises :class:`UnknownActor` with the names that look alike.
        """
        with self._store.reading() as connection:
            return _bearers(connection, name)

    def document(self, name: str) -> DocumentEntry:
        """The document called ``name``, or with this id. Raises :class:`UnknownName`."""
        from entente.store import listing

        with self._store.reading() as connection:
            found = listing.entry(connection, name)
        if found is None:
            raise UnknownName(name, "document")
        return found

    def text(self, name: str) -> str:
        """The text of the document called ``name``, as spans count it. Raises :class:`UnknownName`."""
        with self._store.reading() as connection:
            found = documents_.text_of(connection, name)
        if found is None:
            raise UnknownName(name, "document")
        return found

    def mentions(self, document: str) -> tuple[ResolvedMention, ...]:
        """Who is mentioned where in the document called so. Raises :class:`UnknownName`."""
        with self._store.reading() as connection:
            key = documents_.key_of(connection, document)
            if key is None:
                raise UnknownName(document, "document")
            return queries.mentions_in(connection, key)

    def cited(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims with these ids, of any confidence, in the order given; unknown ids are left out."""
        with self._store.reading() as connection:
            return queries.claims_by_id(connection, list(ids))

    def search(self, query: str, limit: int = 20) -> tuple[Passage, ...]:
        """Passages that hold all words of ``query`` (in double quotes: together), best documents first."""
        with self._store.reading() as connection:
            return tuple(search.find(connection, query, limit))

    def show(self, id: str) -> Found:
        """Whatever has this id or name: claim, event, relation, dispute, document or actor.

        Raises :class:`UnknownName`, with actors' names that look alike.
        """
        from entente.store import listing

        with self._store.reading() as connection:
            claims = queries.claims_by_id(connection, [id])
            if claims:
                return claims[0]
            found = (
                queries.by_id(connection, id)
                or listing.entry(connection, id)
                or next(iter(_called(connection, id)), None)
            )
            if found is None:
                raise UnknownName(
                    id, "claim, event, relation, dispute, document or actor", near(connection, id)
                )
            return found

    def overview(self) -> Overview:
        """What the case holds, in counts, and what could not be read."""
        from entente.store import listing

        with self._store.reading() as connection:
            return listing.overview(connection, _threshold(connection))

    def export(self, folder: str | Path, *, min_confidence: float = 0.0) -> tuple[Path, ...]:
        """Write the record in the exchange format (:mod:`entente.exchange`); the files written."""
        from entente import exchange
        from entente.store import listing

        with self._store.reading() as connection:
            exported = listing.exported(connection)
            return exchange.write(connection, Path(folder), exported, min_confidence)

    # ----------------------------------------------------------------------------------------- rulings

    def rule(self, kind: RulingKind, *on: str, value: str = "", reason: str = "", author: str = "") -> Ruling:
        """Decide something; in effect at once, and after every re-reading, until it is withdrawn.

        ======================  =============================  ====================================
        kind                    on                             value
        ======================  =============================  ====================================
        ``same``, ``different`` two actors
        ``rename``              an actor                       its new name
        ``reject claim``        a claim's id
        ``date document``       a document                     ``2019-05-03``, ``2019-05-01..2019-05-31``
        ``exclude document``    a document
        ``note``                any id, actor or document      the note
        ======================  =============================  ====================================

        Raises :class:`InvalidRuling` where something is missing, :class:`UnknownName` for an unknown name.
        """
        anchors, value = self._anchored(kind, on, value)
        made = dt.datetime.now(dt.UTC)
        ruling = ruled.make(kind, anchors, value, author=author, reason=reason, made=made)
        with self._store.writing() as connection:
            ledger.add(connection, ruling)
        self._apply(kind)
        return ruling

    def rulings(self) -> tuple[Ruling, ...]:
        """Every ruling ever made, oldest first; ``withdrawn`` says which are no longer in force."""
        with self._store.reading() as connection:
            return ledger.all_rulings(connection)

    def orphans(self) -> tuple[Ruling, ...]:
        """Rulings in force whose document, words or actor the case does not hold (any more)."""
        from entente.store import listing

        with self._store.reading() as connection:
            return listing.orphans(connection)

    def withdraw(self, id: str, *, reason: str = "", author: str = "") -> None:
        """Withdraw a ruling. It stays in the ledger. Raises :class:`UnknownName`."""
        ruling = next((r for r in self.rulings() if r.id == id), None)
        if ruling is None:
            raise UnknownName(id, "ruling")
        with self._store.writing() as connection:
            ledger.withdraw(connection, id, dt.datetime.now(dt.UTC), author, reason)
        self._apply(ruling.kind)

    def export_rulings(self, path: str | Path) -> None:
        """Write all rulings to a plain file of JSON Lines."""
        ruled.write_file(Path(path), self.rulings())

    def import_rulings(self, path: str | Path) -> int:
        """Add the rulings of a file that the case does not have yet; how many.

        Raises :class:`InvalidRuling` for a file that holds something else.
        """
        given = ruled.read_file(Path(path))
        with self._store.writing() as connection:
            new = [ruling for ruling in given if ledger.add(connection, ruling)]
            # The file says when a ruling was withdrawn, not by whom or why.
            withdrawn = [
                ruling
                for ruling in given
                if ruling.withdrawn and ledger.withdraw(connection, ruling.id, ruling.withdrawn, "", "")
            ]
        if new or withdrawn:
            self.resolve()
        return len(new)

    def _anchored(self, kind: RulingKind, on: tuple[str, ...], value: str) -> tuple[tuple[Anchor, ...], str]:
        expected = ruled.ON.get(kind, 1)
        if len(on) != expected:
            raise InvalidRuling(f"A ruling {kind!r} is about {expected} thing(s); {len(on)} were named.")
        if kind in ("rename", "note", "date document") and not value.strip():
            raise InvalidRuling(f"A ruling {kind!r} needs a value.")
        if kind in ("same", "different", "rename"):
            return tuple(self._anchor_of_name(kind, name) for name in on), value.strip()
        found = self.show(on[0])
        if kind == "reject claim":
            if not isinstance(found, Claim):
                raise InvalidRuling(f"{on[0]!r} is not a claim.{_rests_on(found)}")
            value = found.predicate
        elif kind in ("date document", "exclude document"):
            if not isinstance(found, DocumentEntry):
                raise InvalidRuling(f"{on[0]!r} is not a document.")
            if kind == "date document":
                ruled.parse_interval(value)
        elif kind != "note":
            raise InvalidRuling(f"Rulings of the kind {kind!r} cannot be made yet.")
        return self._anchors_of(found), value

    def _anchor_of_name(self, kind: RulingKind, name: str) -> Anchor:
        """The name as written, so that it holds after every re-reading; an id, and a name that several bear,
        become the name of the actor that they address."""
        meant, *others = self.bearers(name)
        if meant.described and name == meant.id:
            return self._anchor_of_description(meant)
        if name == meant.id or (others and kind != "different" and not others[0].described):
            return Anchor(name=meant.name)
        return Anchor(name=name)

    def _anchor_of_description(self, actor: Actor) -> Anchor:
        with self._store.reading() as connection:
            document = self.document(queries.actor_documents(connection, actor.id)[0])
        span = min(
            m.span for m in self.mentions(document.name) if m.actor == actor.id and m.kind != "pronoun"
        )
        return Anchor(document.id, span, self.text(document.name)[span.start : span.end])

    def _anchors_of(self, found: Found) -> tuple[Anchor, ...]:
        if isinstance(found, Claim):
            document = self.document(found.document)
            return ruled.claim_anchors(document.id, self.text(document.name), found)
        if isinstance(found, DocumentEntry):
            return (Anchor(document=found.id),)
        if isinstance(found, Actor):
            return (Anchor(name=found.name),)
        cited = found.claims_for if isinstance(found, Relation) else ()
        cited = found.claims if isinstance(found, Event) else cited
        cited = found.claims_a if isinstance(found, Dispute) else cited
        return tuple(anchor for claim in self.cited(cited[:1]) for anchor in self._anchors_of(claim))

    def _apply(self, kind: RulingKind) -> None:
        if kind != "note":
            self.resolve()


def make_scope(about: About = None, **limits: Unpack[Within]) -> Scope:
    """A scope from what a caller finds easy to write: one name or several, dates or ISO strings."""
    names = (about,) if isinstance(about, str) else tuple(about or ())
    return Scope(
        about=names,
        between=limits.get("between"),
        since=_day(limits.get("since")),
        until=_day(limits.get("until")),
        place=limits.get("place"),
        source=limits.get("source"),
        min_confidence=limits.get("min_confidence"),
        limit=limits.get("limit"),
    )


def _day(value: Day | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _threshold(connection: Connection) -> float:
    return float(get_setting(connection, "threshold") or 0.0)


def _bearers(connection: Connection, name: str) -> tuple[Actor, ...]:
    found = _called(connection, name)
    if not found:
        raise UnknownActor(name, near(connection, name))
    return found


def _called(connection: Connection, name: str) -> tuple[Actor, ...]:
    return queries.bearers(connection, name) or queries.with_surname(connection, name)


def near(connection: Connection, name: str) -> tuple[str, ...]:
    """Names of actors that look like ``name``."""
    return queries.near_names(connection, name)


def _rests_on(found: Found) -> str:
    """Which claims a relation, event or dispute rests on, for who would reject it whole."""
    match found:
        case Relation():
            claims = found.claims_for
        case Event():
            claims = found.claims
        case Dispute():
            claims = (*found.claims_a, *found.claims_b)
        case _:
            return ""
    return f" It rests on {', '.join(claims[:6])}: reject the claim that is misread."
