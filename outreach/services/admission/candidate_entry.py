"""Entering a candidate after they have agreed; changing what is known of them; taking a mistaken entry back."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import AdmissionEvent, Candidate, CandidateDocument, Consent, Enrolment, PrivacyRequest
from outreach.actor import Actor
from outreach.errors import (
    CandidateTaken,
    CannotUndo,
    ConsentNeeded,
    ConsentTooLate,
    MissingPart,
    NamesForbidden,
    NothingThere,
    UnknownEnterprise,
)
from outreach.rules.admission.checks import check_age, check_step
from outreach.rules.admission.limits import in_force
from outreach.rules.admission.stages import Details, History, Step
from outreach.rules.candidate_code import code
from outreach.rules.candidate_consent import CONSENT_VERSION
from outreach.rules.candidate_line import CandidateDraft
from outreach.rules.vocabulary.admission_terms import EventKind
from outreach.rules.vocabulary.candidates import NEW_EXAMPLE
from outreach.services.admission import candidate_history, candidate_names, candidates
from outreach.services.admission.candidate_limits import confirmations
from outreach.services.enterprises import enterprise_changes, enterprises
from outreach.services.journal import audit
from outreach.services.organisations import organisation_state
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.units import units, visibility
from outreach.vault import vault_of


@dataclass(frozen=True)
class Added:
    """A candidate as they were entered, and the entry by which that can be undone."""

    candidate_id: int
    entry_id: int


def check_channel(session: Session, actor: Actor) -> None:
    """Refuse to take a name where names are forbidden on the channel.

    Raises:
        NotAllowed, OnlyInPrivate: as ``candidates.check``.
        NamesForbidden: they are.

    """
    candidates.check(actor)
    if not names_allowed(session, actor.channel):
        raise NamesForbidden


def check(session: Session, draft: CandidateDraft, first: Step, today: date) -> None:
    """Raise what ``add`` would about the person themselves, without writing anything."""
    if draft.consent_on is None or draft.consent_how is None:
        raise ConsentNeeded
    consent_on = date.fromisoformat(draft.consent_on)
    if consent_on > today:
        raise ConsentTooLate(consent_on)
    if not draft.name or draft.born is None:
        raise MissingPart("name" if not draft.name else "birth year", NEW_EXAMPLE)
    check_born(session, draft.born, today)
    check_step(History(born=draft.born), first, today, confirmations(session))


def check_born(session: Session, born: int, today: date) -> None:
    """Raises TooYoung for whoever cannot be of age on ``today`` yet."""
    check_age(born, today, in_force(today).confirmed(confirmations(session)))


def add(
    session: Session, actor: Actor, draft: CandidateDraft, enterprise_id: int | None, first: Step, today: date,
    now: datetime, *, another: bool = False,
) -> Added:  # fmt: skip
    """Enter somebody who has agreed, standing in the stage of ``first``, for the unit in charge of the enterprise.

    ``another``: somebody else of the same name and birth year may be there already.

    Raises:
        NotAllowed, OnlyInPrivate, NamesForbidden: as ``check_channel``.
        ConsentNeeded, ConsentTooLate: there is no consent; it is said to be of a day to come.
        MissingPart: name or birth year is missing.
        TooYoung, StepAhead, StagesSkipped: the rules of admission.
        UnknownEnterprise: there is no such enterprise in the actor's committee.
        CandidateTaken: there is an open one of this name and birth year in the enterprise.

    """
    check_channel(session, actor)
    check(session, draft, first, today)
    name, born = draft.name or "", draft.born or 0
    unit_id = _unit(session, actor, enterprise_id)
    units.hold(session, unit_id)
    same = candidate_names.same(session, actor, enterprise_id, name, born)
    if same is not None and not another:
        raise CandidateTaken(code(same.id or 0))
    candidate = Candidate(
        unit_id=unit_id, enterprise_id=enterprise_id, stage=first.stage.value,
        stage_on=first.on, person_id=actor.person_id, entered_by_id=actor.person_id or 0, entered_at=now,
    )  # fmt: skip
    session.add(candidate)
    session.flush()
    _fill(session, candidate, draft)
    session.add(_consent(actor, candidate, draft, now))
    session.add(_first_event(session, actor, candidate, first, now))
    candidate_history.settle(session, candidate, today)
    entry = audit.enter(session, actor, "candidate", candidate.id or 0, now)
    return Added(candidate.id or 0, entry.id or 0)


def change(
    session: Session, actor: Actor, candidate_id: int, draft: CandidateDraft, enterprise_id: int | None, today: date,
    now: datetime,
) -> None:  # fmt: skip
    """Correct what is known of a candidate: everything that ``draft`` says, and where they work.

    Raises:
        UnknownCandidate: as ``candidates.find``.
        NamesForbidden, TooYoung, UnknownEnterprise: as ``add``.

    """
    check_channel(session, actor)
    candidate = candidates.find(session, actor, candidate_id)
    if draft.born is not None:
        check_born(session, draft.born, today)
    if enterprise_id != candidate.enterprise_id and enterprise_id is not None:
        _unit(session, actor, enterprise_id)
    changed, former = _changed(session, candidate, draft, enterprise_id), candidate.enterprise_id
    candidate.enterprise_id = enterprise_id
    _fill(session, candidate, draft)
    for place in {former, enterprise_id}:  # where somebody is a candidate tells how far the founding has come
        organisation_state.refresh_stage(session, place, today)
    # what is counted of the person follows them: it was never otherwise, only written down wrongly
    events = update(AdmissionEvent).where(col(AdmissionEvent.candidate_id) == candidate_id)
    session.execute(events.values(object=candidate.object, sex=candidate.sex))
    audit.note(session, actor, "change", "candidate", candidate_id, now, *changed)
    session.flush()


def _changed(session: Session, candidate: Candidate, draft: CandidateDraft, enterprise_id: int | None) -> list[str]:
    """The names of the fields that are otherwise now."""
    vault = vault_of(session)
    before = {
        "name": vault.open(candidate.name_sealed), "phone": vault.open(candidate.phone_sealed),
        "born": candidate_history.born(vault, candidate), "object": candidate.object, "sex": candidate.sex,
    }  # fmt: skip
    after = draft.to_dict()
    fields = [name for name, value in before.items() if name in after and after[name] != value]
    return [*fields, *(["enterprise_id"] if candidate.enterprise_id != enterprise_id else [])]


def entered(session: Session, actor: Actor, candidate_id: int) -> Candidate:
    """A candidate of the actor's own journal; no name is read.

    Raises:
        NothingThere: it is not there any more.

    """
    row = session.get(Candidate, candidate_id)
    if row is None or row.withdrawn_at is not None or row.entered_by_id != actor.person_id:
        raise NothingThere
    return row


def undo(session: Session, actor: Actor, candidate_id: int, now: datetime) -> Candidate:
    """Take a mistaken entry back: nothing of the person stays, and nothing counts.

    Raises:
        NothingThere: the candidate is not there any more, or not the actor's (for a lead: of their units).
        CannotUndo: something has been entered for them since.

    """
    candidate = session.get(Candidate, candidate_id)
    if candidate is None or candidate.withdrawn_at or not visibility.covers(session, actor.own, candidate.unit_id):
        raise NothingThere
    if candidate.entered_by_id != actor.person_id and not actor.at_least("lead"):
        raise NothingThere
    known = candidate_history.events(session, candidate_id)
    if len(known) > 1 or _rests_on(session, candidate_id):
        raise CannotUndo("in_use")
    for row in known:
        row.withdrawn_at, row.withdrawn_by_id, row.details_sealed = now, actor.person_id, None
    candidate_names.drop(session, candidate)
    former = candidate.enterprise_id
    candidate.phone_sealed = candidate.enterprise_id = candidate.due = candidate.due_limit = None
    candidate.closed_on, candidate.withdrawn_at, candidate.anonymised_at = now.date(), now, now
    given = update(Consent).where(col(Consent.candidate_id) == candidate_id)
    session.execute(given.values(withdrawn_on=now.date()))
    audit.close(session, "candidate", candidate_id, now)
    audit.note(session, actor, "withdraw", "candidate", candidate_id, now)
    session.flush()
    organisation_state.refresh_stage(session, former, now.date())
    return candidate


def _rests_on(session: Session, candidate_id: int) -> bool:
    queries = (
        select(CandidateDocument.id).where(CandidateDocument.candidate_id == candidate_id),
        select(Enrolment.id).where(Enrolment.candidate_id == candidate_id, col(Enrolment.withdrawn_at).is_(None)),
        select(PrivacyRequest.id).where(PrivacyRequest.candidate_id == candidate_id),
    )
    return any(session.exec(query.limit(1)).first() is not None for query in queries)


def _unit(session: Session, actor: Actor, enterprise_id: int | None) -> int:
    """The unit in charge of the enterprise where it is one of the actor's, else the actor's own."""
    if enterprise_id is None:
        return enterprise_changes.default_unit(session, actor)
    enterprise = enterprises.find(session, actor, enterprise_id)
    if enterprise is None:
        raise UnknownEnterprise("")
    if visibility.covers(session, actor.own, enterprise.unit_id):
        return enterprise.unit_id
    return enterprise_changes.default_unit(session, actor)


def _fill(session: Session, candidate: Candidate, draft: CandidateDraft) -> None:
    vault = vault_of(session)
    if draft.name is not None and draft.born is not None:
        candidate_names.put(session, candidate, draft.name, draft.born)
    if draft.phone is not None:
        candidate.phone_sealed = vault.seal(draft.phone) if draft.phone else None
    candidate.object = draft.object or candidate.object
    candidate.sex = draft.sex or candidate.sex
    session.add(candidate)
    session.flush()


def _consent(actor: Actor, candidate: Candidate, draft: CandidateDraft, now: datetime) -> Consent:
    return Consent(
        candidate_id=candidate.id or 0, given_on=date.fromisoformat(draft.consent_on or ""),
        how=draft.consent_how or "", text_version=CONSENT_VERSION, recorded_by_id=actor.person_id or 0, recorded_at=now,
    )  # fmt: skip


def _first_event(session: Session, actor: Actor, candidate: Candidate, first: Step, now: datetime) -> AdmissionEvent:
    sealed = vault_of(session).seal(first.details.written()) if first.details != Details() else None
    return AdmissionEvent(
        candidate_id=candidate.id or 0, kind=EventKind.STAGE.value, stage=first.stage.value, happened_on=first.on,
        unit_id=candidate.unit_id, object=candidate.object, sex=candidate.sex, details_sealed=sealed,
        entered_by_id=actor.person_id or 0, entered_at=now,
    )  # fmt: skip
