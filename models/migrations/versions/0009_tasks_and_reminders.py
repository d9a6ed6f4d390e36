"""Tasks and reminders: who is reminded when, by which rules and on which days; when an enterprise was last visited.

A column that refers to another table is added in plain SQL, which both databases understand: Alembic would copy the
whole table on SQLite.
"""

import sqlalchemy as sa
from alembic import op

import models.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REFERENCES = (
    ("candidate", "person_id", "person"),
    ("invitation", "person_id", "person"),
    ("next_step", "entered_by_id", "person"),
    ("next_step", "closed_by_id", "person"),
    ("next_step", "closed_visit_id", "visit"),
    ("person", "stand_in_id", "person"),
    ("proposal", "answered_by_id", "person"),
)
INDEXES = (
    ("candidate", "ix_candidate_ceremony", ["ceremony_on", "unit_id"], "ceremony_on IS NOT NULL"),
    ("candidate", "ix_candidate_person_id", ["person_id"], "closed_on IS NULL"),
    ("enterprise", "ix_enterprise_stage", ["unit_id", "stage", "visited_on"], None),
    ("enterprise", "ix_enterprise_visited_on", ["unit_id", "visited_on"], None),
    ("next_step", "ix_next_step_closed_visit_id", ["closed_visit_id"], None),
    ("next_step", "ix_next_step_ahead", ["due", "unit_id", "kind"], "closed_at IS NULL"),
    ("next_step", "ix_next_step_owed", ["person_id", "due"], "closed_at IS NULL"),
    ("person", "ix_person_planned_until", ["planned_until"], "left_at IS NULL"),
    ("person", "ix_person_stand_in_id", ["stand_in_id"], None),
    ("proposal", "ix_proposal_waiting", ["visit_id"], "answered_at IS NULL"),
)
LATEST = "(SELECT max(visited_on) FROM visit WHERE enterprise_id = {row}.enterprise_id AND withdrawn_at IS NULL)"


def added() -> dict[str, tuple[sa.Column, ...]]:
    return {
        "bound_chat": (sa.Column("quiet_from", sa.Time()), sa.Column("quiet_to", sa.Time())),
        "candidate": (sa.Column("ceremony_on", sa.Date()),),
        "enterprise": (sa.Column("visited_on", sa.Date()), sa.Column("muted_until", sa.Date())),
        "job_run": (
            sa.Column("skipped", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("skipped_at", models.db.UtcDateTime(timezone=True)),
        ),
        "next_step": (
            sa.Column("kind", sa.String(), nullable=False, server_default="step"),
            sa.Column("held_kind", sa.String()),
            sa.Column("held_sealed", sa.LargeBinary()),
            sa.Column("held_at", models.db.UtcDateTime(timezone=True)),
        ),
        "outbox": (sa.Column("plan_sealed", sa.LargeBinary()),),
        "person": (
            sa.Column("morning_at", sa.Time()),
            sa.Column("morning_off", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("planned_until", models.db.UtcDateTime(timezone=True)),
            sa.Column("quiet_from", sa.Time()),
            sa.Column("quiet_to", sa.Time()),
            sa.Column("away_from", sa.Date()),
            sa.Column("away_until", sa.Date()),
        ),
        "proposal": (
            sa.Column("answer_sealed", sa.LargeBinary()),
            sa.Column("answered_at", models.db.UtcDateTime(timezone=True)),
        ),
    }


def upgrade() -> None:
    tables()
    for table, columns in added().items():
        for column in columns:
            op.add_column(table, column)
    for table, column, target in REFERENCES:
        name = f"fk_{table}_{column}"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {target} (id)")
    for table, name, columns, where in INDEXES:
        condition = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
    fill()
    sqlite() if op.get_bind().dialect.name == "sqlite" else postgresql()


def tables() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_notice_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("subject", name=op.f("uq_notice_subject")),
    )
    op.create_index("ix_notice_at", "notice", ["at"])
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_calendar_day_changed_by_id")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "postponed",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("postponed_at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_postponed_person_id")),
        sa.PrimaryKeyConstraint("person_id", "task", name=op.f("pk_postponed")),
    )
    op.create_table(
        "rule_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", models.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_rule_setting_changed_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rule_setting_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_setting")),
    )
    op.create_index("ix_rule_setting_rule", "rule_setting", ["rule", "unit_id"])


def fill() -> None:
    op.execute(f"UPDATE enterprise SET visited_on = {LATEST.format(row='enterprise').replace('.enterprise_id', '.id')}")
    op.execute("UPDATE candidate SET person_id = entered_by_id WHERE anonymised_at IS NULL")
    op.execute("UPDATE next_step SET entered_by_id = (SELECT entered_by_id FROM visit WHERE visit.id = visit_id)")


def sqlite() -> None:
    set_latest = f"UPDATE enterprise SET visited_on = {LATEST} WHERE id = {{row}}.enterprise_id;"
    for name, event, row in (
        ("entered", "INSERT", "NEW"),
        ("gone", "DELETE", "OLD"),
        ("changed_from", "UPDATE", "OLD"),
        ("changed_to", "UPDATE", "NEW"),
    ):
        what = f"{event} OF enterprise_id, visited_on, withdrawn_at" if event == "UPDATE" else event
        op.execute(
            f"CREATE TRIGGER enterprise_visited_{name} AFTER {what} ON visit BEGIN {set_latest.format(row=row)} END"
        )


def postgresql() -> None:
    set_latest = f"UPDATE enterprise SET visited_on = {LATEST} WHERE id = {{row}}.enterprise_id;"
    op.execute(
        f"""
        CREATE FUNCTION enterprise_visited_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN {set_latest.format(row="OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {set_latest.format(row="NEW")} END IF;
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER enterprise_visited_kept AFTER INSERT OR DELETE OR UPDATE OF enterprise_id, visited_on, "
        "withdrawn_at ON visit FOR EACH ROW EXECUTE FUNCTION enterprise_visited_keep()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("entered", "gone", "changed_from", "changed_to"):
            op.execute(f"DROP TRIGGER enterprise_visited_{name}")
    else:
        op.execute("DROP TRIGGER enterprise_visited_kept ON visit")
        op.execute("DROP FUNCTION enterprise_visited_keep()")
    for table, name, _, _ in INDEXES:
        op.drop_index(name, table_name=table)
    for table, column, _ in REFERENCES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table, columns in added().items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column.name}")
    for table in ("rule_setting", "postponed", "calendar_day", "notice"):
        op.drop_table(table)
