"""``nhipcau doctor``: what is well, and what to do where it is not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp
from pydantic import SecretStr
from rich.console import Console
from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.channels.base import DeliveryError, TokenRejectedError
from bot.channels.zalo import ZaloChannel
from bot.clock import SystemClock
from bot.keys import lost
from bot.metering import allowances
from bot.operator import opened
from bot.settings import Settings
from jobs.upcoming import upcoming
from models import BoundChat, Inbox, JobRun, Outbox, Person, Unreachable
from outreach.services.talk import quotas

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
        findings += store.read_here(lambda session: _quotas(session, settings, now))
    finally:
        store.close()
    findings += await _messengers(settings)
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        console.print(f"ok    {finding.what}" if not finding.mend else f"MEND  {finding.what}: {finding.mend}")
    return not any(finding.mend for finding in findings)


async def _messengers(settings: Settings) -> list[Finding]:
    """What each messenger says to its token; one of them is enough."""
    telegram, zalo = settings.telegram_token, settings.zalo_token
    if telegram is None and zalo is None:
        return [Finding("Telegram, Zalo", "neither TELEGRAM_TOKEN nor ZALO_TOKEN is set; put one or both into .env")]
    return [
        Finding("Telegram: not used (no TELEGRAM_TOKEN)") if telegram is None else await _telegram(settings, telegram),
        Finding("Zalo: not used (no ZALO_TOKEN)") if zalo is None else await _zalo(settings, zalo),
    ]


async def _zalo(settings: Settings, token: SecretStr) -> Finding:
    zalo = ZaloChannel(token.get_secret_value(), settings.zalo_api_url, SystemClock())
    await zalo.start()
    try:
        name = await zalo.introduce()
    except TokenRejectedError:
        return Finding("Zalo", "the token is rejected; compare ZALO_TOKEN with what Zalo's bot platform says")
    except DeliveryError:
        return Finding("Zalo", f"no answer from {settings.zalo_api_url}; is the network up?")
    finally:
        await zalo.stop()
    return Finding(
        f"Zalo: {name}, {'events are posted to ' + settings.public_url if settings.public_url else 'polled'}"
    )


async def _telegram(settings: Settings, token: SecretStr) -> Finding:
    url = f"{settings.telegram_api_url}/bot{token.get_secret_value()}/getMe"
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


def _quotas(session: Session, settings: Settings, now: datetime) -> list[Finding]:
    """How far the month's quota reaches of each messenger that counts."""
    found = []
    for allowance in allowances(settings).values():
        stand = quotas.standing(session, allowance, now)
        use, plan = stand.use, stand.plan
        used = f"{use.sent + use.received} of {plan.messages} messages ({use.sent} sent, {use.received} received)"
        reached = f"{_of(use.users, plan.users)} people, {_of(use.groups, plan.groups)} groups"
        what = f"{stand.channel} in {stand.month:%m/%Y}: {used}, {reached}, {stand.held} held back"
        mend = "nearly used up; take a larger plan and set ZALO_MONTHLY_MESSAGES" if use.short(plan) else ""
        found.append(Finding(what, mend))
    return found


def _of(number: int, most: int | None) -> str:
    return f"{number}" if most is None else f"{number} of {most}"


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
