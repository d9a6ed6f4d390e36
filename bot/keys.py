"""What is sealed in the database: whether the given keys open it, and sealing it anew with the first of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Column, Row, Table, and_, or_, select, tuple_, update
from sqlmodel import Session, SQLModel, col

from bot.store import Store
from models import Person
from models.db import empty_log
from outreach.services.admission import candidate_names
from outreach.vault import KeyLostError, Vault, vault_of

BATCH = 500


@dataclass
class Tally:
    """By column, how many values were sealed anew, and how many none of the keys opens."""

    resealed: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def lost_names(session: Session) -> int:
    """How many people's names none of the keys opens: a quick look, for every start."""
    vault = vault_of(session)
    return sum(not _opens(vault, sealed) for sealed in session.execute(select(col(Person.name_sealed))).scalars())


def lost(session: Session) -> Counter[str]:
    """How many values none of the keys opens, by column, in the whole database."""
    vault, found = vault_of(session), Counter[str]()
    for table in sealed_tables():
        after: Sequence[Any] = ()
        while rows := _rows(session, table, after):
            found.update(
                str(column) for row in rows for column, token in _tokens(table, row) if not _opens(vault, token)
            )
            after = _key(table, rows[-1])
    return found


def _opens(vault: Vault, sealed: bytes) -> bool:
    try:
        vault.open(sealed)
    except KeyLostError:
        return False
    return True


def sealed_tables() -> list[Table]:
    """Every table with something sealed in it: found by the names of the columns, so that none is forgotten."""
    return [table for table in SQLModel.metadata.sorted_tables if sealed_columns(table)]


def sealed_columns(table: Table) -> list[Column[Any]]:
    """The columns of ``table`` that hold something sealed."""
    return [column for column in table.columns if column.name.endswith("_sealed")]


def reseal(store: Store) -> Tally:
    """Seal every value with the first key of the store, and write every hash with it, a batch a transaction.

    It may be broken off and begun again: what the first key opens is passed over. A value that somebody changes
    meanwhile stays as they wrote it.
    """
    tally = Tally()
    for table in sealed_tables():
        after: Sequence[Any] | None = ()
        while after is not None:
            after = store.write_here(partial(_reseal_batch, table=table, after=after, tally=tally))
    done: int | None = 0
    while done is not None:
        done = store.write_here(partial(candidate_names.reindex, after=done))
    empty_log(store.engine)  # what the old key opens stands on old pages there
    return tally


def _reseal_batch(session: Session, table: Table, after: Sequence[Any], tally: Tally) -> Sequence[Any] | None:
    vault, rows = vault_of(session), _rows(session, table, after)
    for row in rows:
        for column, token in _tokens(table, row):
            try:
                anew = vault.reseal(token)
            except KeyLostError:
                tally.lost[str(column)] += 1
                continue
            if anew is not None:
                same = and_(*(key == value for key, value in zip(table.primary_key, _key(table, row), strict=True)))
                session.execute(update(table).where(same, column == token).values({column: anew}))
                tally.resealed[str(column)] += 1
    return _key(table, rows[-1]) if rows else None


def _rows(session: Session, table: Table, after: Sequence[Any]) -> Sequence[Row[Any]]:
    """The next rows with something sealed in them: the primary key, then what is sealed."""
    keys, columns = list(table.primary_key), sealed_columns(table)
    query = select(*keys, *columns).where(or_(*(column.is_not(None) for column in columns))).order_by(*keys)
    if after:
        query = query.where(tuple_(*keys) > tuple_(*after))
    return session.execute(query.limit(BATCH)).all()


def _key(table: Table, row: Row[Any]) -> Sequence[Any]:
    return tuple(row[: len(table.primary_key)])


def _tokens(table: Table, row: Row[Any]) -> Iterator[tuple[Column[Any], bytes]]:
    for column, token in zip(sealed_columns(table), row[len(table.primary_key) :], strict=True):
        if token is not None:
            yield column, bytes(token)
