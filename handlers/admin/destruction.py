"""/销毁: two administrators decide that cases whose time is over are erased. No number and no case is seen here."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Role
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from services import erasure
from services.buttons import Erasure, plain
from services.context import Desk
from storage import audit

on = Registry("admin.destruction", private=True, officer=(Role.ADMIN,))


@on.message(Command("destroy", "销毁"))
async def ripe(message: Message, desk: Desk) -> None:
    """How many cases could be erased, what that means, and the button that proposes it."""
    count = await erasure.due(await desk.read(), desk.now)
    years = erasure.KEPT.days // 365
    if not count:
        await message.answer(text("erasure-none"))
        return
    keyboard = plain([(text("erasure-opt-propose", count=count), Erasure(do="propose"))])
    await message.answer(text("erasure-dry-run", count=count, years=years), reply_markup=keyboard)


@on.press(Erasure, do="propose")
async def proposed(query: CallbackQuery, desk: Desk, officer: Actor) -> None:
    """The first of two."""
    assert officer.staff_id is not None
    count = await erasure.propose(desk, officer.staff_id)
    await audit.write(await desk.write(), officer, "erasure_proposed", at=desk.now, count=count)
    await filters.message_of(query).answer(text("erasure-proposed", count=count))


@on.press(Erasure, do=("yes", "no"))
async def decided(query: CallbackQuery, callback_data: Erasure, desk: Desk, officer: Actor) -> None:
    """The second; what was agreed to is erased within the minute, some cases at a time."""
    assert officer.staff_id is not None
    agreed = callback_data.do == "yes"
    plan = await erasure.decide(desk, officer.staff_id, agreed)
    action = "erasure_agreed" if agreed else "erasure_declined"
    await audit.write(await desk.write(), officer, action, at=desk.now, count=plan.count)
    await filters.message_of(query).answer(text(f"erasure-{callback_data.do}", count=plan.count))
