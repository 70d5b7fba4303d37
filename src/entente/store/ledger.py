"""The ledger of rulings: rows are added, never changed or deleted. A withdrawal is a row of its own."""

from __future__ import annotations

import dataclasses
import datetime as dt

from sqlalchemy import Connection, insert, select

from entente.model import Ruling
from entente.store import codec
from entente.store.schema import rulings, withdrawals


def add(connection: Connection, ruling: Ruling) -> bool:
    """Store a ruling; False where it is there already."""
    if connection.scalar(select(rulings.c.id).where(rulings.c.id == ruling.id)) is not None:
        return False
    bare = dataclasses.replace(ruling, withdrawn=None)
    row = {"id": ruling.id, "kind": ruling.kind, "made": ruling.made.isoformat()}
    connection.execute(insert(rulings), row | {"value": codec.encode(bare)})
    return True


def withdraw(connection: Connection, ruling: str, made: dt.datetime, author: str, reason: str) -> bool:
    """Withdraw the ruling with this id; False where it was withdrawn already."""
    if connection.scalar(select(withdrawals.c.ruling).where(withdrawals.c.ruling == ruling)) is not None:
        return False
    row = {"ruling": ruling, "made": made.isoformat(), "author": author, "reason": reason}
    connection.execute(insert(withdrawals), row)
    return True


def all_rulings(connection: Connection) -> tuple[Ruling, ...]:
    """Every ruling ever made, oldest first, each with the time of its withdrawal."""
    query = (
        select(rulings.c.value, withdrawals.c.made)
        .outerjoin(withdrawals, withdrawals.c.ruling == rulings.c.id)
        .order_by(rulings.c.made, rulings.c.id)
    )
    found = []
    for value, withdrawn in connection.execute(query):
        when = dt.datetime.fromisoformat(withdrawn) if withdrawn else None
        found.append(dataclasses.replace(codec.decode(value, Ruling), withdrawn=when))
    return tuple(found)
