"""Telling one person something of the bot's own accord: where they are reached, and the row that waits for them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import Session, col

from models import Account, Person, Unreachable
from outreach.messages import Address
from outreach.services.talk import outbox

FRESH_FOR = timedelta(hours=12)


def tell(
    session: Session, person_id: int, compose: str, data: Mapping[str, Any], now: datetime, *, key: str,
    bulk: bool = True,
) -> bool:  # fmt: skip
    """Tell the person what ``compose`` (outreach/composing) makes of ``data`` when it is sent; stale after 12 hours.

    ``key`` names the occurrence; what they have brought about themselves is no ``bulk`` and waits for no quiet hours.
    False when they have left or cannot be reached, or when it is planned already.
    """
    to = address(session, person_id)
    if to is None:
        return False
    plan = {"compose": compose, "person": person_id, **data}
    return outbox.plan_words(session, key, to, plan, now, rule=compose, stale_at=now + FRESH_FOR, bulk=bulk)


def address(session: Session, person_id: int) -> Address | None:
    """Where the person is told things: on the messenger they chose, else where they last wrote.

    None when they have left or every account is lost.
    """
    return addresses(session, [person_id]).get(person_id)


def addresses(session: Session, persons: Collection[int]) -> dict[int, Address]:
    """As ``address``, of many; those who cannot be reached are not in it."""
    query = (
        select(col(Account.person_id), col(Account.channel), col(Account.user_id))
        .join(Person, col(Person.id) == col(Account.person_id))
        .where(col(Account.person_id).in_(persons), col(Person.left_at).is_(None), reachable())
        .order_by(*_best_last())
    )
    # in a private chat the chat's id is the user's, on both messengers
    return {person: Address(channel, user) for person, channel, user in session.execute(query)}


def accounts(session: Session, person_id: int) -> list[Address]:
    """The private chats of all accounts of the person that can be reached, the one to be told things on at the end."""
    query = (
        select(col(Account.channel), col(Account.user_id))
        .join(Person, col(Person.id) == col(Account.person_id))
        .where(col(Account.person_id) == person_id, reachable())
    )
    return [Address(channel, user) for channel, user in session.execute(query.order_by(*_best_last()))]


def _best_last() -> list[Any]:
    chosen = case((col(Account.channel) == col(Person.channel), 1), else_=0)
    return [chosen, func.coalesce(col(Account.heard_at), col(Account.linked_at)), col(Account.id)]


def reachable() -> ColumnElement[bool]:
    """The condition that an account has not blocked the bot."""
    gone = and_(col(Unreachable.channel) == Account.channel, col(Unreachable.chat_id) == Account.user_id)
    return ~select(col(Unreachable.chat_id)).where(gone).correlate(Account).exists()
