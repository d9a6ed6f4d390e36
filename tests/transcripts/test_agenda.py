"""/lich: what comes, day by day; one's own, the unit's, a group's."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import select

from models import (
    BoundChat,
    CalendarDay,
    Candidate,
    ChannelRule,
    Enrolment,
    Enterprise,
    NextStep,
    PartyClass,
    Person,
    Target,
)  # fmt: skip
from outreach.rules.folding import fold_name
from tests.candidates import add_candidate
from tests.conversation import Chat, House

TODAY = date(2024, 6, 17)


@pytest.fixture
def world(house: House) -> House:
    """A committee over two groups; in the first An and Lan, a lead and a viewer; each group has an enterprise."""
    house.top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one, house.two = (house.unit(f"DCT-{n}", f"Đoàn công tác số {n}", under=house.top) for n in (1, 2))
    house.firms = [firm(house, name, unit) for name, unit in (("Huy Hoàng", house.one), ("Việt Bắc", house.two))]
    house.an = house.person("Phạm Văn An", "member", house.one)
    house.lan = house.person("Trần Thị Lan", "member", house.one)
    house.lead = house.person("Lê Văn Minh", "lead", house.one)
    house.viewer = house.person("Người Xem", "viewer", house.one)
    house.admin = house.person("Quản Trị", "admin", house.top)
    return house


def firm(house: House, name: str, unit) -> Enterprise:
    now = house.clock.now()
    return house.add(Enterprise(name=name, folded=fold_name(name), kind="private", unit_id=unit.id, entered_at=now,
                                changed_at=now))  # fmt: skip


def step(house: House, owner: Chat | None, day: date | None, text="trình hồ sơ", kind="step", where=0, **more) -> None:
    at = house.firms[where]
    house.add(
        NextStep(enterprise_id=at.id, unit_id=at.unit_id, text_sealed=house.vault.seal(text), due=day, kind=kind,
                 person_id=owner.person_id if owner else None, entered_at=house.clock.now(), **more)
    )  # fmt: skip


def followed(house: House, owner: Chat, **more) -> int:
    """A candidate of the first group, with a decision, taken care of by ``owner``."""
    number = add_candidate(house, house.one, owner.person_id, steps=9)
    with house.session() as session, session.begin():
        row = session.get(Candidate, number)
        row.person_id, row.due, row.due_limit = owner.person_id, date(2024, 6, 27), "ceremony"
        for key, value in more.items():
            setattr(row, key, value)
    return number


def group(house: House, unit, chat: str = "-500") -> Chat:
    now = house.clock.now()
    house.add(BoundChat(channel=house.channel, chat_id=chat, unit_id=unit.id, at=time(8), bound_by_id=1, bound_at=now,
                        starts_at=now))  # fmt: skip
    return house.an.in_group(chat)


def test_my_own_by_day(world):
    step(world, world.an, date(2024, 6, 21), "nộp báo cáo")
    step(world, world.an, date(2024, 6, 20), "gặp GĐ nhân sự", kind="visit")
    step(world, world.lan, date(2024, 6, 20), "việc của Lan")
    world.an.says("/lich").sees(
        "Lịch 17/06 – 30/06/2024 · của bạn\n\n"
        "Thứ Năm 20/06\n• Thăm Huy Hoàng: gặp GĐ nhân sự\n\n"
        "Thứ Sáu 21/06\n• Huy Hoàng: nộp báo cáo"
    ).sees_no("việc của Lan", "⚠")


def test_the_whole_unit_with_my_own_first(world):
    step(world, world.lan, date(2024, 6, 20), "việc của Lan")
    step(world, world.an, date(2024, 6, 20), "việc của An")
    step(world, world.an, date(2024, 6, 20), "nơi khác", where=1)
    an = world.an.says("/lich").presses("Cả đơn vị").sees("Đoàn công tác số 1", "việc của An · của bạn", "việc của Lan")
    assert an.screen.index("việc của An") < an.screen.index("việc của Lan")
    an.sees_no("nơi khác", "Trần Thị").presses("Của tôi").sees("nơi khác").sees_no("việc của Lan")
    an.says("/lich cả đơn vị").sees("việc của Lan").says("/lich của tôi").sees_no("việc của Lan")


def test_a_lead_sees_whose_it_is_and_an_administrator_of_which_unit(world):
    step(world, world.lan, date(2024, 6, 20))
    step(world, None, date(2024, 6, 21), where=1)
    world.lead.says("/lich").sees("trình hồ sơ · Trần Thị Lan").sees_no("Việt Bắc", "DCT-1")
    world.admin.says("/lich").sees("trình hồ sơ · Trần Thị Lan, DCT-1", "Việt Bắc: trình hồ sơ · DCT-2")
    world.admin.says("/lich DCT-2").sees("Đoàn công tác số 2", "Việt Bắc").sees_no("Huy Hoàng")


def test_all_that_comes(world):
    number = followed(world, world.an, ceremony_on=date(2024, 6, 26))
    who = {"entered_by_id": world.an.person_id, "entered_at": world.clock.now()}
    world.add(
        PartyClass(kind="awareness_class", unit_id=world.one.id, starts=date(2024, 6, 25), ends=date(2024, 6, 27),
                   **who),
        Target(indicator="members_admitted", unit_id=world.one.id, period_kind="year", starts=date(2024, 1, 1),
               ends=date(2024, 12, 31), deadline=date(2024, 6, 30), kind="exact", value=3, **who),
    )  # fmt: skip
    assert number == 1
    world.lead.says("/lich").sees(
        "Thứ Ba 25/06\n• LOP-0002 khai giảng: lớp nhận thức về Đảng",
        "Thứ Tư 26/06\n• Lễ kết nạp: UV-0001 · Phạm Văn An",
        "Thứ Năm 27/06\n• UV-0001: hết hạn lễ kết nạp",
        "Chủ nhật 30/06 · ngày nghỉ\n• Hết hạn chỉ tiêu: kết nạp đảng viên",
    ).sees_no("Thùy Linh")
    world.an.says("/lich").sees("UV-0001", "LOP-0002").sees_no("chỉ tiêu")
    world.lan.says("/lich").sees("LOP-0002").sees_no("UV-0001")


def test_a_class_elsewhere_in_which_a_candidate_of_mine_learns(world):
    number = followed(world, world.an)
    who = {"entered_by_id": world.an.person_id, "entered_at": world.clock.now()}
    held = world.add(
        PartyClass(
            kind="awareness_class", unit_id=world.top.id, starts=date(2024, 6, 25), ends=date(2024, 6, 27), **who
        )
    )
    world.an.says("/lich").sees_no("LOP-0002")
    world.add(Enrolment(party_class_id=held.id, candidate_id=number, changed_at=world.clock.now(), **who))
    world.an.says("/lich").sees("LOP-0002 khai giảng")
    world.lan.says("/lich").sees_no("LOP-0002")


def test_what_is_over_withdrawn_or_erased_is_not_there(world):
    now = world.clock.now()
    step(world, world.an, date(2024, 6, 20), "xong rồi", closed_at=now, closed_as="done")
    step(world, world.an, None, "chưa có ngày")
    followed(world, world.an, closed_on=TODAY, ceremony_on=date(2024, 6, 26))
    world.add(
        PartyClass(kind="awareness_class", unit_id=world.one.id, starts=date(2024, 6, 25), ends=date(2024, 6, 27),
                   entered_by_id=1, entered_at=now, withdrawn_at=now)
    )  # fmt: skip
    world.an.says("/lich").sees("Những ngày này chưa có lịch hẹn hay việc đến hạn").sees_no(
        "UV-", "LOP-0002", "xong rồi"
    )
    world.an.presses("Cả đơn vị").sees("Những ngày này chưa có lịch hẹn").sees_no("UV-", "LOP-0002", "chưa có ngày")


def test_what_is_overdue_is_a_number_with_the_way_to_it(world):
    step(world, world.an, date(2024, 6, 10))
    step(world, world.lan, date(2024, 6, 10))
    world.an.says("/lich").sees("⚠ 1 việc quá hạn: /viec").presses("Cả đơn vị").sees_no("⚠")


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("tuần này", "17/06 – 23/06/2024"),
        ("tuan sau", "24/06 – 30/06/2024"),
        ("tháng 7", "01/07 – 31/07/2024"),
        ("15/7", "15/07/2024"),
        ("mai", "18/06/2024"),
        ("2 tuần tới", "17/06 – 01/07/2024"),
        ("20/12/2024 - 10/1/2025", "20/12/2024 – 10/01/2025"),
        ("DCT-1; tháng này", "17/06 – 30/06/2024 · Đoàn công tác số 1"),
        ("tuần sau đoàn công tác số 1", "24/06 – 30/06/2024 · Đoàn công tác số 1"),
    ],
)
def test_the_days_asked_for(world, words, span):
    world.an.says(f"/lich {words}").sees(f"Lịch {span}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tuần trước", "16/06/2024 đã qua"),
        ("hôm qua", "16/06/2024 đã qua"),
        ("tháng 5/2024", "31/05/2024 đã qua"),
        ("31/2", "31/2"),
        ("tháng 13", "tháng 13"),
        ("xyz", "xyz"),
    ],
)
def test_days_that_cannot_be_asked_for(world, words, said):
    world.an.says(f"/lich {words}").sees(said).sees_no("Lịch 1")


def test_a_unit_that_is_not_ones_own_is_unknown(world):
    world.an.says("/lich DCT-2").sees_no("Đoàn công tác số 2")
    there = world.an.screen
    assert world.an.says("/lich DCT-9").screen.replace("DCT-9", "DCT-2") == there


def test_days_off_are_marked_by_name(world):
    step(world, world.an, date(2024, 6, 22))
    world.add(CalendarDay(day=date(2024, 6, 21), working=False, changed_by_id=1, changed_at=world.clock.now()))
    world.an.says("/lich").sees("Thứ Sáu 21/06 · ngày nghỉ", "Thứ Bảy 22/06 · ngày nghỉ\n• Huy Hoàng").sees_no("23/06")
    world.an.says("/lich tháng 9").sees("Thứ Hai 02/09 · nghỉ Quốc khánh")


def test_many_are_told_page_by_page_and_a_full_day_by_a_number(world):
    for day in range(10):
        for number in range(3):
            step(world, world.an, TODAY + timedelta(days=day), f"việc {day}.{number}")
    an = world.an.says("/lich").sees("trang 1/3", "việc 0.0", "[Tiếp ›]").sees_no("‹ Trước", "việc 9")
    shown = an.screen
    for page in (2, 3):
        shown += an.presses("Tiếp").sees(f"trang {page}/3").screen
    assert all(f"việc {day}.{number}" in shown for day in range(10) for number in range(3))
    an.sees_no("Tiếp ›").presses("‹ Trước").sees("trang 2/3")
    for _ in range(12):
        step(world, world.lan, date(2024, 7, 2))
    world.lan.says("/lich").sees_no("mục khác").says("/lich 1/7-5/7").sees("và 4 mục khác")
    assert world.lan.says("/lich 2/7").sees_no("mục khác").screen.count("trình hồ sơ") == 12


def test_a_group_learns_no_name_no_words_and_no_candidate(world):
    step(world, world.an, date(2024, 6, 20), "gặp ông Thắng", kind="visit")
    step(world, world.lan, date(2024, 6, 20), "nhờ chị Hà")
    followed(world, world.an, ceremony_on=date(2024, 6, 26))
    here = group(world, world.one).says("/lich")
    here.sees(
        "Thăm Huy Hoàng", "Việc ở Huy Hoàng", "1 lễ kết nạp", "1 thời hạn hồ sơ kết nạp", "chỉ xem được ở chat riêng"
    )
    here.sees_no("Thắng", "Hà\n", "UV-0001", "Trần Thị", "Phạm Văn", "của bạn", "[Của tôi]", "⚠").sees(
        "[Mở lịch của tôi]"
    )
    here.says("/lich của tôi").sees("Đoàn công tác số 1").sees_no("của bạn", "Thắng")
    here.says("/lich DCT-2").sees_no("Đoàn công tác số 2")


def test_in_a_group_anybody_may_turn_the_page(world):
    for day in range(12):
        step(world, world.an, TODAY + timedelta(days=day), kind="visit")
        step(world, world.lan, TODAY + timedelta(days=day))
    here = group(world, world.one).says("/lich").sees("[Tiếp ›]")
    world.outsider("777").in_group("-500").presses("Tiếp").sees("trang 2/")
    here.presses("Tiếp").sees("trang 3/")


def test_a_viewer_reads_candidates_as_a_number(world):
    followed(world, world.an)
    world.viewer.says("/lich").sees("1 thời hạn hồ sơ kết nạp").sees_no("UV-", "[Của tôi]", "Hẹn thăm")


def test_words_are_not_shown_where_names_are_forbidden(world):
    """What was typed freely may name somebody."""
    step(world, world.an, date(2024, 6, 20), "gặp chị Hà")
    world.add(ChannelRule(channel=world.channel, names_forbidden=True, changed_by_id=1, changed_at=world.clock.now()))
    world.an.says("/lich").sees("Việc ở Huy Hoàng").sees_no("chị Hà")
    world.lead.says("/lich").sees("Việc ở Huy Hoàng").sees_no("Phạm Văn An")


@pytest.mark.only_on("telegram", "earlier messages")
def test_the_button_shows_what_is_true_when_it_is_pressed(world):
    an = world.an.says("/lich").sees("chưa có lịch hẹn")
    an.says("/hen Huy Hoàng; thứ 5; gặp HR")
    an.presses("Cả đơn vị").sees("Thăm Huy Hoàng: gặp HR")
    with world.session() as session, session.begin():
        session.exec(select(NextStep)).one().closed_at = datetime(2024, 6, 17, 3, tzinfo=UTC)
    an.presses("Của tôi").sees_no("gặp HR")


def test_plan_a_visit_from_the_agenda(world):
    world.an.says("/lich").presses("+ Hẹn thăm").sees("Hẹn ở doanh nghiệp nào?")


def test_the_agenda_in_english(world):
    with world.session() as session, session.begin():
        session.get(Person, world.an.person_id).language = "en"
    step(world, world.an, date(2024, 6, 20), "meet HR", kind="visit")
    world.an.says("/agenda").sees("Agenda 17/06 – 30/06/2024 · yours", "Thursday 20/06", "Visit Huy Hoàng: meet HR")


def test_of_a_muted_enterprise_nothing_is_counted_as_overdue(world):
    step(world, world.an, date(2024, 6, 10))
    world.an.says("/lich").sees("⚠ 1 việc quá hạn: /viec")
    with world.session() as session, session.begin():
        session.get_one(Enterprise, world.firms[0].id).muted_until = date(2024, 9, 30)
    world.an.says("/lich").sees_no("⚠")
    world.an.says("/viec quá hạn").sees_no("Huy Hoàng")
