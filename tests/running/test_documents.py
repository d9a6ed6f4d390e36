"""A file goes out as a document on the production path; a photo that comes in is neither fetched nor kept."""

import pytest
from sqlmodel import select

from models import Inbox, Outbox
from outreach.messages import Address, Attachment, Choice, Reply, Text, bold
from outreach.services.talk import outbox
from tests.candidates import NAME, add_candidate
from tests.running.conftest import until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def office(stage):
    await stage.start()
    unit = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.lan = stage.world.add_person(name="Lan")
    person = stage.enrol(stage.lan, "member", unit)
    stage.world.says(stage.lan, None, "/huy")
    await until(lambda: stage.said(stage.lan))
    stage.clock, stage.vault = stage.world.clock, stage.store.vault
    stage.session = stage.store.sessions
    add_candidate(stage, unit, person.id)
    return stage


def documents(office):
    return [message for message in office.world.messages(office.lan) if "document" in message]


async def test_the_data_come_as_a_file(office):
    """The whole way: the command, the outbox, sendDocument, and the bytes that the phone gets."""
    office.world.says(office.lan, None, "/quyenrieng UV-0001 xuất")
    await until(lambda: documents(office))
    (message,) = documents(office)
    assert message["document"]["file_name"] == "du-lieu-uv-0001.txt"
    assert "Dữ liệu lưu về UV-0001" in message["caption"]
    assert message["caption_entities"][0]["type"] == "bold"
    media = office.world.scene.media[message["document"]["file_id"]]
    assert NAME in media.content.decode("utf-8-sig")
    rows = office.read(select(Outbox).where(Outbox.state == "sent"))
    assert {row.payload_sealed for row in rows} == {None}, "what was sent is not kept"


async def test_a_file_with_buttons_and_a_long_text(office):
    """What does not fit under a file goes before it; choices stand under the file."""
    address, now = Address("telegram", str(office.lan.id)), office.world.clock.now()
    text = bold("Đầu") + "\n" + Text("🏭" * 700 + "\n" + "a" * 900)
    reply = Reply(text, ((Choice("Được", "keep"),),), replaces=True, file=Attachment("Bảng số 1.txt", b"1"))
    office.store.write_here(
        lambda session: outbox.answer(session, address, str(office.lan.id), [reply], now, key="f", pressed="1")
    )
    await until(lambda: documents(office))
    (message,) = documents(office)
    assert message["document"]["file_name"] == "Bảng số 1.txt"
    assert message["reply_markup"]["inline_keyboard"][0][0]["text"] == "Được"
    said = [*office.said(office.lan)[1:], message["caption"]]
    assert "".join(said).replace("\n", "") == text.plain.replace("\n", "")


async def test_a_file_is_tried_again_when_telegram_is_away(office):
    from sandbox import Fault  # noqa: PLC0415

    office.world.faults.add(Fault("status", method="sendDocument", status=500, times=1))
    monotonic, office.app.delivery.monotonic = office.app.delivery.monotonic, lambda: monotonic() * 60
    office.world.says(office.lan, None, "/quyenrieng UV-0001 xuất")
    await until(lambda: documents(office))
    assert len(documents(office)) == 1


@pytest.mark.parametrize(("chat", "size"), [("-500", 1), ("999", 1), (None, outbox.LARGEST_FILE + 1)])
async def test_no_file_for_others_and_none_too_large(office, chat, size):
    """To a group, to another's chat, or beyond the limit: a fault of the program, and nothing is written."""
    address = Address("telegram", chat or str(office.lan.id))
    reply = Reply(Text("số liệu"), file=Attachment("a.txt", b"1" * size))

    def work(session):
        outbox.answer(session, address, str(office.lan.id), [reply], office.world.clock.now(), key="g")

    with pytest.raises(outbox.CannotAttachError):
        office.store.write_here(work)
    assert not office.read(select(Outbox).where(Outbox.key == "g"))


async def test_a_file_cannot_be_planned(office):
    """Nobody asked for it, so it is in nobody's private chat by right."""
    address, reply = Address("telegram", str(office.lan.id)), Reply(Text("x"), file=Attachment("a.txt", b"1"))
    with pytest.raises(outbox.CannotAttachError):
        office.store.write_here(
            lambda session: outbox.plan(session, "p", address, reply, office.world.clock.now(), rule="notice")
        )


async def test_a_photo_about_a_candidate_is_neither_fetched_nor_kept(office):
    office.world.says(office.lan, None, "/quyenrieng UV-0001")
    await until(lambda: any(NAME in text for text in office.said(office.lan)))
    office.world.sends_document(office.lan, None, name="ly-lich.pdf", content=b"%PDF", caption=f"lý lịch của {NAME}")
    await until(lambda: any("Xin không gửi ảnh hoặc tệp" in text for text in office.said(office.lan)))
    kept = office.read(select(Inbox))
    assert {row.payload_sealed for row in kept} == {None}
    assert not [asked for asked in office.world.requests if asked.method == "getFile"]


async def test_a_caption_is_not_even_stored(office):
    """What stands in the inbox before it is handled holds no word of the caption."""
    from bot.channels.telegram_read import read_raw  # noqa: PLC0415

    office.world.sends_document(office.lan, None, name="ly-lich.pdf", content=b"%PDF", caption=f"lý lịch của {NAME}")
    message = next(one for one in office.world.messages(office.lan) if one.get("caption"))
    update = {"update_id": 7, "message": message}
    event = read_raw(update, office.app.channels["telegram"].bot, office.world.clock.now())
    assert (event.kind, event.text) == ("document", "")
