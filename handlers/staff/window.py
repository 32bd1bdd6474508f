"""/登记: an officer writes down what came by letter, over the counter, by telephone or from the hotline.

Registration is unconditional (Art. 22); who brought it gets number and query code on paper or by telephone.
"""

import re

from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Purpose, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.line import About, Line
from handlers.registry import Registry
from services import access, window_filing
from services.buttons import Act, Option, plain
from services.context import Desk
from services.window_filing import WAYS, WindowFiling

KEEPERS = (Role.CLERK, Role.HANDLER, Role.HEAD)
on = Registry("staff.window", private=True, officer=KEEPERS)

SHORTEST = 4
LONGEST = 3_000
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")

WHO = Line("Window:who")
"""Who brought it: name, telephone, address."""
STORY = Line("Window:story")
"""What happened, in their words."""
REQUEST = Line("Window:request")
"""What they ask for."""


class Window(CallbackData, prefix="wf"):
    """A step of writing down what came to the window."""

    do: str
    value: str = ""


@on.message(Command("register", "登记"))
async def begin(message: Message, desk: Desk, state: FSMContext, officer: Actor) -> None:
    """First how it came."""
    assert officer.staff_id is not None
    await state.set_state(None)
    await WindowFiling(officer.staff_id, f"window:{officer.staff_id}:{desk.turn.key}").keep(state)
    options: list[Option] = [(text(f"channel-{way}"), Window(do="way", value=way)) for way in WAYS]
    await message.answer(text("window-ask-way"), reply_markup=plain(options))


async def opened(state: FSMContext) -> WindowFiling:
    """What is being written down. Raises `Refusal` when that is over."""
    told = await WindowFiling.of(state)
    if told is None:
        raise Refusal(text("form-none"))
    return told


@on.press(Window, do="way")
async def way_chosen(
    query: CallbackQuery, callback_data: Window, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """Then who brought it; nobody has to say."""
    told = await opened(state)
    told.way = callback_data.value if callback_data.value in WAYS else WAYS[0]
    await told.keep(state)
    await WHO.ask(state)
    unnamed = plain([(text("window-opt-unnamed"), Window(do="unnamed"))])
    await filters.message_of(query).answer(text("window-ask-who"), reply_markup=unnamed)


@on.press(Window, do="unnamed")
async def unnamed(query: CallbackQuery, desk: Desk, state: FSMContext, officer: Actor) -> None:
    """Without a name it is registered all the same (Art. 23.2: then nobody can be told in writing)."""
    told = await opened(state)
    told.name = told.phone = told.address = ""
    await told.keep(state)
    await STORY.ask(state)
    await filters.message_of(query).answer(text("window-ask-story"))


@on.line(WHO)
async def who_said(
    message: Message, words: str, about: About, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """`王小明 13800001234 青山镇东街 1 号`, in any order of telephone and name."""
    told = await opened(state)
    phone = _PHONE.search(words)
    rest = [part for part in re.split(r"[\s，,；;]+", _PHONE.sub(" ", words)) if part]
    if not rest:
        raise Refusal(text("window-who-bad"))
    told.phone = phone.group() if phone is not None else ""
    told.name, told.address = rest[0], " ".join(rest[1:])
    await told.keep(state)
    await STORY.ask(state)
    await message.answer(text("window-ask-story"))


@on.line(STORY)
async def story_said(
    message: Message, words: str, about: About, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """What they told, recorded faithfully (Art. 19.1)."""
    told = await opened(state)
    told.story = [_long_enough(words)]
    await told.keep(state)
    await REQUEST.ask(state)
    await message.answer(text("window-ask-request"))


@on.line(REQUEST)
async def request_said(
    message: Message, words: str, about: About, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """What they ask for; then what kind of matter it is."""
    told = await opened(state)
    told.request = _long_enough(words)
    await told.keep(state)
    sealed_here = (
        officer.role is Role.CLERK
    )  # a report goes to the bureau's own officer, through no unit (Art. 30)
    purposes = [each for each in Purpose if each is not Purpose.REPORT or sealed_here]
    options: list[Option] = [(text(f"purpose-{each}"), Window(do="purpose", value=each)) for each in purposes]
    await message.answer(text("window-ask-purpose"), reply_markup=plain(options))


def _long_enough(words: str) -> str:
    if len(words.strip()) < SHORTEST:
        raise Refusal(text("form-text-short"))
    if len(words) > LONGEST:
        raise Refusal(text("window-too-long", most=LONGEST))
    return words.strip()


@on.press(Window, do="purpose")
async def purpose_chosen(
    query: CallbackQuery, callback_data: Window, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """At last how it is registered."""
    told = await opened(state)
    told.purpose = callback_data.value
    await told.keep(state)
    ways = ("plain", "urgent") if told.purpose == Purpose.REPORT else ("plain", "simple", "urgent")
    options: list[Option] = [(text(f"window-opt-{each}"), Window(do="file", value=each)) for each in ways]
    options.append((text("form-opt-cancel"), Window(do="cancel")))
    shown = text(
        "window-check", way=text(f"channel-{told.way}"), purpose=text(f"purpose-{told.purpose}"),
        who=" ".join(filter(None, (told.name, told.phone, told.address))) or text("window-unnamed"),
        story=told.story[0], request=told.request,
    )  # fmt: skip
    desk.say_in_private(shown, plain(options, per_row=1))


@on.press(Window, do="cancel")
async def cancelled(query: CallbackQuery, state: FSMContext, officer: Actor) -> None:
    """Nothing is registered."""
    await WindowFiling.forget(state)
    await state.set_state(None)
    await filters.message_of(query).answer(text("form-cancelled"))


@on.press(Window, do="file")
async def filed(
    query: CallbackQuery, callback_data: Window, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """Registered, with the number and the query code to hand over. Pressed twice, filed once."""
    told = await opened(state)
    if not (told.way and told.purpose and told.story and told.request):
        raise Refusal(text("error-old-button"))
    by = next((each for each in await access.officers(desk) if each.staff_id == told.staff), officer)
    unit_id = by.unit_id if by.role in (Role.HANDLER, Role.HEAD) else None
    case, code = await window_filing.file(
        desk,
        told,
        by,
        unit_id=unit_id,
        urgent=callback_data.value == "urgent",
        simple=callback_data.value == "simple",
    )
    await WindowFiling.forget(state)
    if not code:
        await filters.message_of(query).answer(text("filed-again", number=case.number))
        return
    opening = plain([(text("act-open"), Act(do="open", case=case.id))])
    desk.say(
        text("window-filed", number=case.number, code=code),
        keyboard=None if case.sealed else opening,
        secret=True,
    )
