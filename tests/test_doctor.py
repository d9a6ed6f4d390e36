"""``nhipcau doctor``: when each job last ran, what it left out, and what is due next."""

from datetime import time, timedelta

import pytest

from bot import doctor
from models import BoundChat, Outbox, Person
from tests.conversation import ZONE
from tests.transcripts.test_morning import at, change, step, world  # noqa: F401 - a fixture

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def lines(house) -> list[str]:
    """What it says of the jobs and queues, as it prints it."""
    now = house.clock.now()
    found = house.store.read_here(lambda session: doctor._database(session, now, ZONE))
    return [f"MEND {each.what}: {each.mend}" if each.mend else each.what for each in found]


def test_the_last_run_of_each_job_and_what_comes_next(world):  # noqa: F811
    change(world, Person, world.minh.person_id, morning_at=time(6, 45))
    change(world, Person, world.dung.person_id, morning_off=True)
    bound = {"bound_by_id": world.head.person_id, "bound_at": at(17), "starts_at": at(17), "unit_id": world.du.id}
    world.add(BoundChat(channel="telegram", chat_id="-5", **bound))
    world.clock.set(at(21, 20))
    world.plans()
    found = lines(world)
    assert "job morning: ran until 20:30 21/06/2024" in found
    assert "next morning message: 06:45 24/06/2024, 3 people that day" in found, "Monday: the weekend is off"
    assert "next weekly summary: 08:00 24/06/2024, 1 chats within a week" in found
    world.clock.set(at(24, 7, 0))
    world.plans()
    assert "next morning message: 07:30 24/06/2024, 2 people that day" in lines(world)


@on_sqlite
def test_what_was_left_out_and_a_bot_that_stands_still(world):  # noqa: F811
    step(world, at(18).date())
    world.mornings(at(20))
    found = lines(world)
    assert "job morning: ran until 07:30 20/06/2024; on 20/06/2024 it left out 8 that had become too old" in found
    assert not [line for line in found if "MEND job" in line]
    world.clock.pass_by(minutes=11)
    mend = "MEND job morning: ran until 07:30 20/06/2024; on 20/06/2024 it left out 8 that had become too old"
    assert f"{mend}: is the bot running? start it with: make run" in lines(world)


@on_sqlite
def test_what_waits(world):  # noqa: F811
    now = world.clock.now()
    row = {"channel": "telegram", "chat_id": "1", "payload_sealed": b"x", "created_at": now - timedelta(hours=1)}
    world.add(Outbox(key="later", bulk=True, not_before=now + timedelta(hours=9), **row))
    assert "inbox and outbox: nothing stuck" in lines(world)
    assert "waiting for their hour: 1 messages" in lines(world)
    world.add(Outbox(key="late", not_before=now - timedelta(hours=1), **row))
    assert "MEND 1 messages wait to be sent: is the bot running, is the messenger up?" in lines(world)
