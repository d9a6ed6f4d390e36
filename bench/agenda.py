"""How long /lich takes on SQLite, in time of the processor: for a member, a group, a committee, and for everything.

With 100,000 open steps and 50,000 candidates.

python -m bench.agenda
"""

import random
from datetime import timedelta
from statistics import quantiles
from time import process_time

from sqlalchemy import insert

from bench._land import NOW, TODAY, land
from models import Candidate, NextStep
from outreach.actor import Actor
from outreach.services.tasks import days
from outreach.services.tasks.days import Asked
from tests.conversation import House

GROUPS, PEOPLE, STEPS, CANDIDATES = 191, 1_000, 100_000, 50_000
RUNS = 40


def main() -> None:
    with land(visits=2_000, groups=GROUPS) as house:
        people = [house.person(f"Người {n}", "member").person_id or 0 for n in range(PEOPLE)]
        _steps(house, people)
        _candidates(house, people)
        units = 9 + GROUPS
        for name, actor, mine in (
            ("a member's own", Actor(people[0], "member", units, channel="telegram"), True),
            ("a group", Actor(people[0], "lead", units, channel="telegram"), False),
            ("a committee", Actor(people[0], "admin", 2, channel="telegram"), False),
            ("everything", Actor(1, "admin", None, channel="telegram"), False),
        ):
            for span in (13, 365):
                _measure(
                    house, f"{name}, {span + 1} days", actor, Asked(TODAY, TODAY + timedelta(days=span), None, mine)
                )


def _measure(house: House, name: str, actor: Actor, asked: Asked) -> None:
    taken = []
    for _ in range(RUNS):
        with house.store.readers() as session:
            began = process_time()
            page = days.agenda(session, actor, asked, TODAY)
            taken.append(process_time() - began)
    print(f"{name}: p95 {quantiles(taken, n=20)[-1] * 1000:.1f} ms, {page.total} items")


def _steps(house: House, people: list[int]) -> None:
    dice, sealed, rows = random.Random(7), house.vault.seal("trình hồ sơ"), []
    for _ in range(STEPS):
        enterprise = dice.randint(1, 20_000)
        rows.append({
            "enterprise_id": enterprise, "unit_id": 10 + enterprise * GROUPS // 20_001, "text_sealed": sealed,
            "entered_at": NOW, "due": TODAY + timedelta(days=dice.randrange(-30, 300)),
            "kind": dice.choice(("step", "visit")), "person_id": dice.choice(people),
        })  # fmt: skip
    with house.session() as session, session.begin():
        session.execute(insert(NextStep), rows)


def _candidates(house: House, people: list[int]) -> None:
    dice = random.Random(8)
    rows = [
        {"unit_id": 10 + number % GROUPS, "stage": "decision", "stage_on": TODAY, "entered_by_id": 1, "entered_at": NOW,
         "due": TODAY + timedelta(days=dice.randrange(-30, 300)), "due_limit": "ceremony",
         "ceremony_on": TODAY + timedelta(days=dice.randrange(30)) if number % 50 == 0 else None,
         "person_id": dice.choice(people)}
        for number in range(CANDIDATES)
    ]  # fmt: skip
    with house.session() as session, session.begin():
        session.execute(insert(Candidate), rows)


if __name__ == "__main__":
    main()
