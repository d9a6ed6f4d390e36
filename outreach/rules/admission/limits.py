"""The limits of each rule set: versioned data with its citation, read from limits/*.json (DOMAIN.md §4, s).

A rule set that does not differ from an earlier one in a limit names that one (``same_as``) and shares its data.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from outreach.rules.admission.calendar import Calendar, months_after
from outreach.rules.admission.citation import Citation


class LimitName(StrEnum):
    """What is limited."""

    CERTIFICATE = "certificate"
    PAPERS = "papers"
    DECISION = "decision"
    CEREMONY = "ceremony"
    PROBATION = "probation"
    RECOGNITION_REVIEW = "recognition_review"
    RECOGNITION_DECISION = "recognition_decision"
    TRANSFER = "transfer"
    VOTE = "vote"
    AGE = "age"
    CELL_MEMBERS = "cell_members"


class LimitUnit(StrEnum):
    """In what a limit is measured; ``share`` is of the cell's full members."""

    MONTHS = "months"
    WORKING_DAYS = "working_days"
    YEARS = "years"
    SHARE = "share"
    FULL_MEMBERS = "full_members"


class CountedFrom(StrEnum):
    """The event from which a time limit runs."""

    CERTIFICATE = "certificate"
    PAPER = "paper"
    CELL_VOTE = "cell_vote"
    DECISION_ISSUED = "decision_issued"
    DECISION_RECEIVED = "decision_received"
    CEREMONY = "ceremony"
    PROBATION_END = "probation_end"
    RECOGNITION_REVIEW = "recognition_review"
    TRANSFER = "transfer"


_TIME = frozenset({LimitUnit.MONTHS, LimitUnit.WORKING_DAYS})


class Confirmation(NamedTuple):
    """That a limit was confirmed as it was ``stated`` then (the columns of ``LimitConfirmation``)."""

    rule_set: str
    limit: str
    stated: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as ``rule_set`` has it; ``origin`` is the rule set whose data file states it.

    ``amount`` is whole but for a share; ``counted_from`` is None unless it is a time.
    """

    name: LimitName
    rule_set: str
    origin: str
    amount: Fraction
    unit: LimitUnit
    counted_from: CountedFrom | None
    citation: Citation

    @property
    def stated(self) -> str:
        """What is confirmed, in one line: "30 working_days decision_issued"."""
        return " ".join(filter(None, (str(self.amount), self.unit.value, self.counted_from)))

    @property
    def confirmed(self) -> bool:
        """Whether an administrator has compared it with the document."""
        return self.citation.confirmed

    def due(self, start: date, calendar: Calendar) -> date:
        """The last day of the time that runs from ``start``. Raises ValueError where it is no time."""
        if self.unit not in _TIME:
            raise ValueError(self)
        if self.unit is LimitUnit.MONTHS:
            return months_after(start, int(self.amount))
        return calendar.after(start, int(self.amount))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A regulation: its number, the day from which it is in force, and its limits, each name once."""

    name: str
    effective: date
    limits: Mapping[LimitName, Limit]

    def __getitem__(self, name: LimitName) -> Limit:
        return self.limits[name]

    @property
    def citation(self) -> Citation:
        """The regulation as a whole: for the order of the stages, which is no limit."""
        return Citation(self.name)

    def confirmed(self, confirmations: Collection[Confirmation]) -> "RuleSet":
        """The same with each limit marked that was confirmed as it stands here; changed data is unconfirmed again."""
        return replace(self, limits={name: self._marked(limit, confirmations) for name, limit in self.limits.items()})

    def _marked(self, limit: Limit, confirmations: Collection[Confirmation]) -> Limit:
        done = Confirmation(self.name, limit.name.value, limit.stated) in confirmations
        return replace(limit, citation=replace(limit.citation, confirmed=done))


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """All rule sets, the oldest first, nothing confirmed. Raises ValueError where a data file is wrong."""
    folder = files(__package__) / "limits"
    documents = [json.loads(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".json")]
    return read_rule_sets(documents)


def read_rule_sets(documents: Sequence[Mapping[str, Any]]) -> tuple[RuleSet, ...]:
    """Rule sets from the data of their files, in order of their first day.

    Raises ValueError for a limit that is missing, malformed, or shared with a rule set that is not earlier.
    """
    known: dict[str, RuleSet] = {}
    for document in sorted(documents, key=lambda document: str(document["effective"])):
        rules = _rule_set(document, known)
        if rules.name in known or rules.effective in {other.effective for other in known.values()}:
            raise ValueError(f"{rules.name}: there is one already, or one of that day")
        known[rules.name] = rules
    return tuple(known.values())


def rule_set(name: str) -> RuleSet:
    """The rule set called ``name``. Raises KeyError for none."""
    return {rules.name: rules for rules in rule_sets()}[name]


def in_force(day: date) -> RuleSet:
    """The rule set in force on ``day``; for days before the oldest one known here, that one."""
    earlier = [rules for rules in rule_sets() if rules.effective <= day]
    return (earlier or rule_sets()[:1])[-1]


def _rule_set(document: Mapping[str, Any], known: Mapping[str, RuleSet]) -> RuleSet:
    name = document["rule_set"]
    limits = {limit.name: limit for limit in _limits(document, known)}
    if missing := set(LimitName) - set(limits):
        raise ValueError(f"{name} lacks {sorted(missing)}")
    return RuleSet(name, date.fromisoformat(document["effective"]), limits)


def _limits(document: Mapping[str, Any], known: Mapping[str, RuleSet]) -> Iterator[Limit]:
    name = document["rule_set"]
    for limit, stated in document["limits"].items():
        if "same_as" not in stated:
            yield _limit(name, LimitName(limit), stated)
        elif (origin := known.get(stated["same_as"])) is None:
            raise ValueError(f"{name}, {limit}: {stated['same_as']} is no earlier rule set")
        else:
            shared = origin[LimitName(limit)]
            citation = _citation(name, stated)
            yield replace(shared, rule_set=name, citation=citation)


def _limit(rule_set: str, name: LimitName, stated: Mapping[str, Any]) -> Limit:
    amount, unit = Fraction(stated["amount"]), LimitUnit(stated["unit"])
    counted_from = CountedFrom(stated["from"]) if "from" in stated else None
    if amount <= 0 or (counted_from is not None) != (unit in _TIME) or (amount < 1) != (unit is LimitUnit.SHARE):
        raise ValueError(f"{rule_set}, {name}: {stated}")
    return Limit(name, rule_set, rule_set, amount, unit, counted_from, _citation(rule_set, stated))


def _citation(document: str, stated: Mapping[str, Any]) -> Citation:
    return Citation(document, stated["article"], secondary=stated["source"] == "secondary")
