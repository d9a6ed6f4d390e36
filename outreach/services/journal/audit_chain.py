"""Sealing the log, and proving it: links of a chain of hashes over its rows, in the order of their ids."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, func, select, text
from sqlmodel import Session, col

from models import AuditLog, AuditSeal
from outreach.rules.audit_chain import START, LoggedRow, Misfit, link, misfits, prints

BATCH = 1000  # rows that one link closes at most: as many as are held in memory at once
_PATIENCE = 20  # looks at who is still writing
_WRITERS = text(
    "SELECT virtualtransaction FROM pg_locks "
    "WHERE relation = 'audit_log'::regclass AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()"
)
_ROWS = [getattr(AuditLog, name) for name in LoggedRow._fields]


@dataclass
class Proof:
    """What walking the chain has shown: ``unsealed`` rows stand after its end, the first of them ``since``."""

    seals: int = 0
    rows: int = 0
    head: AuditSeal | None = None
    misfits: list[Misfit] = field(default_factory=list)
    unsealed: int = 0
    since: datetime | None = None
    knows: bool = True


def seal(session: Session, now: datetime) -> AuditSeal | None:
    """Close the next rows with a link; none when there are none, or somebody is still writing among them.

    To be called by one process at a time. Who writes to the log never waits for it.
    """
    last = _last(session)
    after = last.last_id if last else 0
    newest = session.execute(select(func.max(AuditLog.id)).where(col(AuditLog.id) > after)).scalar()
    if newest is None or not _settled(session):
        return None
    rows = _rows(session, _log().where(col(AuditLog.id) > after, col(AuditLog.id) <= newest).limit(BATCH))
    new = AuditSeal(
        first_id=after + 1, last_id=rows[-1].id, rows=len(rows), prints=prints(rows), sealed_at=now,
        hash=link(last.hash if last else START, after + 1, rows[-1].id, now, rows),
    )  # fmt: skip
    session.add(new)
    session.flush()
    return new


def prove(session: Session, known: str = "") -> Proof:
    """Walk the whole chain, link by link, and compare it with the rows as they stand.

    ``known``: the beginning of a hash that was noted elsewhere; a chain written anew as a whole does not have it.
    """
    proof = Proof(knows=not known)
    for each in _seals(session):
        proof.misfits += _check(session, proof.head, each)
        proof.seals, proof.rows, proof.head = proof.seals + 1, proof.rows + each.rows, each
        proof.knows = proof.knows or each.hash.hex().startswith(known.lower())
    after = proof.head.last_id if proof.head else None
    tail = select(func.count(), func.min(AuditLog.at))
    tail = tail.where(col(AuditLog.id) > after) if after is not None else tail
    proof.unsealed, proof.since = session.execute(tail).one()
    return proof


def _check(session: Session, before: AuditSeal | None, sealed: AuditSeal) -> list[Misfit]:
    """What does not fit in one link. Of the first, whatever has a lower id is part: there was nothing before it."""
    query = _log().where(col(AuditLog.id) <= sealed.last_id)
    if sealed.first_id != (before.last_id + 1 if before else 1):
        rows = _rows(session, query.where(col(AuditLog.id) >= sealed.first_id))
        return [Misfit("seal missing", sealed.id or 0, sealed.sealed_at), *_differences(sealed, rows)]
    rows = _rows(session, query.where(col(AuditLog.id) > before.last_id) if before else query)
    hashed = link(before.hash if before else START, sealed.first_id, sealed.last_id, sealed.sealed_at, rows)
    if (hashed, prints(rows), len(rows)) == (sealed.hash, sealed.prints, sealed.rows):
        return []
    return _differences(sealed, rows) or [Misfit("seal rewritten", sealed.id or 0, sealed.sealed_at)]


def _differences(sealed: AuditSeal, rows: list[LoggedRow]) -> list[Misfit]:
    try:
        return list(misfits(sealed.prints, rows))
    except (struct.error, OverflowError):  # the prints themselves were tampered with
        return []


def _last(session: Session) -> AuditSeal | None:
    return session.execute(select(AuditSeal).order_by(col(AuditSeal.last_id).desc()).limit(1)).scalar()


def _seals(session: Session) -> Iterator[AuditSeal]:
    """Every link, in order, one at a time."""
    query, after = select(AuditSeal).order_by(col(AuditSeal.last_id)).limit(1), None
    while True:
        found = session.execute(query.where(col(AuditSeal.last_id) > after) if after is not None else query).scalar()
        if found is None:
            return
        yield found
        after = found.last_id
        session.expunge(found)


def _log() -> Select[LoggedRow]:
    return select(*_ROWS).order_by(col(AuditLog.id))


def _rows(session: Session, query: Select[LoggedRow]) -> list[LoggedRow]:
    return [LoggedRow(*row) for row in session.execute(query)]


def _settled(session: Session) -> bool:
    """Whether all who were writing when this was called have ended: then no row can still come in before the newest.

    On PostgreSQL a row takes its number when it is written and is seen only once its transaction is committed, maybe
    after rows with higher numbers. Whoever writes holds a lock on the table until then, which tells them by name.
    On SQLite there is one writer, and that is the one who asks.
    """
    if session.get_bind().dialect.name == "sqlite":
        return True
    writing = set(session.execute(_WRITERS).scalars())
    for _ in range(_PATIENCE):
        if not writing:
            return True
        session.execute(text("SELECT pg_sleep(0.02)"))
        writing &= set(session.execute(_WRITERS).scalars())
    return not writing
