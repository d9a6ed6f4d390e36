"""Invitations: one-time codes by which people come in, and what keeps codes from being guessed."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Account, AuditLog, Invitation, Person, Unit
from outreach.actor import RANK, Actor
from outreach.errors import BadInvitation, MeantForAnother, NotAllowed, OutOfScope, TooManyCodes
from outreach.services.journal import audit
from outreach.services.people import people
from outreach.services.units import visibility
from outreach.vault import vault_of

VALID_FOR = timedelta(days=7)
WRONG_CODES, WITHIN = 5, timedelta(hours=1)
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is misread when it is read aloud
_LENGTH = 12
_WRONG = "wrong code"


@dataclass(frozen=True)
class Open:
    """An invitation that can still be used; ``name`` is empty when the person is to give it.

    ``relinks``: it is for another account of somebody who is in.
    """

    id: int
    role: str
    unit_id: int | None
    name: str
    expires_at: datetime
    relinks: bool = False


def invite(session: Session, actor: Actor, role: str, unit_id: int | None, name: str, now: datetime) -> str:
    """A new one-time code for ``role`` in the unit (none: the whole, for an administrator alone), valid VALID_FOR.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the unit is not below the actor's, or it lacks where the role or the actor needs one.

    """
    _check_admin(actor)
    if not _inside(session, actor, unit_id) or (unit_id is None and role != "admin"):
        raise OutOfScope("")
    sealed = vault_of(session).seal(name) if name else None
    return put(session, actor, now, now + VALID_FOR, role=role, unit_id=unit_id, name_sealed=sealed)


def put(session: Session, actor: Actor, now: datetime, until: datetime, **facts: Any) -> str:
    """A new one-time code for what ``facts`` (columns of Invitation) say; rights have been asked."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    invitation = Invitation(
        code_digest=digest(code), invited_by_id=actor.person_id or None, created_at=now, expires_at=until, **facts
    )
    session.add(invitation)
    session.flush()
    audit.note(session, actor, "invite", "invitation", invitation.id, now)
    return code


def open_ones(session: Session, actor: Actor, now: datetime) -> list[Open]:
    """The invitations in the actor's scope that can still be used, oldest first.

    Raises:
        NotAllowed: the actor is no administrator.

    """
    _check_admin(actor)
    query = select(Invitation).where(
        col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None), Invitation.expires_at > now
    )
    if not actor.own.everything:
        query = query.where(visibility.within(col(Invitation.unit_id), actor.own))
    vault = vault_of(session)
    return [
        Open(row.id or 0, row.role, row.unit_id, vault.show(row.name_sealed), row.expires_at, row.person_id is not None)
        for row in session.exec(query.order_by(col(Invitation.id)))
    ]


def revoke(session: Session, actor: Actor, invitation_id: int, now: datetime) -> bool:
    """Make the invitation useless; False when there is no open one with this id in the actor's scope.

    Raises:
        NotAllowed: the actor is no administrator.

    """
    if all(one.id != invitation_id for one in open_ones(session, actor, now)):
        return False
    row = session.get_one(Invitation, invitation_id)
    row.revoked_at = now
    session.add(row)
    audit.note(session, actor, "revoke", "invitation", row.id, now)
    session.flush()
    return True


def revoke_for(session: Session, person_id: int, now: datetime) -> None:
    """Make the codes for another account of the person worthless."""
    query = select(Invitation).where(
        Invitation.person_id == person_id, col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
    )
    for invitation in session.exec(query):
        invitation.revoked_at = now
        session.add(invitation)


def valid(session: Session, code: str, now: datetime) -> Invitation:
    """The invitation that ``code`` opens.

    Raises:
        BadInvitation: there is no such code, or it is used, revoked, too old, its unit is closed, or who made it
            could not make it any more; the sentence does not say which.

    """
    query = select(Invitation).where(Invitation.code_digest == digest(code)).with_for_update()
    row = session.exec(query).first()
    if row is None or row.used_at or row.revoked_at or row.expires_at <= now:
        raise BadInvitation
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    if person is not None and person.left_at is not None:
        raise BadInvitation
    unit_id = person.unit_id if person is not None else row.unit_id  # they may have moved since the code was made
    unit = session.get(Unit, unit_id) if unit_id else None
    if (unit is not None and unit.valid_to is not None) or not _still_meant(session, row, unit_id):
        raise BadInvitation
    return row


def join(session: Session, actor: Actor, code: str, name: str, now: datetime) -> Person:
    """Let the sender in by ``code``; somebody who is in already moves to the new role and unit.

    ``name`` counts where the invitation names nobody.

    Raises:
        BadInvitation: the code cannot be used.
        MeantForAnother: the sender has a higher role already; the code can still be used.
        LastAdministrator: the sender would give up a role that nobody else has.

    """
    invitation = valid(session, code, now)
    if invitation.person_id is not None:  # it opens the door to one person alone, by another way
        raise BadInvitation
    person = _enrol(session, actor, invitation, name, now)
    invitation.used_at, invitation.used_by_id = now, person.id
    session.add(invitation)
    audit.note(session, actor, "join", "person", person.id, now, "role", "unit_id")
    session.flush()
    return person


def digest(code: str) -> str:
    """What is kept of a code: enough to know it again, not enough to use it."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def check_guesses(session: Session, actor: Actor, now: datetime) -> None:
    """Pass unless the account has sent WRONG_CODES wrong codes WITHIN the last hour.

    Raises:
        TooManyCodes: it has; even a right code is not heard then.

    """
    query = select(func.count()).where(
        AuditLog.at > now - WITHIN, AuditLog.act == _WRONG,
        AuditLog.subject == "account", AuditLog.subject_id == _account(actor),
    )  # fmt: skip
    if session.exec(query).one() >= WRONG_CODES:
        raise TooManyCodes


def note_guess(session: Session, actor: Actor, now: datetime) -> None:
    """Count a wrong code against the account. The caller must not roll this back."""
    audit.note(session, actor, _WRONG, "account", _account(actor), now)


def _account(actor: Actor) -> int:
    """A number by which the log knows the account again without naming it; it fits the column (31 bits)."""
    return int.from_bytes(hashlib.sha256(f"{actor.channel}:{actor.user}".encode()).digest()[:4]) >> 1


def _check_admin(actor: Actor) -> None:
    if not actor.at_least("admin"):
        raise NotAllowed("admin")


def _still_meant(session: Session, invitation: Invitation, unit_id: int | None) -> bool:
    """Whether who made it could make it now, for the unit: else somebody removed comes back by a code made in time."""
    inviter = session.get(Person, invitation.invited_by_id) if invitation.invited_by_id is not None else None
    if inviter is None:  # made by the operator
        return True
    if inviter.id == invitation.person_id:  # their own way in on another messenger
        return inviter.left_at is None
    actor = Actor(person_id=inviter.id, role=inviter.role, unit_id=inviter.unit_id)
    return inviter.left_at is None and actor.at_least("admin") and _inside(session, actor, unit_id)


def _inside(session: Session, actor: Actor, unit_id: int | None) -> bool:
    return actor.own.everything if unit_id is None else visibility.covers(session, actor.own, unit_id)


def _enrol(session: Session, actor: Actor, invitation: Invitation, name: str, now: datetime) -> Person:
    person = session.get(Person, actor.person_id) if actor.person_id else None
    if person is None:
        sealed = invitation.name_sealed or vault_of(session).seal(name)
        person = Person(name_sealed=sealed, role=invitation.role, unit_id=invitation.unit_id, joined_at=now)
        session.add(person)
        session.flush()
        link(session, actor, person, now)
    else:
        if RANK[invitation.role] < RANK[person.role]:
            raise MeantForAnother
        people.check_dispensable(session, person, invitation.role, invitation.unit_id)
    person.role, person.unit_id = invitation.role, invitation.unit_id
    session.add(person)
    return person


def link(session: Session, actor: Actor, person: Person, now: datetime) -> None:
    """Make the account from which the actor speaks the person's; it is nobody's who works here."""
    account = session.exec(
        select(Account).where(Account.channel == actor.channel, Account.user_id == actor.user)
    ).first()
    if account is None:
        account = Account(person_id=person.id or 0, channel=actor.channel, user_id=actor.user, linked_at=now)
    account.person_id, account.linked_at = person.id or 0, now
    session.add(account)
