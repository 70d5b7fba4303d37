"""Entente reads reporting on conflicts and diplomacy and keeps the record.

import entente

with entente.open("libya.db") as case:
    case.read("articles/")
    case.relations(between=("Egypt", "Haftar"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from entente.case import Case

__all__ = ["open"]


def open(path: str | Path, *, create: bool = True) -> Case:
    """Open the case kept in the file ``path``; make it where there is none.

    With ``create=False`` a missing file raises :class:`entente.errors.CaseNotFound`. A file that is no
    case raises :class:`entente.errors.CaseError` and is left as it is.
    """
    from entente.case import Case

    return Case(path, create=create)
