"""Claims of one document in the words of the record: participants, sources, times, places, ids."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, cast

from entente.model import Claim, Interval, Publication, ReadClaim, ReadSource, Span
from entente.resolve import ResolvedDocument, actors, identify, resolve_document, summarise
from resolving import at, marked, reading

DAY = dt.date(2021, 3, 10)
PUBLISHED = Publication(Interval(DAY, DAY), "field")


def resolved(
    source: str, *claims: dict[str, Any], publication: Publication | None = PUBLISHED
) -> ResolvedDocument:
    """The text with claims given by their trigger's words and the numbers of their mentions."""
    document, mentions = marked("t", source, outlet="River Times")
    found = reading(document, mentions)
    read = [
        ReadClaim(trigger=at(document, claim.pop("trigger")), evidence=Span(0, len(document.text)), **claim)
        for claim in (dict(c) for c in claims)
    ]
    read = [replace(c, times=tuple(range(len(found.times)))) if c.predicate == "ASSAULT" else c for c in read]
    found = replace(found, claims=tuple(read))
    return resolve_document(document, publication, found, identify([summarise(document, found)]))


def one(source: str, publication: Publication | None = PUBLISHED, **claim: Any) -> Claim:
    (found,) = resolved(source, claim, publication=publication).claims
    return found


def test_participants_have_handle_name_and_words() -> None:
    claim = one(
        "[Quito|place] accused [Peruvian troops|group].",
        predicate="ACCUSE",
        trigger="accused",
        subjects=(0,),
        objects=(1,),
    )
    assert [(p.actor, p.name) for p in claim.subjects] == [("ecuador", "Ecuador")]
    assert [(p.actor, p.span) for p in claim.objects] == [("peruvian-armed-forces", Span(14, 29))]


def test_a_plural_mention_gives_each_member() -> None:
    source = "[Peru|place,1] met [Chile|place,2]. The [two states|unknown,3] signed."
    document, mentions = marked("t", source)
    mentions[2] = replace(mentions[2], members=(1, 2))
    claim = ReadClaim("AGREE", at(document, "signed"), Span(0, len(document.text)), subjects=(2,))
    found = reading(document, mentions, [claim])
    out = resolve_document(document, None, found, identify([summarise(document, found)]))
    assert [p.actor for p in out.claims[0].subjects] == ["peru", "chile"]
    assert [m.actor for m in out.mentions] == ["peru", "chile", "peru", "chile"]


def test_the_outlet_comes_first_and_speakers_follow() -> None:
    claim = one(
        "A [Peruvian diplomat|person,nominal], who spoke on condition of anonymity, said [Chile|place] fired.",
        predicate="ASSAULT", trigger="fired", subjects=(1,),
        sources=(ReadSource(0, Span(0, 1), cast(Any, "official"), "alleges"),),
    )  # fmt: skip
    assert [(s.name, s.kind) for s in claim.sources] == [
        ("River Times", "outlet"),
        ("Peruvian diplomat", "anonymous"),
    ]
    assert claim.sources[1].stance == "alleges"
    assert claim.sources[1].span is not None


def test_a_state_speaking_is_official_and_an_agency_of_a_state_is_state_media() -> None:
    def kind(source: str) -> str:
        claim = one(source, predicate="ASSAULT", trigger="fired", sources=(ReadSource(0, None, "named"),))
        return claim.sources[1].kind

    assert kind("[Peru|place] said Chile fired.") == "official"
    assert kind("[Xinhua|organisation] said Chile fired.") == "state_media"
    assert kind("[Reuters|organisation] said Chile fired.") == "outlet"
    assert kind("[Analysts|group,nominal] said Chile fired.") == "analyst"
    assert kind("[Human Rights Watch|organisation] said Chile fired.") == "organisation"


def test_times_come_from_the_text_first() -> None:
    claim = one(
        "[Peru|place] fired on [Chile|place] on 2 February 2020.",
        predicate="ASSAULT",
        trigger="fired",
        subjects=(0,),
    )
    assert claim.time is not None
    assert claim.time.interval.start == claim.time.interval.end == dt.date(2020, 2, 2)
    assert claim.time.span is not None


def test_an_undated_event_lies_in_the_month_before_a_known_publication() -> None:
    claim = one("[Peru|place] fired.", predicate="ASSAULT", trigger="fired", subjects=(0,))
    assert claim.time is not None
    assert claim.time.interval == Interval(DAY - dt.timedelta(31), DAY, "about")
    assert claim.time.span is None
    assert claim.said == PUBLISHED.interval


def test_a_vague_publication_dates_nothing() -> None:
    vague = Publication(Interval(dt.date(2021, 1, 1), dt.date(2021, 3, 10)), "text dates")
    for publication in (vague, None):
        assert one("[Peru|place] fired.", publication, predicate="ASSAULT", trigger="fired").time is None


def test_states_hold_at_publication_and_plans_after_it() -> None:
    state = one(
        "[Peru|place] backs [Chile|place].",
        predicate="BACKS",
        trigger="backs",
        subjects=(0,),
        modality="ongoing",
    )
    plan = one(
        "[Peru|place] will arm [Chile|place].",
        predicate="AID",
        trigger="arm",
        subjects=(0,),
        modality="planned",
    )
    assert state.time is not None
    assert state.time.interval == PUBLISHED.interval
    assert plan.time is not None
    assert plan.time.interval == Interval(DAY, None, "open")


def test_places_carry_a_country_only_where_sure() -> None:
    claim = one(
        "[Peru|place] fired in [Arequipa|place] and [Qarnabad|place].",
        predicate="ASSAULT",
        trigger="fired",
        places=(1, 2),
    )
    assert [(p.name, p.country) for p in claim.places] == [("Arequipa", "PE"), ("Qarnabad", None)]
    assert claim.places[1].lat is None


def test_ids_come_from_content_and_carry_content_and_condition() -> None:
    source = "[Peru|place] accused [Chile|place] of having fired."
    deed = {"predicate": "ASSAULT", "trigger": "fired", "subjects": (1,)}
    accusation = {"predicate": "ACCUSE", "trigger": "accused", "subjects": (0,), "objects": (1,)}
    first = resolved(source, accusation | {"content": (1,)}, deed).claims
    second = resolved(source, deed, accusation | {"content": (0,)}).claims
    assert {c.id for c in first} == {c.id for c in second}
    assert first[0].content == (first[1].id,)
    assert all(c.id[0] == "c" and len(c.id) == 13 for c in first)


def test_roles_rest_on_claims_with_their_days() -> None:
    source = "[Ivo Maran|person] leads the [River Guard|organisation]."
    document, mentions = marked("t", source)
    claim = ReadClaim(
        "COMMANDS",
        at(document, "leads"),
        Span(0, len(document.text)),
        subjects=(0,),
        objects=(1,),
        modality="ongoing",
    )
    found = reading(document, mentions, [claim])
    identity = identify([summarise(document, found)])
    claims = resolve_document(document, PUBLISHED, found, identity).claims
    leader = next(a for a in actors(identity, claims) if a.id == "ivo-maran")
    (role,) = leader.roles
    assert (role.role, role.of, role.start, role.end, role.claims) == (
        "leads",
        "river-guard",
        DAY,
        DAY,
        (claims[0].id,),
    )
