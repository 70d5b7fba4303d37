"""The command line: parse, call, print. The same words as the Python API, and one exit code a kind of end.

    0  done          1  an error, said on standard error          2  a command that makes no sense
    3  done, but some inputs could not be read

Everything heavy is imported inside the commands, so that help and lists start at once.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entente import cli_options as shared
from entente import cli_rulings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from entente.case import Case, Found

BAD_INPUTS = 3
_NOTHING = "Nothing in the case fits. See what it holds with: entente doctor"


class _Entente(click.Group):
    """A group whose errors are sentences for a person, never tracebacks."""

    def invoke(self, ctx: click.Context) -> Any:
        from entente.errors import EntenteError

        try:
            return super().invoke(ctx)
        except EntenteError as error:
            raise _failed(str(error)) from error
        except KeyboardInterrupt as error:
            raise _failed(
                "Interrupted. What was stored is kept; the same command goes on from there."
            ) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _failed(f"{error.filename or 'A file'}: {error.strerror or error}.") from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _failed(message: str) -> click.ClickException:
    from entente.tell.plain import visible

    return click.ClickException(visible(message))


@click.group(cls=_Entente, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="entente", message="%(prog)s %(version)s")
@click.option(
    "--case",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="ENTENTE_CASE",
    show_envvar=True,
    default="entente.db",
    show_default=True,
    metavar="FILE",
    help="The case: one file that holds everything.",
)
@click.pass_context
def main(context: click.Context, path: Path) -> None:
    """Read reporting on conflicts and diplomacy and keep the record: who backs, fights, pressures and mediates
    between whom, since when, according to whom, and where sources disagree.

    Begin with: entente --case libya.db read articles/
    """
    context.obj = path
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)


def _speak_utf8(stream: object) -> None:
    """Files and pipes get UTF-8 in any locale; a terminal that shows fewer characters gets a mark for the others."""
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.casefold() not in ("utf-8", "utf8"):
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="OURS=THEIRS",
    help="How a table of articles calls a fact: --field text=body. May be repeated.",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes that read.  [default: one a core]"
)
@click.pass_context
def read(
    context: click.Context, paths: tuple[str, ...], fields: tuple[str, ...], workers: int | None
) -> None:
    """Read articles into the case.

    A PATH is a file, a folder, a glob or - (standard input). The case is made where there is none.
    Text, Markdown, HTML, PDF, DOCX, mail, JSON Lines, CSV and bundles of articles, also compressed. What is
    stored already is not read again; ended at any moment, the same command goes on where it stopped.
    """
    from entente.tell import progress, report

    with shared.opened(context, create=True) as case, progress.bar() as advance:
        done = case.read(
            *paths,
            workers=workers,
            fields=_mapping(fields),
            stdin=sys.stdin.buffer,
            progress=advance,
        )
    report.draw(done, context.find_root().obj)
    context.exit(BAD_INPUTS if done.problems else 0)


def _mapping(fields: Iterable[str]) -> dict[str, str]:
    from entente.gather.rows import COLUMNS

    pairs = dict(field.partition("=")[::2] for field in fields)
    for ours, theirs in pairs.items():
        if ours not in COLUMNS or not theirs:
            raise click.UsageError(
                f"--field {ours}={theirs}: write OURS=THEIRS, OURS one of {', '.join(sorted(COLUMNS))}."
            )
    return pairs


@main.command()
@shared.scoped
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one self-contained page.",
)
@click.pass_context
def brief(context: click.Context, /, html: Path | None, **options: Any) -> None:
    """Tell what changed, who stands where, what is open.

    Turning points, who stands with whom now and before, disputes with both sides' words, tolls, what no source
    covers and what could not be read. A case too large for one brief is narrowed, and the brief says to what.
    """
    from entente.tell import collect
    from entente.tell.brief import compose

    with shared.opened(context) as case:
        scope = shared.scope(options)
        record, picked = collect.record(case, scope)
        composed = compose(record, scope, picked)
    if html is None:
        from entente.tell import brief_text, tables

        brief_text.draw(composed, tables.console())
    else:
        from entente.tell.brief_html import page

        html.write_text(page(composed), encoding="utf-8")
        click.echo(f"Wrote {html}", err=True)


def _names(case: Case) -> Callable[[Iterable[Found]], dict[str, str]]:
    """Gives the names of the actors that some records of the case refer to by handle."""
    from entente.tell import collect

    return lambda rows: collect.names(case, (one for row in rows for one in collect.ends(row)))


@main.command()
@shared.listed
@click.pass_context
def actors(context: click.Context, /, **options: Any) -> None:
    """List who acts: names, other names, roles."""
    from entente.tell import tables

    with shared.opened(context) as case:
        names = _names(case)
        found = case.actors(**shared.keywords(options))
        shared.put(found, options, lambda rows: tables.actors(rows, names(rows)), names, _NOTHING)


@main.command()
@shared.listed
@click.pass_context
def claims(context: click.Context, /, **options: Any) -> None:
    """List claims: who did what to whom, says who."""
    from entente.tell import tables

    with shared.opened(context) as case:
        shared.put(case.claims(**shared.keywords(options)), options, tables.claims, empty=_NOTHING)


@main.command()
@shared.listed
@click.pass_context
def relations(context: click.Context, /, **options: Any) -> None:
    """List standing ties, and whether they hold."""
    from entente.tell import tables

    with shared.opened(context) as case:
        names = _names(case)
        found = case.relations(**shared.keywords(options))
        shared.put(found, options, lambda rows: tables.relations(rows, names(rows)), names, _NOTHING)


@main.command()
@shared.listed
@click.pass_context
def events(context: click.Context, /, **options: Any) -> None:
    """List happenings, each told by one voice or many."""
    from entente.tell import tables

    with shared.opened(context) as case:
        names = _names(case)
        found = case.events(**shared.keywords(options))
        shared.put(found, options, lambda rows: tables.events(rows, names(rows)), names, _NOTHING)


@main.command()
@shared.listed
@click.pass_context
def disputes(context: click.Context, /, **options: Any) -> None:
    """List what sources disagree on."""
    from entente.tell import tables

    with shared.opened(context) as case:
        found = case.disputes(**shared.keywords(options))
        shared.put(found, options, tables.disputes, _names(case), _NOTHING)


@main.command()
@shared.listed
@click.pass_context
def documents(context: click.Context, /, **options: Any) -> None:
    """List documents, their dates and what is unread."""
    from entente.tell import tables

    with shared.opened(context) as case:
        shared.put(case.documents(**shared.keywords(options)), options, tables.documents, empty=_NOTHING)


@main.command()
@click.argument("id")
@shared.json_only
@click.pass_context
def show(context: click.Context, /, id: str, form: str | None) -> None:
    """Show one record in full, by its id or name.

    A claim, relation, event, dispute, document or actor. A claim's words are marked in their context; a
    relation lists its phases and the claims for and against.
    """
    with shared.opened(context) as case:
        found = case.show(id)
        if form == "json":
            from entente.tell.rows import json_line

            click.echo(json_line(found, _names(case)([found])))
        else:
            from entente.tell import show as shown
            from entente.tell import tables

            shown.draw(case, found, tables.console())


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@shared.formed
@click.pass_context
def search(context: click.Context, /, words: tuple[str, ...], **options: Any) -> None:
    """Find passages that hold all the words.

    Words in double quotes stand together.
    """
    from entente.tell import tables

    most = shared.most_rows(options)
    with shared.opened(context) as case:
        found = case.search(" ".join(words), limit=1_000_000 if most is None else most + 1)
    console = tables.console()
    shared.put(
        found,
        options,
        lambda rows: tables.passages(rows, plain=not console.is_terminal),
        empty="No document holds all these words.",
    )


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, metavar="NUMBER",
    help="Leave out claims below this.",
)  # fmt: skip
@click.pass_context
def export(context: click.Context, /, folder: Path, min_confidence: float) -> None:
    """Write the record as JSON Lines.

    One file a kind, in the exchange format.
    """
    with shared.opened(context) as case:
        written = case.export(folder, min_confidence=min_confidence)
    click.echo(f"Wrote {len(written)} files to {folder}", err=True)


@main.command()
@shared.json_only
@click.pass_context
def doctor(context: click.Context, /, form: str | None) -> None:
    """Check the case and say what to do.

    What it holds, what is unread and why, the program's versions and weights.
    """
    from entente.tell import health

    with shared.opened(context) as case:
        found = health.examine(case)
    click.echo(health.json_text(found) if form == "json" else health.text(found))
    context.exit(0 if found.sound else 1)


for correcting in (cli_rulings.rule, cli_rulings.rulings, cli_rulings.undo):
    main.add_command(correcting)
