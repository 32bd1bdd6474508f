"""Connections as aiohttp keeps them, quiet about themselves: no name of the server, no words of a request in a log.

What cannot be read as a request at all never reaches the guard; aiohttp would name itself in the answer, and write
the client's address and the line it could not read (which may be a key) to the log.
"""

import logging
from typing import Any

from aiohttp import web

log = logging.getLogger(__name__)


class UnnamedResponse(web.Response):
    """A response that does not say which server made it."""

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        self._headers.popall("Server", None)


class QuietHandler(web.RequestHandler):
    """One connection; what goes wrong outside of our own handlers is answered shortly and logged by its kind."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what could not be read, or to a fault of ours that nobody caught."""
        log.log(logging.ERROR if status == 500 else logging.INFO, "not answered: %s", named(exc))
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun already")
        response = UnnamedResponse(status=status)
        response.force_close()
        return response

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """A connection that broke while it was read."""
        log.info("a connection broke: %s", named(kw.get("exc_info")))


def named(exc: Any) -> str:
    """The kind of an error, without its words."""
    return type(exc).__name__ if isinstance(exc, BaseException) else "unknown"


class QuietServer(web.Server):
    """A server of such connections."""

    def __call__(self) -> QuietHandler:
        return QuietHandler(self, loop=self._loop, **self._kwargs)


class QuietRunner(web.AppRunner):
    """Serves an application over such connections."""

    async def _make_server(self) -> web.Server:
        usual = await super()._make_server()
        return QuietServer(
            usual.request_handler,
            request_factory=usual.request_factory,
            handler_cancellation=usual.handler_cancellation,
            loop=usual._loop,
            **usual._kwargs,
        )
