"""The question on the first account, whether another one is theirs too, as it stands when the message goes out."""

from outreach.composing.composer import Composing, Nothing
from outreach.messages import Reply
from outreach.services.people import accounts
from outreach.texts import accounts as texts


def compose(composing: Composing) -> Reply | Nothing:
    """The question; nothing when the account does not wait any more."""
    asked, person_id = str(composing.plan["pending"]), composing.person.id or 0
    for each in accounts.waiting(composing.session, person_id, composing.now):
        if each.key == asked:
            return texts.asked(composing.speech, each.channel, asked)
    return Nothing("withdrawn")
