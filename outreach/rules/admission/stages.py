"""The way of a candidate: its stages in order, what each asks for, and where somebody stands on it (DOMAIN.md §4)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Stage

ORDER: Final = tuple(Stage)


class Detail(StrEnum):
    """What a stage may ask for beside its day: the fields of ``Details``."""

    CERTIFICATE_ON = "certificate_on"
    MEMBERS = "members"
    PRESENT = "present"
    VOTES = "votes"
    NUMBER = "number"
    RECEIVED_ON = "received_on"
    REASON = "reason"


_DAYS = frozenset({Detail.CERTIFICATE_ON, Detail.RECEIVED_ON})


@dataclass(frozen=True, slots=True)
class Details:
    """What was told with a step.

    Of a vote ``members``: the full members the cell has, ``present`` of them, ``votes`` in favour; of a decision
    ``number`` and ``received_on``, the day on which the cell received it (the step's day is the day of issue); of the
    class ``certificate_on``; ``reason``: why stages were skipped.
    """

    certificate_on: date | None = None
    members: int | None = None
    present: int | None = None
    votes: int | None = None
    number: str = ""
    received_on: date | None = None
    reason: str = ""

    def has(self, detail: Detail) -> bool:
        """Whether ``detail`` was told."""
        return getattr(self, detail.value) not in {None, ""}

    def written(self) -> str:
        """As one line of JSON, to be sealed; only what was told."""
        told = {detail.value: value for detail, value in self._told()}
        return json.dumps(told, default=date.isoformat, ensure_ascii=False)

    @staticmethod
    def read(text: str) -> "Details":
        """The details ``written`` before; none for ""."""
        told: dict[str, Any] = json.loads(text) if text else {}
        days = {name: date.fromisoformat(told[name]) for name in map(str, _DAYS) if name in told}
        return Details(**told | days)

    def _told(self) -> Iterator[tuple[Detail, Any]]:
        told = asdict(self)
        return ((detail, told[detail.value]) for detail in Detail if self.has(detail))


@dataclass(frozen=True, slots=True)
class Step:
    """A stage entered on a day; of a decision the day of issue, of ``probationary`` the day of the ceremony."""

    stage: Stage
    on: date
    details: Details = Details()


@dataclass(frozen=True, slots=True)
class Departure:
    """How and when somebody left the way before its end."""

    exit: Exit
    on: date


@dataclass(frozen=True, slots=True)
class History:
    """What counts of a candidate: the steps in order of the stages, and what the rules ask beside them.

    ``certificates`` are all days on which one was earned, as far as known outside the steps; ``papers`` the dates of
    the papers that are there; ``born`` the year of birth. Moves to another unit do not matter here: no clock restarts.
    """

    steps: tuple[Step, ...] = ()
    left: Departure | None = None
    born: int | None = None
    certificates: tuple[date, ...] = ()
    papers: Mapping[DocumentKind, date] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def last(self) -> Step | None:
        """The latest step."""
        return self.steps[-1] if self.steps else None

    @property
    def closed(self) -> bool:
        """Whether the way is at its end: left, or a full member."""
        return self.left is not None or self.reached(Stage.FULL_MEMBER)

    def step(self, stage: Stage) -> Step | None:
        """The step into ``stage``; None when it was skipped or has not come."""
        return next((step for step in self.steps if step.stage is stage), None)

    def reached(self, stage: Stage) -> bool:
        """Whether the candidate stands in ``stage`` or beyond it."""
        return self.last is not None and ORDER.index(self.last.stage) >= ORDER.index(stage)

    def earned(self) -> tuple[date, ...]:
        """The days of all certificates, the earliest first."""
        told = (step.details.certificate_on for step in self.steps)
        return tuple(sorted({*self.certificates, *(day for day in told if day)}))

    def with_step(self, step: Step) -> "History":
        """The same and ``step`` after it."""
        return replace(self, steps=(*self.steps, step))


@dataclass(frozen=True, slots=True)
class Ask:
    """A detail that a stage asks for; without a required one the step cannot be entered."""

    detail: Detail
    required: bool = True


_VOTE = (Ask(Detail.MEMBERS), Ask(Detail.PRESENT), Ask(Detail.VOTES))
_ASKED: Final[Mapping[Stage, tuple[Ask, ...]]] = {
    Stage.AWARENESS_CLASS: (Ask(Detail.CERTIFICATE_ON, required=False),),
    Stage.CELL_VOTE: _VOTE,
    Stage.DECISION: (Ask(Detail.NUMBER), Ask(Detail.RECEIVED_ON, required=False)),
    Stage.RECOGNITION_REVIEW: _VOTE,
    Stage.FULL_MEMBER: (Ask(Detail.NUMBER),),
}


def asks(history: History, stage: Stage) -> tuple[Ask, ...]:
    """What must, or may, be told with the step into ``stage``, in the order of the questions; the day goes before.

    A dossier asks for the certificate when the class was entered without one; a stage that others are skipped for, why.
    """
    asked = _ASKED.get(stage, ())
    if stage is Stage.DOSSIER and history.step(Stage.AWARENESS_CLASS) and not history.earned():
        asked = (Ask(Detail.CERTIFICATE_ON), *asked)
    return (*asked, Ask(Detail.REASON)) if skipped(history, stage) else asked


def missing(history: History, step: Step) -> tuple[Detail, ...]:
    """The required details that ``step`` does not tell."""
    return tuple(ask.detail for ask in asks(history, step.stage) if ask.required and not step.details.has(ask.detail))


def ahead(history: History) -> tuple[Stage, ...]:
    """The stages that may follow, the next one first (the others skip); none at the end of the way."""
    if history.closed:
        return ()
    return ORDER if history.last is None else ORDER[ORDER.index(history.last.stage) + 1 :]


def skipped(history: History, stage: Stage) -> tuple[Stage, ...]:
    """The stages between where the candidate stands and ``stage``; none when it is the next, or behind."""
    possible = ahead(history)
    return possible[: possible.index(stage)] if stage in possible else ()
