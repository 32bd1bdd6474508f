"""包案: a leader answers for an old or repeated matter; who it is, the plan, and whether it moves.

Matters are chosen by their age and by being repeated, never by whose they are.
"""

from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal
from casework.wording import recorded, text
from handlers import filters
from handlers.line import About, Line
from handlers.registry import Registry
from services import access, dates
from services.buttons import Act, Option, plain
from services.context import Desk
from services.sponsorship import KEEPER, RIPE
from storage import audit, cases, reception
from storage.tables.case_rows import Case as CaseRow

on = Registry("staff.sponsors", private=True, officer=(KEEPER,))

LISTED = 10


class Sponsor(CallbackData, prefix="sp"):
    """Something is done with the sponsor of a case."""

    do: str
    case: int


POST, PLAN, STEP = Line("Sponsoring:post"), Line("Sponsoring:plan"), Line("Sponsoring:step")
"""Who sponsors, by post; what is planned; what was done."""


@on.message(Command("sponsors", "包案"))
async def menu(message: Message, desk: Desk) -> None:
    """The sponsored matters, the longest without a step first, and those that may get a sponsor."""
    session = await desk.read()
    current = sorted(await reception.sponsored(session), key=lambda each: each.moved_at)
    ripe = await reception.to_sponsor(session, desk.now - RIPE, LISTED)
    options: list[Option] = []
    for each in current[:LISTED]:
        case = await cases.by_id(session, each.case_id)
        if case is not None:
            days = (desk.now - each.moved_at).days
            label = text("sponsor-line", number=case.number, post=each.post, days=days)
            options.append((label, Sponsor(do="view", case=case.id)))
    for row in ripe:
        repeat = text("sponsor-repeat") if row.repeat else ""
        label = text(
            "sponsor-ripe", number=row.number, age=(desk.now - row.registered_at).days, repeat=repeat
        )
        options.append((label, Sponsor(do="new", case=row.id)))
    words = text(
        "sponsor-menu", count=len(current), days=RIPE.days,
        ripe=await reception.count_to_sponsor(session, desk.now - RIPE),
    )  # fmt: skip
    await message.answer(words, reply_markup=plain(options, per_row=1))


async def case_of(desk: Desk, case_id: int) -> CaseRow:
    """A case that may be sponsored. Raises `Refusal` for sealed, unknown and foreign alike."""
    case, _ = await access.standing(desk, case_id)
    return case


@on.press(Sponsor, do="new")
async def new(query: CallbackQuery, callback_data: Sponsor, desk: Desk, state: FSMContext) -> None:
    """Who: a post, not a person's name."""
    case = await case_of(desk, callback_data.case)
    await POST.ask(state, case=case.id)
    await filters.message_of(query).answer(text("sponsor-ask-post", number=case.number))


@on.line(POST)
async def post_said(message: Message, words: str, about: About, desk: Desk, state: FSMContext) -> None:
    """The post; then the plan."""
    case = await case_of(desk, about["case"])
    await PLAN.ask(state, case=case.id, post=words.strip()[:40])
    await message.answer(text("sponsor-ask-plan"))


@on.line(PLAN)
async def plan_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """The plan; the sponsorship begins."""
    case, post = await case_of(desk, about["case"]), about["post"]
    session = await desk.write()
    await reception.sponsor(session, case.id, post, now=desk.now, plan=words.strip()[:3000])
    await audit.write(session, officer, "sponsor", at=desk.now, case_id=case.id)
    await message.answer(text("sponsor-done", number=case.number, post=post))


@on.press(Sponsor, do="view")
async def view(query: CallbackQuery, callback_data: Sponsor, desk: Desk) -> None:
    """One sponsorship: who, since when, the plan."""
    case = await case_of(desk, callback_data.case)
    found = await reception.sponsor_of(await desk.read(), case.id)
    if found is None:
        raise Refusal(text("sponsor-none", number=case.number))
    known = {"number": case.number, "post": found.post, "since": dates.moment(found.since)}
    words = text("sponsor-view", **known, plan=found.plan or "—")
    if found.steps:
        words += "\n" + text("sponsor-steps") + "\n" + found.steps
    options: list[Option] = [
        (text(f"sponsor-do-{do}"), Sponsor(do=do, case=case.id)) for do in ("moved", "solved", "ended")
    ]
    options.append((text("act-open"), Act(do="open", case=case.id)))
    desk.say(words, keyboard=plain(options))


@on.press(Sponsor, do="moved")
async def ask_step(query: CallbackQuery, callback_data: Sponsor, desk: Desk, state: FSMContext) -> None:
    """有进展: what was done, in words."""
    case = await case_of(desk, callback_data.case)
    await STEP.ask(state, case=case.id)
    await filters.message_of(query).answer(text("sponsor-ask-step", number=case.number))


@on.line(STEP)
async def step_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """The step is kept with its day; the week of waiting begins anew."""
    case = await case_of(desk, about["case"])
    session = await desk.write()
    step = recorded(
        "sponsor-step", day=dates.recorded(dates.local(desk.now), dates.short), step=words.strip()[:500]
    )
    await reception.sponsor_moved(session, case.id, step, desk.now)
    await audit.write(session, officer, "sponsor_moved", at=desk.now, case_id=case.id)
    again = plain([(text("sponsor-do-view"), Sponsor(do="view", case=case.id))])
    await message.answer(text("sponsor-moved", number=case.number), reply_markup=again)


@on.press(Sponsor, do=("solved", "ended"))
async def end(query: CallbackQuery, callback_data: Sponsor, desk: Desk, officer: Actor) -> None:
    """The sponsorship is over, with the matter solved or not."""
    case = await case_of(desk, callback_data.case)
    if await reception.sponsor_of(await desk.read(), case.id) is None:
        raise Refusal(text("sponsor-none", number=case.number))
    session = await desk.write()
    await reception.end_sponsor(session, case.id, desk.now, solved=callback_data.do == "solved")
    await audit.write(session, officer, f"sponsor_{callback_data.do}", at=desk.now, case_id=case.id)
    desk.say(text("sponsor-over", number=case.number, how=text(f"sponsor-over-{callback_data.do}")))
