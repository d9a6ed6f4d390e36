"""Targets in percent: what the services refuse, whoever asks, and what a target asks for on a day."""

from datetime import date

import pytest

from models import OpeningFigure, Target
from outreach.actor import Actor
from outreach.errors import MissingPart, ShareNotPossible
from outreach.rules.numbers import TargetValue
from outreach.rules.pace import Known
from outreach.rules.periods import Period
from outreach.rules.vocabulary.indicators import SHARE_EXAMPLE
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import goals, targets
from outreach.services.progress.stocks import Stocks
from outreach.services.progress.targets import Wish
from outreach.services.units import tree as trees

YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
WITH_ORG, ENTERPRISES, MEMBERS = Indicator.ENTERPRISES_WITH_PARTY_ORG, Indicator.ENTERPRISES, Indicator.MEMBERS


@pytest.fixture
def unit(house):
    house.boss = house.person("An", "admin").person_id
    return house.unit("DU", "Đảng ủy", "committee")


REFUSED = [
    (
        WITH_ORG,
        TargetValue("ratio", 10),
        MissingPart("stock", SHARE_EXAMPLE),
    ),
    (WITH_ORG, TargetValue("ratio", 10, None, WITH_ORG), ShareNotPossible("enterprises_with_party_org", "itself")),
    (WITH_ORG, TargetValue("growth", 10, None, WITH_ORG), ShareNotPossible("enterprises_with_party_org", "level")),
    (Indicator.VISITS, TargetValue("ratio", 10, None, ENTERPRISES), ShareNotPossible("visits", "flow")),
]


def test_what_is_no_target_is_refused_by_the_service_too(house, unit):
    for indicator, value, refusal in REFUSED:
        wish = Wish(indicator, unit.id, YEAR, value)
        with house.session() as session, pytest.raises(type(refusal)) as caught:
            targets.put(session, Actor(house.boss, "admin", None), wish, house.clock.now())
        assert caught.value == refusal


def report(house, unit, indicator, day, count):
    house.add(
        OpeningFigure(
            indicator=indicator, unit_id=unit.id, starts=date.fromisoformat(day), ends=date.fromisoformat(day),
            count=count, entered_by_id=house.boss, entered_at=house.clock.now(),
        )
    )  # fmt: skip


def aim(house, unit, indicator, value, day):
    wish = Wish(indicator, unit.id, YEAR, value)
    with house.store.readers() as session:
        tree = trees.load(session)
        stocks = Stocks(session, tree, tree.below(unit.id))
        target: Target = targets.row(wish, house.boss, house.clock.now())
        return goals.aim(stocks, target, date.fromisoformat(day))


def test_a_ratio_is_of_the_stock_as_it_is_that_day(house, unit):
    value = TargetValue("ratio", 25, 1, ENTERPRISES)
    report(house, unit, WITH_ORG, "2023-11-01", 3)
    report(house, unit, ENTERPRISES, "2024-02-01", 200)
    report(house, unit, ENTERPRISES, "2024-05-01", 201)
    assert aim(house, unit, WITH_ORG, value, "2024-01-31").lacks is ENTERPRISES
    february, may = (aim(house, unit, WITH_ORG, value, day) for day in ("2024-02-01", "2024-05-01"))
    assert (february.goal.value, february.goal.whole, may.goal.value, may.goal.whole) == (5, 200, 6, 201)
    assert may.goal.since == Known(date(2024, 2, 1), 3), "both are known from then on"


def test_the_pace_of_a_level_known_before_starts_on_the_eve_of_the_period(house, unit):
    report(house, unit, WITH_ORG, "2023-11-01", 3)
    found = aim(house, unit, WITH_ORG, TargetValue("at_least", 10), "2024-06-17")
    assert (found.goal.since, found.goal.needed) == (Known(date(2023, 12, 31), 3), 10)


def test_of_no_enterprises_nothing_is_a_share(house, unit):
    report(house, unit, WITH_ORG, "2024-01-01", 0)
    report(house, unit, ENTERPRISES, "2024-01-01", 0)
    assert aim(house, unit, WITH_ORG, TargetValue("ratio", 10, None, ENTERPRISES), "2024-06-17").lacks is ENTERPRISES


def test_a_growth_stays_what_it_was_at_the_periods_start(house, unit):
    value = TargetValue("growth", 10, None, MEMBERS)
    report(house, unit, MEMBERS, "2024-01-01", 150)
    report(house, unit, MEMBERS, "2024-06-01", 300)
    found = aim(house, unit, Indicator.MEMBERS_ADMITTED, value, "2024-12-31")
    assert (found.goal.value, found.base.level, found.base.day) == (15, 150, date(2024, 1, 1))
    assert found.goal.since is None, "admissions begin at nothing"
