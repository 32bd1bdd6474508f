"""A citizen's own name, telephone or home in a case on record: changed by its citizen alone, after one question.

换个电话 139… changes the case and opens no new one. The value stands in the sealed data of the conversation until it is
confirmed; the history says what was corrected, never into what.
"""

import re
from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from casework import privacy
from casework.petition import CITIZEN, Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen import belonging, case_card, swapped
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME
from handlers.citizen.status import changeable
from handlers.citizen.step import Said, bare
from handlers.citizen.steps_person import AddressStep, NameStep, PhoneStep
from handlers.registry import Registry
from nlp import answers, corrections, swaps
from nlp.intent import IntentReading
from services import moves
from services.buttons import LEAVE, Case, Go, Option, menu, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

on = Registry("citizen.own_contact", private=True)

FIELDS = (NameStep.name, PhoneStep.name, AddressStep.name)
MASKS = {"name": privacy.mask_name, "phone": privacy.mask_phone, "address": privacy.mask_address}
_CASE, _FIELD, _NEW = "corrected_case", "corrected_field", "corrected_value"
_OFFERED = 5
_ASKED = "(?:我|俺|我们|的|想|要|得|请|麻烦|帮|给|能不能|可以|可不可以|能|把|你们|，|,| )*"
_CHANGE = "(?:换|改|更换|变更|更改|更新|更正|修改|重留|重新留)(?:一下|一个|个|了|成|下|掉)*"
_PHONE = "(?:新的?|另外?|联系)*(?:一个)?(?:联系)?(?:电话|手机|号)(?:号码|号)?(?:码)?"
_NEW_PHONE = re.compile(
    rf"^{_ASKED}(?:{_CHANGE}(?:我的?)?{_PHONE}(?!亭|卡|局|机)|{_PHONE}(?:也|又|已经|都)*(?:换|变|改|停|丢|写错|打错|填错|留错|错|不用|不对)"
    rf"|(?:以后|现在)?(?:打|用|请打)(?:这个|我这个)(?:电话|号码?|手机))"
)
_MOVED = re.compile(rf"^{_ASKED}(?:搬家了|搬了家|{_CHANGE}(?:住址|家庭住址|通讯地址|联系地址))")
_CALLED = re.compile("(?:我|俺)的?(?:名字|姓名)?(?:就)?叫(?P<name>[\u4e00-\u9fff]{2,4})")


class Correcting(StatesGroup):
    """A corrected value is awaited."""

    value = State()


@dataclass(frozen=True)
class ContactChange:
    """What of their own somebody wants to have changed, and into what (empty: not said yet)."""

    field: str
    value: str = ""
    surname: bool = False
    stated: bool = True
    """Whether a change is spoken of: a name or a number alone may be meant for anything."""


def meant(words: str, reading: IntentReading | None) -> ContactChange | None:
    """Whether words change one's own name, telephone or home (换个电话 139…, 我不是李明我是李鸣, 我搬家了)."""
    if len(words) > corrections.LONGEST:
        return None
    swap = swaps.read(words)
    if swap is not None and swap.about_oneself:
        return ContactChange("name", swap.new, surname=swap.field == "surname", stated=bool(swap.old))
    if _NEW_PHONE.search(words.strip()):
        return ContactChange("phone", answers.phone(words))
    if belonging.a_phone_alone(words):
        return ContactChange("phone", answers.phone(words), stated=False)
    if called := _CALLED.fullmatch(bare(words)):
        return ContactChange("name", called["name"], stated=False) if answers.name(called["name"]) else None
    if _MOVED.search(words.strip()):
        return ContactChange(
            "address", reading.value if reading is not None and reading.field == "address" else ""
        )
    if reading is not None and reading.field in FIELDS:
        return ContactChange(reading.field, reading.value)
    return None


async def hear(
    message: Message, words: str, reading: IntentReading | None, desk: Desk, state: FSMContext
) -> bool:
    """Offer to change the person's own contact in an open case of theirs; False where nothing of this is meant."""
    change = meant(words, reading)
    if change is None:
        return False
    rows = await _changeable_rows(desk)
    if not rows and change.stated and not await _has_draft(state):
        await message.answer(text("correct-nowhere", **desk.context.office.words), reply_markup=menu())
        return True
    if not rows:
        return False
    if len(rows) == 1:
        await _offer(message, desk, state, rows[0], change)
        return True
    await state.update_data({_NEW: [change.field, change.value, change.surname]})
    options: list[Option] = [
        (case_card.headline(row, desk), Case(do="contact_of", case=row.id)) for row in rows[:_OFFERED]
    ]
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("which-correct"), reply_markup=numbered(options, fixed=home))
    return True


async def _has_draft(state: FSMContext) -> bool:
    draft = await Draft.of(state)
    return draft is not None and bool(draft.story)


async def _changeable_rows(desk: Desk) -> list[CaseRow]:
    """The open cases that this account filed with a name or a telephone."""
    rows = await cases.of_person(await desk.read(), desk.person_id, _OFFERED * 4)
    return [row for row in rows if row.is_open and not row.anonymous]


@on.press(Case, do="contact_of")
async def contact_of(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Which of several cases the change is for."""
    kept = await state.get_value(_NEW)
    if not kept:
        raise Refusal(text("error-old-button"))
    case = await changeable(desk, state, callback_data.case)
    await _offer(filters.message_of(query), desk, state, case, ContactChange(*kept))


async def _offer(
    message: Message, desk: Desk, state: FSMContext, case: CaseRow, change: ContactChange
) -> None:
    """Ask once, with the new value in full and the old one masked; without a new value, ask for it."""
    if not change.value:
        await ask_value(message, state, case, change.field)
        return
    who = await cases.identity(await desk.read(), case.id)
    before = (getattr(who, change.field, None) or "") if who is not None else ""
    value = _checked(change, before)
    if value == before:
        await message.answer(text("correct-same", number=case.number, field=text(f"field-{change.field}")))
        return
    await state.update_data({_NEW: [change.field, value, False]})
    shown = MASKS[change.field](before) if before else text("correct-none")
    options: list[Option] = [
        (text("opt-correct-yes"), Case(do="contact_yes", case=case.id)),
        (text("opt-correct-no"), Case(do="show", case=case.id)),
    ]
    words = text(
        "ask-correct-sure", number=case.number, field=text(f"field-{change.field}"), before=shown, value=value
    )
    await message.answer(words, reply_markup=numbered(options))


def _checked(change: ContactChange, before: str) -> str:
    """The new value as the form itself would take it. Raises `Refusal` for what is none."""
    draft = Draft(name=before if change.field == "name" else "", anonymous=False)
    value = swapped.surname(draft.name, "", change.value) if change.surname else change.value
    BY_NAME[change.field].hear(draft, Said(value))
    return str(getattr(draft, change.field))


@on.press(Case, do="contact_yes")
async def contact_yes(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Confirmed: changed once; whoever presses again finds nothing to change."""
    kept = await state.get_value(_NEW)
    if not kept:
        raise Refusal(text("error-old-button"))
    await state.update_data({_NEW: None})
    case = await changeable(desk, state, callback_data.case)
    await _change(filters.message_of(query), desk, case, ContactChange(*kept))


async def ask_value(message: Message, state: FSMContext, case: CaseRow, field: str) -> None:
    """The new value is awaited."""
    if field not in FIELDS:
        raise Refusal(text("error-old-button"))
    await state.set_state(Correcting.value)
    await state.update_data({_CASE: case.id, _FIELD: field})
    await message.answer(text("ask-correct-value", field=text(f"field-{field}")))


@on.message(Correcting.value, filters.Words())
async def corrected(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The new value, said after it was asked for."""
    data = await state.get_data()
    case = await changeable(desk, state, data[_CASE])
    change = ContactChange(data[_FIELD], _checked(ContactChange(data[_FIELD], words), ""))
    await state.set_state(None)
    await _change(message, desk, case, change)


async def _change(message: Message, desk: Desk, case: CaseRow, change: ContactChange) -> None:
    """Store the corrected value; that it was corrected, and which it was, is in the history, the value is not."""
    if case.anonymous:
        raise Refusal(text("correct-anonymous"))
    field = text(f"field-{change.field}")
    case = await moves.make(desk.turn, desk.context, case, "correct", by=CITIZEN, note=field, quietly=True)
    session = await desk.write()
    who = await cases.identity(session, case.id)
    values = {name: getattr(who, name, None) for name in (*FIELDS, "contact")} | {change.field: change.value}
    await cases.set_identity(session, case.id, **values)
    await message.answer(
        text("corrected", number=case.number, field=field, value=change.value), reply_markup=menu()
    )
