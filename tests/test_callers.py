"""Nothing waits unheard: every function, fact, clock and setting is used by the product itself, not only by tests.

What lost its last caller gets one, or is deleted with its tests.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.cli import SUBJECTS
from bot.settings import Settings
from casework.clocks import ClockRules
from casework.movetable import by_event, moves
from casework.wording import bundle
from handlers.staff import form
from tests.callgraph import CallGraph
from tests.module_map import PACKAGES, ROOT

CHECKED = ("storage", "services", "casework")

ON_THE_MATTER = frozenset({"purpose", "previous_state", "at_bureau", "procedure", "simple"})
"""What rows are chosen by and the matter itself answers, once it is on file."""


def entries() -> tuple[str, ...]:
    """What is started by a name in a string: commands of the command line, and the steps of migration."""
    steps = (ROOT / "storage" / "migrations" / "versions").glob("*.py")
    return (
        *(f"bot.commands.{subject}.register" for subject in SUBJECTS),
        *(
            f"storage.migrations.versions.{step.stem}.{way}"
            for step in steps
            for way in ("upgrade", "downgrade")
        ),
    )


@cache
def product() -> CallGraph:
    return CallGraph(ROOT, PACKAGES, entries())


def dead_functions() -> set[str]:
    reached = product().reached()
    return {
        name for package in CHECKED for name in product().public_functions(package) if name not in reached
    }


def facts_by_event() -> dict[str, set[str]]:
    """The facts that some conversation or service gives with an event it names."""
    given: dict[str, set[str]] = {event: set() for event in by_event()}
    for module in product().modules.values():
        if module.name.split(".")[0] in ("handlers", "services"):
            for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
                for event in _events_of(call):
                    given[event] |= {word.arg for word in call.keywords if word.arg}
    for event, rows in by_event().items():
        if event != "submit":  # filed by the citizen's own form; every other move has the officers' form
            given[event] |= {need for row in rows for need in row.needs if _asked(need, event)}
            given[event] |= {form.CHOICES_FIRST[event]} if event in form.CHOICES_FIRST else set()
    return given


def _events_of(call: ast.Call) -> Iterator[str]:
    """The event that a call names in so many words; `lifecycle.submit` has it in its own name."""
    if ast.unparse(call.func) == "lifecycle.submit":
        yield "submit"
    for each in call.args:
        if isinstance(each, ast.Constant) and each.value in by_event():
            yield str(each.value)


def _asked(need: str, event: str) -> bool:
    """Whether the officers' form has a question for it, or gets it elsewhere."""
    known = bundle()
    own = known.has_message(f"form-need-{need}") or known.has_message(f"form-need-{need}-{event}")
    return own or need in form.GIVEN


def on_record() -> set[str]:
    """The facts that services add to every move, by the keys they write."""
    keys: list[ast.expr | None] = []
    for name in ("services.record", "services.moves"):
        for node in ast.walk(product().modules[name].tree):
            if isinstance(node, ast.Dict):
                keys += node.keys
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                keys.append(node.slice)
    return {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def facts_of_rows() -> set[str]:
    """Facts that a row needs, is chosen by, or starts more clocks for, and that no caller of its event gives."""
    given, known = facts_by_event(), on_record()
    return {
        f"{row.event}: {fact}"
        for row in moves()
        for fact in {*row.needs, *(set(row.when) - ON_THE_MATTER), *row.also}
        if fact not in given[row.event] | known
    }


def facts_of_guards() -> set[str]:
    """Facts that guards and effects look up and nobody ever gives."""
    given = on_record().union(*facts_by_event().values(), form.CHOICES_FIRST.values())
    tables = {fact for row in moves() for fact in (*row.needs, *row.when, *row.also)}
    looked = {
        fact
        for name in ("casework.guards", "casework.effects", "casework.lifecycle", "casework.attempt")
        for fact in _looked_up(product().modules[name].tree)
    }
    return {f"guard: {fact}" for fact in looked - given - tables}


def _looked_up(tree: ast.AST) -> Iterator[str]:
    """The names in `facts["…"]` and `facts.get("…")`."""
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).split(".")[-1] == "facts":
            key = node.slice
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("facts.get") and node.args:
            key = node.args[0]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def clocks_never_started() -> set[str]:
    """Clocks of the national pack that no move of the table starts with the facts that are really given."""
    given, known = facts_by_event(), on_record()
    started: set[str] = set()
    for row in moves():
        facts = given[row.event] | known
        if set(row.when) - ON_THE_MATTER <= facts:
            more = (clock for fact, clocks in row.also.items() if fact in facts for clock in clocks)
            started |= {_clock(each) for each in (*row.starts, *more)}
    local = {rule.id for rule in ClockRules.load().rules if rule.jurisdiction}
    return {f"clock: {clock}" for clock in ClockRules.load().ids if clock not in started | local}


def _clock(start: str) -> str:
    """`C5@accepted`, `C10+hearing` and `F1?` start C5, C10 and F1."""
    return start.partition("@")[0].partition("+")[0].rstrip("?")


def test_nothing_is_dead() -> None:
    assert dead_functions() | facts_of_rows() | facts_of_guards() | clocks_never_started() == set()


def of_settings(tree: ast.AST, owner: str) -> set[str]:
    """What is read of an object of this name: `settings.demo`, `self.settings.demo`."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        if ast.unparse(node.value).split(".")[-1] == owner
    }


def test_every_setting_is_read() -> None:
    """By the running process, or by something of the settings that it asks for; a check of its form is no reading."""
    modules = [module for module in product().modules.values() if module.name.startswith("bot.")]
    (own,) = [
        node for node in product().modules["bot.settings"].tree.body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    ]  # fmt: skip
    asked = set().union(*(of_settings(module.tree, "settings") for module in modules))
    for _ in own.body:  # one thing of the settings may ask for another
        for method in own.body:
            if isinstance(method, ast.FunctionDef) and method.name in asked:
                asked |= of_settings(method, "self")
    assert set(Settings.model_fields) - asked == set()


class TestTheReadingItself:
    """The analysis is only worth something while it is not fooled by equal names."""

    def graph(self, folder: Path, **files: str) -> set[str]:
        for name, body in files.items():
            path = folder / f"{name.replace('__', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        for package in {path.parent for path in folder.rglob("*.py")} - {folder}:
            (package / "__init__.py").touch()
        graph = CallGraph(folder, ("a", "b"))
        reached = graph.reached()
        return {
            name for package in ("a", "b") for name in graph.public_functions(package) if name not in reached
        }

    def test_an_import_alone_is_no_caller_and_a_variable_of_the_name_is_none(self, tmp_path: Path) -> None:
        dead = self.graph(
            tmp_path,
            a__one="def used(): ...\ndef hidden(): ...\ndef only_imported(): ...\n",
            b__two="from a import one\nfrom a.one import hidden, only_imported\n"
            "def _run(hidden): return hidden\n_run(one.used())\n",
        )
        assert dead == {"a.one.hidden", "a.one.only_imported"}

    def test_a_function_of_the_same_name_elsewhere_does_not_count(self, tmp_path: Path) -> None:
        dead = self.graph(
            tmp_path,
            a__one="def close(): ...\n",
            a__other="def close(): ...\n",
            b__two="from a import other\nother.close()\n",
        )
        assert dead == {"a.one.close"}

    def test_recursion_and_the_dead_are_no_callers(self, tmp_path: Path) -> None:
        dead = self.graph(
            tmp_path,
            a__one="def again(): again()\ndef asleep(): woken()\ndef woken(): ...\n",
            b__two="",
        )
        assert dead == {"a.one.again", "a.one.asleep", "a.one.woken"}

    def test_a_name_handed_on_by_a_package_is_followed_home(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "__init__.py").write_text("from a.one import used\n__all__ = ['used']\n")
        dead = self.graph(
            tmp_path, a__one="def used(): ...\ndef unused(): ...\n", b__two="import a\na.used()\n"
        )
        assert dead == {"a.one.unused"}
