"""Erasing a person and keeping the counts: at their wish, or once they have been closed long enough (DOMAIN.md §5).

What stays of a candidate is a number that counts: unit, stages and their days, object and sex of the events, and that
there was a consent, and when it was withdrawn.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from models import AdmissionEvent, Candidate, CandidateDocument, Consent, Entry
from models.db import scrub
from outreach.actor import OPERATOR, Actor
from outreach.rules.mentions import Identity
from outreach.services.admission import candidate_names, candidates
from outreach.services.journal import audit
from outreach.services.privacy import mentions, privacy_requests, traces
from outreach.services.privacy.mentions import Mention
from outreach.vault import KeyLostError, vault_of


@dataclass(frozen=True)
class Erased:
    """What was done: the visits whose notes were ``blotted``, and those that ``still`` name the person."""

    candidate_id: int
    blotted: int
    still: list[Mention]


def mentioned(session: Session, actor: Actor, candidate_id: int) -> list[Mention]:
    """The visits to the candidate's enterprise, and of the units in charge of them, whose free words name them.

    Raises:
        As ``candidates.find``.

    """
    candidate = candidates.find(session, actor, candidate_id)
    return mentions.find(session, actor, candidate, _identity(session, candidate))


def erase(session: Session, actor: Actor, candidate_id: int, today: date, now: datetime, *, notes: bool) -> Erased:
    """Take the consent back and erase the person everywhere; with ``notes`` in the notes of visits as well.

    It cannot be undone. An open candidate is closed on ``today``: nobody can follow further who is not known.

    Raises:
        As ``candidates.find``.

    """
    candidate = candidates.find(session, actor, candidate_id)
    session.refresh(candidate, with_for_update=True)  # nothing is entered for them meanwhile
    who = _identity(session, candidate)
    blotted = mentions.blot(session, actor, candidate, who, now, everywhere=True) if notes else 0
    still = mentions.find(session, actor, candidate, who)
    given = (col(Consent.candidate_id) == candidate_id, col(Consent.withdrawn_on).is_(None))
    session.execute(update(Consent).where(*given).values(withdrawn_on=today))
    audit.note(session, actor, "withdraw", "candidate", candidate_id, now, "consent")
    _forget(session, candidate, who, today, now)
    audit.note(session, actor, "erase", "candidate", candidate_id, now)
    privacy_requests.settle(session, actor, candidate_id, now)
    return Erased(candidate_id, blotted, still)


def anonymise(session: Session, candidate: Candidate, today: date, now: datetime) -> None:
    """Erase a person who has been closed long enough; nobody asked for it, so the consent is not withdrawn."""
    who = _identity(session, candidate)
    mentions.blot(session, OPERATOR, candidate, who, now, everywhere=False)
    _forget(session, candidate, who, today, now)
    audit.note(session, OPERATOR, "anonymise", "candidate", candidate.id, now)
    privacy_requests.settle(session, OPERATOR, candidate.id or 0, now)


def _identity(session: Session, candidate: Candidate) -> Identity:
    vault = vault_of(session)
    try:
        return Identity(candidate.id or 0, vault.open(candidate.name_sealed), vault.open(candidate.phone_sealed))
    except KeyLostError:  # nobody can read the name, so nothing that holds it can be found by it
        return Identity(candidate.id or 0)


def _forget(session: Session, candidate: Candidate, who: Identity, today: date, now: datetime) -> None:
    mentions.blot_plans(session, OPERATOR, candidate, who, now)
    traces.clear(session, candidate, who, now)
    candidate_names.drop(session, candidate)
    candidate.phone_sealed = None
    candidate.enterprise_id = None  # in a small one, stage and sex would tell who it was
    candidate.object = candidate.sex = None
    candidate.due = candidate.due_limit = None
    candidate.person_id = candidate.ceremony_on = None
    candidate.closed_on = candidate.closed_on or today
    candidate.anonymised_at = now
    session.add(candidate)
    mine = select(AdmissionEvent.id).where(AdmissionEvent.candidate_id == candidate.id)
    details = update(AdmissionEvent).where(col(AdmissionEvent.candidate_id) == candidate.id)
    session.execute(details.values(details_sealed=None))
    session.execute(delete(CandidateDocument).where(col(CandidateDocument.candidate_id) == candidate.id))
    audit.close(session, "candidate", candidate.id or 0, now)
    steps = (col(Entry.kind) == "admission", col(Entry.subject_id).in_(mine), col(Entry.undone_at).is_(None))
    session.execute(update(Entry).where(*steps).values(undone_at=now))
    session.flush()
    scrub(session)
