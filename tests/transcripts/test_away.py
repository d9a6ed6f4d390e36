"""Being away for some days with a stand-in, who gets what is somebody's: it ends by itself, or when they are back."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import Account, AuditLog, NextStep, Outbox
from outreach.services.tasks.owners import Staff
from tests.conversation import ZONE, Chat
from tests.people import change, committee, person, step, waiting


@pytest.fixture
def land(house):
    return committee(house)


def arrangement(land, who: Chat) -> tuple:
    kept = person(land.house, who)
    return kept.away_from, kept.away_until, kept.stand_in_id


def answering(land, who: Chat, day: date) -> tuple[int, ...]:
    with land.house.session() as session:
        return Staff.load(session, day).answering(who.person_id, land.one.id)


JULY = (date(2024, 7, 1), date(2024, 7, 15))
LINE = "/caidat vắng 1/7-15/7; Nam"


def test_a_line_arranges_a_stand_in_for_a_fortnight(land):
    land.lan.says(LINE).sees("Vắng mặt", "Thời gian: 01/07/2024 – 15/07/2024", "Người trực thay: Lê Văn Nam", "[Ghi]")
    assert arrangement(land, land.lan) == (None, None, None)
    land.lan.presses("Ghi").sees("✓ Đã ghi vắng 01/07/2024 – 15/07/2024. Lê Văn Nam trực thay.", "/caidat về sớm")
    assert arrangement(land, land.lan) == (*JULY, land.nam.person_id)
    fields = land.house.read(select(AuditLog.fields).where(AuditLog.person_id == land.lan.person_id))
    assert "away stand_in_id" in fields


def test_the_stand_in_gets_what_is_theirs_on_these_days_and_not_after(land):
    land.lan.says(LINE).presses("Ghi")
    lan, nam = land.lan.person_id, land.nam.person_id
    days = {date(2024, 6, 30): lan, date(2024, 7, 1): nam, date(2024, 7, 15): nam, date(2024, 7, 16): lan}
    assert {day: answering(land, land.lan, day) for day in days} == {day: (who,) for day, who in days.items()}


def test_the_stand_in_is_told_by_the_unit_and_the_days_alone(land):
    land.lan.says(LINE).presses("Ghi")
    land.house.delivers()
    (said,) = land.nam.all
    assert said.text.plain == (
        "Nhận trực thay một thành viên của DCT-1: 01/07/2024 – 15/07/2024. "
        "Việc của người đó trong thời gian này được nhắc tại đây."
    )
    assert not waiting(land.house, land.lan, "away")


def test_the_stand_in_is_reminded_in_the_morning(land):
    land.lan.says(LINE).presses("Ghi")
    land.house.delivers()
    number = step(land, land.lan)
    with land.house.session() as session, session.begin():
        session.get(NextStep, number).due = date(2024, 7, 3)
    land.house.mornings(datetime(2024, 7, 2, 7, 30, tzinfo=ZONE))
    land.house.mornings(datetime(2024, 7, 3, 7, 30, tzinfo=ZONE))
    assert "Huy Hoàng" in land.nam.all[-1].text.plain
    assert not [said for said in land.lan.all if "trình hồ sơ" in said.text.plain]


def test_it_can_be_done_with_buttons_alone(land):
    land.lan.says("/caidat").presses("Vắng mặt").sees("Vắng từ ngày nào đến ngày nào?", "[Tuần sau]")
    land.lan.presses("2 tuần từ hôm nay").sees("Ai trực thay?", "[Lê Văn Nam]", "[Đỗ Thị Hoa]").sees_no("Ngô Văn Bình")
    land.lan.presses("Đỗ Thị Hoa").presses("Ghi").sees("✓ Đã ghi vắng 17/06/2024 – 30/06/2024. Đỗ Thị Hoa trực thay.")
    assert arrangement(land, land.lan) == (date(2024, 6, 17), date(2024, 6, 30), land.hoa.person_id)


@pytest.mark.parametrize(
    ("line", "days", "stand_in"),
    [
        ("/caidat vang 1/7-15/7, chi nam", "01/07/2024 – 15/07/2024", "Lê Văn Nam"),
        ("/caidat VẮNG MẶT từ 1/7 đến 15/7 nhờ Hoa", "01/07/2024 – 15/07/2024", "Đỗ Thị Hoa"),
        ("/caidat nghỉ phép tuần sau; Lê Văn Nam trực thay", "24/06/2024 – 30/06/2024", "Lê Văn Nam"),
        ("/caidat vắng Nam; 10 ngày", "17/06/2024 – 26/06/2024", "Lê Văn Nam"),
        ("/caidat vắng mai; Nam", "18/06/2024", "Lê Văn Nam"),
        ("/settings away 1/7-15/7; Nam", "01/07/2024 – 15/07/2024", "Lê Văn Nam"),
    ],
)
def test_lines_as_people_write_them(land, line, days, stand_in):
    land.lan.says(line).sees(f"Thời gian: {days}\n", f"Người trực thay: {stand_in}")


def test_what_is_missing_is_asked_for(land):
    land.lan.says("/caidat vắng 1/7-15/7").sees("Ai trực thay?").says("Nam").sees("[Ghi]")
    land.lan.says("/caidat vắng; Nam").sees("Vắng từ ngày nào").says("1/7-15/7").sees("Người trực thay: Lê Văn Nam")


def test_a_name_that_two_have_is_asked_about(land):
    land.house.person("Phạm Văn Nam", "member", land.one)
    land.lan.says(LINE).sees("Có nhiều người cùng tên.", "[Lê Văn Nam]", "[Phạm Văn Nam]").presses("Phạm Văn Nam")
    land.lan.sees("Người trực thay: Phạm Văn Nam")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/caidat vắng 1/6-5/6; Nam", "01/06/2024 đã qua. Xin ghi vắng từ hôm nay trở đi."),
        ("/caidat vắng 1/7-30/9; Nam", "92 ngày là quá dài: mỗi đợt vắng nhiều nhất 60 ngày."),
        ("/caidat vắng 15/7-1/7; Nam", "15/7-1/7"),
        ("/caidat vắng 31/6-5/7; Nam", "31/6"),
        ("/caidat vắng 1/7-15/7; Bình", "Không thấy ai tên Bình có thể nhận việc này."),
        ("/caidat vắng 1/7-15/7; Lan", "Không thấy ai tên Lan có thể nhận việc này."),
        ("/caidat vắng 1/7-15/7; Nam; Hoa", "Nam và Hoa"),
        ("/caidat về sớm", "Không có đợt vắng nào để kết thúc."),
    ],
)
def test_bad_input_gets_a_sentence(land, line, said):
    land.lan.says(line).sees(said)
    assert arrangement(land, land.lan) == (None, None, None)


def test_days_that_are_none_are_asked_again(land):
    land.lan.says("/caidat vắng").says("bao giờ cũng được").sees("Chưa hiểu bao giờ cũng được là những ngày nào.")
    land.lan.says("tuần sau").sees("Ai trực thay?")


def test_who_is_away_at_that_time_cannot_stand_in(land):
    land.nam.says("/caidat vắng 10/7-20/7; Hoa").presses("Ghi")
    land.lan.says(LINE).sees("Lê Văn Nam cũng vắng (10/07/2024 – 20/07/2024). Xin chọn người khác.")
    land.lan.says("/caidat vắng 1/7-9/7; Nam").presses("Ghi").sees("✓ Đã ghi vắng")


def test_a_stand_in_has_no_stand_in(land):
    land.lan.says(LINE).presses("Ghi")
    land.nam.says("/caidat vắng 10/7-20/7; Hoa").sees("Đang nhận trực thay một người vắng 01/07/2024 – 15/07/2024")
    land.nam.says("/caidat vắng 16/7-20/7; Hoa").presses("Ghi").sees("✓ Đã ghi vắng")


def test_back_early(land):
    land.lan.says(LINE).presses("Ghi")
    land.house.delivers()
    land.house.clock.set(datetime(2024, 7, 5, 9, tzinfo=ZONE))
    land.lan.says("/caidat vắng").sees("Vắng 01/07/2024 – 15/07/2024; Lê Văn Nam trực thay.", "[Về sớm] [Đổi ngày]")
    land.lan.presses("Về sớm").sees("✓ Đã kết thúc đợt vắng: việc lại được nhắc như trước.")
    assert arrangement(land, land.lan) == (None, None, None)
    land.house.delivers()
    assert land.nam.all[-1].text.plain == "Đã hết trực thay thành viên của DCT-1."


def test_back_early_in_words(land):
    land.lan.says(LINE).presses("Ghi")
    land.lan.says("/caidat ve som").sees("✓ Đã kết thúc đợt vắng")


def test_what_was_not_told_yet_is_not_told_once_it_has_ended(land):
    land.lan.says(LINE).presses("Ghi")
    land.lan.says("/caidat về sớm")
    land.house.delivers()
    assert land.house.fates("away")[0] == ("cleared", "moved")


def test_other_days_and_another_stand_in_take_the_place_of_the_first(land):
    land.lan.says(LINE).presses("Ghi")
    land.lan.says("/caidat vắng").presses("Đổi ngày").says("3/7-8/7").presses("Đỗ Thị Hoa").presses("Ghi").sees("✓")
    assert arrangement(land, land.lan) == (date(2024, 7, 3), date(2024, 7, 8), land.hoa.person_id)
    land.house.delivers()
    assert [said.text.plain[:24] for said in land.nam.all] == ["Đã hết trực thay thành v"]


# --- an administrator does it ---


def test_an_administrator_arranges_it_and_both_are_told(land):
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Vắng mặt").says("1/7-15/7").presses("Lê Văn Nam")
    land.admin.sees("Trần Thị Lan vắng mặt").presses("Ghi").sees("✓ Đã ghi vắng").sees_no("/caidat")
    assert arrangement(land, land.lan) == (*JULY, land.nam.person_id)
    land.house.delivers()
    assert land.lan.all[-1].text.plain.startswith("Quản trị viên đã ghi vắng mặt: 01/07/2024 – 15/07/2024.")
    assert land.nam.all[-1].text.plain.startswith("Nhận trực thay một thành viên của DCT-1")
    land.admin.says("/moi").presses("Trần Thị Lan").sees("Vắng 01/07/2024 – 15/07/2024; Lê Văn Nam trực thay.")
    land.admin.presses("Vắng mặt").presses("Về sớm").sees("✓ Đã kết thúc đợt vắng")
    land.house.delivers()
    assert land.lan.all[-1].text.plain == "Đợt vắng mặt đã được kết thúc: việc lại được nhắc tại đây."


def test_an_administrator_is_told_why_somebody_cannot_stand_in(land):
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Vắng mặt").says("1/7-15/7")
    land.admin.says("Bình").sees("Ngô Văn Bình không phụ trách DCT-1.")
    land.admin.says("Lan").sees("Việc đang là của Trần Thị Lan.")


# --- what ends it ---


@pytest.mark.parametrize("how", ["leaves", "moves", "may only read"])
def test_without_the_stand_in_reminders_come_back_and_it_is_said(land, how):
    land.lan.says(LINE).presses("Ghi")
    land.house.delivers()
    card = land.admin.says("/moi").presses("Lê Văn Nam")
    match how:
        case "leaves":
            card.presses("Thu hồi quyền").presses("Thu hồi")
        case "moves":
            card.presses("Đổi đơn vị").presses("DCT-2").presses("Chuyển")
        case _:
            card.presses("Đổi vai trò").presses("Người xem")
    assert arrangement(land, land.lan) == (None, None, None)
    land.house.delivers()
    assert "Người trực thay không còn trực thay được" in land.lan.all[-1].text.plain


def test_whoever_leaves_needs_no_stand_in(land):
    land.lan.says(LINE).presses("Ghi")
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").presses("Thu hồi")
    assert arrangement(land, land.lan) == (None, None, None)


# --- rights ---


def test_it_is_for_members_and_in_private(land):
    land.admin.in_group().says("/gan DCT-1").presses("Gắn")
    land.house.person("Xem Thôi", "viewer", land.one).says("/caidat vắng 1/7-15/7; Nam").sees("chỉ để xem")
    land.lan.in_group().says("/caidat vắng 1/7-15/7; Nam").sees_no("Lê Văn Nam", "Vắng mặt")
    assert arrangement(land, land.lan) == (None, None, None)


def test_rights_are_asked_again_at_every_button(land):
    land.local.says("/moi").presses("Trần Thị Lan").presses("Vắng mặt").says("1/7-15/7").presses("Lê Văn Nam")
    change(land.house, land.local, role="member")
    land.local.presses("Ghi").sees("Việc này dành cho quản trị viên.")
    land.lan.says(LINE)
    change(land.house, land.lan, role="viewer")
    land.lan.presses("Ghi").sees("chỉ để xem")
    assert arrangement(land, land.lan) == (None, None, None)


def test_a_stand_in_who_cannot_by_now_is_refused_at_saving(land):
    land.lan.says(LINE)
    change(land.house, land.nam, unit_id=land.two.id)
    land.lan.presses("Ghi").sees("Lê Văn Nam không phụ trách đơn vị này.")
    change(land.house, land.nam, left_at=land.house.clock.now())
    land.lan.presses("Ghi").sees_no("✓")
    assert not land.house.read(select(Outbox.id).where(Outbox.rule == "away"))


def test_numbers_where_there_are_no_buttons(land):
    zalo = Chat(land.house, "z1", "z1", channel="zalo")
    land.house.add(
        Account(person_id=land.lan.person_id, channel="zalo", user_id="z1", linked_at=land.house.clock.now())
    )
    zalo.says("/caidat vắng 1/7-15/7").says("2").sees("Người trực thay: Lê Văn Nam").says("1").sees("✓ Đã ghi vắng")
