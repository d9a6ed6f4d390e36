"""The level of a stock on a day: the latest report, moved by what is recorded since; or what is recorded below."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models import Enterprise, OpeningFigure, Organisation, OrganisationEvent
from outreach.rules.coverage import Figure, Span
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.stocks import Level, Stocks
from outreach.services.units import tree as trees

THEN = datetime(2024, 1, 1, tzinfo=UTC)
ENTERPRISES, MEMBERS = Indicator.ENTERPRISES, Indicator.MEMBERS
ORGS, WITH_ORG = Indicator.PARTY_ORGS, Indicator.ENTERPRISES_WITH_PARTY_ORG


def on(iso):
    return date.fromisoformat(iso)


class Land:
    """A committee over two groups, one of which has a cell below it."""

    def __init__(self, house):
        self.house = house
        self.root = house.unit("DU", "Đảng ủy", "committee")
        self.one, self.two = house.unit("T1", "Tổ 1", under=self.root), house.unit("T2", "Tổ 2", under=self.root)
        self.cell = house.unit("CB", "Chi bộ", "cell", under=self.one)
        self.person = house.person("An", "admin").person_id

    def report(self, unit, day, count, indicator=ORGS, **more):
        row = OpeningFigure(
            indicator=indicator, unit_id=unit.id, starts=on(day), ends=on(day), count=count, entered_by_id=self.person,
            **{"entered_at": THEN} | more,
        )  # fmt: skip
        return self.house.add(row)

    def org(self, unit, founded=None, closed=None, enterprise=None, **more):
        row = Organisation(
            kind=more.pop("kind", "party_org"), form="cell", name="CB", folded="cb", enterprise_id=enterprise,
            unit_id=unit.id, founded_on=founded and on(founded), closed_on=closed and on(closed),
            entered_by_id=self.person, **{"entered_at": THEN} | more,
        )  # fmt: skip
        return self.house.add(row)

    def enterprise(self, unit, **more):
        row = Enterprise(
            name="A", folded="a", kind="fdi", unit_id=unit.id, **{"entered_at": THEN} | more, changed_at=THEN
        )
        return self.house.add(row).id

    def headcount(self, org, day, members, kind="members", into=None):
        row = OrganisationEvent(
            organisation_id=org.id, organisation_kind="party_org", kind=kind, happened_on=on(day), unit_id=org.unit_id,
            members=members, into_id=into and into.id, entered_by_id=self.person, entered_at=THEN,
        )  # fmt: skip
        self.house.add(row)

    def level(self, indicator, unit, day, known_at=None, **more):
        with self.house.store.readers() as session:
            tree = trees.load(session)
            return Stocks(session, tree, tree.below(self.root.id), known_at, **more).level(indicator, unit.id, on(day))

    def first(self, indicator, unit, after, until):
        with self.house.store.readers() as session:
            tree = trees.load(session)
            stocks = Stocks(session, tree, tree.below(self.root.id))
            return stocks.first_known(indicator, unit.id, on(after), on(until))


@pytest.fixture
def land(house):
    return Land(house)


def test_nothing_is_known_where_nothing_is_told(land):
    for indicator in (ENTERPRISES, MEMBERS, ORGS, WITH_ORG):
        assert land.level(indicator, land.root, "2024-06-17") is None


def test_the_latest_report_on_or_before_the_day(land):
    land.report(land.root, "2024-01-01", 270, ENTERPRISES)
    land.report(land.root, "2024-03-01", 273, ENTERPRISES)
    land.report(land.root, "2024-05-01", 999, ENTERPRISES, withdrawn_at=THEN)
    days = ("2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2025-01-01")
    assert [land.level(ENTERPRISES, land.root, day) for day in days] == [
        None, Level(270, on("2024-01-01")), Level(270, on("2024-01-01")),
        Level(273, on("2024-03-01")), Level(273, on("2024-03-01")),
    ]  # fmt: skip


def test_a_unit_that_has_not_reported_has_the_sum_of_those_below(land):
    land.report(land.one, "2024-01-01", 5)
    land.report(land.two, "2024-02-01", 7)
    assert land.level(ORGS, land.root, "2024-06-17") == Level(12, on("2024-02-01"))
    assert land.level(ORGS, land.root, "2024-01-15") == Level(5, on("2024-01-01"))
    land.report(land.root, "2024-03-01", 20)
    land.report(land.two, "2024-04-01", 8)
    assert land.level(ORGS, land.root, "2024-06-17") == Level(20, on("2024-03-01")), "its own report tells of all below"
    assert land.level(ORGS, land.two, "2024-06-17") == Level(8, on("2024-04-01"))


def test_foundings_and_closings_after_a_report_move_it(land):
    land.report(land.root, "2024-03-01", 10)
    land.org(land.cell, founded="2024-03-01")  # of that day: inside the report
    land.org(land.cell, founded="2024-04-01")
    land.org(land.two, founded="2024-04-01", closed="2024-06-01")
    land.org(land.two, founded="2020-01-01", closed="2024-05-01")
    land.org(land.two, founded="2024-04-01", kind="trade_union")
    land.org(land.two, founded="2024-04-01", withdrawn_at=THEN)
    levels = [land.level(ORGS, land.root, f"2024-0{month}-15").count for month in (3, 4, 5, 6)]
    assert levels == [10, 12, 11, 10]


def test_without_a_report_the_open_organisations_are_counted(land):
    land.org(land.one, founded="2024-03-01")
    land.org(land.cell)
    land.org(land.two, founded="2020-01-01", closed="2024-05-01")
    assert land.level(ORGS, land.root, "2024-04-01") == Level(3)
    assert land.level(ORGS, land.root, "2024-05-01") == Level(2)
    assert land.level(ORGS, land.two, "2024-06-01") == Level(0), "there was one: none is known to be left"


def test_an_enterprise_with_two_organisations_is_one(land):
    one, two = land.enterprise(land.one), land.enterprise(land.two)
    land.org(land.one, founded="2023-01-01", enterprise=one)
    land.org(land.two, founded="2024-04-01", enterprise=one)
    land.org(land.two, founded="2024-05-01", enterprise=two)
    assert land.level(WITH_ORG, land.root, "2024-06-01") == Level(2)
    land.report(land.root, "2024-03-01", 5, WITH_ORG)
    assert land.level(WITH_ORG, land.root, "2024-04-15").count == 5, (
        "the second one of the same enterprise moves nothing"
    )
    assert land.level(WITH_ORG, land.root, "2024-06-01").count == 6


def test_enterprises_on_the_list_count_where_nobody_reports(land):
    land.enterprise(land.one)
    last = land.enterprise(land.cell)
    land.enterprise(land.one, merged_into_id=last)
    land.enterprise(land.two, withdrawn_at=THEN)
    assert land.level(ENTERPRISES, land.root, "2024-06-01") == Level(2)
    land.report(land.one, "2024-05-01", 40, ENTERPRISES)
    assert land.level(ENTERPRISES, land.root, "2024-06-01") == Level(40, on("2024-05-01"))


def test_members_are_those_counted_last_in_each_open_organisation(land):
    one, two = land.org(land.one, founded="2020-01-01"), land.org(land.two, founded="2020-01-01", closed="2024-05-01")
    for org, day, members in ((one, "2024-01-01", 3), (one, "2024-03-01", 8), (two, "2024-02-01", 5)):
        land.headcount(org, day, members)
    assert land.level(MEMBERS, land.root, "2024-02-15") == Level(3 + 5)
    assert land.level(MEMBERS, land.root, "2024-04-15") == Level(8 + 5)
    land.headcount(two, "2024-05-01", 13, "merge", into=one)
    assert land.level(MEMBERS, land.root, "2024-06-15") == Level(13), "a merger tells of the one that stays"
    land.report(land.root, "2024-05-02", 150, MEMBERS)
    land.headcount(one, "2024-05-20", 14)
    assert land.level(MEMBERS, land.root, "2024-06-15").count == 150, "people come and go without a record"


def test_as_it_was_known_then(land):
    later = THEN + timedelta(days=7)
    land.report(land.root, "2023-03-01", 10)
    land.report(land.root, "2023-06-01", 20, entered_at=later)
    land.org(land.two, founded="2023-07-01")
    land.org(land.two, founded="2023-08-01", entered_at=later)
    assert land.level(ORGS, land.root, "2023-12-31", known_at=THEN).count == 10 + 1
    assert land.level(ORGS, land.root, "2023-12-31").count == 20 + 2


def test_a_supposed_report_takes_the_place_of_that_days(land):
    land.report(land.root, "2024-03-01", 10)
    supposed = {ORGS: Figure(land.root.id, Span(on("2024-03-01"), on("2024-03-01")), 11)}
    assert land.level(ORGS, land.root, "2024-03-01", supposed=supposed).count == 11


def test_the_first_day_on_which_it_is_known(land):
    assert land.first(ORGS, land.root, "2024-01-01", "2024-12-31") is None
    land.report(land.two, "2024-03-01", 5)
    land.org(land.one, founded="2024-02-01")
    assert land.first(ORGS, land.root, "2024-01-01", "2024-12-31") == on("2024-02-01")
    assert land.first(ORGS, land.two, "2024-01-01", "2024-12-31") == on("2024-03-01")
    assert land.first(ORGS, land.two, "2024-01-01", "2024-02-28") is None
    assert land.first(ORGS, land.two, "2024-05-05", "2024-12-31") == on("2024-05-05")
