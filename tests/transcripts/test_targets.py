"""/chitieu: targets are listed, set, replaced, withdrawn; by administrators, each within their scope."""

from datetime import date

import pytest
from sqlmodel import select

from models import BoundChat, Person, Target


@pytest.fixture
def world(house):
    du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.unit("DCT-1", "Đoàn công tác số 1", under=du)
    house.unit("XA", "Đảng ủy xã", "committee")
    return house


@pytest.fixture
def admin(world):
    return world.person("Trần Thị Quản", "admin", world.read(unit("DU-HN"))[0])


def unit(code):
    from models import Unit  # noqa: PLC0415

    return select(Unit).where(Unit.code == code)


def in_force(house):
    return house.read(select(Target).where(Target.withdrawn_at.is_(None)))


def bind(house, chat, code):
    now = house.clock.now()
    house.add(
        BoundChat(
            channel=house.channel, chat_id=chat, unit_id=house.read(unit(code))[0].id, bound_by_id=1, bound_at=now,
            starts_at=now,
        )
    )  # fmt: skip


LINE = "/chitieu kết nạp; 2024; 140; DU-HN; căn cứ KH 77-KH/TU; hạn 31/8/2024"


def test_one_line_is_shown_and_written_on_demand(world, admin):
    """Nothing is written before the preview has been confirmed."""
    admin.says(LINE).sees("Đảng ủy các KCN", "kết nạp đảng viên", "năm 2024", "140", "31/08/2024", "KH 77-KH/TU")
    assert in_force(world) == []
    admin.presses("Ghi").sees("Đã giao chỉ tiêu")
    [row] = in_force(world)
    assert (row.indicator, row.kind, row.value, row.deadline) == (
        "members_admitted", "exact", 140, date(2024, 8, 31),
    )  # fmt: skip
    assert (row.starts, row.ends, row.basis) == (date(2024, 1, 1), date(2024, 12, 31), "KH 77-KH/TU")


@pytest.mark.parametrize(
    ("said", "kind", "value", "to"),
    [("từ 14", "at_least", 14, None), ("trên 140", "more_than", 140, None), ("từ 2 đến 5", "range", 2, 5)],
)
def test_the_kinds(world, admin, said, kind, value, to):
    admin.says(f"/chitieu kết nạp; 2024; {said}; DU-HN").presses("Ghi")
    [row] = in_force(world)
    assert (row.kind, row.value, row.value_to) == (kind, value, to)


def test_the_same_again_says_what_it_replaces(world, admin):
    admin.says(LINE).presses("Ghi")
    admin.says("/chitieu kết nạp; 2024; 150; DU-HN").sees("Thay chỉ tiêu đang có: 140, hạn 31/08/2024 → 150")
    admin.presses("Ghi")
    [row] = in_force(world)
    assert row.value == 150
    assert len(world.read(select(Target))) == 2, "the earlier one stays on record"


def test_undo_brings_the_replaced_one_back(world, admin):
    admin.says(LINE).presses("Ghi")
    admin.says("/chitieu kết nạp; 2024; 150; DU-HN").presses("Ghi").presses("Hoàn tác")
    assert [row.value for row in in_force(world)] == [140]


def test_guided_and_a_restart_in_the_middle(world, admin):
    """Every question has its answer by button or by word; a new process goes on where the old one was."""
    admin.says("/chitieu").sees("Chưa có chỉ tiêu").presses("Giao chỉ tiêu").presses("Kết nạp").presses("Đảng ủy các")
    world.restart()
    admin.says("năm 2024").sees("bao nhiêu").says("abc").sees("abc").says("từ 14").presses("Bỏ qua")
    admin.says("x" * 501).sees("501", "tối đa 500").says("KH 5-KH/ĐU").sees("từ 14", "KH 5-KH/ĐU").presses("Ghi")
    [row] = in_force(world)
    assert (row.kind, row.value, row.basis) == ("at_least", 14, "KH 5-KH/ĐU")


def test_words_under_the_preview_change_it(world, admin):
    admin.says(LINE).says("từ 150").sees("từ 150").says("hạn 30/9/2024").sees("30/09/2024").presses("Ghi")
    assert [(row.value, row.deadline) for row in in_force(world)] == [(150, date(2024, 9, 30))]


def test_what_is_missing_is_asked_for(world, admin):
    admin.says("/chitieu kết nạp; 140").sees("Giao cho đơn vị nào").presses("Đoàn công tác").sees("Cho kỳ nào")
    admin.presses("năm 2024").presses("Ghi")
    assert len(in_force(world)) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kết nạm; 2024; 140; DU-HN", "kết nạm"),
        ("kết nạp; 2024; -5; DU-HN", "-5"),
        ("kết nạp; 2024; 99999999999; DU-HN", "99999999999"),
        ("kết nạp; 2024; từ 5 đến 2; DU-HN", "từ 5 đến 2"),
        ("kết nạp; 2024; 10% công đoàn; DU-HN", "10% công đoàn"),
        ("kết nạp; 2024; 140; DU-XX", "DU-XX"),
        ("kết nạp; 2024; 140; XA", "XA"),
        ("kết nạp; 2024; 140; DU-HN; hạn 31/8/2026", "31/08/2026"),
        ("kết nạp; 2024; 140; DU-HN; hạn 31/2/2024", "31/2/2024"),
        ("kết nạp; quý 7-2024; 140; DU-HN", "quý 7-2024"),
        ("số đảng viên; 2024; tăng 10%; DU-HN", "số hiện có"),
        ("kết nạp; 2024; 10% đảng viên; DU-HN", "không giao theo tỷ lệ"),
        ("số đảng viên; 2024; 10% đảng viên; DU-HN", "chính nó"),
        ("🙂🙂", "🙂🙂"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(world, admin, line, said):
    """The sentence holds the piece that is wrong; a unit out of scope is as unknown as one that is not there."""
    admin.says(f"/chitieu {line}").sees(said)
    assert not any(label.startswith("Ghi") for label in admin.labels)
    assert in_force(world) == []


def test_the_list_and_a_withdrawal_with_a_second_thought(world, admin):
    admin.says(LINE).presses("Ghi")
    admin.says("/chitieu kết nạp; 2024; 6; DCT-1").presses("Ghi")
    admin.says("/chitieu").sees("Đảng ủy các KCN\n· kết nạp đảng viên, năm 2024: 140 – hạn 31/08/2024", "số 1")
    admin.presses("Bỏ chỉ tiêu").presses("Đoàn công tác").sees("Bỏ chỉ tiêu này").presses("Giữ nguyên")
    assert len(in_force(world)) == 2
    admin.says("/chitieu bỏ kết nạp; 2024; DCT-1").presses("Bỏ").sees("Đã bỏ chỉ tiêu")
    assert [row.value for row in in_force(world)] == [140]
    admin.says("/chitieu bỏ kết nạp; 2024; DCT-1").sees("Đoàn công tác số 1", "không có chỉ tiêu")
    admin.says("/chitieu bỏ kết nạp; 2024").sees("/chitieu")


def test_a_button_pressed_twice_or_too_late(world, admin):
    """The first press counts; the second, and one on an earlier question, are stale."""
    admin.says(LINE)
    [shown] = admin.answers
    admin.presses("Ghi", shown).cannot_press("Ghi", shown)
    assert len(in_force(world)) == 1
    admin.says("/chitieu").presses("Giao")
    [first] = admin.answers
    admin.presses("Kết nạp").cannot_press("Buổi làm việc", first)
    admin.says("/chitieu bỏ kết nạp; 2024; DU-HN")
    [sure] = admin.answers
    admin.presses("Bỏ", sure).cannot_press("Bỏ", sure)


@pytest.mark.parametrize("role", ["viewer", "member", "lead"])
def test_only_administrators(world, role):
    world.person("Ai Đó", role, world.read(unit("DU-HN"))[0]).says(LINE).sees("quản trị").sees_no("140")
    assert in_force(world) == []


def test_an_administrator_who_is_no_more_cannot_finish(world, admin):
    """The role is asked again when the button is pressed."""
    admin.says(LINE)
    with world.session() as session, session.begin():
        session.get_one(Person, admin.person_id).role = "member"
    admin.presses("Ghi").sees("quản trị")
    assert in_force(world) == []


def test_outsiders_learn_nothing(world):
    world.outsider().says(LINE).sees("mời").sees_no("DU-HN", "140", "KCN")
    world.outsider().in_group("-9").says("/chitieu").sees_no("DU-HN", "140", "KCN")


def test_in_a_group_lines_work_and_questions_do_not(world, admin):
    """Two administrators at once: each has their own preview, and nobody presses another's button."""
    bind(world, "-5", "DU-HN")
    other = world.person("Lê Văn Hai", "admin", world.read(unit("DU-HN"))[0]).in_group("-5")
    one = admin.in_group("-5").says("/chitieu kết nạp; 2024; 140; DU-HN")
    [shown] = one.answers
    other.says("/chitieu thăm; 2024; 20; DU-HN").cannot_press("Ghi", shown, "người đã hỏi")
    assert in_force(world) == []
    one.presses("Ghi", shown).sees("Đã giao").sees_no("Quản", "Hai")
    other.presses("Ghi")
    assert {row.indicator for row in in_force(world)} == {"members_admitted", "visits"}
    one.says("/chitieu kết nạp; 2024; DU-HN").sees("riêng")
    one.says("/chitieu").presses("Giao").sees("riêng")


def test_in_a_group_of_another_unit_nothing_is_set(world, admin):
    """To write in a group, the group's unit and the person's own must both cover the unit."""
    bind(world, "-6", "XA")
    group = admin.in_group("-6")
    group.says("/chitieu kết nạp; 2024; 140; DU-HN").sees("DU-HN").sees_no("Ghi")
    group.says("/chitieu kết nạp; 2024; 140; XA").sees_no("[Ghi]")
    assert in_force(world) == []


def test_english(world, admin):
    with world.session() as session, session.begin():
        session.get_one(Person, admin.person_id).language = "en"
    admin.says("/target admissions; 2024; at least 14; DU-HN; basis Plan 7; deadline 31/8/2024")
    admin.sees(["members admitted", " "][0], "at least 14", "the year 2024", "Plan 7").presses("Save")
    admin.sees("Target saved")
    assert [row.kind for row in in_force(world)] == ["at_least"]


SHARE = "/chitieu doanh nghiệp có tổ chức đảng; 1/1/2023-31/12/2025; 10% doanh nghiệp; DU-HN"


def test_a_share_says_what_it_comes_to(world, admin):
    """10% of 273 are 27,3, rounded up to 28; both stocks are as of the day that is shown."""
    admin.says("/ketqua doanh nghiệp; 273; DU-HN; 17/3/2023").presses("Ghi")
    admin.says("/ketqua doanh nghiệp có tổ chức đảng; 5; DU-HN; 17/3/2023").presses("Ghi")
    admin.says(SHARE).sees("Mức: 10% doanh nghiệp", "Tính ra: 28 trên 273 doanh nghiệp (ngày 17/06/2024)").presses(
        "Ghi"
    )
    [row] = in_force(world)
    assert (row.kind, row.value, row.value_to, row.stock) == ("ratio", 10, None, "enterprises")
    admin.says("/chitieu").sees("doanh nghiệp có tổ chức đảng, 01/01/2023 – 31/12/2025: 10% doanh nghiệp")


PERCENTAGES = [
    ("doanh nghiệp có tổ chức đảng; 2024; 10%", "ratio", 10, None, "enterprises"),
    ("dn co tcd; 2024; ty le 2,50% tren tong so dn", "ratio", 25, 1, "enterprises"),
    ("kết nạp; 2024; tăng 10%", "growth", 10, None, "members"),
    ("kết nạp; tăng 7,5% so với số đảng viên đầu năm; 2024", "growth", 75, 1, "members"),
    ("công nhận chính thức; 2024; tăng 3%", "growth", 3, None, "members"),
    ("tổ chức đảng; 2024; 12", "exact", 12, None, None),
]


def test_percentages_as_they_are_written(world, admin):
    """The stock may be left out where it goes without saying; decimals are kept exactly."""
    for line, *expected in PERCENTAGES:
        admin.says(f"/chitieu {line}; DU-HN").presses("Ghi")
        row = max(in_force(world), key=lambda target: target.id)
        assert [row.kind, row.value, row.value_to, row.stock] == expected, line


def test_the_stock_is_asked_for_where_it_is_not_clear(world, admin):
    admin.says("/chitieu tổ chức đảng; 2024; 2,5%; DU-HN").sees("2,5% của số nào?", "[Số doanh nghiệp]")
    admin.sees_no("[Tổ chức đảng]")
    admin.says("kết nạp").sees("số hiện có")
    world.restart()
    admin.presses("Số doanh nghiệp").sees("2,5% doanh nghiệp").presses("Ghi")
    assert [(row.value, row.value_to, row.stock) for row in in_force(world)] == [(25, 1, "enterprises")]


def test_a_percentage_by_question_and_answer(world, admin):
    admin.says("/chitieu").presses("Giao").presses("Thành lập công đoàn").presses("Đảng ủy các").presses("năm 2024")
    admin.says("10%").sees("không giao theo tỷ lệ").says("tăng 200%").sees("200% của số nào?").says("số doanh nghiệp")
    admin.presses("Bỏ qua").presses("Bỏ qua").sees("tăng 200% doanh nghiệp").presses("Ghi")
    assert [(row.kind, row.value, row.stock) for row in in_force(world)] == [("growth", 200, "enterprises")]


def test_a_stock_that_is_not_known_is_said_with_what_to_do(world, admin):
    admin.says(SHARE).sees("Chưa có số liệu về số doanh nghiệp", "/ketqua").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("0 (chỉ tiêu 10% doanh nghiệp)", "Chưa có số liệu về số doanh nghiệp")
    admin.sees_no("0/", "còn", "đã đạt")
    admin.says("/ketqua doanh nghiệp; 273; DU-HN; 17/3/2024").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("Chưa có số liệu về doanh nghiệp có tổ chức đảng")
    admin.says("/ketqua doanh nghiệp có tổ chức đảng; 5; DU-HN; 17/3/2024").sees("Đến nay", "5/273 = 1,8%").presses(
        "Ghi"
    )
    admin.says("/tiendo DU-HN").sees("5/273 = 1,8% (chỉ tiêu 10% doanh nghiệp: 28 doanh nghiệp) · còn 23", "chậm 3")


def test_a_growth_is_of_the_stock_at_the_periods_start(world, admin):
    """What is known first within the period will do; a later level changes nothing any more."""
    admin.says("/chitieu kết nạp; 2024; tăng 10%; DU-HN").presses("Ghi")
    for number, day in ((150, "15/1/2024"), (200, "1/6/2024")):
        admin.says(f"/ketqua đảng viên; {number}; DU-HN; {day}").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("0/15 = 0% (chỉ tiêu tăng 10% đảng viên, gốc 150 đảng viên ngày 15/01/2024)")
    admin.says("/ketqua đảng viên; 141; DU-HN; 31/12/2023").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("0/15", "gốc 141 đảng viên ngày 01/01/2024")


def test_percentages_given_on_do_not_add_up(world, admin):
    admin.says("/ketqua đảng viên; 150; DU-HN; 31/12/2023").presses("Ghi")
    admin.says("/chitieu kết nạp; 2024; tăng 10%; DU-HN").presses("Ghi")
    admin.says("/chitieu kết nạp; 2024; 6; DCT-1").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("đã giao 6/15", "Đoàn công tác số 1: kết nạp đảng viên 0/6")
    admin.says("/chitieu kết nạp; 2024; tăng 5%; DCT-1").sees("tăng 5% đảng viên").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("số 1: kết nạp đảng viên 0 (chỉ tiêu tăng 5% đảng viên)").sees_no("đã giao")


def test_a_published_share_is_compared_with_the_ratio(world, admin):
    admin.says(SHARE).presses("Ghi").says("/ketqua doanh nghiệp; 273; DU-HN; 17/3/2023").presses("Ghi")
    admin.says("/ketqua doanh nghiệp có tổ chức đảng; 5; DU-HN; 17/3/2023; 1,83%").sees("khớp").presses("Ghi")
    admin.says("/tiendo DU-HN").sees_no("báo cáo ghi")
    admin.says("/ketqua doanh nghiệp có tổ chức đảng; 5; DU-HN; 17/3/2023; 1,9%").sees("Lưu cả hai số").presses("Ghi")
    admin.says("/tiendo DU-HN").sees("1,8%", "(báo cáo ghi 1,9%)")
