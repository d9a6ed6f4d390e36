"""Delivery against a messenger that fails on demand: pauses, order, what is tried again and what is split."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot import sending
from bot.channels.base import FloodError, Limits, RejectedError, TokenRejectedError
from bot.limits import Pacing
from models import Outbox
from outreach.messages import Address, Choice, Reply, bold
from outreach.services.talk import outbox
from tests.delivery.rig import AWAY, LAN, MINH, both, on_sqlite


@both
async def test_first_in_first_out_and_gone_when_done(rig):
    rig.says(LAN, "một", "hai", "ba")
    assert await rig.works() == ["một", "hai", "ba"]
    rows = rig.house.read(select(Outbox))
    assert {(row.state, row.payload_sealed, row.attempts) for row in rows} == {("sent", None, 1)}
    assert await rig.works() == []


@on_sqlite
async def test_answers_go_before_bulk(rig):
    """Across chats; a summary for hundreds of groups holds nobody's answer up."""
    for number in range(5):
        rig.plans(f"-{number}", "bản tin")
    rig.says(LAN, "trả lời")
    await rig.works()
    assert rig.messenger.tries[0] == LAN


@on_sqlite
async def test_flood_holds_that_chat_alone(rig):
    rig.messenger.problems[LAN] = [FloodError(7)]
    rig.says(LAN, "một", "hai")
    rig.says(MINH, "khác")
    assert await rig.works() == ["khác"]
    assert await rig.passes(6.9) == []
    rig.delivery.answered(rig.house.channel)
    assert await rig.works() == []
    assert await rig.passes(0.2) == ["một", "hai"]


@both
async def test_a_flood_of_the_whole_account_holds_every_chat(rig):
    """What one chat is refused all are; that polls are answered changes nothing; then each goes on in its order."""
    rig.messenger.problems[LAN] = [FloodError(30, everywhere=True)]
    rig.says(LAN, "một", "hai")
    await rig.works()
    rig.says(MINH, "khác", "nữa")
    rig.plans("-1", "bản tin")
    tries = len(rig.messenger.tries)
    rig.delivery.answered(rig.house.channel)
    assert await rig.passes(29.9) == []
    assert len(rig.messenger.tries) == tries
    assert sorted(await rig.passes(0.2)) == sorted(["một", "khác", "bản tin", "hai", "nữa"])
    assert (rig.messenger.texts(LAN), rig.messenger.texts(MINH)) == (["một", "hai"], ["khác", "nữa"])


@on_sqlite
async def test_a_flood_is_waited_out_though_telegram_comes_back(rig):
    """That other chats' failures are over says nothing about a chat that was told to wait."""
    rig.messenger.problems[LAN] = [FloodError(60)]
    rig.says(LAN, "một")
    for chat in ("21", "22", "23"):
        rig.messenger.problems[chat] = [AWAY]
        rig.says(chat, chat)
    await rig.works()
    rig.delivery.answered(rig.house.channel)
    assert sorted(await rig.works()) == ["21", "22", "23"]
    assert await rig.passes(61) == ["một"]


@both
async def test_pauses_grow_and_the_order_is_kept(rig):
    rig.messenger.problems[LAN] = [AWAY] * 4
    rig.says(LAN, "một", "hai")
    tried = []
    for second in range(20):
        before = len(rig.messenger.tries)
        await rig.works()
        tried += [second] * (len(rig.messenger.tries) - before)
        rig.seconds += 1
    assert rig.messenger.texts() == ["một", "hai"]
    assert tried == [0, 1, 3, 7, 15, 15]
    assert [row.attempts for row in rig.house.read(select(Outbox).order_by(Outbox.id))] == [5, 1]


@on_sqlite
async def test_the_longest_pause_is_five_minutes(rig):
    rig.messenger.problems[LAN] = [AWAY] * 30
    rig.says(LAN, "một")
    for _ in range(30):
        await rig.passes(300)
    assert await rig.passes(300) == ["một"]


@on_sqlite
async def test_a_restart_forgets_the_pause_but_not_the_count(rig):
    rig.messenger.problems[LAN] = [AWAY, AWAY]
    rig.says(LAN, "một")
    await rig.works()
    rig.delivery = rig.begin()
    await rig.works()
    assert len(rig.messenger.tries) == 2
    assert await rig.passes(1.5) == []
    assert await rig.passes(1) == ["một"]


@on_sqlite
async def test_a_hanging_chat_holds_up_nobody_else(rig):
    rig.messenger.hanging = {LAN}
    rig.says(LAN, "một")
    rig.says(MINH, "khác")
    assert await rig.works() == ["khác"]
    rig.says(MINH, "mới")
    assert await rig.works() == ["mới"]


@on_sqlite
async def test_back_again_all_go_at_once(rig):
    """When Telegram itself was away, nobody waits for a pause of minutes once it answers."""
    for chat in ("21", "22", "23"):
        rig.messenger.problems[chat] = [AWAY] * 5
        rig.says(chat, chat)
    for _ in range(5):
        await rig.passes(40)
    rig.delivery.answered(rig.house.channel)
    assert sorted(await rig.works()) == ["21", "22", "23"]


@both
async def test_refused_is_dead_with_the_reason_and_the_chat_goes_on(rig):
    rig.messenger.problems[LAN] = [RejectedError("Bad Request: message text is empty")]
    rig.says(LAN, "một", "hai")
    assert await rig.works() == ["hai"]
    dead = rig.house.read(select(Outbox).where(Outbox.state == "dead"))
    assert [(row.reason, row.payload_sealed) for row in dead] == [("Bad Request: message text is empty", None)]


@on_sqlite
async def test_a_fault_of_ours_is_retried_with_pauses(rig):
    """A bug in the adapter neither spins nor takes other chats along."""
    rig.messenger.problems[LAN] = [ZeroDivisionError(), ZeroDivisionError()]
    rig.says(LAN, "một")
    rig.says(MINH, "khác")
    assert await rig.works() == ["khác"]
    assert rig.messenger.tries.count(LAN) == 1
    await rig.passes(1.1)
    assert await rig.passes(2.1) == ["một"]
    assert rig.supervisor.failures == {"send": 2}


@on_sqlite
async def test_a_rejected_token_stops_everything_for_a_minute(rig):
    rig.messenger.problems[LAN] = [TokenRejectedError()]
    rig.says(LAN, "một")
    await rig.works()
    rig.says(MINH, "khác")
    assert await rig.passes(50) == []
    assert sorted(await rig.passes(11)) == ["khác", "một"]


@on_sqlite
async def test_what_is_planned_for_later_holds_nothing_up(rig):
    rig.plans(LAN, "mai", not_before=rig.house.clock.now() + timedelta(days=1))
    rig.says(LAN, "nay")
    assert await rig.works() == ["nay"]
    rig.house.clock.pass_by(days=1)
    assert await rig.works() == ["mai"]


@both
async def test_planning_twice_sends_once(rig):
    assert rig.plans(LAN, "nhắc") is True
    assert rig.plans(LAN, "nhắc") is False
    assert await rig.works() == ["nhắc"]


@on_sqlite
async def test_a_lost_database_never_makes_a_second_message(rig, monkeypatch):
    """What has gone out is written down as soon as the database is back; until then the chat waits."""
    real, refusals = sending.sent, [OperationalError("", None, Exception("gone"))] * 2

    def sent(*what):
        if refusals:
            raise refusals.pop()
        real(*what)

    async def rest(seconds):
        await asyncio.sleep(0)

    monkeypatch.setattr(sending, "sent", sent)
    monkeypatch.setattr(rig.supervisor, "rest", rest)
    rig.says(LAN, "một", "hai")
    assert await rig.works() == ["một", "hai"]


@on_sqlite
async def test_a_long_text_is_split_at_line_ends_with_its_buttons_under_the_last(rig):
    lines = "\n".join(f"🏭 dòng {number} {'x' * 50}" for number in range(200))
    rig.says(LAN, lines, choices=((Choice("Được", "keep"),),))
    await rig.works()
    parts = rig.messenger.sent
    assert "\n".join(part.text.plain for part in parts) == lines
    assert all(len(part.text.plain.encode("utf-16-le")) // 2 <= 4096 for part in parts)
    assert [len(part.buttons) for part in parts] == [0] * (len(parts) - 1) + [1]


@on_sqlite
async def test_only_the_first_part_replaces_and_quotes(rig):
    text = bold("đầu") + "\n" + "y" * 5000
    address, now = Address(rig.house.channel, LAN), rig.house.clock.now()
    with rig.house.session() as session, session.begin():
        outbox.answer(
            session, address, "1", [Reply(text, replaces=True)], now, key="reply:1", answers="41", pressed="42"
        )
    await rig.works()
    assert [(part.replaces, part.answers) for part in rig.messenger.sent] == [("42", "41"), (None, None), (None, None)]


def test_pacing_lets_a_burst_through_and_then_one_a_pause():
    pacing = Pacing(Limits(a_second=25, chat_pause=1.0, group_pause=3.0, burst=4))
    when, went = 0.0, []
    for _ in range(6):
        when = pacing.ready_at("-1", when, group=True)
        pacing.take("-1", when, group=True)
        went.append(when)
    assert went == [0, 0, 0, 0, 3, 6]


def test_pacing_bounds_the_bot_as_a_whole():
    """However many chats: after the burst at most 25 a second."""
    pacing = Pacing(Limits(a_second=25, chat_pause=1.0, group_pause=3.0, burst=4))
    when = 0.0
    for chat in range(100):
        when = pacing.ready_at(str(chat), when, group=False)
        pacing.take(str(chat), when, group=False)
    assert when == pytest.approx(75 / 25)
