"""Logs: for people on a terminal, as JSON for machines; neither a bot token nor anybody's name gets through.

An unexpected error may carry what somebody wrote, in its message or in a variable. So of errors it is logged where they
happened and of which kind they are, and nothing else.
"""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{20,}|(?<=/bot)[^/\s]+(?=/)")


def redact(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """``event`` with whatever looks like a token blotted out."""
    del logger, method
    return {key: _blot(value) for key, value in event.items()}


def _blot(value: Any) -> Any:
    return _TOKEN.sub("<token>", value) if isinstance(value, str) else value


def trace(error: BaseException | None) -> str:
    """Where ``error`` happened, and what it followed from: no message and no variable, since names may stand there."""
    links: list[str] = []
    while error is not None:
        frames = "".join(traceback.format_tb(error.__traceback__))
        links.append(f"{frames}{_kind(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\n".join(reversed(links))


def _kind(error: BaseException) -> str:
    """The type, and what the system or the database calls the failure."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or getattr(error, "strerror", None)
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name}: {state}" if state else name


def _trace_last(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Let the trace stand where a renderer shows it as lines; of an exception that is passed on, make one."""
    del logger, method
    passed = event.pop("exc_info", None)
    where = event.pop("where", None)
    if passed:
        where = trace(passed if isinstance(passed, BaseException) else sys.exc_info()[1])
    if where:
        event["exception"] = where
    return event


class _Blotting(logging.Formatter):
    """For what libraries log by themselves."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with whatever looks like a token blotted out."""
        return str(_blot(super().format(record)))

    def formatException(  # noqa: N802 - the library's name
        self, ei: tuple[type[BaseException] | None, BaseException | None, TracebackType | None]
    ) -> str:
        """The trace alone."""
        return trace(ei[1])


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
        _trace_last,
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
