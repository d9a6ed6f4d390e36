"""What administrators are told beside their tasks, a line each; no person's name."""

from datetime import datetime

from outreach.messages import Text, bold
from outreach.rules.tasks.notice import NoticeKind
from outreach.services.tasks.tidings import Tiding
from outreach.texts import accounts
from outreach.texts.speech import Speech


def line(speech: Speech, tiding: Tiding) -> Text:
    """What has happened to a group, a member of a unit or a messenger's quota, and what follows from it."""
    if tiding.at is not None:
        return _quota(speech, tiding, tiding.at)
    if tiding.kind in {NoticeKind.PERSON_LOST, NoticeKind.PERSON_SILENT}:
        return _person_lost(speech, tiding)
    return _group(speech, tiding)


def _quota(speech: Speech, tiding: Tiding, at: datetime) -> Text:
    channel = bold(accounts.name(speech, tiding.channel))
    if tiding.kind is NoticeKind.QUOTA_SHORT:
        return speech.say(
            "{channel}: four fifths of what {month} allows are used. When it runs short, answers go first, then weekly "
            "summaries, then what is overdue. The figures: /caidat",
            channel=channel,
            month=f"{at:%m/%Y}",
        )
    return speech.say_n(
        "{channel}: *{n} message* of {day} was held back, so that the month's quota lasts. /viec shows all tasks.",
        "{channel}: *{n} messages* of {day} were held back, so that the month's quota lasts. /viec shows all tasks.",
        tiding.number,
        channel=channel,
        day=speech.short_day(at.date()),
    )


def _group(speech: Speech, tiding: Tiding) -> Text:
    if tiding.kind is NoticeKind.GROUP_LOST:
        return speech.say(
            "The group bound to {unit} can no longer be reached. The weekly summary will not arrive there "
            "until I am added to the group again.",
            unit=bold(tiding.name),
        )
    return speech.say(
        "The weekly summary for the group of {unit} could not be sent in time and was left out. "
        "/bantin in the group shows the present figures.",
        unit=bold(tiding.name),
    )


def _person_lost(speech: Speech, tiding: Tiding) -> Text:
    if tiding.kind is NoticeKind.PERSON_SILENT:
        return speech.say(
            "Zalo lets me write only to those who wrote to me first: somebody of {unit} gets no reminders until "
            "they send me a message there.",
            unit=bold(tiding.code or speech.word("everything")),
        )
    if tiding.code:
        return speech.say(
            "A member of {unit} can no longer be reached. Reminders wait until they write to me again.",
            unit=bold(tiding.code),
        )
    return speech.say("An administrator can no longer be reached. Reminders wait until they write to me again.")
