"""What is said where a key is lost: of what can be shown no more, and of what cannot be done."""

from dataclasses import replace

from outreach.messages import Reply, Text, join
from outreach.texts import refusals
from outreach.texts.speech import Speech
from outreach.vault import UNREADABLE, KeyLostError


def explained(speech: Speech, reply: Reply) -> Reply:
    """The reply; with a line that says why, where something in it cannot be read."""
    if UNREADABLE not in reply.text.plain:
        return reply
    why = speech.say("{sign} cannot be read: the key is missing. Please tell your administrator.", sign=UNREADABLE)
    return replace(reply, text=join([reply.text, why], "\n\n"))


@refusals.sentence.register
def _(refusal: KeyLostError, speech: Speech) -> Text:
    return speech.say(
        "This cannot be read: the key with which it was sealed is missing. Nothing was changed. "
        "Please tell your administrator; the rest works as usual."
    )
