"""The last cases as material for measuring a change of rules; sealed cases are never among them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import many, table
from storage.tables.case_rows import CaseClock, TextKind

cases = table("cases")
case_texts = table("case_texts")
case_clocks = table("case_clocks")


@dataclass(frozen=True)
class Story:
    """What a citizen told, for reading by the machine; never shown to an administrator."""

    case_id: int
    words: str


@dataclass(frozen=True)
class Placed:
    """Topic and town of a case, by which its unit is found."""

    topic: str
    town: str


@dataclass(frozen=True)
class TopicCorrection:
    """How often clerks put one topic where the machine had said another, and the words that misled it."""

    machine: str
    clerk: str
    count: int
    words: Mapping[str, int]


async def stories(session: AsyncSession, limit: int) -> list[Story]:
    """The stories of the last `limit` open or closed cases, newest first."""
    last = select(cases.c.id).where(~cases.c.sealed).order_by(cases.c.id.desc()).limit(limit).subquery()
    found = await session.execute(
        select(case_texts.c.case_id, case_texts.c.body)
        .join(last, last.c.id == case_texts.c.case_id)
        .where(case_texts.c.kind == TextKind.STORY.value)
        .order_by(case_texts.c.case_id.desc(), case_texts.c.id)
    )
    told: dict[int, list[str]] = {}
    for case_id, body in found:
        told.setdefault(case_id, []).append(body or "")
    return [Story(case_id, "\n".join(parts)) for case_id, parts in told.items()]


async def placed(session: AsyncSession, limit: int) -> list[Placed]:
    """Topic and town of the last `limit` cases that have a topic."""
    wanted = select(cases.c.topic, cases.c.town).where(~cases.c.sealed, cases.c.topic.is_not(None))
    found = await session.execute(wanted.order_by(cases.c.id.desc()).limit(limit))
    return [Placed(topic, town) for topic, town in found]


async def clocks(session: AsyncSession, clock: str, limit: int) -> list[CaseClock]:
    """The last `limit` clocks of a kind, running or not."""
    wanted = select(CaseClock).where(case_clocks.c.clock == clock).order_by(case_clocks.c.id.desc())
    return await many(session, wanted.limit(limit))


async def numbers(session: AsyncSession, case_ids: list[int]) -> dict[int, str]:
    """The numbers of cases by id; a sealed case has none here."""
    wanted = select(cases.c.id, cases.c.number).where(cases.c.id.in_(case_ids), ~cases.c.sealed)
    return {row[0]: row[1] for row in await session.execute(wanted)}


async def corrections(session: AsyncSession, since: datetime, *, at_least: int = 3) -> list[TopicCorrection]:
    """Where clerks corrected the machine's topic since a moment, most often first.

    The words are those of the lexicon that spoke for the wrong topic, so nothing a citizen typed is shown; words
    and pairs seen in fewer than `at_least` cases are left out.
    """
    found = await session.execute(
        select(cases.c.topic_machine, cases.c.topic_clerk, cases.c.topic_reasons).where(
            cases.c.topic_machine.is_not(None),
            cases.c.topic_clerk.is_not(None),
            cases.c.topic_clerk != cases.c.topic_machine,
            cases.c.registered_at >= since,
            ~cases.c.sealed,
        )
    )
    pairs: Counter[tuple[str, str]] = Counter()
    words: dict[tuple[str, str], Counter[str]] = {}
    for machine, clerk, reasons in found:
        pairs[machine, clerk] += 1
        said = {str(each.get("word", "")) for each in reasons or () if isinstance(each, dict)}
        words.setdefault((machine, clerk), Counter()).update(said - {""})
    return [
        TopicCorrection(
            machine, clerk, count, {w: n for w, n in words[machine, clerk].most_common(8) if n >= at_least}
        )
        for (machine, clerk), count in pairs.most_common()
        if count >= at_least
    ]
