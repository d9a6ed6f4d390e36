"""Whether the keys that are given open what the database holds."""

from sqlmodel import Session, select

from models import Person
from outreach.vault import KeyLostError, Vault, vault_of


def lost_names(session: Session) -> int:
    """How many people's names none of the keys opens."""
    vault = vault_of(session)
    return sum(not _opens(vault, sealed) for sealed in session.exec(select(Person.name_sealed)))


def _opens(vault: Vault, sealed: bytes) -> bool:
    try:
        vault.open(sealed)
    except KeyLostError:
        return False
    return True
