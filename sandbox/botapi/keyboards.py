from typing import Any

from sandbox.botapi.entities import units
from sandbox.botapi.params import Params
from sandbox.botapi.refusals import bad

DATA_LIMIT = 64
BUTTONS_LIMIT = 100
LABEL_LIMIT = 512
ACTIONS = frozenset({"url", "callback_data", "copy_text", "switch_inline_query", "web_app", "login_url"})
SHOWN = frozenset({"text", "url", "callback_data", "copy_text", "style"})
SCHEMES = ("http://", "https://", "tg://")

Rows = list[list[dict[str, Any]]]


def inline_keyboard(params: Params) -> Rows:
    """The rows of buttons asked for, empty for none. Raises ApiError 400, as for what the sandbox cannot show."""
    markup = params.object("reply_markup")
    if not markup or set(markup) & {"remove_keyboard", "force_reply"}:
        return []
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad("the sandbox knows inline keyboards only")
    if not all(isinstance(row, list) for row in rows):
        raise bad('can\'t parse inline keyboard: Field "inline_keyboard" must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > BUTTONS_LIMIT:
        raise bad("reply markup is too long")
    return kept


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip() or units(text) > LABEL_LIMIT:
        raise bad('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    if len(ACTIONS & set(button)) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if unknown := set(button) - SHOWN:
        raise bad(f"the sandbox does not know buttons with {', '.join(sorted(unknown))}")
    _check_data(button)
    _check_url(button)
    return button


def _check_data(button: dict[str, Any]) -> None:
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and 1 <= len(data.encode()) <= DATA_LIMIT):
        raise bad("BUTTON_DATA_INVALID")


def _check_url(button: dict[str, Any]) -> None:
    url = button.get("url")
    if url is not None and not (isinstance(url, str) and url.startswith(SCHEMES) and "." in url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
