"""Whether the process lives (/healthz) and whether it can do its work (/readyz): the database takes a write."""

from aiohttp import web

from bot.clock import Clock
from bot.web.server import Probe
from storage import office, outbox
from storage.database import CannotStore, Database

PROBED = "health.probed_at"
"""The office value that a probe writes."""


def probes(db: Database, clock: Clock) -> dict[str, Probe]:
    """The two routes. They tell counts and ages, never a person or a case."""

    async def alive(_: web.Request) -> web.StreamResponse:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.StreamResponse:
        try:
            # A transaction that changes nothing commits on a full disk too, so a row is really written.
            async with db.writing() as session:
                await office.set_value(session, PROBED, clock().isoformat())
                waiting = await outbox.pending(session)
        except CannotStore as trouble:
            return web.json_response({"ready": False, "why": type(trouble).__name__}, status=503)
        return web.json_response({"ready": True, "waiting": waiting, "now": clock().isoformat()})

    return {"/healthz": alive, "/readyz": ready}
