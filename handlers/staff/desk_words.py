"""What an officer types in plain words: 待办, 搜索 路灯, 打开 00002, 期限 00002, 菜单; and what is none of these.

An officer's sentence never begins a petition by itself: officers write of other people's matters. Their own they
begin with 我要反映, or with its button.
"""

import re
from typing import Any

from aiogram.filters import CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework import numbering
from casework.wording import text
from handlers import menus
from handlers.registry import Registry
from handlers.staff import by_number, todo
from nlp import case_named
from nlp.normalise import clean
from services import access, short_numbers
from services.buttons import Act, Go, Option, plain
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

on = Registry("staff.desk_words", private=True)

_OFFERED = 4
_SIGNS = " 。.!！?？~"
WRITTEN_OUT = by_number.WRITTEN_OUT
LISTS = ("待办", "待办事项", "待办件", "我的待办", "看待办", "查待办", "打开待办")
MENUS = ("菜单", "主菜单", "工作菜单", "回主菜单", "帮助")
GREETINGS = ("你好", "您好", "在吗", "在么", "hi", "hello")
_VERB = re.compile(r"(?:(搜索|打开|办件|查看|看|期限|时限)[\s：:，,]*|(搜一下|搜|查找)[\s：:，,]+)(\S.*)")
_SEARCH, _LIMITS = ("搜索", "搜一下", "搜", "查找"), ("期限", "时限")
_OWN = re.compile(r"(?:我|本人)(?:自己|个人)?(?:也)?(?:要|想)(?:反映|投诉|举报|信访|咨询)|反映|投诉|举报")


def begins_a_matter(words: str) -> bool:
    """Whether an officer says in so many words that a matter of their own is to be registered (我要反映)."""
    found = _OWN.match(words.strip())
    return found is not None and (found[0][0] in "我本" or len(words.strip(_SIGNS)) == len(found[0]))


def command_in(words: str) -> tuple[str, str] | None:
    """The place or the command that plain words name, with what follows it; None for anything else."""
    said = words.strip(_SIGNS)
    if said in LISTS:
        return "todo", ""
    if said in MENUS:
        return "menu", ""
    if said.lower() in GREETINGS:
        return "greeting", ""
    found = _VERB.fullmatch(said)
    if found is None:
        return None
    verb, rest = found[1] or found[2], found[3]
    if verb in _SEARCH:
        return "search", rest
    if numbering.short(rest) is None and not isinstance(numbering.parse(rest), str | numbering.Slip):
        return None
    return ("deadline" if verb in _LIMITS else "case"), rest


class Commanded(Filter):
    """An officer's plain words that name a place or a command; hands both over as `command`.

    Within a form only the list, the menu and a case to open are taken so: any other words may be its answer. The
    citizen's form is no form of an officer's work, and there every command is one.
    """

    async def __call__(self, message: Message, desk: Desk, state: FSMContext) -> bool | dict[str, Any]:
        command = command_in(message.text or "")
        if command is None:
            return False
        opened = await state.get_state()
        if opened is not None and not opened.startswith(by_number.FILLING) and command[0] in LOOSE:
            return False
        roles = await menus.roles_of(desk)
        works = bool(set(roles).intersection(access.CASEWORK))
        return {"command": command} if works or (roles and command[0] in ("menu", "greeting")) else False


LOOSE = ("search", "greeting")
"""Words that may well be the answer to a question of a form."""


@on.message(Commanded())
async def hear(message: Message, command: tuple[str, str], desk: Desk, state: FSMContext) -> None:
    """Do what the command of the same name does."""
    name, rest = command
    if name == "todo":
        await todo.show_todo(message, desk, 0)
    elif name == "search":
        await todo.search(message, CommandObject(command=name, args=rest), desk)
    elif name == "case":
        await by_number.by_number(message, CommandObject(command=name, args=rest), desk)
    elif name == "deadline":
        await by_number.deadline(message, CommandObject(command=name, args=rest), desk)
    else:
        await state.set_state(None)
        roles = await menus.roles_of(desk)
        await message.answer(menus.words(roles), reply_markup=menus.keyboard(roles))


async def asks_which(message: Message, words: str, desk: Desk) -> bool:
    """Offer the cases that an officer's sentence names by number, to open them first; False where it names none."""
    named = await _named(desk, words)
    if named:
        await _answer(message, desk, named, "staff-words-which")
    return bool(named)


async def not_registered(message: Message, words: str, desk: Desk) -> bool:
    """Answer an officer's free words with what can be typed and which cases they may be about; False for a citizen
    and for who says 我要反映.
    """
    roles = await menus.roles_of(desk)
    if not roles or begins_a_matter(words):
        return False
    works = bool(set(roles).intersection(access.CASEWORK))
    waits = [each.case for each in await todo.waiting_here(desk, _OFFERED)] if works else []
    await _answer(
        message,
        desk,
        waits,
        "staff-words-which" if waits else "staff-words" if works else "staff-words-admin",
    )
    return True


async def _answer(message: Message, desk: Desk, offered: list[CaseRow], key: str) -> None:
    """Say that nothing was registered, what can be typed, and offer these cases."""
    options: list[Option] = [
        (f"{numbering.serial_of(each.number):05}", Act(do="open", case=each.id or 0)) for each in offered
    ]
    open_to = menus.places(await menus.roles_of(desk))
    options += [(text(f"menu-place-{each}"), Go(to=each)) for each in ("todo", "register") if each in open_to]
    options.append((text("menu-file"), Go(to="file")))
    await message.answer(text(key), reply_markup=plain(options, per_row=2))


async def _named(desk: Desk, words: str) -> list[CaseRow]:
    """The cases that a number within the words may mean, of those that the officer may see."""
    if not await access.officers(desk):
        return []
    named = case_named.find(clean(words).text).number
    if wanted := numbering.short(named):
        return [case for case, _ in await short_numbers.meant(desk, wanted, limit=_OFFERED)]
    found = await cases.get(await desk.read(), named) if named else None
    ending = found and numbering.short("-".join(found.number.split("-")[2:]))
    seen = await short_numbers.meant(desk, ending, limit=_OFFERED) if ending else []
    return [case for case, _ in seen if found and case.id == found.id]
