"""The command line, as a person and a program use it: on a case file written from the invented record."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entente import exchange
from entente.case import Case
from entente.cli import main
from entente.model import Problem, ReadReport
from entente.tell import report
from tell_example import store

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store(tmp_path_factory.mktemp("cli") / "river.db")


@pytest.fixture
def run(stored: Path) -> Run:
    return lambda *words: CliRunner(env={"COLUMNS": "160"}).invoke(main, ["--case", str(stored), *words])


@pytest.mark.parametrize("command", ["actors", "claims", "relations", "events", "disputes", "documents"])
def test_every_list_speaks_to_people_and_to_programs(run: Run, command: str) -> None:
    rows = [json.loads(line) for line in run(command, "--json").stdout.splitlines()]
    cells = list(csv.DictReader(io.StringIO(run(command, "--csv").stdout)))
    table = run(command).stdout
    assert len(rows) == len(cells) > 0
    for row in rows:
        assert (row["name"] if command == "documents" else row["id"]) in table


def test_json_lines_are_stable(run: Run) -> None:
    once, again = run("claims", "--json").stdout, run("claims", "--json").stdout
    assert once == again
    first = json.loads(once.splitlines()[0])
    assert list(first) == sorted(first)
    assert first["time"] == {"start": "2019-03-01", "end": "2019-03-31", "precision": "month", "span": None}


def test_the_display_threshold_holds_unless_lifted(run: Run) -> None:
    assert "c-doubtful" not in run("claims", "--json").stdout
    assert "c-doubtful" in run("claims", "--json", "--min-confidence", "0").stdout


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        (("--between", "Norland", "Estmark"), {"c-accuse"}),
        (("--since", "2023"), {"c-war"}),
        (("--until", "2019-03"), {"c-arms"}),
        (("--place", "Ostra"), {"c-shells"}),
        (("--source", "a nurse"), {"c-nurse"}),
        (("--about", "kesh front", "--since", "2020-01-01"), {"c-war"}),
        (("--min-confidence", "0.9", "--about", "Norland", "--until", "2020"), {"c-arms"}),
    ],
)
def test_a_scope_limits_a_list(run: Run, limits: tuple[str, ...], found: set[str]) -> None:
    lines = run("claims", "--json", *limits).stdout.splitlines()
    assert {json.loads(line)["id"] for line in lines} == found


def test_a_limit_says_that_there_is_more(run: Run) -> None:
    shown = run("claims", "--limit", "1")
    assert "c-arms" in shown.stdout
    assert "c-war" not in shown.stdout
    assert "More rows exist" in shown.stderr
    assert "More rows exist" not in run("claims", "--limit", "0").stderr
    assert len(run("claims", "--json", "--limit", "2").stdout.splitlines()) == 2


def test_a_list_that_finds_nothing_says_what_to_do(run: Run) -> None:
    found = run("claims", "--since", "2031")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "entente doctor" in found.stderr


@pytest.mark.parametrize(
    ("id", "told"),
    [
        (
            "c-arms",
            ["⟦sent rifles⟧", "a border officer (anonymous), via Courier", "March 2019", "very high, 0.90"],
        ),
        ("r-backing", ["April 2019 to July 2022: not covered", "For (2)", "Against (1)", "⟦denied⟧"]),
        ("e-shelling", ["4 June 2021", "3 independent", "⟦shells fell⟧"]),
        ("d-guns", ["One side (1)", "The other side (1)", "⟦not fired⟧"]),
        ("herald-2021", ["set aside: 9 January 2024", "⟦shells fell⟧", "c-blame"]),
        ("Kesh Front", ["Norland backs Kesh Front with arms", "r-backing"]),
    ],
)
def test_show_opens_any_record_on_its_words(run: Run, id: str, told: list[str]) -> None:
    shown = run("show", id)
    assert shown.exit_code == 0
    for words in told:
        assert words in shown.stdout


def test_show_as_json_is_the_lists_row(run: Run) -> None:
    rows = run("relations", "--json").stdout.splitlines()
    assert run("show", "r-war", "--json").stdout.strip() in rows


def test_search_marks_the_hit(run: Run) -> None:
    assert "fell on the ⟦market⟧ of Ostra" in run("search", "market").stdout
    hit = json.loads(run("search", "market", "--json").stdout.splitlines()[0])
    assert hit["snippet"][slice(*hit["hit"])] == "market"
    assert "No document holds" in run("search", "zeppelin").stderr


def test_the_brief_goes_to_the_terminal_or_to_a_page(run: Run, tmp_path: Path) -> None:
    assert "WHAT CHANGED, AND WHEN" in run("brief").stdout
    target = tmp_path / "brief.html"
    assert run("brief", "--html", str(target)).stdout == ""
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert "Limited to claims about Norland" in run("brief", "--about", "Norland").stdout.replace("\n", " ")


def test_export_writes_the_exchange_format(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "out")).exit_code == 0
    relations = (tmp_path / "out" / "relations.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["kind"] for line in relations} == {"BACKS", "FIGHTS"}


def test_doctor_counts_and_names_what_is_unread(run: Run) -> None:
    told = run("doctor")
    assert told.exit_code == 0
    assert "sound" in told.stdout
    assert "scan: a PDF without text" in told.stdout
    found = json.loads(run("doctor", "--json").stdout)
    assert (found["sound"], found["overview"]["documents"]) == (True, 6)
    assert all(len(digest) == 64 for digest in found["weights"].values())


def test_json_names_both_ends_of_a_tie_in_a_list_and_alone(tmp_path: Path) -> None:
    ruled = ["--case", str(store(tmp_path / "ties.db"))]
    listed = CliRunner().invoke(main, [*ruled, "relations", "--json"]).stdout.splitlines()[0]
    tie = json.loads(listed)
    assert tie["object"] == {"actor": "kesh-front", "name": "Kesh Front"}
    assert CliRunner().invoke(main, [*ruled, "show", tie["id"], "--json"]).stdout.rstrip("\n") == listed


def test_json_prints_nothing_that_acts_on_a_terminal() -> None:
    hostile = "\x1b[2J\x9b2J \u202ecod.exe\u2028next"
    line = exchange.line({"title": hostile})
    assert line.isprintable()
    assert json.loads(line) == {"title": hostile}


def test_a_damaged_case_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = store(tmp_path / "damaged.db")
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(bytes(range(1, 251)) * (size // 250))
    told = CliRunner().invoke(main, ["--case", str(path), "claims"])
    assert (told.exit_code, "entente --case" in told.stderr) == (1, True)
    told = CliRunner().invoke(main, ["--case", str(path), "doctor"])
    assert (told.exit_code, "DAMAGED" in told.stdout, "do: the file is damaged" in told.stdout) == (
        1,
        True,
        True,
    )


def test_a_ruling_is_listed_carried_and_undone(tmp_path: Path) -> None:
    path = store(tmp_path / "ruled.db")

    def run(*words: str) -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["--case", str(path), *words])

    made = run("rule", "note", "c-arms", "ask the ministry", "--reason", "one voice", "--author", "Vann")
    assert made.exit_code == 0
    ruling = json.loads(run("rulings", "--json").stdout)
    assert (ruling["kind"], ruling["author"], ruling["reason"]) == ("note", "Vann", "one voice")
    assert ruling["anchors"][0]["quote"] == "sent rifles"
    assert "ask the ministry" in run("rulings").stdout
    carried = tmp_path / "rulings.jsonl"
    assert run("rulings", "--export", str(carried)).exit_code == 0
    assert run("undo", ruling["id"]).exit_code == 0
    assert "withdrawn" in run("rulings").stdout
    other = ["--case", str(store(tmp_path / "other.db")), "rulings"]
    CliRunner().invoke(main, [*other, "--import", str(carried)])
    assert json.loads(CliRunner().invoke(main, [*other, "--json"]).stdout)["id"] == ruling["id"]


def test_the_list_of_rulings_says_on_which_document_and_which_are_orphaned(tmp_path: Path) -> None:
    path = store(tmp_path / "ruled.db")

    def run(*words: str) -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["--case", str(path), *words])

    assert run("rule", "note", "herald-2021", "a late edition").exit_code == 0
    assert "herald-2021" in run("rulings").stdout
    assert next(csv.DictReader(io.StringIO(run("rulings", "--csv").stdout)))["on"] == "herald-2021"
    assert "orphaned" not in run("rulings").stdout
    carried = tmp_path / "rulings.jsonl"
    run("rulings", "--export", str(carried))
    line = json.loads(carried.read_text("utf-8"))
    line |= {"id": "0" * 16, "anchors": [{"document": "gone"}]}
    carried.write_text(json.dumps(line) + "\n", "utf-8")
    assert run("rulings", "--import", str(carried)).exit_code == 0
    assert "orphaned" in run("rulings").stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["claims", "--since", "2019-13"], 2, "'2019-13' is no date. Write 2019, 2019-05 or 2019-05-03."),
        (["claims", "--min-confidence", "7"], 2, "--min-confidence"),
        (["claims", "--about", "Norlant"], 1, "Near it: Norland"),
        (["show", "nobody"], 1, "'nobody'"),
        (["undo", "nothing"], 1, "'nothing'"),
        (["rule", "reject", "Norland"], 1, "is not a claim"),
        (["read", ".", "--field", "words=body"], 2, "OURS one of author, date"),
        (["export", "/dev/null/out"], 1, "/dev/null"),
    ],
)
def test_an_error_is_a_sentence_on_standard_error(run: Run, words: list[str], code: int, told: str) -> None:
    ended = run(*words)
    assert (ended.exit_code, ended.stdout) == (code, "")
    assert told in ended.stderr.replace("\n", " ")
    assert "Traceback" not in ended.stderr


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    ended = CliRunner().invoke(main, ["claims"], env={"ENTENTE_CASE": str(tmp_path / "none.db")})
    assert ended.exit_code == 1
    assert "none.db read PATH" in ended.stderr
    assert not (tmp_path / "none.db").exists()


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    Case(tmp_path / "empty.db").close()
    ended = CliRunner().invoke(main, ["--case", str(tmp_path / "empty.db"), "doctor"])
    assert "entente read PATH" in ended.stdout


@pytest.mark.parametrize(
    ("problems", "code"), [((), 0), ((Problem("a\x1b.pdf", "It is cut off.", "Fetch it again."),), 3)]
)
def test_read_reports_every_bad_input_and_its_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problems: tuple[Problem, ...], code: int
) -> None:
    given: dict[str, object] = {}

    def read(case: Case, *paths: str, **options: object) -> ReadReport:
        given.update(options, paths=paths)
        return ReadReport(gathered=3, new=2, read=2, claims=7, problems=problems)

    monkeypatch.setattr(Case, "read", read)
    case = ["--case", str(tmp_path / "new.db")]
    ended = CliRunner().invoke(
        main, [*case, "read", "articles", "-", "--field", "text=body", "--workers", "1"]
    )
    assert ended.exit_code == code
    assert (given["paths"], given["fields"], given["workers"]) == (("articles", "-"), {"text": "body"}, 1)
    assert "3 documents: 2 new" in ended.stderr
    assert ended.stdout == ""
    assert ("a␛.pdf: It is cut off. Fetch it again." in ended.stderr) is bool(problems)


def test_many_problems_are_counted_not_poured_out() -> None:
    told = report.text(
        ReadReport(problems=tuple(Problem(f"{n}.pdf", "Bad.", "Mend it.") for n in range(90))), Path("x")
    )
    assert "90 inputs could not be read" in told
    assert "and 40 more" in told


def test_help_and_lists_load_nothing_heavy(stored: Path) -> None:
    heavy = "{'onnxruntime', 'trafilatura', 'numpy', 'pypdfium2', 'jinja2', 'lxml'}"
    listing = (
        "import sys; from entente.cli import main; "
        f"main(['--case', {str(stored)!r}, 'claims'], standalone_mode=False); print({heavy} & set(sys.modules))"
    )
    help_ = f"import sys, entente.cli; print(({heavy} | {{'sqlalchemy', 'rich'}}) & set(sys.modules))"
    for code in (listing, help_):
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ended.stdout.splitlines()[-1] == "set()"


def test_output_that_is_no_terminal_has_no_colour(stored: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "entente", "--case", str(stored), "claims"], capture_output=True, check=True
    )
    assert b"\x1b" not in ended.stdout


def test_a_pipe_gets_utf8_in_any_locale(stored: Path) -> None:
    words = [sys.executable, "-m", "entente", "--case", str(stored), "brief"]
    ended = subprocess.run(
        words, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    assert "“" in ended.stdout.decode("utf-8")
