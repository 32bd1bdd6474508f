"""/管理: administrators run the office by chat: its units as a tree, one unit, the guide. They see no case."""

from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Actor, Role
from casework.wording import text
from handlers import filters
from handlers.admin import place
from handlers.admin.home import PLACES
from handlers.admin.place import UnitButton
from handlers.line import Line
from handlers.registry import Registry
from services import unreached
from services.buttons import Admin, Go, Option, plain
from services.context import Desk
from storage import audit, office
from storage.tables.office_rows import UNIT_NAMES, UNIT_SETTINGS, Unit, UnitKind

on = Registry("admin.office", private=True, officer=(Role.ADMIN,))

PAGE = 16
"""Units on one screen."""
WITHOUT_GROUP = (UnitKind.REVIEW, UnitKind.DISCIPLINE)
"""Kinds of unit that need no group."""
GUIDE_CHARS = 3000
PLACES_BEHIND = tuple(each.name for each in PLACES if each.opens is not None and Role.ADMIN in each.roles)
"""Places of their own that 管理 leads to."""
MENU = ("units", "invite", "group", "duty", "hours", "publication")


GUIDE = Line("Publishing:words")
"""The office's own part of the guide."""


@on.message(Command("admin", "管理"))
async def menu(message: Message, desk: Desk, state: FSMContext) -> None:
    """What an administrator can do, and what the office still lacks."""
    await state.set_state(None)
    options: list[Option] = [(text(f"admin-{do}"), Admin(do=do)) for do in MENU]
    options += [(text(f"menu-place-{place}"), Go(to=place)) for place in PLACES_BEHIND]
    lines = [text("admin-menu"), *await lacks(await desk.read())]
    await message.answer("\n".join(lines), reply_markup=plain(options))


@on.press(Go, to="admin")
@on.press(Admin, do="menu")
async def menu_pressed(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """The staff menu's 管理, and the way back to it."""
    await menu(filters.message_of(query), desk, state)


async def lacks(session: AsyncSession) -> list[str]:
    """What is missing before the office can work: a second administrator, officers, groups, the guide (Art. 18)."""
    found: list[str] = []
    if len({row.person_id for row in await office.staff_with(session, Role.ADMIN)}) < 2:
        found.append(text("admin-lacks-second"))
    known = await office.units(session)
    for kind, gone in (
        ("staff", [each for each in known if not await office.staff_of(session, each.id)]),
        ("group", [each for each in known if each.kind not in WITHOUT_GROUP
                   and not await office.group_of(session, each.id)]),
    ):  # fmt: skip
        if gone:
            names = "、".join(each.short_name for each in gone[:6])
            found.append(text(f"admin-lacks-{kind}", count=len(gone), names=names))
    if untold := await unreached.out_of_reach(session):
        names = "、".join(each.short_name for each in untold[:6])
        found.append(text("admin-lacks-reach", count=len(untold), names=names))
    if not await office.value(session, "publication"):
        found.append(text("admin-lacks-guide"))
    return found


@on.press(Admin, do="units")
async def units(query: CallbackQuery, callback_data: Admin, desk: Desk, state: FSMContext) -> None:
    """The units as a tree; each is a button."""
    await state.set_state(None)
    session = await desk.read()
    tree = office.branches(await office.units(session))
    page = int(callback_data.value) if callback_data.value.isdigit() else 0
    shown = tree[page * PAGE : (page + 1) * PAGE]
    lines = [text("admin-units-title", count=len(tree))]
    for unit, depth in shown:
        staff, groups = await office.staff_of(session, unit.id), await office.group_of(session, unit.id)
        inside = "　" * depth
        lines.append(
            text("admin-unit-line", inside=inside, name=unit.name, staff=len(staff), groups=len(groups))
        )
    options: list[Option] = [(unit.short_name, UnitButton(do="unit", unit=unit.id)) for unit, _ in shown]
    if page:
        options.append((text("admin-page-before"), Admin(do="units", value=str(page - 1))))
    if len(tree) > (page + 1) * PAGE:
        options.append((text("admin-page-next"), Admin(do="units", value=str(page + 1))))
    for do in ("add", "gone", "menu"):
        options.append((text(f"admin-do-{do}"), Admin(do=do)))
    await filters.message_of(query).answer("\n".join(lines), reply_markup=plain(options))


@on.press(UnitButton, do="unit")
async def unit_pressed(
    query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext
) -> None:
    """Open a unit; a question that lay open is left."""
    await state.set_state(None)
    await show(desk, await place.unit_of(desk, callback_data.unit, active=False))


async def show(desk: Desk, unit: Unit) -> None:
    """A unit: what it is, how it is reached, who works there; of its cases only how many are open."""
    session = await desk.read()
    lines = [text("admin-unit-head", name=unit.name, short=unit.short_name, code=unit.code)]
    above = await office.unit(session, unit.parent_id) if unit.parent_id else None
    lines.append(
        text(
            "admin-unit-kind", kind=text(f"admin-kind-{unit.kind}"), above=above.short_name if above else "—"
        )
    )
    for name in UNIT_SETTINGS:
        if name not in UNIT_NAMES and getattr(unit, name):
            lines.append(text(f"admin-unit-{name}", value=getattr(unit, name)))
    staff, groups = await office.staff_of(session, unit.id), await office.group_of(session, unit.id)
    cases = await office.open_cases(session, unit.id)
    lines.append(text("admin-unit-counts", staff=len(staff), groups=len(groups), cases=cases))
    if unit.active:
        on = await office.on_duty(session, unit.id, desk.now)
        names = "、".join(each.label for each in on) or text("duty-nobody-short")
        lines.append(text("admin-unit-duty", names=names))
        does = [
            "staff",
            "groups",
            "duty",
            "edit",
            "poster",
            *(["dissolve"] if unit.kind != UnitKind.BUREAU else []),
        ]
    else:
        heir = await office.successor(session, unit)
        lines.append(text("admin-unit-gone", heir=heir.short_name if heir else "—"))
        does = ["restore"]
    options: list[Option] = [(text(f"admin-unit-do-{do}"), UnitButton(do=do, unit=unit.id)) for do in does]
    keyboard = plain([*options, place.back()])
    desk.say("\n".join(lines), keyboard=keyboard)


# The guide (Art. 18.1)


@on.press(Admin, do="publication")
async def publication(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """What the guide publishes beside the law; the next words take its place."""
    await GUIDE.ask(state)
    current = await office.value(await desk.read(), "publication", "")
    await filters.message_of(query).answer(
        text("admin-publication-now", current=current or "—"),
        reply_markup=plain([(text("admin-do-leave"), Admin(do="menu"))]),
    )


@on.line(GUIDE)
async def publication_said(message: Message, words: str, desk: Desk, officer: Actor) -> None:
    """The new words of the guide."""
    await put_guide(message, words, desk, officer)


@on.message(Command("publish", "发布指南"))
async def publish(message: Message, command: CommandObject, desk: Desk, officer: Actor) -> None:
    """The same in one line."""
    await put_guide(message, command.args or "", desk, officer)


async def put_guide(message: Message, words: str, desk: Desk, officer: Actor) -> None:
    """Set the office's own part of the guide, and show where citizens read it."""
    session = await desk.write()
    await office.set_value(session, "publication", words.strip()[:GUIDE_CHARS])
    await audit.write(session, officer, "publish_guide", at=desk.now)
    options: list[Option] = [
        (text("admin-see-guide"), Go(to="guide")),
        (text("admin-do-menu"), Admin(do="menu")),
    ]
    await message.answer(text("admin-published"), reply_markup=plain(options))
