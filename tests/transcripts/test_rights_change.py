"""Rights may change between a button and its pressing, a day between a preview and its saving, a name in between."""

from datetime import date, datetime, time

import pytest
from sqlmodel import select

from models import BoundChat, Enterprise, Entry, Person, Unit, Visit
from tests.conversation import ZONE
from tests.transcripts.test_visits import add_enterprise


@pytest.fixture
def land(house):
    house.top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.top)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.top)
    house.firm = add_enterprise(house, "Công ty TNHH Huy Hoàng", house.one)
    house.lan = house.person("Trần Thị Lan", "member", house.one)
    house.admin = house.person("Quản Trị", "admin", None)
    return house


def change(house, chat, **facts):
    with house.session() as session, session.begin():
        person = session.get(Person, chat.person_id)
        for name, value in facts.items():
            setattr(person, name, value)


def bind(house, unit, chat="-500"):
    now = house.clock.now()
    house.add(
        BoundChat(channel=house.channel, chat_id=chat, unit_id=unit.id, at=time(8), bound_by_id=house.admin.person_id,
                  bound_at=now, starts_at=now)
    )  # fmt: skip


def counted(house):
    return house.read(select(Visit).where(Visit.withdrawn_at.is_(None)))


def test_a_member_who_may_only_read_by_now_undoes_nothing(land):
    land.lan.says("/tham Huy Hoàng; đồng ý")
    change(land, land.lan, role="viewer")
    land.lan.presses("Hoàn tác").sees("chỉ để xem")
    assert len(counted(land)) == 1


def test_a_draft_goes_no_further_without_the_role(land):
    land.lan.says("/tham Huy Hoàng").sees("[Ghi luôn]")
    change(land, land.lan, role="viewer")
    land.lan.presses("Ghi luôn").sees("chỉ để xem")
    land.lan.says("đồng ý").sees("chỉ để xem")
    change(land, land.lan, left_at=land.clock.now())
    land.lan.says("đồng ý").sees("chỉ phục vụ người được mời").sees_no("Huy Hoàng")
    land.lan.presses("Ghi luôn").sees_no("Huy Hoàng")
    assert counted(land) == []


@pytest.mark.only_on("telegram", "earlier messages")
def test_buttons_of_lists_ask_for_the_role_again(land):
    boss = land.person("Sếp", "admin", land.top)
    boss.says("/donvi")
    tree = boss.answers[0]
    boss.says("/moi")
    people = boss.answers[0]
    change(land, boss, role="viewer")
    boss.presses("Thêm đơn vị", tree).sees("dành cho quản trị viên")
    boss.presses("Trần Thị Lan", people).sees("dành cho quản trị viên").sees_no("Lan")


def test_in_the_group_of_another_unit_nothing_is_logged_or_taken_back(land):
    bind(land, land.two)
    land.lan.says("/tham Huy Hoàng; đồng ý")
    here = land.lan.in_group()
    here.says("/tham Huy Hoàng; từ chối").sees("chat riêng").sees_no("✓")
    here.says("/hoantac").sees("chat riêng").sees_no("Huy Hoàng")
    assert [visit.outcome for visit in counted(land)] == ["agreed"]


def test_a_button_in_a_group_that_is_bound_no_more(land):
    bind(land, land.top)
    here = land.lan.in_group().says("/tham Huy Hoàng; đồng ý")
    land.admin.in_group().says("/gan tat").presses("Tắt")
    here.presses("Hoàn tác").sees_no("Huy Hoàng")
    assert len(counted(land)) == 1


def test_a_group_preview_says_nothing_that_was_typed_freely(land):
    bind(land, land.top)
    line = "/tham Huy Hoàng; gặp chị Hoa; đi cùng Minh; đồng ý; hẹn 15/7 gặp Kín; chuyện mật"
    here = land.lan.in_group().says(line)
    here.says(line).sees("đã ghi một buổi", "Kết quả: đồng ý").sees_no("Hoa", "Minh", "Kín", "mật")


def test_the_day_is_meant_when_the_entry_begins(land):
    land.clock.set(datetime(2024, 6, 17, 23, 59, tzinfo=ZONE))
    land.lan.says("/tham Huy Hoàng").presses("Ghi luôn").sees("hôm nay 17/06")
    land.clock.set(datetime(2024, 6, 18, 0, 1, tzinfo=ZONE))
    land.lan.presses("Ghi")
    assert counted(land)[0].visited_on == date(2024, 6, 17)


def test_a_correction_stays_with_the_unit_that_logged_it(land):
    land.lan.says("/tham Huy Hoàng; đồng ý")
    change(land, land.lan, unit_id=land.two.id)
    land.lan.says("/sua từ chối").presses("Ghi")
    (visit,) = counted(land)
    assert (visit.outcome, visit.unit_id) == ("refused", land.one.id)


def test_a_draft_follows_an_enterprise_that_is_merged_meanwhile(land):
    other = add_enterprise(land, "Công ty CP Thiên Phú", land.one)
    land.lan.says("/tham Huy Hoàng").presses("Ghi luôn")
    with land.session() as session, session.begin():
        session.get(Enterprise, land.firm.id).merged_into_id = other.id
    land.lan.presses("Ghi").sees("✓ Đã ghi: Công ty CP Thiên Phú")
    assert counted(land)[0].enterprise_id == other.id


def test_a_day_said_without_its_year_that_is_long_past_is_shown_first(land):
    land.lan.says("/tham Huy Hoàng; 18/6; đồng ý").sees("18/06/2023", "[Ghi]")
    assert counted(land) == []


def test_words_instead_of_buttons(land):
    lan = land.lan.says("/tham Huy Hoàng").says("đồng ý").sees("Đã gặp ai?").sees_no("Gặp: đồng ý")
    lan.says("bỏ qua").sees("vướng mắc gì?").says("xong").says("bỏ qua").says("không có")
    lan.sees("Kết quả: đồng ý", "[Ghi]").sees_no("Vướng", "Hẹn", "Gặp")
    lan.presses("Sửa").presses("Ghi chú").says("thôi").sees("chưa ghi gì")
    assert counted(land) == []


def test_a_name_that_is_none_is_not_offered_to_be_added(land):
    for name in ("_", "🎉", "a" * 300):
        land.lan.says(f"/tham {name}; đồng ý").sees_no("+ Thêm").says("/huy")


def test_an_entry_that_another_has_replaced_does_not_bar_the_way(land):
    """What somebody else has replaced cannot be undone by its author; what the author entered before, can."""
    lead = land.person("Trưởng", "lead", land.top)
    lead.says("/tham Huy Hoàng; đồng ý")
    lead.says("/ketqua kết nạp; 10; DU-HN; 1/1/2024-30/4/2024").presses("Ghi")
    land.admin.says("/ketqua kết nạp; 20; DU-HN; 1/1/2024-30/4/2024").presses("Ghi")
    lead.says("/hoantac").sees("Huy Hoàng")
    land.admin.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    lead.says("/hoantac").sees("kết nạp")
    assert len(land.read(select(Entry).where(Entry.undone_at.is_(None)))) == 2


def test_targets_and_figures_are_not_written_for_a_unit_closed_meanwhile(land):
    land.admin.says("/chitieu kết nạp; 2024; 5; DCT-2")
    with land.session() as session, session.begin():
        session.get(Unit, land.two.id).valid_to = date(2024, 6, 17)
    land.admin.presses("Ghi").sees("đơn vị").sees_no("✓")


def test_a_group_bound_to_another_unit_forgets_what_it_was_about(land):
    """A draft begun under one committee is not shown, nor written, in the group of another."""
    bind(land, land.top)
    other = land.unit("TU-LS", "Thành ủy Lạng Sơn", "committee")
    add_enterprise(land, "Công ty CP Việt Bắc 1", land.one)
    add_enterprise(land, "Công ty CP Việt Bắc 2", land.one)
    here = land.lan.in_group().says("/tham Việt Bắc; đồng ý").sees("[Công ty CP Việt Bắc 1]")
    land.admin.in_group().says(f"/gan {other.code}").presses("Gắn")
    here.presses("Công ty CP Việt Bắc 1").sees_stale()
    assert counted(land) == []
