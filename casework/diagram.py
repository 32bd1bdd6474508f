"""docs/lifecycle.md, written from the table of moves so that it can never say something else.

`jianjian lifecycle > docs/lifecycle.md` writes it anew; a test compares.
"""

from collections.abc import Iterable

from casework.clocks import ClockRules
from casework.movetable import BACK, SAME, Move, moves, stages, state_label, tells
from casework.petition import DRAFT

HEAD = """\
# The life of a matter

Drawn from `casework/rules/lifecycle.toml` by `jianjian lifecycle`; a test keeps this page equal to the table. Change
the table, not this page. The same rows drive buttons, refusals, notices and clocks.
"""
_STAGES = {
    "work": "the office must act",
    "citizen": "a window of the citizen runs",
    "pause": "returns to the state before it",
    "end": "nothing more to come",
}


def lifecycle_page() -> str:
    """docs/lifecycle.md: the states, the drawing, every move of the table, the clocks."""
    parts = [HEAD, _states(), _drawing(), _rows(), _clocks()]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _states() -> str:
    rows = ((f"`{state}`", state_label(state), _STAGES[stage]) for state, stage in stages().items())
    return "## States\n\n" + _table(("state", "citizen reads", "stage"), rows)


def _drawing() -> str:
    """The moves that change the state, as a Mermaid diagram; pauses return to where they came from."""
    edges: dict[tuple[str, str], list[str]] = {}
    for row in moves():
        for state in row.from_:
            if row.to not in (SAME, BACK):
                names = edges.setdefault((state, row.to), [])
                if row.event not in names:
                    names.append(row.event)
    lines = ["```mermaid", "stateDiagram-v2"]
    for (state, to), events in edges.items():
        start = "[*]" if state == DRAFT else state
        lines.append(f"    {start} --> {to}: {', '.join(events)}")
    lines += [
        f"    {state} --> [*]" for state, stage in stages().items() if stage == "end" and state != "withdrawn"
    ]
    return "## Moves that change the state\n\n" + "\n".join([*lines, "```"]) + "\n"


def _rows() -> str:
    head = ("move", "button", "from", "to", "who", "needs", "checks", "clocks", "told", "article")
    return "## Every move\n\n" + _legend() + _table(head, (_row(row) for row in moves()))


def _legend() -> str:
    return (
        "`=` stays, `←` returns to the state before. Clocks: `+` starts, `✓` is met, `×` runs no longer. "
        "*public* moves make one message to the citizen.\n\n"
    )


def _row(row: Move) -> tuple[str, ...]:
    chosen = ", ".join(f"{name}={_value(value)}" for name, value in row.when.items())
    return (
        f"`{row.event}`" + (f" ({chosen})" if chosen else ""),
        row.label,
        ", ".join(row.from_),
        {SAME: "=", BACK: "←"}.get(row.to, row.to),
        ", ".join(row.who),
        ", ".join(row.needs) or "–",
        ", ".join([*row.guards, *([f"window {row.opens}"] if row.opens else [])]) or "–",
        _clock_words(row) or "–",
        ", ".join([*(["public"] if row.public else []), *tells().get(row.event, ())]) or "–",
        row.article or "–",
    )


def _value(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value).lower()


def _clock_words(row: Move) -> str:
    also = [f"+{clock} if {fact}" for fact, clocks in row.also.items() for clock in clocks]
    started = [f"+{clock}" for clock in row.starts]
    ended = [f"(not {clock[1:]})" if clock.startswith("-") else f"×{clock}" for clock in row.ends]
    return " ".join([*started, *also, *(f"✓{clock}" for clock in row.meets), *ended])


def _clocks() -> str:
    head = ("clock", "what", "kind", "length", "whose", "last day off", "pause", "article", "source")
    rows = (
        (
            rule.id,
            rule.name,
            rule.kind,
            rule.length_words(rule.length) if rule.length else "–",
            rule.whose,
            "moves on" if rule.roll == "citizen" else "stays",
            rule.pause if rule.pause != "none" else "–",
            rule.article or "–",
            rule.source,
        )
        for rule in ClockRules.load().rules
    )
    return "## Clocks\n\n" + _table(head, rows)
