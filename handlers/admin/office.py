"""Administrators run the office by chat: units, invitations, group codes, publications. They see no case."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from casework.petition import Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.buttons import Admin, Go, plain
from handlers.desk import Desk
from handlers.staff import access
from storage import audit, office
from storage.tables.office import CodePurpose, UnitKind

router = Router(name="admin.office")
router.message.filter(filters.Private())
router.callback_query.filter(filters.Private())

ROLES_BY_KIND = {
    UnitKind.BUREAU: (Role.CLERK, Role.SUPERVISOR, Role.SEALED, Role.ADMIN),
    UnitKind.REVIEW: (Role.REVIEWER,),
    UnitKind.DISCIPLINE: (Role.SEALED,),
}
DEFAULT_ROLES = (Role.HANDLER, Role.HEAD)


@router.message(Command("admin", "管理"))
async def menu(message: Message, desk: Desk) -> None:
    """What an administrator can do."""
    await access.require(desk, Role.ADMIN)
    options = [(text(f"admin-{do}"), Admin(do=do)) for do in ("units", "invite", "group", "publication")]
    await message.answer(text("admin-menu"), reply_markup=plain(options))


@router.callback_query(Go.filter(), filters.Pressed("to", "admin"))
async def menu_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The staff menu's 管理."""
    await query.answer()
    await menu(filters.message_of(query), desk)


@router.callback_query(Admin.filter(), filters.Pressed("do", "units"))
async def units(query: CallbackQuery, desk: Desk) -> None:
    """The units with their officers and groups."""
    await access.require(desk, Role.ADMIN)
    await query.answer()
    session = await desk.read()
    lines = [text("admin-units-title")]
    for unit in await office.units(session):
        staff = await office.staff_of(session, unit.id)
        groups = await office.group_of(session, unit.id)
        lines.append(
            text("admin-unit-line", name=unit.name, code=unit.code, staff=len(staff), groups=len(groups))
        )
    await filters.message_of(query).answer("\n".join(lines))


@router.callback_query(Admin.filter(), filters.Pressed("do", "invite", "group"))
async def which_unit(query: CallbackQuery, callback_data: Admin, desk: Desk) -> None:
    """For which unit: an invitation of an officer, or a code that binds a group."""
    await access.require(desk, Role.ADMIN)
    await query.answer()
    do = "invite1" if callback_data.do == "invite" else "group1"
    options = [
        (unit.short_name, Admin(do=do, value=unit.code)) for unit in await office.units(await desk.read())
    ]
    await filters.message_of(query).answer(text("admin-which-unit"), reply_markup=plain(options))


@router.callback_query(Admin.filter(), filters.Pressed("do", "invite1"))
async def which_role(query: CallbackQuery, callback_data: Admin, desk: Desk) -> None:
    """In which role."""
    await access.require(desk, Role.ADMIN)
    await query.answer()
    unit = await office.unit_by_code(await desk.read(), callback_data.value)
    if unit is None:
        raise Refusal(text("error-old-button"))
    roles = ROLES_BY_KIND.get(UnitKind(unit.kind), DEFAULT_ROLES)
    options = [(text(f"actor-{role}"), Admin(do="invite2", value=f"{unit.code}.{role}")) for role in roles]
    await filters.message_of(query).answer(text("admin-which-role"), reply_markup=plain(options))


@router.callback_query(Admin.filter(), filters.Pressed("do", "invite2"))
async def invitation(query: CallbackQuery, callback_data: Admin, desk: Desk) -> None:
    """A one-use invitation, shown once; whoever uses it first has the role."""
    admin = await access.require(desk, Role.ADMIN)
    await query.answer()
    session = await desk.write()
    unit_code, _, role_name = callback_data.value.rpartition(".")
    unit = await office.unit_by_code(session, unit_code)
    role = Role(role_name)
    if unit is None or role not in ROLES_BY_KIND.get(UnitKind(unit.kind), DEFAULT_ROLES):
        raise Refusal(text("error-old-button"))
    purpose = CodePurpose.ADMIN if role is Role.ADMIN else CodePurpose.STAFF
    code = await office.make_code(
        session, purpose, now=desk.now, unit_id=unit.id, role=role, created_by=admin.staff_id
    )
    await audit.write(session, admin, "invite", at=desk.now, unit=unit.code, role=str(role))
    words = text("admin-invitation", unit=unit.short_name, role=text(f"actor-{role}"), code=code)
    desk.say(words, secret=True)


@router.callback_query(Admin.filter(), filters.Pressed("do", "group1"))
async def group_code(query: CallbackQuery, callback_data: Admin, desk: Desk) -> None:
    """A one-use code that binds a group to a unit."""
    admin = await access.require(desk, Role.ADMIN)
    await query.answer()
    session = await desk.write()
    unit = await office.unit_by_code(session, callback_data.value)
    if unit is None:
        raise Refusal(text("error-old-button"))
    code = await office.make_code(
        session, CodePurpose.GROUP, now=desk.now, unit_id=unit.id, created_by=admin.staff_id
    )
    await audit.write(session, admin, "group_code", at=desk.now, unit=unit.code)
    desk.say(text("admin-group-code", unit=unit.short_name, code=code), secret=True)


@router.callback_query(Admin.filter(), filters.Pressed("do", "publication"))
async def publication(query: CallbackQuery, desk: Desk) -> None:
    """What the guide publishes beside the law, and how to change it."""
    await access.require(desk, Role.ADMIN)
    await query.answer()
    current = await office.value(await desk.read(), "publication", "")
    await filters.message_of(query).answer(text("admin-publication-now", current=current or "—"))


@router.message(Command("publish", "发布指南"))
async def publish(message: Message, command: CommandObject, desk: Desk) -> None:
    """Set the office's own part of the guide (Art. 18.1)."""
    admin = await access.require(desk, Role.ADMIN)
    session = await desk.write()
    await office.set_value(session, "publication", (command.args or "").strip()[:3000])
    await audit.write(session, admin, "publish_guide", at=desk.now)
    await message.answer(text("admin-published"))
