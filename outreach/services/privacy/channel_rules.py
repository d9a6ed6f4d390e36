"""What is forbidden on a channel altogether: Telegram's servers are abroad, and names sent there cross the border."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col

from models import ChannelRule, Conversation, Outbox
from outreach.actor import Actor
from outreach.errors import NotTheWhole
from outreach.rules.vocabulary.terms import Channel
from outreach.services.journal import audit

_KNOWN = "names_allowed"


def names_allowed(session: Session, channel: str) -> bool:
    """Whether a person's name may be shown and taken on ``channel``: yes, unless an administrator has forbidden it."""
    # asked for each line of a list; most channels have no rule, and what is not there is not remembered by itself
    known: dict[str, bool] = session.info.setdefault(_KNOWN, {})
    if channel not in known:
        rule = session.get(ChannelRule, channel)
        known[channel] = rule is None or not rule.names_forbidden
    return known[channel]


def may_switch(actor: Actor) -> bool:
    """Whether the actor may forbid and allow: only who administers everything, since a channel belongs to all."""
    return actor.at_least("admin") and actor.own.everything


def rules(session: Session, actor: Actor) -> list[tuple[Channel, bool]]:
    """Each channel, and whether names are allowed there.

    Raises:
        NotTheWhole: the actor does not administer everything.

    """
    _check(actor)
    return [(channel, names_allowed(session, channel)) for channel in Channel]


def switch(session: Session, actor: Actor, channel: Channel, now: datetime, *, forbidden: bool) -> None:
    """Forbid persons' names on ``channel`` altogether, or allow them again.

    Once forbidden, answers that have not been sent there yet are cleared, since they may hold names, and so are drafts
    into which a name has been typed.

    Raises:
        NotTheWhole: the actor does not administer everything.

    """
    _check(actor)
    session.merge(
        ChannelRule(
            channel=channel.value, names_forbidden=forbidden, changed_by_id=actor.person_id or 0, changed_at=now
        )
    )
    session.info.pop(_KNOWN, None)
    if forbidden:
        _clear(session, channel)
    act = "forbid" if forbidden else "allow"
    audit.note(session, actor, act, "channel_rule", None, now, "names_forbidden", channel.value)
    session.flush()


def _check(actor: Actor) -> None:
    if not may_switch(actor):
        raise NotTheWhole


def _clear(session: Session, channel: Channel) -> None:
    waiting = (col(Outbox.channel) == channel, col(Outbox.state) == "waiting", ~col(Outbox.bulk))
    gone = {"state": "cleared", "reason": "names forbidden", "payload_sealed": None}
    session.execute(update(Outbox).where(*waiting).values(**gone))
    drafts = (col(Conversation.channel) == channel, col(Conversation.form).startswith("candidate"))
    session.execute(delete(Conversation).where(*drafts))
