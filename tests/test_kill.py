"""Ended at any moment, a reading loses nothing committed, repeats nothing, and comes to the same record."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import entente
from entente.stages import conclusion, intake, reading
from entente.store import documents, readings, record
from rule_reader import RuleReader

SCRIPT = Path(__file__).parent / "killed_read.py"
FILLER = "The people of the town waited for news, and nobody knew what the two sides would say the next day. "


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    sides = ("Blue Front", "Red League", "Green Line", "Kasr Council")
    for number in range(count):
        first, second = random.Random(number).sample(sides, 2)
        day = f"{number % 28 + 1} January 2020"
        told = f"The {first} shelled {second} posts in sector {number}. {second} accused {first} leaders.\n"
        (folder / f"article {number}.txt").write_text(f"{day}\n\n{FILLER}{told}{FILLER}\n", encoding="utf-8")


def exported(case_path: Path, folder: Path) -> dict[str, bytes]:
    with entente.open(case_path) as case:
        case.export(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def undisturbed(tmp_path: Path, articles: Path) -> dict[str, bytes]:
    with entente.open(tmp_path / "whole.db") as case:
        case.read(articles, reader=RuleReader(), workers=1)
    return exported(tmp_path / "whole.db", tmp_path / "whole")


class Stopped(BaseException):
    """Stands for the end of the process at a chosen step."""


STEPS = [
    (documents, "settle_names", 0),
    (intake, "_commit", 1),
    (reading, "_commit", 1),
    (readings, "add", 0),
    (conclusion, "weigh", 0),
    (record, "add_actors", 0),
    (record, "add_weighed", 0),
]


@pytest.mark.parametrize(("module", "step", "after"), STEPS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_a_reading_stopped_at_a_step_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, step: str, after: int
) -> None:
    write_articles(tmp_path / "articles", 9)
    expected = undisturbed(tmp_path, tmp_path / "articles")
    monkeypatch.setattr(intake, "BATCH", 2)
    monkeypatch.setattr(reading, "BATCH", 2)
    original, calls = getattr(module, step), [0]

    def stop(*given: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] > after:
            raise Stopped
        return original(*given, **named)

    with entente.open(tmp_path / "case.db") as case:
        with monkeypatch.context() as patch:
            patch.setattr(module, step, stop)
            with pytest.raises(Stopped):
                case.read(tmp_path / "articles", reader=RuleReader(), workers=1)
        case.read(tmp_path / "articles", reader=RuleReader(), workers=1)
        assert case.read(tmp_path / "articles", reader=RuleReader(), workers=1).read == 0
    assert exported(tmp_path / "case.db", tmp_path / "out") == expected


def children(pid: int) -> list[int]:
    listed = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for text in listed for child in text.split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path(f"/proc/{os.getpid()}/task").is_dir(), reason="looks at processes in /proc")
def test_no_process_outlives_a_killed_reading(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 400)
    command = [sys.executable, str(SCRIPT), str(tmp_path / "case.db"), str(tmp_path / "articles"), "2"]
    process = subprocess.Popen(command)
    until = time.monotonic() + 60
    while len(started := children(process.pid)) < 3 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert len(started) >= 2
    while any(map(is_running, started)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, started))


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_reading_killed_at_random_moments_comes_to_the_same_record(tmp_path: Path, workers: int) -> None:
    write_articles(tmp_path / "articles", 150)
    expected = undisturbed(tmp_path, tmp_path / "articles")
    command = [
        sys.executable,
        str(SCRIPT),
        str(tmp_path / "case.db"),
        str(tmp_path / "articles"),
        str(workers),
    ]
    moments = random.Random(workers)
    for _ in range(10):
        process = subprocess.Popen(command)
        time.sleep(moments.uniform(0.2, 4))
        process.kill()
        process.wait()
    subprocess.run(command, check=True)
    assert exported(tmp_path / "case.db", tmp_path / "out") == expected
