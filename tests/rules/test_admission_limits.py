"""The data files of the limits: what they say, and what is refused in them."""

import json
from datetime import date
from pathlib import Path

import pytest

from outreach.rules import admission
from outreach.rules.admission.calendar import Calendar
from outreach.rules.admission.citation import Citation
from outreach.rules.admission.limits import Confirmation, LimitName, read_rule_sets, rule_set, rule_sets

FILES = sorted((Path(admission.__file__).parent / "limits").glob("*.json"))
FROM_DOMAIN = {
    "certificate": "60 months certificate",
    "papers": "12 months paper",
    "decision": "60 working_days cell_vote",
    "ceremony": "30 working_days decision_received",
    "probation": "12 months ceremony",
    "recognition_review": "30 working_days probation_end",
    "recognition_decision": "30 working_days recognition_review",
    "transfer": "60 working_days transfer",
    "vote": "2/3 share",
    "age": "18 years",
    "cell_members": "3 full_members",
}
FIRST_DAYS = {
    "24-QĐ/TW": date(2021, 7, 30),
    "232-QĐ/TW": date(2025, 1, 20),
    "294-QĐ/TW": date(2025, 7, 1),
    "20-QĐ/TW": date(2026, 4, 8),
    "208-QĐ/TW": date(2026, 7, 26),
}


def documents():
    return [json.loads(file.read_text()) for file in FILES]


def test_the_rule_sets_in_order():
    assert {rules.name: rules.effective for rules in rule_sets()} == FIRST_DAYS
    assert [rules.name for rules in rule_sets()] == list(FIRST_DAYS)


@pytest.mark.parametrize("name", FIRST_DAYS)
def test_what_each_rule_set_limits(name):
    expected = FROM_DOMAIN | ({"ceremony": "30 working_days decision_issued"} if name == "208-QĐ/TW" else {})
    assert {limit.name: limit.stated for limit in rule_set(name).limits.values()} == expected
    for limit in rule_set(name).limits.values():
        assert (limit.rule_set, limit.citation) == (name, Citation(name, "", secondary=True, confirmed=False))


def test_where_two_do_not_differ_they_share_the_data():
    origins = {(rules.name, limit.origin) for rules in rule_sets() for limit in rules.limits.values()}
    assert origins == {(name, "24-QĐ/TW") for name in FIRST_DAYS} | {("208-QĐ/TW", "208-QĐ/TW")}


def test_a_rule_set_that_is_not_known():
    with pytest.raises(KeyError):
        rule_set("5-QĐ/TW")


def test_what_is_confirmed_is_confirmed_for_one_rule_set_as_it_was_stated():
    confirmed = rule_set("294-QĐ/TW").confirmed(
        [
            Confirmation("294-QĐ/TW", "probation", "12 months ceremony"),
            Confirmation("24-QĐ/TW", "papers", "12 months paper"),
            Confirmation("294-QĐ/TW", "decision", "90 working_days cell_vote"),  # the data has changed since
        ]
    )
    assert [name for name, limit in confirmed.limits.items() if limit.confirmed] == [LimitName.PROBATION]
    assert not rule_set("294-QĐ/TW")[LimitName.PROBATION].confirmed


def test_a_limit_that_is_no_time_has_no_last_day():
    with pytest.raises(ValueError, match="share"):
        rule_set("24-QĐ/TW")[LimitName.VOTE].due(date(2026, 1, 1), Calendar())


def spoil(change):
    spoiled = documents()
    by_name = {document["rule_set"]: document for document in spoiled}
    change(by_name)
    return spoiled


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda sets: sets["232-QĐ/TW"]["limits"].pop("age"), "age"),
        (lambda sets: sets["232-QĐ/TW"]["limits"].update(tax={"amount": "1", "unit": "years"}), "tax"),
        (lambda sets: sets["232-QĐ/TW"]["limits"]["age"].update(same_as="294-QĐ/TW"), "no earlier rule set"),
        (lambda sets: sets["232-QĐ/TW"]["limits"]["age"].update(same_as="232-QĐ/TW"), "no earlier rule set"),
        (lambda sets: sets["24-QĐ/TW"]["limits"]["age"].update(amount="0"), "age"),
        (lambda sets: sets["24-QĐ/TW"]["limits"]["age"].update(unit="weeks"), "weeks"),
        (lambda sets: sets["24-QĐ/TW"]["limits"]["vote"].update(amount="2"), "vote"),
        (lambda sets: sets["24-QĐ/TW"]["limits"]["vote"].update(amount="0"), "vote"),
        (lambda sets: sets["24-QĐ/TW"]["limits"]["decision"].pop("from"), "decision"),
        (lambda sets: sets["24-QĐ/TW"]["limits"]["age"].update({"from": "ceremony"}), "age"),
        (lambda sets: sets["294-QĐ/TW"].update(effective="2025-01-20"), "one of that day"),
        (lambda sets: sets["294-QĐ/TW"].update(rule_set="232-QĐ/TW"), "there is one already"),
    ],
)
def test_a_wrong_data_file_is_found_when_it_is_read(change, says):
    with pytest.raises(ValueError, match=says):
        read_rule_sets(spoil(change))


def test_a_limit_of_one():
    (first, *_) = read_rule_sets(spoil(lambda sets: sets["24-QĐ/TW"]["limits"]["probation"].update(amount="1")))
    assert first[LimitName.PROBATION].stated == "1 months ceremony"
