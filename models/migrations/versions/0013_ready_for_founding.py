"""Indexes by which the enterprises with enough full members for a Party cell are found."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COUNTED = sa.text("members IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_enterprise_members", "enterprise", ["unit_id", "members"], sqlite_where=COUNTED, postgresql_where=COUNTED
    )
    op.create_index("ix_candidate_stage_enterprise_id", "candidate", ["stage", "enterprise_id"])


def downgrade() -> None:
    op.drop_index("ix_candidate_stage_enterprise_id", table_name="candidate")
    op.drop_index("ix_enterprise_members", table_name="enterprise")
