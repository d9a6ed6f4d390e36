"""A new telephone or account: an administrator's one-time code lets a person in from it; the old account goes then."""

import threading

import pytest
from sqlmodel import select

from models import Account, AuditLog, Invitation, Outbox
from outreach.actor import Actor
from outreach.errors import BadInvitation
from outreach.services.people import relinking
from tests.conversation import Chat
from tests.people import change, committee


@pytest.fixture
def land(house):
    return committee(house)


def code(land, by: Chat | None = None) -> str:
    """The code that an administrator makes for Lan."""
    chat = (by or land.admin).says("/moi").presses("Trần Thị Lan").presses("Đổi tài khoản").presses("Tạo mã")
    return chat.screen.split("/start ")[1].split()[0]


def accounts(land) -> list[tuple[str, str]]:
    query = select(Account.channel, Account.user_id).where(Account.person_id == land.lan.person_id)
    return sorted(land.house.read(query))


def test_the_new_account_takes_the_place_of_the_old_once_it_confirms(land):
    new = land.house.outsider("777")
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Đổi tài khoản").sees(
        "Tạo mã để Trần Thị Lan vào bằng tài khoản mới?", "Tài khoản cũ vẫn dùng được"
    )
    land.admin.presses("Tạo mã").sees("chuyển tiếp", "Xin chào Trần Thị Lan!", "hạn 09:00 19/06/2024", "/start ")
    key = land.admin.screen.split("/start ")[1].split()[0]
    new.says(f"/start {key}").sees("Trần Thị Lan", "thành viên, DCT-1", "thay cho tài khoản cũ?")
    assert accounts(land) == [(land.house.channel, land.lan.user)]
    land.lan.says("/tiendo").sees_no("người được mời")
    new.presses("Dùng tài khoản này").sees("✓ Chào mừng Trần Thị Lan trở lại!")
    assert accounts(land) == [(land.house.channel, "777")]
    new.says("/start").sees("thành viên, DCT-1")
    land.lan.says("/tiendo").sees("chỉ phục vụ người được mời")
    logged = land.house.read(select(AuditLog.fields).where(AuditLog.subject == "person", AuditLog.act == "change"))
    assert logged == ["account"]


def test_the_old_account_is_told(land):
    new = land.house.outsider("777").says(f"/start {code(land)}")
    new.presses("Dùng tài khoản này")
    assert "không còn dùng được với bot" in land.lan.all[-1].text.plain
    assert "Lan" not in land.lan.all[-1].text.plain
    assert land.house.read(select(Outbox.bulk).where(Outbox.chat_id == land.lan.chat)) == [False]


def test_another_messenger_is_linked_beside(land):
    key = code(land)
    here, there = land.house.channel, "telegram" if land.house.channel == "zalo" else "zalo"
    second = Chat(land.house, "z1", "z1", channel=there).says(f"/start {key}")
    second.presses(second.labels[0]).sees(f"hỏi bạn trên {here.title()}")
    land.house.delivers()
    land.lan.presses("Đồng ý").sees(f"✓ Đã thêm tài khoản {there.title()}.")
    assert accounts(land) == sorted([(here, land.lan.user), (there, "z1")])
    second.says("/start").sees("thành viên, DCT-1")
    land.lan.says("/start").sees("thành viên, DCT-1")


def test_what_waits_follows_to_the_new_account(land):
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Vắng mặt").says("1/7-15/7").presses("Lê Văn Nam")
    land.admin.presses("Ghi")
    new = land.house.outsider("777").says(f"/start {code(land)}").presses("Dùng tài khoản này")
    for _ in range(2):
        land.house.delivers()
    assert any("Quản trị viên đã ghi vắng mặt" in said.text.plain for said in new.all)
    assert not any("ghi vắng mặt" in said.text.plain for said in land.lan.all)


def test_the_code_is_kept_as_a_digest_and_stands_among_the_open_invitations(land):
    key = code(land)
    (invitation,) = land.house.read(select(Invitation))
    assert key not in invitation.code_digest
    land.admin.says("/moi").sees("đổi tài khoản: Trần Thị Lan, thành viên, DCT-1")
    land.admin.presses("Hủy lời mời").presses("đổi tài khoản").presses("Hủy lời mời").sees("✓ Đã hủy")
    land.house.outsider("777").says(f"/start {key}").sees("Mã này không dùng được")


# --- codes that do not open ---


def test_a_code_works_once(land):
    key = code(land)
    first, second = land.house.outsider("777").says(f"/start {key}"), land.house.outsider("888").says(f"/start {key}")
    first.presses("Dùng tài khoản này").sees("✓")
    second.presses("Dùng tài khoản này").sees("Mã này không dùng được")
    land.house.outsider("999").says(f"/start {key}").sees("Mã này không dùng được")
    assert accounts(land) == [(land.house.channel, "777")]


def test_a_newer_code_makes_the_older_worthless(land):
    old, newer = code(land), code(land)
    land.house.outsider("777").says(f"/start {old}").sees("Mã này không dùng được")
    land.house.outsider("777").says(f"/start {newer}").sees("Trần Thị Lan")


def test_a_code_is_good_for_two_days(land):
    key = code(land)
    land.house.clock.pass_by(hours=48)
    land.house.outsider("777").says(f"/start {key}").sees("Mã này không dùng được")


def test_a_code_that_grows_old_between_question_and_answer(land):
    new = land.house.outsider("777").says(f"/start {code(land)}")
    land.house.clock.pass_by(hours=49)
    new.presses("Dùng tài khoản này").sees("Mã này không dùng được")
    assert accounts(land) == [(land.house.channel, land.lan.user)]


def test_somebody_who_left_is_not_let_in_again_by_it(land):
    key = code(land)
    new = land.house.outsider("777").says(f"/start {key}")
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").presses("Thu hồi")
    new.presses("Dùng tài khoản này").sees("Mã này không dùng được")
    land.house.outsider("888").says(f"/start {key}").sees("Mã này không dùng được")


def test_whoever_made_it_must_still_administer_the_person(land):
    key = code(land, land.local)
    change(land.house, land.lan, unit_id=land.house.unit("DU-LC", "Đảng ủy Lào Cai", "committee").id)
    land.house.outsider("777").says(f"/start {key}").sees("Mã này không dùng được")


def test_from_an_account_that_is_somebody_elses_nothing_happens(land):
    key = code(land)
    land.nam.says(f"/start {key}").sees("Tài khoản này đang là của người khác.", "Mã vẫn còn dùng được.")
    land.lan.says(f"/start {key}").sees("Đây chính là tài khoản đang dùng.", "Mã vẫn còn dùng được.")
    land.house.outsider("777").says(f"/start {key}").presses("Dùng tài khoản này").sees("✓")


def test_an_account_of_somebody_who_left_may_be_used(land):
    key = code(land)
    change(land.house, land.nam, left_at=land.house.clock.now())
    land.nam.says(f"/start {key}").presses("Dùng tài khoản này").sees("✓ Chào mừng Trần Thị Lan trở lại!")
    assert accounts(land) == [(land.house.channel, land.nam.user)]


def test_it_is_for_administrators_at_every_button(land):
    land.local.says("/moi").presses("Trần Thị Lan").presses("Đổi tài khoản")
    change(land.house, land.local, role="lead")
    land.local.presses("Tạo mã").sees("Việc này dành cho quản trị viên.")
    change(land.house, land.local, role="admin", unit_id=land.two.id)
    land.local.presses("Tạo mã").sees_no("/start", "Trần Thị Lan")
    assert not land.house.read(select(Invitation))


def test_a_code_is_not_taken_in_a_group(land):
    land.house.outsider("777").in_group().says(f"/start {code(land)}").sees("chat riêng").sees_no("Trần Thị Lan")


def test_two_accounts_at_once_do_not_both_come_in(land):
    key, now, start, ended = code(land), land.house.clock.now(), threading.Barrier(2), []

    def use(user: str) -> None:
        start.wait()
        try:
            with land.house.session() as session, session.begin():
                relinking.link(session, Actor(channel=land.house.channel, user=user), key, now)
            ended.append("done")
        except BadInvitation:
            ended.append("refused")

    both = [threading.Thread(target=use, args=(user,)) for user in ("777", "888")]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert sorted(ended) == ["done", "refused"]
    assert len(accounts(land)) == 1
