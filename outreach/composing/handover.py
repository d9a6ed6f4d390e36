"""A successor is told what has been handed over, as far as it still is theirs to do."""

from models import Handover
from outreach.composing.composer import Composing, Nothing
from outreach.messages import Reply
from outreach.services.people import handover
from outreach.texts import handover as texts


def compose(asked: Composing) -> Reply | Nothing:
    """How much was handed over; nothing when it was undone, or has been dealt with already."""
    row = asked.session.get_one(Handover, asked.plan["handover"])
    if row.undone_at is not None:
        return Nothing("undone")
    given = handover.left_of(asked.session, row)
    return texts.received(asked.speech, given) if given.number else Nothing("done")
