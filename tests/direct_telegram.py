"""The sender's wire to the mock Bot API without the wire: the same calls and the same refusals, no sockets.

python-telegram-bot, our pace and every remedy stay as they are; only `BaseRequest`, its network seam, is another.
What a call carries goes through JSON as on the wire, so what could not be sent cannot be sent here either. Faults
of the network need a network: `tests/bot` has them, over the real `AiohttpRequest`.
"""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.senders.request import AiohttpRequest, in_a_header
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram_rules import decoded


class DirectRequest(BaseRequest):
    """Brings each call to `telegram` within the process."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """See `BaseRequest.do_request`."""
        given, files = carried(request_data)
        status, answer = await self._telegram.call(url.rpartition("/")[2], given, files)
        return status, json.dumps(answer, ensure_ascii=False).encode()

    parse_json_payload = staticmethod(AiohttpRequest.parse_json_payload)


def carried(data: RequestData | None) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """What arrives of a request: its fields, and its files by the names they are attached under."""
    if data is None:
        return {}, {}
    if not data.contains_files:
        return decoded(json.loads(json.dumps(data.parameters))), {}
    files = {
        name: (in_a_header(filename), content if isinstance(content, bytes) else content.read())
        for name, (filename, content, _) in data.multipart_data.items()
    }
    return decoded(dict(data.json_parameters)), files
