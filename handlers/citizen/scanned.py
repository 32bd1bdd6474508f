"""A scanned code (`/start PAYLOAD`): its place or unit is filled in beforehand, shown, and easily taken back."""

from dataclasses import dataclass

from aiogram.filters import CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.wording import text
from handlers import filters, menus
from handlers.citizen.draft import Draft
from handlers.registry import Registry
from services import poster_printing
from services.buttons import Go, menu, plain
from services.context import Desk
from services.kept import Kept
from storage import office

on = Registry("citizen.scanned", private=True)


@dataclass
class Scanned(Kept):
    """What the scanned code said, until a matter is begun or it was taken back."""

    KEY = "scanned"

    place: str = ""
    unit: str = ""


@on.message(CommandStart(deep_link=True))
async def scanned(message: Message, command: CommandObject, desk: Desk, state: FSMContext) -> None:
    """A code of ours prefills; any other one gets a sentence and the menu. An officer gets the first menu."""
    if await menus.roles_of(desk):
        await message.answer(text("scanned-officer"), reply_markup=await menus.first(desk))
        return
    link = poster_printing.read((command.args or "").strip())
    if link is None:
        await message.answer(text("scanned-foreign", **desk.context.office.words), reply_markup=menu())
        return
    unit = await office.unit(await desk.read(), link.unit) if link.unit else None
    kept = Scanned(place=link.place, unit=unit.name if unit is not None and unit.active else "")
    if not (kept.place or kept.unit):
        await message.answer(text("scanned-foreign", **desk.context.office.words), reply_markup=menu())
        return
    await kept.keep(state)
    words = text("scanned-place", place=kept.place) if kept.place else text("scanned-unit", unit=kept.unit)
    options = [(text("opt-scanned-file"), Go(to="file")), (text("opt-scanned-wrong"), Go(to="unscan"))]
    await message.answer(
        text("scanned", what=words, **desk.context.office.words),
        reply_markup=plain([*options, (text("menu-status"), Go(to="status"))]),
    )


@on.press(Go, to="unscan")
async def taken_back(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """It is not about that place: nothing is filled in, also in the draft that was begun with it."""
    kept = await Scanned.of(state)
    await Scanned.forget(state)
    draft = await Draft.of(state)
    if kept is not None and draft is not None:
        draft.place = "" if draft.place == kept.place else draft.place
        draft.concerns = "" if draft.concerns == kept.unit else draft.concerns
        await draft.keep(state)
    await filters.message_of(query).answer(text("scanned-forgotten"), reply_markup=menu())


async def fill(state: FSMContext, draft: Draft) -> None:
    """Put what was scanned into a draft that is begun; what its citizen told goes before it."""
    kept = await Scanned.of(state)
    if kept is None:
        return
    if kept.place and not draft.place:
        draft.put_place(kept.place)
    if kept.unit and not draft.concerns:
        draft.concerns = kept.unit
