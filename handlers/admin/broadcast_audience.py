"""For whom a public notice is: all subscribers of its theme, or narrowed by town, topic and open cases.

Every switch shows the count before sending, and takes an approval back: it was given for the old audience.
"""

from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin.broadcast import board, broadcast_of
from handlers.citizen import subscribing
from handlers.registry import Registry
from services.broadcast_message import BroadcastButton
from services.buttons import Option, plain
from services.context import Desk
from storage import audit, broadcasts
from storage.audience import SubscriberFilter
from storage.tables.public_rows import Broadcast

on = Registry("admin.audience", private=True, officer=(Role.ADMIN,))


@on.press(BroadcastButton, do="to")
async def to_whom(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk) -> None:
    """All subscribers, or narrowed by town, topic, open cases."""
    found = await broadcast_of(desk, callback_data.id)
    await filters.message_of(query).answer(
        await board(desk, found), reply_markup=await audience_buttons(desk, found)
    )


async def audience_buttons(desk: Desk, found: Broadcast) -> InlineKeyboardMarkup:
    """The narrowings as switches."""
    audience = SubscriberFilter.from_json(found.audience)
    options: list[Option] = [
        (
            mark(text("notice-audience-all"), audience == SubscriberFilter()),
            BroadcastButton(do="all", id=found.id),
        )
    ]
    options.append(
        (mark(text("notice-audience-open"), audience.open_cases), BroadcastButton(do="open", id=found.id))
    )
    for at, town in enumerate(await subscribing.towns(desk)):
        options.append(
            (mark(town, town in audience.towns), BroadcastButton(do="town", id=found.id, value=str(at)))
        )
    for family in desk.context.reader.lexicon.families:
        switch = BroadcastButton(do="topic", id=found.id, value=family.code)
        options.append((mark(family.name, family.code in audience.topics), switch))
    return plain([*options, (text("notice-do-ready"), BroadcastButton(do="view", id=found.id))], per_row=3)


def mark(label: str, on: bool) -> str:
    """A switch that is on shows it."""
    return f"✓ {label}" if on else label


@on.press(BroadcastButton, do=("all", "open", "town", "topic"))
async def switched(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, officer: Actor) -> None:
    """One switch of the audience; the count is redrawn in the same message."""
    found = await broadcast_of(desk, callback_data.id)
    audience = await switch(desk, SubscriberFilter.from_json(found.audience), callback_data)
    session = await desk.write()
    await broadcasts.set_audience(session, found.id, audience)
    await audit.write(
        session, officer, "broadcast_audience", at=desk.now, broadcast=found.id, audience=audience.as_json()
    )
    changed = await broadcast_of(desk, found.id)
    message = filters.message_of(query)
    await message.edit_text(await board(desk, changed), reply_markup=await audience_buttons(desk, changed))


async def switch(desk: Desk, audience: SubscriberFilter, pressed: BroadcastButton) -> SubscriberFilter:
    """The audience after a switch was turned."""
    if pressed.do == "all":
        return SubscriberFilter()
    if pressed.do == "open":
        return SubscriberFilter(audience.towns, audience.topics, not audience.open_cases)
    if pressed.do == "topic":
        return SubscriberFilter(audience.towns, turned(audience.topics, pressed.value), audience.open_cases)
    known = await subscribing.towns(desk)
    at = int(pressed.value)
    if at >= len(known):
        raise Refusal(text("error-old-button"))
    return SubscriberFilter(turned(audience.towns, known[at]), audience.topics, audience.open_cases)


def turned(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    """The choice with one value taken in or out."""
    return tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
