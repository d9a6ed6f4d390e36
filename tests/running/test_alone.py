"""One messenger alone: the other's library is not even imported, nor a web server where nothing is to be served."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process

import pytest

from tests.running.conftest import Stage, until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PROGRAM = """
import asyncio, sys
from bot import settings
from bot.app import App

async def main():
    app = App(settings.load(_env_file=None))
    await app.start()
    await asyncio.to_thread(sys.stdin.read)
    await app.stop()

asyncio.run(main())
print(*sorted(sys.modules))
"""


async def launch(stage: Stage) -> Process:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, cwd=stage.path, env=stage.environment, stdin=PIPE, stdout=PIPE
    )
    stage.programs.append(program)
    return program


async def imported(program: Process) -> set[str]:
    """Ends the program; all that it has imported."""
    told, _ = await program.communicate(b"")
    assert program.returncode == 0
    return set(told.decode().splitlines()[-1].split())


@pytest.mark.parametrize(
    ("on", "absent"),
    [
        ("zalo", {"telegram", "httpx", "bot.channels.telegram", "aiohttp.web", "bot.web"}),
        ("telegram", {"aiohttp.web", "bot.channels.zalo", "bot.web"}),
    ],
)
async def test_alone_it_starts_and_serves(stage, on, absent):
    stage.on = (on,)
    someone = stage.world.add_person("Ai Đó", app=on)
    stage.world.says(someone, None, "/start")
    program = await launch(stage)
    await until(lambda: stage.said(someone), 20)
    known = await imported(program)
    assert f"bot.channels.{on}" in known
    assert absent & known == set()
