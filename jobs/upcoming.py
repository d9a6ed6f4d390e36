"""What the jobs will plan next, from the clock: for whoever looks after the program."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from jobs import digest, morning
from models import BoundChat, Person
from outreach.rules.occurrences import Weekly
from outreach.rules.tasks import morning as hours
from outreach.services.tasks.calendars import calendar

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Upcoming:
    """That a job will plan for so many chats or people, the first of them ``at`` (UTC)."""

    job: str
    at: datetime
    number: int


def upcoming(session: Session, now: datetime, zone: ZoneInfo) -> list[Upcoming]:
    """The next hours of each job that has any: the morning's on the next working day, the summaries' within a week."""
    return [*_mornings(session, now, zone), *_digests(session, now, zone)]


def _mornings(session: Session, now: datetime, zone: ZoneInfo) -> list[Upcoming]:
    hour, number = morning.hour_of(), func.count(col(Person.id))
    mine = (morning.may_be_told(), ~col(Person.morning_off))
    rows = [(at, people) for at, people in session.execute(select(hour, number).where(*mine).group_by(hour))]
    local, days = now.astimezone(zone), calendar(session)
    day, ahead = local.date(), [(at, people) for at, people in rows if at > local.time()]
    if not ahead or not days.is_working(day):
        day, ahead = days.next(day), rows
    if not ahead:
        return []
    return [
        Upcoming(morning.JOB, hours.slot(day, min(at for at, _ in ahead), zone), sum(people for _, people in ahead))
    ]


def _digests(session: Session, now: datetime, zone: ZoneInfo) -> list[Upcoming]:
    chats = session.scalars(select(BoundChat).where(col(BoundChat.ended_at).is_(None))).all()
    ahead = [_next(Weekly(chat.weekday, chat.at, zone), now) for chat in chats]
    return [Upcoming(digest.JOB, min(ahead), len(ahead))] if ahead else []


def _next(rule: Weekly, now: datetime) -> datetime:
    day = rule.day_from(now)
    while rule.instant(day) <= now:
        day += _WEEK
    return rule.instant(day)
