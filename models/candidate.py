"""Candidates, what has happened to them, their papers, the consent they rest on, and what has been asked for them.

A name, a telephone number, a year of birth and free words are sealed; a row without a name is a number that counts
(docs/decisions/0009-candidates.md).
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.db import Table, UtcDateTime

_OPEN, _CLOSED, _UNSETTLED = text("closed_on IS NULL"), text("closed_on IS NOT NULL"), text("unsettled")
_PLANNED = text("ceremony_on IS NOT NULL")


class Candidate(Table, table=True):
    """Somebody who has applied of their own will; in every chat but a private one the code ``UV-0001`` (the id).

    ``stage``, ``stage_on``, ``exit`` and ``closed_on`` repeat the last event that counts, ``due`` and ``due_limit`` the
    nearest time limit that follows from it: to be listed and scanned without reading events; ``unsettled`` when the
    days off have changed since. ``person_id`` is who takes care of the candidate, ``ceremony_on`` the day planned for
    the ceremony. ``rule_set`` is the one under which the dossier was opened. ``identity_digest`` is keyed: it tells two
    of one name and birth year.
    """

    __table_args__ = (
        Index("ix_candidate_listed", "unit_id", "closed_on", "stage", "stage_on"),
        Index("ix_candidate_due", "unit_id", "due", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_candidate_open_stage", "stage", "stage_on", "unit_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_candidate_open_due", "due", "unit_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_candidate_person_id", "person_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_candidate_ceremony", "ceremony_on", "unit_id", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        Index("ix_candidate_enterprise_id", "enterprise_id"),
        Index("ix_candidate_stage_enterprise_id", "stage", "enterprise_id"),
        Index("ix_candidate_identity_digest", "identity_digest"),
        Index("ix_candidate_closed_on", "closed_on", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
        Index("ix_candidate_unsettled", "id", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id")
    name_sealed: bytes | None = None
    phone_sealed: bytes | None = None
    born_sealed: bytes | None = None
    identity_digest: bytes | None = None
    object: str | None = None
    sex: str | None = None
    stage: str
    stage_on: date
    exit: str | None = None
    closed_on: date | None = None
    rule_set: str | None = None
    due: date | None = None
    due_limit: str | None = None
    unsettled: bool = False
    person_id: int | None = Field(default=None, foreign_key="person.id")
    ceremony_on: date | None = None
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    anonymised_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CandidateWord(Table, table=True):
    """A folded word of a candidate's name as a keyed hash: names are searched without being kept in clear."""

    __table_args__ = (Index("ix_candidate_word_candidate_id", "candidate_id"),)

    digest: bytes = Field(primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", primary_key=True)


class Consent(Table, table=True):
    """That the person agreed: when, how, and to which version of the text. Without one there is no candidate."""

    __table_args__ = (Index("ix_consent_candidate_id", "candidate_id"),)

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id")
    given_on: date
    how: str
    text_version: str
    recorded_by_id: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_on: date | None = None


class AdmissionEvent(Table, table=True):
    """A step of a candidate's way, never changed: a stage entered, an exit, a move to another unit.

    A correction is another event that names in ``corrects_id`` the one that it takes the place of; that one is marked
    ``withdrawn_at`` and counts no more. ``unit_id`` is the unit in charge that day, for which it counts; ``object``
    and ``sex`` are kept for the counts when the person is gone. ``details_sealed`` holds what the stage asked for.
    """

    __table_args__ = (
        Index("ix_admission_event_counted", "stage", "unit_id", "withdrawn_at", "happened_on", "entered_at"),
        Index("ix_admission_event_candidate_id", "candidate_id", "happened_on"),
        Index("ix_admission_event_corrects_id", "corrects_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id")
    kind: str
    stage: str | None = None
    happened_on: date
    unit_id: int = Field(foreign_key="unit.id")
    object: str | None = None
    sex: str | None = None
    details_sealed: bytes | None = None
    corrects_id: int | None = Field(default=None, foreign_key="admission_event.id")
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by_id: int | None = Field(default=None, foreign_key="person.id")


class CandidateDocument(Table, table=True):
    """A paper of the dossier: present or not, its date, and where it is kept. Never the paper itself."""

    __table_args__ = (UniqueConstraint("candidate_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id")
    kind: str
    present: bool
    dated: date | None = None
    place_sealed: bytes | None = None
    changed_by_id: int = Field(foreign_key="person.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class PrivacyRequest(Table, table=True):
    """What a candidate asked for (export, correction, erasure), with the legal clock."""

    __table_args__ = (
        Index("ix_privacy_request_candidate_id", "candidate_id"),
        Index("ix_privacy_request_unit_id", "unit_id", "done_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id")
    unit_id: int = Field(foreign_key="unit.id")
    kind: str
    asked_on: date
    acknowledge_by: date
    act_by: date
    entered_by_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_by_id: int | None = Field(default=None, foreign_key="person.id")


class ChannelRule(Table, table=True):
    """What an administrator has forbidden on a channel altogether."""

    channel: str = Field(primary_key=True)
    names_forbidden: bool
    changed_by_id: int = Field(foreign_key="person.id")
    changed_at: datetime = Field(sa_type=UtcDateTime)


class LimitConfirmation(Table, table=True):
    """That an administrator has confirmed a time limit of a rule set as the data file states it."""

    __table_args__ = (UniqueConstraint("rule_set", "limit_name"),)

    id: int | None = Field(default=None, primary_key=True)
    rule_set: str
    limit_name: str
    value: str
    confirmed_by_id: int = Field(foreign_key="person.id")
    confirmed_at: datetime = Field(sa_type=UtcDateTime)
