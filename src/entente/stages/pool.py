"""Work spread over processes: results in the order of the items, a bounded number of items in flight."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

from entente.errors import WorkerDied

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 8
"""Items in flight for each worker: enough to keep it busy, few enough to bound memory."""

ALONE = 24
"""So few items are worked on here: starting processes would take longer."""

MOST = 8
"""Workers used unless the caller asks for more: past this the one writer is the bottleneck."""


def default_workers() -> int:
    """The processors that this process may use, at most ``MOST``."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)


def spread(
    make: Callable[[], Callable[[Item], Result]],
    items: Iterable[Item],
    workers: int,
    *,
    alone: int | None = None,
    here: Callable[[], Callable[[Item], Result]] | None = None,
) -> Iterator[Result]:
    """``make()(item)`` for every item, in order. ``make`` runs once in each process, so that what is costly
    to set up (a model) is set up there. With one worker, or up to ``alone`` items (``ALONE`` unless said), all
    runs in this process, by ``here()`` where it is given.

    ``make``, items and results must pickle. Raises :class:`WorkerDied` where a process ends from outside.
    """
    coming, few = iter(items), ALONE if alone is None else alone
    first = list(itertools.islice(coming, few + 1)) if workers > 1 else []
    if len(first) <= few:
        yield from map((here or make)(), itertools.chain(first, coming))
        return
    yield from _in_processes(make, itertools.chain(first, coming), workers)


def _in_processes(
    make: Callable[[], Callable[[Item], Result]], items: Iterable[Item], workers: int
) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn")  # Forking a process that holds threads may deadlock.
    pool = ProcessPoolExecutor(workers, context, initializer=_keep, initargs=(make,))
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            with _without_main(make):
                waiting.append(pool.submit(_run, item))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerDied from error
    finally:
        pool.shutdown(cancel_futures=True)


_make: Callable[[], Callable[[Any], Any]]


def _keep(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _make
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _make = functools.cache(make)  # Made at the first item, so that what it raises reaches the caller.


def _end_with_parent() -> None:
    """A process that waits for work never learns by itself that the one that gives it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(item: Any) -> Any:
    return _make()(item)


@contextmanager
def _without_main(make: Callable[[], Any]) -> Iterator[None]:
    """Hide the user's script while a process starts: it would otherwise be run again in the new process,
    which fails for a script that calls ``read`` outside ``if __name__ == "__main__"``. A ``make`` from the
    script itself needs it."""
    main = sys.modules["__main__"]
    if _needs_main(make):
        yield
        return
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _needs_main(make: Any) -> bool:
    parts = (make, *getattr(make, "args", ()), getattr(make, "func", None))
    return any("__main__" in (getattr(p, "__module__", ""), type(p).__module__) for p in parts)
