"""What has happened to a candidate, read from the events that count; and the row kept in step with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import AdmissionEvent, Candidate, CandidateDocument, Enrolment, PartyClass
from outreach.rules.admission.calendar import Calendar
from outreach.rules.admission.deadlines import Deadline, deadlines, nearest, rules_of
from outreach.rules.admission.limits import RuleSet
from outreach.rules.admission.stages import ORDER, Departure, Details, History, Step
from outreach.rules.vocabulary.admission_terms import ClassKind, DocumentKind, EventKind, Exit, Stage
from outreach.services.admission.candidate_limits import confirmations
from outreach.services.organisations import organisation_state
from outreach.services.tasks import calendars
from outreach.vault import KeyLostError, Vault, vault_of

_ON_THE_WAY = frozenset({EventKind.STAGE.value, EventKind.EXIT.value, EventKind.MOVE.value})


@dataclass(frozen=True)
class Running:
    """The rule set that a candidate keeps, with what is confirmed of it, and the time limits that run.

    ``calendar`` is the one by which they were counted.
    """

    rules: RuleSet
    deadlines: tuple[Deadline, ...]
    calendar: Calendar


def events(session: Session, candidate_id: int) -> list[AdmissionEvent]:
    """The events that count, in the order in which they were entered; the last is the one that can be corrected."""
    return _events(session, [candidate_id])[candidate_id]


def _events(session: Session, ids: Sequence[int]) -> defaultdict[int, list[AdmissionEvent]]:
    query = select(AdmissionEvent).where(
        col(AdmissionEvent.candidate_id).in_(ids),
        col(AdmissionEvent.withdrawn_at).is_(None),
        col(AdmissionEvent.kind).in_(_ON_THE_WAY),
    )
    found: defaultdict[int, list[AdmissionEvent]] = defaultdict(list)
    for row in session.exec(query.order_by(col(AdmissionEvent.id))):
        found[row.candidate_id].append(row)
    return found


def in_charge(session: Session, candidate: Candidate, day: date) -> int:
    """The unit that was in charge of the candidate on ``day``: what happened then counts for it (DOMAIN.md §3)."""
    known = events(session, candidate.id or 0)
    moves = [row for row in known if row.kind == EventKind.MOVE]
    if not any(row.happened_on > day for row in moves):
        return candidate.unit_id
    return next((row.unit_id for row in reversed(moves) if row.happened_on <= day), known[0].unit_id)


def read(session: Session, candidate: Candidate, without: int | None = None) -> History:
    """The history of a candidate, as the rules ask for it; ``without``: as if that event had not been."""
    return _read(session, [candidate], without)[candidate.id or 0]


def _read(session: Session, candidates: Sequence[Candidate], without: int | None = None) -> dict[int, History]:
    vault, ids = vault_of(session), [candidate.id or 0 for candidate in candidates]
    happened, dated, earned = _events(session, ids), _papers(session, ids), _certificates(session, ids)
    found = {}
    for candidate in candidates:
        key = candidate.id or 0
        rows = [row for row in happened[key] if row.id != without]
        steps = [step(vault, row) for row in rows if row.kind == EventKind.STAGE]
        left = [Departure(Exit(row.stage or ""), row.happened_on) for row in rows if row.kind == EventKind.EXIT]
        papers = dated[key]
        shown = [papers[DocumentKind.CERTIFICATE]] if DocumentKind.CERTIFICATE in papers else []
        found[key] = History(
            steps=tuple(sorted(steps, key=lambda one: ORDER.index(one.stage))),
            left=left[-1] if left else None,
            born=born(vault, candidate),
            certificates=(*earned[key], *shown),
            papers=papers,
        )
    return found


def step(vault: Vault, row: AdmissionEvent) -> Step:
    """The stage that an event entered, with its details; without them where the key is lost."""
    return Step(Stage(row.stage or ""), row.happened_on, details(vault, row))


def details(vault: Vault, row: AdmissionEvent) -> Details:
    """What was told with an event; nothing where the key is lost."""
    try:
        return Details.read(vault.open(row.details_sealed))
    except KeyLostError:
        return Details()


def born(vault: Vault, candidate: Candidate) -> int | None:
    """The year of birth; None where it is not known, or cannot be read any more."""
    try:
        year = vault.open(candidate.born_sealed)
    except KeyLostError:
        return None
    return int(year) if year else None


def running(session: Session, history: History, today: date) -> Running:
    """The rules that hold and the time limits that run for such a history."""
    rules, calendar = rules_of(history, today).confirmed(confirmations(session)), calendars.calendar(session)
    return Running(rules, deadlines(history, rules, calendar), calendar)


def settle(session: Session, candidate: Candidate, today: date) -> History:
    """Bring the row in step with the events: stage, exit, rule set, nearest time limit. Call it after every change.

    That is: of an event, of a paper, or of a certificate.
    """
    history = read(session, candidate)
    if candidate.anonymised_at is not None:  # what is left of somebody erased is a number, which nothing changes
        return history
    if history.last is not None:
        candidate.stage, candidate.stage_on = history.last.stage.value, history.last.on
    candidate.exit = history.left.exit.value if history.left else None
    candidate.closed_on = _closed_on(history)
    if candidate.closed_on is not None or history.reached(Stage.PROBATIONARY):
        candidate.ceremony_on = None
    current = running(session, history, today)
    candidate.rule_set = current.rules.name if history.reached(Stage.DOSSIER) else None
    _set_due(candidate, history, current.deadlines)
    session.add(candidate)
    session.flush()
    organisation_state.refresh_stage(session, candidate.enterprise_id, today)
    return history


def count_anew(session: Session, candidates: Sequence[Candidate], today: date) -> None:
    """Set the nearest time limit of each as the calendar has it now; nothing else of them depends on days off."""
    calendar = calendars.calendar(session)
    histories = _read(session, candidates)
    for candidate in candidates:
        history = histories[candidate.id or 0]
        _set_due(candidate, history, deadlines(history, rules_of(history, today), calendar))
        session.add(candidate)
    session.flush()


def _set_due(candidate: Candidate, history: History, running: tuple[Deadline, ...]) -> None:
    due = None if history.closed else nearest(running)
    candidate.due = due.due if due else None
    candidate.due_limit = due.limit.name.value if due else None
    candidate.unsettled = False


def _closed_on(history: History) -> date | None:
    if history.left:
        return history.left.on
    member = history.step(Stage.FULL_MEMBER)
    return member.on if member else None


def _certificates(session: Session, ids: Sequence[int]) -> defaultdict[int, list[date]]:
    """The days of certificates that no step and no paper tells: those of classes here."""
    learned = (
        select(col(Enrolment.candidate_id), col(Enrolment.certificate_on))
        .join(PartyClass, col(PartyClass.id) == col(Enrolment.party_class_id))
        .where(col(Enrolment.candidate_id).in_(ids), col(Enrolment.withdrawn_at).is_(None))
        .where(PartyClass.kind == ClassKind.AWARENESS_CLASS.value, col(Enrolment.certificate_on).is_not(None))
    )
    found: defaultdict[int, list[date]] = defaultdict(list)
    for candidate_id, day in session.exec(learned):
        found[candidate_id] += [day] if day is not None else []
    return found


def _papers(session: Session, ids: Sequence[int]) -> defaultdict[int, dict[DocumentKind, date]]:
    query = select(col(CandidateDocument.candidate_id), col(CandidateDocument.kind), col(CandidateDocument.dated))
    query = query.where(col(CandidateDocument.candidate_id).in_(ids), col(CandidateDocument.present))
    found: defaultdict[int, dict[DocumentKind, date]] = defaultdict(dict)
    for candidate_id, kind, day in session.exec(query):
        if day is not None:
            found[candidate_id][DocumentKind(kind)] = day
    return found
