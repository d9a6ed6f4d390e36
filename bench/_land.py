"""A land to measure on: units in three levels, enterprises, a year and a half of visits, targets, an administrator."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session

from models import Enterprise, NextStep, Obstacle, OpeningFigure, Target, Unit, Visit
from models.db import open_engine
from models.migrate import migrate
from tests.conversation import House

NOW = datetime(2024, 6, 17, 2, tzinfo=UTC)
TODAY = date(2024, 6, 17)
FIRST = date(2023, 1, 1)
COMMITTEES = 8


@contextmanager
def land(visits: int, groups: int, enterprises: int = 20_000) -> Iterator[House]:
    """A bot on a SQLite file with that many visits, in 8 committees with ``groups`` groups below them."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        engine = open_engine(url)
        migrate(engine)
        engine.dispose()
        house = House(url)
        person = house.person("An", "admin").person_id
        with house.session() as session, session.begin():
            units = _units(session, groups)
            _enterprises(session, enterprises, units)
            _visits(session, visits, enterprises, units, person)
            _targets(session, units, person)
        yield house
        house.close()


def _units(session: Session, groups: int) -> list[int]:
    rows = [(1, "committee", None)]
    rows += [(2 + n, "committee", 1) for n in range(COMMITTEES)]
    rows += [(2 + COMMITTEES + n, "working_group", 2 + n % COMMITTEES) for n in range(groups)]
    session.execute(
        insert(Unit),
        [
            {"id": i, "code": f"U-{i}", "name": f"Đơn vị số {i}", "folded": f"don vi so {i}", "kind": kind,
             "parent_id": parent, "created_at": NOW}
            for i, kind, parent in rows
        ],
    )  # fmt: skip
    return [i for i, _, _ in rows]


def _enterprises(session: Session, number: int, units: list[int]) -> None:
    session.execute(
        insert(Enterprise),
        [
            {"id": i, "name": f"Công ty {i}", "folded": f"cong ty {i}", "kind": "private", "stage": "known",
             "unit_id": units[i % len(units)], "entered_at": NOW, "changed_at": NOW}
            for i in range(1, number + 1)
        ],
    )  # fmt: skip


def _visits(session: Session, number: int, enterprises: int, units: list[int], person: int) -> None:
    dice, leaves = random.Random(7), units[1 + COMMITTEES :]
    purposes = ("survey", "survey", "persuasion", "dossier_support", None)
    rows = [
        {"id": i, "enterprise_id": visited, "unit_id": leaves[visited * len(leaves) // (enterprises + 1)],
         "visited_on": FIRST + timedelta(days=dice.randrange((TODAY - FIRST).days + 1)),
         "purpose": dice.choice(purposes), "outcome": "interested", "entered_by_id": person,
         "entered_at": NOW - timedelta(days=dice.randrange(500))}
        for i in range(1, number + 1)
        for visited in [dice.randint(1, enterprises)]  # a group visits the enterprises in its charge
    ]  # fmt: skip
    session.execute(insert(Visit), rows)
    recent = rows[:: max(1, number // 2_000)]
    session.execute(
        insert(Obstacle),
        [
            {"enterprise_id": r["enterprise_id"], "unit_id": r["unit_id"], "kind": "shift_work",
             "opened_visit_id": r["id"], "opened_on": r["visited_on"]}
            for r in recent
        ],
    )  # fmt: skip
    session.execute(
        insert(NextStep),
        [
            {"enterprise_id": r["enterprise_id"], "unit_id": r["unit_id"], "text_sealed": b"x", "entered_at": NOW,
             "visit_id": r["id"], "due": TODAY + timedelta(days=dice.randrange(-30, 30))}
            for r in recent
        ],
    )  # fmt: skip


def _targets(session: Session, units: list[int], person: int) -> None:
    periods = (("year", date(2024, 1, 1), date(2024, 12, 31)), ("term", date(2020, 1, 1), date(2025, 12, 31)))
    session.execute(
        insert(Target),
        [
            {"indicator": indicator, "unit_id": unit, "period_kind": kind, "starts": starts, "ends": ends,
             "kind": "exact", "value": 500, "basis": "KH 77", "form": "assigned", "entered_by_id": person,
             "entered_at": NOW}
            for unit in units
            for kind, starts, ends in periods
            for indicator in ("visits", "enterprises_surveyed", "members_admitted")
        ],
    )  # fmt: skip
    session.execute(
        insert(OpeningFigure),
        [
            {"indicator": "members_admitted", "unit_id": unit, "starts": date(2024, month, 1),
             "ends": date(2024, month, 28), "count": 2, "source": "", "entered_by_id": person, "entered_at": NOW}
            for unit in units[1 + COMMITTEES :]
            for month in range(1, 6)
        ],
    )  # fmt: skip
