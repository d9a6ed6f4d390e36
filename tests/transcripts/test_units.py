"""/donvi: the tree of units is listed, added to, changed, closed and merged."""

from datetime import date

import pytest
from sqlmodel import select

from models import BoundChat, Enterprise, Person, Unit, Visit
from outreach.actor import Actor
from outreach.services.units import visibility
from tests.conversation import Chat, House

ADD = "/donvi moi DCT-9; Đoàn công tác số 9; tổ công tác; thuộc DU-HN"


@pytest.fixture
def tree(house: House) -> dict[str, Unit]:
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    units = {f"DCT-{n}": house.unit(f"DCT-{n}", f"Đoàn công tác số {n}", under=top) for n in (10, 2, 1)}
    other = house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    return {"DU-HN": top, "DU-LC": other, **units}


@pytest.fixture
def admin(house: House, tree) -> Chat:
    """The administrator of everything."""
    return house.person("Quản Trị", "admin")


@pytest.fixture
def local(house: House, tree) -> Chat:
    """The administrator of DU-HN."""
    return house.person("Quản Trị Hà Nội", "admin", tree["DU-HN"])


def unit(house: House, code: str) -> Unit | None:
    return next(iter(house.read(select(Unit).where(Unit.code == code))), None)


def enterprise(house: House, tree, code: str) -> Enterprise:
    now = house.clock.now()
    return house.add(
        Enterprise(
            name="Huy Hoàng", folded="huy hoang", kind="private", unit_id=tree[code].id, entered_at=now, changed_at=now
        )
    )


def test_the_tree_is_listed_in_scope_and_in_natural_order(admin, local):
    admin.says("/donvi").sees("5 đơn vị", "DU-LC – Đảng ủy Lào Cai (đảng ủy)", "· DCT-1 – Đoàn công tác số 1")
    local.says("/donvi").sees("4 đơn vị").sees_no("DU-LC")
    screen = local.screen
    assert screen.index("DCT-2 ") < screen.index("DCT-10 ")
    local.says("/donvi DCT-2").sees("1 đơn vị").sees_no("DCT-10")


def test_the_first_unit_is_the_top_without_being_asked(house):
    admin = house.person("Quản Trị", "admin")
    admin.says("/donvi").sees("Chưa có đơn vị nào")
    admin.says("/donvi moi DU-HN; Đảng ủy các KCN; đảng ủy").sees("Thuộc: cấp cao nhất")
    admin.presses("Ghi").sees("✓ Đã thêm: DU-HN")
    assert unit(house, "DU-HN").parent_id is None


def test_a_line_is_shown_before_it_is_written(house, admin, tree):
    admin.says(ADD).sees("Đơn vị mới: DCT-9", "Tên: Đoàn công tác số 9", "Loại: tổ công tác", "Thuộc: DU-HN")
    assert unit(house, "DCT-9") is None
    admin.presses("Ghi").sees("✓ Đã thêm: DCT-9")
    written = unit(house, "DCT-9")
    assert (written.kind, written.parent_id, written.valid_from) == (
        "working_group", tree["DU-HN"].id, date(2024, 6, 17)
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "/donvi moi dct-9; doan 9; to cong tac; thuoc du-hn",
        "/donvi moi DCT-9; tổ công tác; thuộc Đảng ủy các KCN Hà Nội; Đoàn 9",
        "/unit new DCT-9; Group 9; working group; under DU-HN",
        "/DONVI MỚI DCT-9 ； Đoàn 9 ； TCT ； trực thuộc: DU-HN",
        "/donvi thêm mã DCT-9; tên: Đoàn 9; loại tổ công tác; thuộc DU-HN",
    ],
)
def test_lines_as_people_write_them(house, admin, line):
    admin.says(line).presses("Ghi").sees("✓ Đã thêm: DCT-9")
    assert unit(house, "DCT-9").kind == "working_group"


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("đảng ủy", "committee"), ("ban chỉ đạo", "steering_committee"), ("đoàn công tác", "working_group"),
        ("đảng bộ cơ sở", "base_committee"), ("chi bộ", "cell"),
    ],
)  # fmt: skip
def test_every_kind_can_be_entered(house, admin, kind, stored):
    admin.says(f"/donvi moi X-1; Đơn vị thử; {kind}; thuộc DU-HN").presses("Ghi")
    assert unit(house, "X-1").kind == stored


def test_guided_with_a_restart_in_the_middle_and_a_change_before_saving(house, admin):
    admin.says("/donvi").presses("Thêm đơn vị").sees("Mã đơn vị?")
    admin.says("Tổ 1").sees("Tổ 1 không dùng làm mã được", "Ví dụ: TO-1")
    admin.says("dct-9").sees("Tên đơn vị DCT-9?")
    house.restart()
    admin.says("Đoàn *9* 😀").sees("thuộc loại nào")
    admin.says("xyz").sees("Không hiểu loại đơn vị xyz")
    admin.presses("Tổ công tác").sees("thuộc đơn vị nào", "[DU-HN]", "[Cấp cao nhất]")
    admin.presses("DU-HN").sees("Tên: Đoàn *9* 😀")
    admin.presses("Sửa").presses("Tên").says("Đoàn công tác số 9").sees("Tên: Đoàn công tác số 9")
    admin.presses("Ghi").sees("✓ Đã thêm: DCT-9 – Đoàn công tác số 9")


def test_a_button_pressed_again_writes_nothing_more(house, admin):
    admin.says(ADD).presses("Ghi").cannot_press("Ghi")
    assert len(house.read(select(Unit).where(Unit.code == "DCT-9"))) == 1


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("/donvi moi DCT-1; Đoàn khác; tổ công tác; thuộc DU-HN", "Mã DCT-1 đã được dùng"),
        ("/donvi moi đct-1; Đoàn khác; tổ công tác; thuộc DU-HN", "đã được dùng"),
        ("/donvi moi X-1; Đoàn Công Tác số 1; tổ công tác; thuộc DU-HN", "Đã có Đoàn Công Tác số 1, mã DCT-1"),
        ("/donvi moi 12; Đoàn; tổ công tác; thuộc DU-HN", "12 không dùng làm mã được"),
        ("/donvi moi -; Đoàn; tổ công tác; thuộc DU-HN", "- không dùng làm mã được"),
        ("/donvi moi XOA; Đoàn; tổ công tác; thuộc DU-HN", "Mã XOA không dùng được"),
        ("/donvi sua DCT-1; mã moi", "Mã MOI không dùng được"),
        ("/donvi moi X_1; Đoàn; tổ công tác; thuộc DU-HN", "X_1 không dùng làm mã được"),
        (f"/donvi moi {'X' * 21}; Đoàn; tổ công tác; thuộc DU-HN", "tối đa 20"),
        ("/donvi moi X-1; 😀; tổ công tác; thuộc DU-HN", "tên phải có chữ"),
        (f"/donvi moi X-1; {'Đoàn ' * 50}; tổ công tác; thuộc DU-HN", "tối đa 200"),
        ("/donvi moi X-1; Đoàn X; tổ công tac viên; thuộc DU-HN", "Không hiểu loại đơn vị tổ công tac viên"),
        ("/donvi moi X-1; Đoàn X; tổ công tác; thuộc DU-XX", "Không có đơn vị DU-XX"),
        ("/donvi moi X-1; Đoàn X; tổ công tác; thuộc DU-HN; thuộc DCT-1", "mâu thuẫn"),
        ("/donvi sua DCT-1; màu đỏ", "Không hiểu"),
        ("/donvi sua DCT-7; tên X", "Không có đơn vị DCT-7"),
        ("/donvi sua", "Còn thiếu đơn vị. Ví dụ: /donvi sua DCT-1"),
        ("/donvi sua DCT-1; mã DCT-2", "Mã DCT-2 đã được dùng"),
        ("/donvi sua DCT-1; tên Đoàn công tác số 2", "Đã có Đoàn công tác số 2, mã DCT-2"),
        ("/donvi sua DU-HN; thuộc DCT-1", "Không đặt DU-HN dưới DCT-1 được"),
        ("/donvi sua DU-HN; thuộc DU-HN", "Không đặt DU-HN dưới DU-HN được"),
        ("/donvi gop DCT-1; DCT-1", "Không gộp DCT-1 vào chính nó được"),
        ("/donvi gop DCT-1", "Ví dụ: /donvi gop"),
        ("/donvi dong DU-HN", "DU-HN còn 3 đơn vị trực thuộc"),
        ("/donvi blah blah", "Không có đơn vị blah blah"),
    ],
)
def test_refusals_name_the_piece_and_write_nothing(house, admin, line, piece):
    before = house.read(select(Unit.code, Unit.name, Unit.parent_id, Unit.valid_to).order_by(Unit.id))
    admin.says(line).sees(piece)
    assert house.read(select(Unit.code, Unit.name, Unit.parent_id, Unit.valid_to).order_by(Unit.id)) == before


def test_near_codes_are_offered_from_ones_own_scope_alone(local):
    local.says("/donvi sua DU-HM; tên X").sees("DU-HN").sees_no("DU-LC")


def test_a_unit_out_of_scope_is_as_unknown_as_one_that_is_not(local):
    unknown = local.says("/donvi sua DU-XX; tên X").screen.replace("DU-XX", "")
    assert local.says("/donvi sua DU-LC; tên X").screen.replace("DU-LC", "") == unknown


def test_whether_another_committee_has_a_code_is_not_told(house, local, tree):
    house.unit("DU-BN", "Đảng ủy Bảo Thắng", under=tree["DU-LC"])
    taken = local.says("/donvi moi DU-BN; Đoàn X; tổ công tác; thuộc DU-HN").sees("Mã DU-BN không dùng được").screen
    assert local.says("/donvi moi XOA; Đoàn X; tổ công tác; thuộc DU-HN").screen == taken.replace("DU-BN", "XOA")
    local.says("/donvi sua DCT-1; mã đu-bn").sees("không dùng được").sees_no("đã được dùng")
    local.says("/donvi").presses("Thêm đơn vị").says("DU-BN").sees("Mã DU-BN không dùng được")
    assert len(house.read(select(Unit.id).where(Unit.code == "DU-BN"))) == 1


def test_a_unit_that_is_gone_meanwhile_is_spoken_of_without_its_code(admin, local):
    local.says("/donvi sua DCT-2; tên Đoàn hai").sees("[Ghi]")
    admin.says("/donvi dong DCT-2").presses("Đóng").sees("✓ Đã đóng")
    local.presses("Ghi").sees("Đơn vị này không xem được ở đây nữa.").sees_no("Không có đơn vị")


def test_an_example_is_given_once(house, admin):
    with house.session() as session, session.begin():
        session.get(Person, admin.person_id).language = "en"
    admin.says("/unit new X_1").sees("at most 20. For example: X-1").sees_no("such as")
    admin.says("/unit new 12").sees("at most 20. For example: DCT-1")


def test_a_committees_administrator_adds_below_their_own_unit_only(house, local):
    local.says("/donvi moi X-1; Đoàn X; tổ công tác; thuộc DU-LC").sees("Không có đơn vị DU-LC")
    local.says("/donvi moi X-1; Đoàn X; tổ công tác").sees("[DU-HN]").sees_no("Cấp cao nhất", "DU-LC")
    local.presses("DU-HN").presses("Ghi").sees("✓ Đã thêm: X-1")
    assert unit(house, "X-1") is not None


def test_ones_own_unit_is_moved_closed_and_merged_from_above(local):
    local.says("/donvi moi X-1; X; tổ công tác; thuộc DU-HN").presses("Ghi")
    local.says("/donvi gop DU-HN; X-1").sees("DU-HN là đơn vị mình đang công tác")
    local.says("/donvi dong DU-HN").sees("DU-HN là đơn vị mình đang công tác")


def test_a_unit_is_renamed_moved_and_recoded(house, admin, tree):
    admin.says("/donvi sua DCT-2; tên Đoàn hai; thuộc DCT-1; mã DOAN-2; chi bộ").sees(
        "Tên: Đoàn công tác số 2 → Đoàn hai", "Thuộc: DU-HN → DCT-1", "Mã: DCT-2 → DOAN-2", "Loại: tổ công tác → chi bộ"
    )
    assert unit(house, "DOAN-2") is None
    admin.says("thuộc DCT-10").sees("Thuộc: DU-HN → DCT-10", "Tên: Đoàn công tác số 2 → Đoàn hai")
    admin.presses("Ghi").sees("✓ Đã sửa: DOAN-2 – Đoàn hai")
    changed = unit(house, "DOAN-2")
    assert (changed.parent_id, changed.folded, changed.kind) == (tree["DCT-10"].id, "doan hai", "cell")


def test_renaming_has_a_word_of_its_own_and_what_is_missing_is_asked(house, admin):
    admin.says("/donvi đổi tên DCT-1; Đoàn một").presses("Ghi").sees("✓ Đã sửa: DCT-1 – Đoàn một")
    admin.says("/donvi sua DCT-1").sees("Sửa gì ở DCT-1?")
    admin.says("tên Đoàn số một").presses("Ghi").sees("Đoàn số một")


def test_a_unit_that_is_empty_can_be_closed(house, admin, tree):
    admin.says("/donvi dong DCT-2").sees("Đóng DCT-2", "[Đóng]").presses("Đóng").sees("✓ Đã đóng: DCT-2")
    assert unit(house, "DCT-2").valid_to == date(2024, 6, 17)
    admin.says("/donvi").sees_no("DCT-2 ")
    admin.says("/donvi moi DCT-2; Đoàn khác; tổ công tác; thuộc DU-HN").sees("Mã DCT-2 đã được dùng")


def test_what_still_belongs_to_a_unit_keeps_it_open(house, admin, tree):
    house.person("Trần Thị Lan", "member", tree["DCT-2"])
    enterprise(house, tree, "DCT-2")
    admin.says("/donvi giải thể DCT-2").sees("DCT-2 còn 1 doanh nghiệp, 1 người", "/donvi gop DCT-2")
    assert unit(house, "DCT-2").valid_to is None


def test_merging_moves_what_belongs_to_a_unit_and_its_history_counts_for_the_other(house, admin, tree):
    lan = house.person("Trần Thị Lan", "member", tree["DCT-2"])
    below = house.unit("TO-1", "Tổ 1", under=tree["DCT-2"])
    known, now = enterprise(house, tree, "DCT-2"), house.clock.now()
    house.add(BoundChat(
        channel=house.channel, chat_id="-9", unit_id=tree["DCT-2"].id, bound_by_id=lan.person_id, bound_at=now,
        starts_at=now,
    ))  # fmt: skip
    visit = house.add(Visit(
        enterprise_id=known.id, unit_id=tree["DCT-2"].id, visited_on=date(2024, 6, 1), entered_by_id=lan.person_id,
        entered_at=now,
    ))  # fmt: skip
    admin.says("/donvi gop DCT-2; DCT-1").sees(
        "Chuyển theo: 1 đơn vị trực thuộc, 1 doanh nghiệp, 1 người, 1 nhóm chat", "Không hoàn tác được"
    )
    assert unit(house, "DCT-2").valid_to is None
    admin.presses("Gộp").sees("✓ Đã gộp DCT-2 vào DCT-1")
    into, gone = unit(house, "DCT-1"), unit(house, "DCT-2")
    assert {
        house.read(select(Unit.parent_id).where(Unit.id == below.id))[0],
        house.read(select(Enterprise.unit_id))[0],
        house.read(select(Person.unit_id).where(Person.id == lan.person_id))[0],
        house.read(select(BoundChat.unit_id))[0],
        gone.parent_id,
    } == {into.id}
    assert (gone.valid_to, into.predecessor_id) == (date(2024, 6, 17), gone.id)
    assert house.read(select(Visit.unit_id).where(Visit.id == visit.id)) == [gone.id]
    counted = select(Visit.id).where(
        visibility.within(Visit.unit_id, Actor(person_id=1, role="lead", unit_id=into.id).own)
    )
    assert house.read(counted) == [visit.id]
    admin.presses("Gộp").sees_stale()


def test_a_unit_is_merged_into_one_below_it(house, admin, tree):
    house.unit("TO-1", "Tổ 1", under=tree["DCT-2"])
    admin.says("/donvi gop DCT-2; TO-1").presses("Gộp").sees("✓ Đã gộp DCT-2 vào TO-1")
    assert unit(house, "TO-1").parent_id == tree["DU-HN"].id
    assert unit(house, "DCT-2").parent_id == unit(house, "TO-1").id


@pytest.mark.parametrize("role", ["viewer", "member", "lead"])
def test_it_is_for_administrators(house, tree, role):
    chat = house.person("Trần Thị Lan", role, tree["DU-HN"])
    for line in ("/donvi", ADD, "/donvi gop DCT-1; DCT-2"):
        chat.says(line).sees("Việc này dành cho quản trị viên.").sees_no("DCT-1")


def test_an_outsider_learns_not_even_which_units_exist(house, tree):
    for line in ("/donvi", "/donvi DCT-1", ADD):
        house.outsider().says(line).sees("chỉ phục vụ người được mời").sees_no("DCT-1", "DCT-9")


def test_a_draft_dies_with_the_role(house, admin, local):
    local.says(ADD)
    with house.session() as session, session.begin():
        session.get(Person, local.person_id).role = "member"
    local.presses("Ghi").sees("Việc này dành cho quản trị viên.")
    assert unit(house, "DCT-9") is None


def test_two_administrators_in_one_group_do_not_meet_in_one_draft(house, admin, local, tree):
    now = house.clock.now()
    house.add(BoundChat(
        channel=house.channel, chat_id="-5", unit_id=tree["DU-HN"].id, bound_by_id=admin.person_id, bound_at=now,
        starts_at=now,
    ))  # fmt: skip
    one, two = admin.in_group("-5"), local.in_group("-5")
    one.says(ADD)
    mine = one.answers[-1]
    two.says(ADD.replace("9", "8")).sees("DCT-8")
    two.cannot_press("Ghi", mine, "người đã hỏi")
    one.presses("Ghi", mine).sees("✓ Đã thêm: DCT-9")
    two.presses("Ghi").sees("✓ Đã thêm: DCT-8")
    one.says("/donvi").sees_no("DU-LC")
    one.says("/donvi sua DU-LC; tên X").sees("Không có đơn vị DU-LC")
    one.presses("Thêm đơn vị").sees("chat riêng")


def test_english(house, admin):
    with house.session() as session, session.begin():
        session.get(Person, admin.person_id).language = "en"
    admin.says("/unit new DCT-9; Working group 9; team; under DU-HN").sees("New unit: DCT-9", "Kind: working group")
    admin.presses("Save").sees("✓ Added: DCT-9")
    admin.says("/unit").sees("6 units")
