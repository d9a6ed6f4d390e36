"""Where a rule makes tasks: the units in which it is on, and the enterprises about which somebody is reminded."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col

from models import Enterprise
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks.rule_settings import Settings


def applying(rule: TaskRule, units: Collection[int], settings: Settings) -> list[int]:
    """Those of the ``units`` in which the rule is on."""
    return [unit for unit in units if settings.enabled(rule, unit)]


def by_days(rule: TaskRule, units: Collection[int], settings: Settings) -> dict[int, list[int]]:
    """Those of the ``units`` in which the rule is on, by its days there."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for unit in applying(rule, units, settings):
        found[settings.days(rule, unit) or 0].append(unit)
    return found


def heard_of(today: date) -> ColumnElement[bool]:
    """The condition that an enterprise is there, and not muted."""
    muted = col(Enterprise.muted_until)
    return (
        col(Enterprise.withdrawn_at).is_(None)
        & col(Enterprise.merged_into_id).is_(None)
        & (muted.is_(None) | (muted < today))
    )
