"""What Telegram refuses, moves or forgets, on the production path."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import BoundChat, Notice, Outbox, Unreachable
from outreach.messages import Address, Choice, Reply, Text
from outreach.services.talk import outbox
from sandbox import Fault
from tests.running.conftest import TOKEN, until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def office(stage):
    """A running bot, a committee and its administrator, who has spoken to the bot."""
    await stage.start()
    stage.committee = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.chief = stage.world.add_person(name="Chị Hoa")
    stage.boss = stage.enrol(stage.chief, "admin", stage.committee)
    stage.world.says(stage.chief, None, "/huy")
    await until(lambda: stage.said(stage.chief))
    return stage


def plan(stage, chat: int, text: str, thread: int | None = None) -> None:
    address, now = Address("telegram", str(chat), str(thread) if thread else None), stage.world.clock.now()
    stage.store.write_here(
        lambda session: outbox.plan(session, f"notice:{chat}:{text}", address, Reply(Text(text)), now, rule="notice")
    )


async def bound_group(stage, **kind):
    group = stage.world.add_group("Tổ công tác", [stage.chief], with_bot=True, **kind)
    await until(lambda: stage.said(group))
    stage.bind(group, stage.committee, stage.boss)
    return group


async def test_blocked_and_back(office):
    """Nothing is sent to who has blocked the bot; once let in again, they are answered."""
    minh = office.world.add_person(name="Minh")
    office.world.says(minh, None, "/start")
    await until(lambda: office.said(minh))
    office.world.blocks(minh)
    await until(lambda: office.read(select(Unreachable.chat_id)) == [str(minh.id)])
    plan(office, minh.id, "nhắc việc")
    await until(lambda: office.read(select(Outbox.reason).where(Outbox.rule == "notice")) == ["unreachable"])
    office.world.unblocks(minh)
    await until(lambda: not office.read(select(Unreachable)))
    plan(office, minh.id, "nhắc lại")
    await until(lambda: office.said(minh)[-1] == "nhắc lại")


async def test_kicked_from_a_bound_group(office):
    """It is noted once for the administrators' morning, though the update and a refused message both tell it."""
    group = await bound_group(office)
    office.world.faults.add(Fault("delay", method="getUpdates", seconds=0.5, times=1))
    office.world.kicks_bot(group)
    plan(office, group.id, "tin một")
    plan(office, group.id, "tin hai")
    await until(lambda: office.read(select(Notice.kind)))
    await until(lambda: "waiting" not in office.read(select(Outbox.state)))
    assert office.read(select(Notice.kind)) == ["group_lost"]
    assert not [text for text in office.said(office.chief) if "Không gửi được vào nhóm" in text]
    assert [row.chat_id for row in office.read(select(Unreachable))] == [str(group.id)]
    office.world.add_bot_to(group)
    await until(lambda: not office.read(select(Unreachable)))
    plan(office, group.id, "tin ba")
    await until(lambda: office.said(group)[-1] == "tin ba")


async def test_a_deleted_account(office):
    """Telegram says nothing beforehand: the refusal is how the bot learns it."""
    minh = office.world.add_person(name="Minh")
    office.world.says(minh, None, "/start")
    await until(lambda: office.said(minh))
    office.world.deactivates(minh)
    plan(office, minh.id, "nhắc việc")
    await until(lambda: office.read(select(Unreachable.reason)) == ["Forbidden: user is deactivated"])
    assert set(office.read(select(Outbox.state).where(Outbox.rule == "notice"))) == {"cleared"}


@pytest.mark.parametrize("told_first", [True, False])
async def test_a_group_becomes_a_supergroup(office, told_first):
    """Whether the update or the refusal tells it first: binding and waiting messages go along and arrive."""
    group = await bound_group(office)
    if not told_first:
        office.world.faults.add(Fault("delay", method="getUpdates", seconds=1.0))
        await until(lambda: not office.world.api.updates.pending())
    new = office.world.migrates(group)
    plan(office, group.id, "bản tin")
    await until(lambda: "bản tin" in office.said(new))
    await until(lambda: office.read(select(BoundChat.chat_id)) == [str(new)])
    await until(lambda: office.read(select(Outbox.state).where(Outbox.rule == "notice")) == ["sent"])


async def test_topics_are_kept(office):
    """An answer goes into the topic of the question, a planned message into the topic that was bound."""
    forum = await bound_group(office, forum=True)
    topic = office.world.add_topic(forum, "Báo cáo")
    office.world.says(office.chief, forum, "/huy", thread=topic)
    plan(office, forum.id, "bản tin", thread=topic)
    await until(lambda: len(office.said(forum)) == 3)
    threads = [message.get("message_thread_id") for message in office.world.messages(forum)[-2:]]
    assert threads == [topic, topic]


async def test_a_message_that_cannot_be_edited_any_more(office):
    """The answer comes as a new message where the old one was deleted; an edit that changes nothing is done."""
    message = office.world.messages(office.chief)[-1]
    answer(office, "một", "mới", message["message_id"])
    await until(lambda: office.said(office.chief) == ["mới"])
    answer(office, "hai", "mới", message["message_id"])
    await until(lambda: len(office.read(select(Outbox.id).where(Outbox.state == "sent"))) == 3)
    assert office.said(office.chief) == ["mới"]
    office.world.scene.delete(office.world._found(message))
    answer(office, "ba", "mới hơn", message["message_id"])
    await until(lambda: office.said(office.chief) == ["mới hơn"])


def answer(stage, key: str, text: str, pressed: int) -> None:
    reply, now = Reply(Text(text), replaces=True), stage.world.clock.now()
    address = Address("telegram", str(stage.chief.id))
    stage.store.write_here(
        lambda session: outbox.answer(session, address, "1", [reply], now, key=key, pressed=str(pressed))
    )


async def test_too_many_requests_wait_as_told(office):
    """429 with retry_after: tried again after it, and never before."""
    office.world.faults.add(Fault("status", method="sendMessage", status=429, retry_after=1, times=1))
    plan(office, office.chief.id, "nhắc việc")
    await until(lambda: office.said(office.chief)[-1] == "nhắc việc")
    tries = [request for request in office.world.requests if request.params.get("text") == "nhắc việc"]
    assert [request.status for request in tries] == [429, 200]
    assert tries[1].at - tries[0].at >= timedelta(seconds=1)


async def test_an_answer_that_is_cut_off_comes_again(office):
    """Sent, but the answer never came: the message is sent once more, and the chat goes on in order."""
    office.world.faults.add(Fault("cut_after", method="sendMessage", times=1))
    plan(office, office.chief.id, "một")
    plan(office, office.chief.id, "hai")
    await until(lambda: office.said(office.chief)[-1] == "hai")
    assert office.said(office.chief)[1:] == ["một", "một", "hai"]


@pytest.mark.parametrize("status", [404, 409, 500, 504])
async def test_any_other_error_is_tried_again(office, status):
    """No message is given up for what says nothing about it."""
    office.world.faults.add(Fault("status", method="sendMessage", status=status, times=1))
    monotonic, office.app.delivery.monotonic = office.app.delivery.monotonic, lambda: monotonic() * 60
    plan(office, office.chief.id, "một")
    await until(lambda: office.said(office.chief)[-1] == "một")


async def test_long_text_with_emoji_fits(office):
    text = Text("🏭" * 3000 + "\n" + "🌱" * 3000)
    address, now = Address("telegram", str(office.chief.id)), office.world.clock.now()
    reply = Reply(text, choices=((Choice("Được", "keep"),),))
    office.store.write_here(lambda session: outbox.answer(session, address, "1", [reply], now, key="long"))
    await until(lambda: "".join(office.said(office.chief)[1:]) == text.plain.replace("\n", ""))
    assert "reply_markup" in office.world.messages(office.chief)[-1]


async def test_a_rejected_token_is_said_without_showing_it(stage, capfd):
    stage.world.token = "987654321:AAE-another-token-of-another-bot-000"
    await stage.start()
    await until(lambda: "rejects the token" in capfd.readouterr().out)
    rest = capfd.readouterr()
    assert TOKEN not in rest.out + rest.err
