"""Chats: bound to a unit, lost, moved; what may still be sent into them."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from models import BoundChat, Conversation, Offer, Outbox, Unreachable
from outreach.actor import Actor
from outreach.errors import NotAllowed, OutOfScope
from outreach.messages import Address, Incoming
from outreach.rules.tasks.quiet import Quiet
from outreach.services.journal import audit
from outreach.services.talk import notices
from outreach.services.units import visibility


def bound(session: Session, address: Address) -> BoundChat | None:
    """The binding of this group, while it lasts."""
    row = _binding(session, address.channel, address.chat)
    return row if row is not None and row.ended_at is None else None


def bind(
    session: Session, actor: Actor, address: Address, unit_id: int, weekday: int, at: time, now: datetime
) -> BoundChat:
    """Bind the group to the unit: from now on (never backwards) it gets the summary on that day and hour.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the unit is not the actor's to give, or the group is bound to one that is not.

    """
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    if not visibility.covers(session, actor.own, unit_id):
        raise OutOfScope("")
    _check_not_anothers(session, actor, address)
    row = _binding(session, address.channel, address.chat)
    if row is None:
        row = BoundChat(
            channel=address.channel, chat_id=address.chat, unit_id=unit_id, bound_by_id=actor.person_id or 0,
            bound_at=now, starts_at=now,
        )  # fmt: skip
    elif row.ended_at is None:
        _clear(session, address.channel, address.chat, "bound anew", bulk_only=True)
    if row.unit_id != unit_id:
        _forget(session, address, now)
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
    row = _own_binding(session, actor, address)
    if row is None:
        return False
    row.ended_at = now
    session.add(row)
    _forget(session, address, now)
    _clear(session, address.channel, address.chat, "unbound", bulk_only=True)
    audit.note(session, actor, "unbind", "bound_chat", row.id, now)
    return True


def speak(session: Session, actor: Actor, address: Address, language: str, now: datetime) -> bool:
    """Let the group's summary come in ``language``; False when the group is not bound.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the group is bound to a unit that is not the actor's.

    """
    row = _own_binding(session, actor, address)
    if row is None:
        return False
    row.language = language
    session.add(row)
    audit.note(session, actor, "change", "bound_chat", row.id, now, "language")
    session.flush()
    return True


def rest(session: Session, actor: Actor, address: Address, quiet: Quiet | None, now: datetime) -> bool:
    """Let the group not be spoken to of the bot's own accord in ``quiet`` hours; False when the group is not bound.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the group is bound to a unit that is not the actor's.

    """
    row = _own_binding(session, actor, address)
    if row is None:
        return False
    row.quiet_from, row.quiet_to = (quiet.start, quiet.end) if quiet is not None else (None, None)
    session.add(row)
    audit.note(session, actor, "change", "bound_chat", row.id, now, "quiet_hours")
    session.flush()
    return True


def lost(session: Session, channel: str, chat: str, reason: str, now: datetime) -> None:
    """The chat has blocked or removed the bot: clear what waits for it, and note it for the administrators.

    Those are told of a bound group and of a member, once until the chat is back.
    """
    _clear(session, channel, chat, reason)
    if session.get(Unreachable, (channel, chat)) is not None:
        return
    session.add(Unreachable(channel=channel, chat_id=chat, reason=reason, since=now))
    session.flush()
    group = bound(session, Address(channel, chat))
    if group is not None:
        notices.group_lost(session, group, now)
    else:
        notices.person_lost(session, channel, chat, now)


def back(session: Session, channel: str, chat: str) -> None:
    """The chat can be reached again."""
    _reached(session, channel, chat)


def heard(session: Session, incoming: Incoming) -> None:
    """Whoever has spoken since the chat was lost can be reached again, though the messenger may not have said so."""
    row = session.get(Unreachable, (incoming.address.channel, incoming.address.chat))
    if row is not None and incoming.sent_at > row.since:
        session.delete(row)
        session.flush()


def moved(session: Session, channel: str, was: str, now_is: str) -> None:
    """A group has become another: everything that names it follows, but for what stands under the new name already."""
    old, new = _binding(session, channel, was), _binding(session, channel, now_is)
    if old is not None and new is not None:
        old.ended_at = old.ended_at or new.bound_at
        session.add(old)
    elif old is not None:
        old.chat_id = now_is
        session.add(old)
    under_way = select(Conversation.form).where(Conversation.channel == channel, Conversation.chat_id == now_is)
    if session.exec(under_way).first() is None:
        _rename(session, Conversation, channel, was, now_is)
    for table in (Offer, Outbox):
        _rename(session, table, channel, was, now_is)
    session.flush()


def _binding(session: Session, channel: str, chat: str) -> BoundChat | None:
    return session.exec(select(BoundChat).where(BoundChat.channel == channel, BoundChat.chat_id == chat)).first()


def _rename(session: Session, table: Any, channel: str, was: str, now_is: str) -> None:
    session.execute(update(table).where(table.channel == channel, table.chat_id == was).values(chat_id=now_is))


def unwanted(session: Session, row: Outbox) -> str | None:
    """Why ``row`` need not be sent any more, asked again at the moment of sending; None when it shall be."""
    if session.get(Unreachable, (row.channel, row.chat_id)) is not None and row.bulk:
        return "unreachable"
    if row.rule == "digest" and bound(session, Address(row.channel, row.chat_id)) is None:
        return "unbound"
    return None


def _check_not_anothers(session: Session, actor: Actor, address: Address) -> None:
    row = bound(session, address)
    if row is not None and not visibility.covers(session, actor.own, row.unit_id):
        raise OutOfScope("")


def _own_binding(session: Session, actor: Actor, address: Address) -> BoundChat | None:
    """The binding of this group, if the actor may change it."""
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    _check_not_anothers(session, actor, address)
    return bound(session, address)


def _forget(session: Session, address: Address, now: datetime) -> None:
    """Drop the drafts and choices of the chat: they are about a unit that it is no longer bound to."""
    here = (col(Conversation.channel) == address.channel, col(Conversation.chat_id) == address.chat)
    session.execute(delete(Conversation).where(*here))
    there = (col(Offer.channel) == address.channel, col(Offer.chat_id) == address.chat)
    session.execute(update(Offer).where(*there, col(Offer.closed_at).is_(None)).values(closed_at=now))


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
