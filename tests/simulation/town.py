"""The town of the simulation as plain data, and what happens in it. Nothing of the product's but the public holidays.

What somebody does is a method named for it; it says whether it can be done as things stand. ``acts.py`` does the same
in the product.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from outreach.rules.admission.calendar import public_days

DAY = timedelta(days=1)
ROOT, HEAD = 1, 1  # the unit above all, and who administers everything


@dataclass
class Member:
    """Who works here. Up to ``told_until`` everything has been told to them, ``planned_on`` it was last looked at."""

    id: int
    role: str
    unit: int | None
    told_until: date
    hour: time | None = None
    quiet: tuple[time, time] | None = None
    away: tuple[date, date, int] | None = None
    off: bool = False
    left: bool = False
    reachable: bool = True
    planned_on: date | None = None


@dataclass
class Firm:
    id: int
    unit: int
    seen: date  # visited, or, without any visit, entered
    muted: date | None = None


@dataclass
class Step:
    id: int
    unit: int
    owner: int
    firm: int
    since: date
    due: date | None
    kind: str = "step"
    open: bool = True


@dataclass
class Applicant:
    id: int
    unit: int
    owner: int | None
    since: date
    due: date | None
    ceremony: date | None = None
    open: bool = True


@dataclass
class Town:
    """Everything that the model knows. ``version`` counts what has happened."""

    first: date
    last: date
    parents: dict[int, int | None] = field(default_factory=dict)
    people: dict[int, Member] = field(default_factory=dict)
    firms: dict[int, Firm] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)
    applicants: dict[int, Applicant] = field(default_factory=dict)
    put_off: dict[tuple[int, str], date] = field(default_factory=dict)
    changed_days: dict[date, bool] = field(default_factory=dict)
    visited: dict[int, date] = field(default_factory=dict)
    version: int = 0
    working: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.count_days()

    # days

    def count_days(self) -> None:
        """The working days from long before the first day until after the last."""
        day, end, self.working = self.first - 150 * DAY, self.last + 150 * DAY, []
        while day <= end:
            public = public_days(day.year)
            usual = day in public.worked or (day.weekday() < 5 and day not in public.off)
            if self.changed_days.get(day, usual):
                self.working.append(day)
            day += DAY

    def works(self, day: date) -> bool:
        place = bisect_left(self.working, day)
        return self.working[place] == day

    def working_in(self, after: date, until: date) -> list[date]:
        """The working days later than ``after``, up to ``until``."""
        return self.working[bisect_right(self.working, after) : bisect_right(self.working, until)]

    def at_or_before(self, day: date) -> date:
        return self.working[bisect_right(self.working, day) - 1]

    def at_or_after(self, day: date) -> date:
        return self.working[bisect_left(self.working, day)]

    # whose

    def upwards(self, unit: int | None) -> list[int | None]:
        path: list[int | None] = []
        while unit is not None:
            path.append(unit)
            unit = self.parents[unit]
        return [*path, None]

    def covers(self, above: int | None, unit: int | None) -> bool:
        return above in self.upwards(unit)

    def here(self, person: int | None) -> bool:
        return person is not None and not self.people[person].left and self.people[person].role != "viewer"

    def present(self, person: int, day: date) -> int:
        """The person, or on a day away who stands in for them."""
        away = self.people[person].away
        return away[2] if away and away[0] <= day <= away[1] and self.here(away[2]) else person

    def posts(self, role: str, unit: int | None, day: date) -> set[int]:
        """Who holds the post in the unit, or in the nearest above in which somebody does."""
        for at in self.upwards(unit)[: None if role == "admin" else -1]:
            found = [one.id for one in self.people.values() if one.role == role and one.unit == at and not one.left]
            if found:
                return {self.present(one, day) for one in found}
        return set()

    def leads(self, unit: int, day: date) -> set[int]:
        return self.posts("lead", unit, day) or self.posts("admin", unit, day)

    def answering(self, owner: int | None, unit: int, day: date) -> set[int]:
        if owner is not None and self.here(owner):
            at = self.people[owner].unit
            if self.covers(at, unit) or self.covers(unit, at):
                return {self.present(owner, day)}
        return self.leads(unit, day)

    # what happens

    def plan(self, owner: int, firm: int, today: date, due: date | None, kind: str) -> bool:
        if not self.here(owner):
            return False
        unit = self.people[owner].unit or self.firms[firm].unit
        step = len(self.steps) + 1
        self.steps[step] = Step(step, unit, owner, firm, today, due, kind)
        return True

    def done(self, step: int) -> bool:
        if not self.steps[step].open:
            return False
        self.steps[step].open = False
        self._forget(f"S{step}")
        return True

    def move(self, step: int, due: date) -> bool:
        if not self.steps[step].open:
            return False
        self.steps[step].due = due
        self._forget(f"S{step}")
        return True

    def postpone(self, step: int, person: int, until: date, today: date) -> bool:
        task = self.steps[step]
        if not task.open or person not in self.answering(task.owner, task.unit, today):
            return False
        self.put_off[person, f"S{step}"] = self.at_or_after(until)
        return True

    def hand(self, step: int, person: int) -> bool:
        task, receiver = self.steps[step], self.people[person]
        above = receiver.role in {"lead", "admin"} and self.covers(receiver.unit, task.unit)
        near = receiver.unit is not None and (above or self.covers(task.unit, receiver.unit))
        if not task.open or not self.here(person) or not near:
            return False
        task.owner = person
        return True

    def visit(self, firm: int, person: int, today: date) -> bool:
        """The first visit closes what was planned there by the visitor or their unit."""
        if not self.here(person):
            return False
        unit = self.people[person].unit or self.firms[firm].unit
        self.firms[firm].seen = self.visited[unit] = today
        for step in self.steps.values():
            if step.open and step.kind == "visit" and step.firm == firm and (step.unit == unit or step.owner == person):
                step.open = False
        return True

    def mute(self, firm: int, until: date) -> bool:
        self.firms[firm].muted = until
        return True

    def go_away(self, person: int, stand_in: int, starts: date, ends: date) -> bool:
        """For some days; not while standing in for another, and not with somebody who is away themself."""
        one, other = self.people[person], self.people[stand_in]
        to_come = {each.id: each.away[2] for each in self.people.values() if each.away and each.away[1] >= starts}
        busy = person in to_come or stand_in in to_come or person in to_come.values()
        if person == stand_in or busy or not self.here(person) or not self.here(stand_in):
            return False
        if one.unit is None or not self.covers(other.unit, one.unit):
            return False
        one.away = (starts, ends, stand_in)
        return True

    def leave(self, person: int) -> bool:
        if not self.here(person) or self.people[person].role == "admin":
            return False
        self.people[person].left = True
        for one in self.people.values():
            if one.away and one.away[2] == person:
                one.away = None
        self.people[person].away = None
        return True

    def join(self, person: int, unit: int, today: date) -> bool:
        self.people[person] = Member(person, "member", unit, told_until=today)
        return True

    def block(self, person: int) -> bool:
        self.people[person].reachable = False
        return True

    def unblock(self, person: int) -> bool:
        self.people[person].reachable = True
        return True

    def wake(self, person: int, hour: time) -> bool:
        if not self.here(person):
            return False
        self.people[person].hour, self.people[person].off = hour, False
        return True

    def switch(self, person: int, off: bool) -> bool:
        if not self.here(person):
            return False
        self.people[person].off = off
        return True

    def rest(self, person: int, quiet: tuple[time, time] | None) -> bool:
        if not self.here(person):
            return False
        self.people[person].quiet = quiet
        return True

    def change_day(self, day: date, working: bool) -> bool:
        if self.works(day) is working or day in self.changed_days:
            return False
        self.changed_days[day] = working
        self.count_days()
        return True

    def apply(self, applicant: int, unit: int, owner: int | None, today: date, due: date | None) -> bool:
        self.applicants[applicant] = Applicant(applicant, unit, owner, today, due)
        return True

    def pass_on(self, applicant: int, due: date | None, today: date) -> bool:
        """The next stage, with a limit of its own."""
        if not self.applicants[applicant].open:
            return False
        self.applicants[applicant].due, self.applicants[applicant].since = due, today
        return True

    def celebrate(self, applicant: int, on: date) -> bool:
        if not self.applicants[applicant].open:
            return False
        self.applicants[applicant].ceremony = on
        return True

    def close(self, applicant: int) -> bool:
        if not self.applicants[applicant].open:
            return False
        self.applicants[applicant].open = False
        return True

    def _forget(self, key: str) -> None:
        self.put_off = {one: until for one, until in self.put_off.items() if one[1] != key}

    def with_below(self) -> defaultdict[int, list[int]]:
        """Each unit with all that are below it, itself included."""
        below: defaultdict[int, list[int]] = defaultdict(list)
        for unit in self.parents:
            for above in self.upwards(unit):
                if above is not None:
                    below[above].append(unit)
        return below
