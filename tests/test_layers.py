"""Imports run downward only, as docs/architecture.md says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "entente"
FLOOR = {"model", "errors"}
WORDS = FLOOR | {"language", "ontology"}
MAY_IMPORT = {
    "model": set[str](),
    "errors": set[str](),
    "ontology": {"model"},
    "language": {"model"},
    "gather": WORDS,
    "clean": WORDS | {"gather"},
    "read": WORDS,
    "resolve": WORDS,
    "weigh": WORDS,
    "rulings": FLOOR,
    "store": FLOOR | {"rulings"},
    "exchange": FLOOR | {"store"},
    "tell": WORDS | {"exchange", "case"},
}


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The layers that a module imports, also inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "entente":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("entente."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("entente.")}
    return found


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_a_layer_knows_only_those_below_it(name: str) -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if layer(path) == name]
    assert modules
    for path in modules:
        assert imported(path) - {name} <= MAY_IMPORT[name], path
