"""The case as a user meets it: reading, lists and their limits, rulings, the export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import entente
from entente.case import Case
from entente.cli import main
from entente.errors import InvalidRuling, UnknownActor, UnknownName
from entente.model import Actor, Claim, DocumentEntry
from entente.store import Store, record
from rule_reader import RuleReader


def predicates(claims: tuple[Claim, ...]) -> set[str]:
    return {claim.predicate for claim in claims}


def rows(folder: Path, kind: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]


# --------------------------------------------------------------------------------------------- reading


def test_a_second_read_does_nothing_twice(case: Case, reports: Path) -> None:
    first = case.read(reports, reader=RuleReader(), workers=1)
    assert (first.gathered, first.new, first.read, first.unread) == (4, 4, 3, 1)
    again = case.read(reports, reader=RuleReader(), workers=1)
    assert (again.gathered, again.new, again.read, again.claims) == (4, 0, 0, first.claims)
    assert case.threshold == 0.5
    assert case.reader == "rules 1"


def test_documents_are_named_and_the_unread_are_listed(read_case: Case) -> None:
    assert [entry.name for entry in read_case.documents()] == [
        "coast",
        "north/report.txt",
        "south/report.txt",
        "village",
    ]
    overview = read_case.overview()
    assert [name for name, _ in overview.unread] == ["village"]
    assert (overview.documents, overview.read) == (4, 3)
    assert read_case.search("çocuklar")[0].document == "village"


def test_progress_names_the_stages(case: Case, reports: Path) -> None:
    seen: list[str] = []
    case.read(reports, reader=RuleReader(), workers=1, progress=lambda stage, done, total: seen.append(stage))
    assert list(dict.fromkeys(seen)) == ["gather", "read", "resolve", "weigh"]


def test_bad_input_is_reported_and_the_rest_is_read(case: Case, reports: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    report = case.read(reports, reports / "absent.txt", reader=RuleReader(trips_on="river"), workers=1)
    assert {problem.path for problem in report.problems} == {
        "empty.txt",
        "absent.txt",
        "south/report.txt",
    } or {Path(problem.path).name for problem in report.problems} == {"empty.txt", "absent.txt", "report.txt"}
    assert report.read == 2
    assert set(case.overview().problems) == set(report.problems)
    (reports / "empty.txt").unlink()
    assert case.read(reports, reader=RuleReader(), workers=1).problems == ()


def test_texts_and_spans_agree(read_case: Case) -> None:
    for claim in read_case.claims(min_confidence=0):
        text = read_case.text(claim.document)
        for participant in claim.subjects + claim.objects:
            assert participant.span is not None
            assert text[participant.span.start : participant.span.end]
    assert read_case.text("coast").startswith("Port of Kasr")
    with pytest.raises(UnknownName):
        read_case.text("nowhere")


# ----------------------------------------------------------------------------------------------- lists


def test_lists_keep_to_the_threshold_and_the_scope(read_case: Case) -> None:
    assert "CONSULT" not in predicates(read_case.claims())
    assert "CONSULT" in predicates(read_case.claims(min_confidence=0))
    assert predicates(read_case.claims("red league")) == {"AID", "SUPPORT", "ACCUSE", "BACKS"}
    assert predicates(read_case.claims(between=("Blue Front", "Red League"))) == {"AID", "ACCUSE", "BACKS"}
    assert predicates(read_case.claims(document="coast")) == {"ASSAULT", "AID"}
    assert len(read_case.claims(min_confidence=0, limit=2)) == 2
    assert read_case.claims(since="2031-01-01") == ()


def test_claims_come_in_the_order_of_time(read_case: Case) -> None:
    keys = [
        (str(c.time.interval.start) if c.time else "9999", c.document, c.trigger) for c in read_case.claims()
    ]
    assert keys == sorted(keys)


def test_actors_answer_to_any_spelling(read_case: Case) -> None:
    assert read_case.actor("AMADOU deby") == read_case.actor("Amadou Déby")
    with pytest.raises(UnknownActor, match="Blue Front") as caught:
        read_case.actor("Bleu Front")
    assert "Blue Front" in caught.value.near
    with pytest.raises(UnknownActor):
        read_case.claims("Nobody Known")
    assert "Amadou Déby" not in {actor.name for actor in read_case.actors("Blue Front")}
    assert "Amadou Déby" in {actor.name for actor in read_case.actors("Blue Front", min_confidence=0)}


def test_a_shared_name_addresses_the_most_met(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "2 May 2020\n\nOn Sunday the Amadou Déby praised Red League, which is what people on the river had expected.\n"
        "The Amadou Déby armed Red League fighters. Later the Red Watch shelled Amadou Déby and its people.\n",
        encoding="utf-8",
    )
    case.read(tmp_path / "a.txt", reader=RuleReader(), workers=1)
    case.rule("rename", "Red League", value="Watch")
    case.rule("rename", "Red Watch", value="Watch")
    first, second = case.bearers("the WATCH")
    assert (first.mentions, second.mentions) == (2, 1)
    assert case.actor("watch") == first
    assert case.claims("watch") == case.claims(first.id)
    assert case.actor(second.id) == second
    shown = CliRunner().invoke(main, ["--case", str(case.path), "claims", "--about", "watch"])
    assert (
        f"'watch' is taken as Watch ({first.id}). Also called so: {second.name} ({second.id})."
        in " ".join(shown.stderr.split())
    )


def test_a_surname_finds_its_persons(tmp_path: Path) -> None:
    found = [
        Actor("a", "Rosa el-Quispe", "person", mentions=2),
        Actor("b", "José Quispe", "person", aliases=("Pepe",), mentions=5),
        Actor("c", "Fort Quispe", "place", mentions=9),
    ]
    store = Store(tmp_path / "a.db")
    with store.writing() as connection:
        record.add_actors(connection, found, {})
    store.close()
    with entente.open(tmp_path / "a.db") as case:
        assert [actor.id for actor in case.bearers("QUISPE")] == ["b", "a"]
        assert case.show("pepe") == found[1]
        with pytest.raises(UnknownActor):
            case.actor("uispe")


def test_lists_of_actors_hold_who_is_named(read_case: Case) -> None:
    listed = {actor.name for actor in read_case.actors()}
    assert {"Blue Front", "Red League", "Amadou Déby"} <= listed
    assert all(actor.mentions > 1 or read_case.claims(actor.name) for actor in read_case.actors())
    assert not any(actor.described for actor in read_case.actors())
    assert len(read_case.actors(limit=2)) == 2


def test_show_finds_whatever_has_the_id(read_case: Case) -> None:
    claim = read_case.claims()[0]
    assert read_case.show(claim.id) == claim
    assert read_case.cited([claim.id, "none"]) == (claim,)
    for thing in (*read_case.events(), *read_case.relations(), *read_case.disputes()):
        assert read_case.show(thing.id) == thing
    shown = read_case.show("coast")
    assert isinstance(shown, DocumentEntry)
    assert read_case.show(shown.id) == shown
    assert read_case.show("Blue Front") == read_case.actor("Blue Front")
    with pytest.raises(UnknownName):
        read_case.show("nothing at all")


# --------------------------------------------------------------------------------------------- rulings


def test_a_rejected_claim_stays_rejected_after_rereading(read_case: Case) -> None:
    claim = next(c for c in read_case.claims() if c.predicate == "ASSAULT")
    ruling = read_case.rule("reject claim", claim.id, reason="the text says so of someone else", author="ana")
    assert "ASSAULT" not in predicates(read_case.claims())
    read_case.reread(reader=RuleReader(name="rules 2"), workers=1)
    assert "ASSAULT" not in predicates(read_case.claims())
    read_case.withdraw(ruling.id)
    assert "ASSAULT" in predicates(read_case.claims())
    assert [r.withdrawn is not None for r in read_case.rulings()] == [True]


def test_rejecting_an_event_names_the_claims_to_reject(read_case: Case) -> None:
    event = read_case.events(min_confidence=0)[0]
    with pytest.raises(InvalidRuling, match=event.claims[0]):
        read_case.rule("reject claim", event.id, author="ana")


def test_documents_can_be_dated_and_kept_out(read_case: Case) -> None:
    read_case.rule("date document", "coast", value="2019-05-01..2019-05-31", author="ana")
    published = read_case.document("coast").published
    assert published is not None
    assert (published.how, str(published.interval.start)) == ("ruling", "2019-05-01")
    read_case.rule("exclude document", "coast")
    assert read_case.document("coast").excluded
    assert read_case.claims(document="coast", min_confidence=0) == ()


def test_rulings_travel_as_a_file(read_case: Case, reports: Path, tmp_path: Path) -> None:
    claim = next(c for c in read_case.claims() if c.predicate == "ASSAULT")
    read_case.rule("reject claim", claim.id, author="ana")
    read_case.rule("note", "coast", value="the harbour is the old one")
    read_case.export_rulings(tmp_path / "rulings.jsonl")
    with entente.open(tmp_path / "other.db") as other:
        assert other.import_rulings(tmp_path / "rulings.jsonl") == 2
        assert len(other.orphans()) == 2
        other.read(reports, reader=RuleReader(), workers=1)
        assert other.orphans() == ()
        assert "ASSAULT" not in predicates(other.claims())
        assert other.import_rulings(tmp_path / "rulings.jsonl") == 0


def test_a_withdrawal_travels_too(read_case: Case, reports: Path, tmp_path: Path) -> None:
    claim = next(c for c in read_case.claims() if c.predicate == "ASSAULT")
    ruling = read_case.rule("reject claim", claim.id, reason="misread\u2028twice", author="ana")
    read_case.export_rulings(tmp_path / "rulings.jsonl")
    with entente.open(tmp_path / "other.db") as other:
        other.read(reports, reader=RuleReader(), workers=1)
        other.import_rulings(tmp_path / "rulings.jsonl")
        assert "ASSAULT" not in predicates(other.claims())
        read_case.withdraw(ruling.id)
        read_case.export_rulings(tmp_path / "rulings.jsonl")
        assert other.import_rulings(tmp_path / "rulings.jsonl") == 0
        assert "ASSAULT" in predicates(other.claims())


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"id":', '"ids":'),
        ("Z", ""),
        ("2019-05-03", "in May"),
        ('"document":', '"nowhere":'),
        ("{", "\udcff{"),
    ],
)
def test_a_ruling_that_cannot_be_applied_is_refused_at_the_door(
    read_case: Case, tmp_path: Path, said: str, instead: str
) -> None:
    """Once in a case it would come up again at every resolving."""
    path = tmp_path / "rulings.jsonl"
    read_case.rule("date document", "coast", value="2019-05-03")
    read_case.export_rulings(path)
    line = path.read_text("utf-8")
    assert said in line
    path.write_bytes(line.replace(said, instead).encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidRuling, match="line 1"):
        read_case.import_rulings(path)


@pytest.mark.parametrize(
    ("kind", "on", "value"),
    [
        ("same", ("Blue Front",), ""),
        ("rename", ("Blue Front",), " "),
        ("reject claim", ("coast",), ""),
        ("date document", ("coast",), "in May"),
        ("date document", ("coast",), "2020-02-01..2020-01-01"),
        ("exclude document", ("Blue Front",), ""),
        ("forbid", ("coast",), ""),
    ],
)
def test_rulings_that_say_too_little_are_refused(
    read_case: Case, kind: str, on: tuple[str, ...], value: str
) -> None:
    with pytest.raises(InvalidRuling):
        read_case.rule(kind, *on, value=value)  # type: ignore[arg-type]
    assert read_case.rulings() == ()


# ---------------------------------------------------------------------------------------------- export


def test_the_export_has_every_file_with_its_keys(read_case: Case, tmp_path: Path) -> None:
    written = read_case.export(tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {path.name for path in written}
    claims = rows(tmp_path / "out", "claims")
    assert len(claims) == len(read_case.claims(min_confidence=0))
    assert {"id", "document", "trigger", "subjects", "sources", "evidence", "confidence"} <= set(claims[0])
    documents = rows(tmp_path / "out", "documents")
    assert [row["document"] for row in documents] == [entry.name for entry in read_case.documents()]
    names = {row["actor"]: row["name"] for row in rows(tmp_path / "out", "actors")}
    relations = rows(tmp_path / "out", "relations")
    assert relations
    for relation in relations:
        for end in (relation["subject"], relation["object"]):
            assert isinstance(end, dict)
            assert names[end["actor"]] == end["name"]
    read_case.export(tmp_path / "sure", min_confidence=0.5)
    assert len(rows(tmp_path / "sure", "claims")) == len(read_case.claims())


def test_the_export_is_the_same_in_any_order_of_reading(tmp_path: Path, reports: Path) -> None:
    exports = []
    files = sorted(path for path in reports.rglob("*") if path.is_file())
    (reports / "copy.txt").write_bytes((reports / "coast.txt").read_bytes())
    files.append(reports / "copy.txt")
    for number, order in enumerate([files, files[::-1], files[2:] + files[:2]]):
        with entente.open(tmp_path / f"{number}.db") as case:
            for path in order:
                case.read(path, reader=RuleReader(), workers=1)
            case.export(tmp_path / str(number))
        exports.append({p.name: p.read_bytes() for p in sorted((tmp_path / str(number)).iterdir())})
    assert exports[0] == exports[1] == exports[2]
