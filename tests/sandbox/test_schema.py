"""The validator itself: it accepts what is right and names what is wrong."""

import pytest

from tests.schema import SchemaError, needs_schema, validate_answer, validate_request, validate_value

pytestmark = needs_schema
USER = {"id": 1, "is_bot": False, "first_name": "Lan"}


@pytest.mark.parametrize(
    ("method", "params", "error"),
    [
        ("sendMeow", {}, "no such method"),
        ("sendMessage", {"chat_id": 1}, "text is missing"),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": 1}, "unknown \\['colour'\\]"),
        ("sendMessage", {"chat_id": True, "text": "x"}, "True is no Integer"),
        ("sendMessage", {"chat_id": 1, "text": "x", "entities": {}}, "is no array"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "description is missing"),
        ("setMyCommands", {"commands": [], "scope": {"type": "planet"}}, "should be 'default'"),
    ],
)
def test_wrong_requests(method, params, error):
    with pytest.raises(SchemaError, match=error):
        validate_request(method, params)


def test_right_requests():
    validate_request("sendMessage", {"chat_id": "@x", "text": "x", "reply_markup": {"inline_keyboard": []}})
    validate_request("setmycommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}})


def test_values_and_subtypes():
    validate_value("Array of User", [USER])
    validate_value("ChatMember", {"status": "kicked", "user": USER, "until_date": 0})
    with pytest.raises(SchemaError, match="should be"):
        validate_value("ChatMember", {"status": "kicking", "user": USER, "until_date": 0})
    with pytest.raises(SchemaError, match="first_name is missing"):
        validate_answer("getMe", {"id": 1, "is_bot": True})
