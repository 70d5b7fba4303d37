"""Gathering: every kind of file, every way a file is bad, and what a user is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from entente.gather import files, gather, limits
from entente.model import Problem, RawDocument

STORY = (
    "The army said on Monday that its forces had retaken the northern town of Karsa after three days of "
    "fighting with the rebels, who denied it.\n"
)


def documents(*paths: str | Path, **more: object) -> list[RawDocument]:
    found = list(gather(paths, **more))  # type: ignore[arg-type]
    assert not [x for x in found if isinstance(x, Problem)]
    return [x for x in found if isinstance(x, RawDocument)]


def problems(*paths: str | Path) -> list[Problem]:
    return [x for x in gather(paths) if isinstance(x, Problem)]


def test_a_folder_is_read_in_order_without_hidden_files_and_paths_are_relative(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "north/a.txt", ".hidden.txt", ".git/c.txt"):
        (tmp_path / name).write_text(STORY)
    assert [(d.path, d.name) for d in documents(tmp_path)] == [("b.txt", "b"), ("north/a.txt", "a")]
    assert [d.path for d in documents(tmp_path / "north" / "a.txt")] == ["a.txt"]


def test_globs(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(STORY)
    assert [d.path for d in documents(f"{tmp_path}/*.txt")] == ["a.txt", "b.txt"]
    (problem,) = problems(f"{tmp_path}/*.pdf")
    assert "no file matches" in problem.what


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".gz", gzip.compress),
        (".xz", lzma.compress),
        (".bz2", bz2.compress),
        (".zst", lambda data: zstandard.ZstdCompressor().compress(data)),
    ],
)
def test_compressed_files_read_as_what_they_hold(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    whole = pack(STORY.encode() * 100)
    (tmp_path / f"a.txt{suffix}").write_bytes(whole)
    (document,) = documents(tmp_path)
    assert (document.name, document.content, document.media_type) == ("a", STORY.encode() * 100, "text/plain")
    (tmp_path / f"a.txt{suffix}").write_bytes(whole[:-6])
    (problem,) = problems(tmp_path)
    assert "unpacked" in problem.what


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zstandard.ZstdCompressor().compress(data)])
def test_a_decompression_bomb_is_a_problem(
    tmp_path: Path, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EXPANSION_FLOOR", 1 << 20)
    (tmp_path / "bomb.txt.gz").write_bytes(pack(b"a" * (20 << 20)))
    (problem,) = problems(tmp_path)
    assert "times when unpacked" in problem.what


BAD: dict[str, tuple[bytes, str]] = {
    "random.dat": (bytes(range(256)) * 20, "text"),
    "random.txt": (bytes(range(256)) * 20, "text"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\n", "blank"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
    "report.pdf": (b"Not a PDF at all.", "none"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
    "many.zip": (b"PK\x03\x04" + bytes(50), "archive"),
    "note.rtf": (b"{\\rtf1 hello}", "RTF"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_bad_file_is_one_problem_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    content, said = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text(STORY)
    problem, document = gather([tmp_path])
    assert isinstance(problem, Problem)
    assert isinstance(document, RawDocument)
    assert problem.path == name
    assert said in problem.what
    assert problem.advice


def test_missing_paths_broken_links_pipes_and_loops_are_problems(tmp_path: Path) -> None:
    assert "no such file" in problems(tmp_path / "nothing.txt")[0].what
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text(STORY)
    found = list(gather([tmp_path]))
    assert [f.path for f in found] == ["a.txt", "broken", "loop", "pipe"]
    assert [type(f) for f in found] == [RawDocument, Problem, Problem, Problem]


def test_no_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    real = Path.open

    def refusing(self: Path, *args: object, **more: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    problem, document = gather([tmp_path])
    assert isinstance(problem, Problem)
    assert "permission" in problem.what
    assert document.path == "b.txt"


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOCUMENT_BYTES", 1 << 20)
    monkeypatch.setattr(limits, "HTML_BYTES", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b"x" * (2 << 20))
    (tmp_path / "b.html").write_bytes(b"<html><body>" + b"<div>" * (1 << 20))
    assert [p.what for p in problems(tmp_path)] == ["it is larger than 1 MiB"] * 2


def row(**facts: object) -> bytes:
    return json.dumps(facts).encode() + b"\n"


def test_json_lines_with_bad_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROW_BYTES", 2000)
    (tmp_path / "a.jsonl").write_bytes(
        row(id="x1", date="2019-05-03", outlet="The Herald", title="Karsa retaken", url="https://h.test/1", text=STORY)
        + b"not json\n[1]\n\n"
        + row(text="y" * 3000)
        + row(note="no text here")
        + b'{"text": "caf\xe9"}\n'
        + b'{"deep": ' + b"[" * 900 + b"}\n"
        + row(headline="Talks", body=STORY, source={"id": None, "name": "The Post"}, authors=["A. Roe", "B. Poe"])
    )  # fmt: skip
    found = list(gather([tmp_path]))
    first, last = (d for d in found if isinstance(d, RawDocument))
    assert (first.name, first.path, first.declared_date, first.text) == (
        "x1",
        "a.jsonl#x1",
        "2019-05-03",
        STORY,
    )
    assert (first.outlet, first.title, first.url) == ("The Herald", "Karsa retaken", "https://h.test/1")
    assert (last.name, last.title, last.outlet, last.author) == ("a#9", "Talks", "The Post", "A. Roe; B. Poe")
    assert [p.line for p in found if isinstance(p, Problem)] == [2, 3, 5, 6, 7, 8]
    assert next(p for p in found if isinstance(p, Problem) and p.line == 6).field == "text"


def test_a_table_without_articles_is_given_up_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(row(story=STORY) * 500)
    found = problems(tmp_path)
    assert len(found) < 30
    assert "text=" in found[-1].advice
    assert len(documents(tmp_path, fields={"text": "story"})) == 500


def test_rows_are_streamed() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int | None = -1, /) -> bytes:
            return (row(text=STORY) * 10)[: size if size and size > 0 else None]

    found = files.documents(Endless(), "a.jsonl", {})  # type: ignore[arg-type]
    assert sum(isinstance(next(found), RawDocument) for _ in range(2000)) > 1000


def test_csv_tsv_and_json_arrays(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'ID;Title;Body\n7;Talks;"two\nlines, {STORY}"\n')
    (tmp_path / "b.tsv").write_text(f"uid\tarticle\n8\t{STORY}")
    (tmp_path / "c.json").write_text(json.dumps([{"id": 9, "content": STORY}], indent=1))
    (tmp_path / "d.csv").write_bytes(f"id,text\n10,Le président a parlé. {STORY}".encode("cp1252"))
    names = [(d.name, d.title) for d in documents(tmp_path)]
    assert names == [("7", "Talks"), ("8", None), ("9", None), ("10", None)]
    assert (documents(tmp_path / "d.csv")[0].text or "").startswith("Le président a parlé.")


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValueError, match="fields are author, date"):
        gather([], fields={"when": "date"})


def test_rows_of_markup_are_web_pages_and_surrogates_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        row(text=f"<div><p>{STORY}</p></div>") + b'{"text": "a\\ud800b\\u0000c"}\n'
    )
    page, odd = documents(tmp_path)
    assert (page.media_type, page.text) == ("text/html", None)
    assert odd.text == "a\ufffdb\ufffdc"


def mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "Jane Roe <jane@herald.test>", "x@y.test"
    message["Date"] = "Fri, 03 May 2019 10:00:00 +0000"
    message.set_content(STORY)
    return message


def test_mails_mailboxes_and_attachments(tmp_path: Path) -> None:
    message = mail("Karsa")
    message.add_attachment(STORY.encode(), maintype="text", subtype="plain", filename="../../note.txt")
    message.add_attachment(
        bytes(range(256)), maintype="application", subtype="octet-stream", filename="x.bin"
    )
    line = b"From jane@herald.test Fri May  3 10:00:00 2019\n"
    (tmp_path / "box.mbox").write_bytes(line + mail("One").as_bytes() + b"\n" + line + mail("Two").as_bytes())
    (tmp_path / "one.eml").write_bytes(message.as_bytes())
    found = list(gather([tmp_path]))
    assert [f.path for f in found] == ["box.mbox#1", "box.mbox#2", "one.eml", "one.eml#1", "one.eml#2"]
    assert isinstance(found[3], RawDocument)
    assert found[3].name == "note"
    assert isinstance(found[4], Problem)


def test_standard_input_is_told_by_content() -> None:
    (text,) = documents("-", stdin=io.BytesIO(STORY.encode()))
    assert (text.path, text.media_type) == ("stdin", "text/plain")
    (line,) = documents("-", stdin=io.BytesIO(gzip.compress(row(id="r1", text=STORY))))
    assert line.name == "r1"
    (page,) = documents("-", stdin=io.BytesIO(b"<!DOCTYPE html><html><body>Hello</body></html>"))
    assert page.media_type == "text/html"
    (letter,) = documents("-", stdin=io.BytesIO(mail("Karsa").as_bytes()))
    assert letter.media_type == "message/rfc822"
    (nothing,) = gather(["-"])
    assert isinstance(nothing, Problem)


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.jsonl", "a.csv", "a.eml", "a.mbox", "a", "a.json", "a.gz"]),
)
def test_no_bytes_make_gathering_raise(content: bytes, name: str) -> None:
    for found in files.documents(io.BytesIO(content), name, {}):
        assert isinstance(found, RawDocument | Problem)
