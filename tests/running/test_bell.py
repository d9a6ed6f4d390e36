"""On PostgreSQL a process hears at once what another has written, without looking again and again."""

import pytest

from bot import app as running
from bot import delivery, inbox
from outreach.messages import Address, Incoming, Reply, Text
from outreach.services.talk import outbox
from tests.running.conftest import until

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def lan(stage, monkeypatch):
    """A member, and a bot that by itself would not look for another half hour."""
    monkeypatch.setattr(running, "IDLE", 1800.0)
    monkeypatch.setattr(delivery, "IDLE", 1800.0)
    lan = stage.world.add_person(name="Lan")
    stage.enrol(lan, "member", stage.unit("DU", "Đảng ủy"))
    await stage.start()
    stage.world.says(lan, None, "/trogiup")
    await until(lambda: stage.said(lan))
    return lan


async def test_what_another_process_received_is_answered(stage, lan):
    now = stage.world.clock.now()
    asked = Incoming("elsewhere", Address("telegram", str(lan.id)), str(lan.id), "text", now, text="/tiendo")
    stage.store.write_here(lambda session: inbox.store(session, [asked], now))
    await until(lambda: len(stage.said(lan)) == 2)
    assert "Đảng ủy" in stage.said(lan)[1]


async def test_what_another_process_has_to_say_is_sent(stage, lan):
    now = stage.world.clock.now()
    stage.store.write_here(
        lambda session: outbox.plan(
            session, "elsewhere", Address("telegram", str(lan.id)), Reply(Text("Chào chị")), now, rule="test"
        )
    )
    await until(lambda: stage.said(lan)[-1] == "Chào chị")


async def test_after_a_lost_connection_it_listens_again(stage, lan):
    """The server drops the listener: what came meanwhile is looked for, and what comes then is heard."""
    dropped = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'"
    with stage.store.engine.connect() as connection:
        assert connection.exec_driver_sql(dropped).all()
    now = stage.world.clock.now()
    for number in range(2):
        asked = Incoming(f"n{number}", Address("telegram", str(lan.id)), str(lan.id), "text", now, text="/tiendo")
        stage.store.write_here(lambda session, asked=asked: inbox.store(session, [asked], now))
        await until(lambda number=number: len(stage.said(lan)) == 2 + number)
    assert stage.app.supervisor.failures["listen"] == 1
