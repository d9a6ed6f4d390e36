"""What administrators are told beside their tasks, a line each; no person's name."""

from outreach.messages import Text, bold
from outreach.rules.tasks.notice import NoticeKind
from outreach.services.tasks.tidings import Tiding
from outreach.texts.speech import Speech


def line(speech: Speech, tiding: Tiding) -> Text:
    """What has happened to a group or a member of a unit, and what follows from it."""
    match tiding.kind:
        case NoticeKind.GROUP_LOST:
            return speech.say(
                "The group bound to {unit} can no longer be reached. The weekly summary will not arrive there "
                "until I am added to the group again.",
                unit=bold(tiding.name),
            )
        case NoticeKind.DIGEST_SKIPPED:
            return speech.say(
                "The weekly summary for the group of {unit} could not be sent in time and was left out. "
                "/bantin in the group shows the present figures.",
                unit=bold(tiding.name),
            )
        case NoticeKind.PERSON_LOST if tiding.code:
            return speech.say(
                "A member of {unit} can no longer be reached. Reminders wait until they write to me again.",
                unit=bold(tiding.code),
            )
    return speech.say("An administrator can no longer be reached. Reminders wait until they write to me again.")
