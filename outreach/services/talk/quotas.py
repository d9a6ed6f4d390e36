"""What this month has used of a messenger's quota: counted as it happens, in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from models import ChannelReach, ChannelUse, Outbox
from outreach.rules.quota import Plan, Use, Worth, month_of
from outreach.rules.tasks.notice import NoticeKind
from outreach.services.talk import notices

HELD = "held"  # the state of a message that was not sent, so that the quota lasts for what matters more


@dataclass(frozen=True)
class Allowance:
    """What a messenger allows; how its groups' ids begin, and the zone in which its months do."""

    channel: str
    plan: Plan
    group_ids: str
    zone: ZoneInfo


@dataclass(frozen=True)
class Standing:
    """How a month stands: what has been used of what is allowed, and how many messages were held back."""

    channel: str
    month: date
    plan: Plan
    use: Use
    held: int


def receive(session: Session, allowance: Allowance, chats: Sequence[str], now: datetime) -> None:
    """Count what has come in from ``chats``, one message each time a chat is named."""
    month = month_of(now, allowance.zone)
    count(session, allowance.channel, month, received=len(chats))
    reach(session, allowance.channel, month, chats)
    _warn(session, allowance, month, now)


def spend(session: Session, allowance: Allowance, chat: str, now: datetime) -> None:
    """Count a message that has gone out."""
    month = month_of(now, allowance.zone)
    count(session, allowance.channel, month, sent=1)
    reach(session, allowance.channel, month, [chat])
    _warn(session, allowance, month, now)


def allows(session: Session, allowance: Allowance, worth: Worth, now: datetime) -> bool:
    """Whether a message of this worth may still go, so that those worth more can go after it this month."""
    row = session.get(ChannelUse, (allowance.channel, month_of(now, allowance.zone)))
    return Use(sent=row.sent if row else 0).leaves(allowance.plan, worth)


def hold_back(session: Session, allowance: Allowance, now: datetime) -> None:
    """Note, once a day, that messages are held back."""
    today = datetime.combine(now.astimezone(allowance.zone).date(), time(), allowance.zone)
    notices.note(session, NoticeKind.QUOTA_HELD, None, f"{allowance.channel}:{today.isoformat()}", now)


def standing(session: Session, allowance: Allowance, now: datetime) -> Standing:
    """How this month stands."""
    month = month_of(now, allowance.zone)
    start = datetime.combine(month, time(), allowance.zone)
    use = used(session, allowance.channel, month, allowance.group_ids)
    return Standing(allowance.channel, month, allowance.plan, use, held(session, allowance.channel, start))


def held(session: Session, channel: str, start: datetime, until: datetime | None = None) -> int:
    """How many messages planned since ``start`` were held back."""
    query = select(func.count()).where(
        col(Outbox.state) == HELD, col(Outbox.channel) == channel, col(Outbox.created_at) >= start
    )
    return int(session.execute(query if until is None else query.where(col(Outbox.created_at) < until)).scalar_one())


def _warn(session: Session, allowance: Allowance, month: date, now: datetime) -> None:
    """Tell the administrators, once a month, that it runs short."""
    row = session.get_one(ChannelUse, (allowance.channel, month), populate_existing=True)
    if row.warned_at is None and used(session, allowance.channel, month, allowance.group_ids).short(allowance.plan):
        row.warned_at = now
        session.add(row)
        notices.note(session, NoticeKind.QUOTA_SHORT, None, f"{allowance.channel}:{month.isoformat()}", now)


def count(session: Session, channel: str, month: date, *, sent: int = 0, received: int = 0) -> None:
    """Add so many messages to the month."""
    table: Any = ChannelUse
    given = _insert(session, table).values(channel=channel, month=month, sent=sent, received=received)
    more = {"sent": table.sent + sent, "received": table.received + received}
    session.execute(given.on_conflict_do_update(index_elements=["channel", "month"], set_=more))


def reach(session: Session, channel: str, month: date, chats: Iterable[str]) -> None:
    """Note that these chats were written to, or wrote, in the month."""
    rows = [{"channel": channel, "month": month, "chat_id": chat} for chat in sorted(set(chats))]
    if rows:
        session.execute(_insert(session, ChannelReach).values(rows).on_conflict_do_nothing())


def used(session: Session, channel: str, month: date, group_ids: str) -> Use:
    """What the month has used; ``group_ids`` is how a group's chat id begins."""
    group = col(ChannelReach.chat_id).startswith(group_ids, autoescape=True)
    groups = func.coalesce(func.sum(case((group, 1), else_=0)), 0)
    reached = select(func.count() - groups, groups).where(
        col(ChannelReach.channel) == channel, col(ChannelReach.month) == month
    )
    users, in_groups = session.execute(reached).one()
    row = session.get(ChannelUse, (channel, month), populate_existing=True)
    return Use(row.sent if row else 0, row.received if row else 0, users, in_groups)


def _insert(session: Session, table: Any) -> Any:
    return (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(table)
