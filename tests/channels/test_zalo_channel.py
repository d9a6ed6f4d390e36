"""The adapter against the sandbox over HTTP: polling, sending, and everything that can go wrong on the way."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest

from bot.channels.base import AwayError, FloodError, GoneError, RejectedError, TokenRejectedError
from bot.channels.zalo import POLL_FLOOR, ZaloChannel
from bot.clock import SimulatedClock
from outreach.messages import Address, Incoming, Text, bold
from outreach.services.talk.outbox import Outgoing
from sandbox import Fault, SandboxClock, SandboxServer, World
from sandbox.zaloapi import ids

MONDAY = datetime(2024, 6, 17, 1, tzinfo=UTC)
TOKEN = "zalo-secret-token"


class Stage:
    def __init__(self, world: World, server: SandboxServer) -> None:
        self.world = world
        self.ted = world.add_person("Ted", app="zalo")
        self.now = time.monotonic()
        clock = SimulatedClock(MONDAY)
        self.channel = ZaloChannel(
            TOKEN, f"{server.url}/zalo", clock,
            lambda headers: clock.heed(datetime.fromisoformat(headers["X-Sandbox-Now"])),
            monotonic=lambda: self.now,
        )  # fmt: skip
        self.came: list[Incoming] = []

    async def take(self, events: Sequence[Incoming]) -> None:
        self.came += events

    async def polls(self, times: int = 1) -> list[str]:
        """Texts that came with so many polls; the floor between them is passed by the clock alone."""
        before = len(self.came)
        for _ in range(times):
            self.now += POLL_FLOOR
            await self.channel.receive(self.take)
        return [event.text for event in self.came[before:]]

    def says(self, text: str) -> None:
        self.world.says(self.ted, text=text)

    async def send(self, text: Text | str, chat: str = "") -> str:
        said = text if isinstance(text, Text) else Text(text)
        return await self.channel.send(Outgoing(Address("zalo", chat or ids.user(self.ted)), said))


@pytest.fixture
async def stage(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    monkeypatch.setattr("bot.channels.zalo.POLL_SECONDS", 0)
    world = World(SandboxClock(MONDAY))
    server = SandboxServer(world)
    await server.start()
    stage = Stage(world, server)
    await stage.channel.start()
    yield stage
    await stage.channel.stop()
    await server.stop()


async def test_one_event_a_poll_and_an_idle_poll_is_nothing(stage):
    stage.says("một")
    stage.says("hai")
    assert await stage.polls(3) == ["một", "hai"]


async def test_polls_keep_their_distance(stage, monkeypatch):
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.channels.zalo.asyncio.sleep", sleep)
    for _ in range(3):
        await stage.channel.receive(stage.take)
        stage.now += 0.25
    assert slept == [0.0, pytest.approx(0.75), pytest.approx(0.75)]


async def test_an_event_that_could_not_be_stored_is_not_lost(stage):
    async def database_is_away(events: Sequence[Incoming]) -> None:
        raise ConnectionError

    stage.says("quan trọng")
    with pytest.raises(ConnectionError):
        await stage.channel.receive(database_is_away)
    assert await stage.polls() == ["quan trọng"]


async def test_styles_arrive(stage):
    stage.says("chào")
    await stage.polls()
    await stage.send(Text("🙂 ") + bold("đậm"))
    assert stage.world.messages(stage.ted)[-1]["entities"] == [{"type": "bold", "offset": 3, "length": 3}]


async def test_a_sticker_is_heard_once_in_a_while(stage):
    for _ in range(100):
        stage.world.sends_sticker(stage.ted)
    stage.says("tiến độ")
    await stage.polls(101)
    assert [event.kind for event in stage.came] == ["other", "text"]
    stage.now += 600
    stage.world.sends_voice(stage.ted)
    await stage.polls()
    assert [event.kind for event in stage.came] == ["other", "text", "other"]


@pytest.mark.parametrize(
    ("code", "error"),
    [(401, TokenRejectedError), (404, TokenRejectedError), (429, FloodError), (502, AwayError), (500, AwayError)],
)
@pytest.mark.parametrize("method", ["getUpdates", "sendMessage"])
async def test_ok_is_read_whatever_the_status(stage, code, error, method):
    stage.says("chào")
    await stage.polls()
    stage.world.zalo.faults.add(Fault("status", method=method, status=code, times=1))
    with pytest.raises(error):
        await (stage.send("x") if method == "sendMessage" else stage.polls())


async def test_refusals_of_a_message(stage):
    with pytest.raises(GoneError):  # nobody is written to who has not written first
        await stage.send("chào")
    with pytest.raises(RejectedError):
        await stage.send("chào", chat="0" * 20)


async def test_pauses_grow_while_nobody_says_how_long(stage):
    stage.says("chào")
    await stage.polls()
    stage.world.zalo.quota.messages = 0
    pauses = []
    for _ in range(7):
        with pytest.raises(FloodError) as flood:
            await stage.send("x")
        pauses.append(round(flood.value.retry_after))
        assert flood.value.everywhere
        stage.now += pauses[-1] + 1
    assert pauses == [30, 60, 120, 240, 480, 900, 900]
    stage.world.zalo.quota.messages = 9
    await stage.send("x")
    stage.world.zalo.quota.messages = 0
    with pytest.raises(FloodError) as flood:
        await stage.send("x")
    assert round(flood.value.retry_after) == 30


async def test_messages_refused_together_wait_together(stage):
    stage.says("chào")
    await stage.polls()
    stage.world.zalo.quota.messages = 0
    refused = await asyncio.gather(*(stage.send("x") for _ in range(9)), return_exceptions=True)
    assert {round(flood.retry_after) for flood in refused} == {30}
    stage.now += 10
    with pytest.raises(FloodError) as flood:
        await stage.send("x")
    assert round(flood.value.retry_after) == 20


@pytest.mark.parametrize("action", ["cut_before", "cut_after"])
async def test_a_cut_connection_is_away_and_does_not_tell_the_token(stage, action, caplog):
    stage.says("chào")
    await stage.polls()
    stage.world.zalo.faults.add(Fault(action, method="sendMessage", times=1))
    with pytest.raises(AwayError) as away:
        await stage.send("x")
    assert TOKEN not in str(away.value) + caplog.text
    assert away.value.__cause__ is None


async def test_the_name_is_asked_for_once(stage):
    await asyncio.gather(*(stage.channel.introduce() for _ in range(5)))
    assert [request.method for request in stage.world.requests] == ["getMe"]


async def test_there_is_no_link_and_groups_are_known(stage):
    assert stage.channel.link("x") == ""
    assert stage.channel.is_group("zgr-1")
    assert not stage.channel.is_group(ids.user(stage.ted))
