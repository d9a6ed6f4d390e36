"""/dn: an enterprise is found, seen, added, changed and merged."""

from datetime import date

import pytest
from sqlmodel import select

from models import (
    AuditLog,
    BoundChat,
    Contact,
    Enterprise,
    EnterpriseAlias,
    MassOrganisation,
    NextStep,
    Obstacle,
    Person,
    Unit,
    Visit,
    Zone,
)  # fmt: skip
from outreach.rules.folding import fold_name
from tests.conversation import Chat, House

NEW = "/dn moi Công ty TNHH Huy Hoàng; tư nhân; KCN Thăng Long; DCT-1"


@pytest.fixture
def tree(house: House) -> dict[str, Unit]:
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    other = house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    groups = {f"DCT-{n}": house.unit(f"DCT-{n}", f"Đoàn công tác số {n}", under=top) for n in (1, 2)}
    return {"DU-HN": top, "DU-LC": other, **groups}


@pytest.fixture
def lan(house: House, tree) -> Chat:
    """A member of DCT-1."""
    return house.person("Trần Thị Lan", "member", tree["DCT-1"])


@pytest.fixture
def minh(house: House, tree) -> Chat:
    """A member of DCT-2."""
    return house.person("Lê Văn Minh", "member", tree["DCT-2"])


@pytest.fixture
def admin(house: House, tree) -> Chat:
    """The administrator of DU-HN."""
    return house.person("Quản Trị", "admin", tree["DU-HN"])


def put(house: House, unit: Unit, name: str, **facts) -> Enterprise:
    now = house.clock.now()
    return house.add(
        Enterprise(
            name=name, folded=fold_name(name), kind="private", unit_id=unit.id, entered_at=now, changed_at=now, **facts
        )
    )


def visited(house: House, known: Enterprise, by: Chat, unit: Unit, day: date, outcome: str | None = None) -> Visit:
    visit = Visit(
        enterprise_id=known.id, unit_id=unit.id, visited_on=day, outcome=outcome, entered_by_id=by.person_id,
        entered_at=house.clock.now(), note_sealed=house.vault.seal("gặp anh Nguyễn Văn Bí Mật"),
    )  # fmt: skip
    return house.add(visit)


def bind(house: House, unit: Unit, by: Chat) -> None:
    now = house.clock.now()
    house.add(BoundChat(channel=house.channel, chat_id="-1", unit_id=unit.id, bound_by_id=by.person_id, bound_at=now, starts_at=now))  # fmt: skip # noqa: E501


def all_of(house: House) -> list[Enterprise]:
    return house.read(select(Enterprise).order_by(Enterprise.id))


# --- finding ---


@pytest.mark.parametrize(
    "text", ["huy hoang", "Công ty TNHH Huy Hoàng", "HUY HOÀNG", "cty huy hoàng", "HH Corp", "0101234567"]
)
def test_one_is_found_by_name_alias_or_tax_code(house, lan, tree, text):
    known = put(house, tree["DCT-1"], "Công ty TNHH Huy Hoàng", tax_code="0101234567")
    house.add(EnterpriseAlias(enterprise_id=known.id, name="HH Corp", folded="hh corp"))
    lan.says(f"/dn {text}").sees("Công ty TNHH Huy Hoàng", "Phụ trách: DCT-1", "Chưa ghi buổi làm việc nào")


def test_several_alike_are_offered(house, lan, tree):
    put(house, tree["DCT-1"], "Việt Bắc 1")
    put(house, tree["DCT-2"], "Việt Bắc 2")
    lan.says("/dn viet bac").sees("là doanh nghiệp nào?", "[Việt Bắc 1]", "[Việt Bắc 2]")
    lan.presses("Việt Bắc 2").sees("Phụ trách: DCT-2")
    lan.cannot_press("Việt Bắc 1")


def test_a_misspelt_name_is_never_taken_for_certain(house, lan, tree):
    put(house, tree["DCT-1"], "Công ty TNHH Huy Hoàng")
    lan.says("/dn huy hoanh").sees("[Công ty TNHH Huy Hoàng]").sees_no("Phụ trách")


def test_an_unknown_name_can_be_added_from_there(house, lan, tree):
    lan.says("/dn Thiên Phú").sees("Không thấy doanh nghiệp Thiên Phú", "[+ Thêm “Thiên Phú”]")
    lan.presses("+").sees("Thiên Phú thuộc loại hình nào?", "[Tư nhân]").presses("FDI").presses("Bỏ qua").presses("Ghi")
    lan.sees("✓ Đã thêm: Thiên Phú", "[Ghi buổi làm việc]")
    (added,) = all_of(house)
    assert (added.kind, added.unit_id, added.zone_id) == ("fdi", tree["DCT-1"].id, None)
    lan.says("/dn thien phu").sees("Thiên Phú", "FDI")


def test_without_words_those_visited_last_are_offered(house, lan, minh, tree):
    first, second = put(house, tree["DCT-1"], "Huy Hoàng"), put(house, tree["DCT-1"], "Thiên Phú")
    other = put(house, tree["DCT-2"], "Việt Bắc")
    visited(house, second, lan, tree["DCT-1"], date(2024, 6, 1))
    visited(house, first, lan, tree["DCT-1"], date(2024, 6, 10))
    visited(house, other, minh, tree["DCT-2"], date(2024, 6, 11))
    lan.says("/dn").sees("Mới làm việc gần đây", "/dn huy hoang")
    assert lan.labels == ["Huy Hoàng", "Thiên Phú", "+ Thêm doanh nghiệp"]
    lan.presses("Huy Hoàng").sees("Huy Hoàng", "10/06/2024")


def test_nonsense_finds_nothing(lan):
    for text in ("😀", "***", "x" * 3000, "; ; ;", "_"):
        lan.says(f"/dn {text}").sees("Không thấy doanh nghiệp")


@pytest.mark.parametrize("unseen", ["\u200b", "\u200d", "\u2060 \u200b"])
def test_what_nobody_can_see_is_no_name(house, lan, unseen):
    lan.says(f"/dn {unseen}").sees("/dn huy hoang").sees_no("“")
    assert lan.labels == ["+ Thêm doanh nghiệp"]


def test_names_are_known_across_the_committee_and_not_beyond(house, lan, tree):
    put(house, tree["DCT-2"], "Huy Hoàng")
    put(house, tree["DU-LC"], "Đức Giang")
    lan.says("/dn huy hoang").sees("Phụ trách: DCT-2")
    lan.says("/dn duc giang").sees("Không thấy").sees_no("[Đức Giang]", "DU-LC")


def test_a_name_changed_by_another_process_is_found_at_once(house, lan, tree):
    known = put(house, tree["DCT-1"], "Huy Hoàng")
    lan.says("/dn huy hoang").sees("Phụ trách")
    house.clock.pass_by(seconds=5)
    with house.session() as session, session.begin():
        row = session.get(Enterprise, known.id)
        row.name, row.folded, row.changed_at = "Thiên Phú", "thien phu", house.clock.now()
    lan.says("/dn thien phu").sees("Phụ trách")
    lan.says("/dn huy hoang").sees("Không thấy")
    put(house, tree["DCT-1"], "Huy Hoàng")  # in the same instant as the change
    lan.says("/dn huy hoang").sees("Phụ trách")


# --- the card ---


@pytest.fixture
def known(house, lan, minh, tree) -> Enterprise:
    """An enterprise with everything a card can have."""
    zone = house.add(Zone(name="KCN Thăng Long", folded="thang long"))
    row = put(house, tree["DCT-1"], "Huy Hoàng", zone_id=zone.id, workers=1250, members=5, tax_code="0101234567")
    seal, now = house.vault.seal, house.clock.now()
    mine = visited(house, row, lan, tree["DCT-1"], date(2024, 6, 10), "interested")
    visited(house, row, minh, tree["DCT-2"], date(2024, 6, 12), "refused")
    where = {"enterprise_id": row.id, "unit_id": tree["DCT-1"].id}
    for text, kind in (("ông Tư không cho vào", None), ("", "shift_work")):
        house.add(
            Obstacle(
                kind=kind,
                text_sealed=seal(text) if text else None,
                opened_visit_id=mine.id,
                opened_on=date(2024, 6, 10),
                **where,
            )
        )
    house.add(
        EnterpriseAlias(enterprise_id=row.id, name="HH", folded="hh"),
        Contact(
            enterprise_id=row.id,
            role="director",
            name_sealed=seal("Phạm Văn Giám"),
            phone_sealed=seal("0912345678"),
            changed_at=now,
        ),
        MassOrganisation(enterprise_id=row.id, kind="trade_union", members=120),
        NextStep(text_sealed=seal("gặp chị Lụa"), due=date(2024, 6, 14), entered_at=now, **where),
        NextStep(text_sealed=seal("trình hồ sơ"), due=date(2024, 7, 15), entered_at=now, **where),
    )
    return row


def test_the_card_in_private(house, lan, known):
    lan.says("/dn huy hoang").sees(
        "Tên khác: HH", "tư nhân · KCN Thăng Long", "Phụ trách: DCT-1", "Lao động: 1.250", "Đảng viên: 5",
        "Mã số thuế: 0101234567", "Đoàn thể: công đoàn (120)", "chưa triển khai",
        "• giám đốc: Phạm Văn Giám – 0912345678",
        "• 10/06/2024 – quan tâm – DCT-1", "ông Tư không cho vào (từ 10/06/2024)", "làm việc theo ca",
        "• 14/06/2024 – gặp chị Lụa – DCT-1 – quá hạn", "• 15/07/2024 – trình hồ sơ – DCT-1",
        "[Ghi buổi làm việc] [Sửa]",
    )  # fmt: skip
    lan.sees_no("12/06/2024", "Trần Thị Lan", "Bí Mật", "Gộp vào")
    assert house.read(select(AuditLog).where(AuditLog.act == "read", AuditLog.subject == "contact"))


def test_a_neighbour_sees_the_facts_but_neither_people_nor_what_was_done(minh, known):
    minh.says("/dn huy hoang").sees("Lao động: 1.250", "Đầu mối: giám đốc", "12/06/2024 – từ chối – DCT-2")
    minh.sees_no("Phạm Văn Giám", "0912345678", "10/06/2024", "trình hồ sơ", "theo ca")


def test_the_card_in_a_group_names_nobody_and_says_nothing_that_was_typed(house, lan, known, tree):
    bind(house, tree["DU-HN"], lan)
    group = lan.in_group("-1").says("/dn huy hoang")
    group.sees(
        "Đầu mối: giám đốc", "10/06/2024 – quan tâm – DCT-1", "12/06/2024", "vướng mắc khác", "15/07/2024 – DCT-1"
    )
    group.sees_no("Phạm Văn Giám", "0912", "Lụa", "ông Tư", "trình hồ sơ", "Trần Thị Lan", "[Sửa]")
    group.presses("Ghi buổi làm việc").sees("chat riêng")
    house.outsider().in_group("-1").says("/dn huy hoang").sees("Phụ trách: DCT-1").sees_no("[Ghi buổi làm việc]")


def test_the_card_leads_to_a_visit(lan, known):
    lan.says("/dn huy hoang").presses("Ghi buổi làm việc").sees_no("không còn")


def test_a_viewer_sees_the_card_without_buttons_to_write(house, tree, known):
    viewer = house.person("Người Xem", "viewer", tree["DCT-1"]).says("/dn huy hoang")
    viewer.sees("Lao động: 1.250").sees_no("[")
    viewer.says(NEW).sees("chỉ để xem")
    viewer.says("/dn sua huy hoang; lao động 3").sees("chỉ để xem")


def test_an_outsider_learns_nothing(house, known):
    for line in ("/dn", "/dn huy hoang", NEW, "/dn sua huy hoang; lao động 1", "/dn gop a; b"):
        house.outsider().says(line).sees("chỉ phục vụ người được mời").sees_no("Huy Hoàng")


# --- adding ---


def test_a_line_is_shown_before_it_is_written(house, lan, tree):
    lan.says(NEW).sees(
        "Doanh nghiệp mới: Công ty TNHH Huy Hoàng", "Loại: tư nhân", "KCN Thăng Long (mới, sẽ thêm", "Phụ trách: DCT-1"
    )
    assert not all_of(house)
    assert not house.read(select(Zone))
    question = lan.answers[-1]
    lan.presses("Ghi").sees("✓ Đã thêm: Công ty TNHH Huy Hoàng")
    (added,) = all_of(house)
    assert (added.folded, added.kind, added.unit_id, added.entered_by_id, added.stage) == (
        "huy hoang", "private", tree["DCT-1"].id, lan.person_id, "known"
    )  # fmt: skip
    assert house.read(select(Zone.name)) == ["KCN Thăng Long"]
    lan.cannot_press("Ghi", question)
    assert len(all_of(house)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "/dn moi Huy Hoàng; KCN Thăng Long; tu nhan",
        "/dn thêm Huy Hoàng; khu công nghiệp: Thăng Long; loại tư nhân; đơn vị DCT-1",
        "/enterprise new Huy Hoang; private; zone Thang Long; unit DCT-1",
        "/dn moi Huy Hoàng; DCT-1; Thăng Long; DN tư nhân",
    ],
)
def test_lines_as_people_write_them(house, lan, tree, line):
    zone = house.add(Zone(name="KCN Thăng Long", folded="thang long"))
    put(house, tree["DCT-2"], "Việt Bắc", zone_id=zone.id)
    lan.says(line).sees_no("mới, sẽ thêm").presses("Ghi").sees("✓ Đã thêm")
    _, added = all_of(house)
    assert (added.kind, added.unit_id) == ("private", tree["DCT-1"].id)
    assert added.zone_id == zone.id
    assert len(house.read(select(Zone))) == 1


def test_that_another_committee_has_a_zone_is_not_told(house, lan, tree):
    zone = house.add(Zone(name="KCN Tằng Loỏng", folded="tang loong"))
    put(house, tree["DU-LC"], "Đức Giang", zone_id=zone.id)
    put(house, tree["DCT-1"], "Việt Bắc")
    lan.says("/dn sua viet bac; KCN Tằng Loỏng").sees("(mới, sẽ thêm")
    lan.says("/dn moi Huy Hoàng; tư nhân; KCN Tằng Loỏng; DCT-1").sees("(mới, sẽ thêm").presses("Ghi")
    assert all_of(house)[-1].zone_id == zone.id
    lan.says("/dn moi Thiên Phú; tư nhân; KCN Tằng Loỏng; DCT-1").sees("KCN Tằng Loỏng").sees_no("mới, sẽ thêm")


def test_all_that_one_line_can_hold(house, lan):
    lan.says(
        f"{NEW}; mst 0101234567-001; 250 lao động; đảng viên 5; tên khác HH; công đoàn có 120; nữ công có; "
        "giám đốc: Phạm Văn Giám, 0912 345 678"
    ).sees("Mã số thuế: 0101234567-001", "Công đoàn: có (120)", "Giám đốc: Phạm Văn Giám – 0912 345 678")
    lan.presses("Ghi")
    (added,) = all_of(house)
    assert (added.tax_code, added.workers, added.members) == ("0101234567-001", 250, 5)
    assert house.read(select(EnterpriseAlias.name)) == ["HH"]
    assert house.read(select(MassOrganisation.kind, MassOrganisation.members)) == [("trade_union", 120), ("womens_body", None)]  # fmt: skip # noqa: E501
    (contact,) = house.read(select(Contact))
    assert house.vault.open(contact.name_sealed) == "Phạm Văn Giám"


def test_guided_with_a_restart_and_more_typed_at_the_end(house, lan):
    lan.says("/dn").presses("+").sees("Tên doanh nghiệp?").says("😀").sees("tên phải có chữ")
    lan.says("Thiên *Phú* 2").sees("thuộc loại hình nào?").says("lạ lùng").sees("Không hiểu loại doanh nghiệp lạ lùng")
    house.restart()
    lan.says("liên doanh").sees("khu công nghiệp nào").says("KCN Quang Minh").sees("Thiên *Phú* 2", "liên doanh")
    lan.says("lao động 300; mst 0101234567").sees("Lao động: 300").says("gì đó").sees(
        "Không hiểu gì đó", "lao động 250"
    )
    lan.presses("Ghi").sees("✓ Đã thêm: Thiên *Phú* 2")
    assert all_of(house)[0].workers == 300


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("/dn moi 12345; tư nhân", "tên phải có chữ"),
        (f"{NEW}; mst 12", "12 không phải mã số thuế"),
        (f"{NEW}; lao động -5", "không được âm"),
        (f"{NEW}; lao động 99.999.999", "lớn bất thường"),
        (f"{NEW}; FDI", "mâu thuẫn"),
        (f"{NEW}; cái gì đây", "Không hiểu"),
        ("/dn moi Huy Hoàng; tư nhân; KCN A; DCT-7", "Không có đơn vị DCT-7"),
        ("/dn moi Huy Hoàng; tư nhân; DCT-2", "Không có đơn vị DCT-2"),
        (f"/dn moi {'Huy ' * 80}; tư nhân", "tối đa 200"),
        ("/dn sua", "Còn thiếu doanh nghiệp"),
        ("/dn sua Lạ Hoắc; lao động 5", "Không có doanh nghiệp Lạ Hoắc"),
        ("/dn sua Việt Bắc; màu xanh", "Không hiểu màu xanh"),
        ("/dn sua Việt Bắc; lao động nhiều", "nhiều không phải là số"),
        ("/dn sua Việt Bắc; tên Thiên Phú", "Đã có Thiên Phú"),
        ("/dn sua Việt Bắc; mst 0109999999", "0109999999 đã thuộc về Thiên Phú"),
        ("/dn sua Thiên Phú; đơn vị DCT-1", "DCT-2 ngoài phạm vi phụ trách"),
        ("/dn gop Việt Bắc; Thiên Phú", "Việc này dành cho quản trị viên."),
    ],
)
def test_refusals_name_the_piece_and_write_nothing(house, lan, tree, line, piece):
    put(house, tree["DCT-1"], "Việt Bắc")
    put(house, tree["DCT-2"], "Thiên Phú", tax_code="0109999999")
    lan.says(line).sees(piece).sees_no("[Ghi]")
    assert [(one.name, one.workers, one.unit_id) for one in all_of(house)] == [
        ("Việt Bắc", None, tree["DCT-1"].id), ("Thiên Phú", None, tree["DCT-2"].id)
    ]  # fmt: skip


def test_a_double_is_asked_about_and_leads_to_the_one_that_is_there(house, lan, tree):
    put(house, tree["DCT-2"], "Công ty CP Huy Hoàng")
    lan.says(NEW).sees("Có phải doanh nghiệp này không?", "[Công ty CP Huy Hoàng – DCT-2]", "[Doanh nghiệp khác]")
    lan.presses("Công ty CP").sees("Phụ trách: DCT-2")
    assert len(all_of(house)) == 1
    lan.says("không").sees("Chưa hiểu")


def test_another_of_the_same_name_can_be_added_knowingly(house, lan, tree):
    put(house, tree["DCT-2"], "Huy Hoàng")
    lan.says(NEW).presses("Doanh nghiệp khác").sees("Doanh nghiệp mới").presses("Ghi").sees("✓ Đã thêm")
    assert len(all_of(house)) == 2


def test_two_neighbours_who_add_the_same_at_once_make_no_double(house, lan, minh):
    lan.says("/dn moi Huy Hoàng; tư nhân")
    minh.says("/dn moi Cty TNHH Huy Hoàng; tư nhân")
    lan.presses("Ghi").sees("✓ Đã thêm")
    minh.presses("Ghi").sees("Đã có Huy Hoàng")
    assert len(all_of(house)) == 1


def test_two_in_one_group_have_drafts_of_their_own(house, lan, minh, tree):
    bind(house, tree["DU-HN"], lan)
    one, two = lan.in_group("-1"), minh.in_group("-1")
    one.says("/dn moi Huy Hoàng; tư nhân")
    mine = one.answers[-1]
    two.says("/dn moi Thiên Phú; FDI").cannot_press("Ghi", mine, "người đã hỏi")
    two.presses("Ghi").sees("✓ Đã thêm: Thiên Phú")
    one.presses("Ghi", mine).sees("✓ Đã thêm: Huy Hoàng")
    assert [one.unit_id for one in all_of(house)] == [tree["DCT-2"].id, tree["DCT-1"].id]


# --- changing ---


def test_facts_are_changed_from_what_to_what(house, lan, known, tree):
    lan.says("/dn sua huy hoang; lao động 300; kcn Quang Minh; hợp tác xã; tên Huy Hoàng Gia; tên khác HHG").sees(
        "Sửa Huy Hoàng:", "Lao động: 1.250 → 300", "KCN Thăng Long → kcn Quang Minh (mới", "Loại: tư nhân → hợp tác xã",
        "Tên: Huy Hoàng → Huy Hoàng Gia", "Tên khác: HHG",
    )  # fmt: skip
    assert all_of(house)[0].workers == 1250
    lan.says("đảng viên 6").sees("Đảng viên: 5 → 6", "Lao động: 1.250 → 300").presses("Ghi").sees(
        "✓ Đã sửa: Huy Hoàng Gia"
    )
    (row,) = all_of(house)
    assert (row.workers, row.members, row.kind, row.folded) == (300, 6, "cooperative", "huy hoang gia")
    for name in ("huy hoang", "hhg", "hh", "huy hoang gia"):
        lan.says(f"/dn {name}").sees("Huy Hoàng Gia")


def test_a_neighbour_may_mend_facts_but_not_take_the_enterprise(house, minh, known, tree):
    minh.says("/dn sua huy hoang; lao động 300").presses("Ghi").sees("✓ Đã sửa")
    minh.says("/dn sua huy hoang; đơn vị DCT-2").sees("DCT-1 ngoài phạm vi phụ trách")
    assert (all_of(house)[0].workers, all_of(house)[0].unit_id) == (300, tree["DCT-1"].id)


@pytest.mark.parametrize("change", ["giám đốc: Đỗ Mới 0999999999", "tên Thiên Phú"])
def test_a_neighbour_neither_overwrites_contacts_nor_renames(house, minh, known, change):
    minh.says(f"/dn sua huy hoang; {change}").sees("DCT-1 ngoài phạm vi phụ trách").sees_no("[Ghi]")
    assert [house.vault.open(one.name_sealed) for one in house.read(select(Contact))] == ["Phạm Văn Giám"]
    assert all_of(house)[0].name == "Huy Hoàng"


def test_rights_lost_after_the_preview_are_asked_for_again(house, lan, known, tree):
    lan.says("/dn sua huy hoang; giám đốc: Đỗ Mới 0999999999").sees("[Ghi]")
    with house.session() as session, session.begin():
        session.get(Enterprise, known.id).unit_id = tree["DCT-2"].id
    lan.presses("Ghi").sees("DCT-2 ngoài phạm vi phụ trách")
    assert [house.vault.open(one.name_sealed) for one in house.read(select(Contact))] == ["Phạm Văn Giám"]


def test_a_change_to_one_that_was_merged_meanwhile_is_shown_again_with_the_others_name(house, lan, admin, known, tree):
    lan.says("/dn sua huy hoang; lao động 300; giám đốc: Đỗ Mới").sees("Sửa Huy Hoàng:")
    into = put(house, tree["DCT-1"], "Thiên Phú", workers=10)
    admin.says("/dn gop huy hoang; thien phu").presses("Gộp").sees("✓ Đã gộp")
    lan.presses("Ghi").sees("Huy Hoàng vừa được gộp vào Thiên Phú. Chưa lưu gì.")
    assert [one.workers for one in all_of(house)] == [1250, 10]
    lan.presses("Xem lại").sees("Sửa Thiên Phú:", "Lao động: 10 → 300", "Giám đốc: Đỗ Mới")
    lan.presses("Ghi").sees("✓ Đã sửa: Thiên Phú")
    assert house.read(select(Enterprise.workers).where(Enterprise.id == into.id)) == [300]


def test_once_the_other_has_been_shown_the_change_is_written_there(house, lan, admin, known, tree):
    lan.says("/dn sua huy hoang; lao động 300")
    into = put(house, tree["DCT-1"], "Thiên Phú")
    admin.says("/dn gop huy hoang; thien phu").presses("Gộp")
    lan.says("đảng viên 7").sees("Sửa Thiên Phú:").presses("Ghi").sees("✓ Đã sửa: Thiên Phú")
    assert house.read(select(Enterprise.workers, Enterprise.members).where(Enterprise.id == into.id)) == [(300, 7)]


def test_who_has_it_may_hand_it_over(house, lan, known, tree):
    lan.says("/dn sua huy hoang; đơn vị DCT-2").sees("Phụ trách: DCT-1 → DCT-2").presses("Ghi").sees("✓ Đã sửa")
    assert all_of(house)[0].unit_id == tree["DCT-2"].id


def test_bodies_and_contacts_are_changed(house, lan, known):
    lan.says(
        "/dn sua huy hoang; công đoàn không; đoàn thanh niên có 30; chủ DN: Ngô Thị Chủ; giám đốc: Đỗ Mới 0987654321"
    )
    lan.sees("Công đoàn: không có", "Đoàn thanh niên: có (30)", "Chủ DN: Ngô Thị Chủ").presses("Ghi")
    assert house.read(select(MassOrganisation.kind, MassOrganisation.members)) == [("youth_union", 30)]
    lan.says("/dn huy hoang").sees("giám đốc: Đỗ Mới – 0987654321", "chủ DN: Ngô Thị Chủ").sees_no("Phạm Văn Giám")


def test_a_persons_name_is_not_taken_in_a_group(house, lan, known, tree):
    bind(house, tree["DU-HN"], lan)
    lan.in_group("-1").says("/dn sua huy hoang; giám đốc: Đỗ Mới").sees("chat riêng").sees_no("Đỗ Mới")


def test_which_of_several_is_to_be_changed_is_asked(house, lan, tree):
    put(house, tree["DCT-1"], "Việt Bắc 1")
    put(house, tree["DCT-1"], "Việt Bắc 2")
    lan.says("/dn sua viet bac; lao động 40").sees("[Việt Bắc 1]").presses("Việt Bắc 2").sees("Lao động: – → 40")
    lan.presses("Ghi")
    assert [one.workers for one in all_of(house)] == [None, 40]


def test_the_card_leads_to_a_change(lan, known):
    lan.says("/dn huy hoang").presses("Sửa").sees("Sửa gì ở Huy Hoàng?").says("lao động 7").sees("1.250 → 7")


# --- merging ---


def test_merging_moves_all_and_leaves_a_signpost(house, admin, lan, known, tree):
    into = put(house, tree["DCT-2"], "Huy Hoàng Gia", workers=10)
    house.add(EnterpriseAlias(enterprise_id=into.id, name="HH", folded="hh"))
    admin.says("/dn gop huy hoang; huy hoang gia").sees(
        "Gộp Huy Hoàng", "vào Huy Hoàng Gia", "2 vướng mắc", "2 việc đã hẹn",
        "1 đầu mối", "Không hoàn tác được",
    )  # fmt: skip
    assert house.read(select(Visit.enterprise_id).distinct()) == [known.id]
    admin.presses("Gộp").sees("✓ Đã gộp Huy Hoàng vào Huy Hoàng Gia")
    for table in (Visit, Obstacle, NextStep, Contact, MassOrganisation):
        assert house.read(select(table.enterprise_id).distinct()) == [into.id], table
    gone, kept = all_of(house)
    assert (gone.merged_into_id, kept.workers, kept.tax_code) == (into.id, 10, "0101234567")
    for name in ("huy hoang", "hh", "0101234567"):
        lan.says(f"/dn {name}").sees("Huy Hoàng Gia", "Phụ trách: DCT-2")
    admin.presses("Gộp").sees_stale()


def test_two_of_the_same_name_are_told_apart_and_merged(house, admin, tree):
    first, second = put(house, tree["DCT-1"], "Huy Hoàng"), put(house, tree["DCT-2"], "Huy Hoàng")
    admin.says("/dn gop huy hoang; huy hoang").sees(
        "Gộp doanh nghiệp nào?", "(DCT-1, 17/06/2024)", "(DCT-2, 17/06/2024)"
    )
    admin.presses("Huy Hoàng (DCT-1").sees("Gộp vào doanh nghiệp nào?").sees_no("DCT-1")
    house.restart()
    admin.presses("Huy Hoàng (DCT-2").presses("Gộp").sees("✓ Đã gộp")
    assert [one.merged_into_id for one in all_of(house)] == [second.id, None]
    assert first.id != second.id


def test_a_merger_begins_at_the_card_too(house, admin, known, tree):
    put(house, tree["DCT-2"], "Thiên Phú")
    admin.says("/dn huy hoang").presses("Gộp vào").sees("Gộp vào doanh nghiệp nào?")
    admin.says("không có đâu xyz").sees("Không có doanh nghiệp").says("huy hoang").sees(
        "Không gộp Huy Hoàng vào chính nó"
    )
    admin.says("thien phu").presses("Gộp").sees("✓ Đã gộp Huy Hoàng vào Thiên Phú")


def test_a_button_to_one_that_was_merged_meanwhile_leads_to_the_other(house, admin, lan, known, tree):
    visits = lan.says("/dn").answers[-1]
    put(house, tree["DCT-1"], "Thiên Phú")
    admin.says("/dn gop huy hoang; thien phu").presses("Gộp")
    lan.presses("Huy Hoàng", visits).sees("Thiên Phú", "Tên khác: Huy Hoàng")


def test_what_is_merged_into_one_that_was_itself_merged_meanwhile_arrives_at_the_last(house, admin, known, tree):
    between, last = put(house, tree["DCT-1"], "Việt Bắc"), put(house, tree["DCT-2"], "Thiên Phú")
    admin.says("/dn gop huy hoang; viet bac").sees("vào Việt Bắc")
    second = house.person("Quản Trị Hai", "admin", tree["DU-HN"])
    second.says("/dn gop viet bac; thien phu").presses("Gộp").sees("✓ Đã gộp")
    admin.presses("Gộp").sees("✓ Đã gộp Huy Hoàng vào Thiên Phú")
    for table in (Visit, Obstacle, NextStep, Contact):
        assert house.read(select(table.enterprise_id).distinct()) == [last.id], table
    assert [one.merged_into_id for one in all_of(house)] == [last.id, last.id, None]
    assert between.id != last.id


def test_merging_stays_within_ones_own_committee(house, admin, known, tree):
    put(house, tree["DU-LC"], "Đức Giang")
    admin.says("/dn gop huy hoang; duc giang").sees("Không có doanh nghiệp duc giang").sees_no("[Gộp]")


def test_english(house, lan, tree):
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).language = "en"
    lan.says("/enterprise new Huy Hoang; private; zone Thang Long; 250 workers").sees("New enterprise: Huy Hoang")
    lan.sees("Kind: private", "Workers: 250").presses("Save").sees("✓ Added: Huy Hoang")
    lan.says("/enterprise huy hoang").sees("In charge: DCT-1", "No visit has been logged here yet.")
