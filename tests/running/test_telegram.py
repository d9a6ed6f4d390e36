"""The production path: python-telegram-bot over HTTP against the sandbox."""

import asyncio

from sqlmodel import select

from models import Inbox, Outbox, Visit
from tests.running.conftest import until


async def test_a_visit_from_a_phone(stage):
    """A member types one line, sees the answer, presses Undo, and the message is edited in place."""
    await stage.start()
    unit = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    stage.enterprise("Công ty TNHH Huy Hoàng", unit)
    lan = stage.world.add_person(name="Lan")
    stage.enrol(lan, "member", unit)
    stage.world.says(lan, None, "/start")
    stage.world.says(lan, None, "/tham Huy Hoàng; đồng ý")
    await until(lambda: any("Đã ghi" in text for text in stage.said(lan)))
    answer = stage.world.messages(lan)[-1]
    assert answer["reply_markup"]["inline_keyboard"][0][0]["text"] == "Hoàn tác"
    assert answer["entities"][0]["type"] == "bold"
    press = stage.world.presses(lan, answer, "Hoàn tác")
    await until(lambda: any("Đã hoàn tác" in text for text in stage.said(lan)))
    assert stage.world.messages(lan)[-1]["message_id"] == answer["message_id"]
    await until(lambda: stage.world.answer_to(press) is not None)
    visits = stage.app.store.read_here(lambda session: list(session.exec(select(Visit))))
    assert [visit.withdrawn_at is not None for visit in visits] == [True]


async def test_payloads_go_once_they_are_done(stage):
    await stage.start()
    someone = stage.world.add_person(name="Ai Đó")
    stage.world.says(someone, None, "/start")
    await until(lambda: stage.said(someone))
    await until(lambda: "waiting" not in _states(stage))
    rows = stage.app.store.read_here(lambda s: [*s.exec(select(Inbox)), *s.exec(select(Outbox))])
    assert [row.payload_sealed for row in rows] == [None] * len(rows)
    assert len(rows) == 2


def _states(stage):
    return stage.app.store.read_here(lambda s: [*s.exec(select(Inbox.state)), *s.exec(select(Outbox.state))])


async def test_a_command_for_another_bot_is_left_alone(stage):
    await stage.start()
    someone = stage.world.add_person(name="Ai Đó")
    stage.world.says(someone, None, "/tham@other_bot Huy Hoàng")
    stage.world.says(someone, None, "/tham@nhipcaubot Huy Hoàng")
    await until(lambda: stage.said(someone))
    await asyncio.sleep(0.1)
    assert len(stage.said(someone)) == 1


async def test_an_invitation_is_a_link_that_leads_in(stage):
    """The administrator forwards the link; whoever opens it is a member from then on."""
    await stage.start()
    unit = stage.unit("DU-HN", "Đảng ủy các KCN Hà Nội")
    admin, hoa = stage.world.add_person("Quang"), stage.world.add_person("Hoa")
    stage.enrol(admin, "admin")
    stage.world.says(admin, None, "/moi thành viên; DU-HN; Hoa")
    await until(lambda: stage.said(admin))
    stage.world.presses(admin, stage.world.messages(admin)[-1], "Tạo lời mời")
    await until(lambda: any("https://t.me/NhipCauBot?start=" in text for text in stage.said(admin)))
    (link,) = [line for text in stage.said(admin) for line in text.splitlines() if line.startswith("https://")]
    stage.world.says(hoa, None, f"/start {link.partition('=')[2]}")
    await until(lambda: stage.said(hoa))
    assert "thành viên" in stage.said(hoa)[0]
    stage.world.says(hoa, None, "/tiendo")
    await until(lambda: any(unit.name in text for text in stage.said(hoa)))
