"""The shipped reader over the samples in several orders and with one and two processes: one record, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import entente
from entente.stages import conclusion, pool

SAMPLES = Path(__file__).parent.parent / "samples" / "libya"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Some samples of every kind, with a reprint and a table of articles among them, and two equal files."""
    folder = tmp_path_factory.mktemp("articles")
    names = ("academy-toll.html", "cairo-track.pdf", "embargo-watch.jsonl", "gharyan-reprint.txt")
    for name in (*names, "geneva-ceasefire.eml", "kufra-plane.txt", "patrol-cars.txt", "triangle-clash.html"):
        shutil.copy(SAMPLES / name, folder / name)
    shutil.copy(SAMPLES / "kufra-plane.txt", folder / "again.txt")
    return sorted(folder.iterdir())


def exported(path: Path, *readings: list[Path], workers: int) -> dict[str, bytes]:
    """Every file of the export after one call of ``read`` for each list of files."""
    with entente.open(path / "case.db") as case:
        for files in readings:
            assert not case.read(*files, workers=workers).problems
        case.export(path / "export")
    return {file.name: file.read_bytes() for file in sorted((path / "export").iterdir())}


@pytest.fixture(scope="module")
def expected(articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What comes of the files in the order of their names, with one process."""
    found = exported(tmp_path_factory.mktemp("expected"), articles, workers=1)
    assert {"actors.jsonl", "claims.jsonl", "documents.jsonl", "mentions.jsonl", "relations.jsonl"} <= set(
        found
    )
    assert found["claims.jsonl"].count(b"\n") > 20
    return found


def test_two_processes_and_the_reverse_order_change_nothing(
    articles: list[Path], expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "ALONE", 0)
    monkeypatch.setattr(conclusion, "ALONE", 0)
    assert exported(tmp_path, articles[::-1], workers=2) == expected


def test_the_second_half_before_the_first_changes_nothing(
    articles: list[Path], expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert exported(tmp_path, articles[4:], articles[:4], workers=1) == expected
