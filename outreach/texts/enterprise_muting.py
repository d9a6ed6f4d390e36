"""What is said when nobody is to be reminded of an enterprise for a time."""

from collections.abc import Sequence
from datetime import date

from models import Enterprise
from outreach.messages import Choice, Reply, rows
from outreach.texts.speech import Speech


def asked(speech: Speech, row: Enterprise, days: Sequence[date]) -> Reply:
    """Until when? The days are offered; choosing one writes it."""
    said = speech.say(
        "Until when shall nobody be reminded of *{name}*? Steps, visits and targets are meant; time limits of "
        "candidates and ceremonies are reminded of all the same.",
        name=row.name,
    )
    choices = [
        Choice(speech.word("Until {day}", day=speech.day(day)), "enterprise_mute",
               {"enterprise": row.id, "until": day.isoformat()})
        for day in days
    ]  # fmt: skip
    leave = Choice(speech.word("Do not mute"), "enterprise_unmute", {"enterprise": row.id})
    return Reply(said, rows([*choices, leave]))


def muted(speech: Speech, row: Enterprise) -> Reply:
    """That it is muted, and the button that ends it."""
    said = speech.say(
        "✓ Nobody is reminded of *{name}* until the end of {day}.",
        name=row.name,
        day=speech.day(row.muted_until or date.min),
    )
    again = Choice(speech.word("Remind again"), "enterprise_unmute", {"enterprise": row.id})
    return Reply(said, ((again,),), replaces=True)


def unmuted(speech: Speech, row: Enterprise) -> Reply:
    """That it is reminded of as ever."""
    return Reply(speech.say("✓ Reminders about *{name}* come as ever.", name=row.name), replaces=True)
