"""What nobody should send, and somebody does: the bot says one sentence or nothing, and goes on."""

import asyncio

import pytest
from sqlmodel import select

from models import Inbox, Visit
from sandbox import Fault
from sandbox.botapi.updates import Waiting
from tests.running.conftest import until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
async def office(stage):
    """A running bot and Lan, a member, who has logged a visit to Huy Hoàng."""
    await stage.start()
    stage.group_unit = unit = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.enterprise("Công ty TNHH Huy Hoàng", unit)
    stage.lan = stage.world.add_person(name="Lan")
    stage.enrol(stage.lan, "member", unit)
    stage.world.says(stage.lan, None, "/tham Huy Hoàng; đồng ý")
    await until(lambda: any("Đã ghi" in text for text in stage.said(stage.lan)))
    return stage


def comes(stage, kind: str, payload: dict) -> None:
    """An update of which the sandbox's people are not capable."""
    updates = stage.world.api.updates
    updates._queue.append(Waiting(updates._next, stage.world.clock.now(), kind, payload))
    updates._next += 1
    updates.bell.ring()


def press(person, data: str, chat: dict, number: str = "1", **message) -> dict:
    who = {"id": person.id, "is_bot": False, "first_name": person.name}
    shown = {"message_id": 5, "date": 0, "chat": chat} | message
    return {"id": number, "from": who, "chat_instance": "1", "data": data, "message": shown}


async def settled(stage) -> None:
    """All that has come in has been handled and answered."""
    marker = stage.world.add_person(name="Sau cùng")
    stage.world.says(marker, None, "/start")
    await until(lambda: stage.said(marker))
    await until(lambda: "waiting" not in stage.read(select(Inbox.state)))
    await asyncio.sleep(0.05)


async def test_updates_that_are_none_of_the_bots_business(office):
    chat = {"id": -1009, "type": "channel", "title": "Kênh"}
    comes(office, "channel_post", {"message_id": 1, "date": 1718600000, "chat": chat, "text": "/start"})
    comes(office, "wonder_of_tomorrow", {"what": [1, {"deep": None}]})
    comes(office, "poll_answer", {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"]})
    comes(office, "my_chat_member", _standing(office, chat))
    before = office.read(select(Inbox.id))
    await settled(office)
    assert len(office.read(select(Inbox.id))) == len(before) + 1
    assert not [request for request in office.world.requests if request.params.get("chat_id") == -1009]


def _standing(stage, chat) -> dict:
    bot = {"id": stage.world.bot.id, "is_bot": True, "first_name": "Nhịp Cầu"}
    who = {"id": stage.lan.id, "is_bot": False, "first_name": "Lan"}
    was, now = {"user": bot, "status": "left"}, {"user": bot, "status": "administrator"}
    return {"chat": chat, "from": who, "date": 1718600000, "old_chat_member": was, "new_chat_member": now}


@pytest.mark.parametrize("data", ["", "x:", "9" * 60 + ":0", "1:999", "999:0", "１:０"])
async def test_forged_buttons(office, data):
    """Whatever a button is made to carry: a word at the button at most, nothing in the chat, nothing undone."""
    said = office.said(office.lan)
    comes(
        office, "callback_query", press(office.lan, data, {"id": office.lan.id, "type": "private", "first_name": "L"})
    )
    await settled(office)
    assert office.said(office.lan) == said
    assert set(office.read(select(Inbox.state))) == {"done"}
    assert office.read(select(Visit.withdrawn_at)) == [None]


async def test_a_button_of_another_chat(office):
    """Minh sends what Lan's Undo carries, from his own chat: nothing happens."""
    undo = office.world.messages(office.lan)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    minh = office.world.add_person(name="Minh")
    office.enrol(minh, "admin")
    chat = {"id": minh.id, "type": "private", "first_name": "Minh"}
    comes(office, "callback_query", press(minh, undo, chat))
    await settled(office)
    assert office.said(minh) == []
    assert office.read(select(Visit.withdrawn_at)) == [None]


async def test_a_press_on_a_message_that_telegram_no_longer_shows(office):
    """An inaccessible message has an id and no content; its button still works, and the answer comes anew."""
    undo = office.world.messages(office.lan)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    chat = {"id": office.lan.id, "type": "private", "first_name": "Lan"}
    comes(office, "callback_query", press(office.lan, undo, chat))
    await until(lambda: any("Đã hoàn tác" in text for text in office.said(office.lan)))


async def test_a_double_tap(office):
    """Two presses at once: undone once, the second is told at the button that it is over."""
    shown = office.world.messages(office.lan)[-1]
    presses = [office.world.presses(office.lan, shown, "Hoàn tác") for _ in range(2)]
    await until(lambda: all(office.world.answer_to(each) for each in presses))
    first, second = (office.world.answer_to(each)["text"] for each in presses)
    assert not first
    assert "không còn" in second or "hết" in second
    await settled(office)
    assert len([text for text in office.said(office.lan) if "Đã hoàn tác" in text]) == 1


async def test_no_text_where_text_is_due(office):
    """One polite sentence for each in private; a group of people talks as it likes."""
    group = office.world.add_group("Tổ", [office.lan], with_bot=True)
    await until(lambda: office.said(group))
    for place in (None, group):
        office.world.sends_photo(office.lan, place, content=PNG)
        office.world.sends_document(office.lan, place, name="a.pdf", content=b"%PDF", caption="/tham Huy Hoàng")
        office.world.sends_sticker(office.lan, place)
        office.world.sends_voice(office.lan, place)
        office.world.sends_contact(office.lan, place, phone="+84900000000", name="Minh")
        office.world.sends_location(office.lan, place, latitude=21.0, longitude=105.8)
    await until(lambda: len(office.said(office.lan)) == 7, 15)
    await settled(office)
    assert len(set(office.said(office.lan)[1:])) == 1
    assert len(office.said(group)) == 1
    assert len(office.read(select(Visit.id))) == 1


async def test_an_edited_command_is_not_taken_twice(office):
    mine = next(message for message in office.world.messages(office.lan) if "/tham" in message.get("text", ""))
    office.world.edits(office.lan, mine, "/tham Huy Hoàng; từ chối")
    await until(lambda: len(office.said(office.lan)) == 2)
    await settled(office)
    assert "/sua" in office.said(office.lan)[-1]
    assert office.read(select(Visit.outcome)) == ["agreed"]


async def test_very_long_text(office):
    """What a phone can send at most is answered with the limit; nothing is saved of it."""
    office.world.says(office.lan, None, "/tham Huy Hoàng; " + "ý kiến " * 580)
    await until(lambda: len(office.said(office.lan)) == 2)
    assert "4.000" in office.said(office.lan)[-1]
    assert len(office.read(select(Visit.id))) == 1


async def test_commands_for_others(office):
    """A command that names another bot is not even stored; one that names this bot in capitals is taken."""
    office.world.says(office.lan, None, "/tham@other_bot Huy Hoàng; đồng ý")
    office.world.says(office.lan, None, "/HUY@NHIPCAUBOT")
    await settled(office)
    assert len(office.said(office.lan)) == 2
    assert len(office.read(select(Visit.id))) == 1


async def test_the_same_update_twice(office):
    """The answer to getUpdates is lost after it left: Telegram brings the updates again, they count once."""
    office.enterprise("Công ty CP Sao Mai", office.group_unit)
    office.world.faults.add(Fault("cut_after", method="getUpdates", times=1))
    office.world.says(office.lan, None, "/tham Sao Mai; đồng ý")
    await until(lambda: sum("Sao Mai" in text for text in office.said(office.lan)) == 1)
    await settled(office)
    assert len(office.read(select(Visit.id))) == 2
    assert sum("Sao Mai" in text for text in office.said(office.lan)) == 1
