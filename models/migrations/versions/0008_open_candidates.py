"""Open candidates by stage and by time limit, whatever the unit; of the closed ones alone the day they closed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OPEN, CLOSED = sa.text("closed_on IS NULL"), sa.text("closed_on IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_index("ix_candidate_closed_on")
        batch_op.create_index("ix_candidate_closed_on", ["closed_on"], sqlite_where=CLOSED, postgresql_where=CLOSED)
        batch_op.create_index(
            "ix_candidate_open_stage", ["stage", "stage_on", "unit_id"], sqlite_where=OPEN, postgresql_where=OPEN
        )
        batch_op.create_index("ix_candidate_open_due", ["due", "unit_id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_index("ix_candidate_open_due", sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.drop_index("ix_candidate_open_stage", sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.drop_index("ix_candidate_closed_on", sqlite_where=CLOSED, postgresql_where=CLOSED)
        batch_op.create_index("ix_candidate_closed_on", ["closed_on"])
