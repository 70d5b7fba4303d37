"""Full-text search: the one module that differs by database.

Two FTS5 indexes over ``texts``: words without case and diacritics for all documents, and trigrams for
documents in scripts that put no spaces between words or glue articles to them. Trigrams need three
characters; a shorter word in such a script is looked for with LIKE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select, text

from entente.model import Passage, Span
from entente.store.schema import documents, texts

CONTEXT = 90
"""Characters of the text shown on each side of a hit."""

_UNSPACED = re.compile(
    "[\u0590-\u08ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_OPEN, _CLOSE = "\ue000\ue002\ue000", "\ue001\ue002\ue001"
"""Marks around hits. A text that itself holds them is noticed and its marks are not believed."""


def create(connection: Connection) -> None:
    """Make the two indexes."""
    for name, tokenizer in (("words", "unicode61 remove_diacritics 2"), ("trigrams", "trigram")):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"text, content='texts', content_rowid='key', tokenize='{tokenizer}')"
        )


def index(connection: Connection, keys_and_texts: Iterable[tuple[int, str]]) -> None:
    """Add texts that were stored just now."""
    rows = [{"key": key, "text": content} for key, content in keys_and_texts]
    unspaced = [row for row in rows if _UNSPACED.search(str(row["text"]))]
    if rows:
        connection.execute(text("INSERT INTO words(rowid, text) VALUES (:key, :text)"), rows)
    if unspaced:
        connection.execute(text("INSERT INTO trigrams(rowid, text) VALUES (:key, :text)"), unspaced)


def find(connection: Connection, query: str, limit: int) -> Iterator[Passage]:
    """Passages that hold all words of ``query``, the best documents first, one passage a document.

    Words in double quotes must stand together. The query has no other syntax.
    """
    terms = _terms(query.replace("\0", " "))  # SQLite takes a null character for the end.
    if not terms:
        return
    if not _UNSPACED.search(query):
        yield from _match(connection, "words", terms, limit)
    elif all(len(term) >= 3 for term in terms):
        yield from _match(connection, "trigrams", terms, limit)
    else:
        yield from _like(connection, terms, limit)


def _terms(query: str) -> list[str]:
    quoted = re.findall(r'"([^"]+)"', query)
    words = re.sub(r'"[^"]*"?', " ", query).split()
    return [term.strip() for term in quoted + words if any(c.isalnum() for c in term)]


def _match(connection: Connection, table: str, terms: list[str], limit: int) -> Iterator[Passage]:
    # Each term as an FTS5 string: nothing in it is taken for an operator.
    expression = " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
    rows = connection.execute(
        text(
            f"SELECT documents.name, texts.text, highlight({table}, 0, :open, :close) AS marked "
            f"FROM {table} JOIN texts ON texts.key = {table}.rowid "
            "JOIN documents ON documents.key = texts.key "
            f"WHERE {table} MATCH :expression ORDER BY bm25({table}), documents.name LIMIT :limit"
        ),
        {"open": _OPEN, "close": _CLOSE, "expression": expression, "limit": limit},
    )
    for name, content, marked in rows:
        span = _best_hit(content, marked)
        if span is not None:
            yield _passage(name, content, span)


def _best_hit(content: str, marked: str) -> Span | None:
    """The longest run of words found side by side, the first of several; None where nothing is marked."""
    if _OPEN in content or _CLOSE in content or marked.replace(_OPEN, "").replace(_CLOSE, "") != content:
        return Span(0, 0)
    best = run = (0, Span(0, 0))
    for hit in _hits(marked):
        gap = content[run[1].end : hit.start]
        joined = run[0] > 0 and not any(c.isalnum() for c in gap) and len(gap) <= 3
        run = (run[0] + 1, Span(run[1].start, hit.end)) if joined else (1, hit)
        best = max(best, run, key=lambda found: found[0])
    return best[1] if best[0] else None


def _hits(marked: str) -> Iterator[Span]:
    removed, at = 0, marked.find(_OPEN)
    while at >= 0:
        close = marked.find(_CLOSE, at)
        yield Span(at - removed, close - removed - len(_OPEN))
        removed += len(_OPEN) + len(_CLOSE)
        at = marked.find(_OPEN, close)


def _like(connection: Connection, terms: list[str], limit: int) -> Iterator[Passage]:
    query = select(documents.c.name, texts.c.text).join(texts, texts.c.key == documents.c.key)
    for term in terms:
        query = query.where(texts.c.text.contains(term, autoescape=True))
    for name, content in connection.execute(query.order_by(documents.c.name).limit(limit)):
        start = content.casefold().find(terms[0].casefold())
        start = start if content[start : start + len(terms[0])].casefold() == terms[0].casefold() else 0
        yield _passage(name, content, Span(start, start + len(terms[0])))


def _passage(name: str, content: str, span: Span) -> Passage:
    start, end = max(0, span.start - CONTEXT), min(len(content), span.end + CONTEXT)
    return Passage(name, span, content[start:end], Span(span.start - start, span.end - start))
