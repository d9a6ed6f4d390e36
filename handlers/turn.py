"""One turn of a conversation: who said what, when, and what the answer may need."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from outreach.actor import Actor
from outreach.messages import Incoming
from outreach.rules.vocabulary.terms import Channel
from outreach.services.enterprises.enterprises import EnterpriseNames
from outreach.services.talk.quotas import Allowance
from outreach.texts.speech import Speech


def _no_link(start: str) -> str:
    del start
    return ""


@dataclass
class Turn:
    """What a handler gets. ``now`` is when it is handled, ``today`` the local day on which it was said.

    ``link`` gives the address that opens the private chat with ``/start …`` there; nothing while it is not known.
    ``served`` are the messengers on which the bot is, ``allowances`` what those of them that count allow in a month.
    """

    session: Session
    actor: Actor
    incoming: Incoming
    now: datetime
    speech: Speech
    names: EnterpriseNames
    argument: str = ""
    link: Callable[[str], str] = _no_link
    served: Collection[str] = tuple(Channel)
    allowances: Mapping[str, Allowance] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day on which the message was sent: "hôm qua" is meant from there, however late it is handled."""
        return self.incoming.sent_at.astimezone(self.speech.zone).date()

    @property
    def private(self) -> bool:
        """Whether this is the private chat."""
        return self.incoming.private
