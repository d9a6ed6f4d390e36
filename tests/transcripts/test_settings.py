"""/caidat: the language of a person, and of a group's summary."""

import pytest
from sqlmodel import select

from models import BoundChat, Person
from tests.conversation import House


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
            channel="telegram", chat_id="-1", unit_id=unit.id, bound_by_id=admin.person_id, bound_at=now, starts_at=now
        )
    )
    return admin.in_group("-1")


def spoken(house: House) -> list[str | None]:
    return house.read(select(Person.language))


def test_a_person_chooses_by_button_and_is_answered_in_that_language(house, unit):
    lan = house.person("Trần Thị Lan", "viewer", unit)
    lan.says("/caidat").sees("Chọn ngôn ngữ:", "[Tiếng Việt] [English]")
    lan.presses("English").sees("From now on I use English")
    assert spoken(house) == ["en"]
    lan.says("/start").sees("Hello!")
    lan.says("/settings").presses("Tiếng Việt").sees("Từ nay dùng tiếng Việt")
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
    lan.says("/caidat")
    question = lan.answers[0]
    lan.presses("English", question).presses("Tiếng Việt", question).sees_nothing()
    assert "no longer valid" in lan.toast
    assert spoken(house) == ["en"]


def test_in_a_group_it_is_the_language_of_the_summary(house, group):
    group.says("/caidat").sees("Bản tin tuần dùng ngôn ngữ nào?").presses("English")
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
    group.says("/caidat")
    question = group.answers[0]
    second = house.person("Quản Trị Hai", "admin").in_group("-1")
    second.presses("English", question).sees_nothing()
    assert "người đã hỏi" in second.toast
    house.restart()
    group.presses("English", question).sees("English")
