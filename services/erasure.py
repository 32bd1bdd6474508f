"""到期销毁: what closed cases say is erased when their time is over and two administrators have agreed; the facts stay.

Archives are kept as long as the law says and are destroyed by a decision (档案鉴定销毁), never by a clock alone. The
audit log has a line for each erased case: that is the register of what was destroyed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework import officerules
from casework.petition import Refusal, Role
from casework.wording import text
from services import access, dates, letters
from services.buttons import Erasure, plain
from services.context import Desk, OfficeContext
from services.letters import Letter
from storage import audit, cases, office
from storage.tables.office_rows import Staff
from storage.turn import Turn

KEPT = timedelta(days=officerules.days("case_kept"))
PLAN = "erasure.plan"
"""What was proposed, and whether it was agreed to: an office value while it is under way."""
STEP = 20
"""Cases a turn: the writer is held for a moment only."""
MONTHLY = "%Y-%m"


@dataclass(frozen=True)
class ErasurePlan:
    """A proposal to erase what was closed before a moment, and who made and agreed to it (staff ids)."""

    closed_before: datetime
    count: int
    by: int
    second: int | None = None

    @classmethod
    def read(cls, value: Any) -> "ErasurePlan | None":
        """The plan as it is stored; None when there is none."""
        if not isinstance(value, dict):
            return None
        moment = datetime.fromisoformat(value["closed_before"])
        return cls(moment, value["count"], value["by"], value.get("second"))

    @property
    def stored(self) -> dict[str, Any]:
        """As an office value keeps it."""
        return {
            "closed_before": self.closed_before.isoformat(),
            "count": self.count,
            "by": self.by,
            "second": self.second,
        }


async def plan(session: AsyncSession) -> ErasurePlan | None:
    """What is proposed or under way."""
    return ErasurePlan.read(await office.value(session, PLAN))


async def due(session: AsyncSession, now: datetime) -> int:
    """How many cases could be erased now; nothing is touched."""
    return await cases.ripe_count(session, now - KEPT)


async def remind(turn: Turn, context: OfficeContext) -> None:
    """Once a month every administrator hears how many cases could be erased. Called once an office day."""
    session = await turn.write()
    count = await due(session, turn.now)
    if not count or await plan(session) is not None:
        return
    letter = Letter(lambda: text("erasure-due", count=count, years=KEPT.days // 365))
    month = dates.local(turn.now).strftime(MONTHLY)
    await letters.to_staff(turn, await office.staff_with(session, Role.ADMIN), letter, f"erasure:{month}")


async def propose(desk: Desk, by: int) -> int:
    """An administrator proposes to erase what is ripe; every other administrator is asked. Gives how many cases.

    Raises `Refusal` when nothing is ripe, and while another proposal is open.
    """
    session = await desk.write()
    count = await due(session, desk.now)
    if not count:
        raise Refusal(text("erasure-none"))
    if await plan(session) is not None:
        raise Refusal(text("erasure-open"))
    made = ErasurePlan(desk.now - KEPT, count, by)
    await office.set_value(session, PLAN, made.stored)
    own = await office.staff(session, by)
    label = own.label if own is not None else ""
    letter = Letter(
        lambda: text("erasure-ask", who=label, count=count, years=KEPT.days // 365),
        lambda: plain([(text(f"erasure-opt-{do}"), Erasure(do=do)) for do in ("yes", "no")]),
    )
    others = [each for each in await office.staff_with(session, Role.ADMIN) if not _same(own, each)]
    await letters.to_staff(desk.turn, others, letter, f"erasure:{desk.turn.key}")
    return count


async def decide(desk: Desk, by: int, agreed: bool) -> ErasurePlan:
    """Another person agrees or declines. Raises `Refusal` for the proposer, and when nothing is open."""
    session = await desk.write()
    open_plan = await plan(session)
    if open_plan is None or open_plan.second is not None:
        raise Refusal(text("erasure-gone"))
    proposer, second = await office.staff(session, open_plan.by), await office.staff(session, by)
    if _same(proposer, second):
        raise Refusal(text("erasure-own"))
    decided = ErasurePlan(open_plan.closed_before, open_plan.count, open_plan.by, by) if agreed else None
    await office.set_value(session, PLAN, decided.stored if decided else None)
    return open_plan


def _same(one: Staff | None, other: Staff | None) -> bool:
    if one is None or other is None:
        return True
    return access.actor(one).is_same_person(access.actor(other))


async def step(turn: Turn, context: OfficeContext) -> bool:
    """Erase some of what was agreed to, each with its line in the audit log; whether more is left."""
    session = await turn.write()
    agreed = await plan(session)
    if agreed is None or agreed.second is None:
        return False
    second = await office.staff(session, agreed.second)
    ids = await cases.ripe(session, agreed.closed_before, limit=STEP)
    for case_id in ids:
        for file_id in await cases.erase(session, case_id):
            await context.files.erase(session, file_id, turn.now)
        if second is not None:
            await audit.write(
                session, access.actor(second), "erased", at=turn.now, case_id=case_id, proposed_by=agreed.by
            )
    if len(ids) < STEP:
        await office.set_value(session, PLAN, None)
    return len(ids) == STEP


async def under_way(session: AsyncSession) -> bool:
    """Whether something was agreed to and waits to be erased."""
    open_plan = await plan(session)
    return open_plan is not None and open_plan.second is not None
