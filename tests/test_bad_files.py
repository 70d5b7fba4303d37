"""A folder with one good article and a bad file of every kind, read by the command line: each bad file is named
with what to do, the good one is read, and the exit code says that something was left out."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import entente
from entente.cli import main
from entente.gather import limits

STORY = (
    "Port Amal, 4 May 2019. The harbour council accused the coastal guard on Saturday of having fired on two "
    "fishing boats. A spokesman for the guard denied it and said that its crews had stayed in port.\n"
)


def pdf_without_text() -> bytes:
    """One blank page, as a scan without its picture would be."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + table
    return out + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def nested_page(size: int) -> bytes:
    depth = size // len(b"<div></div>")
    return (
        b"<!DOCTYPE html><html><body>"
        + b"<div>" * depth
        + STORY.encode()
        + b"</div>" * depth
        + b"</body></html>"
    )


def write_line(path: Path, size: int) -> None:
    """A text of one line, written piece by piece."""
    with path.open("wb") as file:
        for _ in range(size // (1 << 20)):
            file.write(b"and so on, " * ((1 << 20) // 11))


# What the report must say of each: what is wrong, and what to do about it.
SAID: dict[str, tuple[str, str]] = {
    "binary.dat": ("binary", "Save it as"),
    "cut.txt.gz": ("cannot be unpacked", "Get the file again"),
    "damaged.txt": ("byte 187 is invalid UTF-8", "Save it as UTF-8"),
    "deep.html": ("nested beyond reason", "save its text"),
    "empty.txt": ("empty", "Leave it out"),
    "line.jsonl, line 1": ("MiB", "Split"),
    "line.txt": ("larger than 64 MiB", "Split it"),
    "locked.docx": ("encrypted", "without one"),
    "loop": ("leads back into itself", "Remove the link"),
    "scan.pdf": ("a scan", "OCR"),
    "secret.txt": ("no permission", "Change its permissions"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    plain: dict[str, bytes] = {
        "binary.dat": bytes(range(256)) * 40,
        "cut.txt.gz": gzip.compress(os.urandom(20_000).hex().encode())[:-4_000],
        "damaged.txt": STORY.encode()[:186] + b"\xff\xfe\xc3" + STORY.encode()[186:],
        "deep.html": nested_page(4 << 20),
        "empty.txt": b"",
        "good.txt": STORY.encode(),
        "line.jsonl": b'{"text": "' + b"on and on " * ((limits.ROW_BYTES + (1 << 20)) // 10) + b'"}\n',
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le"),
        "scan.pdf": pdf_without_text(),
        "secret.txt": STORY.encode(),
    }
    for name, content in plain.items():
        (folder / name).write_bytes(content)
    write_line(folder / "line.txt", limits.DOCUMENT_BYTES + (1 << 20))
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    forbid(folder / "secret.txt", monkeypatch)
    return folder


def forbid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the permission to read away; from the superuser, who may read everything, by refusing to open it."""
    path.chmod(0)
    if os.access(path, os.R_OK):
        opened: Callable[..., object] = Path.open

        def refusing(self: Path, *args: object, **more: object) -> object:
            if self == path:
                raise PermissionError(13, "Permission denied", str(path))
            return opened(self, *args, **more)

        monkeypatch.setattr(Path, "open", refusing)


def read(case: Path, *paths: Path) -> Result:
    return CliRunner().invoke(main, ["--case", str(case), "read", *map(str, paths), "--workers", "1"])


def test_each_bad_file_is_named_with_advice_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    done = read(tmp_path / "case.db", folder)
    assert done.exit_code == 3, done.stderr
    lines = dict(re.findall(r"^  (.+?): (.*)$", done.stderr, re.MULTILINE))
    assert sorted(lines) == sorted(SAID)
    for path, (wrong, advice) in SAID.items():
        assert wrong in lines[path]
        assert advice in lines[path]
    with entente.open(tmp_path / "case.db") as case:
        assert [document.name for document in case.documents()] == ["good"]
        assert {claim.predicate for claim in case.claims(min_confidence=0)} & {"ACCUSE", "ASSAULT"}
        assert {problem.path for problem in case.overview().problems} == {path.split(",")[0] for path in SAID}


def test_what_was_mended_is_read_and_its_problem_forgotten(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        if path.name not in ("damaged.txt", "empty.txt", "good.txt"):
            path.unlink()
    assert read(tmp_path / "case.db", folder).exit_code == 3
    (folder / "damaged.txt").write_text(STORY.replace("harbour", "village"), encoding="utf-8")
    (folder / "empty.txt").write_text(STORY.replace("two", "three"), encoding="utf-8")
    assert read(tmp_path / "case.db", folder).exit_code == 0
    with entente.open(tmp_path / "case.db") as case:
        assert [document.name for document in case.documents()] == ["damaged", "empty", "good"]
        assert [problem.path for problem in case.overview().problems] == []


@pytest.mark.slow
def test_a_page_of_50_megabytes_and_a_line_of_200(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "deep.html").write_bytes(nested_page(50 << 20))
    (folder / "good.txt").write_text(STORY, encoding="utf-8")
    write_line(folder / "line.txt", 200 << 20)
    with (folder / "line.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"on and on " * ((1 << 20) // 10))
        file.write(b'"}\n')
    done = read(tmp_path / "case.db", folder)
    assert done.exit_code == 3, done.stderr
    assert {line.split(":")[0].strip() for line in done.stderr.splitlines() if line.startswith("  ")} == {
        "deep.html",
        "line.jsonl, line 1",
        "line.txt",
    }
