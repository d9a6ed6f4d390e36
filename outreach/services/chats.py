"""Chats: bound to a unit, lost, moved; what may still be sent into them."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import BoundChat, Conversation, Offer, Outbox, Unreachable
from outreach.actor import Actor
from outreach.errors import NotAllowed, OutOfScope
from outreach.messages import Address
from outreach.services import audit, visibility


def bound(session: Session, address: Address) -> BoundChat | None:
    """The binding of this group, while it lasts."""
    query = select(BoundChat).where(BoundChat.channel == address.channel, BoundChat.chat_id == address.chat)
    row = session.exec(query).first()
    return row if row is not None and row.ended_at is None else None


def bind(  # noqa: PLR0913
    session: Session, actor: Actor, address: Address, unit_id: int, weekday: int, at: time, now: datetime
) -> BoundChat:
    """Bind the group to the unit: from now on (never backwards) it gets the summary on that day and hour.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the unit is not the actor's to give.

    """
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    if not visibility.covers(session, actor.own, unit_id):
        raise OutOfScope("")
    query = select(BoundChat).where(BoundChat.channel == address.channel, BoundChat.chat_id == address.chat)
    row = session.exec(query).first()
    if row is None:
        row = BoundChat(
            channel=address.channel, chat_id=address.chat, unit_id=unit_id, bound_by_id=actor.person_id or 0,
            bound_at=now, starts_at=now,
        )  # fmt: skip
    elif row.ended_at is None:
        _clear(session, address.channel, address.chat, "bound anew", bulk_only=True)
    row.thread_id, row.unit_id, row.weekday, row.at = address.thread, unit_id, weekday, at
    row.bound_by_id, row.bound_at, row.starts_at, row.ended_at = actor.person_id or 0, now, now, None
    session.add(row)
    _reached(session, address.channel, address.chat)
    session.flush()
    audit.note(session, actor, "bind", "bound_chat", row.id, now, "unit_id", "weekday", "at")
    return row


def unbind(session: Session, actor: Actor, address: Address, now: datetime) -> bool:
    """End the binding; summaries not sent yet are cleared. False when the group was not bound.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the group is bound to a unit that is not the actor's.

    """
    row = bound(session, address)
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    if row is None:
        return False
    if not visibility.covers(session, actor.own, row.unit_id):
        raise OutOfScope("")
    row.ended_at = now
    session.add(row)
    _clear(session, address.channel, address.chat, "unbound", bulk_only=True)
    audit.note(session, actor, "unbind", "bound_chat", row.id, now)
    return True


def lost(session: Session, channel: str, chat: str, reason: str, now: datetime) -> BoundChat | None:
    """The chat has blocked or removed the bot: clear what waits for it. Returns its binding, if it is a bound group."""
    session.merge(Unreachable(channel=channel, chat_id=chat, reason=reason, since=now))
    _clear(session, channel, chat, reason)
    return bound(session, Address(channel, chat))


def back(session: Session, channel: str, chat: str) -> None:
    """The chat can be reached again."""
    _reached(session, channel, chat)


def moved(session: Session, channel: str, was: str, now_is: str) -> None:
    """A group has become another: everything that names it follows."""
    taken = select(BoundChat).where(BoundChat.channel == channel, BoundChat.chat_id == now_is)
    if session.exec(taken).first() is not None:
        _clear(session, channel, was, "moved")
        return
    tables: tuple[Any, ...] = (BoundChat, Conversation, Offer, Outbox)
    for table in tables:
        session.execute(update(table).where(table.channel == channel, table.chat_id == was).values(chat_id=now_is))


def unwanted(session: Session, row: Outbox) -> str | None:
    """Why ``row`` need not be sent any more, asked again at the moment of sending; None when it shall be."""
    if session.get(Unreachable, (row.channel, row.chat_id)) is not None and row.bulk:
        return "unreachable"
    if row.rule == "digest" and bound(session, Address(row.channel, row.chat_id)) is None:
        return "unbound"
    return None


def _clear(session: Session, channel: str, chat: str, reason: str, *, bulk_only: bool = False) -> None:
    query = update(Outbox).where(
        col(Outbox.channel) == channel, col(Outbox.chat_id) == chat, col(Outbox.state) == "waiting"
    )
    if bulk_only:
        query = query.where(col(Outbox.bulk))
    session.execute(query.values(state="cleared", reason=reason, payload_sealed=None))


def _reached(session: Session, channel: str, chat: str) -> None:
    row = session.get(Unreachable, (channel, chat))
    if row is not None:
        session.delete(row)
