"""What is said about plans: the questions, the plan before it is written, the confirmation after."""

from dataclasses import dataclass
from datetime import date

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.rules.admission.calendar import holiday
from outreach.rules.candidate_code import code
from outreach.rules.vocabulary.plans import PlanKind
from outreach.rules.vocabulary.settings import HOLIDAYS
from outreach.services.tasks.ceremonies import Ceremony
from outreach.texts import admission, refusals
from outreach.texts.agenda_days import day_heading
from outreach.texts.days import full_day
from outreach.texts.labels import label
from outreach.texts.speech import Speech


@dataclass(frozen=True)
class Plan:
    """A plan as it is shown; in a group (not ``private``) without what was typed and without anybody's name."""

    what: PlanKind
    enterprise: str
    due: date
    text: str
    person: str
    own: bool
    private: bool


def ask_enterprise(speech: Speech, *, choices: bool) -> Text:
    """Where something is planned."""
    said = speech.say("Planned at which enterprise? Type its name, or choose:")
    if not choices:
        said = speech.say("Planned at which enterprise? Type its name.")
    return join([said, speech.say("For an admission ceremony type the candidate's code: UV-0001")])


def ask_what(speech: Speech, enterprise: str) -> Text:
    """What is planned there."""
    return speech.say("What is planned at *{enterprise}*?", enterprise=enterprise)


def ask_due(speech: Speech, what: str, called: str) -> Text:
    """On which day, or until when; ``called`` is the enterprise, or the candidate's code."""
    if what == PlanKind.VISIT:
        return speech.say("On which day will you be at *{name}*? For example 15/7 or “Thursday”.", name=called)
    if what == PlanKind.STEP:
        return speech.say("*{name}*: by which day is it to be done? For example 15/7 or “Friday”.", name=called)
    return speech.say("On which day is the admission ceremony of *{code}* to be? For example 20/7.", code=called)


def ask_person(speech: Speech) -> Text:
    """Who is to do it."""
    return speech.say("Who is to do it? Choose, or type a name.")


def which_person(speech: Speech, name: str) -> Text:
    """Which of several people is meant."""
    return speech.say("Who is meant by *{name}*?", name=name)


def ask_text(speech: Speech, what: str) -> Text:
    """What is to be done, or what the visit is about."""
    if what == PlanKind.STEP:
        return speech.say("What is to be done? For example: submit the dossier")
    return speech.say("What is the visit about? For example: meet the HR director")


def past(speech: Speech, day: date, meant: date) -> Text:
    """That a day has gone by, and which one may have been meant."""
    return refusals.sentence(errors.DueInPast(day, meant), speech)


def new_enterprise(speech: Speech) -> Text:
    """That the enterprise will be added."""
    return speech.say("+ The enterprise is new and will be added.")


def planned_already(speech: Speech, day: date) -> Text:
    """That the same is planned already."""
    return speech.say("⚠ You have planned to be here on {day} already. Plan it once more?", day=speech.short_day(day))


def day_off(speech: Speech, day: date) -> Text:
    """That offices are closed on the day: planned all the same."""
    known = holiday(day)
    if known is not None:
        name = label(speech, HOLIDAYS, known)
        return speech.say("ℹ {day} is a day off ({holiday}).", day=speech.short_day(day), holiday=name)
    return speech.say("ℹ {day} is a day off.", day=day_heading(speech, day))


def draft(speech: Speech, plan: Plan) -> Text:
    """The plan as it will be written."""
    day = full_day(speech, plan.due)
    if plan.what is PlanKind.VISIT:
        head = speech.say("Visit to *{enterprise}*: {day}", enterprise=plan.enterprise, day=day)
    else:
        head = speech.say("Step at *{enterprise}*: by {day}", enterprise=plan.enterprise, day=day)
    return join([head, *_lines(speech, plan)])


def written(speech: Speech, plan: Plan, entry_id: int, off: Text | str, *, told: bool) -> Reply:
    """The confirmation with its Undo button."""
    if plan.own:
        done = speech.say("✓ Planned")
    elif told:
        done = speech.say("✓ Handed over; they will be told at once")
    else:
        done = speech.say("✓ Handed over; the bot cannot reach them, so please tell them yourself")
    undo = Choice(speech.word("Undo"), "undo", {"entry": entry_id})
    return Reply(join([done, draft(speech, plan), off]), ((undo,),))


def ceremony(speech: Speech, candidate_id: int, on: date | None) -> Text:
    """The day planned for a ceremony, by the candidate's code."""
    if on is None:
        return speech.say("Admission ceremony of *{code}*: no day is planned", code=code(candidate_id))
    day = full_day(speech, on)
    return speech.say("Admission ceremony of *{code}*: {day}", code=code(candidate_id), day=day)


def about_ceremony(speech: Speech, planned: Ceremony) -> list[Text]:
    """What is to be said of the day: the one planned before, and the limits that end earlier, with their source."""
    said = []
    if planned.before is not None and planned.before != planned.on:
        said.append(speech.say("Before: {day}", day=speech.day(planned.before)))
    said += [admission.late(speech, limit, planned.on) for limit in planned.late]
    return said


def ceremony_written(speech: Speech, planned: Ceremony, entry_id: int, off: Text | str) -> Reply:
    """The confirmation of a ceremony's day with its Undo button."""
    head = speech.say("✓ Planned")
    undo = Choice(speech.word("Undo"), "undo", {"entry": entry_id})
    shown = ceremony(speech, planned.candidate_id, planned.on)
    return Reply(join([head, shown, *about_ceremony(speech, planned), off]), ((undo,),))


def called_off(speech: Speech, candidate_id: int, before: date) -> Text:
    """That the ceremony is on no day any more."""
    return speech.say(
        "✓ The admission ceremony of *{code}* is no longer planned for {day}.",
        code=code(candidate_id),
        day=speech.day(before),
    )


def _lines(speech: Speech, plan: Plan) -> list[Text]:
    if not plan.private:
        return [] if plan.own else [speech.say("For: another member")]
    lines = [speech.say("What: {text}", text=plan.text)] if plan.text else []
    return lines if plan.own else [*lines, speech.say("For: {name}", name=bold(plan.person))]


@refusals.sentence.register
def _(refusal: errors.OnlyCeremony, speech: Speech) -> Text:
    return speech.say(
        "{piece}: for a candidate /hen sets the day of the admission ceremony alone. Example: /hen UV-0001; 20/7",
        piece=bold(refusal.piece),
    )


@refusals.sentence.register
def _(refusal: errors.NoCeremonyPlanned, speech: Speech) -> Text:
    return speech.say("No admission ceremony is planned for {code}. To plan one: /hen {code}; 20/7", code=refusal.code)
