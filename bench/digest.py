"""How long it takes to plan the summaries of 200 chats, each of another unit, on SQLite.

With 100,000 visits and 200,000 candidates, of whom every third is open.

python -m bench.digest
"""

import random
from datetime import timedelta
from time import perf_counter

from sqlalchemy import insert

from bench._land import NOW, TODAY, land
from jobs import digest
from models import BoundChat, Candidate, JobRun
from outreach.rules.vocabulary.admission_terms import Stage
from tests.conversation import ZONE, House

CHATS = 200
BATCH = 50
CANDIDATES = 200_000


def main() -> None:
    with land(visits=100_000, groups=CHATS - 9) as house:
        before = NOW - timedelta(days=1)
        chats = [
            BoundChat(
                channel="telegram", chat_id=f"-{unit}", unit_id=unit, bound_by_id=1, bound_at=before, starts_at=before
            )
            for unit in range(1, CHATS + 1)
        ]
        _candidates(house)
        house.add(JobRun(job=digest.JOB, ran_until=before), *chats)
        began, planned, more = perf_counter(), 0, True
        while more:
            done = house.store.write_here(lambda session: digest.plan(session, NOW, ZONE, "vi", BATCH))
            planned, more = planned + done.number, done.more
        print(f"{planned} summaries planned in {perf_counter() - began:.2f} s")
        assert planned == CHATS


def _candidates(house: House) -> None:
    dice, stages = random.Random(7), list(Stage)
    rows = [
        {"unit_id": 1 + number % CHATS, "stage": dice.choice(stages).value, "stage_on": TODAY, "entered_by_id": 1,
         "entered_at": NOW, "due": TODAY + timedelta(days=dice.randrange(-30, 300)) if number % 3 == 0 else None,
         "closed_on": None if number % 3 == 0 else TODAY}
        for number in range(CANDIDATES)
    ]  # fmt: skip
    with house.session() as session, session.begin():
        session.execute(insert(Candidate), rows)


if __name__ == "__main__":
    main()
