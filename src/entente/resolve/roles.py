"""The part that each mention plays in its document's claims, and whether a capital's name means the city."""

from __future__ import annotations

import re

from entente.model import Mention, Reading
from entente.resolve.names import fold
from entente.resolve.world import world

LOCATING = frozenset({"PRESENT_IN", "CONTROLS"})
_AGAINST_PLACES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID"})
_ACTS = re.compile(
    r"\s+(?:has|have|had|is|was|were|will|would|could|may|might|can|should|must|does|did|said|says|"
    r"also|never|not|[a-z]{2,}ed|[a-z]{3,}s)\b(?!\s+of\b)"
)
_POSSESSIVE = ("'s", "’s", "'", "’")
_BESIDE_PLACE = re.compile(
    r"\s*(?:,\s+(?:the\s+)?(?:capital|[A-Z])|\s+(?:airport|province|region|city|suburbs?)\b)"
)


def of(reading: Reading) -> list[frozenset[str]]:
    """For each mention the parts it plays: "subject", "object", "source", "place", "located" (the object of
    a relation to a place) and "target" (the object of a deed that strikes places too)."""
    found: list[set[str]] = [set() for _ in reading.mentions]
    for claim in reading.claims:
        for index in claim.subjects:
            found[index].add("subject")
        for index in (*claim.objects, *claim.against):
            if claim.predicate in LOCATING:
                found[index].add("located")
            else:
                found[index].add("target" if claim.predicate in _AGAINST_PLACES else "object")
        for index in claim.places:
            found[index].add("place")
        for source in claim.sources:
            if source.mention is not None:
                found[source.mention].add("source")
    return [frozenset(parts) for parts in found]


def is_city(text: str, mention: Mention, parts: frozenset[str]) -> bool:
    """Whether the mention is a place by its words: any name of a town or region, and a capital where the
    text means the city and not the government that sits there.

    A state's name is never one: a state and its territory go by one handle.
    """
    words = text[mention.span.start : mention.span.end]
    if mention.form not in ("name", "adjectival") or mention.kind == "person":
        return False
    hit = world().find(words)
    if hit is None or hit.way != "capital":
        return False
    if parts & {"subject", "source"}:
        return False
    before = text[max(0, mention.span.start - 24) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 40]
    located = _place_before(before)
    if not located and (after.startswith(_POSSESSIVE) or before.endswith("between ")):
        return False
    if parts & {"place", "located"}:
        return True
    if located:
        return "object" not in parts
    if "object" in parts:
        return False
    if "target" in parts:
        return mention.kind == "place"
    if _BESIDE_PLACE.match(after):
        return True
    if _ACTS.match(after) or after.startswith(_POSSESSIVE):
        return False
    if re.search(r"(?:\b(?:and|between|with|that|by|while|against|for)|[“\"(\n—–-]|^|[.!?:])\s*$", before):
        return False
    return mention.kind == "place"


def _place_before(before: str) -> bool:
    tail = fold(before).split()
    prepositions = world().words["place preposition"]
    ends = {" ".join(tail[-size:]) for size in (1, 2, 3) if len(tail) >= size}
    if before.rstrip(" ")[-1:] in {"'", "’", ",", "."}:
        return False
    return bool(ends & prepositions) and before.endswith((" ", "\n"))
