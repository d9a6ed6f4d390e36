"""Undoing what a person entered: each kind of entry knows how it is taken back."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from models import Entry
from outreach.actor import Actor
from outreach.errors import NothingThere, NothingToUndo
from outreach.services import audit, figures, targets, visits

TakeBack = Callable[[Session, Actor, int, datetime], object]


def last(session: Session, actor: Actor) -> Entry:
    """The actor's last entry that has not been undone.

    Raises:
        NothingToUndo: there is none.

    """
    found = audit.recent(session, actor.person_id or 0, limit=1)
    if not found:
        raise NothingToUndo
    return found[0]


def undo(session: Session, actor: Actor, entry_id: int, now: datetime) -> Entry:
    """Take back the actor's own entry; it stays in the journal, marked.

    Raises:
        NothingThere: it is not the actor's, or has been undone.
        CannotUndo: too much rests on it by now.

    """
    entry = session.get(Entry, entry_id)
    if entry is None or entry.person_id != actor.person_id or entry.undone_at is not None:
        raise NothingThere
    TAKE_BACK[entry.kind](session, actor, entry.subject_id, now)
    entry.undone_at = now
    session.add(entry)
    audit.note(session, actor, "undo", entry.kind, entry.subject_id, now)
    session.flush()
    return entry


TAKE_BACK: Mapping[str, TakeBack] = {
    "visit": visits.withdraw,
    "target": targets.undo,
    "figure": figures.undo,
}
