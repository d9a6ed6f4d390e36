"""What administrators are told of their own accord."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models import BoundChat, Unit
from outreach.messages import Reply, Text, bold
from outreach.services.people import people
from outreach.services.talk import outbox
from outreach.texts.speech import Speech


@dataclass(frozen=True)
class Notices:
    """Tells the administrators who answer for a unit, each in their language."""

    zone: ZoneInfo
    language: str

    def group_lost(self, session: Session, chat: BoundChat, now: datetime) -> None:
        """A bound group has removed the bot, or is no more."""
        unit = session.get_one(Unit, chat.unit_id)
        self._tell(session, chat.unit_id, f"group-lost:{chat.id}:{now.isoformat()}", now, lambda speech: speech.say(
            "The group bound to {unit} can no longer be reached. The weekly summary will not arrive there "
            "until I am added to the group again.",
            unit=bold(unit.name),
        ))  # fmt: skip

    def digest_skipped(self, session: Session, chat: BoundChat, subject: str, now: datetime) -> None:
        """A summary had become too old before it could be sent."""
        unit = session.get_one(Unit, chat.unit_id)
        self._tell(session, chat.unit_id, f"digest-skipped:{subject}", now, lambda speech: speech.say(
            "The weekly summary for the group of {unit} could not be sent in time and was left out. "
            "/bantin in the group shows the present figures.",
            unit=bold(unit.name),
        ))  # fmt: skip

    def _tell(
        self, session: Session, unit_id: int, key: str, now: datetime, sentence: Callable[[Speech], Text]
    ) -> None:
        for address, language in people.administrators(session, unit_id):
            reply = Reply(sentence(Speech(language or self.language, self.zone)))
            outbox.plan(session, f"{key}:{address.channel}:{address.chat}", address, reply, now, rule="notice")
