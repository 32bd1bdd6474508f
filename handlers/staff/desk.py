"""An officer's desk: joining with an invitation, binding a group, the to-do list by clock, opening, searching."""

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from casework import clocks, numbering
from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import dates, filters
from handlers.buttons import Act, Go, plain
from handlers.desk import Desk
from handlers.staff import access
from handlers.staff.case import show_in_private
from storage import cases, office
from storage.tables.cases import Case as CaseRow
from storage.tables.office import CodePurpose, UnitKind

router = Router(name="staff.desk")

LIST_LIMIT = 12


class Numbered(Filter):
    """An officer sends nothing but a case number; hands it over as `number`."""

    async def __call__(self, message: Message, desk: Desk) -> bool | dict[str, Any]:
        words = (message.text or "").strip()
        number = numbering.parse(words) if 13 <= len(words) <= 30 else None
        if not isinstance(number, str) or not await access.officers(desk):
            return False
        return {"number": number}


@router.message(Command("join", "加入"), filters.Private())
async def join(message: Message, command: CommandObject, desk: Desk) -> None:
    """Become an officer with a one-use invitation that an administrator made."""
    if not command.args:
        await message.answer(text("join-usage"))
        return
    session = await desk.write()
    purposes = (CodePurpose.STAFF, CodePurpose.ADMIN)
    code = await office.use_code(session, command.args, purposes=purposes, now=desk.now)
    if code is None:
        await message.answer(text("join-code-bad"))
        return
    unit = await office.unit(session, code.unit_id) if code.unit_id else await office.bureau(session)
    assert unit is not None and desk.person_id is not None
    role = Role(code.role) if code.role else Role.ADMIN
    label = f"{unit.short_name}{text(f'role-{role}')}"
    await office.appoint(session, desk.person_id, unit.id, role, label=label, now=desk.now)
    await message.answer(
        text("join-done", unit=unit.short_name, role=text(f"role-{role}")) + "\n\n" + text("staff-menu")
    )


@router.message(Command("bind", "绑定"), filters.InGroup())
async def bind(message: Message, command: CommandObject, desk: Desk) -> None:
    """Bind this group to a unit with a one-use code; who types it does not matter, the code does."""
    if not command.args:
        await message.answer(text("group-bind-usage"))
        return
    session = await desk.write()
    code = await office.use_code(session, command.args, purposes=(CodePurpose.GROUP,), now=desk.now)
    unit = await office.unit(session, code.unit_id) if code is not None and code.unit_id else None
    if unit is None:
        await message.answer(text("group-code-bad"))
        return
    await office.bind_group(session, desk.channel, desk.chat_id, unit.id, message.chat.title or "", desk.now)
    await message.answer(text("group-bound", unit=unit.short_name))


@router.message(Command("todo", "待办"))
async def todo(message: Message, desk: Desk) -> None:
    """What waits for this officer (or, in a group, for its unit), the nearest limit first."""
    rows: list[CaseRow] = []
    session = await desk.read()
    if desk.group:
        unit = await office.unit_of_group(session, desk.channel, desk.chat_id)
        if unit is None:
            raise Refusal(text("group-bind-first"))
        rows = await cases.open_of_unit(session, unit.id, limit=LIST_LIMIT)
        if unit.kind == UnitKind.BUREAU:
            rows += await cases.open_at_bureau(session, limit=LIST_LIMIT)
    else:
        for actor in await officers_or_refuse(desk):
            rows += await waiting(desk, actor)
    unique = list({row.id: row for row in rows}.values())[:LIST_LIMIT]
    await show_list(message, unique, desk, text("staff-todo", count=len(unique)), text("staff-todo-none"))


@router.callback_query(Go.filter(), filters.Pressed("to", "todo"))
async def todo_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The menu's 待办."""
    await query.answer()
    await todo(filters.message_of(query), desk)


async def officers_or_refuse(desk: Desk) -> list[Actor]:
    """The person's casework roles. Raises `Refusal` when there are none."""
    found = await access.officers(desk)
    if not found:
        raise Refusal(text("staff-no-role"))
    return found


async def waiting(desk: Desk, actor: Actor) -> list[CaseRow]:
    """The open cases that one role has to do with."""
    session = await desk.read()
    if actor.role is Role.SEALED:
        return await cases.sealed_open(session, actor, limit=LIST_LIMIT)
    if actor.role in (Role.CLERK, Role.SUPERVISOR):
        return await cases.open_at_bureau(session, viewer=actor, limit=LIST_LIMIT)
    assert actor.unit_id is not None
    return await cases.open_of_unit(session, actor.unit_id, viewer=actor, limit=LIST_LIMIT)


async def show_list(message: Message, rows: list[CaseRow], desk: Desk, title: str, none: str) -> None:
    """A list of cases with a button each; in a group without anything a citizen typed."""
    if not rows:
        await message.answer(none)
        return
    lines = [title, *(line(row, desk) for row in rows)]
    options = [(row.number, Act(do="open", case=row.id)) for row in rows]
    await message.answer("\n".join(lines), reply_markup=plain(options, per_row=1))


def line(row: CaseRow, desk: Desk) -> str:
    """One case of a list: number, state, and how long there is left."""
    return text("staff-todo-line", number=row.number, state=text(f"state-{row.state}"), due=due(row, desk))


def due(row: CaseRow, desk: Desk) -> str:
    """The nearest limit in words."""
    if row.next_due is None:
        return text("staff-todo-open")
    left = clocks.days_left(row.next_due, desk.today)
    if left < 0:
        return text("staff-todo-late", days=-left)
    return text("staff-todo-due", date=dates.short(row.next_due), days=left)


@router.message(Command("case", "办件"), filters.Private())
async def by_number(message: Message, command: CommandObject, desk: Desk) -> None:
    """Open a case by its number."""
    await officers_or_refuse(desk)
    number = numbering.parse(command.args or "")
    if not isinstance(number, str):
        await message.answer(text("staff-case-ask"))
        return
    found = await cases.get(await desk.read(), number)
    if found is None:
        raise access.no_standing()
    case, actors = await access.standing(desk, found.id)
    await show_in_private(desk, case, actors)


@router.message(Numbered(), filters.Private())
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


@router.message(Command("search", "搜索"), filters.Private())
async def search(message: Message, command: CommandObject, desk: Desk) -> None:
    """Find cases by words of the story, newest first; only those this officer may see."""
    actors = await officers_or_refuse(desk)
    if not command.args:
        await message.answer(text("staff-search-ask"))
        return
    session = await desk.read()
    rows: dict[int, CaseRow] = {}
    for actor in actors:
        unit_id = None if actor.role in access.OFFICE_WIDE else actor.unit_id
        for row in await cases.search(session, command.args, unit_id=unit_id, viewer=actor, limit=LIST_LIMIT):
            rows[row.id] = row
    found = list(rows.values())[:LIST_LIMIT]
    await show_list(
        message, found, desk, text("staff-search-found", count=len(found)), text("staff-search-none")
    )
