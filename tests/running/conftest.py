"""The whole bot against the sandbox, over HTTP, as in production: in this process, or as a program of its own."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.app import App
from bot.store import Store
from models import Account, BoundChat, Person, Unit
from models.db import open_engine
from models.enterprise import Enterprise
from outreach.rules.folding import fold, fold_name
from outreach.vault import Vault
from sandbox import Group, SandboxClock, SandboxServer, World
from sandbox import Person as Somebody
from sandbox.zaloapi import ids
from tests.schema import SCHEMA, validate_request

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2024, 6, 17, 7, 50, tzinfo=ZONE)
TOKEN = "123456789:AAE-sandbox-token-of-the-tests-0000"
ZALO_TOKEN = "zalo-token-of-the-tests-that-nobody-may-see"
KEY = "6DzDGZIbGaXbqyEXmBTsiIJe1oyZPrEUi3Sc7V0QJ9U="
ROOT = Path(__file__).resolve().parents[2]


async def until(met: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until ``met()`` is true; fail when it is not in time."""
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0.02)


def user_id(who: Somebody) -> str:
    """Somebody's id, as their messenger tells it to the bot."""
    return ids.user(who) if who.app == "zalo" else str(who.id)


@dataclass
class Stage:
    """A sandbox with a bot on it. ``start`` runs it here, ``launch`` as a process, ``store`` looks past it.

    ``on`` are the messengers for which it has a token, ``more`` its other settings, by the names of the environment.
    """

    world: World
    server: SandboxServer
    path: Path
    url: str
    apps: list[App] = field(default_factory=list)
    programs: list[Process] = field(default_factory=list)
    on: tuple[str, ...] = ("telegram",)
    more: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = Store(open_engine(self.url), Vault([KEY]))

    @property
    def given(self) -> dict[str, str]:
        """What the bot is told, by the names of the environment."""
        zalo = {"ZALO_TOKEN": ZALO_TOKEN, "ZALO_API_URL": f"{self.server.url}/zalo"}
        telegram = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": self.server.url}
        return {
            **(telegram if "telegram" in self.on else {}),
            **(zalo if "zalo" in self.on else {}),
            "DATABASE_URL": self.url,
            "ENCRYPTION_KEYS": KEY,
            "SIMULATED_NOW": self.world.clock.now().isoformat(),
            **self.more,
        }

    def settings(self, **more) -> settings.Settings:
        return settings.load(_env_file=None, **{name.lower(): value for name, value in self.given.items()}, **more)

    async def start(self) -> App:
        app = App(self.settings())
        await app.start()
        self.apps.append(app)
        return app

    @property
    def environment(self) -> dict[str, str]:
        """What the program is told; nothing else of this machine's settings reaches it."""
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.given}

    async def launch(self) -> Process:
        """``nhipcau run`` as a process of its own, which can be killed. Its log is in ``log``."""
        with self.log.open("a") as log:
            program = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.path, env=self.environment, stderr=log
            )
        self.programs.append(program)
        return program

    @property
    def log(self) -> Path:
        return self.path / "program.log"

    def polls(self) -> int:
        """How often the bot has asked for updates."""
        return sum(request.method == "getUpdates" for request in self.world.requests)

    async def stop(self) -> None:
        for app in self.apps:
            await app.stop()
        self.apps.clear()
        for program in self.programs:
            if program.returncode is None:
                program.kill()
            await program.wait()
        self.store.close()

    @property
    def app(self) -> App:
        return self.apps[-1]

    def enrol(self, who: Somebody, role: str, unit: Unit | None = None) -> Person:
        """Let somebody in without a conversation, for tests about something else."""

        def work(session):
            person = Person(
                name_sealed=session.info["vault"].seal(who.name), role=role,
                unit_id=unit.id if unit else None, joined_at=self.world.clock.now(),
            )  # fmt: skip
            session.add(person)
            session.flush()
            session.add(
                Account(
                    person_id=person.id, channel=who.app, user_id=user_id(who), linked_at=self.world.clock.now(),
                )
            )  # fmt: skip
            return person

        return self.store.write_here(work)

    def add(self, row):
        def work(session):
            session.add(row)
            session.flush()
            return row

        return self.store.write_here(work)

    def unit(self, code: str, name: str, under: Unit | None = None) -> Unit:
        return self.add(
            Unit(
                code=code, name=name, folded=fold(name), kind="committee", parent_id=under.id if under else None,
                created_at=self.world.clock.now(),
            )
        )  # fmt: skip

    def enterprise(self, name: str, unit: Unit) -> Enterprise:
        return self.enterprises([name], unit)[0]

    def enterprises(self, names: list[str], unit: Unit) -> list[Enterprise]:
        now = self.world.clock.now()
        rows = [
            Enterprise(
                name=name, folded=fold_name(name), kind="private", unit_id=unit.id, entered_at=now, changed_at=now
            )
            for name in names
        ]
        self.store.write_here(lambda session: session.add_all(rows))
        return rows

    def bind(self, group: Group, unit: Unit, by: Person) -> BoundChat:
        now = self.world.clock.now()
        return self.add(
            BoundChat(
                channel=group.app, chat_id=ids.chat(group) if group.app == "zalo" else str(group.id), unit_id=unit.id,
                bound_by_id=by.id, bound_at=now, starts_at=now,
            )
        )  # fmt: skip

    def read(self, query):
        """All rows of a query: what is committed."""
        return self.store.read_here(lambda session: list(session.exec(query)))

    def said(self, place) -> list[str]:
        """What the bot has said in a chat, as it stands there now."""
        return [
            message.get("text", "") for message in self.world.messages(place) if message.get("from", {}).get("is_bot")
        ]


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    world = World(clock=SandboxClock(START), token=TOKEN, username="NhipCauBot", limits=False)
    server = SandboxServer(world)
    await server.start()
    stage = Stage(world, server, tmp_path, database_url)
    yield stage
    await stage.stop()
    await server.stop()
    if SCHEMA.exists():
        for asked in (asked for asked in world.requests if asked.app == "telegram"):
            validate_request(asked.method, asked.params)
