"""How many visits count, by unit and month: kept by triggers, in the transaction that changes a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MONTH = {
    "sqlite": "date({row}.visited_on, 'start of month')",
    "postgresql": "date_trunc('month', {row}.visited_on)::date",
}


def upgrade() -> None:
    op.create_table(
        "visit_tally",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_visit_tally_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "month", name=op.f("pk_visit_tally")),
    )
    month = MONTH[op.get_bind().dialect.name].format(row="visit")
    op.execute(
        "INSERT INTO visit_tally (unit_id, month, number) "
        f"SELECT unit_id, {month}, count(*) FROM visit WHERE withdrawn_at IS NULL GROUP BY unit_id, {month}"
    )
    sqlite() if op.get_bind().dialect.name == "sqlite" else postgresql()


def one_more(month: str) -> str:
    return (
        f"INSERT INTO visit_tally (unit_id, month, number) VALUES (NEW.unit_id, {month.format(row='NEW')}, 1) "
        "ON CONFLICT (unit_id, month) DO UPDATE SET number = visit_tally.number + 1;"
    )


def one_less(month: str) -> str:
    return (
        f"UPDATE visit_tally SET number = number - 1 WHERE unit_id = OLD.unit_id AND month = {month.format(row='OLD')};"
    )


def sqlite() -> None:
    for name, event, row, statement in (
        ("entered", "INSERT", "NEW", one_more),
        ("gone", "DELETE", "OLD", one_less),
        ("changed_from", "UPDATE", "OLD", one_less),
        ("changed_to", "UPDATE", "NEW", one_more),
    ):
        op.execute(
            f"CREATE TRIGGER visit_tally_{name} AFTER {event} ON visit WHEN {row}.withdrawn_at IS NULL "
            f"BEGIN {statement(MONTH['sqlite'])} END"
        )


def postgresql() -> None:
    less, more = one_less(MONTH["postgresql"]), one_more(MONTH["postgresql"])
    op.execute(
        f"""
        CREATE FUNCTION visit_tally_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' AND OLD.withdrawn_at IS NULL THEN {less} END IF;
            IF TG_OP <> 'DELETE' AND NEW.withdrawn_at IS NULL THEN {more} END IF;
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER visit_tally_kept AFTER INSERT OR DELETE OR UPDATE OF unit_id, visited_on, withdrawn_at "
        "ON visit FOR EACH ROW EXECUTE FUNCTION visit_tally_keep()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("entered", "gone", "changed_from", "changed_to"):
            op.execute(f"DROP TRIGGER visit_tally_{name}")
    else:
        op.execute("DROP TRIGGER visit_tally_kept ON visit")
        op.execute("DROP FUNCTION visit_tally_keep()")
    op.drop_table("visit_tally")
