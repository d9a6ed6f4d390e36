"""What is said about visits: the draft before it is written, the confirmation after, one's own recent ones."""

from collections.abc import Sequence
from datetime import date

from outreach.messages import Choice, Reply, Text, bold, join
from outreach.rules.visit_draft import NamedObstacle, StepDraft, VisitDraft
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.visits import OBSTACLES, OUTCOMES, PURPOSES
from outreach.services.visits.visits import Logged
from outreach.texts.days import full_day
from outreach.texts.labels import label
from outreach.texts.speech import Speech


def draft(
    speech: Speech, enterprise: str, told: VisitDraft, today: date, warnings: Sequence[Text] = (), *, private: bool
) -> Text:
    """The visit as it will be written; in a group without what was typed freely."""
    head = bold(enterprise) + " – " + day(speech, told.visited_on or today, today)
    said = lines(speech, told, today) if private else _public_lines(speech, told)
    return join([head, *said, *warnings])


def logged(speech: Speech, written: Logged, today: date, *, private: bool) -> Reply:
    """The confirmation with its Undo button.

    In a group what was typed freely is not said again: it may name a person.
    """
    told = written.draft
    head = speech.say(
        "✓ Logged: *{enterprise}*, {day}",
        enterprise=written.enterprise,
        day=day(speech, told.visited_on or today, today),
    )
    said = lines(speech, told, today) if private else _public_lines(speech, told)
    missing = [
        speech.say("“{obstacle}” was not noted as open here; that is fine.", obstacle=_obstacle(speech, gone))
        for gone in written.not_open
        if private or gone.kind
    ]
    undo = Choice(speech.word("Undo"), "undo", {"entry": written.entry_id})
    return Reply(join([head, *said, *missing]), ((undo,),))


def corrected(speech: Speech, written: Logged, today: date) -> Reply:
    """As ``logged``, for a correction."""
    said = logged(speech, written, today, private=True)
    return Reply(speech.say("Corrected; the earlier entry is kept as withdrawn.") + "\n" + said.text, said.choices)


def repeated(speech: Speech, day_said: date, today: date) -> Text:
    """The warning that the same person has logged a visit there for that day already."""
    if day_said == today:
        return speech.say("⚠ You have logged a visit here today already. Save another one?")
    return speech.say(
        "⚠ You have logged a visit here on {day} already. Save another one?", day=speech.short_day(day_said)
    )


def day(speech: Speech, when: date, today: date) -> str:
    """The day as people say it: today, yesterday, or with its weekday and date."""
    behind = (today - when).days
    if behind == 0:
        return speech.word("today, {day}", day=speech.short_day(when))
    if behind == 1:
        return speech.word("yesterday, {day}", day=speech.short_day(when))
    return full_day(speech, when)


def lines(speech: Speech, told: VisitDraft, today: date) -> list[Text]:
    """What was told of the visit, a line each."""
    return [
        *_structured(speech, told, [*_roles(speech, told), *told.met_other], told.obstacles, told.cleared),
        *(_step(speech, step, today) for step in told.next_steps),
        *(speech.say("Proposal: {text}", text=text) for text in told.proposals),
        *([speech.say("Together with: {names}", names=", ".join(told.participants))] if told.participants else []),
        *([speech.say("Note: {text}", text=told.note)] if told.note else []),
    ]


def _public_lines(speech: Speech, told: VisitDraft) -> list[Text]:
    known = tuple(one for one in told.obstacles if one.kind)
    cleared = tuple(one for one in told.cleared if one.kind)
    due = [step.due for step in told.next_steps if step.due]
    steps = [speech.say("Next step: {day}", day=", ".join(speech.short_day(day) for day in due))] if due else []
    return [*_structured(speech, told, _roles(speech, told), known, cleared), *steps]


def _structured(
    speech: Speech,
    told: VisitDraft,
    met: Sequence[str],
    obstacles: Sequence[NamedObstacle],
    cleared: Sequence[NamedObstacle],
) -> list[Text]:
    found = []
    if told.purpose:
        found.append(speech.say("Purpose: {purpose}", purpose=label(speech, PURPOSES, told.purpose)))
    if met:
        found.append(speech.say("Met: {roles}", roles=", ".join(met)))
    if told.outcome:
        found.append(speech.say("Outcome: {outcome}", outcome=label(speech, OUTCOMES, told.outcome)))
    if obstacles:
        found.append(speech.say("Obstacles: {obstacles}", obstacles=_obstacles(speech, obstacles)))
    if cleared:
        found.append(speech.say("Cleared: {obstacles}", obstacles=_obstacles(speech, cleared)))
    return found


def _roles(speech: Speech, told: VisitDraft) -> list[str]:
    return [label(speech, CONTACT_ROLES, role) for role in told.roles]


def _obstacles(speech: Speech, obstacles: Sequence[NamedObstacle]) -> str:
    return ", ".join(_obstacle(speech, one) for one in obstacles)


def _obstacle(speech: Speech, one: NamedObstacle) -> str:
    return label(speech, OBSTACLES, one.kind) if one.kind else one.text


def _step(speech: Speech, step: StepDraft, today: date) -> Text:
    when = [_due(speech, step.due, today)] if step.due else []
    who = [f"({step.person})"] if step.person else []
    return speech.say("Next step: {step}", step=" ".join([*when, *([step.text] if step.text else []), *who]))


def _due(speech: Speech, due: date, today: date) -> str:
    return speech.short_day(due) if due.year == today.year else speech.day(due)
