"""The office in counts: queues of matters, bursts of a topic, and a daily digest for the bureau's groups.

Nothing in it names a person or a single matter; small cells of topics and towns are left out.
"""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework import officerules
from casework.petition import OFFICE_ZONE
from casework.supervision import SILENT_DAYS
from casework.wording import text
from services import dates
from services.context import OfficeContext
from services.letters import Letter
from storage import figures, office, queues
from storage.queues import QUEUES, Look
from storage.turn import Turn

BURST, BURST_DAYS = officerules.least("burst"), officerules.days("burst")
"""So many matters of one topic in one place within so many days are a burst; fewer are never shown (k ≥ 5)."""
OLD = timedelta(days=officerules.days("old_case"))
DIGEST_AT = time(9, 0)
"""When the digest arrives on working days, in the office's time."""


def look(now: datetime, unit_id: int | None = None) -> Look:
    """The queues at a moment."""
    return Look(now.astimezone(OFFICE_ZONE).date(), now - timedelta(days=SILENT_DAYS), now - OLD, unit_id)


async def summary(session: AsyncSession, context: OfficeContext, now: datetime, seen: Look) -> str:
    """The queues as counts; nothing in it names a person or a single matter."""
    lines = [text("leader-title", day=dates.day(seen.today), open=await queues.open_count(session, seen))]
    for name in QUEUES:
        lines.append(
            text(
                "leader-count",
                queue=text(f"leader-queue-{name}"),
                count=await queues.count(session, name, seen),
            )
        )
    late = await queues.by_unit(session, "overdue", seen)
    if late and seen.unit_id is None:
        names = {unit.id: unit.short_name for unit in await office.units(session, inactive=True)}
        parts = [
            text("leader-unit", unit=names.get(unit or 0, text("leader-at-bureau")), count=n)
            for unit, n in late.items()
        ]
        lines.append(text("leader-late", units="、".join(parts)))
    if seen.unit_id is None:
        lines += await bursts(session, context, now)
    return "\n".join(lines)


async def bursts(session: AsyncSession, context: OfficeContext, now: datetime) -> list[str]:
    """Topics that many people of one place brought within a week: an early sign about a matter, not about them."""
    found = await figures.by_topic(session, now - timedelta(days=BURST_DAYS), now, at_least=BURST)
    shown = [(topic, town, count) for topic, town, count in found if topic]
    return [
        text(
            "leader-burst",
            topic=context.topic_name(topic),
            town=town or text("leader-anywhere"),
            days=BURST_DAYS,
            count=count,
        )
        for topic, town, count in shown[:5]
        if topic
    ]


async def send(turn: Turn, context: OfficeContext) -> None:
    """Every working day at nine the bureau's groups get the counts. Called once an office day by the ticker."""
    today = turn.now.astimezone(OFFICE_ZONE).date()
    if not context.calendar.is_workday(today).workday:
        return
    session = await turn.write()
    words = await summary(session, context, turn.now, look(turn.now))
    letter = Letter(lambda: words)
    at = datetime.combine(today, DIGEST_AT, OFFICE_ZONE)
    when: dict[str, Any] = {"not_before": max(at, turn.now), "expires_at": at + timedelta(hours=15)}
    for group in await office.group_of(session, (await office.bureau(session)).id):
        turn.say(letter.to_group(group, f"digest:{today}:{group.id}", **when))
