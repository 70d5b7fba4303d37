"""Tables of articles: JSON Lines, JSON arrays, CSV and TSV, one article a row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import PurePosixPath

from entente.gather import limits
from entente.gather.decode import UndecodableError, decode, storable
from entente.model import Problem, RawDocument

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "uid", "guid", "article_id", "doc_id", "document_id"),
    "date": ("date", "published", "publication_date", "published_at", "publishedat", "date_published",
             "date_publish", "pub_date", "pubdate", "datetime"),
    "url": ("url", "link", "href", "source_url"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "source_name", "site",
               "source_domain"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "article_body", "maintext",
             "article"),
    "author": ("author", "byline", "authors"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a document's facts are called in tables; the first that a row has counts. ``fields`` overrides."""

_GIVE_UP_AFTER = 20  # rows in a row without text: the table holds no articles, or the mapping is wrong
_SAVE_AS_UTF8 = "Save the file as UTF-8."

Row = Mapping[str, object]


def check_fields(fields: Mapping[str, str]) -> None:
    """Refuse a mapping that names facts no document has.

    Raises:
        ValueError: with the names that are known.
    """
    unknown = sorted(set(fields) - set(COLUMNS))
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}: fields are {', '.join(sorted(COLUMNS))}")


def documents(
    stream: BufferedReader, path: str, kind: str, fields: Mapping[str, str]
) -> Iterator[RawDocument | Problem]:
    """One document or problem a row. JSON Lines and CSV are streamed; only one row is in memory at a time."""
    if kind == "jsonl":
        rows = _json_lines(_lines(stream, path), path)
    elif kind == "json":
        rows = _json_file(stream, path)
    else:
        rows = _table(stream, path, "\t" if kind == "tsv" else None)
    silent = 0
    for number, row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        made = _document(row, path, number, fields)
        yield made
        silent = silent + 1 if isinstance(made, Problem) else 0
        if silent == _GIVE_UP_AFTER:
            yield Problem(
                path, f"{silent} rows one after another hold no article; the rest was left out",
                "Say which column holds the text, as in text=article_body.", number, "text",
            )  # fmt: skip
            return


Numbered = Iterator[tuple[int, Row | Problem]]


def _lines(stream: BufferedReader, path: str) -> Iterator[tuple[int, bytes | Problem]]:
    """Lines with their numbers; a line beyond the limit is skipped without ever being held whole."""
    number = 0
    while line := stream.readline(limits.ROW_BYTES + 1):
        number += 1
        if len(line) > limits.ROW_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.ROW_BYTES)
            size = limits.ROW_BYTES // limits.MIB
            yield (
                number,
                Problem(
                    path, f"a line is longer than {size} MiB", "Split it into one article a line.", number
                ),
            )
        else:
            yield number, line


def _json_lines(lines: Iterator[tuple[int, bytes | Problem]], path: str) -> Numbered:
    for number, line in lines:
        if isinstance(line, Problem):
            yield number, line
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, _json_row(line, path, number)


def _json_row(line: bytes, path: str, number: int) -> Row | Problem:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Problem(path, "a line is not UTF-8", _SAVE_AS_UTF8, number)
    except (ValueError, RecursionError):
        return Problem(path, "a line is not JSON", "Write one JSON object a line.", number)
    if not isinstance(row, dict):
        return Problem(path, "a line is not a JSON object", "Write one JSON object a line.", number)
    return row


def _json_file(stream: BufferedReader, path: str) -> Numbered:
    """A ``.json`` file: JSON Lines if it begins with an object on a line, else one array or object."""
    first = stream.peek(limits.SNIFF_BYTES).lstrip(b" \t\r\n\xef\xbb\xbf").split(b"\n", 1)[0].strip()
    if first.startswith(b"{") and first.endswith(b"}"):
        yield from _json_lines(_lines(stream, path), path)
        return
    content = stream.read(limits.JSON_BYTES + 1)
    if len(content) > limits.JSON_BYTES:
        size = limits.JSON_BYTES // limits.MIB
        yield (
            1,
            Problem(
                path, f"a JSON array longer than {size} MiB", "Write it as JSON Lines: one object a line."
            ),
        )
        return
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield 1, Problem(path, "it is not JSON in UTF-8", "Write one JSON object a line, in UTF-8.")
        return
    for number, row in enumerate(data if isinstance(data, list) else [data], 1):
        if isinstance(row, dict):
            yield number, row
        else:
            yield (
                number,
                Problem(path, "an item is not a JSON object", "Write one object an article.", number),
            )


def _table(stream: BufferedReader, path: str, delimiter: str | None) -> Numbered:
    problems: list[Problem] = []
    try:
        texts = _decoded_lines(stream, path, problems)
        head = next(texts, "")
        reader = csv.DictReader(_again(head, texts), delimiter=delimiter or _delimiter(head), strict=True)
        csv.field_size_limit(limits.ROW_BYTES)  # the library's own 128 KiB is less than a long article
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if isinstance(key, str)}
    except csv.Error as error:
        yield (
            1,
            Problem(
                path,
                f"the table is broken: {error}",
                "Write it with a header and matching quotes.",
                reader.line_num,
            ),
        )
    except UndecodableError:
        yield 1, Problem(path, "the table is not text in one charset", _SAVE_AS_UTF8)
    for problem in problems:
        yield 1, problem


def _decoded_lines(stream: BufferedReader, path: str, problems: list[Problem]) -> Iterator[str]:
    start = stream.peek(limits.SNIFF_BYTES)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from decode(stream.read(limits.DOCUMENT_BYTES)).splitlines(keepends=True)
        return
    legacy = _is_legacy(start)
    for number, line in _lines(stream, path):
        if isinstance(line, Problem):
            problems.append(line)
            return  # the row that a cut line belongs to cannot be told
        if legacy:
            yield line.decode("cp1252", "replace")
        else:
            yield (line[3:] if number == 1 and line.startswith(b"\xef\xbb\xbf") else line).decode(
                "utf-8", "replace"
            )


def _is_legacy(start: bytes) -> bool:
    """Whether a table is not UTF-8: spreadsheets on Windows still write Windows-1252."""
    whole = start[: start.rfind(b"\n") + 1] or start
    if b"\x00" in whole:
        raise UndecodableError("it holds NUL bytes")
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _again(head: str, rest: Iterable[str]) -> Iterator[str]:
    yield head
    yield from rest


def _delimiter(head: str) -> str:
    return max(",;\t|", key=lambda mark: (head.count(mark), mark == ","))


def _document(row: Row, path: str, number: int, fields: Mapping[str, str]) -> RawDocument | Problem:
    known = {str(key).strip().casefold(): value for key, value in row.items()}
    facts = {fact: _value(known, fact, fields) for fact in COLUMNS}
    text = facts.pop("text")
    if not text or not text.strip():
        wanted = fields.get("text", "text")
        have = ", ".join(sorted(str(key) for key in row)[:12])
        return Problem(
            path, f"a row has no text (its columns: {storable(have)[:200]})",
            "Leave the row out, or say which column holds the text.", number, wanted,
        )  # fmt: skip
    text = storable(text)
    identity = facts.pop("id")
    stem = PurePosixPath(path).name.partition(".")[0]
    markup = text.lstrip()[:1] == "<" and "</p>" in text.casefold()
    return RawDocument(
        name=identity or f"{stem}#{number}",
        path=f"{path}#{identity or number}",
        content=text.encode(),
        media_type="text/html" if markup else "text/plain",
        text=None if markup else text,
        title=facts["title"],
        outlet=facts["outlet"],
        author=facts["author"],
        url=facts["url"],
        language=facts["language"],
        declared_date=facts["date"],
    )


def _value(row: Row, fact: str, fields: Mapping[str, str]) -> str | None:
    if fact in fields:
        return _plain(_at(row, fields[fact].strip().casefold()), fact)
    return next((found for column in COLUMNS[fact] if (found := _plain(row.get(column), fact))), None)


def _at(row: Row, column: str) -> object:
    """A column's value; ``a.b`` reaches into nested objects."""
    if column in row:
        return row[column]
    value: object = row
    for part in column.split("."):
        if not isinstance(value, Mapping):
            return None
        value = next((v for k, v in value.items() if str(k).casefold() == part), None)
    return value


def _plain(value: object, fact: str) -> str | None:
    if isinstance(value, Mapping):  # {"source": {"id": ..., "name": ...}}
        value = value.get("name")
    if isinstance(value, list):
        value = "; ".join(str(part) for part in value if isinstance(part, str | int))
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = storable(str(value))
    return text if fact == "text" else " ".join(text.split()) or None
