"""A written answer in the making: its parts in a conversation, kept as a draft, and as the citizen reads it."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from casework.petition import Actor, Outcome, Refusal
from casework.reply import NO_LAW, check, compose, overall
from casework.reply import AnswerDraft as ReplyDraft
from casework.wording import text
from services import moves
from services.context import Desk
from services.kept import Kept
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseDemand, TextKind

PARTS = ("facts", "opinion", "basis")


@dataclass
class Reply(Kept):
    """An answer that is being prepared: on which case, in which role, and what is written so far."""

    KEY = "reply"

    case: int
    staff: int
    outcomes: dict[str, str] = field(default_factory=dict)
    facts: str = ""
    opinion: str = ""
    basis: str = ""


def drafted(opened: Reply, listed: list[CaseDemand]) -> ReplyDraft:
    """The answer as the rules check and compose it."""
    demands = {each.n: each.text or "" for each in listed} or {1: text("reply-the-matter")}
    return ReplyDraft(
        demands=demands,
        outcomes={int(n): Outcome(value) for n, value in opened.outcomes.items()},
        facts=opened.facts,
        opinion=opened.opinion,
        basis=opened.basis,
    )


def composed(desk: Desk, case: CaseRow, draft: ReplyDraft) -> str:
    """The whole answer as the citizen would read it today, with the remedy's date."""
    return compose(
        draft, case, answered_on=desk.today, calendar=desk.context.calendar, rules=desk.context.clocks
    )


async def checked(desk: Desk, case: CaseRow, opened: Reply) -> ReplyDraft:
    """The answer, complete. Raises `Refusal` with the first thing that is missing."""
    draft = drafted(opened, await cases.demands(await desk.read(), case.id))
    missing = lacks(case, draft)
    if missing:
        raise Refusal(missing[0])
    return draft


def parts_of(case: CaseRow) -> tuple[str, ...]:
    """What is asked for: a suggestion needs no legal ground."""
    return tuple(part for part in PARTS if part != "basis" or case.purpose not in NO_LAW)


def lacks(case: CaseRow, draft: ReplyDraft) -> tuple[str, ...]:
    """What the answer still lacks, in sentences."""
    return check(draft, needs_law=case.purpose not in NO_LAW)


async def give(desk: Desk, case: CaseRow, actor: Actor, opened: Reply, **facts: Any) -> CaseRow:
    """Answer: the gate is asked once more, then the move, the demands and the text are stored together."""
    session = await desk.write()
    draft = await checked(desk, case, opened)
    words, outcome = composed(desk, case, draft), overall(draft).value
    case = await moves.make(
        desk.turn, desk.context, case, "answer", by=actor, outcome=outcome, text=words, **facts
    )
    for n, decided in draft.outcomes.items():
        await cases.decide_demand(session, case.id, n, decided.value)
    return case


async def keep(desk: Desk, case: CaseRow, actor: Actor, opened: Reply) -> int:
    """Store a draft beside the case, sealed as every text is; its id."""
    body = json.dumps(asdict(opened), ensure_ascii=False)
    session = await desk.write()
    return await cases.add_text(
        session,
        case.id,
        TextKind.ANSWER,
        body,
        by=actor.role,
        at=desk.now,
        staff_id=actor.staff_id,
        public=False,
    )


async def kept(desk: Desk, case: CaseRow, draft_id: int | None) -> Reply | None:
    """A stored draft of this case."""
    for row in await cases.texts(await desk.read(), case.id, TextKind.ANSWER):
        if row.id == draft_id and row.body:
            return Reply(**json.loads(row.body))
    return None
