"""What is said when a person comes in from another account."""

from datetime import datetime

from outreach import errors
from outreach.messages import Reply, Text, join
from outreach.services.people.people import Member
from outreach.texts import refusals
from outreach.texts.people import post
from outreach.texts.speech import Speech


def offering(speech: Speech, who: Member) -> Text:
    """A code will be made."""
    return join(
        [
            speech.say("Make a code with which *{name}* comes in from a new account?", name=who.name),
            speech.say("The old account works until the code is used from the new one."),
        ]
    )


def offered(speech: Speech, code: str, link: str, name: str, until: datetime) -> list[Reply]:
    """The code, in a message of its own that can be forwarded as it is."""
    way_in = speech.say(
        "Hello {name}! Please open this from the new account (once, until {until}):",
        name=name,
        until=speech.moment(until),
    )
    keys = [Text(link), speech.say("or send the bot: {command}", command=f"/start {code}")] if link else [
        speech.say("Send the bot: {command}", command=f"/start {code}")
    ]  # fmt: skip
    return [Reply(speech.say("✓ Done. Please forward the next message:")), Reply(join([way_in, *keys]))]


def meant(speech: Speech, who: Member, unit: str, asked: Text) -> Text:
    """Whose account this will be."""
    return join([speech.say("*{name}*\n{post}", name=who.name, post=post(speech, who.role, unit)), asked])


def instead(speech: Speech) -> Text:
    """It takes the place of the one before."""
    return speech.say("From now on this account instead of the old one?")


def linked(speech: Speech, who: Member) -> Reply:
    """This account is the person's."""
    return Reply(
        join(
            [
                speech.say("✓ Welcome back, *{name}*! Everything is as it was.", name=who.name),
                speech.say("All I can do: /trogiup"),
            ]
        )
    )


def unlinked(speech: Speech) -> Reply:
    """What the old account is told."""
    return Reply(
        speech.say(
            "This account no longer works with me: another one was opened in its place with a code of the "
            "administrator's. If you know nothing of it, please tell the administrator at once."
        )
    )


@refusals.sentence.register
def _(refusal: errors.AccountTaken, speech: Speech) -> Text:
    del refusal
    return speech.say(
        "This account is in use by somebody else. Please open the code from the new account. It can still be used."
    )


@refusals.sentence.register
def _(refusal: errors.SameAccount, speech: Speech) -> Text:
    del refusal
    return speech.say(
        "This is the account that is in use already. Please open the code from the new one. It can still be used."
    )
