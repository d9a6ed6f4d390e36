"""How long it takes to plan the summaries of 200 chats, each of another unit, with 100,000 visits on SQLite.

python -m bench.digest
"""

from datetime import timedelta
from time import perf_counter

from bench._land import NOW, land
from jobs import digest
from models import BoundChat, JobRun
from tests.conversation import ZONE

CHATS = 200
BATCH = 50


def main() -> None:
    with land(visits=100_000, groups=CHATS - 9) as house:
        before = NOW - timedelta(days=1)
        chats = [
            BoundChat(
                channel="telegram", chat_id=f"-{unit}", unit_id=unit, bound_by_id=1, bound_at=before, starts_at=before
            )
            for unit in range(1, CHATS + 1)
        ]
        house.add(JobRun(job=digest.JOB, ran_until=before), *chats)
        began, planned, more = perf_counter(), 0, True
        while more:
            done = house.store.write_here(lambda session: digest.plan(session, NOW, ZONE, "vi", BATCH))
            planned, more = planned + done.number, done.more
        print(f"{planned} summaries planned in {perf_counter() - began:.2f} s")
        assert planned == CHATS


if __name__ == "__main__":
    main()
