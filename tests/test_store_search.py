"""Search: words without accents, scripts without spaces, hostile queries and texts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.model import Document, Passage, Span
from entente.store import Store, documents, search

TEXTS = {
    "accents": "President Déby left the capital; President Deby came back.",
    "arabic": "استولى المقاتلون على المدينة في الليل",
    "chinese": "双方在首都签署了停火协议。",
    "marks": "A text with \ue000\ue002\ue000marks\ue001\ue002\ue001 of its own about a ferry.",
    "phrase": "The ferry crossing was closed. A crossing ferry was not seen.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(tmp_path_factory.mktemp("search") / "a.db")
    batch = []
    for name, words in TEXTS.items():
        sha = hashlib.sha256(words.encode()).hexdigest()
        document = Document(sha, name, name, sha, "text/plain", words, (), "en", True)
        batch.append(documents.Gathered(document, words.encode(), None, b""))
    with opened.writing() as connection:
        documents.add(connection, batch, dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
        documents.settle_names(connection)
    yield opened
    opened.close()


def find(store: Store, query: str) -> list[Passage]:
    with store.reading() as connection:
        return list(search.find(connection, query, 10))


@pytest.mark.parametrize(
    ("query", "document", "words"),
    [
        ("deby", "accents", "Déby"),
        ("president DÉBY", "accents", "President Déby"),
        ("مدينة", "arabic", "مدينة"),
        ("停火协议", "chinese", "停火协议"),
        ("停火", "chinese", "停火"),
        ('"crossing ferry"', "phrase", "crossing ferry"),
        ("closed crossing", "phrase", "crossing"),
    ],
)
def test_a_hit_is_marked_at_its_words(store: Store, query: str, document: str, words: str) -> None:
    passage = find(store, query)[0]
    assert passage.document == document
    assert TEXTS[document][passage.span.start : passage.span.end] == words
    assert passage.snippet[passage.hit.start : passage.hit.end] == words


def test_a_text_that_holds_our_marks_is_found_without_a_hit(store: Store) -> None:
    passage = next(p for p in find(store, "ferry") if p.document == "marks")
    assert passage.span == Span(0, 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet=st.sampled_from(list('ab"*^:(){}-+,.%_\\ \x00éا停NEARANDOR')), max_size=12))
def test_no_query_breaks_the_search(store: Store, query: str) -> None:
    for passage in find(store, query):
        assert passage.snippet in TEXTS[passage.document]
