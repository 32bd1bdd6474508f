"""督办 and 三项建议 as records: issued with copies, signed for, answered, closed; sent to the right body (Art. 40)."""

from datetime import date, timedelta
from typing import Any

from casework import clock_names, grounds
from casework.petition import Actor, Role
from casework.supervision import SLIP_LEVELS, Level
from casework.wording import text
from services import case_file, dates, letters, unreached
from services.context import Desk
from services.letters import Letter
from storage import office, oversight
from storage.tables.case_rows import Case as CaseRow
from storage.tables.public_rows import Adoption, Advice, SupervisionSlip

EVENTS = ("supervise", "supervise_reply", "supervise_close", "recommend", "recommend_reply")
COPIES = "supervision.copies"
"""The office value that lists the ids of units that get a copy of each 督办单 (八联单)."""
_KINDS = {
    "improve_work": Advice.IMPROVE,
    "improve_policy": Advice.POLICY,
    "hold_responsible": Advice.ACCOUNTABILITY,
}


async def settle(desk: Desk, case: CaseRow, event: str, actor: Actor, facts: dict[str, Any]) -> None:
    """Keep the record that belongs to a move of supervision, in the move's own turn."""
    session = await desk.write()
    if event == "supervise":
        await issue(desk, case, actor, facts)
    elif event == "supervise_reply":
        found = await open_slip(desk, case)
        if found is not None:
            await oversight.reply_slip(session, found.id, facts["text"], desk.now)
    elif event == "supervise_close":
        await oversight.close_slips(session, case.id, desk.now)
    elif event == "recommend":
        await recommend(desk, case, actor, facts)
    else:
        waiting = await oversight.waiting_recommendation(session, case.id)
        if waiting is not None:
            adoption = Adoption.ADOPTED if facts["adopted"] else Adoption.DECLINED
            await oversight.answer_recommendation(session, waiting.id, adoption, facts["text"], desk.now)


async def open_slip(desk: Desk, case: CaseRow) -> SupervisionSlip | None:
    """The latest 督办单 of a case that was issued and is not closed."""
    issued = [
        each for each in await oversight.slips_of(await desk.read(), case.id) if each.issued_at is not None
    ]
    return next((each for each in reversed(issued) if each.closed_at is None), None)


async def issue(desk: Desk, case: CaseRow, actor: Actor, facts: dict[str, Any]) -> None:
    """The drafted slip of the case is issued, or a new one; its copies go to whom the office has named."""
    session = await desk.write()
    due = next(
        each.limit
        for each in await case_file.of(desk.turn, case).clocks()
        if each.clock == clock_names.SUPERVISION
    )
    drafted = await waiting_draft(desk, case)
    unit_id = case.unit_id or (await office.bureau(session)).id
    slip_id = drafted or await oversight.draft_slip(
        session, case.id, unit_id, level=SLIP_LEVELS[Level.SUPERVISION], ground=facts["ground"],
        article=grounds.ARTICLE, evidence={"by": "supervisor"}, now=desk.now,
    )  # fmt: skip
    if slip_id is None or actor.staff_id is None:
        return
    await oversight.issue_slip(session, slip_id, by=actor.staff_id, due=due, now=desk.now)
    for copy in await office.value(session, COPIES) or ():
        await letters.to_groups(
            desk.turn, int(copy), copied(case, facts["ground"], due), f"slip:{slip_id}:{copy}"
        )


async def waiting_draft(desk: Desk, case: CaseRow) -> int | None:
    """The draft of the highest level that the clock wrote for a duty still owed; of others nothing is issued."""
    owed = {each.id for each in await case_file.of(desk.turn, case).clocks()}
    found = [
        each
        for each in await oversight.slips_of(await desk.read(), case.id)
        if each.issued_at is None and each.closed_at is None and each.clock_id in owed
    ]
    return max(found, key=lambda each: each.level).id if found else None


def copied(case: CaseRow, ground: str, due: date) -> Letter:
    """抄送: number, ground and date; no word of a citizen."""
    return Letter(
        lambda: text("slip-copy", number=case.number, ground=text(f"ground-{ground}"), due=dates.day(due))
    )


async def recommend(desk: Desk, case: CaseRow, actor: Actor, facts: dict[str, Any]) -> None:
    """A recommendation goes to the body it is meant for, with the day for the written answer."""
    session = await desk.write()
    body = await office.unit(session, facts["body_id"])
    if body is None or actor.staff_id is None:
        return
    running = await case_file.of(desk.turn, case).clocks()
    due = next(
        (each.limit for each in running if each.clock == clock_names.RECOMMENDATION),
        desk.today + timedelta(days=30),
    )
    kind = facts["kind"]
    sent = await oversight.recommend(
        session,
        _KINDS[kind],
        body.id,
        facts["text"],
        by=actor.staff_id,
        due=due,
        now=desk.now,
        case_ids=[case.id],
    )

    own = case.id if body.id == case.unit_id else None  # another body reads the advice, not the case

    def said() -> str:
        return text(
            "advice-sent", number=case.number, kind=text(f"recommendation-{kind}"), due=dates.day(due)
        )

    heads = await office.staff_with(session, Role.HEAD, body.id)
    letter = Letter(lambda: f"{said()}\n{facts['text']}", case_id=own, protect=True)
    if not await letters.to_staff(desk.turn, heads, letter, f"advice:{sent}"):
        await unreached.tell(desk.turn, body, said, own, f"advice:{sent}")
