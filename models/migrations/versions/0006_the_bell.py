"""PostgreSQL tells every process of it when something is entered into the inbox or the outbox."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        """
        CREATE FUNCTION ring() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('nhipcau', TG_TABLE_NAME);
            RETURN NULL;
        END $$
        """
    )
    for table in ("inbox", "outbox"):
        op.execute(f"CREATE TRIGGER {table}_rings AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ring()")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in ("inbox", "outbox"):
        op.execute(f"DROP TRIGGER {table}_rings ON {table}")
    op.execute("DROP FUNCTION ring()")
