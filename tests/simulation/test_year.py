"""Weeks around Tết against the model, killed at random; `python -m bench.year` goes through the whole year."""

import logging
import shutil
from datetime import date

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversation import engine_at
from tests.simulation.year import Size, Year, duplicates, once

TET = Size(date(2025, 1, 20), days=15, people=12, firms=40, grain=30)  # off from 25/01 to 02/02
IDLE = 0.002


@pytest.fixture(autouse=True, scope="module")
def quiet_log():
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    yield
    structlog.configure(wrapper_class=before)


@pytest.fixture(scope="module")
def empty(sqlite_template, tmp_path_factory):
    """Gives the address of an empty database, the same each time: one after the other."""
    path = tmp_path_factory.mktemp("year") / "year.db"

    def again() -> str:
        engine_at(f"sqlite:///{path}").dispose()  # what a run that failed has left open
        for left in path.parent.iterdir():
            left.unlink()
        shutil.copyfile(sqlite_template, path)
        return f"sqlite:///{path}"

    return again


@settings(max_examples=2, deadline=None, database=None)
@given(seed=st.integers(0, 10**6))
def test_whatever_happens_and_whenever_it_is_killed_each_hears_what_the_rules_say(empty, seed):
    """One message at most in a slot, none in quiet hours or on days off, nothing resolved, each climb on its day."""
    year = Year(empty(), TET, seed, kill_chance=0.02, idle_share=IDLE).run()
    assert year.said["overdue"], "there was something to check"
    assert duplicates(year.arrived) == year.unrecorded


def test_killed_or_not_the_same_arrives(empty):
    calm = Year(empty(), TET, seed=7, idle_share=IDLE).run()
    killed = Year(empty(), TET, seed=7, kill_chance=0.05, idle_share=IDLE).run()
    assert once(killed.arrived) == once(calm.arrived)
    assert duplicates(calm.arrived) == 0
    assert duplicates(killed.arrived) == killed.unrecorded > 0
    points = {"inside: plan", "inside: compose", "inside: record", "planned", "before it goes"}
    assert points <= killed.killer.kills.keys()
    assert min(calm.said[what] for what in ("overdue", "today", "coming", "reached", "week", "asked")) > 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_postgresql_too(database_url):
    size = Size(date(2025, 1, 23), days=12, people=10, firms=30, grain=60)
    year = Year(database_url, size, seed=3, kill_chance=0.02, idle_share=0).run()
    assert year.said["overdue"]
    assert duplicates(year.arrived) == year.unrecorded
