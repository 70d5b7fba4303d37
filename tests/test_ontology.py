"""The ontology: every entry is whole, every crosswalk lands on an entry, and errors say where."""

from __future__ import annotations

import pytest

from entente import ontology as o


def test_sixteen_event_types_and_ten_states() -> None:
    assert len(o.events()) == 16
    assert len(o.states()) == 10
    assert set(o.events()) | set(o.states()) == set(o.all_predicates())


@pytest.mark.parametrize("name", list(o.all_predicates()))
def test_every_predicate_is_defined_and_its_sign_agrees_with_its_intensity(name: str) -> None:
    p = o.predicate(name)
    assert p.definition.endswith(".")
    assert p.reference
    assert p.sign * p.intensity >= 0
    assert (p.quad == "structure") == (p.intensity == 0)
    assert (p.source == "PLOVER") == (p.kind == "event")
    assert all(o.predicate(e).kind == "event" for e in p.strong + p.weak)


def test_intensities_keep_the_order_of_the_manual() -> None:
    order = ["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN", "REQUEST", "REJECT"]
    order += ["ACCUSE", "CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"]
    assert sorted(o.events(), key=lambda n: o.predicate(n).intensity) == order


def test_alike_is_symmetric_and_joins_an_event_with_its_state() -> None:
    for p in o.all_predicates():
        for q in o.all_predicates():
            assert o.alike(p, q) == o.alike(q, p)
    assert o.alike("AID", "BACKS")
    assert o.alike("ASSAULT", "FIGHTS")
    assert not o.alike("AID", "FIGHTS")


def test_an_unknown_predicate_is_named_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no predicate 'BAKES'.*BACKS"):
        o.predicate("BAKES")


def test_modes_and_contexts() -> None:
    assert "hunger" in o.modes()["PROTEST"]
    assert "suicide-attack" in o.modes()["ASSAULT"]
    assert "AID" not in o.modes()
    assert len(o.contexts()) == 38


@pytest.mark.parametrize(
    ("code", "name", "mode"),
    [
        ("190", "ASSAULT", None),
        ("042", "CONSULT", "visit"),
        ("0841", "CONCEDE", "release"),
        ("163", "SANCTION", None),
        ("1383", "THREATEN", "violence"),
        ("0243", "REQUEST", None),
        ("19", "ASSAULT", None),
    ],
)
def test_cameo_codes_read_in_our_words(code: str, name: str, mode: str | None) -> None:
    coding = o.from_cameo(code)
    assert coding is not None
    assert (coding.predicate, coding.mode) == (name, mode)


def test_comment_has_no_predicate_and_structure_no_code() -> None:
    assert o.from_cameo("015") is None
    assert o.to_cameo("MEMBER_OF") is None
    assert o.to_acled("CONSULT") is None


def test_cameo_there_and_back_keeps_the_predicate() -> None:
    for name in o.events():
        for mode in (None, *o.modes().get(name, {})):
            code = o.to_cameo(name, mode)
            assert code is not None
            back = o.from_cameo(code)
            assert back is not None
            assert o.alike(back.predicate, name)


def test_acled_names_land_in_an_event_type() -> None:
    for name in o.all_predicates():
        for mode in (None, *o.modes().get(name, {})):
            sub = o.to_acled(name, mode)
            assert sub is None or o.acled_event_type(sub)
    coding = o.from_acled("Air/drone strike")
    assert coding is not None
    assert coding.predicate == "ASSAULT"
    assert o.quad_code("ASSAULT") == 4
    assert o.quad_code("CONTROLS") is None
    assert o.phrase("BACKS", denied=True) == "does not back"


def test_a_broken_entry_names_file_entry_and_field() -> None:
    row = {
        "kind": "event", "definition": "x.", "reference": "x", "quad": "verbal conflict", "intensity": 11.0,
        "source": "PLOVER", "sign": 1, "symmetric": False, "active": "a", "denied": "d",
    }  # fmt: skip
    with pytest.raises(o.OntologyError, match=r"predicates.toml: GREET: intensity = 11.0"):
        o.parse({"GREET": row})
    with pytest.raises(o.OntologyError, match="colour"):
        o.parse({"GREET": {**row, "intensity": 1.0, "colour": "red"}})
    with pytest.raises(o.OntologyError, match="names 'WAVE'"):
        o.parse({"GREET": {**row, "intensity": 1.0, "near": ["WAVE"]}})
