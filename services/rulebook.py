"""Rules that an office publishes itself: how they are written in a chat, checked, and put to work in a process.

A published body is a layer over what the program ships with: an empty one is the shipped rules. Every process
looks at each tick whether something newer was published, so a change reaches all of them without a restart.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework.calendar import BadTable, WorkCalendar
from casework.calendar import load as load_table
from casework.clocks import ClockRule, ClockRules
from casework.petition import Refusal
from casework.wording import revisions, text
from nlp import lexicons
from nlp.lexicons import HandRule, Lexicon
from nlp.reader import Reader
from nlp.words import WordCutter
from services import hours
from services.context import OfficeContext
from storage import office, rules
from storage.database import Database
from storage.tables.public_rows import RuleArea

Body = Mapping[str, Any]
_WORD_LINE = re.compile(r"^([+＋加－\-—删])\s*([A-Z]{2}\d{2})\s+(\S{2,20})(?:\s+([1-3]))?$")
_ROUTE_LINE = re.compile(r"^([A-Z]{2}(?:\d{2})?)(?:@(\S+?))?\s*[=＝]\s*(\S+?)(?:\s*[+＋]\s*(\S+))?$")
_CLOCK_LINE = re.compile(
    r"^([A-Z]\w{0,7})\s*[=＝]\s*(\d{1,3})\s*(?:天|日|个?工作日|小时)?\s*(?:自|从)?\s*(\d{4}-\d{2}-\d{2})$"
)
_SENTENCE = re.compile(r"^([a-z][\w-]*)\s*[=＝]\s*(.+)$", re.DOTALL)


# What was written in a chat, as the whole new body of an area


async def written(
    session: AsyncSession, area: RuleArea, said: str, context: OfficeContext, today: date
) -> Body:
    """The area's new body with the change that was written. Raises `Refusal` with what is wrong."""
    now = (await rules.current(session, area)).body or {}
    if area is RuleArea.ROUTES:
        return await routes_written(session, now, said, context)
    if area is RuleArea.CLOCKS:
        return clocks_written(now, said, today)
    if area is RuleArea.WORDING:
        return wording_written(now, said)
    return keywords_written(now, said, context)


def keywords_written(now: Body, said: str, context: OfficeContext) -> Body:
    """`＋ HJ03 夜间施工 3` adds or changes a word (weights 1 to 3), `－ HJ03 噪音` takes one away."""
    add = {(row["topic"], row["word"]): row for row in now.get("add", ())}
    remove = {tuple(pair) for pair in now.get("remove", ())}
    for line in _lines(said):
        found = _WORD_LINE.match(line)
        if found is None:
            raise Refusal(text("rules-bad-keyword", line=line))
        sign, topic, word, weight = found.groups()
        if topic not in context.reader.lexicon.topics:
            raise Refusal(text("rules-no-topic", code=topic))
        if sign in "+＋加":
            if context.reader.words.is_name(word):
                raise Refusal(text("rules-name", word=word))
            add[topic, word] = {"topic": topic, "word": word, "weight": int(weight or 2)}
            remove.discard((topic, word))
        else:
            add.pop((topic, word), None)
            remove.add((topic, word))
    return {"add": [add[key] for key in sorted(add)], "remove": [list(pair) for pair in sorted(remove)]}


async def routes_written(session: AsyncSession, now: Body, said: str, context: OfficeContext) -> Body:
    """`HJ03 = urban`, `HJ03@青山镇 = town`, `NY = town + labour` (with a co-unit), `HJ03 = 删`."""
    units = await office.units(session)
    known = {name: unit.code for unit in units for name in (unit.code, unit.short_name, unit.name)}
    current = await routes_now(session)
    table = {(row["topic"], row["town"]): row for row in now.get("routes", current)}
    for line in _lines(said):
        found = _ROUTE_LINE.match(line)
        if found is None:
            raise Refusal(text("rules-bad-route", line=line))
        topic, town, unit, co_unit = found.groups()
        if topic not in context.reader.lexicon.topics and topic not in context.reader.lexicon.family_of:
            raise Refusal(text("rules-no-topic", code=topic))
        key = (topic, town or "")
        if unit == "删":
            table.pop(key, None)
            continue
        for name in filter(None, (unit, co_unit)):
            if name not in known:
                raise Refusal(text("rules-no-unit", name=name))
        table[key] = {
            "topic": topic,
            "town": town or "",
            "unit": known[unit],
            "co_unit": known[co_unit] if co_unit else None,
        }
    return {"routes": [table[key] for key in sorted(table)], "before": now.get("before", current)}


async def routes_now(session: AsyncSession) -> list[dict[str, Any]]:
    """The routes as they stand, by unit codes."""
    codes = {unit.id: unit.code for unit in await office.units(session, inactive=True)}
    return [
        {
            "topic": row.topic,
            "town": row.town,
            "unit": codes[row.unit_id],
            "co_unit": codes.get(row.co_unit_id or 0),
        }
        for row in await office.routes(session)
    ]


def clocks_written(now: Body, said: str, today: date) -> Body:
    """`C11 = 20 自 2026-12-01`: a length from a day on; earlier ones stay for clocks that began before.

    A limit of the law may be shortened, never lengthened.
    """
    rows = {(row["clock"], row["from"]): row for row in now.get("clocks", ())}
    for line in _lines(said):
        found = _CLOCK_LINE.match(line)
        if found is None:
            raise Refusal(text("rules-bad-clock", line=line))
        clock, length, since = found.group(1), int(found.group(2)), found.group(3)
        check_clock(clock, length, since, today)
        rows[clock, since] = {"clock": clock, "length": length, "from": since}
    return {"clocks": [rows[key] for key in sorted(rows)]}


def check_clock(clock: str, length: int, since: str, today: date) -> None:
    """Raises `Refusal` for an unknown clock, a day that is not ahead, or more than the law allows."""
    national = ClockRules.load()
    try:
        day = date.fromisoformat(since)
        rule = national.rule(clock, day)
    except (KeyError, ValueError):
        raise Refusal(text("rules-bad-clock", line=f"{clock} = {length} 自 {since}")) from None
    if day <= today:
        raise Refusal(text("rules-clock-past", day=since))
    most = rule.length if rule.source in ("law", "rule") else rule.cap
    if length < 1 or (most is not None and length > most):
        raise Refusal(text("rules-clock-longer", clock=rule.name, most=most or 0, article=rule.article_words))


def wording_written(now: Body, said: str) -> Body:
    """`greeting = 新的文字`: one sentence, with the arguments it had."""
    found = _SENTENCE.match(said.strip())
    if found is None:
        raise Refusal(text("rules-bad-wording"))
    key, words = found.group(1), found.group(2).strip()
    try:
        revisions.check(key, words)
    except revisions.BadSentence as bad:
        raise Refusal(text(bad.why, **bad.facts)) from None
    return {"sentences": {**now.get("sentences", {}), key: words}}


def holidays_written(now: Body | None, notice: Any) -> Body:
    """A year's notice over the years published so far. Raises `Refusal` with everything that is wrong with it."""
    if not isinstance(notice, dict):
        raise Refusal(text("rules-bad-notice"))
    try:
        table = load_table(notice)
    except BadTable as bad:
        raise Refusal("\n".join(bad.sentences)) from None
    return {"years": {**(now or {}).get("years", {}), str(table.year): notice}}


def _lines(said: str) -> list[str]:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if not lines:
        raise Refusal(text("error-empty"))
    return lines


# What a body means


def lexicon_with(body: Body | None, base: Lexicon) -> Lexicon:
    """The shipped lexicon with the office's words over it."""
    add = [HandRule(row["topic"], row["word"], row["weight"]) for row in (body or {}).get("add", ())]
    gone = {tuple(pair) for pair in (body or {}).get("remove", ())} | {
        (rule.topic, rule.word) for rule in add
    }
    return replace(base, hand=(*(rule for rule in base.hand if (rule.topic, rule.word) not in gone), *add))


def reader_with(body: Body | None) -> Reader:
    """A reader with the office's words. Takes about a second: not in the event loop."""
    lexicon = lexicon_with(body, lexicons.load())
    return Reader(lexicon, WordCutter({rule.word for rule in lexicon.hand if len(rule.word) > 2}))


def clocks_with(body: Body | None) -> ClockRules:
    """The national clocks with the office's lengths before them, each from its day on."""
    national = ClockRules.load()
    own: list[ClockRule] = []
    for row in (body or {}).get("clocks", ()):
        since = date.fromisoformat(row["from"])
        own += [
            replace(rule, length=row["length"], since=since, until=None, pack="office", rank=1)
            for rule in national.rules
            if rule.id == row["clock"] and rule.in_force(since)
        ]
    return ClockRules([*national.rules, *own])


def calendar_with(years: Sequence[Mapping[str, Any]]) -> WorkCalendar:
    """The working calendar with the notices that the office loaded."""
    loaded = [load_table(year) for year in years]
    return WorkCalendar({table.year: table for table in loaded})


async def put_routes(session: AsyncSession, body: Body) -> None:
    """Make the office's routes those of a body. Units that no longer exist are left out."""
    ids = {unit.code: unit.id for unit in await office.units(session, inactive=True)}
    wanted = {(row["topic"], row["town"]): row for row in body.get("routes", ()) if row["unit"] in ids}
    for row in await office.routes(session):
        if (row.topic, row.town) not in wanted:
            await office.drop_route(session, row.topic, row.town)
    for (topic, town), each in wanted.items():
        await office.set_route(session, topic, town, ids[each["unit"]], ids.get(each.get("co_unit") or ""))


# In a running process


async def refresh(db: Database, context: OfficeContext) -> list[str]:
    """Take up what was published since this process last looked; gives the areas that changed.

    Call it at the start and at every tick: it costs six small reads when nothing is new.
    """
    async with db.reading() as session:
        await hours.take_up(session, context)
        years = await rules.holiday_years(session)
        found = {area: await rules.current(session, area) for area in _TAKEN_UP}
    stamps = {area: str(current.version) for area, current in found.items()}
    stamps[RuleArea.HOLIDAYS] = ",".join(f"{row.year}:{row.loaded_at.isoformat()}" for row in years)
    bodies = {area: current.body for area, current in found.items()}
    bodies[RuleArea.HOLIDAYS] = [row.body for row in years]
    changed = [
        area for area, stamp in stamps.items() if context.rules_in_force.get(area, _SHIPPED[area]) != stamp
    ]
    for area in changed:
        await _take_up(context, area, bodies[area])
        context.rules_in_force[area] = stamps[area]
    return [str(area) for area in changed]


async def _take_up(context: OfficeContext, area: RuleArea, body: Any) -> None:
    if area is RuleArea.KEYWORDS:
        context.reader = await asyncio.to_thread(reader_with, body)
    elif area is RuleArea.HOLIDAYS:
        context.calendar = calendar_with(body)
    else:
        _TAKEN_UP[area](context, body)


def _take_clocks(context: OfficeContext, body: Any) -> None:
    context.clocks = clocks_with(body)


def _take_wording(context: OfficeContext, body: Any) -> None:
    revisions.install((body or {}).get("sentences", {}))


def _nothing(context: OfficeContext, body: Any) -> None:
    """Routes live in the office's own table; keywords are read elsewhere."""


_TAKEN_UP: dict[RuleArea, Callable[[OfficeContext, Any], None]] = {
    RuleArea.KEYWORDS: _nothing,
    RuleArea.CLOCKS: _take_clocks,
    RuleArea.WORDING: _take_wording,
}
_SHIPPED = {RuleArea.KEYWORDS: "0", RuleArea.CLOCKS: "0", RuleArea.WORDING: "0", RuleArea.HOLIDAYS: ""}
"""What a process works with before it looks: the rules it ships with, and no notice of its own."""
