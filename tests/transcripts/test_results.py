"""/ketqua: figures are checked against what is there, shown, and written; by leads, each within their scope."""

from datetime import date

import pytest
from sqlmodel import select

from models import BoundChat, OpeningFigure, Person, Target


@pytest.fixture
def world(house):
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.dct = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.unit("XA", "Đảng ủy xã", "committee")
    return house


@pytest.fixture
def lead(world):
    person = world.person("Trần Trưởng Đoàn", "lead", world.du)
    target(world, person, 140)
    return person


def target(world, person, value, starts=date(2024, 1, 1), ends=date(2024, 12, 31), kind="year"):
    world.add(
        Target(
            indicator="members_admitted", unit_id=world.du.id, period_kind=kind, starts=starts, ends=ends,
            kind="exact", value=value, entered_by_id=person.person_id, entered_at=world.clock.now(),
        )
    )  # fmt: skip


def counted(house):
    return house.read(select(OpeningFigure).where(OpeningFigure.withdrawn_at.is_(None)))


LINE = "/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024; 56,4%"


def test_one_line_shows_where_it_puts_the_target(world, lead):
    lead.says(LINE + "; nguồn báo cáo tháng 6").sees("79/140 = 56,4%", "khớp", "báo cáo tháng 6")
    assert counted(world) == []
    lead.presses("Ghi").sees("Đã ghi")
    [row] = counted(world)
    assert (row.indicator, row.count, row.starts, row.ends) == (
        "members_admitted", 79, date(2024, 1, 1), date(2024, 6, 17),
    )  # fmt: skip
    assert (str(row.published_percent.normalize()), row.published_digits) == ("56.4", 1)


def test_a_percentage_that_does_not_fit_is_said_and_kept(world, lead):
    """Both numbers stay: the computed one, and what the report says, here and in the progress."""
    lead.says("/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024; 56,5%").sees("56,5%", "56,4%", "Lưu cả hai số")
    lead.presses("Ghi")
    lead.says("/tiendo").sees("79/140 = 56,4% (báo cáo ghi 56,5%)")


def test_a_percentage_belongs_to_the_shortest_target_that_contains_its_days(world, lead):
    target(world, lead, 1000, date(2020, 1, 1), date(2025, 12, 31), "term")
    lead.says(LINE).sees("79/140", "khớp").presses("Ghi")
    lead.says("/tiendo").sees("79/140", "79/1.000").sees_no("báo cáo ghi")


def test_the_same_start_replaces(world, lead):
    lead.says("/ketqua kết nạp; 50; DU-HN; 1/1/2024-31/3/2024").presses("Ghi")
    lead.says(LINE).sees("Thay số đã báo cáo", "50 (đến 31/03/2024) → 79", "79/140").presses("Ghi")
    assert [row.count for row in counted(world)] == [79]
    lead.presses("Hoàn tác")
    assert [row.count for row in counted(world)] == [50]


def test_any_other_overlap_is_refused_by_name(world, lead):
    lead.says("/ketqua kết nạp; 50; DU-HN; 1/1/2024-31/3/2024").presses("Ghi")
    lead.says("/ketqua kết nạp; 9; DU-HN; 31/3/2024-30/4/2024").sees("50", "01/01/2024", "31/03/2024", "trùng")
    lead.says("/ketqua kết nạp; 9; DU-HN; 1/4/2024-30/4/2024").presses("Ghi")
    lead.says("/ketqua kết nạp; 90; DU-HN; 1/1/2024-30/4/2024").sees("9", "trùng")
    assert sorted(row.count for row in counted(world)) == [9, 50]


def test_an_undo_that_would_overlap_is_refused(world, lead):
    """A shorter figure had replaced a longer one; meanwhile the days beyond it have been reported."""
    lead.says("/ketqua kết nạp; 50; DU-HN; 1/1/2024-31/3/2024").presses("Ghi")
    lead.says("/ketqua kết nạp; 20; DU-HN; 1/1/2024-31/1/2024").presses("Ghi")
    [saved] = lead.answers
    lead.says("/ketqua kết nạp; 30; DU-HN; 1/2/2024-31/3/2024").presses("Ghi")
    lead.presses("Hoàn tác", saved).sees("trùng")
    assert sorted(row.count for row in counted(world)) == [20, 30]


def test_a_period_still_running_is_taken_up_to_today(world, lead):
    lead.says("/ketqua kết nạp; 79; DU-HN; 2024").sees("Từ 01/01/2024 đến 17/06/2024").presses("Ghi")
    assert counted(world)[0].ends == date(2024, 6, 17)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kết nạp; 79; DU-HN; 1/1/2024-18/6/2024", "18/06/2024"),
        ("kết nạp; 79; DU-HN; 2025", "01/01/2025"),
        ("kết nạp; -1; DU-HN; 2024", "-1"),
        ("kết nạp; 7,5; DU-HN; 2024", "7,5"),
        ("kết nạp; 999999999999; DU-HN; 2024", "999999999999"),
        ("kết nạp; 79; XA; 2024", "XA"),
        ("kết nạp; 79; DU-HN; 17/6/2024-1/1/2024", "17/6/2024-1/1/2024"),
        ("đảng viên; 1461; DU-HN; 2024", "số hiện có"),
        ("xyz; 79; DU-HN; 2024", "xyz"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(world, lead, line, said):
    lead.says(f"/ketqua {line}").sees(said)
    assert "Ghi" not in lead.labels
    assert counted(world) == []


def test_guided_with_a_restart(world, lead):
    lead.says("/ketqua").presses("Kết nạp").presses("Đoàn công tác")
    world.restart()
    lead.presses("tháng 05/2024").says("nhiều").sees("nhiều").says("1.461").says("abc%").sees("abc%").presses("Bỏ qua")
    lead.says("x" * 501).sees("501", "tối đa 500").says("báo cáo tháng").sees(
        "1.461", "31/05/2024", "báo cáo tháng", "chưa giao chỉ tiêu"
    ).presses("Ghi")
    [row] = counted(world)
    assert (row.count, row.unit_id, row.ends) == (1461, world.dct.id, date(2024, 5, 31))


def test_a_button_pressed_twice(world, lead):
    lead.says(LINE)
    [shown] = lead.answers
    lead.presses("Ghi", shown).presses("Ghi", shown).sees_nothing()
    assert len(counted(world)) == 1


@pytest.mark.parametrize("role", ["viewer", "member"])
def test_only_leads(world, role):
    world.person("Ai", role, world.du).says(LINE).sees_no("79/140")
    assert counted(world) == []


def test_a_lead_reports_for_what_is_below_and_nothing_else(world, lead):
    below = world.person("Lê Tổ Trưởng", "lead", world.dct)
    below.says(LINE).sees("DU-HN").sees_no("140")
    below.says("/ketqua kết nạp; 5; DCT-1; 2024").presses("Ghi")
    lead.says("/ketqua kết nạp; 6; DCT-1; 2024").sees("5 (đến 17/06/2024) → 6")
    assert [row.count for row in counted(world)] == [5]


def test_outsiders_learn_nothing(world):
    world.outsider().says(LINE).sees_no("DU-HN", "KCN", "79")


def test_two_leads_in_one_group_at_once(world, lead):
    now = world.clock.now()
    world.add(
        BoundChat(
            channel="telegram", chat_id="-5", unit_id=world.du.id, bound_by_id=lead.person_id, bound_at=now,
            starts_at=now,
        )
    )  # fmt: skip
    one, two = lead.in_group("-5"), world.person("Hai", "lead", world.du).in_group("-5")
    one.says(LINE)
    [shown] = one.answers
    two.says("/ketqua thăm; 3; DCT-1; 2024").presses("Ghi", shown).sees_nothing()
    one.presses("Ghi", shown).sees_no("Trần", "Trưởng")
    two.presses("Ghi")
    assert {row.indicator for row in counted(world)} == {"members_admitted", "visits"}
    one.says("/ketqua").sees("riêng")


def test_english(world, lead):
    with world.session() as session, session.begin():
        session.get_one(Person, lead.person_id).language = "en"
    lead.says("/result admissions; 79; DU-HN; 1/1/2024-17/6/2024; 56.5%")
    lead.sees("79/140 = 56.4%", "56.5%", "Both are kept")
    lead.presses("Save").sees("Saved for")
    assert len(counted(world)) == 1
