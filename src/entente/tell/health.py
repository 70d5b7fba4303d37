"""The state of a case and of the program: what ``entente doctor`` says."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata, resources
from typing import TYPE_CHECKING

import msgspec

from entente import exchange
from entente.errors import CaseError
from entente.model import Overview
from entente.tell import dates
from entente.tell.plain import visible
from entente.tell.report import problem_line
from entente.tell.words import counted

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from entente.case import Case

_DAMAGED = "the file is damaged: restore a copy, or read the articles into a new case"
_PACKAGES = ("entente", "onnxruntime", "tokenizers", "trafilatura", "sqlalchemy", "pypdfium2", "numpy")


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: ``sound`` is whether the file's own check passed; ``advice`` says what to do."""

    case: str
    sound: bool
    bytes: int
    overview: Overview
    rulings: int
    versions: dict[str, str]
    weights: dict[str, str]
    """SHA-256 of each file of weights that this program ships."""
    advice: tuple[str, ...]


def examine(case: Case) -> Health:
    """Check the file, count what it holds and name what needs a person."""
    sound = _sound(case)
    try:
        overview, rulings = case.overview(), len(case.rulings())
    except CaseError:
        if sound:
            raise
        overview, rulings = Overview(), 0  # what a damaged file holds cannot be counted
    return Health(
        case=str(case.path),
        sound=sound,
        bytes=case.path.stat().st_size,
        overview=overview,
        rulings=rulings,
        versions=_versions(),
        weights=_weights(),
        advice=_advice(overview) if sound else (_DAMAGED,),
    )


def text(health: Health) -> str:
    """For a person."""
    held = health.overview
    span = f"{dates.span(held.first, held.last)}" if held.first or held.last else dates.NO_DATE
    unread = ["  " + visible(f"{name}: {reason}") for name, reason in held.unread]
    problems = [problem_line(problem) for problem in held.problems]
    file = visible(f"{health.case}: {'sound' if health.sound else 'DAMAGED'}, {health.bytes / 1e6:,.1f} MB")
    if not health.sound:
        return "\n".join([file, *_program(health)])
    parts = [
        file,
        f"{counted(held.documents, 'document')}: {held.read:,} read, {counted(held.copies, 'copy', 'copies')}; "
        f"languages {', '.join(f'{code} {number:,}' for code, number in held.languages) or 'none'}",
        f"{counted(held.claims, 'claim')}, {held.shown:,} at or above the display threshold of {held.threshold:.2f}; "
        f"they speak of {span}",
        f"{counted(held.actors, 'actor')}, {counted(held.events, 'event')}, {counted(held.relations, 'relation')}, "
        f"{counted(held.disputes, 'dispute')}, {counted(health.rulings, 'ruling')}",
        f"read by {held.reader or 'nobody yet'}",
        *([f"{counted(len(unread), 'document')} unread:", *unread] if unread else []),
        *([f"{counted(len(problems), 'input')} could not be read:", *problems] if problems else []),
        *_program(health),
    ]
    return "\n".join(parts)


def _program(health: Health) -> list[str]:
    return [
        "versions: " + ", ".join(f"{name} {version}" for name, version in health.versions.items()),
        *(f"weights: {name} sha256 {digest}" for name, digest in health.weights.items()),
        *(f"do: {advice}" for advice in health.advice),
    ]


def json_text(health: Health) -> str:
    """For a program: one JSON object."""
    return exchange.line(msgspec.to_builtins(health))


def _sound(case: Case) -> bool:
    """SQLite's own check of the file, on a connection that cannot write."""
    with closing(sqlite3.connect(f"{case.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return [row[0] for row in connection.execute("PRAGMA quick_check")] == ["ok"]
        except sqlite3.DatabaseError:
            return False


def _versions() -> dict[str, str]:
    own = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    return {name: metadata.version(name) for name in _PACKAGES} | own


def _weights() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, part in _files(resources.files("entente.read"), ""):
        if name.endswith(".onnx"):
            found[name] = hashlib.sha256(part.read_bytes()).hexdigest()
    return dict(sorted(found.items()))


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    inside: list[tuple[str, Traversable]] = []
    for part in folder.iterdir():
        name = f"{prefix}{part.name}"
        inside += _files(part, f"{name}/") if part.is_dir() else [(name, part)]
    return inside


def _advice(overview: Overview) -> tuple[str, ...]:
    told = []
    if not overview.documents:
        told.append("the case is empty: entente read PATH… reads articles into it")
    elif not overview.claims:
        told.append("no document yielded a claim: entente documents says what became of each")
    if overview.orphaned:
        orphaned = counted(len(overview.orphaned), "ruling")
        told.append(f"{orphaned} with nothing left to hold on to: entente rulings marks which")
    if overview.problems:
        told.append("some inputs could not be read: mend them as said above and read them again")
    return tuple(told)
