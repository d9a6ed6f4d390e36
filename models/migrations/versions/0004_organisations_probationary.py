"""How many of an organisation's members are probationary; what is found by an index; the stage that visits tell.

Until now every enterprise stood at "known". From here on the stage follows from visits and events; for the visits
that there are already it is set once, as outreach/rules/founding.py has it (there are no organisations yet).
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = "SELECT 1 FROM visit v WHERE v.enterprise_id = enterprise.id AND v.withdrawn_at IS NULL"
TELLING = "'agreed', 'interested', 'undecided', 'refused'"
STAGES = f"""
UPDATE enterprise SET stage = CASE
    WHEN (
        SELECT v.outcome FROM visit v
        WHERE v.enterprise_id = enterprise.id AND v.withdrawn_at IS NULL AND v.outcome IN ({TELLING})
        ORDER BY v.visited_on DESC, v.id DESC LIMIT 1
    ) = 'agreed' THEN
        CASE WHEN members >= 3 OR EXISTS ({LIVE} AND v.purpose = 'dossier_support') THEN 'preparing' ELSE 'agreed' END
    WHEN EXISTS ({LIVE} AND (v.outcome IN ({TELLING}) OR v.purpose IN ('persuasion', 'dossier_support')))
        THEN 'persuading'
    ELSE 'surveyed'
END
WHERE EXISTS ({LIVE})
"""


def upgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("probationary", sa.Integer(), nullable=True))
        batch_op.create_index("ix_organisation_own_unit_id", ["own_unit_id"], unique=False)
    with op.batch_alter_table("organisation_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("probationary", sa.Integer(), nullable=True))
        batch_op.create_index("ix_organisation_event_into_id", ["into_id"], unique=False)
    op.execute(STAGES)
