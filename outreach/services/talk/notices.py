"""What administrators are to be told, noted for the next morning message of those who answer for the unit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import Account, BoundChat, Notice, Person
from outreach.rules.tasks.notice import NoticeKind
from outreach.rules.vocabulary.terms import Channel

# Only what is that old counts for a message: what another process is about to commit is not passed over.
SETTLED = timedelta(minutes=1)


def group_lost(session: Session, chat: BoundChat, now: datetime) -> None:
    """A bound group has removed the bot, or is no more."""
    note(session, NoticeKind.GROUP_LOST, chat.unit_id, f"{chat.id}:{now.isoformat()}", now)


def digest_skipped(session: Session, chat: BoundChat, subject: str, now: datetime) -> None:
    """A summary (``subject``: the key it was planned under) had become too old before it could be sent."""
    note(session, NoticeKind.DIGEST_SKIPPED, chat.unit_id, subject, now)


def person_lost(session: Session, channel: str, user: str, now: datetime) -> None:
    """Whoever has this account cannot be written to; nothing is noted of somebody who does not work here."""
    query = (
        select(Person)
        .join(Account, col(Account.person_id) == col(Person.id))
        .where(Account.channel == channel, Account.user_id == user, col(Person.left_at).is_(None))
    )
    person = session.exec(query).first()
    if person is not None:
        kind = NoticeKind.PERSON_SILENT if channel == Channel.ZALO else NoticeKind.PERSON_LOST
        note(session, kind, person.unit_id, f"{person.id}:{now.isoformat()}", now)


def note(session: Session, kind: NoticeKind, unit_id: int | None, subject: str, now: datetime) -> None:
    """Note something for the administrators answering for the unit (none: those of everything); the same only once."""
    named = f"{kind.value}:{subject}"
    if session.exec(select(Notice.id).where(Notice.subject == named)).first() is None:
        session.add(Notice(kind=kind.value, unit_id=unit_id, subject=named, at=now))
        session.flush()


def between(session: Session, after: datetime, until: datetime) -> Sequence[Notice]:
    """What was noted in (after, until], up to a minute before each: the next message takes up where this one ends."""
    query = select(Notice).where(Notice.at > after - SETTLED, Notice.at <= until - SETTLED)
    return session.exec(query.order_by(col(Notice.at), col(Notice.id))).all()
