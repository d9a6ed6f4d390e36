"""What stands against a step of a candidate's way, with the rule that says so."""

from dataclasses import dataclass
from datetime import date

from outreach.errors.base import DomainError
from outreach.rules.admission.citation import Citation
from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Stage


@dataclass
class WayEnded(DomainError):
    """Nothing can follow: the candidate left by ``exit`` on that day, or is a full member (None)."""

    exit: Exit | None
    on: date
    rule: Citation


@dataclass
class StepAhead(DomainError):
    """A step, or a day told with it, lies in the future."""

    on: date


@dataclass
class StageTaken(DomainError):
    """The candidate entered ``stage`` on ``on`` already."""

    stage: Stage
    on: date
    rule: Citation


@dataclass
class StageBehind(DomainError):
    """``stage`` lies behind ``current``, where the candidate stands: going back is a correction."""

    stage: Stage
    current: Stage
    rule: Citation


@dataclass
class StagesSkipped(DomainError):
    """Between where the candidate stands and ``stage`` lie ``between``, and no reason was given."""

    stage: Stage
    between: tuple[Stage, ...]
    rule: Citation


@dataclass
class StageNeeds(DomainError):
    """``stage`` cannot be entered without ``needed`` before it, whatever the reason."""

    stage: Stage
    needed: Stage
    rule: Citation


@dataclass
class BeforePrevious(DomainError):
    """``on`` is before the day of the step before: ``previous`` on ``previous_on``."""

    on: date
    previous: Stage
    previous_on: date
    rule: Citation


@dataclass
class CeremonyBeforeDecision(DomainError):
    """The ceremony on ``on`` would be before the decision was issued, or ``received``, on ``decided_on``.

    ``decided_on`` is None when there is no decision at all.
    """

    on: date
    decided_on: date | None
    received: bool
    rule: Citation


@dataclass
class ReceivedBeforeIssue(DomainError):
    """A decision is said to be received on ``received_on``, before its issue."""

    received_on: date
    issued_on: date


@dataclass
class DetailsMissing(DomainError):
    """``stage`` asks for ``details`` (fields of ``stages.Details``), which were not told."""

    stage: Stage
    details: tuple[str, ...]


@dataclass
class NoCertificate(DomainError):
    """On ``on`` the candidate had no certificate of an awareness class."""

    on: date
    rule: Citation


@dataclass
class CertificateExpired(DomainError):
    """The latest certificate, earned on ``earned_on``, was valid for ``months``, until ``until``: before ``on``."""

    on: date
    earned_on: date
    until: date
    months: int
    rule: Citation


@dataclass
class PapersTooOld(DomainError):
    """At the cell's review on ``on`` the paper ``kind`` of ``dated`` was older than ``months``."""

    on: date
    kind: DocumentKind
    dated: date
    months: int
    rule: Citation


@dataclass
class VoteImpossible(DomainError):
    """More ``present`` than ``members``, or more ``votes`` than present."""

    members: int
    present: int
    votes: int


@dataclass
class CellTooSmall(DomainError):
    """A cell of ``members`` full members cannot vote: it needs ``needed``."""

    members: int
    needed: int
    rule: Citation


@dataclass
class NoQuorum(DomainError):
    """Of ``members`` full members ``present`` met: fewer than the ``needed`` without whom no vote can pass."""

    members: int
    present: int
    needed: int
    rule: Citation


@dataclass
class VoteNotPassed(DomainError):
    """``votes`` of ``members`` full members are fewer than the ``needed`` (two thirds)."""

    members: int
    votes: int
    needed: int
    rule: Citation


@dataclass
class TooYoung(DomainError):
    """Somebody born in ``born`` is under ``years`` on ``on``, whatever their birthday."""

    born: int
    on: date
    years: int
    rule: Citation


@dataclass
class ProbationRunning(DomainError):
    """The cell cannot review recognition on ``on``: probation runs until ``until``."""

    on: date
    until: date
    months: int
    rule: Citation
