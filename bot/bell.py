"""Hears, across processes, that something has been written which waits for somebody.

On PostgreSQL the database itself rings (triggers on ``inbox`` and ``outbox``, migration 0006) when the transaction
that wrote commits; on SQLite there is one process, which wakes its own. Nothing depends on hearing it: whoever waits
looks by itself every second.
"""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import Engine

CHANNEL = "nhipcau"


class Bell:
    """Calls what belongs to a table when a row is entered into it, by whichever process."""

    def __init__(self, engine: Engine, calls: Mapping[str, Callable[[], None]]) -> None:
        self._url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._calls = calls

    async def listen(self) -> None:
        """Listen until broken off; raises when the connection is lost, and what was missed is looked for next time."""
        import psycopg  # noqa: PLC0415 - SQLite needs none of it

        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            for call in self._calls.values():
                call()
            async for notice in connection.notifies():
                if notice.payload in self._calls:
                    self._calls[notice.payload]()


def bell(engine: Engine, calls: Mapping[str, Callable[[], None]]) -> Callable[[], Awaitable[None]] | None:
    """What to keep running so as to hear other processes; nothing where there can be none."""
    return Bell(engine, calls).listen if engine.dialect.name == "postgresql" else None
