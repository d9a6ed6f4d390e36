"""The calendar of the house: the public one, with the days that an administrator has added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from models import CalendarDay, Candidate, PrivacyRequest, Unit
from outreach.actor import Actor
from outreach.errors import BadCalendarDay, NotTheCalendar
from outreach.rules.admission.calendar import SATURDAY, Calendar, PublicDays, public_days
from outreach.rules.privacy_clock import Clock
from outreach.services.journal import audit

_KNOWN = "calendar"


@dataclass(frozen=True)
class Year:
    """The days off of a year: ``public`` ones, and those ``added`` here (True: worked, False: off)."""

    year: int
    public: PublicDays
    added: Mapping[date, bool]


def calendar(session: Session) -> Calendar:
    """The calendar that holds now; read once in a transaction, since every time limit asks for it."""
    known: Calendar | None = session.info.get(_KNOWN)
    if known is None:
        rows = session.execute(select(col(CalendarDay.day), col(CalendarDay.working))).all()
        off, made_up = ({day for day, working in rows if working is wanted} for wanted in (False, True))
        known = session.info[_KNOWN] = Calendar(frozenset(off), frozenset(made_up))
    return known


def of_year(session: Session, year: int) -> Year:
    """The days off of ``year``."""
    known = calendar(session)
    added = dict.fromkeys(known.extra_off, False) | dict.fromkeys(known.made_up, True)
    return Year(year, public_days(year), {day: added[day] for day in sorted(added) if day.year == year})


def may_change(session: Session, actor: Actor) -> bool:
    """Whether the actor may add days: who administers everything, or a whole committee (a unit with none above)."""
    if not actor.at_least("admin"):
        return False
    unit = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    return actor.own.everything or (unit is not None and unit.parent_id is None)


def check_new(session: Session, actor: Actor, day: date, today: date, *, working: bool) -> None:
    """Pass if ``day`` may be set as off, or as worked.

    Raises:
        NotTheCalendar: the actor may not change the calendar.
        BadCalendarDay: it is past, it is so already, or no Saturday is to be made up.

    """
    check(session, actor)
    piece, known = f"{day:%d/%m/%Y}", calendar(session)
    if day < today:
        raise BadCalendarDay(piece, "past")
    if day in (known.made_up if working else known.extra_off):
        raise BadCalendarDay(piece, "twice")
    if working and day.weekday() != SATURDAY:
        raise BadCalendarDay(piece, "no_saturday")
    if known.is_working(day) is working:
        raise BadCalendarDay(piece, "working" if working else "off")


def add(session: Session, actor: Actor, day: date, today: date, now: datetime, *, working: bool) -> int:
    """Set ``day`` as off or as worked; how many candidates' time limits are counted anew for that.

    Raises:
        As ``check_new``.

    """
    check_new(session, actor, day, today, working=working)
    session.merge(CalendarDay(day=day, working=working, changed_by_id=actor.person_id or 0, changed_at=now))
    return _changed(session, actor, "add", day, now)


def check_added(session: Session, actor: Actor, day: date) -> bool:
    """Whether ``day``, which has been set, was set as worked.

    Raises:
        NotTheCalendar: the actor may not change the calendar.
        BadCalendarDay: nothing has been set for it.

    """
    check(session, actor)
    row = session.get(CalendarDay, day)
    if row is None:
        raise BadCalendarDay(f"{day:%d/%m/%Y}", "not_set")
    return row.working


def remove(session: Session, actor: Actor, day: date, now: datetime) -> int:
    """Let ``day`` be again as the public calendar has it; how many time limits are counted anew.

    Raises:
        As ``check_added``.

    """
    check_added(session, actor, day)
    session.delete(session.get_one(CalendarDay, day))
    return _changed(session, actor, "withdraw", day, now)


def check(session: Session, actor: Actor) -> None:
    """Pass if the actor may change the calendar. Raises NotTheCalendar."""
    if not may_change(session, actor):
        raise NotTheCalendar


def _changed(session: Session, actor: Actor, act: str, day: date, now: datetime) -> int:
    """Have counted anew what ends on ``day`` or later: candidates by a job, as there may be thousands; requests now."""
    session.flush()
    session.info.pop(_KNOWN, None)
    audit.note(session, actor, act, "calendar_day", int(f"{day:%Y%m%d}"), now, "working")
    later = (col(Candidate.due) >= day) & col(Candidate.anonymised_at).is_(None)
    number = session.scalar(select(func.count()).where(later)) or 0
    session.execute(update(Candidate).where(later).values(unsettled=True).execution_options(synchronize_session=False))
    open_ones = (col(PrivacyRequest.done_at).is_(None), col(PrivacyRequest.acknowledge_by) >= day)
    for row in session.scalars(select(PrivacyRequest).where(*open_ones)):
        row.acknowledge_by = Clock.of(row.asked_on, calendar(session)).acknowledge
    session.flush()
    return number
