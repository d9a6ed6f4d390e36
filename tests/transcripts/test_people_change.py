"""People change: everything is handed over to a successor, somebody moves to another group, somebody leaves."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlmodel import select

from models import AuditLog, Candidate, Entry, Handover, NextStep, Person, Postponed
from outreach.actor import Actor
from outreach.errors import DomainError, LastAdministrator, NothingToHandOver
from outreach.services.people import changes, handover
from tests.conversation import Chat
from tests.people import candidate, change, committee, load, owners, person, step, waiting
from tests.screens import unnumbered
from tests.transcripts.test_visits import add_enterprise


@pytest.fixture
def land(house):
    return committee(house)


def hand_over(land, who="Trần Thị Lan", to="Lê Văn Nam") -> Chat:
    return land.admin.says("/moi").presses(who).presses("Bàn giao").presses(to)


# --- a successor ---


def test_an_administrator_sees_what_moves_and_hands_it_over_in_one_step(land):
    house, things = land.house, load(land, land.lan)
    hand_over(land).sees(
        "Bàn giao việc của Trần Thị Lan cho Lê Văn Nam:", "• 2 việc đang mở", "• 1 buổi hẹn thăm",
        "• 1 ứng viên phụ trách", "Nội dung đã ghi vẫn đứng tên người ghi.",
    )  # fmt: skip
    assert owners(house) == [land.lan.person_id, None, land.lan.person_id]
    land.admin.presses("Bàn giao").sees(
        "✓ Đã bàn giao cho Lê Văn Nam: 2 việc đang mở, 1 buổi hẹn thăm, 1 ứng viên phụ trách.", "[Hoàn tác]"
    )
    assert set(owners(house)) == {land.nam.person_id}
    assert house.read(select(Candidate.person_id)) == [land.nam.person_id]
    assert set(house.read(select(NextStep.entered_by_id))) == {land.lan.person_id}
    assert house.read(select(Candidate.entered_by_id)) == [land.lan.person_id]
    assert things.candidate


def test_the_successor_is_told_at_once_how_much_and_by_no_name(land):
    load(land, land.lan)
    hand_over(land).presses("Bàn giao")
    assert waiting(land.house, land.nam, "handover") == ["waiting"]
    land.house.delivers()
    (said,) = land.nam.all
    assert unnumbered(said) == "Vừa nhận bàn giao: 2 việc đang mở, 1 buổi hẹn thăm, 1 ứng viên phụ trách."
    land.nam.presses("Xem danh sách việc", said).sees("Huy Hoàng")


def test_a_member_hands_over_their_own(land):
    step(land, land.lan)
    land.lan.says("/viec bàn giao").sees("Giao cho ai?", "[Lê Văn Nam]", "[Đỗ Thị Hoa]").sees_no("Ngô Văn Bình")
    land.lan.says("chị hoa").sees("Bàn giao việc của Trần Thị Lan cho Đỗ Thị Hoa:", "• 1 việc đang mở")
    land.lan.presses("Bàn giao").sees("✓ Đã bàn giao cho Đỗ Thị Hoa")
    assert owners(land.house) == [land.hoa.person_id]
    assert "handover" in land.house.read(select(AuditLog.subject).where(AuditLog.person_id == land.lan.person_id))


def test_the_nearest_come_first_and_nobody_without_the_unit_is_offered(land):
    step(land, land.lan)
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Bàn giao")
    assert land.admin.labels[:4] == ["Đỗ Thị Hoa", "Lê Văn Nam", "Vũ Thị Thu", "Quản Trị"]


def test_a_name_that_two_have_is_asked_about(land):
    other = land.house.person("Phạm Văn Nam", "member", land.one)
    step(land, land.lan)
    land.lan.says("/viec bàn giao").says("Nam").sees("Có nhiều người cùng tên.", "[Lê Văn Nam]", "[Phạm Văn Nam]")
    land.lan.sees_no("Đỗ Thị Hoa").presses("Phạm Văn Nam").presses("Bàn giao").sees("✓ Đã bàn giao cho Phạm Văn Nam")
    assert owners(land.house) == [other.person_id]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Bình", "Ngô Văn Bình không phụ trách DCT-1. Xin chọn người của DCT-1 hoặc của đơn vị cấp trên."),
        ("Lan", "Việc đang là của Trần Thị Lan. Xin chọn người khác."),
        ("Xem Thôi", "Xem Thôi là người xem, chưa nhận việc được. Xin đổi vai trò trước, hoặc chọn người khác."),
        ("Zorro", "Không thấy ai tên Zorro có thể nhận việc này."),
    ],
)
def test_handing_over_to_somebody_who_cannot_gets_a_sentence_and_the_draft_is_kept(land, typed, said):
    land.house.person("Xem Thôi", "viewer", land.one)
    step(land, land.lan)
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Bàn giao")
    land.admin.says(typed).sees(said)
    land.admin.says("Lê Văn Nam").presses("Bàn giao").sees("✓ Đã bàn giao cho Lê Văn Nam")


def test_to_a_member_whoever_is_out_of_scope_is_as_unknown_as_nobody(land):
    step(land, land.lan)
    land.lan.says("/viec bàn giao")
    binh, zorro = land.lan.says("Bình").screen, land.lan.says("Zorro").screen
    assert binh.replace("Bình", "Zorro") == zorro


def test_what_the_successor_does_not_answer_for_stays_and_is_said(land):
    step(land, land.lan)
    stays = step(land, land.lan, land.two)
    hand_over(land).sees("• 1 việc đang mở", "Không chuyển 1 việc thuộc đơn vị mà Lê Văn Nam không phụ trách.")
    land.admin.presses("Bàn giao").sees("1 việc đang mở.")
    assert land.house.read(select(NextStep.person_id).where(NextStep.id == stays)) == [land.lan.person_id]


def test_without_anything_open_there_is_nothing_to_hand_over(land):
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Bàn giao").sees("Không có việc nào đang mở để bàn giao.")
    land.lan.says("/viec bàn giao").sees("Không có việc nào đang mở để bàn giao.")


def test_alone_in_the_world_nobody_can_take_it_on(house):
    top = house.unit("DU-HN", "Đảng ủy", "committee")
    sole = house.person("Quản Trị", "admin")
    step(SimpleNamespace(house=house, one=top, firm=add_enterprise(house, "Huy Hoàng", top)), sole)
    sole.says("/viec bàn giao").sees("Chưa có ai khác phụ trách đơn vị này.", "/moi")


# --- taken back ---


def test_a_handover_is_undone_as_long_as_nothing_was_done_with_it(land):
    load(land, land.lan)
    before = owners(land.house)
    hand_over(land).presses("Bàn giao").presses("Hoàn tác").sees(
        "Bàn giao: Trần Thị Lan → Lê Văn Nam", "2 việc đang mở"
    )
    assert owners(land.house) == before
    assert land.house.read(select(Candidate.person_id)) == [land.lan.person_id]
    assert waiting(land.house, land.nam, "handover") == ["cleared"]
    assert land.house.delivers() == []


def test_what_comes_back_from_a_handover_is_not_silent_any_more(land):
    step, now = load(land, land.lan).steps[0], land.house.clock.now()
    until = now.date() + timedelta(days=30)
    land.house.add(Postponed(person_id=land.lan.person_id, task=f"step:{step}", until=until, postponed_at=now))
    hand_over(land).presses("Bàn giao").presses("Hoàn tác")
    assert land.house.read(select(Postponed)) == []


@pytest.mark.parametrize("touch", ["closed", "moved on", "another day", "held", "candidate"])
def test_once_something_was_done_with_it_a_handover_stays(land, touch):
    things = load(land, land.lan)
    hand_over(land).presses("Bàn giao")
    now = land.house.clock.now()
    facts = {
        "closed": {"closed_at": now, "closed_as": "done"},
        "moved on": {"person_id": land.hoa.person_id},
        "another day": {"due": None},
        "held": {"held_at": now, "held_kind": "shift_work"},
    }
    with land.house.session() as session, session.begin():
        if touch == "candidate":
            session.get(Candidate, things.candidate).person_id = land.hoa.person_id
        for name, value in facts.get(touch, {}).items():
            setattr(session.get(NextStep, things.steps[0]), name, value)
    land.admin.presses("Hoàn tác").sees_no("✓", "Đã hoàn tác")
    assert land.house.read(select(Handover.undone_at)) == [None]
    assert land.nam.person_id in owners(land.house)


def test_nothing_is_given_back_to_somebody_who_is_gone(land):
    step(land, land.lan)
    hand_over(land).presses("Bàn giao")
    change(land.house, land.lan, left_at=land.house.clock.now())
    land.admin.presses("Hoàn tác").sees_no("Trần Thị Lan → Lê Văn Nam\n1")
    assert owners(land.house) == [land.nam.person_id]


def test_in_a_group_the_journal_names_nobody(land):
    step(land, land.hoa)
    land.hoa.says("/viec bàn giao").says("Lan").presses("Bàn giao")
    land.admin.in_group().says("/gan DCT-1").presses("Gắn")
    land.hoa.in_group().says("/hoantac").sees("Bàn giao: 1 việc đang mở").sees_no("Lan", "Hoa")


def test_rights_are_asked_again_at_every_button(land):
    step(land, land.lan)
    land.local.says("/moi").presses("Trần Thị Lan").presses("Bàn giao").presses("Lê Văn Nam")
    change(land.house, land.lan, unit_id=land.house.unit("DU-LC", "Đảng ủy Lào Cai", "committee").id)
    land.local.presses("Bàn giao").sees_no("✓", "Trần Thị Lan")
    change(land.house, land.local, role="lead")
    land.local.presses("Bàn giao").sees("Việc này dành cho quản trị viên.")
    assert owners(land.house) == [land.lan.person_id]


def test_a_successor_who_left_meanwhile_takes_nothing_on(land):
    step(land, land.lan)
    hand_over(land)
    change(land.house, land.nam, left_at=land.house.clock.now())
    land.admin.presses("Bàn giao").sees_no("✓")
    assert not land.house.read(select(Handover))


# --- another group ---


def move(land, to="DCT-2") -> Chat:
    return land.admin.says("/moi").presses("Trần Thị Lan").presses("Đổi đơn vị").presses(to)


def test_what_is_open_stays_with_its_unit_when_somebody_moves(land):
    load(land, land.lan)
    move(land).sees("Chuyển Trần Thị Lan: DCT-1 → DCT-2?", "4 việc đang mở ở lại đơn vị cũ, giao cho trưởng đoàn")
    assert person(land.house, land.lan).unit_id == land.one.id
    land.admin.presses("Chuyển").sees("✓ Trần Thị Lan nay thuộc DCT-2.")
    assert person(land.house, land.lan).unit_id == land.two.id
    assert set(owners(land.house)) == {land.hoa.person_id}
    assert land.house.read(select(Candidate.person_id)) == [land.hoa.person_id]
    assert waiting(land.house, land.hoa, "handover") == ["waiting"]
    land.lan.says("/viec").sees_no("Huy Hoàng")


def test_whoever_comes_to_another_group_by_a_code_leaves_what_is_open_behind_too(land):
    load(land, land.lan)
    land.admin.says("/moi thành viên; DCT-2; Trần Thị Lan").presses("Tạo lời mời")
    land.lan.says(f"/start {land.admin.screen.split('/start ')[1].split()[0]}").sees("thành viên, DCT-2")
    assert set(owners(land.house)) == {land.hoa.person_id}
    assert land.house.read(select(Candidate.person_id)) == [land.hoa.person_id]


def test_up_to_the_committee_everything_goes_along(land):
    step(land, land.lan)
    move(land, "DU-HN").sees_no("ở lại")
    land.admin.presses("Chuyển").sees("✓")
    assert owners(land.house) == [land.lan.person_id]


def test_a_unit_is_typed_and_the_present_one_is_refused(land):
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Đổi đơn vị").sees_no("[DCT-1]")
    land.admin.says("DCT-1").sees("Đang thuộc DCT-1 rồi. Xin chọn đơn vị khác.")
    land.admin.says("đoàn công tác số 2").presses("Chuyển").sees("nay thuộc DCT-2")


def test_nobody_is_moved_out_of_the_administrators_scope(land):
    land.house.unit("DU-LC", "Đảng ủy Lào Cai", "committee")
    land.local.says("/moi").presses("Trần Thị Lan").presses("Đổi đơn vị").sees_no("DU-LC")
    land.local.says("DU-LC").sees("Không có đơn vị DU-LC").sees_no("Lào Cai")
    assert person(land.house, land.lan).unit_id == land.one.id


def test_the_last_administrator_is_not_moved_below(land):
    change(land.house, land.local, role="lead")
    land.admin.says("/moi").presses("Quản Trị").presses("Đổi đơn vị").presses("DU-HN")
    land.admin.sees("Đây là quản trị viên duy nhất")


# --- somebody leaves ---


def test_with_things_open_a_removal_offers_to_hand_over_first(land):
    load(land, land.lan)
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền")
    land.admin.sees("4 việc đang mở sẽ chuyển cho trưởng đoàn.", "[Bàn giao trước]", "[Thu hồi quyền]")
    land.admin.presses("Bàn giao trước").presses("Lê Văn Nam").presses("Bàn giao").sees("✓ Đã bàn giao")
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").sees("[Thu hồi]")
    land.admin.presses("Thu hồi").sees("✓ Đã thu hồi quyền của Trần Thị Lan.")


def test_what_is_open_of_somebody_who_left_is_the_leads(land):
    step(land, land.lan)
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").presses("Thu hồi quyền")
    land.admin.sees("1 việc đang mở sẽ chuyển cho trưởng đoàn.").presses("Thu hồi").sees("✓ Đã thu hồi")
    land.hoa.says("/viec").sees("Huy Hoàng")


def test_whoever_left_uses_neither_buttons_nor_drafts_from_before(land):
    step(land, land.lan)
    land.lan.says("/viec bàn giao").presses("Lê Văn Nam").sees("[Bàn giao]")
    land.admin.says("/moi").presses("Trần Thị Lan").presses("Thu hồi quyền").presses("Thu hồi quyền").presses("Thu hồi")
    land.lan.presses("Bàn giao").sees("chỉ phục vụ người được mời")
    land.lan.says("Lê Văn Nam").sees("chỉ phục vụ người được mời")
    assert owners(land.house) == [land.lan.person_id]


def test_what_waits_for_somebody_who_left_is_cleared_with_the_reason(land):
    step(land, land.lan)
    hand_over(land).presses("Bàn giao")
    land.admin.says("/moi").presses("Lê Văn Nam").presses("Thu hồi quyền").presses("Thu hồi quyền").presses("Thu hồi")
    assert land.house.delivers() == []
    assert land.house.fates("handover") == [("cleared", "left")]


# --- at the same time ---


def together(house, *acts) -> list[str]:
    """Let the acts happen at once, each in a transaction of its own; what became of each."""
    start, ended = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place, act):
        start.wait()
        try:
            with house.session() as session, session.begin():
                act(session)
            ended[place] = "done"
        except DomainError as error:
            ended[place] = type(error).__name__

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ended)


def test_two_administrators_hand_the_same_over_once(land):
    step(land, land.lan)
    now, lan = land.house.clock.now(), land.lan.person_id
    ended = together(land.house, *(
        lambda session, by=by, to=to: handover.hand_over(
            session, Actor(by.person_id, "admin"), lan, to.person_id, now
        )
        for by, to in ((land.admin, land.nam), (land.house.person("Hai", "admin"), land.hoa))
    ))  # fmt: skip
    assert ended == [NothingToHandOver.__name__, "done"]
    assert len(land.house.read(select(Handover))) == len(land.house.read(select(Entry.id))) == 1


def test_two_administrators_who_remove_each_other_do_not_both_go(land):
    second, now = land.house.person("Quản Trị Hai", "admin"), land.house.clock.now()
    pair = ((land.admin, second), (second, land.admin))
    ended = together(land.house, *(
        lambda session, by=by, whom=whom: changes.remove(session, Actor(by.person_id, "admin"), whom.person_id, now)
        for by, whom in pair
    ))  # fmt: skip
    assert ended == [LastAdministrator.__name__, "done"]
    gone = land.house.read(select(Person.id).where(Person.left_at.is_not(None)))
    assert len(gone) == 1


def test_a_candidate_who_is_closed_does_not_move(land):
    number = candidate(land, land.lan)
    step(land, land.lan)
    with land.house.session() as session, session.begin():
        session.get(Candidate, number).closed_on = land.house.clock.now().date()
    hand_over(land).sees("• 1 việc đang mở").sees_no("ứng viên")


def test_whoever_administers_other_units_by_now_gives_nothing_back(land):
    load(land, land.lan)
    land.local.says("/moi").presses("Trần Thị Lan").presses("Bàn giao").presses("Lê Văn Nam").presses("Bàn giao")
    given = owners(land.house)
    change(land.house, land.local, unit_id=land.two.id)
    land.local.says("/hoantac").sees("2 việc đang mở").sees_no("Trần Thị Lan", "Lê Văn Nam")
    land.local.presses("Hoàn tác").sees("không còn").sees_no("Đã hoàn tác")
    assert owners(land.house) == given
