"""One person on two messengers: the second account waits for the first to agree; where the morning message comes."""

from datetime import date, datetime, time

import pytest
from sqlmodel import select

from models import Account, NextStep, PendingAccount, Person
from tests.conversation import ZONE, Chat
from tests.people import committee, person

OTHER = {"telegram": "zalo", "zalo": "telegram"}
NAMES = {"telegram": "Telegram", "zalo": "Zalo"}


@pytest.fixture
def land(house):
    return committee(house)


@pytest.fixture
def second(land) -> Chat:
    """Somebody's chat on the messenger on which Lan is not yet."""
    return Chat(land.house, "abc1", "abc1", channel=OTHER[land.lan.channel])


@pytest.fixture
def names(land) -> tuple[str, str]:
    """The messenger of the first account and that of the second, by name."""
    return NAMES[land.lan.channel], NAMES[OTHER[land.lan.channel]]


def key(land) -> str:
    """The code for which Lan asks."""
    land.lan.says("/caidat").presses("Tài khoản").presses("Thêm tài khoản")
    return land.lan.all[-1].text.plain.removeprefix("/start ")


def accounts(land, who: Chat | None = None) -> list[tuple[str, str]]:
    query = select(Account.channel, Account.user_id)
    return sorted(land.house.read(query.where(Account.person_id == (who or land.lan).person_id)))


def ask(land, second: Chat, code: str = "") -> None:
    second.says(f"/start {code or key(land)}").presses("Dùng tài khoản này")
    land.house.delivers()


def link(land, second: Chat) -> None:
    ask(land, second)
    land.lan.presses("Đồng ý")


# --- asking, agreeing, refusing ---


def test_a_second_account_waits_until_the_first_agrees(land, second, names):
    first, other = names
    land.lan.says("/caidat").presses("Tài khoản").sees(f"Bạn đang dùng bot trên {first}.", "cùng dữ liệu")
    land.lan.presses(f"Thêm tài khoản {other}").sees("gửi cho bot dòng dưới đây (một lần, hạn 09:00 19/06/2024)")
    code = land.lan.all[-1].text.plain
    assert code.startswith("/start ")
    second.says(code).sees("Trần Thị Lan", f"Dùng thêm tài khoản {other} này?", f"hỏi lại trên {first}")
    second.presses("Dùng tài khoản này").sees(f"hỏi bạn trên {first}", "hạn 09:00 19/06/2024")
    assert accounts(land) == [(land.lan.channel, land.lan.user)]
    second.says("/tiendo").sees("chỉ phục vụ người được mời")
    land.house.delivers()
    assert f"Có một tài khoản {other} vừa dùng mã của bạn" in land.lan.all[-1].text.plain
    land.lan.presses("Đồng ý").sees(f"✓ Đã thêm tài khoản {other}.")
    assert second.all[-1].text.plain.startswith("✓ Đã xác nhận.")
    second.says("/start").sees("thành viên, DCT-1")
    land.lan.says("/start").sees("thành viên, DCT-1")
    assert accounts(land) == sorted([(land.lan.channel, land.lan.user), (second.channel, second.user)])
    assert land.house.read(select(PendingAccount)) == []


@pytest.mark.parametrize("typed", ["start {}", "bắt đầu {}", "/start {}", "START {}"])
def test_nobody_types_slashes(land, second, typed):
    second.says(typed.format(key(land))).sees("Trần Thị Lan")


@pytest.mark.parametrize("typed", ["start {}", "bắt đầu {}", "/start {}"])
def test_joining_is_the_same_on_both(land, typed):
    chat = land.admin.says("/moi thành viên; DCT-1; Vũ Thị Mai").presses("Tạo lời mời")
    code = chat.screen.split("/start ")[1].split()[0]
    new = Chat(land.house, "abc9", "abc9", channel=OTHER[land.lan.channel])
    new.says(typed.format(code)).sees("Chào mừng Vũ Thị Mai", "thành viên, DCT-1")


def test_the_first_refuses(land, second, names):
    ask(land, second)
    land.lan.presses("Không phải tôi").sees(f"✓ Đã từ chối tài khoản {names[1]}.", "báo cho quản trị viên")
    assert "không được xác nhận" in second.all[-1].text.plain
    second.says("/start").sees("chỉ phục vụ người được mời")
    land.lan.presses("Đồng ý").sees_no("✓ Đã thêm")
    assert len(accounts(land)) == 1


def test_after_two_days_it_is_too_late(land, second):
    ask(land, second)
    land.house.clock.pass_by(hours=48)
    land.lan.presses("Đồng ý").sees_no("✓")
    assert len(accounts(land)) == 1
    land.house.plans()
    assert land.house.read(select(PendingAccount)) == []


def test_the_question_comes_in_quiet_hours_too(land, second):
    land.lan.says("/caidat yên tĩnh 8h-20h")
    ask(land, second)
    assert "Có phải bạn không?" in land.lan.all[-1].text.plain


def test_agreeing_twice_or_for_somebody_else_does_nothing(land, second):
    link(land, second)
    land.lan.presses("Đồng ý").sees_no("✓")
    assert len(accounts(land)) == 2


def test_an_account_is_never_two_peoples(land, second):
    code = key(land)
    ask(land, second, code)
    new = land.admin.says("/moi thành viên; DCT-1; Vũ Thị Mai").presses("Tạo lời mời")
    second.says(f"/start {new.screen.split('/start ')[1].split()[0]}").sees("Chào mừng Vũ Thị Mai")
    land.lan.presses("Đồng ý").sees_no("✓")
    assert len(accounts(land)) == 1


def test_a_newer_question_takes_the_place_of_the_older(land, second):
    ask(land, second)
    third = Chat(land.house, "abc3", "abc3", channel=second.channel)
    ask(land, third)
    (row,) = land.house.read(select(PendingAccount))
    assert row.user_id == "abc3"


def test_ones_own_code_does_not_replace_the_account_one_has(land):
    code = key(land)
    land.house.outsider("777").says(f"/start {code}").sees("Bạn đã có tài khoản", "xin mã của quản trị viên")
    assert accounts(land) == [(land.lan.channel, land.lan.user)]


def test_a_code_of_somebody_who_left_opens_nothing(land, second):
    code = key(land)
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").presses("Thu hồi")
    second.says(f"/start {code}").sees("Mã này không dùng được")


# --- the administrator ---


def admins_code(land) -> str:
    chat = land.admin.says("/moi").presses("Trần Thị Lan").presses("Đổi tài khoản").presses("Tạo mã")
    return chat.screen.split("/start ")[1].split()[0]


def test_with_an_administrators_code_the_first_is_asked_too(land, second, names):
    ask(land, second, admins_code(land))
    assert len(accounts(land)) == 1
    land.lan.presses("Đồng ý").sees(f"✓ Đã thêm tài khoản {names[1]}.")


def test_an_administrator_confirms_for_whoever_lost_the_first(land, second, names):
    ask(land, second, admins_code(land))
    land.admin.says("/moi").presses("Trần Thị Lan").presses(f"Xác nhận {names[1]}").sees("✓ Đã thêm tài khoản")
    assert "Quản trị viên đã xác nhận" in land.lan.all[-1].text.plain
    second.says("/start").sees("thành viên, DCT-1")


def test_an_administrator_of_another_unit_cannot(land, second, names):
    ask(land, second)
    land.local.says("/moi").presses("Trần Thị Lan")
    with land.house.session() as session, session.begin():
        session.get(Person, land.local.person_id).unit_id = land.two.id
    land.local.presses(f"Xác nhận {names[1]}").sees_no("✓")
    assert len(accounts(land)) == 1


# --- letting one go ---


def test_an_account_is_unlinked_from_the_other(land, second, names):
    link(land, second)
    second.says("/caidat tài khoản").sees("Tài khoản: Telegram, Zalo; tin nhắc đến nơi bạn nhắn gần nhất")
    second.presses(f"Gỡ {names[0]}").sees("Dữ liệu vẫn còn trên tài khoản kia").presses("Gỡ").sees("✓ Đã gỡ")
    assert "đã được gỡ từ tài khoản kia" in land.lan.all[-1].text.plain
    land.lan.says("/tiendo").sees("chỉ phục vụ người được mời")
    second.says("/start").sees("thành viên, DCT-1")
    second.says("/caidat tài khoản").sees_no("Gỡ")


# --- where the morning message comes ---


def overdue(land) -> None:
    land.house.add(
        NextStep(
            enterprise_id=land.firm.id, unit_id=land.one.id, text_sealed=land.house.vault.seal("trình hồ sơ"),
            due=date(2024, 6, 14), kind="step", person_id=land.lan.person_id, entered_by_id=land.lan.person_id,
            entered_at=datetime(2024, 6, 3, 9, tzinfo=ZONE),
        )
    )  # fmt: skip


def morning(land, day: int) -> list[str]:
    """On which messengers Lan is told something in the morning of a day of June."""
    said = land.house.mornings(datetime(2024, 6, day, 7, 30, tzinfo=ZONE))
    return [message.address.channel for message in said if message.address.chat in {land.lan.chat, "abc1"}]


def test_the_morning_message_comes_where_one_last_wrote(land, second):
    overdue(land)
    land.house.plans()
    link(land, second)
    second.says("/viec")
    assert morning(land, 18) == [second.channel]
    land.house.clock.pass_by(minutes=5)
    land.lan.says("/viec")
    second.says("/viec")
    land.house.clock.pass_by(minutes=5)
    land.lan.says("/viec")
    assert morning(land, 19) == [land.lan.channel]


def test_the_morning_message_comes_where_one_wants_it(land, second, names):
    first, other = names
    overdue(land)
    land.house.plans()
    link(land, second)
    land.lan.says(f"/caidat nhận tin qua {other}").sees(f"✓ Từ nay tin nhắc đến {other}.")
    land.lan.says("/caidat").sees(f"tin nhắc đến {other}")
    land.lan.says("/viec")
    assert morning(land, 18) == [second.channel]
    land.house.clock.pass_by(minutes=5)
    land.lan.says("/caidat tài khoản").presses("Nơi tôi nhắn gần nhất").sees("nơi bạn nhắn gần nhất")
    assert morning(land, 19) == [land.lan.channel]
    second.says("/caidat tài khoản").presses(f"Nhận tin qua {first}").sees(f"✓ Từ nay tin nhắc đến {first}.")
    assert morning(land, 20) == [land.lan.channel]


def test_a_messenger_on_which_one_cannot_be_reached_is_passed_over(land, second, names):
    overdue(land)
    land.house.plans()
    link(land, second)
    second.says(f"/caidat nhận tin qua {names[1]}")
    second.does("removed")
    assert morning(land, 18) == [land.lan.channel]


def test_a_messenger_on_which_one_is_not_cannot_be_chosen(land, names):
    land.lan.says(f"/caidat nhận tin qua {names[1]}").sees_no("✓")
    assert person(land.house, land.lan).channel is None


def test_hours_of_the_morning_stay(land, second):
    link(land, second)
    second.says("/caidat giờ sáng 7h")
    assert person(land.house, land.lan).morning_at == time(7)


def test_an_old_question_agrees_to_no_newer_one(land, second):
    ask(land, second)
    old = land.lan.all[-1]
    land.house.clock.pass_by(minutes=1)
    third = Chat(land.house, "abc3", "abc3", channel=second.channel)
    third.says(f"/start {key(land)}").presses("Dùng tài khoản này")
    land.lan.presses("Đồng ý", old) if land.lan.channel == "telegram" else land.lan.says("1")
    assert len(accounts(land)) == 1
