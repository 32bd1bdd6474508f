"""python-telegram-bot's network seam on aiohttp: what its own client does, at a sixth of the cost.

Tells apart what python-telegram-bot does not: a request that never left (`NotSent`) from one that left and
was not answered (`Unanswered`), because a broadcast may be said again only after the first.
The address carries the bot's token, so no error raised here repeats it.
"""

import json
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 64
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
UPLOAD_SECONDS = 45.0
"""The longest a request with files may take; shorter than the delivery's lease."""


class NotSent(NetworkError):
    """The request did not leave this machine: saying it again cannot double it."""


class Unanswered(NetworkError):
    """The request left, its fate is unknown: Telegram may have delivered it."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API server; opened when first used."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool. A proxy named in the environment is used, as curl and browsers do."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

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
        """See `BaseRequest.do_request`. Raises `NotSent`, `Unanswered`, or `RetryAfter` for a bare 429."""
        await self.initialize()
        assert self._session is not None
        uploads = request_data is not None and request_data.contains_files
        longest = UPLOAD_SECONDS if uploads else chosen(read_timeout, READ_SECONDS)
        timeout = aiohttp.ClientTimeout(total=longest, connect=chosen(connect_timeout, CONNECT_SECONDS))
        try:
            async with self._session.request(
                method, url, data=body(request_data), headers=headers(request_data), timeout=timeout
            ) as response:
                status, answer = response.status, await response.read()
                retry_after = response.headers.get("Retry-After", "")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise NotSent(f"the request did not leave: {type(error).__name__}") from None
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise Unanswered(f"the request was not answered: {type(error).__name__}") from None
        if status >= 500:
            raise Unanswered(f"the server answered {status}")
        if status == 429 and b"retry_after" not in answer:
            raise RetryAfter(int(retry_after) if retry_after.isdigit() else 5)
        return status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. Raises TelegramError; unlike the library's, does not log what it could not read."""
        try:
            return dict(json.loads(payload))
        except (ValueError, TypeError, RecursionError):
            raise TelegramError("Invalid server response") from None


def chosen(timeout: ODVInput[float], default: float) -> float | None:
    """A timeout the caller gave, or ours."""
    return default if isinstance(timeout, DefaultValue) else timeout


def headers(data: RequestData | None) -> dict[str, str]:
    """JSON is announced; a form announces itself."""
    if data is None or data.contains_files:
        return {}
    return {"Content-Type": "application/json"}


def body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    """The parameters as JSON, or as a form when files go with them (read from disk while they are sent)."""
    if data is None:
        return None
    if not data.contains_files:
        return json.dumps(data.parameters, ensure_ascii=False).encode("utf-8", "replace")
    # Not percent-encoded: Telegram would show a Chinese file name as %E7%85%A7.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=in_a_header(filename), content_type=mime)
    return form


def in_a_header(filename: str) -> str:
    """A file name that cannot end the header it stands in."""
    return "".join(char for char in filename if char.isprintable()) or "file"
