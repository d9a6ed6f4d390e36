"""Handing everything over to a successor in one step."""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    people = ("from_id", "to_id", "handed_by_id")
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        *(sa.Column(person, sa.Integer(), nullable=False) for person in people),
        sa.Column("moved_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("handed_at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("undone_at", models.db.UtcDateTime(timezone=True)),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_handover_unit_id")),
        *(sa.ForeignKeyConstraint([one], ["person.id"], name=op.f(f"fk_handover_{one}")) for one in people),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )


def downgrade() -> None:
    op.drop_table("handover")
