"""How long the answers take that look at many visits, with 100,000 of them on SQLite: /tiendo above all.

The whole way through the dispatcher, asked by an administrator of everything, who has logged all visits. Before each
question somebody logs another survey, so that no answer is the one before.

python -m bench.progress
"""

from itertools import count
from statistics import median, quantiles
from time import perf_counter

from sqlalchemy import insert

from bench._land import NOW, TODAY, land
from bot import inbox
from models import Visit
from outreach.messages import Address, Incoming
from tests.conversation import Chat, House

ROUNDS = 60
SURVEY = {"visited_on": TODAY, "purpose": "survey", "entered_by_id": 1, "entered_at": NOW}
ASKED = {
    "/tiendo": "500", "/tiendo U-2": "500", "/tiendo năm 2024": "500", "/tiendo buổi làm việc": "500",
    "/dn": "Công ty", "/tham": "Công ty", "/bantin U-1": "500",
}  # fmt: skip


def main() -> None:
    with land(visits=100_000, groups=40) as house:
        admin, numbers = Chat(house, "1100", "1100"), count()
        for line, answer in ASKED.items():
            assert answer in admin.says(line).screen + str(admin.labels)
            times = sorted(_timed(house, line, next(numbers)) for _ in range(ROUNDS))
            print(f"{line:24} p50 {median(times) * 1000:6.1f} ms   p95 {quantiles(times, n=20)[-1] * 1000:6.1f} ms")


def _timed(house: House, line: str, number: int) -> float:
    """Only what the bot does: from the entry in the inbox to the committed answer in the outbox."""
    event = Incoming(f"bench-{number}", Address("telegram", "1100"), "1100", "text", house.clock.now(), text=line)
    house.store.write_here(lambda session: inbox.store(session, [event], house.clock.now()))
    survey = {**SURVEY, "enterprise_id": 1 + number % 20_000, "unit_id": 10 + number % 40}
    house.store.write_here(lambda session: session.execute(insert(Visit), [survey]))
    began = perf_counter()
    house.store.write_here(house.dispatcher.handle_one)
    return perf_counter() - began


if __name__ == "__main__":
    main()
