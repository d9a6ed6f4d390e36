"""What a morning must tell whom: the rules of DESIGN §3.6–3.8 said once more, as simply as possible."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tests.simulation.town import DAY, Town

SECTIONS = ("Overdue", "Today", "Coming up", "Long overdue in the unit", "This week")
OVERDUE, TODAY, COMING, REACHED, WEEK = range(5)
WEEKLY_RUNGS = {19, 24, 29, 34}
OF_OWNER, OF_LEADS, OF_ADMINISTRATORS = {*range(1, 15)} | WEEKLY_RUNGS, {7} | WEEKLY_RUNGS, {14} | WEEKLY_RUNGS
UNVISITED_AFTER, SILENT_AFTER = 60, 5
LEADS_OF_LIMIT = (90, 60, 30, 15, 7)


@dataclass(frozen=True)
class Thing:
    """A task: ``token`` is what it is known by in a message, ``leads`` the days before it is due to remind."""

    token: str
    kind: str
    unit: int
    since: date
    due: date | None = None
    owner: int | None = None
    leads: tuple[int, ...] = ()


@dataclass(frozen=True)
class Said:
    """One line of a message."""

    section: int
    token: str
    ask: bool = False


@dataclass
class Told:
    """What a morning says: lines with the due days by which they are ordered, and whether there is reason to."""

    lines: list[tuple[Said, date]] = field(default_factory=list)
    long_overdue: int = 0
    fresh: bool = False

    def add(self, thing: Thing, section: int, *, fresh: bool = True, ask: bool = False) -> None:
        self.lines.append((Said(section, thing.token, ask), thing.due or date.max))
        self.fresh |= fresh


def things(town: Town, today: date) -> list[Thing]:
    """All tasks that there are."""
    muted = {firm.id for firm in town.firms.values() if firm.muted and firm.muted >= today}
    found = [
        Thing(f"S{step.id}", "step", step.unit, step.since, step.due, step.owner, (2,))
        for step in town.steps.values()
        if step.open and step.firm not in muted
    ]
    for one in town.applicants.values():
        if one.open and one.due:
            found.append(Thing(f"UV-{one.id:04}", "limit", one.unit, one.since, one.due, one.owner, LEADS_OF_LIMIT))
        if one.open and one.ceremony:
            found.append(Thing(f"UV-{one.id:04}!", "ceremony", one.unit, one.since, one.ceremony, one.owner, (1,)))
    return found + _of_units(town, today, muted)


def _of_units(town: Town, today: date, muted: set[int]) -> list[Thing]:
    stale, there, below = defaultdict[int, int](int), set[int](), town.with_below()
    for firm in town.firms.values():
        if firm.id not in muted:
            there.add(firm.unit)
            stale[firm.unit] += (today - firm.seen).days >= UNVISITED_AFTER
    there |= {one.unit for one in town.people.values() if one.unit and not one.left and one.role in {"member", "lead"}}
    found = [Thing(f"U-{unit} {number} stale", "unvisited", unit, today) for unit, number in stale.items() if number]
    for unit in there:
        days = [(today - town.visited[each]).days for each in below[unit] if each in town.visited]
        if min(days, default=SILENT_AFTER) >= SILENT_AFTER:
            found.append(Thing(f"U-{unit} silent", "silent", unit, today))
    return found


@dataclass
class Roll:
    """Who hears of which task on a day, as what: asked for once while nothing happens."""

    of: dict[int, list[tuple[Thing, str]]]

    @classmethod
    def call(cls, town: Town, today: date) -> "Roll":
        found: dict[int, list[tuple[Thing, str]]] = defaultdict(list)
        leads = {unit: town.leads(unit, today) for unit in town.parents}
        administrators = {unit: town.posts("admin", unit, today) for unit in town.parents}
        for thing in things(town, today):
            owners = leads[thing.unit] if thing.owner is None else town.answering(thing.owner, thing.unit, today)
            for person in owners:
                found[person].append((thing, "owner"))
            if thing.kind in {"step", "limit", "ceremony"}:
                for person in leads[thing.unit] - owners:
                    found[person].append((thing, "lead"))
                for person in administrators[thing.unit] - owners - leads[thing.unit]:
                    found[person].append((thing, "admin"))
        return cls(found)


def morning(town: Town, roll: Roll, person: int, today: date, after: date) -> Told:
    """What the morning of ``today`` tells the person, to whom everything up to ``after`` has been told."""
    told = Told()
    for thing, reader in roll.of.get(person, ()):
        if reader == "owner":
            _own(town, thing, town.put_off.get((person, thing.token)), today, after, told)
        elif thing.due and thing.due < today:
            rungs = OF_LEADS if reader == "lead" else OF_ADMINISTRATORS
            if _late(town, thing.due, today, after) & rungs:
                told.add(thing, REACHED)
    return told


def _own(town: Town, thing: Thing, until: date | None, today: date, after: date, told: Told) -> None:
    if until and until > today:
        return
    again = until is not None and until > after
    if thing.due is None:
        if again or any(_is_week_day(town, day, thing.kind) for day in town.working_in(after, today)):
            told.add(thing, WEEK)
    elif thing.due == today:
        told.add(thing, TODAY)
    elif thing.due > today:
        fresh = again or _reminded(town, thing, thing.due, today, after)
        if fresh or (thing.due - today).days <= 7:
            told.add(thing, COMING, fresh=fresh)
    else:
        late = _late(town, thing.due, today, after)
        if again or late & OF_OWNER:
            told.add(thing, OVERDUE, ask=3 in late and thing.kind == "step")
        else:
            told.long_overdue += 1


def _late(town: Town, due: date, today: date, after: date) -> set[int]:
    """The numbers that the working days of the window have, counted from the due day."""
    return {len(town.working_in(due, day)) for day in town.working_in(max(after, due), today)}


def _reminded(town: Town, thing: Thing, due: date, today: date, after: date) -> bool:
    days = [town.at_or_before(due - lead * DAY) for lead in thing.leads]
    days = [day for day in days if day > thing.since] or [thing.since + DAY]
    return any(after < day <= today for day in days)


def _is_week_day(town: Town, day: date, kind: str) -> bool:
    """Whether it is the first working day of its week; of silence one speaks on the last."""
    monday = day - day.weekday() * DAY
    week = town.working_in(monday - DAY, monday + 6 * DAY)
    return day == (week[-1] if kind == "silent" else week[0])
