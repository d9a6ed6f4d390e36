"""What is said of absences: the days, who stands in, what the two are told. Names stand in private answers alone."""

from collections.abc import Sequence
from datetime import date

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join
from outreach.services.people.away import Absence
from outreach.texts import refusals
from outreach.texts.speech import Speech


def span(speech: Speech, starts: date, ends: date) -> str:
    """The days: "01/07/2024 – 15/07/2024", or one of them."""
    return speech.day(starts) if starts == ends else f"{speech.day(starts)} – {speech.day(ends)}"


def asked_days(speech: Speech) -> Text:
    """The question for the days."""
    return speech.say("Away from when to when? For example 1/7-15/7, next week, 10 days.")


def asked_stand_in(speech: Speech) -> Text:
    """The question for the stand-in."""
    return speech.say("Who stands in? Choose, or type a name.")


def line(speech: Speech, absence: Absence) -> Text:
    """An absence on a person's card."""
    days = span(speech, absence.starts, absence.ends)
    return speech.say("Away {days}; {name} stands in.", days=days, name=absence.stand_in)


def preview(speech: Speech, name: str, absence: Absence) -> Text:
    """The absence as it would be; ``name`` is empty for one's own."""
    days = span(speech, absence.starts, absence.ends)
    return join(
        [
            speech.say("*{name}* is away", name=name) if name else speech.say("*Away*"),
            speech.say("Days: {days}", days=bold(days)),
            speech.say("Stand-in: {name}", name=bold(absence.stand_in)),
            speech.say("Reminders go to the stand-in on these days, and come back by themselves afterwards."),
        ]
    )


def gone(speech: Speech, absence: Absence, *, own: bool) -> Reply:
    """The absence is arranged."""
    days = span(speech, absence.starts, absence.ends)
    said = speech.say("✓ Away {days}. *{name}* stands in.", days=days, name=absence.stand_in)
    return Reply(join([said, speech.say("Back early: /caidat back") if own else ""]))


def present(speech: Speech, absence: Absence, acts: Sequence[str], person: int) -> Reply:
    """The absence that is under way or ahead, with the acts that end and change it."""
    end, change = acts
    data = {"person": person}
    buttons = ((Choice(speech.word("Back early"), end, data), Choice(speech.word("Other days"), change, data)),)
    return Reply(line(speech, absence), buttons)


def ended(speech: Speech) -> Reply:
    """The absence has ended."""
    return Reply(speech.say("✓ The absence has ended: reminders come as before."))


def told(speech: Speech, what: str, unit: str, days: Sequence[date]) -> Text:
    """What one of the two is told when somebody else has arranged it; the other is a member of ``unit``."""
    when = bold(span(speech, days[0], days[1])) if days else Text()
    match what:
        case "stand_in":
            return speech.say(
                "You stand in for a member of {unit}: {days}. What is theirs to do is reminded here.",
                unit=unit,
                days=when,
            )
        case "stand_in_over":
            return speech.say("You no longer stand in for the member of {unit}.", unit=unit)
        case "away":
            return speech.say("You are marked as away: {days}. A stand-in gets your reminders.", days=when)
        case "away_over":
            return speech.say("Your absence has been ended: reminders come to you again.")
    return speech.say(
        "Your stand-in can no longer stand in: reminders come to you again. To choose somebody else: /caidat away"
    )


@refusals.sentence.register
def _(refusal: errors.BadAbsence, speech: Speech) -> Text:
    piece = bold(refusal.piece)
    match refusal.reason:
        case "past":
            return speech.say("{piece} is past. An absence begins today or later.", piece=piece)
        case "too_long":
            return speech.say(
                "{piece} days are too many: an absence lasts {most} days at most. For longer, hand everything over.",
                piece=piece,
                most=speech.count(refusal.most),
            )
    return speech.say("I do not understand the days {piece}. Write 1/7-15/7, “next week” or “10 days”.", piece=piece)


@refusals.sentence.register
def _(refusal: errors.CannotStandIn, speech: Speech) -> Text:
    days = span(speech, refusal.starts, refusal.ends)
    return speech.say(
        "{name} is away themself ({days}). Please choose somebody else.", name=bold(refusal.name), days=days
    )


@refusals.sentence.register
def _(refusal: errors.StandsIn, speech: Speech) -> Text:
    days = span(speech, refusal.starts, refusal.ends)
    return speech.say(
        "Somebody who is away has their reminders sent here: {days}. A stand-in of a stand-in is not possible; "
        "that absence needs another stand-in first.",
        days=bold(days),
    )


@refusals.sentence.register
def _(refusal: errors.NotAway, speech: Speech) -> Text:
    del refusal
    return speech.say("There is no absence to end.")
