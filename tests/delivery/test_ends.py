"""Where delivery ends: a chat that is lost or moved, a message that is too old or wanted no longer."""

from datetime import timedelta

from sqlmodel import select

from bot.channels.base import GoneError, MigratedError
from models import BoundChat, Notice, Outbox, Unreachable
from tests.delivery.rig import AWAY, GROUP, LAN, both, on_sqlite


@both
async def test_kicked_clears_the_chat_and_notes_it_once_for_the_administrators(rig):
    """They are told with their next morning message, not by one of its own."""
    chat = rig.bound()
    rig.messenger.problems[GROUP] = [GoneError("Forbidden: bot was kicked from the group chat")] * 2
    rig.plans(GROUP, "bản tin", "digest")
    rig.plans(GROUP, "tin sau")
    await rig.works()
    assert [row.chat_id for row in rig.house.read(select(Unreachable))] == [GROUP]
    assert noted(rig) == [("group_lost", chat.unit_id)]
    assert rig.states()[GROUP] == "cleared"
    rig.says(GROUP, "trả lời muộn")
    await rig.works()
    assert noted(rig) == [("group_lost", chat.unit_id)]
    assert not rig.messenger.texts("900")
    assert chat.ended_at is None


@both
async def test_a_member_who_blocks_the_bot_is_noted_without_a_name(rig):
    unit = rig.house.unit("DCT-1", "Đoàn công tác số 1")
    lan = rig.house.person("Lan", "member", unit, user=LAN)
    rig.messenger.problems[LAN] = [GoneError("Forbidden: bot was blocked by the user")]
    rig.plans(LAN, "nhắc việc")
    await rig.works()
    assert noted(rig) == [({"telegram": "person_lost", "zalo": "person_silent"}[rig.house.channel], unit.id)]
    rig.house.clock.pass_by(seconds=5)
    lan.says("/trogiup")
    assert not rig.house.read(select(Unreachable))
    rig.messenger.problems["77"] = [GoneError("Forbidden: bot was blocked by the user")]
    rig.plans("77", "cho người lạ")
    await rig.works()
    assert len(noted(rig)) == 1, "of somebody who does not work here nothing is noted"


def noted(rig) -> list[tuple[str, int | None]]:
    return [(each.kind, each.unit_id) for each in rig.house.read(select(Notice).order_by(Notice.id))]


@on_sqlite
async def test_nothing_bulk_goes_to_a_lost_chat_and_all_again_when_it_is_back(rig):
    rig.bound()
    rig.messenger.problems[GROUP] = [GoneError("Forbidden: bot was kicked from the group chat")]
    rig.says(GROUP, "xin chào")
    await rig.works()
    rig.plans(GROUP, "bản tin", "digest")
    await rig.works()
    assert rig.messenger.tries.count(GROUP) == 1
    rig.house.outsider("5").in_group(GROUP).does("added")
    rig.plans(GROUP, "tuần sau", "digest")
    assert "tuần sau" in await rig.works()


@on_sqlite
async def test_whoever_speaks_again_is_reachable(rig):
    """Telegram does not always say that a block was taken back, or that a person has started the bot."""
    rig.messenger.problems[LAN] = [GoneError("Forbidden: bot can't initiate conversation with a user")]
    rig.plans(LAN, "nhắc việc")
    await rig.works()
    rig.house.clock.pass_by(seconds=5)
    rig.house.outsider(LAN).says("/start")
    assert not rig.house.read(select(Unreachable))
    rig.plans(LAN, "nhắc lại")
    assert "nhắc lại" in await rig.works()


@both
async def test_a_migrated_group_takes_everything_along(rig):
    chat = rig.bound()
    rig.messenger.problems[GROUP] = [MigratedError("-1001")]
    rig.plans(GROUP, "bản tin", "digest")
    rig.plans(GROUP, "tin sau")
    assert await rig.works() == ["bản tin", "tin sau"]
    assert {message.address.chat for message in rig.messenger.sent} == {"-1001"}
    assert [row.chat_id for row in rig.house.read(select(BoundChat).where(BoundChat.id == chat.id))] == ["-1001"]


@on_sqlite
async def test_migration_told_twice_loses_nothing(rig):
    """First by an update, then by the refusal of an answer that was still on its way into the old group."""
    rig.bound()
    rig.house.outsider("5").in_group(GROUP).does("migrated", text="-1001")
    rig.messenger.problems[GROUP] = [MigratedError("-1001")]
    rig.says(GROUP, "trả lời")
    assert await rig.works() == ["trả lời"]
    assert rig.messenger.sent[-1].address.chat == "-1001"
    assert [row.chat_id for row in rig.house.read(select(BoundChat))] == ["-1001"]


@both
async def test_too_old_is_left_out_and_noted_once(rig):
    """A long summary is several messages, and still one notice."""
    chat = rig.bound()
    stale_at = rig.house.clock.now() + timedelta(hours=48)
    rig.messenger.problems[GROUP] = [AWAY] * 50
    rig.plans(GROUP, "bản tin\n" * 1000, "digest", stale_at=stale_at)
    await rig.works()
    rig.house.clock.pass_by(hours=48)
    await rig.passes(300)
    assert set(rig.house.read(select(Outbox.state).where(Outbox.chat_id == GROUP))) == {"stale"}
    pieces = {"telegram": 2, "zalo": 4}  # a message may be half as long there
    assert len(rig.house.read(select(Outbox.id).where(Outbox.chat_id == GROUP))) == pieces[rig.house.channel]
    assert noted(rig) == [("digest_skipped", chat.unit_id)]
    assert not rig.messenger.texts("900")


@on_sqlite
async def test_an_unbound_group_gets_no_summary_any_more(rig):
    chat = rig.bound()
    rig.plans(GROUP, "bản tin", "digest")
    chat.ended_at = rig.house.clock.now()
    with rig.house.session() as session, session.begin():
        session.merge(chat)
    assert await rig.works() == []
    assert [row.reason for row in rig.house.read(select(Outbox))] == ["unbound"]
