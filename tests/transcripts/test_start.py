"""/start: coming in by an invitation, being greeted, following a link."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import Account, AuditLog, BoundChat, Invitation, Person
from outreach.actor import OPERATOR
from outreach.services.people import invitations
from tests.conversation import Chat, House


@pytest.fixture
def unit(house: House):
    return house.unit("DCT-1", "Đoàn công tác số 1", under=house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee"))


def invite(house: House, unit, role: str = "member", name: str = "Trần Thị Lan") -> str:
    with house.session() as session, session.begin():
        return invitations.invite(session, OPERATOR, role, unit.id if unit else None, name, house.clock.now())


def names(house: House) -> list[str]:
    return [house.vault.open(person.name_sealed) for person in house.read(select(Person))]


def test_a_code_lets_its_bearer_in_and_says_what_to_try_first(house, unit):
    lan = house.outsider().says(f"/start {invite(house, unit)}")
    lan.sees(
        "Chào mừng Trần Thị Lan! Vai trò: thành viên, DCT-1.", "trợ lý tự động", "/tham – ", "/goiy – ", "/tiendo – "
    )
    (person,) = house.read(select(Person))
    assert (person.role, person.unit_id) == ("member", unit.id)
    assert house.read(select(Account))[0].user_id == lan.user
    assert house.read(select(Invitation))[0].used_by_id == person.id


def test_a_code_may_be_typed_in_small_letters(house, unit):
    house.outsider().says(f"/start {invite(house, unit).lower()}").sees("Chào mừng")


def test_an_administrator_is_led_to_the_first_three_duties(house):
    house.outsider().says(f"/start {invite(house, None, 'admin', 'Quản Trị')}").sees(
        "quản trị viên, mọi đơn vị", "/donvi – ", "/moi – ", "/chitieu – "
    )


def test_without_a_name_in_the_invitation_it_is_asked_and_survives_a_restart(house, unit):
    lan = house.outsider().says(f"/start {invite(house, unit, name='')}").sees("Xin cho biết họ và tên.")
    assert not house.read(select(Person))
    house.restart()
    lan.says("😀").sees("tên phải có chữ")
    lan.says("Lê Thị *Hoa*").sees("Lê Thị *Hoa*", "thành viên, DCT-1", "[Tham gia]")
    lan.presses("Tham gia").sees("Chào mừng Lê Thị *Hoa*!")
    assert names(house) == ["Lê Thị *Hoa*"]
    lan.presses("Tham gia").sees_stale()
    assert len(house.read(select(Person))) == 1


def test_a_code_works_once(house, unit):
    code = invite(house, unit)
    house.outsider("1").says(f"/start {code}").sees("Chào mừng")
    house.outsider("2").says(f"/start {code}").sees("Mã này không dùng được")
    assert len(house.read(select(Person))) == 1


def test_two_who_fill_in_their_name_for_one_code_do_not_both_come_in(house, unit):
    code = invite(house, unit, name="")
    first, second = house.outsider("1"), house.outsider("2")
    for chat, name in ((first, "Người Một"), (second, "Người Hai")):
        chat.says(f"/start {code}").says(name)
    first.presses("Tham gia").sees("Chào mừng")
    second.presses("Tham gia").sees("Mã này không dùng được")
    assert names(house) == ["Người Một"]


def test_a_code_that_is_too_old_is_refused_like_one_that_never_was(house, unit):
    code = invite(house, unit)
    house.clock.pass_by(days=7)
    old, wrong = house.outsider("1").says(f"/start {code}").screen, house.outsider("2").says("/start NONSENSE").screen
    assert old == wrong
    assert not house.read(select(Person))


def test_after_five_wrong_codes_even_the_right_one_must_wait_an_hour(house, unit):
    code, guesser = invite(house, unit), house.outsider()
    for guess in range(5):
        guesser.says(f"/start WRONG{guess}").sees("Mã này không dùng được")
    guesser.says(f"/start {code}").sees("Hãy chờ một giờ")
    assert not house.read(select(Person))
    assert len(house.read(select(AuditLog).where(AuditLog.act == "wrong code"))) == 5
    house.clock.pass_by(minutes=61)
    guesser.says(f"/start {code}").sees("Chào mừng")


def test_one_guesser_does_not_lock_out_another(house, unit):
    for guess in range(6):
        house.outsider("1").says(f"/start WRONG{guess}")
    house.outsider("2").says(f"/start {invite(house, unit)}").sees("Chào mừng")


def test_somebody_who_is_in_is_greeted_shortly(house, unit):
    house.person("Trần Thị Lan", "lead", unit).says("/start").sees("Xin chào! Vai trò: trưởng đoàn, DCT-1.", "/trogiup")


def test_somebody_who_is_in_moves_to_another_role_by_a_new_code(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says(f"/start {invite(house, unit, 'lead', 'Lan')}").sees("Vai trò: trưởng đoàn, DCT-1")
    assert [(person.role, house.vault.open(person.name_sealed)) for person in house.read(select(Person))] == [
        ("lead", "Trần Thị Lan")
    ]


def test_the_last_administrator_cannot_step_down_by_a_code(house, unit):
    admin = house.person("Quản Trị", "admin")
    admin.says(f"/start {invite(house, unit, 'admin', '')}").sees("Đây là quản trị viên duy nhất")
    assert house.read(select(Person))[0].unit_id is None
    assert house.read(select(Invitation))[0].used_at is None


def test_who_tries_out_an_invitation_for_others_keeps_role_and_code(house, unit):
    admin, code = house.person("Quản Trị", "admin", unit), invite(house, unit, "viewer", "")
    house.person("Quản Trị Hai", "admin")
    admin.says(f"/start {code}").sees("Lời mời này dành cho người khác", "Mã vẫn còn dùng được")
    assert {person.role for person in house.read(select(Person))} == {"admin"}
    house.outsider().says(f"/start {code}").says("Lê Thị Hoa").presses("Tham gia").sees("Chào mừng", "người xem")


def test_a_code_for_the_same_role_elsewhere_moves_its_bearer(house, unit):
    lan, other = house.person("Trần Thị Lan", "member", unit), house.unit("DCT-2", "Đoàn công tác số 2")
    lan.says(f"/start {invite(house, other)}").sees("Vai trò: thành viên, DCT-2")
    assert house.read(select(Person.unit_id)) == [other.id]


def test_somebody_whose_access_was_taken_away_comes_in_again_as_a_new_person(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).left_at = house.clock.now() - timedelta(days=1)
    lan.says("/start").sees("chỉ phục vụ người được mời")
    lan.says(f"/start {invite(house, unit)}").sees("Chào mừng")
    assert len(house.read(select(Person))) == 2


def test_an_outsider_learns_how_to_come_in_and_nothing_else(house, unit):
    for text in ("/start", "/start tham", "/start donvi", "/trogiup", "xin chào"):
        house.outsider().says(text).sees("chỉ phục vụ người được mời").sees_no("DCT-1", "DU-HN", "Đoàn")


def test_a_link_leads_to_the_command_it_names(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    lan.says("/start tham").sees("doanh nghiệp nào")
    lan.says("/start status").sees_no("không dùng được")
    lan.says("/start moi").sees("Việc này dành cho quản trị viên.")
    lan.says("/start start").sees("Xin chào! Vai trò")


def test_a_code_is_not_taken_in_a_group(house, unit):
    admin = house.person("Quản Trị", "admin")
    group = house.outsider().in_group("-1").says(f"/start {invite(house, unit)}")
    group.sees("chat riêng", "[Mở chat riêng]")
    assert house.read(select(Invitation))[0].used_at is None
    group.says("/start").sees("chưa gắn với đơn vị nào")
    house.add(
        BoundChat(
            channel=house.channel, chat_id="-1", unit_id=unit.id, bound_by_id=admin.person_id,
            bound_at=house.clock.now(), starts_at=house.clock.now(),
        )
    )  # fmt: skip
    group.says("/start").sees("Xem các lệnh dùng được ở đây")


def test_english(house, unit):
    lan = house.person("Trần Thị Lan", "member", unit)
    speak_english(house, lan)
    lan.says("/start").sees("Hello! Role: member, DCT-1.")


def speak_english(house: House, chat: Chat) -> None:
    with house.session() as session, session.begin():
        session.get(Person, chat.person_id).language = "en"


def test_somebody_who_is_coming_in_may_think_better_of_it(house):
    """The draft that asks for the name can be dropped; whoever has none learns nothing, in a group not even that."""
    unit = house.unit("DU-HN", "Đảng ủy", "committee")
    stranger = house.outsider().says(f"/start {invite(house, unit, 'member', '')}")
    stranger.says("/huy").sees("chưa ghi gì")
    stranger.says("/huy").sees("chỉ phục vụ người được mời")
    stranger.in_group().says("/huy").sees_nothing()
