"""How long planning a morning takes: 10,000 people with 100,000 open steps, on SQLite; and a tick when nobody is due.

python -m bench.morning
"""

import random
import resource
import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import perf_counter

from sqlalchemy import insert
from sqlmodel import select

from bench._land import NOW, TODAY, land
from jobs import morning
from models import Account, JobRun, NextStep, Outbox, Person
from tests.conversation import ZONE, House

PEOPLE = 10_000
STEPS = 100_000
GROUPS = 491
TICKS = 20


def main() -> None:
    with land(visits=1_000, groups=GROUPS) as house:
        _people(house)
        _steps(house)
        house.add(JobRun(job=morning.JOB, ran_until=NOW - timedelta(days=3)))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        early = datetime(2024, 6, 16, 23, tzinfo=UTC)  # Monday, six o'clock: nobody's hour has come
        print(f"a tick when nobody is due: {_tick(house, early):.1f} ms", end=", ")
        began, planned, longest, more = perf_counter(), 0, 0.0, True
        while more:
            began_batch = perf_counter()
            done = house.store.write_here(lambda session: morning.plan(session, NOW, ZONE))
            planned, more, longest = planned + done.number, done.more, max(longest, perf_counter() - began_batch)
        took = perf_counter() - began
        print(f"when all are planned: {_tick(house, NOW):.1f} ms")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"{planned} messages planned in {took:.2f} s, no transaction longer than {longest * 1000:.0f} ms,", end=" "
        )
        print(f"memory {after / 1024:.0f} MB at most, {(after - before) / 1024:.0f} MB more than before")
        assert len(house.read(select(Outbox.id))) == planned > PEOPLE * 0.9


def _tick(house: House, now: datetime) -> float:
    """Milliseconds of one look at the clock."""
    began = perf_counter()
    for _ in range(TICKS):
        done = house.store.write_here(lambda session: morning.plan(session, now, ZONE))
        assert (done.number, done.more) == (0, False)
    return (perf_counter() - began) / TICKS * 1000


def _people(house: House) -> None:
    """Twenty in each unit, of whom one leads it, and an administrator in each committee."""
    name, units = house.vault.seal("Trần Thị Lan"), GROUPS + 9
    rows = [
        {"id": 10 + n, "name_sealed": name, "unit_id": 1 + n % units, "joined_at": NOW - timedelta(days=400),
         "role": "lead" if n < units else "admin" if n < units + 9 else "member",
         "planned_until": NOW - timedelta(days=3)}
        for n in range(PEOPLE)
    ]  # fmt: skip
    accounts = [
        {"person_id": row["id"], "channel": "telegram", "user_id": f"u{row['id']}", "linked_at": NOW} for row in rows
    ]
    with house.session() as session, session.begin():
        session.execute(insert(Person), rows)
        session.execute(insert(Account), accounts)


def _steps(house: House) -> None:
    dice, sealed = random.Random(7), house.vault.seal("trình hồ sơ")
    rows = (
        {"enterprise_id": 1 + n % 20_000, "unit_id": 1 + owner % (GROUPS + 9), "text_sealed": sealed,
         "due": TODAY + timedelta(days=dice.randrange(-60, 60)), "person_id": 10 + owner, "entered_by_id": 10 + owner,
         "entered_at": NOW - timedelta(days=90)}
        for n in range(STEPS)
        for owner in [n % PEOPLE]
    )  # fmt: skip
    with house.session() as session, session.begin():
        while chunk := list(islice(rows, 5_000)):  # what is measured is the planning's memory, not this
            session.execute(insert(NextStep), chunk)


if __name__ == "__main__":
    sys.exit(main())
