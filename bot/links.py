"""Signed links that expire: how a messenger without uploads fetches a picture or a file."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from outreach.vault import Vault

VALID_FOR = timedelta(days=3)
_LENGTH = 32  # hexadecimal digits of the signature


class ForgedLinkError(Exception):
    """No link of ours."""


class ExpiredLinkError(Exception):
    """A link of ours that has run out."""


@dataclass(frozen=True)
class Links:
    """Makes and checks links under ``public_url``; every key of the vault is heeded, so that rotation breaks none."""

    public_url: str
    vault: Vault

    def to(self, file: int, name: str, expires_at: datetime) -> str:
        """The address at which the file is fetched until ``expires_at``."""
        until = int(expires_at.timestamp())
        return f"{self.public_url}/f/{file}/{until}/{self._signatures(file, until)[0]}/{quote(name)}"

    def check(self, file: int, until: int, signature: str, now: datetime) -> None:
        """Pass for a link that ``to`` has made and that is still good.

        Raises:
            ForgedLinkError: it was not made here, or something in it has been changed.
            ExpiredLinkError: it has run out.

        """
        if not any(hmac.compare_digest(known.encode(), signature.encode()) for known in self._signatures(file, until)):
            raise ForgedLinkError
        if datetime.fromtimestamp(until, UTC) <= now:
            raise ExpiredLinkError

    def _signatures(self, file: int, until: int) -> list[str]:
        return [digest.hex()[:_LENGTH] for digest in self.vault.digests(f"link {file} {until}")]
