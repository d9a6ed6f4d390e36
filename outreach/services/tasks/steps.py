"""What is done with a task: it is done, put off, moved, given to somebody else, or something holds it up.

Whoever acts is the one who answers for it, or leads the unit. The row is held until the commit: of two who press the
same button, the second is told that it is closed already.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from models import Candidate, Entry, NextStep, Postponed, Unit, Visit
from outreach.actor import Actor
from outreach.errors import (
    CannotUndo,
    DueInPast,
    HandOverOutOfScope,
    NotByHand,
    NothingThere,
    NotYourTask,
    TooLong,
)
from outreach.rules.tasks.defaults import LEGAL
from outreach.rules.tasks.due import ahead
from outreach.rules.tasks.ladder import CLIMBS
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.rules.vocabulary.terms import Obstacle
from outreach.services.journal import audit
from outreach.services.people.people import Member
from outreach.services.tasks import calendars, open_steps, tasks
from outreach.services.tasks import receivers as people_near
from outreach.services.units import visibility
from outreach.vault import vault_of

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Later:
    """The working day on which somebody is reminded again; the due day, where that lies ``beyond`` it."""

    until: date
    beyond: date | None


def done(session: Session, actor: Actor, key: str, today: date, now: datetime) -> Entry:
    """Close a step as done; the entry by which that can be undone.

    Raises:
        NothingThere, StepClosed, NotYourTask, NotByHand: as ``_step``.

    """
    row = _step(session, actor, key, today)
    row.closed_at, row.closed_as, row.closed_by_id = now, "done", actor.person_id
    session.add(row)
    _forget_postponed(session, key)
    return audit.enter(session, actor, "step_done", row.id or 0, now)


def reopen(session: Session, actor: Actor, step_id: int, now: datetime) -> NextStep:
    """Open again what was closed as done: what undoing that comes to.

    Raises:
        NothingThere: there is no such step, or it is neither the actor's nor of one of their units any more.
        CannotUndo: it is not closed as done any more, or the visit that it came from is withdrawn.

    """
    del now
    row = session.get(NextStep, step_id, with_for_update=True)
    if row is None or not (_is_owner(actor, row) or visibility.covers(session, actor.own, row.unit_id)):
        raise NothingThere
    visit = session.get(Visit, row.visit_id) if row.visit_id is not None else None
    if row.closed_as != "done" or (visit is not None and visit.withdrawn_at is not None):
        raise CannotUndo("changed")
    row.closed_at = row.closed_as = row.closed_by_id = None
    session.add(row)
    session.flush()
    return row


def check_movable(session: Session, actor: Actor, key: str, today: date) -> Task:
    """The step whose due day the actor may move.

    Raises:
        NothingThere, StepClosed, NotYourTask, NotByHand: as ``_step``.

    """
    return open_steps.task_of(_step(session, actor, key, today))


def move(session: Session, actor: Actor, key: str, due: date, today: date, now: datetime) -> Task:
    """Give a step another due day; whoever had put it off is reminded by the new one.

    Raises:
        DueInPast: the day is over.
        NothingThere, StepClosed, NotYourTask, NotByHand: as ``_step``.

    """
    row = _step(session, actor, key, today)
    if due < today:
        raise DueInPast(due, ahead(due, today))
    row.due = due
    session.add(row)
    _forget_postponed(session, key)
    audit.note(session, actor, "change", "step", row.id, now, "due")
    session.flush()
    return open_steps.task_of(row)


def postpone(session: Session, actor: Actor, key: str, until: date, today: date, now: datetime) -> Later:
    """Remind the actor again on ``until``, or the next working day, and not before; the due day stays.

    Of what the law asks for, when it is due at the latest.

    Raises:
        DueInPast: there is no day to come on which to remind.
        NothingThere, StepClosed: there is no such task for the actor.
        NotYourTask: it is not theirs to do.

    """
    task = tasks.find(session, actor, key, today)
    if not tasks.may_change(session, actor, task, today):
        raise NotYourTask
    if until <= today:
        raise DueInPast(until, ahead(until, today))
    if task.rule in LEGAL and task.due is not None:  # nobody silences the law's own clock beyond its limit
        until = max(min(until, task.due), today + timedelta(days=1))
    calendar = calendars.calendar(session)
    again = until if calendar.is_working(until) else calendar.next(until)
    session.merge(Postponed(person_id=actor.person_id or 0, task=key, until=again, postponed_at=now))
    session.flush()
    return Later(again, task.due if task.due is not None and again > task.due else None)


def receivers(session: Session, actor: Actor, key: str, today: date) -> list[Member]:
    """Those to whom the actor may give the task: the nearest first.

    Raises:
        NothingThere, StepClosed, NotYourTask, NotByHand: as ``hand_over``.

    """
    task = _to_hand_over(session, actor, key, today)
    return [one for one in people_near.receivers(session, actor, task.unit_id) if one.id != task.owner_id]


def colleagues(session: Session, actor: Actor) -> list[Member]:
    """Those but the actor to whom they may give something new."""
    return people_near.receivers(session, actor, actor.unit_id)


def hand_over(session: Session, actor: Actor, key: str, person_id: int, today: date, now: datetime) -> None:
    """Give a step, or the care of a candidate, to somebody else.

    Raises:
        HandOverOutOfScope: the person cannot do what belongs to the unit.
        NothingThere, StepClosed: there is no such task for the actor.
        NotYourTask: it is not theirs to give.
        NotByHand: it is of a kind that nobody is given.

    """
    task = _to_hand_over(session, actor, key, today)
    if not people_near.may_receive(session, actor, person_id, task.unit_id):
        raise HandOverOutOfScope(session.get_one(Unit, task.unit_id).code)
    row: NextStep | Candidate
    if task.rule is TaskRule.NEXT_STEP:
        subject, row = "step", session.get_one(NextStep, task.subject_id, with_for_update=True)
        row.person_sealed = None
    else:
        subject, row = "candidate", session.get_one(Candidate, task.subject_id, with_for_update=True)
    row.person_id = person_id
    session.add(row)
    _forget_postponed(session, key)  # given back one day, it is told again
    audit.note(session, actor, "change", subject, row.id, now, "person_id")
    session.flush()


def hold_up(session: Session, actor: Actor, key: str, kind: str | None, text: str, today: date, now: datetime) -> None:
    """Keep what holds a step up: a kind of obstacle, free words, or (neither) nothing any more.

    Raises:
        TooLong: the words have more than LONGEST_TEXT characters.
        NothingThere, StepClosed, NotYourTask, NotByHand: as ``_step``.

    """
    if len(text) > LONGEST_TEXT:
        raise TooLong(len(text), LONGEST_TEXT)
    row = _step(session, actor, key, today)
    row.held_kind = Obstacle(kind).value if kind else None
    row.held_sealed = vault_of(session).seal(text) if text else None
    row.held_at = now
    session.add(row)
    audit.note(session, actor, "change", "step", row.id, now, "held")
    session.flush()


def _step(session: Session, actor: Actor, key: str, today: date) -> NextStep:
    """The open step, held for the actor to change.

    Raises:
        NothingThere: there is no such task for the actor.
        NotByHand: it is no step.
        StepClosed: it is open no more.
        NotYourTask: it is another's, of a unit that the actor does not lead.

    """
    if not key.startswith(open_steps.PREFIX):
        raise NotByHand(tasks.find(session, actor, key, today).rule.value)
    row = tasks.step(session, actor, key, today, lock=True)
    if not tasks.may_change(session, actor, open_steps.task_of(row), today):
        raise NotYourTask
    return row


def _is_owner(actor: Actor, row: NextStep) -> bool:
    return actor.known and open_steps.task_of(row).owner_id == actor.person_id


def _to_hand_over(session: Session, actor: Actor, key: str, today: date) -> Task:
    task = tasks.find(session, actor, key, today)
    if task.rule not in CLIMBS:
        raise NotByHand(task.rule.value)
    if not tasks.may_change(session, actor, task, today):
        raise NotYourTask
    return task


def _forget_postponed(session: Session, key: str) -> None:
    session.execute(delete(Postponed).where(col(Postponed.task) == key))
