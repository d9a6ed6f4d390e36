"""Checks values against the official Bot API schema, where that file lies beside the repository."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCHEMA = Path(__file__).resolve().parents[2] / "shared" / "telegram-bot-api.json"
PLAIN: dict[str, Any] = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float), "InputFile": str}
CONSTANT = re.compile(r'always "(\w+)"|[Tt]ype.*must be (\w+)$')
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the Bot API schema is not there")


class SchemaError(AssertionError):
    """A value does not fit; the text says where."""


@cache
def schema() -> dict[str, Any]:
    """The schema; the calling test is skipped where it is absent."""
    if not SCHEMA.exists():
        pytest.skip("the Bot API schema is not there")
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return loaded


def validate_request(method: str, params: dict[str, Any]) -> None:
    """Raise SchemaError unless the method exists and its parameters are all known, present and well typed."""
    known = {name.lower(): described for name, described in schema()["methods"].items()}
    if method.lower() not in known:
        raise SchemaError(f"{method}: no such method")
    _check_fields(method, known[method.lower()].get("fields", []), params)


def validate_answer(method: str, result: Any) -> None:
    """Raise SchemaError unless the result is of a type that the method returns."""
    known = {name.lower(): described for name, described in schema()["methods"].items()}
    _check_any(method, known[method.lower()]["returns"], result)


def validate_value(type_name: str, value: Any, where: str = "") -> None:
    """Raise SchemaError unless the value is of the type, "Array of X" included, with no field that is not known."""
    where = where or type_name
    if type_name.startswith("Array of "):
        if not isinstance(value, list):
            raise SchemaError(f"{where}: {value!r} is no array")
        for place, item in enumerate(value):
            validate_value(type_name.removeprefix("Array of "), item, f"{where}[{place}]")
    elif type_name in PLAIN:
        _check_plain(type_name, value, where)
    else:
        _check_object(type_name, value, where)


def _check_plain(type_name: str, value: Any, where: str) -> None:
    is_flag = isinstance(value, bool)
    if not isinstance(value, PLAIN[type_name]) or (is_flag and type_name != "Boolean"):
        raise SchemaError(f"{where}: {value!r} is no {type_name}")


def _check_object(type_name: str, value: Any, where: str) -> None:
    described = schema()["types"][type_name]
    if described.get("subtypes"):
        _check_any(where, described["subtypes"], value)
        return
    if not isinstance(value, dict):
        raise SchemaError(f"{where}: {value!r} is no {type_name}")
    _check_fields(where, described.get("fields", []), value)


def _check_fields(where: str, fields: list[dict[str, Any]], values: dict[str, Any]) -> None:
    known = {field["name"]: field for field in fields}
    if unknown := set(values) - set(known):
        raise SchemaError(f"{where}: unknown {sorted(unknown)}")
    for name, field in known.items():
        if name in values:
            _check_constant(f"{where}.{name}", field, values[name])
            _check_any(f"{where}.{name}", field["types"], values[name])
        elif field["required"]:
            raise SchemaError(f"{where}: {name} is missing")


def _check_constant(where: str, field: dict[str, Any], value: Any) -> None:
    """Subtypes differ by a word that only their description gives."""
    fixed = CONSTANT.search(field["description"])
    if fixed and value != (fixed[1] or fixed[2]):
        raise SchemaError(f"{where}: {value!r} should be {fixed[1] or fixed[2]!r}")


def _check_any(where: str, types: list[str], value: Any) -> None:
    refusals = []
    for type_name in types:
        try:
            return validate_value(type_name, value, where)
        except SchemaError as refusal:
            refusals.append(str(refusal))
    raise SchemaError("; ".join(refusals))
