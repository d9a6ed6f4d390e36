"""What is said about the binding of a group, and about languages."""

from datetime import datetime, time

from models import BoundChat, Unit
from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.rules.vocabulary.languages import LANGUAGES, Language
from outreach.texts import refusals
from outreach.texts.labels import heading
from outreach.texts.speech import Speech
from outreach.texts.units import named

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekly(speech: Speech, weekday: int, at: time) -> str:
    """The day of the week and the hour, as in Thursday 08:00."""
    return f"{speech.word(_DAYS[weekday])} {at:%H:%M}"


def binding(speech: Speech, unit: Unit, weekday: int, at: time) -> Text:
    """What the group will be bound to."""
    return join(
        [
            speech.say("Bind this group to {unit}?", unit=named(unit)),
            speech.say("Weekly summary: {when}", when=bold(weekly(speech, weekday, at))),
            speech.say("*Everybody in the group will see the figures of the unit and of those below it.*"),
        ]
    )


def bound(speech: Speech, unit: Unit, row: BoundChat, first: datetime) -> Reply:
    """The group is bound; when the first summary arrives."""
    return Reply(
        join(
            [
                speech.say("✓ This group is bound to {unit}.", unit=named(unit)),
                _every(speech, row),
                speech.say("The first one arrives at {when}.", when=bold(speech.moment(first))),
            ]
        )
    )


def present(speech: Speech, unit: Unit, row: BoundChat, following: datetime) -> Reply:
    """The binding as it is."""
    return Reply(
        join(
            [
                speech.say("This group is bound to {unit}.", unit=named(unit)),
                _every(speech, row),
                speech.say("The next one arrives at {when}.", when=bold(speech.moment(following))),
                speech.say("To change: /gan {code}; Monday 08:00. To end: /gan tat", code=unit.code),
            ]
        )
    )


def not_bound(speech: Speech) -> Reply:
    """There is no binding, and how to make one."""
    return Reply(speech.say("This group is not bound yet. To bind: /gan UNIT-CODE; Monday 08:00"))


def ending(speech: Speech, unit: Unit) -> Text:
    """The binding will end."""
    return speech.say(
        "End the binding of this group to {unit}?\nThe weekly summary will not arrive any more.", unit=named(unit)
    )


def ended(speech: Speech) -> Reply:
    """The binding has ended."""
    return Reply(speech.say("✓ The binding has ended. No more summaries will arrive here."))


def which_language(speech: Speech, *, private: bool) -> Reply:
    """The languages to choose from."""
    text = speech.say(
        "Which language shall I use with you?" if private else "Which language shall the weekly summary have?"
    )
    choices = tuple(
        Choice(heading(Speech(one, speech.zone), LANGUAGES, one), "language", {"language": one.value})
        for one in Language
    )
    return Reply(text, (choices,))


def language_set(speech: Speech, *, private: bool) -> Reply:
    """Said in the language that has just been chosen."""
    if private:
        return Reply(speech.say("✓ From now on I use English with you."), replaces=True)
    return Reply(speech.say("✓ From now on the weekly summary of this group is in English."), replaces=True)


def _every(speech: Speech, row: BoundChat) -> Text:
    return speech.say("Weekly summary: {when}", when=bold(weekly(speech, row.weekday, row.at)))


@refusals.sentence.register
def _(refusal: errors.BadWeekday, speech: Speech) -> Text:
    return speech.say("{piece} is no day of the week. It looks like: Monday 08:00", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.BadHour, speech: Speech) -> Text:
    return speech.say("{piece} is no time of day. It looks like: 08:00", piece=bold(refusal.piece))
