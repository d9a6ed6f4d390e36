"""What is known of a target, a figure or a question for progress before units are looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from outreach.rules.numbers import Percent, TargetKind, TargetValue
from outreach.rules.parts_line import PartDraft
from outreach.rules.periods import Period
from outreach.rules.vocabulary.terms import Indicator, TargetForm


def value_as_json(value: TargetValue) -> list[Any]:
    """What a target asks for, as a draft keeps it."""
    return [value.kind, value.value, value.to, value.stock]


def value_of_json(kept: Sequence[Any]) -> TargetValue:
    """What ``value_as_json`` gave."""
    kind, value, to, *stock = kept  # a draft of an earlier version has no stock
    return TargetValue(kind, value, to, Indicator(stock[0]) if stock and stock[0] else None)


_USUAL = {
    ("ratio", Indicator.ENTERPRISES_WITH_PARTY_ORG): Indicator.ENTERPRISES,
    ("growth", Indicator.MEMBERS_ADMITTED): Indicator.MEMBERS,
    ("growth", Indicator.MEMBERS_RECOGNISED): Indicator.MEMBERS,
    ("growth", Indicator.PARTY_ORGS_FOUNDED): Indicator.PARTY_ORGS,
}


def usual_stock(indicator: Indicator, kind: TargetKind) -> Indicator | None:
    """Of what a target in percent is a percentage where that goes without saying; None where it must be asked."""
    return _USUAL.get((kind, indicator))


@dataclass(frozen=True)
class TargetDraft:
    """A target as far as it was told; ``unit_text`` and ``assigned_by`` stand as typed."""

    indicator: Indicator
    period: Period | None = None
    value: TargetValue | None = None
    unit_text: str | None = None
    basis: str | None = None
    deadline: date | None = None
    form: TargetForm | None = None
    assigned_by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The draft as JSON has it."""
        return {
            "indicator": self.indicator.value,
            "period": _period_as_json(self.period),
            "value": self.value and value_as_json(self.value),
            "unit_text": self.unit_text,
            "basis": self.basis,
            "deadline": self.deadline and self.deadline.isoformat(),
            "form": self.form and self.form.value,
            "assigned_by": self.assigned_by,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "TargetDraft":
        """The draft that ``to_dict`` gave."""
        return cls(
            indicator=Indicator(data["indicator"]),
            period=_period_of_json(data["period"]),
            value=value_of_json(data["value"]) if data["value"] else None,
            unit_text=data["unit_text"],
            basis=data["basis"],
            deadline=date.fromisoformat(data["deadline"]) if data["deadline"] else None,
            form=TargetForm(data["form"]) if data["form"] else None,
            assigned_by=data["assigned_by"],
        )


@dataclass(frozen=True)
class FigureDraft:
    """A reported figure as far as it was told; ``percent`` is the one published with it.

    ``kind`` of classes, if only those of one kind were counted, and the ``learners`` in them; ``parts`` of the count.
    """

    indicator: Indicator
    count: int | None = None
    unit_text: str | None = None
    period: Period | None = None
    percent: Percent | None = None
    source: str | None = None
    kind: str | None = None
    learners: int | None = None
    parts: tuple[PartDraft, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The draft as JSON has it; the percentage as text, so that 56,40 keeps its digits."""
        return {
            "indicator": self.indicator.value,
            "count": self.count,
            "unit_text": self.unit_text,
            "period": _period_as_json(self.period),
            "percent": self.percent and [str(self.percent.value), self.percent.digits],
            "source": self.source,
            "kind": self.kind,
            "learners": self.learners,
            "parts": [part.to_list() for part in self.parts],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "FigureDraft":
        """The draft that ``to_dict`` gave."""
        percent = data["percent"]
        return cls(
            indicator=Indicator(data["indicator"]),
            count=data["count"],
            unit_text=data["unit_text"],
            period=_period_of_json(data["period"]),
            percent=Percent(Decimal(percent[0]), percent[1]) if percent else None,
            source=data["source"],
            kind=data["kind"],
            learners=data["learners"],
            parts=tuple(map(PartDraft.from_list, data["parts"])),
        )


@dataclass(frozen=True)
class ProgressQuestion:
    """What ``/tiendo`` asks; None means all that the asker may see, or the present."""

    unit_text: str | None = None
    indicator: Indicator | None = None
    period: Period | None = None

    def to_dict(self) -> dict[str, Any]:
        """The question as JSON has it."""
        return {
            "unit_text": self.unit_text,
            "indicator": self.indicator and self.indicator.value,
            "period": _period_as_json(self.period),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "ProgressQuestion":
        """The question that ``to_dict`` gave."""
        return cls(
            unit_text=data["unit_text"],
            indicator=Indicator(data["indicator"]) if data["indicator"] else None,
            period=_period_of_json(data["period"]),
        )


def _period_as_json(period: Period | None) -> list[str] | None:
    return [period.kind, period.starts.isoformat(), period.ends.isoformat()] if period else None


def _period_of_json(data: tuple[Any, str, str] | None) -> Period | None:
    return Period(data[0], date.fromisoformat(data[1]), date.fromisoformat(data[2])) if data else None
