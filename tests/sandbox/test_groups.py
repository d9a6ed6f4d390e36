"""Groups: what privacy mode lets through, comings and goings, upgrades, topics."""

import pytest

from sandbox import SceneError


@pytest.fixture
def minh(world):
    return world.add_person("Lê Văn Minh")


@pytest.fixture
async def group(world, lan, minh, call):
    group = world.add_group("Đảng ủy", [lan, minh], with_bot=True)
    updates = await call("getUpdates")
    assert [next(key for key in one if key != "update_id") for one in updates] == ["my_chat_member", "message"]
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[1]["message"]["new_chat_members"][0]["is_bot"] is True
    await call("getUpdates", offset=updates[-1]["update_id"] + 1)
    return group


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("sáng nay đi Thăng Long", False),
        ("/tiendo", True),
        ("/tiendo DU-HN", True),
        ("/tiendo@NhipCauBot", True),
        ("/tiendo@nhipcaubot x", True),
        ("/tiendo@other_bot", False),
        ("/tiendo@other_bot hỏi @nhipcaubot", True),
        ("nhờ @NhipCauBot xem", True),
        ("nhờ @NhipCauBot2 xem", False),
        ("xem /tiendo nhé", False),
        ("xem /tiendo@NhipCauBot nhé", True),
    ],
)
async def test_privacy_mode(world, lan, group, call, text, heard):
    world.says(lan, group, text)
    assert [one["message"]["text"] for one in await call("getUpdates")] == ([text] if heard else [])


async def test_replies_to_the_bot_are_heard_and_replies_to_others_are_not(world, lan, minh, group, call):
    mine = await call("sendMessage", chat_id=group.id, text="Báo cáo?")
    theirs = world.says(minh, group, "tôi đây")
    world.says(lan, group, "79", reply_to=mine)
    world.says(lan, group, "chào", reply_to=theirs)
    (update,) = await call("getUpdates")
    assert update["message"]["text"] == "79"
    assert update["message"]["reply_to_message"]["text"] == "Báo cáo?"


async def test_an_administrator_hears_everything(world, lan, group, call):
    world.add_bot_to(group, admin=True)
    world.says(lan, group, "chuyện thường")
    promoted, said = await call("getUpdates")
    assert promoted["my_chat_member"]["old_chat_member"]["status"] == "member"
    assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert said["message"]["text"] == "chuyện thường"


async def test_edits_are_filtered_like_messages(world, lan, group, call):
    message = world.says(lan, group, "không nghe")
    world.edits(lan, message, "vẫn không")
    world.edits(lan, message, "/tiendo")
    (update,) = await call("getUpdates")
    assert update["edited_message"]["text"] == "/tiendo"


async def test_kicked_from_a_group_and_from_a_supergroup(world, lan, group, call):
    world.kicks_bot(group)
    change = (await call("getUpdates"))[-1]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    refusal = await call.refused("sendMessage", chat_id=group.id, text="x")
    assert (refusal.code, refusal.words) == (403, "Forbidden: bot was kicked from the group chat")
    world.says(lan, group, "/tiendo")
    assert len(await call("getUpdates")) == 1
    big = world.add_group("Lớn", [lan], with_bot=True, supergroup=True)
    world.kicks_bot(big)
    words = await call.words("sendMessage", chat_id=big.id, text="x")
    assert words == "Forbidden: bot was kicked from the supergroup chat"


async def test_an_upgrade_moves_the_group(world, lan, group, call):
    new = world.migrates(group)
    refusal = await call.refused("sendMessage", chat_id=group.id, text="x")
    assert (refusal.code, refusal.words) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert refusal.parameters == {"migrate_to_chat_id": new}
    there, here = [one["message"] for one in await call("getUpdates")]
    assert (there["chat"]["id"], there["migrate_to_chat_id"]) == (group.id, new)
    assert (here["chat"]["id"], here["migrate_from_chat_id"]) == (new, group.id)
    assert (await call("sendMessage", chat_id=new, text="x"))["chat"]["type"] == "supergroup"
    with pytest.raises(SceneError, match="is now the supergroup"):
        world.says(lan, group, "cũ")
    with pytest.raises(SceneError, match="is a supergroup already"):
        world.migrates(world.chat(new))


async def test_topics_keep_their_thread(world, lan, call):
    forum = world.add_group("Diễn đàn", [lan], with_bot=True, forum=True)
    topic = world.add_topic(forum, "Bản tin")
    sent = await call("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    assert (sent["message_thread_id"], sent["is_topic_message"], sent["chat"]["is_forum"]) == (topic, True, True)
    world.says(lan, forum, "/bantin", thread=topic)
    assert (await call("getUpdates"))[-1]["message"]["message_thread_id"] == topic
    words = await call.words("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic + 50)
    assert words == "Bad Request: message thread not found"
    with pytest.raises(SceneError, match="there is no topic 99"):
        world.says(lan, forum, "x", thread=99)


async def test_who_is_in_a_chat(world, lan, minh, group, call):
    outsider = world.add_person("Ngoài")
    statuses = {
        who.id: (await call("getChatMember", chat_id=group.id, user_id=who.id))["status"]
        for who in (lan, minh, outsider, world.bot)
    }
    assert list(statuses.values()) == ["creator", "member", "left", "member"]
    world.promotes(minh, group)
    admins = await call("getChatAdministrators", chat_id=group.id)
    assert {one["user"]["id"] for one in admins} == {lan.id, minh.id}
    assert await call.words("getChatMember", chat_id=group.id, user_id=5) == "Bad Request: PARTICIPANT_ID_INVALID"
    assert (await call("getChat", chat_id=group.id))["title"] == "Đảng ủy"
    assert (await call("getChat", chat_id=lan.id))["type"] == "private"
    assert await call.words("getChat", chat_id=-5) == "Bad Request: chat not found"


async def test_people_come_and_go(world, lan, minh, group, call):
    new = world.add_person("Mới")
    world.joins(new, group, by=lan)
    world.leaves(minh, group)
    came, went = [one["message"] for one in await call("getUpdates")]
    assert came["new_chat_members"][0]["first_name"] == "Mới"
    assert went["left_chat_member"]["id"] == minh.id
    with pytest.raises(SceneError, match="Lê Văn Minh is not in chat"):
        world.says(minh, group, "/tiendo")


async def test_leaving_on_its_own(world, lan, group, call):
    assert await call("leaveChat", chat_id=group.id) is True
    words = await call.words("sendMessage", chat_id=group.id, text="x")
    assert words == "Forbidden: bot is not a member of the group chat"


async def test_a_group_without_the_bot_is_unknown(world, lan, call):
    group = world.add_group("Riêng", [lan])
    assert await call.words("sendMessage", chat_id=group.id, text="x") == "Bad Request: chat not found"


async def test_menus_by_scope_and_language(world, lan, minh, group, call):
    def menu(name):
        return [{"command": name, "description": name}]

    private, groups, admins = (
        {"type": kind} for kind in ("all_private_chats", "all_group_chats", "all_chat_administrators")
    )
    await call("setMyCommands", commands=menu("default"))
    await call("setMyCommands", commands=menu("private"), scope=private)
    await call("setMyCommands", commands=menu("rieng"), scope=private, language_code="vi")
    await call("setMyCommands", commands=menu("group"), scope=groups)
    await call("setMyCommands", commands=menu("admins"), scope=admins)
    john = world.add_person("John", language="en")

    def seen(person, chat):
        return [one["command"] for one in world.commands(person, chat)]

    assert (seen(lan, lan), seen(john, john)) == (["rieng"], ["private"])
    assert (seen(lan, group), seen(minh, group)) == (["admins"], ["group"])
    await call("setMyCommands", commands=menu("here"), scope={"type": "chat", "chat_id": group.id})
    assert seen(minh, group) == ["here"]
    await call("deleteMyCommands", scope=private, language_code="vi")
    assert seen(lan, lan) == ["private"]
    assert await call("getMyCommands", scope=groups) == menu("group")
    assert await call.words("setMyCommands", commands=menu("Hoa")) == "Bad Request: BOT_COMMAND_INVALID"
    bad = [{"command": "a", "description": ""}]
    assert await call.words("setMyCommands", commands=bad) == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
