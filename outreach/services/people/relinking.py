"""A new telephone or account: a one-time code by which a person comes in from it; the old account goes with its use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import Account, Invitation, Person
from outreach.actor import Actor
from outreach.errors import AccountTaken, BadInvitation, SameAccount
from outreach.messages import Address
from outreach.services.journal import audit
from outreach.services.people import invitations, people
from outreach.services.people.people import Member
from outreach.vault import vault_of

VALID_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Relinked:
    """Whose account this is from now on, the language they have chosen, and the addresses that are theirs no more."""

    who: Member
    language: str | None
    old: tuple[Address, ...]


def code_for(session: Session, actor: Actor, person_id: int, now: datetime) -> str:
    """A new one-time code for another account of the person, valid VALID_FOR; an earlier one is worthless.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.

    """
    person = people.theirs(session, actor, person_id)
    revoke(session, person_id, now)
    return invitations.put(
        session, actor, now, now + VALID_FOR, role=person.role, unit_id=person.unit_id, person_id=person.id,
        name_sealed=person.name_sealed,
    )  # fmt: skip


def revoke(session: Session, person_id: int, now: datetime) -> None:
    """Make the codes for another account of the person worthless."""
    query = select(Invitation).where(
        Invitation.person_id == person_id, col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
    )
    for invitation in session.exec(query):
        invitation.revoked_at = now
        session.add(invitation)


def meant(session: Session, actor: Actor, code: str, now: datetime) -> Member:
    """Whose account the sender's would become.

    Raises:
        BadInvitation: the code cannot be used, or is none for another account; the person has left.
        SameAccount: the account is the person's already; the code can still be used.
        AccountTaken: it is somebody else's; the code can still be used.

    """
    person = _person(session, actor, invitations.valid(session, code, now))
    return Member(person.id or 0, vault_of(session).show(person.name_sealed), person.role, person.unit_id)


def link(session: Session, actor: Actor, code: str, now: datetime) -> Relinked:
    """Make the sender's account the person's, and the one that they had on this messenger nobody's.

    Raises:
        BadInvitation, SameAccount, AccountTaken: as ``meant``.

    """
    invitation = invitations.valid(session, code, now)
    person = _person(session, actor, invitation)
    old = session.exec(select(Account).where(Account.person_id == person.id, Account.channel == actor.channel)).all()
    for account in old:
        session.delete(account)
    invitations.link(session, actor, person, now)
    invitation.used_at, invitation.used_by_id = now, person.id
    session.add(invitation)
    audit.note(session, actor, "change", "person", person.id, now, "account")
    session.flush()
    who = Member(person.id or 0, vault_of(session).show(person.name_sealed), person.role, person.unit_id)
    # in a private chat the chat's id is the user's, on both messengers
    return Relinked(who, person.language, tuple(Address(account.channel, account.user_id) for account in old))


def _person(session: Session, actor: Actor, invitation: Invitation) -> Person:
    person = session.get(Person, invitation.person_id) if invitation.person_id is not None else None
    if person is None or person.left_at is not None:
        raise BadInvitation
    if actor.person_id == person.id:
        raise SameAccount
    if actor.known:
        raise AccountTaken
    return person
