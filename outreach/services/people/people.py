"""Persons and their accounts: who speaks, who works here, in which role."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, or_, select

from models import Account, BoundChat, Person
from outreach.actor import Actor
from outreach.errors import LastAdministrator, NotAllowed, NothingThere
from outreach.messages import Address, Incoming
from outreach.services.journal import audit
from outreach.services.units import visibility
from outreach.vault import Vault, vault_of

HEARD_ANEW = timedelta(hours=1)


@dataclass(frozen=True)
class Member:
    """A person as an administrator sees them."""

    id: int
    name: str
    role: str
    unit_id: int | None


def recognise(session: Session, incoming: Incoming, language: str) -> tuple[Actor, str]:
    """Who speaks in which chat, and the language to answer in; a stranger is an actor without a person."""
    bound = None if incoming.private else _bound_unit(session, incoming.address)
    found = speaker(session, incoming.address.channel, incoming.user)
    stranger = Actor(private=incoming.private, chat_unit_id=bound, channel=incoming.address.channel, user=incoming.user)
    if found is None:
        return stranger, language
    person, account = found
    _hear(session, account, incoming.sent_at)
    known = replace(stranger, person_id=person.id, role=person.role, unit_id=person.unit_id)
    return known, person.language or language


def speaker(session: Session, channel: str, user: str) -> tuple[Person, Account] | None:
    """Who of those who work here has this account."""
    query = select(Person, Account).join(Account, col(Account.person_id) == col(Person.id))
    of = (Account.channel == channel, Account.user_id == user, col(Person.left_at).is_(None))
    return session.exec(query.where(*of)).first()


def _hear(session: Session, account: Account, at: datetime) -> None:
    """Note when they have written, by the hour, or because it was last elsewhere that they did."""
    if account.heard_at is not None and at < account.heard_at + HEARD_ANEW:
        elsewhere = (Account.person_id == account.person_id, Account.id != account.id)
        since = select(Account.id).where(*elsewhere, col(Account.heard_at) >= account.heard_at)
        if at <= account.heard_at or session.exec(since).first() is None:
            return
    account.heard_at = at
    session.add(account)


def _bound_unit(session: Session, address: Address) -> int | None:
    query = select(BoundChat.unit_id).where(
        BoundChat.channel == address.channel, BoundChat.chat_id == address.chat, col(BoundChat.ended_at).is_(None)
    )
    return session.exec(query).first()


def members(session: Session, actor: Actor) -> list[Member]:
    """Everybody in the actor's scope, by name (a Vietnamese given name comes last)."""
    query = select(Person).where(col(Person.left_at).is_(None))
    if not actor.own.everything:
        query = query.where(visibility.within(col(Person.unit_id), actor.own))
    vault = vault_of(session)
    found = [_member(vault, person) for person in session.exec(query)]
    return sorted(found, key=lambda member: [*member.name.split()[-1:], member.name])


def listed(session: Session, actor: Actor, now: datetime) -> list[Member]:
    """As ``members``, for an administrator to read; that the names were read is logged.

    Raises:
        NotAllowed: the actor is no administrator.

    """
    _check_admin(actor)
    audit.note(session, actor, "read", "person", None, now, "name")
    return members(session, actor)


def member(session: Session, actor: Actor, person_id: int, now: datetime) -> Member:
    """The person, for an administrator to read; that the name was read is logged.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.

    """
    person = theirs(session, actor, person_id)
    audit.note(session, actor, "read", "person", person.id, now, "name")
    return _member(vault_of(session), person)


def speak(session: Session, actor: Actor, language: str, now: datetime) -> None:
    """Let the bot speak ``language`` to the actor."""
    person = session.get_one(Person, actor.person_id)
    person.language = language
    session.add(person)
    audit.note(session, actor, "change", "person", person.id, now, "language")
    session.flush()


def check_dispensable(session: Session, person: Person, role: str, unit_id: int | None) -> None:
    """Pass if somebody administers what ``person`` does, once they have ``role`` in the unit.

    Raises:
        LastAdministrator: nobody would.

    """
    path = visibility.ancestors(session, person.unit_id) if person.unit_id is not None else []
    others = _hold_with_administrators(session, person, path)
    if person.role != "admin" or (role == "admin" and (unit_id is None or unit_id in path)):
        return
    if not others:
        raise LastAdministrator


def hold(session: Session, *person_ids: int) -> None:
    """Let nobody else change these people until the commit, and read them as they are by then."""
    query = select(Person).where(col(Person.id).in_(person_ids)).order_by(col(Person.id)).with_for_update()
    session.exec(query.execution_options(populate_existing=True)).all()


def _hold_with_administrators(session: Session, person: Person, path: list[int]) -> list[int]:
    """Hold the person, and those who administer the same, all at once: two who part at a time must see each other.

    Returns the ids of those others.
    """
    administers = and_(
        Person.role == "admin",
        col(Person.left_at).is_(None),
        col(Person.unit_id).is_(None) | col(Person.unit_id).in_(path),
    )
    query = select(Person).where(or_(Person.id == person.id, administers)).order_by(col(Person.id)).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).all()
    return [one.id or 0 for one in found if one.id != person.id and one.left_at is None]


def _member(vault: Vault, person: Person) -> Member:
    return Member(person.id or 0, vault.show(person.name_sealed), person.role, person.unit_id)


def theirs(session: Session, actor: Actor, person_id: int) -> Person:
    """The row of a person whom the actor administers.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: there is no such person in the actor's scope.

    """
    _check_admin(actor)
    person = session.get(Person, person_id)
    if person is None or person.left_at is not None or not _inside(session, actor, person):
        raise NothingThere
    return person


def _inside(session: Session, actor: Actor, person: Person) -> bool:
    if person.unit_id is None:
        return actor.own.everything
    return visibility.covers(session, actor.own, person.unit_id)


def _check_admin(actor: Actor) -> None:
    if not actor.at_least("admin"):
        raise NotAllowed("admin")


def administrators(session: Session, unit_id: int | None) -> list[tuple[Address, str | None]]:
    """Where the administrators answering for the unit can be told something, with their languages."""
    path = visibility.ancestors(session, unit_id) if unit_id is not None else []
    query = (
        select(Account, Person)
        .join(Person, col(Account.person_id) == col(Person.id))
        .where(Person.role == "admin", col(Person.left_at).is_(None))
        .where(col(Person.unit_id).is_(None) | col(Person.unit_id).in_(path))
    )
    # in a private chat the chat's id is the user's, on both messengers
    return [(Address(account.channel, account.user_id), person.language) for account, person in session.exec(query)]
