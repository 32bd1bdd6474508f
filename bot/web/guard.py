"""What stands before every request: headers, foreign origins, slow bodies, and errors told as sentences."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.web.chat_parts import PARTS
from storage.database import CannotStore

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

UPLOADS = "files"
"""The name of the one route that reads its body itself, piece by piece."""

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "frame-ancestors {ancestors}"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), geolocation=(self), camera=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, noarchive",
}
LONGEST_PATH = 200
"""No path of ours is longer; a file system refuses long names with an error."""
_SENTENCES = {401: "web-unknown-visitor", 404: "web-not-found", 429: "web-too-fast"}


async def put_headers(request: web.Request, response: web.StreamResponse) -> None:
    """On every response that leaves, whatever made it (a signal, not a middleware, so that none escapes)."""
    parts = request.app[PARTS]
    ancestors = " ".join(["'self'", *sorted(parts.origins)]) if parts.origins else "'none'"
    response.headers.pop("Server", None)  # aiohttp names itself and its version: nobody needs to know
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY.format(ancestors=ancestors))
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    origin = request.headers.get("Origin", "")
    if origin in parts.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.add("Vary", "Origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")


def own_origin(request: web.Request) -> bool:
    """Whether the request comes from our own page, a page that may embed it, or no page at all."""
    origin = request.headers.get("Origin")
    if origin is None or origin in request.app[PARTS].origins:
        return True
    return origin.split("://", 1)[-1] == request.headers.get("Host")


@web.middleware
async def refuse_foreign_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A foreign page may neither write nor open a socket, and its preflight is not answered."""
    if len(request.path) > LONGEST_PATH:
        return told(request, 404, "web-not-found")
    is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
    if (is_socket or request.method not in ("GET", "HEAD")) and not own_origin(request):
        return told(request, 403, "web-foreign-page")
    if request.method == "OPTIONS" and request.headers.get("Origin", "") in request.app[PARTS].origins:
        return web.Response(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, POST",
                "Access-Control-Allow-Headers": "Authorization, Content-Type",
                "Access-Control-Max-Age": "600",
            },
        )
    return await handler(request)


@web.middleware
async def read_whole_body(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A body must arrive within its deadline: aiohttp itself waits for ever for one that trickles in."""
    if request.can_read_body and request.match_info.route.name != UPLOADS:
        try:
            async with asyncio.timeout(request.app[PARTS].limits.body_seconds):
                await request.read()
        except TimeoutError:
            return _closing(told(request, 408, "web-slow"))
    return await handler(request)


@web.middleware
async def tell_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong ends as a sentence; a client that hangs up leaves no traceback."""
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        return _closing(told(request, 413, "web-too-big"))
    except web.HTTPException as plain:
        if plain.status < 400:
            raise
        return told(request, plain.status, _SENTENCES.get(plain.status, "web-bad-frame"))
    except (ConnectionResetError, web.RequestPayloadError):
        log.debug("a client hung up: %s", _where(request))
        return _closing(web.Response(status=400))
    except CannotStore:
        return told(request, 503, "web-not-stored")
    except Exception as fault:
        log.error("web request failed: %s: %s", _where(request), type(fault).__name__, exc_info=fault)
        return told(request, 500, "web-broken")


def told(request: web.Request, status: int, key: str, **facts: str | int) -> web.Response:
    """An error as JSON with its sentence, or as plain text where a person looks at a page."""
    sentence = request.app[PARTS].sentence(key, **facts)
    if request.path.startswith("/api/"):
        return answer({"type": "error", "sentence": sentence}, status)
    return web.Response(text=sentence, status=status, content_type="text/plain", charset="utf-8")


def answer(content: Any, status: int = 200) -> web.Response:
    """A JSON response; the guard adds the headers that every answer carries."""
    return web.json_response(content, status=status)


def _closing(response: web.Response) -> web.Response:
    response.force_close()
    return response


def _where(request: web.Request) -> str:
    """The route, not the path: a path may hold ids."""
    resource = request.match_info.route.resource
    return f"{request.method} {resource.canonical if resource else '?'}"


MIDDLEWARES = (tell_errors, refuse_foreign_pages, read_whole_body)
