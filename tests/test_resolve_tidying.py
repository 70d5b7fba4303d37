"""What resolve makes of a reader's slips: split names, wrong kinds, words that stand for nobody."""

from __future__ import annotations

import pytest

from entente.model import ReadClaim, Span
from entente.resolve import actors, identify, resolve_document, summarise
from resolving import at, marked, reading


def entities(source: str) -> dict[str, tuple[str, str]]:
    """Words of each marked mention with the name and kind of the one entity that it stands for; none left out."""
    document, mentions = marked("t", source)
    identity = identify([summarise(document, reading(document, mentions))])
    found = {}
    for mention in resolve_document(document, None, reading(document, mentions), identity).mentions:
        known = identity.actors[mention.actor]
        found[document.text[mention.span.start : mention.span.end]] = (known.name, known.kind)
    return found


@pytest.mark.parametrize(
    ("source", "words", "known"),
    [
        ("[Lima|person] protested.", "Lima", ("Peru", "state")),
        ("Shells fell on [Arequipa|person] in [Peru|place].", "Arequipa", ("Arequipa", "place")),
        ("[Jordan|person] closed the border.", "Jordan", ("Jordan", "state")),
        ("[Michael Jordan|person] scored. [Jordan|person] smiled.", "Jordan", ("Michael Jordan", "person")),
        ("The coach praised Michael [Jordan|person].", "Jordan", ("Jordan", "person")),
    ],
)
def test_the_world_knows_better_than_a_reader_unless_a_first_name_stands_there(
    source: str, words: str, known: tuple[str, str]
) -> None:
    assert entities(source)[words] == known


@pytest.mark.parametrize("words", ["of", "al", "three", "All", "of the", "one"])
def test_function_words_stand_for_nobody(words: str) -> None:
    assert words not in entities(f"They heard [{words}|unknown,name] when [Ana Diaz|person] came.")


@pytest.mark.parametrize(
    "words", ["One of them", "General", "Armed Forces", "Council", "Most of the victims", "President of Peru"]
)
def test_capitals_alone_make_no_name(words: str) -> None:
    document, mentions = marked("t", f"[{words}|person,name] came to [Cuzco|place].")
    identity = identify([summarise(document, reading(document, mentions))])
    (known,) = (identity.actors[h] for h in identity.handles(document.id, mentions[0].chain))
    assert known.described or known.kind == "state"
    assert not known.aliases or known.kind == "state"


def test_a_common_noun_that_begins_a_sentence_is_no_name() -> None:
    document, mentions = marked("t", "Many families fled. [Families|person,name] waited at the river.")
    identity = identify([summarise(document, reading(document, mentions))])
    assert [known.described for known in identity.actors.values()] == [True]


def test_a_part_of_a_name_is_the_whole() -> None:
    text = "The River Guard marched."
    document, mentions = marked("t", "The [River Guard|organisation] marched.")
    part = marked("t", "The [River|unknown,name,7] Guard marched.")[1]
    assert document.text == text
    identity = identify([summarise(document, reading(document, [*mentions, *part]))])
    found = resolve_document(document, None, reading(document, [*mentions, *part]), identity).mentions
    assert {mention.actor for mention in found} == {"river-guard"}
    assert identity.actors["river-guard"].aliases == ()


def test_a_body_is_named_without_its_owner() -> None:
    found = entities(
        "[Diaz|person] spoke. [Diaz's National Watch|organisation] moved. "
        "The [National Watch of Diaz|organisation] left."
    )
    assert (
        found["Diaz's National Watch"]
        == found["National Watch of Diaz"]
        == ("National Watch", "organisation")
    )


def test_nobody_leads_a_person_a_place_or_what_nobody_names() -> None:
    document, mentions = marked(
        "t",
        "[Ivo Maran|person] leads [Ana Diaz|person], [Arequipa|place], the [men|group] "
        "and the [River Guard|organisation].",
    )
    claim = ReadClaim(
        "COMMANDS", at(document, "leads"), Span(0, len(document.text)), (0,), (0, 1, 2, 3, 4), confidence=0.6
    )
    read = reading(document, mentions, [claim])
    identity = identify([summarise(document, read)])
    claims = resolve_document(document, None, read, identity).claims
    assert [p.name for p in claims[0].objects] == ["men", "River Guard"]
    roles = {a.id: a.roles for a in actors(identity, claims, 0.5)}
    assert [role.of for role in roles["ivo-maran"]] == ["river-guard"]
    assert not any(a.roles for a in actors(identity, claims, 0.7))


def test_a_place_has_a_name() -> None:
    document, mentions = marked(
        "t", "Rebels took the [airport|place] and [Arequipa|place,1], the [city|place,1] by the river."
    )
    claim = ReadClaim("ASSAULT", at(document, "took"), Span(0, len(document.text)), places=(0, 1, 2))
    read = reading(document, mentions, [claim])
    (found,) = resolve_document(document, None, read, identify([summarise(document, read)])).claims
    assert [place.name for place in found.places] == ["Arequipa", "Arequipa"]
