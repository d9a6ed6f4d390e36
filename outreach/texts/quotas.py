"""How far the month's quota of a messenger reaches, for administrators."""

from outreach.messages import Text
from outreach.services.talk.quotas import Standing
from outreach.texts.accounts import name
from outreach.texts.speech import Speech


def line(speech: Speech, standing: Standing) -> Text:
    """Messages, people and groups of the month, and what was held back."""
    use, plan = standing.use, standing.plan
    said = speech.say(
        "{channel} in {month}: {used}/{all} messages (sent {sent}, received {received}), "
        "{users} people, {groups} groups",
        channel=name(speech, standing.channel),
        month=f"{standing.month:%m/%Y}",
        used=speech.count(use.sent + use.received),
        all=speech.count(plan.messages),
        sent=speech.count(use.sent),
        received=speech.count(use.received),
        users=_of(use.users, plan.users),
        groups=_of(use.groups, plan.groups),
    )
    if not standing.held:
        return said
    return said + speech.say_n("; *{n} message* held back", "; *{n} messages* held back", standing.held)


def _of(number: int, most: int | None) -> str:
    return f"{number}/{most}" if most is not None else f"{number}"
