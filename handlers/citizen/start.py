"""Greeting, help, and the places of the menu that need no case."""

from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework import signatures
from casework.petition import Role
from casework.wording import text
from handlers import filters, menus
from handlers.citizen import consent_notice
from handlers.citizen.draft import Draft
from handlers.registry import Registry
from services.buttons import LEAVE, REST, Admin, Go, menu, numbered, plain
from services.context import Desk
from storage import office, vault

on = Registry("citizen.start", private=True)


@on.message(CommandStart())
@on.message(Command("menu", "help", "帮助"))
async def greet(message: Message, desk: Desk, state: FSMContext) -> None:
    """Who we are and what can be done here; an open draft is offered first."""
    draft = await Draft.of(state)
    await state.set_state(None)
    roles = await menus.roles_of(desk)
    if roles:
        await message.answer(menus.words(roles), reply_markup=menus.keyboard(roles))
        return
    if draft is not None and (draft.story or draft.purpose):
        options = [(text("menu-resume"), Go(to="file")), (text("menu-anew"), Go(to="anew"))]
        rest = [(text("menu-status"), Go(to="status"))]
        keyboard = numbered([*options, *rest], fixed=[(LEAVE, (text("menu-human"), Go(to="human")))])
        await message.answer(text("greeting-back", **desk.context.office.words), reply_markup=keyboard)
        return
    await message.answer(greeting(desk), reply_markup=menu())


def greeting(desk: Desk) -> str:
    """Who we are; where words travel abroad, that they do, before anything is told."""
    return text(
        "greeting-abroad" if consent_notice.overseas(desk) else "greeting", **desk.context.office.words
    )


@on.press(Go, to="home")
async def home(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Back to the menu."""
    await state.set_state(None)
    await filters.message_of(query).answer(greeting(desk), reply_markup=menu())


@on.press(Go, to="more")
async def more(query: CallbackQuery) -> None:
    """The rest of the menu."""
    await filters.message_of(query).answer(text("menu-rest"), reply_markup=menu(REST))


@on.message(Command("human", "人工"))
async def human_command(message: Message, desk: Desk) -> None:
    """A person: where and when one is found, and a call-back that somebody is told of."""
    await call_human(desk, message)


@on.press(Go, to="human")
async def human(query: CallbackQuery, desk: Desk) -> None:
    """The menu's 0."""
    await call_human(desk, filters.message_of(query))


async def call_human(desk: Desk, message: Message) -> None:
    """Say how to reach a person. No dialogue ends without this being possible."""
    await message.answer(text("human", **desk.context.office.words), reply_markup=menu())


@on.message(Command("guide", "指南"))
async def guide_command(message: Message, desk: Desk) -> None:
    """What must be published: channels, addresses, numbers, times, how to ask (Art. 18.1)."""
    await guide(desk, message)


@on.press(Go, to="guide")
async def guide_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The menu's 怎么依法信访."""
    await guide(desk, filters.message_of(query))


async def guide(desk: Desk, message: Message) -> None:
    """The guide, with the reception times and publications that an administrator has set."""
    session = await desk.read()
    published = await office.value(session, "publication")
    extra = f"\n\n{published}" if isinstance(published, str) and published else ""
    keyboard = menu()
    if Role.ADMIN in await menus.roles_of(desk):
        keyboard = plain(
            [(text("admin-publication"), Admin(do="publication")), (text("opt-home"), Go(to="home"))]
        )
    key = signatures.public_key(vault.installed().signing_secret())
    words = text("guide", **desk.context.office.words) + extra + "\n\n" + text("guide-key", public=key)
    await message.answer(words, reply_markup=keyboard)


@on.press(Go, to="anew")
async def anew(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Throw the open draft away, on the citizen's own word, and begin again."""
    await Draft.drop(state)
    await filters.message_of(query).answer(text("intake-discarded"), reply_markup=menu())
