"""Who works in a unit and which groups hear of it: one-use codes, names of posts, leaving. No case is seen here."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin import place
from handlers.admin.place import UnitButton
from handlers.line import About, Line
from handlers.registry import Registry
from handlers.staff.devices import Browser
from services import access, dates, lost_groups
from services.buttons import Admin, Option, plain
from services.context import Desk
from storage import audit, office
from storage.tables.office_rows import CodePurpose, Staff, Unit, UnitKind

on = Registry("admin.staffing", private=True, officer=(Role.ADMIN,))

ROLES_BY_KIND = {
    UnitKind.BUREAU: (Role.CLERK, Role.SUPERVISOR, Role.SEALED, Role.ADMIN),
    UnitKind.REVIEW: (Role.REVIEWER,),
    UnitKind.DISCIPLINE: (Role.SEALED,),
}
DEFAULT_ROLES = (Role.HANDLER, Role.HEAD)
LABEL_CHARS = 20
LABEL = Line("Naming:label")
"""What a post is called."""


# Codes


@on.press(Admin, do=("invite", "group", "duty"))
async def which_unit(query: CallbackQuery, callback_data: Admin, desk: Desk) -> None:
    """For which unit: an invitation of an officer, a code that binds a group, the rota."""
    known = office.branches(await office.units(await desk.read()))
    options: list[Option] = [
        (unit.short_name, UnitButton(do=callback_data.do, unit=unit.id)) for unit, _ in known[:40]
    ]
    words = text(f"admin-which-unit-{callback_data.do}")
    await filters.message_of(query).answer(
        words, reply_markup=plain([*options, (text("admin-do-menu"), Admin(do="menu"))])
    )


def roles_of(unit: Unit) -> tuple[Role, ...]:
    """The roles that a unit of this kind has."""
    return ROLES_BY_KIND.get(UnitKind(unit.kind), DEFAULT_ROLES)


@on.press(UnitButton, do="invite")
async def which_role(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """An invitation is for one role in one unit: which role."""
    unit = await place.unit_of(desk, callback_data.unit)
    options: list[Option] = [
        (text(f"actor-{role}"), UnitButton(do="code", unit=unit.id, value=role)) for role in roles_of(unit)
    ]
    words = text("admin-which-role", unit=unit.short_name)
    await filters.message_of(query).answer(words, reply_markup=plain([*options, place.back(unit)]))


@on.press(UnitButton, do="code")
async def invitation(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """A one-use invitation, shown once; whoever uses it first has the role."""
    unit = await place.unit_of(desk, callback_data.unit)
    if callback_data.value not in roles_of(unit):
        raise Refusal(text("error-old-button"))
    role = Role(callback_data.value)
    session = await desk.write()
    purpose = CodePurpose.ADMIN if role is Role.ADMIN else CodePurpose.STAFF
    code = await office.make_code(
        session, purpose, now=desk.now, unit_id=unit.id, role=role, created_by=officer.staff_id
    )
    await audit.write(session, officer, "invite", at=desk.now, unit=unit.code, role=str(role))
    words = text("admin-invitation", unit=unit.short_name, role=text(f"actor-{role}"), code=code)
    keyboard = plain([place.back(unit)])
    desk.say(words, keyboard=keyboard, secret=True)


@on.press(UnitButton, do="group")
async def group_code(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """A one-use code that binds a group to a unit."""
    unit = await place.unit_of(desk, callback_data.unit)
    session = await desk.write()
    code = await office.make_code(
        session, CodePurpose.GROUP, now=desk.now, unit_id=unit.id, created_by=officer.staff_id
    )
    await audit.write(session, officer, "group_code", at=desk.now, unit=unit.code)
    keyboard = plain([place.back(unit)])
    desk.say(text("admin-group-code", unit=unit.short_name, code=code), keyboard=keyboard, secret=True)


@on.press(UnitButton, do="void")
async def void(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """Codes that were given out and not used are good for nothing any more."""
    unit = await place.unit_of(desk, callback_data.unit)
    session = await desk.write()
    count = await office.void_codes(session, unit.id, desk.now)
    await audit.write(session, officer, "void_codes", at=desk.now, unit=unit.code, count=count)
    await query.answer(text("admin-voided", count=count))
    await show_staff(desk, unit)


# Officers


@on.press(UnitButton, do="staff")
async def staff(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """Everybody who holds a role in the unit."""
    unit = await place.unit_of(desk, callback_data.unit)
    await state.set_state(None)
    await show_staff(desk, unit)


async def show_staff(desk: Desk, unit: Unit) -> None:
    """Posts with their roles, and the codes that still wait."""
    session = await desk.read()
    found = await office.staff_of(session, unit.id)
    codes = await office.waiting_codes(session, unit.id, desk.now)
    lines = [text("admin-staff-title", unit=unit.short_name, count=len(found))]
    options: list[Option] = []
    for at, each in enumerate(found, 1):
        role = text(f"actor-{each.role}")
        lines.append(
            text(
                "admin-staff-line",
                at=at,
                label=each.label,
                role=role,
                since=dates.day(dates.local(each.since)),
            )
        )
        options.append((f"{at} {each.label}", UnitButton(do="person", unit=unit.id, n=each.id)))
    if codes:
        lines.append(text("admin-codes-waiting", count=codes))
        options.append((text("admin-do-void"), UnitButton(do="void", unit=unit.id)))
    options += [(text("admin-invite"), UnitButton(do="invite", unit=unit.id)), place.back(unit)]
    desk.say("\n".join(lines), keyboard=plain(options))


async def staff_of(desk: Desk, asked: UnitButton) -> tuple[Unit, Staff]:
    """The officer that a button names, still in that unit. Raises `Refusal`."""
    unit = await place.unit_of(desk, asked.unit)
    found = await office.staff(await desk.read(), asked.n)
    if found is None or not found.active or found.unit_id != unit.id:
        raise Refusal(text("error-old-button"))
    return unit, found


@on.press(UnitButton, do="person")
async def person(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """One officer: what the post is called, and leaving."""
    unit, found = await staff_of(desk, callback_data)
    options: list[Option] = [
        (text(f"admin-person-do-{do}"), UnitButton(do=do, unit=unit.id, n=found.id))
        for do in ("label", "leave")
    ]
    if await office.officer_session(await desk.read(), found.person_id) is not None:
        options.append((text("browser-do-reset"), Browser(do="reset", person=found.person_id)))
    options.append((text("admin-back-staff"), UnitButton(do="staff", unit=unit.id)))
    words = text("admin-person", label=found.label, role=text(f"actor-{found.role}"), unit=unit.short_name)
    await filters.message_of(query).answer(words, reply_markup=plain(options))


@on.press(UnitButton, do="label")
async def ask_label(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """What the post or section is called."""
    unit, found = await staff_of(desk, callback_data)
    await LABEL.ask(state, unit=unit.id, staff=found.id)
    options: list[Option] = [(text("admin-do-leave"), UnitButton(do="staff", unit=unit.id))]
    await filters.message_of(query).answer(
        text("admin-ask-label", label=found.label, most=LABEL_CHARS), reply_markup=plain(options)
    )


@on.line(LABEL)
async def label_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """The new name of the post; others read it on cards and in histories."""
    label = words.strip()
    if not 2 <= len(label) <= LABEL_CHARS or "\n" in label:
        raise Refusal(text("admin-bad-label", most=LABEL_CHARS))
    unit, found = await staff_of(desk, UnitButton(do="label", unit=about["unit"], n=about["staff"]))
    session = await desk.write()
    await office.rename(session, found.id, label)
    await audit.write(session, officer, "rename_staff", at=desk.now, unit=unit.code, staff=found.id)
    await show_staff(desk, unit)


@on.press(UnitButton, do="leave")
async def ask_leave(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """Taking a role away is asked twice."""
    unit, found = await staff_of(desk, callback_data)
    options: list[Option] = [
        (text("admin-leave-yes"), UnitButton(do="gone", unit=unit.id, n=found.id)),
        (text("admin-leave-no"), UnitButton(do="staff", unit=unit.id)),
    ]
    await filters.message_of(query).answer(
        text("admin-ask-leave", label=found.label, unit=unit.short_name), reply_markup=plain(options)
    )


@on.press(UnitButton, do="gone")
async def leaves(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """The role ends at once; every button of theirs asks the database and finds nothing."""
    unit, found = await staff_of(desk, callback_data)
    await keep_an_administrator(desk, found)
    session = await desk.write()
    await office.dismiss(session, found.id)
    await audit.write(
        session, officer, "dismiss", at=desk.now, unit=unit.code, staff=found.id, role=found.role
    )
    await query.answer(text("admin-left", label=found.label))
    if await still_admin(desk):
        await show_staff(desk, unit)


async def keep_an_administrator(desk: Desk, found: Staff) -> None:
    """Raises `Refusal` for the last administrator: nobody could let anybody in again."""
    others = await office.staff_with(await desk.read(), Role.ADMIN)
    if found.role == Role.ADMIN and len(others) < 2:
        raise Refusal(text("admin-last-one"))


async def still_admin(desk: Desk) -> Actor | None:
    """Whether whoever pressed has not just ended their own role."""
    return next((each for each in await access.actors(desk) if each.role is Role.ADMIN), None)


# Groups


@on.press(UnitButton, do="groups")
async def groups(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """The groups that hear about the unit's cases."""
    unit = await place.unit_of(desk, callback_data.unit)
    await show_groups(desk, unit)


async def show_groups(desk: Desk, unit: Unit) -> None:
    """Each group with its channel; a tap unbinds it."""
    found = await office.group_of(await desk.read(), unit.id)
    lines = [text("admin-groups-title", unit=unit.short_name, count=len(found))]
    options: list[Option] = []
    for at, each in enumerate(found, 1):
        title = each.title or text("admin-group-untitled")
        lines.append(
            text("admin-group-line", at=at, title=title, channel=text(f"admin-channel-{each.channel}"))
        )
        options.append((text("admin-do-unbind", at=at), UnitButton(do="unbind", unit=unit.id, n=each.id)))
    options += [(text("admin-group"), UnitButton(do="group", unit=unit.id)), place.back(unit)]
    desk.say("\n".join(lines), keyboard=plain(options))


@on.press(UnitButton, do="unbind")
async def unbind(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """The group hears no more, and is left unless a new code binds it again."""
    unit = await place.unit_of(desk, callback_data.unit)
    found = await office.group(await desk.read(), callback_data.n)
    if found is None or found.unit_id != unit.id:
        raise Refusal(text("error-old-button"))
    session = await desk.write()
    await office.unbind_group(session, found.channel, found.chat_id)
    if found.channel == "telegram":  # rooms of the page are the office's own
        await lost_groups.leave_unless_bound(desk, found.channel, found.chat_id)
    await audit.write(session, officer, "unbind_group", at=desk.now, unit=unit.code)
    await query.answer(text("admin-unbound"))
    await show_groups(desk, unit)
