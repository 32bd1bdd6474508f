"""For the journeys of the table of moves: a matter that stands somewhere, a button that is looked for and pressed.

A journey says with `@presses("accept/2", …)` which rows of `casework/rules/lifecycle.toml` it presses. After it, the
history must show that a person made them, and no group may have read a name, a number or a word of a citizen. Each
journey runs on both channels and on both engines (`tests.crossings`).
"""

import functools
import json
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import select

from casework import lifecycle
from casework.movetable import Move, by_event
from casework.petition import CITIZEN, Actor, Change, Petition, Purpose, Role
from services import moves, notify
from storage import cases, people
from storage.cases import Identity, NewCase
from storage.tables.case_rows import Case, CaseClock, CaseEvent
from storage.turn import begin
from tests.people import Bureau, People, Person, Shown

STORY = "工地欠我们三十多个人三个月工资，老板电话一直打不通"
REQUEST = "请帮我们把血汗钱要回来"
NAME, PHONE = "王小明", "13800001234"
SECRETS = (STORY[:8], REQUEST[2:8], NAME, PHONE)
OPINION = "责令公司于十二月二十五日前付清全部工资。"

Journey = Callable[[People, Bureau], Awaitable[None]]
JOURNEYS: dict[str, str] = {}
"""Which journey presses which row, by the rows' names (`name_of`)."""


def name_of(row: Move) -> str:
    """A row's name: its event, with its place among the event's rows where there are several."""
    rows = by_event()[row.event]
    return row.event if len(rows) == 1 else f"{row.event}/{rows.index(row) + 1}"


def presses(*rows: str) -> Callable[[Journey], Any]:
    """Say which rows a journey presses; what the record and the groups must then show is checked after it."""
    known = {name_of(row): row for row in lifecycle.MOVES}
    wanted = {row: known[row] for row in rows}

    def mark(journey: Journey) -> Any:
        @functools.wraps(journey)
        async def run(people_of: People, bureau: Bureau) -> None:
            await journey(people_of, bureau)
            for name, row in wanted.items():
                assert await _made(bureau, row), f"no person made the move {name}"
            await nothing_personal_in_groups(people_of, bureau)

        JOURNEYS.update(dict.fromkeys(rows, journey.__name__))
        return run

    return mark


async def _made(bureau: Bureau, row: Move) -> bool:
    """Whether the history shows that a person made a move by this row."""
    async with bureau.db.reading() as session:
        events = await session.scalars(select(CaseEvent).where(CaseEvent.event == row.event))  # type: ignore[arg-type]
        made = [event for event in events if event.role in row.who and event.role != "system"]
        started = {each.clock for each in await session.scalars(select(CaseClock))}
    here = [event for event in made if event.was in row.from_ and event.article == row.article]
    named = {name.split("@")[0].split("+")[0].rstrip("?") for name in row.starts} - {"resume"}
    clocks = {
        name for name in named if bureau.context.clocks.has(name, jurisdiction=bureau.context.office.region)
    }
    return bool([event for event in here if row.to in ("=", "<", event.now)]) and clocks <= started


async def nothing_personal_in_groups(people_of: People, bureau: Bureau) -> None:
    """No group ever read who filed a matter, nor what they wrote."""
    for group in bureau.groups.values():
        for said in await bureau.chat(people_of.channel, group):
            words = said.text + " ".join(said.buttons)
            assert not [secret for secret in SECRETS if secret in words], words


async def places(
    bureau: Bureau, owner: Person, *, purpose: Purpose = Purpose.REQUEST, sealed: bool = False
) -> Case:
    """A registered matter of a citizen, as the form files it (the form has journeys of its own)."""
    key = f"placed:{bureau.number()}"
    changes: list[Change] = []
    secret = await cases.prepare_code(key)

    def registered(petition: Petition) -> Change:
        changes.append(
            lifecycle.submit(
                petition,
                by=CITIZEN,
                at=bureau.clock(),
                calendar=bureau.context.calendar,
                rules=bureau.context.clocks,
            )
        )
        return changes[0]

    async with begin(bureau.db, key, bureau.clock()) as turn:
        session = await turn.write()
        person = await people.person(session, owner.channel, owner.user_id, owner.chat_id, bureau.clock())
        new = NewCase(
            draft_key=key, region="350881", channel=owner.channel, purpose=purpose, story=[STORY],
            request=REQUEST, demands=[REQUEST], topic_citizen="LS01", town="青山镇", owner_id=person.id,
            identity=Identity(name=NAME, phone=PHONE), sealed=sealed, secret=secret, search_text="拖欠工资",
        )  # fmt: skip
        done = await cases.file(session, new, registered, bureau.clock())
        await notify.announce(turn, bureau.context, done.case, changes[0], quietly=True)
    await bureau.deliver()
    await owner.hears()
    return done.case


async def goes(
    bureau: Bureau, case: Case, event: str, role: Role, unit: str = "labour", **facts: Any
) -> Case:
    """Bring a matter further than the journey is about: the same move, without the buttons."""
    now = await bureau.case(case.number)
    by = CITIZEN if role is Role.CITIZEN else Actor(role, None, bureau.units[unit], unit)
    async with begin(bureau.db, f"goes:{bureau.number()}", bureau.clock()) as turn:
        moved = await moves.make(turn, bureau.context, now, event, by=by, **facts)
    await bureau.deliver()
    return moved


async def at_unit(bureau: Bureau, owner: Person, **more: Any) -> Case:
    """A matter that was passed on to the labour office."""
    case = await places(bureau, owner, **more)
    unit_id = bureau.units["labour"]
    return await goes(bureau, case, "transfer", Role.CLERK, "bureau", unit_id=unit_id)


async def at_work(bureau: Bureau, owner: Person, procedure: str = "petition", **more: Any) -> Case:
    """A matter that the labour office has accepted."""
    case = await at_unit(bureau, owner)
    return await goes(bureau, case, "accept", Role.HANDLER, procedure=procedure, **more)


async def after_answer(bureau: Bureau, owner: Person, outcome: str = "supported") -> Case:
    """A matter with a written answer."""
    case = await at_work(bureau, owner)
    return await goes(bureau, case, "answer", Role.HEAD, outcome=outcome, text=OPINION)


async def offered(officer: Person, case: Case) -> dict[str, Shown]:
    """Every move that the private card of a case offers an officer, 更多 included, by its event."""
    await officer.says(case.number)
    found = await _buttons(officer)
    if f"a:more:{case.id}" in found:
        await officer.taps(f"a:more:{case.id}")
        found |= await _buttons(officer)
    return {data.split(":")[1]: shown for data, shown in found.items() if data.startswith("a:")}


async def _buttons(officer: Person) -> dict[str, Shown]:
    """The newest keyboard in a chat, by the buttons' data."""
    for each in reversed(await officer.bureau.chat(officer.channel, officer.chat_id)):
        if each.buttons:
            return dict.fromkeys(each.buttons.values(), each)
    return {}


async def does(officer: Person, event: str, case: Case, *answers: str) -> str:
    """Open a case by its number, find the move's button, press it and answer its form; what was said last."""
    shown = await offered(officer, case)
    assert event in shown, f"「{event}」 is not offered: {sorted(shown)}"
    heard = await officer.taps(f"a:{event}:{case.id}", shown[event].id)
    for answer in answers:
        heard = await answers_form(officer, answer)
    return heard


async def answers_form(officer: Person, answer: str) -> str:
    """Answer the open question by its button, else in words."""
    tapped = any(answer in label for label in await officer.buttons())
    return await (officer.presses(answer) if tapped else officer.says(answer))


async def news(person: Person) -> list[str]:
    """Every message that came since this person last looked."""
    return [words for words in (await person._look()) if words]


async def running(bureau: Bureau, case: Case) -> dict[str, str]:
    """The clocks that run now, each with its last day."""
    async with bureau.db.reading() as session:
        found = await cases.clocks(session, case.id, running_only=True)
    return {clock.clock: clock.limit.isoformat() for clock in found}


async def last_event(bureau: Bureau, case: Case) -> tuple[CaseEvent, dict[str, Any]]:
    """The newest line of a case's history, with its facts."""
    async with bureau.db.reading() as session:
        events = await cases.timeline(session, case.id, public_only=False)
    return events[-1], json.loads(events[-1].data)
