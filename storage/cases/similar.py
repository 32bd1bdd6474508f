"""Candidates for "is this about the same matter?": few, found by index, compared by whoever asks.

Each case keeps its most telling words as keyed marks. A search takes the newest cases of each mark, so its
work does not grow with the number of cases on file. Exact comparison is the caller's (on at most fifty).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Actor
from storage import vault
from storage.cases.parts import phone_fingerprint
from storage.cases.sight import seen_by
from storage.cases.words import clean
from storage.rows import many, table
from storage.tables.cases import Case, CaseText, TextKind

cases = table("cases")
case_marks = table("case_marks")
case_texts = table("case_texts")
case_identity = table("case_identity")

MARKS = 16
"""Telling words kept of a case; measured at about 1 kB a case with its index on PostgreSQL."""

NEWEST = 200
"""Cases taken of each mark, newest first: a bound on the work, however common a word is."""

SENDERS = 20
"""Earlier cases of the same person or telephone that are always candidates."""


@dataclass(frozen=True)
class Candidate:
    """A case that may be about the same matter: how many telling words it shares, and the citizen's words."""

    case: Case
    shared: int
    same_sender: bool
    text: str


async def mark(
    session: AsyncSession, case_id: int, words: Sequence[str], *, without: Iterable[str] = ()
) -> None:
    """Keep the most telling words of a case; `without` as in `storage.cases.words.index`."""
    kept = marks(words, without)
    if kept:
        await session.execute(insert(case_marks), [{"mark": m, "case_id": case_id} for m in sorted(kept)])


async def forget(session: AsyncSession, case_id: int) -> None:
    """Let a case be no candidate any more (erasure)."""
    await session.execute(case_marks.delete().where(case_marks.c.case_id == case_id))


async def similar_candidates(
    session: AsyncSession,
    words: Sequence[str],
    limit: int = 50,
    *,
    owner_id: int | None = None,
    phone: str | None = None,
    viewer: Actor | None = None,
    but: int | None = None,
) -> list[Candidate]:
    """At most `limit` cases worth comparing: those of the same sender first, then by shared telling words.

    `words` are the telling words of the new text, the most telling first. Sealed cases are no candidates for
    anyone without the sealed role.
    """
    shared = await _sharing(session, marks(words))
    senders = await _of_sender(session, owner_id, phone)
    ranked = sorted(
        shared.keys() | senders, key=lambda each: (each in senders, shared[each], each), reverse=True
    )
    ids = [each for each in ranked if each != but][: 2 * limit]
    found = await many(session, select(Case).where(cases.c.id.in_(ids), seen_by(viewer)))
    by_id = {case.id: case for case in found}
    kept = [by_id[each] for each in ids if each in by_id][:limit]
    stories = await _stories(session, [case.id for case in kept])
    return [Candidate(case, shared[case.id], case.id in senders, stories.get(case.id, "")) for case in kept]


def marks(words: Sequence[str], without: Iterable[str] = ()) -> set[int]:
    """The keyed marks of the most telling words; words of one character tell nothing."""
    private = tuple(without)
    cleaned = dict.fromkeys(clean(word, private).strip() for word in words)
    telling = [word for word in cleaned if len(word) > 1][:MARKS]
    return {
        int.from_bytes(vault.installed().blind(word, context="case_marks.mark")[:8], "big") >> 1
        for word in telling
    }


async def _sharing(session: AsyncSession, wanted: set[int]) -> Counter[int]:
    """How many of these marks each of the newest cases has."""
    if not wanted:
        return Counter()
    newest = [
        select(
            select(case_marks.c.case_id)
            .where(case_marks.c.mark == each)
            .order_by(case_marks.c.case_id.desc())
            .limit(NEWEST)
            .subquery()
            .c.case_id
        )
        for each in sorted(wanted)
    ]
    found = await session.execute(union_all(*newest))
    return Counter(int(row[0]) for row in found)


async def _of_sender(session: AsyncSession, owner_id: int | None, phone: str | None) -> set[int]:
    mine: list[int] = []
    if owner_id is not None:
        own = select(cases.c.id).where(cases.c.owner_id == owner_id).order_by(cases.c.id.desc())
        mine += await session.scalars(own.limit(SENDERS))
    if phone:
        same = case_identity.c.phone_blind == phone_fingerprint(phone)
        called = select(case_identity.c.case_id).where(same).order_by(case_identity.c.case_id.desc())
        mine += await session.scalars(called.limit(SENDERS))
    return set(mine)


async def _stories(session: AsyncSession, ids: Sequence[int]) -> dict[int, str]:
    wanted = select(CaseText).where(case_texts.c.case_id.in_(ids), case_texts.c.kind == TextKind.STORY.value)
    stories: dict[int, str] = {}
    for row in await many(session, wanted.order_by(case_texts.c.id)):
        stories[row.case_id] = f"{stories.get(row.case_id, '')}\n{row.body or ''}".strip()
    return stories
