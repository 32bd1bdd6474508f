"""The body that acts in a step: its documents bear its name and its own running number (Art. 23, 32, 34, 35)."""

from casework import documents
from casework.petition import Change
from casework.wording import recorded
from services import case_file, dates
from storage import document_numbers, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import Unit
from storage.turn import Turn


async def number_document(turn: Turn, case: CaseRow, change: Change) -> None:
    """Give the document that a change makes the next number of the body that made it, in the change's own turn.

    Documents of sealed matters bear the number of the matter alone: nobody learns of them from a gap.
    """
    kind = documents.for_event(change.event)
    if kind is None or not kind.numbered or case.sealed:
        return
    session = await turn.write()
    body = await _body(turn, change)
    year, series = dates.local(change.at).year, recorded(f"doc-series-{kind.kind}")

    def written(serial: int) -> str:
        return recorded(
            "doc-own-number", body=body.short_name, series=series, year=str(year), serial=str(serial)
        )

    await document_numbers.give(session, case.id, body.id, kind.kind, year, written)


async def _body(turn: Turn, change: Change) -> Unit:
    acting = documents.acts_for_unit(change.by.role) and change.by.unit_id
    found = (await case_file.units(turn)).get(acting) if acting else None
    return found or await office.bureau(await turn.read())
