"""机关撤并: a unit is dissolved and another carries on (Art. 24.2), or is taken back. Administrators see no case.

Its open cases go to the successor by themselves at the next tick (`services/inheritance.py`); routes follow at once.
"""

from aiogram.types import CallbackQuery

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin import place
from handlers.admin.organisation import show
from handlers.admin.place import UnitButton
from handlers.registry import Registry
from services.buttons import Admin, Option, plain
from services.context import Desk
from storage import audit, office
from storage.tables.office_rows import Unit, UnitKind

on = Registry("admin.succession", private=True, officer=(Role.ADMIN,))

ONE_OF = 40


@on.press(UnitButton, do="dissolve")
async def which_heir(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """Who carries on; with open cases somebody must."""
    unit = await dissolvable(desk, callback_data.unit)
    session = await desk.read()
    count = await office.open_cases(session, unit.id)
    options: list[Option] = [
        (each.short_name, UnitButton(do="heir", unit=unit.id, n=each.id)) for each in await heirs(desk, unit)
    ]
    if not count:
        options.append((text("admin-no-heir"), UnitButton(do="heir", unit=unit.id)))
    words = text("admin-which-heir", unit=unit.short_name, count=count)
    await filters.message_of(query).answer(words, reply_markup=plain([*options, place.back(unit)]))


async def dissolvable(desk: Desk, unit_id: int) -> Unit:
    """A unit that may be dissolved: any but the bureau. Raises `Refusal`."""
    unit = await place.unit_of(desk, unit_id)
    if unit.kind == UnitKind.BUREAU:
        raise Refusal(text("admin-bureau-stays"))
    return unit


async def heirs(desk: Desk, unit: Unit) -> list[Unit]:
    """The units that can carry on: active, another one, and no one that keeps reports apart."""
    known = await office.units(await desk.read())
    wanted = [each for each in known if each.id != unit.id and each.kind != UnitKind.DISCIPLINE]
    return [
        *(each for each in wanted if each.kind == unit.kind),
        *(each for each in wanted if each.kind != unit.kind),
    ][:ONE_OF]


@on.press(UnitButton, do="heir")
async def ask_people(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """What becomes of its officers and groups; this is also where it is asked whether it is meant."""
    unit = await dissolvable(desk, callback_data.unit)
    heir = await heir_of(desk, unit, callback_data.n)
    session = await desk.read()
    staff, groups = await office.staff_of(session, unit.id), await office.group_of(session, unit.id)
    options: list[Option] = []
    if heir is not None and (staff or groups):
        options.append(
            (text("admin-people-move", heir=heir.short_name), UnitButton(do="merge", unit=unit.id, n=heir.id))
        )
    options.append((text("admin-people-end"), UnitButton(do="end", unit=unit.id, n=heir.id if heir else 0)))
    words = text(
        "admin-ask-dissolve", unit=unit.name, heir=heir.name if heir else text("admin-no-heir"), staff=len(staff),
        groups=len(groups), count=await office.open_cases(session, unit.id),
    )  # fmt: skip
    await filters.message_of(query).answer(words, reply_markup=plain([*options, place.back(unit)], per_row=1))


async def heir_of(desk: Desk, unit: Unit, heir_id: int) -> Unit | None:
    """The chosen successor; none only for a unit without open cases. Raises `Refusal`."""
    if heir_id:
        found = next((each for each in await heirs(desk, unit) if each.id == heir_id), None)
        if found is None:
            raise Refusal(text("error-old-button"))
        return found
    if await office.open_cases(await desk.read(), unit.id):
        raise Refusal(text("admin-heir-needed"))
    return None


@on.press(UnitButton, do=("merge", "end"))
async def dissolve(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """The unit is no more: routes lead to the successor at once, open cases within half a minute."""
    unit = await dissolvable(desk, callback_data.unit)
    heir = await heir_of(desk, unit, callback_data.n)
    count = await office.open_cases(await desk.read(), unit.id)
    session = await desk.write()
    if callback_data.do == "merge" and heir is not None:
        await office.move_staff(session, unit.id, heir.id, desk.now)
        await office.move_groups(session, unit.id, heir.id)
    else:
        await let_go(desk, unit)
    await office.void_codes(session, unit.id, desk.now)
    await office.change_unit(session, unit.id, active=False, successor_id=heir.id if heir else None)
    await audit.write(
        session, officer, "unit_dissolve", at=desk.now, unit=unit.code, successor=heir.code if heir else "",
        people=callback_data.do, cases=count,
    )  # fmt: skip
    words = text("admin-dissolved-alone", unit=unit.short_name)
    if heir is not None:
        words = text("admin-dissolved", unit=unit.short_name, heir=heir.short_name, count=count)
    options: list[Option] = [(heir.short_name, UnitButton(do="unit", unit=heir.id))] if heir else []
    desk.say(words, keyboard=plain([*options, place.back()]))


async def let_go(desk: Desk, unit: Unit) -> None:
    """Its officers hold no role there any more, and its groups hear no more."""
    session = await desk.write()
    for row in await office.staff_of(session, unit.id):
        await office.dismiss(session, row.id)
    for group in await office.group_of(session, unit.id):
        await office.unbind_group(session, group.channel, group.chat_id)


@on.press(Admin, do="gone")
async def gone(query: CallbackQuery, desk: Desk) -> None:
    """The dissolved units and who carries on for each."""
    session = await desk.read()
    found = [unit for unit in await office.units(session, inactive=True) if not unit.active]
    lines = [text("admin-gone-title" if found else "admin-gone-none")]
    for unit in found:
        heir = await office.successor(session, unit)
        lines.append(text("admin-gone-line", unit=unit.name, heir=heir.short_name if heir else "—"))
    options: list[Option] = [
        (unit.short_name, UnitButton(do="unit", unit=unit.id)) for unit in found[:ONE_OF]
    ]
    await filters.message_of(query).answer("\n".join(lines), reply_markup=plain([*options, place.back()]))


@on.press(UnitButton, do="restore")
async def restore(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """It exists again, under the names it had; cases that were handed over stay where they are."""
    unit = await place.unit_of(desk, callback_data.unit, active=False)
    if unit.active or unit.kind == UnitKind.BUREAU:
        raise Refusal(text("error-old-button"))
    for each in await office.units(await desk.read()):
        if {each.name, each.short_name} & {unit.name, unit.short_name}:
            raise Refusal(text("admin-unit-taken", name=each.short_name))
    session = await desk.write()
    await office.change_unit(session, unit.id, active=True, successor_id=None)
    await audit.write(session, officer, "unit_restore", at=desk.now, unit=unit.code)
    await show(desk, await place.unit_of(desk, unit.id))
