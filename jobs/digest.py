"""The weekly summary for every bound group: planned once, caught up after an outage, never flooding (DESIGN §3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session, col, select

from jobs.planned import Planned, run_of
from models import BoundChat, Outbox, Unreachable
from outreach.actor import EVERYTHING
from outreach.messages import Address, Reply
from outreach.rules.occurrences import Weekly, latest
from outreach.rules.periods import previous, week_of
from outreach.rules.tasks.quiet import Quiet, deferred
from outreach.services.progress import week
from outreach.services.progress.week import Doings
from outreach.services.talk import notices, outbox
from outreach.texts import digest
from outreach.texts.speech import Speech

JOB = "digest"
FRESH_FOR = timedelta(hours=48)
WEEK = timedelta(weeks=1)
log = structlog.get_logger()


@dataclass(frozen=True)
class Due:
    """A chat whose hour has come; ``older`` ones have gone by since it was last planned."""

    chat: BoundChat
    at: datetime
    zone: ZoneInfo
    older: int

    @property
    def subject(self) -> str:
        """The chat and the local time of the occurrence: what makes planning it twice harmless.

        The hour is part of it: bound anew to a later hour of the same day, the group still gets its summary then.
        """
        return f"{self.chat.id}:{self.at.astimezone(self.zone):%Y-%m-%dT%H:%M}"

    @property
    def key(self) -> str:
        """The key in the outbox."""
        return f"{JOB}:{self.subject}"

    @property
    def slot(self) -> datetime:
        """When it may go: at its hour, or at the end of quiet hours that hold it."""
        return deferred(self.at, Quiet.of(self.chat.quiet_from, self.chat.quiet_to), self.zone)

    @property
    def stale_at(self) -> datetime:
        """When it is too late."""
        return self.slot + FRESH_FOR


def plan(session: Session, now: datetime, zone: ZoneInfo, language: str, limit: int | None = None) -> Planned:
    """Plan the summaries that fell due since the last run, at most ``limit`` of them.

    Of several weeks only the latest is planned. While ``more`` wait the job has not run yet: call again. The first run
    ever plans nothing, so that starting never floods.
    """
    run = run_of(session, JOB, now)
    if run is None:
        return Planned(0, more=False)
    due = _due(session, run.ran_until, now, zone)
    waiting = _unplanned(session, due)
    fresh = [each for each in waiting if now < each.stale_at]
    batch = fresh[:limit]
    planning = _Planning(session, now, zone, language, {each.chat.unit_id for each in batch})
    number = sum(planning.summary(each) for each in batch)
    if len(batch) < len(fresh):
        return Planned(number, more=True)
    stale = [each for each in waiting if each not in fresh]
    _skip(session, stale, now)
    skipped = len(stale) + sum(each.older for each in due)
    if skipped:
        run.skipped, run.skipped_at = skipped, now
    run.ran_until = max(run.ran_until, now)
    session.add(run)
    session.flush()
    return Planned(number, more=False)


def _due(session: Session, after: datetime, until: datetime, zone: ZoneInfo) -> list[Due]:
    """Chats whose hour lies in (after, until], each with its latest; none before its binding began."""
    gone = {(row.channel, row.chat_id) for row in session.exec(select(Unreachable))}
    query = select(BoundChat).where(col(BoundChat.ended_at).is_(None)).order_by(col(BoundChat.id))
    found = []
    for chat in session.exec(query):
        rule = Weekly(chat.weekday, chat.at, zone)
        at, skipped = latest(rule, max(after, chat.starts_at), until)
        if at is None or (chat.channel, chat.chat_id) in gone:
            continue
        if skipped:
            log.warning("older summaries are left out", chat=chat.id, skipped=skipped)
        found.append(Due(chat, at, zone, skipped))
    return found


def _unplanned(session: Session, due: Sequence[Due]) -> list[Due]:
    keys = {each.key for each in due}
    planned = set(session.exec(select(Outbox.key).where(col(Outbox.key).in_(keys))))
    return [each for each in due if each.key not in planned]


def _skip(session: Session, stale: Sequence[Due], now: datetime) -> None:
    for due in stale:
        log.warning("a summary became too old before it was planned", chat=due.chat.id, due=due.at.isoformat())
        notices.digest_skipped(session, due.chat, due.key, now)


@dataclass
class _Planning:
    """One run: what several chats get alike is told once."""

    session: Session
    now: datetime
    zone: ZoneInfo
    language: str
    units: Collection[int]
    told: dict[tuple[int, str, datetime], Reply] = field(default_factory=dict)
    done: dict[date, Doings] = field(default_factory=dict)

    def summary(self, due: Due) -> bool:
        """Plan one chat's summary; False when it is planned already."""
        chat = due.chat
        address = Address(chat.channel, chat.chat_id, chat.thread_id)
        reply = self._reply(chat.unit_id, chat.language or self.language, due.at)
        return outbox.plan(
            self.session, due.key, address, reply, self.now, rule=JOB,
            not_before=max(due.slot, self.now), stale_at=due.stale_at,
        )  # fmt: skip

    def _reply(self, unit_id: int, language: str, at: datetime) -> Reply:
        """The summary of the week that had ended at ``at``; changes are since the summary before it."""
        key = (unit_id, language, at)
        if key not in self.told:
            found = week.gather(self.session, self._doings(at), unit_id, at - WEEK)
            self.told[key] = Reply(digest.summary(Speech(language, self.zone), found))
        return self.told[key]

    def _doings(self, at: datetime) -> Doings:
        """What everybody did in the week that had ended at ``at``: read once for all chats of that hour."""
        day = at.astimezone(self.zone).date()
        if day not in self.done:
            self.done[day] = week.read(self.session, EVERYTHING, self.units, previous(week_of(day)), day)
        return self.done[day]
