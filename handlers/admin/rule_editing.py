"""/规则: keywords, routes, clocks, holidays and wording are changed without a release, and never blindly.

Propose, see what it would have done to the last cases, have a second administrator publish it; rolling back
is a proposal of old content on the same way. Administrators see counts here, never a case.
"""

import asyncio
import json
from datetime import timedelta
from typing import Any

from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import recorded, text
from handlers import filters
from handlers.citizen import received_files
from handlers.line import About, Line
from handlers.registry import Registry
from services import dates, holidays, letters, rule_changes, rule_effects, rulebook
from services.buttons import Option, plain
from services.context import Desk
from services.letters import Letter
from services.lookup import looked_up
from storage import audit, office, rules, samples
from storage.tables.public_rows import ProposalState, RuleArea, RuleProposal

on = Registry("admin.rules", private=True, officer=(Role.ADMIN,))

LONGEST_NOTICE = 256 * 1024
"""Bytes of a holiday file."""
CORRECTIONS = timedelta(days=90)
WAITING = (ProposalState.PROPOSED, ProposalState.MEASURED)


class RuleButton(CallbackData, prefix="ru"):
    """An administrator does something with the rules; `n` is a proposal or a version."""

    do: str
    area: str = ""
    n: int = 0


CHANGE = Line("Proposing:change")
"""A change of an area of rules, in words or as a file."""


@on.message(Command("rules", "规则"))
async def menu(message: Message, desk: Desk, state: FSMContext) -> None:
    """The areas with their versions, what waits for publication, what clerks corrected."""
    await state.set_state(None)
    session = await desk.read()
    options: list[Option] = []
    for area in RuleArea:
        version = (await rules.current(session, area)).version
        options.append(
            (
                text(
                    "rules-area-version" if version else "rules-area-shipped",
                    area=text(f"rules-area-{area}"),
                    version=version,
                ),
                RuleButton(do="area", area=area),
            )
        )
    for each in await rules.waiting(session):
        label = text("rules-waiting", id=each.id, area=text(f"rules-area-{each.area}"), title=each.title)
        options.append((label, RuleButton(do="view", n=each.id)))
    options.append((text("rules-corrections"), RuleButton(do="corrections")))
    await message.answer(text("rules-menu"), reply_markup=plain(options, per_row=1))


@on.press(RuleButton, do="area")
async def area_chosen(query: CallbackQuery, callback_data: RuleButton, desk: Desk, state: FSMContext) -> None:
    """How a change is written; the versions so far, each a tap away from being proposed again."""
    area = area_of(callback_data.area)
    await CHANGE.ask(state, area=area.value)
    history = await rules.history(await desk.read(), area, limit=5)
    lines = [text("rules-area-head", area=text(f"rules-area-{area}")), text(f"rules-how-{area}")]
    options: list[Option] = []
    for row in history:
        lines.append(text("rules-version-line", n=row.n, at=dates.moment(row.at), by=row.by or 0))
        if row.n != history[0].n:
            options.append((text("rules-do-back", n=row.n), RuleButton(do="back", area=area, n=row.n)))
    if history and area is not RuleArea.HOLIDAYS:
        options.append((text("rules-do-back-shipped"), RuleButton(do="back", area=area)))
    await filters.message_of(query).answer("\n".join(lines), reply_markup=plain(options))


def area_of(value: str) -> RuleArea:
    """The area a button names. Raises `Refusal`."""
    try:
        return RuleArea(value)
    except ValueError:
        raise Refusal(text("error-old-button")) from None


# Proposing


@on.line(CHANGE)
async def change_said(
    message: Message, words: str, about: About, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """A change in words; words without a change look for a sentence by its text."""
    area = area_of(about["area"])
    if (found := looked_up(desk, area, words.strip())) is not None:
        await CHANGE.ask(state, **about)
        await message.answer(found)
        return
    session = await desk.read()
    if area is RuleArea.HOLIDAYS:
        body = rulebook.holidays_written((await rules.current(session, area)).body, notice_in(words.encode()))
    else:
        body = await rulebook.written(session, area, words, desk.context, desk.today)
    await propose(
        desk,
        area,
        words.strip().splitlines()[0][:60] if area is not RuleArea.HOLIDAYS else years_in(body),
        body,
        officer,
    )


@on.line(CHANGE, filters.Media())
async def file_sent(message: Message, about: About, desk: Desk, officer: Actor) -> None:
    """A year's holiday notice as a file in the holiday-cn form."""
    area = area_of(about["area"])
    sent = received_files.sent_file(message)
    if area is not RuleArea.HOLIDAYS or sent is None or message.bot is None or sent.size > LONGEST_NOTICE:
        raise Refusal(text("rules-bad-notice"))
    content = b""
    async for chunk in received_files.download(message.bot, sent.file_id):
        content += chunk
        if len(content) > LONGEST_NOTICE:
            raise Refusal(text("rules-bad-notice"))
    body = rulebook.holidays_written((await rules.current(await desk.read(), area)).body, notice_in(content))
    await propose(desk, area, years_in(body), body, officer)


def notice_in(content: bytes) -> Any:
    """The JSON of a notice. Raises `Refusal` when it is none."""
    try:
        return json.loads(content)
    except ValueError:
        raise Refusal(text("rules-bad-notice")) from None


def years_in(body: rulebook.Body) -> str:
    """What a holiday proposal is called."""
    return recorded("rules-years", years="、".join(sorted(body.get("years", {}))))


@on.press(RuleButton, do="back")
async def roll_back(
    query: CallbackQuery, callback_data: RuleButton, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """退回: an earlier version is proposed again, measured and published by a second person like any other."""
    area = area_of(callback_data.area)
    history = await rules.history(await desk.read(), area, limit=1000)
    body = next((row.body for row in history if row.n == callback_data.n), None)
    if callback_data.n == 0:
        body = (
            {"routes": history[-1].body["before"], "before": history[-1].body["before"]}
            if area is RuleArea.ROUTES and history
            else {}
        )
    if body is None:
        raise Refusal(text("error-old-button"))
    await state.set_state(None)
    await propose(desk, area, recorded("rules-back-title", n=callback_data.n), body, officer)


async def propose(desk: Desk, area: RuleArea, title: str, body: rulebook.Body, officer: Actor) -> None:
    """Keep the proposal with its measured effect, and show it to everybody who may publish it."""
    measured = await measure(desk, area, body)
    session = await desk.write()
    proposal_id = await rules.propose(session, area, title, body, by=officer.staff_id or 0, now=desk.now)
    await rules.note_effect(session, proposal_id, measured, desk.now)
    await audit.write(session, officer, "rules_propose", at=desk.now, area=area.value, proposal=proposal_id)
    found = await rules.proposal(session, proposal_id)
    told = await tell_others(desk, found)
    note = text("rules-asked" if told else "rules-alone", count=told)
    desk.say(report_words(found) + "\n" + note, keyboard=buttons(found, own=True))


async def measure(desk: Desk, area: RuleArea, body: rulebook.Body) -> rule_effects.Report:
    """The effect on the last cases; reading them anew happens outside the event loop and before any writing."""
    session = await desk.read()
    found = await rule_effects.material(session, desk.context, area, body)
    written = rule_changes.lines(
        desk.context, area, (await rules.current(session, area)).body or {}, body,
        units={unit.code: unit.short_name for unit in await office.units(session, inactive=True)},
        routes=await rulebook.routes_now(session) if area is RuleArea.ROUTES else (),
    )  # fmt: skip
    await desk.turn.let_go()
    return {
        **await asyncio.to_thread(rule_effects.report, desk.context, area, body, found),
        "changes": written,
    }


def report_words(found: RuleProposal) -> str:
    """A proposal with its effect, as it is read before publishing."""
    effect = found.effect or {}
    head = text(
        "rules-proposal",
        id=found.id,
        area=text(f"rules-area-{found.area}"),
        title=found.title,
        base=text("rules-base", n=found.base) if found.base else text("rules-base-shipped"),
    )
    counted = text("rules-effect", cases=effect.get("cases", 0), changed=effect.get("changed", 0))
    if found.area == RuleArea.WORDING:
        counted = text("rules-effect-wording", changed=effect.get("changed", 0))
    return "\n".join([head, *effect.get("changes", []), counted, *effect.get("lines", [])])[:4000]


def buttons(found: RuleProposal, *, own: bool = False) -> InlineKeyboardMarkup:
    """What may be done with a proposal; its proposer is not offered to publish it."""
    may = ("measure", "drop") if own else ("publish", "measure", "drop")
    does = may if found.state in WAITING else ()
    options: list[Option] = [(text(f"rules-do-{do}"), RuleButton(do=do, n=found.id)) for do in does]
    return plain(options)


async def tell_others(desk: Desk, found: RuleProposal) -> int:
    """Every other administrator gets the report and the button; gives how many that are."""
    session = await desk.read()
    others = {row.person_id for row in await office.staff_with(session, Role.ADMIN)} - {desk.person.id}
    letter = Letter(lambda: text("rules-please-publish") + "\n" + report_words(found), lambda: buttons(found))
    return sum([await letters.to_person(desk.turn, each, letter, None) for each in sorted(others)])


async def is_own(desk: Desk, found: RuleProposal) -> bool:
    """Whether whoever looks at a proposal made it, in whatever role."""
    proposer = await office.staff(await desk.read(), found.by)
    return proposer is not None and proposer.person_id == desk.person.id


# Deciding


async def proposal_of(desk: Desk, proposal_id: int) -> RuleProposal:
    """A proposal that still waits. Raises `Refusal`."""
    try:
        found = await rules.proposal(await desk.read(), proposal_id)
    except LookupError:
        raise Refusal(text("error-old-button")) from None
    if found.state not in WAITING:
        raise Refusal(text("rules-decided"))
    return found


@on.press(RuleButton, do="view")
async def view(query: CallbackQuery, callback_data: RuleButton, desk: Desk) -> None:
    """One proposal with its report."""
    found = await proposal_of(desk, callback_data.n)
    desk.say(report_words(found), keyboard=buttons(found, own=await is_own(desk, found)))


@on.press(RuleButton, do="measure")
async def measure_again(query: CallbackQuery, callback_data: RuleButton, desk: Desk) -> None:
    """The report anew, on the cases of now."""
    found = await proposal_of(desk, callback_data.n)
    measured = await measure(desk, RuleArea(found.area), found.body or {})
    session = await desk.write()
    await rules.note_effect(session, found.id, measured, desk.now)
    again = await rules.proposal(session, found.id)
    desk.say(report_words(again), keyboard=buttons(again, own=await is_own(desk, again)))


@on.press(RuleButton, do="drop")
async def drop(query: CallbackQuery, callback_data: RuleButton, desk: Desk, officer: Actor) -> None:
    """Put a proposal aside; it stays on record."""
    found = await proposal_of(desk, callback_data.n)
    session = await desk.write()
    await rules.drop(session, found.id)
    await audit.write(session, officer, "rules_drop", at=desk.now, proposal=found.id)
    await query.answer(text("rules-dropped"))


@on.press(RuleButton, do="publish")
async def publish(query: CallbackQuery, callback_data: RuleButton, desk: Desk, officer: Actor) -> None:
    """Put in force by another person than the one who proposed it; every process takes it up at its next tick."""
    found = await proposal_of(desk, callback_data.n)
    session = await desk.read()
    proposer = await office.staff(session, found.by)
    if proposer is None or proposer.person_id == desk.person.id:
        raise Refusal(text("rules-own"))
    if found.area == RuleArea.CLOCKS:
        await check_days_ahead(desk, found)
    session = await desk.write()
    published = await rules.publish(session, found.id, by=officer.staff_id or 0, now=desk.now)
    await put_in_force(desk, RuleArea(found.area), found.body or {})
    await audit.write(
        session, officer, "rules_publish", at=desk.now, area=found.area, version=published.version
    )

    def words() -> str:
        area = text(f"rules-area-{found.area}")
        return text("rules-published", area=area, version=published.version, title=found.title)

    desk.say(words())
    await letters.to_person(desk.turn, proposer.person_id, Letter(words), None)


async def check_days_ahead(desk: Desk, found: RuleProposal) -> None:
    """New lengths begin on a day ahead, so that no running clock changes its meaning."""
    before = (await rules.current(await desk.read(), RuleArea.CLOCKS)).body or {}
    known = {(row["clock"], row["from"], row["length"]) for row in before.get("clocks", ())}
    for row in (found.body or {}).get("clocks", ()):
        if (row["clock"], row["from"], row["length"]) not in known:
            rulebook.check_clock(row["clock"], row["length"], row["from"], desk.today)


async def put_in_force(desk: Desk, area: RuleArea, body: rulebook.Body) -> None:
    """What publishing does in the database beside the version itself; words and clocks are taken up by the ticker."""
    session = await desk.write()
    if area is RuleArea.ROUTES:
        await rulebook.put_routes(session, body)
    elif area is RuleArea.HOLIDAYS:
        moved = await rule_effects.material(session, desk.context, area, body)
        for year in body.get("years", {}).values():
            await rules.load_year(session, year, (year.get("papers") or [""])[0], desk.now)
        count = await holidays.apply(session, moved, desk.now)
        years = "、".join(sorted(body.get("years", {})))
        letter = Letter(lambda: text("rules-holidays-done", years=years, count=count))
        await letters.to_bureau(desk.turn, letter, f"holidays:{desk.turn.key}")


# What clerks corrected


@on.press(RuleButton, do="corrections")
async def corrections(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Where clerks said 应为…: pairs of topics with the lexicon's own words that misled, ready to be proposed away."""
    found = await samples.corrections(await desk.read(), desk.now - CORRECTIONS)
    if not found:
        await filters.message_of(query).answer(text("rules-corrections-none", days=CORRECTIONS.days))
        return
    lines = [text("rules-corrections-title", days=CORRECTIONS.days)]
    for each in found[:15]:
        words = "、".join(f"{word}（{n}）" for word, n in each.words.items()) or "—"
        lines.append(
            text(
                "rules-correction", machine=each.machine, clerk=each.clerk, count=each.count, words=words,
                was=desk.context.topic_name(each.machine), now=desk.context.topic_name(each.clerk),
            )
        )  # fmt: skip
    await CHANGE.ask(state, area=RuleArea.KEYWORDS.value)
    lines.append(text("rules-how-keywords"))
    await filters.message_of(query).answer("\n".join(lines))
