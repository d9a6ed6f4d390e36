"""The program on Zalo dies at the worst instants: each message that Zalo still has is handled once, and answered."""

import asyncio
import random
import socket
import sys
from asyncio.subprocess import Process
from collections import Counter

import pytest
from sqlmodel import select

from models import Inbox, Outbox, Visit
from sandbox import Fault
from tests.running.conftest import Stage, until
from tests.running.test_killed import Pour
from tests.running.test_zalo import answered, office, tries, visit  # noqa: F401 - a fixture

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# the program, except that it is killed (by the system: it cannot tidy up) as soon as something is done
DYING = """
import os, sys
import {module} as module
done = module.{method}

async def dies(*given):
    if {first}:
        os.kill(os.getpid(), 9)
    await done(*given)
    os.kill(os.getpid(), 9)

module.{method} = dies
sys.argv = ["nhipcau", "run"]
from bot.__main__ import main
main()
"""


async def dying(stage: Stage, module: str, method: str, *, first: bool = False) -> Process:
    """The program that is killed ``first``, before it does something, or when it has just done it."""
    script = DYING.format(module=module, method=method, first=first)
    with stage.log.open("a") as log:
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, cwd=stage.path, env=stage.environment, stderr=log
        )
    stage.programs.append(program)
    return program


def by_webhook(stage: Stage) -> None:
    """Let Zalo post its events to the program."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = str(place.getsockname()[1])
    stage.more = {
        "PUBLIC_URL": f"http://127.0.0.1:{port}", "HTTP_PORT": port, "WEBHOOK_SECRET": "a-long-random-word",
    }  # fmt: skip


async def test_killed_between_storing_an_event_and_answering_the_webhook(office):  # noqa: F811
    """Zalo has no answer and posts it again: it is there already, and handled once."""
    by_webhook(office)
    visit(office, office.lan, 1)
    program = await dying(office, "bot.web", "Web._event")
    assert await program.wait() == -9
    assert len(office.read(select(Inbox.id))) == 1
    await office.launch()
    await until(lambda: answered(office, office.lan), 20)
    await until(lambda: not office.world.zalo.events)
    visit(office, office.lan, 2)
    await until(lambda: len(answered(office, office.lan)) == 2)
    assert answered(office, office.lan) == [1, 2]
    assert len(office.read(select(Visit.id))) == len(office.read(select(Inbox.id))) == 2
    assert tries(office, "getUpdates") == 0


@on_sqlite
async def test_killed_between_sending_and_writing_it_down(office):  # noqa: F811
    """The answer may come twice, at most once a crash; the visit is there once."""
    visit(office, office.lan, 1)
    program = await dying(office, "bot.channels.zalo", "ZaloChannel.send")
    assert await program.wait() == -9
    assert answered(office, office.lan) == [1]
    await office.launch()
    await until(lambda: answered(office, office.lan) == [1, 1], 20)
    await until(lambda: office.read(select(Outbox.state)) == ["sent"])
    assert len(office.read(select(Visit.id))) == 1


@on_sqlite
async def test_killed_in_the_middle_of_a_poll(office):  # noqa: F811
    """A poll confirms nothing: the one event in hand is lost with the program (Zalo's limit); nothing else is."""
    for number in (1, 2):
        visit(office, office.lan, number)
    program = await dying(office, "bot.channels.zalo", "ZaloChannel.heard", first=True)
    assert await program.wait() == -9
    await office.launch()
    await until(lambda: answered(office, office.lan) == [2], 20)
    assert office.read(select(Inbox.state)) == ["done"]


@on_sqlite
async def test_every_visit_is_logged_once_by_webhook(office):  # noqa: F811
    """Killed at random moments while visits pour in, and with answers of Zalo's cut off: none is lost or doubled."""
    by_webhook(office)
    pour, kills, cuts = Pour(office, random.Random(20240618), app="zalo"), 2, 2
    pour.prepare("DU-LC")
    pouring = asyncio.ensure_future(pour.run())
    for _ in range(kills):
        await pour.live_a_while()
        office.world.zalo.faults.add(Fault("cut_after", method="sendMessage", times=cuts // kills))
        await asyncio.sleep(0.3)
        program = office.programs[-1]
        program.kill()
        assert await program.wait() == -9
        assert set(pour.answers()) <= set(pour.written()), "answered, but lost"
    await office.launch()
    pour.enough = True
    await pouring
    await until(lambda: len(pour.answers()) == len(pour.marks), 60)
    assert pour.written() == Counter(pour.marks)
    assert set(office.read(select(Inbox.state))) == {"done"}
    assert max(pour.answers().values()) <= 1 + kills + cuts
