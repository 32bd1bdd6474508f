"""Rules that administrators change without a release: proposed, measured, published, rolled back.

Nothing goes live before its effect on real cases was measured, nor on top of rules that were published
meanwhile. Every version is kept; so are holiday notices, as they were loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Refusal
from casework.wording import text
from storage.rows import add, many, one, table, upsert
from storage.tables.public_rows import HolidayYear, ProposalState, RuleArea, RuleProposal, RulePublication

proposals = table("rule_proposals")
publications = table("rule_publications")
years = table("holiday_years")


@dataclass(frozen=True)
class InForce:
    """The rules of an area as they are now. Version 0 is what the program ships with, and has no body."""

    version: int
    body: Any


async def current(session: AsyncSession, area: RuleArea) -> InForce:
    """What is in force in an area."""
    newest = select(RulePublication).where(publications.c.area == area.value)
    found = await one(session, newest.order_by(publications.c.n.desc()))
    return InForce(found.n, found.body) if found else InForce(0, None)


async def history(session: AsyncSession, area: RuleArea, limit: int = 50) -> list[RulePublication]:
    """The versions of an area, newest first."""
    wanted = select(RulePublication).where(publications.c.area == area.value)
    return await many(session, wanted.order_by(publications.c.n.desc()).limit(limit))


async def propose(
    session: AsyncSession, area: RuleArea, title: str, body: Any, *, by: int, now: datetime
) -> int:
    """Suggest the whole new content of an area; gives the proposal's id. `by` is a staff id."""
    base = (await current(session, area)).version
    return await add(session, proposals, area=area.value, title=title, base=base, body=body, by=by, at=now)


async def note_effect(
    session: AsyncSession, proposal_id: int, effect: Mapping[str, Any], now: datetime
) -> None:
    """Keep what the proposal would have done to the last cases (the replay's report)."""
    waiting = (ProposalState.PROPOSED.value, ProposalState.MEASURED.value)
    await session.execute(
        update(proposals)
        .where(proposals.c.id == proposal_id, proposals.c.state.in_(waiting))
        .values(effect=dict(effect), effect_at=now, state=ProposalState.MEASURED.value)
    )


async def publish(session: AsyncSession, proposal_id: int, *, by: int, now: datetime) -> InForce:
    """Put a measured proposal in force.

    Raises `Refusal` without a measured effect, twice, or when the area has changed since it was proposed: its
    effect was measured against other rules then.
    """
    found = await proposal(session, proposal_id)
    if found.state != ProposalState.MEASURED.value:
        raise Refusal(text("records-rule-not-measured"))
    area = RuleArea(found.area)
    await _publish(session, area, found.base, found.body, by=by, now=now, proposal_id=proposal_id)
    await _set_state(session, proposal_id, ProposalState.PUBLISHED)
    return InForce(found.base + 1, found.body)


async def drop(session: AsyncSession, proposal_id: int) -> None:
    """Put a proposal aside: it stays on record and can no longer be published."""
    await _set_state(session, proposal_id, ProposalState.DROPPED)


async def proposal(session: AsyncSession, proposal_id: int) -> RuleProposal:
    """The proposal of an id. Raises `LookupError`."""
    found = await one(session, select(RuleProposal).where(proposals.c.id == proposal_id))
    if found is None:
        raise LookupError(f"no proposal {proposal_id}")
    return found


async def waiting(session: AsyncSession) -> list[RuleProposal]:
    """Proposals that are neither published nor dropped, oldest first."""
    states = (ProposalState.PROPOSED.value, ProposalState.MEASURED.value)
    wanted = select(RuleProposal).where(proposals.c.state.in_(states))
    return await many(session, wanted.order_by(proposals.c.id))


async def load_year(session: AsyncSession, body: Mapping[str, Any], source: str, now: datetime) -> None:
    """Keep a year's holiday notice (holiday-cn schema: `year`, `days` of `name`, `date`, `isOffDay`).

    Raises `ValueError` when it is not of that form.
    """
    year, days = body.get("year"), body.get("days")
    if not isinstance(year, int) or not isinstance(days, list):
        raise ValueError("not a holiday notice: year and days are missing")
    row = {"year": year, "body": dict(body), "source": source, "loaded_at": now}
    await upsert(session, HolidayYear, row, on=("year",), change=("body", "source", "loaded_at"))


async def holiday_years(session: AsyncSession) -> list[HolidayYear]:
    """The notices that were loaded, by year; `body` is what the working calendar is built from."""
    return await many(session, select(HolidayYear).order_by(years.c.year))


async def _publish(
    session: AsyncSession,
    area: RuleArea,
    base: int,
    body: Any,
    *,
    by: int,
    now: datetime,
    proposal_id: int,
) -> None:
    newest = select(func.max(publications.c.n)).where(publications.c.area == area.value)
    if (await session.scalar(newest) or 0) != base:
        raise Refusal(text("records-rule-overtaken"))
    await session.execute(
        insert(publications).values(
            area=area.value,
            n=base + 1,
            body=body,
            proposal_id=proposal_id,
            by=by,
            at=now,
        )
    )


async def _set_state(session: AsyncSession, proposal_id: int, state: ProposalState) -> None:
    await session.execute(update(proposals).where(proposals.c.id == proposal_id).values(state=state.value))
