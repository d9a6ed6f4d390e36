"""Pictures and files for a messenger without uploads: kept for some days, and fetched by a signed link."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bot.links import VALID_FOR, Links
from models import Outbox, SharedFile
from outreach.services.talk import outbox
from outreach.services.talk.outbox import Outgoing
from outreach.vault import vault_of


@dataclass(frozen=True)
class Sharing:
    """How files are linked to; without an address of the bot's own the text goes alone."""

    links: Links | None = None

    def shared(self, session: Session, row: Outbox, message: Outgoing, now: datetime) -> Outgoing:
        """The message as it goes out: with a link where the messenger takes no uploads, made once for all tries."""
        file = message.file
        if file is None or row.channel in outbox.WITH_UPLOADS:
            return message
        if self.links is None or file.personal:  # what is personal is never given by link
            return replace(message, file=None)
        kept = session.get(SharedFile, message.shared) if message.shared is not None else None
        if kept is None:
            content = vault_of(session).seal_bytes(file.content)
            kept = SharedFile(name=file.name, content_sealed=content, expires_at=now + VALID_FOR)
            session.add(kept)
            session.flush()
            outbox.share(session, row, kept.id or 0)
        return replace(message, link=self.links.to(kept.id or 0, file.name, kept.expires_at))
