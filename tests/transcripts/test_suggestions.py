"""/goiy: whom to visit next, and why, in words; what can be done with each; who may be told what."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlmodel import select

from models import (
    BoundChat,
    Candidate,
    Enterprise,
    NextStep,
    Obstacle,
    Postponed,
    Target,
    Visit,
    Zone,
)
from outreach.rules.folding import fold_name
from tests.conversation import House

TODAY = date(2024, 6, 17)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def here(house: House) -> SimpleNamespace:
    """Two groups of one committee, a member of the first, and an enterprise of each that was visited 50 days ago."""
    committee = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    one = house.unit("DCT-1", "Đoàn công tác số 1", under=committee)
    two = house.unit("DCT-2", "Đoàn công tác số 2", under=committee)
    lan = house.person("Trần Thị Lan", "member", one)
    zone = house.add(Zone(name="KCN Thăng Long", folded="thang long"))
    there = SimpleNamespace(house=house, committee=committee, one=one, two=two, lan=lan, zone=zone)
    there.hoang = enterprise(there, "Công ty TNHH Huy Hoàng", one, zone)
    there.phu = enterprise(there, "Công ty CP Thiên Phú", two)
    return there


def enterprise(here, name: str, unit, zone: Zone | None = None, visited: int | None = 50, **more) -> Enterprise:
    now = here.house.clock.now()
    row = here.house.add(
        Enterprise(
            name=name, folded=fold_name(name), kind="private", unit_id=unit.id, zone_id=zone.id if zone else None,
            entered_at=now - timedelta(days=100), changed_at=now, **more,
        )
    )  # fmt: skip
    if visited is not None:
        visit(here, row, unit, visited)
    return row


def visit(here, firm: Enterprise, unit, days: int) -> Visit:
    return here.house.add(
        Visit(
            enterprise_id=firm.id, unit_id=unit.id, visited_on=ago(days), entered_by_id=here.lan.person_id,
            entered_at=here.house.clock.now(),
        )
    )  # fmt: skip


def step(here, firm: Enterprise, unit, due: date | None, text: str = "trình hồ sơ", **more) -> NextStep:
    sealed = here.house.vault.seal(text)
    return here.house.add(
        NextStep(
            enterprise_id=firm.id, unit_id=unit.id, text_sealed=sealed, due=due,
            entered_at=here.house.clock.now(), **more,
        )
    )  # fmt: skip


def obstacle(here, firm: Enterprise, unit, kind: str, cleared: int | None = None) -> Obstacle:
    met = visit(here, firm, unit, 90)
    return here.house.add(
        Obstacle(
            enterprise_id=firm.id, unit_id=unit.id, kind=kind, opened_visit_id=met.id, opened_on=ago(90),
            cleared_on=None if cleared is None else ago(cleared), cleared_visit_id=None if cleared is None else met.id,
        )
    )  # fmt: skip


def candidate(here, firm: Enterprise, unit, due: date) -> Candidate:
    return here.house.add(
        Candidate(
            unit_id=unit.id, enterprise_id=firm.id, name_sealed=here.house.vault.seal("Nguyễn Văn A"), stage="dossier",
            stage_on=ago(30), due=due, due_limit="papers", entered_by_id=here.lan.person_id,
            entered_at=here.house.clock.now(),
        )
    )  # fmt: skip


def group(here, unit, chat: str = "-1") -> None:
    now = here.house.clock.now()
    when = {"bound_at": now, "starts_at": now}
    bound = BoundChat(channel=here.house.channel, chat_id=chat, unit_id=unit.id, bound_by_id=1, **when)
    here.house.add(bound)


def in_order(screen: str, *names: str) -> bool:
    places = [screen.index(name) for name in names]
    return places == sorted(places)


def test_the_best_come_first_each_with_its_reasons(here):
    enterprise(here, "Công ty Sao Mai", here.one, visited=50, stage="agreed")
    enterprise(here, "Công ty Bắc Hà", here.one, visited=None)
    step(here, here.hoang, here.one, ago(12))
    screen = here.lan.says("/goiy").screen
    assert in_order(screen, "1. Công ty TNHH Huy Hoàng", "2. Công ty Sao Mai", "3. Công ty Bắc Hà")
    here.lan.sees("Nên thăm tiếp", "Huy Hoàng – KCN Thăng Long", "Thăm gần nhất: 28/04/2024")
    here.lan.sees("• việc hẹn quá hạn 12 ngày: trình hồ sơ", "• đã 50 ngày chưa thăm")
    here.lan.sees("• đã đồng ý, chưa có tổ chức đảng", "• chưa thăm lần nào, có trong danh sách 100 ngày")
    here.lan.sees_no("Thiên Phú", "*")


def test_where_others_have_just_cleared_what_is_in_the_way_is_said(here):
    obstacle(here, here.hoang, here.one, "shift_work")
    for number, name in enumerate(("Công ty Một", "Công ty Hai"), 1):
        obstacle(here, enterprise(here, name, here.two, visited=5), here.two, "shift_work", cleared=10 * number)
    here.lan.says("/goiy").sees("vướng “làm việc theo ca”: vừa gỡ được ở 2 DN khác").sees_no("Công ty Một")
    lead = here.house.person("Lê Văn Minh", "lead", here.committee)
    lead.says("/goiy DU-HN").sees("vừa gỡ được ở Công ty Một và 1 DN khác")


def test_what_was_cleared_long_ago_or_is_not_open_here_is_no_reason(here):
    obstacle(here, here.hoang, here.one, "shift_work")
    obstacle(here, here.phu, here.two, "shift_work", cleared=61)
    obstacle(here, here.phu, here.two, "no_mass_org", cleared=5)
    here.lan.says("/goiy").sees("Huy Hoàng").sees_no("vừa gỡ")


def test_candidates_near_a_time_limit_count_and_are_never_named(here):
    candidate(here, here.hoang, here.one, TODAY + timedelta(days=6))
    candidate(here, here.hoang, here.one, TODAY + timedelta(days=20))
    here.lan.says("/goiy").sees("2 ứng viên có thời hạn, sớm nhất 23/06/2024").sees_no("Nguyễn Văn A")
    group(here, here.one)
    said = here.lan.in_group("-1").says("/goiy").sees("có ứng viên sắp đến hạn hoặc quá hạn")
    said.sees_no("Nguyễn Văn A", "23/06")


def test_enough_members_and_no_cell_is_a_reason(here):
    enterprise(here, "Công ty Sao Mai", here.one, visited=20, members=4)
    here.lan.says("/goiy").sees("1. Công ty Sao Mai", "đủ 4 đảng viên chính thức, chưa có tổ chức đảng")


def test_a_target_behind_its_pace_lifts_what_can_feed_it(here):
    enterprise(here, "Công ty Sao Mai", here.one, visited=40, stage="agreed")
    here.lan.says("/goiy").sees("đã đồng ý").sees_no("chỉ tiêu")
    here.house.add(
        Target(
            indicator="party_orgs_founded", unit_id=here.one.id, period_kind="year", starts=date(2024, 1, 1),
            ends=date(2024, 12, 31), kind="exact", value=6, basis="", form="assigned",
            entered_by_id=here.lan.person_id, entered_at=here.house.clock.now(),
        )
    )  # fmt: skip
    here.lan.says("/goiy").sees("1. Công ty Sao Mai", "chỉ tiêu thành lập tổ chức đảng đang chậm 3")


def test_a_visit_planned_a_recent_one_and_a_muted_one_are_left_out(here):
    enterprise(here, "Công ty Mới Thăm", here.one, visited=3, stage="agreed")
    enterprise(here, "Công ty Tạm Ngừng", here.one, muted_until=TODAY)
    step(here, enterprise(here, "Công ty Đã Hẹn", here.one), here.one, TODAY, kind="visit")
    here.lan.says("/goiy").sees("Huy Hoàng").sees_no("Mới Thăm", "Tạm Ngừng", "Đã Hẹn")


def test_a_planned_visit_that_was_not_made_is_said(here):
    step(here, here.hoang, here.one, ago(3), "", kind="visit")
    here.lan.says("/goiy").sees("hẹn thăm ngày 14/06/2024 nhưng chưa đi")


def test_several_overdue_steps_are_counted(here):
    for days in (4, 9):
        step(here, here.hoang, here.one, ago(days))
    step(here, here.hoang, here.one, ago(20), closed_at=here.house.clock.now())
    here.lan.says("/goiy").sees("2 việc hẹn quá hạn, lâu nhất 9 ngày")


def test_an_overdue_step_of_mine_at_anothers_enterprise_counts(here):
    step(here, here.phu, here.one, ago(2))
    step(here, here.hoang, here.two, ago(30))
    here.lan.says("/goiy").sees("1. Công ty CP Thiên Phú", "quá hạn 2 ngày").sees_no("quá hạn 30")


def test_nothing_to_suggest_is_said_kindly(here):
    visit(here, here.hoang, here.one, 1)
    here.lan.says("/goiy").sees("Chưa có nơi nào cần thăm ngay", "/lich")


def test_five_at_once_and_the_next_on_asking(here):
    for number in range(7):
        enterprise(here, f"Công ty Số {number}", here.one, visited=60 + number)
    here.lan.says("/goiy").sees("1. Công ty Số 6", "5. Công ty Số 2").sees_no("6. ")
    here.lan.presses("Thêm 5").sees("1. Công ty Số 1", "3. Công ty TNHH Huy Hoàng").sees_no("Công ty Số 2", "[Thêm")


def test_a_zone_a_unit_or_both_narrow_it_down(here):
    enterprise(here, "Công ty Ngoài Khu", here.one)
    here.lan.says("/goiy kcn thang long").sees("Nên thăm tiếp – KCN Thăng Long", "Huy Hoàng").sees_no("Ngoài Khu")
    here.lan.says("/goiy Thăng Long; DCT-1").sees("DCT-1 – KCN Thăng Long", "Huy Hoàng").sees_no("Ngoài Khu")
    lead = here.house.person("Lê Văn Minh", "lead", here.committee)
    lead.says("/goiy đoàn công tác số 2").sees("Thiên Phú").sees_no("Huy Hoàng")
    lead.says("/goiy DCT-1; DCT-2").sees("DCT-1", "DCT-2", "mâu thuẫn")


def test_what_is_no_unit_and_no_zone_is_named_with_those_near(here):
    here.lan.says("/goiy KCN Quang Minh").sees("KCN Quang Minh", "KCN Thăng Long?")
    here.lan.says("/goiy xyz").sees("không có đơn vị hay KCN nào tên xyz", "/goiy DCT-1")
    here.lan.says("/goiy DCT-2").sees("DCT-2", "DCT-1?").sees_no("Thiên Phú")


def test_one_of_the_list_opens_with_all_reasons_and_what_to_do(here):
    step(here, here.hoang, here.one, ago(12))
    enterprise(here, "Công ty Sao Mai", here.one)
    here.lan.says("/goiy").presses("1. Huy Hoàng").sees("việc hẹn quá hạn 12 ngày", "[Hẹn thăm]")
    assert here.lan.labels == ["Hẹn thăm", "Ghi buổi làm việc", "Mở", "Lần khác"]
    here.lan.presses("Ghi buổi làm việc").sees("Đã gặp ai")
    here.lan.says("/goiy").presses("1. Huy Hoàng").presses("Mở").sees("Phụ trách: DCT-1")
    here.lan.says("/goiy").presses("1. Huy Hoàng").presses("Hẹn thăm").sees("Huy Hoàng")


def test_a_single_suggestion_has_its_buttons_at_once(here):
    here.lan.says("/goiy").sees("Huy Hoàng", "[Hẹn thăm]", "[Lần khác]").sees_no("1. ")


def test_another_time_keeps_it_away_from_me_for_a_fortnight(here):
    minh = here.house.person("Lê Văn Minh", "member", here.one)
    here.lan.says("/goiy").presses("Lần khác").sees("Đến 01/07/2024 mới gợi ý lại")
    assert here.house.read(select(Postponed))[0].task == f"suggest:{here.hoang.id}"
    here.lan.presses("Gợi ý khác").sees("Chưa có nơi nào")
    minh.says("/goiy").sees("Huy Hoàng")
    here.house.clock.pass_by(days=13)
    here.lan.says("/goiy").sees_no("Huy Hoàng")
    here.house.clock.pass_by(days=1)
    here.lan.says("/goiy").sees("Huy Hoàng").presses("Lần khác").sees("Đến 15/07/2024")


@pytest.mark.only_on("telegram", "earlier messages")
def test_what_has_been_done_meanwhile_is_said_at_the_button(here):
    enterprise(here, "Công ty Sao Mai", here.one)
    here.lan.says("/goiy")
    here.lan.says("/tham Huy Hoàng; đồng ý")
    here.lan.presses("1. ").sees("Huy Hoàng", "không có gì gấp")


def test_a_group_is_told_what_its_unit_may_see_and_no_free_words(here):
    step(here, here.hoang, here.one, ago(12), "gặp anh Kiên")
    group(here, here.two, "-2")
    group(here, here.one)
    here.lan.in_group("-1").says("/goiy").sees("việc hẹn quá hạn 12 ngày", "[Mở]").sees_no("Kiên", "[Hẹn thăm]")
    here.lan.in_group("-2").says("/goiy").sees("Thiên Phú").sees_no("Huy Hoàng")


def test_a_viewer_is_not_given_it_and_a_button_pressed_after_losing_the_role_neither(here):
    here.house.person("Người Xem", "viewer", here.one).says("/goiy").sees("thành viên").sees_no("Huy Hoàng")


def test_an_administrator_of_everything_is_told_of_all(here):
    admin = here.house.person("Quản Trị", "admin")
    admin.says("/goiy").sees("Huy Hoàng", "Thiên Phú")


def test_one_with_no_unit_and_no_rights_over_all_is_told_of_nothing(here):
    here.house.person("Không Đơn Vị", "member").says("/goiy").sees("Chưa có nơi nào").sees_no("Huy Hoàng")


def test_english(here):
    step(here, here.hoang, here.one, ago(12))
    lan = here.lan
    lan.says("/caidat en")
    lan.says("/suggest").sees("Whom to visit next", "next step 12 days overdue: trình hồ sơ", "not visited for 50 days")
