"""What nobody foresaw: a handler fails, a refusal has no words, the database goes away in the middle."""

import asyncio
import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import select

from handlers.routes import Act, Command
from models import Inbox, JobRun
from outreach.errors import DomainError
from outreach.messages import Choice, Reply, Text
from tests.running.conftest import until


class Wordless(DomainError):
    """A refusal for which nobody has written a sentence."""


class Trouble:
    """The command /loi, which writes and then fails as it is told; ``given`` counts how often it was given."""

    def __init__(self) -> None:
        self.given = 0
        self.failures: list[Exception | str] = []

    def __call__(self, turn):
        self.given += 1
        turn.session.add(JobRun(job=f"written {turn.incoming.event}", ran_until=turn.now))
        turn.session.flush()
        failure = self.failures.pop(0) if self.failures else None
        if failure == "terminate":
            turn.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        elif failure == "break":
            turn.session.execute(text("SELECT nothing FROM nowhere"))
        elif failure is not None:
            raise failure
        return [Reply(Text(f"được {turn.argument}"), ((Choice("Lại", "loi"),),))]

    def press(self, turn, data):
        return self(turn)


@pytest.fixture
async def trouble(stage):
    trouble = Trouble()
    app = await stage.start()
    routes = app.dispatcher.routes
    command = Command("loi", "trouble", trouble, "anyone", "")
    app.dispatcher.routes = replace(
        routes, commands=[*routes.commands, command], acts={**routes.acts, "loi": Act("loi", trouble.press)}
    )
    stage.lan = stage.world.add_person(name="Lan")
    return trouble


def written(stage) -> list[str]:
    return stage.read(select(JobRun.job).where(JobRun.job.startswith("written")))


@pytest.mark.parametrize("failure", [ZeroDivisionError("x"), Wordless(), "break"], ids=["bug", "wordless", "sql"])
async def test_nothing_saved_said_so_kept_and_on(stage, trouble, failure):
    """The person hears that nothing was saved; the entry stays sealed; the next message is handled."""
    trouble.failures = [failure]
    stage.world.says(stage.lan, None, "/loi bí mật")
    stage.world.says(stage.lan, None, "/loi hai")
    await until(lambda: len(stage.said(stage.lan)) == 2)
    sorry, then = stage.said(stage.lan)
    failed, done = stage.read(select(Inbox).order_by(Inbox.id))
    assert "chưa ghi gì cả" in sorry
    assert f"số {failed.id}." in sorry
    assert then == "được hai"
    assert written(stage) == [f"written {done.event_id}"]
    assert (failed.state, done.state, done.payload_sealed) == ("failed", "done", None)
    assert "bí mật".encode() not in failed.payload_sealed
    assert json.loads(stage.store.vault.open(failed.payload_sealed))["text"] == "/loi bí mật"


async def test_a_button_that_fails(stage, trouble):
    """The waiting sign goes off the button, and the sentence comes in the chat."""
    stage.world.says(stage.lan, None, "/loi một")
    await until(lambda: stage.said(stage.lan))
    trouble.failures = [ZeroDivisionError()]
    press = stage.world.presses(stage.lan, stage.world.messages(stage.lan)[-1], "Lại")
    await until(lambda: stage.world.answer_to(press) is not None)
    await until(lambda: len(stage.said(stage.lan)) == 2)
    again = stage.world.presses(stage.lan, stage.world.messages(stage.lan)[-2], "Lại")
    await until(lambda: stage.world.answer_to(again) is not None)
    await until(lambda: stage.said(stage.lan)[-1].startswith("được"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_entry_of_another_version_stops_nobody(stage, trouble):
    """What cannot be read is set aside; it must not hold up every chat behind it."""
    odd = stage.store.vault.seal('{"kind": "telepathy"}')
    stage.add(
        Inbox(channel="telegram", event_id="odd", chat_id="1", payload_sealed=odd, received_at=stage.world.clock.now())
    )
    stage.world.says(stage.lan, None, "/loi một")
    await until(lambda: stage.said(stage.lan) == ["được một"])
    assert stage.read(select(Inbox.state).order_by(Inbox.id)) == ["failed", "done"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_connection_is_lost_in_the_middle(stage, trouble):
    """The transaction is undone as a whole and the message handled again: written once, answered once."""
    trouble.failures = ["terminate"]
    stage.world.says(stage.lan, None, "/loi một")
    await until(lambda: stage.said(stage.lan))
    await asyncio.sleep(0.3)
    assert trouble.given == 2
    assert stage.said(stage.lan) == ["được một"]
    assert len(written(stage)) == 1
    assert stage.read(select(Inbox.state)) == ["done"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_every_connection_is_lost(stage, trouble):
    """Even the one that holds the lease: the bot takes it again and goes on."""
    terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    for number in ("một", "hai"):
        stage.store.write_here(
            lambda session: session.execute(text(terminate + " AND datname = current_database()")).all()
        )
        stage.world.says(stage.lan, None, f"/loi {number}")
        await until(lambda said=number: stage.said(stage.lan)[-1:] == [f"được {said}"])
    assert stage.said(stage.lan) == ["được một", "được hai"]
