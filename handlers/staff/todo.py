"""An officer's desk: joining with an invitation, binding a group, the to-do list by clock, opening, searching."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from casework import clocks, numbering
from casework.movetable import stages
from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters, menus
from handlers.admin import appointing
from handlers.registry import Registry
from services import access, browser_sessions, dates, record, review_bodies
from services.buttons import Act, Go, Option, plain
from services.context import Desk
from storage import cases, lockouts, office, outbox
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import CodePurpose, OneUseCode, UnitKind

on = Registry("staff.desk")

LIST_LIMIT = 12
COUNTED = 500
"""More than this are counted as many."""


ALL_ROLES = frozenset(Role)
_BUREAU = frozenset({Role.CLERK, Role.SUPERVISOR, Role.SEALED})
OWES = {
    "bureau": _BUREAU, "level": _BUREAU | {Role.HANDLER, Role.HEAD}, "unit": frozenset({Role.HANDLER, Role.HEAD}),
    "head": frozenset({Role.HEAD}), "review": frozenset({Role.REVIEWER}),
}  # fmt: skip
"""Whose duty a clock is, as the roles that do it."""


@dataclass(frozen=True)
class Waiting:
    """A case that waits for somebody, and until when they owe something in it."""

    case: CaseRow
    due: date | None
    decide: str = ""
    """What only the head can decide on in it: `sign` (a drafted answer) or `time` (more days that were asked for)."""


class TodoPage(CallbackData, prefix="td"):
    """A further page of the to-do list, from 0."""

    page: int


@on.message(Command("join", "加入"), filters.Private())
async def join(message: Message, command: CommandObject, desk: Desk) -> None:
    """Become an officer with a one-use invitation that an administrator made."""
    if not command.args:
        await message.answer(text("join-usage"))
        return
    code = await used(desk, command.args, CodePurpose.STAFF, CodePurpose.ADMIN)
    if code is None:
        await message.answer(text("join-code-bad"))
        return
    done = await appointing.redeemed(desk, code)
    if await office.actors(await desk.read(), desk.person_id) and not await browser_sessions.is_open(desk):
        browser_sessions.say(desk, f"{done}\n\n{text('browser-shut')}")
        return
    roles = await menus.roles_of(desk)
    if not roles:
        await message.answer(done)
        return
    await message.answer(f"{done}\n\n{menus.words(roles)}", reply_markup=menus.keyboard(roles))


async def used(desk: Desk, typed: str, *purposes: CodePurpose) -> OneUseCode | None:
    """Use a one-use code up; None when it is good for nothing here. Whoever guesses waits, and costs nobody a hash."""
    source = lockouts.source_key(f"{desk.channel}:{desk.user_id}")
    if await lockouts.locked(await desk.read(), source, desk.now):
        return None
    hashed = await office.read_code(typed)
    session = await desk.write()
    code = await office.use_code(session, hashed, purposes=purposes, now=desk.now) if hashed else None
    if code is None:
        await lockouts.fail(session, [source], desk.now)
    return code


@on.message(Command("bind", "绑定"), filters.InGroup())
async def bind(message: Message, command: CommandObject, desk: Desk) -> None:
    """Bind this group to a unit with a one-use code; who types it does not matter, the code does."""
    if not command.args:
        await message.answer(text("group-bind-usage"))
        return
    code = await used(desk, command.args, CodePurpose.GROUP)
    session = await desk.write()
    unit = await office.unit(session, code.unit_id) if code is not None and code.unit_id else None
    if unit is None:
        await message.answer(text("group-code-bad"))
        return
    await outbox.call_off(session, desk.channel, desk.chat_id, "leaveChat", desk.now)
    topic = (message.message_thread_id or 0) if message.is_topic_message else 0
    title = message.chat.title or ""
    await office.bind_group(session, desk.channel, desk.chat_id, unit.id, title, desk.now, thread_id=topic)
    await message.answer(text("group-bound", unit=unit.short_name))


@on.message(Command("todo", "待办"))
async def todo(message: Message, desk: Desk) -> None:
    """What waits for this officer (or, in a group, for its unit), the nearest limit first."""
    await show_todo(message, desk, 0)


@on.press(Go, to="todo")
async def todo_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The menu's 待办."""
    await show_todo(filters.message_of(query), desk, 0)


@on.press(TodoPage)
async def todo_next(query: CallbackQuery, callback_data: TodoPage, desk: Desk) -> None:
    """The next page of the list, as it stands now."""
    await show_todo(filters.message_of(query), desk, max(callback_data.page, 0))


async def show_todo(message: Message, desk: Desk, page: int) -> None:
    """One page of what waits here, below how much that is and how much of it is late."""
    start, end = page * LIST_LIMIT, (page + 1) * LIST_LIMIT
    rows = await waiting_here(desk, max(end, COUNTED) + 1)
    shown = rows[start:end]
    total = str(len(rows)) if len(rows) <= COUNTED else text("staff-todo-more-than", count=COUNTED)
    late = sum(1 for each in rows if each.due is not None and each.due < desk.today)
    title = text("staff-todo", total=total, late=late, first=start + 1, last=start + len(shown))
    onward = [(text("staff-todo-before"), TodoPage(page=page - 1))] if page else []
    onward += [(text("staff-todo-next"), TodoPage(page=page + 1))] if len(rows) > end else []
    await show_list(message, shown, desk, title, text("staff-todo-none"), start=start, onward=onward)


async def waiting_here(desk: Desk, limit: int) -> list[Waiting]:
    """The first cases that wait for this officer or this group's unit, the nearest limit of theirs first.

    By what is owed in a role that they hold: whoever looks into a call-back is late with it, and not the unit that
    answered nor the body that reviews.
    """
    found: list[tuple[Role, CaseRow]] = []
    session = await desk.read()
    if desk.group:
        unit = await office.unit_of_group(session, desk.channel, desk.chat_id)
        if unit is None:
            raise Refusal(text("group-bind-first"))
        await officer_of(desk, unit.id)
        rows = await cases.open_of_unit(session, unit.id, limit=limit)
        if unit.kind == UnitKind.BUREAU:
            rows += await cases.open_at_bureau(session, limit=limit)
        found = [(Role.CLERK if unit.kind == UnitKind.BUREAU else Role.HANDLER, row) for row in rows]
    else:
        for actor in await officers_or_refuse(desk):
            found += [(actor.role, row) for row in await waiting(desk, actor, limit)]
    return await by_own_limit(desk, found, limit)


async def by_own_limit(desk: Desk, found: Sequence[tuple[Role, CaseRow]], limit: int) -> list[Waiting]:
    """Each case once, with the nearest day of a duty that these roles owe; what waits for others only is left out."""
    rows = {row.id: row for _, row in found}
    roles: dict[int, set[Role]] = {}
    for role, row in found:
        roles.setdefault(row.id, set()).add(role)
    owed: dict[int, list[date]] = {}
    for clock in await cases.running(await desk.read(), list(rows)):
        rules = desk.context.clocks
        if not rules.is_window(clock.clock) and roles[clock.case_id] & OWES.get(
            rules.whose(clock.clock), ALL_ROLES
        ):
            owed.setdefault(clock.case_id, []).append(clock.limit)
    deciding = await to_decide(desk, [row for role, row in found if role is Role.HEAD])
    listed = [
        Waiting(row, min(owed.get(row.id, ()), default=None), deciding.get(row.id, ""))
        for row in rows.values()
        if row.id in owed or (row.is_open and stages()[row.state] != "citizen")
    ]
    return sorted(listed, key=lambda each: (not each.decide, each.due or date.max, each.case.id))[:limit]


async def to_decide(desk: Desk, rows: Sequence[CaseRow]) -> dict[int, str]:
    """In which of these cases the unit's work stands still until its head signs an answer, or decides on more time."""
    at_work = [row.id for row in rows if stages()[row.state] == "work"]
    events = await cases.timelines(await desk.read(), at_work, record.OF_THE_HEAD)
    found: dict[int, str] = {}
    for case_id, told in events.items():
        if desk.context.head_signs and record.waiting_draft(told) is not None:
            found[case_id] = "sign"
        elif record.time_asked(told) is not None:
            found[case_id] = "time"
    return found


async def officer_of(desk: Desk, unit_id: int) -> None:
    """A group's list is for officers of its unit, and for those who work for every unit. Raises `Refusal`."""
    for each in await officers_or_refuse(desk):
        if each.unit_id == unit_id or (each.role in access.OFFICE_WIDE and each.role is not Role.SEALED):
            return
    raise await access.refused(desk, *access.CASEWORK)


async def officers_or_refuse(desk: Desk) -> list[Actor]:
    """The person's casework roles. Raises `Refusal` when there are none."""
    found = await access.officers(desk)
    if not found:
        raise await access.refused(desk, *access.CASEWORK)
    return found


async def waiting(desk: Desk, actor: Actor, limit: int) -> list[CaseRow]:
    """The open cases that one role has to do with."""
    session = await desk.read()
    if actor.role is Role.SEALED:
        return await cases.sealed_open(session, actor, limit=limit)
    if actor.role in (Role.CLERK, Role.SUPERVISOR):
        return await cases.open_at_bureau(session, viewer=actor, limit=limit)
    if actor.role is Role.REVIEWER:
        return await in_review(desk, actor, limit)
    assert actor.unit_id is not None
    return await cases.open_of_unit(session, actor.unit_id, viewer=actor, limit=limit)


async def in_review(desk: Desk, actor: Actor, limit: int) -> list[CaseRow]:
    """What waits for a review body: its own, or what no body of the tree is named for."""
    rows = await cases.in_review(await desk.read(), viewer=actor, limit=COUNTED)
    bodies = [(row, await review_bodies.now(desk.turn, row)) for row in rows]
    return [row for row, body in bodies if body is None or body.id == actor.unit_id][:limit]


async def show_list(
    message: Message,
    rows: Sequence[Waiting],
    desk: Desk,
    title: str,
    none: str,
    *,
    start: int = 0,
    onward: Sequence[Option] = (),
) -> None:
    """A list of cases with a button each, counted from `start`; in a group without anything a citizen typed."""
    if not rows:
        await message.answer(none)
        return
    counted = list(enumerate(rows, start + 1))
    lines = [title, *(f"{at}. {line(each, desk)}" for at, each in counted)]
    options: list[Option] = [
        (f"{at} {numbering.serial_of(each.case.number):05}", Act(do="open", case=each.case.id))
        for at, each in counted
    ]
    await message.answer("\n".join(lines), reply_markup=plain([*options, *onward], per_row=3))


def line(each: Waiting, desk: Desk) -> str:
    """One case of a list: number, what about, state, and how long there is left."""
    row = each.case
    known = row.topic and not row.sealed
    topic = (
        desk.context.topic_name(row.topic or "").rpartition(" · ")[2]
        if known
        else text(f"purpose-{row.purpose}")
    )
    state = text(f"state-{row.state}")
    urgent = text("staff-todo-urgent") if row.urgency == "urgent" else ""
    decide = text(f"staff-todo-decide-{each.decide}") if each.decide else ""
    return (
        urgent
        + decide
        + text("staff-todo-line", number=row.number, topic=topic, state=state, due=due(each.due, desk))
    )


def due(limit: date | None, desk: Desk) -> str:
    """The nearest limit in words."""
    if limit is None:
        return text("staff-todo-open")
    left = clocks.days_left(limit, desk.today)
    if left < 0:
        return text("staff-todo-late", days=-left)
    return text("staff-todo-due", date=dates.short(limit), days=left)


@on.message(Command("search", "搜索"), filters.Private())
async def search(message: Message, command: CommandObject, desk: Desk) -> None:
    """Find cases by words of the story, newest first; only those this officer may see."""
    actors = await officers_or_refuse(desk)
    if not command.args:
        await message.answer(text("staff-search-ask"))
        return
    if any(len(word) == 1 and not word.isascii() for word in command.args.split()):
        await message.answer(text("staff-search-short"))
        return
    session = await desk.read()
    rows: dict[int, CaseRow] = {}
    for actor in actors:
        unit_id = None if actor.role in access.OFFICE_WIDE else actor.unit_id
        for row in await cases.search(
            session, command.args, unit_id=unit_id, viewer=actor, limit=LIST_LIMIT + 1
        ):
            rows[row.id] = row
    found = sorted(rows.values(), key=lambda row: -row.id)[:LIST_LIMIT]
    key = "staff-search-many" if len(rows) > LIST_LIMIT else "staff-search-found"
    listed = [Waiting(row, row.next_due) for row in found]
    await show_list(message, listed, desk, text(key, count=len(found)), text("staff-search-none"))
