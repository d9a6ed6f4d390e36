"""Runs synchronous work on the database in threads: one writer on SQLite, a pool on PostgreSQL."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.db import empty_log, reading, scrub_wanted, writing
from outreach.vault import Vault

T = TypeVar("T")
POOL = 8
# connection lost, conflict between transactions, no room, shut down; 57014 is a query that took too long
_PASSING, _LASTING = ("08", "40", "53", "57"), "57014"
_PASSING_ON_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def is_passing(error: Exception) -> bool:
    """Whether the database may take the same work later: it is away, busy or full, or let another go first."""
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind of error
    passing = state.startswith(_PASSING) and state != _LASTING
    return error.connection_invalidated or passing or code in _PASSING_ON_SQLITE


class Store:
    """The way from the event loop to the database. What runs inside is synchronous and gets a session."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        self.sessions = writing(engine, vault=vault)
        self.readers = reading(engine, vault=vault)
        self._to_scrub = False
        self.writers = 1 if engine.dialect.name == "sqlite" else POOL
        self._writing = ThreadPoolExecutor(self.writers, thread_name_prefix="writer")
        self._reading = ThreadPoolExecutor(2, thread_name_prefix="reader")

    async def write(self, work: Callable[[Session], T]) -> T:
        """What ``work`` gives, done in one transaction that is committed when this returns."""
        return await asyncio.get_running_loop().run_in_executor(self._writing, self.write_here, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """What ``work`` reads, outside the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, self.read_here, work)

    def write_here(self, work: Callable[[Session], T]) -> T:
        """As ``write``, in this thread."""
        with self.sessions() as session, session.begin():
            done = work(session)
        if scrub_wanted(session) or self._to_scrub:
            self._to_scrub = not empty_log(self.engine)  # a reader is in the way: the next time, then
        return done

    def read_here(self, work: Callable[[Session], T]) -> T:
        """As ``read``, in this thread."""
        with self.readers() as session:
            return work(session)

    def close(self) -> None:
        """Let what is under way finish, then close the connections."""
        self._writing.shutdown()
        self._reading.shutdown()
        self.engine.dispose()
