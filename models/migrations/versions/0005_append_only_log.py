"""The log can only grow: the database itself refuses to change or delete what stands in it, and in its seals."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What makes a row another's double: on SQLite "INSERT OR REPLACE" would delete the first without a trigger for DELETE
SAME = {"audit_log": "id = NEW.id", "audit_seal": "id = NEW.id OR last_id = NEW.last_id"}


def upgrade() -> None:
    # nothing has been sealed before this migration; "always" since SQLite adds no column without a value to a table
    with op.batch_alter_table("audit_seal", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("prints", sa.LargeBinary(), nullable=False))
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index("ix_audit_log_person_id", ["person_id", "id"], unique=False)
    sqlite() if op.get_bind().dialect.name == "sqlite" else postgresql()


def sqlite() -> None:
    for table, same in SAME.items():
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} can only grow'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} can only grow'); END"
        )


def postgresql() -> None:
    op.execute(
        """
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% can only grow', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$
        """
    )
    for table in SAME:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )
        # fires for a session that poses as a replica, too
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in SAME:
            for what in ("update", "delete", "replace"):
                op.execute(f"DROP TRIGGER {table}_no_{what}")
    else:
        for table in SAME:
            op.execute(f"DROP TRIGGER {table}_only_grows ON {table}")
        op.execute("DROP FUNCTION audit_refuse()")
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_log_person_id")
    with op.batch_alter_table("audit_seal", schema=None) as batch_op:
        batch_op.drop_column("prints")
