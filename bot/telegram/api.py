"""The few Bot API calls that receiving needs, on raw JSON, so that one malformed update cannot spoil a batch.

No error raised here and no representation repeats the address, because it carries the token.
"""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import aiohttp


class Unreachable(Exception):
    """No answer, or none that can be read; trying again later may help."""


class Refused(Exception):
    """The server answered and refused."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


class BotApi:
    """Receiving's connection to a Bot API server; opened when first used."""

    def __init__(self, token: str, *, api_base: str) -> None:
        self._root = f"{api_base.rstrip('/')}/bot{token}"
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return "BotApi()"

    async def call(self, method: str, parameters: dict[str, Any], *, seconds: float = 20.0) -> Any:
        """The result of a method. Raises `Refused` or `Unreachable`."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(trust_env=True)
        timeout = aiohttp.ClientTimeout(total=seconds, connect=10.0)
        try:
            url = f"{self._root}/{method}"
            async with self._session.post(url, json=parameters, timeout=timeout) as answer:
                status, body = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise Unreachable(type(error).__name__) from None
        return result_of(status, body)

    async def set_webhook(self, url: str, secret: str, allowed_updates: Sequence[str]) -> None:
        """Have updates pushed to `url`; a failure to reach Telegram is raised, what waits there is kept."""
        wanted = {"url": url, "secret_token": secret, "allowed_updates": list(allowed_updates)}
        await self.call("setWebhook", wanted)

    async def delete_webhook(self) -> None:
        """Stop pushing; what waits at Telegram is kept for polling."""
        await self.call("deleteWebhook", {"drop_pending_updates": False})

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()
            # aiohttp closes TLS transports one loop turn later; without it Python warns at exit.
            await asyncio.sleep(0)


def result_of(status: int, body: bytes) -> Any:
    """The `result` of an answer (https://core.telegram.org/bots/api#making-requests)."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreachable(f"the server answered {status} without JSON") from None
    if not isinstance(answer, dict):
        raise Unreachable(f"the server answered {status} without an object")
    if answer.get("ok") is True:
        return answer.get("result")
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    code = answer.get("error_code")
    raise Refused(
        code if isinstance(code, int) else status,
        str(answer.get("description", "")),
        float(wait) if isinstance(wait, int | float) else None,
    )
