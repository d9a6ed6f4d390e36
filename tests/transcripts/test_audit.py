"""/nhatky: who did and who read what, for administrators, in private, within their units."""

from datetime import datetime

import pytest
from sqlmodel import select

from models import AuditLog, Candidate
from outreach.rules.vocabulary.audit import ACT_KINDS, ACTS
from tests.conversation import ZONE, Chat, House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what no database changes


@pytest.fixture
def tree(house: House):
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    return {
        "DU-HN": top,
        "DCT-1": house.unit("DCT-1", "Đoàn công tác số 1", under=top),
        "DCT-2": house.unit("DCT-2", "Đoàn công tác số 2", under=top),
    }


@pytest.fixture
def chief(house: House, tree) -> Chat:
    """The administrator of everything."""
    return house.person("Nguyễn Văn Quang", "admin")


@pytest.fixture
def local(house: House, tree) -> Chat:
    """The administrator of DCT-1."""
    return house.person("Lê Thị Hoa", "admin", tree["DCT-1"])


@pytest.fixture
def lan(house: House, tree) -> Chat:
    return house.person("Trần Thị Lan", "member", tree["DCT-1"])


@pytest.fixture
def minh(house: House, tree) -> Chat:
    return house.person("Lê Văn Minh", "member", tree["DCT-2"])


def adds_enterprise(chat: Chat, name: str) -> None:
    chat.says(f"/tham {name}; đồng ý").presses("+ Thêm").presses("Tư nhân").presses("Ghi").sees("Đã ghi")


def candidate(house: House, unit) -> int:
    """A candidate put there without a conversation."""
    return house.add(
        Candidate(
            unit_id=unit.id, stage="dossier", stage_on=house.clock.now().date(), entered_by_id=1,
            entered_at=house.clock.now(), name_sealed=house.vault.seal("Nguyễn Văn An"),
        )
    ).id  # fmt: skip


def reads(house: House, chat: Chat, *numbers: int) -> None:
    """What the log says when that person has read the names of these candidates."""
    house.clock.pass_by(minutes=1)
    rows = [
        AuditLog(
            at=house.clock.now(), person_id=chat.person_id, act="read", subject="candidate", subject_id=number,
            fields="name",
        )
        for number in numbers
    ]  # fmt: skip
    house.add(*rows)


def test_what_was_done_is_told_in_words(house, chief, lan):
    adds_enterprise(lan, "Công ty TNHH Huy Hoàng")
    house.clock.pass_by(minutes=5)
    lan.says("/dn sửa Huy Hoàng; giám đốc: Phạm Văn Nam, 0912345678").presses("Ghi")
    lan.says("/dn huy hoang").sees("Phạm Văn Nam")
    chief.says("/nhatky").sees(
        "09:05 17/06 · Trần Thị Lan · đọc họ tên, số điện thoại · đầu mối Công ty TNHH Huy Hoàng",
        "09:05 17/06 · Trần Thị Lan · sửa đầu mối · Công ty TNHH Huy Hoàng",
        "09:00 17/06 · Trần Thị Lan · ghi mới · buổi 17/06/2024 Công ty TNHH Huy Hoàng",
        "09:00 17/06 · Trần Thị Lan · thêm · Công ty TNHH Huy Hoàng",
        "Lọc bớt: /nhatky Lan",
    ).sees_no("Phạm Văn Nam", "0912")


def test_the_latest_comes_first_and_another_years_day_has_its_year(house, chief, lan, tree):
    number = candidate(house, tree["DCT-1"])
    house.clock.set(datetime(2023, 12, 31, 8, 0, tzinfo=ZONE))
    reads(house, lan, number)
    house.clock.set(datetime(2024, 6, 17, 8, 4, tzinfo=ZONE))
    reads(house, lan, number)
    screen = chief.says("/audit").screen
    assert screen.index("08:05 17/06 · Trần Thị Lan · đọc họ tên · UV-0001") < screen.index("08:01 31/12/2023 · Trần")


@on_sqlite
def test_whom_the_program_and_strangers_are(house, chief, lan):
    house.outsider().says("/start ABCDEFGH2345")
    chief.says("/nhatky").sees("người lạ · gửi sai mã · tài khoản")
    lan.says("/tham Huy Hoàng; đồng ý").presses("+ Thêm").presses("Tư nhân").presses("Ghi")
    lan.says("/sua từ chối").presses("Ghi")
    lan.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    chief.says("/nhatky").sees("hệ thống · khôi phục · buổi 17/06/2024 Huy Hoàng")


def test_reading_the_log_is_logged_once_for_each_question(house, chief, lan, tree):
    reads(house, lan, *[candidate(house, tree["DCT-1"]) for _ in range(3)])
    for _ in range(12):
        reads(house, lan, 1)
    chief.says("/nhatky").sees_no("đọc · nhật ký").presses("Cũ hơn").presses("‹ Mới nhất")
    logged = house.read(select(AuditLog).where(AuditLog.subject == "audit_log"))
    assert [(row.act, row.person_id) for row in logged] == [("read", chief.person_id)] * 2
    chief.says("/nhatky").sees("Nguyễn Văn Quang · đọc · nhật ký")


def test_pages_are_turned_by_buttons(house, chief, lan, tree):
    number = candidate(house, tree["DCT-1"])
    for _ in range(25):
        reads(house, lan, number)
    first = chief.says("/nhatky Lan")
    assert first.screen.count("UV-0001") == 10
    assert first.labels == ["Cũ hơn ›", "Chỉ lượt đọc", "Chỉ lượt ghi"]
    chief.sees("09:25", "09:16").sees_no("09:15")
    chief.presses("Cũ hơn").sees("09:15", "09:06").sees_no("09:16", "09:05")
    assert "‹ Mới nhất" in chief.labels
    chief.presses("Cũ hơn").sees("09:05", "09:01").sees_no("09:06")
    assert "Cũ hơn ›" not in chief.labels
    chief.presses("‹ Mới nhất").sees("09:25")


@on_sqlite
def test_a_list_that_was_read_is_one_line(house, chief, lan, tree):
    reads(house, lan, *[candidate(house, tree["DCT-1"]) for _ in range(3)])
    assert chief.says("/nhatky").screen.count("đọc họ tên") == 1
    chief.sees("UV-0001")
    chief.sees("UV-0002")
    reads(house, lan, *[candidate(house, tree["DCT-1"]) for _ in range(20)])
    chief.says("/nhatky").sees("và 8 mục khác")


@pytest.fixture
def busy(house, chief, local, lan, minh, tree):
    """Acts of several people on several things on several days."""
    house.clock.set(datetime(2024, 5, 20, 9, 0, tzinfo=ZONE))
    adds_enterprise(lan, "Công ty TNHH Huy Hoàng")
    adds_enterprise(minh, "Công ty CP Việt Bắc")
    house.clock.set(datetime(2024, 6, 16, 9, 0, tzinfo=ZONE))
    first, second = candidate(house, tree["DCT-1"]), candidate(house, tree["DCT-2"])
    reads(house, lan, first)
    reads(house, minh, second)
    house.clock.set(datetime(2024, 6, 17, 9, 0, tzinfo=ZONE))
    reads(house, chief, first)
    return house


SEARCHES = [
    ("Lan", "Trần Thị Lan · đọc họ tên · UV-0001", ["Minh ·", "Quang ·"]),
    ("trần thị lan", "Trần Thị Lan · thêm", ["Minh ·"]),
    ("tran thi LAN; doc", "Trần Thị Lan · đọc họ tên", ["thêm", "ghi mới"]),
    ("đọc; Lan", "Trần Thị Lan · đọc họ tên", ["thêm", "ghi mới"]),
    ("ai đọc UV-0001", "Nguyễn Văn Quang · đọc họ tên · UV-0001", ["UV-0002"]),
    ("uv1", "Trần Thị Lan · đọc họ tên · UV-0001", ["UV-0002", "thêm"]),
    ("UV-0001 hôm nay", "Nguyễn Văn Quang · đọc họ tên", ["Trần Thị Lan ·"]),
    ("hôm qua", "Lê Văn Minh · đọc họ tên · UV-0002", ["Quang ·", "thêm"]),
    ("16/6", "Trần Thị Lan · đọc họ tên · UV-0001", ["Quang ·", "thêm"]),
    ("Lan 16/6", "Trần Thị Lan · đọc họ tên · UV-0001", ["Minh ·", "thêm"]),
    ("tháng 5", "Lê Văn Minh · thêm · Công ty CP Việt Bắc", ["UV-0001"]),
    ("1/5-20/5; Minh", "Lê Văn Minh · ghi mới · buổi", ["Lan ·", "UV-0002"]),
    ("Minh tháng 6", "Lê Văn Minh · đọc họ tên · UV-0002", ["thêm"]),
    ("huy hoang", "Trần Thị Lan · thêm · Công ty TNHH Huy Hoàng", ["Việt Bắc", "UV-0001"]),
    ("Việt Bắc; ghi", "Lê Văn Minh · ghi mới · buổi 20/05/2024 Công ty CP Việt Bắc", ["Huy Hoàng"]),
    ("DCT-2", "Lê Văn Minh · đọc họ tên · UV-0002", ["Trần Thị Lan ·"]),
    ("đoàn công tác số 1", "Nguyễn Văn Quang · đọc họ tên · UV-0001", ["Minh ·"]),
    ("thêm", "Trần Thị Lan · thêm · Công ty TNHH Huy Hoàng", ["UV-0001"]),
    ("reads", "Lê Văn Minh · đọc họ tên · UV-0002", ["thêm"]),
    ("tháng 4", "Không có thao tác nào như vậy.", ["·  "]),
]


def test_it_is_searched_by_person_code_enterprise_unit_day_period_and_kind(busy, chief):
    for asked, seen, unseen in SEARCHES:
        chief.says(f"/nhatky {asked}").sees(seen).sees_no(*unseen)


def test_what_was_asked_for_stands_above_and_stays_when_a_button_narrows_it(busy, chief):
    chief.says("/nhatky Lan; tháng 5/2024").sees("Nhật ký · tháng 05/2024 · Trần Thị Lan", "thêm").sees_no("Lọc bớt")
    chief.presses("Chỉ lượt đọc").sees("tháng 05/2024 · Trần Thị Lan · đọc", "Không có thao tác nào")
    assert chief.labels == []


def test_who_is_meant_is_asked_when_several_are(busy, house, chief, tree):
    house.person("Vũ Thị Lan", "lead", tree["DCT-2"])
    chief.says("/nhatky Lan; đọc").sees("Lan là ai", "[Trần Thị Lan]", "[Vũ Thị Lan]").sees_no("·")
    chief.presses("Trần Thị Lan").sees("Nhật ký · đọc · Trần Thị Lan", "UV-0001").sees_no("thêm")


@on_sqlite
def test_a_person_called_as_an_enterprise_is_asked_about(busy, house, chief, tree):
    house.person("Nguyễn Huy Hoàng", "member", tree["DCT-2"])
    chief.says("/nhatky Huy Hoàng").sees("[Nguyễn Huy Hoàng]", "[Công ty TNHH Huy Hoàng]")
    chief.presses("Công ty TNHH").sees("thêm · Công ty TNHH Huy Hoàng")


WRONG = [
    ("Không Có Ai", "Không Có Ai"),
    ("UV-0099", "UV-0099"),
    ("31/2", "31/2"),
    ("tháng 13/2024", "tháng 13/2024"),
    ("tháng 5; tháng 6", "tháng 6"),
    ("đọc; ghi", "ghi"),
    ("Lan; Minh", "Minh"),
]


def test_what_is_wrong_is_named(busy, chief):
    rows = len(busy.read(select(AuditLog)))
    for asked, named in WRONG:
        assert named in chief.says(f"/nhatky {asked}").sees_no("đọc họ tên").screen
    assert len(busy.read(select(AuditLog))) == rows


@on_sqlite
def test_somebody_called_mai_is_no_tomorrow(house, chief, tree):
    mai = house.person("Đỗ Thị Mai", "member", tree["DCT-1"])
    reads(house, mai, candidate(house, tree["DCT-1"]))
    chief.says("/nhatky Mai").sees("Nhật ký · Đỗ Thị Mai", "Đỗ Thị Mai · đọc họ tên")


def test_an_administrator_of_a_unit_sees_its_people_and_what_is_its_own_and_no_more(busy, house, local, lan, tree):
    """Lan is of DCT-1, Minh is not; UV-0001 is of DCT-1, UV-0002 is not."""
    reads(house, lan, 2)
    local.says("/nhatky").sees(
        "Trần Thị Lan · đọc họ tên · UV-0001",
        "người ngoài đơn vị · đọc họ tên · UV-0001",  # the administrator of everything
        "Trần Thị Lan · đọc họ tên · ứng viên",  # of whom nothing may be known here
        "Trần Thị Lan · thêm · Công ty TNHH Huy Hoàng",
    ).sees_no("Minh", "Quang", "UV-0002", "Việt Bắc")
    local.says("/nhatky UV-0002").sees("UV-0002").sees_no("đọc họ tên")
    missing = local.says("/nhatky UV-0077").screen
    assert local.says("/nhatky UV-0002").screen.replace("UV-0002", "UV-0077") == missing
    assert local.says("/nhatky Minh").screen.replace("Minh", "Vô Danh") == local.says("/nhatky Vô Danh").screen
    assert local.says("/nhatky DCT-2").screen.replace("DCT-2", "DCT-9") == local.says("/nhatky DCT-9").screen


def test_an_administrator_of_a_committee_asks_for_one_of_its_units(busy, house, tree):
    head = house.person("Phạm Văn Đầu", "admin", tree["DU-HN"])
    head.says("/nhatky DCT-1").sees("DCT-1", "Trần Thị Lan").sees_no("Lê Văn Minh")


def test_a_button_of_before_a_move_shows_nothing_of_the_old_unit(busy, house, local, tree):
    shown = local.says("/nhatky UV-0001").sees("Trần Thị Lan").answers[0]
    with house.session() as session, session.begin():
        session.get_one(Candidate, 1).unit_id = tree["DCT-2"].id
    local.presses("Chỉ lượt đọc", shown).sees_no("Trần Thị Lan", "đọc họ tên")


@on_sqlite
def test_it_is_for_administrators(house, tree):
    for role in ("viewer", "member", "lead"):
        house.person("Ai Đó", role, tree["DCT-1"]).says("/nhatky").sees("quản trị viên").sees_no("·")
    assert house.read(select(AuditLog)) == []


def test_not_in_a_group_and_not_for_strangers(house, chief, lan, tree):
    house.outsider().says("/nhatky").sees_no("·", "Nhật ký")
    chief.in_group().says("/gan DU-HN").presses("Gắn")
    chief.in_group().says("/nhatky").sees("riêng").sees_no("Trần", "09:00")
    lan.in_group().says("/nhatky").sees("quản trị viên")


@on_sqlite
def test_whoever_is_no_administrator_any_more_presses_in_vain(house, chief, local, lan, tree):
    shown = local.says("/nhatky").answers[0]
    chief.says("/moi").presses("Lê Thị Hoa").presses("Đổi vai trò").presses("Thành viên")
    local.presses("Chỉ lượt đọc", shown).sees("quản trị viên").sees_no("·")


@on_sqlite
def test_a_restart_between_two_pages_changes_nothing(house, chief, lan, tree):
    number = candidate(house, tree["DCT-1"])
    for _ in range(12):
        reads(house, lan, number)
    chief.says("/nhatky")
    house.restart()
    chief.presses("Cũ hơn").sees("09:02").sees_no("09:03")


@on_sqlite
def test_nothing_but_words_of_the_vocabulary_stands_in_the_log(busy):
    """Whatever was said in the conversations above, none of it is here."""
    for row in busy.read(select(AuditLog)):
        assert row.act in {meaning.value for meaning in ACTS.meanings()}
        assert set(row.fields.split()) <= {"name", "phone", "contacts", "role", "unit_id", "value"}


def test_every_kind_of_act_is_found_by_its_printed_word():
    for words in (ACTS, ACT_KINDS):
        assert all(words.find(words.canonical(meaning)) is meaning for meaning in words.meanings())


@on_sqlite
def test_in_english(house, chief, lan, tree):
    chief.says("/settings english").says("/audit")
    reads(house, lan, candidate(house, tree["DCT-1"]))
    chief.says("/audit reads").sees("The log · reads", "Trần Thị Lan · read name · UV-0001")


@on_sqlite
def test_the_log_is_searched_by_staff_and_not_by_candidates(house, chief, tree):
    candidate(house, tree["DCT-1"])
    chief.says("/nhatky Nguyễn Văn An").sees("Không có Nguyễn Văn An")
