"""What a person has set for themself: when the morning message comes, and when nothing does."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models import Person
from outreach.actor import Actor
from outreach.errors import NoMorningMessage, NotInvited
from outreach.rules.tasks import morning
from outreach.rules.tasks.quiet import MORNING, Quiet, checked
from outreach.services.journal import audit
from outreach.services.tasks import calendars


@dataclass(frozen=True)
class Personal:
    """The hour wanted for the morning message, whether it is ``off``; the quiet hours; the days away, if any."""

    at: time
    off: bool
    quiet: Quiet | None
    away: tuple[date, date] | None = None

    @property
    def arrives(self) -> time:
        """When the morning message comes: at the hour wanted, or when the quiet hours end that hold it."""
        return morning.hour(self.at, self.quiet)


def settings(session: Session, actor: Actor) -> Personal:
    """What the actor has set. Raises NotInvited for a stranger."""
    return _of(_row(session, actor))


def wake(session: Session, actor: Actor, at: time, now: datetime) -> Personal:
    """Let the morning message come at ``at``, by the wall clock; what was off is on again.

    Raises:
        NotInvited: the actor is a stranger.
        NoMorningMessage: they may only read, and so have nothing to be reminded of.

    """
    return _morning(session, actor, at, now, off=False)


def switch_mornings(session: Session, actor: Actor, now: datetime, *, off: bool) -> Personal:
    """Send no morning message any more, or again. What is overdue climbs on all the same.

    Raises:
        NotInvited, NoMorningMessage: as ``wake``.

    """
    return _morning(session, actor, _row(session, actor).morning_at, now, off=off)


def rest(session: Session, actor: Actor, quiet: Quiet | None, now: datetime) -> Personal:
    """Say nothing unasked in ``quiet`` hours.

    Raises:
        NotInvited: the actor is a stranger.
        BadQuietHours: they leave less than an hour of the day.

    """
    person = _row(session, actor)
    if quiet is not None:
        checked(quiet.start, quiet.end)
    person.quiet_from, person.quiet_to = (quiet.start, quiet.end) if quiet is not None else (None, None)
    return _kept(session, actor, person, now, "quiet_hours")


def next_morning(session: Session, actor: Actor, now: datetime, zone: ZoneInfo) -> datetime:
    """When the next morning message may come: on a working day, not twice on one; at once when its hour just passed."""
    person = _row(session, actor)
    calendar, at = calendars.calendar(session), _of(person).arrives
    today = now.astimezone(zone).date()
    told = (person.planned_until or person.joined_at).astimezone(zone).date() >= today
    first = morning.slot(today, at, zone)
    if calendar.is_working(today) and not told and morning.stale(today, at, zone) > now:
        return max(first, now)
    return morning.slot(calendar.next(today), at, zone)


def _morning(session: Session, actor: Actor, at: time | None, now: datetime, *, off: bool) -> Personal:
    person = _row(session, actor)
    if not actor.at_least("member"):
        raise NoMorningMessage
    person.morning_at, person.morning_off = at, off
    return _kept(session, actor, person, now, "morning_at")


def _kept(session: Session, actor: Actor, person: Person, now: datetime, field: str) -> Personal:
    session.add(person)
    session.flush()
    audit.note(session, actor, "change", "person", person.id, now, field)
    return _of(person)


def _row(session: Session, actor: Actor) -> Person:
    person = session.get(Person, actor.person_id) if actor.known else None
    if person is None:
        raise NotInvited
    return person


def _of(person: Person) -> Personal:
    away = (person.away_from, person.away_until) if person.away_from and person.away_until else None
    return Personal(
        person.morning_at or MORNING, person.morning_off, Quiet.of(person.quiet_from, person.quiet_to), away
    )
