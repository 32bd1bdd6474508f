"""The buttons of the office's screens, and what those screens share: which unit, which words, which way back."""

from aiogram.filters.callback_data import CallbackData

from casework.petition import Refusal
from casework.wording import text
from services.buttons import Admin, Option
from services.context import Desk
from storage import office
from storage.tables.office_rows import Unit


class UnitButton(CallbackData, prefix="of"):
    """An administrator does something with a unit; `n` is a row's id or a page, `value` a field or a role."""

    do: str
    unit: int = 0
    n: int = 0
    value: str = ""


async def unit_of(desk: Desk, unit_id: int, *, active: bool = True) -> Unit:
    """The unit that a button names. Raises `Refusal` when it is gone, or dissolved where it must not be."""
    found = await office.unit(await desk.read(), unit_id)
    if found is None or (active and not found.active):
        raise Refusal(text("error-old-button"))
    return found


def back(unit: Unit | None = None) -> Option:
    """The way back: to the unit, or to all units."""
    if unit is None:
        return text("admin-back-units"), Admin(do="units")
    return text("admin-back-unit", unit=unit.short_name), UnitButton(do="unit", unit=unit.id)
