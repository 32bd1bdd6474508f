"""Which functions of the product reach which others, read from the source without running it.

A name counts where it means the function: imports are followed to where the name was defined (also through a
package that hands it on), a parameter or variable of the same name hides it, and what only the function itself, or
something that nobody calls, refers to is no caller. A module that is handed on as a value may be asked for anything
it offers. Methods are known by name only: whoever writes `.close` may mean any of them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


@dataclass(slots=True)
class Module:
    """One module: what it defines at its top, what its imports mean, and whether it is a package."""

    name: str
    tree: ast.Module
    is_package: bool
    defined: dict[str, Definition] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)


class CallGraph:
    """The definitions of some packages, and what each refers to. Names are dotted: `storage.people.person`."""

    def __init__(self, root: Path, packages: tuple[str, ...], entries: tuple[str, ...] = ()) -> None:
        """`entries`: what is started by a name in a string, which no reading of the source can follow."""
        self.modules = {each.name: each for each in _modules(root, packages)}
        self.refers: dict[str, set[str]] = {}
        self.attributes: set[str] = set()
        self.roots = set(entries)
        for module in self.modules.values():
            self._read(module)

    def reached(self) -> set[str]:
        """Every definition that runs from the top of some module, or from what a framework was given."""
        found: set[str] = set()
        waiting = list(self.roots)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.refers.get(name, ())
                if name in self.modules:
                    waiting += self._offered(self.modules[name])
        return found

    def public_functions(self, package: str) -> Iterator[str]:
        """The public functions of a package, by dotted name."""
        for module in self.modules.values():
            if module.name.split(".")[0] == package:
                yield from (
                    name
                    for name in self._offered(module)
                    if isinstance(module.defined[name.rpartition(".")[2]], Function)
                )

    @staticmethod
    def _offered(module: Module) -> list[str]:
        return [f"{module.name}.{name}" for name in module.defined if not name.startswith("_")]

    def public_methods(self, package: str) -> Iterator[tuple[str, str]]:
        """The public methods of a package's own classes: dotted name, and the bare name others would use."""
        for module in self.modules.values():
            for node in module.defined.values():
                if module.name.split(".")[0] != package or not isinstance(node, ast.ClassDef):
                    continue
                for each in node.body:
                    if isinstance(each, Function) and not each.name.startswith("_"):
                        yield f"{module.name}.{node.name}.{each.name}", each.name

    def resolve(self, dotted: str) -> str:
        """Where a name was defined, through every package that hands it on."""
        seen: set[str] = set()
        while dotted not in seen:
            seen.add(dotted)
            if dotted in self.modules:
                return dotted
            owner, _, name = dotted.rpartition(".")
            module = self.modules.get(owner)
            if module is None or name in module.defined or name not in module.imported:
                return dotted
            dotted = module.imported[name]
        return dotted

    def _read(self, module: Module) -> None:
        for node in module.tree.body:
            if not isinstance(node, Definition):
                self.roots |= set(_References(self, module).of(node))
                continue
            name = f"{module.name}.{node.name}"
            found = set(_References(self, module).of(node)) - {name}
            self.refers[name] = self.refers.get(name, set()) | found
            if node.decorator_list and isinstance(node, Function):
                self.roots |= {name} if _registered(node) else set()
        self.attributes |= {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}


def _registered(node: Function) -> bool:
    """Whether a decorator hands the function to somebody: a router, a command line, a validator; not a cache."""
    kept = {"lru_cache", "cache", "asynccontextmanager", "contextmanager", "wraps"}
    for each in node.decorator_list:
        called = each.func if isinstance(each, ast.Call) else each
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name not in kept:
            return True
    return False


def _modules(root: Path, packages: tuple[str, ...]) -> Iterator[Module]:
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            module = Module(name, ast.parse(path.read_text(encoding="utf-8")), is_package)
            module.defined = {node.name: node for node in module.tree.body if isinstance(node, Definition)}
            module.imported = dict(_imports(module.tree))
            yield module


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What each imported name means, also for imports inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                yield alias.asname or first, alias.name if alias.asname else first


class _References(ast.NodeVisitor):
    """What a piece of code refers to, with the names that its own functions hide."""

    def __init__(self, graph: CallGraph, module: Module) -> None:
        self.graph, self.module = graph, module
        self.hidden: list[set[str]] = []
        self.found: list[str] = []

    def of(self, node: ast.AST) -> list[str]:
        self.visit(node)
        return self.found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._within({each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}, [node])

    def _function(self, node: Function) -> None:
        for each in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults, node.returns):
            if each is not None:
                self.visit(each)
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg) and argument.annotation is not None:
                self.visit(argument.annotation)
        own = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
        for each in ast.walk(node):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                own.add(each.id)
            elif (isinstance(each, ast.ExceptHandler) and each.name) or (
                isinstance(each, Definition) and each is not node
            ):
                own.add(each.name)
        self._within(own, node.body)

    def _within(self, own: set[str], body: list[ast.stmt] | list[ast.Lambda]) -> None:
        self.hidden.append(own)
        for each in body:
            self.generic_visit(each) if isinstance(each, ast.Lambda) else self.visit(each)
        self.hidden.pop()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._add(self._meaning(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        dotted = self._dotted(node)
        if dotted is None:
            self.generic_visit(node)
        else:
            self._add(dotted)

    def _dotted(self, node: ast.expr) -> str | None:
        """`people.person` as `storage.people.person`; None for an attribute of a value."""
        if isinstance(node, ast.Name):
            return self._meaning(node.id)
        if isinstance(node, ast.Attribute):
            owner = self._dotted(node.value)
            if owner is not None:
                owner = self.graph.resolve(owner)
                inside = owner in self.graph.modules
                return f"{owner}.{node.attr}" if inside else owner
        return None

    def _meaning(self, name: str) -> str | None:
        if any(name in each for each in self.hidden):
            return None
        if name in self.module.defined:
            return f"{self.module.name}.{name}"
        return self.module.imported.get(name)

    def _add(self, dotted: str | None) -> None:
        if dotted is not None:
            self.found.append(self.graph.resolve(dotted))
