"""Settings, from the environment or ``.env``; what is missing or wrong is named, with an example."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from yarl import URL

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_ZALO_TOKEN = re.compile(r"[A-Za-z0-9:._~-]+")
_SECRET_LENGTHS = range(8, 257)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

EXAMPLES = {
    "telegram_token": "123456789:AAE-from-BotFather",
    "telegram_api_url": "https://api.telegram.org",
    "zalo_token": "123456789:from-Zalo-Bot-Manager",
    "zalo_api_url": "https://bot-api.zaloplatforms.com",
    "zalo_monthly_messages": "20000",
    "database_url": "sqlite:///data/nhipcau.db",
    "public_url": "https://bot.example.vn",
    "webhook_secret": "a-long-random-word",
    "http_port": "8081",
    "timezone": "Asia/Ho_Chi_Minh",
    "language": "vi",
    "encryption_keys": "the output of: nhipcau keys new",
    "log_format": "console",
    "simulated_now": "2026-11-22T08:00:00+07:00",
}


class SettingsError(Exception):
    """Settings with which the program cannot start; the message says which and how they should look."""


def is_loopback(url: str) -> bool:
    """Whether ``url`` leads to this machine."""
    return (URL(url).host or "") in LOOPBACK


def _http(value: str | None) -> str | None:
    if not value:
        return None
    url = URL(value)
    if url.scheme not in ("http", "https") or not url.host:
        message = "an address that begins with http:// or https:// is needed"
        raise ValueError(message)
    return value.rstrip("/")


def _token(value: SecretStr | None) -> SecretStr | None:
    if value is None or not value.get_secret_value().strip():
        return None
    token = value.get_secret_value().strip()
    if not _TOKEN.fullmatch(token):
        message = "a number, a colon and a secret are needed"
        raise ValueError(message)
    return SecretStr(token)


def _zalo_token(value: SecretStr | None) -> SecretStr | None:
    """It becomes a part of the address, so it may hold nothing that would end or change it."""
    if value is None or not value.get_secret_value().strip():
        return None
    token = value.get_secret_value().strip()
    if not _ZALO_TOKEN.fullmatch(token):
        message = "letters, digits and : . _ ~ - alone are needed"
        raise ValueError(message)
    return SecretStr(token)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = "no such time zone"
        raise ValueError(message) from error
    return value


def _database(value: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError) as error:
        message = "not a database address"
        raise ValueError(message) from error
    on_file = url.drivername == "sqlite" and url.database not in {None, "", ":memory:"}
    if not on_file and url.drivername not in {"postgresql", "postgresql+psycopg"}:
        message = "sqlite:///… with a file, or postgresql://… is needed"
        raise ValueError(message)
    return value


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        message = "the time needs its offset, such as +07:00"
        raise ValueError(message)
    return value


class Settings(BaseSettings):
    """All that an operator can set (DESIGN §1)."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    telegram_token: Annotated[SecretStr | None, AfterValidator(_token)] = None
    telegram_api_url: Annotated[str, AfterValidator(_http)] = "https://api.telegram.org"
    zalo_token: Annotated[SecretStr | None, AfterValidator(_zalo_token)] = None
    zalo_api_url: Annotated[str, AfterValidator(_http)] = "https://bot-api.zaloplatforms.com"
    zalo_monthly_messages: Annotated[int | None, Field(ge=1)] = None
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///data/nhipcau.db"
    public_url: Annotated[str | None, AfterValidator(_http)] = None
    webhook_secret: SecretStr | None = None
    http_port: Annotated[int, Field(ge=1, le=65535)] = 8081
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Ho_Chi_Minh"
    language: Literal["vi", "en"] = "vi"
    encryption_keys: Annotated[list[SecretStr], NoDecode] = []
    log_format: Literal["console", "json"] = "console"
    simulated_now: Annotated[datetime | None, AfterValidator(_aware)] = None

    @model_validator(mode="before")
    @classmethod
    def _split_keys(cls, data: Any) -> Any:
        keys = data.get("encryption_keys") if isinstance(data, dict) else None
        if isinstance(keys, str):
            data["encryption_keys"] = [key.strip() for key in keys.split(",") if key.strip()]
        return data

    @model_validator(mode="after")
    def _simulated_only_at_home(self) -> Self:
        used = [self.telegram_api_url] if self.telegram_token else []
        used += [self.zalo_api_url] if self.zalo_token else []
        if self.simulated_now is not None and not all(is_loopback(url) for url in used):
            message = "SIMULATED_NOW is refused unless every channel's address is on this machine (127.0.0.1)"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _secret_for_webhooks(self) -> Self:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if self.public_url and self.zalo_token and len(secret) not in _SECRET_LENGTHS:
            message = (
                "WEBHOOK_SECRET: 8 to 256 characters are needed with PUBLIC_URL. Example: WEBHOOK_SECRET="
                + (EXAMPLES["webhook_secret"])
            )
            raise ValueError(message)
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which days and hours are meant."""
        return ZoneInfo(self.timezone)

    @property
    def key_file(self) -> Path | None:
        """Where the key lies when none is set: beside a SQLite file."""
        url = make_url(self.database_url)
        if url.get_backend_name() != "sqlite" or not url.database:
            return None
        return Path(url.database).with_suffix(".key")


def load(**given: Any) -> Settings:
    """The settings; ``given`` ones win over the environment.

    Raises:
        SettingsError: with one line for each setting that is wrong.

    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(_line(problem) for problem in error.errors())) from None
    except UnicodeDecodeError:
        message = ".env: not UTF-8. Save it again as UTF-8"
        raise SettingsError(message) from None


def _line(problem: Any) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else ""
    reason = problem["msg"].removeprefix("Value error, ")
    if not name:
        return str(reason)
    return f"{name.upper()}: {reason}. Example: {name.upper()}={EXAMPLES[name]}"
