"""Time limits counted anew after the days off have changed: in batches, the same as if each had been settled."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import select

from jobs import resettling
from models import Candidate
from outreach.actor import Actor
from outreach.services.admission import candidate_history
from outreach.services.tasks import calendars
from tests.candidates import add_candidate
from tests.conversation import ZONE, House

TODAY = date(2024, 6, 17)


@pytest.fixture
def admin(house: House) -> Actor:
    return Actor(person_id=house.person("Quản Trị", "admin").person_id, role="admin")


@pytest.fixture
def candidates(house: House, admin: Actor) -> list[int]:
    """Some at each stage from the dossier on, one with a paper that grows old, one who has left."""
    unit = house.unit("DCT-1", "Đoàn công tác số 1")
    found = [
        add_candidate(house, unit, admin.person_id, steps=steps, name=f"Người {steps}", born=1990 + steps, phone="")
        for steps in (4, 7, 8, 9, 10)
    ]
    with house.session() as session, session.begin():
        for key in found:
            candidate_history.settle(session, session.get_one(Candidate, key), TODAY)
    return found


def dues(house: House) -> list[tuple[date | None, str | None]]:
    query = select(Candidate.due, Candidate.due_limit).order_by(Candidate.id)
    return [tuple(row) for row in house.read(query)]


def add_day(house: House, admin: Actor, day: date, *, working: bool = False) -> None:
    house.store.write_here(
        lambda session: calendars.add(session, admin, day, TODAY, house.clock.now(), working=working)
    )


def run(house: House) -> bool:
    return house.store.write_here(lambda session: resettling.run(session, house.clock.now(), ZONE))


def test_it_comes_to_what_settling_each_comes_to(house, admin, candidates):
    before = dues(house)
    add_day(house, admin, date(2024, 6, 20))
    assert dues(house) == before
    assert run(house) is False
    counted = dues(house)
    assert counted != before
    with house.session() as session, session.begin():
        for key in candidates:
            candidate_history.settle(session, session.get_one(Candidate, key), TODAY)
    assert dues(house) == counted


def test_it_goes_on_where_it_stopped(house, admin, candidates, monkeypatch):
    monkeypatch.setattr(resettling, "BATCH", 2)
    add_day(house, admin, date(2024, 6, 20))
    marked = len(house.read(select(Candidate).where(Candidate.unsettled)))
    turns = 1
    while run(house):
        turns += 1
        house.restart()
    assert turns == marked // 2 + 1
    assert house.read(select(Candidate.unsettled).distinct()) == [False]
    assert run(house) is False


def test_a_batch_asks_as_often_for_many_as_for_one(house, admin, candidates):
    """What is read does not grow with the batch: no statement for each candidate but the one that writes."""
    read: list[str] = []
    add_day(house, admin, date(2024, 6, 20))

    def listen(*args):
        read.append(args[2])

    event.listen(house.store.engine, "before_cursor_execute", listen)
    run(house)
    event.remove(house.store.engine, "before_cursor_execute", listen)
    asked = [statement for statement in read if statement.startswith("SELECT")]
    assert 0 < len(asked) <= 8


def test_an_erased_candidate_stays_as_it_is(house, admin, candidates):
    with house.session() as session, session.begin():
        session.get_one(Candidate, candidates[3]).anonymised_at = house.clock.now()
    before = dues(house)
    add_day(house, admin, date(2024, 6, 20))
    run(house)
    assert dues(house)[3] == before[3]
    assert dues(house)[2] != before[2]


def test_months_are_no_working_days(house, admin, candidates):
    """The papers of the first grow old after twelve months: a day off moves nothing."""
    before = dues(house)[0]
    add_day(house, admin, date(2024, 6, 20))
    run(house)
    assert dues(house)[0] == before
