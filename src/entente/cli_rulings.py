"""The commands that correct the record: rule, rulings, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entente import cli_options as shared

if TYPE_CHECKING:
    from entente.model import RulingKind


@click.group()
def rule() -> None:
    """Correct the record.

    A ruling is in force at once and after every re-reading, until it is undone.
    """


def _ruled(kind: RulingKind, summary: str, *on: str, value: str | None = None) -> None:
    """Make the command that rules ``kind`` on the arguments ``on``, with an argument for its value."""

    @click.option("--reason", default="", metavar="TEXT", help="Why; kept with the ruling.")
    @click.option(
        "--author", envvar="ENTENTE_AUTHOR", show_envvar=True, default="", metavar="NAME", help="Who rules."
    )
    @click.pass_context
    def command(context: click.Context, /, reason: str, author: str, **given: str) -> None:
        with shared.opened(context) as case:
            things = [given[name] for name in on]
            made = case.rule(kind, *things, value=given.get(value or "", ""), reason=reason, author=author)
        click.echo(f"Ruled {made.id}. Undo it with: entente undo {made.id}", err=True)

    for name in reversed((*on, *([value] if value else []))):
        command = click.argument(name)(command)
    rule.command(name=kind.split()[0], help=summary)(command)


_ruled("same", "Two names mean one actor.", "a", "b")
_ruled("different", "Two names mean two actors.", "a", "b")
_ruled("rename", "Call an actor by another name; its old names still find it.", "actor", value="name")
_ruled("reject claim", "A claim is misread: it leaves the record.", "claim")
_ruled(
    "date document",
    "A document was published on DATE: 2019-05-03, or 2019-05-01..2019-05-31.",
    "document",
    value="date",
)
_ruled("exclude document", "Keep a document out of the record.", "document")
_ruled("note", "Write a note beside any record.", "id", value="text")


@click.command()
@shared.formed
@click.option(
    "--export", "to", type=click.Path(dir_okay=False), metavar="FILE", help="Write all rulings to a file."
)
@click.option(
    "--import", "taken", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Add a file's."
)
@click.pass_context
def rulings(context: click.Context, /, to: str | None, taken: str | None, **options: Any) -> None:
    """List rulings, or carry them to and from a file."""
    from entente.tell import collect, tables
    from entente.tell.words import counted

    with shared.opened(context) as case:
        if taken:
            click.echo(f"Added {counted(case.import_rulings(taken), 'ruling')} from {taken}", err=True)
        if to:
            case.export_rulings(to)
            click.echo(f"Wrote all rulings to {to}", err=True)
        if not (taken or to):
            found = case.rulings()
            names = collect.ruled_documents(case, found)
            orphans = {ruling.id for ruling in case.orphans()}
            shared.put(
                found,
                options,
                lambda rows: tables.rulings(rows, names, orphans),
                lambda rows: names,
                "No ruling was made. See: entente rule --help",
            )


@click.command()
@click.argument("ruling")
@click.option("--reason", default="", metavar="TEXT", help="Why; kept with the ruling.")
@click.option(
    "--author", envvar="ENTENTE_AUTHOR", show_envvar=True, default="", metavar="NAME", help="Who undoes it."
)
@click.pass_context
def undo(context: click.Context, /, ruling: str, reason: str, author: str) -> None:
    """Withdraw a ruling. It stays listed as withdrawn."""
    with shared.opened(context) as case:
        case.withdraw(ruling, reason=reason, author=author)
    click.echo(f"Withdrew {ruling}.", err=True)
