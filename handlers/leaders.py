"""What leaders look at: queues of matters, and a daily digest for the bureau's groups without personal data.

Queues are matters by number; the digest is counts. Small cells of topics and towns are left out of a group.
"""

from datetime import datetime, time, timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from casework import numbering
from casework.petition import OFFICE_ZONE, Actor, Role
from casework.supervision import SILENT_DAYS
from casework.wording import text
from handlers import dates, filters
from handlers.buttons import Act, Option, plain
from handlers.desk import Desk, Kit
from handlers.staff import access
from storage import figures, office, queues
from storage.outbox import Kind, Outgoing
from storage.queues import QUEUES, Look
from storage.tables.cases import Case as CaseRow
from storage.turn import Turn

router = Router(name="leaders")
router.message.filter(filters.Private())
router.callback_query.filter(filters.Private())

LOOKERS = (Role.SUPERVISOR, Role.CLERK, Role.HEAD)
BURST, BURST_DAYS = 5, 7
"""So many matters of one topic in one place within so many days are a burst; fewer are never shown (k ≥ 5)."""
LISTED = 8
"""Matters on one page of a queue: about a phone's screen."""
DIGEST_AT = time(9, 0)
"""When the digest arrives on working days, in the office's time."""


class Queue(CallbackData, prefix="q"):
    """Show one page of a queue, from 0; without a name, the overview."""

    name: str = ""
    page: int = 0


async def look_of(desk: Desk) -> tuple[Look, Actor]:
    """What this person may look at: supervisors and clerks the whole office, heads their own unit."""
    actor = await access.require(desk, *LOOKERS)
    wide = next(
        (
            each
            for each in await access.officers(desk)
            if each.role in access.OFFICE_WIDE and each.role in LOOKERS
        ),
        None,
    )
    chosen = wide or actor
    return look(desk.now, None if wide else chosen.unit_id), chosen


def look(now: datetime, unit_id: int | None = None) -> Look:
    """The queues at a moment."""
    return Look(now.astimezone(OFFICE_ZONE).date(), now - timedelta(days=SILENT_DAYS), unit_id)


@router.message(Command("queues", "督查"))
async def overview(message: Message, desk: Desk) -> None:
    """How many matters stand in each queue, late ones by unit, bursts of topics."""
    seen, _ = await look_of(desk)
    words = await summary(await desk.read(), desk.kit, desk.now, seen)
    options: list[Option] = [(text(f"leader-queue-{name}"), Queue(name=name)) for name in QUEUES]
    await message.answer(words, reply_markup=plain(options))


async def summary(session: AsyncSession, kit: Kit, now: datetime, seen: Look) -> str:
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
        lines += await bursts(session, kit, now)
    return "\n".join(lines)


async def bursts(session: AsyncSession, kit: Kit, now: datetime) -> list[str]:
    """Topics that many people of one place brought within a week: an early sign about a matter, not about them."""
    found = await figures.by_topic(session, now - timedelta(days=BURST_DAYS), now, at_least=BURST)
    shown = [(topic, town, count) for topic, town, count in found if topic]
    return [
        text(
            "leader-burst",
            topic=kit.topic_name(topic),
            town=town or text("leader-anywhere"),
            days=BURST_DAYS,
            count=count,
        )
        for topic, town, count in shown[:5]
        if topic
    ]


@router.callback_query(Queue.filter())
async def queue(query: CallbackQuery, callback_data: Queue, desk: Desk) -> None:
    """The matters of one queue, the one that has waited longest first."""
    seen, _ = await look_of(desk)
    await query.answer()
    message, name, page = filters.message_of(query), callback_data.name, max(callback_data.page, 0)
    if name not in QUEUES:
        await overview(message, desk)
        return
    session = await desk.read()
    rows = await queues.cases_in(session, name, seen, limit=(page + 1) * LISTED)
    total = await queues.count(session, name, seen)
    names = {unit.id: unit.short_name for unit in await office.units(session, inactive=True)}
    shown = list(enumerate(rows, 1))[page * LISTED :]
    lines = [text("leader-queue-title", queue=text(f"leader-queue-{name}"), count=total)]
    lines += [f"{at}. {line(row, names, desk)}" for at, row in shown]
    options: list[Option] = [
        (f"{at} {numbering.serial_of(row.number):05}", Act(do="open", case=row.id)) for at, row in shown
    ]
    if total > (page + 1) * LISTED:
        options.append((text("leader-next"), Queue(name=name, page=page + 1)))
    options.append((text("leader-back"), Queue()))
    await message.answer("\n".join(lines), reply_markup=plain(options, per_row=3))


def line(row: CaseRow, names: dict[int, str], desk: Desk) -> str:
    """One matter of a queue: number, unit, topic, how old, how late."""
    late = (desk.today - row.next_due).days if row.next_due is not None else 0
    return text(
        "leader-line", number=row.number, unit=names.get(row.unit_id or 0, text("leader-at-bureau")),
        topic=desk.kit.topic_name(row.topic).rpartition(" · ")[2] if row.topic else text("topic-unknown"),
        age=(desk.now - row.registered_at).days, late=text("leader-days-late", days=late) if late > 0 else "",
    )  # fmt: skip


async def digest(turn: Turn, kit: Kit) -> None:
    """Every working day at nine the bureau's groups get the counts. Called once an office day by the ticker."""
    today = turn.now.astimezone(OFFICE_ZONE).date()
    if not kit.calendar.is_workday(today).workday:
        return
    session = await turn.write()
    words = await summary(session, kit, turn.now, look(turn.now))
    at = datetime.combine(today, DIGEST_AT, OFFICE_ZONE)
    for group in await office.group_of(session, (await office.bureau(session)).id):
        turn.say(
            Outgoing(
                group.channel, group.chat_id, "sendMessage", {"text": words}, kind=Kind.NOTICE,
                dedupe=f"digest:{today}:{group.id}", not_before=max(at, turn.now), expires_at=at + timedelta(hours=15),
            )
        )  # fmt: skip
