"""/gan: a group is bound to a unit, and gets its summary from the next time on."""

from datetime import time

import pytest
from sqlmodel import select

from models import BoundChat, Outbox, Person, Unit
from tests.conversation import Chat, House


@pytest.fixture
def tree(house: House) -> dict[str, Unit]:
    top = house.unit("DU-HN", "Đảng ủy các KCN Hà Nội", "committee")
    other = house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    return {"DU-HN": top, "DU-LC": other, "DCT-1": house.unit("DCT-1", "Đoàn công tác số 1", under=top)}


@pytest.fixture
def group(house: House, tree) -> Chat:
    """The administrator of everything, in a group."""
    return house.person("Quản Trị", "admin").in_group("-1")


@pytest.fixture
def local(house: House, tree) -> Chat:
    """The administrator of DU-HN, in the same group."""
    return house.person("Quản Trị Hà Nội", "admin", tree["DU-HN"]).in_group("-1")


def binding(house: House) -> BoundChat | None:
    return next(iter(house.read(select(BoundChat))), None)


def test_a_group_is_bound_after_asking_and_learns_when_the_first_summary_comes(house, group, tree):
    group.says("/gan DU-HN; thứ 5 08:30").sees("Gắn nhóm này với DU-HN", "thứ Năm 08:30", "Mọi người trong nhóm")
    assert binding(house) is None
    group.presses("Gắn").sees("✓ Đã gắn nhóm với DU-HN", "Bản tin đầu tiên: 08:30 20/06/2024")
    row = binding(house)
    assert (row.unit_id, row.weekday, row.at, row.starts_at) == (tree["DU-HN"].id, 3, time(8, 30), house.clock.now())


def test_monday_at_eight_where_nothing_else_is_said(house, group):
    group.says("/gan du-hn").presses("Gắn").sees("thứ Hai 08:00", "Bản tin đầu tiên: 08:00 24/06/2024")


@pytest.mark.parametrize(
    ("words", "weekday", "at"),
    [
        ("; thứ 2 08:00", 0, time(8)), (" thứ 2 08:00", 0, time(8)), ("; chủ nhật; 17h30", 6, time(17, 30)),
        ("; T6 2 giờ chiều", 4, time(14)), ("; Friday 9 am", 4, time(9)), ("; 7h", 0, time(7)),
        ("; thu sau", 4, time(8)),
        ("; 16:45; thứ tư hàng tuần", 2, time(16, 45)), ("; every Monday at 08:00", 0, time(8)),
    ],
)  # fmt: skip
def test_days_and_hours_as_people_write_them(house, group, words, weekday, at):
    group.says(f"/gan DU-HN{words}").presses("Gắn")
    assert (binding(house).weekday, binding(house).at) == (weekday, at)


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("/gan DU-HN; thứ 9 08:00", "thứ 9 08:00"), ("/gan DU-HN; thứ 2 25:00", "Không hiểu giờ 25:00"),
        ("/gan DU-HN; thứ 2 08:75", "Không hiểu giờ 08:75"), ("/gan DU-HN; rằm", "Không hiểu ngày rằm"),
        ("/gan DU-XX", "Không có đơn vị DU-XX"), ("/gan 😀", "Không có đơn vị 😀"),
    ],
)  # fmt: skip
def test_refusals_name_the_piece_and_bind_nothing(house, group, line, piece):
    group.says(line).sees(piece).sees_no("[Gắn]")
    assert binding(house) is None


def test_a_refusal_in_a_group_names_no_other_unit(group):
    group.says("/gan DU-HM").sees("Không có đơn vị DU-HM").sees_no("DU-HN", "DU-LC")


def test_a_unit_out_of_scope_is_as_unknown_as_one_that_is_not(house, local):
    unknown = local.says("/gan DU-XX").screen.replace("DU-XX", "")
    assert local.says("/gan DU-LC").screen.replace("DU-LC", "") == unknown
    assert binding(house) is None


def test_a_group_of_another_committee_cannot_be_taken_over(house, group, local, tree):
    group.says("/gan DU-LC").presses("Gắn")
    for line in ("/gan", "/gan DU-HN", "/gan tat"):
        local.says(line).sees("ngoài phạm vi phụ trách").sees_no("DU-LC", "Lào Cai", "[Gắn]")
    assert binding(house).unit_id == tree["DU-LC"].id


def test_a_group_that_was_bound_meanwhile_is_not_taken_over_either(house, group, local, tree):
    local.says("/gan DU-HN")
    mine = local.answers[-1]
    group.says("/gan DU-LC").presses("Gắn")
    local.presses("Gắn", mine).sees("ngoài phạm vi phụ trách")
    assert binding(house).unit_id == tree["DU-LC"].id


def test_without_words_the_present_binding_is_shown(group):
    group.says("/gan").sees("chưa gắn với đơn vị nào", "/gan MÃ-ĐƠN-VỊ; thứ 2 08:00")
    group.says("/gan DU-HN; thứ 3 07:00").presses("Gắn")
    group.says("/gan").sees("đang gắn với DU-HN", "thứ Ba 07:00", "Bản tin tới: 07:00 18/06/2024", "/gan tat")


def test_a_binding_is_changed(house, group, tree):
    group.says("/gan DU-HN").presses("Gắn")
    house.clock.pass_by(days=1)
    group.says("/gan DCT-1; thứ 6 15h").presses("Gắn").sees("✓ Đã gắn nhóm với DCT-1", "15:00 21/06/2024")
    assert len(house.read(select(BoundChat))) == 1
    assert (binding(house).unit_id, binding(house).starts_at) == (tree["DCT-1"].id, house.clock.now())


def test_a_binding_ends_after_asking_and_a_summary_that_waits_is_cleared(house, group):
    group.says("/gan DU-HN").presses("Gắn")
    group.says("/gan tắt").sees("Bỏ gắn nhóm này với DU-HN", "[Tắt]")
    assert binding(house).ended_at is None
    question, now = group.answers[-1], house.clock.now()
    payload = house.vault.seal_json(
        {"text": "Bản tin", "spans": [], "rows": [], "links": [], "replaces": None, "answers": None}
    )
    house.add(
        Outbox(
            key="digest:1", channel=house.channel, chat_id="-1", rule="digest", bulk=True, payload_sealed=payload,
            not_before=now, created_at=now,
        )
    )  # fmt: skip
    group.presses("Tắt", question).sees("✓ Đã bỏ gắn")
    assert binding(house).ended_at == now
    assert house.read(select(Outbox.state).where(Outbox.key == "digest:1")) == ["cleared"]


def test_ending_twice_and_ending_nothing(group):
    group.says("/gan tat").sees("chưa gắn")
    group.says("/gan DU-HN").presses("Gắn")
    group.says("/gan off").presses("Tắt").sees("✓ Đã bỏ gắn")
    group.presses("Tắt").sees_stale()
    group.says("/tiendo").sees("chưa gắn")


def test_two_administrators_at_once(house, group, local, tree):
    group.says("/gan DU-HN; thứ 2")
    question = group.answers[-1]
    local.says("/gan DCT-1; thứ 3")
    local.cannot_press("Gắn", question, "người đã hỏi")
    local.presses("Gắn", local.all[-1]).sees("✓ Đã gắn nhóm với DCT-1")
    group.presses("Gắn", question).sees("✓ Đã gắn nhóm với DU-HN")
    assert binding(house).unit_id == tree["DU-HN"].id


def test_a_restart_between_the_question_and_the_answer(house, group):
    group.says("/gan DU-HN; chủ nhật 20:00")
    house.restart()
    group.presses("Gắn").sees("✓ Đã gắn nhóm với DU-HN", "20:00 23/06/2024")


def test_in_private_it_says_where(house, tree):
    house.person("Quản Trị", "admin").says("/gan DU-HN").sees("Lệnh này gõ trong nhóm cần gắn.")


@pytest.mark.parametrize("role", ["viewer", "member", "lead"])
def test_it_is_for_administrators(house, tree, role):
    chat = house.person("Trần Thị Lan", role, tree["DU-HN"]).in_group("-1")
    chat.says("/gan DU-HN").sees("Việc này dành cho quản trị viên.")
    assert binding(house) is None


def test_an_outsider_learns_nothing(house, tree):
    for line in ("/gan", "/gan DU-HN"):
        house.outsider().in_group("-1").says(line).sees_no("DU-HN", "Đảng ủy")
    house.outsider().says("/gan DU-HN").sees("chỉ phục vụ người được mời")
    assert binding(house) is None


def test_english(house, group):
    with house.session() as session, session.begin():
        session.get(Person, group.person_id).language = "en"
    group.says("/bind DU-HN; Thursday 8:30").sees("Bind this group to DU-HN", "Thursday 08:30").presses("Bind")
    group.sees("✓ This group is bound to DU-HN", "The first one arrives at 08:30 20/06/2024")
