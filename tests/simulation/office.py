"""When the morning messages of the model go out: each at its hour, once a working day, never in quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.simulation.expected import Roll, Told, morning
from tests.simulation.town import DAY, Member, Town

USUAL = time(7, 30)
FRESH_FOR = timedelta(hours=12)


@dataclass
class Letter:
    """A message that is to be sent: of which day, from when on it tells, and when it is too late for it."""

    person: int
    day: date
    after: date
    stale: datetime


@dataclass
class Office:
    """The model's own planning and sending, by the local wall clock."""

    town: Town
    waiting: dict[int, Letter] = field(default_factory=dict)
    fates: dict[str, int] = field(default_factory=dict)
    _roll: tuple[int, date, Roll] | None = None
    _looked: tuple[int, date] | None = None
    _hours: frozenset[time] = frozenset()

    def minute(self, now: datetime, *, is_open: bool) -> Iterator[tuple[int, Told]]:
        """Plan what is due, and, while the messenger is there, send it: who gets which message."""
        today = now.date()
        if self._looked != (self.town.version, today):
            self._looked, people = (self.town.version, today), self.town.people.values()
            self._hours = frozenset({slot_of(one) for one in people} | {one.quiet[1] for one in people if one.quiet})
            self._plan(now)
        elif now.time() in self._hours:
            self._plan(now)
        for letter in list(self.waiting.values()) if is_open else ():
            if now >= letter.stale:
                self._end(letter, "stale")
            elif (told := self._sent(letter, now)) is not None:
                yield letter.person, told

    def may_begin(self, now: datetime) -> bool:
        """Whether somebody's hour comes in this minute, or the end of their quiet hours."""
        return now.time() in self._hours

    def wake(self) -> None:
        """The program is there again: whose hour came meanwhile is looked for at once."""
        self._looked = None

    def _plan(self, now: datetime) -> None:
        today = now.date()
        for one in self.town.people.values() if self.town.works(today) else ():
            slot = datetime.combine(today, slot_of(one))
            new = one.planned_on is None and one.told_until == today
            if one.left or not one.reachable or one.planned_on == today or new or not slot <= now < slot + FRESH_FOR:
                continue
            one.planned_on = today
            if not one.off and self._told(one, today, one.told_until).fresh:
                stale = min(slot + FRESH_FOR, datetime.combine(today + DAY, time()))
                self.waiting[one.id] = Letter(one.id, today, one.told_until, stale)
            else:
                one.told_until = today

    def _sent(self, letter: Letter, now: datetime) -> Told | None:
        """What it says; None when it waits on, or has nothing to say any more."""
        one = self.town.people[letter.person]
        if one.left or not one.reachable:
            return self._end(letter, "nobody to tell")
        if is_quiet(one, now.time()):
            return None
        told = self._told(one, letter.day, letter.after)
        if one.off or not told.fresh:
            return self._end(letter, "cleared")
        one.told_until = letter.day
        self._end(letter, "sent")
        return told

    def _end(self, letter: Letter, fate: str) -> None:
        del self.waiting[letter.person]
        self.fates[fate] = self.fates.get(fate, 0) + 1

    def _told(self, one: Member, today: date, after: date) -> Told:
        if self._roll is None or self._roll[:2] != (self.town.version, today):
            self._roll = (self.town.version, today, Roll.call(self.town, today))
        return morning(self.town, self._roll[2], one.id, today, after)


def slot_of(one: Member) -> time:
    """The hour of somebody's message: the one chosen, or the end of the quiet hours that hold it."""
    at = one.hour or USUAL
    return one.quiet[1] if one.quiet and is_quiet(one, at) else at


def is_quiet(one: Member, wall: time) -> bool:
    """Whether nothing may be sent to them at that time."""
    if one.quiet is None:
        return False
    start, end = one.quiet
    return start <= wall < end if start <= end else wall >= start or wall < end
