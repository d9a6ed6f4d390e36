"""The way in: stored once, handled in order, each by one worker."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot import inbox
from bot.dispatcher import Handled
from bot.store import is_passing
from models import Inbox
from outreach.messages import Address, Incoming
from tests.conversation import START


def event(number: int, chat: str = "1", text: str = "/start") -> Incoming:
    return Incoming(str(number), Address("telegram", chat), chat, "text", START, text=text)


def store(house, *events: Incoming) -> int:
    with house.session() as session, session.begin():
        return inbox.store(session, events, house.clock.now())


def test_the_same_event_is_stored_once(house):
    """Within a batch, in the next one, and after it has been handled."""
    assert store(house, event(1), event(1), event(2)) == 2
    assert store(house, event(2), event(3)) == 1
    house.handle()
    assert store(house, event(1), event(3)) == 0
    assert set(house.read(select(Inbox.state))) == {"done"}


def test_two_messengers_may_number_alike(house):
    other = replace(event(1), address=Address("zalo", "1"))
    assert store(house, event(1), other) == 2


def test_what_was_said_is_sealed_and_goes_when_it_is_done(house):
    store(house, event(1, text="/tham Bí Mật"))
    [row] = house.read(select(Inbox))
    assert "Bí Mật".encode() not in row.payload_sealed
    house.handle()
    assert house.read(select(Inbox.payload_sealed)) == [None]


def test_a_chat_has_one_entry_in_hand_at_a_time(house):
    """While a worker has a chat's first entry, another takes the next chat's, and none takes the chat's second."""
    if house.store.writers == 1:
        pytest.skip("SQLite has one writer")
    store(house, event(1), event(2), event(3, "2"))
    with house.session() as one, house.session() as two, house.session() as three:
        found = [inbox.oldest(session) for session in (one, two, three)]
        assert [row and row.event_id for row in found] == ["1", "3", None]


def test_many_workers_handle_each_entry_once_and_in_order(house):
    """Four threads, ten chats of ten entries each."""
    store(house, *(event(10 * chat + number, str(chat)) for number in range(10) for chat in range(10)))
    handled: list[tuple[str, int]] = []
    workers = [threading.Thread(target=_work, args=(house, handled)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    rows = house.read(select(Inbox).order_by(Inbox.chat_id, Inbox.id))
    assert [row.state for row in rows] == ["done"] * 100
    assert sorted(handled) == sorted((row.chat_id, int(row.event_id)) for row in rows)
    for chat in {row.chat_id for row in rows}:
        said = [message.answers for _, message in house.sent(chat)]
        assert len(said) == 10
    for chat in range(10):
        mine = [number for where, number in handled if where == str(chat)]
        assert mine == sorted(mine)


def _work(house, handled) -> None:
    idle = 0
    while idle < 3:
        done: Handled | None = house.store.write_here(house.dispatcher.handle_one)
        idle = 0 if done else idle + 1
        if done and done.incoming:
            handled.append((done.incoming.address.chat, int(done.incoming.event)))


@pytest.mark.parametrize(
    ("sqlstate", "passing"),
    [
        ("40001", True),
        ("40P01", True),
        ("57P01", True),
        ("53300", True),
        ("57014", False),
        ("42P01", False),
        (None, False),
    ],
)
def test_which_errors_pass(sqlstate, passing):
    cause = Exception("x")
    cause.sqlstate = sqlstate
    assert is_passing(OperationalError("", None, cause)) is passing
    assert is_passing(ValueError()) is False


def test_numbers_of_what_was_thrown_away_are_not_given_out_again(house):
    """SQLite gives the number of the newest row out again; the keys of answers, which may wait on, are made of it."""
    house.outsider().says("/start")
    house.clock.pass_by(days=40)
    house.plans()
    house.outsider().says("/trogiup").sees("/start")
    assert len({row.key for row, _ in house.everything()}) == 2
