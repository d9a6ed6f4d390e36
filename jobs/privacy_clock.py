"""Reminds administrators of the legal clock of requests: in the morning of working days, once for each limit."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models import JobRun
from outreach.messages import Address
from outreach.rules.admission.calendar import Calendar
from outreach.rules.privacy_clock import Reminder, reminders
from outreach.services.people import people
from outreach.services.privacy import privacy_requests
from outreach.services.privacy.privacy_requests import Request
from outreach.services.talk import outbox
from outreach.texts import privacy_requests as texts
from outreach.texts.speech import Speech

JOB = "privacy"
MORNING = time(8)
FRESH_FOR = timedelta(hours=12)
Due = list[tuple[Request, Reminder]]


def plan(session: Session, now: datetime, zone: ZoneInfo, language: str) -> int:
    """Plan the day's messages, one to each administrator, from 8 o'clock on; how many. Days off are left out.

    What fell due on days on which nobody was there to plan comes with the next. The first run ever plans nothing.
    """
    local, calendar = now.astimezone(zone), Calendar()
    run = session.get(JobRun, JOB)
    if run is None:
        session.add(JobRun(job=JOB, ran_until=now))
        return 0
    last, today = run.ran_until.astimezone(zone), local.date()
    if local.time() < MORNING or last.date() >= today or not calendar.is_working(today):
        return 0
    planned = 0
    for (address, language_there), due in _by_administrator(session, last.date(), today, zone, calendar).items():
        reply = texts.reminder(Speech(language_there or language, zone), due)
        key = f"{JOB}:{today.isoformat()}:{address.channel}:{address.chat}"
        planned += outbox.plan(session, key, address, reply, now, rule=JOB, stale_at=now + FRESH_FOR)
    run.ran_until = now
    session.add(run)
    return planned


def _by_administrator(
    session: Session, after: date, until: date, zone: ZoneInfo, calendar: Calendar
) -> dict[tuple[Address, str | None], Due]:
    found: defaultdict[tuple[Address, str | None], Due] = defaultdict(list)
    for request in privacy_requests.running(session):
        due = [(request, what) for what in _due(request, after, until, zone, calendar)]
        for recipient in people.administrators(session, request.unit_id) if due else ():
            found[recipient] += due
    return found


def _due(request: Request, after: date, until: date, zone: ZoneInfo, calendar: Calendar) -> list[Reminder]:
    """What a request is to be reminded of in (after, until]: the latest alone."""
    entered = request.entered_at.astimezone(zone).date()
    acknowledging = {Reminder.ACKNOWLEDGE, Reminder.ACKNOWLEDGE_LATE}
    open_ones = [
        what
        for what, day in reminders(request.clock, entered, calendar)
        if after < day <= until and not (request.acknowledged and what in acknowledging)
    ]
    return open_ones[-1:]
