"""The predicates of claims: what they mean, how they relate, and their names in other codebooks.

The words are data: one TOML file a concept beside this module, read once and on first use. Event
types follow PLOVER (Open Event Data Alliance), relation states are Entente's own; each entry names
the section it follows and where its intensity comes from.

    OntologyError   a data file breaks a rule; the message names file, entry and field
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

__all__ = [
    "Coding",
    "OntologyError",
    "Predicate",
    "acled_event_type",
    "alike",
    "all_predicates",
    "contexts",
    "events",
    "from_acled",
    "from_cameo",
    "modes",
    "parse",
    "phrase",
    "predicate",
    "quad_code",
    "states",
    "to_acled",
    "to_cameo",
]

Quad = Literal[
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "structure"
]


class OntologyError(ValueError):
    """An ontology file breaks a rule. The message names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One event type or relation state. ``predicates.toml`` explains each field."""

    name: str
    kind: Literal["event", "state"]
    definition: str
    reference: str
    quad: Quad
    intensity: float
    """-10 (most hostile) to +10; ``source`` says whose figure it is."""
    source: Literal["PLOVER", "Entente"]
    sign: Literal[-1, 0, 1]
    symmetric: bool
    active: str
    denied: str
    strong: tuple[str, ...] = ()
    """Event types of which one happening shows this state."""
    weak: tuple[str, ...] = ()
    """Event types of which it takes two happenings."""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """What a code of another codebook says in our words."""

    predicate: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()


def _read(file: str) -> dict[str, Any]:
    with resources.files(__package__).joinpath(file).open("rb") as stream:
        try:
            return tomllib.load(stream)
        except tomllib.TOMLDecodeError as error:
            raise OntologyError(f"{file}: not valid TOML: {error}") from error


def _entry(file: str, name: str, row: Mapping[str, Any]) -> Predicate:
    lists = {key: tuple(row.get(key, ())) for key in ("strong", "weak", "near")}
    try:
        made = Predicate(name=name, **{**row, **lists})
    except TypeError as error:
        raise OntologyError(f"{file}: {name}: {error}") from error
    checks = {
        "kind": made.kind in ("event", "state"),
        "quad": made.quad in get_args(Quad),
        "intensity": isinstance(made.intensity, float) and -10 <= made.intensity <= 10,
        "source": made.source in ("PLOVER", "Entente"),
        "sign": made.sign in (-1, 0, 1),
        "symmetric": isinstance(made.symmetric, bool),
        "definition": bool(made.definition),
        "reference": bool(made.reference),
        "active": bool(made.active),
        "denied": bool(made.denied),
        "strong": made.kind == "state" or not made.strong + made.weak,
    }
    for field, right in checks.items():
        if not right:
            raise OntologyError(f"{file}: {name}: {field} = {row.get(field)!r} is not allowed")
    return made


def parse(rows: Mapping[str, Mapping[str, Any]], file: str = "predicates.toml") -> Mapping[str, Predicate]:
    """Validated predicates by name, in file order. Raises :class:`OntologyError`."""
    made = {name: _entry(file, name, row) for name, row in rows.items()}
    for p in made.values():
        for other in p.strong + p.weak + p.near:
            if other not in made:
                raise OntologyError(f"{file}: {p.name}: names {other!r}, which is not an entry")
    return MappingProxyType(made)


@functools.cache
def all_predicates() -> Mapping[str, Predicate]:
    """The 26 predicates by name: 16 event types, then ten states."""
    return parse(_read("predicates.toml"))


def predicate(name: str) -> Predicate:
    """One predicate. Raises :class:`KeyError` with the names that exist."""
    try:
        return all_predicates()[name]
    except KeyError:
        raise KeyError(f"no predicate {name!r}; there are: {', '.join(all_predicates())}") from None


def events() -> tuple[str, ...]:
    """Names of the event types."""
    return tuple(p.name for p in all_predicates().values() if p.kind == "event")


def states() -> tuple[str, ...]:
    """Names of the relation states."""
    return tuple(p.name for p in all_predicates().values() if p.kind == "state")


@functools.cache
def alike(p: str, q: str) -> bool:
    """Whether one text may say p of what another calls q: the same, or near by the ontology."""
    if p == q:
        return True
    return q in predicate(p).near or p in predicate(q).near


@functools.cache
def modes() -> Mapping[str, Mapping[str, str]]:
    """Modes with their explanation, by event type. Types without modes are absent."""
    found: dict[str, Mapping[str, str]] = {}
    for name, table in _read("modes.toml").items():
        if name not in events():
            raise OntologyError(f"modes.toml: {name}: not an event type")
        found[name] = MappingProxyType(table)
    return MappingProxyType(found)


@functools.cache
def contexts() -> Mapping[str, str]:
    """Contexts with their explanation."""
    return MappingProxyType(_read("contexts.toml"))


def phrase(name: str, denied: bool = False) -> str:
    """The verb phrase that stands between the two ends in a sentence."""
    p = predicate(name)
    return p.denied if denied else p.active


_QUAD_CODES: dict[str, int] = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}


def quad_code(name: str) -> int | None:
    """GDELT's QuadClass, 1 to 4; None for structure, which it does not know."""
    return _QUAD_CODES.get(predicate(name).quad)


def _coding(file: str, code: str, row: Mapping[str, Any]) -> Coding:
    made = Coding(row.get("predicate", ""), row.get("mode"), tuple(row.get("contexts", ())))
    if made.predicate not in all_predicates():
        raise OntologyError(f"{file}: {code}: predicate = {made.predicate!r} is not an entry")
    if made.mode and made.mode not in modes().get(made.predicate, {}):
        raise OntologyError(f"{file}: {code}: {made.predicate} has no mode {made.mode!r}")
    for context in made.contexts:
        if context not in contexts():
            raise OntologyError(f"{file}: {code}: no context {context!r}")
    return made


@functools.cache
def _crosswalk(book: Literal["cameo", "acled"]) -> tuple[Mapping[str, Coding], Mapping[str, str]]:
    file = f"crosswalk_{book}.toml"
    table = _read(file)
    inward = {code: _coding(file, code, row) for code, row in table[f"from_{book}"].items()}
    for code, name in table.get("roots", {}).items():
        if name:
            inward[code] = _coding(file, code, {"predicate": name})
    outward: dict[str, str] = table[f"to_{book}"]
    for key in outward:
        name, _, mode = key.partition("/")
        _coding(file, key, {"predicate": name, "mode": mode or None})
    return MappingProxyType(inward), MappingProxyType(outward)


def from_cameo(code: str) -> Coding | None:
    """A CAMEO code ("0841", "19") in our words; the longest known prefix counts. None: no predicate."""
    table = _crosswalk("cameo")[0]
    return next((table[code[:n]] for n in range(len(code), 1, -1) if code[:n] in table), None)


def from_acled(sub_event_type: str) -> Coding | None:
    """An ACLED sub-event type in our words. None: no predicate fits."""
    return _crosswalk("acled")[0].get(sub_event_type)


def to_cameo(name: str, mode: str | None = None) -> str | None:
    """The CAMEO code for a predicate and mode; None where CAMEO has no place for it."""
    table = _crosswalk("cameo")[1]
    return table.get(f"{name}/{mode}") or table.get(name)


def to_acled(name: str, mode: str | None = None) -> str | None:
    """The ACLED sub-event type for a predicate and mode; None where ACLED has no place for it."""
    table = _crosswalk("acled")[1]
    return table.get(f"{name}/{mode}") or table.get(name)


@functools.cache
def _acled_parents() -> Mapping[str, str]:
    table = _read("crosswalk_acled.toml")["event_types"]
    return MappingProxyType({sub: event for event, subs in table.items() for sub in subs})


def acled_event_type(sub_event_type: str) -> str | None:
    """The ACLED event type that a sub-event type belongs to."""
    return _acled_parents().get(sub_event_type)
