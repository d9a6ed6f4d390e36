"""Actuals: events and opening figures together, at every level of the tree, never the same thing twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Enterprise, OpeningFigure, Visit
from outreach.rules.coverage import Figure, Span, cover, gaps
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.counts import Counts, Question, actual
from outreach.services.units import tree as trees

YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
END = date(2024, 12, 31)
THEN = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture
def land(house):
    """A committee over two groups, one of which has a cell below it; and somebody who enters."""
    root = house.unit("DU", "Đảng ủy", "committee")
    one, two = house.unit("T1", "Tổ 1", under=root), house.unit("T2", "Tổ 2", under=root)
    cell = house.unit("CB", "Chi bộ", "cell", under=one)
    return Land(house, root=root, one=one, two=two, cell=cell, person=house.person("An", "admin").person_id)


class Land:
    def __init__(self, house, **units):
        self.house = house
        vars(self).update(units)
        self.enterprises = [self.enterprise(f"DN {number}") for number in range(4)]

    def enterprise(self, name, merged_into=None):
        return self.house.add(
            Enterprise(
                name=name, folded=name.lower(), kind="private", unit_id=self.root.id, entered_at=THEN, changed_at=THEN,
                merged_into_id=merged_into,
            )
        ).id  # fmt: skip

    def visit(self, unit, day, enterprise=0, **more):
        return self.house.add(
            Visit(
                enterprise_id=self.enterprises[enterprise], unit_id=unit.id, visited_on=date.fromisoformat(day),
                entered_by_id=self.person, **{"entered_at": THEN} | more,
            )
        )  # fmt: skip

    def figure(self, unit, starts, ends, count, indicator="visits", **more):
        return self.house.add(
            OpeningFigure(
                indicator=indicator, unit_id=unit.id, starts=date.fromisoformat(starts),
                ends=date.fromisoformat(ends), count=count, entered_by_id=self.person,
                **{"entered_at": THEN} | more,
            )
        )  # fmt: skip

    def visits(self, unit, period=YEAR, through=END, known_at=None):
        return self.count(Indicator.VISITS, unit, period, through, known_at)

    def count(self, indicator, unit, period=YEAR, through=END, known_at=None):
        with self.house.store.readers() as session:
            return actual(session, indicator, unit.id, period, through, known_at)


def test_events_count_for_the_unit_and_all_above_it(land):
    land.visit(land.cell, "2024-03-01")
    land.visit(land.two, "2024-03-02")
    assert [land.visits(unit) for unit in (land.root, land.one, land.two, land.cell)] == [2, 1, 1, 1]


def test_only_the_period_and_only_up_to_the_day_asked(land):
    for day in ("2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01"):
        land.visit(land.one, day)
    assert land.visits(land.root) == 4
    assert land.visits(land.root, through=date(2024, 6, 30)) == 2
    assert land.visits(land.root, through=date(2023, 6, 30)) == 0, "the period has not begun"


def test_withdrawn_visits_do_not_count(land):
    land.visit(land.one, "2024-03-01", withdrawn_at=THEN)
    assert land.visits(land.root) == 0


def test_a_figure_counts_only_wholly_inside_the_period(land):
    land.figure(land.one, "2023-12-31", "2024-03-31", 10)
    land.figure(land.one, "2024-04-01", "2024-06-30", 5)
    assert land.visits(land.root) == 5
    term = Period("term", date(2020, 1, 1), date(2025, 12, 31))
    assert land.visits(land.root, term) == 15


def test_events_within_a_figure_are_not_added_to_it_and_those_outside_are(land):
    land.figure(land.one, "2024-02-01", "2024-02-29", 7)
    for day in ("2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"):
        land.visit(land.one, day)
        land.visit(land.cell, day, 1)
        land.visit(land.two, day, 2)
    assert land.visits(land.one) == 7 + 4
    assert land.visits(land.root) == 7 + 4 + 4
    assert land.visits(land.cell) == 4, "the cell asked for itself has reported nothing"


def test_a_figure_below_another_that_counts_is_in_it(land):
    land.figure(land.root, "2024-01-01", "2024-03-31", 100)
    land.figure(land.cell, "2024-03-31", "2024-04-30", 9)
    land.figure(land.two, "2024-04-01", "2024-04-30", 4)
    assert land.visits(land.root) == 104, "the cell's shares a day with the root's, the group's does not"
    assert land.visits(land.one) == 9
    land.visit(land.cell, "2024-04-10")
    land.visit(land.cell, "2024-05-10")
    land.visit(land.two, "2024-04-10")
    assert land.visits(land.root) == 104 + 2


def test_a_figure_that_does_not_count_itself_covers_nothing(land):
    land.figure(land.root, "2023-01-01", "2024-03-31", 100)
    land.figure(land.cell, "2024-01-01", "2024-01-31", 9)
    land.visit(land.two, "2024-02-01")
    assert land.visits(land.root) == 9 + 1


def test_a_withdrawn_figure_is_as_if_it_never_was(land):
    land.figure(land.one, "2024-01-01", "2024-01-31", 9, withdrawn_at=THEN)
    land.visit(land.one, "2024-01-10")
    assert land.visits(land.root) == 1


def test_distinct_enterprises_are_distinct_at_each_level(land):
    land.visit(land.one, "2024-01-10", 0, purpose="survey")
    land.visit(land.two, "2024-01-11", 0, purpose="survey")
    land.visit(land.two, "2024-01-12", 0, purpose="survey")
    land.visit(land.two, "2024-01-13", 1, purpose="survey")
    land.visit(land.two, "2024-01-14", 2, purpose="persuasion")
    surveyed = [land.count(Indicator.ENTERPRISES_SURVEYED, unit) for unit in (land.root, land.one, land.two)]
    assert surveyed == [2, 1, 2]


def test_distinct_enterprises_stay_distinct_across_windows(land):
    land.figure(land.one, "2024-02-01", "2024-02-29", 5, "enterprises_surveyed")
    for unit, day in ((land.one, "2024-01-10"), (land.one, "2024-03-10"), (land.two, "2024-02-10")):
        land.visit(unit, day, 0, purpose="survey")
    assert land.count(Indicator.ENTERPRISES_SURVEYED, land.root) == 5 + 1


def test_merged_enterprises_are_one(land):
    last = land.enterprises[3]
    middle = land.enterprise("giữa", merged_into=last)
    land.enterprises += [middle, land.enterprise("đầu", merged_into=middle)]
    for number in (3, 4, 5):
        land.visit(land.one, "2024-01-10", number, purpose="survey")
    assert land.count(Indicator.ENTERPRISES_SURVEYED, land.root) == 1


def test_as_it_was_known_then(land):
    later = THEN + timedelta(days=7)
    land.visit(land.one, "2024-03-01")
    land.visit(land.one, "2024-03-02", entered_at=later)
    land.visit(land.one, "2024-03-03", withdrawn_at=later)
    land.figure(land.two, "2024-01-01", "2024-01-31", 30, entered_at=later)
    land.figure(land.two, "2024-02-01", "2024-02-29", 20, withdrawn_at=later)
    assert land.visits(land.root, known_at=THEN) == 2 + 20
    assert land.visits(land.root, known_at=later) == 2 + 30
    assert land.visits(land.root) == 2 + 30


def test_as_it_was_known_then_where_nothing_is_reported(land):
    later = THEN + timedelta(days=7)
    for number, more in enumerate(({}, {"withdrawn_at": later}, {"entered_at": later}, {"withdrawn_at": THEN})):
        land.visit(land.one, "2024-03-01", number, purpose="survey", **more)
    surveyed = Indicator.ENTERPRISES_SURVEYED
    assert land.visits(land.root, known_at=THEN) == land.count(surveyed, land.root, known_at=THEN) == 2
    assert land.visits(land.root, known_at=later) == land.count(surveyed, land.root, known_at=later) == 2
    assert land.visits(land.root) == land.count(surveyed, land.root) == 2


@pytest.mark.parametrize("shortest_first", [True, False])
def test_a_year_and_the_term_around_it_are_asked_together(land, shortest_first):
    """Each enterprise is counted once in the term, though it was surveyed before the year and in it."""
    for day, number in (("2023-05-01", 0), ("2024-05-01", 0), ("2024-05-02", 1), ("2022-05-02", 2)):
        land.visit(land.two, day, number, purpose="survey")
    land.visit(land.one, "2021-05-02", 0, purpose="survey")
    year = Question(Indicator.ENTERPRISES_SURVEYED, land.root.id, YEAR.starts, END, END)
    term = Question(Indicator.ENTERPRISES_SURVEYED, land.root.id, date(2020, 1, 1), END, END)
    visits = Question(Indicator.VISITS, land.root.id, date(2020, 1, 1), END, END)
    asked = [year, term, visits] if shortest_first else [visits, term, year]
    with land.house.store.readers() as session:
        answers = Counts(session, trees.load(session), land.root.id).of(asked)
    assert answers == {year: 2, term: 3, visits: 5}


def test_indicators_without_events_are_counted_by_figures_alone(land):
    land.figure(land.one, "2024-01-01", "2024-01-31", 3, "members_admitted")
    land.visit(land.one, "2024-03-01")
    assert land.count(Indicator.MEMBERS_ADMITTED, land.root) == 3


def test_a_supposed_figure_takes_the_place_of_the_one_from_the_same_day_on(land):
    land.figure(land.one, "2024-01-01", "2024-01-31", 3)
    land.visit(land.one, "2024-02-10")
    asked = Question(Indicator.VISITS, land.root.id, YEAR.starts, YEAR.ends, YEAR.ends)
    supposed = {Indicator.VISITS: Figure(land.one.id, Span(date(2024, 1, 1), date(2024, 2, 29)), 8)}
    with land.house.store.readers() as session:
        found = trees.load(session)
        assert Counts(session, found, land.root.id).of([asked]) == {asked: 4}
        assert Counts(session, found, land.root.id, supposed=supposed).of([asked]) == {asked: 8}


def test_many_questions_are_answered_by_few_queries(land, monkeypatch):
    """However many units and indicators are asked about."""
    land.visit(land.one, "2024-01-10", purpose="survey")
    with land.house.store.readers() as session:
        found, asked = trees.load(session), 0
        run = session.execute

        def counted(*args, **kwargs):
            nonlocal asked
            asked += 1
            return run(*args, **kwargs)

        monkeypatch.setattr(session, "execute", counted)
        questions = [
            Question(indicator, unit.id, YEAR.starts, YEAR.ends, YEAR.ends)
            for indicator in Indicator
            for unit in (land.root, land.one, land.two)
        ]
        answers = Counts(session, found, land.root.id).of(questions)
    assert asked == 6, "figures, all events, merged enterprises; reports of stocks, organisations, enterprises"
    assert answers[Question(Indicator.VISITS, land.one.id, YEAR.starts, YEAR.ends, YEAR.ends)] == 1


DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))
SPANS = st.builds(lambda day, length: Span(day, day + timedelta(days=length)), DAYS, st.integers(0, 20))


@given(st.lists(SPANS, max_size=5), SPANS)
def test_gaps_are_just_the_days_that_no_span_has(spans, asked):
    free = gaps(spans, asked)
    for number in range((asked.ends - asked.starts).days + 1):
        day = Span(asked.starts + timedelta(days=number), asked.starts + timedelta(days=number))
        assert any(map(day.within, free)) != any(map(day.overlaps, spans))


@given(st.lists(st.tuples(st.integers(1, 3), SPANS), max_size=6), SPANS)
def test_no_day_of_a_unit_is_counted_twice(reports, asked):
    """A unit's day is either covered by one figure that counts, its own or one above, or open to events."""
    units, parents = [1, 2, 3], {1: None, 2: 1, 3: 2}
    apart = []
    for unit, span in reports:  # reports of one unit never overlap: that is refused when they are entered
        if not any(unit == other and span.overlaps(taken) for other, taken in apart):
            apart.append((unit, span))
    figures = [Figure(unit, span, 10**place) for place, (unit, span) in enumerate(apart)]
    coverage = cover(units, parents, [each for each in figures if each.span.within(asked)], asked)
    counted = [each for place, each in enumerate(figures) if coverage.reported // 10**place % 10]
    windows = {unit: region.windows for region in coverage.regions for unit in region.units}
    for unit in units:
        path = units[:unit]
        for number in range((asked.ends - asked.starts).days + 1):
            day = Span(asked.starts + timedelta(days=number), asked.starts + timedelta(days=number))
            covering = [each for each in counted if each.unit_id in path and day.within(each.span)]
            is_open = any(map(day.within, windows.get(unit, ())))
            assert len(covering) + is_open == 1
