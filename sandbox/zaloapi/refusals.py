from typing import Any


class ZaloError(Exception):
    """A request that Zalo refuses. The answer is mostly sent with HTTP 200: `ok` alone tells."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        return {"ok": False, "error_code": self.code, "description": self.description}

    @property
    def status(self) -> int:
        """The HTTP status: that of a gateway in front of Zalo when it is down, else 200."""
        return self.code if self.code >= 500 else 200  # noqa: PLR2004 - HTTP's server errors
