"""Sentences that an office changed itself: checked against the shipped ones, and put before them.

A changed sentence keeps its arguments or drops some; it cannot ask for facts that nobody gives it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fluent.runtime import FluentResource
from fluent.syntax import ast

from casework import wording

SHORTEST = 1


class BadSentence(ValueError):
    """A changed sentence that cannot stand; `why` is the name of the sentence that says so."""

    def __init__(self, why: str, **facts: str) -> None:
        super().__init__(why)
        self.why, self.facts = why, facts


def install(sentences: Mapping[str, str], *, locale: str = wording.DEFAULT_LOCALE) -> None:
    """Work with these sentences from now on, in place of the shipped ones of the same names.

    None at all: the shipped wording. Those that cannot stand (any more) are left out.
    """
    wording.bundle.cache_clear()
    bundle = wording.bundle(locale)
    for key, words in sentences.items():
        if bundle.has_message(key) and isinstance(_parsed(key, words), ast.Message):
            bundle.add_resource(FluentResource(source(key, words)), allow_overrides=True)


def check(key: str, words: str, *, locale: str = wording.DEFAULT_LOCALE) -> tuple[str, ...]:
    """The arguments that the new sentence drops. Raises `BadSentence` when it cannot stand."""
    if not wording.has(key, locale=locale):
        raise BadSentence("rules-no-such-sentence", name=key)
    found = _parsed(key, words)
    if len(words.strip()) < SHORTEST or not isinstance(found, ast.Message) or found.value is None:
        raise BadSentence("rules-bad-sentence", name=key)
    old, new = arguments(shipped(key, locale)), arguments(found)
    unknown = new - old
    if unknown:
        raise BadSentence(
            "rules-unknown-argument", name=key, names="、".join(f"{{ ${name} }}" for name in sorted(unknown))
        )
    return tuple(sorted(old - new))


def current(key: str, *, locale: str = wording.DEFAULT_LOCALE) -> str:
    """A sentence as it is written now, with its arguments as names."""
    pattern = shipped(key, locale).value
    return "".join(_written(each) for each in pattern.elements) if pattern is not None else ""


def find(said: str, *, limit: int = 8, locale: str = wording.DEFAULT_LOCALE) -> list[str]:
    """The names of sentences that contain these words, or whose name does."""
    bundle = wording.bundle(locale)
    names = sorted(bundle._messages)
    return [name for name in names if said in name or said in current(name, locale=locale)][:limit]


def shipped(key: str, locale: str) -> Any:
    """The parsed sentence that is in use. Raises `KeyError`."""
    return wording.bundle(locale)._messages[key]


def source(key: str, words: str) -> str:
    """A sentence in Fluent's own form."""
    return f"{key} =\n" + "\n".join(f"    {line}" for line in words.strip().splitlines()) + "\n"


def arguments(message: Any) -> set[str]:
    """The names of a sentence's arguments."""
    return {each.id.name for each in _nodes(message) if isinstance(each, ast.VariableReference)}


def _parsed(key: str, words: str) -> Any:
    """The sentence as one message without functions, terms or selectors; None when it is anything else."""
    body = FluentResource(source(key, words)).body
    if len(body) != 1 or not isinstance(body[0], ast.Message) or body[0].attributes:
        return None
    wrong = (ast.FunctionReference, ast.TermReference, ast.MessageReference, ast.SelectExpression)
    return None if any(isinstance(each, wrong) for each in _nodes(body[0])) else body[0]


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    if isinstance(node, ast.BaseNode):
        for value in vars(node).values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.BaseNode):
                    yield from _nodes(each)


def _written(element: Any) -> str:
    if isinstance(element, ast.TextElement):
        return str(element.value)
    names = [each.id.name for each in _nodes(element) if isinstance(each, ast.VariableReference)]
    return (
        f"{{ ${names[0]} }}"
        if names
        else "".join(str(each.value) for each in _nodes(element) if isinstance(each, ast.StringLiteral))
    )
