"""The books after the kills: what was acknowledged is compared with what the database and the rooms hold."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.clock import system_clock
from casework import numbering
from storage import audit, cases, untraceable
from storage.database import Database
from storage.tables.case_rows import TextKind
from storage.vault import Vault
from tests.crash.citizens import Amiss, Citizen, Petition
from tests.crash.office import Office
from tests.journeys.stories import ANSWERS

REQUEST = dict(ANSWERS)["最希望怎么解决"]
RAISED = 50_000
"""A serial whose check would be ten is printed this much higher (`casework.numbering`)."""


def require(holds: bool, sentence: str) -> None:
    """Say what is amiss unless it holds."""
    if not holds:
        raise Amiss(sentence)


def acknowledged_is_stored(office: Office, citizens: Sequence[Citizen]) -> None:
    """Every item that was acknowledged has left its mark. To be asked after every kill."""
    marks = {key for (key,) in office.asks("SELECT key FROM handled")}
    lost = [
        f"web:{citizen.room}:{item}"
        for citizen in citizens
        for item in citizen.acked
        if untraceable.mark(f"web:{citizen.room}:{item}") not in marks
    ]
    require(not lost, f"acknowledged but lost: {lost}")


def database_is_sound(office: Office) -> None:
    """SQLite's own judgement of the file, and of every reference in it."""
    with closing(sqlite3.connect(office.database)) as connection:
        verdict = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    require(verdict == ["ok"], f"integrity_check: {verdict}")
    require(not orphans, f"foreign_key_check: {orphans}")


def numbers_have_no_gap(office: Office) -> None:
    """Per day: serials 1 to n, each once, and the counter stands at n."""
    numbers = [number for (number,) in office.asks("SELECT number FROM cases")]
    require(len(set(numbers)) == len(numbers), f"a number twice: {numbers}")
    serials: dict[str, list[int]] = {}
    for number in numbers:
        require(numbering.parse(number) == number, f"no case number: {number}")
        serials.setdefault(number.split("-")[1], []).append(numbering.serial_of(number) % RAISED)
    counters = dict(office.asks("SELECT day, value FROM counters"))
    for day, found in serials.items():
        require(sorted(found) == list(range(1, len(found) + 1)), f"gaps on {day}: {sorted(found)}")
        iso = f"20{day[:2]}-{day[2:4]}-{day[4:]}"
        require(counters[iso] == len(found), f"the counter of {day} stands at {counters[iso]}")


def everything_was_said(office: Office) -> None:
    """The outbox is empty, and nothing in it ended in doubt but the answers to presses, which live a minute."""
    require(office.waiting() == 0, "messages are still waiting")
    ends = office.asks(
        "SELECT status, kind, count(*) FROM outbox WHERE status <> 'sent' AND not_before IS NULL GROUP BY 1, 2"
    )
    require(all(kind == "toast" for _, kind, _ in ends), f"not said: {ends}")
    poisoned = office.asks("SELECT key, error FROM poisoned")
    require(not poisoned, f"poisoned: {poisoned}")


async def cases_are_as_told(office: Office, petitions: Sequence[Petition], vault: Vault) -> None:
    """Each petition is one case, with its own words, name and code, and an unbroken history; none beside."""
    db = Database.open(f"sqlite+aiosqlite:///{office.database}")
    try:
        async with db.reading() as session:
            held = [each.number for each in petitions]
            found = {number for (number,) in office.asks("SELECT number FROM cases")}
            require(Counter(held) == Counter(found), f"held {sorted(held)}, filed {sorted(found)}")
            for each in petitions:
                case = await cases.get(session, each.number)
                require(case is not None, f"no case {each.number}")
                assert case is not None
                story = await cases.texts(session, case.id, TextKind.STORY)
                require([row.body for row in story] == [each.story], f"{each.number}: other words")
                request = await cases.texts(session, case.id, TextKind.REQUEST)
                require([row.body for row in request] == [REQUEST], f"{each.number}: another request")
                identity = await cases.identity(session, case.id)
                assert identity is not None
                known = (identity.name, identity.phone)
                require(known == (each.name, each.phone), f"{each.number}: another person")
                opened = await cases.check_code(
                    session, each.number, each.code, vault, "test", system_clock()
                )
                require(opened.case is not None, f"{each.number}: the code that was told does not open it")
                verdict = await cases.verify(session, case.id)
                require(verdict.holds, f"{each.number}: {verdict}")
            require((await audit.verify(session)).holds, "the audit log's chain is broken")
    finally:
        await db.close()


async def receipts_lie_in_the_rooms(citizens: Sequence[Citizen]) -> None:
    """Every receipt is in its citizen's room, once, and nobody else's."""
    for citizen in citizens:
        said = [str(event.get("text", "")) for event in await citizen.history()]
        shown = Counter(
            each.number for each in citizen.petitions for words in said if f"编号　{each.number}" in words
        )
        wanted = Counter(each.number for each in citizen.petitions)
        require(shown == wanted, f"room {citizen.room}: receipts {shown}, petitions {wanted}")


async def cards_lie_in_the_group(group: Citizen, petitions: Sequence[Petition]) -> None:
    """Every case has its card and its notice in the unit's group, each once."""
    said = Counter(str(event.get("text", "")) for event in await group.history())
    twice = [words for words, count in said.items() if count > 1]
    require(not twice, f"said twice in the group: {twice}")
    for each in petitions:
        heard = [words for words in said if each.number in words]
        require(len(heard) == 2, f"{each.number} in the group: {heard}")


def log_is_quiet(log: Path) -> None:
    """No traceback: dying and coming back is ordinary."""
    words = log.read_text(errors="replace") if log.exists() else ""
    require("Traceback" not in words, words[-4000:])
