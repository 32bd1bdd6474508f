"""What a citizen holds proves what the office did: receipts are signed, and the guide names the key."""

import json
import re
from typing import Any

from sqlalchemy import select

from casework import receipts
from storage.rows import table
from tests.journeys.stories import files
from tests.people import Bureau, People

KEY = re.compile(r"公钥是 (\S{44})")


async def receipt_given(bureau: Bureau) -> Any:
    """The one receipt that was handed out, as JSON."""
    async with bureau.db.reading() as session:
        ids = await session.scalars(select(table("files").c.id))
        stored = [await bureau.context.files.open(session, each) for each in ids]
    (receipt,) = [each for each in stored if each is not None and each.mime == "application/json"]
    with receipt.open() as content:
        return json.load(content)


async def test_a_receipt_is_signed_by_the_key_of_the_guide(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann)
    await ann.presses("下载回执")
    await ann.presses("核验文件")
    paper = await receipt_given(bureau)
    key = KEY.search(await ann.says("/guide"))
    assert key
    checked = receipts.check(paper, key=key.group(1))
    assert (checked.holds, checked.number, checked.signed) == (True, number, True)
    paper["events"][-1]["at"] = "2026-11-20T00:00:00.000000Z"
    assert not receipts.check(paper, key=key.group(1)).holds
