"""A new telephone or account: a one-time code by which a person comes in from it; the old account goes with its use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from models import Account, Invitation, Person
from outreach.actor import Actor
from outreach.errors import AccountTaken, AccountThere, BadInvitation, SameAccount
from outreach.messages import Address
from outreach.rules.vocabulary.terms import Channel
from outreach.services.journal import audit
from outreach.services.people import accounts, invitations, people
from outreach.services.people.people import Member
from outreach.vault import vault_of

VALID_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Relinked:
    """Whose account this is from now on, the language they have chosen, and the addresses that are theirs no more.

    ``asked_on``: it is theirs only once they agree on that messenger.
    """

    who: Member
    language: str | None
    old: tuple[Address, ...] = ()
    asked_on: Channel | None = None


def code_for(session: Session, actor: Actor, person_id: int, now: datetime) -> str:
    """A new one-time code for another account of the person, valid VALID_FOR; an earlier one is worthless.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.

    """
    person = people.theirs(session, actor, person_id)
    invitations.revoke_for(session, person_id, now)
    return invitations.put(
        session, actor, now, now + VALID_FOR, role=person.role, unit_id=person.unit_id, person_id=person.id,
        name_sealed=person.name_sealed,
    )  # fmt: skip


def meant(session: Session, actor: Actor, code: str, now: datetime) -> Member:
    """Whose account the sender's would become.

    Raises:
        BadInvitation: the code cannot be used, or is none for another account; the person has left.
        SameAccount: the account is the person's already; the code can still be used.
        AccountTaken: it is somebody else's; the code can still be used.
        AccountThere: they have one on this messenger, and only an administrator's code lets another take its place.

    """
    return _member(session, _person(session, actor, invitations.valid(session, code, now)))


def link(session: Session, actor: Actor, code: str, now: datetime) -> Relinked:
    """Make the sender's account the person's, and the one that they had on this messenger nobody's.

    On a messenger where they had none, they are asked on the one where they have.

    Raises:
        BadInvitation, SameAccount, AccountTaken, AccountThere: as ``meant``.

    """
    invitation = invitations.valid(session, code, now)
    person = _person(session, actor, invitation)
    who = _member(session, person)
    invitation.used_at, invitation.used_by_id = now, person.id
    session.add(invitation)
    if (asked := accounts.asked_on(session, who.id, actor.channel)) is not None:
        accounts.ask(session, actor, who.id, now)
        return Relinked(who, person.language, asked_on=asked)
    old = session.exec(select(Account).where(Account.person_id == person.id, Account.channel == actor.channel)).all()
    for account in old:
        session.delete(account)
    invitations.link(session, actor, person, now)
    audit.note(session, actor, "change", "person", person.id, now, "account")
    session.flush()
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
    own_code = invitation.invited_by_id == person.id and person.role != "admin"
    if own_code and accounts.has(session, person.id or 0, actor.channel):
        raise AccountThere(actor.channel)
    return person


def _member(session: Session, person: Person) -> Member:
    return Member(person.id or 0, vault_of(session).show(person.name_sealed), person.role, person.unit_id)
