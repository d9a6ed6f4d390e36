"""The month's quota of a messenger that counts: shown, warned of in time, and kept for what matters most."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import ChannelUse, NextStep, Notice, Outbox
from outreach.rules.quota import ZALO_FREE, Plan
from outreach.services.talk import chats
from outreach.services.talk.quotas import Allowance
from tests.conversation import ZONE
from tests.people import committee

JUNE = date(2024, 6, 1)


@pytest.fixture
def land(house):
    land = committee(house)
    house.allowances[house.channel] = Allowance(house.channel, ZALO_FREE, "-", ZONE)
    house.plans()
    return land


def use(land, sent: int) -> None:
    """Let so many messages of the month have been sent."""
    with land.house.session() as session, session.begin():
        row = session.get(ChannelUse, (land.house.channel, JUNE)) or ChannelUse(channel=land.house.channel, month=JUNE)
        row.sent = sent
        session.add(row)


def step(land, who, due: date) -> None:
    land.house.add(
        NextStep(
            enterprise_id=land.firm.id, unit_id=land.one.id, text_sealed=land.house.vault.seal("trình hồ sơ"),
            due=due, kind="step", person_id=who.person_id, entered_by_id=who.person_id,
            entered_at=datetime(2024, 6, 3, 9, tzinfo=ZONE),
        )
    )  # fmt: skip


def morning(land, day: int):
    return land.house.mornings(datetime(2024, 6, day, 7, 31, tzinfo=ZONE))


def test_what_came_and_what_went_is_counted_and_shown_to_administrators(land):
    step(land, land.lan, date(2024, 6, 18))
    land.lan.says("/viec")
    land.lan.in_group("-7").says("/trogiup")
    assert len(morning(land, 18)) == 1
    land.admin.says("/caidat").sees("tháng 06/2024: 4/3.000 tin (gửi 1, nhận 3), 2/50 người, 1/3 nhóm")
    land.admin.sees_no("giữ lại")
    land.lan.says("/caidat").sees_no("3.000")


def test_a_plan_that_was_bought_limits_messages_alone(land):
    land.house.allowances[land.house.channel] = Allowance(land.house.channel, Plan(20_000), "-", ZONE)
    land.admin.says("/caidat").sees("1/20.000 tin (gửi 0, nhận 1), 1 người, 0 nhóm")


def test_at_four_fifths_administrators_are_told_once_a_month(land):
    use(land, 2398)
    land.lan.says("/viec")
    assert not land.house.read(select(Notice))
    land.lan.says("/viec")
    land.lan.says("/viec")
    (notice,) = land.house.read(select(Notice))
    assert notice.kind == "quota_short"
    told = {said.address.chat: said.text.plain for said in morning(land, 18)}
    assert "đã dùng từ 80% hạn mức tháng 06/2024" in told[land.admin.chat]
    assert land.lan.chat not in told


def test_when_it_is_short_what_is_overdue_still_goes(land):
    step(land, land.lan, date(2024, 6, 14))
    step(land, land.nam, date(2024, 6, 18))
    use(land, 2600)
    assert [said.address.chat for said in morning(land, 18)] == [land.lan.chat]
    assert sorted(land.house.fates("morning")) == [("held", "quota"), ("sent", None)]


def test_at_the_end_only_answers_go_and_what_is_held_back_is_said(land):
    step(land, land.lan, date(2024, 6, 14))
    step(land, land.nam, date(2024, 6, 18))
    use(land, 2900)
    assert morning(land, 18) == []
    assert land.house.fates("morning") == [("held", "quota")] * 2
    assert len(land.house.read(select(Notice).where(Notice.kind == "quota_held"))) == 1
    land.nam.says("/viec").sees("trình hồ sơ")
    land.admin.says("/caidat").sees("giữ lại 2 tin")
    use(land, 100)
    told = {said.address.chat: said.text.plain for said in morning(land, 19)}
    assert "ngày 18/06 giữ lại 2 tin" in told[land.admin.chat]
    assert "trình hồ sơ" in told[land.nam.chat], "what was held back is told by the next message"


def test_a_new_month_begins_anew(land):
    step(land, land.nam, date(2024, 7, 2))
    use(land, 3000)
    said = land.house.mornings(datetime(2024, 7, 1, 7, 31, tzinfo=ZONE))
    assert land.nam.chat in {each.address.chat for each in said} or land.house.fates("morning") == []
    said += land.house.mornings(datetime(2024, 7, 2, 7, 31, tzinfo=ZONE))
    assert land.nam.chat in {each.address.chat for each in said}
    assert not land.house.read(select(Outbox).where(Outbox.state == "held"))


@pytest.mark.only_on("zalo", "first word")
def test_of_somebody_whom_zalo_lets_nobody_write_to_the_administrators_are_told(land):
    with land.house.session() as session, session.begin():
        chats.lost(session, "zalo", land.lan.chat, "user has not interacted with the bot", land.house.clock.now())
    told = {said.address.chat: said.text.plain for said in morning(land, 18)}
    assert "Zalo chỉ cho nhắn với người đã nhắn trước: một thành viên của DCT-1" in told[land.local.chat]
    assert "Lan" not in told[land.local.chat]
