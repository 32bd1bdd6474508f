"""A citizen files a petition: one question at a time, a way back, and nothing lost in between.

The questions are the table in `steps.py`; this router only walks it. The draft is stored with every
answer, so a restart, another day or a second /start find the same question open.
"""

from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework import routes
from casework.petition import Purpose, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.citizen import (
    case_card,
    likeness,
    preview,
    received_files,
    status,
    study,
    submitting,
    supplement,
)
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, PREVIEW, following, preceding, reopen
from handlers.citizen.start import call_human
from handlers.citizen.step import Said, Step, TappedStep, add_to_story, bare, named, plainly
from handlers.citizen.steps_matter import UNSURE
from handlers.registry import Registry
from services.buttons import BACK, LEAVE, SKIP, Fill, Go, menu, numbered, plain
from services.context import Desk
from storage import cases, people
from storage.tables.case_rows import TextKind

on = Registry("citizen.intake", private=True)

NOTICE_VERSION = "2026-11"
WORDS = {
    "跳过": "_skip",
    "上一步": "_back",
    "返回": "_back",
    "取消": "_leave",
    "退出": "_leave",
    "先存着": "_leave",
}
"""Said alone, these words do what the buttons of the same name do."""


class Filling(StatesGroup):
    """A draft is open."""

    asking = State()


async def begin(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """Open a draft and ask its first question; a notice already agreed to is not asked again."""
    await state.set_state(Filling.asking)
    session = await desk.read()
    draft.consented = draft.consented or await people.consented(
        session, desk.person_id, "intake", NOTICE_VERSION
    )
    if draft.story:
        await study.guess_purpose(draft, desk)
    draft.step = following(draft)
    await go_on(desk, message, state, draft)


async def go_on(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """Keep the draft and put the question that stands open."""
    await draft.keep(state)
    if draft.step == PREVIEW:
        await message.answer(preview.text_of(draft, desk), reply_markup=preview.keyboard(draft))
        return
    question = BY_NAME[draft.step].ask(draft, desk.context.topic_name)
    await message.answer(
        question.text,
        reply_markup=keyboard(BY_NAME[draft.step], question.options, draft),
    )


def keyboard(step: Step, options: tuple[tuple[str, str], ...], draft: Draft) -> InlineKeyboardMarkup:
    """The question's own options, then skip, back and leave under the digits they always have."""
    own = [(label, Fill(step=step.name, value=value)) for label, value in options]
    fixed: list[tuple[int, tuple[str, Any]]] = []
    if step.optional:
        fixed.append((SKIP, (text("opt-skip"), Fill(step=step.name, value="_skip"))))
    if preceding(draft):
        fixed.append((BACK, (text("opt-back"), Fill(step=step.name, value="_back"))))
    fixed.append((LEAVE, (text("opt-leave"), Fill(step=step.name, value="_leave"))))
    if step.numeric:
        return plain([*own, *(option for _, option in fixed)])
    return numbered(own, fixed=fixed)


@on.press(Go, to="file")
async def start(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """The menu's first entry: a new draft, or the one that is already open."""
    draft = await Draft.of(state)
    if draft is None:
        await begin(desk, filters.message_of(query), state, Draft())
    else:
        await filters.message_of(query).answer(text("intake-resume"))
        await state.set_state(Filling.asking)
        await go_on(desk, filters.message_of(query), state, draft)


@on.press(Fill)
async def press(query: CallbackQuery, callback_data: Fill, desk: Desk, state: FSMContext) -> None:
    """A tapped answer. A button of a question that no longer stands open is answered by the one that does."""
    draft = await Draft.of(state)
    message = filters.message_of(query)
    if draft is None:
        await query.answer(text("error-old-button"))
        await message.answer(text("intake-none-open"), reply_markup=menu())
        return
    await state.set_state(Filling.asking)
    if callback_data.value == "_resume":
        await go_on(desk, message, state, draft)
        return
    if callback_data.step != draft.step:
        await query.answer(text("error-old-button"))
        await go_on(desk, message, state, draft)
        return
    await take(desk, message, state, draft, callback_data.value)


async def take(desk: Desk, message: Message, state: FSMContext, draft: Draft, value: str) -> None:
    """Take a tapped value: one of the form's own moves, or an answer to the open question."""
    if value == "_leave":
        await leave(desk, message, state, draft)
    elif value == "_back":
        reopen(draft, preceding(draft) or draft.step)
        await go_on(desk, message, state, draft)
    elif value == "_skip" and draft.step != PREVIEW and BY_NAME[draft.step].optional:
        draft.skipped.append(draft.step)
        await answered(desk, message, state, draft)
    elif draft.step == PREVIEW:
        await settle_preview(desk, message, state, draft, value)
    elif draft.step == "repeat_asked" and value == "add":
        await add_to_existing(desk, message, state, draft)
    elif draft.step == "consented" and value in ("refuse", "full"):
        await explain_notice(desk, message, state, draft, value)
    else:
        BY_NAME[draft.step].press(draft, value)
        if draft.step == "consented":
            await people.consent(await desk.write(), desk.person_id, "intake", NOTICE_VERSION, desk.now)
        await answered(desk, message, state, draft)


async def answered(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """An answer was taken: study a finished story once, then ask what is still missing."""
    if draft.step == "story" and draft.story_done:
        await study.finished_story(draft, desk)
        await likeness.look(desk, draft)
    if draft.step == "split_asked" and draft.later:
        await study.set_apart(draft, desk)
    if draft.step == "topic":
        await tell_routes(desk, message, draft)
    if draft.mask:
        study.mask(draft)
    draft.step = following(draft)
    await go_on(desk, message, state, draft)


async def tell_routes(desk: Desk, message: Message, draft: Draft) -> None:
    """诉访分离: which other doors there are and until when; the matter is registered here all the same (Art. 31)."""
    topic = draft.topic if draft.topic != UNSURE else ""
    found = [route for route in routes.suggest(topic, draft.text) if not route.now][:2]
    fresh = [route for route in found if route.id not in draft.routes_told]
    if fresh and draft.purpose in (Purpose.REQUEST, Purpose.APPEAL, Purpose.HELP):
        draft.routes_told += [route.id for route in fresh]
        advice = "\n".join(f"· {route.advice}" for route in fresh)
        await message.answer(text("routes-told", advice=advice))


async def add_to_existing(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """What was told goes to the person's own open case as a supplement; nothing is filed twice."""
    case = await status.own(desk, state, draft.repeat_of)
    session = await desk.write()
    for words in draft.story:
        await cases.add_text(session, case.id, TextKind.SUPPLEMENT, words, by=Role.CITIZEN, at=desk.now)
    for item in draft.files:
        await cases.add_file(session, case.id, item["id"], at=desk.now, caption=item["caption"])
    await supplement.settle_supplement(desk, case)
    await Draft.drop(state)
    await case_card.show(message, desk, case)


async def explain_notice(desk: Desk, message: Message, state: FSMContext, draft: Draft, value: str) -> None:
    """The whole notice, or the other channels: a refusal is no dead end and nothing is kept."""
    if value == "full":
        await message.answer(text(notice_key(desk), **desk.context.office.words))
        await go_on(desk, message, state, draft)
        return
    await Draft.drop(state)
    await message.answer(text("intake-refused", **desk.context.office.words), reply_markup=menu())


def notice_key(desk: Desk) -> str:
    """Which notice: over an overseas service people are told so (PIPL 38-39)."""
    abroad = desk.channel == "telegram" and desk.context.office.cross_border_notice
    return "notice-full-abroad" if abroad else "notice-full"


async def leave(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """Put the draft aside: it stays, and any later word brings it back."""
    await draft.keep(state)
    await state.set_state(None)
    await message.answer(text("intake-kept"), reply_markup=menu())


async def settle_preview(desk: Desk, message: Message, state: FSMContext, draft: Draft, value: str) -> None:
    """At the preview: submit, add, throw away, or change one answer."""
    if value == "submit":
        await submitting.submit(desk, message, state, draft)
    elif value == "discard":
        await Draft.drop(state)
        await message.answer(text("intake-discarded"), reply_markup=menu())
    elif value == "change":
        await message.answer(text("preview-which"), reply_markup=preview.fields(draft))
    elif value in BY_NAME:
        reopen(draft, value)
        await go_on(desk, message, state, draft)
    else:
        raise Refusal(text("error-old-button"))


@on.message(Filling.asking, filters.Words())
async def hear(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """An answer in words. Exact words of the form's own moves make them; a person can always be called for."""
    draft = await Draft.of(state)
    if draft is None:
        await state.set_state(None)
        await message.answer(text("intake-none-open"), reply_markup=menu())
        return
    if value := WORDS.get(words.strip()) or meant(draft, words):
        await take(desk, message, state, draft, value)
        return
    if bare(words) in named("typed-human"):
        await call_human(desk, message)
        await go_on(desk, message, state, draft)
        return
    if bare(words) in named("typed-away"):
        await state.set_state(None)
        raise SkipHandler
    await listen(message, words, desk, state, draft)


async def listen(message: Message, words: str, desk: Desk, state: FSMContext, draft: Draft) -> None:
    """Words that are an answer, or belong to the story where only a tap answers."""
    if len(words) > received_files.LONGEST_MESSAGE:
        words = await received_files.keep_long_text(desk, draft, words)
        await message.answer(text("intake-long-text"))
    step = BY_NAME.get(draft.step)
    if step is None or isinstance(step, TappedStep):
        add_to_story(draft, Said(words))
        await message.answer(text("intake-kept-too"))
        await go_on(desk, message, state, draft)
        return
    step.hear(draft, Said(words))
    if draft.step in ("consented", "purpose"):
        await study.guess_purpose(draft, desk)
    if draft.step == "purpose":
        await message.answer(text("intake-kept-too"))
    if draft.step == "consented":
        await wait_for_consent(message, state, draft, step, desk)
        return
    await answered(desk, message, state, draft)


def meant(draft: Draft, words: str) -> str:
    """What a plain yes or no presses at the question that stands open; at the preview a yes submits."""
    step = BY_NAME.get(draft.step)
    return step.meant(draft, words) if step else plainly(words, yes="submit", no="")


async def wait_for_consent(message: Message, state: FSMContext, draft: Draft, step: Step, desk: Desk) -> None:
    """What was told meanwhile is kept and said so; the notice above is not read out a second time."""
    await draft.keep(state)
    options = step.ask(draft, desk.context.topic_name).options
    await message.answer(text("intake-kept-consent"), reply_markup=keyboard(step, options, draft))


@on.message(Filling.asking, filters.Media())
async def attach(message: Message, desk: Desk, state: FSMContext) -> None:
    """A photo, file, voice or place at any question: it goes with the matter, and the question still stands."""
    draft = await Draft.of(state)
    if draft is None:
        await message.answer(text("intake-none-open"), reply_markup=menu())
        return
    first = await received_files.take(desk, message, draft)
    await draft.keep(state)
    if draft.step == "place" and draft.place:
        await answered(desk, message, state, draft)
    elif first:
        await go_on(desk, message, state, draft)
