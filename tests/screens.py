"""What a person sees of a message: the same on each messenger, with what can be chosen in brackets."""

import re
from collections.abc import Sequence

from outreach.services.talk.offers import WITH_BUTTONS
from outreach.services.talk.outbox import Outgoing

OWN_NUMBER = re.compile(r"^\d+\. ")
CHOSEN = "✓ "
PRIVATELY = ("Xin nhắn riêng cho bot: /", "In our private chat, type: /")


def as_seen(message: Outgoing, before: Sequence[Outgoing] = ()) -> str:
    """The message in words, its choices in brackets; ``before``: what was said earlier in this chat."""
    rows = [[button.label for button in row] for row in message.buttons]
    brackets = [" ".join(f"[{label}]" for label in row) for row in rows]
    return "\n".join([unnumbered(message, before), *brackets])


def unnumbered(message: Outgoing, before: Sequence[Outgoing] = ()) -> str:
    """What a message says apart from its choices; without buttons each must be there, it is all that one has."""
    if message.address.channel in WITH_BUTTONS:
        return message.text.plain
    text = _without_links(message)
    labels = _labels(message)
    if not labels:
        return text
    listed = _listed(text, labels)
    if not listed:
        return text.rpartition("\n\n")[0]
    if f"{listed}\n" in text:
        return text.partition(f"\n{listed}\n")[0]
    if in_words(message):
        return text.rpartition("\n\n")[0]
    assert any(_same(listed, each.text.plain) for each in before), f"{labels} cannot be chosen in:\n{text}"
    return text


def in_words(message: Outgoing) -> bool:
    """Whether the choices are words to be typed, since a number may be the answer itself."""
    return message.text.plain.rpartition("\n")[2].endswith(" · ".join(label.lower() for label in _labels(message)))


def _labels(message: Outgoing) -> list[str]:
    return [button.label for row in message.buttons for button in row if button.press]


def _listed(text: str, labels: Sequence[str]) -> str:
    """The choices as numbered lines, apart from those that the text itself has under their numbers."""
    told = {label for place, label in enumerate(labels, 1) if label.startswith(f"{place}. ") and f"\n{place}. " in text}
    each = enumerate(labels, 1)
    return "".join(f"\n{place}. {OWN_NUMBER.sub('', label)}" for place, label in each if label not in told)


def _without_links(message: Outgoing) -> str:
    text = message.text.plain
    for button in (button for row in message.buttons for button in row if button.start):
        lines = text.split("\n")
        way = [line for line in lines if line.endswith(f": /{button.start}")]
        assert way, f"nothing tells the way into the private chat in:\n{text}"
        lines.remove(way[-1])
        text = "\n".join(lines)
    return text


def _same(listed: str, shown: str) -> bool:
    """Whether what is only summed up now stands listed in an earlier message, whatever was chosen then."""
    return listed.replace(CHOSEN, "") in shown.replace(CHOSEN, "")
