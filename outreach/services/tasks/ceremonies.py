"""The day planned for a candidate's admission ceremony: setting it, moving it, taking it away."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models import Candidate
from outreach.actor import Actor
from outreach.errors import DueInPast, NoCeremonyPlanned
from outreach.rules.admission.checks import check_stage, check_step
from outreach.rules.admission.deadlines import Deadline, late
from outreach.rules.admission.stages import Step
from outreach.rules.candidate_code import code
from outreach.rules.tasks.due import ahead
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.services.admission import candidate_history, candidates
from outreach.services.admission.candidate_limits import confirmations
from outreach.services.journal import audit

_KIND = "ceremony"


@dataclass(frozen=True)
class Ceremony:
    """A ceremony planned for ``on``, before that for ``before``; ``late``: the limits that end earlier."""

    candidate_id: int
    on: date
    before: date | None
    late: tuple[Deadline, ...]


def check(session: Session, actor: Actor, candidate_id: int, today: date) -> Candidate:
    """The candidate, if a ceremony may follow at all.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownCandidate, CandidateErased: as ``candidates.find``.
        WayEnded, StageTaken, StageBehind, CeremonyBeforeDecision: there can be none, or none yet.

    """
    row = candidates.find(session, actor, candidate_id)
    check_stage(candidate_history.read(session, row), Stage.PROBATIONARY, today)
    return row


def plan(session: Session, actor: Actor, candidate_id: int, on: date, today: date) -> Ceremony:
    """What setting the day would come to. Later than the rules allow is possible, and told in ``late``.

    Raises:
        DueInPast: the day is over.
        CeremonyBeforeDecision and others: as ``check``, on that day.

    """
    row = check(session, actor, candidate_id, today)
    if on < today:
        raise DueInPast(on, ahead(on, today))
    history, step = candidate_history.read(session, row), Step(Stage.PROBATIONARY, on)
    check_step(history, step, on, confirmations(session))
    running = candidate_history.running(session, history, today)
    return Ceremony(candidate_id, on, row.ceremony_on, late(history, step, running.rules, running.calendar))


def put(
    session: Session, actor: Actor, candidate_id: int, on: date, today: date, now: datetime
) -> tuple[Ceremony, int]:  # fmt: skip
    """Set the day of the ceremony; with the id of the journal's entry, by which it is taken back.

    Raises:
        DueInPast, CeremonyBeforeDecision and others: as ``plan``.

    """
    planned = plan(session, actor, candidate_id, on, today)
    row = candidates.find(session, actor, candidate_id)
    row.ceremony_on = on
    session.add(row)
    audit.close(session, _KIND, candidate_id, now)
    entry = audit.enter(session, actor, _KIND, candidate_id, now)
    return planned, entry.id or 0


def drop(session: Session, actor: Actor, candidate_id: int, now: datetime) -> date:
    """Take the planned day away; the day it was.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownCandidate, CandidateErased: as ``candidates.find``.
        NoCeremonyPlanned: none was set.

    """
    row = candidates.find(session, actor, candidate_id)
    if row.ceremony_on is None:
        raise NoCeremonyPlanned(code(candidate_id))
    before, row.ceremony_on = row.ceremony_on, None
    session.add(row)
    audit.close(session, _KIND, candidate_id, now)
    audit.note(session, actor, "withdraw", _KIND, candidate_id, now)
    session.flush()
    return before


def undo(session: Session, actor: Actor, candidate_id: int, now: datetime) -> None:
    """Take back that a day was set, whatever day it was before.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownCandidate, CandidateErased: as ``candidates.find``.

    """
    del now
    row = candidates.find(session, actor, candidate_id)
    row.ceremony_on = None
    session.add(row)
    session.flush()


def planned_for(session: Session, actor: Actor, candidate_id: int) -> date | None:
    """The day that is planned, if one is.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownCandidate, CandidateErased: as ``candidates.find``.

    """
    return candidates.find(session, actor, candidate_id).ceremony_on
