"""The real python-telegram-bot against the sandbox, for every method used."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MessageEntity,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from sandbox import Fault
from tests.sandbox.conftest import TOKEN, png
from tests.schema import needs_schema, validate_request

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Có", callback_data="yes")]])


async def test_a_whole_conversation(world, lan, bot):
    assert (bot.id, bot.username) == (int(TOKEN.split(":")[0]), "NhipCauBot")
    await bot.delete_webhook()
    world.says(lan, lan, "/start abc")
    (update,) = await bot.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
    assert update.message.parse_entities() == {update.message.entities[0]: "/start"}
    await bot.send_chat_action(lan.id, ChatAction.TYPING)
    bold = MessageEntity(MessageEntity.BOLD, 0, 3)
    sent = await bot.send_message(lan.id, "Chào bạn", entities=[bold], reply_markup=BUTTONS)
    world.presses(lan, world.messages(lan)[-1], "Có")
    _, press = await bot.get_updates()
    assert press.callback_query.data == "yes"
    await press.callback_query.answer("Rồi")
    await sent.edit_text("Xong")
    await sent.edit_reply_markup(BUTTONS)
    photo = await bot.send_photo(lan.id, png(), caption="ảnh")
    document = await bot.send_document(lan.id, InputFile(b"PK", filename="a.xlsx"))
    assert document.document.file_name == "a.xlsx"
    file = await bot.get_file(photo.photo[0].file_id)
    assert bytes(await file.download_as_bytearray()) == png()
    await photo.delete()
    assert [message.get("text") for message in world.messages(lan)] == ["/start abc", "Xong", None]


async def test_profile_and_rooms(world, lan, bot):
    commands = [BotCommand("tham", "Ghi buổi làm việc")]
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(commands, scope=scope, language_code="vi")
    assert list(await bot.get_my_commands(scope=scope, language_code="vi")) == commands
    await bot.delete_my_commands(scope=scope, language_code="vi")
    await bot.set_my_name("Cầu")
    await bot.set_my_description("dài", language_code="vi")
    await bot.set_my_short_description("ngắn")
    assert (await bot.get_my_name()).name == "Cầu"
    assert (await bot.get_my_description("vi")).description == "dài"
    assert (await bot.get_my_short_description("vi")).short_description == "ngắn"
    group = world.add_group("Tổ", [lan], with_bot=True)
    assert (await bot.get_chat(group.id)).title == "Tổ"
    assert (await bot.get_chat_member(group.id, lan.id)).status == "creator"
    assert [one.user.id for one in await bot.get_chat_administrators(group.id)] == [lan.id]
    await bot.set_webhook("https://example.org/hook", secret_token="secret-token")
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    await bot.leave_chat(group.id)


async def test_errors_become_the_librarys_own(world, lan, bot, server, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(lan.id, "x")
    group = world.add_group("Tổ", [lan], with_bot=True)
    new = world.migrates(group)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "x")
    assert moved.value.new_chat_id == new
    world.faults.add(Fault("status", method="sendMessage", status=429, retry_after=3, times=1))
    with pytest.raises(RetryAfter):
        await bot.send_message(new, "x")
    with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
        await bot.send_message(1, "x")
    stranger = Bot("1:wrong", base_url=f"{server.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.get_me()
    await stranger.request.shutdown()


@needs_schema
async def test_what_the_library_asks_is_kept_and_valid(world, lan, bot):
    world.says(lan, lan, "/start")
    await bot.get_updates(timeout=1, allowed_updates=["message"])
    await bot.send_message(lan.id, "123", reply_markup=BUTTONS, entities=[MessageEntity(MessageEntity.BOLD, 0, 3)])
    await bot.send_photo(lan.id, png(), caption="1")
    await bot.set_my_commands([BotCommand("a", "b")], scope=BotCommandScopeAllPrivateChats())
    assert [request.method for request in world.requests] == [
        "getMe", "getUpdates", "sendMessage", "sendPhoto", "setMyCommands",
    ]  # fmt: skip
    for request in world.requests:
        validate_request(request.method, request.params)
