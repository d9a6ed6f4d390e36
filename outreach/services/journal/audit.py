"""The log of acts and the journal from which a person undoes."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import AuditLog, Entry
from outreach.actor import Actor
from outreach.rules.vocabulary.audit import Act, LoggedField, Subject


def note(
    session: Session, actor: Actor, act: str, subject: str, subject_id: int | None, now: datetime, *fields: str
) -> None:
    """Write down who did what to which row; ``fields`` are names, never values, or erasure would break the log.

    Act, subject and fields are words of ``vocabulary/audit.py``: with anything else this raises ValueError, so that
    no value of anybody's gets into what can never be changed again.
    """
    done, what, named = Act(act), Subject(subject), [LoggedField(field) for field in fields]
    session.add(
        AuditLog(
            at=now, person_id=actor.person_id or None, act=done.value, subject=what.value, subject_id=subject_id,
            fields=" ".join(named),
        )
    )  # fmt: skip


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
