"""/tochuc: organisations in enterprises are founded, counted, renamed, merged, dissolved, and all of it undone."""

from datetime import date

import pytest
from sqlmodel import select

from models import BoundChat, Enterprise, MassOrganisation, Organisation, OrganisationEvent, Person, Unit
from tests.conversation import Chat, House
from tests.transcripts.test_visits import add_enterprise

CELL = "/tochuc thành lập chi bộ; Huy Hoàng; 27/2/2019; 4 đảng viên, 4 chuyển đến; QĐ 12-QĐ/ĐU"
UNION = "/tochuc thành lập công đoàn; Huy Hoàng; 15/3/2024; 25 đoàn viên"


@pytest.fixture
def units(house: House) -> dict[str, Unit]:
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    return {
        "DU-HN": top,
        "DCT-1": house.unit("DCT-1", "Đoàn công tác số 1", under=top),
        "DCT-2": house.unit("DCT-2", "Đoàn công tác số 2", under=top),
        "DU-LC": house.unit("DU-LC", "Đảng ủy Lào Cai", "committee"),
    }


@pytest.fixture
def huy_hoang(house: House, units) -> Enterprise:
    add_enterprise(house, "Công ty CP Thiên Phú", units["DCT-1"])
    return add_enterprise(house, "Công ty TNHH Huy Hoàng", units["DCT-1"])


@pytest.fixture
def lan(house: House, units, huy_hoang) -> Chat:
    """A member of DCT-1, which is in charge of Huy Hoàng."""
    return house.person("Trần Thị Lan", "member", units["DCT-1"])


@pytest.fixture
def admin(house: House, units) -> Chat:
    return house.person("Quản Trị", "admin", units["DU-HN"])


def bind(house: House, unit: Unit, by: Chat) -> None:
    now = house.clock.now()
    house.add(
        BoundChat(
            channel=house.channel, chat_id="-500", unit_id=unit.id, bound_by_id=by.person_id, bound_at=now,
            starts_at=now,
        )
    )  # fmt: skip


def kept(house: House) -> list[Organisation]:
    return house.read(select(Organisation).where(Organisation.withdrawn_at.is_(None)).order_by(Organisation.id))


def events(house: House) -> list[OrganisationEvent]:
    live = select(OrganisationEvent).where(OrganisationEvent.withdrawn_at.is_(None))
    return house.read(live.order_by(OrganisationEvent.id))


def unit(house: House, code: str) -> Unit | None:
    return next(iter(house.read(select(Unit).where(Unit.code == code))), None)


def saved(chat: Chat, line: str) -> Chat:
    return chat.says(line).presses("Ghi")


# --- founding ---


def test_a_cell_is_shown_then_founded_with_its_unit(house, lan, units, huy_hoang):
    lan.says(CELL).sees(
        "Thành lập: Chi bộ Công ty TNHH Huy Hoàng",
        "Doanh nghiệp: Công ty TNHH Huy Hoàng",
        "Phụ trách: DCT-1",
        "Ngày: 27/02/2019",
        "Số người: 4 đảng viên (4 chuyển đến)",
        "Quyết định: 12-QĐ/ĐU",
    )
    assert kept(house) == []
    lan.presses("Ghi").sees(
        "✓ Thành lập: Chi bộ Công ty TNHH Huy Hoàng, 27/02/2019", "Mã đơn vị: CB-0001", "[Hoàn tác]"
    )
    (row,) = kept(house)
    made = unit(house, "CB-0001")
    assert (row.kind, row.form, row.members, row.founded_on) == ("party_org", "cell", 4, date(2019, 2, 27))
    assert (row.unit_id, row.own_unit_id, row.enterprise_id) == (units["DCT-1"].id, made.id, huy_hoang.id)
    assert (made.kind, made.parent_id, made.enterprise_id) == ("cell", units["DCT-1"].id, huy_hoang.id)
    (event,) = events(house)
    assert (event.kind, event.unit_id, event.by_transfer, event.decision) == (
        "found", units["DCT-1"].id, 4, "12-QĐ/ĐU",
    )  # fmt: skip


AS_PEOPLE_WRITE = (
    "/tochuc thanh lap chi bo;huy hoang;27-2-2019;4 dang vien (4 chuyen den);qd 12-QĐ/ĐU",
    "/TOCHUC THÀNH LẬP CHI BỘ HUY HOÀNG; QĐ số 12-QĐ/ĐU; 4 ĐV, 4 chuyển đến; 27.2.2019",
    "/tochuc mới; chi bộ; Công ty Huy Hoàng; 2019-02-27; 12-QĐ/ĐU; 4 đảng viên trong đó 4 chuyển sinh hoạt",
    "/org found cell; Huy Hoang; 27/2/2019; 4 members, 4 transferred; decision 12-QĐ/ĐU",
)


def test_lines_as_people_write_them(house, lan):
    for line in AS_PEOPLE_WRITE:
        saved(lan, line)
        (event,) = events(house)
        assert (event.happened_on, event.members, event.by_transfer) == (date(2019, 2, 27), 4, 4)
        assert event.decision.endswith("12-QĐ/ĐU")
        lan.presses("Hoàn tác")


def test_guided_with_a_restart_and_a_change_before_saving(house, lan):
    lan.says("/tochuc").sees("Tổ chức đảng: 0 · Công đoàn: 0 · Đoàn thanh niên: 0").presses("Thành lập")
    lan.sees("[Chi bộ]", "[Đảng bộ cơ sở]", "[Công đoàn]", "[Đoàn thanh niên]").presses("Công đoàn")
    lan.sees("Ở doanh nghiệp nào?").says("huy hoang").sees("Ngày nào?").presses("Hôm nay")
    house.restart()
    lan.says("25").sees("Số quyết định?").presses("Bỏ qua").sees("Số người: 25 đoàn viên", "Ngày: 17/06/2024")
    lan.says("15/3/2024; 30 đoàn viên").sees("Ngày: 15/03/2024", "30 đoàn viên")
    lan.presses("Sửa").presses("Số người").says("26").presses("Ghi").sees(
        "✓ Thành lập: Công đoàn Công ty TNHH Huy Hoàng"
    )
    (row,) = kept(house)
    assert (row.kind, row.form, row.own_unit_id, row.members) == ("trade_union", None, None, 26)


TOO_FEW = (
    (CELL.replace("4 đảng viên, 4 chuyển đến", "2 đảng viên"), "cần ít nhất 3 đảng viên chính thức, ở đây có 2"),
    (CELL.replace("4 đảng viên, 4 chuyển đến", "4 đảng viên, 2 dự bị"), "cần ít nhất 3 đảng viên chính thức"),
    (UNION.replace("25", "4"), "Thành lập công đoàn cần ít nhất 5 đoàn viên, ở đây có 4"),
    (UNION.replace("công đoàn", "chi đoàn").replace("25", "2"), "Thành lập chi đoàn cần ít nhất 3 đoàn viên"),
    (CELL.replace("4 chuyển đến", "5 chuyển đến"), "5 người chuyển đến nhiều hơn tổng số 4"),
)


def test_too_few_are_refused_with_the_rule_and_the_rest_is_kept(house, lan):
    for line, rule in TOO_FEW:
        lan.says(line).sees(rule, "Có bao nhiêu")
        assert kept(house) == []
    lan.says("1").sees("cần ít nhất")
    lan.says("7").sees("Số người: 7 ").presses("Ghi").sees("✓ Thành lập")
    assert [row.members for row in kept(house)] == [7]


def test_the_rule_is_cited_and_said_to_come_from_others(lan):
    lan.says(CELL.replace("4 đảng viên, 4 chuyển đến", "2 đảng viên")).sees("Căn cứ: 24-QĐ/TW", "nguồn thứ cấp")
    lan.says(UNION.replace("25", "2")).sees("Căn cứ: Điều lệ Công đoàn Việt Nam", "nguồn thứ cấp")


WRONG = (
    (CELL.replace("27/2/2019", "27/2/2030"), "27/2/2030 chưa đến"),
    (CELL.replace("27/2/2019", "31/2/2019"), "31/2/2019: không có ngày này"),
    (CELL.replace("4 đảng viên", "-4 đảng viên"), "-4"),
    (CELL + "; 5 đảng viên", "mâu thuẫn"),
    (CELL + "; tùm lum", "Không hiểu phần tùm lum"),
    (CELL.replace("4 đảng viên, ", ""), "4 chuyển đến"),
    (CELL.replace("QĐ 12", "QĐ 12" + "x" * 600), "tối đa 500"),
    ("/tochuc thành lập hội phụ nữ; Huy Hoàng", "Không hiểu loại tổ chức hội phụ nữ"),
)


def test_what_is_wrong_is_named_and_nothing_written(house, lan):
    for line, complaint in WRONG:
        lan.says(line).sees(complaint)
    assert kept(house) == []


def test_an_unknown_enterprise_is_offered_added_or_none(house, lan, units):
    lan.says("/tochuc thành lập chi bộ; Mây Trắng; 1/6/2024; 5 đảng viên").sees("Chưa có doanh nghiệp Mây Trắng")
    lan.sees("[+ Thêm “Mây Trắng”]", "[Không thuộc doanh nghiệp nào]").presses("+ Thêm").presses("Tư nhân")
    lan.sees("Doanh nghiệp: Mây Trắng (mới, sẽ thêm)").presses("Ghi").sees("✓ Thành lập: Chi bộ Mây Trắng")
    lan.says("/tochuc thành lập chi bộ; Liên doanh nghiệp; 1/6/2024; 5 đảng viên").presses("Không thuộc")
    lan.sees("Thành lập: Chi bộ Liên doanh nghiệp", "Phụ trách: DCT-1").sees_no("Doanh nghiệp:").presses("Ghi")
    first, second = kept(house)
    assert house.read(select(Enterprise.unit_id).where(Enterprise.id == first.enterprise_id)) == [units["DCT-1"].id]
    assert (second.enterprise_id, second.unit_id) == (None, units["DCT-1"].id)


def test_a_second_one_of_its_kind_in_the_enterprise_is_asked_about(house, lan):
    saved(lan, CELL)
    lan.says(CELL).sees("đã có tổ chức loại này", "[Chi bộ Công ty TNHH Huy Hoàng]", "[Tổ chức khác]")
    lan.presses("Chi bộ Công ty").sees("Mã đơn vị: CB-0001", "Quá trình")
    lan.says(CELL).presses("Tổ chức khác").sees("tên gì").says("Chi bộ số 2").presses("Ghi").sees(
        "✓ Thành lập: Chi bộ số 2"
    )
    assert [row.name for row in kept(house)] == ["Chi bộ Công ty TNHH Huy Hoàng", "Chi bộ số 2"]


def test_one_founded_by_a_colleague_meanwhile_is_no_double(house, lan, units):
    minh = house.person("Lê Văn Minh", "member", units["DCT-1"])
    lan.says(CELL)
    minh.says(CELL).presses("Ghi").sees("✓ Thành lập")
    lan.presses("Ghi").sees("Đã có Chi bộ Công ty TNHH Huy Hoàng")
    assert len(kept(house)) == 1


def test_a_cell_that_is_a_unit_already_is_not_made_twice(house, lan, units):
    there = house.unit("CB-HH", "Chi bộ Huy Hoàng", "cell", under=units["DCT-1"])
    lan.says(CELL).sees("Thành lập: Chi bộ Huy Hoàng", "Dùng đơn vị đã có trong cây: CB-HH").presses("Ghi")
    assert [row.own_unit_id for row in kept(house)] == [there.id]
    assert unit(house, "CB-0001") is None
    lan.presses("Hoàn tác").sees("Đã hoàn tác")
    left = unit(house, "CB-HH")
    assert (left.valid_to, left.enterprise_id) == (None, None)


# --- what happens afterwards ---


def test_members_are_counted_and_the_history_tells(house, lan):
    saved(lan, "/tochuc thành lập chi bộ; Huy Hoàng; 1/6/2016; 3 đảng viên")
    lan.says("/tochuc chi bộ huy hoang; 8 đảng viên; 31/12/2018").sees("Số người: 3 → 8 đảng viên").presses("Ghi")
    lan.sees("3 → 8 đảng viên", "[Hoàn tác]")
    lan.says("/tochuc chi bộ Huy Hoàng").sees("Hiện có: 8 đảng viên", "• 31/12/2018: 3 → 8 đảng viên")
    lan.says("/tochuc CB-0001").sees("Hiện có: 8 đảng viên")


def test_a_count_of_an_earlier_day_does_not_replace_a_later_one(house, lan):
    saved(lan, CELL)
    saved(lan, "/tochuc chi bộ Huy Hoàng; 9 đảng viên; 1/6/2024")
    saved(lan, "/tochuc chi bộ Huy Hoàng; 5 đảng viên; 1/6/2022")
    assert [row.members for row in kept(house)] == [9]


def test_a_count_below_what_is_needed_is_written_with_a_warning(house, lan):
    saved(lan, CELL)
    lan.says("/tochuc chi bộ Huy Hoàng; 4 đảng viên, 2 dự bị; 1/6/2024").sees("chưa đủ 3").presses("Ghi")
    lan.sees("⚠ Chi bộ Công ty TNHH Huy Hoàng có 2 đảng viên chính thức, chưa đủ 3", "Căn cứ: ")
    lan.says("/tochuc").sees("⚠ Chi bộ Công ty TNHH Huy Hoàng có 2 đảng viên chính thức")


def test_one_that_was_there_before_comes_into_the_books_with_a_count(house, lan):
    lan.says("/tochuc chi bộ Huy Hoàng; 3 đảng viên; 1/1/2018").sees("Sổ chưa có chi bộ Huy Hoàng", "[Có từ trước]")
    lan.presses("Có từ trước").sees("Đưa vào sổ: Chi bộ Công ty TNHH Huy Hoàng").presses("Ghi")
    saved(lan, "/tochuc chi bộ Huy Hoàng; 8 đảng viên; 31/12/2018")
    (row,) = kept(house)
    assert (row.founded_on, row.members) == (None, 8)
    lan.says("/dn huy hoang").sees("• Chi bộ: 3 đảng viên (01/01/2018), nay 8")
    lan.says("/tiendo").sees_no("Thành lập tổ chức đảng")


def test_it_is_renamed_with_its_unit(house, lan):
    saved(lan, CELL)
    lan.says("/tochuc đổi tên chi bộ Huy Hoàng thành Chi bộ Huy Hoàng Việt Nam; 1/6/2024; QĐ 7").sees(
        "Tên mới: Chi bộ Huy Hoàng Việt Nam"
    )
    lan.presses("Ghi").sees("✓ Đổi tên")
    assert [row.name for row in kept(house)] == ["Chi bộ Huy Hoàng Việt Nam"]
    assert unit(house, "CB-0001").name == "Chi bộ Huy Hoàng Việt Nam"
    lan.presses("Hoàn tác")
    assert [row.name for row in kept(house)] == ["Chi bộ Công ty TNHH Huy Hoàng"]
    assert unit(house, "CB-0001").name == "Chi bộ Công ty TNHH Huy Hoàng"


@pytest.fixture
def two(house, lan) -> Chat:
    saved(lan, CELL)
    return saved(lan, "/tochuc thành lập chi bộ; Thiên Phú; 1/6/2020; 5 đảng viên, 1 dự bị")


def test_one_is_merged_into_another_whose_history_it_joins(house, two):
    two.says("/tochuc sáp nhập chi bộ Thiên Phú vào chi bộ Huy Hoàng; 1/5/2024; QĐ 15-QĐ/ĐU").sees(
        "Sáp nhập: Chi bộ Công ty CP Thiên Phú", "Vào: Chi bộ Công ty TNHH Huy Hoàng",
        "Sau sáp nhập: 9 đảng viên (1 dự bị)",
    )  # fmt: skip
    two.presses("Ghi").sees("✓ Sáp nhập", "Vào: Chi bộ Công ty TNHH Huy Hoàng", "4 → 9 đảng viên (1 dự bị)")
    stays, gone = kept(house)
    assert (gone.closed_on, gone.merged_into_id, stays.members) == (date(2024, 5, 1), stays.id, 9)
    first, second = unit(house, "CB-0001"), unit(house, "CB-0002")
    assert (second.parent_id, second.valid_to, first.predecessor_id) == (first.id, date(2024, 5, 1), second.id)
    two.says("/dn huy hoang").sees("nhận sáp nhập Chi bộ Công ty CP Thiên Phú 01/05/2024, nay 9")
    two.says("/dn thien phu").sees("• Chi bộ: thành lập 01/06/2020, 5 đảng viên (1 dự bị), sáp nhập vào Chi bộ Công ty")


def test_a_merger_is_undone_with_all_that_followed(house, two, units):
    two.says("/tochuc sáp nhập chi bộ Thiên Phú vào chi bộ Huy Hoàng; 1/5/2024").presses("Ghi").presses("Hoàn tác")
    stays, gone = kept(house)
    assert (gone.closed_on, gone.merged_into_id, stays.members, gone.members) == (None, None, 4, 5)
    first, second = unit(house, "CB-0001"), unit(house, "CB-0002")
    assert (second.parent_id, second.valid_to, first.predecessor_id) == (units["DCT-1"].id, None, None)


def test_it_is_dissolved_and_nothing_more_can_happen_to_it(house, lan):
    saved(lan, CELL)
    saved(lan, "/tochuc giải thể chi bộ Huy Hoàng; 1/5/2024; QĐ 3-QĐ/ĐU").sees("✓ Giải thể")
    assert unit(house, "CB-0001").valid_to == date(2024, 5, 1)
    lan.says("/tochuc đổi tên Chi bộ Công ty TNHH Huy Hoàng; Chi bộ khác; 2/5/2024").sees(
        "đã giải thể ngày 01/05/2024, không ghi thêm được nữa"
    )
    lan.says("/dn huy hoang").sees("giải thể 01/05/2024")
    lan.says("/tochuc chi bộ Huy Hoàng").sees("Chi bộ Công ty TNHH Huy Hoàng", "01/05/2024").sees_no("trong sổ")
    lan.says("/tochuc Huy Hoàng").sees("giải thể 01/05/2024").sees_no("chưa có tổ chức nào")
    lan.says("/tochuc giải thể chi bộ Huy Hoàng; 2/5/2024").sees("đã giải thể ngày 01/05/2024")
    lan.says("/hoantac").sees("Giải thể: Chi bộ Công ty TNHH Huy Hoàng, 01/05/2024").presses("Hoàn tác")
    assert [row.closed_on for row in kept(house)] == [None]
    assert unit(house, "CB-0001").valid_to is None


def test_one_is_received_and_counts_as_reorganised(house, lan):
    saved(lan, "/tochuc tiếp nhận chi bộ; Huy Hoàng; 1/6/2024; 2 đảng viên; QĐ 9").sees("✓ Tiếp nhận", "chưa đủ 3")
    lan.says("/tiendo").sees("Sắp xếp tổ chức đảng").sees_no("Thành lập tổ chức đảng")


IMPOSSIBLE = (
    ("/tochuc sáp nhập chi bộ Huy Hoàng vào chi bộ Huy Hoàng; 1/5/2024", "vào chính nó được"),
    ("/tochuc sáp nhập chi bộ Huy Hoàng vào công đoàn Huy Hoàng; 1/5/2024", "khác loại"),
    ("/tochuc giải thể chi bộ Huy Hoàng; 1/1/2019", "sớm hơn ngày thành lập"),
    ("/tochuc giải thể chi bộ Huy Hoàng; 1/1/2020", "đã có nội dung ghi ngày 01/01/2022"),
    ("/tochuc chi bộ Huy Hoàng; 8 đảng viên; 1/1/2018", "sớm hơn ngày thành lập"),
    ("/tochuc đổi tên chi bộ Huy Hoàng; Chi bộ Công ty TNHH Huy Hoàng; 1/5/2024", "Đã có"),
    ("/tochuc giải thể chi bộ Không Có; 1/5/2024", "Chưa có tổ chức Không Có trong sổ"),
    ("/tochuc giải thể chi bộ Huy Hoàng; 1/5/2030", "1/5/2030 chưa đến"),
)


def test_what_cannot_happen_is_refused(house, lan):
    saved(lan, CELL)
    saved(lan, UNION)
    saved(lan, "/tochuc chi bộ Huy Hoàng; 5 đảng viên; 1/1/2022")
    before = len(events(house))
    for line, complaint in IMPOSSIBLE:
        lan.says(line).sees(complaint)
    assert len(events(house)) == before


def test_guided_from_the_card_of_the_organisation(house, two):
    two.says("/tochuc").sees("Tổ chức đảng: 2").presses("Chi bộ Công ty TNHH Huy Hoàng")
    two.sees("[Cập nhật số người]", "[Đổi tên]", "[Sáp nhập]", "[Giải thể]").presses("Sáp nhập")
    two.sees("Sáp nhập vào tổ chức nào?", "[Chi bộ Công ty CP Thiên Phú]").sees_no("[Chi bộ Công ty TNHH Huy Hoàng]")
    two.says("thien phu").presses("Hôm nay").presses("Bỏ qua").presses("Bỏ qua").sees(
        "Vào: Chi bộ Công ty CP Thiên Phú"
    )
    two.presses("Ghi").sees("✓ Sáp nhập")
    two.cannot_press("Ghi")


def test_several_that_may_be_meant_are_offered(house, lan):
    saved(lan, CELL)
    saved(lan, UNION)
    lan.says("/tochuc giải thể; Huy Hoàng; 1/5/2024").sees("Tổ chức nào?", "[Chi bộ Công ty", "[Công đoàn Công ty")
    lan.presses("Công đoàn Công ty").sees("Giải thể: Công đoàn Công ty TNHH Huy Hoàng", "Ngày: 01/05/2024")


# --- undoing ---


def test_a_founding_is_undone_with_its_unit_and_its_body(house, lan, huy_hoang):
    house.add(MassOrganisation(enterprise_id=huy_hoang.id, kind="trade_union", members=12))
    saved(lan, UNION)
    assert house.read(select(MassOrganisation.founded, MassOrganisation.members)) == [(date(2024, 3, 15), 25)]
    lan.presses("Hoàn tác").sees("Đã hoàn tác\nThành lập: Công đoàn Công ty TNHH Huy Hoàng, 15/03/2024, 25 đoàn viên")
    assert house.read(select(MassOrganisation.founded, MassOrganisation.members)) == [(None, 12)]
    saved(lan, CELL).presses("Hoàn tác")
    assert kept(house) == []
    assert unit(house, "CB-0002") is None


@pytest.mark.only_on("telegram", "earlier messages")
def test_a_founding_on_which_something_rests_cannot_be_undone(house, lan):
    founding = saved(lan, CELL).answers[0]
    saved(lan, "/tochuc chi bộ Huy Hoàng; 8 đảng viên; 1/1/2024")
    lan.presses("Hoàn tác", founding).sees("Không hoàn tác được nữa")
    assert [row.members for row in kept(house)] == [8]
    lan.says("/hoantac").presses("Hoàn tác")
    lan.says("/hoantac").presses("Hoàn tác").sees("Đã hoàn tác")
    assert kept(house) == []


def test_a_founding_whose_unit_is_used_cannot_be_undone(house, lan, units):
    saved(lan, CELL)
    house.person("Bí Thư", "member", unit(house, "CB-0001"))
    lan.says("/hoantac").presses("Hoàn tác").sees("Không hoàn tác được nữa")
    assert [row.own_unit_id for row in kept(house)] == [unit(house, "CB-0001").id]


# --- the enterprise ---


def test_the_card_of_the_enterprise_tells_the_history(house, lan, units, huy_hoang):
    saved(lan, CELL)
    saved(lan, "/tochuc chi bộ Huy Hoàng; 8 đảng viên; 1/6/2024")
    saved(lan, UNION)
    lan.says("/dn huy hoang").sees(
        "Tổ chức\n• Chi bộ: thành lập 27/02/2019, 4 đảng viên (4 chuyển đến), nay 8",
        "• Công đoàn: thành lập 15/03/2024, 25 đoàn viên",
        "Phát triển tổ chức đảng: đã có tổ chức đảng",
    ).sees_no("Đoàn thể:")
    lan.presses("Tổ chức").sees("[Chi bộ Công ty TNHH Huy Hoàng]", "[Thành lập]")
    minh = house.person("Lê Văn Minh", "member", units["DCT-2"])
    minh.says("/dn huy hoang").sees("Đoàn thể: công đoàn (25)").sees_no("thành lập 27/02/2019")


def test_a_body_kept_here_is_not_changed_beside_it(house, lan, huy_hoang):
    saved(lan, UNION)
    lan.says("/dn sua huy hoang; công đoàn có 40").sees("đã có trong sổ tổ chức. Cập nhật bằng /tochuc")
    saved(lan, "/tochuc giải thể công đoàn Huy Hoàng; 1/6/2024")
    assert house.read(select(MassOrganisation)) == []
    saved(lan, "/dn sua huy hoang; công đoàn có 40")
    assert house.read(select(MassOrganisation.members)) == [40]


def test_the_founding_stage_follows_from_visits_and_events(house, lan, huy_hoang):
    def stage(line: str) -> str:
        lan.says(line)
        if "[Ghi]" in lan.screen:
            lan.presses("Ghi")
        return house.read(select(Enterprise.stage).where(Enterprise.id == huy_hoang.id))[0]

    assert stage("/dn huy hoang") == "known"
    assert stage("/tham Huy Hoàng; 1/6; khảo sát") == "surveyed"
    assert stage("/tham Huy Hoàng; 2/6; vận động; quan tâm") == "persuading"
    assert stage("/tham Huy Hoàng; 4/6; đồng ý") == "agreed"
    assert stage("/tham Huy Hoàng; 5/6; không gặp được") == "agreed"
    assert stage("/dn sua Huy Hoàng; đảng viên 3") == "preparing"
    assert stage("/tham Huy Hoàng; 6/6; từ chối") == "persuading"
    lan.presses("Hoàn tác")
    assert stage("/dn huy hoang") == "preparing"
    lan.sees("Phát triển tổ chức đảng: đang chuẩn bị thành lập")
    assert stage("/tochuc thành lập chi bộ; Huy Hoàng; 10/6; 3 đảng viên") == "founded"
    lan.presses("Hoàn tác")
    assert stage("/dn huy hoang") == "preparing"


def test_a_founding_counts_in_progress_and_in_the_summary(house, lan, admin):
    admin.says("/chitieu thành lập tổ chức đảng; 2024; 5; DCT-1").presses("Ghi")
    saved(lan, "/tochuc thành lập chi bộ; Huy Hoàng; 17/6/2024; 4 đảng viên")
    lan.says("/tiendo").sees("1/5", "20%")
    admin.says("/tiendo DU-HN").sees("Thành lập tổ chức đảng")
    lan.says("/bantin").sees("1/5", "+1").sees_no("Chi bộ Công ty TNHH Huy Hoàng: 0")
    saved(lan, UNION)
    lan.says("/tiendo công đoàn 2024").sees("Thành lập công đoàn", "1 ·")
    lan.says("/hoantac").presses("Hoàn tác")
    lan.says("/hoantac").presses("Hoàn tác")
    lan.says("/tiendo").sees("0/5")


# --- rights ---


def test_another_units_are_as_unknown_as_none(house, lan, units, admin):
    saved(lan, CELL)
    minh = house.person("Lê Văn Minh", "member", units["DCT-2"])
    shown = lan.says("/tochuc chi bộ Huy Hoàng").answers[0]
    assert "CB-0001" in shown.text.plain
    minh.says("/tochuc").sees("Tổ chức đảng: 0").sees_no("[Chi bộ")
    minh.says("/tochuc CB-0001").sees("Chưa có tổ chức CB-0001 trong sổ")
    minh.says("/tochuc giải thể chi bộ Huy Hoàng; 1/5/2024").sees("Chưa có tổ chức Huy Hoàng trong sổ")
    minh.says(UNION).sees("DCT-1 ngoài phạm vi phụ trách")
    outside = house.person("Ở Xa", "admin", units["DU-LC"])
    outside.says("/tochuc chi bộ Huy Hoàng").sees("Chưa có tổ chức Huy Hoàng trong sổ")
    admin.says("/tochuc chi bộ Huy Hoàng").sees("Mã đơn vị: CB-0001")


def test_a_viewer_reads_and_an_outsider_learns_nothing(house, lan, units):
    saved(lan, CELL)
    viewer = house.person("Người Xem", "viewer", units["DCT-1"])
    viewer.says("/tochuc").sees("Tổ chức đảng: 1").sees_no("[Thành lập]")
    viewer.presses("Chi bộ").sees("Hiện có: 4 đảng viên").sees_no("[Đổi tên]")
    viewer.says(UNION).sees("chỉ để xem")
    house.outsider().says("/tochuc").sees("chỉ phục vụ người được mời")


def test_a_group_reads_and_is_led_to_the_private_chat(house, lan, units):
    bind(house, units["DCT-1"], lan)
    saved(lan, CELL)
    group = lan.in_group()
    group.says("/tochuc").sees("Tổ chức đảng: 1").sees_no("[Thành lập]")
    group.says("/tochuc chi bộ Huy Hoàng").sees("Hiện có: 4 đảng viên").sees_no("[Đổi tên]")
    group.says("/tochuc thành lập công đoàn; Huy Hoàng").sees("chat riêng")
    group.says(UNION).sees("Thành lập: Công đoàn").presses("Ghi").sees("✓ Thành lập: Công đoàn")
    other = house.person("Lê Văn Minh", "member", units["DCT-2"]).in_group()
    other.says("/tochuc giải thể chi bộ Huy Hoàng; 1/5/2024").sees("ngoài phạm vi phụ trách")


def test_a_draft_dies_with_the_role(house, lan):
    lan.says(CELL)
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).role = "viewer"
    lan.presses("Ghi").sees("chỉ để xem")
    assert kept(house) == []


# --- the tree and the enterprises change ---


def test_the_tree_leaves_organisations_alone(house, lan, admin):
    saved(lan, CELL)
    for line in ("/donvi dong CB-0001", "/donvi gop CB-0001; DCT-1", "/donvi doi ten CB-0001; Chi bộ khác"):
        admin.says(line).sees("CB-0001 là tổ chức Chi bộ Công ty TNHH Huy Hoàng", "/tochuc")
    admin.says("/donvi dong DCT-1").sees("1 tổ chức trong doanh nghiệp")
    admin.says("/donvi sua CB-0001; mã CB-HH; thuộc DCT-2").presses("Ghi").sees("✓ Đã sửa")
    assert kept(house)[0].unit_id == unit(house, "DCT-2").id


def test_organisations_go_along_when_units_are_merged(house, lan, admin, units):
    saved(lan, CELL)
    admin.says("/donvi gop DCT-1; DCT-2").sees("1 tổ chức trong doanh nghiệp").presses("Gộp")
    assert kept(house)[0].unit_id == units["DCT-2"].id
    assert unit(house, "CB-0001").parent_id == units["DCT-2"].id
    assert events(house)[0].unit_id == units["DCT-1"].id, "records keep their unit"


def test_organisations_go_along_with_their_enterprise(house, lan, admin, units):
    saved(lan, CELL)
    admin.says("/dn sua huy hoang; phụ trách DCT-2").presses("Ghi")
    assert kept(house)[0].unit_id == units["DCT-2"].id
    assert unit(house, "CB-0001").parent_id == units["DCT-2"].id
    admin.says("/dn gop Huy Hoàng; Thiên Phú").sees("1 tổ chức trong doanh nghiệp").presses("Gộp")
    (row,) = kept(house)
    (into,) = house.read(select(Enterprise).where(Enterprise.name == "Công ty CP Thiên Phú"))
    assert (row.enterprise_id, row.unit_id, into.stage) == (into.id, into.unit_id, "founded")
    assert events(house)[0].enterprise_id == into.id


def test_a_unit_with_people_is_merged_by_an_administrator_alone(house, two, admin):
    secretary = house.person("Bí Thư", "member", unit(house, "CB-0002"))
    line = "/tochuc sáp nhập chi bộ Thiên Phú vào chi bộ Huy Hoàng; 1/5/2024"
    two.says(line).sees("Đơn vị CB-0002 của tổ chức này còn: 1 người")
    two.says("/tochuc giải thể chi bộ Thiên Phú; 1/5/2024").sees("còn: 1 người")
    admin.says(line).sees("Không hoàn tác được").presses("Ghi").presses("Hoàn tác").sees("Không hoàn tác được nữa")
    assert house.read(select(Person.unit_id).where(Person.id == secretary.person_id)) == [unit(house, "CB-0001").id]


def test_english(house, lan):
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).language = "en"
    lan.says("/org found cell; Huy Hoang; 1/6/2024; 2 members").sees(
        "A Party organisation is founded with 3 full members at least, not 2.", "Rule: 24-QĐ/TW"
    )
    lan.says("3").presses("Save").sees("✓ Found: Chi bộ Công ty TNHH Huy Hoàng, 01/06/2024, 3 Party members")
