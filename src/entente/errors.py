"""What can go wrong, said for a person: what was wrong, where, and what to do.

    EntenteError
    ├── CaseError            the case file cannot be opened, or holds something else
    │   ├── CaseNotFound     no case at that path
    │   ├── CaseBusy         another process has been writing to it for too long
    │   └── CaseTooNew       made by a newer Entente
    ├── UnknownName          nothing in the case has this name or id
    │   └── UnknownActor     no actor was ever called this; lists near names
    ├── InvalidRuling        a ruling that says too little, or refers to nothing
    └── WorkerDied           a process of the pool was ended from outside

Bad *input* raises none of these: it becomes a :class:`entente.model.Problem` and is skipped.
"""

# ruff: noqa: N818 - the names say what happened; that it is an error, the root says.

from __future__ import annotations

from pathlib import Path


class EntenteError(Exception):
    """The root of all errors that Entente raises on purpose."""


class CaseError(EntenteError):
    """The case file cannot be opened, or is not a case."""


class CaseNotFound(CaseError):
    """There is no case at this path."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no case at {path}. Make one with: entente --case {path} read PATH…")
        self.path = path


class CaseBusy(CaseError):
    """Another process has been writing to the case for longer than a writer waits."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another process is writing to the case {path}. Nothing was lost: run the same command again "
            "when the other is done."
        )
        self.path = path


class CaseTooNew(CaseError):
    """The case was made by a newer Entente than this one."""

    def __init__(self, path: Path, revision: str) -> None:
        super().__init__(
            f"The case {path} was made by a newer Entente (its tables are at revision {revision}). "
            "Upgrade Entente to open it."
        )
        self.path = path


_LISTED_BY = {"actor": "entente actors", "document": "entente documents", "ruling": "entente rulings"}


class UnknownName(EntenteError):
    """Nothing in the case has this name or id. ``what`` is the kind of thing that was meant."""

    def __init__(self, name: str, what: str, near: tuple[str, ...] = ()) -> None:
        listed = _LISTED_BY.get(what, "entente actors, entente documents and the other lists")
        hint = f" Near it: {', '.join(near)}." if near else f" What it has, these list: {listed}."
        super().__init__(f"The case has no {what} called {name!r}.{hint}")
        self.name = name
        self.near = near


class UnknownActor(UnknownName):
    """No actor of the case was ever called this. ``near`` lists names that look alike."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(name, "actor", near)


class InvalidRuling(EntenteError):
    """A ruling that says too little, or that refers to nothing in the case."""


class WorkerDied(EntenteError):
    """A process of the pool was ended from outside. What was committed is kept."""

    def __init__(self) -> None:
        super().__init__(
            "A working process was ended from outside, most often because memory ran out. Nothing that was "
            "stored is lost: run the same command again, with fewer workers if it happens again."
        )
