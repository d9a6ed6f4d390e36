"""What comes, day by day: planned visits, steps, classes, ceremonies, candidates' time limits, targets' last days.

What there is on each day is counted in SQL; of a page's days the first few are read, and the rest is a number.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col

from models import NextStep
from outreach.actor import Actor, Scope
from outreach.errors import UnknownUnit
from outreach.rules.admission.calendar import holiday
from outreach.rules.vocabulary.settings import Holiday
from outreach.services.tasks import calendars, open_steps
from outreach.services.tasks.day_items import Coming, Item, ItemKind, Viewer, counted, read_items
from outreach.services.tasks.rule_settings import settings
from outreach.services.units import visibility

LINES = 16  # a page: what can be read on a phone without losing the thread
A_DAY, ONE_DAY = 8, 30  # how many of one kind are read of a day among others, and of a day asked for alone
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Asked:
    """The days from ``starts`` to ``ends`` of a unit and all below it (None: of all that may be seen), or ``mine``."""

    starts: date
    ends: date
    unit_id: int | None = None
    mine: bool = False


@dataclass(frozen=True)
class Day:
    """A day with its first items and how many more there are; ``off``: offices are closed, ``holiday``: for which."""

    day: date
    off: bool
    holiday: Holiday | None
    items: tuple[Item, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Page:
    """Some days of those asked for, and which part of them; ``overdue``: open steps of one's own, past their day."""

    asked: Asked
    days: tuple[Day, ...]
    number: int
    of: int
    total: int
    overdue: int = 0


def agenda(session: Session, actor: Actor, asked: Asked, today: date, number: int = 0) -> Page:
    """A page of what comes on the days asked for.

    Nothing is ``mine`` in a group, or for whoever may only read. Of candidates these learn no more than a number.

    Raises:
        UnknownUnit: the unit may not be seen here.

    """
    viewer = _viewer(session, actor, asked)
    found = counted(session, viewer, asked.starts, asked.ends)
    listed = sorted({*found, *_holidays(session, asked)})
    cap = ONE_DAY if asked.starts == asked.ends else A_DAY
    pages = list(_pages(listed, found, cap)) or [[]]
    number = min(max(number, 0), len(pages) - 1)
    days = _filled(session, viewer, pages[number], found, cap)
    late = _overdue(session, actor, today) if viewer.mine else 0
    asked = replace(asked, mine=viewer.mine)
    return Page(asked, days, number, len(pages), sum(sum(each.values()) for each in found.values()), late)


def _viewer(session: Session, actor: Actor, asked: Asked) -> Viewer:
    if asked.unit_id is not None and not visibility.covers(session, actor.sees, asked.unit_id):
        raise UnknownUnit("")
    member = actor.private and actor.at_least("member")
    return Viewer(
        actor=actor,
        scope=actor.sees if asked.unit_id is None else Scope(asked.unit_id),
        mine=asked.mine and member,
        candidates=member,
    )


def _holidays(session: Session, asked: Asked) -> Iterator[date]:
    """The working days of the week that are off: worth knowing even where nothing is planned."""
    calendar, day = calendars.calendar(session), asked.starts
    while day <= asked.ends:
        if day.weekday() < _SATURDAY and not calendar.is_working(day):
            yield day
        day += _DAY


def _pages(listed: Sequence[date], found: Mapping[date, Coming], cap: int) -> Iterator[list[date]]:
    page: list[date] = []
    lines = 0
    for day in listed:
        height = 1 + sum(min(number, cap) for number in found.get(day, Counter[ItemKind]()).values())
        if page and lines + height > LINES:
            yield page
            page, lines = [], 0
        page.append(day)
        lines += height
    if page:
        yield page


def _filled(
    session: Session, viewer: Viewer, page: Sequence[date], found: Mapping[date, Coming], cap: int
) -> tuple[Day, ...]:
    if not page:
        return ()
    calendar = calendars.calendar(session)
    items = read_items(session, viewer, page[0], page[-1], cap)
    days = []
    for day in page:
        there = tuple(items.get(day, ()))
        total = sum(found.get(day, Counter[ItemKind]()).values())
        days.append(
            Day(day, not calendar.is_working(day), holiday(day), there, total - sum(item.number for item in there))
        )
    return tuple(days)


def _overdue(session: Session, actor: Actor, today: date) -> int:
    """As many as /viec has: none of an enterprise that is muted, none where nobody is reminded of steps."""
    theirs = (col(NextStep.person_id) == actor.person_id) & open_steps.switched_on(settings(session))
    return open_steps.overdue_number(session, theirs, today)
