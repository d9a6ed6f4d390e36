"""All that may be shown of one candidate, gathered for the card."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import AdmissionEvent, Candidate, Consent, Enrolment, Enterprise, PartyClass, Unit
from outreach.actor import Actor
from outreach.errors import NothingThere
from outreach.rules.admission.deadlines import Deadline, recognised_from
from outreach.rules.admission.limits import RuleSet
from outreach.rules.admission.stages import Details, History
from outreach.rules.vocabulary.admission_terms import DocumentKind, EventKind
from outreach.services.admission import candidate_history, candidate_papers, candidates
from outreach.services.admission.candidate_papers import Paper
from outreach.services.journal import audit
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import visibility
from outreach.vault import UNREADABLE, KeyLostError, vault_of


@dataclass(frozen=True)
class Past:
    """Something that has happened: a stage entered, an exit, or a move to ``unit``."""

    id: int
    kind: EventKind
    stage: str | None
    on: date
    unit: str
    details: Details


@dataclass(frozen=True)
class Attended:
    """A class in which the candidate is or was enrolled."""

    class_id: int
    kind: str
    ends: date
    certificate_on: date | None


@dataclass(frozen=True)
class Card:
    """A candidate as the actor may see them here; name and telephone are empty where they may not be shown."""

    id: int
    name: str
    phone: str
    born: int | None
    object: str | None
    sex: str | None
    enterprise: str
    unit: str
    stage: str
    exit: str | None
    open: bool
    consent: tuple[date, str, str] | None
    past: list[Past]
    rules: RuleSet
    deadlines: tuple[Deadline, ...]
    recognised_from: date | None
    papers: list[Paper]
    classes: list[Attended]
    history: History


def card(session: Session, actor: Actor, candidate_id: int, today: date, now: datetime) -> Card:
    """The card of a candidate; that name and telephone were read is logged.

    Raises:
        NotAllowed, OnlyInPrivate, UnknownCandidate: as ``candidates.find``.

    """
    row = candidates.find(session, actor, candidate_id)
    history = candidate_history.read(session, row)
    current = candidate_history.running(session, history, today)
    return Card(
        id=candidate_id,
        name=candidates.name(session, actor, row, now),
        phone=phone(session, actor, row, now),
        born=history.born,
        object=row.object,
        sex=row.sex,
        enterprise=_enterprise(session, row),
        unit=session.get_one(Unit, row.unit_id).code,
        stage=row.stage,
        exit=row.exit,
        open=row.closed_on is None,
        consent=_consent(session, candidate_id),
        past=[past(session, one, actor.channel) for one in candidate_history.events(session, candidate_id)],
        rules=current.rules,
        deadlines=current.deadlines,
        recognised_from=recognised_from(history, current.rules, current.calendar),
        papers=_papers(session, actor, candidate_id, history),
        classes=_classes(session, candidate_id),
        history=history,
    )


def _enterprise(session: Session, row: Candidate) -> str:
    return session.get_one(Enterprise, row.enterprise_id).name if row.enterprise_id else ""


def _papers(session: Session, actor: Actor, candidate_id: int, history: History) -> list[Paper]:
    """The papers; a certificate that a step or a class tells of is there, whether or not it was noted as a paper."""
    known, earned = candidate_papers.listed(session, actor, candidate_id), history.earned()
    certificate = DocumentKind.CERTIFICATE
    if not names_allowed(session, actor.channel):  # people write names into what is typed freely
        known = [replace(one, place="") for one in known]
    return [
        replace(one, present=True, dated=one.dated or earned[-1]) if one.kind is certificate and earned else one
        for one in known
    ]


def phone(session: Session, actor: Actor, row: Candidate, now: datetime) -> str:
    """The telephone number, as ``candidates.name`` gives the name."""
    if row.phone_sealed is None or not names_allowed(session, actor.channel):
        return ""
    try:
        number = vault_of(session).open(row.phone_sealed)
    except KeyLostError:
        return UNREADABLE
    audit.note(session, actor, "read", "candidate", row.id, now, "phone")
    return number


def described(session: Session, actor: Actor, event_id: int) -> tuple[int, Past]:
    """An event of the actor's own journal, and whose: for the line that describes it there. No name is read.

    In a group, or where the candidate is not the actor's any more, without its details: people write names into
    what is typed freely.

    Raises:
        NothingThere: there is no such event any more.

    """
    row = session.get(AdmissionEvent, event_id)
    if row is None or row.withdrawn_at is not None or row.entered_by_id != actor.person_id:
        raise NothingThere
    told = past(session, row, actor.channel)
    unit_id = session.get_one(Candidate, row.candidate_id).unit_id
    open_to = actor.private and visibility.covers(session, actor.own, unit_id)
    return row.candidate_id, told if open_to else replace(told, details=Details())


def past(session: Session, row: AdmissionEvent, channel: str) -> Past:
    """An event, read for being shown; without free words where names are forbidden on the channel."""
    details = candidate_history.details(vault_of(session), row)
    if not names_allowed(session, channel):
        details = replace(details, reason="")
    unit = session.get_one(Unit, row.unit_id).code
    return Past(row.id or 0, EventKind(row.kind), row.stage, row.happened_on, unit, details)


def _consent(session: Session, candidate_id: int) -> tuple[date, str, str] | None:
    query = select(Consent).where(Consent.candidate_id == candidate_id, col(Consent.withdrawn_on).is_(None))
    row = session.exec(query.order_by(col(Consent.id).desc())).first()
    return (row.given_on, row.how, row.text_version) if row else None


def _classes(session: Session, candidate_id: int) -> list[Attended]:
    query = (
        select(col(PartyClass.id), col(PartyClass.kind), col(PartyClass.ends), col(Enrolment.certificate_on))
        .join(PartyClass, col(PartyClass.id) == col(Enrolment.party_class_id))
        .where(Enrolment.candidate_id == candidate_id)
        .where(col(Enrolment.withdrawn_at).is_(None), col(PartyClass.withdrawn_at).is_(None))
        .order_by(col(PartyClass.ends), col(PartyClass.id))
    )
    return [Attended(number or 0, kind, ends, day) for number, kind, ends, day in session.exec(query)]
