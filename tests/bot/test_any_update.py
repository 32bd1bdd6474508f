"""Any update that the Bot API's schema allows: no fault, nothing lost in silence, nothing that Telegram refuses."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.intake import Fed
from casework.petition import Role
from handlers.staff.group_life import REMARKS
from storage.tables.outbox_rows import OutboxRow
from tests.crossings import EFFORT, HOURS, PROOF, Figure
from tests.journeys.stories import files
from tests.people import Bureau, People, open_groups
from tests.updates_by_schema import Maker, Scene

SEEDS = (20_261_128, 3) if PROOF else (20_261_128,)
MOVED = ("migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_closed", "forum_topic_reopened")
QUIET = frozenset({*REMARKS, *MOVED})
"""What Telegram remarks of a chat: nobody waits for an answer."""


async def said(bureau: Bureau) -> int:
    """How much was queued to be said until now."""
    async with bureau.db.reading() as session:
        return await session.scalar(select(func.max(OutboxRow.id))) or 0  # type: ignore[arg-type]


def owed(kind: str, body: dict[str, Any]) -> bool:
    """Whether somebody waits for an answer: a press, and whatever a person sends in private that is no remark."""
    if kind == "callback_query":
        return True
    return kind == "message" and body["chat"]["type"] == "private" and not QUIET & set(body)


@pytest.mark.timeout(HOURS if PROOF else 300)
@pytest.mark.parametrize("seed", SEEDS)
async def test_any_update_is_answered_and_none_is_a_fault(bureau: Bureau, figure: Figure, seed: int) -> None:
    await open_groups(bureau, "telegram")
    people = People(bureau, "telegram")
    ann, li = await people.citizen(), await people.officer("labour", Role.HANDLER)
    clerk = await people.officer("bureau", Role.CLERK)
    await files(ann)
    places = [(each.sender, {"id": each.chat_id, "type": "private"}) for each in (ann, ann, li, clerk)]
    bound = {"id": bureau.groups["labour"], "type": "supergroup", "title": "群"}
    places += [(li.sender, bound), (ann.sender, {"id": -77_001, "type": "group", "title": "别的群"})]
    kept = [bureau.telegram.keeps(b"\xff\xd8\xff\xe0 a photo"), bureau.telegram.keeps(b"%PDF-1.4 nothing")]
    maker, faults, silent = Maker(seed), [], []
    for _ in range(EFFORT.updates):
        sender, chat = maker.chance.choice(places)
        scene = Scene(sender, chat, kept, int(bureau.clock().timestamp()))
        update = maker.update(scene, bureau.processor.allowed_updates)
        ((kind, body),) = update.items()
        before = await said(bureau)
        fed = await bureau.feeds("telegram", update)
        if fed is not Fed.HANDLED:
            faults.append(json.dumps(update))
        elif owed(kind, body) and await said(bureau) == before:
            silent.append(json.dumps(update))
    refused = {call.method for call in bureau.telegram.calls if call.status != 200}
    figure("updates", EFFORT.updates)
    figure("of them a fault", len(faults))
    figure("of them lost in silence", len(silent))
    assert faults == []
    assert silent == []
    assert refused <= {"editMessageText"}, (
        "a card that is drawn as it stands is not modified; all else is taken"
    )
