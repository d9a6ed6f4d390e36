"""Model and product side by side through the same days, minute by minute: what one says, the other must."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from time import perf_counter

from outreach.vault import Vault, new_key
from tests.conversation import ZONE
from tests.simulation.acts import Acts, chat_of, settle
from tests.simulation.expected import Told
from tests.simulation.office import Office, is_quiet
from tests.simulation.program import Killed, Killer, Program, Sent
from tests.simulation.reading import read
from tests.simulation.script import Script, settled
from tests.simulation.town import DAY, Town

MINUTE, SHOWN, SATURDAY = timedelta(minutes=1), 10, 5
BEGIN, LONG_AGO = time(0, 1), datetime.combine(date.min, time())


@dataclass(frozen=True)
class Size:
    """How large the town is, and how long it is looked at."""

    first: date
    days: int
    people: int
    firms: int
    grain: int = 1


@dataclass
class Year:
    """A town with its program. ``kill_chance``: how likely the program is killed at each point of its work.

    ``idle_share``: in how many of the minutes in which nothing has happened and nobody's hour comes the program looks.
    """

    url: str
    size: Size
    seed: int
    kill_chance: float = 0.0
    idle_share: float = 1.0
    arrived: list[Sent] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    passed: int = 0
    looks: int = 0
    others: int = 0
    shut_until: datetime = LONG_AGO
    down_until: datetime = LONG_AGO

    def __post_init__(self) -> None:
        self.vault, dice = Vault([new_key()]), Random(self.seed)
        self.town: Town = settled(dice, self.size.first, self.size.days, self.size.people, self.size.firms)
        self.script, self.office = Script(self.town, dice, self.size.grain), Office(self.town)
        self.killer = Killer(Random(self.seed + 1), self.kill_chance)
        self.idle, self.stirred = Random(self.seed + 2), True
        self.told_on: dict[str, set[date]] = defaultdict(set)
        self.program = self._launched()

    def run(self) -> "Year":
        """From the first day to the last."""
        self.begin()
        for number in range(self.size.days):
            self.day(self.size.first + number * DAY)
        self.end()
        return self

    def begin(self) -> None:
        """Put the town there."""
        start = datetime.combine(self.size.first, BEGIN).replace(tzinfo=ZONE)
        with self.program.store.sessions() as session, session.begin():
            settle(session, self.town, start, self.vault.seal)

    def end(self) -> None:
        self.program.store.close()

    def idle_milliseconds(self) -> float:
        """How long the program takes for a minute in which nothing is due: the night after the last day."""
        night, times = datetime.combine(self.town.last, BEGIN).replace(tzinfo=ZONE), 100
        calm = Program(self.url, self.vault, Killer(Random(), 0))
        calm.minute(night, self.arrived, is_open=True)
        began, before = perf_counter(), len(self.arrived)
        for number in range(times):
            calm.minute(night + number * timedelta(seconds=5), self.arrived, is_open=True)
        assert len(self.arrived) == before
        return (perf_counter() - began) / times * 1000

    def day(self, today: date) -> None:
        """Each minute of the day: what people do, then what the program does, then what the model would."""
        events, place = self.script.day(today), 0
        now = datetime.combine(today, BEGIN)
        while now.date() == today:
            acted = now - MINUTE
            while place < len(events) and events[place][0] <= now.hour * 60 + now.minute:
                acted += timedelta(seconds=1)
                self._happens(acted, *events[place][1:])
                place += 1
            if now >= self.down_until:
                self._minute(now)
            now += MINUTE

    def _happens(self, now: datetime, what: str, args: tuple[object, ...]) -> None:
        self.stirred = True
        if what in {"closed", "down"}:
            until = now + timedelta(minutes=int(str(args[0])))
            self.shut_until, self.down_until = (
                (until, self.down_until) if what == "closed" else (self.shut_until, until)
            )
            self.office.wake()
        elif getattr(self.town, what)(*args):
            self.town.version += 1
            with self.program.store.sessions() as session, session.begin():
                getattr(Acts(session, self.town, now.replace(tzinfo=ZONE), self.vault.seal), what)(*args)
        else:
            return
        self.events[what] += 1

    def _minute(self, now: datetime) -> None:
        """What the model sends in this minute the program must, and nothing else."""
        is_open, expected = now >= self.shut_until, dict(self.office.minute(now, is_open=now >= self.shut_until))
        self.passed += 1
        again = any(now - MINUTE < until <= now for until in (self.shut_until, self.down_until))
        if expected or self.stirred or again or self.office.may_begin(now) or self.idle.random() < self.idle_share:
            self.stirred = False
            self._look(now, expected, is_open=is_open)

    def _look(self, now: datetime, expected: dict[int, Told], *, is_open: bool) -> None:
        self.looks += 1
        before, mornings = len(self.arrived), dict[str, Sent]()
        self._program_works(now, is_open=is_open)
        new = self.arrived[before:]
        for sent in new:
            assert not is_quiet(self.town.people[int(sent.chat) - 10_000], now.time()), sent
            if sent.rule == "morning":
                assert mornings.setdefault(sent.chat, sent).text == sent.text, "a message sent twice says the same"
            else:
                self.others += 1
        assert mornings.keys() == {chat_of(person) for person in expected}, (now, mornings.keys(), expected.keys())
        for person, told in expected.items():
            self._check(now, chat_of(person), mornings[chat_of(person)].text, told)

    def _program_works(self, now: datetime, *, is_open: bool) -> None:
        """Until it gets through the minute alive."""
        while True:
            try:
                self.program.minute(now.replace(tzinfo=ZONE), self.arrived, is_open=is_open)
            except Killed:
                self.program.store.close()
                self.program = self._launched()
            else:
                return

    def _check(self, now: datetime, chat: str, text: str, told: Told) -> None:
        """One message of a person's day, with the lines that the model has, the most urgent first."""
        today = now.date()
        assert self.town.works(today), (now, text)
        assert today not in self.told_on[chat], (now, "a second message", text)
        self.told_on[chat].add(today)
        said, rank = read(text), {line: (line.section, due) for line, due in told.lines}
        whole = (now, chat, text, sorted(rank.items(), key=lambda one: one[1]))
        assert len(said.lines) == min(len(rank), SHOWN), whole
        assert set(said.lines) <= rank.keys(), whole
        assert [rank[line] for line in said.lines] == sorted(rank.values())[: len(said.lines)], whole
        assert (said.more, said.long_overdue) == (len(rank) - len(said.lines), told.long_overdue), whole
        self.said["messages on a Saturday"] += today.weekday() == SATURDAY
        for line in said.lines:
            self.said[("overdue", "today", "coming", "reached", "week")[line.section]] += 1
            self.said["asked"] += line.ask

    @property
    def unrecorded(self) -> int:
        """How often the program was killed between the sending of a message and the commit that records it."""
        return self.killer.kills["sent, not recorded"] + self.killer.kills["inside: record"]

    def _launched(self) -> Program:
        return Program(self.url, self.vault, self.killer)


def duplicates(arrived: list[Sent]) -> int:
    """How many messages came a second time."""
    return len(arrived) - len({sent.key for sent in arrived})


def once(arrived: list[Sent]) -> dict[str, tuple[datetime, str, str]]:
    """By key what came and when; of what came twice the first."""
    found: dict[str, tuple[datetime, str, str]] = {}
    for sent in arrived:
        found.setdefault(sent.key, (sent.at, sent.chat, sent.text))
    return found
