"""同类事项: the press that treats the other cases of a joint matter alike, and the list of them.

Each case gets its own move, under its own guards, with its own notice, days and documents; one that cannot be treated
alike is named with the reason and stays as it is.
"""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from casework import numbering
from casework.petition import Refusal
from casework.reply import overall
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from handlers.staff import alike, making, replies
from handlers.staff.form import Form, label_of
from handlers.staff.replies import Reply
from services import access, case_file, joint
from services.buttons import Act, Option, plain
from services.context import Desk
from storage import cases, joints
from storage.tables.case_rows import Case as CaseRow

on = Registry("staff.alike")


@on.press(alike.AlikeButton, filters.Private())
async def all_alike(
    query: CallbackQuery, callback_data: alike.AlikeButton, desk: Desk, state: FSMContext
) -> None:
    """Treat the others alike: each by a move of its own; those that refuse are named with their reason."""
    done = await alike.Alike.of(state)
    message = filters.message_of(query)
    if done is None or done.case != callback_data.case:
        await message.answer(text("alike-gone"))
        return
    await alike.Alike.forget(state)
    case, _ = await access.standing(desk, done.case)
    found = await alike.others(desk, case, done)
    refused: list[str] = []
    for other in found[: alike.AT_ONCE]:
        try:
            await treat(desk, other, done)
        except Refusal as refusal:
            refused.append(text("alike-refused", number=other.number, why=refusal.sentence))
    made = len(found[: alike.AT_ONCE]) - len(refused)
    await message.answer("\n".join([text("alike-done", count=made, what=label_of(done.event)), *refused]))
    if len(found) > alike.AT_ONCE:
        await alike.put(desk, state, case, done)


async def treat(desk: Desk, other: CaseRow, done: alike.Alike) -> None:
    """One case, in the same role. Raises `Refusal` before anything of it is written."""
    case, actors = await access.standing(desk, other.id)
    actor = next((each for each in actors if each.staff_id == done.staff), None)
    if actor is None:
        raise access.no_standing()
    if done.event == "answer":
        await replies.give(desk, case, actor, await answer_for(desk, case, Reply(**done.facts)))
    else:
        await making.make(desk, case, Form(done.event, case.id, done.staff, facts=dict(done.facts)), actor)


async def answer_for(desk: Desk, case: CaseRow, given: Reply) -> Reply:
    """The same answer for another case: each of its own demands is decided as the whole was."""
    listed = await cases.demands(await desk.read(), case.id)
    decided = overall(replies.drafted(given, [])).value
    outcomes = {str(each.n): decided for each in listed} or {"1": decided}
    return Reply(case.id, given.staff, outcomes, given.facts, given.opinion, given.basis)


@on.press(Act, do="joint")
async def listed(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """同类事项: numbers and states of the cases that are worked on together; who they are is in each case alone."""
    case, _ = await access.standing(desk, callback_data.case)
    together = await joint.of_case(desk.turn, case)
    if together is None:
        raise Refusal(text("refuse-not-grouped"))
    units = await case_file.units(desk.turn)
    lines = [
        text("joint-list", count=len(together.members), representatives=len(together.elected)),
        *(
            text(
                "joint-list-representative" if row.id in together.elected else "joint-list-one",
                number=row.number,
                state=text(f"state-{row.state}"),
                unit=units[row.unit_id].short_name if row.unit_id in units else text("leader-at-bureau"),
            )
            for row in await joints.cases_of(await desk.read(), together.joint_id)
        ),
    ]
    rows = await joints.cases_of(await desk.read(), together.joint_id)
    options: list[Option] = [
        (f"{numbering.serial_of(row.number):05}", Act(do="open", case=row.id))
        for row in rows[: alike.AT_ONCE]
    ]
    desk.say_in_private("\n".join(lines), plain(options, per_row=4), case_id=case.id, protect=False)
