"""签发: the unit's head signs what the handler drafted, or gives it back with a reason (Art. 32, 34).

The head gets the whole text in private. Signing answers the matter in the head's name, on that day: the limit is
kept or missed by the signature. A unit without a head is said to handler, bureau and administrators at once.
"""

from collections.abc import Callable

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from casework import guards
from casework.petition import Actor, Refusal, Role
from casework.reply import overall
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from handlers.staff import alike, replies
from handlers.staff.replies import Reply
from services import access, case_file, letters, moves, notify, record
from services.buttons import Act, Sign, plain
from services.context import Desk
from services.letters import Letter
from storage import cases, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseDemand, CaseEvent
from storage.tables.office_rows import Staff

on = Registry("staff.signing")


def needs_head(desk: Desk, actor: Actor) -> bool:
    """Whether somebody else has to sign what this officer writes."""
    return desk.context.head_signs and actor.role is not Role.HEAD


async def submit(desk: Desk, case: CaseRow, actor: Actor, opened: Reply) -> None:
    """送签: keep the draft, record that it waits, and put it before the heads of the unit."""
    draft = await replies.checked(desk, case, opened)
    draft_id = await replies.keep(desk, case, actor, opened)
    await moves.make(
        desk.turn, desk.context, case, "draft_answer", by=actor, outcome=overall(draft).value, draft=draft_id
    )
    listed = await cases.demands(await desk.read(), case.id)
    letter = Letter(
        lambda: to_sign(desk, case, opened, listed, actor.label),
        lambda: signing_buttons(case, draft_id),
        case.id,
        protect=True,
    )
    if await letters.to_staff(desk.turn, await heads(desk, case), letter, f"draft:{draft_id}"):
        desk.say(text("sign-submitted", number=case.number))
    else:
        await nobody_signs(desk, case)


async def heads(desk: Desk, case: CaseRow) -> list[Staff]:
    """The heads of the case's unit who have not stepped back from it."""
    session = await desk.read()
    recused = {row.staff_id for row in await cases.recused(session, case.id)}
    return [
        each for each in await office.staff_with(session, Role.HEAD, case.unit_id) if each.id not in recused
    ]


def to_sign(desk: Desk, case: CaseRow, opened: Reply, listed: list[CaseDemand], author: str) -> str:
    """A draft as the head reads it."""
    words = replies.composed(desk, case, replies.drafted(opened, listed))
    return f"{text('sign-title', number=case.number, who=author)}\n\n{words}"


def signing_buttons(case: CaseRow, draft_id: int) -> InlineKeyboardMarkup:
    """What a head may do with a draft."""
    options = [
        (text("sign-opt-sign"), Sign(case=case.id, draft=draft_id)),
        (text("move-return_answer"), Act(do="return_answer", case=case.id)),
        (text("sign-opt-rewrite"), Act(do="rewrite", case=case.id)),
        (text("act-open"), Act(do="open", case=case.id)),
    ]
    return plain(options)


async def nobody_signs(desk: Desk, case: CaseRow) -> None:
    """No head can be asked: the handler hears it, the bureau hears of the case, administrators of the unit."""
    session = await desk.read()
    unit = await office.unit(session, case.unit_id) if case.unit_id else None
    name = unit.short_name if unit is not None else ""
    desk.say(text("sign-no-head", number=case.number))
    bureau = Letter(lambda: text("sign-no-head-bureau", number=case.number, unit=name))
    await letters.to_bureau(desk.turn, bureau, f"no-head:{case.id}:{desk.today}")
    admins = Letter(lambda: text("sign-no-head-admin", unit=name))
    key = f"no-head:{case.unit_id}:{desk.today}"
    await letters.to_staff(desk.turn, await office.staff_with(session, Role.ADMIN), admins, key)


async def waiting(desk: Desk, case: CaseRow) -> tuple[CaseEvent, int, Reply] | None:
    """The draft that waits for a signature: its event, its id and its words."""
    event = record.waiting_draft(await case_file.of(desk.turn, case).events())
    draft_id = record.draft_of(event)
    found = await replies.kept(desk, case, draft_id)
    return (
        (event, draft_id, found) if event is not None and draft_id is not None and found is not None else None
    )


@on.press(Act, filters.Private(), do="to_sign")
async def read_to_sign(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """The drafted answer once more, as it was put before the head, with the buttons to sign it or give it back."""
    case, actors = await access.standing(desk, callback_data.case)
    if not any(each.role is Role.HEAD and each.unit_id == case.unit_id for each in actors):
        raise access.no_standing()
    found = await waiting(desk, case)
    if found is None:
        raise await too_late(desk, case)
    event, draft_id, opened = found
    listed = await cases.demands(await desk.read(), case.id)
    words = to_sign(desk, case, opened, listed, event.label)
    desk.say_in_private(words, signing_buttons(case, draft_id), case_id=case.id)


@on.press(Sign)
async def sign(query: CallbackQuery, callback_data: Sign, desk: Desk, state: FSMContext) -> None:
    """签发: exactly the draft that was read. A newer one, or a matter that moved on, is said instead."""
    case, actors = await access.standing(desk, callback_data.case)
    head = next((each for each in actors if each.role is Role.HEAD and each.unit_id == case.unit_id), None)
    if head is None:
        raise access.no_standing()
    found = await waiting(desk, case)
    if found is None or found[1] != callback_data.draft:
        raise await too_late(desk, case)
    event, _, opened = found
    was = case.state
    case = await replies.give(desk, case, head, opened, draft=callback_data.draft)
    await filters.message_of(query).answer(text("sign-done", number=case.number))
    await tell_author(desk, case, event, lambda: text("sign-done-author", number=case.number, who=head.label))
    await alike.offer_answer(desk, state, case, head, opened, was)


async def too_late(desk: Desk, case: CaseRow) -> Refusal:
    """Why a draft is not signed any more: somebody was faster, or there is a newer one."""
    done = record.last(await case_file.of(desk.turn, case).events(), "answer")
    if done is None or case.answered_at is None:
        return Refusal(text("sign-old"))
    return guards.already_done(text("sign-opt-sign"), {"done_by": done.label, "done_at": done.at})


async def returned(desk: Desk, case: CaseRow, reason: str) -> None:
    """退回修改: whoever drafted it hears why, with the way back to the text."""
    events = await case_file.of(desk.turn, case).events()
    event = record.last(events, "draft_answer")
    if event is not None:
        await tell_author(
            desk, case, event, lambda: text("sign-returned", number=case.number, reason=reason), again=True
        )


async def tell_author(
    desk: Desk, case: CaseRow, event: CaseEvent, words: Callable[[], str], *, again: bool = False
) -> None:
    """Say something, in private, to whoever drafted the answer."""
    session = await desk.read()
    author = await office.staff(session, event.staff_id) if event.staff_id is not None else None
    if author is None or not author.active:
        return
    letter = Letter(words, lambda: way_back(case) if again else notify.opening(case), case.id, protect=True)
    key = f"signing:{case.id}:{event.seq}:{desk.turn.key}"
    await letters.to_person(desk.turn, author.person_id, letter, key)


def way_back(case: CaseRow) -> InlineKeyboardMarkup:
    """The way back to the text of an answer."""
    return plain([(text("sign-opt-again"), Act(do="answer", case=case.id))])
