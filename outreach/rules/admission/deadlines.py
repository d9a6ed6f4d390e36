"""The time limits that run for a candidate: from what they count, when they end, and when to warn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from outreach.rules.admission.calendar import Calendar
from outreach.rules.admission.limits import CountedFrom, Limit, LimitName, RuleSet, in_force
from outreach.rules.admission.stages import ORDER, History, Step
from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Stage

LEADS: Final = (90, 60, 30, 15, 7)  # days before the end on which to warn

_FROM_DOSSIER: Final = frozenset(ORDER[ORDER.index(Stage.DOSSIER) :])

# The papers that grow old before the cell's review; the certificate has its own limit.
AGEING: Final = frozenset(DocumentKind) - {DocumentKind.CERTIFICATE, DocumentKind.CELL_RESOLUTION}

# The stage that ends each limit. Probation is waited for, not to be met: it is shown, and never overdue.
_ENDED_BY: Final[Mapping[LimitName, Stage]] = {
    LimitName.CERTIFICATE: Stage.DECISION,
    LimitName.PAPERS: Stage.CELL_VOTE,
    LimitName.DECISION: Stage.DECISION,
    LimitName.CEREMONY: Stage.PROBATIONARY,
    LimitName.PROBATION: Stage.RECOGNITION_REVIEW,
    LimitName.RECOGNITION_REVIEW: Stage.RECOGNITION_REVIEW,
    LimitName.RECOGNITION_DECISION: Stage.FULL_MEMBER,
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A running limit: counted from ``start``, which itself does not count, its last day is ``due``.

    ``awaited``: nothing is to be done by then (the end of probation). ``provisional``: counted from the issue of a
    decision because the day of its receipt is not known yet.
    """

    limit: Limit
    start: date
    due: date
    awaited: bool = False
    provisional: bool = False

    def days_left(self, today: date) -> int:
        """Days from ``today`` to the last day; negative when overdue."""
        return (self.due - today).days

    def overdue(self, today: date) -> bool:
        """Whether the last day has passed without what was due."""
        return not self.awaited and today > self.due


@dataclass(frozen=True, slots=True)
class Warn:
    """Warn ``lead`` days before the end; ``on`` is that day, or the working day before it."""

    lead: int
    on: date


def rules_of(history: History, today: date) -> RuleSet:
    """The rule set that a candidate keeps: the one in force when the dossier was opened; before that, today's.

    Where the dossier's day was skipped, the first later step tells. Nothing in it is confirmed: see
    ``RuleSet.confirmed``.
    """
    opened = next((step for step in history.steps if step.stage in _FROM_DOSSIER), None)
    return in_force(opened.on if opened else today)


def deadlines(history: History, rules: RuleSet, calendar: Calendar) -> tuple[Deadline, ...]:
    """Every limit that runs, the nearest first, whatever day it is: overdue ones stay until their step is entered.

    Of somebody who has left there is only the transfer's, for those who left by transfer.
    """
    return tuple(sorted(_running(history, rules, calendar), key=lambda deadline: (deadline.due, deadline.limit.name)))


def nearest(running: tuple[Deadline, ...]) -> Deadline | None:
    """The first to be met of ``deadlines``; None when nothing is to be done by a day."""
    return next((deadline for deadline in running if not deadline.awaited), None)


def late(history: History, step: Step, rules: RuleSet, calendar: Calendar) -> tuple[Deadline, ...]:
    """The limits that ``step``, which may follow ``history``, ends after their last day."""
    after = {deadline.limit.name for deadline in deadlines(history.with_step(step), rules, calendar)}
    return tuple(
        deadline
        for deadline in deadlines(history, rules, calendar)
        if deadline.limit.name not in after and deadline.overdue(step.on)
    )


def recognised_from(history: History, rules: RuleSet, calendar: Calendar) -> date | None:
    """The day from which recognition counts, late or not: the end of probation; None before the ceremony."""
    ceremony = history.step(Stage.PROBATIONARY)
    return rules[LimitName.PROBATION].due(ceremony.on, calendar) if ceremony else None


def warnings(deadline: Deadline, calendar: Calendar) -> tuple[Warn, ...]:
    """When to warn of ``deadline``, the earliest first; only days after it began to run."""
    warns = (Warn(lead, calendar.at_or_before(deadline.due - timedelta(days=lead))) for lead in LEADS)
    return tuple(warn for warn in warns if warn.on > deadline.start)


def _running(history: History, rules: RuleSet, calendar: Calendar) -> Iterator[Deadline]:
    if history.left:
        if history.left.exit is Exit.TRANSFERRED:
            yield _deadline(rules[LimitName.TRANSFER], history.left.on, calendar)
        return
    for name, end in _ENDED_BY.items():
        start = None if history.reached(end) else _start(history, rules[name], rules, calendar)
        if start:
            unsure = rules[name].counted_from is CountedFrom.DECISION_RECEIVED and not _received(history)
            yield _deadline(rules[name], start, calendar, provisional=unsure)


def _deadline(limit: Limit, start: date, calendar: Calendar, *, provisional: bool = False) -> Deadline:
    awaited = limit.name is LimitName.PROBATION
    return Deadline(limit, start, limit.due(start, calendar), awaited=awaited, provisional=provisional)


def _start(history: History, limit: Limit, rules: RuleSet, calendar: Calendar) -> date | None:
    match limit.counted_from:
        case CountedFrom.CERTIFICATE:
            return max(history.earned(), default=None)
        case CountedFrom.PAPER:
            return min((day for kind, day in history.papers.items() if kind in AGEING), default=None)
        case CountedFrom.DECISION_RECEIVED:
            return _received(history) or _day(history, Stage.DECISION)
        case CountedFrom.PROBATION_END:
            return recognised_from(history, rules, calendar)
        case counted_from:
            return _day(history, _FROM_STEP[counted_from]) if counted_from in _FROM_STEP else None


_FROM_STEP: Final[Mapping[CountedFrom | None, Stage]] = {
    CountedFrom.CELL_VOTE: Stage.CELL_VOTE,
    CountedFrom.DECISION_ISSUED: Stage.DECISION,
    CountedFrom.CEREMONY: Stage.PROBATIONARY,
    CountedFrom.RECOGNITION_REVIEW: Stage.RECOGNITION_REVIEW,
}


def _day(history: History, stage: Stage) -> date | None:
    step = history.step(stage)
    return step.on if step else None


def _received(history: History) -> date | None:
    step = history.step(Stage.DECISION)
    return step.details.received_on if step else None
