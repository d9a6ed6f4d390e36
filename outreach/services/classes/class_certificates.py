"""What certificates of a class do to the way of those who get one, or lose one. Only an awareness class's do anything.

A certificate of it starts its time of validity (60 months, DOMAIN §4), and lets whose next stage the class is enter it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from models import Candidate, PartyClass
from outreach.actor import Actor
from outreach.errors import DomainError
from outreach.rules.admission.limits import Limit, LimitName, in_force
from outreach.rules.admission.stages import Details, Step
from outreach.rules.class_register import Change
from outreach.rules.vocabulary.admission_terms import ClassKind, EventKind, Stage
from outreach.services.admission import candidate_events, candidate_history, candidate_limits
from outreach.services.tasks import calendars
from outreach.vault import vault_of


@dataclass(frozen=True)
class Effect:
    """Who enters the stage of the class, on which step; who leaves it again, by the event that is taken back.

    ``valid``: how long the certificates hold, and until when.
    """

    entering: Mapping[int, Step] = field(default_factory=dict)
    leaving: Mapping[int, int] = field(default_factory=dict)
    valid: tuple[Limit, date] | None = None


def effect(session: Session, actor: Actor, row: PartyClass, change: Change, today: date) -> Effect:
    """What the change would do beside the register; nothing is written."""
    if row.kind != ClassKind.AWARENESS_CLASS:
        return Effect()
    steps = {each: _step(session, actor, row, each, change.certificate_on, today) for each in change.certified}
    events = {each: _event(session, actor, row, each, change) for each in change.uncertified}
    return Effect(
        {each: step for each, step in steps.items() if step is not None},
        {each: event for each, event in events.items() if event is not None},
        _validity(session, change.certificate_on) if change.certificate_on is not None else None,
    )


def carry_out(session: Session, actor: Actor, change: Change, planned: Effect, today: date, now: datetime) -> None:
    """Let the candidates enter or leave the stage, once the register is written."""
    for candidate_id, step in planned.entering.items():
        candidate_events.advance(session, actor, candidate_id, step, today, now)
    for event_id in planned.leaving.values():
        candidate_events.undo(session, actor, event_id, now)
    for candidate_id in {*change.certified, *change.uncertified} - {*planned.entering, *planned.leaving}:
        candidate_history.settle(session, session.get_one(Candidate, candidate_id), today)


def _step(
    session: Session, actor: Actor, row: PartyClass, candidate_id: int, given_on: date | None, today: date
) -> Step | None:
    """The step into the stage of the class, on its last day; None where it is not the next, or not allowed."""
    candidate = session.get_one(Candidate, candidate_id)
    if candidate.stage != Stage.SYMPATHISER or candidate.closed_on is not None:
        return None
    step = Step(Stage.AWARENESS_CLASS, row.ends, Details(certificate_on=given_on))
    try:
        candidate_events.plan(session, actor, candidate_id, step, today)
    except DomainError:  # a day before the stage before, for one: the certificate is noted all the same
        return None
    return step


def _event(session: Session, actor: Actor, row: PartyClass, candidate_id: int, change: Change) -> int | None:
    """The last event of the candidate, if it is the step that the certificate had brought."""
    last = candidate_events.last(session, actor, candidate_id)
    if last.kind != EventKind.STAGE or last.stage != Stage.AWARENESS_CLASS or last.happened_on != row.ends:
        return None
    told = candidate_history.details(vault_of(session), last)
    return last.id if told.certificate_on == change.book.seats[candidate_id].certificate_on else None


def _validity(session: Session, given_on: date) -> tuple[Limit, date]:
    limit = in_force(given_on).confirmed(candidate_limits.confirmations(session))[LimitName.CERTIFICATE]
    return limit, limit.due(given_on, calendars.calendar(session))
