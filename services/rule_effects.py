"""What a proposed change of rules would have done to the cases on file: the report without which nothing goes live.

`material` reads, `report` computes (slow for keywords: outside the event loop). A report is counts and dates; no
word of a citizen is in it, because administrators see no case.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework.calendar import WorkCalendar
from casework.petition import ClockStart
from casework.wording import revisions, text
from nlp import replay
from services import dates, holidays, rulebook
from services.context import OfficeContext
from storage import office, rules, samples
from storage.samples import Placed, Story
from storage.tables.case_rows import CaseClock
from storage.tables.public_rows import RuleArea

LAST = 500
"""How many cases are read anew unless told otherwise."""
SHOWN = 12
"""How many lines of a kind a report has."""

Report = dict[str, Any]
"""`cases` looked at, `changed` among them, `lines` for people."""


async def material(
    session: AsyncSession, context: OfficeContext, area: RuleArea, body: rulebook.Body, last: int = LAST
) -> Any:
    """What the report of an area is computed from."""
    if area is RuleArea.KEYWORDS:
        return await samples.stories(session, last)
    if area is RuleArea.ROUTES:
        names = {unit.code: unit.short_name for unit in await office.units(session, inactive=True)}
        return await samples.placed(session, last), await rulebook.routes_now(session), names
    if area is RuleArea.CLOCKS:
        ids = sorted({row["clock"] for row in body.get("clocks", ())})
        return {clock: await samples.clocks(session, clock, last) for clock in ids}
    if area is RuleArea.HOLIDAYS:
        own = rulebook.calendar_with(list(body.get("years", {}).values()))
        after = WorkCalendar({**context.calendar.years, **own.years})
        numbers = [int(year) for year in body.get("years", {})]
        return (
            await holidays.effect(session, context.clocks, context.calendar, after, numbers)
            if numbers
            else []
        )
    return ((await rules.current(session, area)).body or {}).get("sentences", {})


def report(context: OfficeContext, area: RuleArea, body: rulebook.Body, found: Any) -> Report:
    """The report of an area."""
    if area is RuleArea.KEYWORDS:
        return of_keywords(context, body, found)
    if area is RuleArea.ROUTES:
        return of_routes(body, *found)
    if area is RuleArea.CLOCKS:
        return of_clocks(context, body, found)
    if area is RuleArea.HOLIDAYS:
        return of_holidays(found)
    return of_wording(body, found)


def of_keywords(context: OfficeContext, body: rulebook.Body, stories: Sequence[Story]) -> Report:
    """How many cases would have been read as another topic, from which to which."""
    found = replay.effect(context.reader, rulebook.reader_with(body), [("", each.words) for each in stories])
    lines = [text("rules-effect-sure", before=found.sure_before, after=found.sure_after)]
    for was, now, count in found.between()[:SHOWN]:
        lines.append(
            text("rules-effect-moved", was=_named(context, was), now=_named(context, now), count=count)
        )
    return {"cases": found.total, "changed": len(found.moved), "lines": lines}


def _named(context: OfficeContext, topic: str) -> str:
    known = topic in context.reader.lexicon.topics or topic in context.reader.lexicon.family_of
    return context.topic_name(topic) if known else topic


def of_routes(
    body: rulebook.Body, cases: Sequence[Placed], now: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> Report:
    """How many of the last cases would have gone to another unit."""
    moved: Counter[tuple[str, str]] = Counter()
    for each in cases:
        was, new = routed(now, each), routed(body.get("routes", ()), each)
        if was != new:
            moved[was, new] += 1
    nobody = text("rules-effect-nobody")
    lines = [
        text("rules-effect-moved", was=names.get(was, nobody), now=names.get(new, nobody), count=count)
        for (was, new), count in moved.most_common(SHOWN)
    ]
    return {"cases": len(cases), "changed": moved.total(), "lines": lines}


def routed(table: Sequence[Mapping[str, Any]], case: Placed) -> str:
    """The code of the unit a table names: the longest topic prefix wins, then the very town."""
    fitting = [row for row in table if case.topic.startswith(row["topic"]) and row["town"] in ("", case.town)]
    best = max(fitting, key=lambda row: (len(row["topic"]), bool(row["town"])), default=None)
    return str(best["unit"]) if best else ""


def of_clocks(
    context: OfficeContext, body: rulebook.Body, found: Mapping[str, Sequence[CaseClock]]
) -> Report:
    """How the last clocks of each changed kind would have ended, had the newest length held for them."""
    rows, changed, missed = 0, 0, 0
    lines = []
    for clock, length in newest_lengths(body).items():
        others = [(row, anew(context, row, length)) for row in found.get(clock, ())]
        moved = [(row, limit) for row, limit in others if limit.limit != row.limit]
        late = sum(
            1
            for row, limit in moved
            if row.stopped_at and dates.local(row.stopped_at) > limit.rolled_limit and row.kept
        )
        rows, changed, missed = rows + len(others), changed + len(moved), missed + late
        name = text(f"clock-{clock}")
        lines.append(
            text("rules-effect-clock", clock=clock, name=name, count=len(others), moved=len(moved), late=late)
        )
    return {"cases": rows, "changed": changed, "missed": missed, "lines": lines}


def newest_lengths(body: rulebook.Body) -> dict[str, int]:
    """The last length of each clock of a body."""
    return {
        row["clock"]: row["length"] for row in sorted(body.get("clocks", ()), key=lambda each: each["from"])
    }


def anew(context: OfficeContext, row: CaseClock, length: int) -> ClockStart:
    """The clock, had it been started with another length."""
    return context.clocks.start(row.clock, row.started, context.calendar, length=length)


def of_holidays(moved: Sequence[holidays.LimitMoved]) -> Report:
    """Which running cases get another date."""
    days = [each for each in moved if each.moves]
    lines = [
        text(
            "rules-effect-date", number=each.number or text("rules-effect-sealed"), clock=each.clock,
            was=each.was.isoformat(), now=each.now.isoformat(),
        )
        for each in days[:SHOWN]
    ]  # fmt: skip
    lines.append(text("rules-effect-sure-now", count=len(moved) - len(days)))
    return {"cases": len(moved), "changed": len(days), "lines": lines}


def of_wording(body: rulebook.Body, now: Mapping[str, str]) -> Report:
    """The sentences as people read them now and then, and the facts that a new one no longer names."""
    lines, changed = [], 0
    new = body.get("sentences", {})
    for key in sorted({*now, *new}):
        shipped = revisions.current(key)
        was, words = now.get(key, shipped), new.get(key, shipped)
        if was.strip() == words.strip():
            continue
        changed += 1
        lines.append(text("rules-effect-sentence", name=key, was=was, now=words))
        dropped = revisions.check(key, words)
        if dropped:
            lines.append(text("rules-effect-dropped", names="、".join(dropped)))
    return {"cases": 0, "changed": changed, "lines": lines}
