"""Chance: what people do on a day, drawn from a seed, and how the town begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from random import Random

from tests.simulation.town import DAY, HEAD, ROOT, Applicant, Firm, Member, Step, Town

HOURS = (None, None, None, time(6), time(7), time(8, 15), time(12, 30), time(17), time(20))
QUIETS = (
    None,
    None,
    (time(21), time(6, 30)),
    (time(11, 30), time(13, 30)),
    (time(22), time(8)),
    (time(0), time(7, 45)),
)
GROUPS = 4  # of a committee
STEPS_OF_ONE = 2  # that somebody has on the first day, on average

Event = tuple[int, str, tuple[object, ...]]  # the minute of the day, what, and with what


def settled(dice: Random, first: date, days: int, people: int, firms: int) -> Town:
    """The town on its first day: committees with groups, their people, enterprises and candidates."""
    town = Town(first, first + days * DAY)
    groups = max(3, people // 8)
    town.parents[ROOT] = None
    committees = [2 + n for n in range(max(1, groups // GROUPS))]
    town.parents |= dict.fromkeys(committees, ROOT)
    leaves = [2 + len(committees) + n for n in range(groups)]
    town.parents |= {leaf: committees[n % len(committees)] for n, leaf in enumerate(leaves)}
    town.people[HEAD] = Member(HEAD, "admin", None, first, planned_on=first)
    for number in range(2, people + 1):
        role, unit = "member", leaves[number % len(leaves)]
        if number < 2 + len(committees):
            role, unit = "admin", committees[number - 2]
        elif number < 2 + len(committees) + len(leaves) - 1:  # one group has no lead
            role, unit = "lead", leaves[number - 2 - len(committees)]
        hour, quiet = dice.choice(HOURS), dice.choice(QUIETS)
        town.people[number] = Member(number, role, unit, first, hour, quiet, planned_on=first)
    town.firms = {n: Firm(n, dice.choice(leaves), first - dice.randrange(90) * DAY) for n in range(1, firms + 1)}
    for number in range(1, people // 2 + 1):
        owner = dice.choice([*town.people.values()])
        unit, of = owner.unit or dice.choice(leaves), owner.id if dice.random() < 0.8 else None
        town.applicants[number] = Applicant(number, unit, of, first - 20 * DAY, first + dice.randrange(-10, 100) * DAY)
    for number in range(1, people * STEPS_OF_ONE + 1):
        owner, firm, due = (
            dice.choice([*town.people.values()]),
            dice.randint(1, firms),
            first + dice.randrange(-50, 20) * DAY,
        )
        unit = owner.unit or town.firms[firm].unit
        town.steps[number] = Step(number, unit, owner.id, firm, first - 60 * DAY, due)
    return town


@dataclass
class Script:
    """What happens on each day: what there is to be done in the ``town``, every ``grain`` minutes."""

    town: Town
    dice: Random
    grain: int = 1
    applicants: int = 0

    def __post_init__(self) -> None:
        self.applicants = len(self.town.applicants)

    def day(self, today: date) -> list[Event]:
        """The events of a day in their order; on days off there are few."""
        busy = len(self.town.people) * (0.3 if self.town.works(today) else 0.03)
        found = [*self._at_work(today, busy), *self._settings(today), *self._trouble(today)]
        return sorted(found, key=lambda event: event[0])

    def _at_work(self, today: date, busy: float) -> Iterator[Event]:
        here = [one.id for one in self.town.people.values() if not one.left]
        still = [step.id for step in self.town.steps.values() if step.open]
        yield from (self._at(self._planned(here, today)) for _ in range(self._many(busy * 0.5)))
        for _ in range(self._many(busy * 0.4)):
            yield self._at(("visit", (self.dice.choice([*self.town.firms]), self.dice.choice(here), today)))
        for step in self.dice.sample(still, min(len(still), self._many(busy * 0.55))):
            yield self._at(self._acted(step, here, today))
        on_their_way = [one.id for one in self.town.applicants.values() if one.open]
        for one in self.dice.sample(on_their_way, min(len(on_their_way), self._many(busy * 0.05))):
            yield self._at(self._admitted(one, today))
        for _ in range(self._many(busy * 0.03)):
            self.applicants += 1
            owner = self.dice.choice(here)
            unit, due = self.town.people[owner].unit or ROOT, today + self.dice.randrange(2, 100) * DAY
            yield self._at(("apply", (self.applicants, unit, self.dice.choice([owner, None]), today, due)))

    def _planned(self, here: list[int], today: date) -> tuple[str, tuple[object, ...]]:
        due = today + self.dice.randrange(25) * DAY if self.dice.random() < 0.92 else None
        kind = "visit" if self.dice.random() < 0.3 else "step"
        return "plan", (self.dice.choice(here), self.dice.choice([*self.town.firms]), today, due, kind)

    def _acted(self, step: int, here: list[int], today: date) -> tuple[str, tuple[object, ...]]:
        later, what = today + self.dice.randrange(1, 12) * DAY, self.dice.random()
        task = self.town.steps[step]
        if what < 0.5:
            return "done", (step,)
        if what < 0.65:
            return "move", (step, later)
        if what < 0.8:
            owners = sorted(self.town.answering(task.owner, task.unit, today))
            return "postpone", (step, self.dice.choice(owners), later, today)
        if what < 0.95:
            return "hand", (step, self.dice.choice(here))
        return "mute", (task.firm, later + 10 * DAY)

    def _admitted(self, one: int, today: date) -> tuple[str, tuple[object, ...]]:
        what, soon = self.dice.random(), today + self.dice.randrange(1, 60) * DAY
        if what < 0.5:
            return "pass_on", (one, soon if what < 0.4 else None, today)
        return ("celebrate", (one, soon)) if what < 0.8 else ("close", (one,))

    def _settings(self, today: date) -> Iterator[Event]:
        """What people change for themselves, and who comes and goes; quiet hours at night, when nothing waits."""
        people, dice = [*self.town.people.values()], self.dice
        one = dice.choice(people)
        if dice.random() < 0.2:
            yield self._at(("wake", (one.id, dice.choice([hour for hour in HOURS if hour]))))
        if dice.random() < 0.1:
            yield (180, "rest", (one.id, dice.choice(QUIETS)))
        if dice.random() < 0.05:
            yield self._at(("switch", (one.id, not one.off)))
        if dice.random() < 0.15:
            starts = today + dice.randrange(4) * DAY
            stand_in = dice.choice([other for other in people if other.unit == one.unit])
            yield self._at(("go_away", (one.id, stand_in.id, starts, starts + dice.randrange(15) * DAY)))
        if dice.random() < 0.04:
            yield self._at(("leave", (one.id,)))
        if dice.random() < 0.05:
            leaf = dice.choice([unit for unit in self.town.parents if unit != ROOT])
            yield self._at(("join", (max(self.town.people) + 1, leaf, today)))
        if dice.random() < 0.05:
            yield self._at(("unblock" if not one.reachable else "block", (one.id,)))

    def _trouble(self, today: date) -> Iterator[Event]:
        """The messenger or the program away for hours or days; a day that the office adds to the calendar."""
        dice, minutes = self.dice, (30, 90, 300, 800, 2880)
        if dice.random() < 0.06:
            yield (dice.randrange(300, 1200), "closed", (dice.choice(minutes),))
        if dice.random() < 0.04:
            yield (dice.randrange(300, 1200), "down", (dice.choice(minutes),))
        if dice.random() < 0.03:
            yield self._at(("change_day", (today + dice.randrange(1, 9) * DAY, False)))
        if dice.random() < 0.05:
            yield self._at(("change_day", (today + ((5 - today.weekday()) % 7 or 7) * DAY, True)))

    def _at(self, what: tuple[str, tuple[object, ...]]) -> Event:
        return (self.dice.randrange(425, 1140, self.grain), *what)

    def _many(self, usual: float) -> int:
        """About so many."""
        return int(usual) + (self.dice.random() < usual % 1)
