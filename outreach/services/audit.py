"""The log of acts and the journal from which a person undoes."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import AuditLog, Entry
from outreach.actor import Actor


def note(
    session: Session, actor: Actor, act: str, subject: str, subject_id: int | None, now: datetime, *fields: str
) -> None:
    """Write down who did what to which row; ``fields`` are names, never values, or erasure would break the log."""
    person = actor.person_id or None
    session.add(
        AuditLog(at=now, person_id=person, act=act, subject=subject, subject_id=subject_id, fields=" ".join(fields))
    )


def enter(session: Session, actor: Actor, kind: str, subject_id: int, now: datetime) -> Entry:
    """Put a new entry into the person's journal, from which it can be undone; its id is known on return."""
    entry = Entry(person_id=actor.person_id or 0, kind=kind, subject_id=subject_id, entered_at=now)
    session.add(entry)
    session.flush()
    note(session, actor, "enter", kind, subject_id, now)
    return entry


def close(session: Session, kind: str, subject_id: int, now: datetime) -> None:
    """Take what is no longer in force off the journal, whichever way it went: there is nothing left to undo."""
    query = (
        update(Entry)
        .where(col(Entry.kind) == kind, col(Entry.subject_id) == subject_id, col(Entry.undone_at).is_(None))
        .values(undone_at=now)
    )
    session.execute(query, execution_options={"synchronize_session": False})


def reopen(session: Session, kind: str, subject_id: int) -> None:
    """Put what is in force again back into the journal."""
    query = update(Entry).where(col(Entry.kind) == kind, col(Entry.subject_id) == subject_id).values(undone_at=None)
    session.execute(query, execution_options={"synchronize_session": False})


def recent(session: Session, person_id: int, limit: int = 1) -> list[Entry]:
    """The person's entries that have not been undone, latest first."""
    query = (
        select(Entry)
        .where(Entry.person_id == person_id, col(Entry.undone_at).is_(None))
        .order_by(col(Entry.id).desc())
        .limit(limit)
    )
    return list(session.exec(query))
