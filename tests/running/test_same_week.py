"""The same week, once on Telegram and once on Zalo, leaves the same behind: who wrote from where apart."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from bot.channels.base import Limits
from jobs import schedule
from models import Outbox
from outreach.vault import KeyLostError, Vault
from sandbox import SandboxClock, SandboxServer, World
from sandbox.accounts import App
from tests.running.conftest import KEY, TOKEN, ZONE, Stage
from tests.running.week import Player, play

# what is on its way, and what the channel alone is about
NOT_THE_DOMAIN = {"inbox", "outbox", "offer", "job_run", "channel_use", "channel_reach", "unreachable", "shared_file"}
# ids of the channel, and what is made by chance or from the instant
NOT_ALIKE = {
    "account": {"channel", "user_id", "heard_at"},
    "bound_chat": {"channel", "chat_id"},
    "conversation": {"channel", "chat_id", "user_id", "token"},
    "invitation": {"code_digest"},
    "audit_seal": {"hash", "prints"},
}
UNLIMITED = Limits(a_second=10_000, chat_pause=0, group_pause=0, burst=1000)
BEFORE = datetime(2024, 6, 10, 7, 0, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for that only keeps messengers from being flooded."""
    monkeypatch.setattr(schedule, "EVERY_SECONDS", 3600)  # ticked by the player
    monkeypatch.setattr("bot.channels.telegram.TelegramChannel.limits", UNLIMITED)
    monkeypatch.setattr("bot.channels.zalo.ZaloChannel.limits", UNLIMITED)
    monkeypatch.setattr("bot.channels.zalo.POLL_FLOOR", 0.0)


@asynccontextmanager
async def played(on: App, template: Path, folder: Path) -> AsyncIterator[Player]:
    """A bot that has lived through the week on one messenger."""
    folder.mkdir()
    shutil.copyfile(template, folder / "nhipcau.db")
    world = World(clock=SandboxClock(BEFORE), token=TOKEN, limits=False)
    server = SandboxServer(world)
    await server.start()
    stage = Stage(world, server, folder, f"sqlite:///{folder}/nhipcau.db", on=(on,))
    try:
        await stage.start()
        player = Player(stage, on)
        await play(player)
        yield player
    finally:
        await stage.stop()
        await server.stop()


def kept(stage: Stage) -> dict[str, list[dict[str, Any]]]:
    """All rows of the domain's tables, opened, with their instants to ten minutes."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in NOT_THE_DOMAIN]
    return {table.name: [_row(table.name, row) for row in stage.store.read_here(_all(table))] for table in tables}


def _all(table: Any) -> Any:
    return lambda session: session.execute(select(table).order_by(*table.primary_key)).mappings().all()


def _row(table: str, row: Any) -> dict[str, Any]:
    apart = NOT_ALIKE.get(table, set())
    if row.get("act") == "wrong code":  # whose it was is a print of the channel's id
        apart = {"subject_id"}
    return {name: _plain(value) for name, value in row.items() if name not in apart}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(minute=value.minute // 10 * 10, second=0, microsecond=0)
    if isinstance(value, bytes):
        try:
            return Vault([KEY]).open(value)
        except KeyLostError:
            return value
    return value


async def test_the_same_week_on_each_messenger(sqlite_template: Path, tmp_path: Path) -> None:
    async with played("telegram", sqlite_template, tmp_path / "telegram") as there:
        first, planned = kept(there.stage), _planned(there.stage)
    async with played("zalo", sqlite_template, tmp_path / "zalo") as here:
        second = kept(here.stage)
        assert _planned(here.stage) == planned
        assert "Đảng ủy các KCN Hà Nội" in here.screen(here.group)
    for table, rows in first.items():
        assert len(second[table]) == len(rows), table
        for there_is, is_here in zip(rows, second[table], strict=True):
            assert is_here == there_is, table
    empty = {table for table, rows in first.items() if not rows}
    busy = {"visit", "next_step", "candidate", "admission_event", "postponed", "proposal", "entry", "opening_figure"}
    assert not busy & empty, "the week was too quiet to show anything"
    assert {"digest", "morning", "answered", "handed"} <= {rule for rule, *_ in planned}, planned


def _planned(stage: Stage) -> list[tuple[str, str, str | None]]:
    """What was sent of the bot's own accord, and what became of it."""
    rows = stage.read(select(Outbox.rule, Outbox.state, Outbox.reason).where(Outbox.rule != "reply"))
    return sorted(tuple(row) for row in rows)
