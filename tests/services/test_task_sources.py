"""The tasks that follow from other records: there when the records say so, and gone when the answering one arrives."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from models import (
    Candidate,
    Enrolment,
    Enterprise,
    Organisation,
    PartyClass,
    Person,
    PrivacyRequest,
    Proposal,
    RuleSetting,
    Target,
    Unit,
    Visit,
)
from outreach.rules.folding import fold_name
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import behind, classes, founding, privacy_requests, proposals, short, silent, unvisited
from outreach.services.tasks.rule_settings import settings
from tests.conversation import START

TODAY = START.date()  # a Monday
LONG_AGO = START - timedelta(days=400)


@pytest.fixture
def land(house):
    """A committee over two groups, a cell below the first; entered long ago, with a member and an administrator."""
    house.clock.set(LONG_AGO)
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one, house.two = house.unit("T1", "Tổ 1", under=house.du), house.unit("T2", "Tổ 2", under=house.du)
    house.cell = house.unit("CB", "Chi bộ", "cell", under=house.one)
    house.admin = house.person("Quản Trị", "admin", house.du)
    house.lan = house.person("Lan", "member", house.one)
    house.clock.set(START)
    return house


def tasks(house, source, *units, day=TODAY):
    """What the source makes for these units (all of them, when none is named)."""
    with house.store.readers() as session:
        asked = [unit.id for unit in units] or list(session.exec(select(Unit.id)))
        return source.tasks(session, asked, settings(session), day)


def keys(house, source, *units, day=TODAY):
    return [task.key for task in tasks(house, source, *units, day=day)]


def change(house, row, **values):
    with house.session() as session, session.begin():
        kept = session.get(type(row), row.id)
        for name, value in values.items():
            setattr(kept, name, value)


def firm(house, unit, name="Huy Hoàng", **more):
    at = {"entered_at": LONG_AGO, "changed_at": LONG_AGO} | more
    return house.add(Enterprise(name=name, folded=fold_name(name), kind="private", unit_id=unit.id, **at))


def visit(house, where, day=TODAY, unit=None, **more):
    who = {"entered_by_id": house.lan.person_id, "entered_at": datetime.combine(day, START.timetz())} | more
    return house.add(Visit(enterprise_id=where.id, unit_id=(unit or house.one).id, visited_on=day, **who))


def rule(house, which, unit=None, **more):
    who = {"changed_by_id": house.admin.person_id, "changed_at": START}
    house.add(RuleSetting(rule=which.value, unit_id=unit.id if unit else None, **who | more))


def who(house):
    return {"entered_by_id": house.lan.person_id, "entered_at": START}


# --- every source ---


@pytest.fixture
def everything(land):
    """In group 1, one task of each rule."""
    works = firm(land, land.one, members=3, visited_on=None)
    proposal_at = visit(land, works, TODAY - timedelta(days=70))
    land.add(Proposal(visit_id=proposal_at.id, text_sealed=b"x"))
    learner = land.add(Candidate(unit_id=land.one.id, stage="dossier", stage_on=TODAY, person_id=land.lan.person_id,
                                 **who(land)))  # fmt: skip
    land.add(PartyClass(kind="awareness_class", unit_id=land.one.id, starts=TODAY + timedelta(days=1),
                        ends=TODAY + timedelta(days=2), **who(land)))  # fmt: skip
    land.add(PrivacyRequest(candidate_id=learner.id, unit_id=land.one.id, kind="export", asked_on=TODAY,
                            acknowledge_by=date(2024, 6, 19), act_by=date(2024, 7, 2), **who(land)))  # fmt: skip
    other = firm(land, land.one, "Sao Mai", visited_on=TODAY)
    land.add(organisation(land, other, members=2))
    land.add(target(land, land.one))
    return land


def organisation(house, where, **more):
    return Organisation(
        **{"kind": "party_org", "form": "cell", "name": "Chi bộ", "folded": "chi bo", "enterprise_id": where.id,
           "unit_id": house.one.id, "founded_on": date(2023, 1, 1)} | who(house) | more
    )  # fmt: skip


def target(house, unit, value=365, **more):
    return Target(
        **{"indicator": "members_admitted", "unit_id": unit.id, "period_kind": "year", "starts": date(2024, 1, 1),
           "ends": date(2024, 12, 31), "kind": "exact", "value": value} | who(house) | more
    )  # fmt: skip


SOURCES = {
    TaskRule.CLASS_AHEAD: classes, TaskRule.PROPOSAL: proposals, TaskRule.PRIVACY_REQUEST: privacy_requests,
    TaskRule.ENTERPRISE_UNVISITED: unvisited, TaskRule.UNIT_SILENT: silent, TaskRule.TARGET_BEHIND: behind,
    TaskRule.FOUNDING_READY: founding, TaskRule.CELL_SHORT: short,
}  # fmt: skip


def test_each_rule_makes_tasks_of_the_units_asked_alone_and_none_where_it_is_off(everything):
    """What the law asks for is never off."""
    for which, source in SOURCES.items():
        (task,) = tasks(everything, source, everything.one, everything.two)
        assert (task.rule, task.unit_id) == (which, everything.one.id)
        assert not tasks(everything, source, everything.two, everything.cell), which
        rule(everything, which, everything.du, enabled=False)
        left = keys(everything, source)
        assert left == (["request:1"] if which is TaskRule.PRIVACY_REQUEST else []), which
        rule(everything, which, everything.one, enabled=True)
        assert keys(everything, source, everything.one) == [task.key], which


def test_nobody_is_reminded_of_a_muted_enterprise_until_the_day_has_passed(everything):
    for works in everything.read(select(Enterprise)):
        change(everything, works, muted_until=TODAY)
    muted = {which for which, source in SOURCES.items() if not tasks(everything, source, everything.one)}
    assert muted == {
        TaskRule.PROPOSAL, TaskRule.ENTERPRISE_UNVISITED, TaskRule.FOUNDING_READY, TaskRule.CELL_SHORT,
    }  # fmt: skip
    tomorrow = TODAY + timedelta(days=1)
    assert all(tasks(everything, source, everything.one, day=tomorrow) for source in SOURCES.values())


def test_what_is_merged_or_withdrawn_makes_no_task(everything):
    works, other = everything.read(select(Enterprise).order_by(Enterprise.id))
    change(everything, works, merged_into_id=other.id)
    change(everything, other, withdrawn_at=START)
    assert not any(tasks(everything, source) for source in (unvisited, founding, short))
    for row in everything.read(select(Visit)) + everything.read(select(PartyClass)) + everything.read(select(Target)):
        change(everything, row, withdrawn_at=START)
    assert not any(tasks(everything, source) for source in (proposals, classes, behind))


# --- classes ---


def party_class(house, starts, **more):
    more = {"unit_id": house.one.id} | who(house) | more
    return house.add(PartyClass(kind="awareness_class", starts=starts, ends=starts + timedelta(days=2), **more))


def enrol(house, held, person, **more):
    someone = house.add(Candidate(unit_id=house.two.id, stage="dossier", stage_on=TODAY, person_id=person,
                                  **who(house) | more))  # fmt: skip
    house.add(Enrolment(party_class_id=held.id, candidate_id=someone.id, changed_at=START, **who(house)))
    return someone


def test_a_class_is_a_task_until_the_day_on_which_it_begins(land):
    held = party_class(land, TODAY + timedelta(days=3), learners=40)
    enrol(land, held, land.lan.person_id)
    (task,) = tasks(land, classes, land.one)
    assert (task.key, task.due, task.owner_id, task.number) == (f"class:{held.id}", held.starts, None, 41)
    assert keys(land, classes, day=held.starts) == [task.key]
    assert keys(land, classes, day=held.starts + timedelta(days=1)) == []
    assert keys(land, classes, day=held.starts - timedelta(days=14)) == [task.key]
    assert keys(land, classes, day=held.starts - timedelta(days=15)) == []


def test_whoever_is_in_charge_of_a_learner_has_the_class_too(land):
    """Once, however many of theirs learn there; not when they are enrolled no more, or their way has ended."""
    held, minh = party_class(land, TODAY), land.person("Minh", "member", land.two)
    first, second = enrol(land, held, minh.person_id), enrol(land, held, minh.person_id)
    enrol(land, held, None)

    def theirs():
        with land.store.readers() as session:
            people = [minh.person_id, land.lan.person_id]
            return classes.of_persons(session, people, settings(session), TODAY)

    (task,) = theirs()
    assert (task.key, task.owner_id, task.unit_id, task.number) == ("class:1", minh.person_id, land.one.id, 2)
    change(land, first, closed_on=TODAY)
    assert theirs()[0].number == 1
    change(land, land.read(select(Enrolment).where(Enrolment.candidate_id == second.id))[0], withdrawn_at=START)
    assert theirs() == []


# --- proposals and requests ---


def test_a_proposal_waits_for_its_answer_and_waits_again_when_that_is_taken_back(land):
    brought = visit(land, firm(land, land.two), TODAY - timedelta(days=3))
    row = land.add(Proposal(visit_id=brought.id, text_sealed=b"x"))
    (task,) = tasks(land, proposals, land.one)
    assert (task.key, task.due, task.since) == ("proposal:1", TODAY + timedelta(days=12), brought.visited_on)
    assert (task.enterprise_id, task.owner_id) == (brought.enterprise_id, None)
    change(land, row, answered_at=START)
    assert keys(land, proposals) == []
    change(land, row, answered_at=None)
    assert keys(land, proposals) == ["proposal:1"]
    rule(land, TaskRule.PROPOSAL, land.du, days=5)
    assert tasks(land, proposals)[0].due == TODAY + timedelta(days=2)


def test_a_request_is_due_at_its_next_limit_and_goes_with_the_candidate(everything):
    (task,) = tasks(everything, privacy_requests)
    assert (task.key, task.detail, task.due, task.number) == ("request:1", "acknowledge", date(2024, 6, 19), 1)
    (row,) = everything.read(select(PrivacyRequest))
    change(everything, row, acknowledged_at=START)
    (task,) = tasks(everything, privacy_requests)
    assert (task.detail, task.due, task.number) == ("act", date(2024, 7, 2), 5)
    change(everything, everything.read(select(Candidate))[0], unit_id=everything.two.id)
    assert keys(everything, privacy_requests, everything.one) == []
    assert keys(everything, privacy_requests, everything.two) == ["request:1"]
    change(everything, row, done_at=START)
    assert keys(everything, privacy_requests) == []


# --- visits ---


def test_enterprises_without_a_visit_for_sixty_days_are_one_task_of_their_unit(land):
    """Counted to the day; those that were never visited from the day on which they were entered."""
    works = [firm(land, land.one, f"Công ty {n}") for n in range(3)]
    visit(land, works[0], TODAY - timedelta(days=60))
    visit(land, works[1], TODAY - timedelta(days=59))
    firm(land, land.one, "Mới", entered_at=START - timedelta(days=59))
    firm(land, land.two, "Nơi khác", entered_at=START - timedelta(days=60))
    first, second = tasks(land, unvisited)
    assert (first.key, first.number, first.due) == (f"unvisited:{land.one.id}", 2, None)
    assert (second.key, second.number) == (f"unvisited:{land.two.id}", 1)
    rule(land, TaskRule.ENTERPRISE_UNVISITED, land.one, days=300)
    assert [task.number for task in tasks(land, unvisited)] == [1, 1]
    back = visit(land, works[2])
    assert keys(land, unvisited) == [second.key], "gone by itself"
    change(land, back, withdrawn_at=START)
    assert {*keys(land, unvisited)} == {first.key, second.key}, "and back, when the visit is withdrawn"


def test_a_unit_is_silent_after_five_days_without_a_visit(land):
    works, friday = firm(land, land.two), TODAY + timedelta(days=4)
    assert keys(land, silent, day=friday) == [f"silent:{land.one.id}", f"silent:{land.two.id}"], (
        "members; an enterprise"
    )
    visit(land, works, TODAY - timedelta(days=1))
    visit(land, works, TODAY, unit=land.two)
    (task,) = tasks(land, silent, day=friday)
    assert (task.unit_id, task.number, task.since) == (land.one.id, 5, TODAY - timedelta(days=1))
    assert keys(land, silent, day=friday - timedelta(days=1)) == []
    visit(land, works, friday, unit=land.cell)
    assert keys(land, silent, day=friday) == [], "a visit of a unit below is one of theirs"


def test_what_took_place_earlier_counts_when_it_is_logged(land):
    friday, works = TODAY + timedelta(days=4), firm(land, land.cell)
    visit(land, works, TODAY - timedelta(days=20))
    assert f"silent:{land.one.id}" in keys(land, silent, day=friday)
    logged = visit(land, works, TODAY - timedelta(days=21), entered_at=START + timedelta(days=2))
    assert keys(land, silent, land.one, day=friday) == []
    change(land, logged, withdrawn_at=START)
    assert keys(land, silent, land.one, day=friday) == [f"silent:{land.one.id}"]


def test_a_unit_with_nobody_in_charge_of_nothing_new_or_closed_is_not_silent(land):
    """The committee has but an administrator, the cell nobody; whoever left is no member."""
    assert keys(land, silent) == [f"silent:{land.one.id}"]
    change(land, land.read(select(Person).where(Person.id == land.lan.person_id))[0], left_at=START)
    assert keys(land, silent) == []
    works = firm(land, land.two)
    assert keys(land, silent) == [f"silent:{land.two.id}"]
    change(land, works, merged_into_id=works.id)
    assert keys(land, silent) == []
    firm(land, land.cell)
    change(land, land.cell, created_at=START)
    assert keys(land, silent) == []
    change(land, land.cell, created_at=LONG_AGO)
    assert keys(land, silent) == [f"silent:{land.cell.id}"]
    change(land, land.cell, valid_to=TODAY)
    assert keys(land, silent) == []


# --- targets ---


def admit(house, unit, number):
    from models import AdmissionEvent  # noqa: PLC0415 - used here alone

    someone = house.add(Candidate(unit_id=unit.id, stage="probationary", stage_on=TODAY, **who(house)))
    house.add(
        *(
            AdmissionEvent(candidate_id=someone.id, kind="stage", stage="probationary", happened_on=date(2024, 3, 1),
                           unit_id=unit.id, **who(house))
            for _ in range(number)
        )
    )  # fmt: skip


def test_a_target_behind_by_fifteen_days_says_the_figure_of_the_status(land):
    """366 in 366 days, one a day: 169 by 17/06; 154 are 15 days behind, 155 are 14."""
    land.add(target(land, land.du, 366))
    admit(land, land.one, 100)
    admit(land, land.cell, 54)
    (task,) = tasks(land, behind)
    assert (task.key, task.unit_id, task.number, task.detail) == ("target:1", land.du.id, 15, "members_admitted")
    land.admin.says("/tiendo").sees("154/366", "chậm 15")
    admit(land, land.two, 1)
    assert keys(land, behind) == []
    rule(land, TaskRule.TARGET_BEHIND, days=14)
    assert keys(land, behind) == ["target:1"]


def test_targets_of_many_units_are_measured_as_each_by_itself(land):
    for unit in (land.du, land.one, land.two, land.cell):
        land.add(target(land, unit, 100), target(land, unit, 40, indicator="visits"))
    admit(land, land.cell, 30)
    for day in range(1, 15):
        visit(land, firm(land, land.one, f"Công ty {day}"), date(2024, 5, day), unit=land.one)
    apart = [task for unit in (land.du, land.one, land.two, land.cell) for task in tasks(land, behind, unit)]
    assert sorted(tasks(land, behind), key=lambda task: task.key) == sorted(apart, key=lambda task: task.key)
    assert {(task.unit_id, task.detail): task.number for task in apart} == {
        (land.du.id, "members_admitted"): 16, (land.one.id, "members_admitted"): 16,
        (land.two.id, "members_admitted"): 46, (land.cell.id, "members_admitted"): 16,
        (land.two.id, "visits"): 18, (land.cell.id, "visits"): 18,
        (land.du.id, "visits"): 4, (land.one.id, "visits"): 4,
    }  # fmt: skip


def test_a_target_met_over_or_of_an_unknown_stock_is_not_behind(land):
    land.add(
        target(land, land.one, 2),  # 1 should be there by now, and is
        target(land, land.two, 900, starts=date(2023, 1, 1), ends=date(2023, 12, 31)),
        target(land, land.two, 900, starts=date(2025, 1, 1), ends=date(2025, 12, 31)),
        target(land, land.cell, 10, kind="ratio", value_to=0, stock="members", indicator="party_orgs"),
        target(land, land.du, 1, indicator="visits", starts=TODAY - timedelta(days=1)),
    )  # fmt: skip
    admit(land, land.one, 1)
    assert keys(land, behind) == []


# --- organisations ---


def full_member(house, works, **more):
    more = {"closed_on": TODAY, "stage": "full_member"} | more
    return house.add(Candidate(unit_id=works.unit_id, enterprise_id=works.id, stage_on=TODAY, **who(house) | more))


def test_three_full_members_and_no_cell_are_ready_for_founding(land):
    works = firm(land, land.one, members=2)
    people = [full_member(land, works) for _ in range(3)]
    (task,) = tasks(land, founding)
    assert (task.key, task.enterprise_id, task.number, task.due) == (f"founding:{works.id}", works.id, 3, None)
    change(land, people[0], exit="struck_off")
    assert keys(land, founding) == []
    change(land, works, members=4)
    assert [task.number for task in tasks(land, founding)] == [4]
    founded = land.add(organisation(land, works, members=4))
    assert keys(land, founding) == [], "founded"
    change(land, founded, withdrawn_at=START)
    assert keys(land, founding) == [task.key]
    land.add(organisation(land, works, kind="trade_union", form=None))
    assert keys(land, founding) == [task.key], "a trade union is no cell"


def test_candidates_on_their_way_are_no_full_members(land):
    works = firm(land, land.one)
    for stage in ("probationary", "recognition_review", "full_member"):
        full_member(land, works, stage=stage, closed_on=TODAY if stage == "full_member" else None)
    full_member(land, works, withdrawn_at=START)
    assert keys(land, founding) == []


def test_a_cell_with_fewer_than_three_full_members_is_short(land):
    works = firm(land, land.one)
    cell = land.add(organisation(land, works, members=4, probationary=2))
    land.add(organisation(land, works, members=None), organisation(land, works, kind="trade_union", members=1))
    (task,) = tasks(land, short)
    assert (task.key, task.enterprise_id, task.number) == (f"short:{cell.id}", works.id, 2)
    change(land, cell, probationary=1)
    assert keys(land, short) == []
    change(land, cell, probationary=None, members=2)
    assert keys(land, short) == [task.key]
    change(land, cell, closed_on=TODAY)
    assert keys(land, short) == []
