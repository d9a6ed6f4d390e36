"""What is said about a person's accounts on the messengers: adding one, agreeing, letting it go, where to write."""

from collections.abc import Collection, Sequence
from datetime import datetime

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.vocabulary.places import CHANNELS
from outreach.rules.vocabulary.terms import Channel
from outreach.services.people.accounts import Own, Waiting
from outreach.texts import refusals
from outreach.texts.labels import label
from outreach.texts.speech import Speech


def name(speech: Speech, channel: str) -> str:
    """What the messenger is called."""
    return label(speech, CHANNELS, Channel(channel))


def line(speech: Speech, own: Own) -> Text:
    """On which messengers, and where the morning message comes; nothing where there is one alone."""
    if len(own.channels) < len(Channel):
        return Text()
    names = ", ".join(name(speech, channel) for channel in own.channels)
    if own.chosen is None:
        return speech.say("Accounts: {names}; I write where you last wrote", names=names)
    return speech.say("Accounts: {names}; I write on {chosen}", names=names, chosen=name(speech, own.chosen))


def menu(speech: Speech, own: Own, served: Collection[str]) -> Reply:
    """The accounts, and what can be done with them."""
    if len(own.channels) > 1:
        return Reply(line(speech, own), rows([*_places(speech, own), *_partings(speech, own)]))
    (only,) = own.channels
    missing = [channel for channel in Channel if channel != only and channel in served]
    said = speech.say("You write to me on {channel}.", channel=bold(name(speech, only)))
    more = speech.say("You can do so from a second messenger as well: the same data, the same rights.")
    choices = [
        Choice(speech.word("Add a {channel} account", channel=name(speech, each)), "account_add", {})
        for each in missing
    ]
    return Reply(join([said, more if missing else ""]), rows(choices))


def _places(speech: Speech, own: Own) -> list[Choice]:
    """Where else the morning message can come."""
    there = [
        Choice(speech.word("Write on {channel}", channel=name(speech, each)), "account_prefer", {"channel": each.value})
        for each in own.channels
        if each != own.chosen
    ]
    return there + ([Choice(speech.word("Where I last wrote"), "account_prefer", {})] if own.chosen else [])


def _partings(speech: Speech, own: Own) -> list[Choice]:
    return [
        Choice(speech.word("Unlink {channel}", channel=name(speech, each)), "account_unlink", {"channel": each.value})
        for each in own.channels
    ]


def offered(speech: Speech, code: str, until: datetime) -> list[Reply]:
    """How to come in on the other messenger; the line to send stands alone, so that it is copied easily."""
    said = speech.say(
        "On the other messenger, send me the line below (once, until {until}). Then I ask you here whether it is you.",
        until=speech.moment(until),
    )
    return [Reply(said, replaces=True), Reply(Text(f"/start {code}"))]


def beside(speech: Speech, here: str, asked_on: str) -> Text:
    """This account will be one more, once the person agrees."""
    return speech.say(
        "Use this {here} account as well? I shall ask on {first} first.",
        here=name(speech, here),
        first=name(speech, asked_on),
    )


def waits(speech: Speech, asked_on: str, until: datetime) -> Reply:
    """The account waits."""
    return Reply(
        speech.say(
            "I have asked you on {first}. Please agree there, until {until}; then you can go on here.\n"
            "If you cannot get into it any more, please ask an administrator to agree for you.",
            first=bold(name(speech, asked_on)),
            until=speech.moment(until),
        )
    )


def asked(speech: Speech, channel: str, pending: str) -> Reply:
    """Ask on the first account."""
    choices = (
        Choice(speech.word("Agree"), "account_agree", {"pending": pending}),
        Choice(speech.word("That is not me"), "account_refuse", {"pending": pending}),
    )
    said = speech.say(
        "A {channel} account asks to be yours too, with a code meant for you. Is it you?",
        channel=bold(name(speech, channel)),
    )
    return Reply(said, (choices,))


def agreed(speech: Speech, channel: str) -> Reply:
    """The account is the person's."""
    return Reply(
        speech.say(
            "✓ The {channel} account is linked. Where I write: /caidat accounts", channel=bold(name(speech, channel))
        ),
        replaces=True,
    )


def refused(speech: Speech, channel: str) -> Reply:
    """The account has been turned away."""
    return Reply(
        speech.say(
            "✓ The {channel} account was turned away. Somebody had your code: if you did not pass it on yourself, "
            "please tell the administrator.",
            channel=name(speech, channel),
        ),
        replaces=True,
    )


def welcome(speech: Speech) -> Reply:
    """The account that waited is the person's."""
    return Reply(speech.say("✓ Confirmed. You can go on here, with all that is yours. What I can do: /trogiup"))


def turned_away(speech: Speech) -> Reply:
    """What the account that waited is told."""
    return Reply(speech.say("This account was not confirmed. Please ask your administrator."))


def vouched(speech: Speech, channel: str) -> Reply:
    """What the first account is told when an administrator has agreed."""
    return Reply(
        speech.say(
            "An administrator has linked a {channel} account to you. If that is not you, "
            "unlink it at once: /caidat accounts",
            channel=bold(name(speech, channel)),
        )
    )


def vouching(speech: Speech, waiting: Sequence[Waiting], person_id: int) -> list[Choice]:
    """An administrator's buttons to agree to accounts that wait."""
    return [
        Choice(
            speech.word("Confirm {channel}", channel=name(speech, each.channel)),
            "account_vouch",
            {"pending": each.key, "person": person_id},
        )
        for each in waiting
    ]


def preferred(speech: Speech, own: Own) -> Reply:
    """Where things are told from now on."""
    if own.chosen is None:
        return Reply(speech.say("✓ From now on I write where you last wrote."), replaces=True)
    return Reply(speech.say("✓ From now on I write on *{channel}*.", channel=name(speech, own.chosen)), replaces=True)


def unlinking(speech: Speech, channel: str) -> Text:
    """The account will be the person's no more."""
    return speech.say(
        "Unlink your *{channel}* account? Everything stays on the other one.", channel=name(speech, channel)
    )


def unlinked(speech: Speech, channel: str) -> Reply:
    """The account is the person's no more."""
    return Reply(speech.say("✓ The {channel} account is unlinked.", channel=name(speech, channel)))


def parted(speech: Speech) -> Reply:
    """What the account is told that was unlinked from the other one."""
    return Reply(speech.say("This account was unlinked from your other one. I do not answer here any more."))


@refusals.sentence.register
def _(refusal: errors.AccountThere, speech: Speech) -> Text:
    return speech.say(
        "You have an account on {channel} already. To change to this one, please ask an administrator for a code.",
        channel=bold(name(speech, refusal.channel)),
    )
