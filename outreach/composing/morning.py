"""The morning message in words: what is to be done and known today, as it stands when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from sqlmodel import Session

from outreach.composing.composer import Composing, Nothing
from outreach.messages import Reply
from outreach.rules.tasks.task import Section
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.tasks import agenda, resolved, tidings
from outreach.services.tasks.agenda import Agenda
from outreach.services.tasks.calendars import calendar
from outreach.services.tasks.resolved import Told
from outreach.services.tasks.shown import Shown, shown
from outreach.services.visits import answers
from outreach.texts import morning as texts

REMEMBERED = 20  # tasks of which a plan remembers how they were: to tell why, when none of them is left


@dataclass(frozen=True)
class Plan:
    """What is known when the message is planned: whose it is, of which day, from when on it tells, and of what."""

    person_id: int
    day: date
    after: date
    since: datetime
    told: tuple[Told, ...]

    @classmethod
    def of(cls, person_id: int, day: date, after: date, since: datetime, found: Agenda) -> Self:
        """The plan of what ``found`` gives a reason to tell."""
        fresh = [mention.task for mention in found.mentions if mention.fresh]
        return cls(person_id, day, after, since, tuple(Told.of(task) for task in fresh[:REMEMBERED]))

    def kept(self) -> dict[str, Any]:
        """A JSON-safe copy for the outbox."""
        return {
            "compose": "morning",
            "person": self.person_id,
            "day": self.day.isoformat(),
            "after": self.after.isoformat(),
            "since": self.since.isoformat(),
            "tasks": [told.kept() for told in self.told],
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What ``kept`` gave."""
        day, after, since = date.fromisoformat(kept["day"]), date.fromisoformat(kept["after"]), kept["since"]
        told = tuple(Told.read(each) for each in kept["tasks"])
        return cls(kept["person"], day, after, datetime.fromisoformat(since), told)


def overdue(session: Session, plan: Plan) -> bool:
    """Whether the message tells of something that is overdue."""
    found = agenda.agendas(session, [plan.person_id], plan.day, {plan.person_id: plan.after})[plan.person_id]
    return any(mention.section is Section.OVERDUE for mention in found.mentions)


def compose(composing: Composing) -> Reply | Nothing:
    """The message, or why there is nothing left to tell: each task's own reason, or the person's, or the day's."""
    session, plan = composing.session, Plan.read(composing.plan)
    if composing.today != plan.day:  # the next one tells it all
        return Nothing("overtaken")
    if composing.person.morning_off:
        return Nothing("switched off")
    if not calendar(session).is_working(plan.day):  # a day off since it was planned
        return Nothing("day off")
    one = plan.person_id
    found = agenda.agendas(session, [one], plan.day, {one: plan.after})[one]
    noted = tidings.tidings(session, {one: plan.since}, composing.planned_at, plan.day).get(one, [])
    answered = answers.unheard(session, [one], plan.day, composing.now).get(one, [])
    if not found.fresh and not noted and not answered:
        return Nothing(resolved.reasons(session, plan.told, one, plan.day))
    answers.heard(session, answered, one, plan.day)
    items, known = _items(composing, plan, found), tidings.worded(session, noted)
    morning = texts.Morning(plan.day, items, len(found.mentions), found.long_overdue, known, answered)
    return texts.message(composing.speech, morning)


def _items(composing: Composing, plan: Plan, found: Agenda) -> list[texts.Item]:
    """As many of the tasks as one message may hold, opened for the person whom it goes to."""
    mentions = found.mentions[: texts.MOST]
    tasks = [mention.task for mention in mentions]
    opened = shown(composing.session, tasks, plan.person_id, composing.channel, plan.day)
    return [texts.Item(mention, _unasked(item)) for mention, item in zip(mentions, opened, strict=True)]


def _unasked(item: Shown) -> Shown:
    """The task without the words of a proposal: those are somebody else's, and names may stand in them."""
    return replace(item, text="") if item.task.rule is TaskRule.PROPOSAL else item
