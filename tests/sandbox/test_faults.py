"""What goes wrong on demand, and what is left behind when it does."""

import asyncio

import aiohttp
import pytest

from sandbox import Fault
from tests.sandbox.conftest import asked


@pytest.fixture(autouse=True)
def started(world, lan):
    world.says(lan, lan, "/start")


async def test_status_with_words_and_retry_after(world, lan, call):
    world.faults.add(Fault("status", method="sendMessage", status=429, retry_after=7, times=1))
    refusal = await call.refused("sendMessage", chat_id=lan.id, text="x")
    assert (refusal.code, refusal.words) == (429, "Too Many Requests: retry after 7")
    assert refusal.parameters == {"retry_after": 7}
    await call("sendMessage", chat_id=lan.id, text="x")
    assert [request.status for request in world.requests] == [429, 200]


async def test_away_until_removed(world, lan, call):
    rule = world.faults.down()
    for method in ("getMe", "getUpdates"):
        assert (await call.refused(method)).code == 502
    assert await call.words("sendMessage", chat_id=lan.id, text="x") == "Bad Gateway"
    world.faults.remove(rule)
    assert len(await call("getUpdates")) == 1
    assert len(world.messages(lan)) == 1


async def test_a_poll_that_waited_meets_the_rule_too_and_loses_nothing(world, lan, call):
    updates = await call("getUpdates")
    offset = updates[-1]["update_id"] + 1
    poll = asyncio.ensure_future(call.refused("getUpdates", offset=offset, timeout=30))
    await asked(world, 2)
    world.faults.down()
    world.says(lan, lan, "khi vắng")
    assert (await poll).code == 502
    world.faults.clear()
    assert [one["message"]["text"] for one in await call("getUpdates", offset=offset)] == ["khi vắng"]


@pytest.mark.parametrize(("action", "sent"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_connection_before_or_after_the_effect(world, lan, call, action, sent):
    world.faults.add(Fault(action, method="sendMessage", times=1))
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=lan.id, text="x")
    assert len(world.messages(lan)) == 1 + sent


async def test_delay_and_hang(world, lan, call):
    loop = asyncio.get_running_loop()
    world.faults.add(Fault("delay", seconds=0.2, times=1))
    began = loop.time()
    await call("getMe")
    assert loop.time() - began >= 0.2
    rule = world.faults.add(Fault("hang", method="getMe"))
    waiting = asyncio.ensure_future(call("getMe"))
    await asked(world, 2)
    assert not waiting.done()
    world.faults.remove(rule)
    with pytest.raises(aiohttp.ClientError):
        await waiting


async def test_one_chat_alone(world, lan, call):
    other = world.add_person("Khác")
    world.says(other, other, "/start")
    world.faults.add(Fault("status", chat=lan.id, status=500))
    await call("sendMessage", chat_id=other.id, text="x")
    assert await call.words("sendMessage", chat_id=lan.id, text="x") == "Internal Server Error"
