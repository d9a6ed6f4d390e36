"""What a target asks for on a day, in cases: a share of a stock as the number that makes it up (DOMAIN §3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models import Target
from outreach.rules.pace import Goal, Known, share_of
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.progress import targets
from outreach.services.progress.stocks import Stocks
from outreach.services.progress.targets import Wish
from outreach.services.units import tree as trees

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Base:
    """The stock of which a target is a percentage, and the day on which it was so much."""

    stock: Indicator
    level: int
    day: date


@dataclass(frozen=True)
class Aim:
    """A target in cases. ``lacks`` is a stock of which nothing is known yet: then only the days of ``goal`` count."""

    goal: Goal
    base: Base | None = None
    lacks: Indicator | None = None


def aim(stocks: Stocks, target: Target, day: date) -> Aim:
    """What ``target`` asks for at the end of ``day``.

    A ratio is of the stock as it is that day, a growth of the stock at the period's start, or as it was known first
    after that. The pace of a level starts at the last day before the period, or where it is known first.
    """
    through, value = min(day, target.ends), targets.value(target)
    base = _base(stocks, target, through) if value.is_share else None
    indicator = Indicator(target.indicator)
    if value.is_share and (base is None or not base.level):
        return Aim(_days(target), lacks=value.stock)
    if indicator.is_stock and stocks.level(indicator, target.unit_id, through) is None:
        return Aim(_days(target), lacks=indicator)
    since = _since(stocks, target, through) if indicator.is_stock else None
    return Aim(_goal(target, base, since), base)


def wished(session: Session, wish: Wish, day: date, now: datetime) -> Aim:
    """What a target would ask for if it were set: to show what a percentage comes to before it is written."""
    target = targets.row(wish, 0, now)
    units = trees.load(session)
    return aim(Stocks(session, units, units.below(wish.unit_id)), target, day)


def _base(stocks: Stocks, target: Target, through: date) -> Base | None:
    stock = targets.value(target).stock
    if stock is None:
        return None
    day: date | None = through
    if target.kind == "growth":
        day = stocks.first_known(stock, target.unit_id, target.starts, max(through, target.starts))
    level = stocks.level(stock, target.unit_id, day) if day else None
    return Base(stock, level.count, day) if level and day else None


def _since(stocks: Stocks, target: Target, through: date) -> Known | None:
    value, indicator = targets.value(target), Indicator(target.indicator)
    wanted = {indicator, *([value.stock] if value.stock else [])}
    first = [stocks.first_known(each, target.unit_id, target.starts - _DAY, through) for each in wanted]
    known = [day for day in first if day is not None]
    if len(known) < len(wanted):
        return None
    level = stocks.level(indicator, target.unit_id, max(known))
    return Known(max(known), level.count) if level else None


def _goal(target: Target, base: Base | None, since: Known | None) -> Goal:
    value, days = targets.value(target), (target.starts, target.ends, target.deadline)
    if base is None:
        return Goal(value.kind, value.value, value.to, *days, since=since)
    needed = share_of(value.percent, base.level)
    return Goal(value.kind, needed, None, *days, whole=base.level if value.kind == "ratio" else None, since=since)


def _days(target: Target) -> Goal:
    return Goal(targets.value(target).kind, 1, None, target.starts, target.ends, target.deadline)
