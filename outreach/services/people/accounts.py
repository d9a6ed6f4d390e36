"""One person on two messengers: a second account is theirs once they agree on the first, and goes when they say so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from models import Account, PendingAccount, Person
from outreach.actor import Actor
from outreach.errors import NothingThere, NotInvited, StaleChoice
from outreach.messages import Address
from outreach.rules.vocabulary.terms import Channel
from outreach.services.journal import audit
from outreach.services.people import invitations, people
from outreach.services.talk import telling

VALID_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Own:
    """On which messengers somebody has an account, and where they are told things (none: where they last wrote)."""

    channels: tuple[Channel, ...]
    chosen: Channel | None


@dataclass(frozen=True)
class Waiting:
    """An account that waits to be somebody's; ``key`` names this one request, though its number may come again."""

    key: str
    channel: Channel


@dataclass(frozen=True)
class Decided:
    """What has become of an account that waited: its address, and the other accounts of the person."""

    person_id: int
    address: Address
    others: tuple[Address, ...]
    language: str | None


def own(session: Session, actor: Actor) -> Own:
    """The actor's accounts. Raises NotInvited for a stranger."""
    person = _person(session, actor)
    found = (Channel(row.channel) for row in _of(session, person.id or 0))
    return Own(tuple(sorted(set(found))), Channel(person.channel) if person.channel else None)


def code(session: Session, actor: Actor, now: datetime) -> str:
    """A one-time code by which the actor comes in on another messenger; an earlier one is worthless.

    Raises:
        NotInvited: the actor is a stranger.

    """
    person = _person(session, actor)
    invitations.revoke_for(session, person.id or 0, now)
    return invitations.put(
        session, actor, now, now + VALID_FOR, role=person.role, unit_id=person.unit_id, person_id=person.id,
        name_sealed=person.name_sealed,
    )  # fmt: skip


def asked_on(session: Session, person_id: int, channel: str) -> Channel | None:
    """Where the person is asked before an account on ``channel`` becomes theirs too.

    None where there is nobody to ask: it takes the place of one that they have there, or no other can be reached.
    """
    if has(session, person_id, channel):
        return None
    first = telling.address(session, person_id)
    return Channel(first.channel) if first is not None else None


def has(session: Session, person_id: int, channel: str) -> bool:
    """Whether the person has an account on ``channel``."""
    return any(row.channel == channel for row in _of(session, person_id))


def ask(session: Session, actor: Actor, person_id: int, now: datetime) -> None:
    """Let the sender's account wait until the person agrees on theirs; what waited before is dropped."""
    _drop(session, person_id, actor.channel, actor.user)
    row = PendingAccount(person_id=person_id, channel=actor.channel, user_id=actor.user, asked_at=now)
    session.add(row)
    session.flush()
    telling.tell(session, person_id, "account", {"pending": _key(row)}, now, key=f"account:{_key(row)}", bulk=False)


def waiting(session: Session, person_id: int, now: datetime) -> list[Waiting]:
    """The accounts that wait to be the person's."""
    query = select(PendingAccount).where(
        PendingAccount.person_id == person_id, col(PendingAccount.asked_at) > now - VALID_FOR
    )
    return [Waiting(_key(row), Channel(row.channel)) for row in session.exec(query)]


def agree(session: Session, actor: Actor, key: str, now: datetime) -> Decided:
    """Make the account that waits the person's: they say so themselves, or one of their administrators does.

    Raises:
        StaleChoice: it waits no more, or has become somebody's in between.
        NotAllowed, NothingThere: it is about somebody whom the actor does not administer.

    """
    row, person = _pending(session, actor, key, now)
    there = Actor(channel=row.channel, user=row.user_id)
    taken = people.speaker(session, row.channel, row.user_id) is not None
    if taken or asked_on(session, row.person_id, row.channel) is None:
        raise StaleChoice
    done = _decided(session, row, person)
    invitations.link(session, there, person, now)
    session.delete(row)
    session.flush()
    audit.note(session, actor, "change", "person", person.id, now, "account")
    return done


def refuse(session: Session, actor: Actor, key: str, now: datetime) -> Decided:
    """Turn the account that waits away. Raises as ``agree``."""
    row, person = _pending(session, actor, key, now)
    session.delete(row)
    session.flush()
    return _decided(session, row, person)


def prefer(session: Session, actor: Actor, channel: Channel | None, now: datetime) -> Own:
    """Tell the actor things on ``channel``; None: where they last wrote.

    Raises:
        NotInvited: the actor is a stranger.
        NothingThere: they have no account there.

    """
    person = _person(session, actor)
    if channel is not None and channel not in own(session, actor).channels:
        raise NothingThere
    person.channel = channel.value if channel is not None else None
    session.add(person)
    session.flush()
    audit.note(session, actor, "change", "person", person.id, now, "channel")
    return own(session, actor)


def unlink(session: Session, actor: Actor, channel: Channel, now: datetime) -> Address:
    """Make the account on ``channel`` nobody's; its address.

    Raises:
        NotInvited: the actor is a stranger.
        NothingThere: they have none there, or no other.

    """
    person = _person(session, actor)
    rows = _of(session, person.id or 0)
    gone = next((row for row in rows if row.channel == channel), None)
    if gone is None or len(rows) == 1:
        raise NothingThere
    if person.channel == channel:
        person.channel = None
        session.add(person)
    session.delete(gone)
    session.flush()
    audit.note(session, actor, "change", "person", person.id, now, "account")
    return Address(gone.channel, gone.user_id)


def _key(row: PendingAccount) -> str:
    return f"{row.id}-{int(row.asked_at.timestamp())}"


def _pending(session: Session, actor: Actor, key: str, now: datetime) -> tuple[PendingAccount, Person]:
    row = session.get(PendingAccount, int(key.partition("-")[0]), with_for_update=True)
    if row is None or _key(row) != key or row.asked_at <= now - VALID_FOR:
        raise StaleChoice
    if row.person_id == actor.person_id:
        return row, _person(session, actor)
    return row, people.theirs(session, actor, row.person_id)


def _decided(session: Session, row: PendingAccount, person: Person) -> Decided:
    others = tuple(telling.accounts(session, row.person_id))
    # in a private chat the chat's id is the user's, on both messengers
    return Decided(row.person_id, Address(row.channel, row.user_id), others, person.language)


def _drop(session: Session, person_id: int, channel: str, user: str) -> None:
    here = col(PendingAccount.channel) == channel
    session.execute(delete(PendingAccount).where(here, col(PendingAccount.user_id) == user))
    session.execute(delete(PendingAccount).where(here, col(PendingAccount.person_id) == person_id))


def _of(session: Session, person_id: int) -> list[Account]:
    return list(session.exec(select(Account).where(Account.person_id == person_id).with_for_update()))


def _person(session: Session, actor: Actor) -> Person:
    person = session.get(Person, actor.person_id) if actor.known else None
    if person is None:
        raise NotInvited
    return person
