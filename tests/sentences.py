"""Which sentences the product can say: keys that stand in the code, and keys that it puts together.

A key that is put together (`text(f"state-{state}")`) is said when each of its holes can be filled by something that
stands somewhere as a whole: a constant of the code, a name or a value of a table, or again something put together.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOLE = "(.+?)"


class Sayable:
    """What stands in the code, the tables and the pages, and what can be made of it."""

    def __init__(self, code: list[Path], tables: list[Path], pages: list[Path]) -> None:
        self.whole: set[str] = set()
        self.made: list[re.Pattern[str]] = []
        self.added: list[re.Pattern[str]] = []
        """What is made by putting something behind a key: `f"{key}-{clock}"`."""
        for path in code:
            self._read(ast.parse(path.read_text(encoding="utf-8")))
        for path in tables:
            self.whole.update(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
        for path in pages:  # `{{title}}` and `say("title")` are the sentence web-title
            self.whole.update(
                f"web-{word}" for word in re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))
            )

    def says(self, key: str, deeper: int = 2) -> bool:
        """Whether a key, or a part of one, can be said; a number can always be put in."""
        if key in self.whole or key.isdigit():
            return True
        if not deeper:
            return False
        if any(self._filled(each.fullmatch(key), deeper) for each in self.made):
            return True
        grown = (each.fullmatch(key) for each in self.added)
        return any(hit["key"].count("-") > 1 and self._filled(hit, deeper) for hit in grown if hit)

    def _filled(self, hit: re.Match[str] | None, deeper: int) -> bool:
        return hit is not None and all(self.says(hole, deeper - 1) for hole in hit.groups())

    def _read(self, tree: ast.Module) -> None:
        prose = {id(node.body[0].value) for node in ast.walk(tree) if _documented(node)}  # type: ignore[attr-defined]
        parts = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in prose | parts
            ):
                self.whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                self._put_together(node)

    def _put_together(self, node: ast.JoinedStr) -> None:
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        shape = "".join(HOLE if part is None else re.escape(str(part)) for part in parts).partition(":")[0]
        fixed = "".join(str(part) for part in parts if part).partition(":")[0]
        if re.search(r"[a-z]{2}", fixed) and re.fullmatch(r"[\w-]+", fixed):
            self.made.append(re.compile(shape))
        elif fixed == "-":
            self.added.append(re.compile("(?P<key>.+)-(.+)"))


def _documented(node: ast.AST) -> bool:
    body = getattr(node, "body", None)
    return isinstance(body, list) and bool(body) and isinstance(body[0], ast.Expr)


def _strings(value: Any) -> Iterator[str]:
    """The names and values of a table, at every depth."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    else:
        yield str(value)
