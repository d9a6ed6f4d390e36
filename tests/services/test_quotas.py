"""The quota of a messenger: counted by the month, warned of in time, and kept for what matters most."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.quota import Plan, Use, Worth, month_of
from outreach.services.talk import quotas
from tests.conversation import ZONE

FREE = Plan(3000, 50, 3)
JUNE, JULY = date(2024, 6, 1), date(2024, 7, 1)


def test_messages_and_chats_are_counted_by_the_month(house):
    with house.session() as session, session.begin():
        for _ in range(3):
            quotas.count(session, "zalo", JUNE, sent=1)
        quotas.count(session, "zalo", JUNE, received=2)
        quotas.count(session, "zalo", JULY, sent=1)
        quotas.reach(session, "zalo", JUNE, ["a", "b", "a", "zgr-1"])
        quotas.reach(session, "zalo", JUNE, ["b", "c"])
        quotas.reach(session, "zalo", JUNE, [])
    with house.store.readers() as session:
        assert quotas.used(session, "zalo", JUNE, "zgr-") == Use(sent=3, received=2, users=3, groups=1)
        assert quotas.used(session, "zalo", JULY, "zgr-") == Use(sent=1)
        assert quotas.used(session, "telegram", JUNE, "-") == Use()


@pytest.mark.parametrize(
    ("use", "short"),
    [
        (Use(sent=2399), False),
        (Use(sent=2400), True),
        (Use(sent=1200, received=1199), False),
        (Use(sent=1200, received=1200), True),
        (Use(users=39), False),
        (Use(users=40), True),
        (Use(groups=2), False),
        (Use(groups=3), True),
    ],
)
def test_the_warning_comes_at_four_fifths(use, short):
    assert use.short(FREE) is short


@given(st.integers(0, 4000), st.integers(1, 5000))
def test_what_matters_more_goes_longer(sent, messages):
    use, plan = Use(sent=sent), Plan(messages, 50, 3)
    goes = [use.leaves(plan, worth) for worth in Worth]
    assert goes == sorted(goes)
    assert goes[-1] is (sent < messages)


def test_the_last_are_kept_for_answers():
    first_refused = {
        worth: next(sent for sent in range(3001) if not Use(sent=sent).leaves(FREE, worth)) for worth in Worth
    }
    assert first_refused == {Worth.REST: 2550, Worth.OVERDUE: 2700, Worth.DIGEST: 2850, Worth.ANSWER: 3000}


def test_a_month_is_the_local_one():
    assert month_of(datetime.fromisoformat("2024-06-30T17:00:00+00:00"), ZONE) == JULY
