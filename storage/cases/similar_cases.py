"""Candidates for "is this about the same matter?": few, found by index, compared by whoever asks.

Each case keeps its most telling words as keyed marks. A search takes the newest cases of each mark, so its
work does not grow with the number of cases on file. Exact comparison is the caller's (on at most fifty).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BigInteger, Subquery, bindparam, func, insert, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Actor
from storage import vault
from storage.cases.parts import phone_fingerprint
from storage.cases.search_words import clean
from storage.cases.sight import seen_by
from storage.rows import many, table
from storage.tables.case_rows import Case, CaseText, TextKind

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
class SimilarCase:
    """A case that may be about the same matter: how many telling words it shares, and the citizen's words."""

    case: Case
    shared: int
    same_sender: bool
    text: str


async def mark(
    session: AsyncSession, case_id: int, words: Sequence[str], *, without: Iterable[str] = ()
) -> None:
    """Keep the most telling words of a case; `without` as in `storage.cases.search_words.index`."""
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
) -> list[SimilarCase]:
    """At most `limit` cases worth comparing: those of the same sender first, then by shared telling words.

    `words` are the telling words of the new text, the most telling first. Sealed cases are no candidates for
    anyone without the sealed role.
    """
    wanted = marks(words)
    found = await _sharing(session, wanted, limit + 1, viewer) if wanted else []
    senders = await _of_sender(session, owner_id, phone)
    if senders:
        # Those of the same sender stand first, also where they are not among the newest of any mark.
        mine = await _of_these(session, senders, wanted, viewer)
        found = mine + [(case, shared) for case, shared in found if case.id not in senders]
    kept = [(case, shared) for case, shared in found if case.id != but][:limit]
    stories = await _stories(session, [case.id for case, _ in kept])
    return [SimilarCase(case, shared, case.id in senders, stories.get(case.id, "")) for case, shared in kept]


def marks(words: Sequence[str], without: Iterable[str] = ()) -> set[int]:
    """The keyed marks of the most telling words; words of one character tell nothing."""
    private = tuple(without)
    cleaned = dict.fromkeys(clean(word, private).strip() for word in words)
    telling = [word for word in cleaned if len(word) > 1][:MARKS]
    return {
        int.from_bytes(vault.installed().blind(word, context="case_marks.mark")[:8], "big") >> 1
        for word in telling
    }


async def _sharing(
    session: AsyncSession, wanted: set[int], limit: int, viewer: Actor | None
) -> list[tuple[Case, int]]:
    """Cases that share most of these marks, newest first among equals, and how many each shares."""
    most = _most_shared(len(wanted), NEWEST)
    found = (
        select(Case, most.c.shared)
        .join(most, most.c.case_id == cases.c.id)
        .where(seen_by(viewer))
        .order_by(most.c.shared.desc(), cases.c.id.desc())
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    given: dict[str, int] = {f"mark_{n}": each for n, each in enumerate(sorted(wanted))}
    rows = await session.execute(found, given | {"spare": 2 * limit})
    return [(case, int(shared)) for case, shared in rows]


@lru_cache(maxsize=MARKS)
def _most_shared(count: int, newest: int) -> Subquery:
    """The cases that share most of `count` marks, of the `newest` of each.

    Counted inside the database, so that few rows leave it. Made once for each count: putting so many parts together
    costs more than asking them.
    """
    parts = [
        select(
            select(case_marks.c.case_id)
            .where(case_marks.c.mark == bindparam(f"mark_{n}", type_=BigInteger))
            .order_by(case_marks.c.case_id.desc())
            .limit(newest)
            .subquery()
            .c.case_id
        )
        for n in range(count)
    ]
    each = union_all(*parts).subquery()
    shared = func.count().label("shared")
    most = (
        select(each.c.case_id, shared).group_by(each.c.case_id).order_by(shared.desc(), each.c.case_id.desc())
    )
    return most.limit(bindparam("spare", type_=BigInteger)).subquery()


async def _of_these(
    session: AsyncSession, ids: set[int], wanted: set[int], viewer: Actor | None
) -> list[tuple[Case, int]]:
    """These cases, those that share most marks first, the newest first among equals."""
    counting = select(case_marks.c.case_id, func.count()).where(
        case_marks.c.case_id.in_(ids), case_marks.c.mark.in_(wanted)
    )
    shared = {row[0]: int(row[1]) for row in await session.execute(counting.group_by(case_marks.c.case_id))}
    found = await many(session, select(Case).where(cases.c.id.in_(ids), seen_by(viewer)))
    ranked = sorted(found, key=lambda case: (shared.get(case.id, 0), case.id), reverse=True)
    return [(case, shared.get(case.id, 0)) for case in ranked]


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
