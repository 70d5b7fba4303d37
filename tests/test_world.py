"""World knowledge: complete, unambiguous where it answers, and silent where it is not sure."""

from __future__ import annotations

import csv
import time
from importlib import resources

import pytest
from babel import Locale

from entente.resolve import places
from entente.resolve import world as module
from entente.resolve.phrases import post, sense
from entente.resolve.world import state_code, world

DATA = resources.files("entente.resolve").joinpath("data")


def test_every_sovereign_territory_of_cldr_is_a_state() -> None:
    not_states = {"AC", "AQ", "BV", "CC", "CP", "CQ", "CX", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "SJ", "TA", "TF",
                  "UM", "UN", "QO", "XA", "XB", "ZZ"}  # fmt: skip
    codes = {c for c in Locale("en").territories if len(c) == 2 and c.isalpha()} - not_states
    assert codes <= set(world().states)


@pytest.mark.parametrize("file", ["states", "bodies", "groups", "media", "regions", "cities", "words"])
def test_each_file_names_its_source_and_is_one_table(file: str) -> None:
    lines = DATA.joinpath(f"{file}.tsv").read_text("utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert any("ource" in line for line in comments)
    rows = list(
        csv.reader((x for x in lines if x and not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    assert max(len(row) for row in rows) <= 7


def test_a_malformed_row_is_refused_with_file_and_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    class Root:
        def joinpath(self, *_: str) -> Root:
            return self

        def read_text(self, _: str) -> str:
            return "# Source: a test\nname\talso\nX\ty\tz\n"

    monkeypatch.setattr(module.resources, "files", lambda _: Root())
    with pytest.raises(ValueError, match=r"bodies\.tsv, line 3"):
        list(module.rows("bodies", 2))


def test_loading_is_quick() -> None:
    world.cache_clear()
    start = time.process_time()
    world()
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("words", "handle"),
    [
        ("Peru", "peru"),
        ("the Peruvian government", "peru"),
        ("Lima", "peru"),
        ("authorities in Peru", "peru"),
        ("Itamaraty", "brazil"),
        ("DR Congo", "democratic-republic-of-the-congo"),
        ("U.S.", "united-states"),
        ("Armenian troops", "armenian-armed-forces"),
        ("army of Armenia", "armenian-armed-forces"),
        ("South Sudanese army", "south-sudanese-armed-forces"),
        ("Thai foreign ministry", "thai-foreign-ministry"),
        ("Ministry of Foreign Affairs of Thailand", "thai-foreign-ministry"),
        ("members of the Shining Path", "shining-path"),
        ("Tamil Tiger rebels", "liberation-tigers-of-tamil-eelam"),
        ("Hizballah", "hezbollah"),
        ("Doctors Without Borders", "medecins-sans-frontieres"),
        ("Columbia", None),
        ("us", None),
        ("a Peruvian officer", None),
        ("two Armenian soldiers", None),
    ],
)
def test_what_words_stand_for(words: str, handle: str | None) -> None:
    found = sense(words)
    assert (found.handle if found else None) == handle


def test_a_short_acronym_needs_its_country() -> None:
    assert sense("MILF") is None
    assert (found := sense("MILF", ("PH",))) is not None
    assert found.handle == "moro-islamic-liberation-front"


@pytest.mark.parametrize(
    ("words", "country", "office"),
    [
        ("Thailand's defense minister", "TH", "defence minister"),
        ("minister of defence", "", "defence minister"),
        ("president of Malawi", "MW", "president"),
        ("the Malawian premier", "MW", "prime minister"),
    ],
)
def test_posts(words: str, country: str, office: str) -> None:
    found = post(words)
    assert found is not None
    assert (found.country, found.office) == (country, office)


def test_a_former_post_says_so() -> None:
    found = post("former Prime Minister")
    assert found is not None
    assert found.former


def test_namesakes_are_told_apart_by_the_states_of_the_text() -> None:
    assert places.place("Tripoli", None, ("LB",)).country == "LB"
    assert places.place("Tripoli", None, ("LY", "TN")).country == "LY"
    assert places.place("San Fernando", None).lat is None


def test_unknown_places_have_no_pin() -> None:
    found = places.place("Qarnabad-on-Sea", None, ("IN",))
    assert (found.country, found.lat, found.lon) == (None, None, None)


def test_a_longer_name_tells_its_country() -> None:
    assert places.place("northern Mozambique", None).country == "MZ"
    assert places.place("Cabo Delgado", None).country == "MZ"


def test_coordinates_are_on_earth() -> None:
    for row in module.rows("cities", 6):
        if row[4]:
            assert -90 <= float(row[4]) <= 90
            assert -180 <= float(row[5]) <= 180
        assert row[0] in world().states


def test_state_code_takes_possessives() -> None:
    assert state_code("Malawi's") == "MW"
    assert state_code("Malawi’s") == "MW"
