"""The day's root signed and said outside, and histories looked at: what was changed past the program is noticed."""

import asyncio
from datetime import date
from pathlib import Path

from casework import signatures
from casework.petition import SYSTEM, Role
from casework.wording import text
from services import dates, letters
from services.letters import Letter
from storage import audit, office, roots, vault
from storage.database import Database
from storage.roots import RootVerdict
from storage.tables.public_rows import DailyRoot
from storage.turn import Turn

WEEK = 7
"""Each full history is looked at once in so many days; what was signed, every day."""


def public_key() -> str:
    """The office's public key."""
    return signatures.public_key(vault.installed().signing_secret())


async def look(db: Database, day: date) -> RootVerdict:
    """The day's look at what was signed, and at its share of the full histories."""
    return await roots.verify(db, public_key(), portion=(day.toordinal() % WEEK, WEEK))


async def tell(turn: Turn, found: RootVerdict) -> None:
    """Every administrator hears what is not as it was, each day until it is cleared up; it stays in the audit log."""
    if found.holds:
        return
    session = await turn.write()
    await audit.write(session, SYSTEM, "history_altered", at=turn.now, findings=len(found.findings))
    listed = "\n".join(found.findings)
    letter = Letter(lambda: text("root-altered", findings=listed))
    key = f"altered:{dates.local(turn.now)}"
    await letters.to_staff(turn, await office.staff_with(session, Role.ADMIN), letter, key)


async def sign(turn: Turn) -> DailyRoot | None:
    """Sign one root, and say it in the bureau's groups, else to the administrators; None when all is signed.

    A root says no number and no name: the message is kept by whoever reads it, out of reach of the database.
    """
    session = await turn.write()
    day = dates.local(turn.now)
    made = await roots.write_root(session, day, turn.now, vault.installed().signing_secret())
    if made is not None:
        words = {"n": str(made.n), "root": made.root, "signature": made.signature}
        letter = Letter(lambda: text("root-said", day=dates.day(day), **words), silent=True)
        if not await letters.to_bureau(turn, letter, f"root:{made.n}"):
            administrators = await office.staff_with(session, Role.ADMIN)
            await letters.to_staff(turn, administrators, letter, f"root:{made.n}")
    return made


async def write_out(db: Database, target: Path) -> int:
    """Append the roots that a file outside does not have yet; how many. Raises `OSError`."""
    async with db.reading() as session:
        signed = await roots.every_root(session)
    return await asyncio.to_thread(_append, target, signed)


def _append(target: Path, signed: list[DailyRoot]) -> int:
    kept, _ = roots.read_lines(target.read_text(encoding="utf-8") if target.exists() else "")
    missing = [each for each in signed if each.n not in kept]
    if missing:
        with target.open("a", encoding="utf-8") as out:
            out.write("".join(f"{roots.line(each)}\n" for each in missing))
    return len(missing)
