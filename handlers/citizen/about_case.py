"""Words about a case on record go to that case: how it stands, 催办, 撤回, 复查, 没有解决; never a new petition.

With several cases that they may mean one question is asked. Where none allows it, the nearest is named with what can
be done.
"""

import re
from collections.abc import Awaitable, Callable

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.petition import State
from casework.wording import text
from handlers import menus
from handlers.citizen import adding, case_card, lost_number, own_cases, questions, rating, status, supplement
from nlp.intent import Intent, IntentReading
from services.buttons import LEAVE, Case, Go, Option, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import TextKind

_VERB = {
    Intent.STATUS: "show", Intent.SUPPLEMENT: "supplement", Intent.URGE: "urge", Intent.WITHDRAW: "withdraw",
    Intent.RATE: "rate", Intent.REVIEW: "review", Intent.UNSOLVED: "unsolved", Intent.SOLVED: "solved",
    Intent.CORRECT: "supplement",
}  # fmt: skip
ANSWERED = (State.ANSWERED, State.REVIEW_ANSWERED, State.CLOSED)
"""The states in which a citizen says whether it is solved."""
OFFERED = 5
LOOKED_AT = 30
"""Of so many cases, newest first, it is asked what may be done with them."""
_RESTORES = re.compile(
    "恢复|后悔|反悔|还原|撤销撤回|取消撤回|不撤了?(?![销职离资])|别撤|撤错|又想(?:办|反映)|还是(?:要|想)(?:办|反映)"
    "|undo|restore|reinstate",
    re.I,
)
"""Said by somebody who withdrew: 我后悔了，恢复."""
_BRIEF = 20
_CLOSED = ("办结", "结案")
_REVIEWS = ("复查", "复核")

Doing = Callable[[Message, Desk, FSMContext, CaseRow], Awaitable[None]]


def verb_of(intent: str) -> str:
    """What words of this intent want of a case; empty when they are not about one."""
    return next((verb for known, verb in _VERB.items() if known == intent), "")


async def hear(message: Message, words: str, reading: IntentReading, desk: Desk, state: FSMContext) -> bool:
    """Do what the words want of a case; False when they are not about one."""
    if lost_number.is_said(words):
        await lost_number.find_again(message, desk, state)
        return True
    verb = _wanted(words, reading)
    restores = len(words) <= _BRIEF and _RESTORES.search(words) is not None
    if not verb and not restores:
        return False  # a story: nobody's cases are looked up for it
    rows = await own_cases.within_reach(desk, state)
    withdrawn = [row for row in rows if row.state == State.WITHDRAWN]
    if restores and withdrawn:
        await choose(message, desk, state, "undo", withdrawn, words)
        return True
    if not verb:
        return False
    if not rows and await _answered_without_one(message, desk, verb, reading, words):
        return True
    meant = _meant(rows, verb, words, reading)
    corrected = [row for row in meant if row.is_open] if reading.intent is Intent.CORRECT else []
    if reading.value and len(corrected) == 1:  # what was filed stays; the office reads this too
        await adding.add_words(desk, state, corrected[0], words, message)
    else:
        await choose(message, desk, state, verb, meant, words)
    return True


def _wanted(words: str, reading: IntentReading) -> str:
    """The verb that is meant. 不满意，要复查: what has a window comes first."""
    verb = verb_of(reading.intent)
    if verb == "rate" and any(each in words for each in _REVIEWS):
        verb = "review"
    recheck = reading.value == "recheck" or "复核" in words
    return "recheck" if verb == "review" and recheck else verb


async def _answered_without_one(
    message: Message, desk: Desk, verb: str, reading: IntentReading, words: str
) -> bool:
    """Whether words about a case were answered where there is none: a question by the guide, thanks by thanks."""
    if verb == "show" and not reading.number:
        return await questions.from_guide(message, words, desk)
    if verb == "solved":
        await message.answer(text("free-thanks"), reply_markup=await menus.first(desk))
        return True
    return False


def _meant(rows: list[CaseRow], verb: str, words: str, reading: IntentReading) -> list[CaseRow]:
    """Those of somebody's cases that the words may mean: by their number, or the closed ones by 办结."""
    if reading.number:
        rows = [row for row in rows if own_cases.is_meant(row, reading.number)] or rows
    if verb == "show" and any(each in words for each in _CLOSED):
        rows = [row for row in rows if not row.is_open or row.state in ANSWERED] or rows
    return rows


async def choose(
    message: Message, desk: Desk, state: FSMContext, verb: str, rows: list[CaseRow], words: str = ""
) -> None:
    """With one case that allows it, do it; with several ask once; with none say what can be done instead."""
    fitting = [row for row in rows[:LOOKED_AT] if await allows(desk, row, verb)]
    if verb in ("show", "supplement") and len(still := [row for row in fitting if row.is_open]) == 1:
        fitting = still
    if len(fitting) == 1:
        await do(message, desk, state, verb, fitting[0], words)
    elif fitting:
        options: list[Option] = [
            (case_card.headline(row, desk), Case(do=verb, case=row.id)) for row in fitting[:OFFERED]
        ]
        home = [(LEAVE, (text("opt-home"), Go(to="home")))]
        await message.answer(text(f"which-{verb}"), reply_markup=numbered(options, fixed=home))
    elif rows:
        await cannot(message, desk, verb, rows[0])
    else:
        await none_here(message, state)


async def none_here(message: Message, state: FSMContext) -> None:
    """No case is known in this chat: by its number, or a new matter."""
    await state.set_state(status.Asking.number)
    options: list[Option] = [(text("opt-case-new"), Go(to="file"))]
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("case-none"), reply_markup=numbered(options, fixed=home))


async def allows(desk: Desk, case: CaseRow, verb: str) -> bool:
    """Whether the case is in a state for it, by the same table of moves that refuses the rest."""
    if verb == "show":
        return True
    if verb in ("solved", "unsolved"):
        return case.state in ANSWERED
    return verb in await case_card.doable(desk, case)


async def cannot(message: Message, desk: Desk, verb: str, case: CaseRow) -> None:
    """Name the case and its state, and offer what can be done."""
    possible = [each for each in await case_card.doable(desk, case) if each in _INSTEAD]
    if case.state in ANSWERED:
        possible.insert(0, "unsolved")
    label = {"unsolved": text("opt-callback-unsolved")}
    options: list[Option] = [(text("opt-show"), Case(do="show", case=case.id))]
    options += [
        (label.get(each) or text(f"opt-case-{each}"), Case(do=each, case=case.id)) for each in possible[:3]
    ]
    options.append((text("opt-case-new"), Go(to="file")))
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    words = text(
        "case-not-now", number=case.number, state=case_card.state_label(case), verb=text(f"verb-{verb}")
    )
    await message.answer(words, reply_markup=numbered(options, fixed=home))


_INSTEAD = ("supplement", "urge", "review", "recheck", "rate", "undo")


async def do(message: Message, desk: Desk, state: FSMContext, verb: str, case: CaseRow, words: str) -> None:
    """Do it with this case. What changes a matter for good asks before."""
    if verb in ("review", "recheck"):
        wanted = await cases.texts(await desk.read(), case.id, TextKind.REQUEST)
        own = [each.body for each in wanted[-1:] if each.body]
        await rating.prepare_review(
            message, desk, state, case, verb, "\n".join([*own, words] if words else [])
        )
    elif verb == "supplement" and words and adding.says_something(words):
        await adding.add_words(desk, state, case, words, message)
    else:
        await _DO[verb](message, desk, state, case)


async def _show(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    await state.set_state(None)
    await case_card.show(message, desk, case)


_DO: dict[str, Doing] = {
    "show": _show, "supplement": adding.ask_for_more, "urge": supplement.urge_now,
    "withdraw": supplement.ask_withdraw, "undo": supplement.ask_undo, "rate": rating.ask_whom,
    "solved": rating.tell_solved, "unsolved": rating.tell_unsolved,
}  # fmt: skip
