"""Model and product side by side through the same days; what the product says is held against the model, each minute."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from outreach.vault import Vault, new_key
from tests.conversation import ZONE
from tests.simulation.acts import Acts, chat_of, settle
from tests.simulation.expected import Told
from tests.simulation.office import Office, is_quiet
from tests.simulation.program import Killed, Killer, Program, Sent
from tests.simulation.reading import read
from tests.simulation.script import Script, settled
from tests.simulation.town import DAY, Town

MINUTE, SHOWN = timedelta(minutes=1), 10
BEGIN = time(0, 1)


@dataclass(frozen=True)
class Size:
    """How large the town is, and how long it is looked at."""

    first: date
    days: int
    people: int
    firms: int


@dataclass
class Year:
    """A town with its program. ``kill_chance``: how likely the program is killed at each point of its work."""

    url: str
    size: Size
    seed: int
    kill_chance: float = 0.0
    arrived: list[Sent] = field(default_factory=list)
    climbs: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    minutes: int = 0
    others: int = 0
    shut_until: datetime = datetime.min
    down_until: datetime = datetime.min

    def __post_init__(self) -> None:
        self.vault, dice = Vault([new_key()]), Random(self.seed)
        self.town: Town = settled(dice, self.size.first, self.size.days, self.size.people, self.size.firms)
        self.script, self.office = Script(self.town, dice), Office(self.town)
        self.killer = Killer(Random(self.seed + 1), self.kill_chance)
        self.told_on: dict[str, set[date]] = defaultdict(set)
        self.program = self._launched()

    def run(self) -> "Year":
        """From the first day to the last."""
        begin = datetime.combine(self.size.first, BEGIN)
        with self.program.store.sessions() as session, session.begin():
            settle(session, self.town, begin.replace(tzinfo=ZONE), self.vault.seal)
        for number in range(self.size.days):
            self.day(self.size.first + number * DAY)
        self.program.store.close()
        return self

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
        self.minutes += 1
        is_open, before = now >= self.shut_until, len(self.arrived)
        expected = dict(self.office.minute(now, is_open=is_open))
        self._program_works(now, is_open=is_open)
        new, mornings = self.arrived[before:], dict[str, Sent]()
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
        for line in said.lines:
            self.climbs[("overdue", "today", "coming", "reached", "week")[line.section]] += 1
            self.climbs["asked"] += line.ask

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
