"""The program's commands, run as a user runs them."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models import Invitation
from models.db import open_engine, reading, writing
from outreach.services.journal import audit_chain
from tests.catalogue import ROOT


@pytest.fixture
def program(tmp_path):
    def run(*arguments, **settings):
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{tmp_path}/data/nhipcau.db",
            **settings,
        }
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_the_first_administrator_is_invited(program, tmp_path):
    done = program("invite", "--role", "admin")
    code = done.stdout.splitlines()[0]
    assert re.fullmatch(r"[A-Z0-9]{12}", code)
    assert f"/start {code}" in done.stdout
    engine = open_engine(f"sqlite:///{tmp_path}/data/nhipcau.db")
    with reading(engine)() as session:
        (kept,) = session.exec(select(Invitation))
    engine.dispose()
    assert (kept.role, kept.unit_id) == ("admin", None)
    assert code not in kept.code_digest
    assert (tmp_path / "data/nhipcau.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("invite", "--role", "vua"), "vua"),
        (("invite", "--role", "lead", "--unit", "KHONG-CO"), "KHONG-CO"),
        (("invite", "--role", "member"), "unit"),
        (("demo", "--scenario", "x"), "ha_noi_2024"),
        (("run",), "TELEGRAM_TOKEN"),
        (("run", "--roles", "fly"), "fly"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(program, arguments, complaint):
    done = program(*arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_migrate_twice(program):
    assert program("migrate").returncode == 0
    assert "present shape" in program("migrate").stdout


def test_doctor_says_what_to_mend(program):
    done = program("doctor")
    assert done.returncode == 1
    assert "MEND  Telegram, Zalo: neither TELEGRAM_TOKEN nor ZALO_TOKEN is set" in done.stdout
    assert "nhipcau invite --role admin" in done.stdout


def test_the_log_is_verified(program, tmp_path):
    """Changed behind the triggers' back, as somebody with the file in hand could."""
    program("invite", "--role", "admin")
    said = _verified(program, 0).stdout
    assert re.match(r"ok    the log has no seal yet; 1 rows since .* are not sealed yet\n", said)
    engine = open_engine(f"sqlite:///{tmp_path}/data/nhipcau.db")
    with writing(engine)() as session, session.begin():
        sealed = audit_chain.seal(session, datetime(2026, 11, 22, 8, 0, tzinfo=UTC)).hash.hex()
    assert _verified(program, 0).stdout == f"ok    1 rows in 1 seals, the last of 15:00:00 22/11/2026: {sealed}\n"
    assert "ok" in _verified(program, 0, "--seal", sealed[:12]).stdout
    assert "sealed anew" in _verified(program, 2, "--seal", "00ff").stderr
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
        connection.exec_driver_sql("UPDATE audit_log SET person_id = NULL, act = 'join', at = '2026-11-22 01:05:00'")
    engine.dispose()
    complaint = "The log is not as it was sealed: row 1 (08:05:00 22/11/2026) was changed.\n"
    assert _verified(program, 2).stderr == complaint


def _verified(program, code, *options):
    done = program("audit", "verify", *options)
    assert done.returncode == code
    return done


def test_the_key_is_rotated(program, tmp_path):
    program("invite", "--role", "admin")
    refused = program("keys", "rotate")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert "--new" in refused.stderr
    done = program("keys", "rotate", "--new")
    assert (done.returncode, done.stderr) == (0, "")
    assert "may now be dropped from data/nhipcau.key (leave its first line)" in done.stdout.replace(f"{tmp_path}/", "")
    assert len((tmp_path / "data/nhipcau.key").read_text().split()) == 2


def test_a_new_key_opens_what_it_seals(program):
    key = program("keys", "new").stdout.strip()
    assert program("migrate", ENCRYPTION_KEYS=key).returncode == 0
