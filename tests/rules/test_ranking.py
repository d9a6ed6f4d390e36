"""Whom to visit next: what presses more never ranks lower, what is said is what was counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.rules.tasks.ranking import NEAR, REST, Facts, Why, rank, weigh
from outreach.rules.vocabulary.terms import Indicator, Obstacle

TODAY = date(2024, 6, 17)
QUIET = Facts(1, TODAY - timedelta(days=REST))


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


@st.composite
def facts(draw, key=1) -> Facts:
    steps = draw(st.integers(0, 8))
    candidates = draw(st.integers(0, 8))
    return Facts(
        key=key,
        since=day(-draw(st.integers(0, 900))),
        visited=draw(st.booleans()),
        steps=steps,
        overdue=draw(st.integers(1, 400)) if steps else 0,
        candidates=candidates,
        limit=day(draw(st.integers(-200, NEAR))) if candidates else None,
        full_members=draw(st.sampled_from([0, 3, 9])),
        cleared=tuple(draw(st.dictionaries(st.sampled_from(list(Obstacle)), st.integers(0, 9), max_size=3)).items()),
        agreed=draw(st.booleans()),
        behind=tuple(draw(st.dictionaries(st.sampled_from(list(Indicator)), st.integers(0, 99), max_size=3)).items()),
    )


PRESSES_MORE = {
    "longer overdue": lambda f: replace(f, steps=max(f.steps, 1), overdue=f.overdue + 3),
    "another step": lambda f: replace(f, steps=f.steps + 1, overdue=max(f.overdue, 1)),
    "longer unvisited": lambda f: replace(f, since=f.since - timedelta(days=20)),
    "another candidate": lambda f: replace(f, candidates=f.candidates + 1, limit=f.limit or day(NEAR)),
    "a limit nearer": lambda f: replace(
        f, candidates=max(f.candidates, 1), limit=(f.limit or day(NEAR)) - timedelta(4)
    ),
    "ready for founding": lambda f: replace(f, full_members=f.full_members or 3),
    "cleared in another place": lambda f: replace(
        f, cleared=(*((kind, n + 1) for kind, n in f.cleared), *(() if f.cleared else ((Obstacle.SHIFT_WORK, 1),)))
    ),
    "agreed": lambda f: replace(f, agreed=True),
    "another target behind": lambda f: replace(f, behind=(*f.behind, (Indicator.MEMBERS_ADMITTED, 5))),
}


@pytest.mark.parametrize("change", list(PRESSES_MORE))
@settings(max_examples=30)
@given(st.lists(st.integers(2, 6).flatmap(lambda key: facts(key=key)), max_size=3), facts())
def test_whatever_presses_more_never_ranks_lower(change, others, one):
    def place(mine: Facts) -> int:
        order = [ranked.key for ranked in rank([*others, mine], TODAY)]
        return order.index(1) if 1 in order else len(order)

    assert place(PRESSES_MORE[change](one)) <= place(one)


@settings(max_examples=30)
@given(facts())
def test_the_score_is_the_sum_of_what_is_said_the_weightiest_first(one):
    ranked = weigh(one, TODAY)
    points = [reason.points for reason in ranked.reasons]
    assert ranked.score == sum(points)
    assert points == sorted(points, reverse=True)
    assert all(each > 0 for each in points)
    assert len({(reason.why, reason.about) for reason in ranked.reasons}) == len(points)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 50), unique=True, max_size=8).flatmap(lambda keys: st.tuples(*(facts(k) for k in keys))))
def test_the_order_does_not_hang_on_the_order_asked_in_and_is_by_score(many):
    forth, back = rank(many, TODAY), rank(reversed(many), TODAY)
    assert forth == back
    assert [one.score for one in forth] == sorted((one.score for one in forth), reverse=True)


def reasons(one: Facts) -> dict[Why, int]:
    return {reason.why: reason.points for reason in weigh(one, TODAY).reasons}


def test_an_overdue_step_outweighs_everything_that_only_lies_long():
    longest = replace(QUIET, since=day(-2000), visited=False)
    assert weigh(replace(QUIET, steps=1, overdue=1), TODAY).score > weigh(longest, TODAY).score


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (replace(QUIET, steps=1, overdue=12), {Why.OVERDUE: 52, Why.STALE: 2}),
        (replace(QUIET, steps=3, overdue=90), {Why.OVERDUE: 72, Why.STALE: 2}),
        (replace(QUIET, candidates=1, limit=day(30)), {Why.CANDIDATES: 20, Why.STALE: 2}),
        (replace(QUIET, candidates=2, limit=day(0)), {Why.CANDIDATES: 31, Why.STALE: 2}),
        (replace(QUIET, candidates=1, limit=day(-400)), {Why.CANDIDATES: 40, Why.STALE: 2}),
        (replace(QUIET, candidates=1, limit=day(31)), {Why.STALE: 2}),
        (replace(QUIET, full_members=3, agreed=True), {Why.FOUNDING: 35, Why.STALE: 2}),
        (replace(QUIET, agreed=True), {Why.AGREED: 20, Why.STALE: 2}),
        (replace(QUIET, cleared=((Obstacle.SHIFT_WORK, 2),)), {Why.CLEARED: 25, Why.STALE: 2}),
        (replace(QUIET, cleared=((Obstacle.SHIFT_WORK, 0),)), {Why.STALE: 2}),
        (replace(QUIET, since=day(-60)), {Why.STALE: 10}),
        (replace(QUIET, since=day(-60), visited=False), {Why.STALE: 20}),
        (replace(QUIET, behind=((Indicator.MEMBERS_ADMITTED, 8),)), {Why.TARGET: 10, Why.STALE: 2}),
    ],
)
def test_what_each_reason_weighs(one, expected):
    assert reasons(one) == expected


def test_after_a_visit_only_what_presses_is_a_reason_for_the_next():
    lately = replace(QUIET, since=day(1 - REST), agreed=True, cleared=((Obstacle.SHIFT_WORK, 2),))
    assert reasons(lately) == {}
    assert rank([lately], TODAY) == []
    assert set(reasons(replace(lately, steps=1, overdue=1, full_members=3))) == {Why.OVERDUE, Why.FOUNDING}


def test_the_obstacle_that_was_cleared_in_most_places_is_told():
    both = replace(QUIET, cleared=((Obstacle.SHIFT_WORK, 1), (Obstacle.NO_MASS_ORG, 4)))
    (cleared,) = (reason for reason in weigh(both, TODAY).reasons if reason.why is Why.CLEARED)
    assert (cleared.about, cleared.number) == (Obstacle.NO_MASS_ORG, 4)


def test_of_equal_ones_the_longest_unvisited_comes_first_then_the_oldest():
    same = [replace(QUIET, key=key, since=day(-days)) for key, days in ((3, 20), (2, 23), (1, 20))]
    assert [one.key for one in rank(same, TODAY)] == [2, 1, 3]
