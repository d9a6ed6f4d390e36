"""The morning message: one to a person and working day, planned once its hour has come, put into words when it is sent.

Up to when it has been planned for somebody stands in ``Person.planned_until``, whether there was anything to tell or
not. What a message would have told that never went out (too old, not delivered) is told by the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select, true, update
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from jobs.planned import AHEAD, Planned, run_of
from models import Account, JobRun, Outbox, Person
from outreach.composing.morning import Plan
from outreach.messages import Address
from outreach.rules.tasks import morning as hours
from outreach.rules.tasks.quiet import MORNING
from outreach.services.talk import telling
from outreach.services.tasks import agenda, tidings
from outreach.services.tasks.calendars import calendar
from outreach.services.visits import answers
from outreach.vault import KeyLostError, vault_of

JOB = "morning"
BATCH = 1000
_DAY = timedelta(days=1)
log = structlog.get_logger()


@dataclass(frozen=True)
class Due:
    """Somebody whose hour ``at`` has come today. What came about up to ``since``, on ``told_on``, has been told.

    ``silent``: they want no message; planned they are all the same, so that they begin in the future when they do.
    """

    person_id: int
    at: time
    silent: bool
    since: datetime
    told_on: date


def plan(session: Session, now: datetime, zone: ZoneInfo, limit: int = BATCH) -> Planned:
    """Plan the messages of the next ``limit`` people whose hour has come today; call again while there are ``more``.

    Nothing is planned on days off, nor by the first run ever, so that starting never floods.
    """
    run = run_of(session, JOB, now)
    if run is None:
        _begin(session, now)
        return Planned(0, more=False)
    _begin(session, col(Person.joined_at))
    session.execute(update(Person).where(col(Person.planned_until) > now + AHEAD).values(planned_until=now - _DAY))
    local = now.astimezone(zone)
    due = _due(session, local, limit) if calendar(session).is_working(local.date()) else []
    number = _Planning(session, now, zone).messages(due) if due else 0
    _count_skipped(session, run, due, local)
    if len(due) < limit:
        run.ran_until = max(run.ran_until, now)
    session.add(run)
    session.flush()
    return Planned(number, more=len(due) == limit)


def _begin(session: Session, at: datetime | Mapped[datetime]) -> None:
    """Let those for whom nothing was ever planned begin on the day after ``at``."""
    new = (col(Person.planned_until).is_(None), col(Person.left_at).is_(None))
    session.execute(update(Person).where(*new).values(planned_until=at))


def _due(session: Session, local: datetime, limit: int) -> list[Due]:
    """Who can be reached and has not been planned for today, though their hour came within the last 12 hours."""
    columns: list[Any] = [Person.id, hour_of(), Person.morning_off, Person.planned_until]
    midnight, planned_until = local.replace(hour=0, minute=0, second=0, microsecond=0), col(Person.planned_until)
    query = select(*columns).where(may_be_told(), planned_until < midnight, _has_come(local))
    query = query.order_by(planned_until, col(Person.id)).limit(
        limit
    )  # as the index has them: most often there is none
    return [
        Due(person_id, at, silent, planned, planned.astimezone(local.tzinfo).date())
        for person_id, at, silent, planned in session.execute(query)
    ]


def _has_come(local: datetime) -> ColumnElement[bool]:
    """The condition that the hour has come today, and not too long ago."""
    hour, too_late = hour_of(), local - hours.FRESH_FOR
    on_time = hour > too_late.time() if too_late.date() == local.date() else true()
    return and_(hour <= local.time(), on_time)


def may_be_told() -> ColumnElement[bool]:
    """The condition that a person works here and can be reached."""
    account = select(col(Account.id)).where(col(Account.person_id) == col(Person.id), telling.reachable())
    return and_(col(Person.left_at).is_(None), account.correlate(Person).exists())


def hour_of() -> ColumnElement[time]:
    """``rules.tasks.morning.hour`` in SQL: the hour chosen, the house's, or the end of quiet hours that hold it."""
    at = func.coalesce(col(Person.morning_at), MORNING)
    start, end = col(Person.quiet_from), col(Person.quiet_to)
    within = and_(start <= end, at >= start, at < end)
    over_midnight = and_(start > end, or_(at >= start, at < end))
    return case((or_(within, over_midnight), end), else_=at)


def _count_skipped(session: Session, run: JobRun, due: Sequence[Due], local: datetime) -> None:
    """Tell the log and ``nhipcau doctor`` how many messages were left out: nobody could plan them while it was time."""
    days = calendar(session)
    missed = {told_on: days.between(told_on, local.date() - _DAY) for told_on in {each.told_on for each in due}}
    skipped = sum(missed[each.told_on] for each in due if not each.silent)
    if not skipped:
        return
    log.warning("older morning messages are left out", skipped=skipped, people=len(due))
    same_day = run.skipped_at is not None and run.skipped_at.astimezone(local.tzinfo).date() == local.date()
    run.skipped = skipped + (run.skipped if same_day else 0)
    run.skipped_at = local


@dataclass(frozen=True)
class _Planning:
    """One batch of people, asked for together."""

    session: Session
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def messages(self, due: Sequence[Due]) -> int:
        """Plan a message for each of ``due`` who has something to be told; how many."""
        people = [each.person_id for each in due]
        waiting = self._taken_up([each for each in due if not each.silent])
        rows = self._rows(waiting) if waiting else []
        if rows:
            self.session.execute(insert(Outbox), rows)
        self.session.execute(update(Person).where(col(Person.id).in_(people)).values(planned_until=self.now))
        return len(rows)

    def _taken_up(self, due: Sequence[Due]) -> dict[int, Due]:
        """By person, from when on to tell: since the last message, or, where that never went out, since the one before.

        Without those who have today's message already.
        """
        keys = [hours.key_of(each.person_id, day) for each in due for day in (each.told_on, self.today)]
        query = select(col(Outbox.key), col(Outbox.state), col(Outbox.plan_sealed)).where(col(Outbox.key).in_(keys))
        before = {key: (state, plan) for key, state, plan in self.session.execute(query)}
        found = {}
        for each in due:
            state, sealed = before.get(hours.key_of(each.person_id, each.told_on), ("sent", None))
            if hours.key_of(each.person_id, self.today) not in before:
                found[each.person_id] = each if state == "sent" else self._with(each, sealed)
        return found

    def _with(self, due: Due, sealed: bytes | None) -> Due:
        """``due`` from where the message began that never went out."""
        try:
            plan = Plan.read(vault_of(self.session).open_json(sealed))
        except (KeyLostError, TypeError):  # what was sealed with a lost key is not told any more
            return due
        return replace(due, since=min(due.since, plan.since), told_on=min(due.told_on, plan.after))

    def _rows(self, due: Mapping[int, Due]) -> list[dict[str, Any]]:
        to = telling.addresses(self.session, due.keys())
        found = agenda.agendas(self.session, due.keys(), self.today, {one: each.told_on for one, each in due.items()})
        told = tidings.tidings(self.session, {one: each.since for one, each in due.items()}, self.now, self.today)
        answered = answers.unheard(self.session, due.keys(), self.today, self.now)
        return [
            self._row(each, to[one], Plan.of(one, self.today, each.told_on, each.since, found[one]))
            for one, each in due.items()
            if one in to and (found[one].fresh or one in told or one in answered)
        ]

    def _row(self, due: Due, to: Address, plan: Plan) -> dict[str, Any]:
        return {
            "key": hours.key_of(due.person_id, self.today),
            "channel": to.channel,
            "chat_id": to.chat,
            "rule": JOB,
            "bulk": True,
            "payload_sealed": None,
            "plan_sealed": vault_of(self.session).seal_json(plan.kept()),
            "not_before": hours.slot(self.today, due.at, self.zone),
            "stale_at": hours.stale(self.today, due.at, self.zone),
            "created_at": self.now,
        }
