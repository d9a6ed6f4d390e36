"""Telegram away in the middle of Monday's summary: it goes out afterwards, once; too late, and it is left out."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from jobs import schedule
from models import Notice, Outbox, Visit
from outreach.messages import Address, Reply, Text
from outreach.services.talk import outbox
from sandbox import Fault
from tests.running.conftest import START, until

EIGHT = START.replace(hour=8, minute=0)


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(schedule, "EVERY_SECONDS", 0.1)
    monkeypatch.setattr("bot.channels.telegram.POLL_SECONDS_WHEN_LED", 1)


@pytest.fixture
async def office(stage):
    """A committee with an administrator and a running bot that has planned until 07:50."""
    stage.committee = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.chief = stage.world.add_person(name="Chị Hoa")
    stage.boss = stage.enrol(stage.chief, "admin", stage.committee)
    stage.world.says(stage.chief, None, "/huy")
    await stage.start()
    await until(lambda: stage.said(stage.chief))
    return stage


async def _groups(stage, number: int):
    found = [stage.world.add_group(f"Tổ {n}", [stage.chief], with_bot=True) for n in range(number)]
    for group in found:
        stage.bind(group, stage.committee, stage.boss)
    await until(lambda: all(stage.said(group) for group in found))  # that the bot has come in
    return found


def _summaries(stage, group) -> list[str]:
    return [text for text in stage.said(group) if "10/6" in text or "10/06" in text]


async def test_half_an_hour_away(office):
    """Two groups have their summary when Telegram goes; three get it afterwards, once, and before what came later."""
    stage, world = office, office.world
    stage.enterprise("Công ty TNHH Huy Hoàng", stage.committee)
    groups = await _groups(stage, 5)
    hanging = [world.faults.add(Fault("hang", method="sendMessage", chat=group.id)) for group in groups[2:]]
    world.clock.set(EIGHT)
    await until(lambda: all(_summaries(stage, group) for group in groups[:2]))
    world.faults.rules.insert(0, Fault("status", status=502))
    for fault in hanging:
        world.faults.remove(fault)
    _later(stage, groups)
    world.says(stage.chief, None, "/tham Huy Hoàng; đồng ý")
    world.clock.advance(timedelta(minutes=30))
    await until(lambda: sum(request.status == 502 for request in world.requests) > 8)
    world.faults.clear()
    await until(lambda: all("sau" in stage.said(group) for group in groups), 15)
    await asyncio.sleep(0.3)
    for group in groups:
        assert len(_summaries(stage, group)) == 1, stage.said(group)
        assert stage.said(group)[-1] == "sau"
    rows = stage.read(select(Outbox).where(Outbox.rule == "digest"))
    assert [(row.state, row.sent_at - row.created_at < timedelta(hours=1)) for row in rows] == [("sent", True)] * 5
    await until(lambda: stage.read(select(Visit.visited_on)) == [EIGHT.date()])


async def test_too_late(office):
    """After 48 hours a summary is of no use any more; the administrator is told of it in the next morning's message."""
    stage, world = office, office.world
    [group] = await _groups(stage, 1)
    fault = world.faults.add(Fault("status", method="sendMessage", chat=group.id, status=502))
    world.clock.set(EIGHT)
    await until(lambda: stage.read(select(Outbox.attempts).where(Outbox.rule == "digest")) > [0])
    world.clock.advance(timedelta(hours=49))
    await until(lambda: stage.read(select(Notice.kind)) == ["digest_skipped"])
    world.faults.remove(fault)
    world.clock.advance(timedelta(hours=23))
    await until(lambda: len(stage.said(stage.chief)) == 2)
    assert "không gửi kịp" in stage.said(stage.chief)[-1]
    assert not _summaries(stage, group)
    assert stage.read(select(Outbox.state).where(Outbox.rule == "digest")) == ["stale"]


def _later(stage, groups) -> None:
    def work(session):
        for group in groups:
            address = Address("telegram", str(group.id))
            outbox.plan(session, f"later:{group.id}", address, Reply(Text("sau")), world.clock.now(), rule="notice")

    world = stage.world
    stage.store.write_here(work)
