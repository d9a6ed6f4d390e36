"""Whose a task is, what a morning tells whom, and what can be done with a task."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import (
    AuditLog,
    CalendarDay,
    Candidate,
    Enterprise,
    Entry,
    NextStep,
    PartyClass,
    Person,
    Postponed,
    Proposal,
    RuleSetting,
    Visit,
)
from outreach.actor import Actor
from outreach.errors import (
    CannotUndo,
    DueInPast,
    HandOverOutOfScope,
    NotAllowed,
    NotByHand,
    NothingThere,
    NotYourTask,
    OnlyInPrivate,
    StepClosed,
    TooLong,
    UnknownEnterprise,
)
from outreach.rules.folding import fold_name
from outreach.rules.tasks.reminding import WEEKLY
from outreach.services.journal import undoing
from outreach.services.tasks import agenda, planning, steps
from outreach.services.tasks import tasks as open_ones
from outreach.services.tasks.owners import Staff
from outreach.services.tasks.shown import shown
from tests.conversation import START

TODAY = START.date()  # Monday 17/06/2024
LONG_AGO = START - timedelta(days=200)
LATE = {3: date(2024, 6, 12), 7: date(2024, 6, 6), 14: date(2024, 5, 28), 16: date(2024, 5, 24), 40: date(2024, 4, 16)}
"""Due days that lie so many working days before today."""


@pytest.fixture
def land(house):
    """A committee over two groups: an administrator, a lead and two members in the first, a member in the second."""
    house.clock.set(LONG_AGO)
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one, house.two = house.unit("T1", "Tổ 1", under=house.du), house.unit("T2", "Tổ 2", under=house.du)
    house.admin = house.person("Quản Trị", "admin", house.du)
    house.binh = house.person("Trần Văn Bình", "lead", house.one)
    house.lan, house.minh = house.person("Lê Thị Lan", "member", house.one), house.person("Minh", "member", house.one)
    house.hoa = house.person("Hoa", "member", house.two)
    house.huy = enterprise(house, "Huy Hoàng")
    house.clock.set(START)
    return house


def enterprise(house, name, unit=None, **more):
    return house.add(
        Enterprise(
            name=name, folded=fold_name(name), kind="private", unit_id=(unit or house.one).id, entered_at=LONG_AGO,
            changed_at=LONG_AGO, **more,
        )
    )  # fmt: skip


def step(house, owner, due=None, unit=None, text="trình hồ sơ", **more):
    return house.add(
        NextStep(
            **{"enterprise_id": house.huy.id, "unit_id": (unit or house.one).id, "text_sealed": house.vault.seal(text),
               "due": due, "person_id": owner.person_id if owner else None, "entered_at": LONG_AGO, **more}
        )
    )  # fmt: skip


def candidate(house, owner, **more):
    values = {"stage": "dossier", "stage_on": LONG_AGO.date(), "due_limit": "papers", **more}
    return house.add(
        Candidate(
            unit_id=house.one.id, person_id=owner.person_id if owner else None, entered_by_id=1, entered_at=LONG_AGO,
            **values,
        )
    )  # fmt: skip


def change(house, row, **values):
    with house.session() as session, session.begin():
        kept = session.get(type(row), row.id if hasattr(row, "id") else row.person_id)
        for name, value in values.items():
            setattr(kept, name, value)


def person(house, chat):
    return house.read(select(Person).where(Person.id == chat.person_id))[0]


def actor(house, chat):
    who = person(house, chat)
    return Actor(who.id, who.role, who.unit_id, channel="telegram", user=chat.user)


def told(house, *chats, after=None, today=TODAY):
    """What the morning tells each: the section and the key of every mention."""
    ids = [chat.person_id for chat in chats]
    since = dict.fromkeys(ids, after) if after else {}
    with house.store.readers() as session:
        found = agenda.agendas(session, ids, today, since)
    said = [[(one.section.value, one.task.key) for one in found[number].mentions] for number in ids]
    return said[0] if len(chats) == 1 else said


def everybody(house, **more):
    """Who of all is told anything, and in which section."""
    chats = {"admin": house.admin, "binh": house.binh, "lan": house.lan, "minh": house.minh, "hoa": house.hoa}
    kinds = ("step", "limit", "ceremony", "class", "proposal")
    heard = {
        name: [one for one in told(house, chat, **more) if one[1].startswith(kinds)] for name, chat in chats.items()
    }
    return {name: [section for section, _ in found] for name, found in heard.items() if found}


def does(house, function, chat, *arguments):
    """Let somebody do something now, in a transaction of its own."""
    with house.session() as session, session.begin():
        return function(session, actor(house, chat), *arguments, house.clock.now())


def open_keys(house, chat):
    """The keys of what somebody has to do, weekly things apart."""
    with house.store.readers() as session:
        return [one.key for one in open_ones.open_tasks(session, actor(house, chat), TODAY) if one.rule not in WEEKLY]


# --- whose it is ---


def test_a_step_is_its_owner_s(land):
    step(land, land.lan, TODAY)
    assert everybody(land) == {"lan": ["today"]}


def test_without_an_owner_it_is_whoever_s_entered_it_else_the_leads(land):
    step(land, None, TODAY, entered_by_id=land.minh.person_id)
    assert everybody(land) == {"minh": ["today"]}
    step(land, None, TODAY)
    assert everybody(land) == {"minh": ["today"], "binh": ["today"]}


@pytest.mark.parametrize("gone", [{"left_at": START}, {"role": "viewer"}])
def test_of_somebody_who_has_gone_it_is_the_leads(land, gone):
    step(land, land.lan, TODAY)
    change(land, person(land, land.lan), **gone)
    assert everybody(land) == {"binh": ["today"]}
    assert open_keys(land, land.binh) == ["step:1"]


def test_of_somebody_who_works_elsewhere_now_it_is_the_leads_and_theirs_again_when_they_come_back(land):
    step(land, land.lan, TODAY)
    change(land, person(land, land.lan), unit_id=land.two.id)
    assert everybody(land) == {"binh": ["today"]}
    assert open_keys(land, land.lan) == []
    change(land, person(land, land.lan), unit_id=land.one.id)
    assert everybody(land) == {"lan": ["today"]}


def test_a_step_of_the_committee_may_be_a_member_s_below_it(land):
    step(land, land.lan, TODAY, unit=land.du)
    assert everybody(land) == {"lan": ["today"]}


def test_while_somebody_is_away_it_is_their_stand_in_s(land):
    step(land, land.lan, TODAY)
    change(land, person(land, land.lan), away_from=TODAY, away_until=TODAY, stand_in_id=land.minh.person_id)
    assert everybody(land) == {"minh": ["today"]}
    assert open_keys(land, land.lan) == open_keys(land, land.minh) == ["step:1"]
    assert everybody(land, today=TODAY + timedelta(days=1)) == {"lan": ["overdue"]}


def test_a_stand_in_who_has_left_stands_in_for_nobody(land):
    step(land, land.lan, TODAY)
    change(land, person(land, land.minh), left_at=START)
    change(land, person(land, land.lan), away_from=TODAY, away_until=TODAY, stand_in_id=land.minh.person_id)
    assert everybody(land) == {"lan": ["today"]}


def test_without_leads_there_are_those_above_and_at_last_the_administrators(land):
    step(land, None, TODAY, unit=land.two)
    assert everybody(land) == {"admin": ["today"]}
    above = land.person("Trưởng", "lead", land.du)
    assert everybody(land) == {}
    assert told(land, above) == [("today", "step:1")]


def test_the_nearest_administrators_answer(land):
    with land.store.readers() as session:
        staff = Staff.load(session, TODAY)
    assert staff.administrators(land.two.id) == (land.admin.person_id,)
    everything, near = land.person("Tất Cả", "admin"), land.person("Gần", "admin", land.two)
    with land.store.readers() as session:
        staff = Staff.load(session, TODAY)
    assert staff.administrators(land.two.id) == staff.leads(land.two.id) == (near.person_id,)
    assert staff.administrators(land.one.id) == (land.admin.person_id,)
    change(land, person(land, land.admin), left_at=START)
    with land.store.readers() as session:
        assert Staff.load(session, TODAY).administrators(land.one.id) == (everything.person_id,)


# --- what a morning tells ---


@pytest.mark.parametrize(
    ("late", "heard"),
    [
        (3, {"lan": ["overdue"]}),
        (7, {"lan": ["overdue"], "binh": ["reached"]}),
        (14, {"lan": ["overdue"], "admin": ["reached"]}),
        (16, {}),
        (40, {}),
    ],
)
def test_an_overdue_step_climbs(land, late, heard):
    step(land, land.lan, LATE[late])
    assert everybody(land) == heard


def test_what_nobody_is_told_of_any_more_is_counted(land):
    step(land, land.lan, LATE[16])
    step(land, land.lan, LATE[40])
    with land.store.readers() as session:
        found = agenda.agendas(session, [land.lan.person_id], TODAY, {})[land.lan.person_id]
    assert (found.mentions, found.long_overdue, found.fresh) == ([], 2, False)


def test_a_lead_is_told_once_of_what_is_their_own(land):
    step(land, land.binh, LATE[7])
    assert everybody(land) == {"binh": ["overdue"]}


def test_an_administrator_who_leads_is_told_once(land):
    step(land, land.hoa, LATE[7], unit=land.two)
    assert everybody(land) == {"hoa": ["overdue"], "admin": ["reached"]}
    step(land, land.hoa, LATE[14], unit=land.two)
    assert told(land, land.admin) == [("reached", "step:1")]


def test_a_candidate_s_limit_climbs_too(land):
    candidate(land, land.lan, due=LATE[7])
    assert everybody(land) == {"lan": ["overdue"], "binh": ["reached"]}
    candidate(land, None, due=TODAY)
    assert told(land, land.binh)[:2] == [("today", "limit:2:papers"), ("reached", "limit:1:papers")]


def test_a_ceremony_is_told_of_the_day_before_and_on_its_day(land):
    row = candidate(land, land.lan, ceremony_on=TODAY, due=TODAY + timedelta(days=100))
    assert everybody(land) == {"lan": ["today"]}
    assert told(land, land.lan, today=date(2024, 6, 14)) == [("coming", "ceremony:1")]
    change(land, row, closed_on=TODAY)
    assert everybody(land) == {}


@pytest.mark.parametrize("gone", [{"closed_on": TODAY}, {"withdrawn_at": START}, {"anonymised_at": START}])
def test_whoever_is_on_the_way_no_more_makes_no_task(land, gone):
    candidate(land, land.lan, due=TODAY, ceremony_on=TODAY, **gone)
    assert everybody(land) == {}
    assert open_keys(land, land.lan) == []


def test_nobody_is_reminded_of_a_muted_enterprise_but_of_its_candidates(land):
    step(land, land.lan, TODAY)
    candidate(land, land.lan, due=TODAY, enterprise_id=land.huy.id)
    change(land, land.huy, muted_until=TODAY)
    assert told(land, land.lan) == [("today", "limit:1:papers")]
    change(land, land.huy, muted_until=TODAY - timedelta(days=1))
    assert len(told(land, land.lan)) == 2


def test_a_rule_that_is_switched_off_makes_no_tasks_there_and_below(land):
    step(land, land.lan, TODAY)
    step(land, land.hoa, TODAY, unit=land.two)
    setting = {"rule": "next_step", "changed_by_id": 1, "changed_at": START}
    land.add(RuleSetting(unit_id=land.one.id, enabled=False, **setting))
    assert everybody(land) == {"hoa": ["today"]}
    land.add(RuleSetting(unit_id=None, enabled=False, **setting))
    assert everybody(land) == {}


def test_the_days_that_are_set_for_a_unit_hold_there(land):
    due = TODAY + timedelta(days=4)
    step(land, land.lan, due)
    step(land, land.hoa, due, unit=land.two)
    land.add(RuleSetting(rule="next_step", unit_id=land.one.id, days=4, changed_by_id=1, changed_at=START))
    with land.store.readers() as session:
        found = agenda.agendas(session, [land.lan.person_id, land.hoa.person_id], TODAY, {})
    assert [found[chat.person_id].fresh for chat in (land.lan, land.hoa)] == [True, False]


def test_a_day_off_that_was_added_moves_the_ladder(land):
    step(land, land.lan, LATE[7])
    assert everybody(land) == {"lan": ["overdue"], "binh": ["reached"]}
    land.add(CalendarDay(day=date(2024, 6, 11), working=False, changed_by_id=1, changed_at=START))
    assert everybody(land) == {"lan": ["overdue"]}


def test_what_is_put_off_is_silent_for_one_only(land):
    step(land, land.lan, LATE[7])
    until = TODAY + timedelta(days=1)
    land.add(Postponed(person_id=land.lan.person_id, task="step:1", until=until, postponed_at=START))
    assert everybody(land) == {"binh": ["reached"]}
    assert told(land, land.lan, today=until) == [("overdue", "step:1")]


def test_put_off_to_a_day_long_before_the_due_day_it_is_told_then(land):
    step(land, land.lan, TODAY + timedelta(days=90))
    assert told(land, land.lan) == []
    land.add(Postponed(person_id=land.lan.person_id, task="step:1", until=TODAY, postponed_at=START))
    assert told(land, land.lan) == [("coming", "step:1")]


def test_after_mornings_that_were_lost_everything_is_told_at_once(land):
    step(land, land.lan, date(2024, 6, 4))  # the leads' day was Thursday 13/06
    assert everybody(land) == {"lan": ["overdue"]}
    assert everybody(land, after=date(2024, 6, 12)) == {"lan": ["overdue"], "binh": ["reached"]}


def test_what_administrators_answer_for(land):
    visit = land.add(
        Visit(
            enterprise_id=land.huy.id, unit_id=land.one.id, visited_on=TODAY - timedelta(days=15),
            entered_by_id=land.lan.person_id, entered_at=LONG_AGO,
        )
    )  # fmt: skip
    land.add(Proposal(visit_id=visit.id, text_sealed=b"x"))
    assert everybody(land) == {"admin": ["today"]}


def test_a_class_is_told_to_the_leads_the_day_before(land):
    land.add(
        PartyClass(
            kind="awareness_class", unit_id=land.one.id, starts=date(2024, 6, 18), ends=date(2024, 6, 20),
            entered_by_id=1, entered_at=LONG_AGO,
        )
    )  # fmt: skip
    assert everybody(land) == {"binh": ["coming"]}


def test_weekly_things_are_told_to_the_leads_on_monday_alone(land):
    assert ("week", f"unvisited:{land.one.id}") in told(land, land.binh)
    assert told(land, land.lan) == []
    assert ("week", f"unvisited:{land.one.id}") not in told(land, land.binh, today=TODAY + timedelta(days=1))
    with land.store.readers() as session:
        listed = open_ones.open_tasks(session, actor(land, land.binh), TODAY)
    assert f"unvisited:{land.one.id}" in [one.key for one in listed]


def test_asking_for_many_says_of_each_what_asking_for_one_says(land):
    for owner, unit in ((land.lan, land.one), (land.minh, land.one), (land.hoa, land.two), (None, land.two)):
        for late in LATE.values():
            step(land, owner, late, unit=unit)
        candidate(land, owner if unit is land.one else None, due=LATE[7])
    chats = (land.admin, land.binh, land.lan, land.minh, land.hoa)
    assert told(land, *chats) == [told(land, chat) for chat in chats]


def test_whoever_is_not_here_is_told_nothing(land):
    step(land, land.lan, TODAY)
    change(land, person(land, land.lan), left_at=START)
    assert told(land, land.lan) == []


# --- what can be done with it ---


def test_done_is_undone_from_the_journal(land):
    row = step(land, land.lan, TODAY)
    entry = does(land, steps.done, land.lan, "step:1", TODAY)
    (kept,) = land.read(select(NextStep))
    assert (kept.closed_as, kept.closed_by_id, entry.kind) == ("done", land.lan.person_id, "step_done")
    assert everybody(land) == {}
    with pytest.raises(StepClosed) as refusal:
        does(land, steps.done, land.lan, "step:1", TODAY)
    assert refusal.value.how == "done"
    does(land, undoing.undo, land.lan, entry.id)
    assert land.read(select(NextStep.closed_at)) == [None]
    assert everybody(land) == {"lan": ["today"]}
    assert row.id == 1


def test_of_two_who_close_a_step_the_second_is_told(land):
    step(land, land.lan, TODAY)
    does(land, steps.done, land.lan, "step:1", TODAY)
    with pytest.raises(StepClosed):
        does(land, steps.done, land.binh, "step:1", TODAY)
    assert land.read(select(NextStep.closed_by_id)) == [land.lan.person_id]


def test_what_was_withdrawn_with_its_visit_is_not_opened_again(land):
    visit = land.add(
        Visit(
            enterprise_id=land.huy.id, unit_id=land.one.id, visited_on=TODAY, entered_by_id=land.lan.person_id,
            entered_at=START,
        )
    )  # fmt: skip
    step(land, land.lan, TODAY, visit_id=visit.id)
    entry = does(land, steps.done, land.lan, "step:1", TODAY)
    change(land, visit, withdrawn_at=START)
    with pytest.raises(CannotUndo):
        does(land, undoing.undo, land.lan, entry.id)


@pytest.mark.parametrize(
    ("who", "refusal"), [("minh", NotYourTask), ("hoa", NothingThere), ("viewer", NotAllowed), ("binh", None)]
)
def test_a_task_is_its_owner_s_and_the_lead_s_to_act_on(land, who, refusal):
    land.viewer = land.person("Xem", "viewer", land.one)
    later = TODAY + timedelta(days=3)
    acts = {
        steps.move: (later, TODAY), steps.hold_up: ("shift_work", "", TODAY), steps.postpone: (later, TODAY),
        steps.hand_over: (land.lan.person_id, TODAY), steps.done: (TODAY,),
    }  # fmt: skip
    step(land, land.lan, TODAY)
    for act, more in acts.items():
        if refusal is None:
            does(land, act, getattr(land, who), "step:1", *more)
        else:
            with pytest.raises(refusal):
                does(land, act, getattr(land, who), "step:1", *more)
    written = [row.act for row in land.read(select(AuditLog).where(AuditLog.subject.startswith("step")))]
    assert written == ([] if refusal else ["change", "change", "change", "enter"])


def test_a_stand_in_acts_and_so_does_whoever_is_away(land):
    step(land, land.lan, TODAY)
    change(land, person(land, land.lan), away_from=TODAY, away_until=TODAY, stand_in_id=land.minh.person_id)
    does(land, steps.move, land.minh, "step:1", TODAY + timedelta(days=1), TODAY)
    does(land, steps.move, land.lan, "step:1", TODAY + timedelta(days=2), TODAY)
    assert land.read(select(NextStep.due)) == [TODAY + timedelta(days=2)]


def test_a_moved_step_is_not_put_off_any_more(land):
    step(land, land.lan, LATE[7])
    again = does(land, steps.postpone, land.lan, "step:1", date(2024, 6, 22), TODAY)
    assert (again.until, again.beyond) == (date(2024, 6, 24), LATE[7])  # Saturday becomes Monday
    does(land, steps.move, land.lan, "step:1", TODAY, TODAY)
    assert everybody(land) == {"lan": ["today"]}
    assert [row.fields for row in land.read(select(AuditLog).where(AuditLog.subject == "step"))] == ["due"]


def test_a_due_day_that_is_over_is_refused_with_the_one_that_is_meant(land):
    step(land, land.lan, TODAY)
    with pytest.raises(DueInPast) as refusal:
        does(land, steps.move, land.lan, "step:1", date(2023, 7, 20), TODAY)
    assert refusal.value == DueInPast(date(2023, 7, 20), date(2024, 7, 20))
    with pytest.raises(DueInPast):
        does(land, steps.postpone, land.lan, "step:1", TODAY, TODAY)


def test_putting_off_beyond_the_due_day_is_possible_and_said(land):
    step(land, land.lan, date(2024, 6, 20))
    assert does(land, steps.postpone, land.lan, "step:1", date(2024, 6, 20), TODAY).beyond is None
    assert does(land, steps.postpone, land.lan, "step:1", date(2024, 6, 21), TODAY).beyond == date(2024, 6, 20)
    assert [row.until for row in land.read(select(Postponed))] == [date(2024, 6, 21)]


def receivers(house, chat, key="step:1"):
    with house.store.readers() as session:
        return [one.name for one in steps.receivers(session, actor(house, chat), key, TODAY)]


def test_a_step_is_given_to_somebody_who_can_do_it(land):
    land.person("Xem", "viewer", land.one)
    step(land, land.lan, TODAY)
    assert receivers(land, land.lan) == ["Trần Văn Bình", "Minh", "Quản Trị"]
    assert receivers(land, land.binh) == ["Minh", "Quản Trị"]
    does(land, steps.hand_over, land.lan, "step:1", land.minh.person_id, TODAY)
    assert everybody(land) == {"minh": ["today"]}
    with pytest.raises(NotYourTask):
        does(land, steps.hand_over, land.lan, "step:1", land.lan.person_id, TODAY)


def test_a_lead_takes_a_step_over(land):
    step(land, land.lan, TODAY)
    does(land, steps.hand_over, land.binh, "step:1", land.binh.person_id, TODAY)
    assert everybody(land) == {"binh": ["today"]}


@pytest.mark.parametrize("whom", ["hoa", "viewer", "gone"])
def test_nothing_is_given_to_somebody_out_of_scope(land, whom):
    land.viewer, land.gone = land.person("Xem", "viewer", land.one), land.person("Đã Đi", "member", land.one)
    change(land, person(land, land.gone), left_at=START)
    step(land, land.lan, TODAY)
    with pytest.raises(HandOverOutOfScope) as refusal:
        does(land, steps.hand_over, land.lan, "step:1", getattr(land, whom).person_id, TODAY)
    assert refusal.value.unit == "T1"
    assert land.read(select(NextStep.person_id)) == [land.lan.person_id]


def test_the_care_of_a_candidate_is_given_on_too(land):
    candidate(land, land.lan, due=TODAY)
    does(land, steps.hand_over, land.lan, "limit:1:papers", land.minh.person_id, TODAY)
    assert everybody(land) == {"minh": ["today"]}
    assert [(row.subject, row.fields) for row in land.read(select(AuditLog))][-1] == ("candidate", "person_id")


def test_what_its_record_answers_is_not_done_by_hand(land):
    candidate(land, land.lan, due=TODAY)
    with pytest.raises(NotByHand) as refusal:
        does(land, steps.done, land.lan, "limit:1:papers", TODAY)
    assert refusal.value.rule == "candidate_deadline"
    with pytest.raises(NotByHand):
        does(land, steps.hand_over, land.binh, f"unvisited:{land.one.id}", land.lan.person_id, TODAY)


def test_what_holds_a_step_up_is_sealed_and_shown_to_whoever_it_climbs_to(land):
    step(land, land.lan, LATE[7])
    does(land, steps.hold_up, land.lan, "step:1", None, "chờ chị Hoa ký", TODAY)
    (kept,) = land.read(select(NextStep))
    assert b"Hoa" not in kept.held_sealed
    with land.store.readers() as session:
        found = open_ones.find(session, actor(land, land.binh), "step:1", TODAY)
        (one,) = shown(session, [found], land.binh.person_id, "telegram", TODAY)
    assert (one.text, one.held_text, one.own, one.late, one.unit) == ("trình hồ sơ", "chờ chị Hoa ký", False, 7, "T1")
    with pytest.raises(TooLong):
        does(land, steps.hold_up, land.lan, "step:1", None, "x" * 2001, TODAY)
    does(land, steps.hold_up, land.lan, "step:1", None, "", TODAY)
    assert land.read(select(NextStep.held_sealed)) == [None]


@pytest.mark.parametrize("key", ["step:99", "step:x", "limit:7:papers", "ceremony:x", "silent:99", "nonsense", ""])
def test_keys_of_nothing_find_nothing(land, key):
    with land.store.readers() as session, pytest.raises(NothingThere):
        open_ones.find(session, actor(land, land.binh), key, TODAY)


def test_what_a_unit_has_left_overdue_is_for_its_leads(land):
    for owner, unit in ((land.lan, land.one), (land.minh, land.one), (land.hoa, land.two)):
        for late in (3, 14):
            step(land, owner, LATE[late], unit=unit)
    step(land, land.lan, TODAY)
    with land.store.readers() as session:
        page, number = open_ones.of_unit(session, actor(land, land.binh), None, TODAY, limit=3)
        assert ([one.key for one in page], number) == (["step:2", "step:4", "step:1"], 4)
        rest, _ = open_ones.of_unit(session, actor(land, land.binh), land.one.id, TODAY, offset=3)
        assert [one.key for one in rest] == ["step:3"]
        assert open_ones.of_unit(session, actor(land, land.binh), land.two.id, TODAY) == ([], 0)
        assert open_ones.of_unit(session, actor(land, land.admin), land.two.id, TODAY)[1] == 2
        with pytest.raises(NotAllowed):
            open_ones.of_unit(session, actor(land, land.lan), None, TODAY)


# --- planning ---


def plans(house, chat, **more):
    said = planning.Plan(**{"enterprise_id": house.huy.id, "text": "gặp GĐ", "due": TODAY, **more})
    return does(house, planning.plan, chat, said, TODAY)


def test_a_plan_is_the_receiver_s_and_belongs_to_their_unit(land):
    written = plans(land, land.admin, person_id=land.hoa.person_id)
    (kept,) = land.read(select(NextStep))
    assert (kept.unit_id, kept.person_id, kept.entered_by_id) == (land.two.id, land.hoa.person_id, land.admin.person_id)
    assert b"G\xc4\x90" not in kept.text_sealed
    assert everybody(land) == {"hoa": ["today"]}
    does(land, undoing.undo, land.admin, written.entry_id)
    assert everybody(land) == {}


def test_what_was_done_since_is_not_unplanned(land):
    written = plans(land, land.lan)
    does(land, steps.done, land.lan, "step:1", TODAY)
    with pytest.raises(CannotUndo):
        does(land, undoing.undo, land.lan, written.entry_id)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"due": date(2024, 6, 16)}, DueInPast),
        ({"text": "x" * 2001}, TooLong),
        ({"enterprise_id": 99}, UnknownEnterprise),
        ({"person_id": 5}, HandOverOutOfScope),
    ],
)
def test_what_cannot_be_planned(land, more, refusal):
    with pytest.raises(refusal):
        plans(land, land.lan, **more)
    assert land.read(select(NextStep)) == []
    assert land.read(select(Entry)) == []


def test_nothing_is_planned_into_a_group_that_does_not_cover_the_unit(land):
    outside = replace(actor(land, land.lan), private=False, chat_unit_id=land.two.id)
    said = planning.Plan(land.huy.id, "gặp GĐ", TODAY)
    with land.session() as session, session.begin(), pytest.raises(OnlyInPrivate):
        planning.plan(session, outside, said, TODAY, land.clock.now())
