"""Hearings as they come: who must be there is reminded the day before; the others of a joint matter hear of it.

The others read when and where it is and before whom, and what it found; never whose matter it is.
"""

import json
from collections.abc import Sequence
from datetime import timedelta

from casework import notices
from casework.notices import Audience, Notice
from casework.petition import Change
from casework.wording import Later, LaterDay
from nlp import redact
from services import case_file, dates, joint, notify, record
from services.context import OfficeContext
from storage import cases, joints
from storage.tables.case_rows import Case as CaseRow
from storage.turn import Turn

TOLD = ("hearing_open", "hearing_close")
"""Steps of one matter that the others of its joint matter are told of."""


async def remind(turn: Turn, context: OfficeContext) -> None:
    """Daily: whoever must come to a hearing tomorrow is told so once more, also who represents its joint matter."""
    tomorrow = (dates.local(turn.now) + timedelta(days=1)).isoformat()
    session = await turn.write()
    for case in await cases.in_hearing(session):
        opened = record.last(await case_file.of(turn, case).events(), "hearing_open")
        if opened is None or json.loads(opened.data).get("on") != tomorrow:
            continue
        key, words = f"hearing:{case.id}:{opened.seq}:eve", opened.note or ""
        units = [case.unit_id, *await case_file.of(turn, case).co_units()]
        told = notices.hearing_eve(case, tomorrow, words, tuple(unit for unit in units if unit))
        await notify.tell(turn, context, case, told, key)
        together = await joint.of_case(turn, case)
        for other in await _others(turn, case):
            if together is not None and other.id in together.elected:
                facts: dict[str, str | int | Later] = {"number": other.number, "on": LaterDay(tomorrow)}
                eve = Notice(Audience.CITIZEN, "notice-citizen-hearing_eve-joint", facts, words=words)
                await notify.tell(turn, context, other, [eve], f"{key}:{other.id}")


async def tell_joint(turn: Turn, context: OfficeContext, case: CaseRow, change: Change) -> None:
    """The others of a joint matter are told that a hearing is held in it, and what came of it."""
    if change.event not in TOLD:
        return
    words = change.note
    if change.event == "hearing_close" and await names_somebody(turn, case, words):
        words = ""
    for other in await _others(turn, case):
        facts = {
            "number": other.number,
            "on": LaterDay(str(change.data["on"])) if change.data.get("on") else "",
        }
        heard = Notice(Audience.CITIZEN, f"notice-citizen-{change.event}-joint", facts, words=words)
        await notify.tell(turn, context, other, [heard], f"case:{case.id}:{case.version}:joint:{other.id}")


async def names_somebody(turn: Turn, case: CaseRow, words: str) -> bool:
    """Whether words could tell others who filed a matter: its citizen's own data, or anything that identifies."""
    who = await cases.identity(await turn.read(), case.id)
    known = (who.name, who.phone, who.address, who.contact) if who is not None else ()
    return bool(redact.redact(words).masks) or any(each and each in words for each in known)


async def _others(turn: Turn, case: CaseRow) -> Sequence[CaseRow]:
    """The other open cases of its joint matter; none sealed, and none of a sealed one."""
    session = await turn.read()
    member = await joints.of_case(session, case.id)
    if member is None or case.sealed:
        return ()
    found = await joints.cases_of(session, member.joint_id)
    return [other for other in found if other.id != case.id and other.is_open]
