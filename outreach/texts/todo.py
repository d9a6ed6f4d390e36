"""What /viec says: the lists, a task's card with what can be done with it, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.tasks.lists import Group, group_of
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.rules.vocabulary.terms import Obstacle
from outreach.rules.vocabulary.todo import TodoList
from outreach.rules.vocabulary.visits import OBSTACLES
from outreach.services.tasks.overdue import Share
from outreach.services.tasks.shown import Shown
from outreach.texts import days, refusals, todo_actions
from outreach.texts import tasks as task_texts
from outreach.texts.labels import label
from outreach.texts.speech import Speech

PAGE: Final = 8


@dataclass(frozen=True)
class Page:
    """Some of the tasks of a list: the ``number``-th page (from 0) of ``total`` tasks."""

    shown: Sequence[Shown]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // PAGE)


def listed(speech: Speech, which: TodoList, page: Page, today: date, *, lead: bool) -> Reply:
    """A page of one's own tasks under their headings; numbered anew on each page, as the buttons are."""
    unit = [(Choice(speech.word("Overdue in my unit"), "tasks_unit", {"unit": None, "page": 0}),)] if lead else []
    if not page.total:
        return Reply(_nothing(speech, which), tuple(unit), once=False)
    lines: list[Text] = []
    numbered = enumerate(page.shown, start=1)
    for group, members in groupby(numbered, key=lambda one: group_of(one[1].task, today)):
        lines.append(Text("\n") + _heading(speech, group))
        dated = group not in (Group.TODAY, Group.UNDATED)
        lines += [Text(f"{number}. ") + task_texts.line(speech, one, today, dated=dated) for number, one in members]
    text = join([_head(speech, which, page), *lines])
    paging = _paging(speech, page, "tasks", {"list": which.value})
    return Reply(text, (*_buttons(speech, page), *paging, *unit), once=False)


def of_unit(
    speech: Speech, unit: str, unit_id: int | None, page: Page, shares: Sequence[Share], today: date
) -> Reply:  # fmt: skip
    """What is overdue in a unit: how many each has, and the tasks, the longest overdue first."""
    if not page.total:
        return Reply(speech.say("Nothing is overdue in {unit}. 👍", unit=bold(unit)))
    head = speech.say_n("*{n} overdue step in {unit}*", "*{n} overdue steps in {unit}*", page.total, unit=unit)
    counts = [Text(f"• {one.name or speech.word('nobody in charge')}: {speech.count(one.number)}") for one in shares]
    names = {one.person_id: one.name for one in shares}
    lines = [
        Text(f"{number}. ") + _of_somebody(speech, one, names.get(one.task.owner_id, ""), today)
        for number, one in enumerate(page.shown, start=1)
    ]
    pages = _of_pages(speech, page)
    paging = _paging(speech, page, "tasks_unit", {"unit": unit_id})
    return Reply(
        join([head + pages, *counts, Text("\n") + lines[0], *lines[1:]]), (*_buttons(speech, page), *paging), once=False
    )


def card(speech: Speech, one: Shown, today: date, *, owner: str, may_change: bool) -> Reply:
    """A task in full, with what can be done with it; ``owner`` is the name of somebody else whose it is."""
    lines = _step(speech, one, today) if one.task.rule is TaskRule.NEXT_STEP else [task_texts.line(speech, one, today)]
    lines.append(speech.say("Unit: {unit}", unit=one.unit))
    if owner:
        lines.append(speech.say("In charge: {name}", name=owner))
    elif not one.own and one.task.rule is TaskRule.NEXT_STEP:
        lines.append(speech.say("In charge: another member"))
    if one.held_kind or one.held_text:
        lines.append(speech.say("Held up by: {what}", what=held(speech, one)))
    late = one.task.due is not None and one.task.due < today
    choices = todo_actions.actions(speech, one, may_change=may_change, late=late)
    return Reply(join(lines), rows(choices), once=False)


def which(speech: Speech, act: str, shown: Sequence[Shown], said: str, today: date) -> Reply:
    """The question which task is meant; a button does ``act`` with it, taking ``said`` along."""
    data = {"said": said} if said else {}
    lines = [Text(f"{number}. ") + task_texts.line(speech, one, today) for number, one in enumerate(shown, start=1)]
    choices = [
        Choice(f"{number}. {task_texts.label(speech, one)}", act, {"task": one.task.key, **data})
        for number, one in enumerate(shown, start=1)
    ]
    return Reply(join([speech.say("Which task is meant?"), *lines]), rows(choices))


def held(speech: Speech, one: Shown) -> str:
    """What holds the task up: a kind of the fixed list, or words."""
    return label(speech, OBSTACLES, Obstacle(one.held_kind)) if one.held_kind else one.held_text


def _head(speech: Speech, which_list: TodoList, page: Page) -> Text:
    if which_list is TodoList.MINE:
        said = speech.say_n("*You have {n} task*", "*You have {n} tasks*", page.total)
    else:
        said = speech.say_n("*{n} task*", "*{n} tasks*", page.total)
    return said + _of_pages(speech, page)


def _of_pages(speech: Speech, page: Page) -> Text:
    if not page.last:
        return Text()
    return " " + speech.say("(page {n} of {last})", n=speech.count(page.number + 1), last=speech.count(page.last + 1))


def _heading(speech: Speech, group: Group) -> Text:
    match group:
        case Group.OVERDUE:
            return speech.say("*Overdue*")
        case Group.TODAY:
            return speech.say("*Today*")
        case Group.SOON:
            return speech.say("*In the next seven days*")
        case Group.AHEAD:
            return speech.say("*Later on*")
        case Group.UNDATED:
            return speech.say("*Without a day*")
    return speech.say("*To look at this week*")


def _nothing(speech: Speech, which_list: TodoList) -> Text:
    match which_list:
        case TodoList.OVERDUE:
            return speech.say("Nothing of yours is overdue. 👍")
        case TodoList.TODAY:
            return speech.say("Nothing of yours is due today.")
        case TodoList.COMING:
            return speech.say("Nothing of yours is due ahead.")
        case TodoList.UNDATED:
            return speech.say("Nothing of yours is without a day.")
    return speech.say("Nothing waits for you. To plan a visit: /hen, whom to visit next: /goiy")


def _buttons(speech: Speech, page: Page) -> tuple[tuple[Choice, ...], ...]:
    choices = [
        Choice(f"{number}. {task_texts.label(speech, one)}", "task", {"task": one.task.key})
        for number, one in enumerate(page.shown, start=1)
    ]
    return rows(choices)


def _paging(speech: Speech, page: Page, act: str, data: dict[str, Any]) -> tuple[tuple[Choice, ...], ...]:
    back = Choice(speech.word("Previous page"), act, {**data, "page": page.number - 1})
    on = Choice(speech.word("Next page"), act, {**data, "page": page.number + 1})
    shown = [*([back] if page.number else []), *([on] if page.number < page.last else [])]
    return rows(shown)


def _step(speech: Speech, one: Shown, today: date) -> list[Text]:
    """A step in full: where, what, until when. A planned visit is said to be one."""
    if todo_actions.is_visit(one):
        lines = [speech.say("Planned visit: *{enterprise}*", enterprise=one.enterprise), Text(one.text)]
    else:
        lines = [bold(one.enterprise), Text(one.text)]
    if one.task.due is None:
        return [*lines, speech.say("Due: {day}", day=speech.word("no date"))]
    return [*lines, speech.say("Due: {day}", day=days.full_day(speech, one.task.due)) + _late(speech, one, today)]


def _late(speech: Speech, one: Shown, today: date) -> Text:
    if one.task.due is None or one.task.due >= today:
        return Text()
    return " " + speech.say_n("({n} working day overdue)", "({n} working days overdue)", one.late)


def _of_somebody(speech: Speech, one: Shown, name: str, today: date) -> Text:
    """The line of a task with the name of the one whose it is, and what they said holds it up."""
    if not name:
        return task_texts.line(speech, one, today)
    holds = [speech.word("held up: {what}", what=held(speech, one))] if one.held_kind or one.held_text else []
    return task_texts.line(speech, replace(one, own=True), today) + " – " + ", ".join([name, *holds])


@refusals.sentence.register
def _(refusal: errors.NoSuchTask, speech: Speech) -> Text:
    if refusal.number:
        return speech.say("There is no task number {piece} in the list. To see it: /viec", piece=bold(refusal.piece))
    return speech.say(
        "None of your open tasks is like {piece}. All of them: /viec; a unit’s: /viec and its code.",
        piece=bold(refusal.piece),
    )
