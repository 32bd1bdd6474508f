"""What a proposed change of rules changes, in words: whoever publishes it reads all of it, not its first line.

Pure: the area's present body and the proposed one in, sentences out. A roll-back reads like any other change.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from casework.wording import text
from services.context import OfficeContext
from services.rulebook import Body
from storage.tables.public_rows import RuleArea

SHOWN = 20
"""Lines of a change; more are counted."""


def lines(
    context: OfficeContext,
    area: RuleArea,
    before: Body,
    after: Body,
    *,
    units: Mapping[str, str],
    routes: Iterable[Any] = (),
) -> list[str]:
    """The change line by line. `units`: short names by code; `routes`: the routes in force."""
    if area is RuleArea.KEYWORDS:
        found = keywords(context, before, after)
    elif area is RuleArea.ROUTES:
        found = moved(context, list(routes), after.get("routes", ()), units)
    elif area is RuleArea.CLOCKS:
        found = clocks(context, before, after)
    else:
        found = []  # holidays and sentences stand in the report itself, before and after
    more = [text("rules-change-more", count=len(found) - SHOWN)] if len(found) > SHOWN else []
    return [*found[:SHOWN], *more]


def keywords(context: OfficeContext, before: Body, after: Body) -> list[str]:
    """Words that count from now on, or no longer."""
    return [
        *_words(context, "add", _gone(after, before, "add")),
        *_words(context, "drop", _gone(after, before, "remove")),
        *_words(context, "unadd", _gone(before, after, "add")),
        *_words(context, "undrop", _gone(before, after, "remove")),
    ]


def _gone(one: Body, other: Body, part: str) -> list[tuple[str, str, int]]:
    """What one body has in a part and the other has not: topic, word, weight."""
    there = {_row(row) for row in other.get(part, ())}
    return [row for row in map(_row, one.get(part, ())) if row not in there]


def _row(row: Any) -> tuple[str, str, int]:
    return (row["topic"], row["word"], row["weight"]) if isinstance(row, Mapping) else (row[0], row[1], 0)


def _words(context: OfficeContext, how: str, rows: Iterable[tuple[str, str, int]]) -> list[str]:
    return [
        text(
            f"rules-change-{how}",
            topic=_topic(context, topic),
            word=word,
            weight=text(f"rules-weight-{weight}"),
        )
        for topic, word, weight in rows
    ]


def _topic(context: OfficeContext, code: str) -> str:
    return context.topic_name(code).rpartition(" · ")[2]


def moved(
    context: OfficeContext, before: Iterable[Any], after: Iterable[Any], units: Mapping[str, str]
) -> list[str]:
    """Routes that lead to another unit than now."""
    was = {(row["topic"], row["town"]): row for row in before}
    now = {(row["topic"], row["town"]): row for row in after}
    found = []
    for key in sorted({*was, *now}):
        old, new = _units(was.get(key), units), _units(now.get(key), units)
        if old != new:
            where = _topic(context, key[0]) + (f"（{key[1]}）" if key[1] else "")
            found.append(text("rules-change-route", where=where, was=old, now=new))
    return found


def _units(row: Any, units: Mapping[str, str]) -> str:
    if row is None:
        return text("rules-effect-nobody")
    named = [units.get(code, code) for code in (row["unit"], row.get("co_unit")) if code]
    return text("rules-with", lead=named[0], co=named[1]) if len(named) > 1 else named[0]


def clocks(context: OfficeContext, before: Body, after: Body) -> list[str]:
    """Lengths from a day on, or no longer."""
    was = {(row["clock"], row["from"], row["length"]) for row in before.get("clocks", ())}
    now = {(row["clock"], row["from"], row["length"]) for row in after.get("clocks", ())}
    units = {rule.id: rule.unit for rule in context.clocks.rules}
    signs = [("rules-change-clock", now - was), ("rules-change-unclock", was - now)]
    return [
        text(key, name=text(f"clock-{clock}"), length=length, since=since, unit=_unit(units, clock))
        for key, rows in signs
        for clock, since, length in sorted(rows)
    ]


def _unit(units: Mapping[str, str], clock: str) -> str:
    return text(f"rules-unit-{units.get(clock, 'day')}")
