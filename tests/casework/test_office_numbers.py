"""The numbers of `rules/office.toml`: each says where it comes from, and each is read."""

import ast
import tomllib

from casework import officerules
from tests import module_map

ROWS = tomllib.loads(officerules.PACK.read_text(encoding="utf-8"))


def asked_for() -> set[tuple[str, str]]:
    """What the code asks the pack for, as (row, which number)."""
    return {
        (call.args[0].value, call.func.attr)
        for path in module_map.modules()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if isinstance(call.func.value, ast.Name) and call.func.value.id == "officerules"
        if isinstance(call.args[0], ast.Constant)
    }


def test_every_number_is_read_and_every_number_that_is_read_stands_there() -> None:
    stands = {(name, key) for name, row in ROWS.items() for key in row if key in ("most", "least", "days")}
    assert asked_for() == stands


def test_every_number_says_what_it_is_and_where_it_comes_from() -> None:
    for name, row in ROWS.items():
        assert row["why"], name
        assert row["source"] == ("law" if "article" in row else "design"), name
