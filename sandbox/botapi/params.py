"""A request's parameters as JSON values, however they came: query, form, multipart or JSON."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.botapi.refusals import ApiError, bad

JSON_FIELDS = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "media",
        "message_ids",
        "reply_markup",
        "reply_parameters",
        "scope",
        "suggested_post_parameters",
    }
)
INTEGER_FIELDS = frozenset(
    {
        "cache_time",
        "limit",
        "max_connections",
        "message_id",
        "message_thread_id",
        "offset",
        "reply_to_message_id",
        "timeout",
        "user_id",
        "direct_messages_topic_id",
    }
)
BOOLEAN_FIELDS = frozenset(
    {
        "allow_paid_broadcast",
        "allow_sending_without_reply",
        "disable_content_type_detection",
        "disable_notification",
        "disable_web_page_preview",
        "drop_pending_updates",
        "has_spoiler",
        "protect_content",
        "return_bots",
        "show_alert",
        "show_caption_above_media",
    }
)
PLAIN_INTEGER = 19


@dataclass(frozen=True)
class Upload:
    """A file sent along with a request."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Params:
    """Parameters by name, and the files by the name of their part."""

    values: dict[str, Any]
    files: dict[str, Upload]

    def text(self, name: str) -> str:
        """A string, empty when it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A boolean, False when it is not given."""
        return bool(self.values.get(name))

    def number(self, name: str, default: int = 0) -> int:
        """An integer. Raises ApiError 400 for anything else."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise bad(f"invalid {name} specified")
        return value

    def items(self, name: str) -> list[Any]:
        """A list, empty when it is not given. Raises ApiError 400 for anything else."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, list):
            raise bad(f"can't parse {name}: expected an Array")
        return value or []

    def object(self, name: str) -> dict[str, Any]:
        """An object, empty when it is not given. Raises ApiError 400 for anything else."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, dict):
            raise bad(f"can't parse {name}: expected an Object")
        return value or {}


async def decode_request(request: web.Request) -> Params:
    """The parameters of query and body together. Raises ApiError 400 or 413."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    kind = request.content_type
    try:
        if kind == "application/json" and request.can_read_body:
            values |= _json_body(await request.text())
        elif kind == "multipart/form-data":
            await _read_parts(request, values, files)
        elif request.can_read_body:
            values |= dict(await request.post())
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    return Params({name: _typed(name, value) for name, value in values.items()}, files)


def _json_body(body: str) -> dict[str, Any]:
    try:
        value = json.loads(body or "{}")
    except json.JSONDecodeError:
        raise bad("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad("expected a JSON object")
    return value


async def _read_parts(request: web.Request, values: dict[str, Any], files: dict[str, Upload]) -> None:
    room = request.client_max_size
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad("can't parse multipart/form-data")
        content = bytes(await part.read(decode=True))
        room -= len(content)
        if room < 0:
            raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            values[part.name] = content.decode()
            continue
        kind = part.headers.get("Content-Type", "application/octet-stream")
        files[part.name] = Upload(part.filename, kind, content)
        values.setdefault(part.name, f"attach://{part.name}")


def _typed(name: str, value: Any) -> Any:
    """Forms carry strings alone: give each parameter its type back, and leave what does not fit to be refused."""
    if not isinstance(value, str):
        return value
    if name in JSON_FIELDS:
        return _parsed(name, value)
    if name in BOOLEAN_FIELDS:
        return value.lower() in {"true", "1", "yes", "y", "t"}
    if name in INTEGER_FIELDS or name == "chat_id":
        return int(value) if _is_integer(value) else value
    return value


def _parsed(name: str, value: str) -> Any:
    try:
        return json.loads(value) if value else None
    except json.JSONDecodeError:
        raise bad(f"can't parse {name} JSON object") from None


def _is_integer(value: str) -> bool:
    digits = value.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= PLAIN_INTEGER
