"""The store: names, bytes, transactions, migrations, and files that are no cases."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from entente.errors import CaseBusy, CaseError, CaseNotFound, CaseTooNew
from entente.model import Claim, ClaimTime, Document, Interval, Participant, Region, Span
from entente.store import Store, codec, documents, engine, migrate, schema
from entente.store.folding import fold

NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def gathered(path: str, words: str, *, content: bytes | None = None, outlet: str = "") -> documents.Gathered:
    content = words.encode() if content is None else content
    sha256 = hashlib.sha256(content).hexdigest()
    name = path.rsplit("/", 1)[-1].removesuffix(".txt")
    id_ = hashlib.sha256((sha256 + words).encode()).hexdigest()
    regions = (Region("body", Span(0, len(words))),)
    document = Document(id_, name, path, sha256, "text/plain", words, regions, "en", True, outlet=outlet)
    return documents.Gathered(document, content, None, b"")


# ------------------------------------------------------------------------------------------------ file


def test_migrations_make_exactly_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    with store.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    store.close()
    # The full-text indexes are tables of the database's own; expression indexes cannot be compared.
    differences = [d for d in found if not str(getattr(d[1], "name", "")).startswith(("words", "trigrams"))]
    assert differences == []
    assert migrate.head() == schema.REVISION


def test_a_case_is_kept_in_wal_with_foreign_keys(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    with store.reading() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    store.close()


def test_a_missing_case_is_not_made_unless_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFound, match="There is no case at"):
        Store(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(CaseError, match="does not exist"):
        Store(tmp_path / "no folder" / "a.db")


def test_files_that_are_no_cases_are_left_as_they_are(tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    plain.write_bytes(b"These are words, not tables. " * 50)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    for path in (plain, other, tmp_path):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(CaseError):
            Store(path)
        assert before == (path.read_bytes() if path.is_file() else None)


def test_a_case_of_a_newer_entente_is_refused(tmp_path: Path) -> None:
    Store(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CaseTooNew, match="Upgrade Entente"):
        Store(tmp_path / "a.db")


def test_listing_loads_nothing_heavy(tmp_path: Path) -> None:
    Store(tmp_path / "a.db").close()
    code = (
        "import sys, entente\n"
        f"case = entente.open({str(tmp_path / 'a.db')!r})\n"
        "case.claims(limit=5), case.overview(), case.actors(limit=5), case.documents(limit=5)\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'alembic', 'lxml', 'entente.read'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_transaction_that_fails_stores_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")

    def fail() -> None:
        with store.writing() as connection:
            documents.add(connection, [gathered("a.txt", "one")], NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.reading() as connection:
        assert documents.count(connection) == 0
    store.close()


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    first, second = Store(tmp_path / "a.db"), Store(tmp_path / "a.db")
    with (
        first.writing(),
        pytest.raises(CaseBusy, match="Another process is writing to the case"),
        second.writing(),
    ):
        pass
    with second.writing() as connection:
        documents.add(connection, [gathered("a.txt", "one")], NOW)
    first.close()
    second.close()


# ------------------------------------------------------------------------------------------- documents


def test_bytes_come_back_as_they_were_gathered(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    with store.writing() as connection:
        page = gathered("page.txt", "Words of a page.", content=b"<p>Words of a page.</p>\xff\x00")
        documents.add(connection, [page, gathered("plain.txt", "Plain words\u2028 \U0001f600.")], NOW)
        documents.settle_names(connection)
        assert documents.content_of(connection, "page") == b"<p>Words of a page.</p>\xff\x00"
        assert documents.content_of(connection, "plain") == "Plain words\u2028 \U0001f600.".encode()
        assert documents.text_of(connection, "plain") == "Plain words\u2028 \U0001f600."
        assert documents.content_of(connection, "absent") is None
    store.close()


def test_the_order_of_arrival_changes_nothing(tmp_path: Path) -> None:
    """The same bytes at two places are one document, named and described by the smallest place."""
    items = [
        gathered("b/x.txt", "same words", outlet="B"),
        gathered("a/x.txt", "same words", outlet="A"),
        gathered("c/x.txt", "other words"),
        gathered("y.txt", "third words"),
    ]
    seen = set()
    for number, order in enumerate(permutations(items)):
        store = Store(tmp_path / f"{number}.db")
        for item in order:
            with store.writing() as connection:
                documents.add(connection, [item], NOW)
        with store.writing() as connection:
            documents.settle_names(connection)
            keys = documents.keys(connection)
            loaded = documents.load(connection, list(keys.values()))
        seen.add(tuple(loaded))
        store.close()
    assert len(seen) == 1
    assert [(d.name, d.outlet) for d in seen.pop()] == [("a/x.txt", "A"), ("c/x.txt", ""), ("y", "")]


NAMES = st.sampled_from(["a", "b", "c", "a.txt", "x/a.txt", ""])
PATHS = st.sampled_from(["a", "a.txt", "x/a.txt", "y/a.txt", "b.txt", "a.txt~0"])


@given(
    st.dictionaries(
        st.binary(max_size=2).map(lambda b: hashlib.sha256(b).hexdigest()), st.tuples(NAMES, PATHS)
    )
)
def test_names_are_unique_and_plain_where_they_can_be(candidates: dict[str, tuple[str, str]]) -> None:
    names = documents.unique_names(candidates)
    assert set(names) == set(candidates)
    assert len(set(names.values())) == len(names)
    assert names == documents.unique_names(dict(reversed(candidates.items())))
    for id_, (name, _) in candidates.items():
        if name and [n or p for n, p in candidates.values()].count(name) == 1:
            assert names[id_] == name


# ----------------------------------------------------------------------------------------- small parts


def test_folding_finds_names_as_people_type_them() -> None:
    assert fold("Idriss DÉBY") == fold(" idriss  deby ") == "idriss deby"
    assert fold("U.S.") == fold("us")
    assert fold("al-Burhan") == fold("Al Burhan")
    assert fold("???") == "???"


@given(st.text(), st.floats(0, 1), st.dates(), st.integers(0, 9))
def test_claims_survive_the_codec(name: str, confidence: float, day: dt.date, at: int) -> None:
    claim = Claim(
        id="c",
        document=name,
        predicate="AID",
        trigger=Span(at, at + 1),
        evidence=Span(0, at + 2),
        subjects=(Participant("a", name, None),),
        time=ClaimTime(Interval(day, None, "open")),
        confidence=confidence,
    )
    assert codec.decode(codec.encode((claim,)), tuple[Claim, ...]) == (claim,)
