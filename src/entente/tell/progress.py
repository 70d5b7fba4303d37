"""Progress on standard error, where a person is looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

Advance = Callable[[str, int, int], None]


@contextmanager
def bar(console: Console | None = None) -> Iterator[Advance]:
    """A function that takes the stage, how many are done and of how many (0: not known), and draws a bar a stage.

    Nothing is drawn where standard error is no terminal.
    """
    screen = console or Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=screen, disable=not screen.is_terminal
    ) as drawn:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = drawn.add_task(stage, total=None)
            drawn.update(tasks[stage], completed=done, total=total or None)

        yield advance
