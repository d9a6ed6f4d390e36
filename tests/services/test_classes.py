"""Classes in the counts and in the week ahead, and the services' own checks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from models import Candidate, Enrolment, Enterprise, OpeningFigure, PartyClass
from outreach.actor import EVERYTHING, Actor, Scope
from outreach.errors import NotAllowed, OnlyInPrivate, UnknownCandidate, UnknownClass, UnknownEnterprise, UnknownUnit
from outreach.rules.class_acts import Acts
from outreach.rules.class_days import Days
from outreach.rules.class_totals import ClassTotal
from outreach.rules.periods import Period
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.classes import class_overviews, class_registers, party_classes
from outreach.services.classes.party_classes import NewClass
from outreach.services.progress.counts import Counts, actual, question
from outreach.services.units import tree as trees

YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
TODAY = date(2024, 6, 17)
THEN = datetime(2024, 6, 1, tzinfo=UTC)
HELD, LEARNERS = Indicator.CLASSES_HELD, Indicator.CLASS_LEARNERS


class Land:
    """A committee over two groups; classes and candidates put there without a conversation."""

    def __init__(self, house):
        self.house = house
        self.root = house.unit("DU", "Đảng ủy", "committee")
        self.one, self.two = house.unit("T1", "Tổ 1", under=self.root), house.unit("T2", "Tổ 2", under=self.root)
        self.person = house.person("An", "lead", self.one).person_id
        self.lead = Actor(person_id=self.person, role="lead", unit_id=self.one.id)

    def held(self, unit, day="2024-06-03", learners=None, kind="awareness_class", **more):
        days = date.fromisoformat(day)
        row = {"starts": days, "ends": days, "entered_by_id": self.person, "entered_at": THEN} | more
        return self.house.add(PartyClass(kind=kind, unit_id=unit.id, learners=learners, **row))

    def candidate(self, unit, anonymised_at=None):
        return self.house.add(
            Candidate(
                unit_id=unit.id, stage="sympathiser", stage_on=date(2024, 5, 1), entered_by_id=self.person,
                entered_at=THEN, anonymised_at=anonymised_at, closed_on=anonymised_at and date(2024, 6, 1),
            )
        )  # fmt: skip

    def enrol(self, party_class, candidate, entered_at=THEN, **more):
        return self.house.add(
            Enrolment(
                party_class_id=party_class.id, candidate_id=candidate.id, entered_by_id=self.person,
                entered_at=entered_at, changed_at=entered_at, **more,
            )
        )  # fmt: skip

    def count(self, indicator, unit, through=date(2024, 12, 31), known_at=None):
        with self.house.store.readers() as session:
            return actual(session, indicator, unit.id, YEAR, through, known_at)

    def both(self, unit, **how):
        return self.count(HELD, unit, **how), self.count(LEARNERS, unit, **how)


@pytest.fixture
def land(house):
    return Land(house)


def test_classes_and_learners_roll_up(land):
    land.held(land.one, learners=45)
    row = land.held(land.two, learners=50)
    for unit in (land.one, land.two):
        land.enrol(row, land.candidate(unit))
    land.enrol(row, land.candidate(land.two), withdrawn_at=THEN)
    assert [land.both(unit) for unit in (land.root, land.one, land.two)] == [(2, 97), (1, 45), (1, 52)]


def test_neither_those_apart_nor_withdrawn_ones_count(land):
    land.held(land.one, learners=45)
    land.held(land.one, learners=194, apart=True)
    land.held(land.one, learners=54, withdrawn_at=THEN)
    assert land.both(land.root) == (1, 45)


def test_a_class_counts_on_its_last_day(land):
    land.held(land.one, learners=45, starts=date(2024, 6, 28), ends=date(2024, 7, 2))
    land.held(land.one, learners=1, starts=date(2023, 12, 28), ends=date(2024, 1, 2))
    land.held(land.one, learners=2, starts=date(2024, 12, 28), ends=date(2025, 1, 2))
    assert land.both(land.root, through=date(2024, 6, 30)) == (1, 1)
    assert land.both(land.root, through=date(2024, 7, 2)) == (2, 46)
    assert land.both(land.root) == (2, 46)


def test_what_was_known_at_an_instant(land):
    """Entered later, or withdrawn later, changes nothing: classes and the candidates in them alike."""
    row = land.held(land.one, learners=10)
    land.held(land.one, learners=20, entered_at=THEN + timedelta(days=2))
    land.held(land.one, learners=40, withdrawn_at=THEN + timedelta(days=2))
    land.enrol(row, land.candidate(land.one), withdrawn_at=THEN + timedelta(days=2))
    land.enrol(row, land.candidate(land.one), entered_at=THEN + timedelta(days=2))
    assert land.both(land.root, known_at=THEN + timedelta(days=1)) == (2, 51)
    assert land.both(land.root, known_at=THEN + timedelta(days=3)) == (2, 31)
    assert land.both(land.root) == (2, 31)


def test_a_reported_figure_covers_the_classes_of_its_days(land):
    """Then only some of the days are counted: by the other of the two ways of counting."""
    land.held(land.one, "2024-02-01", learners=45)
    row = land.held(land.one, "2024-06-03", learners=50)
    land.enrol(row, land.candidate(land.one))
    for indicator, count in ((HELD, 8), (LEARNERS, 787)):
        land.house.add(
            OpeningFigure(
                indicator=indicator, unit_id=land.one.id, starts=date(2024, 1, 1), ends=date(2024, 3, 31), count=count,
                entered_by_id=land.person, entered_at=THEN,
            )
        )  # fmt: skip
    assert land.both(land.root) == (9, 838)


def test_several_questions_are_answered_together(land):
    land.held(land.one, "2024-02-01", learners=45)
    land.held(land.two, "2024-06-03", learners=50)
    with land.house.store.readers() as session:
        half = Period("half_year", date(2024, 1, 1), date(2024, 6, 30))
        asked = [question(each, unit.id, half, TODAY) for each in (HELD, LEARNERS) for unit in (land.root, land.one)]
        answers = Counts(session, trees.load(session), land.root.id).of(asked)
    assert [answers[each] for each in asked] == [2, 1, 95, 45]


def test_the_week_ahead_by_day(land):
    for unit, day in ((land.one, "2024-06-17"), (land.one, "2024-06-20"), (land.two, "2024-06-20")):
        land.held(unit, day)
    land.held(land.one, "2024-06-20", withdrawn_at=THEN)
    land.held(land.one, "2024-06-24")
    until = TODAY + timedelta(days=6)
    with land.house.store.readers() as session:
        everywhere = party_classes.ahead(session, Scope(land.root.id), TODAY, until)
        there = party_classes.ahead(session, Scope(land.one.id), TODAY, until)
        assert party_classes.ahead(session, EVERYTHING, date(2025, 1, 1), date(2025, 1, 7)) == []
    first, second = date(2024, 6, 17), date(2024, 6, 20)
    assert there == [(land.one.id, first, 1), (land.one.id, second, 1)]
    assert sorted(everywhere) == [*there, (land.two.id, second, 1)]


def test_totals_by_kind_and_place(land):
    company = land.house.add(
        Enterprise(name="X", folded="x", kind="private", unit_id=land.one.id, entered_at=THEN, changed_at=THEN)
    )
    land.held(land.one, learners=45, place="Trường Chính trị")
    land.held(land.two, learners=50)
    land.held(land.one, learners=9, kind="new_member_class")
    land.held(land.one, learners=194, apart=True, enterprise_id=company.id)
    land.held(land.one, learners=54, apart=True, place="Trường Cao đẳng")
    aware, new = ClassKind.AWARENESS_CLASS, ClassKind.NEW_MEMBER_CLASS
    with land.house.store.readers() as session:
        asked = session, Scope(land.root.id), YEAR, TODAY
        private, group = (class_overviews.held(*asked, private=where) for where in (True, False))
        assert class_overviews.held(session, EVERYTHING, YEAR, TODAY, private=True) == private
    assert private[:2] == [ClassTotal(aware, 2, 95), ClassTotal(new, 1, 9)]
    assert {each.place for each in private[2:]} == {"X", "Trường Cao đẳng"}
    assert {each.place for each in group[2:]} == {"X", ""}


NEW = NewClass(ClassKind.AWARENESS_CLASS, Days(TODAY, TODAY))


def test_the_services_check_rights_themselves(land):
    row = land.held(land.two)
    foreign = land.candidate(land.two)
    mine = land.held(land.one)
    member = Actor(person_id=land.person, role="member", unit_id=land.one.id)
    group = Actor(person_id=land.person, role="lead", unit_id=land.one.id, private=False, chat_unit_id=land.one.id)
    with land.house.session() as session:
        for actor, refusal in ((member, NotAllowed), (group, OnlyInPrivate)):
            with pytest.raises(refusal):
                party_classes.open_class(session, actor, NEW, land.one.id, THEN)
            with pytest.raises(refusal):
                class_registers.write(session, actor, mine.id, Acts(learners=1), TODAY, THEN)
        with pytest.raises(UnknownUnit):
            party_classes.open_class(session, land.lead, NEW, land.two.id, THEN)
        with pytest.raises(UnknownClass):
            class_registers.write(session, land.lead, row.id, Acts(learners=1), TODAY, THEN)
        unknown = NewClass(ClassKind.AWARENESS_CLASS, Days(TODAY, TODAY), enterprise_id=99)
        with pytest.raises(UnknownEnterprise):
            party_classes.open_class(session, land.lead, unknown, land.one.id, THEN)
        with pytest.raises(UnknownCandidate):
            class_registers.write(session, land.lead, mine.id, Acts(enrol=(foreign.id,)), TODAY, THEN)
    assert land.house.read(select(Enrolment)) == []


def test_candidates_of_other_units_and_those_erased_count_but_are_not_shown(land):
    row = land.held(land.one)
    mine, foreign, erased = land.candidate(land.one), land.candidate(land.two), land.candidate(land.one, THEN)
    for each in (mine, foreign, erased):
        land.enrol(row, each)
    acts = Acts(certify=True, certificate_on=date(2024, 6, 3))
    with land.house.session() as session, session.begin():
        shown = party_classes.shown(session, land.lead, row.id)
        assert (shown.learners, list(class_registers.seats(session, land.lead, shown.row))) == (3, [mine.id])
        written = class_registers.write(session, land.lead, row.id, acts, TODAY, THEN)
        assert written.change.certified == (mine.id,)
    given = {each.candidate_id: each.certificate_on for each in land.house.read(select(Enrolment))}
    assert given == {mine.id: date(2024, 6, 3), foreign.id: None, erased.id: None}
