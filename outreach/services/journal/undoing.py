"""Undoing what a person entered: each kind of entry knows how it is taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import SQLColumnExpression
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from models import (
    AdmissionEvent,
    Candidate,
    Entry,
    Handover,
    NextStep,
    OpeningFigure,
    OrganisationEvent,
    PartyClass,
    Proposal,
    Target,
    Visit,
)
from outreach.actor import Actor
from outreach.errors import NotAllowed, NothingThere, NothingToUndo, OnlyInPrivate
from outreach.services.admission import candidate_entry, candidate_events
from outreach.services.classes import party_classes
from outreach.services.journal import audit
from outreach.services.organisations import organisation_undoing
from outreach.services.people import handover
from outreach.services.progress import figures, targets
from outreach.services.tasks import ceremonies, planning, steps
from outreach.services.units import visibility
from outreach.services.visits import proposals, visits

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


def own(session: Session, actor: Actor, entry_id: int) -> Entry:
    """The actor's own entry that has not been undone.

    Raises:
        NothingThere: it is another's, or has been undone.
        OnlyInPrivate: the chat is a group that does not cover the entry's unit.

    """
    entry = session.get(Entry, entry_id)
    if entry is None or entry.person_id != actor.person_id or entry.undone_at is not None:
        raise NothingThere
    unit_id = session.exec(select(KINDS[entry.kind].unit_id).where(KINDS[entry.kind].id == entry.subject_id)).first()
    if unit_id is not None and not actor.private and not visibility.covers(session, actor.sees, unit_id):
        raise OnlyInPrivate("hoantac")
    return entry


def undo(session: Session, actor: Actor, entry_id: int, now: datetime) -> Entry:
    """Take back the actor's own entry; it stays in the journal, marked.

    Raises:
        NothingThere, OnlyInPrivate: as ``own``.
        NotAllowed: the actor has no longer the role in which it was entered.
        CannotUndo: too much rests on it by now.

    """
    entry = own(session, actor, entry_id)
    kind = KINDS[entry.kind]
    if not actor.at_least(kind.role):
        raise NotAllowed(kind.role)
    kind.take_back(session, actor, entry.subject_id, now)
    entry.undone_at = now
    session.add(entry)
    audit.note(session, actor, "undo", entry.kind, entry.subject_id, now)
    session.flush()
    return entry


@dataclass(frozen=True)
class EntryKind:
    """How entries of a kind are taken back, by whom, and where their unit stands."""

    id: Mapped[int | None]
    unit_id: SQLColumnExpression[int]
    role: str
    take_back: TakeBack


def _unit_of_proposal() -> SQLColumnExpression[int]:
    unit = select(Visit.unit_id).where(Visit.id == Proposal.visit_id)
    return unit.correlate(Proposal).scalar_subquery()


KINDS: Mapping[str, EntryKind] = {
    "handover": EntryKind(col(Handover.id), col(Handover.unit_id), "member", handover.undo),
    "visit": EntryKind(col(Visit.id), col(Visit.unit_id), "member", visits.undo),
    "answer": EntryKind(col(Proposal.id), _unit_of_proposal(), "admin", proposals.undo),
    "step": EntryKind(col(NextStep.id), col(NextStep.unit_id), "member", planning.take_back),
    "step_done": EntryKind(col(NextStep.id), col(NextStep.unit_id), "member", steps.reopen),
    "target": EntryKind(col(Target.id), col(Target.unit_id), "admin", targets.undo),
    "figure": EntryKind(col(OpeningFigure.id), col(OpeningFigure.unit_id), "lead", figures.undo),
    "candidate": EntryKind(col(Candidate.id), col(Candidate.unit_id), "member", candidate_entry.undo),
    "ceremony": EntryKind(col(Candidate.id), col(Candidate.unit_id), "member", ceremonies.undo),
    "admission": EntryKind(col(AdmissionEvent.id), col(AdmissionEvent.unit_id), "member", candidate_events.undo),
    "party_class": EntryKind(col(PartyClass.id), col(PartyClass.unit_id), "lead", party_classes.undo),
    "organisation_event": EntryKind(
        col(OrganisationEvent.id), col(OrganisationEvent.unit_id), "member", organisation_undoing.undo
    ),
}
