"""Figures that tell only of parts; what a part is called in free words is sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("opening_figure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parts_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("figure_part", schema=None) as batch_op:
        batch_op.drop_column("name")
        batch_op.add_column(sa.Column("name_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("figure_part", schema=None) as batch_op:
        batch_op.drop_column("name_sealed")
        batch_op.add_column(sa.Column("name", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("opening_figure", schema=None) as batch_op:
        batch_op.drop_column("parts_only")
