"""The program's commands, run as a user runs them."""

import os
import re
import subprocess
import sys

import pytest
from sqlmodel import select

from models import Invitation
from models.db import open_engine, reading
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
    assert "MEND  Telegram: TELEGRAM_TOKEN is not set" in done.stdout
    assert "nhipcau invite --role admin" in done.stdout


def test_a_new_key_opens_what_it_seals(program):
    key = program("keys", "new").stdout.strip()
    assert program("migrate", ENCRYPTION_KEYS=key).returncode == 0
