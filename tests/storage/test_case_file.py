"""A case file: what was read once in a turn is handed on, and never outlives the version it was read at."""

from datetime import datetime

from casework.petition import SYSTEM
from services import case_file
from storage import cases
from storage.database import Database
from storage.turn import begin
from tests.storage.matters import change, filed


async def test_the_same_version_is_one_file_that_reads_each_part_once(db: Database, now: datetime) -> None:
    case = (await filed(db, now)).case
    async with begin(db, "look", now) as turn:
        file = case_file.of(turn, case)
        events = await file.events()
        assert events
        assert case_file.of(turn, case) is file
        assert await file.events() is events


async def test_a_change_ends_the_file_though_its_row_is_refreshed_in_place(
    db: Database, now: datetime
) -> None:
    case_id = (await filed(db, now)).case.id
    async with begin(db, "move", now) as turn:
        session = await turn.write()
        row = await cases.by_id(session, case_id)
        assert row is not None
        before = await case_file.of(turn, row).events()
        after = await cases.record(session, change(row, "note", row.state, SYSTEM, now))
        assert after is row
        assert len(await case_file.of(turn, after).events()) == len(before) + 1
