"""Alembic's environment: the connection comes from ``models.migrate``."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import text
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import models


def render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """SQLModel's string is written as SQLAlchemy's, so that a migration does not depend on it."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


if not models.__all__:
    message = "the tables are registered by importing models"
    raise RuntimeError(message)

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.execute(text("SELECT pg_advisory_xact_lock(4219)"))
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, render_item=render)
context.run_migrations()
