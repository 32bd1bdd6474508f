"""The citizen's rights over their own data (PIPL 44-50): see, copy, correct, delete, take consent back."""

import json

from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.wording import locales, text
from handlers import filters
from handlers.citizen import case_card, consent_notice, own_contact
from handlers.citizen.draft import Draft
from handlers.citizen.status import changeable
from handlers.registry import Registry
from services import dates
from services.buttons import LEAVE, Case, Go, menu, numbered
from services.context import Desk
from services.papers import handing_over
from storage import cases, people

on = Registry("citizen.privacy", private=True)


@on.message(Command("privacy", "隐私"))
async def notice(message: Message, desk: Desk) -> None:
    """The whole notice, at any time."""
    await message.answer(consent_notice.whole(desk), reply_markup=menu())


@on.press(Go, to="data")
async def data_pressed(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """The menu's 我的信息."""
    await mydata(filters.message_of(query), desk, state)


@on.message(Command("mydata", "我的信息"))
async def mydata_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """/mydata."""
    await mydata(message, desk, state)


async def mydata(message: Message, desk: Desk, state: FSMContext) -> None:
    """What is kept about this person, in words; a copy as a file; and what may be done with it."""
    session = await desk.read()
    rows = await cases.of_person(session, desk.person_id, 200)
    agreed = await consent_notice.given(desk)
    draft = await Draft.of(state)
    words = text(
        "data-summary", cases=len(rows), consent=text("data-yes" if agreed else "data-no"),
        draft=text("data-yes" if draft else "data-no"), since=dates.moment(desk.person.created_at),
    )  # fmt: skip
    options = [
        (text(f"opt-data-{do}"), Go(to=f"data-{do}")) for do in ("copy", "correct", "forget", "consent")
    ]
    if len(locales()) > 1:
        options.append((text("opt-language"), Go(to="language")))
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(words, reply_markup=numbered(options, fixed=fixed))


@on.press(Go, to="data-copy")
async def copy(query: CallbackQuery, desk: Desk) -> None:
    """Everything the person gave us, as a JSON file."""
    body = json.dumps(await collected(desk), ensure_ascii=False, indent=2, default=str).encode()
    saved = await handing_over.keep(desk, body, name="我的信息.json", mime="application/json")
    await handing_over.send(desk, saved)


async def collected(desk: Desk) -> list[dict[str, object]]:
    """The cases of a person with their own words and identity, as they gave them."""
    session = await desk.read()
    found: list[dict[str, object]] = []
    for row in await cases.of_person(session, desk.person_id, 200):
        who = await cases.identity(session, row.id)
        said = await cases.texts(session, row.id, public_only=True)
        found.append(
            {
                "number": row.number,
                "registered_at": row.registered_at,
                "state": text(f"state-{row.state}"),
                "texts": [{"kind": each.kind, "at": each.at, "text": each.body} for each in said],
                "name": who.name if who else None,
                "phone": who.phone if who else None,
                "address": who.address if who else None,
            }
        )
    return found


@on.message(Command("correct", "更正"))
async def correct_command(message: Message, desk: Desk) -> None:
    """/correct: which case?"""
    await choose(message, desk)


@on.press(Go, to="data-correct")
async def correct_pressed(query: CallbackQuery, desk: Desk) -> None:
    """Correct name, telephone or address of a case."""
    await choose(filters.message_of(query), desk)


async def choose(message: Message, desk: Desk) -> None:
    """Offer the open cases that have an identity."""
    rows = [row for row in await cases.of_person(await desk.read(), desk.person_id, 8) if row.is_open]
    if not rows:
        await message.answer(text("status-none"), reply_markup=menu())
        return
    options = [(case_card.headline(row, desk), Case(do="correct", case=row.id)) for row in rows]
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("which-correct"), reply_markup=numbered(options, fixed=fixed))


@on.press(Case, do="correct")
async def which_field(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Name, telephone or address, each as it is known, masked."""
    case = await changeable(desk, state, callback_data.case)
    who = await cases.identity(await desk.read(), case.id)
    options = []
    for name in own_contact.FIELDS:
        value = getattr(who, name, None) or ""
        shown = own_contact.MASKS[name](value) if value else "—"
        options.append(
            (f"{text(f'field-{name}')}：{shown}", Case(do="correct_field", case=case.id, value=name))
        )
    await filters.message_of(query).answer(
        text("ask-correct", number=case.number), reply_markup=numbered(options)
    )


@on.press(Case, do="correct_field")
async def which_value(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The new value is awaited."""
    case = await changeable(desk, state, callback_data.case)
    await own_contact.ask_value(filters.message_of(query), state, case, callback_data.value)


@on.message(Command("delete", "删除"))
async def delete_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """/delete."""
    await forget(message, state)


@on.press(Go, to="data-forget")
async def forget_pressed(query: CallbackQuery, state: FSMContext) -> None:
    """Delete what may be deleted, and say what must be kept and why (PIPL 47.2)."""
    await forget(filters.message_of(query), state)


async def forget(message: Message, state: FSMContext) -> None:
    """The draft goes at once; registered matters are archives: withdrawn or masked, not deleted by a button."""
    await Draft.drop(state)
    await message.answer(text("data-forgotten"), reply_markup=menu())


@on.press(Go, to="data-consent")
async def ask_take_back(query: CallbackQuery) -> None:
    """What follows from it is said before it is done."""
    options = [
        (text("opt-consent-sure"), Go(to="data-consent-sure")),
        (text("opt-consent-no"), Go(to="home")),
    ]
    await filters.message_of(query).answer(text("ask-consent-sure"), reply_markup=numbered(options))


@on.press(Go, to="data-consent-sure")
async def take_back(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Take the consent back (PIPL 15): the next filing asks again; what was done stays lawful."""
    session = await desk.write()
    for scope in ("intake", consent_notice.ABROAD):
        await people.withdraw_consent(session, desk.person_id, scope, desk.now)
    await people.opt_in(session, desk.person_id, False)
    await Draft.drop(state)
    await filters.message_of(query).answer(text("data-consent-withdrawn"), reply_markup=menu())
