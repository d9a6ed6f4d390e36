"""Brings a database to the present shape, at every start."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing. On PostgreSQL several processes may try at once: one does it."""
    with engine.connect() as connection:
        if _version(connection) != newest():
            connection.rollback()
            _upgrade(connection)
        connection.commit()


def newest() -> str:
    """The number of the latest migration: their files begin with it."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # an idle bot has no need of ten megabytes of Alembic, and most starts find nothing to do
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
