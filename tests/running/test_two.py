"""Two processes on one PostgreSQL: both work, one polls and sends, and the other takes over at once when it dies."""

import asyncio
import re

import pytest
from sqlmodel import select

from models import Inbox, Visit
from tests.running.conftest import until

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
PEOPLE = 6


@pytest.fixture
def people(stage):
    unit = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.enterprises([f"Công ty TNHH Sao Mai {number}" for number in range(40)], unit)
    found = [stage.world.add_person(name=f"Người {number}") for number in range(PEOPLE)]
    for person in found:
        stage.enrol(person, "member", unit)
    return found


async def test_takeover(stage, people):
    """Nobody polls beside the holder; when it is killed the other goes on, each message handled once, in order."""
    first = await stage.launch()
    await until(lambda: stage.polls() > 0)
    await stage.launch()
    await until(lambda: stage.log.read_text().count("running") == 2)
    _all_say(stage, people, range(3))
    await until(lambda: all(len(_answered(stage, person)) == 3 for person in people))
    assert {request.status for request in stage.world.requests if request.method == "getUpdates"} <= {0, 200}
    _all_say(stage, people, range(3, 6))
    await asyncio.sleep(0.15)
    first.kill()
    await first.wait()
    _all_say(stage, people, range(6, 9))
    await until(lambda: all(set(_answered(stage, person)) == set(range(9)) for person in people), 15)
    for person in people:
        answered = _answered(stage, person)
        assert list(dict.fromkeys(answered)) == list(range(9)), "out of order"
        assert max(answered.count(number) for number in answered) <= 2
    assert len(stage.read(select(Visit.id))) == 9 * PEOPLE
    assert stage.read(select(Inbox.state)) == ["done"] * 9 * PEOPLE


def _all_say(stage, people, numbers):
    for number in numbers:
        for person in people:
            stage.world.says(person, None, f"/tham Sao Mai {number}; đồng ý")


def _answered(stage, person) -> list[int]:
    return [int(found[1]) for text in stage.said(person) if (found := re.search(r"Đã ghi: .*Sao Mai (\d+)", text))]
