"""The running numbers of documents: the next of a body's series, and the one a document was given."""

from collections.abc import Callable

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import upsert
from storage.rows import table
from storage.tables.document_rows import DocumentSeries

series = table("document_series")
numbers = table("document_numbers")
events = table("case_events")


async def give(
    session: AsyncSession, case_id: int, unit_id: int, kind: str, year: int, written: Callable[[int], str]
) -> str:
    """Give the document of a case's last step the next number of the body's series; `written` puts it into words.

    The series' row stays locked until the step is committed: no gaps, and no number twice.
    """
    counted = upsert.insert(session, DocumentSeries).values(unit_id=unit_id, kind=kind, year=year, value=1)
    counted = counted.on_conflict_do_update(
        index_elements=["unit_id", "kind", "year"], set_={"value": series.c.value + 1}
    )
    serial = (await session.execute(counted.returning(series.c.value))).scalar_one()
    seq = await session.scalar(select(func.max(events.c.seq)).where(events.c.case_id == case_id))
    words = written(serial)
    row = {"case_id": case_id, "seq": seq, "unit_id": unit_id, "kind": kind, "year": year, "serial": serial}
    await session.execute(insert(numbers).values(**row, words=words))
    return words


async def given(session: AsyncSession, case_id: int, seq: int) -> str | None:
    """The number of the document of a case's step; None where none was given."""
    found = select(numbers.c.words).where(numbers.c.case_id == case_id, numbers.c.seq == seq)
    return await session.scalar(found)
