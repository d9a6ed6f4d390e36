"""Choices where there are no buttons: numbered lines, to be answered with a number, the label, or how it begins."""

import re
from collections.abc import Sequence
from dataclasses import replace

from outreach.messages import Choice, Reply, Text, italic, join
from outreach.texts.speech import Speech

_OWN_NUMBER = re.compile(r"^\d+\. ")
_CHOSEN = "✓ "
_STATES = frozenset({"on", "off"})


def numbered(speech: Speech, reply: Reply) -> Reply:
    """``reply`` with its choices and links in its text; they stay its choices, to be recognised when typed.

    The short word that would stand at a pressed button is said, where nothing else is.
    """
    flat = [choice for row in reply.choices for choice in row]
    links = [speech.say("In our private chat, type: {words}", words=f"/{link.start}") for link in reply.links]
    text = join([reply.text or reply.toast, *links])
    if not flat:
        return replace(reply, text=text)
    if reply.numbered and reply.same:
        return replace(reply, text=_state(speech, flat))
    return replace(reply, text=text + "\n\n" + join(_lines(speech, reply, flat)))


def _lines(speech: Speech, reply: Reply, flat: Sequence[Choice]) -> list[Text | str]:
    if not reply.numbered:
        words = " · ".join(choice.label.lower() for choice in flat)
        return [speech.say("Or type: {words}", words=words)]
    told = f"\n{reply.text.plain}"
    listed = [
        f"{place}. {_OWN_NUMBER.sub('', choice.label)}"
        for place, choice in enumerate(flat, 1)
        if not (choice.label.startswith(f"{place}. ") and f"\n{place}. " in told)  # a list that is numbered already
    ]
    several = speech.word("Answer with one or more numbers, such as 1 3.")
    return [*listed, italic(several if _several(flat) else speech.word("Answer with a number."))]


def _several(flat: Sequence[Choice]) -> bool:
    return sum(choice.data.get("move") in _STATES for choice in flat) > 1


def _state(speech: Speech, flat: Sequence[Choice]) -> Text:
    """What is chosen so far, in the shortest form: the list with its numbers stands above in the chat."""
    chosen = [choice.label.removeprefix(_CHOSEN) for choice in flat if choice.data.get("move") == "off"]
    done = next((choice.label.lower() for choice in flat if choice.data.get("move") == "done"), "")
    if not chosen:
        return speech.say("Nothing is chosen. Type numbers, or: {done}", done=done)
    return speech.say("Chosen: {what}. More numbers, or: {done}", what=", ".join(chosen), done=done)
