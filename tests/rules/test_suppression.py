"""What of a breakdown of people may be said: nothing from which a count below three can be worked out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.rules.suppression import FEWEST, Cell, gives_away, suppress


def said(total, **counts):
    return {each.key: each.count if each.count is not None else "<3" if each.few else "-" for each in
            suppress(total, [Cell(key, count) for key, count in counts.items()])}  # fmt: skip


TABLE = [
    (587, {"enterprise": 242, "student": 5, "other": 340}, {"enterprise": 242, "student": 5, "other": 340}),
    # the rest of 350 is not named, so it hides the one
    (350, {"owner": 1}, {"owner": "<3"}),
    # all are named: the sum would tell, so the smallest other goes too
    (100, {"a": 1, "b": 39, "c": 60}, {"a": "<3", "b": "-", "c": 60}),
    (10, {"a": 2, "b": 8}, {"a": "<3", "b": "-"}),
    # two that are hidden together may be one and two, or two and one
    (103, {"a": 1, "b": 2, "c": 100}, {"a": "<3", "b": "<3", "c": 100}),
    # but one and one, or two and two, would be told by their sum
    (102, {"a": 1, "b": 1, "c": 40, "d": 60}, {"a": "<3", "b": "<3", "c": "-", "d": 60}),
    (104, {"a": 2, "b": 2, "c": 100}, {"a": "<3", "b": "<3", "c": "-"}),
    # those not named are one: the one named gives them away
    (350, {"enterprise": 349}, {"enterprise": "-"}),
    (350, {"enterprise": 300, "student": 49}, {"enterprise": 300, "student": "-"}),
    # too small a whole: whatever is said would tell
    (1, {"a": 1}, {}),
    (2, {"a": 1, "b": 1}, {}),
    (4, {"a": 1, "b": 3}, {}),
    (0, {}, {}),
    # parts of nobody are not listed
    (50, {"a": 0, "b": 50}, {"b": 50}),
]


@pytest.mark.parametrize(("total", "counts", "expected"), TABLE)
def test_what_is_said(total, counts, expected):
    assert said(total, **counts) == expected


def test_what_must_not_be_said_is_hidden_with_what_gives_it_away():
    cells = [Cell("a", 6), Cell("b", 16), Cell("c", 40)]
    assert [each.count for each in suppress(62, cells, {"a"})] == [None, None, 40]
    assert [each.count for each in suppress(70, cells, {"a"})] == [None, 16, 40], "those not named hide it"
    assert [each.few for each in suppress(62, cells, {"a"})] == [False, False, False]


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        ([], False),
        ([1], True),
        ([7], True),
        ([1, 2], False),
        ([2, 2], True),
        ([1, 7], False),
        ([3, 3], True),
        ([3, 4], False),
    ],
)
def test_what_a_sum_gives_away(hidden, told):
    assert gives_away(hidden) is told


def test_parts_of_a_part_are_hidden_with_it():
    cells = [Cell("enterprise", 8, (Cell("manager", 5),)), Cell("student", 1)]
    [enterprise, student] = suppress(9, cells)
    assert (enterprise.count, enterprise.inside) == (None, ())
    assert (student.count, student.few) == (None, True)


def test_parts_of_a_part_are_measured_against_it():
    [enterprise] = suppress(587, [Cell("enterprise", 242, (Cell("manager", 18), Cell("owner", 1)))])
    assert [(each.key, each.count, each.total) for each in enterprise.inside] == [
        ("manager", 18, 242), ("owner", None, 242),
    ]  # fmt: skip


@pytest.mark.parametrize("cells", [[Cell("a", 6), Cell("b", 5)], [Cell("a", -1)]])
def test_parts_that_cannot_be_are_no_breakdown(cells):
    with pytest.raises(ValueError, match="10"):
        suppress(10, cells)


COUNTS = st.lists(st.integers(1, 6), min_size=1, max_size=4)


@settings(max_examples=200, deadline=None)
@given(COUNTS, st.integers(0, 5))
def test_no_count_below_three_can_be_worked_out(counts, rest):
    """For all that is said, each hidden small count could be one and could be two.

    The reader knows the total, what is shown, which are below three and which are not, and that nobody is listed for
    nothing; of those not named nothing but what is left over.
    """
    total = sum(counts) + rest
    shown = suppress(total, [Cell(str(place), count) for place, count in enumerate(counts)])
    if not shown:
        return
    hidden = [each for each in shown if each.count is None]
    left = total - sum(each.count for each in shown if each.count is not None)
    ranges = [range(1, FEWEST) if each.few else range(FEWEST, left + 1) for each in hidden]
    unnamed = range(total + 1) if rest else range(1)
    possible = [(*world, left - sum(world)) for world in product(*ranges) if left - sum(world) in unnamed]
    for place, each in enumerate(hidden):
        if each.few:
            assert {worlds[place] for worlds in possible} == {1, 2}
    if rest in range(1, FEWEST):
        assert len({worlds[-1] for worlds in possible}) > 1, "nor those who are not named"


@settings(deadline=None)
@given(COUNTS, st.integers(0, 5))
def test_nothing_small_is_said_and_nothing_large_is_called_few(counts, rest):
    shown = suppress(sum(counts) + rest, [Cell(str(place), count) for place, count in enumerate(counts)])
    for each in shown:
        actual = counts[int(each.key)]
        assert each.count in {None, actual}
        assert each.few == (actual < FEWEST)
        assert not (actual < FEWEST and each.count is not None)
