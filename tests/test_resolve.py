"""Who is who inside one document and across documents."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from entente.model import Anchor, Document, Mention, ReadClaim, Ruling, RulingKind
from entente.resolve import DocumentNames, Identity, identify, summarise
from entente.resolve.names import person_tokens, same_token, slug
from entente.resolve.people import same_person_name
from resolving import at, marked, reading

MADE = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)


def names(document: Document, mentions: list[Mention], *claims: ReadClaim) -> DocumentNames:
    return summarise(document, reading(document, mentions, claims))


def handles(*sources: str, rulings: tuple[Ruling, ...] = ()) -> list[list[str]]:
    """For each text the handle of each marked mention, all texts identified together."""
    texts = [marked(f"t{i}", source) for i, source in enumerate(sources)]
    identity = identify([names(*text) for text in texts], rulings)
    return [[_handle(identity, document, m) for m in mentions] for document, mentions in texts]


def _handle(identity: Identity, document: Document, mention: Mention) -> str:
    found = identity.handles(document.id, mention.chain) or identity.handles(document.id, ~mention.chain)
    return "+".join(found)


def ruling(kind: RulingKind, *anchors: Anchor, value: str = "") -> Ruling:
    return Ruling("r1", kind, anchors, value, "tester", MADE, "a test")


def test_a_state_its_government_and_its_capital_are_one_actor() -> None:
    (found,) = handles(
        "[Lima|place] has recalled its envoy. The [Peruvian government|organisation] said [Peru|place] would wait."
    )
    assert found == ["peru", "peru", "peru"]


def test_the_army_of_a_state_is_an_actor_of_its_own() -> None:
    (found,) = handles(
        "The [Armenian army|organisation] and [Armenian troops|group] moved; [Armenia|place] denied it."
    )
    assert found == ["armenian-armed-forces", "armenian-armed-forces", "armenia"]


def test_a_capital_is_the_city_where_the_words_say_so() -> None:
    (found,) = handles("Ministers met in [Yerevan|place]. [Yerevan|place] wants a treaty.")
    assert found == ["yerevan", "armenia"]


def test_surname_title_and_post_lead_to_the_one_person() -> None:
    (found,) = handles(
        "Malawian President [Lara Banda Phiri|person] spoke. Later [Phiri|person] left, and the "
        "[Malawian president|person] met [General Phiri|person]."
    )
    assert len(set(found)) == 1
    assert found[0] == "lara-banda-phiri"


def test_two_people_of_one_surname_are_kept_apart() -> None:
    (found, other) = handles(
        "[Tomas Quispe|person] and [Rosa Quispe|person] argued; [Quispe|person] won.",
        "[Tomas Quispe|person] rested.",
    )
    assert found[0] != found[1]
    assert found[2] not in found[:2]
    assert other[0] == found[0]


def test_an_acronym_in_brackets_and_by_initials() -> None:
    first, second = handles(
        "The [National Salvation Front|organisation] ([NSF|organisation]) marched. The [NSF|organisation] won.",
        "The [Union of River Farmers|organisation] struck; the [URF|organisation] called it off.",
    )
    assert len(set(first)) == 1
    assert len(set(second)) == 1


def test_an_acronym_alone_joins_across_texts_where_one_expansion_dominates() -> None:
    first, second, third = handles(
        "The [National Salvation Front|organisation] ([NSF|organisation]) marched.",
        "The [NSF|organisation] marched again.",
        "The [Union of River Farmers|organisation] ([URF|organisation]) and the [United Reform Forum|organisation] "
        "([URF|organisation]) met.",
    )
    assert first[0] == second[0]
    assert third[0] != third[2]


def test_a_byname_beside_the_full_name() -> None:
    (found,) = handles(
        "Rebel chief [Pedro Alonso Vela|person], known as “[Chispa|person]”, fled. [Chispa|person] hid."
    )
    assert len(set(found)) == 1


def test_spellings_of_one_name_join_across_texts() -> None:
    found = handles(
        "[Mahmoud Abdel Rahman al-Khatib|person] spoke.", "[Mahmud Abd al-Rahman el-Khatib|person] spoke.",
        "[Khatib|person] spoke.",
    )  # fmt: skip
    assert len({h for text in found for h in text}) == 1


def test_given_names_decide() -> None:
    found = handles(
        "[Khalil Darwish|person] spoke.", "[Khaled Darwish|person] spoke.", "[Darwish|person] spoke."
    )
    assert len({h for text in found for h in text}) == 3


def test_fighters_of_a_group_are_the_group() -> None:
    (found,) = handles("[Shining Path|organisation] struck. [Shining Path guerrillas|group] fled.")
    assert set(found) == {"shining-path"}


def test_forces_of_a_leader_are_the_body_that_he_commands() -> None:
    document, mentions = marked(
        "t",
        "[Ivo Maran|person] leads the [River Guard|organisation]. [Maran’s forces|group,nominal] advanced.",
    )
    claim = ReadClaim("COMMANDS", at(document, "leads"), at(document, "Ivo"), subjects=(0,), objects=(1,))
    identity = identify([names(document, mentions, claim)])
    assert (
        _handle(identity, document, mentions[2]) == _handle(identity, document, mentions[1]) == "river-guard"
    )


def test_plural_posts_have_their_holders_as_members() -> None:
    (found,) = handles(
        "Thai Foreign Minister [Anan Suk|person] met Lao Foreign Minister [Kham Vong|person]. "
        "The two [foreign ministers|group] agreed."
    )
    assert found[2] == "anan-suk+kham-vong"


def test_bare_descriptions_never_join_across_texts() -> None:
    first, second = handles("[Militants|group,nominal] struck.", "[Militants|group,nominal] struck.")
    assert first != second


def test_a_person_named_like_a_state_is_no_state() -> None:
    (found,) = handles(
        "[Neil Jordan|person] filmed it. [Jordan|person] won, said [Jordanian officials|group]."
    )
    assert found[0] == found[1] == "neil-jordan"
    assert found[2] == "jordan"


def test_a_country_in_the_name_may_be_spelt_three_ways() -> None:
    found = handles(
        "The [Chadian National Watch|organisation] met.", "The [Chad National Watch|organisation] met.",
        "[Chad's National Watch|organisation] met.",
    )  # fmt: skip
    assert len({h for text in found for h in text}) == 1


def test_rulings_join_part_and_rename() -> None:
    texts = ("[Ana Diaz|person] spoke.", "[Captain Storm|person] spoke.")
    same = ruling("same", Anchor(name="Ana Diaz"), Anchor(name="Storm"))
    joined = handles(*texts, rulings=(same,))
    assert joined[0] == joined[1]
    assert handles(*texts, rulings=(replace(same, withdrawn=MADE),))[1] != joined[1]
    spellings = ("[Karim Nasser|person] spoke.", "[Kareem Naser|person] spoke.")
    assert handles(*spellings)[0] == handles(*spellings)[1]
    apart = handles(
        *spellings, rulings=(ruling("different", Anchor(name="Karim Nasser"), Anchor(name="Kareem Naser")),)
    )
    assert apart[0] != apart[1]
    renamed = handles(texts[0], rulings=(ruling("rename", Anchor(name="Ana Diaz"), value="Ana María Díaz"),))
    assert renamed == [["ana-maria-diaz"]]


def test_a_ruling_can_speak_of_a_description_by_its_words() -> None:
    texts = ("[Ana Diaz|person] spoke.", "A [masked woman|person,nominal] spoke.")
    by_words = ruling("same", Anchor(name="Ana Diaz"), Anchor(document="id-t1", quote="masked woman"))
    found = handles(*texts, rulings=(by_words,))
    assert found[0] == found[1] == ["ana-diaz"]


FATHER = "[Oto Berg|person] spoke in the capital. [Berg|person] left."


def test_a_bare_surname_means_the_bearer_whom_all_know() -> None:
    many = [FATHER] * 4
    son = "[Max Berg|person], his son, answered that [Berg|person] would not sign."
    before = "[Berg|person] would not sign. [Max Berg|person] came home."
    bound = "[Max Berg|person] came home. [Berg|person] would not sign."
    assert handles(*many, son)[-1] == ["max-berg", "oto-berg"]
    assert handles(*many, before)[-1] == ["oto-berg", "max-berg"]
    assert handles(*many, bound)[-1] == ["max-berg", "max-berg"]
    assert handles(*[FATHER] * 10, bound)[-1] == ["max-berg", "oto-berg"]
    assert handles(FATHER, son)[-1] == ["max-berg", "max-berg"]
    assert handles(*many, bound, "[Berg|person] would not sign.")[-1] == ["oto-berg"]


def test_a_ruling_on_a_description_means_all_so_described_and_can_be_taken_back() -> None:
    texts = ("[Berg's men|group] fled.", "The [River Guard|organisation] met [Berg's men|group].")
    same = ruling("same", Anchor(name="Berg's men"), Anchor(name="River Guard"))
    assert handles(*texts, rulings=(same,)) == [["river-guard"], ["river-guard", "river-guard"]]
    later = replace(
        ruling("different", Anchor(name="River Guard"), Anchor(name="Berg's men")),
        id="r2",
        made=MADE + dt.timedelta(days=1),
    )
    apart = handles(*texts, rulings=(same, later))
    assert apart[1][0] == "river-guard"
    assert {apart[0][0], apart[1][1]}.isdisjoint({"river-guard"})


def test_a_ruling_parts_what_one_text_joined() -> None:
    text = "The [National Salvation Front|organisation] ([NSF|organisation]) met. [NSF|organisation] left."
    joined = handles(text)[0]
    assert len(set(joined)) == 1
    apart = handles(
        text, rulings=(ruling("different", Anchor(name="National Salvation Front"), Anchor(name="NSF")),)
    )[0]
    assert apart[0] != apart[1] == apart[2]


def test_a_ruling_on_a_shared_surname_means_its_first_bearer() -> None:
    texts = (*[FATHER] * 2, "[Max Berg|person] came. [Berg|person] left.", "[The Fox|person] spoke.")
    found = handles(*texts, rulings=(ruling("same", Anchor(name="Berg"), Anchor(name="Fox")),))
    assert found[3] == found[0][:1]
    assert found[2] == ["max-berg", "max-berg"]


def test_evidence_says_why_names_were_joined() -> None:
    texts = [
        marked(f"t{i}", s) for i, s in enumerate(("[Rosa Quispe|person] left.", "[Quispe|person] came back."))
    ]
    known = identify([names(*t) for t in texts]).actors["rosa-quispe"]
    assert dict(known.evidence)["Quispe"] == "the one bearer of the surname in all documents"


def test_summaries_travel_as_messages() -> None:
    summary = names(*marked("t", "Peruvian President [Ana Diaz|person] met [Diaz|person] in [Lima|place]."))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(summary), type=DocumentNames) == summary


@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(shuffle: random.Random) -> None:
    sources = [
        "[Rosa Quispe|person] of the [National Salvation Front|organisation] ([NSF|organisation]) met [Peru|place].",
        "[Quispe|person] and the [NSF|organisation] met [Militants|group,nominal].",
        "[Roza Quispe|person] saw [Tomas Kispe|person]; [Lima|place] said no.",
        "[Tomas Quispe|person] met the [Northern Salvation Fund|organisation].",
    ]
    summaries = [names(*marked(f"t{i}", s)) for i, s in enumerate(sources)]
    mixed = list(summaries)
    shuffle.shuffle(mixed)
    assert identify(mixed) == identify(summaries)


def test_part_of_an_identity_answers_for_its_documents() -> None:
    texts = [marked(f"t{i}", "[Ana Diaz|person] met [Peru|place].") for i in range(3)]
    whole = identify([names(*t) for t in texts])
    part = whole.only(["id-t1"])
    assert part.chains == {"id-t1": whole.chains["id-t1"]}
    assert part.actors["ana-diaz"] == whole.actors["ana-diaz"]


def test_hostile_names_become_plain_handles() -> None:
    (found,) = handles(
        '[=HYPERLINK("x")|person] met [../../etc/Passwd|organisation] and [<script>Eve|person].'
    )
    assert all(set(h) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for h in found)


def test_tokens_that_are_one_and_tokens_that_are_not() -> None:
    for a, b in (
        ("Sarraj", "Serraj"),
        ("Muhammad", "Mohamed"),
        ("Yusuf", "Youssef"),
        ("Zelensky", "Zelenskyy"),
    ):
        assert same_token(a, b), (a, b)
    for a, b in (("Hassan", "Hussein"), ("Mario", "Maria"), ("Mahmoud", "Mohamed"), ("Omar", "Amir")):
        assert not same_token(a, b), (a, b)


def test_initials_part_namesakes() -> None:
    tokens = [person_tokens(n) for n in ("John Q. Miller", "John R. Miller", "John Miller")]
    assert not same_person_name(tokens[0], tokens[1])
    assert same_person_name(tokens[0], tokens[2])


@given(st.text(max_size=60))
def test_a_handle_is_never_empty(text: str) -> None:
    assert slug(text)
    assert len(slug(text)) <= 80
