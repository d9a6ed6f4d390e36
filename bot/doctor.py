"""``nhipcau doctor``: what is well, and what to do where it is not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
from rich.console import Console
from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.clock import SystemClock
from bot.keys import lost
from bot.operator import opened
from bot.settings import Settings
from jobs.upcoming import upcoming
from models import BoundChat, Inbox, JobRun, Outbox, Person, Unreachable

STUCK = timedelta(minutes=10)
NEXT = {
    "digest": "next weekly summary: {}, {} chats within a week",
    "morning": "next morning message: {}, {} people that day",
}
TICKING = frozenset({"digest", "morning"})  # jobs that run every few seconds while the bot does


@dataclass(frozen=True)
class Finding:
    """One line of the examination; ``mend`` is empty when all is well."""

    what: str
    mend: str = ""


async def examine(settings: Settings) -> bool:
    """Print the findings; whether all is well."""
    now = SystemClock().now()
    store = opened(settings)
    try:
        findings = [Finding(f"time zone {settings.timezone}: it is {now.astimezone(settings.zone):%H:%M %d/%m/%Y}")]
        findings += store.read_here(lambda session: _database(session, now, settings.zone))
    finally:
        store.close()
    findings.append(await _telegram(settings))
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        console.print(f"ok    {finding.what}" if not finding.mend else f"MEND  {finding.what}: {finding.mend}")
    return not any(finding.mend for finding in findings)


async def _telegram(settings: Settings) -> Finding:
    if settings.telegram_token is None:
        return Finding("Telegram", "TELEGRAM_TOKEN is not set; get one from @BotFather and put it into .env")
    url = f"{settings.telegram_api_url}/bot{settings.telegram_token.get_secret_value()}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as answer,
        ):
            told = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return Finding("Telegram", f"no answer from {settings.telegram_api_url}; is the network up, is it blocked?")
    if not told.get("ok"):
        return Finding("Telegram", "the token is rejected; compare TELEGRAM_TOKEN with what @BotFather says")
    return Finding(f"Telegram: @{told['result']['username']}")


def _database(session: Session, now: datetime, zone: ZoneInfo) -> list[Finding]:
    people = _count(session, select(func.count()).select_from(Person).where(col(Person.left_at).is_(None)))
    admins = _count(session, select(func.count()).select_from(Person).where(Person.role == "admin"))
    found = [Finding(f"database: {people} people")]
    if not admins:
        found.append(Finding("administrators", "nobody yet; run: nhipcau invite --role admin"))
    if unread := lost(session):
        where = ", ".join(f"{column} {number}" for column, number in sorted(unread.items()))
        found.append(
            Finding(
                f"{unread.total()} names and texts cannot be read ({where})",
                "put the key they were sealed with into ENCRYPTION_KEYS",
            )
        )
    return found + _chats(session) + _queues(session, now) + _jobs(session, now, zone)


def _chats(session: Session) -> list[Finding]:
    active = select(func.count()).select_from(BoundChat).where(col(BoundChat.ended_at).is_(None))
    lost = select(func.count()).select_from(Unreachable)
    bound, gone = _count(session, active), _count(session, lost)
    line = (
        Finding(f"bound chats: {bound}") if bound else Finding("bound chats", "none; in a group send: /gan UNIT-CODE")
    )
    return [line] + (
        [Finding(f"{gone} chats cannot be reached", "add the bot again, or end with /gan tat")] * bool(gone)
    )


def _queues(session: Session, now: datetime) -> list[Finding]:
    failed = _count(session, select(func.count()).select_from(Inbox).where(Inbox.state == "failed"))
    waiting = select(func.count()).select_from(Outbox).where(Outbox.state == "waiting")
    stuck = now - STUCK
    late = _count(session, waiting.where(Outbox.not_before < stuck, Outbox.created_at < stuck))
    ahead = _count(session, waiting.where(Outbox.not_before > now))
    mends = [
        Finding(f"{failed} messages could not be handled", "see the log for their numbers") if failed else None,
        Finding(f"{late} messages wait to be sent", "is the bot running, is the messenger up?") if late else None,
    ]
    planned = [Finding(f"waiting for their hour: {ahead} messages")] if ahead else []
    return ([mend for mend in mends if mend] or [Finding("inbox and outbox: nothing stuck")]) + planned


def _jobs(session: Session, now: datetime, zone: ZoneInfo) -> list[Finding]:
    """The last run of each job with what it left out, and what comes next."""
    runs = session.exec(select(JobRun).order_by(JobRun.job)).all()
    due = upcoming(session, now, zone)
    return [_run(run, now, zone) for run in runs] + [
        Finding(NEXT[each.job].format(_at(each.at, zone), each.number)) for each in due
    ]


def _run(run: JobRun, now: datetime, zone: ZoneInfo) -> Finding:
    done = f"job {run.job}: ran until {_at(run.ran_until, zone)}"
    if run.skipped and run.skipped_at is not None:
        done += f"; on {run.skipped_at.astimezone(zone):%d/%m/%Y} it left out {run.skipped} that had become too old"
    late = run.job in TICKING and run.ran_until < now - STUCK
    return Finding(done, "is the bot running? start it with: make run" if late else "")


def _at(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%H:%M %d/%m/%Y}"


def _count(session: Session, query: SelectOfScalar[int]) -> int:
    return int(session.exec(query).one())
