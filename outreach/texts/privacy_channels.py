"""What is said of the channels on which names may or may not appear."""

from collections.abc import Sequence

from outreach.messages import Choice, Reply, Text, join, rows
from outreach.rules.vocabulary.terms import Channel
from outreach.texts.accounts import name as channel
from outreach.texts.speech import Speech


def listing(speech: Speech, rules: Sequence[tuple[Channel, bool]]) -> Reply:
    """The channels, whether names are allowed there, and the switches."""
    head = speech.say("*Names on the channels*")
    why = speech.say("The servers may be abroad: what is sent there crosses the border.")
    lines = [_line(speech, one, allowed=allowed) for one, allowed in rules]
    choices = [_switch(speech, one, allowed=allowed) for one, allowed in rules]
    return Reply(join([head, *lines, why]), rows(choices, 1), once=False)


def _line(speech: Speech, one: Channel, *, allowed: bool) -> Text:
    name = channel(speech, one)
    if allowed:
        return speech.say("• {channel}: names in private chats, to those in charge", channel=name)
    return speech.say("• {channel}: no names at all", channel=name)


def _switch(speech: Speech, one: Channel, *, allowed: bool) -> Choice:
    name = channel(speech, one)
    words = speech.word("Forbid names on {channel}", channel=name)
    if not allowed:
        words = speech.word("Allow names on {channel}", channel=name)
    return Choice(words, "privacy_channel", {"channel": one.value, "forbidden": allowed})


def switching(speech: Speech, one: Channel, *, forbidden: bool) -> Text:
    """What will change."""
    name = channel(speech, one)
    if not forbidden:
        return speech.say(
            "*Allow names on {channel} again?* They appear in private chats, to those in charge.", channel=name
        )
    return join(
        [
            speech.say("*Forbid names on {channel}?*", channel=name),
            speech.say(
                "From now on codes only there: names of candidates and of people at enterprises are neither shown nor "
                "taken, and no data are given out as a file."
            ),
            speech.say("Answers that wait to be sent there, and drafts about candidates, are cleared."),
        ]
    )


def switched(speech: Speech, one: Channel, *, forbidden: bool) -> Reply:
    """It has changed."""
    name = channel(speech, one)
    if forbidden:
        return Reply(speech.say("✓ No names on {channel} from now on.", channel=name))
    return Reply(speech.say("✓ Names may appear on {channel} again.", channel=name))
