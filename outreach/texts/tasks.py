"""Tasks in a line each: what is to be done, where, and by when. Candidates by their codes, colleagues not at all."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from outreach import errors
from outreach.messages import Text, bold
from outreach.rules.admission.limits import LimitName
from outreach.rules.short_name import short_name
from outreach.rules.tasks.task import Section
from outreach.rules.vocabulary.plans import PlanKind
from outreach.rules.vocabulary.tasks import TASK_RULES, TaskRule
from outreach.rules.vocabulary.terms import Indicator, Obstacle
from outreach.rules.vocabulary.visits import OBSTACLES
from outreach.services.tasks.shown import Shown
from outreach.texts import admission, indicators, labels, refusals
from outreach.texts.days import weekday
from outreach.texts.speech import Speech

LONGEST: Final = 90  # characters of a line: ten of them and what stands around fit one message
_LONGEST_NAME: Final = 36
_LONGEST_LABEL: Final = 24

_SECTIONS: Final[Mapping[Section, str]] = {
    Section.OVERDUE: "Overdue",
    Section.TODAY: "Today",
    Section.COMING: "Coming up",
    Section.REACHED: "Long overdue in the unit",
    Section.WEEK: "This week",
}


def heading(speech: Speech, section: Section) -> Text:
    """The heading of a section of the morning message."""
    return bold(speech.word(_SECTIONS[section]))


def line(speech: Speech, one: Shown, today: date, *, dated: bool = True) -> Text:
    """The task in one line. Another's is said to be so, with what they said holds it up, but not whose it is.

    Not ``dated``: under a heading that says the day already.
    """
    if one.task.rule is TaskRule.CLASS_AHEAD:
        return _class(speech, one, today)
    end = _end(speech, one, today, dated=dated)
    return _LINES[one.task.rule](speech, one, LONGEST - len(end.plain)) + end


def label(speech: Speech, one: Shown) -> str:
    """What the task is called on a button."""
    called = one.name or one.candidate or short_name(one.enterprise) or one.unit or _rule(speech, one)
    return _cut(called, _LONGEST_LABEL)


def when(speech: Speech, day: date, today: date) -> str:
    """The day as people say it of what is ahead: today, tomorrow, or with its weekday."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return speech.word("today" if ahead == 0 else "tomorrow")
    short = speech.short_day(day) if day.year == today.year else speech.day(day)
    return short if ahead < 0 else f"{weekday(speech, day)} {short}"


def _end(speech: Speech, one: Shown, today: date, *, dated: bool) -> Text:
    parts = [*(_due(speech, one, today) if dated else []), *_held(speech, one)]
    if not one.own:
        parts.append(speech.word("a member's of {unit}", unit=one.unit))
    return Text(f" ({', '.join(parts)})" if parts else "")


def _due(speech: Speech, one: Shown, today: date) -> list[str]:
    due = one.task.due
    if due is None:
        return [speech.word("no day yet")] if one.task.rule is TaskRule.NEXT_STEP else []
    day = when(speech, due, today)
    said = [day if one.task.rule is TaskRule.CEREMONY else speech.word("due {day}", day=day)]
    if due < today and one.late:
        said.append(speech.say_n("{n} working day late", "{n} working days late", one.late).plain)
    return said


def _held(speech: Speech, one: Shown) -> list[str]:
    """What its owner said holds it up, for whoever it has climbed to."""
    if one.own or not (one.held_kind or one.held_text):
        return []
    what = labels.label(speech, OBSTACLES, Obstacle(one.held_kind)) if one.held_kind else one.held_text
    return [speech.word("held up: {what}", what=_cut(what, _LONGEST_NAME))]


def _step(speech: Speech, one: Shown, room: int) -> Text:
    name = _cut(short_name(one.enterprise), _LONGEST_NAME)
    if one.task.detail == PlanKind.VISIT.value:
        head = speech.say("Visit {enterprise}", enterprise=bold(name))
        return head + (": " + _cut(one.text, room - len(head.plain) - 2) if one.text else "")
    what = one.text or speech.word("a step that was agreed")
    return bold(name) + ": " + _cut(what, room - len(name) - 2)


def _limit(speech: Speech, one: Shown, room: int) -> Text:
    del room
    return bold(one.candidate) + ": " + admission.limit_name(speech, LimitName(one.task.detail))


def _ceremony(speech: Speech, one: Shown, room: int) -> Text:
    del room
    return bold(one.candidate) + ": " + speech.word("planned admission ceremony")


def _class(speech: Speech, one: Shown, today: date) -> Text:
    learners = speech.say_n("{n} learner", "{n} learners", one.task.number)
    day = when(speech, one.task.due or today, today)
    return speech.say("{code} begins {day}, {learners}", code=bold(one.name), day=day, learners=learners)


def _proposal(speech: Speech, one: Shown, room: int) -> Text:
    name = _cut(short_name(one.enterprise), _LONGEST_NAME)
    what = speech.say("{enterprise}: proposal to be answered", enterprise=bold(name))
    return what + (" – " + _cut(one.text, room - len(what.plain) - 3) if one.text else "")


def _request(speech: Speech, one: Shown, room: int) -> Text:
    del room
    if one.task.detail == "acknowledge":
        return speech.say("{code}: acknowledge a request about personal data", code=bold(one.candidate))
    return speech.say("{code}: carry out a request about personal data", code=bold(one.candidate))


def _unvisited(speech: Speech, one: Shown, room: int) -> Text:
    del room
    return (
        bold(one.unit)
        + ": "
        + speech.say_n("{n} enterprise not visited for long", "{n} enterprises not visited for long", one.task.number)
    )


def _silent(speech: Speech, one: Shown, room: int) -> Text:
    del room
    if not one.task.number:
        return bold(one.unit) + ": " + speech.say("no visit logged yet")
    return (
        bold(one.unit)
        + ": "
        + speech.say_n("no visit logged for {n} day", "no visit logged for {n} days", one.task.number)
    )


def _behind(speech: Speech, one: Shown, room: int) -> Text:
    del room
    indicator = Indicator(one.task.detail)
    return speech.say(
        "{unit}: {indicator} is {number} behind its pace", unit=bold(one.unit),
        indicator=indicators.name(speech, indicator), number=indicators.counted(speech, indicator, one.task.number),
    )  # fmt: skip


def _founding(speech: Speech, one: Shown, room: int) -> Text:
    del room
    return (
        bold(_cut(short_name(one.enterprise), _LONGEST_NAME))
        + ": "
        + speech.say_n("{n} full member and no cell yet", "{n} full members and no cell yet", one.task.number)
    )


def _short(speech: Speech, one: Shown, room: int) -> Text:
    del room
    return (
        bold(_cut(one.name, _LONGEST_NAME))
        + ": "
        + speech.say_n("only {n} full member", "only {n} full members", one.task.number)
    )


_LINES: Final[Mapping[TaskRule, Callable[[Speech, Shown, int], Text]]] = {
    TaskRule.NEXT_STEP: _step,
    TaskRule.CANDIDATE_DEADLINE: _limit,
    TaskRule.CEREMONY: _ceremony,
    TaskRule.PROPOSAL: _proposal,
    TaskRule.PRIVACY_REQUEST: _request,
    TaskRule.ENTERPRISE_UNVISITED: _unvisited,
    TaskRule.UNIT_SILENT: _silent,
    TaskRule.TARGET_BEHIND: _behind,
    TaskRule.FOUNDING_READY: _founding,
    TaskRule.CELL_SHORT: _short,
}


def _rule(speech: Speech, one: Shown) -> str:
    return labels.label(speech, TASK_RULES, one.task.rule)


def _cut(text: str, longest: int) -> str:
    """``text`` on one line, and cut at a word where it is longer; at least a few words of it stay."""
    flat, longest = " ".join(text.split()), max(longest, _LONGEST_LABEL)
    if len(flat) <= longest:
        return flat
    kept = flat[: longest - 1]
    return (kept[: kept.rfind(" ")] if " " in kept else kept).rstrip(" ,;:.") + "…"


@refusals.sentence.register
def _(refusal: errors.DueInPast, speech: Speech) -> Text:
    return speech.say(
        "{day} is over, so nothing can be due on it. Did you mean {meant}?",
        day=bold(speech.day(refusal.day)), meant=bold(speech.day(refusal.meant)),
    )  # fmt: skip


@refusals.sentence.register
def _(refusal: errors.HandOverOutOfScope, speech: Speech) -> Text:
    if not refusal.unit:
        return speech.say(
            "This person cannot be given work of your unit: choose somebody of it, or a lead or administrator above."
        )
    return speech.say(
        "This person cannot take on work of {unit}: choose somebody of that unit, or a lead or administrator above.",
        unit=bold(refusal.unit),
    )


@refusals.sentence.register
def _(refusal: errors.NotYourTask, speech: Speech) -> Text:
    del refusal
    return speech.say("This is somebody else's to do. They, or a lead of their unit, can change it.")


@refusals.sentence.register
def _(refusal: errors.NotByHand, speech: Speech) -> Text:
    return speech.say(
        "This kind of task ({rule}) cannot be changed by hand: it is gone as soon as what it waits for is recorded.",
        rule=labels.label(speech, TASK_RULES, TaskRule(refusal.rule)),
    )


@refusals.sentence.register
def _(refusal: errors.StepClosed, speech: Speech) -> Text:
    if refusal.how == "visited":
        return speech.say("This planned visit has taken place already: nothing is left to do.")
    if refusal.how == "withdrawn":
        return speech.say("This task has been withdrawn: nothing is left to do.")
    return speech.say("This task is done already.")
