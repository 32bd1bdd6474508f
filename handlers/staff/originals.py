"""取原件: a citizen's files as they came, where a copy does not do; who and why stands in the audit log."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from services import access, officer_files
from services.buttons import Act, Option, plain
from services.context import Desk
from storage import audit, cases
from storage.tables.case_rows import Case as CaseRow

on = Registry("staff.originals", private=True)

GIVEN_TO = (Role.CLERK, Role.HEAD, Role.REVIEWER, Role.SEALED)
"""Whoever passes a matter on, answers for it, or decides on it; a handler works with the copies."""
WHY = ("appraisal", "handing", "court")


class Original(CallbackData, prefix="og"):
    """The files of a case as they came, and what for."""

    case: int
    why: str


def offered(case: CaseRow, actors: Sequence[Actor], desk: Desk) -> list[Option]:
    """The button, for whom and where there may be an original at all."""
    if case.anonymous or desk.channel != "web" or not any(each.role in GIVEN_TO for each in actors):
        return []
    return [(text("act-original"), Act(do="original", case=case.id))]


async def allowed(desk: Desk, case_id: int) -> CaseRow:
    """The case, if this officer may have its originals. Never of who stays anonymous, and never abroad."""
    case, actors = await access.standing(desk, case_id)
    if not any(each.role in GIVEN_TO for each in actors):
        raise Refusal(text("original-not-yours"))
    if case.anonymous:
        raise Refusal(text("original-anonymous"))
    if desk.channel != "web":
        raise Refusal(text("original-not-abroad"))
    return case


@on.press(Act, do="original")
async def ask_why(query: CallbackQuery, callback_data: Act, desk: Desk) -> None:
    """An original tells more than its copy: what it is needed for is asked first."""
    case = await allowed(desk, callback_data.case)
    options: list[Option] = [(text(f"original-why-{why}"), Original(case=case.id, why=why)) for why in WHY]
    await filters.message_of(query).answer(
        text("original-ask", number=case.number), reply_markup=plain(options)
    )


@on.press(Original, why=WHY)
async def give(query: CallbackQuery, callback_data: Original, desk: Desk) -> None:
    """Hand them out; it is audited, and the citizen reads in 谁看过 that somebody looked."""
    case = await allowed(desk, callback_data.case)
    _, actors = await access.standing(desk, case.id)
    actor = next(each for each in actors if each.role in GIVEN_TO)
    made = await officer_files.originals(desk, case)
    session = await desk.write()
    await audit.write(
        session, actor, "originals", at=desk.now, case_id=case.id, why=callback_data.why, count=len(made)
    )
    await cases.add_view(session, case.id, actor, "originals", desk.now)
    await officer_files.send(desk, case, made)
