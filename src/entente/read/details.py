"""What a claim adds to who did what to whom: means of support, PLOVER modes and contexts, by the words used.

The word lists are data: ``details.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from entente.model import Means

SUPPORTIVE = frozenset({"BACKS", "AID", "ALLIED_WITH", "COOPERATE", "SUPPORT"})
"""Predicates whose means are told."""

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Patterns by name, in order of precedence."""

    means: tuple[tuple[Means, re.Pattern[str]], ...]
    modes: dict[str, Patterns]
    contexts: Patterns


@cache
def word_lists() -> WordLists:
    """The word lists of ``details.toml``, compiled once."""
    data = tomllib.loads(files("entente.read").joinpath("details.toml").read_text("utf8"))

    def compiled(table: dict[str, str]) -> Patterns:
        return tuple((name, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for name, words in table.items())

    means: list[tuple[Means, re.Pattern[str]]] = [(name, p) for name, p in compiled(data["means"])]  # type: ignore[misc]  # the table's keys are the means
    return WordLists(
        tuple(means), {k: compiled(v) for k, v in data["modes"].items()}, compiled(data["contexts"])
    )


def means(predicate: str, clause: str) -> tuple[Means, ...]:
    """By what means a supportive claim's support comes, from the words of its clause."""
    if predicate not in SUPPORTIVE:
        return ()
    return tuple(kind for kind, pattern in word_lists().means if pattern.search(clause))


def mode(predicate: str, trigger: str, clause: str) -> str | None:
    """PLOVER mode of an event, from its trigger, else from its clause; None where the words do not tell."""
    patterns = word_lists().modes.get(predicate, ())
    for text in (trigger, clause):
        for name, pattern in patterns:
            if pattern.search(text):
                return name
    return None


def contexts(clause: str) -> tuple[str, ...]:
    """PLOVER contexts that the clause's words show."""
    return tuple(name for name, pattern in word_lists().contexts if pattern.search(clause))
