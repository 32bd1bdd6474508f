"""Officers' browsers: opened with a code of an authenticator, listed, ended; a lost authenticator is reset."""

import re

from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters, menus
from handlers.admin.appointing import announce
from handlers.registry import Registry
from services import access, browser_sessions, dates
from services.buttons import Option, plain
from services.context import Desk
from services.letters import Letter
from storage import audit, office
from storage.office import OpenBrowser, SessionLimits
from storage.tables.office_rows import Staff

on = Registry("staff.devices", private=True)

CODE = re.compile(r"\d{6}")
CARD = "authenticator"
"""The message that shows the secret: its words are replaced once it is confirmed."""


class Browser(CallbackData, prefix="br"):
    """End a browser's session (`end`, or `all`), or take a lost authenticator away (`reset`)."""

    do: str
    person: int = 0


async def posts(desk: Desk) -> list[Staff]:
    """What this person works as, whether the browser is open or not. Raises `Refusal` for nobody's officer."""
    held = await office.actors(await desk.read(), desk.person_id)
    if not held:
        raise Refusal(text("staff-no-role"))
    if not browser_sessions.applies(desk):
        raise Refusal(text("browser-not-needed"))
    return held


@on.message(Command("login", "登录"))
async def login(message: Message, command: CommandObject, desk: Desk) -> None:
    """Open this browser: first with a new authenticator, then with its codes."""
    held = await posts(desk)
    own = await office.officer_session(await desk.read(), desk.person_id)
    code = "".join((command.args or "").split())
    if own is None or (own.confirmed_at is None and not code):
        await enrol(desk, held[0])
    elif not CODE.fullmatch(code):
        browser_sessions.say(desk, text("browser-code-ask"))
    elif not await browser_sessions.try_code(desk, own, code):
        browser_sessions.say(desk, text("browser-code-wrong"))
    else:
        await opened(message, desk, held, first=own.confirmed_at is None)


async def enrol(desk: Desk, post: Staff) -> None:
    """A new secret for this officer's authenticator, shown until it is confirmed by a first code."""
    secret = browser_sessions.new_secret()
    session = await desk.write()
    await office.give_secret(session, desk.person_id, secret)
    await audit.write(session, access.actor(post), "authenticator_offered", at=desk.now)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    uri = browser_sessions.link(secret, desk.context.office.name, post.label)
    browser_sessions.say(desk, text("browser-enrol", secret=grouped, link=uri), secret=True, card=CARD)


async def opened(message: Message, desk: Desk, held: list[Staff], *, first: bool) -> None:
    """The browser is open; a first code is told to all administrators, so that a stranger's is noticed."""
    session = await desk.write()
    post = held[0]
    await audit.write(session, access.actor(post), "browser_opened", at=desk.now, first=first)
    if first:
        browser_sessions.say(desk, text("browser-enrolled"), method="editMessageText", card=CARD)
        await announce(
            desk, Role(post.role), Letter(lambda: text("browser-enrolled-announce", who=post.label))
        )
    limits = browser_sessions.lengths()
    minutes, hours = (int(each.total_seconds()) for each in (limits.idle / 60, limits.absolute / 3600))
    browser_sessions.say(desk, text("browser-open", minutes=minutes, hours=hours))
    roles = await menus.roles_of(desk)
    await message.answer(menus.words(roles), reply_markup=menus.keyboard(roles))


@on.message(Command("logout", "退出"))
async def logout(message: Message, desk: Desk) -> None:
    """This browser is done for now."""
    held = await posts(desk)
    await ended(desk, access.actor(held[0]), desk.person_id)
    browser_sessions.say(desk, text("browser-ended-own"))


async def ended(desk: Desk, by: Actor, person_id: int) -> None:
    """End one browser's session, on record."""
    session = await desk.write()
    await office.end_session(session, person_id)
    names = [each.id for each in await office.actors(session, person_id)]
    await audit.write(session, by, "browser_ended", at=desk.now, staff=names)


@on.message(Command("devices", "设备"))
async def devices(message: Message, desk: Desk) -> None:
    """The browsers that are open: an administrator sees everybody's, others their own."""
    await show(desk, await access.require(desk, *access.CASEWORK, Role.ADMIN))


async def show(desk: Desk, officer: Actor) -> None:
    """The list, with a button that ends each."""
    found = await seen_by(desk, officer)
    lines = [text("browser-list", count=len(found))]
    options: list[Option] = []
    for at, each in enumerate(found, 1):
        since, used = dates.moment(each.opened_at), dates.moment(each.used_at)
        lines.append(text("browser-line", at=at, label=each.label, since=since, used=used))
        options.append((text("browser-do-end", at=at), Browser(do="end", person=each.person_id)))
    if officer.role is Role.ADMIN and len(found) > 1:
        options.append((text("browser-do-all"), Browser(do="all")))
    desk.say("\n".join(lines), keyboard=plain(options) if options else None)


async def seen_by(desk: Desk, officer: Actor) -> list[OpenBrowser]:
    """The open browsers that an officer may see and end."""
    limits: SessionLimits = desk.context.browsers or browser_sessions.lengths()
    found = await office.open_browsers(await desk.read(), limits, desk.now)
    if officer.role is Role.ADMIN:
        return found
    return [each for each in found if each.person_id == desk.person_id]


@on.press(Browser, do=("end", "all"))
async def end(query: CallbackQuery, callback_data: Browser, desk: Desk) -> None:
    """End one browser, or every one but one's own."""
    officer = await access.require(desk, *access.CASEWORK, Role.ADMIN)
    known = {each.person_id for each in await seen_by(desk, officer)}
    chosen = known - {desk.person_id} if callback_data.do == "all" else known & {callback_data.person}
    if callback_data.do == "all" and officer.role is not Role.ADMIN:
        raise await access.refused(desk, Role.ADMIN)
    for person_id in sorted(chosen):
        await ended(desk, officer, person_id)
    await query.answer(text("browser-ended", count=len(chosen)))


@on.press(Browser, do="reset", officer=(Role.ADMIN,))
async def reset(query: CallbackQuery, callback_data: Browser, desk: Desk, officer: Actor) -> None:
    """An authenticator was lost: its officer begins a new one. Never one's own, and all administrators hear of it."""
    if callback_data.person == desk.person_id:
        raise Refusal(text("browser-reset-own"))
    session = await desk.write()
    held = await office.actors(session, callback_data.person)
    if not held or not await office.forget_factor(session, callback_data.person):
        raise Refusal(text("error-old-button"))
    label = held[0].label
    await audit.write(session, officer, "authenticator_reset", at=desk.now, staff=[each.id for each in held])
    await announce(
        desk, Role(held[0].role), Letter(lambda: text("browser-reset-announce", who=label, by=officer.label))
    )
    await filters.message_of(query).answer(text("browser-reset-done", who=label))
