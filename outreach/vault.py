"""Sealing what may hold a name: the first key encrypts, every key decrypts (Fernet, authenticated)."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlmodel import Session


class KeyLostError(Exception):
    """None of the keys opens this; it was sealed with a key that is no longer given."""


class BadKeyError(ValueError):
    """A key is not 32 bytes in URL-safe base64."""


class Vault:
    """Seals and opens text and JSON."""

    def __init__(self, keys: Sequence[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, TypeError) as error:
            raise BadKeyError(str(error)) from error

    def seal(self, text: str) -> bytes:
        """``text`` as a sealed token."""
        return self._fernet.encrypt(text.encode())

    def open(self, token: bytes | None) -> str:
        """The text that was sealed; nothing for nothing.

        Raises:
            KeyLostError: no key fits.

        """
        if token is None:
            return ""
        try:
            return self._fernet.decrypt(bytes(token)).decode()
        except InvalidToken as error:
            raise KeyLostError from error

    def seal_json(self, data: Any) -> bytes:
        """JSON-safe ``data``, sealed."""
        return self.seal(json.dumps(data, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, token: bytes | None) -> Any:
        """What ``seal_json`` was given; None for nothing."""
        return None if token is None else json.loads(self.open(token))


def new_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


def key_beside(path: Path) -> str:
    """The key in the file ``path``, made at first need and readable by its owner alone (mode 600)."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # never replaces a key that another process made meanwhile
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text().strip()


def vault_of(session: Session) -> Vault:
    """The vault that travels with the session."""
    vault: Vault = session.info["vault"]
    return vault
