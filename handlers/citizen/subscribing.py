"""接收通知: a citizen says which public notices they want, for which area, and takes it back with one tap.

Nobody hears a public notice before asking for it; each theme is agreed to apart (PIPL 14-16).
"""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from casework.petition import Refusal
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from services import broadcasting
from services.broadcast_message import Hear
from services.buttons import LEAVE, Go, menu, numbered
from services.context import Desk
from storage import office, people, subscriptions
from storage.tables.office_rows import UnitKind
from storage.tables.public_rows import Theme

on = Registry("citizen.notices", private=True)

PURPOSE, VERSION = "notices", "2026-11"
"""Under which the consent is kept, and the version of the sentence that was read before it."""


@on.message(Command("notices", "通知", "订阅"))
async def notices_command(message: Message, desk: Desk) -> None:
    """/notices."""
    await show(message, desk)


@on.press(Go, to="notices")
async def notices_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The menu's 接收通知."""
    await show(filters.message_of(query), desk)


async def show(message: Message, desk: Desk) -> None:
    """What the person hears now, and what may be changed."""
    session = await desk.read()
    mine = {row.theme: row.town for row in await subscriptions.of_person(session, desk.person.id or 0)}
    manners = await broadcasting.manners(session)
    lines = [text("notice-intro", most=manners.per_week, quiet=manners.words)]
    lines += [line(theme, mine.get(theme)) for theme in Theme]
    options = [
        (text(f"notice-opt-{'stop' if theme in mine else 'start'}", theme=text(f"notice-theme-{theme}")),
         Hear(do="mute" if theme in mine else "want", value=theme))
        for theme in Theme
    ]  # fmt: skip
    if mine:
        options.append((text("notice-opt-area"), Hear(do="area")))
        options.append((text("notice-opt-mute-all"), Hear(do="mute")))
    await message.answer(
        "\n".join(lines), reply_markup=numbered(options, fixed=[(LEAVE, (text("opt-home"), Go(to="home")))])
    )


def line(theme: Theme, town: str | None) -> str:
    """One theme: heard for which area, or not heard."""
    where = text("notice-not-heard") if town is None else town or text("notice-everywhere")
    return text(
        "notice-line", theme=text(f"notice-theme-{theme}"), about=text(f"notice-about-{theme}"), where=where
    )


@on.press(Hear, do="want")
async def want(query: CallbackQuery, callback_data: Hear, desk: Desk) -> None:
    """Opt in to a theme; the area chosen before is kept."""
    theme = theme_of(callback_data.value)
    session = await desk.write()
    person = desk.person.id or 0
    town = next((row.town for row in await subscriptions.of_person(session, person)), "")
    await subscriptions.subscribe(session, person, theme, desk.now, town=town)
    await people.consent(session, person, PURPOSE, VERSION, desk.now)
    await query.answer(text("notice-wanted", theme=text(f"notice-theme-{theme}")))
    await show(filters.message_of(query), desk)


@on.press(Hear, do="mute")
async def mute_pressed(query: CallbackQuery, callback_data: Hear, desk: Desk) -> None:
    """One tap under a notice, or in the list: no more of this theme (or of any)."""
    theme = theme_of(callback_data.value) if callback_data.value else None
    await mute(desk, theme)
    await query.answer(text("notice-muted"))
    await filters.message_of(query).answer(muted_words(theme), reply_markup=menu())


@on.message(Command("mute", "退订"))
async def mute_command(message: Message, desk: Desk) -> None:
    """/mute: no public notice at all. Messages about one's own cases go on."""
    await mute(desk, None)
    await message.answer(muted_words(None), reply_markup=menu())


async def mute(desk: Desk, theme: Theme | None) -> None:
    """End one theme or all; the consent ends with the last."""
    session = await desk.write()
    person = desk.person.id or 0
    await subscriptions.mute(session, person, desk.now, theme)
    if not await subscriptions.of_person(session, person):
        await people.withdraw_consent(session, person, PURPOSE, desk.now)


def muted_words(theme: Theme | None) -> str:
    """What was ended, and that one's own cases are not touched by it."""
    return (
        text("notice-muted-all")
        if theme is None
        else text("notice-muted-theme", theme=text(f"notice-theme-{theme}"))
    )


@on.press(Hear, do="area")
async def which_area(query: CallbackQuery, desk: Desk) -> None:
    """For the whole region, or only for one town or street."""
    options = [(text("notice-everywhere"), Hear(do="here", value=""))]
    options += [(town, Hear(do="here", value=str(at))) for at, town in enumerate(await towns(desk), 1)]
    await filters.message_of(query).answer(text("notice-which-area"), reply_markup=numbered(options))


@on.press(Hear, do="here")
async def area_chosen(query: CallbackQuery, callback_data: Hear, desk: Desk) -> None:
    """The area holds for every theme that is heard."""
    known = ["", *await towns(desk)]
    at = int(callback_data.value or 0)
    if at >= len(known):
        raise Refusal(text("error-old-button"))
    session = await desk.write()
    for row in await subscriptions.of_person(session, desk.person.id or 0):
        await subscriptions.subscribe(session, row.person_id, Theme(row.theme), desk.now, town=known[at])
    await show(filters.message_of(query), desk)


async def towns(desk: Desk) -> list[str]:
    """The towns and streets of the office, by the codes of their units."""
    units = await office.units(await desk.read())
    named = [unit.town or (unit.short_name if unit.kind == UnitKind.TOWN else "") for unit in units]
    return list(dict.fromkeys(town for town in named if town))


def theme_of(value: str) -> Theme:
    """The theme a button names. Raises `Refusal` for one that no longer exists."""
    try:
        return Theme(value)
    except ValueError:
        raise Refusal(text("error-old-button")) from None
