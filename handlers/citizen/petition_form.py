"""A citizen files a petition: told once, asked only what is missing, a way back, and nothing lost in between.

The questions are the table in `form_steps.py`; this router only walks it. The draft is stored with every answer, so a
restart, another day or a second /start find the same question open.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from casework.petition import Purpose, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.citizen import (
    answer_memory,
    asked_us,
    asking,
    case_card,
    consent_notice,
    mending,
    omitting,
    own_cases,
    preview,
    questions,
    received_files,
    repair,
    scanned,
    status,
    study,
    submitting,
    supplement,
    taking,
)
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, PREVIEW, STEPS, following, preceding, reopen
from handlers.citizen.repair import Mending
from handlers.citizen.step import bare, named, plainly
from handlers.citizen.step_abroad import AbroadStep
from handlers.citizen.steps_matter import PurposeStep
from handlers.citizen.steps_person import PhoneStep
from handlers.registry import Registry
from services.buttons import LEAVE, Fill, Go, Option, menu, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import TextKind

on = Registry("citizen.intake", private=True)

WORDS = {
    "跳过": "_skip",
    "上一步": "_back",
    "返回": "_back",
    "取消": "_leave",
    "退出": "_leave",
    "先存着": "_leave",
}
"""Said alone, these words do what the buttons of the same name do."""
_SEND = re.compile(
    "(?![了吧啊呀]*$)(?:就这样|就这些|好的?|对的?|行|中|可以|没错|没问题|没有问题|是的?|嗯|同意|确认|确定)*[了吧啊呀]*"
    "(?:没有?了)?(?:直接|现在|赶紧)?(?:(?:提|上)?交(?:上去)?|报上去|发出去)?[了吧啊呀]*"
    "|(?:yes)?(?:please)?(?:submit|send|file)(?:it|this|now)*(?:please)?|looksgood|allgood|goahead|thatsall|thatisall",
    re.I,
)
"""就这样，交吧: whoever says so at the preview submits."""
_NOW = re.compile(
    "(?:就这样|就这些|可以了?|好了?|行了?|那就?|直接|现在|马上|赶紧|快点?)*(?:提交|交上去|交|报上去)[了吧啊呀]*"
    "|(?:please)?(?:submit|send|file)(?:it|this|now)*(?:please)?|goahead|thatsall|thatisall",
    re.I,
)
"""直接提交: whoever says so before the preview is asked for nothing that can be passed over."""
_SUBMITS = ("submit", "agree", "anonymous")


class Filling(StatesGroup):
    """A draft is open."""

    asking = State()


async def begin(desk: Desk, message: Message, state: FSMContext, draft: Draft, said: str = "") -> None:
    """Open a draft, read what was told, and ask what is missing; a notice already agreed to is not asked again."""
    await state.set_state(Filling.asking)
    draft.consented = draft.consented or await consent_notice.given(desk)
    draft.overseas = consent_notice.overseas(desk)
    draft.abroad = draft.abroad or (draft.overseas and await consent_notice.given_abroad(desk))
    await asking.learn(desk, draft)
    await scanned.fill(state, draft)
    draft.step = following(draft)
    await asking.go_on(desk, message, state, draft, said)


@on.press(Go, to="file")
async def start(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """The menu's first entry: a new draft, or the one that is already open."""
    draft = await Draft.of(state)
    said = text("intake-resume") if draft is not None and (draft.story or draft.purpose) else ""
    await begin(desk, filters.message_of(query), state, draft or Draft(), said)


@on.press(Fill)
async def press(query: CallbackQuery, callback_data: Fill, desk: Desk, state: FSMContext) -> None:
    """A tapped answer. A button of a question that no longer stands open is answered by the one that does."""
    draft = await Draft.of(state)
    message = filters.message_of(query)
    if draft is None:
        await query.answer(text("error-old-button"))
        key = "intake-sent-already" if callback_data.value in _SUBMITS else "intake-none-open"
        await message.answer(text(key), reply_markup=menu())
        return
    await state.set_state(Filling.asking)
    if callback_data.value == "_resume":
        await begin(desk, message, state, draft)
        return
    if callback_data.step != draft.step:
        await query.answer(text("error-old-button"))
        await (asking.go_on if draft.step in (PREVIEW, *BY_NAME) else begin)(desk, message, state, draft)
        return
    await take(desk, message, state, draft, callback_data.value)


async def take(desk: Desk, message: Message, state: FSMContext, draft: Draft, value: str) -> None:
    """Take a tapped value: one of the form's own moves, or an answer to the open question."""
    if value.startswith("_"):
        await move(desk, message, state, draft, value)
    elif draft.step == PREVIEW:
        await settle_preview(desk, message, state, draft, value)
    elif draft.step == "repeat_asked" and value == "add":
        await add_to_existing(desk, message, state, draft)
    elif draft.step in ("consented", AbroadStep.name) and value in ("refuse", "full"):
        await explain_notice(desk, message, state, draft, value)
    else:
        BY_NAME[draft.step].press(draft, value)
        if draft.step == "consented":
            await consent_notice.give(desk, anonymous=bool(draft.anonymous))
        await answered(desk, message, state, draft)


async def move(desk: Desk, message: Message, state: FSMContext, draft: Draft, value: str) -> None:
    """One of the form's own moves, by its button or by words that mean it."""
    if value == "_leave":
        await leave(desk, message, state, draft)
    elif value == "_new":
        options: list[Option] = [(text("menu-anew"), Go(to="anew"))]
        resume = [(LEAVE, (text("menu-resume"), Fill(step=draft.step, value="_resume")))]
        await draft.keep(state)
        await message.answer(text("repair-new"), reply_markup=numbered(options, fixed=resume))
    elif value in ("_change", "_others"):
        await draft.keep(state)
        fields = preview.fields(draft, others=value == "_others")
        await message.answer(text("preview-which"), reply_markup=fields)
    elif value == "_omit":
        await omitting.take_out(desk, message, state, draft)
    elif value == "_back":
        reopen(draft, preceding(draft) or draft.step)
        await asking.go_on(desk, message, state, draft)
    elif value in ("_rest", "_skip") and draft.step == PurposeStep.name:
        draft.purpose = Purpose.REQUEST
        await answered(desk, message, state, draft, text("purpose-assumed"))
    elif value == "_rest":
        await skip_rest(desk, message, state, draft)
    elif value == "_skip" and draft.step != PREVIEW and BY_NAME[draft.step].optional:
        draft.skipped.append(draft.step)
        await answered(desk, message, state, draft)
    elif value in ("_skip", "_again"):
        await asking.go_on(desk, message, state, draft, "" if value == "_again" else text("repair-needed"))
    else:
        raise Refusal(text("error-old-button"))


async def skip_rest(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """Whatever can be passed over is passed over at once; what is needed is asked with a word on that."""
    passed = [step.name for step in STEPS if step.optional and step.applies(draft) and not step.done(draft)]
    draft.skipped += passed
    said = "" if draft.step in passed or draft.step == PREVIEW else text("repair-needed")
    await answered(desk, message, state, draft, said)


async def answered(desk: Desk, message: Message, state: FSMContext, draft: Draft, said: str = "") -> None:
    """An answer was taken: read what the story says more, then ask what is still missing."""
    draft.missed = 0
    if draft.step == "split_asked" and draft.later:
        await study.set_apart(draft, desk)
    else:
        await asking.learn(desk, draft)
    if draft.mask:
        study.mask(draft)
    draft.step = following(draft)
    await asking.go_on(desk, message, state, draft, said)


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
        await message.answer(consent_notice.whole(desk))
        await asking.go_on(desk, message, state, draft)
        return
    await Draft.drop(state)
    await message.answer(text("intake-refused", **desk.context.office.words), reply_markup=menu())


async def leave(desk: Desk, message: Message, state: FSMContext, draft: Draft) -> None:
    """Put the draft aside: it stays, and any later word brings it back."""
    await draft.keep(state)
    await state.set_state(None)
    options: list[Option] = [
        (text("menu-resume"), Go(to="file")), (text("menu-status"), Go(to="status")),
        (text("opt-preview-discard"), Go(to="anew")),
    ]  # fmt: skip
    human = [(LEAVE, (text("menu-human"), Go(to="human")))]
    await message.answer(text("intake-kept"), reply_markup=numbered(options, fixed=human))


async def settle_preview(desk: Desk, message: Message, state: FSMContext, draft: Draft, value: str) -> None:
    """At the preview: agree and submit, add, throw away, or change one answer."""
    if value in _SUBMITS:
        if value == "submit" and not draft.consented:
            raise Refusal(text("error-old-button"))
        if value == "anonymous":
            draft.become_anonymous()
        if not draft.consented:
            draft.consented = True
            await consent_notice.give(desk, anonymous=bool(draft.anonymous))
        await consent_notice.give_abroad(desk, draft)
        await submitting.submit(desk, message, state, draft)
    elif value == "discard":
        await Draft.drop(state)
        await message.answer(text("intake-discarded"), reply_markup=menu())
    elif value == "full":
        await explain_notice(desk, message, state, draft, value)
    elif value == "change":
        await move(desk, message, state, draft, "_change")
    elif value == "more":
        await draft.keep(state)
        await message.answer(text("preview-more"), reply_markup=preview.useful(draft))
    elif value in BY_NAME and BY_NAME[value].applies(draft):
        reopen(draft, value)
        await asking.go_on(desk, message, state, draft)
    else:
        raise Refusal(text("error-old-button"))


@on.message(Filling.asking, filters.Words())
async def hear(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """An answer in words. Exact words of the form's own moves make them; what is no answer is repaired."""
    draft = await Draft.of(state)
    if draft is None:
        await state.set_state(None)
        await message.answer(text("intake-none-open"), reply_markup=menu())
        return
    if value := WORDS.get(words.strip()) or meant(draft, words):
        await take(desk, message, state, draft, value)
        return
    if what := omitting.what_is_not_to_stand(words):
        await omitting.ask(desk, message, state, draft, what)
        return
    if plain := asked_us.answer(words, desk, draft):
        await asking.go_on(desk, message, state, draft, plain)
        return
    found = repair.read(words, draft, desk.context.reader)
    shown = await preview.lines(draft, desk) if draft.step == PREVIEW else {}
    if found is None:
        await listen(message, words, desk, state, draft, shown)
    elif found.kind is Mending.AWAY:
        if found.value and not await own_cases.within_reach(desk, state):
            said = text("repair-no-case")
            if found.value == repair.HOW_LONG:  # 多久有结果, asked while it is told
                said = await questions.entry(words, desk) or text("answer-how-long")
            await asking.go_on(desk, message, state, draft, said)
            return
        await draft.keep(state)
        await state.set_state(None)
        raise SkipHandler
    else:
        await mend(message, words, desk, state, draft, found, shown)


async def mend(
    message: Message,
    words: str,
    desk: Desk,
    state: FSMContext,
    draft: Draft,
    found: repair.Repair,
    shown: Mapping[str, str],
) -> None:
    """Answer what was said instead of an answer; then the same question stands. `shown`: the preview's lines."""
    if found.kind is Mending.SAY:
        await asking.go_on(desk, message, state, draft, text(found.value, **desk.context.office.words))
    elif found.kind is Mending.GUIDE:
        entry = await questions.entry(words, desk)
        said = (
            f"{entry}\n{text('answer-go-on')}"
            if entry
            else text("answer-unknown", **desk.context.office.words)
        )
        await asking.go_on(desk, message, state, draft, said)
    elif found.kind is Mending.MOVE:
        await move(desk, message, state, draft, found.value)
    elif found.kind is Mending.MORE:
        await take(desk, message, state, draft, "more")
    elif found.kind is Mending.WITHOUT:
        without = mending.without_phone if found.value == PhoneStep.name else mending.without_name
        await without(desk, message, state, draft)
    elif found.kind is Mending.NAMED:
        await mending.with_name(desk, message, state, draft, found.words)
    elif found.kind is Mending.ASK:
        await mending.ask_for_more(desk, message, state, draft, found.words, shown)
    else:
        await mending.correct(desk, message, state, draft, found, shown)


async def listen(
    message: Message,
    words: str,
    desk: Desk,
    state: FSMContext,
    draft: Draft,
    shown: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Words that are an answer, or belong to the story where only a tap answers."""
    await answer_memory.note(state, message, draft.step, words)
    if len(words) > received_files.LONGEST_MESSAGE:
        words = await received_files.keep_long_text(desk, draft, words)
        await message.answer(text("intake-long-text"))
    step = BY_NAME.get(draft.step)
    try:
        taken = await taking.take_words(desk, draft, step, words)
    except Refusal as refusal:
        await mending.again(desk, message, state, draft, str(refusal))
        return
    if taken.stands:
        await asking.learn(desk, draft)
        still = step is not None and step.applies(draft) and step.asked(draft) and not step.done(draft)
        draft.step = draft.step if still else following(draft)
        if still and draft.step == PurposeStep.name:
            draft.missed += 1
            if draft.missed >= mending.PATIENCE:  # who types is not held up by a choice of words
                await move(desk, message, state, draft, "_skip")
                return
        await asking.go_on_briefly(desk, message, state, draft, taken.said, shown)
        return
    await answered(desk, message, state, draft, taken.said)


def meant(draft: Draft, words: str) -> str:
    """What a plain yes or no presses at the question that stands open; at the preview a yes submits."""
    if draft.omit:
        answer = plainly(words, yes="_omit", no="_again")
        draft.omit = draft.omit if answer == "_omit" else []
        if answer:
            return answer
    step = BY_NAME.get(draft.step)
    if step is not None:
        return step.meant(draft, words) or ("_rest" if _NOW.fullmatch(bare(words)) else "")
    agrees = plainly(words, yes="yes", no="") or _SEND.fullmatch(bare(words))
    return ("submit" if draft.consented else "agree") if agrees and bare(words) else ""


def goes_on(words: str) -> bool:
    """Whether words mean the form that lies open, wherever they are said: 同意, 提交, 匿名."""
    said = bare(words)
    meant = (*named("typed-agree"), *named("typed-anonymous"))
    return said in meant or (len(said) > 1 and _NOW.fullmatch(said) is not None)


@on.message(Filling.asking, filters.Media())
async def attach(message: Message, desk: Desk, state: FSMContext) -> None:
    """A photo, file, voice or place at any question: it goes with the matter; a caption is heard as words."""
    draft = await Draft.of(state)
    if draft is None:
        await message.answer(text("intake-none-open"), reply_markup=menu())
        return
    first = await received_files.take(desk, message, draft)
    await draft.keep(state)
    step = BY_NAME.get(draft.step)
    if message.caption and step is not None and step.in_words:
        await listen(message, message.caption, desk, state, draft)
    elif draft.step == "place" and draft.place:
        await answered(desk, message, state, draft)
    elif first:
        await asking.go_on(desk, message, state, draft)
