"""Visits through the whole path, from the telephone to the answer on it: how many a second, and how fast each.

python -m bench.pour
"""

import asyncio
import re
import statistics
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench._program import Town, megabytes, stop, town, until
from models import Account, Person, Unit
from models.db import open_engine, writing
from models.enterprise import Enterprise
from outreach.rules.folding import fold, fold_name
from outreach.vault import Vault
from sandbox.posts import Posted

NOW = datetime(2024, 6, 17, 2, tzinfo=UTC)
PEOPLE, ENTERPRISES = 200, 2000
MARK = re.compile(r"Đã ghi: .*Sao Mai (\d+)")


@dataclass
class Watch:
    """When each visit was said and when it was answered."""

    said: dict[int, float] = field(default_factory=dict)
    answered: dict[int, float] = field(default_factory=dict)

    def hear(self, event: object) -> None:
        """Note an answer of the bot's."""
        if isinstance(event, Posted) and (found := MARK.search(event.post.text)):
            self.answered.setdefault(int(found[1]), time.perf_counter())

    def report(self, name: str) -> None:
        """Print rate and latencies."""
        waits = sorted(self.answered[number] - self.said[number] for number in self.said)
        took = max(self.answered.values()) - min(self.said.values())
        p95 = statistics.quantiles(waits, n=20)[-1]
        print(
            f"{name}: {len(waits) / took:.0f} visits/s, "
            f"answer p50 {statistics.median(waits) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
        )


async def main() -> None:
    await _measure("all at once, without Telegram's limits", visits=1000, a_second=None)
    await _measure("20 a second, within Telegram's limits", visits=300, a_second=20)


async def _measure(name: str, visits: int, a_second: float | None) -> None:
    async with town(NOW) as place:
        people, watch = _settle(place), Watch()
        place.world.scene.listeners.append(watch.hear)
        program = await place.launch(limits=a_second is not None)
        await until(lambda: place.asked("getUpdates"))
        for number in range(visits):
            watch.said[number] = time.perf_counter()
            place.world.says(people[number % PEOPLE], None, f"/tham Sao Mai {number}; đồng ý; vướng ca kíp")
            if a_second:
                await asyncio.sleep(1 / a_second)
        await until(lambda: len(watch.answered) == visits, 180)
        watch.report(name)
        print(f"  memory: {megabytes(program):.0f} MB")
        await stop(program)


def _settle(place: Town):
    """Two hundred members and two thousand enterprises."""
    people = [place.world.add_person(name=f"Người {number}") for number in range(PEOPLE)]
    engine = open_engine(place.url)
    vault = Vault([place.key])
    with writing(engine)() as session, session.begin():
        unit = Unit(code="DU", name="Đảng ủy", folded=fold("Đảng ủy"), kind="committee", created_at=NOW)
        session.add(unit)
        session.flush()
        for someone in people:
            person = Person(name_sealed=vault.seal(someone.name), role="member", unit_id=unit.id, joined_at=NOW)
            session.add(person)
            session.flush()
            session.add(Account(person_id=person.id, channel="telegram", user_id=str(someone.id), linked_at=NOW))
        for number in range(ENTERPRISES):
            name = f"Công ty TNHH Sao Mai {number}"
            session.add(
                Enterprise(
                    name=name, folded=fold_name(name), kind="private", unit_id=unit.id, entered_at=NOW, changed_at=NOW
                )
            )
    engine.dispose()
    return people


if __name__ == "__main__":
    asyncio.run(main())
