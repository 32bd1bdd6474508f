"""推选代表: whoever filed a case of a joint matter sees that there are others, takes part in choosing, and may leave.

Everything here is a press of their own, in the account that filed the case. Others are read only by what they wrote
for the others to read; who chose whom is shown to nobody.
"""

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import CITIZEN, Refusal
from casework.representatives import MOST
from casework.wording import text
from handlers import filters
from handlers.citizen.status import changeable, filed_here
from handlers.line import About, Line
from handlers.registry import Registry
from nlp.redact import redact
from services import joining, joint, moves
from services.buttons import LEAVE, Case, Go, Option, menu, numbered
from services.context import Desk
from services.joint import Together
from storage import joints
from storage.tables.case_rows import Case as CaseRow
from storage.tables.joint_rows import JointMember

on = Registry("citizen.together", private=True)

NAME = Line("Together:name")
"""What the others may call whoever is ready to represent."""
SHORTEST, LONGEST = 2, 20
SHOWN = 8


class TogetherButton(CallbackData, prefix="tg"):
    """Take part in choosing; `no` is another's number in the joint matter."""

    do: str
    case: int
    no: int = 0


@on.press(Case, do="joint")
async def board_pressed(query: CallbackQuery, callback_data: Case, desk: Desk) -> None:
    """一起的件: how many there are, who represents, and what can be tapped."""
    await show(filters.message_of(query), desk, await filed_here(desk, callback_data.case))


async def show(message: Message, desk: Desk, case: CaseRow) -> None:
    """The joint matter as this citizen may know it."""
    together, mine = await standing(desk, case)
    lines = [text("joint-board", number=case.number, others=len(together.members) - 1)]
    names = "、".join(called(each) for each in together.representing)
    lines.append(text("joint-representatives" if names else "joint-none-yet", names=names))
    joined = sum(each.joined_at is not None for each in together.members)
    lines.append(text("joint-how", most=MOST, joined=joined))
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer("\n".join(lines), reply_markup=numbered(options(together, mine), fixed=home))


async def standing(desk: Desk, case: CaseRow) -> tuple[Together, JointMember]:
    """The joint matter of a case and the case's place in it. Raises `Refusal` when there is none."""
    together = await joint.of_case(desk.turn, case)
    mine = together.of(case.id) if together is not None else None
    if together is None or mine is None or case.sealed:
        raise Refusal(text("refuse-not-grouped"))
    return together, mine


def called(member: JointMember) -> str:
    """What the others read of somebody who is ready to represent."""
    return text("joint-called", no=member.no, name=member.known_as or "")


def options(together: Together, mine: JointMember) -> list[Option]:
    """What may be tapped: to take part; then whom to choose, to be ready oneself, and to stop."""
    case_id = mine.case_id
    alone: Option = (text("opt-case-leave"), Case(do="leave", case=case_id))
    if mine.joined_at is None:
        return [(text("opt-joint-join"), TogetherButton(do="join", case=case_id)), alone]
    chosen = together.chose(case_id)
    ready = [each for each in together.members if each.stood_at is not None and each.case_id != case_id]
    found: list[Option] = [
        (
            text("opt-joint-unchoose" if each.case_id in chosen else "opt-joint-choose", who=called(each)),
            TogetherButton(do="choose", case=case_id, no=each.no),
        )
        for each in ready[:SHOWN]
    ]
    own = "sit" if mine.stood_at is not None else "stand"
    found.append((text(f"opt-joint-{own}"), TogetherButton(do=own, case=case_id)))
    return [*found, (text("opt-joint-quit"), TogetherButton(do="quit", case=case_id)), alone]


@on.press(TogetherButton, do=("join", "quit", "sit"))
async def part(query: CallbackQuery, callback_data: TogetherButton, desk: Desk) -> None:
    """Take part, or no more; be ready to represent no more."""
    case = await filed_here(desk, callback_data.case)
    before, mine = await standing(desk, case)
    session = await desk.write()
    if callback_data.do == "join":
        await joints.take_part(session, case.id, mine.joined_at or desk.now)
    elif callback_data.do == "quit":
        await joints.take_part(session, case.id, None)
    else:
        await joints.stand(session, case.id, None, None)
    await joining.tell_changes(desk.turn, before)
    await show(filters.message_of(query), desk, case)


@on.press(TogetherButton, do="stand")
async def ready(query: CallbackQuery, callback_data: TogetherButton, desk: Desk, state: FSMContext) -> None:
    """我愿意当代表: under what name is for oneself to say."""
    case = await filed_here(desk, callback_data.case)
    await taking_part(desk, case)
    await NAME.ask(state, case=case.id)
    await filters.message_of(query).answer(text("ask-joint-name"))


async def taking_part(desk: Desk, case: CaseRow) -> tuple[Together, JointMember]:
    """As `standing`, for whoever takes part in choosing."""
    together, mine = await standing(desk, case)
    if mine.joined_at is None:
        raise Refusal(text("joint-join-first"))
    return together, mine


@on.line(NAME)
async def named(message: Message, words: str, about: About, desk: Desk) -> None:
    """What the others will read; a telephone or a number of a card is none of it."""
    name = " ".join(words.split())
    if not SHORTEST <= len(name) <= LONGEST or redact(name).text != name:
        raise Refusal(text("joint-name-bad", least=SHORTEST, most=LONGEST))
    case = await filed_here(desk, about["case"])
    await taking_part(desk, case)
    await joints.stand(await desk.write(), case.id, name, desk.now)
    await message.answer(text("joint-ready", name=name))
    await show(message, desk, case)


@on.press(TogetherButton, do="choose")
async def choose(query: CallbackQuery, callback_data: TogetherButton, desk: Desk) -> None:
    """Choose somebody who is ready, or take it back; at most as many as may represent."""
    case = await filed_here(desk, callback_data.case)
    before, _ = await taking_part(desk, case)
    other = before.numbered(callback_data.no)
    if other is None or other.stood_at is None or other.case_id == case.id:
        raise Refusal(text("error-old-button"))
    chosen = before.chose(case.id)
    wanted = other.case_id not in chosen
    if wanted and len(chosen) >= MOST:
        raise Refusal(text("joint-enough", most=MOST))
    await joints.choose(await desk.write(), case.id, other.case_id, wanted=wanted)
    await joining.tell_changes(desk.turn, before)
    await show(filters.message_of(query), desk, case)


@on.press(Case, do="leave")
async def leave(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """单独办理: at any time; the case keeps its number, its days and its rights, and is not put together again."""
    case = await changeable(desk, state, callback_data.case)
    await moves.make(desk.turn, desk.context, case, "ungroup", by=CITIZEN, quietly=True)
    await joining.take_out(desk.turn, desk.context, case)
    await filters.message_of(query).answer(text("left-incident", number=case.number), reply_markup=menu())
