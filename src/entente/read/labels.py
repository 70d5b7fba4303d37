"""The label sets of the shipped reader's network, in the order of its outputs."""

from __future__ import annotations

PREDICATES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "BACKS", "OPPOSES", "ALLIED_WITH",
    "FIGHTS", "MEDIATES", "COMMANDS", "MEMBER_OF", "RECOGNIZES", "CONTROLS", "PRESENT_IN",
)  # fmt: skip
ROLES = ("subject", "object", "place", "time", "quantity", "source", "outer", "cue")
"""Argument roles: ``source`` is the innermost speaker, ``outer`` those who report the speaker."""
MODALITIES = ("happened", "ongoing", "planned", "demanded", "threatened", "possible", "hypothetical")
MENTIONS = (
    "name person", "name organisation", "name place", "nominal person", "nominal organisation", "nominal place",
    "pronoun", "participant",
)  # fmt: skip
"""Span labels: form and kind, and whether the span takes part in a claim."""
