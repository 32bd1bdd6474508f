"""Updates pushed by Telegram: our own small route, because the stock one answers before the work is done.

Telegram keeps one update of a chat in flight and sends it again until it hears 2xx, so answering after the
commit keeps each chat in order and makes Telegram our durable queue. Whatever can never be handled is
answered 200 (a 5xx would bring the same body again for a day); only a database that cannot store is a 503.
"""

import asyncio
import hmac
import json
import logging
import re
from collections import Counter
from typing import Any

from aiogram import Bot
from aiohttp import ClientConnectionError, web

from bot.intake import Intake
from bot.telegram.feeding import Feeder, is_update
from storage.database import CannotStore

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_BYTES = 1024 * 1024
BODY_SECONDS = 5.0
RETRY_AFTER = "5"
"""Seconds; Telegram honours the header (TdLib WebhookActor)."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Unreadable(Exception):
    """A body that is too long, too slow or cut off; carries the status to answer."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Webhook:
    """The route's handler. Counts beside the feeder's: forged (wrong secret), refused (too long or slow)."""

    def __init__(self, secret: str, intake: Intake, bot: Bot) -> None:
        if not _SECRET.fullmatch(secret):
            raise ValueError(
                "TELEGRAM_WEBHOOK_SECRET must be 1 to 256 characters of A-Za-z0-9_-: "
                "without it anybody could speak as Telegram."
            )
        self._secret = secret.encode()
        self.feeder = Feeder(intake, bot)

    @property
    def counts(self) -> Counter[str]:
        """What became of the requests so far."""
        return self.feeder.counts

    async def handle(self, request: web.Request) -> web.Response:
        """Answer after the update is stored."""
        if not self._is_telegram(request):
            self.counts["forged"] += 1
            return web.Response(status=401)
        try:
            update = parsed(await read(request))
        except Unreadable as refused:
            self.counts["refused"] += 1
            return web.Response(status=refused.status)
        if not is_update(update):
            self.counts["malformed"] += 1
            return web.Response()
        try:
            await self.feeder.feed(update)
        except CannotStore as full:
            log.warning("The database cannot store (%s); update %s comes again.", full, update["update_id"])
            return web.Response(status=503, headers={"Retry-After": RETRY_AFTER})
        return web.Response()

    def _is_telegram(self, request: web.Request) -> bool:
        """Compared on bytes and in constant time; a header that is no ASCII is wrong like any other."""
        told = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(told, self._secret)


async def read(request: web.Request) -> bytes:
    """The body, if it comes whole, in time and not too long. Raises `Unreadable`."""
    if (request.content_length or 0) > BODY_BYTES:
        raise Unreadable(413)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            # `read` and not `content`: a middleware that has read the body left nothing in the stream.
            body = await request.read()
    except TimeoutError:
        raise Unreadable(408) from None
    except web.HTTPRequestEntityTooLarge:
        raise Unreadable(413) from None
    except (ConnectionError, ClientConnectionError, web.HTTPException, ValueError):
        raise Unreadable(400) from None
    if len(body) > BODY_BYTES:
        raise Unreadable(413)
    return body


def parsed(body: bytes) -> Any:
    """The JSON value of a body; None for what is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def add_webhook(app: web.Application, path: str, secret: str, intake: Intake, bot: Bot) -> Webhook:
    """Put the route into a web application. Raises ValueError when the secret is missing or malformed."""
    webhook = Webhook(secret, intake, bot)
    app.router.add_post(path, webhook.handle)
    return webhook
