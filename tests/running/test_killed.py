"""kill -9 while visits pour in: what was answered is there, what was not is handled once."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from sqlmodel import select

from models import Inbox, Outbox, Visit
from sandbox import Fault
from sandbox import Person as Somebody
from sandbox.accounts import App
from tests.running.conftest import Stage, until

pytestmark = pytest.mark.parametrize(
    ("database_url", "kills"), [("sqlite", 4), ("postgresql", 2)], indirect=["database_url"]
)
PEOPLE = 20
MOST = 500
BACKLOG = 25
CUTS = 2


@dataclass
class Pour:
    """Many people who log one visit after the other, each to another enterprise and with a mark of its own."""

    stage: Stage
    dice: random.Random
    app: App = "telegram"
    people: list[Somebody] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    enough: bool = False

    def prepare(self, code: str = "DU-HN") -> None:
        unit = self.stage.unit(code, "Đảng ủy các KCN")
        for number in range(PEOPLE):
            person = self.stage.world.add_person(name=f"Người {number}", app=self.app)
            self.stage.enrol(person, "member", unit)
            self.people.append(person)
        self.stage.enterprises([f"Công ty TNHH Bình Minh {number}" for number in range(MOST)], unit)

    async def run(self) -> None:
        """Pour until ``enough``, though not much faster than it is answered."""
        while not self.enough and len(self.marks) < MOST:
            if len(self.marks) - len(self.answers()) > BACKLOG:
                await asyncio.sleep(0.1)
                continue
            number = len(self.marks)
            self.marks.append(f"{self.dice.randrange(16**6):06x}k{number}")
            person = self.people[number % PEOPLE]
            self.stage.world.says(person, None, f"/tham Bình Minh {number}; đồng ý; phiếu {self.marks[-1]}")
            await asyncio.sleep(self.dice.uniform(0, 0.2))

    def answers(self) -> Counter[str]:
        """How often each visit has been confirmed, as people see it."""
        said = [text for person in self.people for text in self.stage.said(person) if "Đã ghi" in text]
        return Counter(text.rpartition("phiếu ")[2].split()[0] for text in said)

    def written(self) -> Counter[str]:
        """How often each visit stands in the database."""

        def work(session):
            notes = session.exec(select(Visit.note_sealed)).all()
            return Counter(session.info["vault"].open(note).removeprefix("phiếu ") for note in notes)

        return self.stage.store.read_here(work)

    async def live_a_while(self) -> None:
        """Start the program and let it live until it has answered some, and a moment of chance longer."""
        before = sum(self.answers().values())
        await self.stage.launch()
        await until(lambda: sum(self.answers().values()) > before, 30)  # since the pour goes on, there is one
        await asyncio.sleep(self.dice.uniform(0.05, 0.4))


async def test_every_visit_is_logged_once(stage, kills):
    """The program dies at random moments, answers of Telegram's are cut off, and still nothing is lost or doubled."""
    pour = Pour(stage, random.Random(20240617))
    pour.prepare()
    pouring = asyncio.ensure_future(pour.run())
    for number in range(kills):
        await pour.live_a_while()
        if number == 1:
            stage.world.faults.add(Fault("cut_after", method="getUpdates", times=1))
            stage.world.faults.add(Fault("cut_after", method="sendMessage", times=CUTS))
            await asyncio.sleep(0.3)
        program = stage.programs[-1]
        program.kill()
        assert await program.wait() == -9
        assert set(pour.answers()) <= set(pour.written()), "answered, but lost"
        assert set(pour.written().values()) <= {1}
    await stage.launch()
    pour.enough = True
    await pouring
    await until(lambda: len(pour.answers()) == len(pour.marks) and _waiting(stage) == 0, 60)
    assert pour.written() == Counter(pour.marks)
    assert set(stage.read(select(Inbox.state))) == {"done"}
    assert max(pour.answers().values()) <= 1 + kills + CUTS
    assert len(stage.read(select(Outbox.id))) == len(pour.marks)


def _waiting(stage: Stage) -> int:
    states = stage.read(select(Inbox.state)) + stage.read(select(Outbox.state))
    return states.count("waiting")
