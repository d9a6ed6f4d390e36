"""Models equal migrations; what the database gives back is what was put in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import StatementError
from sqlmodel import Session, SQLModel, select

from models import JobRun
from models.db import open_engine, writing


def test_models_equal_migrations(database_url):
    engine = open_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, SQLModel.metadata)
    engine.dispose()
    assert differences == []


def test_instants_come_back_as_utc(database_url):
    engine = open_engine(database_url)
    local = datetime(2024, 6, 17, 8, 0, tzinfo=timezone(timedelta(hours=7)))
    with writing(engine)() as session, session.begin():
        session.add(JobRun(job="x", ran_until=local))
    with Session(engine) as session:
        kept = session.exec(select(JobRun)).one().ran_until
        assert kept == local
        assert kept.tzinfo is UTC
    engine.dispose()


def test_a_naive_instant_is_refused(database_url):
    engine = open_engine(database_url)
    with writing(engine)() as session:
        session.add(JobRun(job="x", ran_until=datetime(2024, 6, 17)))  # noqa: DTZ001 - that is what is refused
        with pytest.raises(StatementError, match="naive"):
            session.flush()
    engine.dispose()
