"""Nobody stays untold: what no group of a unit can read is told to its officers in private, and else to the bureau.

A unit need not have a group, a group can throw the bot out, an officer can block it. The unit is bound all the same
from the day it receives the matter (信访工作条例 Art. 23), so it has to reach somebody who works on it, and whoever
passed it on has to know when it reached nobody.
"""

from collections.abc import Callable

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Role
from casework.wording import text
from services import letters
from services.buttons import Act, plain
from services.letters import Letter
from storage import cases, office, outbox
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import Staff, Unit, UnitKind
from storage.turn import Turn
from storage.undelivered import Lost

IN_UNIT = (Role.HANDLER, Role.HEAD)
AT_BUREAU = (Role.CLERK, Role.SUPERVISOR)
LAST = (Role.ADMIN,)


async def tell(turn: Turn, unit: Unit, words: Callable[[], str], case_id: int | None, key: str) -> bool:
    """Tell a unit that no group of it can hear. Whether anybody of the whole office was told.

    First its own officers; where none can be written to, the bureau reads what they should have read, and that it did
    not reach them; at last the administrators, who appoint officers and bind groups.
    """
    bureau = unit.kind == UnitKind.BUREAU
    if await _in_private(turn, AT_BUREAU if bureau else IN_UNIT, unit.id, words, case_id, key):
        return True
    session = await turn.read()
    home = await office.bureau(session)

    def unread() -> str:
        return text("unreached-unit", unit=unit.short_name, words=words())

    if not bureau:
        if await letters.to_groups(turn, home.id, Letter(unread, case_id=case_id), key):
            return True
        if await _in_private(turn, AT_BUREAU, home.id, unread, case_id, key):
            return True
    return await _in_private(turn, LAST, None, unread, None, key)


async def offline(turn: Turn, case: CaseRow, words: Callable[[], str], key: str) -> None:
    """Whoever came by letter or over the counter has no chat: the desk that has the matter serves it another way.

    What the office says to a citizen stays in private; no group reads it.
    """
    session = await turn.read()
    home = await office.bureau(session)
    unit = await office.unit(session, case.unit_id) if case.unit_id else home

    def to_serve() -> str:
        return "\n".join([text("unreached-offline", number=case.number), words()])

    at_bureau = unit is None or unit.kind == UnitKind.BUREAU
    roles, where = (AT_BUREAU, home.id) if at_bureau or unit is None else (IN_UNIT, unit.id)
    if not await _in_private(turn, roles, where, to_serve, case.id, key):
        await _in_private(turn, AT_BUREAU, home.id, to_serve, case.id, key)


async def after(turn: Turn, lost: Lost) -> None:
    """A message about a matter could not be delivered to a group, an officer or its citizen: tell who is left.

    Of a sealed matter nothing is passed on: all who may know of it were told at once.
    """
    session = await turn.read()
    case = await cases.by_id(session, lost.case_id)
    if case is None or case.sealed:
        return
    unit = await office.unit(session, case.unit_id) if case.unit_id else None
    key, words = f"untold:{lost.row_id}", lost.words
    if lost.citizen:  # once a day: it must be served another way, whatever it was
        key, words = f"untold:citizen:{case.id}:{lost.day}", text("unreached-citizen", number=case.number)
    await tell(turn, unit or await office.bureau(session), lambda: words, case.id, key)


async def out_of_reach(session: AsyncSession) -> list[Unit]:
    """Units in which nobody can be told anything: no group, and no officer who ever wrote to us."""
    found = []
    for unit in await office.units(session):
        if await office.group_of(session, unit.id):
            continue
        staff = await office.staff_of(session, unit.id)
        if not [each for each in staff if await letters.reader(session, each.person_id)]:
            found.append(unit)
    return found


async def _in_private(
    turn: Turn,
    roles: tuple[Role, ...],
    unit_id: int | None,
    words: Callable[[], str],
    case_id: int | None,
    key: str,
) -> bool:
    """Everybody of these roles who can be written to; whether that is anybody."""
    session = await turn.read()
    holders: dict[int, Staff] = {}
    for role in roles:
        holders |= {each.person_id: each for each in await office.staff_with(session, role, unit_id)}
    letter = Letter(words, _opening(case_id) if case_id else None, case_id, protect=True)
    told = False
    for staff in holders.values():
        person = await letters.reader(session, staff.person_id)
        if person is None or await outbox.is_blocked(session, person.channel, person.chat_id):
            continue
        turn.say(letter.to_reader(person, f"{key}:{staff.id}"))
        told = True
    return told


def _opening(case_id: int) -> Callable[[], InlineKeyboardMarkup]:
    """The way into the case."""
    return lambda: plain([(text("act-open"), Act(do="open", case=case_id))])
