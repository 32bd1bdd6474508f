"""The demo office: everybody's seat side by side in one browser, and a clock that can be turned forward.

It exists only when the process was started as a demo, and only for a person on this machine.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web

from bot.web.guard import Handler, answer, told
from bot.web.page import Office, page
from bot.web.peers import is_local

MOST_HOURS = 24 * 366
"""The furthest one press may turn the clock."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to speak from. `group` is the column it stands in, `role` one of citizen, unit, staff, admin.

    Several seats of one group become tabs. `key` is the visitor's key: demo roles are not a secret.
    """

    title: str
    group: str
    key: str
    room_id: int
    role: str


class DemoOffice(Protocol):
    """What the demo page asks of the running process."""

    async def seats(self) -> Sequence[Seat]:
        """Everybody who may speak here, in the order of the page."""
        ...

    async def turn_clock(self, delta: timedelta) -> datetime:
        """Turn the office's clock forward, do what fell due meanwhile, and tell the new moment (UTC)."""
        ...

    def now(self) -> datetime:
        """The office's present moment (UTC)."""
        ...


DEMO = web.AppKey("demo", DemoOffice)


@web.middleware
async def locals_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 404 to anybody who is not on this machine, as if there were nothing here.

    On every route: the personas have keys that anybody can compute.
    """
    if not is_local(request):
        return told(request, 404, "web-not-found")
    return await handler(request)


async def _seats(request: web.Request) -> web.Response:
    demo = request.app[DEMO]
    seats = [asdict(seat) for seat in await demo.seats()]
    return answer({"seats": seats, "now": demo.now().isoformat()})


async def _turn(request: web.Request) -> web.Response:
    demo = request.app[DEMO]
    try:
        hours = json.loads(await request.text()).get("hours")
    except (ValueError, AttributeError, RecursionError, LookupError):
        hours = None
    if not isinstance(hours, int) or isinstance(hours, bool) or not 1 <= hours <= MOST_HOURS:
        return told(request, 400, "web-bad-frame")
    now = await demo.turn_clock(timedelta(hours=hours))
    return answer({"now": now.isoformat()})


async def _clock(request: web.Request) -> web.Response:
    return answer({"now": request.app[DEMO].now().isoformat()})


def add_demo(app: web.Application, demo: DemoOffice, office: Office, facts: dict[str, Any]) -> None:
    """The demo's page and routes. Without this call they do not exist."""
    app[DEMO] = demo
    app.middlewares.append(locals_only)
    shown = page(office, "demo.html", facts | {"office": office().name})
    app.router.add_get("/demo", shown, name="demo")
    app.router.add_get("/api/demo/seats", _seats)
    app.router.add_get("/api/demo/clock", _clock)
    app.router.add_post("/api/demo/clock", _turn)
