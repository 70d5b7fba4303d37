"""The predicates as English verbs: a table and the little grammar that inflects it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from entente.model import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Verb:
    """How a predicate is said. ``base`` takes an object, ``alone`` none; ``noun`` names the happening itself
    and is joined to an object by its preposition ("backing of"). ``passive`` is the participle, empty where
    the object cannot become the subject. A ``state`` stands, an event happens."""

    base: str
    alone: str
    noun: str
    passive: str = ""
    state: bool = False


VERBS: dict[str, Verb] = {
    "AGREE": Verb("agree with", "reach agreement", "agreement with"),
    "CONSULT": Verb("meet", "hold talks", "talks with", "met"),
    "SUPPORT": Verb("speak up for", "voice support", "support for"),
    "CONCEDE": Verb("yield to", "yield", "concession to"),
    "COOPERATE": Verb("cooperate with", "cooperate", "cooperation with"),
    "AID": Verb("aid", "give aid", "aid to", "aided"),
    "RETREAT": Verb("pull back before", "pull back", "retreat before"),
    "REQUEST": Verb("call on", "make a demand", "demand on", "called on"),
    "ACCUSE": Verb("accuse", "make accusations", "accusation against", "accused"),
    "REJECT": Verb("rebuff", "refuse", "refusal towards", "rebuffed"),
    "THREATEN": Verb("threaten", "make a threat", "threat against", "threatened"),
    "PROTEST": Verb("protest against", "protest", "protest against"),
    "SANCTION": Verb("sanction", "impose penalties", "penalties on", "sanctioned"),
    "MOBILIZE": Verb("move forces against", "move forces", "movement of forces against"),
    "COERCE": Verb("coerce", "use coercion", "coercion of", "coerced"),
    "ASSAULT": Verb("attack", "attack", "attack on", "attacked"),
    "BACKS": Verb("back", "give backing", "backing of", "backed", state=True),
    "OPPOSES": Verb("oppose", "stand in opposition", "opposition to", "opposed", state=True),
    "ALLIED_WITH": Verb("be allied with", "be in an alliance", "alliance with", state=True),
    "FIGHTS": Verb("fight", "fight", "fight against", "fought", state=True),
    "MEDIATES": Verb("mediate for", "mediate", "mediation for", state=True),
    "COMMANDS": Verb("lead", "hold command", "leadership of", "led", state=True),
    "MEMBER_OF": Verb("belong to", "be a member", "membership of", state=True),
    "RECOGNIZES": Verb("recognise", "give recognition", "recognition of", "recognised", state=True),
    "CONTROLS": Verb("control", "be in control", "control of", "controlled", state=True),
    "PRESENT_IN": Verb("be present in", "be present", "presence in", state=True),
}
"""The wording is that of the ontology's ``active`` phrases, in the forms that moods and tenses need."""

_PAST = {
    "fight": "fought",
    "give": "gave",
    "hold": "held",
    "lead": "led",
    "make": "made",
    "meet": "met",
    "speak": "spoke",
    "stand": "stood",
    "control": "controlled",
}
_PARTICIPLE = {"be": "been", "give": "given", "speak": "spoken"}
Number = Literal["one", "many"]


def verb(predicate: str) -> Verb:
    """The verb of a predicate; an unknown predicate reads as its own name in lower case."""
    known = VERBS.get(predicate)
    name = predicate.lower().replace("_", " ")
    return known or Verb(f"{name} with", name, f"{name} with")


def phrase(base: str, state: bool, number: Number, polarity: Polarity, modality: Modality) -> str:
    """An inflected verb phrase: "attack", one, denied and planned gives "does not plan to attack"."""
    denied = polarity == "denied"
    if modality in ("planned", "threatened"):
        return _present("plan to" if modality == "planned" else "threaten to", number, denied) + f" {base}"
    if modality == "demanded":
        return f"{_present('be', number, False)} called on {'not ' if denied else ''}to {base}"
    if modality == "possible":
        helper = "may not" if denied else "may"
        return f"{helper} {base}" if state else f"{helper} have {_participle(base)}"
    if modality == "hypothetical":
        return f"would {'not ' if denied else ''}{base}"
    if modality == "ongoing":
        return _present(base, number, denied)
    return _past(base, number, denied)


def was(participle: str, number: Number, polarity: Polarity, modality: Modality) -> str:
    """The passive of a transitive verb, for claims whose doer nobody names."""
    return phrase(f"be {participle}", False, number, polarity, modality)


def _present(base: str, number: Number, denied: bool) -> str:
    head, _, rest = base.partition(" ")
    if head == "be":
        shown = ("is" if number == "one" else "are") + (" not" if denied else "")
    elif denied:
        shown = f"{'does' if number == 'one' else 'do'} not {head}"
    else:
        shown = _third(head) if number == "one" else head
    return f"{shown} {rest}".strip()


def _past(base: str, number: Number, denied: bool) -> str:
    head, _, rest = base.partition(" ")
    if head == "be":
        shown = ("was" if number == "one" else "were") + (" not" if denied else "")
    else:
        shown = f"did not {head}" if denied else _past_of(head)
    return f"{shown} {rest}".strip()


def _participle(base: str) -> str:
    head, _, rest = base.partition(" ")
    shown = _PARTICIPLE.get(head) or _past_of(head)
    return f"{shown} {rest}".strip()


def _third(head: str) -> str:
    return f"{head}es" if head.endswith(("s", "sh", "ch", "x", "z")) else f"{head}s"


def _past_of(head: str) -> str:
    return _PAST.get(head) or (f"{head}d" if head.endswith("e") else f"{head}ed")
