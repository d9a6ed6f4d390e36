"""/tiendo: where a unit stands, for whoever may see it, in words for a phone."""

from datetime import date, datetime

import pytest

from models import AdmissionEvent, BoundChat, Candidate, Enterprise, OpeningFigure, Person, Target, Visit
from tests.conversation import ZONE

YEAR = ("year", date(2024, 1, 1), date(2024, 12, 31))
TERM = ("term", date(2020, 1, 1), date(2025, 12, 31))


@pytest.fixture
def world(house):
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.du)
    house.xa = house.unit("XA", "Đảng ủy xã", "committee")
    house.boss = house.person("Trần Thị Quản", "admin")
    house.viewer = house.person("Người Xem", "viewer", house.du)
    return house


def target(world, unit, value, period=YEAR, kind="exact", indicator="members_admitted", **more):
    world.add(
        Target(
            indicator=indicator, unit_id=unit.id, period_kind=period[0], starts=period[1], ends=period[2], kind=kind,
            value=value, entered_by_id=world.boss.person_id, entered_at=world.clock.now(), **more,
        )
    )  # fmt: skip


def figure(world, unit, count, starts=date(2024, 1, 1), ends=date(2024, 6, 17), indicator="members_admitted"):
    world.add(
        OpeningFigure(
            indicator=indicator, unit_id=unit.id, starts=starts, ends=ends, count=count,
            entered_by_id=world.boss.person_id, entered_at=world.clock.now(),
        )
    )  # fmt: skip


def visits(world, unit, number, purpose=None):
    now = world.clock.now()
    enterprise = world.add(
        Enterprise(name="Huy Hoàng", folded="huy hoang", kind="fdi", unit_id=unit.id, entered_at=now, changed_at=now)
    )
    for _ in range(number):
        world.add(
            Visit(
                enterprise_id=enterprise.id, unit_id=unit.id, visited_on=date(2024, 6, 10), purpose=purpose,
                entered_by_id=world.boss.person_id, entered_at=now,
            )
        )  # fmt: skip


def bind(world, chat, unit):
    now = world.clock.now()
    when = {"bound_at": now, "starts_at": now}
    world.add(BoundChat(channel=world.channel, chat_id=chat, unit_id=unit.id, bound_by_id=1, **when))


def test_year_and_term_at_once(world):
    """One admission counts toward both; pace and rate go by each one's days."""
    target(world, world.du, 140)
    target(world, world.du, 500, TERM, deadline=date(2024, 8, 31))
    figure(world, world.du, 79)
    figure(world, world.du, 414, date(2020, 1, 1), date(2023, 12, 31))
    world.viewer.says("/tiendo").sees(
        "Đảng ủy các KCN\nĐến ngày 17/06/2024",
        "Kết nạp đảng viên, năm 2024\n79/140 = 56,4% · còn 61",
        "vượt 14 đảng viên so với tiến độ · cần mỗi tháng 9,4",
        "nhiệm kỳ 2020–2025 (hạn 31/08/2024)\n493/500 = 98,6% · còn 7",
        "vượt 15 đảng viên so với tiến độ · cần mỗi tháng 2,8",
    )


def test_behind_as_a_count(world):
    world.clock.set(datetime(2023, 8, 31, 9, tzinfo=ZONE))
    target(world, world.du, 230, ("year", date(2023, 1, 1), date(2023, 12, 31)))
    figure(world, world.du, 145, date(2023, 1, 1), date(2023, 8, 31))
    world.viewer.says("/tiendo").sees("145/230 = 63%", "chậm 8 đảng viên so với tiến độ", "còn 85")


def test_what_has_been_given_on_and_what_each_unit_has(world):
    target(world, world.du, 14, kind="at_least")
    target(world, world.one, 6)
    visits(world, world.two, 3)
    world.viewer.says("/tiendo").sees("0/14 = 0% (chỉ tiêu từ 14)", "đã giao 6/14")
    world.viewer.sees("· Đoàn công tác số 1: kết nạp đảng viên 0/6").sees_no("số 2")


def test_more_than_needs_one_more(world):
    target(world, world.du, 140, kind="more_than")
    figure(world, world.du, 140)
    world.viewer.says("/tiendo").sees("140/140 = 100% (chỉ tiêu trên 140)", "còn 1")


def test_a_range_has_no_percentage(world):
    target(world, world.du, 2, TERM, "range", "zones_founded", value_to=5)
    figure(world, world.du, 3, date(2020, 1, 1), indicator="zones_founded")
    world.viewer.says("/tiendo").sees("3 (chỉ tiêu 2–5)", "đã đạt chỉ tiêu").sees_no("%", "còn")


def test_weekly_rate_near_the_end_and_no_pace_after_it(world):
    target(world, world.du, 100)
    figure(world, world.du, 90)
    world.clock.set(datetime(2024, 12, 3, 9, tzinfo=ZONE))
    world.viewer.says("/tiendo").sees("cần mỗi tuần 2,5")
    world.clock.set(datetime(2025, 1, 3, 9, tzinfo=ZONE))
    world.viewer.says("/tiendo 2024").sees("90/100 = 90%", "đã hết hạn 31/12/2024").sees_no("tiến độ", "mỗi")


def test_without_targets_the_year_is_counted(world):
    visits(world, world.one, 3, "survey")
    world.viewer.says("/tiendo").sees(
        "Doanh nghiệp được khảo sát, năm 2024\n1 · chưa giao chỉ tiêu",
        "Buổi làm việc, năm 2024\n3 · chưa giao chỉ tiêu",
        "· Đoàn công tác số 1: doanh nghiệp được khảo sát 1, buổi làm việc 3",
    )


def test_a_period_asked_for_is_shown_exactly(world):
    """Targets of just this period; counts that lie in a larger target say so."""
    target(world, world.du, 140)
    target(world, world.du, 20, ("month", date(2024, 6, 1), date(2024, 6, 30)), indicator="visits")
    figure(world, world.du, 5, date(2024, 6, 1))
    visits(world, world.one, 4)
    world.viewer.says("/tiendo tháng 6/2024").sees(
        "Kỳ: tháng 06/2024, đến ngày 17/06/2024",
        "Buổi làm việc, tháng 06/2024\n4/20 = 20%",
        "Kết nạp đảng viên, tháng 06/2024\n5 · trong chỉ tiêu năm 2024: 140",
    )
    world.viewer.says("/tiendo năm 2022").sees("Chưa giao chỉ tiêu và chưa có số liệu")


def test_one_indicator_asked_for_shows_its_document(world):
    target(world, world.du, 140, basis="Kế hoạch 77-KH/TU")
    target(world, world.du, 20, indicator="visits")
    world.viewer.says("/tiendo").sees_no("77-KH")
    world.viewer.presses("Căn cứ").sees("Căn cứ: Kế hoạch 77-KH/TU", "Buổi làm việc")
    world.viewer.says("/tiendo kết nạp").sees("Căn cứ: Kế hoạch 77-KH/TU").sees_no("Buổi làm việc")
    world.viewer.says("/tiendo thành lập chi bộ").sees("0 · chưa giao chỉ tiêu")


def test_down_the_tree_by_button_and_after_a_restart(world):
    target(world, world.one, 6)
    world.viewer.says("/tiendo")
    world.restart()
    world.viewer.presses("DCT-1").sees("Đoàn công tác số 1", "0/6")


def test_an_administrator_of_everything_chooses_among_roots(world):
    target(world, world.xa, 9)
    world.boss.says("/tiendo").sees("Đơn vị nào?", "[Đảng ủy các KCN]").presses("Đảng ủy xã").sees("0/9")
    world.boss.says("/tiendo XA").sees("0/9")


@pytest.mark.parametrize("text", ["/tiendo XA", "/tiendo Đảng ủy xã", "/tiendo KHONG-CO"])
def test_a_unit_out_of_sight_is_as_unknown_as_none(world, text):
    world.viewer.says(text).sees("Không có đơn vị").sees_no("0/9", "Đến ngày")


@pytest.mark.parametrize(
    ("text", "said"),
    [("DU-HN quý 9/2024", "9/2024"), ("DU-HN 17/6/2024-1/1/2024", "17/6/2024"), ("abc xyz", "abc xyz")],
)
def test_nonsense_is_named(world, text, said):
    world.viewer.says(f"/tiendo {text}").sees(said).sees_no("Đến ngày")


def test_a_button_outlives_neither_the_scope_nor_its_owner(world):
    """The scope is asked again at the press; another person's private button is none of mine."""
    world.viewer.says("/tiendo")
    with world.session() as session, session.begin():
        session.get_one(Person, world.viewer.person_id).unit_id = world.xa.id
    world.viewer.presses("DCT-1").sees("không xem được").sees_no("Đoàn công tác số 1")
    [shown] = world.person("Khác", "viewer", world.du).says("/tiendo").answers
    world.viewer.cannot_press("DCT-2", shown)


def test_anybody_in_a_bound_group_sees_its_unit_and_no_name(world):
    """The chat's unit counts, not the person's; everybody may press, each press is a new answer."""
    target(world, world.one, 6)
    target(world, world.xa, 9)
    bind(world, "-5", world.one)
    stranger = world.outsider().in_group("-5").says("/tiendo").sees("Đoàn công tác số 1", "0/6").sees_no("Trần")
    stranger.says("/tiendo XA").sees("Không có đơn vị")
    world.boss.in_group("-5").says("/tiendo XA").sees("Không có đơn vị").sees_no("0/9")
    bind(world, "-6", world.du)
    one, two = world.outsider("71").in_group("-6"), world.outsider("72").in_group("-6")
    [shown] = one.says("/tiendo").answers
    two.presses("DCT-1", shown).sees("0/6")
    one.presses("DCT-1", shown).sees("0/6")


def test_outsiders_and_unbound_groups_learn_nothing(world):
    world.outsider().says("/tiendo").sees("mời").sees_no("KCN", "DU-HN")
    world.outsider().in_group("-9").says("/tiendo DU-HN").sees_no("KCN", "Đoàn")


def test_no_unit_at_all_yet(house):
    house.person("An", "admin").says("/tiendo").sees("Chưa có đơn vị nào", "/donvi")


def test_english(world):
    with world.session() as session, session.begin():
        session.get_one(Person, world.viewer.person_id).language = "en"
    target(world, world.du, 140)
    figure(world, world.du, 79)
    world.viewer.says("/status this year").sees(
        "Members admitted, the year 2024", "79/140 = 56.4% · 61 to go",
        "ahead of schedule by 14 members · needs 9.4 a month",
    )  # fmt: skip


def admit(world, unit, number, what):
    now, day = world.clock.now(), date(2024, 3, 5)
    for _ in range(number):
        someone = world.add(
            Candidate(
                unit_id=unit.id, stage="probationary", stage_on=day, entered_by_id=world.boss.person_id, entered_at=now
            )
        )  # fmt: skip
        world.add(
            AdmissionEvent(
                candidate_id=someone.id, kind="stage", stage="probationary", happened_on=day, unit_id=unit.id,
                object=what, entered_by_id=world.boss.person_id, entered_at=now,
            )
        )  # fmt: skip


def test_who_was_admitted_is_told_but_of_few(world):
    """Automatically where one indicator is asked about; alike in private and in a group."""
    target(world, world.du, 140)
    admit(world, world.one, 6, "civil_servant")
    admit(world, world.two, 5, "worker")
    admit(world, world.two, 1, "owner")
    admit(world, world.two, 4, "student")
    bind(world, "-5", world.du)
    for chat in (world.viewer, world.viewer.in_group("-5")):
        chat.says("/tiendo DU-HN; kết nạp").sees("16/140", "học sinh sinh viên 4 = 25%", "doanh nghiệp 6 = 37,5%")
        chat.sees("chủ doanh nghiệp <3", "công nhân (không nêu)", "Nhóm dưới 3 người không nêu số")
        chat.sees_no("công nhân 5", "chủ doanh nghiệp 1", "16,7%", "83,3%")
        chat.says("/tiendo DU-HN").sees("16/140").sees_no("Trong đó")


AS_ASKED = [
    ("DU-HN; lớp", "08 lớp / 787 học viên"),
    ("DU-HN lớp", "08 lớp / 787 học viên"),
    ("lop; du-hn; nam 2024", "08 lớp / 787 học viên"),
    ("DU-HN; học viên; 2024", "08 lớp / 787 học viên"),
    ("DU-HN; số doanh nghiệp", "Số doanh nghiệp, 17/06/2024\n273 · báo cáo ngày 17/03/2024"),
    ("DU-HN doanh nghiệp", "273 · báo cáo ngày 17/03/2024"),
    ("DU-HN; doanh nghiệp; 2023", "Số doanh nghiệp, 31/12/2023\nChưa có số liệu"),
    ("DU-HN; số tổ chức đảng", "100 · bằng 36,6% của 273 doanh nghiệp"),
    ("DCT-1; số doanh nghiệp", "Chưa có số liệu. Để nhập: /ketqua số doanh nghiệp; SỐ; DCT-1; 17/06/2024"),
]


def test_classes_and_stocks_as_people_ask_for_them(world):
    day = date(2024, 3, 17)
    for indicator, count in (("enterprises", 273), ("party_orgs", 100)):
        figure(world, world.du, count, day, day, indicator)
    world.boss.says("/ketqua lớp nhận thức; 8 lớp, 787 học viên; DU-HN; 1/1/2024-17/6/2024").presses("Ghi")
    for text, said in AS_ASKED:
        world.viewer.says(f"/tiendo {text}").sees(said)


def test_a_level_in_english(world):
    with world.session() as session, session.begin():
        session.get_one(Person, world.viewer.person_id).language = "en"
    figure(world, world.du, 273, date(2024, 3, 17), date(2024, 3, 17), "enterprises")
    world.viewer.says("/status DU-HN; enterprises").sees("273 · reported on 17/03/2024")
    target(world, world.du, 25, kind="ratio", indicator="enterprises_with_party_org", value_to=1, stock="enterprises")
    figure(world, world.du, 5, date(2024, 3, 17), date(2024, 3, 17), "enterprises_with_party_org")
    world.viewer.says("/status").sees("5/273 = 1.8% (target 2.5% enterprises: 7 enterprises) · 2 to go")
