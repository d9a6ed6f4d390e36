"""``nhipcau doctor``: when each job last ran, what it left out, and what is due next."""

from datetime import time, timedelta

import pytest

from bot import doctor, settings
from models import BoundChat, ChannelUse, Outbox, Person
from sandbox import Fault, SandboxServer, World
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


# --- the messengers -------------------------------------------------------------------------------------------------

TELEGRAM = "123456789:AAE-a-token-that-nobody-may-see-00"
ZALO = "a-zalo-token-that-nobody-may-see"


@pytest.fixture
async def server():
    server = SandboxServer(World(token=TELEGRAM))
    await server.start()
    server.world.zalo.token = ZALO
    yield server
    await server.stop()


async def said(server, **tokens: str) -> list[str]:
    """What it says of the messengers with these tokens."""
    home = {"telegram_api_url": server.url, "zalo_api_url": f"{server.url}/zalo"}
    found = await doctor._messengers(settings.load(_env_file=None, **home, **tokens))
    lines = [f"MEND {each.what}: {each.mend}" if each.mend else each.what for each in found]
    assert not any(token in line for token in (TELEGRAM, ZALO) for line in lines)
    return lines


async def test_each_messenger_is_asked_and_one_is_enough(server):
    telegram, zalo = "Telegram: @NhipCauBot", "Zalo: Nhịp Cầu, polled"
    unused = "Telegram: not used (no TELEGRAM_TOKEN)", "Zalo: not used (no ZALO_TOKEN)"
    assert await said(server, telegram_token=TELEGRAM, zalo_token=ZALO) == [telegram, zalo]
    assert await said(server, zalo_token=ZALO) == [unused[0], zalo]
    assert await said(server, telegram_token=TELEGRAM) == [telegram, unused[1]]
    [line] = await said(server)
    assert line.startswith("MEND Telegram, Zalo: neither TELEGRAM_TOKEN nor ZALO_TOKEN is set")
    posted = {"zalo_token": ZALO, "public_url": "https://bot.example.vn", "webhook_secret": "12345678"}
    assert (await said(server, **posted))[1] == "Zalo: Nhịp Cầu, events are posted to https://bot.example.vn"


async def test_a_token_that_zalo_does_not_know_and_zalo_away(server):
    _, line = await said(server, zalo_token="another")
    assert line.startswith("MEND Zalo: the token is rejected; compare ZALO_TOKEN")
    for fault in (Fault("status", status=502), Fault("status", status=429), Fault("cut_before")):
        server.world.zalo.faults.clear()
        server.world.zalo.faults.add(fault)
        _, line = await said(server, zalo_token=ZALO)
        assert line == f"MEND Zalo: no answer from {server.url}/zalo; is the network up?"


@on_sqlite
def test_the_quota_of_the_month(house):
    chosen = settings.load(_env_file=None, zalo_token="zalo-token", telegram_token="")
    (line,) = house.store.read_here(lambda session: doctor._quotas(session, chosen, house.clock.now()))
    used = "0 of 3000 messages (0 sent, 0 received), 0 of 50 people, 0 of 3 groups, 0 held back"
    assert (line.what, line.mend) == (f"zalo in 06/2024: {used}", "")
    house.add(ChannelUse(channel="zalo", month=house.clock.now().date().replace(day=1), sent=2400))
    (line,) = house.store.read_here(lambda session: doctor._quotas(session, chosen, house.clock.now()))
    assert "ZALO_MONTHLY_MESSAGES" in line.mend
    without = settings.load(_env_file=None, zalo_token=None, telegram_token="")
    assert not house.store.read_here(lambda session: doctor._quotas(session, without, house.clock.now()))
