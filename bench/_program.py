"""The real program as a process of its own, against a sandbox in this one."""

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.db import open_engine
from models.migrate import migrate
from outreach.vault import new_key
from sandbox import SandboxClock, SandboxServer, World

TOKEN = "123456789:AAE-sandbox-token-of-the-bench-0000"  # noqa: S105 - opens the sandbox alone
ROOT = Path(__file__).resolve().parents[1]
UNLIMITED = """
import sys
import bot.channels.telegram as telegram
from bot.channels.base import Limits
telegram.TelegramChannel.limits = Limits(a_second=10_000, chat_pause=0, group_pause=0, burst=1000)
sys.argv = ["nhipcau", "run"]
from bot.__main__ import main
main()
"""


@dataclass
class Town:
    """A sandbox and what the program is told to find it."""

    world: World
    server: SandboxServer
    url: str
    key: str

    async def launch(self, *, limits: bool = True) -> Process:
        """The program; without ``limits`` it sends as fast as it can, which Telegram would not bear."""
        told = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": self.url,
            "ENCRYPTION_KEYS": self.key,
            "SIMULATED_NOW": self.world.clock.now().isoformat(),
        }
        words = ("-m", "bot", "run") if limits else ("-c", UNLIMITED)
        return await asyncio.create_subprocess_exec(
            sys.executable, *words, env=told, cwd=tempfile.gettempdir(), stderr=asyncio.subprocess.DEVNULL
        )

    def asked(self, method: str) -> int:
        """How often the program has called ``method``."""
        return sum(request.method == method for request in self.world.requests)


@asynccontextmanager
async def town(start: datetime, url: str | None = None) -> AsyncIterator[Town]:
    """A sandbox without limits, and a migrated SQLite file unless a database is given."""
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite:///{Path(folder) / 'bench.db'}"
        engine = open_engine(url)
        migrate(engine)
        engine.dispose()
        world = World(clock=SandboxClock(start), token=TOKEN, limits=False)
        server = SandboxServer(world)
        await server.start()
        try:
            yield Town(world, server, url, new_key())
        finally:
            await server.stop()


async def until(met: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until ``met()``, looking every few milliseconds."""
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110 - the sandbox is only looked at
            await asyncio.sleep(0.005)


async def stop(program: Process) -> None:
    """Ask the program to end, and wait for it."""
    program.terminate()
    await program.wait()


def megabytes(program: Process, what: str = "VmRSS") -> float:
    """Memory of the program: ``VmRSS`` now, ``VmHWM`` at most so far."""
    status = Path(f"/proc/{program.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024
