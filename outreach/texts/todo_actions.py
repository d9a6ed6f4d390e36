"""The buttons of a task: what can be done with it depends on the record from which it is computed."""

from datetime import date
from typing import Final

from outreach.messages import Choice, Reply, rows
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.rules.vocabulary.todo import Span
from outreach.services.tasks.shown import Shown
from outreach.texts import tasks as task_texts
from outreach.texts.days import near_day
from outreach.texts.speech import Speech

_DAYS: Final = 3


def actions(speech: Speech, one: Shown, *, may_change: bool = True, late: bool = False) -> list[Choice]:
    """What can be done with the task, by whoever ``may_change`` it; of what is ``late`` also what holds it up.

    What a record answers (a candidate's step, a visit, a class that begins) is not done by hand.
    """
    data = {"task": one.task.key}
    later = [Choice(speech.word("Later"), "task_later", data)] if one.own else []
    hand = Choice(speech.word("Give to somebody else"), "task_hand", data)
    view = [Choice(speech.word("Open"), "task_open", data)]
    if one.task.rule is TaskRule.PRIVACY_REQUEST or not (may_change or one.own):
        return view  # the law's clock cannot be put off, nor what is none of one's own
    match one.task.rule:
        case TaskRule.NEXT_STEP:
            return [*_of_step(speech, one, late=late), *later, _new_day(speech, one), hand, *view]
        case TaskRule.CANDIDATE_DEADLINE | TaskRule.CEREMONY:
            return [*later, hand, *view]
        case TaskRule.PROPOSAL:
            answer = Choice(speech.word("Answer the proposal"), "proposal_answer", {"proposal": one.task.subject_id})
            return [answer, *later, *view]
        case TaskRule.CLASS_AHEAD if one.task.owner_id is not None:  # of a candidate's helper: classes are the leads'
            return later
    return [*later, *view]


def _of_step(speech: Speech, one: Shown, *, late: bool) -> list[Choice]:
    data = {"task": one.task.key}
    if is_visit(one):
        return went_or_not(speech, one)
    holds = [Choice(speech.word("What holds it up?"), "task_held", data)] if late and one.own else []
    return [Choice(speech.word("✓ Done"), "task_done", data), *holds]


def went_or_not(speech: Speech, one: Shown) -> list[Choice]:
    """How a planned visit ends: by being logged, or taken off the plan."""
    data = {"task": one.task.key}
    return [
        Choice(speech.word("Log the visit"), "task_visit", data),
        Choice(speech.word("Not going"), "task_drop", data),
    ]


def _new_day(speech: Speech, one: Shown) -> Choice:
    return Choice(speech.word("Another day"), "task_due", {"task": one.task.key})


def later(speech: Speech, one: Shown, days: dict[Span, date], today: date) -> Reply:
    """When to be reminded again: each day with its date, since a day off moves it."""
    choices = [
        Choice(_again(speech, span, day, today), "task_later_to", {"task": one.task.key, "until": day.isoformat()})
        for span, day in days.items()
    ]
    said = speech.say("When shall I remind you of {task}?", task=task_texts.label(speech, one))
    return Reply(said, rows(choices, 1))


def _again(speech: Speech, span: Span, day: date, today: date) -> str:
    ahead = (day - today).days
    if span is Span.TOMORROW and ahead == 1:
        return speech.word("Tomorrow, {day}", day=speech.short_day(day))
    if span is Span.DAYS and ahead == _DAYS:
        return speech.word("In 3 days, {day}", day=near_day(speech, day, today))
    if span is Span.WEEK:
        return speech.word("Next week, {day}", day=near_day(speech, day, today))
    said = near_day(speech, day, today)
    return said[:1].upper() + said[1:]


def is_visit(one: Shown) -> bool:
    """Whether the step is a planned visit, which is done by logging it."""
    return one.task.detail == "visit"
