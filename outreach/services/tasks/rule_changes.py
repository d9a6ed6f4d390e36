"""Rules of reminders as an administrator sees and sets them, for the units that are theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session, col

from models import Person, RuleSetting, Unit
from outreach.actor import EVERYTHING, Actor, Scope
from outreach.errors import DutyOfLaw, NotAllowed, OutOfScope
from outreach.rules.admission.calendar import Calendar
from outreach.rules.tasks.defaults import LEGAL, checked_days
from outreach.rules.tasks.reminding import WEEKLY
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.journal import audit
from outreach.services.tasks import agenda, calendars, rule_settings
from outreach.services.tasks.rule_settings import Setting
from outreach.services.units import visibility

MANY = 10  # people, or more than half of all in scope: then a change is asked twice
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_BATCH = 500  # people whose morning is computed at once


@dataclass(frozen=True)
class Wanted:
    """What is to hold for ``rule`` in the unit (None: everywhere) and below; no ``setting``: what holds above it."""

    rule: TaskRule
    unit_id: int | None
    setting: Setting | None


@dataclass(frozen=True)
class Listed:
    """A rule as it holds in a unit, and the codes of units below for which something else has been set.

    ``set_in`` is the code of the unit where it was set, "" for everywhere, None where it is the default.
    """

    rule: TaskRule
    setting: Setting
    set_in: str | None
    otherwise: tuple[str, ...]


@dataclass(frozen=True)
class Reached:
    """Who would be told something on ``day`` that would not be told anything otherwise: so many ``of`` all in scope."""

    day: date
    number: int
    of: int

    @property
    def many(self) -> bool:
        """Whether the change is to be asked for twice."""
        return self.number > MANY or (self.number > 1 and 2 * self.number > self.of)


def listed(session: Session, actor: Actor, unit_id: int | None) -> list[Listed]:
    """Every rule as it holds for the unit, or everywhere (None).

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: the unit is not theirs, or something is not for them everywhere.

    """
    check(session, actor, unit_id)
    return [_listed(session, rule, unit_id, _codes(session, unit_id)) for rule in TaskRule]


def one(session: Session, actor: Actor, rule: TaskRule, unit_id: int | None) -> Listed:
    """As ``listed``, one of them."""
    check(session, actor, unit_id)
    return _listed(session, rule, unit_id, _codes(session, unit_id))


def _listed(session: Session, rule: TaskRule, unit_id: int | None, below: Mapping[int, str]) -> Listed:
    known = rule_settings.settings(session)
    setting = known.of(rule, unit_id)
    set_in = None if setting.is_default else _code(session, setting.unit_id)
    others = (at for of, at in known.rows if of is rule and at is not None and at != unit_id)
    return Listed(rule, setting, set_in, tuple(below[at] for at in others if at in below))


def change(session: Session, actor: Actor, wanted: Wanted, now: datetime) -> None:
    """Let the rule hold as wanted, from the next morning on.

    Raises:
        As ``check_wanted``.

    """
    check_wanted(session, actor, wanted)
    unit_id, setting = wanted.unit_id, wanted.setting
    there = col(RuleSetting.unit_id).is_(None) if unit_id is None else col(RuleSetting.unit_id) == unit_id
    session.execute(delete(RuleSetting).where(col(RuleSetting.rule) == wanted.rule.value, there))
    row = None
    if setting is not None:
        row = RuleSetting(
            rule=wanted.rule.value, unit_id=unit_id, enabled=setting.enabled, days=setting.days,
            changed_by_id=actor.person_id or 0, changed_at=now,
        )  # fmt: skip
        session.add(row)
    session.flush()
    rule_settings.forget(session)
    audit.note(session, actor, "change", "rule_setting", row.id if row else None, now, "enabled", "days")


def check(session: Session, actor: Actor, unit_id: int | None) -> None:
    """Pass if the actor may set rules for the unit and all below it, or (None) everywhere.

    Raises:
        NotAllowed: the actor is no administrator.
        OutOfScope: it is not theirs.

    """
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    theirs = actor.own.everything if unit_id is None else visibility.covers(session, actor.own, unit_id)
    if not theirs:
        raise OutOfScope("")


def check_wanted(session: Session, actor: Actor, wanted: Wanted) -> None:
    """Pass if the rule may be set so.

    Raises:
        NotAllowed, OutOfScope: as ``check``.
        DutyOfLaw: the rule cannot be switched off.
        BadRuleDays: the days do not go with the rule.

    """
    check(session, actor, wanted.unit_id)
    if wanted.setting is None:
        return
    if wanted.rule in LEGAL and not wanted.setting.enabled:
        raise DutyOfLaw(wanted.rule.value)
    if wanted.setting.days is not None:
        checked_days(wanted.rule, wanted.setting.days)


def reached(session: Session, actor: Actor, wanted: Wanted, today: date) -> Reached:
    """Who would get a message because of the change, on the first morning on which the rule speaks.

    Raises:
        As ``check_wanted``.

    """
    check_wanted(session, actor, wanted)
    day = first_morning(wanted.rule, today, calendars.calendar(session))
    query = select(col(Person.id)).where(_told_of(session, wanted.unit_id))
    persons = [person for person in session.scalars(query) if person is not None]
    before = _told(session, persons, day, today)
    supposed = rule_settings.settings(session).having(wanted.rule, wanted.unit_id, wanted.setting)
    with rule_settings.trying(session, supposed):
        after = _told(session, persons, day, today)
    return Reached(day, len(after - before), len(persons))


def first_morning(rule: TaskRule, today: date, calendar: Calendar) -> date:
    """The first morning after ``today`` on which ``rule`` speaks: a weekly one's is the first or last of a week."""
    monday = today - timedelta(days=today.weekday()) + _WEEK
    if rule is TaskRule.UNIT_SILENT:
        friday = calendar.at_or_before(monday - _DAY)
        return friday if friday > today else calendar.at_or_before(monday + _WEEK - _DAY)
    return calendar.next(monday - _DAY if rule in WEEKLY else today)


def _told(session: Session, persons: Sequence[int], day: date, today: date) -> set[int]:
    told = set[int]()
    for begin in range(0, len(persons), _BATCH):
        some = persons[begin : begin + _BATCH]
        found = agenda.agendas(session, some, day, dict.fromkeys(some, max(today, day - _DAY)))
        told |= {person for person, agenda_of_day in found.items() if agenda_of_day.fresh}
    return told


def _told_of(session: Session, unit_id: int | None) -> ColumnElement[bool]:
    """Whoever may be told of the unit's tasks: its people and those above, but for viewers."""
    here = col(Person.left_at).is_(None) & (col(Person.role) != "viewer")
    if unit_id is None:
        return here
    above = col(Person.unit_id).is_(None) | col(Person.unit_id).in_(visibility.ancestors(session, unit_id))
    return here & (above | visibility.within(col(Person.unit_id), Scope(unit_id)))


def _codes(session: Session, unit_id: int | None) -> dict[int, str]:
    inside = visibility.within(col(Unit.id), EVERYTHING if unit_id is None else Scope(unit_id))
    query = select(col(Unit.id), col(Unit.code)).where(inside, col(Unit.valid_to).is_(None))
    return {key: code for key, code in session.execute(query) if key is not None}


def _code(session: Session, unit_id: int | None) -> str:
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    return unit.code if unit else ""
