"""What leaders look at: queues of matters, by number."""

from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from casework import numbering
from casework.petition import Actor, Role
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from services import access, dates, digest
from services.buttons import Act, Hot, Option, plain
from services.context import Desk
from storage import office, oversight, queues
from storage.queues import QUEUES, Look
from storage.tables.case_rows import Case as CaseRow

LOOKERS = (Role.SUPERVISOR, Role.CLERK, Role.HEAD)
on = Registry("leaders", private=True, officer=LOOKERS)

LISTED = 8
"""Matters on one page of a queue: about a phone's screen."""


class Queue(CallbackData, prefix="q"):
    """Show one page of a queue, from 0; without a name, the overview."""

    name: str = ""
    page: int = 0


async def look_of(desk: Desk, officer: Actor) -> tuple[Look, Actor]:
    """What this person may look at: supervisors and clerks the whole office, heads their own unit."""
    wide = next(
        (
            each
            for each in await access.officers(desk)
            if each.role in access.OFFICE_WIDE and each.role in LOOKERS
        ),
        None,
    )
    chosen = wide or officer
    return digest.look(desk.now, None if wide else chosen.unit_id), chosen


@on.message(Command("queues", "督查"))
async def overview(message: Message, desk: Desk, officer: Actor) -> None:
    """How many matters stand in each queue, late ones by unit, bursts of topics."""
    seen, _ = await look_of(desk, officer)
    words = await digest.summary(await desk.read(), desk.context, desk.now, seen)
    options: list[Option] = [(text(f"leader-queue-{name}"), Queue(name=name)) for name in QUEUES]
    if seen.unit_id is None:
        options.append((text("leader-grouping"), Hot(do="list")))
    await message.answer(words, reply_markup=plain(options))


@on.press(Queue)
async def queue(query: CallbackQuery, callback_data: Queue, desk: Desk, officer: Actor) -> None:
    """The matters of one queue, the one that has waited longest first."""
    seen, _ = await look_of(desk, officer)
    message, name, page = filters.message_of(query), callback_data.name, max(callback_data.page, 0)
    if name not in QUEUES:
        await overview(message, desk, officer)
        return
    session = await desk.read()
    rows = await queues.cases_in(session, name, seen, limit=(page + 1) * LISTED)
    total = await queues.count(session, name, seen)
    names = {unit.id: unit.short_name for unit in await office.units(session, inactive=True)}
    shown = list(enumerate(rows, 1))[page * LISTED :]
    lines = [text("leader-queue-title", queue=text(f"leader-queue-{name}"), count=total)]
    lines += [f"{at}. {line(row, names, desk)}" for at, row in shown]
    if name == "supervised":
        lines += await slip_lines(desk, seen.unit_id, {row.id: row.number for _, row in shown})
    options: list[Option] = [
        (f"{at} {numbering.serial_of(row.number):05}", Act(do="open", case=row.id)) for at, row in shown
    ]
    if total > (page + 1) * LISTED:
        options.append((text("leader-next"), Queue(name=name, page=page + 1)))
    options.append((text("leader-back"), Queue()))
    await message.answer("\n".join(lines), reply_markup=plain(options, per_row=3))


async def slip_lines(desk: Desk, unit_id: int | None, shown: dict[int, str]) -> list[str]:
    """The open 督办单 of these cases: issued when, due when, and what came back."""
    found = []
    for slip in await oversight.open_slips(await desk.read(), unit_id=unit_id):
        if slip.case_id in shown and slip.issued_at is not None and slip.due is not None:
            key = "leader-slip-replied" if slip.replied_at is not None else "leader-slip-open"
            issued, due = dates.short(dates.local(slip.issued_at)), dates.short(slip.due)
            found.append(text(key, number=shown[slip.case_id], level=slip.level, issued=issued, due=due))
    return found


def line(row: CaseRow, names: dict[int, str], desk: Desk) -> str:
    """One matter of a queue: number, unit, topic, how old, how late."""
    late = (desk.today - row.next_due).days if row.next_due is not None else 0
    return text(
        "leader-line", number=row.number, unit=names.get(row.unit_id or 0, text("leader-at-bureau")),
        topic=desk.context.topic_name(row.topic).rpartition(" · ")[2] if row.topic else text("topic-unknown"),
        age=(desk.now - row.registered_at).days, late=text("leader-days-late", days=late) if late > 0 else "",
    )  # fmt: skip
