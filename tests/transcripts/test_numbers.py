"""Choices without buttons: a number, several, the label or how it begins; and what is no choice at all."""

from datetime import datetime, time, timedelta

import pytest
from sqlmodel import select

from models import BoundChat, Unit, VisitRole
from outreach.rules.vocabulary.commands import MOVES
from outreach.services.talk.outbox import LONGEST
from tests.conversation import ZONE, Chat
from tests.transcripts.test_visits import add_enterprise, counted, team

__all__ = ["team"]
pytestmark = pytest.mark.only_on("zalo", "numbers")


@pytest.fixture
def lan(team) -> Chat:
    return team["lan"]


@pytest.fixture
def group(house, team) -> Chat:
    """Lan in a group of the committee."""
    house.add(
        BoundChat(
            channel="zalo", chat_id="-500", unit_id=1, at=time(8), bound_by_id=team["admin"].person_id,
            bound_at=house.clock.now(), starts_at=house.clock.now(),
        )
    )  # fmt: skip
    return team["lan"].in_group()


def plain(chat: Chat) -> str:
    """The last message word for word, its numbers with it."""
    return chat.all[-1].text.plain


def test_the_choices_stand_in_the_text_with_their_numbers(lan):
    lan.says("/tham Việt Bắc; đồng ý")
    shown = plain(lan)
    assert "\n1. Công ty CP Việt Bắc 1\n2. Công ty CP Việt Bắc 2\n" in shown
    assert shown.endswith("Trả lời bằng số.")


@pytest.mark.parametrize("said", ["2", " 2. ", "Công ty CP Việt Bắc 2", "cong ty cp viet bac 2", "viet bac 2"])
def test_a_number_or_the_name(house, lan, said):
    lan.says("/tham Việt Bắc; đồng ý").says(said).sees("Công ty CP Việt Bắc 2")
    lan.presses("Ghi").sees("✓ Đã ghi: Công ty CP Việt Bắc 2")
    assert len(counted(house)) == 1


@pytest.mark.parametrize("said", ["gh", "GHI", "Ghi"])
def test_how_the_label_begins(house, lan, said):
    lan.says("/tham Việt Bắc; đồng ý").says("1").says(said).sees("✓ Đã ghi: Công ty CP Việt Bắc 1")
    assert len(counted(house)) == 1


@pytest.mark.parametrize("said", ["0", "9", "47", "1 2"])
def test_a_number_that_is_off(house, lan, said):
    lan.says("/viec").says("/caidat").sees("Cài đặt")
    most = len(lan.labels)
    lan.says("47" if said == "9" and most >= 9 else said).sees(f"Chọn một số từ 1 đến {most}.")
    lan.says("/huy").says("/tham Huy Hoàng; đồng ý").sees("✓ Đã ghi", "[Hoàn tác]")
    lan.says("2").sees("Ở đây chỉ có số 1.")
    assert len(counted(house)) == 1, "nothing was undone"


def test_a_number_is_off_in_a_guided_entry_too(lan):
    lan.says("/tham Huy Hoàng").presses("Xong").sees("Kết quả buổi làm việc?")
    most = len(lan.labels)
    lan.says("77").sees(f"Chọn một số từ 1 đến {most}.")
    lan.presses("Đồng ý").sees("Có vướng mắc gì?")


def test_a_number_that_was_typed_before_the_question_changed(house, lan):
    """Two numbers in a hurry: the second was meant for the first list, not for what the bot asked meanwhile."""
    typed = house.clock.now()
    house.clock.pass_by(seconds=5)
    lan.says("/tham Việt Bắc; đồng ý").sees("[Công ty CP Việt Bắc 1]")
    lan.says("1", sent_at=typed).sees_stale()
    house.clock.pass_by(seconds=5)
    lan.says("1").sees("[Ghi]")
    lan.says("1", sent_at=house.clock.now() - timedelta(seconds=1)).sees_stale()
    assert counted(house) == []


def test_a_question_that_has_been_answered(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý").says("1").sees("Đã hoàn tác")
    lan.says("1").sees_stale()
    assert counted(house) == []


def test_the_number_of_another_person_is_not_mine(house, team, group):
    """In a group each number means what was offered to the one who types it."""
    minh = team["minh"].in_group()
    group.says("/tham Việt Bắc; đồng ý")
    minh.says("1").sees("/trogiup").sees_no("Việt Bắc")
    minh.says("/tham Việt Bắc; từ chối").says("2").says("1").sees("✓ Đã ghi: Công ty CP Việt Bắc 2")
    group.says("1").says("1").sees("✓ Đã ghi: Công ty CP Việt Bắc 1")
    assert sorted(visit.outcome for visit in counted(house)) == ["agreed", "refused"]


def test_several_numbers_at_once(house, lan):
    lan.says("/tham Huy Hoàng").sees("Đã gặp ai?")
    assert plain(lan).endswith("ví dụ: 1 3")
    lan.says("1 3, 5")
    assert plain(lan).startswith("Đã chọn: Chủ DN, GĐ nhân sự, Chủ tịch công đoàn.")
    assert len(lan.answers) == 1, "one line, however many were chosen"
    lan.says("3").sees("Đã chọn: Chủ DN, Chủ tịch công đoàn.")
    lan.says("1 5").sees("Chưa chọn mục nào.").says("7 3")
    lan.says("xong").sees("Kết quả buổi làm việc?", "[Đồng ý]")
    assert "\n1. " in plain(lan), "a new question is asked in full"
    lan.says("đồng ý").sees("Có vướng mắc gì?", "[Làm việc theo ca]").presses("Ghi luôn").presses("Ghi")
    assert sorted(house.read(select(VisitRole.role))) == ["hr_director", "line_manager"]


def test_several_numbers_and_on(lan):
    """The last number may be what leads on: "1 3 8" is two people, and done."""
    lan.says("/tham Huy Hoàng")
    for said in ("1 47", "47", "8 1", "0"):
        lan.says(said).sees("Chọn một số từ 1 đến 10.")
    lan.says("1 3 8").sees("Kết quả buổi làm việc?").says("đồng ý").presses("Ghi luôn")
    lan.sees("Gặp: chủ DN, GĐ nhân sự")


def test_where_the_answer_may_be_a_number_the_choices_are_words(house, lan):
    lan.says("/tham Huy Hoàng").says("xong").says("đồng ý").says("xong").sees("Hẹn việc gì tiếp theo")
    assert "\n1. " not in plain(lan)
    assert plain(lan).endswith("Hoặc gõ: bỏ qua · ghi luôn · thôi")
    lan.says("bỏ qua").sees("Ghi chú gì thêm?").says("3").says("1").sees("✓ Đã ghi")
    assert [house.vault.open(visit.note_sealed) for visit in counted(house)] == ["3"]


@pytest.mark.parametrize("said", ["lịch họp với công đoàn", "việc", "tiến độ chậm", "thăm thêm xưởng 2"])
def test_a_word_like_a_command_is_the_answer_while_free_words_are_waited_for(house, lan, said):
    lan.says("/tham Huy Hoàng").says("xong").says("đồng ý").says("xong").says("bỏ qua").sees("Ghi chú gì thêm?")
    lan.says(said).sees(f"Ghi chú: {said}").presses("Ghi")
    assert [house.vault.open(visit.note_sealed) for visit in counted(house)] == [said]


def test_a_slash_starts_a_command_even_then(lan):
    lan.says("/tham Huy Hoàng").says("xong").says("đồng ý").says("/viec").sees("việc").sees_no("Kết quả buổi")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("thăm Huy Hoàng; đồng ý", "✓ Đã ghi: Công ty TNHH Huy Hoàng"),
        ("tham Huy Hoang, dong y", "Huy Hoàng"),
        ("việc", "việc"),
        ("Tiến độ", "Đoàn công tác số 1"),
        ("gợi ý", "thăm"),
        ("trợ giúp", "/tham"),
        ("mọi người khỏe không", "Chưa hiểu tin này"),
    ],
)
def test_commands_as_one_says_them(lan, said, seen):
    lan.says(said).sees(seen)


def test_a_command_is_one_where_only_yes_or_no_is_waited_for(team):
    """A preview that takes no words does not stand in the way; it can still be answered from the beginning."""
    admin = team["admin"].says("/moi thành viên; DCT-1; Lê Thị Hoa").sees("[Tạo lời mời]")
    admin.says("tiến độ").sees("Đảng ủy các KCN Hà Nội").sees_no("Lê Thị Hoa")


def test_in_a_group_a_mention_that_says_nothing_gets_a_hint(group):
    group.says("chào bot nhé").sees("Chưa hiểu tin này. Các lệnh dùng được trong nhóm: /trogiup")
    group.says("").sees("/trogiup")
    group.says("tiến độ").sees("Đảng ủy các KCN Hà Nội")
    group.says("bản tin").sees("Bản tin")


def test_an_unbound_group_learns_only_how_to_bind(lan):
    for said in ("chào bot", "tiến độ", "1"):
        lan.in_group("-9").says(said).sees("chưa gắn", "/gan")


def test_what_must_be_private_says_what_to_type_there(group, lan):
    group.says("/ungvien").sees("chat riêng")
    way = plain(group).splitlines()[-1]
    assert way.endswith("riêng cho bot: /ungvien"), way
    lan.says("/ungvien").sees("ứng viên")


def test_a_sticker_and_a_voice_get_one_sentence(lan):
    lan.does("other")
    assert len(lan.answers) == 1
    assert "\n" not in plain(lan)


def test_a_long_list_keeps_every_number_and_every_message_its_limit(house, team, lan):
    unit = house.read(select(Unit).where(Unit.code == "DCT-1"))[0]
    for number in range(60):
        add_enterprise(house, f"Công ty Cổ phần Xây dựng Thành Đạt {number:02} {'dài ' * 14}".strip(), unit)
    lan.says("/dn Thành Đạt")
    pieces = [message.text.plain for message in lan.answers]
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in pieces) <= LONGEST["zalo"]
    said = "\n".join(pieces)
    assert all(f"\n{place}. " in f"\n{said}" for place in range(1, len(lan.labels) + 1))


def test_the_morning_after_a_number_means_the_latest_message(house, lan):
    """What comes of the bot's own accord is the latest too: its numbers are the ones on the screen."""
    lan.says("/tham Huy Hoàng; đồng ý; hẹn 18/6 trình hồ sơ").sees("[Hoàn tác]")
    house.plans()
    house.mornings(datetime(2024, 6, 18, 7, 30, tzinfo=ZONE))
    assert "\n1. ✓ Xong\n" in plain(lan)
    lan.says("1").sees("✓ Đã xong")
    assert len(counted(house)) == 1, "the visit was not undone"


def test_every_word_that_moves_a_form_on_is_known():
    """Typed after "Hoặc gõ: bỏ qua · ghi luôn · thôi" they mean what the buttons mean."""
    assert all(MOVES.find(word) for word in ("bỏ qua", "xong", "thôi"))
