"""What a user's paths stand for: files, folders, globs, standard input."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from entente.model import Problem

STDIN = "-"
_GLOB = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file, and how it is called: its path relative to the path the user gave, with ``/``."""

    file: Path
    path: str


def walk(given: str | Path) -> Iterator[Found | Problem]:
    """The files that one given path stands for, sorted by path.

    Hidden files and folders are left out unless given by name. Each real folder is entered once.
    """
    path = Path(given)
    if _exists(path):
        if path.is_dir():
            yield from _folder(path, "", [_identity(path)], set())
        else:
            yield from _file(path, _shown(path.name))
    elif _GLOB & set(str(given)):
        yield from _glob(path)
    else:
        yield Problem(
            _shown(str(given)), "there is no such file or folder", "Check the spelling of the path."
        )


def _glob(pattern: Path) -> Iterator[Found | Problem]:
    fixed = pattern.parts
    at = next(i for i, part in enumerate(fixed) if _GLOB & set(part))
    base = Path(*fixed[:at]) if at else Path()
    try:
        hits = sorted(h for h in base.glob(str(Path(*fixed[at:]))) if not _hidden(h.relative_to(base)))
    except (OSError, ValueError) as error:
        yield Problem(_shown(str(pattern)), f"the pattern cannot be followed: {error}", "Check the pattern.")
        return
    if not hits:
        yield Problem(
            _shown(str(pattern)),
            "no file matches this pattern",
            "Check the pattern; hidden files are left out.",
        )
    for hit in hits:
        shown = _shown(hit.relative_to(base).as_posix())
        if hit.is_dir():
            yield from _folder(hit, shown + "/", [_identity(hit)], set())
        else:
            yield from _file(hit, shown)


def _folder(folder: Path, prefix: str, above: list[str], seen: set[str]) -> Iterator[Found | Problem]:
    seen.add(above[-1])
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: _shown(entry.name))
    except OSError as error:
        yield refused(prefix or folder.name, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path, shown = Path(entry.path), prefix + _shown(entry.name)
        try:
            is_folder = entry.is_dir()
            identity = _identity(path) if is_folder else ""
        except OSError as error:
            yield refused(shown, error)
            continue
        if not is_folder:
            yield from _file(path, shown)
        elif identity in above:
            yield Problem(shown, "this folder leads back into itself", "Remove the link that makes the loop.")
        elif identity not in seen:
            yield from _folder(path, shown + "/", [*above, identity], seen)


def _file(path: Path, shown: str) -> Iterator[Found | Problem]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield refused(shown, error)
        return
    if stat.S_ISREG(mode):
        yield Found(path, shown)
    else:  # reading a pipe or a device could wait for ever
        yield Problem(
            shown, "this is not a regular file", "Copy its content into a file, or pipe it in with '-'."
        )


def refused(shown: str, error: OSError) -> Problem:
    """A file or folder that the system does not let one read."""
    if isinstance(error, PermissionError):
        return Problem(
            shown, "no permission to read it", "Change its permissions, or run as a user who may read it."
        )
    if isinstance(error, FileNotFoundError):
        return Problem(
            shown, "it leads nowhere (a broken link?)", "Remove the link, or restore what it points to."
        )
    if error.errno == errno.ELOOP:
        return Problem(shown, "this link leads back into itself", "Remove the link that makes the loop.")
    return Problem(
        shown, f"the system cannot read it: {error.strerror or error}", "Check the disk and the path."
    )


def _exists(path: Path) -> bool:
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def _identity(folder: Path) -> str:
    """What tells one real folder from another, whatever links lead to it."""
    return os.path.realpath(folder)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _shown(name: str) -> str:
    """A name that can be stored and printed: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
