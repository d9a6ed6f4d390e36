"""/trogiup: what can be asked here, for this role, on one screen."""

import pytest
from sqlmodel import select

from handlers.index import all_routes
from models import BoundChat, Person
from tests.conversation import House


@pytest.fixture
def unit(house: House):
    return house.unit("DCT-1", "Đoàn công tác số 1")


def bind(house: House, unit, by: int) -> None:
    now = house.clock.now()
    house.add(BoundChat(channel="telegram", chat_id="-1", unit_id=unit.id, bound_by_id=by, bound_at=now, starts_at=now))


def test_each_role_sees_what_it_may_do_and_no_more(house, unit):
    viewer = house.person("Người Xem", "viewer", unit).says("/trogiup")
    viewer.sees("/tiendo", "/dn").sees_no("/tham", "/ketqua", "/donvi", "/gan")
    member = house.person("Trần Thị Lan", "member", unit).says("/trogiup")
    member.sees("/tham", "Ví dụ:", "gặp công đoàn").sees_no("/ketqua", "/donvi", "/moi")
    house.person("Lê Văn Minh", "lead", unit).says("/help").sees("/ketqua").sees_no("/donvi")
    house.person("Quản Trị", "admin").says("/trogiup").sees("/donvi", "/moi", "/chitieu").sees_no("/gan –")


@pytest.mark.parametrize("role", ["viewer", "member", "lead", "admin"])
def test_it_fits_one_screen(house, unit, role):
    screen = house.person("Trần Thị Lan", role, unit).says("/trogiup").screen
    assert screen.count("\n") < 25


def test_only_commands_that_exist_are_named(house):
    known = {name for command in all_routes().commands for name in (command.vi, command.en)}
    admin = house.person("Quản Trị", "admin").says("/trogiup")
    named = {word.strip("/") for word in admin.screen.split() if word.startswith("/") and word[1:2].isalpha()}
    assert named <= known
    assert len(named) > 8


def test_a_group_is_told_what_works_there(house, unit):
    admin = house.person("Quản Trị", "admin")
    bind(house, unit, admin.person_id)
    admin.in_group("-1").says("/trogiup").sees("trong nhóm này", "/gan –", "chat riêng").sees_no("/moi –")
    house.outsider().in_group("-1").says("/trogiup").sees("/tiendo").sees_no("/tham –", "/gan –")


def test_an_unbound_group_learns_only_how_to_bind(house, unit):
    house.person("Quản Trị", "admin").in_group("-2").says("/trogiup").sees("chưa gắn").sees_no("/tham", "DCT-1")


def test_an_outsider_learns_nothing(house, unit):
    house.outsider().says("/trogiup").sees("chỉ phục vụ người được mời").sees_no("/tham", "/tiendo")


def test_english_names_the_english_commands(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).language = "en"
    lan.says("/help").sees("What I can do", "/visit – Log a visit", "Examples:").sees_no("/tham")
    assert house.read(select(Person))[0].language == "en"
