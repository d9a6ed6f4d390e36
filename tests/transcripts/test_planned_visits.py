"""Planned visits close themselves when somebody goes there; what had become of a step outlives a correction."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import Enterprise, NextStep, Person
from outreach.actor import Actor
from outreach.rules.folding import fold_name
from outreach.services.enterprises import enterprise_merging
from outreach.services.tasks import planning, steps

TODAY = date(2024, 6, 17)


@pytest.fixture
def land(house):
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one, house.two = house.unit("T1", "Tổ 1", under=house.du), house.unit("T2", "Tổ 2", under=house.du)
    house.admin = house.person("Quản Trị", "admin", house.du)
    house.lan, house.minh = house.person("Lan", "member", house.one), house.person("Minh", "member", house.one)
    house.hoa = house.person("Hoa", "member", house.two)
    house.huy = enterprise(house, "Huy Hoàng")
    return house


def enterprise(house, name):
    now = house.clock.now()
    return house.add(
        Enterprise(
            name=name, folded=fold_name(name), kind="private", unit_id=house.one.id, entered_at=now, changed_at=now
        )
    )


def actor(house, chat):
    (who,) = house.read(select(Person).where(Person.id == chat.person_id))
    return Actor(who.id, who.role, who.unit_id, channel=house.channel, user=chat.user)


def plan(house, chat, text="gặp GĐ", kind="visit", where=None):
    said = planning.Plan((where or house.huy).id, text, TODAY + timedelta(days=7), kind=kind)
    with house.session() as session, session.begin():
        planning.plan(session, actor(house, chat), said, TODAY, house.clock.now())
    house.clock.pass_by(minutes=5)


def correct_the_visit(house):
    """Lan corrects the visit that she logged, and adds whom she met."""
    house.lan.says("/sua").presses("Buổi 17/06/2024").presses("Sửa").says("gặp HR").presses("Ghi").sees("Đã sửa")


def closed(house):
    """How each planned visit was closed, and by which visit."""
    return house.read(select(NextStep.closed_as, NextStep.closed_visit_id).order_by(NextStep.id))


def test_going_there_closes_the_plan_and_withdrawing_the_visit_opens_it(land):
    plan(land, land.lan)
    land.lan.says("/tham Huy Hoàng; gặp công đoàn").sees("Đã ghi")
    assert closed(land) == [("visited", 1)]
    land.lan.says("/hoantac").presses("Hoàn tác")
    assert closed(land) == [(None, None)]


@pytest.mark.parametrize(("who", "kept"), [("minh", True), ("hoa", False)])
def test_somebody_of_the_unit_keeps_it_too(land, who, kept):
    plan(land, land.lan)
    getattr(land, who).says("/tham Huy Hoàng; gặp công đoàn").sees("Đã ghi")
    assert closed(land) == [("visited", 1) if kept else (None, None)]


@pytest.mark.parametrize("when", ["hôm qua", "hôm nay"])
def test_a_visit_from_before_the_plan_does_not_keep_it(land, when):
    land.lan.says(f"/tham Huy Hoàng; {when}; gặp công đoàn").sees("Đã ghi")
    land.clock.pass_by(minutes=5)
    plan(land, land.lan)
    land.lan.says("/tham Huy Hoàng; hôm qua; gặp HR").sees("Huy Hoàng")
    assert closed(land) == [(None, None)]


def test_correcting_an_earlier_visit_does_not_keep_the_plan(land):
    land.lan.says("/tham Huy Hoàng; gặp công đoàn").sees("Đã ghi")
    land.clock.pass_by(minutes=5)
    plan(land, land.lan)
    correct_the_visit(land)
    assert closed(land) == [(None, None)]


def test_a_step_of_another_kind_stays_open(land):
    plan(land, land.lan, "trình hồ sơ", "step")
    land.lan.says("/tham Huy Hoàng; gặp công đoàn").sees("Đã ghi")
    assert closed(land) == [(None, None)]


def test_what_was_done_by_hand_stays_done(land):
    plan(land, land.lan)
    with land.session() as session, session.begin():
        steps.done(session, actor(land, land.lan), "step:1", TODAY, land.clock.now())
    land.lan.says("/tham Huy Hoàng; gặp công đoàn").sees("Đã ghi")
    land.lan.says("/hoantac").presses("Hoàn tác")
    assert closed(land) == [("done", None)]


def test_a_merger_brings_the_plan_and_the_visit_together(land):
    double = enterprise(land, "Cơ khí Sao Mai")
    plan(land, land.lan, where=double)
    land.lan.says("/tham Huy Hoàng; gặp công đoàn").sees("Đã ghi")
    assert closed(land) == [(None, None)]
    with land.session() as session, session.begin():
        enterprise_merging.merge(session, actor(land, land.admin), double.id, land.huy.id, land.clock.now())
    assert closed(land) == [("visited", 1)]


def test_a_step_keeps_what_has_become_of_it_when_its_visit_is_corrected(land):
    land.lan.says("/tham Huy Hoàng; gặp công đoàn; hẹn 15/7 trình hồ sơ; hẹn 20/7 gửi tài liệu").sees("Đã ghi")
    with land.session() as session, session.begin():
        steps.done(session, actor(land, land.lan), "step:1", TODAY, land.clock.now())
        steps.hand_over(session, actor(land, land.lan), "step:2", land.minh.person_id, TODAY, land.clock.now())
    correct_the_visit(land)
    state = select(NextStep.closed_as, NextStep.person_id).order_by(NextStep.id)
    minh, lan = land.minh.person_id, land.lan.person_id
    assert land.read(state) == [("withdrawn", lan), ("withdrawn", minh), ("done", lan), (None, minh)]
    land.lan.says("/hoantac").presses("Hoàn tác")  # of the correction
    assert land.read(state) == [("done", lan), (None, minh), ("withdrawn", lan), ("withdrawn", minh)]
