"""Sealing what may hold a name: the first key encrypts, every key decrypts (Fernet, authenticated)."""

import base64
import hmac
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlmodel import Session

from outreach.errors import KeyLostError

__all__ = [
    "UNREADABLE", "BadKeyError", "KeyLostError", "Vault", "keys_beside", "new_key", "put_first", "vault_of",
]  # fmt: skip
UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # stands for what none of the keys opens, where it is only shown
_DIGESTS = b"nhipcau digests"  # sets the keys of hashes apart from those that encrypt


class BadKeyError(ValueError):
    """A key is not 32 bytes in URL-safe base64."""


class Vault:
    """Seals and opens text and JSON."""

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            fernets = [Fernet(key) for key in keys]
            self._first, self._fernet = fernets[0], MultiFernet(fernets)
        except (ValueError, TypeError, IndexError) as error:
            raise BadKeyError(str(error)) from error
        self._digest_keys = [hmac.digest(base64.urlsafe_b64decode(key), _DIGESTS, "sha256") for key in keys]

    def seal(self, text: str) -> bytes:
        """``text`` as a sealed token."""
        return self.seal_bytes(text.encode())

    def open(self, token: bytes | None) -> str:
        """The text that was sealed; nothing for nothing.

        Raises:
            KeyLostError: no key fits.

        """
        return "" if token is None else self.open_bytes(token).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        """``content`` as a sealed token."""
        return self._fernet.encrypt(content)

    def open_bytes(self, token: bytes) -> bytes:
        """The bytes that were sealed.

        Raises:
            KeyLostError: no key fits.

        """
        try:
            return self._fernet.decrypt(bytes(token))
        except InvalidToken as error:
            raise KeyLostError from error

    def show(self, token: bytes | None) -> str:
        """As ``open``, to be shown and not written again: what none of the keys opens is UNREADABLE."""
        try:
            return self.open(token)
        except KeyLostError:
            return UNREADABLE

    def reseal(self, token: bytes) -> bytes | None:
        """What ``token`` holds, sealed with the first key; None when it is so already.

        Raises:
            KeyLostError: no key fits.

        """
        try:
            self._first.decrypt(token)
        except InvalidToken:
            try:
                return self._fernet.rotate(token)
            except InvalidToken as error:
                raise KeyLostError from error
        return None

    def seal_json(self, data: Any) -> bytes:
        """JSON-safe ``data``, sealed."""
        return self.seal(json.dumps(data, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, token: bytes | None) -> Any:
        """What ``seal_json`` was given; None for nothing."""
        return None if token is None else json.loads(self.open(token))

    def digest(self, text: str) -> bytes:
        """``text`` as a hash that only the first key makes: to find what is kept sealed, without reading it."""
        return self.digests(text)[0]

    def digests(self, text: str) -> list[bytes]:
        """``text`` as each key makes its hash, the first key's first: what an earlier key wrote is found as well."""
        return [hmac.digest(key, text.encode(), "sha256") for key in self._digest_keys]


def new_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


def keys_beside(path: Path) -> list[str]:
    """The keys in the file ``path``, one a line, of which the first seals; made at first need (mode 600)."""
    try:
        return path.read_text().split()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, [new_key()])
        try:
            os.link(draft, path)  # never replaces a key that another process made meanwhile
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text().split()


def put_first(path: Path, key: str) -> None:
    """Put ``key`` before those in the file ``path``; the file is the old or the new one, never half of it."""
    _draft(path, [key, *keys_beside(path)]).replace(path)


def _draft(path: Path, keys: Sequence[str]) -> Path:
    """A file beside ``path`` that its owner alone can read, with ``keys``, safe on the disk."""
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{key}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
    return draft


def vault_of(session: Session) -> Vault:
    """The vault that travels with the session."""
    vault: Vault = session.info["vault"]
    return vault
