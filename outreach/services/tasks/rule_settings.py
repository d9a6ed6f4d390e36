"""Which rules of reminders hold for which unit, with how many days: the nearest setting above it, or the default."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlmodel import Session, col

from models import RuleSetting, Unit
from outreach.rules.tasks.defaults import DEFAULT_DAYS, LEGAL
from outreach.rules.vocabulary.tasks import TaskRule

_KNOWN = "rule settings"
Key = tuple[TaskRule, int | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a rule somewhere. ``unit_id``: where it was set (None: everywhere); or it ``is_default``."""

    enabled: bool
    days: int | None
    unit_id: int | None = None
    is_default: bool = False


@dataclass
class Settings:
    """All that has been set, by rule and unit (None: everywhere), and the tree in which it is looked up."""

    rows: Mapping[Key, Setting] = field(default_factory=dict)
    parents: Mapping[int, int | None] = field(default_factory=dict)
    _found: dict[Key, Setting] = field(default_factory=dict)

    def of(self, rule: TaskRule, unit_id: int | None) -> Setting:
        """What holds for ``rule`` in the unit; with None, everywhere where nothing else is set."""
        if (rule, unit_id) not in self._found:
            set_there = (self.rows[rule, at] for at in self._upwards(unit_id) if (rule, at) in self.rows)
            default = Setting(enabled=True, days=DEFAULT_DAYS[rule], is_default=True)
            self._found[rule, unit_id] = next(set_there, default)
        return self._found[rule, unit_id]

    def enabled(self, rule: TaskRule, unit_id: int | None) -> bool:
        """Whether ``rule`` makes tasks of the unit's records. What the law asks for is never off."""
        return rule in LEGAL or self.of(rule, unit_id).enabled

    def days(self, rule: TaskRule, unit_id: int | None) -> int | None:
        """The days of ``rule`` in the unit; None where the rule has none."""
        return self.of(rule, unit_id).days

    def having(self, rule: TaskRule, unit_id: int | None, setting: Setting | None) -> "Settings":
        """These settings, but for ``rule`` in the unit; None: as if nothing had been set there."""
        rows = {key: row for key, row in self.rows.items() if key != (rule, unit_id)}
        if setting is not None:
            rows[rule, unit_id] = replace(setting, unit_id=unit_id, is_default=False)
        return Settings(rows, self.parents)

    def _upwards(self, unit_id: int | None) -> Iterator[int | None]:
        while unit_id is not None:
            yield unit_id
            unit_id = self.parents.get(unit_id)
        yield None


def settings(session: Session) -> Settings:
    """What holds now; read once in a transaction."""
    known: Settings | None = session.info.get(_KNOWN)
    if known is None:
        known = session.info[_KNOWN] = _read(session)
    return known


def forget(session: Session) -> None:
    """Read anew when next asked: something has been set."""
    session.info.pop(_KNOWN, None)


@contextmanager
def trying(session: Session, supposed: Settings) -> Iterator[None]:
    """Inside, ``settings`` gives what is only supposed: to see what would come of it; nothing is written."""
    known = settings(session)
    session.info[_KNOWN] = supposed
    try:
        yield
    finally:
        session.info[_KNOWN] = known


def _read(session: Session) -> Settings:
    rules = {rule.value: rule for rule in TaskRule}
    rows = {
        (rules[row.rule], row.unit_id): Setting(row.enabled, _days(rules[row.rule], row.days), row.unit_id)
        for row in session.scalars(select(RuleSetting).order_by(col(RuleSetting.id)))
        if row.rule in rules  # not of another version
    }
    tree = session.execute(select(col(Unit.id), col(Unit.parent_id))).all()
    return Settings(rows, {row.id: row.parent_id for row in tree})


def _days(rule: TaskRule, days: int | None) -> int | None:
    return DEFAULT_DAYS[rule] if days is None else days
