"""/sua, /hoantac, /huy: correcting and taking back, never silently."""

from datetime import date, time

import pytest
from sqlmodel import select

from models import AuditLog, BoundChat, Candidate, Entry, Person, Visit
from tests.candidates import add_candidate
from tests.transcripts.test_visits import add_enterprise


@pytest.fixture
def lan(house):
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    group = house.unit("DCT-1", "Đoàn công tác số 1", under=top)
    add_enterprise(house, "Công ty TNHH Huy Hoàng", group)
    add_enterprise(house, "Công ty CP Thiên Phú", group)
    house.group = group
    return house.person("Trần Thị Lan", "member", group)


def visits(house):
    return house.read(select(Visit).order_by(Visit.id))


def test_correct_a_recent_visit(house, lan):
    lan.says("/tham Huy Hoàng; gặp HR; đồng ý").says("/tham Thiên Phú; từ chối")
    lan.says("/sua").sees("Chọn mục cần sửa", "[Buổi 17/06/2024: Công ty TNHH Huy Hoàng]")
    lan.presses("Buổi 17/06/2024: Công ty TNHH Huy Hoàng").sees("Gặp: GĐ nhân sự", "[Sửa] [Hoàn tác]", "[Giữ nguyên]")
    lan.presses("Sửa").sees("Công ty TNHH Huy Hoàng – hôm nay", "Kết quả: đồng ý", "[Ghi]").sees_no("đã ghi một buổi")
    lan.presses("Sửa").presses("Kết quả").presses("Quan tâm").sees("Kết quả: quan tâm")
    lan.presses("Ghi").sees("Đã sửa. Mục cũ vẫn lưu, đánh dấu đã rút.", "✓ Đã ghi: Công ty TNHH Huy Hoàng")
    old, other, new = visits(house)
    assert old.withdrawn_at is not None
    assert (new.corrects_id, new.outcome, new.withdrawn_at) == (old.id, "interested", None)
    assert other.withdrawn_at is None


def test_correct_the_last_visit_in_one_line(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý")
    lan.says("/sua hôm qua; từ chối").sees("hôm qua 16/06", "Kết quả: từ chối").presses("Ghi")
    _, new = visits(house)
    assert (new.visited_on, new.outcome) == (date(2024, 6, 16), "refused")


def test_undo_asks_and_leaves_a_trace(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý")
    lan.says("/hoantac").sees("Buổi 17/06/2024: Công ty TNHH Huy Hoàng", "Ghi lúc 09:00 17/06/2024", "[Hoàn tác]")
    assert visits(house)[0].withdrawn_at is None
    lan.presses("Giữ nguyên").sees("Đã giữ nguyên.")
    lan.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    assert visits(house)[0].withdrawn_at is not None
    assert [(row.act, row.subject) for row in house.read(select(AuditLog).order_by(AuditLog.id))] == [
        ("enter", "visit"),
        ("withdraw", "visit"),
        ("undo", "visit"),
    ]
    lan.says("/hoantac").sees("Chưa có mục nào để sửa")


def test_undo_goes_back_one_by_one(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý").says("/tham Thiên Phú; từ chối")
    lan.says("/hoantac").sees("Thiên Phú").presses("Hoàn tác")
    lan.says("/hoantac").sees("Huy Hoàng").presses("Hoàn tác")
    assert all(visit.withdrawn_at for visit in visits(house))


def test_nobody_undoes_what_another_entered(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý")
    undo = lan.answers[0]
    minh = house.person("Lê Văn Minh", "member", house.group)
    minh.cannot_press("Hoàn tác", undo)
    minh.says("/hoantac").sees("Chưa có mục nào để sửa")
    assert visits(house)[0].withdrawn_at is None


def test_an_entry_corrected_meanwhile_cannot_be_undone_twice(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý").says("/sua")
    listed = lan.answers[0]
    lan.presses("Buổi 17/06").presses("Hoàn tác").sees("Đã hoàn tác")
    lan.cannot_press("Buổi 17/06", listed)
    assert len(house.read(select(Entry).where(Entry.undone_at.is_not(None)))) == 1


@pytest.mark.only_on("telegram", "edits")
def test_editing_a_message_does_not_log_twice(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý")
    lan.does("edited", text="/tham Huy Hoàng; từ chối").sees("Bot không đọc lại tin đã sửa", "/sua")
    assert len(visits(house)) == 1


def test_in_a_group_correcting_leads_to_the_private_chat(house, lan):
    now = house.clock.now()
    house.add(
        BoundChat(channel=house.channel, chat_id="-500", unit_id=house.group.id, at=time(8), bound_by_id=lan.person_id,
                  bound_at=now, starts_at=now)
    )  # fmt: skip
    lan.says("/tham Huy Hoàng; đi cùng Minh; đồng ý; anh Hoa vui vẻ")
    lan.in_group().says("/sua").sees("trong chat riêng", "[Mở chat riêng]")
    lan.in_group().says("/hoantac").sees("Huy Hoàng", "[Hoàn tác]").sees_no("Hoa", "Minh")
    house.outsider().in_group().says("/hoantac").sees("chỉ để xem")


def test_refusals(house, lan):
    viewer = house.person("Người Xem", "viewer", house.group)
    viewer.says("/sua").sees("chỉ để xem")
    viewer.says("/hoantac").sees("chỉ để xem")
    viewer.says("/huy").sees("Không có nội dung đang nhập")
    lan.says("/sua").sees("Chưa có mục nào để sửa")
    lan.says("/sua đồng ý").sees("Chưa có mục nào để sửa")
    house.outsider().says("/huy").sees("chỉ phục vụ người được mời")


def test_in_english(house, lan):
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).language = "en"
    lan.says("/visit Huy Hoàng; agreed").says("/undo").sees("Visit: Công ty TNHH Huy Hoàng", "[Undo]")
    lan.says("/edit").sees("Choose one to correct").says("/cancel").sees("There is no draft here")


def test_a_restart_while_correcting(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý").says("/sua").presses("Buổi 17/06").presses("Sửa")
    house.restart()
    lan.presses("Ghi").sees("Đã sửa")
    assert [visit.withdrawn_at is None for visit in visits(house)] == [False, True]


def test_after_a_correction_the_list_goes_on_with_the_new_entry(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý").says("/sua").presses("Buổi").presses("Sửa").presses("Ghi")
    lan.says("/sua").sees("Huy Hoàng")
    assert len([label for label in lan.labels if "Huy Hoàng" in label]) == 1
    lan.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    assert [visit.withdrawn_at is None for visit in visits(house)] == [True, False], "what was corrected counts again"
    lan.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    lan.says("/sua").sees("Chưa có mục nào")
    assert all(visit.withdrawn_at for visit in visits(house))


def test_what_is_not_theirs_to_know_any_more_does_not_hide_the_other_entries(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý")
    candidate = add_candidate(house, house.group, lan.person_id, steps=9)
    lan.says("/hen UV-0001; lễ kết nạp 20/6").presses("Ghi").says("/sua").sees(
        "[Lễ kết nạp UV-0001", "[Buổi 17/06/2024"
    )
    two = house.unit("DCT-2", "Đoàn công tác số 2")
    with house.session() as session, session.begin():
        session.get_one(Person, lan.person_id).unit_id = two.id
    lan.says("/sua").sees("[Buổi 17/06/2024").sees_no("Lễ kết nạp")
    with house.session() as session, session.begin():
        session.get_one(Person, lan.person_id).unit_id = house.group.id
        session.get_one(Candidate, candidate).anonymised_at = house.clock.now()
    lan.says("/sua").sees("[Buổi 17/06/2024").sees_no("Lễ kết nạp")
