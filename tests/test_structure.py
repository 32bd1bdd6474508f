"""Where lines live: no two modules of one name, services without a conversation, and a map that lists everything."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from casework import clock_names
from casework.clocks import ClockRules
from tests import module_map
from tests.module_map import ROOT

SERVICES_MAY = {
    "aiogram.filters.callback_data": {"CallbackData"},
    "aiogram.types": {"InlineKeyboardButton", "InlineKeyboardMarkup", "BufferedInputFile"},
}
"""What services may know of aiogram: the types of what they hand on. No router, incoming message or dialogue state."""


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """What a module imports, as (module, name); the name is empty for `import module`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_two_modules_share_a_name() -> None:
    """A name that stands twice sends its reader to the wrong file; packages count as modules."""
    names: dict[str, list[str]] = defaultdict(list)
    for path in module_map.modules():
        if path.name == "__init__.py":
            names[path.parent.name].append(shown(path.parent))
        elif path.name != "__main__.py":
            names[path.stem].append(shown(path))
    assert {name: where for name, where in names.items() if len(where) > 1} == {}


def test_no_two_classes_share_a_name() -> None:
    """As modules; only `Case` is both a citizen's button and the row it names, and stands as `CaseRow` beside it."""
    names: dict[str, list[str]] = defaultdict(list)
    for path in module_map.modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names[node.name].append(shown(path))
    twice = {name: where for name, where in names.items() if len(where) > 1}
    assert twice == {"Case": ["services/buttons.py", "storage/tables/case_rows.py"]}


def test_every_clock_has_a_name_and_code_says_the_name() -> None:
    """`C7` is exact in a table and a riddle in code."""
    named = {value for name, value in vars(clock_names).items() if name.isupper()}
    assert named == set(ClockRules.load().ids)
    riddles = [
        f"{shown(path)}:{node.lineno} {node.value}"
        for path in module_map.modules()
        if path.stem != "clock_names"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in named
    ]
    assert riddles == []


def test_services_know_only_the_types_they_hand_on() -> None:
    wrong = [
        f"{shown(path)}: {name or module}"
        for path in module_map.modules()
        if shown(path).startswith("services/")
        for module, name in imports(path)
        if module.split(".")[0] == "aiogram" and name not in SERVICES_MAY.get(module, ())
    ]
    assert wrong == []


def test_benches_measure_services_never_conversations() -> None:
    paths = sorted((ROOT / "bench").glob("*.py"))
    assert paths
    wrong = [shown(path) for path in paths if any(m.split(".")[0] == "handlers" for m, _ in imports(path))]
    assert wrong == []


def test_the_map_of_modules_is_the_modules() -> None:
    _, found, _ = module_map.between(module_map.PAGE.read_text(encoding="utf-8"))
    assert found.strip() == module_map.drawn().strip(), "run: make map"


def public_definitions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """What a module offers: functions and classes without an underscore, and the methods of such classes."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    each
                    for each in node.body
                    if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
                    and not each.name.startswith("_")
                )


def test_no_docstring_is_torn() -> None:
    """A summary line that ends inside a sentence, as a formatter leaves it after 'Art.', says nothing."""
    torn = []
    for path in module_map.modules():
        for node in public_definitions(ast.parse(path.read_text(encoding="utf-8"))):
            words = ast.get_docstring(node) or ""
            first, _, rest = words.partition("\n")
            if (
                rest
                and (first.rstrip().endswith("Art.") or first.count("(") != first.count(")"))
                and rest[:1] == "\n"
            ):
                torn.append(f"{shown(path)}:{node.lineno}")
    assert torn == []
