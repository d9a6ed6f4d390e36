"""Every time limit under each rule set, against the table counted by hand (tests/admission_table.py)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.admission.calendar import Calendar
from outreach.rules.admission.checks import check_step
from outreach.rules.admission.deadlines import (
    Warn,
    deadlines,
    late,
    nearest,
    recognised_from,
    rules_of,
    warnings,
)
from outreach.rules.admission.limits import Confirmation, LimitName, in_force, rule_set
from outreach.rules.admission.stages import Departure, Details, History, Step
from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Stage
from tests.admission_table import WAYS, day

CALENDAR = Calendar()
EVERY_WAY = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.rule_set)


def until(way, stage, *, papers=True):
    """The history of ``way`` up to its step into ``stage``."""
    steps = way.steps()
    there = [step.stage for step in steps].index(stage) + 1
    dated = {DocumentKind.APPLICATION: day(way.paper), DocumentKind.CELL_RESOLUTION: day(way.outstanding)}
    return History(steps[:there], born=1998, papers=dated if papers else {})


def found(way, stage, **more):
    history = until(way, stage, **more)
    return {
        one.limit.name.value: f"{one.due:%d/%m/%Y}"
        for one in deadlines(history, rules_of(history, history.last.on), CALENDAR)
    }


@EVERY_WAY
def test_every_deadline_is_as_counted_by_hand(way):
    certificate, papers = {"certificate": way.certificate_until}, {"papers": way.paper_until}
    assert found(way, Stage.OUTSTANDING, papers=False) == {}
    assert found(way, Stage.AWARENESS_CLASS, papers=False) == certificate
    for stage in (Stage.DOSSIER, Stage.VETTING, Stage.OPINIONS):
        assert found(way, stage) == certificate | papers
    for stage in (Stage.CELL_VOTE, Stage.COMMITTEE_REVIEW):
        assert found(way, stage) == certificate | {"decision": way.decision_by}
    assert found(way, Stage.DECISION) == {"ceremony": way.ceremony_by}
    assert found(way, Stage.PROBATIONARY) == {"probation": way.probation_until, "recognition_review": way.review_by}
    assert found(way, Stage.RECOGNITION_REVIEW) == {"recognition_decision": way.recognition_by}
    assert found(way, Stage.FULL_MEMBER) == {}


@EVERY_WAY
def test_the_way_may_be_gone_and_recognition_counts_from_the_end_of_probation_even_when_late(way):
    history = until(way, Stage.FULL_MEMBER)
    rules = rules_of(history, date(2030, 1, 1))
    assert rules.name == way.rule_set
    before = History(born=1998)
    for step in history.steps:
        check_step(before, step, history.last.on)
        before = before.with_step(step)
    assert recognised_from(history, rules, CALENDAR) == day(way.probation_until)
    before = until(way, Stage.RECOGNITION_REVIEW)
    missed = late(before, history.last, rules, CALENDAR)
    assert [-one.days_left(history.last.on) for one in missed] == [way.late] * bool(way.late)


@EVERY_WAY
def test_the_ceremony_counts_from_receipt_before_208_and_from_issue_under_it(way):
    """Where the day of receipt is not told, the count is from the issue, and provisional but under 208-QĐ/TW."""
    history = until(way, Stage.DECISION)
    decision = replace(history.last, details=Details(number="12-QĐ/ĐU"))
    untold = replace(history, steps=(*history.steps[:-1], decision))
    (known,) = deadlines(history, rule_set(way.rule_set), CALENDAR)
    (guessed,) = deadlines(untold, rule_set(way.rule_set), CALENDAR)
    assert (known.start, known.provisional) == (day(way.issued if way.from_issue else way.received), False)
    assert (guessed.start, guessed.due) == (day(way.issued), day(way.ceremony_by_issue))
    assert guessed.provisional is not way.from_issue


@EVERY_WAY
def test_transfer_papers_are_due_60_working_days_after_the_transfer(way):
    """Somebody who leaves on the day of the cell's vote: the same 60 working days as for the decision."""
    gone = replace(until(way, Stage.OPINIONS), left=Departure(Exit.TRANSFERRED, day(way.cell_vote)))
    (papers,) = deadlines(gone, rule_set(way.rule_set), CALENDAR)
    assert (papers.limit.name, papers.due) == (LimitName.TRANSFER, day(way.decision_by))
    assert (
        deadlines(replace(gone, left=Departure(Exit.LEFT, day(way.cell_vote))), rule_set(way.rule_set), CALENDAR) == ()
    )


@pytest.mark.parametrize(
    ("opened", "name"),
    [
        ("29/07/2021", "24-QĐ/TW"),  # older than all that is known here
        ("30/07/2021", "24-QĐ/TW"),
        ("19/01/2025", "24-QĐ/TW"),
        ("20/01/2025", "232-QĐ/TW"),
        ("30/06/2025", "232-QĐ/TW"),
        ("01/07/2025", "294-QĐ/TW"),
        ("07/04/2026", "294-QĐ/TW"),
        ("08/04/2026", "20-QĐ/TW"),
        ("25/07/2026", "20-QĐ/TW"),
        ("26/07/2026", "208-QĐ/TW"),
    ],
)
def test_a_candidate_keeps_the_rules_of_the_day_on_which_the_dossier_was_opened(opened, name):
    assert in_force(day(opened)).name == name
    before = History((Step(Stage.AWARENESS_CLASS, date(2020, 6, 1)),))
    assert rules_of(before, day(opened)).name == name  # no dossier yet: the rules of the day asked
    kept = before.with_step(Step(Stage.DOSSIER, day(opened)))
    assert rules_of(kept, date(2029, 1, 1)).name == name
    skipped = before.with_step(Step(Stage.CELL_VOTE, day(opened)))
    assert rules_of(skipped, date(2029, 1, 1)).name == name


def test_probation_that_begins_on_29_february_ends_on_the_28th():
    history = History((Step(Stage.DECISION, date(2024, 2, 20)), Step(Stage.PROBATIONARY, date(2024, 2, 29))))
    rules = in_force(date(2024, 2, 20))
    assert recognised_from(history, rules, CALENDAR) == date(2025, 2, 28)
    assert recognised_from(History(), rules, CALENDAR) is None


def test_the_oldest_paper_and_the_newest_certificate_count():
    papers = {
        DocumentKind.APPLICATION: date(2026, 3, 10),
        DocumentKind.RESIDENCE_OPINION: date(2026, 1, 5),
        DocumentKind.CERTIFICATE: date(2021, 1, 1),
    }
    history = History(
        (Step(Stage.DOSSIER, date(2026, 5, 1)),), certificates=(date(2021, 3, 1), date(2026, 4, 1)), papers=papers
    )
    due = {one.limit.name: one.due for one in deadlines(history, in_force(date(2026, 5, 1)), CALENDAR)}
    assert due == {LimitName.PAPERS: date(2027, 1, 5), LimitName.CERTIFICATE: date(2031, 4, 1)}


def test_what_waits_is_never_overdue_nor_the_nearest():
    history = until(WAYS[0], Stage.PROBATIONARY)
    running = deadlines(history, rule_set("24-QĐ/TW"), CALENDAR)
    assert [(one.limit.name, one.awaited, one.overdue(date(2030, 1, 1))) for one in running] == [
        (LimitName.PROBATION, True, False),
        (LimitName.RECOGNITION_REVIEW, False, True),
    ]
    assert nearest(running).limit.name is LimitName.RECOGNITION_REVIEW
    assert nearest(()) is None


def test_a_limit_is_overdue_from_the_day_after():
    (due,) = deadlines(until(WAYS[0], Stage.DECISION), rule_set("24-QĐ/TW"), CALENDAR)
    assert [(due.overdue(on), due.days_left(on)) for on in (date(2023, 5, 25), date(2023, 5, 26))] == [
        (False, 0),
        (True, -1),
    ]


def test_confirmed_limits_say_so():
    name = "24-QĐ/TW"
    rules = rule_set(name).confirmed({Confirmation(name, "ceremony", "30 working_days decision_received")})
    (due,) = deadlines(until(WAYS[0], Stage.DECISION), rules, CALENDAR)
    assert due.limit.confirmed
    assert not rules[LimitName.DECISION].confirmed


def test_warnings_come_90_60_30_15_and_7_days_before_on_working_days():
    """The certificate of 20/06/2022 is good until Sunday 20/06/2027, the 90th day before is Monday 22/03/2027."""
    certificate = nearest(
        deadlines(until(WAYS[0], Stage.AWARENESS_CLASS, papers=False), in_force(date(2022, 6, 20)), CALENDAR)
    )
    assert warnings(certificate, CALENDAR) == (
        Warn(90, date(2027, 3, 22)),
        Warn(60, date(2027, 4, 21)),
        Warn(30, date(2027, 5, 21)),
        Warn(15, date(2027, 6, 4)),  # Saturday 05/06
        Warn(7, date(2027, 6, 11)),  # Sunday 13/06
    )


def test_no_warning_before_a_limit_runs():
    """Decision received 10/04/2023, ceremony by Thursday 25/05/2023: 45 days, so 90 and 60 days before do not come."""
    (ceremony,) = deadlines(until(WAYS[0], Stage.DECISION), rule_set("24-QĐ/TW"), CALENDAR)
    assert warnings(ceremony, CALENDAR) == (
        Warn(30, date(2023, 4, 25)),
        Warn(15, date(2023, 5, 10)),
        Warn(7, date(2023, 5, 18)),
    )
    assert warnings(replace(ceremony, start=date(2023, 5, 10)), CALENDAR) == (Warn(7, date(2023, 5, 18)),)


@given(st.sampled_from(WAYS), st.sampled_from(list(Stage)))
def test_deadlines_come_in_order_after_what_they_count_from(way, stage):
    history = until(way, stage)
    running = deadlines(history, rule_set(way.rule_set), CALENDAR)
    assert [one.due for one in running] == sorted(one.due for one in running)
    assert all(one.start < one.due for one in running)
