"""同类事项: after a move on one case of a joint matter the same is offered for the others that stand there."""

from dataclasses import asdict, dataclass, field
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext

from casework.petition import Actor, Refusal
from casework.wording import text
from handlers.staff.form import Form, label_of
from handlers.staff.replies import Reply
from services import access, cards, case_file, joint, record
from services.buttons import Act, Option, plain
from services.context import Desk
from services.kept import Kept
from storage import joints
from storage.tables.case_rows import Case as CaseRow

EVENTS = (
    "sign",
    "propose_simple",
    "transfer",
    "assign",
    "accept",
    "note",
    "answer",
    "answer_now",
    "executed",
)
"""Moves that say the same of every case of one matter."""
AT_ONCE = 20
"""So many cases in one transaction: nobody else waits long for the one writer."""


class AlikeButton(CallbackData, prefix="al"):
    """Do with the others of the joint matter what was done with this case."""

    case: int


@dataclass
class Alike(Kept):
    """What was just done, and with which case: the same may be done with the others."""

    KEY = "alike"

    event: str
    case: int
    staff: int
    was: str
    facts: dict[str, Any] = field(default_factory=dict)


async def offer(desk: Desk, state: FSMContext, case: CaseRow, opened: Form, was: str) -> None:
    """After a move on one case: the others that stand where it stood, and the press that treats them alike."""
    await put(desk, state, case, Alike(opened.event, case.id, opened.staff, was, dict(opened.facts)))


async def offer_answer(
    desk: Desk, state: FSMContext, case: CaseRow, actor: Actor, opened: Reply, was: str
) -> None:
    """The same after a written answer that went out."""
    assert actor.staff_id is not None
    await put(desk, state, case, Alike("answer", case.id, actor.staff_id, was, asdict(opened)))


async def put(desk: Desk, state: FSMContext, case: CaseRow, done: Alike) -> None:
    if done.event not in EVENTS or desk.group:
        return
    found = await others(desk, case, done)
    if found:
        await done.keep(state)
        words = text("alike-offer", count=len(found), what=label_of(done.event))
        options: list[Option] = [
            (text("alike-opt-all", count=min(len(found), AT_ONCE)), AlikeButton(case=case.id)),
            (text("act-joint"), Act(do="joint", case=case.id)),
        ]
        desk.say(words, keyboard=plain(options, per_row=1))


async def others(desk: Desk, case: CaseRow, done: Alike) -> list[CaseRow]:
    """The other cases of the joint matter that stand where this one stood and that this officer may move alike."""
    together = await joint.of_case(desk.turn, case)
    if together is None:
        return []
    found = []
    for other in await joints.cases_of(await desk.read(), together.joint_id):
        if other.id != case.id and other.state == done.was and await _may(desk, other, done):
            found.append(other)
    return found


async def _may(desk: Desk, other: CaseRow, done: Alike) -> bool:
    try:
        other, actors = await access.standing(desk, other.id)
    except Refusal:
        return False
    mine = [each for each in actors if each.staff_id == done.staff]
    offers = await record.offers(case_file.of(desk.turn, other))
    return done.event in cards.open_moves(other, mine, desk.now, offers)
