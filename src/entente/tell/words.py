"""A claim, a relation and a chain of sources as English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entente.model import Claim, Means, Participant, Quantity, Relation, Source
from entente.ontology import predicate
from entente.tell import dates
from entente.tell.verbs import Number, phrase, verb, was

_MEANS: dict[Means, str] = {"political": "political cover", "territory": "use of territory"}
_STANCE = {
    "asserts": "according to {}",
    "denies": "denied by {}",
    "alleges": "alleged by {}",
    "doubts": "doubted by {}",
}


def sentence(claim: Claim, claims: Mapping[str, Claim] | None = None) -> str:
    """What a claim says, as one English sentence without a full stop or its sources.

    With ``claims`` (by id) a speech act also tells its content: "Chad accused Sudan: Sudan aided the rebels".
    """
    told = " ".join(part for part in (_core(claim), _aside(claim)) if part)
    inner = [sentence(claims[key]) for key in claim.content if key in claims] if claims else []
    return f"{told}: {'; '.join(inner)}" if inner else told


def attributed(claim: Claim, claims: Mapping[str, Claim] | None = None) -> str:
    """A claim with when it held and who says so: "Egypt backs X [since 2014, according to Y, via Z]"."""
    when = dates.interval(claim.time.interval) if claim.time else ""
    return f"{sentence(claim, claims)} [{', '.join(part for part in (when, voice(claim.sources)) if part)}]"


def voice(sources: Sequence[Source]) -> str:
    """A chain of sources, innermost first: "according to a diplomat (anonymous), via the Daily Star"."""
    if not sources:
        return "in the document's own voice"
    if len(sources) == 1:
        only = sources[0]
        return (
            _stanced(only)
            if only.kind != "outlet" or only.stance != "asserts"
            else f"reported by {only.name}"
        )
    speakers = list(reversed(sources[1:]))
    inner = _stanced(speakers[0])
    through = [source.name for source in (*speakers[1:], sources[0])]
    return f"{inner}, via {' and '.join(through)}"


def relation(tie: Relation, names: Mapping[str, str]) -> str:
    """A relation as a sentence in the present: "Egypt backs X with arms, against Y"."""
    told = verb(tie.kind)
    subject, other = names.get(tie.subject, tie.subject), names.get(tie.object, tie.object)
    if predicate(tie.kind).symmetric:
        core = f"{subject} and {other} {phrase(_mutual(tie.kind), True, 'many', 'asserted', 'ongoing')}"
    else:
        core = f"{subject} {phrase(told.base, True, _number([subject]), 'asserted', 'ongoing')} {other}"
    means = f" with {listed([_MEANS.get(kind, kind) for kind in tie.means])}" if tie.means else ""
    foes = f", against {listed([names.get(key, key) for key in tie.against])}" if tie.against else ""
    return f"{core}{means}{foes}"


def tie_noun(tie: Relation, names: Mapping[str, str]) -> str:
    """A relation as a thing: "Egypt's backing of X", "the alliance between X and Y"."""
    subject, other = names.get(tie.subject, tie.subject), names.get(tie.object, tie.object)
    if predicate(tie.kind).symmetric:
        noun = verb(tie.kind).noun.rsplit(" ", 1)[0]
        return f"the {noun} between {subject} and {other}"
    return f"{possessive(subject)} {verb(tie.kind).noun} {other}"


def possessive(name: str) -> str:
    """Egypt's; the United States'."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(items: Sequence[str], most: int = 4) -> str:
    """ "A", "A and B", "A, B and C"; past ``most`` items, how many others there are."""
    if len(items) > most:
        return f"{', '.join(items[: most - 1])} and {len(items) - most + 1} others"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 claim", "1,204 claims"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def capital(text: str) -> str:
    """A sentence's first letter as a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def figure(quantity: Quantity) -> str:
    """A quantity's bounds and kind: "9 killed", "at least 121 killed", "20 to 30 injured"."""
    low, high = quantity.low, quantity.high
    unit = (
        quantity.unit if quantity.kind in ("money", "weapons", "other") and quantity.unit else quantity.kind
    )
    if low is None and high is None:
        return f"an unstated number {unit}"
    if high is None:
        return f"at least {_number_words(low)} {unit}"
    if low is None:
        return f"up to {_number_words(high)} {unit}"
    return f"{_number_words(low)}{'' if low == high else ' to ' + _number_words(high)} {unit}"


def _number_words(value: float | None) -> str:
    assert value is not None
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _core(claim: Claim) -> str:
    told = verb(claim.predicate)
    subjects, objects = _names(claim.subjects), _names(claim.objects)
    if objects and not subjects and told.passive:
        return f"{listed(objects)} {was(told.passive, _number(objects), claim.polarity, claim.modality)}"
    base = told.base if objects else told.alone
    if claim.predicate == "MEDIATES" and len(objects) > 1:
        base = "mediate between"
    if claim.predicate == "COERCE" and subjects and {place.name for place in claim.places} & set(objects):
        base = "move against"  # a place is not coerced: it is seized, closed off or searched
    doing = phrase(base, told.state, _number(subjects), claim.polarity, claim.modality)
    return " ".join(
        part for part in (listed(subjects) or "Someone not named", doing, listed(objects)) if part
    )


def _aside(claim: Claim) -> str:
    named = {name.casefold() for name in (*_names(claim.subjects), *_names(claim.objects))}
    places = [
        place
        for place in dict.fromkeys(p.name for p in claim.places)
        if place.casefold() not in named and not place.islower()  # "the city" is no help without its text
    ]
    parts = [
        f"with {listed([_MEANS.get(kind, kind) for kind in claim.means])}" if claim.means else "",
        f"in {listed(places)}" if places else "",
        f"against {listed(_names(claim.against))}" if claim.against else "",
        f"over {listed(_names(claim.about))}" if claim.about else "",
    ]
    return " ".join(part for part in parts if part)


def _stanced(source: Source) -> str:
    kind = {"anonymous": " (anonymous)", "state_media": " (state media)"}.get(source.kind, "")
    name = f"{source.name}{kind}"
    if source.stance == "professes not to know":
        return f"{name} professing not to know"
    return _STANCE[source.stance].format(name)


def _names(participants: Sequence[Participant]) -> list[str]:
    return list(dict.fromkeys(participant.name for participant in participants))


def _number(names: Sequence[str]) -> Number:
    """Many for several names and for a description in the plural ("rebels"); a capitalised plural names one
    state or body ("United Nations")."""
    word = names[0].split()[-1] if names and names[0].split() else ""
    plural = word.islower() and word.endswith("s") and not word.endswith("ss")
    return "many" if len(names) > 1 or plural else "one"


def _mutual(kind: str) -> str:
    return {"ALLIED_WITH": "be allied"}.get(kind, f"{verb(kind).base} each other")
