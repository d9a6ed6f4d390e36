"""What is wrong at the start is named in a sentence, with an example; no trace, no secret, exit code 2."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

from bot import settings
from bot.app import App
from bot.operator import opened
from bot.settings import Settings, SettingsError
from models import Person
from outreach.vault import Vault, new_key
from tests.conversation import House

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "123456789:AAE-a-token-that-nobody-may-see-00"
AT_HOME = "http://127.0.0.1:9"


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``nhipcau`` with these settings and no others, in an empty folder."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment
    command = [sys.executable, "-m", "bot", *(words or ("run",))]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=20, check=False)


def refused(told: subprocess.CompletedProcess[str], *pieces: str) -> None:
    """Exit code 2, and nothing but one line on stderr, which holds the pieces."""
    assert told.returncode == 2, told.stderr
    assert told.stdout == ""
    [line] = told.stderr.strip().splitlines()
    for piece in pieces:
        assert piece in line
    assert TOKEN not in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("telegram_token", "abc"),
        ("telegram_token", "987654321"),
        ("telegram_token", "123456789:AAE secret"),
        ("telegram_token", "²:x"),
        ("telegram_api_url", "api.telegram.org"),
        ("telegram_api_url", "ftp://api.telegram.org"),
        ("telegram_api_url", "http://["),
        ("zalo_token", "123:abc/../x"),
        ("zalo_token", "123:abc xyz"),
        ("zalo_token", "123:ảb"),
        ("zalo_api_url", "zalo"),
        ("database_url", "nhipcau.db"),
        ("database_url", "mysql://localhost/x"),
        ("database_url", "postgres://localhost/x"),
        ("database_url", "postgresql+asyncpg://localhost/x"),
        ("database_url", "postgresql://localhost:port/x"),
        ("database_url", "sqlite://"),
        ("database_url", "sqlite:///:memory:"),
        ("public_url", "bot.example.vn"),
        ("http_port", "abc"),
        ("http_port", "0"),
        ("http_port", "99999"),
        ("timezone", "Asia/Hanoi"),
        ("timezone", "../etc/passwd"),
        ("language", "fr"),
        ("log_format", "xml"),
        ("simulated_now", "tomorrow"),
        ("simulated_now", "2026-11-22T08:00:00"),
    ],
)
def test_what_is_wrong_is_named(monkeypatch, name, value):
    """One line: the setting, why, and how it should look; a secret is not repeated."""
    monkeypatch.setenv(name.upper(), value)
    with pytest.raises(SettingsError) as refusal:
        settings.load(_env_file=None)
    said = str(refusal.value)
    assert re.fullmatch(rf"{name.upper()}: .+\. Example: {name.upper()}=\S.*", said), said
    assert not name.endswith("_token") or value not in said


def test_every_wrong_setting_has_its_line():
    with pytest.raises(SettingsError) as refusal:
        settings.load(_env_file=None, language="fr", http_port=0)
    assert [line.partition(":")[0] for line in str(refusal.value).splitlines()] == ["HTTP_PORT", "LANGUAGE"]


@pytest.mark.parametrize("url", ["https://api.telegram.org", "http://10.0.0.1:8080", "http://127.0.0.1.example.vn"])
def test_a_simulated_clock_is_refused_on_the_real_telegram(url):
    with pytest.raises(SettingsError, match=r"SIMULATED_NOW.*127\.0\.0\.1"):
        settings.load(
            _env_file=None, telegram_token=TOKEN, telegram_api_url=url, simulated_now="2026-11-22T08:00:00+07:00"
        )


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"])
def test_a_simulated_clock_is_allowed_at_home(url):
    simulated = "2026-11-22T08:00:00+07:00"
    chosen = settings.load(_env_file=None, telegram_token=TOKEN, telegram_api_url=url, simulated_now=simulated)
    assert chosen.simulated_now is not None


def test_spaces_and_slashes_do_no_harm():
    chosen = settings.load(_env_file=None, telegram_token=f" {TOKEN}\n", telegram_api_url="http://127.0.0.1:9/")
    assert chosen.telegram_token.get_secret_value() == TOKEN
    assert chosen.telegram_api_url == "http://127.0.0.1:9"
    assert TOKEN not in repr(chosen)


def test_a_file_in_another_encoding(tmp_path):
    (tmp_path / ".env").write_bytes("# mật khẩu".encode("utf-16"))
    with pytest.raises(SettingsError, match="UTF-8"):
        settings.load(_env_file=tmp_path / ".env")


def test_the_example_file_names_every_setting_in_order_and_loads(tmp_path):
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    named = [line[1:].partition("=") for line in lines if re.match(r"#[A-Z_]+=", line)]
    assert [name.lower() for name, _, _ in named] == list(Settings.model_fields)
    filled = [f"{name}={value}" for name, _, value in named if value and name != "SIMULATED_NOW"]
    (tmp_path / ".env").write_text("\n".join(filled))
    chosen = settings.load(_env_file=tmp_path / ".env")
    for name, _, value in named:
        default = Settings.model_fields[name.lower()].default
        if isinstance(default, str | int):
            assert str(getattr(chosen, name.lower())) == str(default) == value


def test_every_setting_has_an_example():
    assert set(settings.EXAMPLES) == set(Settings.model_fields)


# --- the program ---


def test_without_a_token(tmp_path):
    refused(run(tmp_path), "TELEGRAM_TOKEN", "ZALO_TOKEN", ".env", "nhipcau demo")


def test_unknown_roles(tmp_path):
    refused(run(tmp_path, "run", "--roles", "receive,fly", TELEGRAM_TOKEN=TOKEN), "--roles", "fly", "deliver")


def test_a_malformed_key(tmp_path):
    refused(run(tmp_path, TELEGRAM_TOKEN=TOKEN, ENCRYPTION_KEYS="abc"), "ENCRYPTION_KEYS", "nhipcau keys new")


def test_postgresql_out_of_reach(tmp_path):
    told = run(tmp_path, DATABASE_URL="postgresql://me:secret@127.0.0.1:9/x", TELEGRAM_TOKEN=TOKEN)
    refused(told, "DATABASE_URL")
    assert "secret" not in told.stderr


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    refused(run(tmp_path, TELEGRAM_TOKEN=TOKEN, DATABASE_URL="sqlite:///file/nhipcau.db"), "file")


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "letter.db").write_text("Kính gửi Đảng ủy, " * 100)
    refused(run(tmp_path, TELEGRAM_TOKEN=TOKEN, DATABASE_URL="sqlite:///letter.db"), "DATABASE_URL")


def test_a_second_start_on_the_same_file(tmp_path):
    env = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": AT_HOME,
    }  # fmt: skip
    first = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True
    )
    try:
        assert "running" in first.stderr.readline()
        refused(run(tmp_path, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=AT_HOME), "running already", "nhipcau.lock")
    finally:
        first.terminate()
        rest = first.communicate(timeout=10)[1]
    assert first.returncode == 0
    assert "Traceback" not in rest
    assert TOKEN not in rest
    assert (tmp_path / "data" / "nhipcau.key").stat().st_mode & 0o777 == 0o600


# --- a key that is gone ---


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_names_sealed_with_another_key(database_url, capfd):
    """It is said at the start which setting mends it, and whoever needs no name is served all the same."""
    before = House(database_url)
    lan = before.person("Lan", "admin")
    before.close()
    chosen = settings.load(_env_file=None, database_url=database_url, encryption_keys=new_key())
    app = App(chosen, [])
    await app.start()
    await app.stop()
    assert "ENCRYPTION_KEYS" in capfd.readouterr().out
    after = House(database_url)
    again = type(lan)(after, lan.chat, lan.user, lan.person_id)
    again.says("/huy").sees("Không có")
    after.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_old_key_still_opens_beside_a_new_one(database_url):
    old, new = new_key(), new_key()
    sealed = Vault([old]).seal("Lan")
    chosen = settings.load(_env_file=None, database_url=database_url, encryption_keys=f"{new}, {old}")
    store = opened(chosen)
    assert store.vault.open(sealed) == "Lan"
    assert store.read_here(lambda session: list(session.exec(select(Person)))) == []
    store.close()
