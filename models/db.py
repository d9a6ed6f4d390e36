"""Engine, session and the column types that every table shares."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import declared_attr, sessionmaker
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


PROGRAM = "nhipcau"


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware going in, UTC coming out, on databases that keep zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a naive datetime has no instant: {value!r}"
            raise ValueError(message)
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(SQLModel):
    """A table named by the glossary: ``OpeningFigure`` is ``opening_figure``."""

    @declared_attr  # type: ignore[arg-type]
    def __tablename__(cls) -> str:  # noqa: N805
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def open_engine(url: str) -> Engine:
    """The engine for ``sqlite:///file`` or ``postgresql://…``; makes the folder of a SQLite file."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        if target.database:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(target, connect_args={"check_same_thread": False, "timeout": 30})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    # by the name a process that must be alone on the database knows the others
    known = {"application_name": PROGRAM}
    return create_engine(target, pool_size=8, max_overflow=8, pool_pre_ping=True, connect_args=known)


_PATIENCE = 30_000  # milliseconds that a statement waits for another connection


def _prepare_sqlite(connection: Any, record: object) -> None:
    del record
    connection.isolation_level = None  # pysqlite would begin by itself, and too late for BEGIN IMMEDIATE
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_PATIENCE}",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


Sessions = Callable[[], Session]


def writing(engine: Engine, **info: Any) -> Sessions:
    """Sessions that write; ``info`` travels with each (the vault that opens sealed columns, for one)."""
    return sessionmaker(engine, class_=Session, expire_on_commit=False, info=info)


def reading(engine: Engine, **info: Any) -> Sessions:
    """Sessions that only read: on SQLite they take a snapshot and never wait for the writer."""
    return sessionmaker(engine.execution_options(reading=True), class_=Session, expire_on_commit=False, info=info)


def scrub(session: Session) -> None:
    """Ask that after this session's commit no trace of what it erased is left in the database's own log."""
    session.info["scrub"] = True


def scrub_wanted(session: Session) -> bool:
    """Whether that has been asked."""
    return bool(session.info.get("scrub"))


def empty_log(engine: Engine) -> bool:
    """Write SQLite's log into the file and empty it, so that no old page stays; False while a reader is in the way.

    PostgreSQL keeps its log for its own ends; names in it are sealed, as everywhere.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()  # no transaction begins: inside one the log cannot be emptied
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE // 30}")  # the writer must not wait long for a reader
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
    finally:
        connection.close()
    return not busy
