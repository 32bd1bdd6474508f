"""The killing: an office that dies again and again at random moments while citizens file petitions."""

import asyncio
import random
import signal
from dataclasses import dataclass, field

from storage.vault import Vault
from tests.crash import books
from tests.crash.citizens import Citizen, Petition, petition
from tests.crash.office import Office

SIDE_BY_SIDE = 5
WHILE_STARTING = 0.15
"""The share of lives that end before they have answered anybody."""

ANSWERS_A_LIFE = 10
"""The most acknowledgements that a life gives before it dies."""


@dataclass
class KillRun:
    """One run: `kills` deaths over some citizens, then peace until everybody holds a receipt."""

    office: Office
    rng: random.Random
    kills: int
    faults: tuple[str, ...] = ()
    resends: float = 0.2
    citizens: list[Citizen] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    serial: int = 0

    @property
    def petitions(self) -> list[Petition]:
        return [each for citizen in self.citizens for each in citizen.petitions]

    async def run(self) -> None:
        """Kill, check, start again; then let everybody finish and everything be said."""
        await self.office.open(*self.faults)
        async with asyncio.TaskGroup() as everybody:
            for number in range(SIDE_BY_SIDE):
                citizen = Citizen(self.office, random.Random(self.rng.getrandbits(64)), self.resends)
                self.citizens.append(citizen)
                everybody.create_task(self._live(citizen), name=f"citizen {number}")
            await self._kills()
            self.done.set()
        await self.office.said_everything()

    async def close_the_books(self, group: Citizen, vault: Vault) -> None:
        """Look at the rooms, stop the office, and look at everything it holds."""
        await books.receipts_lie_in_the_rooms(self.citizens)
        await books.cards_lie_in_the_group(group, self.petitions)
        books.require(await self.office.end(signal.SIGTERM) == 0, "a clean stop ends with 0")
        books.acknowledged_is_stored(self.office, self.citizens)
        books.everything_was_said(self.office)
        books.numbers_have_no_gap(self.office)
        await books.cases_are_as_told(self.office, self.petitions, vault)
        books.database_is_sound(self.office)
        books.log_is_quiet(self.office.log)

    async def _live(self, citizen: Citizen) -> None:
        """File one petition after the other; the last begun is finished in peace."""
        await citizen.arrive()
        while not self.done.is_set():
            self.serial += 1
            await citizen.files(petition(self.serial))

    async def _kills(self) -> None:
        for _ in range(self.kills):
            if self.rng.random() < WHILE_STARTING:
                await asyncio.sleep(self.rng.uniform(0, 0.6))
            else:
                await self._answers(self.rng.randint(1, ANSWERS_A_LIFE))
                await asyncio.sleep(self.rng.uniform(0, 0.05))
            status = await self.office.end(signal.SIGKILL)
            books.require(
                status == -signal.SIGKILL, f"it died by itself: {status}\n{self.office.last_words()}"
            )
            books.acknowledged_is_stored(self.office, self.citizens)
            await self.office.start(*self.faults)
        await self.office.ready()

    async def _answers(self, count: int) -> None:
        """Wait until so many more items were acknowledged."""
        until = self.office.acknowledged + count
        while self.office.acknowledged < until:
            await asyncio.sleep(0.005)
