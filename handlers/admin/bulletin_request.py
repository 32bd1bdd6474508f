"""/通报: the bulletin of a week, month, quarter or year, in words, as a picture, and as files."""

import asyncio
from dataclasses import dataclass

from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from casework.bulletin import Bulletin
from casework.cells import DoesNotAddUp
from casework.petition import Refusal, Role
from casework.spans import Span, SpanKind, parse, span
from casework.wording import text
from handlers import filters
from handlers.registry import Registry
from services.buttons import plain
from services.context import Desk
from services.papers import bulletin_data, charts, circular, handing_over, markdown

READERS = (Role.ADMIN, Role.SUPERVISOR, Role.CLERK, Role.REVIEWER, Role.HEAD)
"""A bulletin holds no case and no person; whoever it is circulated to may make it."""
on = Registry("admin.bulletin", private=True, officer=READERS)


class Issue(CallbackData, prefix="bl"):
    """A bulletin of a period, written as `parse` reads it: a button of last year still means last year's."""

    period: str


@dataclass(frozen=True)
class Printed:
    """A bulletin in every form."""

    bulletin: Bulletin
    picture: bytes | None
    pdf: bytes
    words: bytes


@on.message(Command("bulletin", "通报"))
async def asked(message: Message, command: CommandObject, desk: Desk) -> None:
    """With a period: make it. Without: offer this and the last week, month, quarter and year."""
    if command.args:
        await issue(message, desk, parse(command.args, desk.today))
        return
    kinds = (SpanKind.WEEK, SpanKind.MONTH, SpanKind.QUARTER, SpanKind.YEAR)
    now = [span(kind, desk.today) for kind in kinds]
    options = [(each.name, Issue(period=each.code)) for pair in now for each in (pair.before(), pair)]
    await message.answer(text("bulletin-usage"), reply_markup=plain(options, per_row=1))


@on.press(Issue)
async def pressed(query: CallbackQuery, callback_data: Issue, desk: Desk) -> None:
    """One of the offered periods."""
    await issue(filters.message_of(query), desk, parse(callback_data.period, desk.today))


async def issue(message: Message, desk: Desk, period: Span) -> None:
    """Say the figures, and send picture, PDF and Markdown. Everything is made before the turn writes."""
    if period.since > desk.now:
        raise Refusal(text("bulletin-future"))
    made = await _make(desk, period)
    await desk.turn.let_go()
    printed = await asyncio.to_thread(_print, made)
    name = f"{text('bulletin-paper-title')}-{period.code}"
    pdf = await handing_over.keep(desk, printed.pdf, name=f"{name}.pdf", mime="application/pdf")
    words = await handing_over.keep(desk, printed.words, name=f"{name}.md", mime="text/markdown")
    if printed.picture is not None:
        picture = await handing_over.keep(desk, printed.picture, name=f"{name}.png", mime="image/png")
        await handing_over.send(desk, picture, caption=charts.bars(made), photo=True)
    else:
        await message.answer(charts.bars(made))
    for part in markdown.chat(made):
        await message.answer(part)
    await handing_over.send(desk, pdf, caption=made.title)
    await handing_over.send(desk, words, caption=made.title)


async def _make(desk: Desk, period: Span) -> Bulletin:
    lexicon = desk.context.reader.lexicon
    families = {code: family.name for code, family in lexicon.family_of.items()}
    try:
        return await bulletin_data.bulletin(
            await desk.read(), period, desk.now, office_name=desk.context.office.name, families=families,
            page=bulletin_data.GENTLE,
        )  # fmt: skip
    except DoesNotAddUp as fault:
        raise Refusal(fault.sentence) from fault


def _print(made: Bulletin) -> Printed:
    """In a thread: drawing and typesetting take up to a second."""
    return Printed(made, charts.picture(made), circular.render(made), markdown.write(made).encode())
