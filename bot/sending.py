"""What delivery reads from the outbox and writes into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, bindparam, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from bot.channels.base import DeliveryError, GoneError, MigratedError, RejectedError
from bot.logs import trace
from bot.sharing import Sharing
from bot.store import is_passing
from models import Offer, Outbox
from models.db import UtcDateTime
from outreach.composing.composer import Nothing
from outreach.composing.index import Teller
from outreach.messages import Address
from outreach.rules.quota import Worth
from outreach.services.talk import chats, notices, outbox, quotas, silence
from outreach.services.talk.outbox import Outgoing
from outreach.services.talk.quotas import Allowance
from outreach.vault import KeyLostError

log = structlog.get_logger()


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


@dataclass(frozen=True)
class Means:
    """What sending goes by beside the words: what messengers allow in a month, and how files are linked to."""

    allowances: Mapping[str, Allowance] = field(default_factory=dict)
    sharing: Sharing = field(default_factory=Sharing)


PLAIN = Means()


def prepare(
    session: Session, outbox_id: int, teller: Teller, now: datetime, means: Means = PLAIN
) -> Outgoing | None:  # fmt: skip
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
        if _held_back(session, row, teller, now, means.allowances.get(row.channel)):
            return None
        message = _message(session, row, teller, now)
    except KeyLostError:
        close(row, "dead", "key lost")
        return None
    row.attempts += message is not None
    return means.sharing.shared(session, row, message, now) if message is not None else None


def _held_back(session: Session, row: Outbox, teller: Teller, now: datetime, allowance: Allowance | None) -> bool:
    """Whether the row is not sent, so that the month's quota lasts for what matters more; it is closed then."""
    if allowance is None or not row.bulk or quotas.allows(session, allowance, Worth.REST, now):
        return False
    if quotas.allows(session, allowance, teller.worth(session, row), now):
        return False
    close(row, quotas.HELD, "quota")
    quotas.hold_back(session, allowance, now)
    return True


def _message(session: Session, row: Outbox, teller: Teller, now: datetime) -> Outgoing | None:
    """The words as they were written, or put together now; what cannot be is dead, and the chat's next message goes."""
    if row.plan_sealed is None:
        return outbox.open_payload(session, row)
    try:
        with session.begin_nested():
            return _composed(session, row, teller, now)
    except Exception as error:
        if isinstance(error, KeyLostError) or is_passing(error):
            raise
        _fail(row, error)
        return None


def _fail(row: Outbox, error: Exception) -> None:
    log.error("a message cannot be put into words", outbox=row.id, kind=type(error).__name__, where=trace(error))
    close(row, "dead", type(error).__name__)


def _composed(session: Session, row: Outbox, teller: Teller, now: datetime) -> Outgoing | None:
    words = teller.words(session, row, now)
    if isinstance(words, Nothing):
        close(row, "cleared", words.reason)
        return None
    if isinstance(words, Address):  # sent from there, in its turn
        row.channel, row.chat_id, row.thread_id = words.channel, words.chat, words.thread
        return None
    return outbox.put_into_words(session, row, words, now)


def sent(session: Session, outbox_id: int, message_id: str, now: datetime, means: Means = PLAIN) -> None:
    """Record that it has gone, and count it where the messenger counts."""
    row = session.get_one(Outbox, outbox_id)
    if (allowance := means.allowances.get(row.channel)) is not None:
        quotas.spend(session, allowance, row.chat_id, now)
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
