"""How long it takes to find out what a morning tells 10,000 people who have 100,000 open tasks, and in what memory.

In 500 units, each with a lead; 5,000 of the tasks are candidates' time limits. SQLite, in batches as the planner asks.

python -m bench.tasks
"""

import random
import resource
from datetime import timedelta
from time import perf_counter

from sqlalchemy import insert

from bench._land import NOW, TODAY, land
from models import Candidate, NextStep, Person
from outreach.rules.admission.limits import LimitName
from outreach.rules.vocabulary.admission_terms import Stage
from outreach.services.tasks.agenda import agendas
from tests.conversation import House

PEOPLE, TASKS, CANDIDATES, UNITS, ENTERPRISES, BATCH = 10_000, 100_000, 5_000, 500, 20_000, 500


def main() -> None:
    with land(visits=20_000, groups=UNITS - 9, enterprises=ENTERPRISES) as house:
        fill(house)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        began, told, mentions, longest = perf_counter(), 0, 0, 0.0
        for first in range(2, PEOPLE + 2, BATCH):
            persons, since = range(first, first + BATCH), perf_counter()
            found = house.store.write_here(lambda session, asked=persons: agendas(session, asked, TODAY, {}))
            told += sum(agenda.fresh for agenda in found.values())
            mentions += sum(len(agenda.mentions) for agenda in found.values())
            longest = max(longest, perf_counter() - since)
        took, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{PEOPLE} people, {TASKS} tasks: {told} have a message, {mentions} mentions, in {took:.2f} s", end="; ")
        print(f"a batch at most {longest:.2f} s; memory {before} MB before, {after} MB at most")


def fill(house: House) -> None:
    """The people, their open steps and candidates."""
    dice = random.Random(11)
    with house.session() as session, session.begin():
        session.execute(
            insert(Person),
            [
                {"id": n, "name_sealed": b"x", "role": "lead" if n <= UNITS + 1 else "member",
                 "unit_id": 1 + n % UNITS, "joined_at": NOW, "morning_off": False}
                for n in range(2, PEOPLE + 2)
            ],
        )  # fmt: skip
        session.execute(
            insert(NextStep),
            [
                {"enterprise_id": dice.randint(1, ENTERPRISES), "unit_id": 1 + owner % UNITS, "text_sealed": b"x",
                 "entered_at": NOW - timedelta(days=60), "entered_by_id": owner, "kind": "step",
                 "due": TODAY + timedelta(days=dice.randrange(-60, 60)) if n % 20 else None,
                 "person_id": owner if n % 10 else None}
                for n in range(TASKS - CANDIDATES)
                for owner in [2 + n % PEOPLE]
            ],
        )  # fmt: skip
        session.execute(
            insert(Candidate),
            [
                {"unit_id": 1 + owner % UNITS, "stage": Stage.DOSSIER.value, "stage_on": TODAY - timedelta(days=60),
                 "entered_by_id": owner, "entered_at": NOW, "person_id": owner, "due_limit": LimitName.PAPERS.value,
                 "due": TODAY + timedelta(days=dice.randrange(-30, 120))}
                for n in range(CANDIDATES)
                for owner in [2 + n % PEOPLE]
            ],
        )  # fmt: skip


if __name__ == "__main__":
    main()
