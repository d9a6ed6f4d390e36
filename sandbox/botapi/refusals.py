from typing import Any, NoReturn


class ApiError(Exception):
    """A request that Telegram refuses: HTTP status, the words after its name, parameters."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad(words: str, **parameters: int) -> ApiError:
    """400 with Telegram's words."""
    return ApiError(400, f"Bad Request: {words}", **parameters)


def refuse(words: str) -> NoReturn:
    """Raise 400 with Telegram's words."""
    raise bad(words)


def forbidden(words: str) -> ApiError:
    """403 with Telegram's words."""
    return ApiError(403, f"Forbidden: {words}")
