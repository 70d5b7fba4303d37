"""What the commands share: the limits of a scope, the form of the output, the open case."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from entente.case import Case
    from entente.model import Scope

    _DayType = click.ParamType[dt.date]
else:
    _DayType = click.ParamType  # generic only since click 8.2

Command = TypeVar("Command", bound=Callable[..., Any])
PAGE = 40
"""Rows that a table shows where no --limit is given."""


class Day(_DayType):
    """A date as a user types it: 2019, 2019-05 or 2019-05-03; the first or the last day of what is named."""

    name = "date"

    def __init__(self, edge: Literal["first", "last"]) -> None:
        self.edge = edge

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            numbers = [int(part) for part in str(value).split("-")]
            year, month, day = [*numbers, 0, 0][:3] if len(numbers) <= 3 else (0, 0, 0)
            last = self.edge == "last"
            month = month or (12 if last else 1)
            return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
        except ValueError:
            self.fail(f"{value!r} is no date. Write 2019, 2019-05 or 2019-05-03.", param, ctx)


_SCOPE = (
    click.option("--about", multiple=True, metavar="NAME", help="Only what involves this actor; may be repeated."),
    click.option("--between", nargs=2, metavar="A B", help="Only what involves both actors."),
    click.option("--since", type=Day("first"), metavar="DATE", help="Held on or after: 2019, 2019-05 or 2019-05-03."),
    click.option("--until", type=Day("last"), metavar="DATE", help="Held on or before."),
    click.option("--place", metavar="NAME", help="Only in this place, or country by name or two-letter code."),
    click.option("--source", metavar="NAME", help="Only what this outlet or speaker says."),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="NUMBER",
        help="Lowest confidence, 0 to 1; 0 shows everything.  [default: the reader's display threshold]",
    ),
)  # fmt: skip
_LIMIT = click.option(
    "--limit", type=click.IntRange(0), metavar="N",
    help=f"At most N rows; 0 for all.  [default: {PAGE} in a table, all in --json and --csv]",
)  # fmt: skip
_JSON = click.option("--json", "form", flag_value="json", help="One JSON object a line, for programs.")
_CSV = click.option("--csv", "form", flag_value="csv", help="Comma-separated values, for spreadsheets.")


def scoped(command: Command) -> Command:
    """Add the options that limit a list to a part of the case."""
    for option in reversed(_SCOPE):
        command = option(command)
    return command


def listed(command: Command) -> Command:
    """Add the options of a list: the scope, the number of rows, the form."""
    for option in (_CSV, _JSON, _LIMIT):
        command = option(command)
    return scoped(command)


def formed(command: Command) -> Command:
    """Add the number of rows and the form, for lists that know no scope."""
    for option in (_CSV, _JSON, _LIMIT):
        command = option(command)
    return command


def json_only(command: Command) -> Command:
    """Add --json alone, for a single record."""
    return _JSON(command)


@contextmanager
def opened(context: click.Context, *, create: bool = False) -> Iterator[Case]:
    """The case that --case names. A missing case is an error unless ``create``."""
    import entente

    path: Path = context.find_root().obj
    with entente.open(path, create=create) as case:
        _say_whom(case, context.params)
        yield case


def _say_whom(case: Case, options: Mapping[str, Any]) -> None:
    """Where several actors share a name that limits the scope, say on standard error which one is meant."""
    from entente.tell.plain import visible

    for name in dict.fromkeys((*options.get("about", ()), *(options.get("between") or ()))):
        meant, *others = case.bearers(name)
        if others:
            more = f" and {len(others) - 3} more" if len(others) > 3 else ""
            listed = ", ".join(f"{actor.name} ({actor.id})" for actor in others[:3])
            note = f"{name!r} is taken as {meant.name} ({meant.id}). Also called so: {listed}{more}."
            click.echo(visible(note), err=True)


def scope(options: Mapping[str, Any]) -> Scope:
    """The scope that a command's options describe, without its limit."""
    from entente.model import Scope

    return Scope(
        about=tuple(options["about"]),
        between=options["between"] or None,
        since=options["since"],
        until=options["until"],
        place=options["place"],
        source=options["source"],
        min_confidence=options["min_confidence"],
    )


def keywords(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a list as the keywords of the case's list, one row more than is shown."""
    from dataclasses import replace

    from entente.tell.collect import limits

    most = most_rows(options)
    return limits(replace(scope(options), limit=None if most is None else most + 1))


def most_rows(options: Mapping[str, Any]) -> int | None:
    """How many rows to show; None for all."""
    limit: int | None = options["limit"]
    if limit is None:
        return None if options["form"] else PAGE
    return limit or None


def put(
    rows: Sequence[Any],
    options: Mapping[str, Any],
    draw: Callable[[Sequence[Any]], RenderableType],
    names: Callable[[Sequence[Any]], Mapping[str, str]] = lambda rows: {},
    empty: str = "",
) -> None:
    """Print rows in the form that was asked for; a table says where there are more, and ``empty`` where none."""
    most = most_rows(options)
    shown = rows if most is None else rows[:most]
    if options["form"] == "json":
        from entente.tell.rows import json_line

        told = names(shown)
        _echo(json_line(row, told) for row in shown)
    elif options["form"] == "csv":
        from entente.tell.rows import csv_lines

        _echo(csv_lines(shown, names(shown)))
    elif not rows:
        click.echo(empty, err=True)
    else:
        from entente.tell import tables

        tables.console().print(draw(shown))
        if len(rows) > len(shown):
            click.echo("More rows exist: --limit N shows more, --limit 0 all, --about NAME fewer.", err=True)


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
