"""Zalo at its worst, and the running bot: events twice, never or late, refusals under HTTP 200, floods, stickers."""

import asyncio
import re

import pytest
from sqlmodel import select

from bot.channels.base import Limits
from models import Inbox, Outbox, Visit
from sandbox import Fault
from tests.running.conftest import TOKEN, ZALO_TOKEN, Stage, until

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FIRMS = 12


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.zalo.POLL_FLOOR", 0.0)
    monkeypatch.setattr("bot.channels.zalo.POLL_SECONDS", 1)
    unlimited = Limits(a_second=10_000, chat_pause=0, group_pause=0, burst=1000)
    monkeypatch.setattr("bot.channels.zalo.ZaloChannel.limits", unlimited)


@pytest.fixture
async def office(stage: Stage) -> Stage:
    """Two members on Zalo, enterprises to visit, and nothing running yet."""
    stage.on = ("zalo",)
    unit = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.enterprises([f"Công ty TNHH Sao Mai {number}" for number in range(FIRMS)], unit)
    stage.lan, stage.minh = (stage.world.add_person(name, app="zalo") for name in ("Lan", "Minh"))
    for who in (stage.lan, stage.minh):
        stage.enrol(who, "member", unit)
    return stage


def visit(stage: Stage, who, number: int) -> None:
    stage.world.says(who, None, f"/tham Sao Mai {number}; đồng ý")


def answered(stage: Stage, who) -> list[int]:
    """Which visits have been confirmed to somebody, in order."""
    return [int(found[1]) for text in stage.said(who) if (found := re.search(r"Đã ghi: .*Sao Mai (\d+)", text))]


def tries(stage: Stage, method: str = "sendMessage") -> int:
    return sum(request.method == method for request in stage.world.requests)


async def test_what_comes_twice_is_handled_once(office):
    """From the very start, and again after a restart: what was seen is in the database."""
    office.world.zalo.events.trouble.repeat = 3
    visit(office, office.lan, 1)
    app = await office.start()
    await until(lambda: answered(office, office.lan))
    await until(lambda: not office.world.zalo.events)
    office.world.zalo.events.trouble.repeat = 1
    visit(office, office.lan, 2)
    await until(lambda: len(answered(office, office.lan)) == 2)
    await app.stop()
    office.apps.clear()
    await office.start()
    visit(office, office.lan, 3)
    await until(lambda: len(answered(office, office.lan)) == 3)
    assert answered(office, office.lan) == [1, 2, 3]
    assert len(office.read(select(Visit.id))) == len(office.read(select(Inbox.id))) == 3


@on_sqlite
async def test_what_comes_late_or_never_stops_nothing(office):
    """What Zalo drops nobody has heard of; what it turns round is handled as it comes; everybody is answered."""
    trouble = office.world.zalo.events.trouble
    for number in range(6):
        visit(office, office.lan if number % 2 else office.minh, number)
    trouble.drop, trouble.disorder = 1, 2
    await office.start()
    await until(lambda: len(office.read(select(Visit.id))) == 5)
    await until(lambda: sorted(answered(office, office.lan) + answered(office, office.minh)) == [1, 2, 3, 4, 5])
    assert office.read(select(Inbox.state)) == ["done"] * 5


@on_sqlite
@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates", "sendMessage"])
async def test_a_refusal_under_http_200_is_seen_and_tried_again(office, method):
    """Whatever method says it, and whatever code it says: one message, one visit, one answer."""
    office.world.zalo.faults.add(Fault("status", method=method, status=499, description="busy", times=1))
    visit(office, office.lan, 1)
    await office.start()
    await until(lambda: answered(office, office.lan))
    await asyncio.sleep(0.2)
    assert answered(office, office.lan) == [1]
    assert len(office.read(select(Visit.id))) == 1
    assert 499 in {request.status for request in office.world.requests if request.method == method}


async def test_a_flood_pauses_the_account_and_keeps_the_order(office, monkeypatch):
    """429 does not tell how long: nobody is written to meanwhile, and then all get theirs, in their order."""
    monkeypatch.setattr("bot.channels.zalo.FIRST_PAUSE", 0.8)
    app = await office.start()
    office.world.zalo.quota.messages = 0
    visit(office, office.lan, 1)
    await until(lambda: tries(office))
    refused = tries(office)
    for number in range(2, 5):
        visit(office, office.lan, number)
        visit(office, office.minh, number)
    await until(lambda: len(office.read(select(Visit.id))) == 7)
    assert tries(office) - refused <= 3, "it knocks again and again"
    office.world.zalo.quota.messages = 3000
    await until(lambda: len(answered(office, office.minh)) == 3)
    await until(lambda: len(answered(office, office.lan)) == 4)
    assert answered(office, office.lan) == [1, 2, 3, 4]
    assert answered(office, office.minh) == [2, 3, 4]
    await until(lambda: set(office.read(select(Outbox.state))) == {"sent"})
    assert app.supervisor.failures.total() == 0


@on_sqlite
async def test_stickers_by_the_hundred_get_one_answer(office):
    """And what comes behind them is answered."""
    for number in range(300):
        (office.world.sends_sticker, office.world.sends_voice)[number % 2](office.lan)
    office.world.sends_contact(office.minh, phone="0900", name="A")
    visit(office, office.lan, 1)
    await office.start()
    await until(lambda: answered(office, office.lan), 30)
    await until(lambda: office.said(office.minh))
    assert len(office.said(office.lan)) == 2
    assert len(office.said(office.minh)) == 1
    assert len(office.read(select(Inbox.id))) == 3


@on_sqlite
@pytest.mark.parametrize("style", ["console", "json"])
async def test_the_token_is_in_no_line_of_the_log(office, style):
    """Whatever goes wrong, at every method, on the program itself; both messengers at once."""
    office.on, office.more = ("telegram", "zalo"), {"LOG_FORMAT": style}
    faults = office.world.zalo.faults
    for method in ("getMe", "deleteWebhook", "getUpdates", "sendMessage"):
        actions = {"action": "cut_before"} if style == "json" else {"action": "status", "status": 502}
        faults.add(Fault(method=method, times=1, **actions))
    visit(office, office.lan, 1)
    await office.launch()
    await until(lambda: answered(office, office.lan), 30)
    faults.add(Fault("status", method="sendMessage", status=401, times=1))
    faults.add(Fault("status", method="getUpdates", status=401, times=1))
    office.world.faults.add(Fault("cut_before", method="getUpdates", times=1))
    visit(office, office.lan, 2)
    await until(lambda: "rejects the token" in office.log.read_text(), 20)
    told = office.log.read_text()
    assert "messenger is away" in told
    assert "not delivered" in told
    for token in (ZALO_TOKEN, TOKEN, TOKEN.partition(":")[2]):
        assert token not in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_both_messengers_side_by_side(office):
    """One bot on both: each is answered where it wrote, and one that is away does not hold the other up."""
    office.on = ("telegram", "zalo")
    hoa = office.world.add_person("Hoa")
    office.enrol(hoa, "admin")
    office.world.zalo.faults.down()
    office.world.says(hoa, None, "/trogiup")
    visit(office, office.lan, 1)
    await office.start()
    await until(lambda: office.said(hoa))
    assert not office.said(office.lan)
    office.world.zalo.faults.clear()
    await until(lambda: answered(office, office.lan) == [1])
    assert len(office.said(hoa)) == 1
