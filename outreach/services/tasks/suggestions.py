"""Whom to visit next, and why: the best few of the enterprises in a unit's charge or in which its work is under way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from models import Enterprise, NextStep, Postponed, Target, VisitTally, Zone
from outreach.actor import Actor
from outreach.errors import NotAllowed, NothingThere, UnknownUnit
from outreach.rules.tasks.ranking import Facts, Ranked, Reason, Why, rank
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.enterprises import enterprises
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.progress import standing
from outreach.services.progress.counts import Counts
from outreach.services.tasks import founding, rule_settings
from outreach.services.tasks import suggestion_facts as facts
from outreach.services.tasks.suggestion_facts import Asked, Land
from outreach.services.units import tree as trees
from outreach.services.units import visibility
from outreach.services.units.tree import Tree
from outreach.vault import vault_of

AT_ONCE = 5
NOT_NOW = timedelta(days=14)
_COUNTED_AT_ONCE = 50_000  # visits among which the different enterprises are still told apart quickly
# The targets that a visit to the right enterprise brings forward; any visit is one visit more.
_FED = frozenset({Indicator.MEMBERS_ADMITTED, Indicator.PARTY_ORGS_FOUNDED, Indicator.ENTERPRISES_SURVEYED})


@dataclass(frozen=True)
class Area:
    """Where to look: a unit (none: all that the actor may see here) and an industrial zone (none: any)."""

    unit_id: int | None = None
    zone_id: int | None = None


@dataclass(frozen=True)
class Suggested:
    """An enterprise to visit, and why, the weightiest reason first.

    ``step`` are the words of the step that is overdue longest (empty in a group), ``due`` its day, ``missed``: it was a
    visit. ``limit`` is the nearest time limit of a candidate there. ``place`` is where the obstacle was cleared lately,
    if the actor may see that.
    """

    id: int
    name: str
    zone: str
    visited_on: date | None
    reasons: tuple[Reason, ...]
    step: str = ""
    due: date | None = None
    missed: bool = False
    limit: date | None = None
    place: str = ""

    def because(self, why: Why) -> Reason | None:
        """The reason of that kind, if it is one here."""
        return next((reason for reason in self.reasons if reason.why is why), None)


@dataclass(frozen=True)
class Suggestions:
    """The best that have not been shown yet; ``more``: there are others after these."""

    found: Sequence[Suggested]
    more: bool = False


def suggest(session: Session, actor: Actor, area: Area, today: date, seen: Collection[int] = ()) -> Suggestions:
    """The next best visits in the area, without those ``seen`` already.

    Left out is where nobody is to be reminded (muted), where a visit is planned already, and what the actor does not
    want to be told of for now.

    Raises:
        NotAllowed: the actor is no member.
        UnknownUnit: the unit may not be seen here.

    """
    look = _look(session, actor, area, today)
    ids = facts.pool(session, look.asked, look.land) - facts.postponed(session, actor.person_id, today) - set(seen)
    ranked = rank(look.known(session, ids).values(), today)
    return Suggestions(look.told(session, actor, ranked[:AT_ONCE]), more=len(ranked) > AT_ONCE)


def one(session: Session, actor: Actor, enterprise_id: int, today: date) -> Suggested:
    """What speaks for visiting one enterprise now; no reason, when nothing does any more.

    Raises:
        NotAllowed: the actor is no member.
        NothingThere: the actor's committee has no such enterprise (any more).

    """
    row = enterprises.find(session, actor, enterprise_id)
    if row is None:
        raise NothingThere
    look = _look(session, actor, Area(), today)
    ranked = rank(look.known(session, [row.id or 0]).values(), today)
    return look.told(session, actor, ranked or [Ranked(row.id or 0, ())])[0]


def not_now(session: Session, actor: Actor, enterprise_id: int, today: date, now: datetime) -> date:
    """Do not suggest the enterprise to the actor for a fortnight; returns the day from which it may be again.

    Raises:
        NotAllowed: the actor is no member.
        NothingThere: the actor's committee has no such enterprise (any more).

    """
    _check(actor)
    found = enterprises.find(session, actor, enterprise_id)
    if found is None:
        raise NothingThere
    until = today + NOT_NOW
    key = f"{facts.KEY}{found.id}"
    row = session.get(Postponed, (actor.person_id, key))
    row = row or Postponed(person_id=actor.person_id or 0, task=key, until=until, postponed_at=now)
    row.until, row.postponed_at = until, now
    session.add(row)
    session.flush()
    return until


def _check(actor: Actor) -> None:
    if not actor.at_least("member"):
        raise NotAllowed("member")


@dataclass
class _Look:
    """What is looked at, with what holds for all of it."""

    asked: Asked
    land: Land
    limits: dict[int, date | None] = field(default_factory=dict)

    def known(self, session: Session, ids: Collection[int]) -> dict[int, Facts]:
        found = facts.known(session, self.asked, self.land, ids)
        self.limits = {key: each.limit for key, each in found.items()}
        return found

    def told(self, session: Session, actor: Actor, ranked: Sequence[Ranked]) -> list[Suggested]:
        """What is shown of those that are."""
        keys = [one.key for one in ranked]
        query = (
            select(col(Enterprise.id), col(Enterprise.name), col(Zone.name), col(Enterprise.visited_on))
            .outerjoin(Zone, col(Zone.id) == col(Enterprise.zone_id))
            .where(col(Enterprise.id).in_(keys))
        )
        rows = {key: (name, zone or "", visited_on) for key, name, zone, visited_on in session.execute(query)}
        steps, places = self._steps(session, keys), self._places(session, ranked)
        open_words = actor.private and names_allowed(session, actor.channel)
        return [
            Suggested(
                one.key,
                *rows[one.key],
                one.reasons,
                step=vault_of(session).show(step.text_sealed) if step and open_words else "",
                due=step.due if step else None,
                missed=step is not None and step.kind == "visit",
                limit=self.limits.get(one.key),
                place=places.get(one.key, ""),
            )
            for one in ranked
            for step in [steps.get(one.key)]
        ]

    def _steps(self, session: Session, keys: Collection[int]) -> dict[int, NextStep]:
        """The step overdue longest at each."""
        query = select(NextStep).where(facts.overdue(self.asked), col(NextStep.enterprise_id).in_(keys))
        latest_first = query.order_by(col(NextStep.due).desc(), col(NextStep.id).desc())
        return {step.enterprise_id: step for step in session.scalars(latest_first)}

    def _places(self, session: Session, ranked: Sequence[Ranked]) -> dict[int, str]:
        """Where the obstacle of each was cleared last, of the places that may be seen."""
        found = {}
        for one in ranked:
            for reason in one.reasons:
                if reason.why is Why.CLEARED:
                    found[one.key] = self._place(one.key, reason)
        wanted = select(col(Enterprise.id), col(Enterprise.name)).where(col(Enterprise.id).in_(set(found.values())))
        names = {key: name for key, name in session.execute(wanted)}  # noqa: C416 - rows are no pairs
        return {key: names.get(place, "") for key, place in found.items()}

    def _place(self, key: int, reason: Reason) -> int:
        inside, known = set(self.asked.units), self.land.cleared
        there = (each for kind in known if kind is reason.about for each in known[kind])
        return next((each.enterprise_id for each in there if each.unit_id in inside and each.enterprise_id != key), 0)


def _look(session: Session, actor: Actor, area: Area, today: date) -> _Look:
    _check(actor)
    tree = trees.load(session)
    roots = _roots(session, actor, area, tree)
    committee = visibility.committee(session, actor.sees)
    asked = Asked(
        units=[unit for root in roots for unit in tree.below(root)],
        around=[*tree.places] if committee.unit_id is None else tree.below(committee.unit_id),
        zone_id=area.zone_id,
        today=today,
    )
    ready = founding.tasks(session, asked.units, rule_settings.settings(session), today)
    land = Land(facts.cleared(session, asked), {task.subject_id: task.number for task in ready})
    if len(roots) == 1:
        _fall_behind(session, tree, roots[0], land, today)
    return _Look(asked, land)


def _roots(session: Session, actor: Actor, area: Area, tree: Tree) -> list[int]:
    """The units asked about: the one named, else the chat's or the person's own, else all roots."""
    if area.unit_id is not None:
        if not visibility.covers(session, actor.sees, area.unit_id):
            raise UnknownUnit("")
        return [area.unit_id]
    if actor.sees.unit_id is not None:
        return [actor.sees.unit_id]
    return tree.children(None) if actor.sees.everything else []


def _fall_behind(session: Session, tree: Tree, unit_id: int, land: Land, today: date) -> None:
    """Note which of the unit's targets are behind their pace (as /tiendo says), and since when surveys count."""
    board = standing.read(session, tree, [unit_id], today, today)
    near = [target for target in board.near(unit_id, today, today) if _weighed(session, tree, target)]
    found = standing.standing(board, unit_id, near, today)
    counts = Counts(session, tree, unit_id)
    for line in found.lines(counts.of(found.questions()), counts.stocks) if near else ():
        indicator, behind = Indicator(line.target.indicator), -line.progress.difference
        if behind > 0 and not line.progress.met:
            land.behind[indicator] = max(land.behind.get(indicator, 0), behind)
            if indicator is Indicator.ENTERPRISES_SURVEYED:
                land.behind_since = max(land.behind_since or line.target.starts, line.target.starts)


def _weighed(session: Session, tree: Tree, target: Target) -> bool:
    """Whether the target is weighed: visits bring it forward, and counting it takes no longer than all the rest."""
    if target.indicator != Indicator.ENTERPRISES_SURVEYED.value:
        return target.indicator in _FED
    query = select(func.coalesce(func.sum(col(VisitTally.number)), 0)).where(
        visibility.among(col(VisitTally.unit_id), tree.below(target.unit_id)),
        col(VisitTally.month).between(target.starts.replace(day=1), target.ends),
    )
    visits: int = session.execute(query).scalar_one()
    return visits <= _COUNTED_AT_ONCE
