"""An officer names a case by its number, or by the end of it: after a command, or alone."""

import re
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework import numbering
from casework.petition import Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen import case_card as citizen_card
from handlers.registry import Registry
from handlers.staff import todo
from handlers.staff.case import show_in_private
from handlers.staff.form import Form
from services import access, short_numbers
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

on = Registry("staff.by_number")

FILLING = "Filling:"
"""The citizen's form, as its state is stored."""
WRITTEN_OUT = re.compile(r"\s*\d{5,7}(?:\s*-\s*\d)?\s*")
"""The end of a number as lists write it: said alone, it is meant as one."""


class Numbered(Filter):
    """An officer sends nothing but a case number, and no form asks for one; hands it over as `number`."""

    async def __call__(self, message: Message, desk: Desk, state: FSMContext) -> bool | dict[str, Any]:
        words = (message.text or "").strip()
        bare = 13 <= len(words) <= 30 and not words.startswith("/")
        number = numbering.parse(words) if bare else None
        if not isinstance(number, str) or not await access.officers(desk):
            return False
        opened = await Form.of(state)
        if opened is not None and opened.need in ("merged_into", "with_case"):
            return False
        return {"number": number}


class ShortSaid(Filter):
    """An officer sends nothing but the end of a number, and no form of the office is open; hands it over as `wanted`.

    While a citizen's form is open, only what begins with a zero is a number: anything else may be a sum.
    """

    async def __call__(self, message: Message, desk: Desk, state: FSMContext) -> bool | dict[str, Any]:
        words = message.text or ""
        wanted = numbering.short(words) if WRITTEN_OUT.fullmatch(words) else None
        opened = await state.get_state()
        free = opened is None or (opened.startswith(FILLING) and words.strip().startswith("0"))
        if wanted is None or not free or not await access.officers(desk):
            return False
        return {"wanted": wanted}


@on.message(Command("case", "办件"), filters.Private())
async def by_number(message: Message, command: CommandObject, desk: Desk) -> None:
    """Open a case by its number or by the end of it."""
    case = await one_meant(message, desk, (command.args or "").strip(), text("staff-case-ask"))
    if case is not None:
        await show_in_private(desk, *await access.standing(desk, case.id or 0))


async def one_meant(message: Message, desk: Desk, words: str, none: str) -> CaseRow | None:
    """The case that an officer's words name; None when something was said instead: `none`, a slip, or a list."""
    await todo.officers_or_refuse(desk)
    if (wanted := numbering.short(words)) is not None:
        return await by_ending(message, desk, wanted, none)
    number = numbering.parse(words)
    if not isinstance(number, str):
        await message.answer(text("staff-case-slip") if isinstance(number, numbering.Slip) else none)
        return None
    found = await cases.get(await desk.read(), number)
    if found is None:
        raise access.no_standing()
    case, _ = await access.standing(desk, found.id or 0)
    return case


async def by_ending(message: Message, desk: Desk, wanted: numbering.ShortNumber, none: str) -> CaseRow | None:
    """The one case whose number ends so; where there are several, the list of them. What waits for the officer
    comes before what only may be seen.
    """
    found = await short_numbers.meant(desk, wanted, limit=todo.LIST_LIMIT)
    if len(found) > 1:
        waits = {each.case.id: each for each in await todo.waiting_here(desk, todo.COUNTED)}
        own = [row for row, _ in found if row.id in waits]
        if len(own) == 1:
            return own[0]
        listed = [waits.get(row.id) or todo.Waiting(row, row.next_due) for row, _ in found]
        await todo.show_list(message, listed, desk, text("staff-case-which", count=len(listed)), none)
        return None
    if not found:
        await message.answer(none)
        return None
    return found[0][0]


@on.message(Numbered(), filters.Private())
async def number_said(message: Message, number: str, desk: Desk) -> None:
    """A bare case number from an officer with standing opens the case; anybody else's goes on to the citizen's way."""
    found = await cases.get(await desk.read(), number)
    if found is None or found.owner_id == desk.person_id:
        raise SkipHandler
    try:
        case, actors = await access.standing(desk, found.id)
    except Refusal:
        raise SkipHandler from None
    await show_in_private(desk, case, actors)


@on.message(ShortSaid(), filters.Private())
async def ending_said(message: Message, wanted: numbering.ShortNumber, desk: Desk) -> None:
    """00002 or 00002-6 alone opens that case, or lists those it may be; where there is none, others may know it."""
    if not await short_numbers.meant(desk, wanted, limit=1):
        raise SkipHandler
    case = await by_ending(message, desk, wanted, text("staff-case-ask"))
    if case is not None:
        await show_in_private(desk, *await access.standing(desk, case.id or 0))


@on.message(Command("deadline", "期限"), filters.Private())
async def deadline(message: Message, command: CommandObject, desk: Desk) -> None:
    """/期限: each running clock of a case, counted day by day, with its article; for officer and citizen alike."""
    words = command.args or ""
    if numbering.short(words) is not None and await access.officers(desk):
        if (meant := await one_meant(message, desk, words, text("deadline-ask"))) is not None:
            await message.answer(await citizen_card.explanation(desk, meant))
        return
    number = numbering.parse(words)
    if not isinstance(number, str):
        await message.answer(text("deadline-ask"))
        return
    case = await cases.get(await desk.read(), number)
    if case is None or case.owner_id != desk.person_id:
        # One answer for what does not exist and for what is somebody else's, also a sealed one.
        if not await access.officers(desk):
            raise filters.unknown(desk)
        if case is None:
            raise access.no_standing()
        await access.standing(desk, case.id)
    await message.answer(await citizen_card.explanation(desk, case))
