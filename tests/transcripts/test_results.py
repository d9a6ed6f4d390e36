"""/ketqua: figures are checked against what is there, shown, and written; by leads, each within their scope."""

from datetime import date

import pytest
from sqlmodel import select

from models import BoundChat, FigurePart, OpeningFigure, Person, Target


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
    lead.says(LINE).sees("Trước đây đã báo cáo đúng số này").sees_no("⚠").presses("Thôi")
    lead.says("/hoantac").presses("Hoàn tác")
    assert [row.count for row in counted(world)] == [50]


def test_any_other_overlap_is_refused_by_name(world, lead):
    lead.says("/ketqua kết nạp; 50; DU-HN; 1/1/2024-31/3/2024").presses("Ghi")
    lead.says("/ketqua kết nạp; 9; DU-HN; 31/3/2024-30/4/2024").sees("50", "01/01/2024", "31/03/2024", "trùng")
    lead.says("/ketqua kết nạp; 9; DU-HN; 1/4/2024-30/4/2024").presses("Ghi")
    lead.says("/ketqua kết nạp; 90; DU-HN; 1/1/2024-30/4/2024").sees("9", "trùng")
    assert sorted(row.count for row in counted(world)) == [9, 50]


@pytest.mark.only_on("telegram", "earlier messages")
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
        ("đảng viên; 1461; DU-HN; 18/6/2024", "18/06/2024"),
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
    lead.presses("Ghi", shown).cannot_press("Ghi", shown)
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
            channel=world.channel, chat_id="-5", unit_id=world.du.id, bound_by_id=lead.person_id, bound_at=now,
            starts_at=now,
        )
    )  # fmt: skip
    one, two = lead.in_group("-5"), world.person("Hai", "lead", world.du).in_group("-5")
    one.says(LINE)
    [shown] = one.answers
    two.says("/ketqua thăm; 3; DCT-1; 2024").cannot_press("Ghi", shown, "người đã hỏi")
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


def parts(house):
    return house.read(select(FigurePart).order_by(FigurePart.id))


def test_a_stock_is_reported_for_one_day(world, lead):
    """A day is that day; a period means its last one, as far as it has come."""
    for said, day in (
        ("17/3/2024", date(2024, 3, 17)),
        ("1/1/2024-29/2/2024", date(2024, 2, 29)),
        ("quý I/2024", date(2024, 3, 31)),
        ("2024", date(2024, 6, 17)),
        ("hôm qua", date(2024, 6, 16)),
    ):
        lead.says(f"/ketqua doanh nghiệp; 273; DU-HN; {said}").sees("Số doanh nghiệp: 273", f"Tại ngày {day:%d/%m/%Y}")
        lead.presses("Ghi").sees("273", f"ngày {day:%d/%m/%Y}")
        row = max(counted(world), key=lambda figure: figure.id)
        assert (row.indicator, row.starts, row.ends, row.count) == ("enterprises", day, day, 273)


def test_a_stock_of_the_same_day_is_replaced_and_of_another_stays(world, lead):
    for number, day in ((270, "1/3/2024"), (273, "17/3/2024"), (274, "17/3/2024")):
        lead.says(f"/ketqua doanh nghiệp; {number}; DU-HN; {day}").presses("Ghi")
    assert [row.count for row in counted(world)] == [270, 274]
    lead.says("/tiendo DU-HN; doanh nghiệp").sees("Số doanh nghiệp, 17/06/2024\n274 · báo cáo ngày 17/03/2024")
    lead.says("/hoantac").presses("Hoàn tác")
    assert [row.count for row in counted(world)] == [270, 273]


def test_a_stock_by_question_and_answer(world, lead):
    lead.says("/ketqua").presses("Số doanh nghiệp").presses("Đảng ủy các KCN").sees("Tại ngày nào?", "31/05/2024")
    lead.says("18/6/2024").sees("18/06/2024", "chưa đến").says("16/6").says("273").presses("Bỏ qua").presses("Bỏ qua")
    lead.presses("Ghi")
    assert [(row.count, row.ends) for row in counted(world)] == [(273, date(2024, 6, 16))]


def test_what_nobody_has_reported_is_not_none(world, lead):
    lead.says("/tiendo DU-HN; đảng viên").sees("Chưa có số liệu", "/ketqua đảng viên; SỐ; DU-HN; 17/06/2024")


def test_parts_are_shown_kept_and_said(world, lead):
    lead.says("/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024; trong đó doanh nghiệp 60 (75,95%), học sinh 4")
    lead.sees("Trong đó: doanh nghiệp 60 (75,95%), học sinh sinh viên 4").presses("Ghi")
    assert [(row.part, row.count, row.apart) for row in parts(world)] == [
        ("enterprise", 60, False), ("student", 4, False),
    ]  # fmt: skip
    lead.says("/tiendo DU-HN; kết nạp").sees("Trong đó doanh nghiệp 60 = 75,9%; học sinh sinh viên 4 = 5,1%")
    lead.sees_no("báo cáo ghi")
    lead.says("/tiendo DU-HN").sees_no("Trong đó")


WRONG_PARTS = [
    ("trong đó học sinh", "học sinh"),
    ("trong đó doanh nghiệp 80", "80"),
    ("trong đó doanh nghiệp 60, công chức 20", "80"),
    ("trong đó doanh nghiệp 60, quản lý 61", "61"),
    ("trong đó học sinh 2, học sinh 3", "học sinh"),
    ("trong đó doanh nghiệp -2", "-2"),
    ("trong đó doanh nghiệp 6,5", "6,5"),
    ("trong đó doanh nghiệp 60 (7,5.1%)", "7,5.1"),
    ("trong đó Trần Văn Bình 1", "không ghi tên người"),
    ("trong đó", "trong đó"),
]


def test_wrong_parts_are_named_and_nothing_is_written(world, lead):
    for told, said in WRONG_PARTS:
        lead.says(f"/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024; {told}").sees(said)
        assert "Ghi" not in lead.labels, told
    assert counted(world) == []


def test_words_of_ones_own_are_sealed_and_said_in_private_alone(world, lead):
    lead.says("/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024; trong đó dân tộc Tày 12; riêng tại Khối trường 7")
    lead.sees("dân tộc Tày 12", "Tính riêng: Khối trường 7").presses("Ghi")
    assert all("Khối".encode() not in row.name_sealed for row in parts(world))
    lead.says("/tiendo DU-HN; kết nạp").sees("dân tộc Tày 12", "Báo cáo riêng: Khối trường 7")
    bind(world, lead)
    lead.in_group("-5").says("/tiendo DU-HN; kết nạp").sees("Báo cáo riêng: mục khác 7").sees_no("Tày", "Khối trường")


def test_parts_of_people_are_entered_in_private(world, lead):
    bind(world, lead)
    lead.in_group("-5").says(LINE + "; trong đó học sinh 4").sees("riêng").sees_no("[Ghi]")


def test_parts_may_follow_under_the_preview_or_by_button(world, lead):
    lead.says(LINE).says("trong đó học sinh 4").sees("học sinh sinh viên 4")
    lead.presses("Sửa").presses("Trong đó").sees("Trong đó có những ai?").says("học sinh 5, khác 6").presses("Ghi")
    assert [(row.part, row.count) for row in parts(world)] == [("student", 5), ("other", 6)]


def test_parts_of_figures_reported_before_count_nothing(world, lead):
    lead.says("/ketqua kết nạp; 400; DU-HN; 1/1/2022-31/12/2023").presses("Ghi")
    lead.says(LINE).presses("Ghi")
    lead.says("/ketqua kết nạp; 480; DU-HN; 1/1/2022-17/6/2024; trong đó học sinh 9").sees("479", "480")
    assert "Ghi" not in lead.labels
    lead.says("/ketqua kết nạp; 479; DU-HN; 1/1/2022-17/6/2024; trong đó học sinh 9").sees("không cộng lại").presses(
        "Ghi"
    )
    lead.says("/tiendo DU-HN; kết nạp; 1/1/2022-17/6/2024").sees("479", "học sinh sinh viên 9 = 1,9%")
    lead.says("/tiendo DU-HN; 2024").sees("79/140").sees_no("học sinh")
    lead.says("/hoantac").presses("Hoàn tác")
    lead.says("/tiendo DU-HN; kết nạp; 1/1/2022-17/6/2024").sees("479").sees_no("học sinh")


@pytest.mark.only_on("telegram", "earlier messages")
def test_parts_go_when_what_they_sum_up_has_gone(world, lead):
    lead.says("/ketqua kết nạp; 400; DU-HN; 1/1/2022-31/12/2023").presses("Ghi")
    lead.says(LINE).presses("Ghi")
    [saved] = lead.answers
    lead.says("/ketqua kết nạp; 479; DU-HN; 1/1/2022-17/6/2024; trong đó doanh nghiệp 450").presses("Ghi")
    lead.presses("Hoàn tác", saved)
    lead.says("/tiendo DU-HN; kết nạp; 1/1/2022-17/6/2024").sees("400").sees_no("450")


CLASSES = "/ketqua lớp nhận thức; 8 lớp, 787 học viên; DU-HN; 1/1/2024-17/6/2024"


def test_learners_by_sex_are_no_kind_of_class(world, lead):
    lead.says("/ketqua học viên; 10; trong đó nữ 4, nam 6; DU-HN; 1/1/2024-17/6/2024").presses("Ghi")
    lead.says("/lop").sees("[+ Mở lớp]")
    lead.says("/tiendo DU-HN; học viên").sees("10 · chưa giao").sees_no("nữ")


@pytest.mark.only_on("telegram", "earlier messages")
def test_a_kind_of_class_stands_beside_the_others(world, lead):
    lead.says(CLASSES + "; riêng tại Công ty A 2 lớp, 194 học viên").sees("Lớp bồi dưỡng: 8", "Học viên: 787")
    lead.presses("Ghi").says("/ketqua lớp đảng viên mới; 8 lớp / 619 học viên; DU-HN; 1/1/2024-17/6/2024")
    lead.sees("Lớp bồi dưỡng: 16", "Học viên: 1.406").presses("Ghi")
    lead.says("/tiendo DU-HN; lớp").sees(
        "16 · chưa giao", "Lớp nhận thức về Đảng: 08 lớp / 787 học viên", "Lớp đảng viên mới: 08 lớp / 619 học viên",
        "Riêng tại Công ty A: 02 lớp / 194 học viên",
    )  # fmt: skip
    lead.presses("Hoàn tác", lead.all[-2]).says("/tiendo DU-HN; học viên").sees("787 · chưa giao").sees_no("619")
    assert sorted(row.count for row in counted(world)) == [8, 787]


def test_all_kinds_of_classes_in_one_line(world, lead):
    lead.says(
        "/ketqua lớp; 16; DU-HN; 1/1/2024-17/6/2024; "
        "trong đó lớp nhận thức 8 lớp, 787 học viên, lớp đảng viên mới 8 lớp, 619 học viên"
    ).presses("Ghi")
    assert {row.indicator: row.count for row in counted(world)} == {"classes_held": 16, "class_learners": 1406}


def test_the_same_kind_again_replaces_it_alone(world, lead):
    lead.says(CLASSES).presses("Ghi").says("/ketqua lớp đảng viên mới; 1 lớp, 60 học viên; DU-HN; 1/1/2024-17/6/2024")
    lead.presses("Ghi").says(CLASSES.replace("8 lớp, 787", "9 lớp, 900")).sees("9 (đến", "→ 10").presses("Ghi")
    assert {row.indicator: row.count for row in counted(world)} == {"classes_held": 10, "class_learners": 960}


def test_in_a_group_no_place_is_said_that_somebody_wrote(world, lead):
    lead.says(CLASSES + "; riêng tại nhà ông Bình 2 lớp, 194 học viên").presses("Ghi")
    bind(world, lead)
    lead.in_group("-5").says("/tiendo DU-HN; lớp").sees("08 lớp / 787", "02 lớp / 194").sees_no("Bình")
    lead.in_group("-5").says(CLASSES + "; riêng tại Công ty A 2 lớp, 5 học viên").sees("riêng").sees_no("[Ghi]")


def bind(world, lead):
    now = world.clock.now()
    world.add(
        BoundChat(
            channel=world.channel, chat_id="-5", unit_id=world.du.id, bound_by_id=lead.person_id, bound_at=now,
            starts_at=now,
        )
    )  # fmt: skip
