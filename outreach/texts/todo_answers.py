"""What became of a task: done, put off, moved, given to somebody else, held up; and what is asked on the way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from outreach.messages import Choice, Reply, Text, join, rows
from outreach.rules.admission.calendar import Calendar
from outreach.services.tasks.shown import Shown
from outreach.texts import tasks as task_texts
from outreach.texts.days import full_day, near_day
from outreach.texts.speech import Speech
from outreach.texts.todo_actions import went_or_not


def done(speech: Speech, finished: Sequence[tuple[Shown, int]], today: date) -> Reply:
    """What is done, each with the journal's entry by which it is taken back."""
    lines = [
        speech.say("✓ Done: {task}", task=task_texts.line(speech, replace(one, late=0), today)) for one, _ in finished
    ]
    if len(finished) == 1:
        undo = [Choice(speech.word("Undo"), "undo", {"entry": finished[0][1]})]
    else:
        undo = [
            Choice(speech.word("Undo: {task}", task=task_texts.label(speech, one)), "undo", {"entry": entry})
            for one, entry in finished
        ]
    return Reply(join(lines), rows(undo), once=len(finished) == 1)


def dropped(speech: Speech, one: Shown, entry_id: int, today: date) -> Reply:
    """A planned visit that will not take place."""
    said = speech.say("✓ Taken off the plan: {task}", task=task_texts.line(speech, one, today))
    return Reply(said, ((Choice(speech.word("Undo"), "undo", {"entry": entry_id}),),))


def visited(speech: Speech, one: Shown, today: date) -> Reply:
    """A planned visit is done by logging it."""
    said = speech.say("A planned visit is done once it is logged. Did it take place?")
    return Reply(join([task_texts.line(speech, one, today), said]), (tuple(went_or_not(speech, one)),))


def put_off(speech: Speech, one: Shown, until: date, beyond: date | None, today: date) -> Reply:
    """When the reminder comes again; that this is after the due day is said."""
    day = near_day(speech, until, today)
    if beyond is not None and beyond < today:
        said = speech.say("I shall remind you again on *{day}*. It stays overdue.", day=day)
    elif beyond is not None:
        said = speech.say(
            "I shall remind you again on *{day}*, after it is due ({due}).", day=day, due=speech.short_day(beyond)
        )
    else:
        said = speech.say("I shall remind you again on *{day}*. The due day stays.", day=day)
    return Reply(join([said, task_texts.line(speech, one, today)]))


def ask_day(speech: Speech, one: Shown, today: date) -> Text:
    """The question for another due day."""
    asked = speech.say("What is the new day? For example Friday, 20/7.")
    return join([task_texts.line(speech, one, today), asked])


def new_day(speech: Speech, one: Shown, due: date, calendar: Calendar, today: date) -> Text:
    """The due day as it will be; a day off is said."""
    before = full_day(speech, one.task.due) if one.task.due else speech.word("no date")
    off = [] if calendar.is_working(due) else [speech.say("{day} is a day off.", day=near_day(speech, due, today))]
    change = speech.say("Due: {before} → *{after}*", before=before, after=full_day(speech, due))
    return join([Text(task_texts.label(speech, one)), change, *off])


def moved(speech: Speech, one: Shown, calendar: Calendar, today: date) -> Reply:
    """The due day as it is now."""
    due = one.task.due or today
    off = [] if calendar.is_working(due) else [speech.say("{day} is a day off.", day=near_day(speech, due, today))]
    return Reply(join([speech.say("✓ The new day is kept."), task_texts.line(speech, one, today), *off]))


def ask_whom(speech: Speech, one: Shown, today: date) -> Text:
    """The question to whom the task is to be given."""
    return join([task_texts.line(speech, one, today), speech.say("Who shall do it? Choose, or type the name.")])


def giving(speech: Speech, one: Shown, name: str, today: date) -> Text:
    """What will be given to whom."""
    asked = speech.say("Give this to *{name}*?", name=name)
    return join([asked, task_texts.line(speech, replace(one, own=True), today)])


def given(speech: Speech, one: Shown, name: str, today: date, *, told: bool, own: bool) -> Reply:
    """It is theirs now, and whether they are told."""
    if own:
        said = speech.say("✓ This is yours now.")
    elif told:
        said = speech.say("✓ Given to *{name}*, who is being told.", name=name)
    else:
        said = speech.say("✓ Given to *{name}*. I cannot reach them here: please tell them yourself.", name=name)
    return Reply(join([said, task_texts.line(speech, replace(one, own=True), today)]))


def ask_held(speech: Speech, one: Shown, today: date) -> Text:
    """The question what holds the task up."""
    asked = speech.say("What holds it up? Choose, or type it in a few words.")
    return join([task_texts.line(speech, one, today), asked])


def holding(speech: Speech, one: Shown, what: str) -> Text:
    """What will be noted as holding it up."""
    return join([Text(task_texts.label(speech, one)), speech.say("Held up by: {what}", what=what)])


def noted(speech: Speech, what: str) -> Reply:
    """It is noted what holds it up, and who sees that."""
    said = speech.say("✓ Noted: {what}. Your lead sees it should the step stay overdue.", what=what)
    return Reply(said)


def perhaps_done(speech: Speech, logged: Reply, steps: Sequence[Shown], today: date) -> Reply:
    """The confirmation of a visit, with the question whether what was promised there is done."""
    keys = [one.task.key for one in steps]
    not_yet = Choice(speech.word("Not done yet"), "task_not_yet", {"tasks": keys})
    if len(steps) == 1:
        asked = _asked(speech, steps[0], today)
        choices = [Choice(speech.word("✓ Done"), "task_done", {"task": keys[0]}), not_yet]
    else:
        asked = speech.say("What was promised here: is any of it done?")
        done_ones = [
            Choice("✓ " + _step(speech, one, today)[:40], "task_done", {"task": one.task.key}) for one in steps
        ]
        choices = [*done_ones, not_yet]
    laid = (*logged.choices, *rows(choices, 2 if len(steps) == 1 else 1))
    return Reply(join([logged.text, asked], "\n\n"), laid, once=False)


def not_yet(speech: Speech, due: date | None, today: date) -> Reply:
    """It stays open; when it is due."""
    if due is None or due < today:
        return Reply(speech.say("It stays open: /viec"))
    return Reply(speech.say("It stays open; due {day}.", day=near_day(speech, due, today)))


def handed(speech: Speech, given_ones: Sequence[Shown], today: date) -> Reply:
    """What somebody has been given, told to them unasked: no name of anybody."""
    head = speech.say_n("*You have been given a task*", "*You have been given {n} tasks*", len(given_ones))
    lines = [task_texts.line(speech, one, today) for one in given_ones]
    if len(lines) > 1:
        lines = [Text(f"{number}. ") + line for number, line in enumerate(lines, start=1)]
    single = len(given_ones) == 1
    choices = [
        Choice(
            speech.word("Open") if single else f"{number}. {task_texts.label(speech, one)}",
            "task",
            {"task": one.task.key},
        )
        for number, one in enumerate(given_ones, start=1)
    ]
    return Reply(join([head, *lines]), rows(choices), once=False)


def entry(speech: Speech, one: Shown, today: date, *, finished: bool, private: bool) -> Text:
    """An entry of the journal: a step that was entered, or ``finished``; in a group without what was typed freely."""
    line = task_texts.line(speech, one, today) if private else Text(one.enterprise)
    if finished:
        return speech.say("Done: {task}", task=line)
    return speech.say("Next step: {task}", task=line)


def _asked(speech: Speech, one: Shown, today: date) -> Text:
    what, due = one.text or task_texts.label(speech, one), one.task.due
    if due is None:
        return speech.say("Is this done by now: {step}?", step=what)
    return speech.say("Is “{step}”, due {day}, done by now?", step=what, day=near_day(speech, due, today))


def _step(speech: Speech, one: Shown, today: date) -> str:
    what = one.text or task_texts.label(speech, one)
    due = one.task.due
    return what if due is None else speech.word("{step} (due {day})", step=what, day=near_day(speech, due, today))
