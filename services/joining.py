"""Joint matters in life: cases put together and taken apart, each with its own event; representatives are told.

Cases are put together, never people: whoever files learns of the others that they are there, and nothing else. Who
represents follows from what those who take part tapped, and is told to whoever became or stopped being one.
"""

from casework.petition import CITIZEN, SYSTEM, Refusal
from casework.wording import text
from services import cards, case_file, joint, letters, moves, notify, record
from services.buttons import Case, plain
from services.context import OfficeContext
from services.joint import Together
from services.letters import Letter
from storage import cases, joints
from storage.tables.case_rows import Case as CaseRow
from storage.turn import Turn


async def put_beside(turn: Turn, context: OfficeContext, case: CaseRow, other_id: int) -> None:
    """Keep a case, whose `group` is being recorded, together with another; which is told the same if it stood alone.

    Raises `Refusal` where the other cannot be put together with anything.
    """
    session = await turn.write()
    other = await cases.by_id(session, other_id)
    if other is None or other.sealed or other.id == case.id:
        raise Refusal(text("form-no-case"))
    member = await joints.of_case(session, other.id)
    if member is None:
        joint_id = await joints.begin(session, other, turn.now)
        await moves.make(turn, context, other, "group", by=SYSTEM, with_case=case.id)
    else:
        joint_id = member.joint_id
    await joints.put(session, joint_id, case.id, turn.now)
    await _redraw(turn, context, joint_id, case)


async def _redraw(turn: Turn, context: OfficeContext, joint_id: int, case: CaseRow) -> None:
    """The cards of a joint matter's cases say how many they are; beyond `cards.MANY` only the newest changes."""
    found = await joints.cases_of(await turn.read(), joint_id)
    for each in found if len(found) <= cards.MANY else [case]:
        await notify.redraw_known(turn, context, each, f"joint:{turn.key}:{each.id}:{len(found)}")


async def join(turn: Turn, context: OfficeContext, case: CaseRow, other_id: int) -> CaseRow:
    """Whoever files says that theirs is the matter of others: both are put together, and they take part from the start.

    Where the other stands alone by its citizen's wish, or is over, the new case stands alone too.
    """
    session = await turn.write()
    other = await cases.by_id(session, other_id)
    if other is None or not other.is_open or other.sealed or not await _fits(turn, context, other):
        return case
    await put_beside(turn, context, case, other_id)
    if case.owner_id is not None:
        await joints.take_part(session, case.id, turn.now)
    return await moves.make(turn, context, case, "group", by=CITIZEN, quietly=True, with_case=other_id)


async def _fits(turn: Turn, context: OfficeContext, other: CaseRow) -> bool:
    """Whether another case belongs to a joint matter, or may."""
    events = await case_file.of(turn, other).events()
    return bool(record.grouped(events)) or not record.left_alone(events)


async def take_out(turn: Turn, context: OfficeContext, case: CaseRow) -> None:
    """A case is worked on apart from now on; whoever represented for it does so no more."""
    before = await joint.of_case(turn, case)
    await joints.drop(await turn.write(), case.id)
    if before is not None:
        await tell_changes(turn, before)
        await _redraw(turn, context, before.joint_id, case)
        await notify.redraw_known(turn, context, case, f"joint:{turn.key}:{case.id}:0")


async def tell_changes(turn: Turn, before: Together) -> None:
    """Whoever became a representative, or is none any more, is told so in the chat the case was filed in."""
    after = await joint.read(turn, before.joint_id)
    for case_id in set(before.elected) ^ set(after.elected):
        case = await cases.by_id(await turn.read(), case_id)
        if case is None or case.owner_id is None:
            continue
        key = "joint-elected" if case_id in after.elected else "joint-not-elected"
        await letters.to_person(turn, case.owner_id, _told(key, case), f"{key}:{case_id}:{turn.key}")


def _told(key: str, case: CaseRow) -> Letter:
    return Letter(
        lambda: text(key, number=case.number),
        lambda: plain([(text("opt-case-joint"), Case(do="joint", case=case.id))]),
        case.id,
    )
