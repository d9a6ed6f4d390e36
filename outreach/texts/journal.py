"""What is said of a person's own entries."""

from datetime import date

from outreach import errors
from outreach.messages import Text, join
from outreach.rules.visit_draft import VisitDraft
from outreach.texts import refusals
from outreach.texts import visits as visit_texts
from outreach.texts.speech import Speech


def visit_line(speech: Speech, enterprise: str, day: date) -> Text:
    """A visit in one line."""
    return speech.say("Visit: {enterprise}, {day}", enterprise=enterprise, day=speech.day(day))


def visit(speech: Speech, enterprise: str, told: VisitDraft, today: date) -> Text:
    """A visit in full; its first line is the one that stands on a button."""
    return join([visit_line(speech, enterprise, told.visited_on or today), *visit_texts.lines(speech, told, today)])


@refusals.sentence.register
def _(refusal: errors.NothingToUndo, speech: Speech) -> Text:
    del refusal
    return speech.say("You have entered nothing yet that could be changed. To log a visit: /tham")


@refusals.sentence.register
def _(refusal: errors.NothingThere, speech: Speech) -> Text:
    del refusal
    return speech.say("This entry is not there any more: it has been undone or corrected already.")


@refusals.sentence.register
def _(refusal: errors.CannotUndo, speech: Speech) -> Text:
    if refusal.reason == "in_use":
        return speech.say("This cannot be undone any more: other entries rest on it.")
    return speech.say("This cannot be undone any more: it has been changed since.")
