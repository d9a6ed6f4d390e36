"""/viec: what I have to do, and each thing that can be done with it: by button, in words, and with numbered choices."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from models import (
    Account,
    AuditLog,
    BoundChat,
    Candidate,
    ChannelRule,
    Entry,
    NextStep,
    Outbox,
    Person,
    Postponed,
    RuleSetting,
    Visit,
)
from tests.candidates import add_candidate
from tests.conversation import ZONE, Chat
from tests.transcripts.test_visits import add_enterprise

MONDAY = date(2024, 6, 17)


@pytest.fixture
def land(house):
    house.top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.top)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.top)
    house.firm = add_enterprise(house, "Công ty TNHH Huy Hoàng", house.one)
    house.other = add_enterprise(house, "Công ty CP Thiên Phú", house.one)
    house.lan = house.person("Trần Thị Lan", "member", house.one)
    house.minh = house.person("Lê Văn Minh", "member", house.one)
    house.far = house.person("Phạm Thị Xa", "member", house.two)
    house.boss = house.person("Nguyễn Văn Trưởng", "lead", house.one)
    return house


def step(land, due, text="trình hồ sơ", who=None, firm=None, **more):
    """An open step of Lan's (or of ``who``) at Huy Hoàng."""
    now = land.clock.now() - timedelta(days=30)
    owner = (who or land.lan).person_id
    row = NextStep(
        enterprise_id=(firm or land.firm).id, unit_id=land.one.id, text_sealed=land.vault.seal(text), due=due,
        person_id=owner, entered_by_id=owner, entered_at=now,
    )  # fmt: skip
    for name, value in more.items():
        setattr(row, name, value)
    return land.add(row).id


def kept(land, step_id):
    return land.read(select(NextStep).where(NextStep.id == step_id))[0]


def change(land, chat, **facts):
    with land.session() as session, session.begin():
        person = session.get(Person, chat.person_id)
        for name, value in facts.items():
            setattr(person, name, value)


def on_zalo(land, chat):
    """The same person on the messenger without buttons."""
    user = f"z{chat.user}"
    land.add(Account(person_id=chat.person_id, channel="zalo", user_id=user, linked_at=land.clock.now()))
    return Chat(land, user, user, chat.person_id, channel="zalo")


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_list_by_heading(land):
    step(land, date(2024, 6, 12), "trình hồ sơ")
    step(land, MONDAY, "gặp giám đốc", firm=land.other)
    step(land, date(2024, 6, 21), "gửi tài liệu")
    step(land, date(2024, 7, 30), "khảo sát lại")
    step(land, None, "hỏi thêm")
    lan = land.lan.says("/viec").sees("Đang có 5 việc", "Quá hạn\n1. ", "Hôm nay\n2. ", "Trong 7 ngày tới\n3. ")
    lan.sees("Sau đó\n4. ", "Chưa có ngày\n5. ", "trình hồ sơ", "gặp giám đốc", "[1. Huy Hoàng] [2. Thiên Phú]")
    lan.sees_no("trang")
    lan.says("/viec qua han").sees("1 việc", "trình hồ sơ").sees_no("giám đốc")
    lan.says("/viec hôm nay").sees("giám đốc").sees_no("trình hồ sơ")
    lan.says("/todo coming").sees("gửi tài liệu", "khảo sát lại").sees_no("giám đốc")
    lan.says("/viec chưa có ngày").sees("hỏi thêm").sees_no("giám đốc")


def test_nothing_to_do(land):
    land.lan.says("/viec").sees("không có việc nào đang chờ", "/hen", "/goiy")
    land.lan.says("/viec quá hạn").sees("Không có việc nào quá hạn")
    land.lan.says("/viec hôm nay").sees("Hôm nay không có việc")
    land.lan.says("/viec sắp tới").sees("sắp đến hạn")
    land.lan.says("/viec chưa có ngày").sees("chưa có ngày")


def test_only_ones_own(land):
    step(land, MONDAY, "việc của Minh", who=land.minh)
    land.lan.says("/viec").sees("không có việc nào")
    land.minh.says("/viec").sees("việc của Minh")


def test_pages_of_eight(land):
    for day in range(1, 11):
        step(land, date(2024, 7, day), f"việc {day} tháng bảy")
    lan = land.lan.says("/viec").sees("Đang có 10 việc (trang 1/2)", "việc 8 tháng bảy", "[Trang sau]")
    lan.sees_no("việc 9 tháng bảy", "Trang trước")
    lan.presses("Trang sau").sees("trang 2/2", "1. ", "việc 9 tháng bảy", "[Trang trước]").sees_no("[Trang sau]")
    lan.says("/viec 2").sees("việc 10 tháng bảy")  # the numbers are those that were read last


def test_a_group_gets_a_link(land):
    now = land.clock.now()
    land.add(
        BoundChat(channel=land.channel, chat_id="-500", unit_id=land.one.id, at=time(8),
                  bound_by_id=land.boss.person_id, bound_at=now, starts_at=now)
    )  # fmt: skip
    step(land, MONDAY)
    land.lan.in_group().says("/viec").sees("chat riêng").sees_no("hồ sơ", "Huy Hoàng")


# --- the card and its buttons ---------------------------------------------------------------------------------------


def test_the_card_of_a_step(land):
    step(land, date(2024, 6, 12))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng")
    lan.sees("trình hồ sơ", "Hạn: thứ Tư 12/06/2024 (quá 3 ngày làm việc)", "Đơn vị: DCT-1")
    assert lan.labels == ["✓ Xong", "Vướng gì?", "Để sau", "Đổi hạn", "Giao người khác", "Mở"]
    lan.presses("Mở").sees("Công ty TNHH Huy Hoàng", "[Ghi buổi làm việc]")


def test_done_with_one_tap_and_taken_back(land):
    number = step(land, MONDAY)
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Xong").sees("✓ Đã xong:", "trình hồ sơ", "[Hoàn tác]")
    assert kept(land, number).closed_as == "done"
    lan.says("/viec").sees("không có việc nào")
    lan.says("/hoantac").sees("Đã xong:", "trình hồ sơ").presses("Hoàn tác").sees("Đã hoàn tác")
    assert kept(land, number).closed_at is None
    lan.says("/viec xong 1").presses("Hoàn tác").sees("Đã hoàn tác")
    assert kept(land, number).closed_at is None


def test_later_moves_the_reminder_and_not_the_due_day(land):
    number = step(land, date(2024, 6, 20))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Để sau")
    lan.sees("Nhắc lại việc Huy Hoàng khi nào?", "[Ngày mai 18/06]", "[3 ngày nữa, thứ Năm 20/06]")
    lan.presses("Ngày mai").sees("Sẽ nhắc lại thứ Ba 18/06. Hạn không đổi.", "trình hồ sơ")
    assert [row.until for row in land.read(select(Postponed))] == [date(2024, 6, 18)]
    assert kept(land, number).due == date(2024, 6, 20)


def test_later_beyond_the_deadline_is_allowed_and_said(land):
    step(land, date(2024, 6, 20))
    land.lan.says("/viec").presses("1. Huy Hoàng").presses("Để sau").presses("Tuần sau, thứ Hai 24/06")
    land.lan.sees("Sẽ nhắc lại thứ Hai 24/06, sau hạn 20/06.")
    assert [row.until for row in land.read(select(Postponed))] == [date(2024, 6, 24)]


def test_later_of_what_is_overdue(land):
    step(land, date(2024, 6, 12))
    land.lan.says("/viec để sau 1 ngày mai").sees("Sẽ nhắc lại thứ Ba 18/06", "vẫn tính là quá hạn")


def test_later_in_words_is_a_working_day(land):
    step(land, date(2024, 7, 20))
    land.lan.says("/viec để sau 1 thứ 7").sees("Sẽ nhắc lại thứ Hai 24/06")
    land.lan.says("/viec để sau 1; 3 ngày").sees("Sẽ nhắc lại thứ Năm 20/06")
    land.lan.says("/viec để sau hôm qua").sees("16/06/2024", "đã qua")
    land.lan.says("/viec để sau xyz").sees("Không thấy việc nào")


def test_a_button_for_later_that_has_grown_old_asks_anew(land):
    step(land, date(2024, 7, 20))
    land.lan.says("/viec").presses("1. Huy Hoàng").presses("Để sau")
    offered = land.lan.answers[0]
    land.clock.set(datetime(2024, 6, 20, 9, 0, tzinfo=ZONE))
    land.lan.presses("Ngày mai 18/06", offered).sees("khi nào?", "[Ngày mai 21/06]")
    assert land.read(select(Postponed)) == []


def test_another_day_by_button(land):
    number = step(land, date(2024, 6, 12))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Đổi hạn").sees("Hạn mới là ngày nào?")
    lan.presses("Thứ Năm 20/06").sees("✓ Đã đổi hạn.", "trình hồ sơ")
    assert kept(land, number).due == date(2024, 6, 20)


def test_another_day_in_words_is_shown_first(land):
    number = step(land, date(2024, 6, 12))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Đổi hạn").says("thứ 7 tuần sau")
    lan.sees("Hạn: thứ Tư 12/06/2024 → thứ Bảy 29/06/2024", "thứ Bảy 29/06 là ngày nghỉ", "[Ghi]")
    assert kept(land, number).due == date(2024, 6, 12)
    lan.presses("Ghi").sees("✓ Đã đổi hạn.")
    assert kept(land, number).due == date(2024, 6, 29)


def test_a_past_due_day_is_refused_with_the_nearest_ahead_and_the_draft_is_kept(land):
    number = step(land, date(2024, 6, 20))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Đổi hạn")
    lan.says("10/6/2024").sees("10/06/2024", "đã qua", "10/06/2025")
    lan.says("31/2").sees("không có ngày này")
    lan.says("mai kia").sees("mai kia")
    assert kept(land, number).due == date(2024, 6, 20)
    lan.says("21/6").sees("→ thứ Sáu 21/06/2024").presses("Ghi")
    assert kept(land, number).due == date(2024, 6, 21)


def test_another_day_in_one_line(land):
    step(land, date(2024, 6, 20))
    land.lan.says("/viec đổi hạn Huy Hoàng thứ 6").sees("→ thứ Sáu 21/06/2024", "[Ghi]")
    land.lan.says("/viec 1 đổi hạn 20/7").sees("→ thứ Bảy 20/07/2024")
    land.lan.says("/viec đổi hạn 1 10/6/2024").sees("đã qua", "10/06/2025")


def test_giving_it_to_a_colleague_who_is_told_at_once(land):
    number = step(land, date(2024, 6, 20))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Giao người khác").sees("Giao cho ai?")
    assert "Phạm Thị Xa" not in lan.labels
    lan.presses("Lê Văn Minh").sees("Giao việc này cho Lê Văn Minh?", "[Giao việc]")
    assert kept(land, number).person_id == land.lan.person_id
    lan.presses("Giao việc").sees("✓ Đã giao cho Lê Văn Minh; người nhận sẽ được báo ngay.")
    assert kept(land, number).person_id == land.minh.person_id
    land.delivers()
    minh = land.minh
    assert [message.text.plain for message in minh.all][-1].startswith("Có 1 việc mới được giao")
    minh.presses("Mở").sees("trình hồ sơ", "[✓ Xong]")
    told = "\n".join(message.text.plain for message in minh.all)
    assert "Lan" not in told
    lan.says("/viec").sees("không có việc nào")


def test_what_was_given_and_done_meanwhile_is_not_told(land):
    step(land, date(2024, 6, 20))
    land.lan.says("/viec giao 1 Minh").presses("Giao việc")
    land.minh.says("/viec xong 1")
    land.delivers()
    (row,) = land.read(select(Outbox).where(Outbox.rule == "handed"))
    assert (row.state, row.reason) == ("cleared", "done or given to another")


def test_giving_in_words(land):
    land.person("Vũ Thị Minh", "member", land.one)
    number = step(land, date(2024, 6, 20))
    lan = land.lan.says("/viec giao 1 cho Minh").sees("[Lê Văn Minh]", "[Vũ Thị Minh]").sees_no("Trưởng")
    lan.says("le van minh").sees("Giao việc này cho Lê Văn Minh?")
    lan.presses("Giao việc")
    assert kept(land, number).person_id == land.minh.person_id


@pytest.mark.parametrize("name", ["Xa", "Phạm Thị Xa", "Không Có Ai"])
def test_somebody_out_of_scope_is_as_unknown_as_nobody(land, name):
    number = step(land, date(2024, 6, 20))
    lan = land.lan.says(f"/viec giao 1 {name}")
    assert lan.screen.replace(name, "…") == land.lan.says("/viec giao 1 Zzyzx").screen.replace("Zzyzx", "…")
    lan.sees_no("Giao việc này")
    lan.says("/viec").presses("1. Huy Hoàng").presses("Giao người khác").says(name).sees(name)
    lan.says("Minh").sees("Giao việc này cho Lê Văn Minh?")  # the draft was kept
    assert kept(land, number).person_id == land.lan.person_id


def test_whom_it_was_to_be_given_to_has_moved_meanwhile(land):
    number = step(land, date(2024, 6, 20))
    land.lan.says("/viec giao 1 Minh").sees("[Giao việc]")
    change(land, land.minh, unit_id=land.two.id)
    land.lan.presses("Giao việc").sees_no("✓")
    assert kept(land, number).person_id == land.lan.person_id


def test_what_holds_it_up(land):
    number = step(land, date(2024, 6, 12))
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").presses("Vướng gì?")
    lan.sees("đang vướng gì?", "[Sắp xong]", "[Làm việc theo ca]").presses("Làm việc theo ca").sees(
        "✓ Đã ghi: làm việc theo ca"
    )
    assert kept(land, number).held_kind == "shift_work"
    lan.says("/viec 1").sees("Đang vướng: làm việc theo ca").presses("Vướng gì?").says("chờ chủ đi công tác về")
    lan.sees("Đang vướng: chờ chủ đi công tác về", "[Ghi]").presses("Ghi").sees("✓ Đã ghi: chờ chủ")
    row = kept(land, number)
    assert row.held_kind is None
    assert land.vault.open(row.held_sealed) == "chờ chủ đi công tác về"
    lan.says("/viec vướng 1 ca kíp").presses("Ghi")
    assert kept(land, number).held_kind == "shift_work"
    lan.says("/viec 1").presses("Vướng gì?").presses("Sắp xong").sees("✓ Đã ghi: sắp xong")
    assert kept(land, number).closed_at is None
    land.boss.says("/viec DCT-1").presses("1. Huy Hoàng").sees("Đang vướng: sắp xong")


def test_a_planned_visit_is_logged_or_taken_off(land):
    number = step(land, MONDAY, "gặp giám đốc", kind="visit")
    lan = land.lan.says("/viec").presses("1. Huy Hoàng").sees("[Ghi buổi làm việc] [Không đi nữa]").sees_no("[✓ Xong]")
    lan.presses("Ghi buổi làm việc").sees("Đã gặp ai?").presses("Ghi luôn").presses("Ghi").sees(
        "✓ Đã ghi: Công ty TNHH Huy Hoàng"
    )
    assert kept(land, number).closed_as == "visited"
    second = step(land, date(2024, 6, 20), "gặp công đoàn", kind="visit")
    lan.says("/viec").presses("1. Huy Hoàng").presses("Không đi nữa").sees("✓ Đã bỏ khỏi lịch", "[Hoàn tác]")
    assert kept(land, second).closed_at is not None


def test_a_planned_visit_is_not_done_by_saying_so(land):
    number = step(land, MONDAY, "gặp giám đốc", kind="visit")
    other = step(land, date(2024, 6, 18), "gửi danh sách", firm=land.other)
    land.lan.says("/viec").says("/viec xong 1 2").sees(
        "✓ Đã xong:", "gửi danh sách", "Đã đi chưa?", "[Ghi buổi làm việc]"
    )
    assert (kept(land, number).closed_at, kept(land, other).closed_as) == (None, "done")
    land.lan.presses("Không đi nữa").sees("✓ Đã bỏ khỏi lịch")


def test_a_candidates_deadline_opens_the_candidate_and_is_not_done_by_hand(land):
    number = add_candidate(land, land.one, land.lan.person_id, land.firm, steps=9)
    with land.session() as session, session.begin():
        row = session.get(Candidate, number)
        row.person_id, row.due, row.due_limit = land.lan.person_id, date(2024, 6, 24), "ceremony"
    lan = land.lan.says("/viec").sees("Trong 7 ngày tới\n1. UV-0001", "[1. UV-0001]").sees_no("Linh")
    lan.says("/viec xong 1").sees("không đánh dấu hay sửa bằng tay", "thời hạn kết nạp").sees_no("✓")
    lan.presses("1. UV-0001").sees("UV-0001", "Đơn vị: DCT-1")
    assert lan.labels == ["Để sau", "Giao người khác", "Mở"]
    lan.presses("Mở").sees("UV-0001", "Linh")
    lan.says("/viec giao 1 Minh").presses("Giao việc").sees("✓ Đã giao cho Lê Văn Minh")
    assert land.read(select(Candidate.person_id)) == [land.minh.person_id]
    land.delivers()
    assert "UV-0001" in land.minh.all[-1].text.plain
    assert "Linh" not in land.minh.all[-1].text.plain


def test_a_proposal_is_answered_and_not_done(land):
    admin = land.person("Quản Trị", "admin", land.top)
    land.clock.set(datetime(2024, 5, 20, 9, 0, tzinfo=ZONE))
    land.lan.says("/tham Huy Hoàng; đồng ý; kiến nghị bố trí lớp cuối tuần")
    land.clock.set(datetime(2024, 6, 17, 9, 0, tzinfo=ZONE))
    admin.says("/viec").sees("Quá hạn", "bố trí lớp cuối tuần").presses("1. Huy Hoàng").sees("[Trả lời kiến nghị]")
    admin.sees_no("[✓ Xong]", "[Đổi hạn]")
    admin.presses("Mở").sees("bố trí lớp cuối tuần")


# --- what is said in words ------------------------------------------------------------------------------------------


def test_several_are_done_at_once_by_the_numbers_that_were_read(land):
    first, second, third = (step(land, date(2024, 6, day), f"việc {day}") for day in (18, 19, 20))
    lan = land.lan.says("/viec").says("/viec xong 1")
    lan.says("/viec xong 2").sees("việc 19")  # and not what stands second by now
    assert [kept(land, one).closed_at is None for one in (first, second, third)] == [False, False, True]
    lan.says("/viec")
    fourth = step(land, date(2024, 6, 21), "việc 21", firm=land.other)
    lan.says("/viec").says("/viec xong 1 và 2").sees("việc 20", "việc 21", "[Hoàn tác: Huy Hoàng]")
    assert kept(land, fourth).closed_at is not None


def test_a_number_that_is_not_there(land):
    number = step(land, MONDAY)
    land.lan.says("/viec xong 7").sees("không có việc số 7", "/viec")
    land.lan.says("/viec xong 1 7").sees("không có việc số 7")
    assert kept(land, number).closed_at is None


def test_by_the_name_of_the_enterprise(land):
    step(land, MONDAY, "trình hồ sơ")
    step(land, MONDAY, "gửi danh sách", firm=land.other)
    land.lan.says("/viec huy hoang").sees("trình hồ sơ", "[✓ Xong]").sees_no("danh sách")
    land.lan.says("/viec xong thien phu").sees("✓ Đã xong:", "gửi danh sách")
    step(land, date(2024, 6, 20), "gặp công đoàn")
    land.lan.says("/viec xong Huy Hoàng").sees("Việc nào?", "[1. Huy Hoàng] [2. Huy Hoàng]").presses("2. Huy Hoàng")
    land.lan.sees("✓ Đã xong:", "gặp công đoàn")
    land.lan.says("/viec Zzyzx").sees("Không thấy việc nào khớp với Zzyzx")


def test_which_one_is_asked(land):
    step(land, MONDAY, "trình hồ sơ")
    step(land, MONDAY, "gửi danh sách", firm=land.other)
    land.lan.says("/viec đổi hạn 20/7").sees("Việc nào?", "1. ", "trình hồ sơ", "2. ", "gửi danh sách").presses(
        "2. Thiên Phú"
    ).sees("→ thứ Bảy 20/07/2024")


def test_in_english(land):
    change(land, land.lan, language="en")
    step(land, date(2024, 6, 12))
    lan = land.lan.says("/todo").sees("You have 1 task", "Overdue").presses("1. Huy Hoàng")
    lan.sees("Due: Wednesday 12/06/2024 (3 working days overdue)", "[✓ Done]")
    lan.says("/todo later 1 next monday").sees("I shall remind you again on Monday 24/06")


# --- numbered choices -----------------------------------------------------------------------------------------------


def test_everything_with_numbers(land):
    number = step(land, date(2024, 6, 20))
    lan = on_zalo(land, land.lan).says("/viec").sees("1. ")
    lan.says("1").sees("trình hồ sơ", "Hạn: thứ Năm 20/06/2024")
    assert lan.labels == ["✓ Xong", "Để sau", "Đổi hạn", "Giao người khác", "Mở"]
    lan.says("2").sees("Nhắc lại").says("1").sees("Sẽ nhắc lại thứ Ba 18/06")
    lan.says("/viec").says("1").says("Đổi hạn").says("2").sees("✓ Đã đổi hạn.")
    assert kept(land, number).due == date(2024, 6, 20)
    lan.says("/viec").says("1").says("4").sees("Giao cho ai?").says("Minh").says("1").sees("✓ Đã giao cho Lê Văn Minh")
    minh = on_zalo(land, land.minh).says("/viec").says("1").says("1").sees("✓ Đã xong:").says("1").sees("Đã hoàn tác")
    assert kept(land, number).closed_at is None
    minh.says("/viec").says("1").says("5").sees("Công ty TNHH Huy Hoàng")


# --- meanwhile ------------------------------------------------------------------------------------------------------


def test_two_press_done(land):
    number = step(land, MONDAY)
    for chat in (land.lan, land.boss):
        chat.says("/viec 1" if chat is land.lan else "/viec tổ")
    step_of_boss = step(land, date(2024, 6, 12), "việc cũ")
    land.boss.says("/viec DCT-1").presses("1. Huy Hoàng").sees("việc cũ", "Phụ trách: Trần Thị Lan")
    land.lan.says("/viec").presses("1. Huy Hoàng").presses("Xong").sees("✓ Đã xong:", "việc cũ")
    land.boss.presses("Xong").sees("đã xong").sees_no("[Hoàn tác]")
    assert kept(land, step_of_boss).closed_by_id == land.lan.person_id
    assert kept(land, number).closed_at is None
    assert len(land.read(select(Entry).where(Entry.kind == "step_done"))) == 1


@pytest.mark.only_on("telegram", "earlier messages")
def test_a_step_that_is_withdrawn_meanwhile(land):
    land.lan.says("/tham Huy Hoàng; đồng ý; hẹn 20/6 trình hồ sơ")
    saved = land.lan.answers[0]
    land.lan.says("/viec").presses("1. Huy Hoàng")
    card = land.lan.answers[0]
    land.lan.presses("Hoàn tác", saved)
    for label in ("Xong", "Để sau", "Đổi hạn", "Giao người khác", "Mở"):
        land.lan.presses(label, card).sees_no("✓").sees_no("Nhắc lại", "Giao cho ai", "Hạn mới")
        assert land.lan.answers, label


def test_rights_that_changed_meanwhile(land):
    number = step(land, MONDAY)
    land.lan.says("/viec").presses("1. Huy Hoàng")
    card = land.lan.answers[0]
    change(land, land.lan, role="viewer")
    for label in ("Xong", "Để sau", "Đổi hạn", "Giao người khác", "Mở"):
        land.lan.presses(label, card).sees("chỉ để xem").sees_no("hồ sơ")
    change(land, land.lan, left_at=land.clock.now())
    land.lan.presses("Xong", card).sees("chỉ phục vụ người được mời")
    assert kept(land, number).closed_at is None


@pytest.mark.only_on("telegram", "earlier messages")
def test_a_colleague_may_look_but_not_touch(land):
    """Another member of the unit sees a step that reached them by a button, and changes nothing."""
    number = step(land, MONDAY)
    land.lan.says("/viec").presses("1. Huy Hoàng").presses("Giao người khác").presses("Lê Văn Minh")
    land.lan.presses("Giao việc")
    land.delivers()
    land.minh.presses("Mở")
    card = land.minh.answers[0]
    land.minh.says("/viec giao 1 Lan").presses("Giao việc")
    land.minh.presses("Xong", card).sees_no("✓ Đã xong")
    assert kept(land, number).closed_at is None


# --- the unit, for its leads ----------------------------------------------------------------------------------------


def test_what_is_overdue_in_the_unit_by_member(land):
    step(land, date(2024, 6, 12), "việc của Lan")
    step(land, date(2024, 6, 13), "việc nữa của Lan")
    step(land, date(2024, 6, 14), "việc của Minh", who=land.minh)
    step(land, date(2024, 6, 20), "chưa đến hạn")
    boss = land.boss.says("/viec").presses("Quá hạn trong đơn vị")
    boss.sees("DCT-1: 3 việc quá hạn", "• Trần Thị Lan: 2", "• Lê Văn Minh: 1", "1. ", "việc của Lan").sees_no(
        "chưa đến hạn"
    )
    boss.presses("3. Huy Hoàng").sees("việc của Minh", "Phụ trách: Lê Văn Minh", "[✓ Xong]", "[Giao người khác]")
    assert "read" in [row.act for row in land.read(select(AuditLog).where(AuditLog.subject == "person"))]
    land.boss.says("/viec DCT-2").sees("Không thấy việc nào")
    land.lan.says("/viec DCT-1").sees("trưởng đoàn")
    land.lan.says("/viec tổ").sees("trưởng đoàn")


def test_a_lead_takes_it_on_or_is_told_what_holds_it_up(land):
    number = step(land, date(2024, 6, 12), "việc của Lan")
    land.lan.says("/viec vướng 1 chờ chủ về").presses("Ghi")
    land.boss.says("/viec tổ").sees("– Trần Thị Lan, vướng: chờ chủ về").presses("1. Huy Hoàng")
    assert land.boss.labels == ["✓ Xong", "Đổi hạn", "Giao người khác", "Mở"]
    land.boss.says("/viec để sau 1").says("/viec để sau 1 thứ 6").sees("do người khác phụ trách")
    assert land.read(select(Postponed)) == []
    land.boss.says("/viec giao 1").presses("Nhận về mình").sees("✓ Đã nhận việc này.")
    assert kept(land, number).person_id == land.boss.person_id
    land.delivers()
    assert land.read(select(Outbox).where(Outbox.rule == "handed")) == []


def test_whose_owner_has_left_and_where_names_are_forbidden(land):
    step(land, date(2024, 6, 12), "việc của Lan")
    step(land, date(2024, 6, 13), "việc của Minh", who=land.minh)
    change(land, land.minh, left_at=land.clock.now())
    land.boss.says("/viec tổ").sees("• Trần Thị Lan: 1", "• chưa có người phụ trách: 1").sees_no("Lê Văn Minh")
    land.boss.says("/viec").sees("Đang có 1 việc", "việc của Minh")  # nobody else answers for it now
    land.add(
        ChannelRule(channel=land.channel, names_forbidden=True, changed_by_id=land.boss.person_id,
                    changed_at=land.clock.now())
    )  # fmt: skip
    land.boss.says("/viec tổ").sees("DCT-1: 2 việc quá hạn").sees_no("Lan", "việc của Minh")
    land.boss.presses("1. Huy Hoàng").sees("Đơn vị: DCT-1").sees_no("Lan")


def test_pages_of_what_is_overdue_in_the_unit(land):
    for day in range(1, 11):
        step(land, date(2024, 6, day), f"việc {day} tháng sáu")
    land.boss.says("/viec tổ").sees("DCT-1: 10 việc quá hạn (trang 1/2)").presses("Trang sau").sees("trang 2/2")
    land.boss.sees("1. ", "việc 9 tháng sáu").presses("Trang trước").sees("việc 1 tháng sáu")
    admin = land.person("Quản Trị", "admin", None)
    admin.says("/viec tổ").sees("mọi đơn vị: 10 việc quá hạn")
    admin.says("/viec DU-HN").sees("DU-HN: 10 việc quá hạn")


def test_a_lead_hands_on_what_a_member_leaves_undone(land):
    number = step(land, date(2024, 6, 12), "việc của Lan")
    land.boss.says("/viec tổ").presses("1. Huy Hoàng").presses("Giao người khác").presses("Lê Văn Minh")
    land.boss.presses("Giao việc").sees("✓ Đã giao cho Lê Văn Minh")
    assert kept(land, number).person_id == land.minh.person_id


def test_nothing_is_overdue_in_the_unit(land):
    land.boss.says("/viec tổ").sees("DCT-1 không có việc nào quá hạn")


# --- after a visit --------------------------------------------------------------------------------------------------


@pytest.mark.only_on("telegram", "earlier messages")
def test_after_a_visit_what_was_promised_there_is_asked_after(land):
    number = step(land, date(2024, 6, 20))
    lan = land.lan.says("/tham Huy Hoàng; đồng ý; hẹn 19/6 gửi thư")
    lan.sees("✓ Đã ghi: Công ty TNHH Huy Hoàng", "Việc đã hẹn “trình hồ sơ” (hạn thứ Năm 20/06) xong chưa?")
    lan.sees("[Hoàn tác]\n[✓ Xong] [Chưa]").sees_no("“gửi thư")
    saved = lan.answers[0]
    lan.presses("Chưa").sees("việc vẫn để đó, hạn thứ Năm 20/06")
    lan.presses("Xong", saved).sees("✓ Đã xong:", "trình hồ sơ")
    assert kept(land, number).closed_as == "done"
    lan.presses("Hoàn tác", saved).sees("Đã hoàn tác\nBuổi 17/06/2024")


def test_the_usual_answer_is_not_longer_when_there_is_nothing_to_ask(land):
    step(land, date(2024, 6, 30))  # too far ahead
    step(land, None, "lúc nào đó")
    step(land, MONDAY, who=land.minh)
    step(land, MONDAY, firm=land.other)
    land.lan.says("/tham Huy Hoàng; đồng ý").sees("✓ Đã ghi").sees_no("xong chưa")
    assert land.lan.labels == ["Hoàn tác"]


def test_after_a_guided_visit_with_several_promises(land):
    first, second = step(land, date(2024, 6, 12)), step(land, MONDAY, "gửi danh sách")
    lan = land.lan.says("/tham Huy Hoàng").presses("Ghi luôn").presses("Ghi")
    lan.sees("việc nào xong rồi?", "[✓ trình hồ sơ (hạn thứ Tư 12/06)]", "[✓ gửi danh sách", "[Chưa]")
    lan.presses("gửi danh sách").sees("✓ Đã xong:", "gửi danh sách")
    assert (kept(land, first).closed_at, kept(land, second).closed_as) == (None, "done")


def test_in_a_group_nothing_is_asked_after_a_visit(land):
    now = land.clock.now()
    land.add(
        BoundChat(channel=land.channel, chat_id="-500", unit_id=land.one.id, at=time(8),
                  bound_by_id=land.boss.person_id, bound_at=now, starts_at=now)
    )  # fmt: skip
    step(land, MONDAY)
    land.lan.in_group().says("/tham Huy Hoàng; đồng ý").sees("✓ Đã ghi").sees_no("hồ sơ")
    assert len(land.read(select(Visit))) == 1
    assert land.read(select(Outbox).where(Outbox.rule == "handed")) == []


# --- what nobody should meet ----------------------------------------------------------------------------------------


def test_a_page_of_the_units_list_that_is_no_more(land):
    for number in range(10):
        step(land, date(2024, 6, 3), f"việc {number}")
    land.boss.says("/viec tổ").presses("Trang sau").sees("trang 2/2", "việc 8")
    land.boss.presses("Trang trước")
    first = land.boss.answers[0]
    with land.session() as session, session.begin():
        for row in session.exec(select(NextStep).limit(3)):
            row.closed_at, row.closed_as = land.clock.now(), "done"
    land.boss.presses("Trang sau", first).sees("7 việc quá hạn", "việc 9").sees_no("trang")


def test_a_unit_without_the_rule_has_nothing_overdue(land):
    step(land, date(2024, 6, 3))
    land.add(RuleSetting(rule="next_step", unit_id=land.one.id, enabled=False, changed_by_id=land.boss.person_id,
                         changed_at=land.clock.now()))  # fmt: skip
    land.boss.says("/viec tổ").sees("không có việc nào quá hạn")


def test_a_verb_alone_with_nothing_to_do(land):
    for verb in ("xong", "để sau", "giao", "đổi hạn", "vướng"):
        land.lan.says(f"/viec {verb}").sees("không có việc nào đang chờ").sees_no("khớp")


def test_what_comes_back_is_not_silent_for_what_was_put_off_before(land):
    step(land, MONDAY)
    land.lan.says("/viec").says("/viec để sau 1 30/7").says("/viec giao 1 Minh").presses("Giao việc")
    land.minh.says("/viec").says("/viec giao 1 Lan").presses("Giao việc")
    assert land.read(select(Postponed)) == []


def test_whoever_has_gone_to_another_unit_opens_nothing_again_there_and_reads_no_words(land):
    number = step(land, date(2024, 6, 12), "gặp riêng chủ doanh nghiệp")
    land.boss.says("/viec tổ").presses("1. Huy Hoàng").presses("Xong").sees("gặp riêng")
    change(land, land.boss, unit_id=land.two.id)
    land.boss.says("/sua").sees("[Đã xong: ").sees_no("gặp riêng")
    land.boss.says("/hoantac").sees("Công ty TNHH Huy Hoàng").sees_no("gặp riêng")
    land.boss.presses("Hoàn tác").sees("không còn").sees_no("Đã hoàn tác")
    assert kept(land, number).closed_as == "done"
