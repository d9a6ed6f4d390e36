"""What this month has used of a messenger's quota: counted as it happens, in the same transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from models import ChannelReach, ChannelUse
from outreach.rules.quota import Use


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
