"""Visits by month: the database keeps the sums itself, whatever is done to a visit."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import select

from models import Enterprise, Visit, VisitTally
from outreach.rules.coverage import Span
from outreach.rules.months import whole_months
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress.counts import actual

THEN = datetime(2024, 6, 1, tzinfo=UTC)
FIRST = date(2023, 11, 1)
DAYS = st.dates(date(2023, 1, 1), date(2025, 3, 1))


@given(DAYS, st.integers(0, 500))
def test_whole_months_are_all_those_inside(starts, length):
    days = Span(starts, starts + timedelta(days=length))
    each = [days.starts + timedelta(days=number) for number in range(length + 1)]
    by_month = Counter((day.year, day.month) for day in each)
    whole = [day for day in each if by_month[day.year, day.month] == _length(day)]
    assert whole_months(days) == (Span(whole[0], whole[-1]) if whole else None)


def _length(day):
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return (following - day.replace(day=1)).days


def test_the_sums_follow_whatever_happens_to_a_visit(house):
    """Entered, withdrawn, put back, moved to another day or unit, deleted: always as counted from the rows."""
    units = [house.unit(code, code).id for code in ("A", "B")]
    person = house.person("An", "admin").person_id
    enterprise = house.add(
        Enterprise(name="X", folded="x", kind="private", unit_id=units[0], entered_at=THEN, changed_at=THEN)
    ).id
    dice = random.Random(5)
    with house.session() as session, session.begin():
        visits = [
            Visit(
                enterprise_id=enterprise, unit_id=dice.choice(units), entered_by_id=person, entered_at=THEN,
                visited_on=FIRST + timedelta(days=dice.randrange(120)),
            )
            for _ in range(60)
        ]  # fmt: skip
        session.add_all(visits)
        session.flush()
        for visit in dice.sample(visits, 30):
            visit.withdrawn_at = THEN
        session.flush()
        for visit in dice.sample(visits, 40):
            visit.withdrawn_at = dice.choice([None, THEN])
            visit.visited_on += timedelta(days=dice.randrange(40))
            visit.unit_id = dice.choice(units)
        session.flush()
        session.execute(delete(Visit).where(Visit.id.in_([visit.id for visit in visits[:10]])))
    rows = house.read(select(Visit).where(Visit.withdrawn_at.is_(None)))
    counted = Counter((row.unit_id, row.visited_on.replace(day=1)) for row in rows)
    kept = {(row.unit_id, row.month): row.number for row in house.read(select(VisitTally)) if row.number}
    assert len(counted) > 4
    assert kept == counted
    for length in (0, 27, 30, 45, 90, 119):
        starts = FIRST + timedelta(days=dice.randrange(60))
        over = Period("dates", starts, starts + timedelta(days=length))
        with house.store.readers() as session:
            found = actual(session, Indicator.VISITS, units[0], over, over.ends)
        assert found == sum(row.unit_id == units[0] and over.contains(row.visited_on) for row in rows)
