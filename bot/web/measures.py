"""How often: by visitor first, by address only beyond a visitor's own share; shared where several processes serve."""

import asyncio
import logging

from bot.clock import Clock
from bot.web.limits import Buckets, Limits
from storage import rates
from storage.database import CannotStore, Database
from storage.rates import RateLimit

log = logging.getLogger(__name__)


class Measure:
    """One rate by name: in this process, and on PostgreSQL in the database for all of them."""

    def __init__(self, db: Database, clock: Clock, kind: str, rate: RateLimit) -> None:
        self._db, self._clock, self._kind, self._rate = db, clock, kind, rate
        self._own = Buckets(rate)
        self._shared = db.dialect == "postgresql"

    async def take(self, name: str) -> float:
        """Take one: 0.0, or the seconds to wait. A database that cannot store does not open the gate any wider."""
        wait = self._own.take(name, asyncio.get_running_loop().time())
        if wait or not self._shared:
            return wait
        try:
            async with self._db.writing() as session:
                return await rates.take(session, f"{self._kind}:{name}", self._rate, self._clock())
        except CannotStore as trouble:
            log.info("a rate was counted in this process only: %s", type(trouble).__name__)
            return 0.0


class Rates:
    """Everything that the web chat counts by time."""

    def __init__(self, db: Database, clock: Clock, limits: Limits) -> None:
        self._arrivals = Measure(db, clock, "new_visitors", limits.new_visitors)
        self._items = Measure(db, clock, "visitor_items", limits.visitor_items)
        self._files = Measure(db, clock, "visitor_files", limits.visitor_files)
        self._share = Measure(db, clock, "visitor_share", limits.visitor_share)
        self._address = Measure(db, clock, "address_items", limits.address_items)

    async def new_visitor(self, address: str) -> float:
        """A browser without a key asks for one."""
        return await self._arrivals.take(address)

    async def item(self, visitor: int, address: str) -> float:
        """A visitor says, presses or sends a place."""
        return await self._items.take(str(visitor)) or await self._beyond_share(visitor, address)

    async def file(self, visitor: int, address: str) -> float:
        """A visitor sends a file."""
        return await self._files.take(str(visitor)) or await self._beyond_share(visitor, address)

    async def _beyond_share(self, visitor: int, address: str) -> float:
        """What is within the visitor's own share costs the address nothing; the rest is everybody's of the address."""
        return await self._address.take(address) if await self._share.take(str(visitor)) else 0.0
