"""The samples are what they say: marked, our own, distinct unless declared a copy, and readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_pdf import NOTICE, PATH, render

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
ARTICLES = [path for path in FILES if path.name != "README.md"]


def test_three_theatres_in_the_promised_forms() -> None:
    assert {path.parent.name for path in ARTICLES} == {"libya", "congo", "rakhine"}
    assert {path.suffix for path in ARTICLES} == {".txt", ".html", ".pdf", ".jsonl", ".eml", ".md"}
    assert all(len(list((SAMPLES / theatre).iterdir())) >= 3 for theatre in ("libya", "congo", "rakhine"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_that_it_is_a_sample(path: Path) -> None:
    assert NOTICE in path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_every_file_is_explained(path: Path) -> None:
    assert f"| `{path.relative_to(SAMPLES).as_posix()}` |" in (ROOT / "docs" / "samples.md").read_text(
        "utf-8"
    )


def test_the_pdf_is_what_its_script_makes() -> None:
    assert PATH.read_bytes() == render()
