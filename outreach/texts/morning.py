"""The morning message: what is overdue, due and coming, what has climbed up to the reader, and what there is to know.

One message on every messenger. Each task has the number by which it is answered; no person's name stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from outreach.messages import Choice, Reply, Text, join, rows
from outreach.rules.splitting import units
from outreach.rules.tasks.task import Mention, Section
from outreach.services.tasks.shown import Shown
from outreach.services.tasks.tidings import Tiding
from outreach.services.visits.answers import Unheard
from outreach.texts import days, notices, proposals, tasks, todo_actions
from outreach.texts.speech import Speech

MOST: Final = 10
LONGEST: Final = 2000  # UTF-16 units: what the messenger with the shorter messages takes
_MOST_ANSWERS: Final = 3  # the cards of the enterprises show the others
_CAPS: Final = ((MOST, 5), (MOST, 2), (7, 2), (5, 1), (3, 1))  # tasks and tidings, fewer where they are long


@dataclass(frozen=True)
class Item:
    """A task that is told, and what is said of it."""

    mention: Mention
    shown: Shown


@dataclass(frozen=True)
class Morning:
    """What somebody is told on ``day``: the first ``items`` of ``total``, and how many have been overdue for long."""

    day: date
    items: Sequence[Item]
    total: int
    long_overdue: int
    tidings: Sequence[Tiding]
    answered: Sequence[Unheard] = ()


def message(speech: Speech, morning: Morning) -> Reply:
    """The message, with a button for each task; with a single task of one's own, all that can be done with it."""
    said, items = Text(), morning.items
    for most, most_tidings in _CAPS:
        items = morning.items[:most]
        said = _text(speech, morning, items, most_tidings)
        if units(said.plain) <= LONGEST:
            break
    return Reply(said, _choices(speech, morning, items), once=False)


def _text(speech: Speech, morning: Morning, items: Sequence[Item], most_tidings: int) -> Text:
    head = speech.say("☀️ *Tasks today, {day}*", day=days.full_day(speech, morning.day))
    if not items:
        head = speech.say("☀️ *News, {day}*", day=days.full_day(speech, morning.day))
    sections = [
        join([tasks.heading(speech, section), *(_line(speech, morning, number, item) for number, item in members)])
        for section, members in groupby(enumerate(items, start=1), key=lambda one: one[1].mention.section)
    ]
    answered = join(proposals.unheard(speech, one) for one in morning.answered[:_MOST_ANSWERS])
    known = _tidings(speech, morning, most_tidings)
    return join([head, *sections, answered, known, _rest(speech, morning, items)], "\n\n")


def _line(speech: Speech, morning: Morning, number: int, item: Item) -> Text:
    dated, ask = item.mention.section is not Section.TODAY, item.mention.ask
    said = tasks.line(speech, item.shown, morning.day, dated=dated)
    if _acts_on(morning):  # the numbers are those of what can be done with it
        return join([said, speech.say("→ What holds it up?") if ask else ""])
    choose = speech.say("   → What holds it up? Choose {n} to tell.", n=number) if ask else ""
    return join([Text(f"{number}. ") + said, choose])


def _acts_on(morning: Morning) -> bool:
    """Whether there is a single task, and one's own: then its buttons are what can be done with it."""
    return morning.total == 1 and not morning.answered and all(item.shown.own for item in morning.items)


def _tidings(speech: Speech, morning: Morning, most: int) -> Text:
    if not morning.tidings:
        return Text()
    lines = [Text("• ") + notices.line(speech, each) for each in morning.tidings[:most]]
    if len(morning.tidings) > most:
        lines.append(speech.say("and {n} more", n=speech.count(len(morning.tidings) - most)))
    return join([speech.say("*To know*"), *lines])


def _rest(speech: Speech, morning: Morning, items: Sequence[Item]) -> Text:
    more, lines = morning.total - len(items), list[Text]()
    if more:
        lines.append(speech.say_n("And {n} more task: /viec", "And {n} more tasks: /viec", more))
    if morning.long_overdue:
        lines.append(
            speech.say_n("{n} task long overdue: /viec", "{n} tasks long overdue: /viec", morning.long_overdue)
        )
    return join(lines)


def _choices(speech: Speech, morning: Morning, items: Sequence[Item]) -> tuple[tuple[Choice, ...], ...]:
    if _acts_on(morning):
        due = items[0].shown.task.due
        late = due is not None and due < morning.day
        return rows(todo_actions.actions(speech, items[0].shown, late=late))
    opened = rows(
        Choice(f"{number}. {tasks.label(speech, item.shown)}", "task", {"task": item.shown.task.key})
        for number, item in enumerate(items, start=1)
    )
    return opened + rows(proposals.read(speech, one) for one in morning.answered[:_MOST_ANSWERS])
