"""What a bot sends, and what Telegram refuses in which words."""

from datetime import timedelta

import pytest

from tests.sandbox.conftest import RefusedError, png

DATA = {"inline_keyboard": [[{"text": "Có", "callback_data": "yes"}]]}


@pytest.fixture(autouse=True)
def started(world, lan):
    world.says(lan, lan, "/start")


def keyboard(**button):
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "chat_id": 42}, "chat not found"),
        ({"text": "x", "chat_id": None}, "chat_id is empty"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="ế" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="")}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": keyboard(text="a")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": keyboard(text="a", url="javascript:alert(1)")},
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x", "reply_markup": {"keyboard": [["a"]]}}, "the sandbox knows inline keyboards only"),
        ({"text": "x", "message_thread_id": 9}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "<b>x</b>", "parse_mode": "HTML"}, "unsupported parse_mode"),
    ],
)
async def test_refused_messages(world, lan, call, params, words):
    before = len(world.messages(lan))
    refusal = await call.refused("sendMessage", **({"chat_id": lan.id} | params))
    assert (refusal.code, refusal.words) == (400, f"Bad Request: {words}")
    assert len(world.messages(lan)) == before


async def test_limits_are_inclusive(lan, call):
    assert (await call("sendMessage", chat_id=lan.id, text="😀" * 2048))["text"] == "😀" * 2048
    button = keyboard(text="a", callback_data="x" * 64)
    assert (await call("sendMessage", chat_id=lan.id, text="x", reply_markup=button))["reply_markup"] == button


async def test_strangers_blockers_and_the_deleted_are_not_reached(world, lan, call):
    stranger = world.add_person("Người lạ")
    words = "Forbidden: bot can't initiate conversation with a user"
    refusal = await call.refused("sendMessage", chat_id=stranger.id, text="x")
    assert (refusal.code, refusal.words) == (403, words)
    world.blocks(lan)
    assert await call.words("sendMessage", chat_id=lan.id, text="x") == "Forbidden: bot was blocked by the user"
    world.unblocks(lan)
    await call("sendMessage", chat_id=lan.id, text="x")
    world.deactivates(lan)
    assert await call.words("sendMessage", chat_id=lan.id, text="x") == "Forbidden: user is deactivated"
    changes = [one["my_chat_member"] for one in await call("getUpdates") if "my_chat_member" in one]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]


async def test_a_picture_goes_up_and_comes_down(world, lan, call, server, http):
    fields = {"chat_id": lan.id, "caption": "Tuần 25", "caption_entities": [{"type": "bold", "offset": 0, "length": 4}]}
    sent = await call.form("sendPhoto", fields, {"photo": ("chart.png", png(40, 30))})
    (size,) = sent["photo"]
    assert (size["width"], size["height"], sent["caption"]) == (40, 30, "Tuần 25")
    file = await call("getFile", file_id=size["file_id"])
    token = world.token
    async with http.get(f"{server.url}/file/bot{token}/{file['file_path']}") as response:
        assert await response.read() == png(40, 30)
    async with http.get(f"{server.url}/file/bot1:x/{file['file_path']}") as response:
        assert response.status == 401
    again = await call("sendPhoto", chat_id=lan.id, photo=size["file_id"])
    assert again["photo"] == sent["photo"]
    assert world.requests[0].params["photo"] == "attach://photo"
    assert world.requests[0].files["photo"].filename == "chart.png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(60, 2), "PHOTO_INVALID_DIMENSIONS"),
        (png() + b"\0" * 10 * 1024 * 1024, "file of size"),
    ],
)
async def test_refused_pictures(lan, call, content, words):
    with pytest.raises(RefusedError, match=f"Bad Request: {words}"):
        await call.form("sendPhoto", {"chat_id": lan.id}, {"photo": ("a.png", content)})


async def test_documents_keep_name_and_type_and_a_size_limit(lan, call):
    sent = await call.form("sendDocument", {"chat_id": lan.id}, {"document": ("báo cáo.xlsx", b"PK12")})
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("báo cáo.xlsx", 4)
    with pytest.raises(RefusedError) as refusal:
        await call.form("sendDocument", {"chat_id": lan.id}, {"document": ("a.bin", b"\0" * (52 * 1024 * 1024))})
    assert (refusal.value.code, refusal.value.words) == (413, "Request Entity Too Large")
    with pytest.raises(RefusedError, match="message caption is too long"):
        await call.form("sendDocument", {"chat_id": lan.id, "caption": "x" * 1025}, {"document": ("a", b"x")})
    assert await call.words("sendPhoto", chat_id=lan.id, photo=sent["document"]["file_id"]) == (
        "Bad Request: can't use file of type Document as Photo"
    )


async def test_replies_quote_the_original(world, lan, call):
    question = world.says(lan, lan, "mấy giờ?")
    reply = {"message_id": question["message_id"]}
    sent = await call("sendMessage", chat_id=lan.id, text="8 giờ", reply_parameters=reply)
    assert sent["reply_to_message"]["text"] == "mấy giờ?"
    missing = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await call("sendMessage", chat_id=lan.id, text="x", reply_parameters=missing)


async def test_typing_is_seen_until_the_message_comes(world, lan, call):
    await call("sendChatAction", chat_id=lan.id, action="typing")
    assert world.chat(lan).typing_until > world.clock.now()
    await call("sendMessage", chat_id=lan.id, text="x")
    assert world.chat(lan).typing_until is None
    words = await call.words("sendChatAction", chat_id=lan.id, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"


async def test_too_many_requests(world, lan, call):
    world.api.limits.enabled = True
    for number in range(5):
        await call("sendMessage", chat_id=lan.id, text=str(number))
    refusal = await call.refused("sendMessage", chat_id=lan.id, text="một nữa")
    assert (refusal.code, refusal.words) == (429, "Too Many Requests: retry after 1")
    assert refusal.parameters == {"retry_after": 1}
    assert world.messages(lan)[-1]["text"] == "4"


async def test_an_edit_replaces_text_and_buttons(world, lan, call):
    sent = await call("sendMessage", chat_id=lan.id, text="Ghi chưa?", reply_markup=DATA)
    target = {"chat_id": lan.id, "message_id": sent["message_id"]}
    same = await call.words("editMessageText", **target, text="Ghi chưa?", reply_markup=DATA)
    assert same == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    edited = await call("editMessageText", **target, text="Đã ghi")
    assert "reply_markup" not in edited
    assert world.messages(lan)[-1] == edited
    assert (await call("editMessageReplyMarkup", **target, reply_markup=DATA))["reply_markup"] == DATA
    assert "reply_markup" not in await call("editMessageReplyMarkup", **target)
    assert (await call.words("editMessageReplyMarkup", **target)).startswith("Bad Request: message is not modified")


async def test_edits_and_deletions_that_cannot_be(world, lan, call):
    own = world.messages(lan)[0]["message_id"]
    photo = await call.form("sendPhoto", {"chat_id": lan.id}, {"photo": ("a.png", png())})
    edit = {"chat_id": lan.id, "text": "x"}
    words = await call.words("editMessageText", message_id=999, **edit)
    assert words == "Bad Request: message to edit not found"
    assert await call.words("editMessageText", message_id=own, **edit) == "Bad Request: message can't be edited"
    words = await call.words("editMessageText", message_id=photo["message_id"], **edit)
    assert words == "Bad Request: there is no text in the message to edit"
    assert await call("deleteMessage", chat_id=lan.id, message_id=photo["message_id"])
    words = await call.words("deleteMessage", chat_id=lan.id, message_id=photo["message_id"])
    assert words == "Bad Request: message to delete not found"


async def test_a_press_is_answered_once_and_in_time(world, lan, call):
    sent = await call("sendMessage", chat_id=lan.id, text="?", reply_markup=DATA)
    by_label, by_data = world.presses(lan, sent, "Có"), world.presses(lan, sent, "yes")
    queries = [one["callback_query"] for one in await call("getUpdates") if "callback_query" in one]
    assert [(one["id"], one["data"]) for one in queries] == [(by_label, "yes"), (by_data, "yes")]
    assert queries[0]["message"]["message_id"] == sent["message_id"]
    assert world.answer_to(by_label) is None
    await call("answerCallbackQuery", callback_query_id=by_label, text="Đã rõ", show_alert=True)
    assert world.answer_to(by_label) == {"text": "Đã rõ", "show_alert": True, "url": ""}
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await call.words("answerCallbackQuery", callback_query_id=by_label) == old
    assert await call.words("answerCallbackQuery", callback_query_id="1") == old
    world.clock.advance(timedelta(minutes=2))
    assert await call.words("answerCallbackQuery", callback_query_id=by_data) == old
    too_long = await call.words("answerCallbackQuery", callback_query_id=by_data, text="x" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
