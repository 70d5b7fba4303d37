"""What a reading promises: spans into the text, links between claims, speakers, and numbers free of neighbours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.model import Document, Reading, Region, Span
from entente.ontology import modes
from entente.read import attribution, coreference, decode, details, linking, load
from entente.read.decode import Argument, SentenceClaim, Thresholds
from entente.read.labels import MENTIONS, MODALITIES, PREDICATES, ROLES
from entente.read.mentions import Found, collect, head, trim
from entente.read.network import Labelled
from entente.read.words import case, words


def document(text: str) -> Document:
    return Document(
        "d" * 64,
        "test",
        "test.txt",
        "0" * 64,
        "text/plain",
        text,
        (Region("body", Span(0, len(text))),),
        "en",
        True,
    )


def claim(
    predicate: str, trigger: tuple[int, int], modality: str = "happened", **sides: list[tuple[int, int]]
) -> SentenceClaim:
    arguments = {role: tuple(Argument(Span(*s), 0.9) for s in sides.get(role, [])) for role in ROLES}
    return SentenceClaim(predicate, Span(*trigger), 0.9, arguments, 0.0, modality)


@given(st.text(max_size=200))
def test_words_cover_every_visible_character_once(text: str) -> None:
    spans = words(text)
    covered = [i for a, z in spans for i in range(a, z)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} == set(covered)


def test_letter_case_tells_names_from_words() -> None:
    assert [case(w) for w in ("army", "Egypt", "UN", "1990", "I")] == [0, 1, 2, 3, 1]


def labelled(text: str, triggers: dict[int, str], arcs: list[tuple[int, int, str]]) -> Labelled:
    spans = tuple(words(text))
    n = len(spans)
    trigger = np.full((n, len(PREDICATES)), 0.01, np.float32)
    for i, name in triggers.items():
        trigger[i, PREDICATES.index(name)] = 0.9
    table = np.full((len(ROLES), n, n), 0.01, np.float32)
    for i, j, role in arcs:
        table[ROLES.index(role), i, j] = 0.95
    modality = np.full((n, len(MODALITIES)), 0.02, np.float32)
    modality[:, 0] = 0.9
    mentions = np.full((len(MENTIONS), n, n), 0.01, np.float32)
    return Labelled(spans, trigger, table, np.zeros(n, np.float32), modality, mentions)


def test_decoding_joins_the_words_of_a_name_and_parts_a_list() -> None:
    text = "Norland and South Marsh shelled the port of Istra"
    table = labelled(
        text, {4: "ASSAULT"},
        [(4, 0, "subject"), (4, 2, "subject"), (4, 3, "subject"), (4, 6, "object"), (4, 8, "place")],
    )  # fmt: skip
    (found,) = decode.claims(text, table, Thresholds())
    said = {
        role: [text[a.span.start : a.span.end] for a in found.arguments[role]]
        for role in ("subject", "object", "place")
    }
    assert said == {"subject": ["Norland", "South Marsh"], "object": ["port"], "place": ["Istra"]}
    assert text[found.trigger.start : found.trigger.end] == "shelled"


def test_a_trigger_of_several_words_is_one_claim() -> None:
    text = "Rebels laid siege to the town"
    found = decode.claims(text, labelled(text, {1: "COERCE", 2: "COERCE"}, []), Thresholds())
    assert [text[c.trigger.start : c.trigger.end] for c in found] == ["laid siege"]


def test_trim_drops_article_possessive_and_punctuation() -> None:
    text = "the Norland army's, (NA)"
    assert text[slice(*trim(text, Span(0, 19)))] == "Norland army"
    assert text[slice(*trim(text, Span(20, 24)))] == "NA"


def test_head_is_the_word_before_a_preposition() -> None:
    text = "spokesman for the northern council"
    assert text[slice(*head(text, Span(0, len(text))))] == "spokesman"


def found_in(text: str, *rows: tuple[str, str]) -> list[Found]:
    at, wanted = 0, []
    for words_, label in rows:
        start = text.index(words_, at)
        wanted.append((Span(start, start + len(words_)), label, "", 0.9, text.count(". ", 0, start)))
        at = start
    return collect(text, wanted, frozenset({0}))


def chains_of(text: str, *rows: tuple[str, str]) -> list[int]:
    return [m.chain for m in coreference.chains(text, found_in(text, *rows), {})]


def test_surname_and_pronoun_follow_the_full_name() -> None:
    text = "President Marta Velen met envoys. Velen said she would return."
    person = "name person"
    full, surname, pronoun = chains_of(
        text, ("Marta Velen", person), ("Velen said"[:5], person), ("she", "pronoun")
    )[:3]
    assert full == surname == pronoun


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Karim Odel spoke. Samir Odel did not."
    a, b = chains_of(text, ("Karim Odel", "name person"), ("Samir Odel", "name person"))
    assert a != b


def test_acronym_in_brackets_is_its_name() -> None:
    text = "The Marsh Liberation Front (MLF) withdrew. The MLF denied it."
    rows = [
        ("Marsh Liberation Front", "name organisation"),
        ("MLF", "name organisation"),
        ("MLF denied"[:3], "name organisation"),
    ]
    assert len(set(chains_of(text, *rows))) == 1


def test_both_sides_are_the_last_two_bodies() -> None:
    text = "Norland and Istra signed. Both sides withdrew."
    found = found_in(
        text, ("Norland", "name place"), ("Istra", "name place"), ("Both sides", "nominal organisation")
    )
    mentions = coreference.chains(text, found, {})
    assert mentions[2].members == (mentions[0].chain, mentions[1].chain)


@pytest.mark.parametrize(
    ("words_", "kind"),
    [("a senior military source", "anonymous"), ("state television", "state_media"), ("two diplomats", "anonymous"),
     ("researcher Ana Pol", "analyst"), ("the United Nations", "organisation"), ("Defence Ministry", "official")],
)  # fmt: skip
def test_kinds_of_speakers(words_: str, kind: str) -> None:
    assert attribution.source_kind(words_, "", words_[0].isupper()) == kind


def test_stance_follows_the_cue() -> None:
    assert attribution.stance("denied", "") == "denies"
    assert attribution.stance("accused", "") == "alleges"
    assert attribution.stance("said", "it is not clear whether") == "professes not to know"


def test_an_accusation_holds_its_deed() -> None:
    # "Norland accused Istra of shelling": the deed's cue is the accusation's trigger.
    accuse = claim("ACCUSE", (8, 15), subject=[(0, 7)], object=[(16, 21)])
    deed = claim("ASSAULT", (25, 33), "possible", subject=[(16, 21)], source=[(0, 7)], cue=[(8, 15)])
    assert linking.contents([accuse, deed]) == [(1,), ()]


def test_a_threat_depends_on_its_if_clause() -> None:
    text = "Norland warned it would strike if Istra crossed the river"
    strike = claim("ASSAULT", (24, 30), "threatened")
    crossed = claim("MOBILIZE", (40, 47), "hypothetical")
    assert linking.conditions(text, Span(0, len(text)), [strike, crossed]) == [(1,), ()]


def test_a_running_quotation_keeps_its_speaker() -> None:
    text = "“We won,” Velen said. “They fled.” Rain fell."
    sentences = [Span(0, 21), Span(22, 34), Span(35, 45)]
    said = claim("ASSAULT", (4, 7), source=[(10, 15)])
    first, second, third = linking.speakers(text, sentences, [[said], [], []])
    assert first is None
    assert second is not None
    assert second.span == (10, 15)
    assert third is None


def test_support_of_none_is_support_denied() -> None:
    none, some = "Ostmark supports no faction", "Ostmark supports one faction"
    support = claim("BACKS", (8, 16), object=[(20, 27)])
    assert linking.has_no(none, support)
    assert not linking.has_no(some, claim("BACKS", (8, 16), object=[(21, 28)]))


def test_whom_support_is_against_ends_at_the_next_claim() -> None:
    text = "Ostmark arms Norland while Istra fights against Velia"
    arms, fights = claim("AID", (8, 12)), claim("FIGHTS", (33, 39))
    whole = Span(0, len(text))
    assert linking.against(text, arms, [arms, fights], [Span(48, 53)], whole) == ()
    assert linking.against(text, fights, [arms, fights], [Span(48, 53)], whole) == (Span(48, 53),)


def test_modes_and_contexts_are_words_of_the_ontology() -> None:
    lists = details.word_lists()
    for name, patterns in lists.modes.items():
        assert {mode for mode, _ in patterns} <= set(modes()[name])


def test_means_are_told_for_support_only() -> None:
    assert details.means("AID", "sent drones and cash") == ("money", "arms")
    assert details.means("ASSAULT", "sent drones and cash") == ()


REPORT = (
    "The army of Norland attacked rebels in the port of Istra on Friday, killing at least nine people. "
    "President Marta Velen said the rebels had received weapons from Ostmark. Ostmark denied arming the rebels. "
    "Velen warned that Norland would close the border if the shipments continued."
)


def test_a_reading_points_into_its_text() -> None:
    reading = load().read(document(REPORT))
    assert reading.claims
    mentions, claims = len(reading.mentions), len(reading.claims)
    for c in reading.claims:
        assert c.evidence.start <= c.trigger.start < c.trigger.end <= c.evidence.end
        assert all(0 <= i < mentions for i in (*c.subjects, *c.objects, *c.against, *c.about, *c.places))
        assert all(0 <= i < claims for i in (*c.content, *c.condition))
        assert 0 < c.confidence < 1
    attack = next(c for c in reading.claims if REPORT[c.trigger.start : c.trigger.end] == "attacked")
    assert attack.predicate == "ASSAULT"
    assert any("army" in REPORT[slice(*reading.mentions[i].span)] for i in attack.subjects)


def test_furniture_yields_no_claims() -> None:
    split = REPORT.index("President")
    regions = (Region("teaser", Span(0, split)), Region("body", Span(split, len(REPORT))))
    whole = document(REPORT)
    reading = load().read(
        Document(whole.id, "t", "t", whole.sha256, "text/plain", REPORT, regions, "en", readable=True)
    )
    assert reading.claims
    assert all(c.trigger.start >= split for c in reading.claims)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Rain fell.", "The minister of Ostmark met rebels.", "A very long day " * 6 + "ended."]
        ),
        max_size=6,
    )
)
def test_neighbours_do_not_change_a_sentence(others: list[str]) -> None:
    reader = load()
    alone = reader.read(document("Norland shelled Istra on Friday."))
    text = "\n\n".join(["Norland shelled Istra on Friday.", *others])
    beside = reader.read(document(text))
    inside = [c for c in beside.claims if c.trigger.start < 32]
    assert [(c.predicate, c.trigger, c.confidence) for c in alone.claims] == [
        (c.predicate, c.trigger, c.confidence) for c in inside
    ]


def test_the_end_of_an_endless_sentence_is_read() -> None:
    text = "The envoys talked, " + "and they walked, " * 120 + "and Norland shelled the port of Istra."
    reading = load().read(document(text))
    assert any(text[slice(*c.trigger)] == "shelled" for c in reading.claims)


@pytest.mark.parametrize("dateline", ["ISTRA - ", "PORT ISTRA, May 3 (XYZ) — ", "ISTRA (XYZ) – "])
def test_a_dateline_is_no_part_of_its_sentence(dateline: str) -> None:
    text = f"{dateline}Norland's president accused Ostmark of arming rebels."
    reading = load().read(document(text))
    assert reading.sentences == (Span(len(dateline), len(text)),)


def test_an_empty_body_reads_as_nothing() -> None:
    reading = load().read(document("   "))
    assert isinstance(reading, Reading)
    assert reading.claims == ()
