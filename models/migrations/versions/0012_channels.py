"""What a month has used of a channel's quota, files fetched by link, accounts that wait to be confirmed."""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_reach",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("chat_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "month", "chat_id", name=op.f("pk_channel_reach")),
    )
    op.create_table(
        "channel_use",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("warned_at", models.db.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("channel", "month", name=op.f("pk_channel_use")),
    )
    op.create_table(
        "shared_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_file")),
    )
    op.create_index("ix_shared_file_expires_at", "shared_file", ["expires_at"])
    op.create_table(
        "pending_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("asked_at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pending_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_account")),
        sa.UniqueConstraint("channel", "user_id", name=op.f("uq_pending_account_channel_user_id")),
    )
    op.create_index("ix_pending_account_person_id", "pending_account", ["person_id"])
    op.add_column("account", sa.Column("heard_at", models.db.UtcDateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("channel", sa.String(), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE person DROP COLUMN channel")
    op.execute("ALTER TABLE account DROP COLUMN heard_at")
    for table in ("pending_account", "shared_file", "channel_use", "channel_reach"):
        op.drop_table(table)
