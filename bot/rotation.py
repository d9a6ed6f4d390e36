"""``nhipcau keys rotate``: everything that is sealed is sealed anew with the first key; then the others may go."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from bot.app import vault
from bot.holding import AlreadyRunningError, holding
from bot.keys import Tally, reseal
from bot.settings import Settings, SettingsError
from bot.store import Store
from models.db import PROGRAM, open_engine
from models.migrate import migrate
from outreach.vault import keys_beside, new_key, put_first

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name = :program AND pid <> pg_backend_pid()"
)


def rotate(settings: Settings, *, new: bool) -> str:
    """Seal everything with the first key; ``new``: with one that is made now and put first in the key file.

    What was done, in a sentence or two. No bot may work on the database meanwhile: it may not know the new key.

    Raises:
        AlreadyRunningError: one does.
        SettingsError: there is no second key, or something is sealed with a key that is not given.

    """
    engine = open_engine(settings.database_url)
    try:
        with _alone(engine):
            if new:
                put_first(_key_file(settings), new_key())
            _check_second(settings)
            migrate(engine)
            tally = reseal(Store(engine, vault(settings)))
    finally:
        engine.dispose()
    return _told(settings, tally)


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Hold the database while nobody else works on it."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:  # the first of this process, and so the only one
            if connection.execute(_OTHERS, {"program": PROGRAM}).scalar():
                raise AlreadyRunningError(engine.url.database or "")
    alone = holding(engine, "nhipcau")
    if not asyncio.run(alone.held()):
        raise AlreadyRunningError(engine.url.database or "")
    try:
        yield
    finally:
        alone.release()


def _key_file(settings: Settings) -> Path:
    if settings.encryption_keys or settings.key_file is None:
        message = (
            "--new is for the key file beside a SQLite database. "
            "Put a new key before those in ENCRYPTION_KEYS instead; make one with: nhipcau keys new"
        )
        raise SettingsError(message)
    return settings.key_file


def _check_second(settings: Settings) -> None:
    number = len(settings.encryption_keys)
    if number == 0 and settings.key_file is not None:
        number = len(keys_beside(settings.key_file))
        mend = "add --new, which makes one"
    else:
        mend = "put a new one before it, ENCRYPTION_KEYS=NEW,OLD; make one with: nhipcau keys new"
    if number == 1:
        message = f"There is only one key, so nothing to rotate: {mend}"
        raise SettingsError(message)


def _told(settings: Settings, tally: Tally) -> str:
    done = f"{tally.resealed.total()} values are sealed with the first key now"
    if tally.lost:
        message = (
            f"{tally.lost.total()} values are sealed with a key that is not given, and stayed as they are "
            f"({_listed(tally.lost)}): add that key at the end and run this again. {done}."
        )
        raise SettingsError(message)
    where = "ENCRYPTION_KEYS"
    if not settings.encryption_keys:
        where = f"{settings.key_file} (leave its first line)"
    return f"{done}, and none with another. The other keys may now be dropped from {where}; older backups need them."


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(found.items()))
