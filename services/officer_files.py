"""A citizen's files on their way to an officer: copies, made before the turn writes, sent in private only."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from casework.wording import text
from services.context import Desk
from services.papers import handing_over
from services.papers.working_copy import WorkingCopy, neutral_name, working_copy
from storage import cases
from storage.files import Saved, Stored
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseAttachment


@dataclass(frozen=True)
class Prepared:
    """A working copy that is safely on disk, and what is said under it."""

    saved: Saved
    caption: str


async def prepare(desk: Desk, case: CaseRow, *, risky: bool) -> tuple[list[Prepared], int]:
    """Copies of the case's files: those that could run something, or the others; also how many are left out.

    One after the other, so that memory holds one file. Call it before the turn writes.
    """
    rows: Sequence[CaseAttachment] = await cases.files(await desk.read(), case.id)
    made: list[Prepared] = []
    left_out = 0
    for n, row in enumerate(rows, 1):
        original = await desk.context.files.open(await desk.read(), row.file_id)
        if original is None:
            continue
        copy = await asyncio.to_thread(_copied, original, case.number, n)
        if copy.runs is not risky:
            left_out += 1
            continue
        saved = await handing_over.keep(desk, copy.content, name=copy.name, mime=original.mime)
        made.append(Prepared(saved, _caption(row, copy, original, n)))
    return made, left_out


async def originals(desk: Desk, case: CaseRow) -> list[Prepared]:
    """The case's files byte for byte as they came, under neutral names. Call it before the turn writes."""
    made: list[Prepared] = []
    for n, row in enumerate(await cases.files(await desk.read(), case.id), 1):
        original = await desk.context.files.open(await desk.read(), row.file_id)
        if original is None:
            continue
        content, name = await asyncio.to_thread(_as_it_came, original, case.number, n)
        saved = await handing_over.keep(desk, content, name=name, mime=original.mime)
        made.append(Prepared(saved, text("original-caption", n=n, fingerprint=original.sha256)))
    return made


def _as_it_came(original: Stored, number: str, n: int) -> tuple[bytes, str]:
    with original.open() as opened:
        content = opened.read()
    return content, neutral_name(
        content, mime=original.mime, name=original.name, number=f"{number}-original", n=n
    )


def _copied(original: Stored, number: str, n: int) -> WorkingCopy:
    with original.open() as content:
        return working_copy(content.read(), mime=original.mime, name=original.name, number=number, n=n)


def _caption(row: CaseAttachment, copy: WorkingCopy, original: Stored, n: int) -> str:
    """What the citizen wrote under it, and by what the original is known again."""
    key = "staff-file-stripped" if copy.stripped else "staff-file-as-it-came"
    words = [row.caption or "", text(key, n=n, fingerprint=original.sha256)]
    return "\n".join(filter(None, words))


async def send(desk: Desk, case: CaseRow, made: Sequence[Prepared]) -> None:
    """Send the copies to the officer's private chat, protected from forwarding."""
    for each in made:
        await handing_over.send(
            desk, each.saved, caption=each.caption, chat_id=desk.private_chat, case_id=case.id, protect=True
        )
