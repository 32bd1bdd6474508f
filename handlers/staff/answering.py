"""The reply gate: an answer leaves only when every demand is answered and the law is named (Art. 32).

Filled in private, one question at a time; what is missing is said; the remedy and its date are written by
the system; a second look at the whole text comes before it is sent.
"""

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework import guards
from casework.petition import Actor, Outcome, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from handlers.staff import alike, replies, signing
from handlers.staff.replies import Reply
from services import access, case_file, record
from services.buttons import Act, Put, plain
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseDemand

on = Registry("staff.reply")

EVENTS = ("answer",)


class Replying(StatesGroup):
    """A reply is being written."""

    writing = State()


async def start(
    desk: Desk, query: CallbackQuery, state: FSMContext, case: CaseRow, actor: Actor, event: str
) -> None:
    """Open the gate in the officer's private chat; a head first reads what waits for a signature."""
    if desk.group and desk.private_chat:
        await query.answer(text("staff-sent-private"))
    found = await signing.waiting(desk, case) if actor.role is Role.HEAD else None
    if found is not None:
        drafted, draft_id, opened = found
        listed = await cases.demands(await desk.read(), case.id)
        words = signing.to_sign(desk, case, opened, listed, drafted.label)
        desk.say_in_private(words, signing.signing_buttons(case, draft_id), case_id=case.id)
        return
    await write(desk, query, state, case, actor)


async def write(desk: Desk, query: CallbackQuery, state: FSMContext, case: CaseRow, actor: Actor) -> None:
    """Begin, or go on with what was drafted for this case before."""
    chat_id = desk.person.chat_id
    assert query.bot is not None and actor.staff_id is not None and chat_id is not None
    there = FSMContext(state.storage, StorageKey(bot_id=query.bot.id, chat_id=chat_id, user_id=desk.user_id))
    opened = await begun(desk, case) or Reply(case.id, actor.staff_id)
    opened.staff = actor.staff_id
    await there.set_state(Replying.writing)
    await opened.keep(there)
    await ask(desk, case, opened, actor)


async def begun(desk: Desk, case: CaseRow) -> Reply | None:
    """The draft that was returned, or waits: nobody writes it twice. None after the answer went out."""
    events = await case_file.of(desk.turn, case).events()
    draft, done = record.last(events, "draft_answer"), record.last(events, "answer")
    if draft is None or (done is not None and done.seq > draft.seq):
        return None
    return await replies.kept(desk, case, record.draft_of(draft))


@on.press(Act, filters.Private(), do="rewrite")
async def rewrite(query: CallbackQuery, callback_data: Act, desk: Desk, state: FSMContext) -> None:
    """The head changes the draft instead of giving it back."""
    case, actors = await access.standing(desk, callback_data.case)
    head = next((each for each in actors if each.role is Role.HEAD and each.unit_id == case.unit_id), None)
    if head is None:
        raise access.no_standing()
    await write(desk, query, state, case, head)


async def ask(desk: Desk, case: CaseRow, opened: Reply, actor: Actor) -> None:
    """Put the next question of the gate, or show the whole reply with what is still missing."""
    listed = await cases.demands(await desk.read(), case.id)
    demand = next((each for each in listed if str(each.n) not in opened.outcomes), None)
    if demand is not None or (not listed and not opened.outcomes):
        await ask_outcome(desk, case, demand)
        return
    part = next((each for each in replies.parts_of(case) if not getattr(opened, each)), None)
    if part is not None:
        desk.say_in_private(text(f"reply-ask-{part}", number=case.number), cancel_only(case))
        return
    show(desk, case, opened, listed, actor)


async def ask_outcome(desk: Desk, case: CaseRow, demand: CaseDemand | None) -> None:
    """What the answer decides on one demand."""
    n = demand.n if demand is not None else 1
    words = text(
        "reply-ask-demand",
        number=case.number,
        n=n,
        demand=(demand.text if demand is not None else None) or text("reply-the-matter"),
    )
    options = [
        (text(f"outcome-{each}"), Put(need="demand", value=f"{n}.{each}"))
        for each in guards.outcomes_for(case.purpose)
    ]
    desk.say_in_private(words, plain([*options, (text("form-opt-cancel"), Act(do="cancel", case=case.id))]))


def cancel_only(case: CaseRow) -> InlineKeyboardMarkup:
    """The way out."""
    return plain([(text("form-opt-cancel"), Act(do="cancel", case=case.id))])


def show(desk: Desk, case: CaseRow, opened: Reply, listed: list[CaseDemand], actor: Actor) -> None:
    """The whole reply as the citizen will read it, and what is still missing."""
    draft = replies.drafted(opened, listed)
    missing = replies.lacks(case, draft)
    words = replies.composed(desk, case, draft)
    if missing:
        words += "\n\n" + "\n".join(f"⚠️ {sentence}" for sentence in missing)
    send = "reply-opt-submit" if signing.needs_head(desk, actor) else "reply-opt-send"
    options = [] if missing else [(text(send), Put(need="reply", value="send"))]
    options += [(text(f"reply-opt-{part}"), Put(need="reply", value=part)) for part in replies.parts_of(case)]
    desk.say_in_private(words, plain([*options, (text("form-opt-cancel"), Act(do="cancel", case=case.id))]))


@on.press(Put, need=("demand", "reply"))
async def pressed(query: CallbackQuery, callback_data: Put, desk: Desk, state: FSMContext) -> None:
    """An outcome for a demand, or a button under the whole reply."""
    opened = await Reply.of(state)
    if opened is None:
        await filters.message_of(query).answer(text("form-none"))
        return
    case, actor = await writer(desk, opened)
    if callback_data.need == "demand":
        n, _, outcome = callback_data.value.partition(".")
        opened.outcomes[n] = Outcome(outcome).value
    elif callback_data.value == "send":
        await send(desk, state, case, actor, opened)
        return
    elif callback_data.value in replies.PARTS:
        setattr(opened, callback_data.value, "")
    await opened.keep(state)
    await ask(desk, case, opened, actor)


@on.message(Replying.writing, filters.Words())
async def written(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The words for the first part that is still empty."""
    opened = await Reply.of(state)
    if opened is None:
        await state.set_state(None)
        await message.answer(text("form-none"))
        return
    case, actor = await writer(desk, opened)
    part = next((each for each in replies.parts_of(case) if not getattr(opened, each)), None)
    if part is None or len(opened.outcomes) == 0:
        raise Refusal(text("error-choose"))
    if len(words.strip()) < 4:
        raise Refusal(text("form-text-short"))
    setattr(opened, part, words.strip())
    await opened.keep(state)
    await ask(desk, case, opened, actor)


async def writer(desk: Desk, opened: Reply) -> tuple[CaseRow, Actor]:
    """The case and the role in which it is answered, asked of the database again."""
    case, actors = await access.standing(desk, opened.case)
    actor = next((each for each in actors if each.staff_id == opened.staff), None)
    if actor is None:
        raise access.no_standing()
    return case, actor


async def send(desk: Desk, state: FSMContext, case: CaseRow, actor: Actor, opened: Reply) -> None:
    """Put the reply before the head; a head's own, or one that needs no signature, answers the matter at once."""
    if signing.needs_head(desk, actor):
        await signing.submit(desk, case, actor, opened)
    else:
        was = case.state
        case = await replies.give(desk, case, actor, opened)
        desk.say(text("staff-done", number=case.number, what=text("move-answer")))
        await alike.offer_answer(desk, state, case, actor, opened, was)
    await state.set_state(None)
    await Reply.forget(state)
