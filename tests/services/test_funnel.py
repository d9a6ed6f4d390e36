"""Admissions and recognitions as counts, the funnel that feeds them, and the time limits that run out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models import AdmissionEvent, Candidate, OpeningFigure, Target
from outreach.rules.periods import Period
from outreach.rules.vocabulary.admission_terms import Exit, Stage
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import funnel
from outreach.services.progress.counts import actual
from outreach.services.progress.funnel import Funnel, Limits

YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
END = date(2024, 12, 31)
TODAY = date(2024, 6, 17)
THEN = datetime(2024, 6, 1, tzinfo=UTC)
ADMITTED, RECOGNISED = Indicator.MEMBERS_ADMITTED, Indicator.MEMBERS_RECOGNISED


@pytest.fixture
def land(house):
    """A committee over two groups, one with a cell below it."""
    house.du = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
    house.one, house.two = house.unit("T1", "Tổ 1", under=house.du), house.unit("T2", "Tổ 2", under=house.du)
    house.cell = house.unit("CB", "Chi bộ", "cell", under=house.one)
    house.admin = house.person("Quản Trị", "admin", house.du)
    return house


def candidate(house, unit, stage, **more):
    return house.add(
        Candidate(
            unit_id=unit.id, stage=stage.value, stage_on=TODAY, entered_by_id=house.admin.person_id, entered_at=THEN,
            **more,
        )
    )  # fmt: skip


def event(house, unit, stage, day="2024-03-01", **more):
    who = candidate(house, unit, Stage.PROBATIONARY)
    return house.add(
        AdmissionEvent(
            candidate_id=who.id, unit_id=unit.id, happened_on=date.fromisoformat(day),
            **{"kind": "stage", "stage": stage, "entered_by_id": house.admin.person_id, "entered_at": THEN}
            | more,
        )
    )  # fmt: skip


def counted(house, indicator, unit, through=END, known_at=None):
    with house.store.readers() as session:
        return actual(session, indicator, unit.id, YEAR, through, known_at)


def funnel_of(house, *units):
    ids = [unit.id for unit in units]
    with house.store.readers() as session:
        return funnel.funnel(funnel.stages(session, ids), ids)


def limits_of(house, *units):
    ids = [unit.id for unit in units]
    with house.store.readers() as session:
        return funnel.limits_of(funnel.limits(session, ids, TODAY, TODAY + timedelta(days=6)), ids)


def target(house, unit, value=140, **more):
    return house.add(
        Target(
            **{"indicator": "members_admitted", "unit_id": unit.id, "period_kind": "year", "starts": YEAR.starts,
               "ends": YEAR.ends, "kind": "exact", "value": value, "entered_by_id": house.admin.person_id,
               "entered_at": THEN} | more
        )
    )  # fmt: skip


@pytest.mark.parametrize(("stage", "indicator"), [(Stage.PROBATIONARY, ADMITTED), (Stage.FULL_MEMBER, RECOGNISED)])
def test_a_ceremony_and_a_recognition_count_on_their_day_for_the_unit_and_all_above(land, stage, indicator):
    event(land, land.cell, stage)
    event(land, land.two, stage, "2024-06-17")
    event(land, land.two, stage, "2023-12-31")
    assert [counted(land, indicator, unit) for unit in (land.du, land.one, land.two, land.cell)] == [2, 1, 1, 1]
    assert counted(land, indicator, land.du, through=date(2024, 6, 16)) == 1
    other = RECOGNISED if indicator is ADMITTED else ADMITTED
    assert counted(land, other, land.du) == 0


def test_no_other_stage_no_exit_and_no_move_is_an_admission_or_a_recognition(land):
    for stage in Stage:
        if stage not in {Stage.PROBATIONARY, Stage.FULL_MEMBER}:
            event(land, land.one, stage.value)
    event(land, land.one, Exit.STRUCK_OFF.value, kind="exit")
    event(land, land.one, None, kind="move")
    assert (counted(land, ADMITTED, land.du), counted(land, RECOGNISED, land.du)) == (0, 0)


def test_what_is_withdrawn_counts_no_more_but_did_as_it_was_known(land):
    withdrawn = THEN + timedelta(days=5)
    event(land, land.one, Stage.PROBATIONARY, withdrawn_at=withdrawn)
    event(land, land.one, Stage.PROBATIONARY, entered_at=THEN + timedelta(days=9))
    assert counted(land, ADMITTED, land.du) == 1
    known = {days: counted(land, ADMITTED, land.du, known_at=THEN + timedelta(days=days)) for days in (-1, 1, 5, 10)}
    assert known == {-1: 0, 1: 1, 5: 0, 10: 1}


def test_a_ceremony_within_a_reported_figure_is_not_counted_twice(land):
    land.add(
        OpeningFigure(
            indicator="members_admitted", unit_id=land.one.id, starts=date(2024, 1, 1), ends=date(2024, 4, 30),
            count=70, entered_by_id=land.admin.person_id, entered_at=THEN,
        )
    )  # fmt: skip
    event(land, land.cell, Stage.PROBATIONARY, "2024-03-01")
    event(land, land.cell, Stage.PROBATIONARY, "2024-05-01")
    assert counted(land, ADMITTED, land.du) == 71


def test_the_funnel_tells_how_many_stand_where_in_the_order_of_the_way(land):
    for unit, stage, number in (
        (land.cell, Stage.DECISION, 1),
        (land.one, Stage.DOSSIER, 2),
        (land.two, Stage.OUTSTANDING, 3),
        (land.two, Stage.PROBATIONARY, 2),
    ):
        for _ in range(number):
            candidate(land, unit, stage)
    candidate(land, land.one, Stage.DOSSIER, closed_on=TODAY, exit=Exit.WITHDRAWN.value)
    candidate(land, land.two, Stage.FULL_MEMBER, closed_on=TODAY)
    whole = funnel_of(land, land.du, land.one, land.two, land.cell)
    assert whole.stages == (
        (Stage.OUTSTANDING, 3), (Stage.DOSSIER, 2), (Stage.DECISION, 1), (Stage.PROBATIONARY, 2),
    )  # fmt: skip
    assert (whole.in_hand, whole.awaiting, len(whole.before)) == (3, 2, 3)
    assert funnel_of(land, land.two).in_hand == 0
    assert funnel_of(land, land.du) == Funnel()


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_is_either_before_the_ceremony_or_after_it(stage):
    """In hand is from the opening of the dossier to the day before the ceremony."""
    found = Funnel(((stage, 1),))
    way = list(Stage)
    assert found.in_hand == int(way.index(Stage.DOSSIER) <= way.index(stage) < way.index(Stage.PROBATIONARY))
    assert bool(found.before) == (way.index(stage) < way.index(Stage.PROBATIONARY)) == (not found.awaiting)


def test_limits_overdue_and_of_the_days_ahead(land):
    for days in (-30, -1, 0, 6, 7):
        candidate(land, land.one, Stage.DOSSIER, due=TODAY + timedelta(days=days), due_limit="papers")
    candidate(land, land.one, Stage.DOSSIER)
    candidate(land, land.one, Stage.DOSSIER, due=TODAY, closed_on=TODAY)
    candidate(land, land.two, Stage.DOSSIER, due=TODAY)
    assert limits_of(land, land.one) == Limits(overdue=2, ahead=2)
    assert limits_of(land, land.one, land.two, land.du) == Limits(overdue=2, ahead=3)
    assert limits_of(land, land.cell) == Limits()


class TestInChat:
    """Under the target, and as a block where it is asked about."""

    def test_dossiers_in_hand_stand_under_what_is_still_needed(self, land):
        target(land, land.du)
        for _ in range(2):
            candidate(land, land.cell, Stage.VETTING)
        candidate(land, land.two, Stage.OUTSTANDING)
        land.admin.says("/tiendo").sees("0/140", "còn 140", "\n2 hồ sơ đang hoàn thiện")
        land.admin.says("/tiendo kết nạp").sees("Nguồn kết nạp: 3", "quần chúng ưu tú 1, thẩm tra lý lịch 2")
        land.admin.says("/tiendo DU-HN; buổi làm việc").sees_no("hồ sơ", "Nguồn")
        land.person("Lan", "viewer", land.two).says("/tiendo kết nạp").sees("Nguồn kết nạp: 1").sees_no("thẩm tra")

    def test_a_target_met_or_over_needs_no_dossiers(self, land):
        target(land, land.du, 1)
        target(land, land.du, 9, starts=date(2023, 1, 1), ends=date(2023, 12, 31))
        event(land, land.one, Stage.PROBATIONARY)
        candidate(land, land.cell, Stage.VETTING)
        land.admin.says("/tiendo kết nạp").sees("đạt").sees_no("hồ sơ đang")
        land.admin.says("/tiendo kết nạp 2023").sees("0/9").sees_no("hồ sơ đang")

    def test_candidates_without_a_dossier_are_said_so(self, land):
        target(land, land.du)
        land.admin.says("/tiendo").sees_no("hồ sơ")
        candidate(land, land.cell, Stage.SYMPATHISER)
        land.admin.says("/tiendo").sees("chưa có hồ sơ đang hoàn thiện")

    def test_under_two_targets_the_same_is_told_once(self, land):
        """Under the first that is not met: the year's, or the term's when the year's is met."""
        year, _ = target(land, land.du), target(land, land.du, 500, ends=date(2025, 12, 31), period_kind="term")
        candidate(land, land.cell, Stage.VETTING)
        said = land.admin.says("/tiendo").screen
        assert said.count("hồ sơ đang hoàn thiện") == 1
        assert said.index("hồ sơ đang hoàn thiện") < said.index("0/500")
        with land.session() as session, session.begin():
            session.get_one(Target, year.id).value = 1
        event(land, land.one, Stage.PROBATIONARY)
        said = land.admin.says("/tiendo").screen
        assert said.index("hồ sơ đang hoàn thiện") > said.index("1/500")

    def test_one_alone_is_not_hidden(self, land):
        candidate(land, land.cell, Stage.VETTING)
        land.admin.says("/bantin").sees("Nguồn kết nạp: 1").sees_no("<3")
