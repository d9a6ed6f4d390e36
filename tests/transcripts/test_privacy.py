"""/quyenrieng: what is kept, as a file, corrected, erased; requests and their clock; channels without names."""

import json
from datetime import date, datetime, time

import pytest
from sqlmodel import select

from jobs import retention
from models import AuditLog, BoundChat, Candidate, ChannelRule, Conversation, Inbox, Outbox, Person, PrivacyRequest
from outreach.rules.folding import fold
from tests.candidates import NAME, PHONE, add_candidate
from tests.conversation import ZONE
from tests.transcripts.test_visits import add_enterprise

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what is said does not differ


@pytest.fixture
def lan(house):
    """A member of a working group with one candidate; a neighbouring group, and administrators of both and of all."""
    house.du = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    house.one = house.unit("DCT-1", "Đoàn công tác số 1", under=house.du)
    house.two = house.unit("DCT-2", "Đoàn công tác số 2", under=house.du)
    house.firm = add_enterprise(house, "Công ty TNHH Huy Hoàng", house.one)
    house.chief = house.person("Phạm Thu Hoa", "admin", house.du)
    house.root = house.person("Vũ Đức Quang", "admin")
    house.minh = house.person("Lê Văn Minh", "member", house.two)
    lan = house.person("Trần Thị Lan", "member", house.one)
    house.linh = add_candidate(house, house.one, lan.person_id, house.firm)
    return lan


def log(house, subject="candidate"):
    rows = house.read(select(AuditLog).where(AuditLog.subject == subject).order_by(AuditLog.id))
    return [(row.act, row.subject_id, row.fields) for row in rows]


def requests(house):
    return house.read(select(PrivacyRequest).order_by(PrivacyRequest.id))


# --- what is kept on me ---


def test_what_is_kept_on_me(house, lan):
    lan.says("/quyenrieng").sees(
        "Dữ liệu lưu về bạn", "Họ tên: Trần Thị Lan", "Vai trò: thành viên, Đoàn công tác số 1",
        f"Tài khoản: {house.channel.title()} (từ 17/06/2024)", "Số mục đã ghi: 1", "[Nhận tệp dữ liệu] [Một ứng viên…]",
        "[Yêu cầu đang mở (0)]",
    ).sees_no("kênh", "Linh")  # fmt: skip


@on_sqlite
def test_my_own_data_as_a_file(house, lan):
    lan.says("/privacy").presses("Nhận tệp dữ liệu").sees("Dữ liệu lưu về bạn. Ai có tệp đều đọc được.")
    text = opened(lan)
    assert "Họ tên: Trần Thị Lan" in text
    kept = json.loads(text[text.index("{") :])
    assert (kept["entries"], kept["accounts"][0][0]) == (1, house.channel)


@on_sqlite
def test_a_viewer_learns_of_themselves_alone(house, lan):
    viewer = house.person("Người Xem", "viewer", house.one)
    viewer.says("/quyenrieng").sees("Họ tên: Người Xem", "Vai trò: người xem").sees_no("ứng viên", "Yêu cầu")
    viewer.says("/quyenrieng UV-0001").sees("chỉ để xem").sees_no("Linh")
    viewer.says("/quyenrieng yêu cầu").sees("chỉ để xem")


@on_sqlite
def test_an_outsider_learns_how_to_come_in(house, lan):
    house.outsider().says("/quyenrieng").sees("chỉ phục vụ người được mời")


@on_sqlite
def test_in_a_group_there_is_a_link_to_the_private_chat(house, lan):
    bind(house, lan, house.one)
    lan.in_group().says("/quyenrieng UV-0001").sees("chat riêng", "[Mở chat riêng]").sees_no("Linh", "Thùy")


def bind(house, chat, unit):
    now = house.clock.now()
    house.add(
        BoundChat(channel=house.channel, chat_id="-500", unit_id=unit.id, at=time(8), bound_by_id=chat.person_id,
                  bound_at=now, starts_at=now)
    )  # fmt: skip


# --- what is kept on a candidate ---


def opened(chat) -> str:
    """The text of the file in the last answer."""
    (file,) = [message.file for message in chat.answers if message.file]
    assert file.name.endswith(".txt")
    return file.content.decode("utf-8-sig")


@on_sqlite
@pytest.mark.parametrize("typed", ["/quyenrieng UV-0001", "/QUYENRIENG uv1", "/privacy uv 01"])
def test_what_is_kept_on_a_candidate(house, lan, typed):
    lan.says(typed).sees(
        "Dữ liệu lưu về UV-0001", f"Họ tên: {NAME}", "Năm sinh: 1998", f"Điện thoại: {PHONE}", "Giới tính: nữ",
        "Công ty TNHH Huy Hoàng", "09/01/2024, bằng văn bản, bản 1", "số quyết định: 12-QĐ/ĐU", "lưu tại tủ của",
        "chứng nhận ngày 20/03/2024", "[Nhận tệp dữ liệu] [Sửa]", "[Ghi yêu cầu] [Rút đồng ý, xóa]",
    )  # fmt: skip
    assert log(house)[-1] == ("read", house.linh, "name phone born")


@pytest.mark.only_on("telegram", "files")
def test_the_file_can_be_read_by_people_and_machines(house, lan):
    lan.says("/quyenrieng").presses("Một ứng viên").presses("UV-0001").presses("Nhận tệp dữ liệu")
    lan.sees("Dữ liệu lưu về UV-0001", "ai có tệp đều đọc được").sees_no(NAME)
    text = opened(lan)
    assert "DỮ LIỆU LƯU VỀ: UV-0001\r\nXuất lúc 09:00 17/06/2024" in text
    assert f"Họ tên: {NAME}" in text
    assert "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15" in text
    kept = json.loads(text[text.index("{") :])
    assert (kept["name"], kept["phone"], len(kept["events"])) == (NAME, PHONE, 10)
    assert kept["events"][6]["details"]["votes"] == 5
    assert log(house)[-1][0] == "export"


@on_sqlite
def test_the_file_lies_sealed_in_the_outbox(house, lan):
    lan.says("/quyenrieng UV-0001 xuất")
    assert NAME in opened(lan)
    (row,) = [row for row, message in house.sent(lan.chat) if message.file]
    assert fold("Thùy Linh").encode() not in row.payload_sealed
    assert NAME.encode() not in row.payload_sealed


@on_sqlite
@pytest.mark.parametrize(
    "typed", ["/quyenrieng UV-0001", "/quyenrieng UV-0001 xuất", "/quyenrieng UV-0001 xóa", "/quyenrieng uv1 yêu cầu"]
)
def test_another_units_candidate_is_as_unknown(house, lan, typed):
    unknown = typed.replace("UV-0001", "UV-0099").replace("uv1", "UV-0099")
    house.minh.says(typed)
    seen = house.minh.screen.replace("UV-0001", "X").replace("uv1", "X")
    house.minh.says(unknown)
    assert seen == house.minh.screen.replace("UV-0099", "X")
    assert "Linh" not in seen
    assert [row for row in log(house) if row[0] in {"read", "export"}] == []


@on_sqlite
def test_what_is_no_code_is_named(house, lan):
    lan.says("/quyenrieng Linh").sees("Linh")
    lan.says("/quyenrieng UV-0001 nhảy").sees("Dữ liệu lưu về UV-0001")


@on_sqlite
def test_rights_are_asked_at_every_button(house, lan):
    lan.says("/quyenrieng UV-0001")
    shown = lan.answers[0]
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).unit_id = house.two.id
    for button in ("Nhận tệp", "Ghi yêu cầu", "Rút đồng ý"):
        lan.presses(button, shown).sees("UV-0001").sees_no("Linh")
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).role = "viewer"
    lan.presses("Nhận tệp", shown).sees("chỉ để xem")
    house.minh.presses("Nhận tệp", shown).sees_nothing()


@on_sqlite
def test_in_english(house, lan):
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).language = "en"
    lan.says("/privacy").sees("What is kept on you", "Role: member")
    lan.says("/privacy UV-0001").sees("Year of birth: 1998", "Sex: female", "[Withdraw consent, erase]")
    lan.says("/privacy UV-0001 export").sees("whoever has the file can read it")


# --- requests and their clock ---


def test_a_request_has_the_legal_clock(house, lan):
    """Monday 17/06/2024: 2 working days are Wednesday 19/06, 15 days are 02/07."""
    lan.says("/quyenrieng UV-0001").presses("Ghi yêu cầu").sees("UV-0001 yêu cầu gì?")
    lan.presses("Sửa dữ liệu").sees("ngày nào?").presses("Hôm nay")
    lan.sees("Yêu cầu của UV-0001: sửa dữ liệu, ngày 17/06/2024").presses("Ghi")
    lan.sees("✓ Đã ghi yêu cầu", "Báo tiếp nhận chậm nhất ngày 19/06/2024", "báo tiếp nhận chậm nhất 19/06/2024")
    lan.sees("giải quyết chậm nhất 02/07/2024 (15 ngày; Luật 91/2025/QH15)", "[Đã báo tiếp nhận] [Đã giải quyết]")
    (row,) = requests(house)
    assert (row.kind, row.acknowledge_by, row.act_by) == ("correction", date(2024, 6, 19), date(2024, 7, 2))
    lan.presses("Đã báo tiếp nhận").sees("✓ Đã báo tiếp nhận", "Giải quyết chậm nhất ngày 02/07/2024")
    lan.sees_no("[Đã báo tiếp nhận]")
    lan.says("/quyenrieng UV-0001").sees("sửa dữ liệu. Giải quyết chậm nhất ngày 02/07/2024")
    house.chief.says("/quyenrieng yêu cầu").sees("1 yêu cầu đang mở").presses("UV-0001").presses("Đã giải quyết")
    house.chief.sees("✓ UV-0001: sửa dữ liệu. Đã giải quyết xong.")
    (row,) = requests(house)
    assert (row.done_by_id, row.done_at) == (house.chief.person_id, house.clock.now())
    house.chief.says("/quyenrieng các yêu cầu").sees("Không có yêu cầu nào đang mở")
    assert [act for act, _, _ in log(house, "privacy_request")] == ["acknowledge", "answer"]


@on_sqlite
@pytest.mark.parametrize(
    ("typed", "kind", "day"),
    [
        ("/quyenrieng UV-0001 yêu cầu xuất 14/6", "export", date(2024, 6, 14)),
        ("/quyenrieng uv1 YEU CAU xoa; hom qua", "erasure", date(2024, 6, 16)),
        ("/quyenrieng uv1 yêu cầu; 12/6/2024; đính chính", "correction", date(2024, 6, 12)),
        ("/privacy uv1 request export; yesterday", "export", date(2024, 6, 16)),
    ],
)
def test_a_request_in_one_line(house, lan, typed, kind, day):
    lan.says(typed).presses("Ghi")
    (row,) = requests(house)
    assert (row.kind, row.asked_on) == (kind, day)


@on_sqlite
def test_requests_that_cannot_be(house, lan):
    lan.says("/quyenrieng UV-0001 yêu cầu xuất; 20/6/2024").sees("20/6/2024 chưa đến")
    lan.says("/quyenrieng UV-0001 yêu cầu nhảy").sees("Không hiểu yêu cầu nhảy", "rút đồng ý và xóa")
    lan.says("/quyenrieng UV-0001 yêu cầu").says("tặng quà").sees("tặng quà", "sửa dữ liệu").says("sửa").says("mai")
    lan.sees("chưa đến").says("hôm nay").presses("Ghi").sees("✓")
    lan.says("/quyenrieng UV-0001 yêu cầu sửa; hôm nay").presses("Ghi").sees("UV-0001 đã có yêu cầu này")
    assert len(requests(house)) == 1


def test_a_request_is_seen_by_those_in_charge_alone(house, lan):
    lan.says("/quyenrieng UV-0001 yêu cầu xuất; hôm nay").presses("Ghi")
    shown = lan.answers[0]
    house.minh.says("/quyenrieng yêu cầu").sees("Không có yêu cầu nào").sees_no("xem và nhận")
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).unit_id = house.two.id
    lan.presses("Đã giải quyết", shown).sees("không còn")
    assert requests(house)[0].done_at is None


def test_a_request_goes_with_the_candidate_to_another_unit(house, lan):
    lan.says("/quyenrieng UV-0001 yêu cầu xuất; hôm nay").presses("Ghi")
    with house.session() as session, session.begin():
        session.get(Candidate, house.linh).unit_id = house.two.id
    lan.says("/quyenrieng yêu cầu").sees("Không có yêu cầu nào")
    house.minh.says("/quyenrieng yêu cầu").sees("1 yêu cầu đang mở", "UV-0001")


@on_sqlite
def test_correcting_leads_to_the_card(house, lan):
    lan.says("/quyenrieng UV-0001").presses("Sửa").sees("UV-0001", NAME, "[Sửa thông tin]")
    lan.presses("Dữ liệu cá nhân").sees("Dữ liệu lưu về UV-0001")


def told(house, chat, day, month=6) -> list[str]:
    """What the morning of a day tells somebody about requests."""
    said = house.mornings(datetime(2024, month, day, 7, 35, tzinfo=ZONE))
    return [one.text.plain for one in said if one.address.chat == chat.chat and "UV-0001" in one.text.plain]


def test_administrators_are_reminded_of_each_limit_in_their_morning_message(house, lan):
    """Asked on Monday 17: on Tuesday of the 19th, then until it is acknowledged; acting by Tuesday 02/07."""
    told(house, house.chief, 17)
    house.clock.set(datetime(2024, 6, 17, 9, tzinfo=ZONE))
    lan.says("/quyenrieng UV-0001 yêu cầu xuất; hôm nay").presses("Ghi")
    mornings = {day: told(house, house.chief, day) for day in range(18, 24)}
    assert {day for day, said in mornings.items() if said} == {18, 19, 20, 21}, "not on Saturday and Sunday"
    assert "UV-0001: báo tiếp nhận yêu cầu về dữ liệu cá nhân (hạn ngày mai)" in mornings[18][0]
    for (said,) in filter(None, mornings.values()):
        assert "Linh" not in said
        assert "Huy Hoàng" not in said
    for chat in (lan, house.minh, house.root):
        assert not [message for row, message in house.sent(chat.chat) if row.rule == "morning"]
    house.chief.says("/quyenrieng yêu cầu").presses("UV-0001").presses("Đã báo tiếp nhận")
    coming = {day: told(house, house.chief, day) for day in range(24, 31)}
    assert [day for day, said in coming.items() if said] == [27, 28], "on Friday beside what is told once a week"
    assert "chưa ghi buổi" in coming[28][0]
    assert "chưa ghi buổi" not in coming[27][0]
    assert told(house, house.chief, 2, month=7)
    house.chief.says("/quyenrieng yêu cầu").presses("UV-0001").presses("Đã giải quyết")
    assert not any(told(house, house.chief, day, month=7) for day in range(3, 9))


@on_sqlite
def test_days_off_move_the_reminder_back(house, lan):
    """Asked on Thursday 25/04/2024, to be acknowledged by 02/05; 27/04 to 01/05 are off: told on Friday 26/04."""
    house.mornings(datetime(2024, 4, 25, 7, 35, tzinfo=ZONE))
    house.clock.set(datetime(2024, 4, 25, 9, tzinfo=ZONE))
    lan.says("/quyenrieng UV-0001 yêu cầu xóa; hôm nay").presses("Ghi")
    assert requests(house)[0].acknowledge_by == date(2024, 5, 2)
    april = [day for day in range(26, 31) if told(house, house.chief, day, month=4)]
    assert april + [day for day in range(1, 4) if told(house, house.chief, day, month=5)] == [26, 2, 3]


# --- erasing ---


def test_consent_is_withdrawn_and_everything_erased(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý; gặp bạn Đặng thị Thuỳ Linh, rất nhiệt tình; hẹn 20/6 gọi dang thi thuy linh")
    lan.says("/quyenrieng UV-0001 xóa").sees("Rút sự đồng ý của UV-0001", "Sẽ xóa: họ tên", "Không ai khôi phục được",
                                             "Chỉ giữ lại con số", "xin gõ: UV-0001")  # fmt: skip
    lan.says("ok").sees("ok không đúng mã", "Chưa xóa gì").says("UV-0002").sees("không đúng mã")
    assert house.read(select(Candidate))[0].anonymised_at is None
    house.restart()
    lan.says("uv 1").sees("ghi chép của các buổi làm việc", "• 17/06/2024, DCT-1").presses("Thay bằng mã")
    lan.sees("Bước cuối", "thay bằng mã", "[Xóa vĩnh viễn]").sees_no("[Sửa]").presses("Xóa vĩnh viễn")
    lan.sees("✓ Đã xóa dữ liệu của UV-0001 ngày 17/06/2024", "mã trong 1 buổi", "xóa các tin cũ").sees_no("/sua")
    (row,) = house.read(select(Candidate))
    assert (row.name_sealed, row.closed_on) == (None, date(2024, 6, 17))
    for typed in ("/quyenrieng UV-0001", "/quyenrieng UV-0001 xóa", "/ungvien UV-0001"):
        lan.says(typed).sees("Dữ liệu của UV-0001 đã được xóa, chỉ còn lại số liệu").sees_no("Linh")
    house.minh.says("/quyenrieng UV-0001").sees("Không có ứng viên UV-0001")
    lan.says("/ungvien thùy linh").sees("Không có ứng viên nào tên")
    lan.says("/hoantac").sees("Gặp: bạn UV-0001", "Hẹn: 20/06 gọi UV-0001").sees_no("Linh").presses("Hoàn tác")
    lan.says("/hoantac").sees("Chưa có mục nào để sửa")
    assert ("erase", house.linh, "") in log(house)


@on_sqlite
def test_notes_may_be_left_to_be_corrected_by_hand(house, lan):
    lan.says("/tham Huy Hoàng; đồng ý; gọi 0912345678")
    lan.says("/quyenrieng uv1 rút đồng ý").says("UV-0001").presses("Không, tôi tự sửa").presses("Xóa vĩnh viễn")
    lan.sees("sửa bằng /sua", "• 17/06/2024, DCT-1")


@on_sqlite
def test_the_erasure_can_be_dropped_until_the_last_step(house, lan):
    lan.says("/quyenrieng UV-0001").presses("Rút đồng ý, xóa").presses("Thôi").sees("Đã bỏ")
    lan.says("/quyenrieng UV-0001").presses("Rút đồng ý, xóa").says("UV-0001").sees("Bước cuối").presses("Thôi")
    assert house.read(select(Candidate))[0].name_sealed is not None


@on_sqlite
def test_who_has_lost_the_right_meanwhile_erases_nothing(house, lan):
    lan.says("/quyenrieng UV-0001 xóa").says("UV-0001").sees("[Xóa vĩnh viễn]")
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).unit_id = house.two.id
    lan.presses("Xóa vĩnh viễn").sees_no("Đã xóa")
    assert house.read(select(Candidate))[0].name_sealed is not None


def test_open_requests_end_with_the_erasure(house, lan):
    lan.says("/quyenrieng UV-0001 yêu cầu xóa; hôm nay").presses("Ghi")
    lan.says("/quyenrieng UV-0001 xóa").says("UV-0001").presses("Xóa vĩnh viễn").sees("✓")
    (row,) = requests(house)
    assert row.done_at is not None
    assert row.acknowledged_at is not None
    house.chief.says("/quyenrieng yêu cầu").sees("Không có yêu cầu nào đang mở")


# --- anonymising ---


def closed(house, day, unit=None, lan=None):
    key = add_candidate(house, unit or house.one, lan.person_id, house.firm, steps=3, name="Bùi Văn Cường")
    with house.session() as session, session.begin():
        row = session.get(Candidate, key)
        row.closed_on, row.exit = day, "left"
    return key


def tidy_up(house):
    more = True
    while more:
        more = house.store.write_here(lambda session: retention.anonymise(session, house.clock.now(), ZONE))


def test_closed_candidates_are_anonymised_after_twelve_months(house, lan):
    due, tomorrow, open_one = closed(house, date(2023, 6, 16), lan=lan), closed(house, date(2023, 6, 17), lan=lan), 1
    lan.says("/quyenrieng yêu cầu").sees("Sắp ẩn danh", "UV-0003: kết thúc 17/06/2023, ẩn danh từ 18/06/2024")
    tidy_up(house)
    state = {row.id: row.anonymised_at is not None for row in house.read(select(Candidate))}
    assert state == {open_one: False, due: True, tomorrow: False}
    assert house.read(select(Candidate).where(Candidate.id == due))[0].name_sealed is None
    assert ("anonymise", due, "") in log(house)
    house.clock.pass_by(days=1)
    tidy_up(house)
    assert house.read(select(Candidate.anonymised_at).where(Candidate.id == tomorrow)) != [None]
    lan.says("/quyenrieng UV-0003").sees("Dữ liệu của UV-0003 đã được xóa").sees_no("Cường")


@on_sqlite
def test_the_jobs_of_the_house_anonymise(house, lan):
    gone = closed(house, date(2023, 1, 1), lan=lan)
    house.plans()
    assert house.read(select(Candidate.anonymised_at).where(Candidate.id == gone)) != [None]


def test_many_are_anonymised_in_batches_and_once_a_day(house, lan, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        closed(house, date(2022, 1, 1), lan=lan)
    runs = [
        house.store.write_here(lambda session: retention.anonymise(session, house.clock.now(), ZONE)) for _ in "1234"
    ]
    assert runs == [True, True, False, False]
    assert len(house.read(select(Candidate.id).where(Candidate.anonymised_at.is_not(None)))) == 5
    closed(house, date(2022, 1, 1), lan=lan)
    assert not house.store.write_here(lambda session: retention.anonymise(session, house.clock.now(), ZONE))
    assert len(house.read(select(Candidate.id).where(Candidate.anonymised_at.is_not(None)))) == 5


# --- photos and files ---


@on_sqlite
@pytest.mark.parametrize("kind", ["photo", "document"])
def test_a_photo_into_a_conversation_about_a_candidate_is_refused(house, lan, kind):
    """In a form, and where a candidate was shown last; the draft is kept, and nothing of what came."""
    lan.says("/quyenrieng UV-0001").does(kind, text="").sees("Xin không gửi ảnh hoặc tệp", "Bot không tải về")
    lan.says("/quyenrieng UV-0001 xóa").does(kind, text="").sees("Xin không gửi ảnh hoặc tệp", "vẫn còn")
    lan.says("UV-0001").sees("Bước cuối")
    assert len(house.read(select(Conversation))) == 1
    assert {row.payload_sealed for row in house.read(select(Inbox))} == {None}


@on_sqlite
def test_a_photo_elsewhere_is_met_as_before(house, lan):
    lan.does("photo").sees("Bot chỉ đọc")
    lan.says("/quyenrieng UV-0001").says("/tham Huy Hoàng").does("photo").sees("Bot chỉ đọc").sees_no("ứng viên")
    lan.in_group().does("photo").sees_nothing()


# --- channels without names ---


def forbid(house):
    name = house.channel.title()
    house.root.says("/quyenrieng kênh").sees("Họ tên trên các kênh", f"{name}: hiện họ tên trong chat riêng")
    house.root.presses(f"Cấm họ tên trên {name}").sees(f"Cấm họ tên trên {name}?", "Từ lúc đó trên kênh chỉ dùng mã")
    house.root.presses("Đồng ý").sees(f"✓ Từ nay không có họ tên trên {name}")


def test_names_are_forbidden_on_a_channel_and_allowed_again(house, lan):
    forbid(house)
    name, (rule,) = house.channel.title(), house.read(select(ChannelRule))
    assert (rule.channel, rule.names_forbidden, rule.changed_by_id) == (house.channel, True, house.root.person_id)
    lan.says("/quyenrieng UV-0001").sees("Kênh này không cho phép họ tên", "quản trị viên").sees_no("Linh", "1998")
    lan.says("/quyenrieng UV-0001 xuất").sees("dữ liệu cá nhân").sees_no("Linh")
    lan.says("/ungvien UV-0001").sees("UV-0001").sees_no("Linh", "0912")
    lan.says("/quyenrieng").sees("Họ tên: không hiện trên kênh này").sees_no("Lan")
    lan.presses("Nhận tệp").sees("dữ liệu cá nhân")
    assert not [message for message in lan.answers if message.file]
    house.root.says("/quyenrieng").presses("Họ tên trên các kênh").sees(f"{name}: không hiện họ tên")
    house.root.presses(f"Cho phép họ tên trên {name}").presses("Đồng ý").sees(f"✓ Họ tên được hiện lại trên {name}")
    lan.says("/quyenrieng UV-0001").sees(NAME)
    assert log(house, "channel_rule") == [
        ("forbid", None, f"names_forbidden {house.channel}"),
        ("allow", None, f"names_forbidden {house.channel}"),
    ]


@on_sqlite
def test_contacts_of_an_enterprise_are_hidden_there_too(house, lan):
    lan.says("/dn sửa Huy Hoàng; giám đốc: Ngô Bảo Châu, 0988777666").presses("Ghi")
    lan.says("/dn Huy Hoàng").sees("Ngô Bảo Châu")
    forbid(house)
    lan.says("/dn Huy Hoàng").sees("giám đốc").sees_no("Ngô Bảo Châu", "0988")
    lan.says("/dn sửa Huy Hoàng; giám đốc: Tạ Quang Bửu").sees("Kênh này không cho phép họ tên", "bỏ phần đầu mối")
    assert "Bửu" not in lan.screen


def test_free_words_on_the_card_of_an_enterprise_are_hidden_there_too(house, lan):
    lan.says("/tham Huy Hoàng; vướng anh Quách Tĩnh chưa chịu; hẹn 15/7 gặp Quách Tĩnh")
    lan.says("/dn Huy Hoàng").sees("gặp Quách Tĩnh", "chưa chịu")
    forbid(house)
    lan.says("/dn Huy Hoàng").sees("15/07", "vướng mắc khác").sees_no("Quách")


def test_what_waits_to_be_sent_and_drafts_are_cleared(house, lan):
    lan.says("/quyenrieng UV-0001").sees(NAME)
    house.add(
        Conversation(channel=house.channel, chat_id=lan.chat, user_id=lan.user, form="candidate", step="name",
                     token="t", draft_sealed=house.vault.seal_json({"name": NAME}), updated_at=house.clock.now())
    )  # fmt: skip
    forbid(house)
    assert not house.sent(lan.chat)
    rows = house.read(select(Outbox).where(Outbox.chat_id == lan.chat))
    assert {(row.state, row.reason, row.payload_sealed) for row in rows} == {("cleared", "names forbidden", None)}
    assert not house.read(select(Conversation).where(Conversation.chat_id == lan.chat))


@on_sqlite
def test_only_who_administers_everything_switches(house, lan):
    house.chief.says("/quyenrieng kênh").sees("quản trị viên toàn hệ thống")
    house.chief.says("/quyenrieng").sees_no("kênh")
    lan.says("/quyenrieng kênh").sees("quản trị viên")
    house.root.says("/quyenrieng kênh").presses("Cấm họ tên trên Telegram")
    with house.session() as session, session.begin():
        session.get(Person, house.root.person_id).unit_id = house.one.id
    house.root.presses("Đồng ý").sees("quản trị viên toàn hệ thống")
    assert not house.read(select(ChannelRule))


def test_nobody_puts_the_laws_clock_off_beyond_its_limit(house, lan):
    house.clock.set(datetime(2024, 6, 17, 9, tzinfo=ZONE))
    lan.says("/quyenrieng UV-0001 yêu cầu xuất; hôm nay").presses("Ghi")
    house.chief.says("/viec").sees("UV-0001").says("/viec để sau 1 30/7").sees("thứ Tư 19/06").sees_no("30/07")
    house.clock.set(datetime(2024, 6, 24, 9, tzinfo=ZONE))
    house.chief.says("/viec").says("/viec để sau 1 30/7").sees("thứ Ba 25/06").sees_no("30/07")
