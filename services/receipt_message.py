"""What the citizen reads when a matter is filed: the number, the query code, and what comes next."""

from datetime import timedelta
from typing import Any

from casework import clock_names, clocks
from casework.wording import text
from services import dates, unit_names
from services.buttons import Case, plain
from services.context import Desk
from storage import office
from storage.outbox import Kind, Outgoing
from storage.tables.case_rows import Case as CaseRow

CODE_SHOWN = timedelta(days=1)
"""How long a query code stays on the screen when nobody says that it is saved."""


def card_key(case: CaseRow) -> str:
    """The logical message that shows a case's query code."""
    return f"code:{case.id}"


async def show(desk: Desk, case: CaseRow, code: str) -> None:
    """The receipt in the chat, with the query code; the message is secret and wiped once it was delivered."""
    session = await desk.read()
    unit = await office.unit(session, case.unit_id) if case.unit_id else None
    due = clocks.start(
        clock_names.TRIAGE, case.registered_at, desk.context.calendar, rules=desk.context.clocks
    )
    words = text(
        "filed",
        number=case.number,
        code=text("filed-code", code=code),
        until=dates.day(due.limit),
        next=text("filed-next-unit" if case.state == "transferred" else "filed-next-bureau"),
        where=where(case, unit_names.short(unit) if unit else desk.context.office.words["office"]),
    )
    if case.anonymous:
        # Nothing that stays may tie this chat to the case: no card, no later redrawing, no way in but the code.
        saved_only = plain([(text("opt-code-saved"), Case(do="saved", case=0))])
        desk.say(words, keyboard=saved_only, secret=True)
        return
    verbs = [
        ("opt-code-saved", "saved"),
        ("opt-show", "show"),
        ("opt-supplement", "supplement"),
        ("opt-receipt", "receipt"),
    ]
    keyboard = plain([(text(key), Case(do=do, case=case.id)) for key, do in verbs])
    desk.say(words, keyboard=keyboard, secret=True, card=card_key(case))
    await hide_code(desk, case, after=CODE_SHOWN)


def where(case: CaseRow, unit: str) -> str:
    """Where the matter lies right after filing."""
    if case.sealed:
        return text("filed-where-sealed")
    key = "filed-where-unit" if case.state == "transferred" else "filed-where-bureau"
    return text(key, unit=unit)


async def hide_code(desk: Desk, case: CaseRow, *, after: timedelta = timedelta()) -> None:
    """Redraw the receipt without the query code: when the citizen has it, or by itself after a day."""
    keyboard = plain(
        [
            (text("opt-show"), Case(do="show", case=case.id)),
            (text("opt-receipt"), Case(do="receipt", case=case.id)),
        ]
    )
    payload: dict[str, Any] = {
        "text": text("code-hidden", number=case.number),
        "reply_markup": keyboard.model_dump(exclude_none=True),
    }
    desk.turn.say(
        Outgoing(
            desk.channel,
            desk.chat_id,
            "editMessageText",
            payload,
            kind=Kind.REPLY,
            card=card_key(case),
            not_before=desk.now + after if after else None,
            dedupe=f"hide:{card_key(case)}" if after else None,
        )
    )
