"""A year of reminders: 200 people, 2,000 enterprises, a clock that moves by minutes, a program killed at random.

What the program sends is held against a model of its own, minute by minute; fails at the first difference. In minutes
in which nothing can be due the program looks now and then only; ``--every-minute``: in each (about two hours).
``--first 2025-06-01 --days 214``: from another day on.

python -m bench.year
"""

import argparse
import logging
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

import structlog

from models.db import open_engine
from models.migrate import migrate
from tests.simulation.town import DAY
from tests.simulation.year import Size, Year, duplicates

SIZE = Size(date(2025, 1, 1), 365, 200, 2000, grain=10)
IDLE, KILLED = 0.02, 0.004


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--every-minute", action="store_true")
    asked.add_argument("--days", type=int, default=SIZE.days)
    asked.add_argument("--first", type=date.fromisoformat, default=SIZE.first)
    asked.add_argument("--seed", type=int, default=2025)
    told = asked.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'year.db'}"
        engine = open_engine(url)
        migrate(engine)
        engine.dispose()
        size = Size(told.first, told.days, SIZE.people, SIZE.firms)
        year = Year(url, size, told.seed, KILLED, 1.0 if told.every_minute else IDLE)
        _go_through(year)


def _go_through(year: Year) -> None:
    began = perf_counter()
    year.begin()
    for number in range(year.size.days):
        today = year.size.first + number * DAY
        year.day(today)
        if (today + DAY).day == 1 or number == year.size.days - 1:
            _report(year, today, perf_counter() - began)
    assert duplicates(year.arrived) == year.unrecorded
    idle = year.idle_milliseconds()
    print(f"all as the model has it; a minute in which nothing is due takes the program {idle:.1f} ms")
    year.end()


def _report(year: Year, today: date, seconds: float) -> None:
    lines = ", ".join(f"{number} {what}" for what, number in sorted(year.said.items()))
    print(
        f"up to {today:%d/%m/%Y}: {year.passed} minutes ({year.looks} looked at), {sum(year.events.values())} events, "
        f"{len(year.arrived) - year.others} morning messages ({lines}), {year.others} others, "
        f"{year.office.fates}, {sum(year.killer.kills.values())} kills {dict(year.killer.kills)}, "
        f"{duplicates(year.arrived)} sent twice; {seconds:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
