"""Ties and their phases on histories whose turns and gaps are known."""

from __future__ import annotations

import pytest

from entente.model import Actor, Claim, DocumentFacts, Relation
from entente.weigh import weigh
from weigh_example import claim, date, document

DOCUMENTS = [document(n, f"{year}-06-30") for n, year in zip("abcde", range(2015, 2020), strict=True)]


def relations(*claims: Claim, documents: list[DocumentFacts] = DOCUMENTS, **more: object) -> list[Relation]:
    return sorted(
        weigh(claims, documents, threshold=0.5, **more).relations,  # type: ignore[arg-type]
        key=lambda r: (r.kind, r.subject, r.object),
    )


def ends(*claims: Claim) -> list[tuple[str, str, str]]:
    return [(r.kind, r.subject, r.object) for r in relations(*claims)]


def test_silence_between_two_covered_stretches_is_shown_as_not_covered() -> None:
    (tie,) = relations(
        claim("x BACKS y", "2015-01-01/2015-03-01", "a"), claim("x BACKS y", "2017-01-01/2017-02-01", "c")
    )
    assert [(str(p.start), str(p.end), p.state) for p in tie.phases] == [
        ("2015-01-01", "2015-03-01", "firm"),
        ("2015-03-02", "2016-12-31", "not covered"),
        ("2017-01-01", "2017-02-01", "firm"),
    ]
    assert (tie.start, tie.end) == (date("2015-01-01"), date("2017-02-01"))
    assert tie.voices == 2


def test_standing_order_bridges_a_longer_silence() -> None:
    (tie,) = relations(claim("x COMMANDS y", "2015-01-01", "a"), claim("x COMMANDS y", "2016-12-01", "b"))
    assert [p.state for p in tie.phases] == ["firm"]


def test_a_tie_is_open_only_where_a_text_says_so_on_the_last_day() -> None:
    (open_,) = relations(claim("x BACKS y", "2015-01-01/", "e", modality="ongoing"))
    assert open_.end is None
    (closed,) = relations(claim("x BACKS y", "2015-01-01/", "a", modality="ongoing"))
    assert closed.end == date("2015-06-30")


@pytest.mark.parametrize("modality", ["planned", "demanded", "threatened", "possible", "hypothetical"])
def test_what_is_not_told_as_so_makes_no_tie(modality: str) -> None:
    assert not ends(claim("x BACKS y", "2015-01-01", modality=modality))


def test_a_denied_claim_makes_no_tie_and_counts_against_one() -> None:
    denial = claim("x BACKS y", "2015-01-01", "b", source="x", polarity="denied")
    assert not ends(denial)
    (tie,) = relations(claim("x BACKS y", "2015-01-01"), denial)
    assert tie.claims_against == (denial.id,)
    assert tie.status == "contested"


def test_an_alleged_tie_is_contested_until_a_second_voice() -> None:
    alleged = claim("x BACKS y", "2015-01-01", "a", source="z", stance="alleges")
    (tie,) = relations(alleged)
    assert tie.status == "contested"
    (tie,) = relations(alleged, claim("x BACKS y", "2015-01-01", "b", source="w"))
    assert tie.status == "firm"
    assert tie.confidence > relations(alleged)[0].confidence


def test_quarrels_strain_a_friendly_tie_until_new_evidence() -> None:
    (tie,) = relations(
        claim("x BACKS y", "2015-01-01/2015-12-01", "b"),
        claim("x THREATEN y", "2015-06-01", "b"),
        claim("y REJECT x", "2015-06-20", "b"),
        claim("x AID y", "2015-09-01", "b", means=("arms",)),
    )[:1]
    assert [(p.state, str(p.start)) for p in tie.phases] == [
        ("firm", "2015-01-01"),
        ("strained", "2015-06-01"),
        ("firm", "2015-06-21"),
    ]


def test_an_accusation_strains_one_refusal_does_not_and_a_withdrawal_breaks() -> None:
    backing = claim("x BACKS y", "2015-01-01/2015-06-01")
    (tie,) = relations(backing, claim("x ACCUSE y", "2015-03-01"))
    assert tie.status == "strained"
    (tie,) = relations(backing, claim("x REJECT y", "2015-03-01"))
    assert tie.status == "firm"
    (tie,) = relations(backing, claim("x SANCTION y", "2015-05-01", mode="withdraw"))
    assert tie.status == "broken"
    assert [p.state for p in tie.phases] == ["firm", "broken"]


def test_a_demand_strains_and_a_call_for_help_does_not() -> None:
    backing = claim("x BACKS y", "2015-01-01/2015-06-01")
    halt = claim("y RETREAT -", "2015-03-01", modality="demanded", predicate="COERCE")
    (tie,) = relations(backing, halt, claim("x REQUEST y", "2015-03-01", content=(halt.id,)))
    assert tie.status == "strained"
    more = claim("x AID y", "2015-03-01", modality="demanded")
    (tie,) = relations(backing, more, claim("y REQUEST x", "2015-03-01", content=(more.id,)))
    assert tie.status == "firm"


def test_a_quarrel_with_the_leader_strains_the_tie_with_the_body() -> None:
    found = relations(
        claim("x BACKS army", "2015-01-01/2015-06-01"),
        claim("chief COMMANDS army", "2015-01-01/2015-06-01"),
        claim("x THREATEN chief", "2015-03-01"),
    )
    assert {r.kind: r.status for r in found} == {"BACKS": "strained", "COMMANDS": "firm"}


def test_a_state_told_as_going_on_since_a_day_holds_until_the_text_appeared() -> None:
    going = claim("x BACKS y", "2015-01-01/2015-01-31", modality="ongoing")
    (tie,) = relations(going)
    assert (str(tie.start), tie.phases[-1].end) == ("2015-01-01", DOCUMENTS[0].published.end)  # type: ignore[union-attr]
    (past,) = relations(claim("x BACKS y", "2015-01-01/2015-01-31"))
    assert str(past.end) == "2015-01-31"


def test_a_tie_that_only_a_charge_tells_of_is_contested() -> None:
    charged = claim("x BACKS y", "2015-01-01", source="z", stance="alleges", modality="possible")
    assert [r.status for r in relations(charged)] == ["contested"]
    another = claim("x BACKS y", "2015-01-01", "b", source="w", stance="alleges", modality="possible")
    assert [r.status for r in relations(charged, another)] == ["contested"]
    assert not relations(claim("x BACKS y", "2015-01-01", source="z", modality="possible"))


def test_claims_close_below_the_threshold_join_a_tie_and_never_open_one() -> None:
    faint = claim("x BACKS y", "2015-03-01", confidence=0.4)
    assert not relations(faint, claim("x AID y", "2015-05-01", means=("arms",), confidence=0.4))
    (tie,) = relations(faint, claim("x BACKS y", "2015-01-01"))
    assert faint.id in tie.claims_for
    assert str(tie.end) == "2015-03-01"
    (alone,) = relations(claim("x BACKS y", "2015-01-01"), claim("x BACKS y", "2015-03-01", confidence=0.2))
    assert len(alone.claims_for) == 1


def test_words_alone_are_weak_and_arms_are_not() -> None:
    assert not ends(claim("x SUPPORT y", "2015-01-01"))
    twice = [claim("x SUPPORT y", day) for day in ("2015-01-01", "2015-03-01")]
    assert ends(*twice) == [("BACKS", "x", "y")]
    assert ends(claim("x AID y", "2015-01-01", means=("arms",))) == [("BACKS", "x", "y")]
    assert not ends(claim("x AID y", "2015-01-01", means=("money",), contexts=("humanitarian",)))


def test_war_takes_two_attacks_on_somebody_armed() -> None:
    first = claim("x ASSAULT y", "2015-01-01")
    second = claim("x ASSAULT y", "2015-02-01")
    assert not ends(first)
    assert not ends(first, second)
    assert ends(first, second, claim("y ASSAULT x", "2015-02-03")) == [("FIGHTS", "x", "y")]


def test_two_tellings_of_one_attack_are_one_attack() -> None:
    same = [claim("x ASSAULT y", "2015-01-01", d) for d in "ab"]
    assert not ends(*same, claim("y MOBILIZE", "2015-01-01"))


def test_presence_is_standing_when_told_twice_or_over_time() -> None:
    assert not ends(claim("x PRESENT_IN port", "2015-01-01"))
    assert ends(claim("x PRESENT_IN port", "2015-01-01/2015-06-01"))
    assert ends(*(claim("x PRESENT_IN port", "2015-01-01", d) for d in "ab"))


def test_kinds_keep_places_and_papers_out_and_fold_a_head_of_state() -> None:
    actors = [Actor("port", "Port", "place"), Actor("pact", "Pact", "agreement"), Actor("x", "X", "state")]
    made = relations(
        claim("x BACKS port", "2015-01-01"),
        claim("x BACKS pact", "2015-01-01"),
        claim("x BACKS y", "2015-01-01"),
        claim("chief BACKS y", "2015-02-01", "b"),
        claim("chief COMMANDS x", "2015-01-01"),
        actors=actors,
    )
    assert [(r.kind, r.subject, r.object) for r in made] == [("BACKS", "x", "y"), ("COMMANDS", "chief", "x")]
    assert made[0].voices == 2


def test_the_reason_is_one_line_for_a_person() -> None:
    (tie,) = relations(claim("ardia AID borland", "2015-01-01", means=("arms",)))
    assert tie.why == (
        "Ardia backs Borland: 1 claim by 1 independent voice, inferred from deeds, stated by none, "
        "covered 2015-01-01 to 2015-01-01"
    )
    assert tie.means == ("arms",)


def test_without_any_date_nothing_is_claimed_of_when() -> None:
    (tie,) = relations(claim("x BACKS y"), documents=[DocumentFacts("a", "Post", None)])
    assert (tie.start, tie.end, tie.phases) == (None, None, ())


def test_offices_are_roles_of_actors_and_no_relations() -> None:
    actors = [Actor("land", "Land", "state"), Actor("head", "Head", "person")]
    actors += [Actor("team", "a delegation", "group", described=True), Actor("army", "Army", "armed_group")]
    told = [claim(f"head COMMANDS {body}", "2015-01-01") for body in ("land", "team", "army")]
    told.append(claim("aide MEMBER_OF land", "2015-01-01"))
    assert [r.object for r in relations(*told, actors=actors)] == ["army"]
