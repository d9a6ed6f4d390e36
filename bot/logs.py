"""Logs: for people on a terminal, as JSON for machines; a bot token never gets through."""

import logging
import re
import sys
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{20,}")


def redact(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """``event`` with whatever looks like a token blotted out."""
    del logger, method
    return {key: _blot(value) for key, value in event.items()}


def _blot(value: Any) -> Any:
    return _TOKEN.sub("<token>", value) if isinstance(value, str) else value


class _Blotting(logging.Formatter):
    """For what libraries log by themselves."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with whatever looks like a token blotted out."""
        return str(_blot(super().format(record)))


def set_up(style: Literal["console", "json"], level: int = logging.INFO) -> None:
    """Write logs to stderr in that style."""
    render: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if style == "console":
        render = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    before: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper("iso"),
        structlog.processors.format_exc_info,  # before the blotting: a trace may show an address, which holds the token
    ]
    structlog.configure(
        processors=[*before, redact, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Blotting("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("telegram").setLevel(logging.ERROR)
