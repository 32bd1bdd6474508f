"""Whether a citizen's statutory window is still open, for showing a button; the rules decide again at the press."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case

UNDO_DAYS = 7


async def window_open(session: AsyncSession, case: Case, desk: Desk, clock: str) -> bool:
    """Whether a citizen's clock (C7 复查, C9 复核, E1 评价) runs and today is within its rolled limit."""
    running = await cases.clocks(session, case.id, running_only=True)
    return any(each.clock == clock and desk.today <= each.rolled_limit for each in running)


async def may_ask_review(session: AsyncSession, case: Case, desk: Desk) -> bool:
    """复查: 30 days from the written answer (Art. 35)."""
    return await window_open(session, case, desk, "C7")


async def may_ask_recheck(session: AsyncSession, case: Case, desk: Desk) -> bool:
    """复核: 30 days from the 复查 answer (Art. 36)."""
    return await window_open(session, case, desk, "C9")


async def may_rate(session: AsyncSession, case: Case, desk: Desk) -> bool:
    """评价: within the configured window; a rating may be changed until it closes."""
    return await window_open(session, case, desk, "E1")


def may_undo(case: Case, desk: Desk) -> bool:
    """A withdrawal can be taken back for seven days."""
    return case.closed_at is not None and desk.now - case.closed_at <= timedelta(days=UNDO_DAYS)
