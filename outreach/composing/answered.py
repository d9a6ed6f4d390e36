"""The answer to a proposal, told to the member who brought it, as it stands when the message goes out."""

from outreach.actor import Actor
from outreach.composing.composer import Composing, Nothing
from outreach.errors import NothingThere
from outreach.messages import Reply
from outreach.services.visits import proposals
from outreach.services.visits.proposals import ProposalCard
from outreach.texts import proposals as texts


def compose(composing: Composing) -> Reply | Nothing:
    """The answer; nothing when it has been taken back, or the visit is gone."""
    found = _found(composing)
    if found is None or found.answered_at is None:
        return Nothing("withdrawn")
    return texts.told(composing.speech, found)


def compose_withdrawn(composing: Composing) -> Reply | Nothing:
    """That the answer is none any more; nothing when there is a new one, which tells of itself."""
    found = _found(composing)
    if found is None or found.answered_at is not None:
        return Nothing("withdrawn" if found is None else "answered")
    return texts.told_withdrawn(composing.speech, found)


def _found(composing: Composing) -> ProposalCard | None:
    person = composing.person
    actor = Actor(person.id, person.role, person.unit_id, channel=composing.channel)
    try:
        return proposals.find(composing.session, actor, int(composing.plan["proposal"]))
    except NothingThere:
        return None
