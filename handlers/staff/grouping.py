"""热点归类: what many bring about one topic in one place, with a proposal of what to work on together.

Work is put together, never people: each case keeps its number, its days and its answer, its citizen is told and may
have it handled apart, and a clerk decides. What is alike is found by the words of the matters alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from casework import numbering, officerules
from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from nlp import similar
from nlp.similar import CandidateCase, Query
from services import digest, joining, moves
from services.buttons import Act, Hot, Option, plain
from services.context import Desk
from storage import cases, figures, joints
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import TextKind

on = Registry("grouping", private=True, officer=(Role.CLERK, Role.SUPERVISOR))

LOOKED_AT = 20
"""Cases of a topic and place that are compared with each other."""
BACK = timedelta(days=officerules.days("old_case"))
TOPICS = 8


@dataclass(frozen=True)
class Grouping:
    """Cases that tell one matter, the one that most others are like first; and those of the topic that do not."""

    alike: Sequence[CaseRow]
    apart: Sequence[CaseRow]


@on.message(Command("grouping", "归类"))
async def command(message: Message, desk: Desk) -> None:
    """/归类: topics of which many came from one place within a week."""
    await overview(message, desk)


async def overview(message: Message, desk: Desk) -> None:
    """The hot topics, most first."""
    since = desk.now - timedelta(days=digest.BURST_DAYS)
    found = await figures.by_topic(await desk.read(), since, desk.now, at_least=digest.BURST)
    options: list[Option] = [
        (
            text("grouping-topic", topic=desk.context.topic_name(topic), town=town, count=count),
            Hot(do="show", topic=topic, town=town),
        )
        for topic, town, count in found[:TOPICS]
        if topic
    ]
    key = "grouping-title" if options else "grouping-none"
    await message.answer(
        text(key, days=digest.BURST_DAYS, least=digest.BURST), reply_markup=plain(options, per_row=1)
    )


@on.press(Hot, do="list")
async def overview_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The same behind a button."""
    await overview(filters.message_of(query), desk)


@on.press(Hot, do="show")
async def show(query: CallbackQuery, callback_data: Hot, desk: Desk, officer: Actor) -> None:
    """What of a topic tells one matter, for a person to look at and decide."""
    found = await proposed(desk, officer, callback_data)
    message = filters.message_of(query)
    rows = [*found.alike, *found.apart]
    topic = desk.context.topic_name(callback_data.topic)
    lines = [
        text("grouping-shown", topic=topic, town=callback_data.town, count=len(rows), alike=len(found.alike))
    ]
    lines += [line(row, "grouping-alike") for row in found.alike] + [
        line(row, "grouping-apart") for row in found.apart
    ]
    options: list[Option] = [
        (f"{numbering.serial_of(row.number):05}", Act(do="open", case=row.id)) for row in rows
    ]
    if len(found.alike) > 1:
        chosen = callback_data.model_copy(update={"do": "put"})
        options.append((text("grouping-opt-put", count=len(found.alike)), chosen))
    await message.answer("\n".join(lines), reply_markup=plain(options, per_row=4))


def line(row: CaseRow, key: str) -> str:
    """A case by its number and state; no word of its citizen."""
    return text(key, number=row.number, state=text(f"state-{row.state}"))


@on.press(Hot, do="put")
async def put(query: CallbackQuery, callback_data: Hot, desk: Desk, officer: Actor) -> None:
    """归为一类: each of them is worked on together with the first from now on, and its citizen is told."""
    found = await proposed(desk, officer, callback_data)
    if len(found.alike) < 2:
        raise Refusal(text("error-old-button"))
    first, *rest = found.alike
    made, refused = 1, []
    for row in rest:
        try:
            await together(desk, officer, row, first)
            made += 1
        except Refusal as refusal:
            refused.append(text("alike-refused", number=row.number, why=refusal.sentence))
    words = text("grouping-done", count=made)
    options: list[Option] = [(text("act-joint"), Act(do="joint", case=first.id))]
    await filters.message_of(query).answer("\n".join([words, *refused]), reply_markup=plain(options))


async def together(desk: Desk, officer: Actor, row: CaseRow, first: CaseRow) -> None:
    """Put one case beside the first. Raises `Refusal` before anything of it is written."""
    await moves.make(desk.turn, desk.context, row, "group", by=officer, with_case=first.id)
    await joining.put_beside(desk.turn, desk.context, row, first.id)


async def proposed(desk: Desk, officer: Actor, hot: Hot) -> Grouping:
    """The open cases of a topic and place that belong to no joint matter, and which of them tell the same."""
    session = await desk.read()
    found = await joints.alike(session, hot.topic, hot.town, desk.now - BACK, LOOKED_AT)
    rows = [row for row in found if await cases.visible(session, row.number, officer) is not None]
    told = {row.id: await story(desk, row) for row in rows}
    like = {row.id: {match.id for match in _like(row, rows, told)} for row in rows}
    first = max(rows, key=lambda row: (len(like[row.id]), -row.id), default=None)
    if first is None or not like[first.id]:
        return Grouping([], rows)
    alike = [first, *(row for row in rows if row.id in like[first.id])]
    return Grouping(alike, [row for row in rows if row not in alike])


async def story(desk: Desk, row: CaseRow) -> str:
    """What the citizen told, to be compared and not shown."""
    return "\n".join(each.body or "" for each in await cases.texts(await desk.read(), row.id, TextKind.STORY))


def _like(row: CaseRow, rows: Sequence[CaseRow], told: dict[int, str]) -> Sequence[similar.Match]:
    query = Query(told[row.id], topic=row.topic or "", place=row.town)
    others = [
        CandidateCase(each.id, told[each.id], each.topic or "", each.town)
        for each in rows
        if each.id != row.id
    ]
    return similar.rank(query, others)
