"""python-telegram-bot's requests over aiohttp: one HTTP library in the house, and twice the throughput."""

from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

SECONDS = 20.0
Hear = Callable[[Mapping[str, str]], None]


class AiohttpRequest(BaseRequest):
    """Sends a bot's requests; ``hear`` is shown the headers of every answer."""

    def __init__(self, connections: int, hear: Hear | None = None) -> None:
        super().__init__()
        self._connections = connections
        self._hear = hear
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a request says otherwise."""
        return SECONDS

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and body of the answer.

        Raises:
            TimedOut: no answer in time.
            NetworkError: no connection, or it was cut. The message names no address, since that holds the token.

        """
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            message = "the session is not open"
            raise NetworkError(message)
        seconds = read_timeout if isinstance(read_timeout, int | float) else SECONDS
        timeout = aiohttp.ClientTimeout(total=seconds + 5, sock_connect=10, sock_read=seconds)
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as answer:
                if self._hear is not None:
                    self._hear(answer.headers)
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


class UpdatesRequest(AiohttpRequest):
    """For getUpdates: keeps what came, since the library reads a batch whole or, for one odd update, not at all."""

    def __init__(self, hear: Hear | None = None) -> None:
        super().__init__(1, hear)
        self.came: list[dict[str, Any]] = []

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """The answer without its updates, which are in ``came``."""
        answer: dict[str, Any] = super().parse_json_payload(payload)
        self.came = answer["result"] if isinstance(answer.get("result"), list) else []
        return answer | {"result": []} if self.came else answer


def _body(request: RequestData | None) -> Any:
    if request is None:
        return None
    if not request.contains_files:
        return request.json_parameters
    form = aiohttp.FormData(request.json_parameters, quote_fields=False)  # a file's name goes as it is, in UTF-8
    for name, (filename, content, kind) in request.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
