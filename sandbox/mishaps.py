"""How a request meets a fault, whatever the messenger: it waits, is cut off, or hangs."""

import asyncio

from aiohttp import web

from sandbox.faults import Fault, Faults


class CutConnectionError(Exception):
    """The connection is to be closed without an answer."""


class Mishaps:
    """Lets faults happen until the server closes."""

    def __init__(self) -> None:
        self.closing = asyncio.Event()

    async def meet(self, fault: Fault, faults: Faults) -> None:
        """Go wrong before the request is obeyed; a `status` is its dialect's to answer.

        Raises CutConnectionError when nobody is to be answered.
        """
        match fault.action:
            case "delay":
                await self._pause(fault.seconds)
            case "cut_before":
                raise CutConnectionError
            case "hang":
                while fault in faults.rules and not self.closing.is_set():
                    await faults.bell.wait(None)
                raise CutConnectionError
            case _:
                return

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return


def cut(request: web.Request) -> web.Response:
    """Close the connection of a request."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
