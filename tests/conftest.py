"""Shared by the tests: a folder of short reports of our own and a case read from it by rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import entente
from entente.case import Case
from rule_reader import RuleReader

# A slow machine is no failure: the properties are about values, and the suite has its own time limit.
hypothesis.settings.register_profile("entente", deadline=None)
hypothesis.settings.load_profile("entente")

REPORTS = {
    "coast.txt": (
        "Port of Kasr, 2 January 2020\n\n"
        "The Blue Front shelled Kasr Port before dawn, according to people who live near the harbour. "
        "Later on the same day the Red League armed Blue Front fighters with rifles.\n"
    ),
    "north/report.txt": (
        "3 January 2020\n\n"
        "On Friday the Red League praised Amadou Déby for his patience during the long talks in the capital. "
        "He said nothing to the reporters who waited for him. Amadou Déby reportedly met Blue Front envoys.\n"
    ),
    "south/report.txt": (
        "4 January 2020\n\n"
        "The Blue Front accused Red League commanders of having broken their word about the river crossing. "
        "There was no answer until the evening. Everyone on the river knows that Red League backs Blue Front.\n"
    ),
    "village.txt": "Köyde bugün hava çok güzeldi ve herkes sokakta yürüyordu, çocuklar parkta oynuyordu.\n",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Four reports: three in English, two of which share a file name, and one that cannot be read."""
    folder = tmp_path / "reports"
    for path, text in REPORTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An empty case."""
    with entente.open(tmp_path / "case.db") as opened:
        yield opened


@pytest.fixture
def read_case(case: Case, reports: Path) -> Case:
    """A case that holds the reports, read by rules in this process."""
    case.read(reports, reader=RuleReader(), workers=1)
    return case
