"""The reply gate: an answer leaves only when every demand is answered and the law is named (Art. 32).

Filled in private, one question at a time; what is missing is said; the remedy and its date are written by
the system; a second look at the whole text comes before it is sent.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework import guards
from casework.petition import Actor, Outcome, Refusal
from casework.reply import Draft as ReplyDraft
from casework.reply import check, compose, overall
from casework.wording import text
from handlers import filters, moves
from handlers.buttons import Act, Put, plain
from handlers.desk import Desk
from handlers.staff import access
from storage import cases
from storage.outbox import Outgoing
from storage.tables.cases import Case as CaseRow
from storage.tables.cases import CaseDemand

router = Router(name="staff.reply")

EVENTS = ("answer",)
_KEY = "reply"
_PARTS = ("facts", "opinion", "basis")


class Replying(StatesGroup):
    """A reply is being written."""

    writing = State()


@dataclass
class Reply:
    """A reply that is being prepared."""

    case: int
    staff: int
    outcomes: dict[str, str] = field(default_factory=dict)
    facts: str = ""
    opinion: str = ""
    basis: str = ""

    @classmethod
    async def of(cls, state: FSMContext) -> Self | None:
        """The reply of this conversation."""
        kept = (await state.get_data()).get(_KEY)
        return cls(**kept) if kept else None

    def as_data(self) -> dict[str, Any]:
        """How it is kept in a conversation."""
        return {_KEY: asdict(self)}


async def start(
    desk: Desk, query: CallbackQuery, state: FSMContext, case: CaseRow, actor: Actor, event: str
) -> None:
    """Open the gate in the officer's private chat."""
    chat_id = desk.person.chat_id
    if not chat_id:
        raise Refusal(text("staff-write-me-first"))
    assert query.bot is not None and actor.staff_id is not None
    await query.answer(text("staff-sent-private") if desk.group else "")
    there = FSMContext(state.storage, StorageKey(bot_id=query.bot.id, chat_id=chat_id, user_id=desk.user_id))
    opened = Reply(case.id, actor.staff_id)
    await there.set_state(Replying.writing)
    await there.update_data(opened.as_data())
    await ask(desk, chat_id, case, opened)


async def ask(desk: Desk, chat_id: int, case: CaseRow, opened: Reply) -> None:
    """Put the next question of the gate, or show the whole reply with what is still missing."""
    listed = await cases.demands(await desk.read(), case.id)
    demand = next((each for each in listed if str(each.n) not in opened.outcomes), None)
    if demand is not None or (not listed and not opened.outcomes):
        await ask_outcome(desk, chat_id, case, demand)
        return
    part = next((each for each in _PARTS if not getattr(opened, each)), None)
    if part is not None:
        say(desk, chat_id, text(f"reply-ask-{part}", number=case.number), cancel_only(case))
        return
    await show(desk, chat_id, case, opened, listed)


async def ask_outcome(desk: Desk, chat_id: int, case: CaseRow, demand: CaseDemand | None) -> None:
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
    say(desk, chat_id, words, plain([*options, (text("form-opt-cancel"), Act(do="cancel", case=case.id))]))


def cancel_only(case: CaseRow) -> InlineKeyboardMarkup:
    """The way out."""
    return plain([(text("form-opt-cancel"), Act(do="cancel", case=case.id))])


def say(desk: Desk, chat_id: int, words: str, keyboard: InlineKeyboardMarkup) -> None:
    """Say something in the officer's private chat, protected from forwarding."""
    payload = {"text": words, "reply_markup": keyboard.model_dump(exclude_none=True), "protect_content": True}
    desk.turn.say(Outgoing(desk.channel, chat_id, "sendMessage", payload))


def drafted(desk: Desk, case: CaseRow, opened: Reply, listed: list[CaseDemand]) -> ReplyDraft:
    """The reply as the rules check and compose it."""
    demands = {each.n: each.text or "" for each in listed} or {1: text("reply-the-matter")}
    return ReplyDraft(
        demands=demands,
        outcomes={int(n): Outcome(value) for n, value in opened.outcomes.items()},
        facts=opened.facts,
        opinion=opened.opinion,
        basis=opened.basis,
    )


async def show(desk: Desk, chat_id: int, case: CaseRow, opened: Reply, listed: list[CaseDemand]) -> None:
    """The whole reply as the citizen will read it, and what is still missing."""
    draft = drafted(desk, case, opened, listed)
    missing = check(draft)
    words = compose(draft, case, answered_on=desk.today, calendar=desk.kit.calendar, rules=desk.kit.clocks)
    if missing:
        words += "\n\n" + "\n".join(f"⚠️ {sentence}" for sentence in missing)
    options = [] if missing else [(text("reply-opt-send"), Put(need="reply", value="send"))]
    options += [(text(f"reply-opt-{part}"), Put(need="reply", value=part)) for part in _PARTS]
    say(desk, chat_id, words, plain([*options, (text("form-opt-cancel"), Act(do="cancel", case=case.id))]))


@router.callback_query(Put.filter(), filters.Pressed("need", "demand", "reply"))
async def pressed(query: CallbackQuery, callback_data: Put, desk: Desk, state: FSMContext) -> None:
    """An outcome for a demand, or a button under the whole reply."""
    opened = await Reply.of(state)
    await query.answer()
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
    elif callback_data.value in _PARTS:
        setattr(opened, callback_data.value, "")
    await state.update_data(opened.as_data())
    await ask(desk, desk.chat_id, case, opened)


@router.message(Replying.writing, filters.Words())
async def written(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The words for the first part that is still empty."""
    opened = await Reply.of(state)
    if opened is None:
        await state.set_state(None)
        await message.answer(text("form-none"))
        return
    case, _ = await writer(desk, opened)
    part = next((each for each in _PARTS if not getattr(opened, each)), None)
    if part is None or len(opened.outcomes) == 0:
        raise Refusal(text("error-choose"))
    if len(words.strip()) < 4:
        raise Refusal(text("form-text-short"))
    setattr(opened, part, words.strip())
    await state.update_data(opened.as_data())
    await ask(desk, desk.chat_id, case, opened)


async def writer(desk: Desk, opened: Reply) -> tuple[CaseRow, Actor]:
    """The case and the role in which it is answered, asked of the database again."""
    case, actors = await access.standing(desk, opened.case)
    actor = next((each for each in actors if each.staff_id == opened.staff), None)
    if actor is None:
        raise access.no_standing()
    return case, actor


async def send(desk: Desk, state: FSMContext, case: CaseRow, actor: Actor, opened: Reply) -> None:
    """Send the reply: the gate is asked once more, then answer, demands and text are stored together."""
    session = await desk.write()
    listed = await cases.demands(session, case.id)
    draft = drafted(desk, case, opened, listed)
    missing = check(draft)
    if missing:
        raise Refusal(missing[0])
    words = compose(draft, case, answered_on=desk.today, calendar=desk.kit.calendar, rules=desk.kit.clocks)
    outcome = overall(draft)
    case = await moves.make(desk.turn, desk.kit, case, "answer", by=actor, outcome=outcome.value, text=words)
    for n, decided in draft.outcomes.items():
        await cases.decide_demand(session, case.id, n, decided.value)
    data = await state.get_data()
    data.pop(_KEY, None)
    await state.set_state(None)
    await state.set_data(data)
    desk.say(text("staff-done", number=case.number, what=text("move-answer")))
