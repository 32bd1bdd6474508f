"""The map of modules in docs/architecture.md, written from their docstrings: `make map`.

A module's line is the first sentence of its docstring, so the map never says something else than the code.
"""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
PACKAGES = ("bot", "handlers", "services", "nlp", "storage", "casework")
BEGIN, END = "<!-- map: written by `make map` -->", "<!-- end of the map -->"
_SENTENCE = re.compile(r"(?<=[.!?])\s")


def modules() -> list[Path]:
    """Every module of the product but the steps of migration, package by package from the top down."""
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"), key=_inner_last)
        if "versions" not in path.parts
    ]


def _inner_last(path: Path) -> tuple[tuple[str, ...], bool, str]:
    """A folder's own module first, its other modules by name, then the folders within it."""
    return path.parent.parts, path.name != "__init__.py", path.name


def summary(path: Path) -> str:
    """The first sentence of a module's docstring, on one line; empty where it has none."""
    words = " ".join((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split())
    return _SENTENCE.split(words, maxsplit=1)[0]


def drawn() -> str:
    """The whole map: a table for each folder."""
    lines: list[str] = []
    folder = None
    for path in modules():
        if path.parent != folder:
            folder = path.parent
            lines += [
                "",
                f"### `{folder.relative_to(ROOT).as_posix()}/`",
                "",
                "| module | what it does |",
                "|---|---|",
            ]
        name = path.parent.name + "/" if path.name == "__init__.py" else path.stem
        lines.append(f"| `{name}` | {summary(path).replace('|', chr(92) + '|')} |")
    return "\n".join([*lines, ""])


def between(page: str) -> tuple[str, str, str]:
    """A page cut in three: up to the map, the map, and what follows it. ValueError when the marks are gone."""
    before, _, rest = page.partition(BEGIN)
    found, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{PAGE.name} has lost its marks {BEGIN!r} and {END!r}")
    return before + BEGIN, found, END + after


def main() -> int:
    """Write the map anew into docs/architecture.md."""
    before, _, after = between(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(f"{before}\n{drawn()}\n{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
