"""Who may poll, send and plan: one process for each database and bot. See docs/decisions/0004-holding.md.

On SQLite a locked file beside the database keeps a second process from starting. On PostgreSQL an advisory lock on a
connection of its own; the server lets go of it the moment the process or its connection dies, so another takes over
without waiting for a clock.
"""

import asyncio
import fcntl
import os
import threading
import zlib
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError


class AlreadyRunningError(Exception):
    """Another process has the SQLite database."""


class Holding(Protocol):
    """A job that only one process does at a time."""

    async def held(self) -> bool:
        """Whether this process has the job, trying for it if nobody has."""
        ...

    def release(self) -> None:
        """Let go of it."""
        ...


class FileHolding:
    """The file lock for SQLite: taken at once or not at all."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise AlreadyRunningError(str(path)) from error

    async def held(self) -> bool:
        """Whether this process has the job: it has, or it would not have started."""
        return True

    def release(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


class AdvisoryHolding:
    """The advisory lock for PostgreSQL; a lost connection means a lost lock."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self._key = engine, zlib.crc32(name.encode())
        self._connection: Connection | None = None
        self._one_at_a_time = threading.Lock()  # several loops ask, each from a thread

    async def held(self) -> bool:
        """Whether this process has the job, trying for it if nobody has."""
        return await asyncio.to_thread(self._try)

    def _try(self) -> bool:
        with self._one_at_a_time:
            try:
                if self._connection is not None:
                    self._connection.execute(text("SELECT 1"))
                    return True
                return self._take()
            except DBAPIError:
                self.release()
                return False

    def _take(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}).scalar():
            self._connection = connection
            return True
        connection.close()
        return False

    def release(self) -> None:
        """Let go of the lock and its connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def holding(engine: Engine, name: str) -> Holding:
    """The way that fits the database.

    Raises:
        AlreadyRunningError: the database is a SQLite file that another process works on.

    """
    if engine.dialect.name != "sqlite":
        return AdvisoryHolding(engine, name)
    return FileHolding(Path(engine.url.database or "nhipcau").with_suffix(".lock"))
