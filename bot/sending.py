"""What delivery reads from the outbox and writes into it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, bindparam, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from bot.channels.base import DeliveryError, GoneError, MigratedError, RejectedError
from models import Offer, Outbox
from models.db import UtcDateTime
from outreach.composing.composer import Nothing
from outreach.composing.index import Teller
from outreach.messages import Address
from outreach.services.talk import chats, notices, outbox, silence
from outreach.services.talk.outbox import Outgoing
from outreach.vault import KeyLostError


@dataclass(frozen=True)
class Waiting:
    """The next message of a chat."""

    id: int
    chat: str
    attempts: int


def _may_go(row: type[Outbox], due: BindParameter[datetime]) -> ColumnElement[bool]:
    """Answers go at once, whatever another process's clock wrote beside them: they must not overtake each other."""
    return or_(~col(row.bulk), col(row.not_before) <= due)


def _first(due: BindParameter[datetime]) -> ScalarSelect[int | None]:
    """The first message of a row's chat that is due."""
    earlier = aliased(Outbox)
    return (
        select(func.min(earlier.id))
        .where(
            col(earlier.channel) == Outbox.channel,
            col(earlier.chat_id) == Outbox.chat_id,
            col(earlier.state) == "waiting",
            _may_go(earlier, due),
        )
        .correlate(Outbox)
        .scalar_subquery()
    )


def _heads() -> Select[int | None, str, int]:
    due = bindparam("now", type_=UtcDateTime())
    return (
        select(col(Outbox.id), col(Outbox.chat_id), col(Outbox.attempts))
        .where(
            col(Outbox.state) == "waiting",
            col(Outbox.channel) == bindparam("channel"),
            _may_go(Outbox, due),
            col(Outbox.id) == _first(due),
            col(Outbox.chat_id).not_in(bindparam("apart_from", expanding=True)),
        )
        .order_by(col(Outbox.bulk), col(Outbox.id))
        .limit(bindparam("most"))
    )


_HEADS = _heads()  # built once: it is asked for with every message


def heads(session: Session, channel: str, now: datetime, apart_from: frozenset[str], limit: int) -> list[Waiting]:
    """The first waiting message of each chat that is due, answers before bulk."""
    values = {"channel": channel, "now": now, "apart_from": list(apart_from), "most": limit}
    return [Waiting(row.id, row.chat_id, row.attempts) for row in session.execute(_HEADS, values)]


def anything_stale(session: Session, now: datetime) -> bool:
    """Whether a waiting message has become too old."""
    query = select(col(Outbox.id)).where(col(Outbox.state) == "waiting", col(Outbox.stale_at) <= now).limit(1)
    return session.execute(query).first() is not None


def clear_stale(session: Session, now: datetime) -> None:
    """Give up what has become too old; of a summary it is noted for the administrators."""
    query = select(Outbox).where(col(Outbox.state) == "waiting", col(Outbox.stale_at) <= now)
    for row in session.execute(query).scalars():
        close(row, "stale", "too old")
        if row.rule == "digest":
            chat = chats.bound(session, Address(row.channel, row.chat_id))
            if chat is not None:
                notices.digest_skipped(session, chat, outbox.whole(row.key), now)


def prepare(session: Session, outbox_id: int, teller: Teller, now: datetime) -> Outgoing | None:
    """The message, with the try counted; None when it waits on, or when there is no reason to send it any more.

    The reason is recorded. What was only planned is put into words now, anew at every try.
    """
    row = session.get(Outbox, outbox_id)
    if row is None or row.state != "waiting" or (row.stale_at is not None and row.stale_at <= now):
        return None
    reason = chats.unwanted(session, row)
    if reason is not None:
        close(row, "cleared", reason)
        return None
    if silence.waits(session, row, now, teller.zone):
        return None
    try:
        message = _message(session, row, teller, now)
    except KeyLostError:
        close(row, "dead", "key lost")
        return None
    row.attempts += message is not None
    return message


def _message(session: Session, row: Outbox, teller: Teller, now: datetime) -> Outgoing | None:
    if row.plan_sealed is None:
        return outbox.open_payload(session, row)
    words = teller.words(session, row, now)
    if isinstance(words, Nothing):
        close(row, "cleared", words.reason)
        return None
    if isinstance(words, Address):  # sent from there, in its turn
        row.channel, row.chat_id, row.thread_id = words.channel, words.chat, words.thread
        return None
    return outbox.put_into_words(session, row, words, now)


def sent(session: Session, outbox_id: int, message_id: str, now: datetime) -> None:
    """Record that it has gone."""
    row = session.get_one(Outbox, outbox_id)
    close(row, "sent", None)
    row.message_id, row.sent_at = message_id, now
    if row.offer_id is not None:
        session.execute(update(Offer).where(col(Offer.id) == row.offer_id).values(message_id=message_id))


def failed(session: Session, outbox_id: int, problem: DeliveryError, now: datetime) -> None:
    """Record what became of a try: waiting on, dead, or the whole chat gone or moved."""
    row = session.get_one(Outbox, outbox_id)
    if isinstance(problem, RejectedError):
        close(row, "dead", problem.reason)
    elif isinstance(problem, GoneError):
        chats.lost(session, row.channel, row.chat_id, problem.reason, now)
    elif isinstance(problem, MigratedError):
        chats.moved(session, row.channel, row.chat_id, problem.chat)


def close(row: Outbox, state: str, reason: str | None) -> None:
    """End a message; its words go. The plan of one that was never sent stays: the next message takes it up."""
    row.state, row.reason, row.payload_sealed = state, reason, None
    if state == "sent":
        row.plan_sealed = None
