"""The samples are what they say: marked, our own, distinct unless declared a copy, and readable."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest

import tutorial
from entente.clean import clean, copies, prose, publication, signature
from entente.gather import gather
from entente.model import Document, Problem
from sample_pdf import NOTICE, PATH, render

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
ARTICLES = [path for path in FILES if path.name != "README.md"]
REPRINT, ORIGINAL = "gharyan-reprint", "march-databank#1"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every sample by its name, gathered and cleaned without a problem."""
    results = [item if isinstance(item, Problem) else clean(item) for item in gather([SAMPLES])]
    assert [result for result in results if isinstance(result, Problem)] == []
    return {result.name: result for result in results if isinstance(result, Document)}


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


def test_every_sample_is_cleaned_and_readable(documents: dict[str, Document]) -> None:
    names = set(documents) - {"README"}
    assert len(names) == 23
    assert {documents[name].language for name in names} == {"en"}
    assert all(documents[name].readable for name in names)
    assert {name for name in names if name.startswith("march-databank")} == {
        f"march-databank#{part}" for part in (1, 2, 3)
    }


def test_samples_are_short(documents: dict[str, Document]) -> None:
    counts = {name: len(document.text.split()) for name, document in documents.items() if name != "README"}
    assert {name: count for name, count in counts.items() if not 130 <= count <= 500} == {}


def test_no_two_samples_share_a_run_of_nine_words_but_the_declared_reprint(
    documents: dict[str, Document],
) -> None:
    runs = {name: _runs(document.text) for name, document in documents.items()}
    sharing = {pair for pair in itertools.combinations(sorted(runs), 2) if runs[pair[0]] & runs[pair[1]]}
    assert sharing == {(REPRINT, ORIGINAL)}


def test_the_reprint_is_found_to_be_a_copy(documents: dict[str, Document]) -> None:
    items = [
        (name, signature(prose(document.text, document.regions)), name)
        for name, document in documents.items()
    ]
    found = copies(items)
    assert found.get(REPRINT) == ORIGINAL or found.get(ORIGINAL) == REPRINT


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.replace(NOTICE, "").lower())
    return {tuple(words[at : at + 9]) for at in range(len(words) - 8)}


def test_the_crawl_date_in_a_page_header_does_not_date_the_report(documents: dict[str, Document]) -> None:
    document = documents["patrol-cars"]
    assert [(stated.value, stated.how) for stated in document.stated_dates] == [
        (dt.date(2021, 11, 14), "header")
    ]
    published = publication(document)
    assert published is not None
    assert published.rejected == document.stated_dates
    assert published.reasons
    assert published.interval.end is None or published.interval.end <= dt.date(2017, 12, 31)


def test_the_commands_of_the_tutorial_run() -> None:
    tutorial.run(tutorial.TUTORIAL.read_text("utf-8"))
