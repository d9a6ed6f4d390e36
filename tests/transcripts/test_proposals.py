"""Kiến nghị: brought on a visit, answered by an administrator, and told to the member who brought it."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from models import AuditLog, ChannelRule, Entry, Outbox, Person, Proposal
from tests.conversation import ZONE
from tests.screens import unnumbered
from tests.transcripts.test_privacy import bind
from tests.transcripts.test_visits import add_enterprise

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what is said does not differ
WISH, REPLY = "cho công nhân học ngoài giờ", "Đảng ủy đã làm việc với Ban quản lý, sẽ mở lớp tối từ tháng 7"


@pytest.fixture
def lan(house):
    """A member who has brought a proposal; a colleague, a neighbour, administrators of the committee and of all."""
    house.du = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.du)
    house.firm = add_enterprise(house, "Công ty TNHH Huy Hoàng", house.one)
    house.chief = house.person("Phạm Thu Hoa", "admin", house.du)
    house.root = house.person("Vũ Đức Quang", "admin")
    house.nam = house.person("Đỗ Hải Nam", "member", house.one)
    house.minh = house.person("Lê Văn Minh", "member", house.two)
    lan = house.person("Trần Thị Lan", "member", house.one)
    lan.says(f"/tham Huy Hoàng; đồng ý; kiến nghị {WISH}").sees("✓")
    return lan


def change(house, table, key, **values):
    with house.session() as session, session.begin():
        row = session.get(table, key)
        for name, value in values.items():
            setattr(row, name, value)


def answer(house, by=None, text=REPLY):
    chat = by or house.chief
    return chat.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời").says(text).presses("Ghi")


def kept(house):
    (row,) = house.read(select(Proposal))
    return row


def told(house, chat):
    return [unnumbered(message) for message in house.delivers() if message.address.chat == chat.chat]


def test_an_administrator_answers_and_whoever_brought_it_is_told(house, lan):
    house.chief.says("/dn Huy Hoàng").sees(f"Kiến nghị\n• {WISH} (17/06/2024, chờ trả lời)", "[Kiến nghị]")
    house.chief.presses("Kiến nghị").sees(
        "Kiến nghị: Công ty TNHH Huy Hoàng", "Buổi làm việc 17/06/2024, DCT-1", "[Trả lời]"
    )
    house.chief.presses("Trả lời").sees("Cấp ủy trả lời thế nào?", "đừng ghi họ tên ai").says(REPLY)
    house.chief.sees(f"Nội dung: {WISH}", f"Trả lời: {REPLY}", "[Ghi]", "[Sửa]")
    assert kept(house).answered_at is None, "nothing is written before it has been seen"
    house.chief.presses("Ghi").sees(
        "✓ Đã trả lời.", "trên thẻ của Công ty TNHH Huy Hoàng", "được báo ngay", "[Hoàn tác]"
    )
    assert told(house, lan) == ["Kiến nghị đã có trả lời\nCông ty TNHH Huy Hoàng, buổi làm việc 17/06/2024"]
    lan.presses("Đọc trả lời").sees(f"Nội dung: {WISH}", f"Trả lời ngày 17/06/2024: {REPLY}")
    assert REPLY.encode() not in kept(house).answer_sealed
    lan.presses("Mở doanh nghiệp").sees(f"• {WISH} (đã trả lời 17/06/2024: {REPLY})")
    assert house.fates("answered") == [("sent", None)]
    assert not told(house, lan), "once"


def test_the_answer_is_in_the_log_without_its_words(house, lan):
    answer(house)
    rows = house.read(select(AuditLog).where(AuditLog.subject == "answer"))
    assert [(row.act, row.subject_id, row.person_id, row.fields) for row in rows] == [
        ("enter", kept(house).id, house.chief.person_id, "")
    ]
    house.chief.says("/nhatky Huy Hoàng").sees("trả lời kiến nghị Công ty TNHH Huy Hoàng").sees_no("Ban quản lý")


def test_who_may_answer_and_who_may_read(house, lan):
    """Members read what their unit brought; neighbours nothing; only those who answer for the unit answer."""
    for chat in (lan, house.nam):
        chat.says("/dn Huy Hoàng").sees(WISH).presses("Kiến nghị").sees(WISH).sees_no("[Trả lời]")
    house.minh.says("/dn Huy Hoàng").sees_no(WISH, "Kiến nghị")
    other = house.person("Ngô Văn Bình", "admin", house.two)
    other.says("/dn Huy Hoàng").sees_no(WISH, "Kiến nghị")
    answer(house, by=house.root).sees("✓ Đã trả lời.")


@on_sqlite
def test_nothing_of_it_in_a_group(house, lan):
    bind(house, lan, house.du)
    answer(house)
    house.chief.in_group().says("/dn Huy Hoàng").sees("Huy Hoàng").sees_no("iến nghị", WISH, "Ban quản lý")
    house.chief.in_group().says("/hoantac").sees("Trả lời kiến nghị ở Công ty TNHH Huy Hoàng").sees_no(
        WISH, "Ban quản lý"
    )


def test_two_who_answer_at_once(house, lan):
    """Both have the question before them; the second learns that it is answered, and nothing is overwritten."""
    house.chief.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời")
    house.root.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời").says("Câu khác")
    house.chief.says(REPLY).presses("Ghi").sees("✓ Đã trả lời.")
    house.root.presses("Ghi").sees("Kiến nghị này đã có người trả lời", "chưa được lưu")
    assert house.vault.show(kept(house).answer_sealed) == REPLY


@on_sqlite
def test_whoever_lost_the_role_meanwhile_writes_nothing(house, lan):
    house.chief.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời").says(REPLY)
    change(house, Person, house.chief.person_id, role="lead")
    house.chief.presses("Ghi").sees_no("✓")
    assert kept(house).answered_at is None


@on_sqlite
def test_answers_that_cannot_be(house, lan):
    house.chief.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời")
    house.chief.says("x" * 2001).sees("2.001", "2.000").says("\u200b").sees_no("[Ghi]").says(REPLY).presses("Ghi")
    house.chief.sees("✓ Đã trả lời.")


@on_sqlite
def test_an_answer_can_be_changed_before_it_is_written(house, lan):
    house.chief.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời").says("Nhầm")
    house.chief.presses("Sửa").presses("Trả lời").says(REPLY).presses("Ghi").sees("✓")
    assert house.vault.show(kept(house).answer_sealed) == REPLY


def test_undone_before_it_was_told_nobody_hears_of_it(house, lan):
    answer(house).presses("Hoàn tác").sees("Đã hoàn tác", f"Trả lời ngày 17/06/2024: {REPLY}")
    assert (kept(house).answered_at, kept(house).answer_sealed, kept(house).answered_by_id) == (None, None, None)
    assert not told(house, lan)
    assert house.fates("answered") == [("cleared", "withdrawn")]
    house.chief.says("/dn Huy Hoàng").sees("chờ trả lời")


def test_undone_after_it_was_told_they_are_told_so(house, lan):
    answer(house)
    told(house, lan)
    house.clock.pass_by(minutes=5)
    house.chief.says("/hoantac").sees("Trả lời kiến nghị ở Công ty TNHH Huy Hoàng").presses("Hoàn tác")
    (said,) = told(house, lan)
    assert said == (
        "Câu trả lời cho kiến nghị ở Công ty TNHH Huy Hoàng (buổi làm việc 17/06/2024) đã được rút lại. "
        "Kiến nghị vẫn chờ trả lời."
    )
    house.clock.pass_by(minutes=5)
    answer(house, text="Câu trả lời mới")
    assert len(told(house, lan)) == 1
    lan.presses("Đọc trả lời").sees("Câu trả lời mới").sees_no(REPLY)


@on_sqlite
def test_taken_back_and_given_anew_only_the_new_one_is_told(house, lan):
    answer(house)
    told(house, lan)
    house.clock.pass_by(minutes=5)
    house.chief.says("/hoantac").presses("Hoàn tác")
    answer(house, text="Câu trả lời mới")
    assert len(told(house, lan)) == 1
    assert house.fates("answer_withdrawn") == [("cleared", "answered")]


@on_sqlite
def test_a_visit_corrected_keeps_the_answer_and_one_undone_has_it_back(house, lan):
    answer(house)
    lan.says("/sua họp được 30 phút").presses("Ghi").sees("✓")
    lan.says("/dn Huy Hoàng").sees(f"(đã trả lời 17/06/2024: {REPLY})").sees_no("chờ trả lời")
    (entry,) = house.read(select(Entry).where(Entry.kind == "answer"))
    assert entry.subject_id == 2, "it is the answer to the proposal that counts now"
    lan.says("/hoantac").presses("Hoàn tác")
    lan.says("/dn Huy Hoàng").sees(f"(đã trả lời 17/06/2024: {REPLY})").sees_no("chờ trả lời")
    house.chief.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    lan.says("/dn Huy Hoàng").sees("chờ trả lời")


def test_a_visit_withdrawn_takes_its_proposal_along(house, lan):
    lan.says("/tham Huy Hoàng; từ chối; kiến nghị giảm họp").presses("Ghi")
    house.chief.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời: giảm họp")
    lan.says("/hoantac").presses("Hoàn tác")
    house.chief.says(REPLY).sees("không còn")
    house.chief.says("/dn Huy Hoàng").sees(WISH).sees_no("giảm họp")


# --- who is told ---


def test_while_they_are_away_their_stand_in_is_told(house, lan):
    days = {"away_from": date(2024, 6, 17), "away_until": date(2024, 6, 30)}
    change(house, Person, lan.person_id, stand_in_id=house.nam.person_id, **days)
    answer(house)
    assert not told(house, lan)
    assert house.read(select(Outbox.chat_id).where(Outbox.rule == "answered")) == [house.nam.chat]


def test_whoever_has_left_or_answers_themselves_is_not_told(house, lan):
    change(house, Person, lan.person_id, left_at=house.clock.now())
    answer(house).sees("✓ Đã trả lời.").sees_no("được báo")
    assert not told(house, lan)
    house.root.says("/tham Huy Hoàng; đồng ý; kiến nghị thêm xe đưa đón")
    house.root.says("/dn Huy Hoàng").presses("Kiến nghị").presses("Trả lời").says("Đã đồng ý").presses("Ghi").sees("✓")
    assert house.fates("answered") == []


@on_sqlite
def test_where_names_are_forbidden_nothing_typed_is_shown(house, lan):
    house.add(ChannelRule(channel=house.channel, names_forbidden=True, changed_by_id=1, changed_at=house.clock.now()))
    answer(house).sees("✓ Đã trả lời.").sees_no(WISH)
    assert len(told(house, lan)) == 1
    lan.presses("Đọc trả lời").sees("không hiện lời ghi tự do", "Đã trả lời ngày 17/06/2024")
    lan.sees_no(WISH, "Ban quản lý")


def test_what_could_not_be_delivered_comes_with_the_next_morning_message(house, lan):
    answer(house)
    house.clock.pass_by(hours=13)
    assert not told(house, lan)
    assert house.fates("answered") == [("stale", "too old")]
    house.plans()
    house.mornings(datetime(2024, 6, 18, 7, 35, tzinfo=ZONE))
    lan.says("/huy")
    (said,) = [message.text.plain for message in lan.all if "Kiến nghị đã có trả lời" in message.text.plain]
    assert "Kiến nghị đã có trả lời: Công ty TNHH Huy Hoàng (buổi làm việc 17/06)" in said
    lan.presses("Đọc trả lời").sees(f"Trả lời ngày 17/06/2024: {REPLY}")
    house.mornings(datetime(2024, 6, 19, 7, 35, tzinfo=ZONE))
    assert house.fates("answered") == [("stale", f"told in morning:{lan.person_id}:2024-06-18")]


def test_what_waits_is_a_task_of_the_administrators_until_it_is_answered(house, lan):
    house.chief.says("/viec").sees("kiến nghị chờ trả lời").presses("1").sees("Huy Hoàng").presses("Trả lời")
    house.chief.says(REPLY).presses("Ghi").sees("✓ Đã trả lời.")
    house.chief.says("/viec").sees_no("kiến nghị")
    lan.says("/viec").sees_no("kiến nghị")


@on_sqlite
def test_the_morning_message_reminds_administrators_without_its_words(house, lan):
    """Due 15 days after the visit, on Tuesday 02/07: told on Friday 28/06, three days before being a Saturday."""
    house.mornings(datetime(2024, 6, 17, 7, 35, tzinfo=ZONE))
    house.clock.pass_by(hours=2)
    said = {day: house.mornings(datetime(2024, 6, day, 7, 35, tzinfo=ZONE)) for day in range(18, 29)}
    texts = {
        day: [one.text.plain for one in sent if one.address.chat == house.chief.chat] for day, sent in said.items()
    }
    assert any("kiến nghị chờ trả lời" in text for text in texts[28])
    assert not any(WISH in text for found in texts.values() for text in found)


def test_whoever_administers_other_units_by_now_takes_no_answer_back(house, lan):
    answer(house)
    change(house, Person, house.chief.person_id, unit_id=house.two.id)
    house.chief.says("/hoantac").sees("Huy Hoàng").sees_no(WISH, REPLY)
    house.chief.presses("Hoàn tác").sees("không còn").sees_no("Đã hoàn tác")
    assert kept(house).answered_at is not None
