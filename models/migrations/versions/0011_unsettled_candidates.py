"""Which candidates' time limits are to be computed anew, since the days off have changed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UNSETTLED = sa.text("unsettled")


def upgrade() -> None:
    op.add_column("candidate", sa.Column("unsettled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_candidate_unsettled", "candidate", ["id"], sqlite_where=UNSETTLED, postgresql_where=UNSETTLED)


def downgrade() -> None:
    op.drop_index("ix_candidate_unsettled", table_name="candidate")
    op.drop_column("candidate", "unsettled")
