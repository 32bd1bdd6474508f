"""What a citizen holds proves what the office did: receipts are signed, and the guide names the key."""

import json
import re
from typing import Any

from sqlalchemy import func, select

from casework import receipts
from storage.rows import table
from tests.journeys.stories import files
from tests.people import Bureau, People

KEY = re.compile(r"公钥是 (\S{44})")


async def newest_file(bureau: Bureau) -> Any:
    """The content of the file that was made last, as JSON."""
    async with bureau.db.reading() as session:
        newest = await session.scalar(select(func.max(table("files").c.id)))
        stored = await bureau.context.files.open(session, newest or 0)
    assert stored is not None
    with stored.open() as content:
        return json.load(content)


async def test_a_receipt_is_signed_by_the_key_of_the_guide(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    number, _ = await files(ann)
    await ann.presses("下载回执")
    paper = await newest_file(bureau)
    key = KEY.search(await ann.says("/guide"))
    assert key
    checked = receipts.check(paper, key=key.group(1))
    assert (checked.holds, checked.number, checked.signed) == (True, number, True)
    paper["events"][-1]["at"] = "2026-11-20T00:00:00.000000Z"
    assert not receipts.check(paper, key=key.group(1)).holds
