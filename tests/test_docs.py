"""Nothing that a user can call is left undocumented, and the help in docs/cli.md is the program's own."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import entente
from entente.case import Case
from entente.cli import main

ROOT = Path(__file__).parent.parent
CLI_PAGE = ROOT / "docs" / "cli.md"
CLI = CLI_PAGE.read_text("utf-8")
API = (ROOT / "docs" / "api.md").read_text("utf-8")


def commands(
    group: click.Group = main, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, the program itself first."""
    yield above, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name), command


def section(words: tuple[str, ...]) -> str:
    """What docs/cli.md has under a command's heading, up to the next heading."""
    title = re.escape(" ".join(("entente", *words)))
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


def help_text(words: tuple[str, ...]) -> str:
    shown = CliRunner(env={"ENTENTE_CASE": None, "ENTENTE_AUTHOR": None}).invoke(
        main, [*words, "--help"], prog_name="entente", terminal_width=100
    )
    return shown.stdout.rstrip()


ALL = [pytest.param(words, id=" ".join(("entente", *words))) for words, _ in commands()]


@pytest.mark.parametrize("words", ALL)
def test_the_manual_holds_the_real_help(words: tuple[str, ...]) -> None:
    """To renew the manual after a change: python tests/test_docs.py."""
    assert f"```text\n{help_text(words)}\n```" in section(words)


@pytest.mark.parametrize("words", ALL)
def test_every_command_and_option_explains_itself(words: tuple[str, ...]) -> None:
    command = dict(commands())[words]
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_every_exit_code_is_in_the_manual() -> None:
    for code in ("0", "1", "2", "3"):
        assert re.search(rf"^\| {code} \|", CLI, re.MULTILINE)


@pytest.mark.parametrize("name", entente.__all__)
def test_every_public_name_has_a_place_in_the_manual(name: str) -> None:
    assert f"`entente.{name}" in API
    assert inspect.getdoc(getattr(entente, name))


PUBLIC = [name for name in vars(Case) if not name.startswith("_")]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_method_of_a_case_is_in_the_manual_with_all_its_keywords(name: str) -> None:
    member = inspect.getattr_static(Case, name)
    assert member.__doc__ or inspect.getdoc(getattr(Case, name))
    entry = re.search(rf"^### `(case\.{name}\b[^`]*)`\n(.*?)(?=^##|\Z)", API, re.MULTILINE | re.DOTALL)
    assert entry, f"docs/api.md has no heading for case.{name}"
    if callable(member):
        for keyword in list(inspect.signature(member).parameters)[1:]:
            assert re.search(rf"\b{keyword}\b", entry.group(0)), keyword


def test_the_manual_documents_no_method_that_is_gone() -> None:
    for name in re.findall(r"^### `case\.(\w+)", API, re.MULTILINE):
        assert name in PUBLIC


def renew() -> None:
    """Write the real help of every command below its heading in docs/cli.md; new commands get a heading."""
    page = CLI
    for words, _ in commands():
        heading, block = "## " + " ".join(("entente", *words)), f"```text\n{help_text(words)}\n```"
        if not section(words):
            page = f"{page.rstrip()}\n\n{heading}\n\n{block}\n"
            continue
        old = re.sub(
            r"```text\n.*?\n```", lambda _, block=block: block, section(words), count=1, flags=re.DOTALL
        )
        page = page.replace(f"{heading}\n{section(words)}", f"{heading}\n{old}")
    CLI_PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    renew()
