"""/trogiup: what can be asked here, for this role, on one screen; and each command with examples that really work."""

import shutil

import pytest
from sqlmodel import select

from handlers.index import all_routes
from models import BoundChat, Person
from outreach.texts.help import EXAMPLES, GROUPS, WIDTH, Line, overview
from outreach.texts.speech import Speech
from tests.conversation import ZONE, House
from tests.matrix.world import World

LINES, LONGEST = 22, WIDTH + 2
# The world of the matrix has no such enterprise or candidate; that they are looked for shows that the line was read.
LOOKED_FOR = {
    "UnknownEnterprise",
    "UnknownUnit",
    "UnknownCandidate",
    "UnknownClass",
    "UnknownArea",
    "UnknownOrganisation",
}
EARLIER = {
    "CeremonyBeforeDecision",
    "CertificateAhead",
    "NothingChanges",
    "NothingToUndo",
    "UnknownTask",
    "NoSuchTask",
    "CodeTaken",
    "OutOfScope",
}


@pytest.fixture
def unit(house: House):
    return house.unit("DCT-1", "Đoàn công tác số 1")


def bind(house: House, unit, by: int) -> None:
    what = {"unit_id": unit.id, "bound_by_id": by, "bound_at": house.clock.now(), "starts_at": house.clock.now()}
    house.add(BoundChat(channel=house.channel, chat_id="-1", **what))


def commands_on(screen: str) -> set[str]:
    return {word.strip("/") for word in screen.split() if word.startswith("/") and word[1:2].isalpha()}


def test_each_role_sees_what_it_may_do_and_no_more(house, unit):
    viewer = house.person("Người Xem", "viewer", unit).says("/trogiup")
    viewer.sees("/tiendo tiến độ", "/dn").sees_no("/tham", "/ketqua", "/donvi", "/gan", "Quản trị")
    member = house.person("Trần Thị Lan", "member", unit).says("/trogiup")
    member.sees("Hằng ngày", "/tham ghi buổi", "/goiy", "/trogiup tham").sees_no("/ketqua", "/donvi", "/moi")
    house.person("Lê Văn Minh", "lead", unit).says("/help").sees("/ketqua", "/lop").sees_no("/donvi")
    house.person("Quản Trị", "admin").says("/trogiup").sees("Quản trị", "/donvi", "/moi", "/chitieu").sees_no("/gan")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("role", ["viewer", "member", "lead", "admin"])
def test_it_fits_one_screen_and_leaves_nothing_out(house, unit, role, language):
    someone = house.person("Trần Thị Lan", role, unit)
    with house.session() as session, session.begin():
        session.get(Person, someone.person_id).language = language
    lines = someone.says("/trogiup").screen.splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= LONGEST
    rank = ["reader", "viewer", "member", "lead", "admin"]
    there = [command for command in all_routes().commands if command.menu and command.place != "group"]
    may = [command for command in there if command.role == "anyone" or rank.index(command.role) <= rank.index(role)]
    assert {command.en if language == "en" else command.vi for command in may} <= commands_on("\n".join(lines))


def test_it_will_still_fit_when_the_reports_and_imports_have_come():
    """The screen of an administrator with every command that the contract names."""
    lines = [Line(name, name, "") for words in GROUPS.values() for name in words]
    shown = overview(Speech("vi", ZONE), lines, private=True).text.plain.splitlines()
    assert len(shown) <= LINES
    assert max(map(len, shown)) <= LONGEST


def test_only_commands_that_exist_are_named(house):
    known = {name for command in all_routes().commands for name in (command.vi, command.en)}
    named = commands_on(house.person("Quản Trị", "admin").says("/trogiup").screen)
    assert named <= known
    assert len(named) > 15


def test_every_command_stands_in_a_group(house):
    """One that is in none is shown all the same, under a heading of its own; here none is forgotten."""
    house.person("Quản Trị", "admin").says("/trogiup").sees_no("Khác")
    grouped = {name for words in GROUPS.values() for name in words}
    assert {command.vi for command in all_routes().commands if command.menu} - {"trogiup"} <= grouped


@pytest.mark.parametrize("said", ["tham", "/tham", "THĂM", "visit", "ghi buổi", "Ghi buổi làm việc"])
def test_one_command_is_told_with_examples(house, unit, said):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says(f"/trogiup {said}").sees("/tham – Ghi buổi làm việc", "Ví dụ:", "gặp công đoàn, HR; đồng ý")


def test_what_is_no_command_is_named_with_those_like_it(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says("/trogiup tiendoo").sees("tiendoo", "/tiendo?")
    lan.says("/trogiup làm sao bây giờ").sees("Không có lệnh làm sao bây giờ", "/trogiup")


def test_a_command_that_may_not_be_given_is_refused_as_it_would_be(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says("/trogiup moi").sees("dành cho quản trị viên").sees_no("Ví dụ:")
    bind(house, unit, lan.person_id)
    lan.in_group("-1").says("/trogiup ungvien").sees("riêng").sees_no("Ví dụ:")


def test_a_group_is_told_what_works_there(house, unit):
    admin = house.person("Quản Trị", "admin")
    bind(house, unit, admin.person_id)
    admin.in_group("-1").says("/trogiup").sees("trong nhóm này", "/gan gắn nhóm", "chat riêng").sees_no("/moi")
    house.outsider().in_group("-1").says("/trogiup").sees("/tiendo").sees_no("/tham", "/gan")


def test_an_unbound_group_learns_only_how_to_bind(house, unit):
    house.person("Quản Trị", "admin").in_group("-2").says("/trogiup").sees("chưa gắn").sees_no("/tham", "DCT-1")


def test_an_outsider_learns_nothing(house, unit):
    house.outsider().says("/trogiup").sees("chỉ phục vụ người được mời").sees_no("/tham", "/tiendo")
    house.outsider().says("/trogiup tham").sees("chỉ phục vụ người được mời").sees_no("Ví dụ")


def test_english_names_the_english_commands(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).language = "en"
    lan.says("/help").sees("What I can do", "/visit log a visit", "/help visit").sees_no("/tham")
    lan.says("/help visit").sees("/visit – Log a visit", "Examples:", "met union, HR")
    assert house.read(select(Person))[0].language == "en"


@pytest.fixture(scope="module")
def world(sqlite_template, tmp_path_factory):
    path = tmp_path_factory.mktemp("help") / "nhipcau.db"
    shutil.copyfile(sqlite_template, path)
    house = House(f"sqlite:///{path}")
    found = World(house)
    yield found
    found.close()
    house.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", list(EXAMPLES))
def test_the_examples_are_read_as_they_stand(world, command, language):
    """Each example is said to the bot: it may ask or look in vain for the enterprise, but never fail to understand."""
    known = all_routes().command(command)
    for sentence in EXAMPLES[command]:
        line = Speech(language, ZONE).word(sentence)
        assert line.split()[0][1:] in {known.vi, known.en}
        chat = "group of DCT-7" if known.place == "group" else "private"
        said = world.says("admin of everything", chat, line)
        assert said.error in {"", *LOOKED_FOR, *EARLIER}, f"{line}: {said.error}: {said.text}"
        assert said.replies, line
