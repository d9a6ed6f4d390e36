"""What has happened to a candidate, read from the events that count; and the row kept in step with them."""

from collections.abc import Mapping
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
from outreach.vault import KeyLostError, Vault, vault_of

CALENDAR = Calendar()
_ON_THE_WAY = frozenset({EventKind.STAGE.value, EventKind.EXIT.value, EventKind.MOVE.value})


@dataclass(frozen=True)
class Running:
    """The rule set that a candidate keeps, with what is confirmed of it, and the time limits that run."""

    rules: RuleSet
    deadlines: tuple[Deadline, ...]


def events(session: Session, candidate_id: int) -> list[AdmissionEvent]:
    """The events that count, in the order in which they were entered; the last is the one that can be corrected."""
    query = select(AdmissionEvent).where(
        AdmissionEvent.candidate_id == candidate_id,
        col(AdmissionEvent.withdrawn_at).is_(None),
        col(AdmissionEvent.kind).in_(_ON_THE_WAY),
    )
    return list(session.exec(query.order_by(col(AdmissionEvent.id))))


def in_charge(session: Session, candidate: Candidate, day: date) -> int:
    """The unit that was in charge of the candidate on ``day``: what happened then counts for it (DOMAIN.md §3)."""
    known = events(session, candidate.id or 0)
    moves = [row for row in known if row.kind == EventKind.MOVE]
    if not any(row.happened_on > day for row in moves):
        return candidate.unit_id
    return next((row.unit_id for row in reversed(moves) if row.happened_on <= day), known[0].unit_id)


def read(session: Session, candidate: Candidate, without: int | None = None) -> History:
    """The history of a candidate, as the rules ask for it; ``without``: as if that event had not been."""
    vault = vault_of(session)
    rows = [row for row in events(session, candidate.id or 0) if row.id != without]
    steps = [step(vault, row) for row in rows if row.kind == EventKind.STAGE]
    papers = _papers(session, candidate.id or 0)
    left = [Departure(Exit(row.stage or ""), row.happened_on) for row in rows if row.kind == EventKind.EXIT]
    return History(
        steps=tuple(sorted(steps, key=lambda one: ORDER.index(one.stage))),
        left=left[-1] if left else None,
        born=born(vault, candidate),
        certificates=_certificates(session, candidate.id or 0, papers),
        papers=papers,
    )


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
    rules = rules_of(history, today).confirmed(confirmations(session))
    return Running(rules, deadlines(history, rules, CALENDAR))


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
    current = running(session, history, today)
    candidate.rule_set = current.rules.name if history.reached(Stage.DOSSIER) else None
    due = None if history.closed else nearest(current.deadlines)
    candidate.due = due.due if due else None
    candidate.due_limit = due.limit.name.value if due else None
    session.add(candidate)
    session.flush()
    organisation_state.refresh_stage(session, candidate.enterprise_id, today)
    return history


def _closed_on(history: History) -> date | None:
    if history.left:
        return history.left.on
    member = history.step(Stage.FULL_MEMBER)
    return member.on if member else None


def _certificates(session: Session, candidate_id: int, papers: Mapping[DocumentKind, date]) -> tuple[date, ...]:
    """The days of certificates that no step tells: of classes here, and of the paper itself."""
    learned = (
        select(col(Enrolment.certificate_on))
        .join(PartyClass, col(PartyClass.id) == col(Enrolment.party_class_id))
        .where(Enrolment.candidate_id == candidate_id, col(Enrolment.withdrawn_at).is_(None))
        .where(PartyClass.kind == ClassKind.AWARENESS_CLASS.value, col(Enrolment.certificate_on).is_not(None))
    )
    shown = [papers[DocumentKind.CERTIFICATE]] if DocumentKind.CERTIFICATE in papers else []
    return (*(day for day in session.exec(learned) if day is not None), *shown)


def _papers(session: Session, candidate_id: int) -> dict[DocumentKind, date]:
    query = select(col(CandidateDocument.kind), col(CandidateDocument.dated)).where(
        CandidateDocument.candidate_id == candidate_id, col(CandidateDocument.present)
    )
    return {DocumentKind(kind): day for kind, day in session.exec(query) if day is not None}
