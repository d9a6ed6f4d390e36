"""A candidate's steps: entering a stage, leaving, moving to another unit; taking the last one back or correcting it.

Events are only ever added. One that was a mistake is marked withdrawn, and another says in its place what holds.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models import AdmissionEvent, Candidate, Unit
from outreach.actor import Actor
from outreach.errors import CandidateClosed, CannotUndo, NothingThere, SameUnit
from outreach.rules.admission import deadlines
from outreach.rules.admission.checks import check_day, check_exit, check_step
from outreach.rules.admission.deadlines import Deadline
from outreach.rules.admission.stages import Departure, Details, History, Step
from outreach.rules.candidate_code import code
from outreach.rules.vocabulary.admission_terms import EventKind, Stage
from outreach.services.admission import candidate_history, candidates
from outreach.services.admission.candidate_history import Running
from outreach.services.admission.candidate_limits import confirmations
from outreach.services.journal import audit
from outreach.services.units import units, visibility
from outreach.vault import vault_of

_ACTS = {EventKind.STAGE: "advance", EventKind.EXIT: "exit", EventKind.MOVE: "move"}


@dataclass(frozen=True)
class Written:
    """An event as it was written: what runs now, and the time limits that it met too late."""

    candidate_id: int
    entry_id: int
    history: History
    running: Running
    late: tuple[Deadline, ...] = ()

    @property
    def recognised_from(self) -> date | None:
        """The day from which full membership counts, once it is there."""
        if not self.history.reached(Stage.FULL_MEMBER):
            return None
        return deadlines.recognised_from(self.history, self.running.rules, self.running.calendar)


def plan(
    session: Session, actor: Actor, candidate_id: int, step: Step, today: date, corrects: int | None = None
) -> Written:
    """What entering ``step`` would come to; nothing is written. ``corrects``: in place of that event.

    Raises:
        UnknownCandidate: as ``candidates.find``.
        NothingThere: the event to be corrected is not the last one (any more), or not the actor's.
        A refusal of ``outreach.rules.admission.checks``.

    """
    candidate = candidates.find(session, actor, candidate_id)
    if corrects is not None:
        check_last(session, actor, candidate, corrects)
    before = candidate_history.read(session, candidate, without=corrects)
    check_step(before, step, today, confirmations(session))
    after = before.with_step(step)
    running = candidate_history.running(session, after, today)
    late = deadlines.late(before, step, running.rules, running.calendar)
    return Written(candidate_id, 0, after, running, late)


def advance(
    session: Session, actor: Actor, candidate_id: int, step: Step, today: date, now: datetime,
    corrects: int | None = None,
) -> Written:  # fmt: skip
    """Let the candidate enter a stage, for the unit in charge; ``corrects``: in place of that event, the last one.

    Raises:
        As ``plan``.

    """
    candidate = _locked(session, actor, candidate_id)
    planned = plan(session, actor, candidate_id, step, today, corrects)
    old = _last(session, actor, candidate, corrects) if corrects is not None else None
    row = _event(session, actor, candidate, EventKind.STAGE, step.on, now)
    row.stage = step.stage.value
    written = step.details.written()
    row.details_sealed = vault_of(session).seal(written) if step.details != Details() else None
    if old is not None:
        _replace(session, actor, row, old, now)
    return _write(session, actor, candidate, row, today, now, planned.late)


def leave(
    session: Session, actor: Actor, candidate_id: int, departure: Departure, today: date, now: datetime,
    note: str = "", corrects: int | None = None,
) -> Written:  # fmt: skip
    """Note that the candidate has left the way before its end.

    Raises:
        UnknownCandidate, NothingThere: as ``plan``.
        WayEnded, StepAhead, BeforePrevious: as ``checks.check_exit``.

    """
    candidate = _locked(session, actor, candidate_id)
    old = _last(session, actor, candidate, corrects) if corrects is not None else None
    check_exit(candidate_history.read(session, candidate, without=corrects), departure, today)
    row = _event(session, actor, candidate, EventKind.EXIT, departure.on, now)
    row.stage = departure.exit.value
    row.details_sealed = vault_of(session).seal(Details(reason=note).written()) if note else None
    if old is not None:
        _replace(session, actor, row, old, now)
    return _write(session, actor, candidate, row, today, now)


def move(
    session: Session, actor: Actor, candidate_id: int, unit_id: int, on: date, today: date, now: datetime
) -> Written:
    """Give the candidate to another unit of the committee; no clock begins anew.

    Raises:
        UnknownCandidate: as ``candidates.find``.
        UnknownUnit: there is no such open unit in the committee.
        SameUnit: they are there already.
        CandidateClosed: they are on the way no more.
        StepAhead: the day has not come.

    """
    candidate = _locked(session, actor, candidate_id)
    unit = units.get(session, visibility.committee(session, actor.own), unit_id)
    if candidate.unit_id == unit_id:
        raise SameUnit(unit.code)
    if candidate.closed_on is not None:
        raise CandidateClosed(code(candidate_id))
    check_day(on, today)
    candidate.unit_id = unit_id
    row = _event(session, actor, candidate, EventKind.MOVE, on, now)
    row.unit_id = unit_id
    return _write(session, actor, candidate, row, today, now)


def last(session: Session, actor: Actor, candidate_id: int) -> AdmissionEvent:
    """The last event of the candidate: the one that can be corrected or taken back.

    Raises:
        UnknownCandidate: as ``candidates.find``.
        NothingThere: there is none.

    """
    return _last(session, actor, candidates.find(session, actor, candidate_id), None)


def check_last(session: Session, actor: Actor, candidate: Candidate, event_id: int) -> None:
    """Pass if the event is the candidate's last one, and the actor's to change.

    Raises:
        NothingThere: otherwise.

    """
    _last(session, actor, candidate, event_id)


def undo(session: Session, actor: Actor, event_id: int, now: datetime) -> Candidate:
    """Take the event back; one that was a correction gives way again to what it corrected.

    Raises:
        NothingThere: there is no such event that the actor may take back.
        CannotUndo: other events rest on it, or the unit from which the candidate was moved is there no more.

    """
    row = _own(session, actor, event_id)
    candidate = session.get_one(Candidate, row.candidate_id, with_for_update=True)
    known = candidate_history.events(session, row.candidate_id)
    if known[-1].id != row.id or len(known) == 1:
        raise CannotUndo("in_use")
    if row.kind == EventKind.MOVE:
        moves = [one.unit_id for one in known[:-1] if one.kind == EventKind.MOVE]
        _move_back(session, candidate, moves[-1] if moves else known[0].unit_id)
    if not visibility.covers(session, actor.own, candidate.unit_id):  # whoever has gone to another unit since
        raise NothingThere
    revoked = _event(session, actor, candidate, EventKind.REVOKED, row.happened_on, now)
    _replace(session, actor, revoked, row, now)
    if row.corrects_id is not None:
        _restore(session, session.get_one(AdmissionEvent, row.corrects_id), actor, now)
    candidate_history.settle(session, candidate, now.date())
    audit.note(session, actor, "undo", "candidate", candidate.id, now, "stage")
    return candidate


def _locked(session: Session, actor: Actor, candidate_id: int) -> Candidate:
    """The candidate, whose way nobody else can write on until the commit."""
    candidate = candidates.find(session, actor, candidate_id)
    session.refresh(candidate, with_for_update=True)
    return candidate


def _last(session: Session, actor: Actor, candidate: Candidate, event_id: int | None) -> AdmissionEvent:
    """The last event; ``event_id`` is the one that it should be, to be changed by the actor."""
    known = candidate_history.events(session, candidate.id or 0)
    if not known or event_id not in (None, known[-1].id):
        raise NothingThere
    return known[-1] if event_id is None else _own(session, actor, event_id)


def _own(session: Session, actor: Actor, event_id: int) -> AdmissionEvent:
    """The event, if the actor may take it back: their own, or for a lead any of the actor's units."""
    row = session.get(AdmissionEvent, event_id)
    if row is None or row.withdrawn_at is not None or row.kind == EventKind.REVOKED:
        raise NothingThere
    if row.entered_by_id == actor.person_id:
        return row
    if not (actor.at_least("lead") and visibility.covers(session, actor.own, row.unit_id)):
        raise NothingThere
    return row


def _event(
    session: Session, actor: Actor, candidate: Candidate, kind: EventKind, on: date, now: datetime
) -> AdmissionEvent:
    row = AdmissionEvent(
        candidate_id=candidate.id or 0, kind=kind.value, happened_on=on,
        unit_id=candidate_history.in_charge(session, candidate, on), object=candidate.object, sex=candidate.sex,
        entered_by_id=actor.person_id or 0, entered_at=now,
    )  # fmt: skip
    session.add(row)
    return row


def _replace(session: Session, actor: Actor, row: AdmissionEvent, old: AdmissionEvent, now: datetime) -> None:
    """Let ``row`` stand in the place of ``old``, which counts no more; it stays with the unit of that day."""
    row.corrects_id = old.id
    if row.kind == old.kind:
        row.unit_id = old.unit_id
    old.withdrawn_at, old.withdrawn_by_id = now, actor.person_id
    session.add(old)
    audit.close(session, "admission", old.id or 0, now)


def _restore(session: Session, corrected: AdmissionEvent, actor: Actor, now: datetime) -> None:
    """Say again what was corrected: as an event of its own, since what was withdrawn stays so.

    What it had corrected itself it does so again, and nothing else: or taking it back would bring the correction back.
    """
    again = AdmissionEvent(**corrected.model_dump(exclude={"id", "withdrawn_at", "withdrawn_by_id"}))
    again.entered_at, again.entered_by_id = now, actor.person_id or 0
    session.add(again)
    session.flush()


def _move_back(session: Session, candidate: Candidate, unit_id: int) -> None:
    former = session.get_one(Unit, unit_id)
    if former.valid_to is not None:
        raise CannotUndo("changed")
    candidate.unit_id = unit_id


def _write(
    session: Session, actor: Actor, candidate: Candidate, row: AdmissionEvent, today: date, now: datetime,
    late: tuple[Deadline, ...] = (),
) -> Written:  # fmt: skip
    session.flush()
    history = candidate_history.settle(session, candidate, today)
    entry = audit.enter(session, actor, "admission", row.id or 0, now)
    act = "correct" if row.corrects_id else _ACTS[EventKind(row.kind)]
    field = {EventKind.EXIT: "exit", EventKind.MOVE: "unit"}.get(EventKind(row.kind), "stage")
    audit.note(session, actor, act, "candidate", candidate.id, now, field)
    running = candidate_history.running(session, history, today)
    return Written(candidate.id or 0, entry.id or 0, history, running, late)
