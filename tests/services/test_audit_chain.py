"""The log is sealed in links: what is changed, removed or put in afterwards is found, and nothing else is."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from jobs import sealing
from jobs.jobs import Jobs
from models import AuditLog, AuditSeal, JobRun
from models.db import writing
from outreach.actor import OPERATOR
from outreach.rules.audit_chain import LoggedRow
from outreach.services.journal import audit, audit_chain
from tests.conversation import ZONE

CHANGES = (
    "UPDATE audit_log SET fields = 'x'", "DELETE FROM audit_log", "UPDATE audit_seal SET rows = 1",
    "DELETE FROM audit_seal",
)  # fmt: skip


@pytest.fixture
def small(monkeypatch):
    """Links of three rows."""
    monkeypatch.setattr(audit_chain, "BATCH", 3)


def writes(house, number):
    """That many rows, a second apart."""
    for _ in range(number):
        house.clock.pass_by(seconds=1)
        with house.session() as session, session.begin():
            audit.note(session, OPERATOR, "read", "person", 7, house.clock.now(), "name")


def seals(house):
    """The job as its hour has come, until nothing more waits."""
    house.clock.pass_by(minutes=5)
    while house.store.write_here(lambda session: sealing.run(session, house.clock.now())):
        pass


def proof(house, known=""):
    return house.store.read_here(lambda session: audit_chain.prove(session, known))


@contextmanager
def unguarded(house):
    """A connection of somebody who has taken the triggers away, and puts them back."""
    engine = house.store.engine
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            triggers = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'")
            ).all()
            for name, _ in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
            yield connection
            for _, statement in triggers:
                connection.exec_driver_sql(statement)
            return
        for table in ("audit_log", "audit_seal"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield connection
        for table in ("audit_log", "audit_seal"):
            connection.execute(text(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows"))


def tampers(house, *statements):
    with unguarded(house) as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount == 1
    with pytest.raises(DBAPIError, match="can only grow"):  # the guard is back
        refused(house, CHANGES[0])


def refused(house, statement):
    with house.store.engine.begin() as connection:
        connection.execute(text(statement))


def found(house):
    return [(one.what, one.id) for one in proof(house).misfits]


def test_the_database_itself_refuses_every_change(house):
    writes(house, 2)
    seals(house)
    for statement in CHANGES:
        with pytest.raises(DBAPIError, match="can only grow"):
            refused(house, statement)
    assert found(house) == []
    assert len(house.read(select(AuditLog))) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO audit_log (id, at, act, subject, fields) VALUES (1, '2024-01-01', 'x', 'x', '')",
        "REPLACE INTO audit_seal VALUES (9, 1, 2, 2, x'', '2024-01-01', x'')",
    ],
)
def test_replacing_a_row_is_refused_like_changing_it(house, statement):
    writes(house, 2)
    seals(house)
    with pytest.raises(DBAPIError, match="can only grow"):
        refused(house, statement)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_emptying_the_tables_and_posing_as_a_replica_are_refused(house):
    writes(house, 1)
    for statement in ("TRUNCATE audit_log", "TRUNCATE audit_seal"):
        with pytest.raises(DBAPIError, match="can only grow"):
            refused(house, statement)
    with pytest.raises(DBAPIError, match="can only grow"):
        refused(house, "SET LOCAL session_replication_role = 'replica'; DELETE FROM audit_log")


def test_rows_are_sealed_in_links_and_what_came_after_is_named(house, small):
    writes(house, 7)
    seals(house)
    assert [(one.first_id, one.last_id, one.rows) for one in house.read(select(AuditSeal).order_by(AuditSeal.id))] == [
        (1, 3, 3), (4, 6, 3), (7, 7, 1),
    ]  # fmt: skip
    writes(house, 2)
    shown = proof(house)
    assert (shown.seals, shown.rows, shown.unsealed, shown.misfits) == (3, 7, 2, [])
    assert shown.since == house.clock.now() - timedelta(seconds=1)
    seals(house)
    assert (proof(house).rows, proof(house).unsealed) == (9, 0)


def test_it_is_sealed_every_five_minutes_and_not_between(house):
    writes(house, 1)
    seals(house)
    writes(house, 1)
    assert house.store.write_here(lambda session: sealing.run(session, house.clock.now())) is False
    assert len(house.read(select(AuditSeal))) == 1
    assert house.read(select(JobRun.ran_until).where(JobRun.job == "seal")) == [
        house.clock.now() - timedelta(seconds=1)
    ]
    seals(house)
    assert len(house.read(select(AuditSeal))) == 2


def test_the_jobs_of_the_house_seal(house):
    writes(house, 1)
    jobs = Jobs(ZONE, "vi")
    assert house.store.write_here(lambda session: jobs.plan(session, house.clock.now())) is False
    assert proof(house).rows == 1


def test_nothing_to_seal_makes_no_link(house):
    seals(house)
    assert house.read(select(AuditSeal)) == []
    assert (proof(house).seals, proof(house).unsealed, proof(house).since) == (0, 0, None)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_log SET person_id = NULL, act = 'enter' WHERE id = 5", [("changed", 5)]),
        ("DELETE FROM audit_log WHERE id = 4", [("removed", 4)]),
        ("INSERT INTO audit_log (id, at, act, subject, fields) VALUES (0, '2024-01-01 00:00:00', 'read', 'person', '')",
         [("inserted", 0)]),
        ("UPDATE audit_seal SET hash = prints WHERE id = 2", [("seal rewritten", 2), ("seal rewritten", 3)]),
        ("DELETE FROM audit_seal WHERE id = 2", [("seal missing", 3)]),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_found_and_named(house, small, statement, expected):
    writes(house, 7)
    seals(house)
    assert found(house) == []
    tampers(house, statement)
    assert found(house) == expected


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_log SET at = '2020-01-01 00:00:00' WHERE id = 2", [("changed", 2)]),
        ("UPDATE audit_log SET subject_id = 8 WHERE id = 7", [("changed", 7)]),
        ("DELETE FROM audit_log WHERE id = 7", [("removed", 7)]),
        ("INSERT INTO audit_log (id, at, act, subject, fields) VALUES (-3, '2024-01-01 00:00:00', 'read', 'unit', '')",
         [("inserted", -3)]),
        ("UPDATE audit_seal SET sealed_at = '2020-01-01 00:00:00' WHERE id = 1", [("seal rewritten", 1)]),
        ("UPDATE audit_seal SET prints = hash WHERE id = 1", [("seal rewritten", 1)]),
        ("UPDATE audit_seal SET rows = 2 WHERE id = 1", [("seal rewritten", 1)]),
        ("UPDATE audit_seal SET last_id = 8 WHERE id = 3", [("seal rewritten", 3)]),
        ("DELETE FROM audit_seal WHERE id = 1", [("seal missing", 2)]),
    ],
)  # fmt: skip
def test_whatever_was_tampered_with_is_found(house, small, statement, expected):
    writes(house, 7)
    seals(house)
    assert found(house) == []
    tampers(house, statement)
    assert found(house) == expected


def test_a_row_put_into_a_gap_is_found(house, small):
    """A gap is where a transaction was rolled back: nothing was there when it was sealed."""
    writes(house, 2)
    row = "(id, at, act, subject, fields) VALUES (9, '2024-06-17 03:00:00', 'read', 'person', '')"
    refused(house, f"INSERT INTO audit_log {row}")  # not refused: it is the next
    seals(house)
    assert found(house) == []
    tampers(house, f"INSERT INTO audit_log {row.replace('9,', '5,')}")
    assert found(house) == [("inserted", 5)]


def test_a_change_together_with_its_print_is_found_too(house):
    writes(house, 3)
    seals(house)
    (seal,) = house.read(select(AuditSeal))
    tampers(house, "UPDATE audit_log SET act = 'enter' WHERE id = 2")
    changed = [LoggedRow(*row) for row in house.read(select(*audit_chain._ROWS).order_by(AuditLog.id))]
    with unguarded(house) as connection:
        forged = audit_chain.prints(changed)
        connection.execute(text("UPDATE audit_seal SET prints = :forged"), {"forged": forged})
    assert found(house) == [("seal rewritten", seal.id)]


def test_a_chain_written_anew_as_a_whole_is_known_by_a_hash_noted_before(house):
    """Whoever may do everything can make a chain that fits; not one with a hash that stands in the program's log."""
    writes(house, 3)
    seals(house)
    noted = proof(house).head.hash.hex()
    assert proof(house, noted[:16].upper()).knows
    tampers(house, "UPDATE audit_log SET act = 'enter' WHERE id = 2", "DELETE FROM audit_seal WHERE id = 1")
    seals(house)
    assert found(house) == []
    assert not proof(house, noted).knows


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_row_committed_late_with_a_lower_number_is_neither_lost_nor_an_alarm(house, monkeypatch):
    monkeypatch.setattr(audit_chain, "_PATIENCE", 3)
    late = writing(house.store.engine)()
    audit.note(late, OPERATOR, "read", "person", 1, house.clock.now(), "name")
    late.flush()  # it has its number now
    writes(house, 2)
    assert house.read(select(AuditLog.id).order_by(AuditLog.id)) == [2, 3]
    seals(house)
    assert house.read(select(AuditSeal)) == []  # it waits for whoever is writing…
    writes(house, 1)  # …whom it does not hold up
    late.commit()
    seals(house)
    assert [(one.first_id, one.rows) for one in house.read(select(AuditSeal))] == [(1, 4)]
    assert found(house) == []
    late.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_number_that_was_never_used_is_no_alarm(house):
    lost = writing(house.store.engine)()
    audit.note(lost, OPERATOR, "read", "person", 1, house.clock.now(), "name")
    lost.flush()
    writes(house, 2)
    lost.rollback()
    lost.close()
    seals(house)
    assert (found(house), proof(house).rows) == ([], 2)


def test_every_column_is_part_of_the_hash():
    """A column that was forgotten could be changed without anybody's noticing."""
    assert LoggedRow._fields == tuple(AuditLog.__table__.columns.keys())
    one = LoggedRow(1, sealing.datetime.fromisoformat("2024-06-17T09:00:00+07:00"), 2, "read", "person", 3, "name")
    others = [
        one._replace(id=2), one._replace(at=one.at + timedelta(microseconds=1)), one._replace(person_id=None),
        one._replace(act="enter"), one._replace(subject="unit"), one._replace(subject_id=None),
        one._replace(fields=""), one._replace(subject="", fields="personname"),
    ]  # fmt: skip
    assert len({row.hash for row in [one, *others]}) == len(others) + 1


@pytest.mark.parametrize("field", ["Nguyễn Văn A", "0912 345 678", "name phone", "Huy Hoàng", "", "id"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_value_gets_into_the_log(house, field):
    """Only words of the vocabulary: what stands here can never be erased."""
    with house.session() as session, session.begin():
        with pytest.raises(ValueError, match="not a valid"):
            audit.note(session, OPERATOR, "change", "person", 1, house.clock.now(), "role", field)
        with pytest.raises(ValueError, match="not a valid"):
            audit.note(session, OPERATOR, f"change {field}", "person", 1, house.clock.now())
        with pytest.raises(ValueError, match="not a valid"):
            audit.note(session, OPERATOR, "change", field, 1, house.clock.now())
    assert house.read(select(AuditLog)) == []
