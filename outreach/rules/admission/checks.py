"""Whether a step may follow what has happened: the refusals of admission, each with its rule (DOMAIN.md §4, s)."""

from collections.abc import Collection
from datetime import date
from math import ceil
from typing import Final

from outreach.errors import (
    BeforePrevious,
    CellTooSmall,
    CeremonyBeforeDecision,
    CertificateExpired,
    DetailsMissing,
    NoCertificate,
    NoQuorum,
    PapersTooOld,
    ProbationRunning,
    ReceivedBeforeIssue,
    StageBehind,
    StageNeeds,
    StagesSkipped,
    StageTaken,
    StepAhead,
    TooYoung,
    VoteImpossible,
    VoteNotPassed,
    WayEnded,
)
from outreach.rules.admission.calendar import months_after
from outreach.rules.admission.deadlines import AGEING, rules_of
from outreach.rules.admission.limits import Confirmation, LimitName, RuleSet
from outreach.rules.admission.stages import ORDER, Departure, Details, History, Step, missing, skipped
from outreach.rules.vocabulary.admission_terms import Stage

_NEEDS_CERTIFICATE: Final = frozenset({Stage.DOSSIER, Stage.CELL_VOTE, Stage.DECISION})
_NEEDS_AGE: Final = _NEEDS_CERTIFICATE
_NEEDS_CEREMONY: Final = frozenset({Stage.RECOGNITION_REVIEW, Stage.FULL_MEMBER})
_VOTED: Final = frozenset({Stage.CELL_VOTE, Stage.RECOGNITION_REVIEW})


def check_step(history: History, step: Step, today: date, confirmations: Collection[Confirmation] = ()) -> None:
    """Returns if ``step`` may follow ``history``; otherwise raises the refusal that says why not.

    The rules are those the candidate keeps, or, where ``step`` opens the dossier, those in force on its day. In
    order: the way is open, the day has come, the order of stages and of days, what the stage asks for, then what
    the stage itself rests on.
    """
    rules = rules_of(history.with_step(step), today).confirmed(confirmations)
    _check_open(history, rules)
    check_day(step.on, today)
    _check_order(history, step, rules)
    if (between := skipped(history, step.stage)) and not step.details.reason:
        raise StagesSkipped(step.stage, between, rules.citation)
    _check_days(history, step, rules)
    if lacking := missing(history, step):
        raise DetailsMissing(step.stage, tuple(detail.value for detail in lacking))
    _check_details(step, today)
    _check_conditions(history, step, rules)


def check_stage(history: History, stage: Stage, today: date) -> None:
    """Returns if ``stage`` may follow, whatever else will be told; to be asked before anything else is.

    Raises WayEnded, StageTaken, StageBehind, StageNeeds, or CeremonyBeforeDecision where there is no decision at all.
    """
    step = Step(stage, today)
    rules = rules_of(history.with_step(step), today)
    _check_open(history, rules)
    _check_order(history, step, rules)


def skips(history: History, stage: Stage, today: date) -> StagesSkipped | None:
    """What stands between the candidate and ``stage`` and is skipped by it, as the refusal of doing so unexplained."""
    rule = rules_of(history.with_step(Step(stage, today)), today).citation
    between = skipped(history, stage)
    return StagesSkipped(stage, between, rule) if between else None


def check_exit(history: History, departure: Departure, today: date) -> None:
    """Returns if the candidate may leave so. Raises WayEnded, StepAhead or BeforePrevious."""
    rules = rules_of(history, today)
    _check_open(history, rules)
    check_day(departure.on, today)
    if history.last and departure.on < history.last.on:
        raise BeforePrevious(departure.on, history.last.stage, history.last.on, rules.citation)


def check_day(day: date, today: date) -> None:
    """Raises StepAhead for a day that has not come: what is entered has happened."""
    if day > today:
        raise StepAhead(day)


def check_age(born: int, on: date, rules: RuleSet) -> None:
    """Raises TooYoung for somebody born in the year ``born`` who is surely too young on ``on``.

    Only the year is known, so the year decides: who reaches the age in that year passes, see ``age_unsure``.
    """
    limit = rules[LimitName.AGE]
    if on.year - born < limit.amount:
        raise TooYoung(born, on, int(limit.amount), limit.citation)


def age_unsure(born: int, on: date, rules: RuleSet) -> bool:
    """Whether somebody reaches the age in the year of ``on``, so that the birth certificate must tell."""
    return on.year - born == rules[LimitName.AGE].amount


def _check_open(history: History, rules: RuleSet) -> None:
    if history.left:
        raise WayEnded(history.left.exit, history.left.on, rules.citation)
    if history.closed and history.last:
        raise WayEnded(None, history.last.on, rules.citation)


def _check_order(history: History, step: Step, rules: RuleSet) -> None:
    stage, last = step.stage, history.last
    if taken := history.step(stage):
        raise StageTaken(stage, taken.on, rules.citation)
    if last and ORDER.index(stage) < ORDER.index(last.stage):
        raise StageBehind(stage, last.stage, rules.citation)
    if stage is Stage.PROBATIONARY and not history.step(Stage.DECISION):
        raise CeremonyBeforeDecision(step.on, None, received=False, rule=rules[LimitName.CEREMONY].citation)
    if stage in _NEEDS_CEREMONY and not history.step(Stage.PROBATIONARY):
        raise StageNeeds(stage, Stage.PROBATIONARY, rules.citation)


def _check_days(history: History, step: Step, rules: RuleSet) -> None:
    decision = history.step(Stage.DECISION)
    if step.stage is Stage.PROBATIONARY and decision:
        received = decision.details.received_on
        decided_on = received or decision.on
        if step.on < decided_on:
            rule = rules[LimitName.CEREMONY].citation
            raise CeremonyBeforeDecision(step.on, decided_on, received=bool(received), rule=rule)
    if history.last and step.on < history.last.on:
        raise BeforePrevious(step.on, history.last.stage, history.last.on, rules.citation)


def _check_details(step: Step, today: date) -> None:
    for day in (step.details.certificate_on, step.details.received_on):
        if day:
            check_day(day, today)
    if step.details.received_on and step.details.received_on < step.on:
        raise ReceivedBeforeIssue(step.details.received_on, step.on)


def _check_conditions(history: History, step: Step, rules: RuleSet) -> None:
    if step.stage in _NEEDS_AGE and history.born:
        check_age(history.born, step.on, rules)
    if step.stage in _NEEDS_CERTIFICATE:
        _check_certificate(history.with_step(step), step, rules)
    if step.stage is Stage.CELL_VOTE:
        _check_papers(history, step, rules)
    if step.stage in _VOTED:
        _check_vote(step.details, rules)
    if step.stage is Stage.RECOGNITION_REVIEW:
        _check_probation(history, step, rules)


def _check_certificate(history: History, step: Step, rules: RuleSet) -> None:
    limit = rules[LimitName.CERTIFICATE]
    earned = [day for day in history.earned() if day <= step.on]
    if not earned:
        # Who skipped the class, with a reason, has none to show.
        if history.step(Stage.AWARENESS_CLASS):
            raise NoCertificate(step.on, limit.citation)
        return
    until = months_after(earned[-1], int(limit.amount))
    if step.on > until:
        raise CertificateExpired(step.on, earned[-1], until, int(limit.amount), limit.citation)


def _check_papers(history: History, step: Step, rules: RuleSet) -> None:
    limit = rules[LimitName.PAPERS]
    dated = sorted((day, kind) for kind, day in history.papers.items() if kind in AGEING)
    for day, kind in dated[:1]:
        if step.on > months_after(day, int(limit.amount)):
            raise PapersTooOld(step.on, kind, day, int(limit.amount), limit.citation)


def _check_vote(vote: Details, rules: RuleSet) -> None:
    # Two thirds of all full members must be in favour, so without two thirds present there is no vote.
    members, present, votes = vote.members or 0, vote.present or 0, vote.votes or 0
    small, share = rules[LimitName.CELL_MEMBERS], rules[LimitName.VOTE]
    needed = ceil(members * share.amount)
    if not votes <= present <= members:
        raise VoteImpossible(members, present, votes)
    if members < small.amount:
        raise CellTooSmall(members, int(small.amount), small.citation)
    if present < needed:
        raise NoQuorum(members, present, needed, share.citation)
    if votes < needed:
        raise VoteNotPassed(members, votes, needed, share.citation)


def _check_probation(history: History, step: Step, rules: RuleSet) -> None:
    ceremony = history.step(Stage.PROBATIONARY)
    limit = rules[LimitName.PROBATION]
    if ceremony and step.on < (until := months_after(ceremony.on, int(limit.amount))):
        raise ProbationRunning(step.on, until, int(limit.amount), limit.citation)
