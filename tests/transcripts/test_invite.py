"""/moi: people are invited, listed, given another role, and lose their access."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models import AuditLog, Invitation, Person, Unit
from outreach.actor import Actor
from outreach.errors import NotAllowed
from outreach.services.people import invitations
from outreach.texts import people as texts
from outreach.texts.speech import Speech
from tests.conversation import START, ZONE, Chat, House

LINE = "/moi thành viên; DCT-1; Trần Thị Lan"


@pytest.fixture
def tree(house: House) -> dict[str, Unit]:
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    other = house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    return {"DU-HN": top, "DU-LC": other, "DCT-1": house.unit("DCT-1", "Đoàn công tác số 1", under=top)}


@pytest.fixture
def admin(house: House, tree) -> Chat:
    """The administrator of everything."""
    return house.person("Quản Trị", "admin")


@pytest.fixture
def local(house: House, tree) -> Chat:
    """The administrator of DU-HN."""
    return house.person("Nguyễn Văn Nam", "admin", tree["DU-HN"])


def code_in(chat: Chat) -> str:
    return chat.screen.split("/start ")[1].split()[0]


def test_an_invitation_is_shown_made_and_used(house, admin, tree):
    admin.says(LINE).sees("Vai trò: thành viên", "Đơn vị: DCT-1", "Tên: Trần Thị Lan")
    assert not house.read(select(Invitation))
    admin.presses("Tạo lời mời").sees("chuyển tiếp", "Xin chào Trần Thị Lan!", "hạn 09:00 24/06/2024", "/start ")
    (invitation,) = house.read(select(Invitation))
    code = code_in(admin)
    assert code.encode() not in (invitation.name_sealed or b"")
    assert invitation.code_digest != code
    assert (invitation.role, invitation.unit_id) == ("member", tree["DCT-1"].id)
    house.outsider().says(f"/start {code}").sees("Chào mừng Trần Thị Lan!")


def test_the_message_to_forward_has_the_link_where_the_bots_name_is_known():
    speech, until = Speech("vi", ZONE), datetime(2024, 6, 24, 2, tzinfo=UTC)
    with_name = texts.invited(speech, "ABC", "https://t.me/nhipcau_bot?start=ABC", "Lan", until)[1].text.plain
    assert "https://t.me/nhipcau_bot?start=ABC" in with_name
    assert "/start ABC" in with_name
    assert "t.me" not in texts.invited(speech, "ABC", "", "", until)[1].text.plain


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("/moi tổ trưởng; Trần Thị Lan; dct-1", ["trưởng đoàn", "DCT-1", "Trần Thị Lan"]),
        ("/moi XEM; Đoàn công tác số 1", ["người xem", "DCT-1", "người được mời tự ghi"]),
        ("/invite member; DCT-1; Lan *bold* 😀", ["Lan *bold* 😀"]),
        ("/moi quan tri; DU-HN", ["quản trị", "DU-HN"]),
    ],
)
def test_lines_as_people_write_them(admin, line, pieces):
    admin.says(line).sees(*pieces, "[Tạo lời mời]")


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("/moi xếp lớn; DCT-1; Lan", "Không hiểu vai trò xếp lớn"),
        ("/moi thành viên; DCT-7; Trần Thị Lan", "Không có đơn vị DCT-7"),
        ("/moi thành viên; DCT-1; Trần Thị Lan; Lê Thị Hoa", "mâu thuẫn"),
        ("/moi thành viên; DCT-1; 12345", "12345 không dùng làm tên được"),
        (f"/moi thành viên; DCT-1; {'Lan ' * 80}", "tối đa 200"),
    ],
)
def test_refusals_name_the_piece_and_invite_nobody(house, admin, line, piece):
    admin.says(line).sees(piece).sees_no("[Tạo lời mời]")
    assert not house.read(select(Invitation))


def test_guided_with_a_restart_in_the_middle(house, admin):
    admin.says("/moi").presses("Mời người mới").sees("Vai trò nào?")
    admin.presses("Thành viên").sees("[DCT-1]").sees_no("Mọi đơn vị")
    house.restart()
    admin.says("DCT-9").sees("Không có đơn vị DCT-9")
    admin.says("dct-1").sees("Họ và tên").presses("Bỏ qua").sees("người được mời tự ghi")
    admin.presses("Tạo lời mời").sees("/start ")
    admin.presses("Tạo lời mời").sees_stale()
    assert len(house.read(select(Invitation))) == 1


def test_only_an_administrator_may_be_without_a_unit(house, admin):
    admin.says("/moi").presses("Mời người mới").presses("Quản trị").presses("Mọi đơn vị").presses("Bỏ qua")
    admin.presses("Sửa").presses("Vai trò").presses("Thành viên").sees("ngoài phạm vi phụ trách")
    assert not house.read(select(Invitation))


def test_the_list_has_people_and_open_invitations_in_scope(house, admin, local, tree):
    house.person("Lò Văn Cai", "lead", tree["DU-LC"])
    admin.says(LINE).presses("Tạo lời mời")
    admin.says("/moi").sees("3 người", "• Quản Trị – quản trị viên, mọi đơn vị", "Lò Văn Cai – trưởng đoàn, DU-LC")
    admin.sees("Lời mời đang chờ", "• Trần Thị Lan, thành viên, DCT-1")
    local.says("/moi").sees("1 người", "Nguyễn Văn Nam", "Trần Thị Lan").sees_no("Quản Trị", "Lò Văn Cai")
    assert house.read(select(AuditLog).where(AuditLog.act == "read", AuditLog.subject == "person"))


def test_a_long_list_is_turned_page_by_page(house, admin, tree):
    for number in range(12):
        house.person(f"Người Thứ{number:02}", "member", tree["DCT-1"])
    admin.says("/moi").sees("13 người", "Người Thứ00", "[Xem tiếp]").sees_no("Thứ11")
    admin.presses("Xem tiếp").sees("Thứ11").sees_no("Thứ00", "[Xem tiếp]")


def test_an_invitation_is_revoked_after_asking(house, admin):
    admin.says(LINE).presses("Tạo lời mời")
    code = code_in(admin)
    admin.says("/moi").presses("Hủy lời mời").presses("Trần Thị Lan").sees("Hủy lời mời dành cho Trần Thị Lan")
    assert house.read(select(Invitation))[0].revoked_at is None
    admin.presses("Hủy lời mời").sees("✓ Đã hủy")
    house.outsider().says(f"/start {code}").sees("không dùng được")
    admin.presses("Hủy lời mời").sees_stale()


def test_an_invitation_that_was_used_meanwhile_cannot_be_revoked(house, admin):
    admin.says(LINE).presses("Tạo lời mời")
    code = code_in(admin)
    admin.says("/moi").presses("Hủy lời mời").presses("Trần Thị Lan")
    house.outsider().says(f"/start {code}").sees("Chào mừng")
    admin.presses("Hủy lời mời").sees_no("✓")
    assert house.read(select(Invitation))[0].revoked_at is None


def moved_away(person: Person, tree) -> None:
    person.unit_id = tree["DU-LC"].id


@pytest.mark.parametrize(
    "change",
    [
        lambda person, _: setattr(person, "left_at", START),
        lambda person, _: setattr(person, "role", "lead"),
        moved_away,
    ],
    ids=["removed", "demoted", "moved"],
)
def test_the_codes_of_who_is_no_longer_the_administrator_die(house, admin, local, tree, change):
    local.says("/moi quản trị; DU-HN; Nguyễn Văn Nam").presses("Tạo lời mời")
    code = code_in(local)
    with house.session() as session, session.begin():
        change(session.get(Person, local.person_id), tree)
    house.outsider(local.user).says(f"/start {code}").sees("Mã này không dùng được")
    house.outsider("777").says(f"/start {code}").sees("Mã này không dùng được")
    assert house.read(select(Invitation))[0].used_at is None


@pytest.mark.only_on("telegram", "earlier messages")
def test_whoever_is_no_administrator_any_more_learns_no_name_from_an_old_button(house, admin, local):
    admin.says(LINE).presses("Tạo lời mời")
    local.says("/moi").sees("Trần Thị Lan")
    old = local.answers[-1]
    local.presses("Hủy lời mời").sees("[Trần Thị Lan")
    choice = local.answers[-1]
    with house.session() as session, session.begin():
        session.get(Person, local.person_id).role = "viewer"
    for label, message in (("Hủy lời mời", old), ("Trần Thị Lan", choice)):
        local.presses(label, message).sees("Việc này dành cho quản trị viên.").sees_no("Lan")
    assert house.read(select(Invitation))[0].revoked_at is None


def test_open_invitations_are_read_by_an_administrator_alone(house, tree):
    lead = Actor(person_id=1, role="lead", unit_id=tree["DU-HN"].id)
    with house.session() as session, pytest.raises(NotAllowed):
        invitations.open_ones(session, lead, house.clock.now())


def test_a_role_is_changed_by_buttons(house, admin, tree):
    lan = house.person("Trần Thị Lan", "member", tree["DCT-1"])
    admin.says("/moi").presses("Trần Thị Lan").sees("thành viên, DCT-1").presses("Đổi vai trò")
    admin.sees("[Trưởng đoàn]").sees_no("[Thành viên]").presses("Trưởng đoàn").sees(
        "✓ Vai trò mới của Trần Thị Lan: trưởng đoàn"
    )
    lan.says("/start").sees("trưởng đoàn")


def test_access_is_taken_away_after_asking(house, admin, tree):
    lan = house.person("Trần Thị Lan", "member", tree["DCT-1"])
    admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").sees("Thu hồi quyền của Trần Thị Lan")
    lan.says("/start").sees("Xin chào! Vai trò")
    admin.presses("Thu hồi").sees("✓ Đã thu hồi quyền của Trần Thị Lan")
    lan.says("/dn").sees("chỉ phục vụ người được mời")
    assert house.read(select(Person.left_at).where(Person.id == lan.person_id)) == [house.clock.now()]


def test_the_last_administrator_cannot_leave_or_step_down(house, admin):
    admin.says("/moi").presses("Quản Trị").presses("Thu hồi quyền").presses("Thu hồi").sees(
        "Đây là quản trị viên duy nhất"
    )
    second = house.person("Quản Trị Hai", "admin")
    admin.presses("Thu hồi").sees("✓ Đã thu hồi quyền của Quản Trị")
    second.says("/moi").sees("1 người")


def test_an_administrator_below_does_not_make_up_for_the_one_above(admin, local):
    admin.says("/moi").presses("Quản Trị").presses("Thu hồi quyền").presses("Thu hồi").sees(
        "Đây là quản trị viên duy nhất"
    )
    local.says("/moi").presses("Nguyễn Văn Nam").presses("Thu hồi quyền").presses("Thu hồi").sees("✓ Đã thu hồi")


def test_a_person_out_of_scope_cannot_be_touched_with_a_button_from_before(house, admin, local, tree):
    lan = house.person("Trần Thị Lan", "member", tree["DCT-1"])
    local.says("/moi").presses("Trần Thị Lan")
    with house.session() as session, session.begin():
        session.get(Person, lan.person_id).unit_id = tree["DU-LC"].id
    local.presses("Thu hồi quyền").sees_no("Trần Thị Lan", "✓")
    local.presses("Đổi vai trò").sees_no("Trần Thị Lan", "✓")


def test_a_local_administrator_invites_within_their_own_scope(house, local):
    local.says("/moi thành viên; DU-LC; Trần Thị Lan").sees("Không có đơn vị DU-LC").sees_no("Lào Cai")
    local.says("/moi").presses("Mời người mới").presses("Quản trị").sees("[DU-HN]").sees_no("Mọi đơn vị", "DU-LC")
    assert not house.read(select(Invitation))


@pytest.mark.parametrize("role", ["viewer", "member", "lead"])
def test_it_is_for_administrators(house, tree, role):
    house.person("Trần Thị Lan", role, tree["DU-HN"]).says(LINE).sees("Việc này dành cho quản trị viên.")


def test_it_is_done_in_private(house, admin, tree):
    group = admin.in_group("-1")
    group.says("/gan DU-HN").presses("Gắn")
    group.says("/moi").sees("chat riêng", "[Mở chat riêng]").sees_no("Quản Trị")


def test_an_outsider_learns_nothing(house, tree):
    house.outsider().says(LINE).sees("chỉ phục vụ người được mời").sees_no("DCT-1")


def test_english(house, admin):
    with house.session() as session, session.begin():
        session.get(Person, admin.person_id).language = "en"
    admin.says("/invite lead; DCT-1; Mai").sees("Role: lead", "Unit: DCT-1").presses("Make the invitation")
    admin.sees("Please forward the next message", "Hello Mai!")
    admin.says("/invite").sees("1 person", "Open invitations")
