"""How long /goiy takes, asked by an administrator of everything: 20,000 enterprises, and 100,000 with 1,000,000 visits.

One open step, obstacle and candidate for every five enterprises, three in four of the steps overdue; one obstacle in
fifty enterprises cleared lately. The whole way through the dispatcher, as bench/progress.py measures it.

python -m bench.suggestions
"""

import random
from datetime import date, timedelta
from itertools import count
from statistics import median, quantiles
from time import perf_counter, process_time

from sqlalchemy import insert, select, update

from bench._land import NOW, TODAY, land
from bot import inbox
from models import Candidate, Enterprise, NextStep, Obstacle, Visit
from outreach.messages import Address, Incoming
from tests.conversation import Chat, House

ROUNDS = 40
SIZES = ((20_000, 100_000, 40), (100_000, 1_000_000, 400))
ASKED = {"/goiy": "1. ", "/goiy U-2": "1. ", "/goiy U-12": "1. "}


def main() -> None:
    for enterprises, visits, groups in SIZES:
        with land(visits=visits, groups=groups, enterprises=enterprises) as house:
            _settle(house, enterprises)
            admin, numbers = Chat(house, "1100", "1100"), count()
            for line, answer in ASKED.items():
                assert answer in str(admin.says(line).labels), admin.screen
                times = [_timed(house, line, next(numbers)) for _ in range(ROUNDS)]
                told = [f"p50 {median(each) * 1000:6.1f} ms, p95 {quantiles(each, n=20)[-1] * 1000:6.1f} ms"
                        for each in zip(*times, strict=True)]  # fmt: skip
                print(f"{enterprises:7} {line:12} {told[0]}; processor: {told[1]}")


def _settle(house: House, enterprises: int) -> None:
    """What speaks for visits, spread over the enterprises by chance."""
    dice = random.Random(11)
    with house.session() as session, session.begin():
        person = session.scalars(select(Visit.entered_by_id).limit(1)).one()
        some = session.execute(select(Visit.id, Visit.enterprise_id, Visit.unit_id).limit(enterprises // 5)).all()
        session.execute(insert(NextStep), [_step(dice, row) for row in some])
        session.execute(insert(Obstacle), [_obstacle(dice, row, number) for number, row in enumerate(some)])
        session.execute(insert(Candidate), [_candidate(dice, row, person) for row in some])
        agreed = update(Enterprise).where(Enterprise.id % 20 == 0)  # type: ignore[operator]
        session.execute(agreed.values(stage="agreed", members=2))


def _day(dice: random.Random, first: int, last: int) -> date:
    return TODAY + timedelta(days=dice.randrange(first, last))


def _step(dice: random.Random, row) -> dict:
    return {"enterprise_id": row.enterprise_id, "unit_id": row.unit_id, "visit_id": row.id, "text_sealed": b"x",
            "due": _day(dice, -90, 30), "entered_at": NOW}  # fmt: skip


def _obstacle(dice: random.Random, row, number: int) -> dict:
    opened = _day(dice, -300, -60)
    cleared = _day(dice, -59, 0) if number % 10 == 0 else None
    return {"enterprise_id": row.enterprise_id, "unit_id": row.unit_id, "opened_visit_id": row.id, "opened_on": opened,
            "kind": dice.choice(("shift_work", "no_mass_org", "no_candidates")), "cleared_on": cleared,
            "cleared_visit_id": row.id if cleared else None}  # fmt: skip


def _candidate(dice: random.Random, row, person: int) -> dict:
    return {"unit_id": row.unit_id, "enterprise_id": row.enterprise_id, "stage": "dossier", "stage_on": TODAY,
            "due": _day(dice, -10, 300), "due_limit": "papers", "entered_by_id": person, "entered_at": NOW}  # fmt: skip


def _timed(house: House, line: str, number: int) -> tuple[float, float]:
    event = Incoming(f"bench-{number}", Address("telegram", "1100"), "1100", "text", house.clock.now(), text=line)
    house.store.write_here(lambda session: inbox.store(session, [event], house.clock.now()))
    began, busy = perf_counter(), process_time()
    house.store.write_here(house.dispatcher.handle_one)
    return perf_counter() - began, process_time() - busy


if __name__ == "__main__":
    main()
