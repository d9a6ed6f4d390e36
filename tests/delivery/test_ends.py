"""Where delivery ends: a chat that is lost or moved, a message that is too old or wanted no longer."""

from datetime import timedelta

from sqlmodel import select

from bot.channels.base import GoneError, MigratedError
from models import BoundChat, Outbox, Unreachable
from tests.delivery.rig import AWAY, GROUP, LAN, both, on_sqlite


@both
async def test_kicked_clears_the_chat_and_tells_the_administrators_once(rig):
    chat = rig.bound()
    rig.messenger.problems[GROUP] = [GoneError("Forbidden: bot was kicked from the group chat")] * 2
    rig.plans(GROUP, "bản tin", "digest")
    rig.plans(GROUP, "tin sau")
    await rig.works()
    assert [row.chat_id for row in rig.house.read(select(Unreachable))] == [GROUP]
    [told] = rig.messenger.texts("900")
    assert "Đảng ủy các KCN Hà Nội" in told
    assert rig.states()[GROUP] == "cleared"
    rig.says(GROUP, "trả lời muộn")
    await rig.works()
    assert rig.messenger.texts("900") == [told]
    assert chat.ended_at is None


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
async def test_too_old_is_left_out_and_told_once(rig):
    """A long summary is several messages, and still one notice."""
    rig.bound()
    stale_at = rig.house.clock.now() + timedelta(hours=48)
    rig.messenger.problems[GROUP] = [AWAY] * 50
    rig.plans(GROUP, "bản tin\n" * 1000, "digest", stale_at=stale_at)
    await rig.works()
    rig.house.clock.pass_by(hours=48)
    await rig.passes(300)
    assert set(rig.house.read(select(Outbox.state).where(Outbox.chat_id == GROUP))) == {"stale"}
    assert len(rig.house.read(select(Outbox.id).where(Outbox.chat_id == GROUP))) == 2
    [told] = rig.messenger.texts("900")
    assert "không gửi kịp" in told


@on_sqlite
async def test_an_unbound_group_gets_no_summary_any_more(rig):
    chat = rig.bound()
    rig.plans(GROUP, "bản tin", "digest")
    chat.ended_at = rig.house.clock.now()
    with rig.house.session() as session, session.begin():
        session.merge(chat)
    assert await rig.works() == []
    assert [row.reason for row in rig.house.read(select(Outbox))] == ["unbound"]
