"""/caidat: the language, the morning hour and the quiet hours of a person; language and quiet hours of a group."""

from datetime import date, datetime, time

import pytest
from sqlmodel import select

from models import Account, AuditLog, BoundChat, Enterprise, NextStep, Person
from tests.conversation import ZONE, Chat, House


@pytest.fixture
def unit(house: House):
    return house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")


@pytest.fixture
def group(house: House, unit):
    """The administrator in a group that is bound."""
    admin = house.person("Quản Trị", "admin")
    now = house.clock.now()
    house.add(
        BoundChat(
            channel=house.channel, chat_id="-1", unit_id=unit.id, bound_by_id=admin.person_id, bound_at=now,
            starts_at=now,
        )
    )  # fmt: skip
    return admin.in_group("-1")


def spoken(house: House) -> list[str | None]:
    return house.read(select(Person.language))


def test_a_person_chooses_by_button_and_is_answered_in_that_language(house, unit):
    lan = house.person("Trần Thị Lan", "viewer", unit)
    lan.says("/caidat").presses("Ngôn ngữ").sees("Chọn ngôn ngữ:", "[Tiếng Việt] [English]")
    lan.presses("English").sees("From now on I use English")
    assert spoken(house) == ["en"]
    lan.says("/start").sees("Hello!")
    lan.says("/settings language").presses("Tiếng Việt").sees("Từ nay dùng tiếng Việt")
    assert spoken(house) == ["vi"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("/caidat tiếng anh", "en"), ("/settings english", "en"), ("/caidat TIENG VIET", "vi"),
        ("/settings vietnamese", "vi"), ("/caidat en", "en"),
    ],
)  # fmt: skip
def test_a_person_names_the_language(house, unit, line, language):
    house.person("Trần Thị Lan", "member", unit).says(line)
    assert spoken(house) == [language]


def test_an_unknown_language_is_named(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat tiếng Pháp")
    lan.sees("Không hiểu", "tiếng Pháp")
    assert spoken(house) == [None]


def test_a_button_pressed_again_is_stale(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says("/caidat ngôn ngữ")
    question = lan.answers[0]
    lan.presses("English", question).presses("Tiếng Việt", question).sees_stale()
    assert spoken(house) == ["en"]


def test_in_a_group_it_is_the_language_of_the_summary(house, group):
    group.says("/caidat").sees("Bản tin tuần của nhóm này", "Ngôn ngữ: Tiếng Việt")
    group.presses("Ngôn ngữ").sees("Bản tin tuần dùng ngôn ngữ nào?").presses("English")
    group.sees("the weekly summary of this group is in English")
    assert house.read(select(BoundChat.language)) == ["en"]
    assert spoken(house) == [None]
    group.says("/caidat tiếng việt").sees("bản tin tuần của nhóm này bằng tiếng Việt")
    assert house.read(select(BoundChat.language)) == ["vi"]


def test_in_a_group_it_is_for_its_administrators(house, group, unit):
    member = house.person("Trần Thị Lan", "member", unit).in_group("-1")
    member.says("/caidat english").sees("Việc này dành cho quản trị viên.")
    other = house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    house.person("Quản Trị Lào Cai", "admin", other).in_group("-1").says("/caidat english").sees(
        "ngoài phạm vi phụ trách"
    )
    house.outsider().in_group("-1").says("/caidat english").sees_no("✓")
    assert house.read(select(BoundChat.language)) == [None]


def test_an_unbound_group_has_none(house, unit):
    house.person("Quản Trị", "admin").in_group("-7").says("/caidat english").sees("chưa gắn")


def test_an_outsider_learns_nothing(house, unit):
    house.outsider().says("/caidat english").sees("chỉ phục vụ người được mời")


def test_another_person_cannot_press_ones_button(house, group, unit):
    group.says("/caidat ngôn ngữ")
    question = group.answers[0]
    second = house.person("Quản Trị Hai", "admin").in_group("-1")
    second.cannot_press("English", question, "người đã hỏi")
    house.restart()
    group.presses("English", question).sees("English")


def mornings(house: House) -> list[tuple[time | None, bool]]:
    return list(house.read(select(Person.morning_at, Person.morning_off).order_by(Person.id)))


def quiet(house: House, table=Person) -> list[tuple[time | None, time | None]]:
    return list(house.read(select(table.quiet_from, table.quiet_to).order_by(table.id)))


def test_the_menu_says_what_holds_and_offers_what_the_role_may_set(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat")
    lan.sees("Cài đặt cá nhân", "Ngôn ngữ: Tiếng Việt", "Tin sáng: 07:30, các ngày làm việc", "Giờ yên tĩnh: không đặt")
    assert lan.labels == ["Ngôn ngữ", "Giờ nhận tin sáng", "Giờ yên tĩnh", "Vắng mặt", "Tài khoản"]
    viewer = house.person("Lê Văn Xem", "viewer", unit).says("/caidat").sees_no("Tin sáng")
    assert viewer.labels == ["Ngôn ngữ", "Giờ yên tĩnh", "Tài khoản"]
    admin = house.person("Quản Trị", "admin", unit).says("/caidat")
    assert admin.labels == [*lan.labels, "Luật nhắc việc", "Lịch nghỉ"]
    admin.presses("Vắng mặt").sees("Vắng")


def test_the_morning_hour_by_button(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat").presses("Giờ nhận tin sáng")
    lan.sees("Nhận tin sáng lúc mấy giờ?", "[06:30] [07:00] [07:30] [08:00]", "[Tắt]")
    lan.presses("07:00").sees("✓ Tin sáng đến lúc 07:00 các ngày làm việc", "Lần tới: 07:00 18/06/2024")
    assert mornings(house) == [(time(7), False)]


def test_the_morning_hour_typed(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat giờ sáng").says("7h15")
    lan.sees("Nhận tin sáng lúc 07:15, các ngày làm việc")
    assert mornings(house) == [(None, False)]
    lan.presses("Ghi").sees("✓ Tin sáng đến lúc 07:15")
    assert mornings(house) == [(time(7, 15), False)]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("/caidat giờ sáng 7h", time(7)), ("/CAIDAT GIO SANG 6:45", time(6, 45)), ("/settings morning 8 am", time(8)),
        ("/caidat tin sáng lúc 7 giờ 15", time(7, 15)), ("/caidat giờ sáng mặc định", time(7, 30)),
    ],
)  # fmt: skip
def test_the_morning_hour_in_one_line(house, unit, line, at):
    house.person("Trần Thị Lan", "member", unit).says(line).sees(f"{at:%H:%M}")
    assert mornings(house) == [(at, False)]


def test_the_next_morning_is_a_working_day_and_not_told_twice(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    house.clock.set(datetime(2024, 8, 30, 9, tzinfo=ZONE))  # a Friday; Monday and Tuesday are National Day
    lan.says("/caidat giờ sáng 7h").sees("Lần tới: 09:00 30/08/2024")  # today's has not come yet, and comes at once
    lan.says("/caidat giờ sáng 11h").sees("Lần tới: 11:00 30/08/2024")
    with house.session() as session, session.begin():
        session.get_one(Person, lan.person_id).planned_until = house.clock.now()
    lan.says("/caidat giờ sáng 11h").sees("Lần tới: 11:00 04/09/2024")
    lan.says("/caidat giờ sáng 7h").sees("Lần tới: 07:00 04/09/2024")


def test_the_morning_message_is_switched_off_and_on(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat giờ sáng 8h").says("/caidat giờ sáng tắt")
    lan.sees("✓ Đã tắt tin sáng", "/viec", "Việc quá hạn lâu vẫn được báo lên")
    assert mornings(house) == [(time(8), True)]
    lan.says("/caidat").sees("Tin sáng: đang tắt").presses("Giờ nhận tin sáng").sees("[Bật]")
    lan.presses("Bật").sees("✓ Tin sáng đến lúc 08:00")
    assert mornings(house) == [(time(8), False)]
    lan.says("/caidat giờ sáng").says("dừng").sees("Tắt tin sáng?").presses("Ghi").sees("✓ Đã tắt tin sáng")
    lan.says("/caidat giờ sáng 6h30")
    assert mornings(house) == [(time(6, 30), False)]


def test_a_wrong_hour_is_named_and_the_draft_is_kept(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat giờ sáng 25h").sees("Không hiểu giờ 25h")
    lan.says("/caidat giờ sáng").says("7h75").sees("Không hiểu giờ 7h75").says("7h45").sees("07:45")
    assert mornings(house) == [(None, False)]


def test_a_viewer_has_no_morning_message(house, unit):
    viewer = house.person("Lê Văn Xem", "viewer", unit)
    viewer.says("/caidat giờ sáng 7h").sees("Tin sáng dành cho người có việc cần làm")
    assert mornings(house) == [(None, False)]


def test_quiet_hours_by_button_typed_and_in_one_line(house, unit):
    lan = house.person("Trần Thị Lan", "viewer", unit).says("/caidat").presses("Giờ yên tĩnh")
    lan.sees("[21:00–06:30] [22:00–06:00] [Không đặt]").presses("21:00–06:30")
    lan.sees("✓ Giờ yên tĩnh 21:00–06:30", "Có hỏi thì vẫn trả lời ngay")
    assert quiet(house) == [(time(21), time(6, 30))]
    lan.says("/caidat yên tĩnh").sees("Giờ yên tĩnh: 21:00–06:30").says("từ 22h đến 5h30").sees("22:00–05:30")
    lan.presses("Ghi").sees("✓ Giờ yên tĩnh 22:00–05:30")
    lan.says("/caidat tắt yên tĩnh").sees("✓ Đã bỏ giờ yên tĩnh.")
    assert quiet(house) == [(None, None)]
    lan.says("/settings quiet 9 pm - 6 am")
    assert quiet(house) == [(time(21), time(6))]


def test_quiet_hours_that_leave_no_hour_are_refused(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    for line in ("7h-7h", "7h-6h30", "0h-23h30"):
        lan.says(f"/caidat yên tĩnh {line}").sees("chiếm gần hết ngày", "chừa ít nhất một giờ")
    lan.says("/caidat yên tĩnh buổi tối").sees("Không hiểu khoảng giờ buổi tối")
    lan.says("/caidat yên tĩnh").says("6h-5h45").sees("chiếm gần hết ngày").says("21h-6h").presses("Ghi")
    assert quiet(house) == [(time(21), time(6))]


def test_a_morning_hour_inside_the_quiet_hours_is_said_to_wait(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat giờ sáng 6h")
    lan.says("/caidat yên tĩnh 21h-6h30").sees("06:00 nằm trong giờ yên tĩnh (21:00–06:30)", "lúc 06:30")
    lan.says("/caidat giờ sáng 5h").sees("✓ Tin sáng đến lúc 06:30", "05:00 nằm trong giờ yên tĩnh", "06:30 18/06/2024")
    lan.says("/caidat").sees("Tin sáng: 06:30")
    lan.says("/caidat giờ sáng 7h").sees_no("nằm trong giờ yên tĩnh")


def test_what_cannot_be_set_is_named_with_what_is_like_it(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says("/caidat giờ sang sớm màu").sees("Không hiểu")
    lan.says("/caidat yên tỉn").sees("Không hiểu mục cài đặt yên tỉn", "giờ yên tĩnh")


def test_quiet_hours_of_a_group(house, group, unit):
    group.says("/caidat").sees("Giờ yên tĩnh: không đặt").presses("Giờ yên tĩnh").presses("22:00–06:00")
    group.sees("✓ Giờ yên tĩnh của nhóm này 22:00–06:00", "bản tin rơi vào khoảng đó sẽ đến lúc 06:00")
    assert quiet(house, BoundChat) == [(time(22), time(6))]
    group.says("/caidat yên tĩnh 21h-7h").sees("21:00–07:00")
    group.says("/caidat yên tĩnh 7h-7h").sees("chiếm gần hết ngày")
    assert quiet(house, BoundChat) == [(time(21), time(7))]
    group.says("/caidat yên tĩnh tắt").sees("✓ Đã bỏ giờ yên tĩnh của nhóm này.")
    assert quiet(house, BoundChat) == [(None, None)]
    assert quiet(house) == [(None, None)]


def test_a_group_sets_nothing_personal_and_only_by_its_administrators(house, group, unit):
    for line in ("giờ sáng 7h", "luật", "lịch", "vắng tuần sau; Kpă Y Lăng"):
        group.says(f"/caidat {line}").sees("chat riêng").sees_no("Lăng")
    member = house.person("Trần Thị Lan", "member", unit).in_group("-1")
    member.says("/caidat yên tĩnh 21h-6h").sees("Việc này dành cho quản trị viên.")
    other = house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    house.person("Quản Trị Lào Cai", "admin", other).in_group("-1").says("/caidat yên tĩnh 21h-6h").sees(
        "ngoài phạm vi"
    )
    assert quiet(house, BoundChat) == [(None, None)]
    assert mornings(house) == [(None, False)] * 3


def test_rights_are_asked_again_at_the_button(house, group, unit):
    group.says("/caidat")
    menu = group.answers[0]
    with house.session() as session, session.begin():
        person = session.get_one(Person, group.person_id)
        person.role, person.unit_id = "member", unit.id
    group.presses("Giờ yên tĩnh", menu).sees("Việc này dành cho quản trị viên.")


def test_with_numbered_choices(house, unit):
    lan = zalo(house, "Trần Thị Lan", unit)
    lan.says("/caidat").says("2")
    assert "1. 06:30" in lan.answers[0].text.plain
    lan.says("1").sees("✓ Tin sáng đến lúc 06:30")
    lan.says("/caidat").says("3").says("2").sees("✓ Giờ yên tĩnh 22:00–06:00")
    assert (mornings(house), quiet(house)) == ([(time(6, 30), False)], [(time(22), time(6))])


def zalo(house: House, name: str, unit) -> Chat:
    person = house.person(name, "member", unit)
    with house.session() as session, session.begin():
        session.exec(select(Account).where(Account.person_id == person.person_id)).one().channel = "zalo"
    return Chat(house, person.chat, person.user, person.person_id, channel="zalo")


def test_what_was_set_is_in_the_log_without_its_value(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat giờ sáng 7h").says("/caidat yên tĩnh 21h-6h")
    rows = house.read(select(AuditLog.act, AuditLog.subject, AuditLog.subject_id, AuditLog.fields))
    assert rows == [
        ("change", "person", lan.person_id, "morning_at"), ("change", "person", lan.person_id, "quiet_hours"),
    ]  # fmt: skip


def test_the_morning_message_comes_at_the_hour_that_was_set_or_not_at_all(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat giờ sáng 7h15")
    minh = house.person("Lê Quang Minh", "member", unit).says("/caidat giờ sáng tắt")
    now = house.clock.now()
    firm = house.add(
        Enterprise(
            name="Huy Hoàng", folded="huy hoang", kind="private", unit_id=unit.id, entered_at=now, changed_at=now
        )
    )
    for chat in (lan, minh):
        house.add(
            NextStep(
                enterprise_id=firm.id, unit_id=unit.id, due=date(2024, 6, 18), person_id=chat.person_id,
                text_sealed=house.vault.seal("trình hồ sơ"), entered_at=now,
            )
        )  # fmt: skip
    house.plans()
    assert house.mornings(datetime(2024, 6, 18, 7, 14, tzinfo=ZONE)) == []
    assert [one.address.chat for one in house.mornings(datetime(2024, 6, 18, 7, 15, tzinfo=ZONE))] == [lan.chat]
    assert house.mornings(datetime(2024, 6, 18, 9, tzinfo=ZONE)) == []


def test_in_english(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit).says("/caidat english").says("/settings")
    lan.sees("Your settings", "Language: English", "Morning message: 07:30, on working days", "Quiet hours: none")
    lan.says("/settings quiet 21h-6h30").sees("✓ Quiet hours 21:00–06:30: nothing comes unasked then")
