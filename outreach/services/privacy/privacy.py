"""What is kept on somebody: on whoever asks, and on a candidate of theirs, to be shown or given as a file."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import (
    Account,
    AdmissionEvent,
    AuditLog,
    Candidate,
    CandidateDocument,
    Consent,
    Enrolment,
    Enterprise,
    Entry,
    PartyClass,
    Person,
    Unit,
)
from outreach.actor import Actor
from outreach.errors import NamesBarred, NotInvited
from outreach.rules.admission.stages import Details
from outreach.rules.candidate_code import code
from outreach.services.admission import candidate_history, candidates
from outreach.services.journal import audit
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import visibility
from outreach.vault import Vault, vault_of

_LATEST = 8


@dataclass(frozen=True)
class Mine:
    """What is kept on the actor: accounts are the channels and the instants at which they were linked.

    The name is empty where names are forbidden on the channel.
    """

    name: str
    role: str
    unit: str
    language: str | None
    joined_at: datetime
    accounts: list[tuple[str, datetime]]
    entries: int


@dataclass(frozen=True)
class Happened:
    """Something entered of the way; ``details`` are what the stage asked for, ``withdrawn``: it counts no more."""

    kind: str
    stage: str | None
    day: date
    unit: str
    details: Details
    withdrawn: bool


@dataclass(frozen=True)
class Paper:
    """A paper of the dossier: present or not, and where it is kept."""

    kind: str
    present: bool
    dated: date | None
    place: str


@dataclass(frozen=True)
class Agreed:
    """A consent: when, how, to which text, and whether it has been taken back."""

    on: date
    how: str
    text_version: str
    withdrawn_on: date | None


@dataclass(frozen=True)
class Learnt:
    """A class that the candidate was in."""

    kind: str
    starts: date
    ends: date
    attended: bool | None
    certificate_on: date | None


@dataclass(frozen=True)
class Kept:
    """All that is kept on a candidate. ``reads``: how often somebody has read the name."""

    id: int
    name: str
    born: str
    phone: str
    sex: str | None
    object: str | None
    enterprise: str
    unit: str
    stage: str
    stage_on: date
    exit: str | None
    closed_on: date | None
    rule_set: str | None
    due: date | None
    entered_at: datetime
    consents: list[Agreed]
    events: list[Happened]
    papers: list[Paper]
    classes: list[Learnt]
    reads: int

    @property
    def code(self) -> str:
        """The code by which the candidate is named."""
        return code(self.id)


def mine(session: Session, actor: Actor, *, exported: bool = False) -> Mine:
    """What is kept on the actor, to be shown, or ``exported`` as a file.

    Raises:
        NotInvited: nothing is, but what they send now.
        NamesBarred: no file with names may go over this channel.

    """
    allowed = names_allowed(session, actor.channel)
    if exported and not allowed:
        raise NamesBarred("data")
    person = session.get(Person, actor.person_id) if actor.known else None
    if person is None:
        raise NotInvited
    accounts = select(Account.channel, Account.linked_at).where(Account.person_id == person.id)
    entries = select(func.count()).where(Entry.person_id == person.id, col(Entry.undone_at).is_(None))
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    return Mine(
        name=vault_of(session).show(person.name_sealed) if allowed else "",
        role=person.role,
        unit=unit.name if unit else "",
        language=person.language,
        joined_at=person.joined_at,
        accounts=[(channel, at) for channel, at in session.exec(accounts.order_by(col(Account.id)))],
        entries=session.exec(entries).one(),
    )


def kept(session: Session, actor: Actor, candidate_id: int, now: datetime, *, exported: bool = False) -> Kept:
    """All that is kept on a candidate of the actor's scope; that it was read (or ``exported``) is logged.

    Raises:
        NotAllowed, OnlyInPrivate: the actor is no member, or this is a group.
        UnknownCandidate, CandidateErased: as ``candidates.find``.
        NamesBarred: no name may go over this channel.

    """
    row = candidates.find(session, actor, candidate_id)
    if not names_allowed(session, actor.channel):
        raise NamesBarred("data")
    act = "export" if exported else "read"
    audit.note(session, actor, act, "candidate", candidate_id, now, "name", "phone", "born")
    return _gathered(session, row)


def latest(session: Session, actor: Actor) -> list[int]:
    """The ids of the candidates entered last in the actor's scope.

    Raises:
        NotAllowed, OnlyInPrivate: the actor may not work with candidates here.

    """
    candidates.check(actor)
    query = (
        select(Candidate.id)
        .where(visibility.within(col(Candidate.unit_id), actor.own), col(Candidate.anonymised_at).is_(None))
        .where(col(Candidate.withdrawn_at).is_(None))
        .order_by(col(Candidate.id).desc())
        .limit(_LATEST)
    )
    return [key for key in session.exec(query) if key is not None]


def reads(session: Session, candidate_id: int) -> int:
    """How often the name of a candidate has been read or given out."""
    query = select(func.count()).where(
        AuditLog.subject == "candidate",
        AuditLog.subject_id == candidate_id,
        col(AuditLog.act).in_(("read", "export")),
    )
    return session.exec(query).one()


def _gathered(session: Session, row: Candidate) -> Kept:
    key, vault = row.id or 0, vault_of(session)
    enterprise = session.get(Enterprise, row.enterprise_id) if row.enterprise_id else None
    return Kept(
        id=key,
        name=vault.show(row.name_sealed),
        born=vault.show(row.born_sealed),
        phone=vault.show(row.phone_sealed),
        sex=row.sex,
        object=row.object,
        enterprise=enterprise.name if enterprise else "",
        unit=session.get_one(Unit, row.unit_id).name,
        stage=row.stage,
        stage_on=row.stage_on,
        exit=row.exit,
        closed_on=row.closed_on,
        rule_set=row.rule_set,
        due=row.due,
        entered_at=row.entered_at,
        consents=_consents(session, key),
        events=_events(session, vault, key),
        papers=_papers(session, vault, key),
        classes=_classes(session, key),
        reads=reads(session, key),
    )


def _consents(session: Session, key: int) -> list[Agreed]:
    query = select(Consent).where(Consent.candidate_id == key).order_by(col(Consent.id))
    return [Agreed(one.given_on, one.how, one.text_version, one.withdrawn_on) for one in session.exec(query)]


def _events(session: Session, vault: Vault, key: int) -> list[Happened]:
    query = (
        select(AdmissionEvent, Unit.code)
        .join(Unit, col(Unit.id) == col(AdmissionEvent.unit_id))
        .where(AdmissionEvent.candidate_id == key)
        .order_by(col(AdmissionEvent.happened_on), col(AdmissionEvent.id))
    )
    return [
        Happened(
            one.kind, one.stage, one.happened_on, unit, candidate_history.details(vault, one),
            one.withdrawn_at is not None,
        )
        for one, unit in session.exec(query)
    ]  # fmt: skip


def _papers(session: Session, vault: Vault, key: int) -> list[Paper]:
    query = select(CandidateDocument).where(CandidateDocument.candidate_id == key).order_by(col(CandidateDocument.id))
    return [Paper(one.kind, one.present, one.dated, vault.show(one.place_sealed)) for one in session.exec(query)]


def _classes(session: Session, key: int) -> list[Learnt]:
    query = (
        select(PartyClass, Enrolment)
        .join(Enrolment, col(Enrolment.party_class_id) == col(PartyClass.id))
        .where(Enrolment.candidate_id == key, col(Enrolment.withdrawn_at).is_(None))
        .order_by(col(PartyClass.starts), col(PartyClass.id))
    )
    return [
        Learnt(one.kind, one.starts, one.ends, enrolment.attended, enrolment.certificate_on)
        for one, enrolment in session.exec(query)
    ]
