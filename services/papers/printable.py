"""What our fonts cannot print is written out: no paper shows an empty box where somebody wrote a letter.

A rare character is named by its number (〔U+20BB7〕), because a name may hang on it; letters of another script, and
pictures, are counted (〔藏文7字〕). The paper says so, and that the words themselves are kept as they were written.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import pylopdf_fonts_zh_cn as fonts
from fontTools.ttLib import TTFont

from casework.wording import text

_USUAL = ((0x20, 0x7E), (0xB7, 0xB7), (0x3000, 0x3015), (0x4E00, 0x9FA5), (0xFF01, 0xFF5E))
"""Ranges that both faces have whole: words of nothing else are not looked up."""
_SCRIPTS = (
    ("tibetan", ((0x0F00, 0x0FFF),)),
    ("arabic", ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))),
    ("mongolian", ((0x1800, 0x18AF),)),
    ("yi", ((0xA000, 0xA4CF),)),
    ("dai", ((0x1950, 0x19DF), (0x1A20, 0x1AAF))),
    ("korean", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))),
    ("emoji", ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))),
)
_SKIN = ((0x1F3FB, 0x1F3FF),)
"""The colours of a picture's skin: part of the picture before them."""
_HANZI = ((0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_UNSEEN = ("Cc", "Cf", "Mn", "Me", "Zl", "Zp")
"""Kinds of letters that have no shape of their own: without a letter to stand on they are left out."""


def whole(shown: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """What a paper shows with every word printable, and whether anything had to be written out."""
    return {name: _within(value) for name, value in shown.items()}, _written_out(shown)


def printable(words: str) -> str:
    """Words as they can be printed."""
    if all(_usual(letter) for letter in words):
        return words
    return "".join(
        "".join(letters) if kind == "" else _as_words(kind, "".join(letters))
        for kind, letters in groupby(_seen(words), key=_kind)
    )


def _within(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: each if name == "svg" else _within(each) for name, each in value.items()}
    return [_within(each) for each in value] if isinstance(value, list | tuple) else value


def _written_out(value: Any) -> bool:
    if isinstance(value, str):
        return any(_kind(letter) for letter in _seen(value))
    if isinstance(value, dict):
        return any(_written_out(each) for name, each in value.items() if name != "svg")
    return any(map(_written_out, value)) if isinstance(value, list | tuple) else False


def _seen(words: str) -> Iterator[str]:
    """The letters of words without those that show nothing: joiners, turners of direction, choosers of a variant."""
    for letter in words:
        shapeless = unicodedata.category(letter) in _UNSEEN or _in(ord(letter), _SKIN)
        hidden = not _usual(letter) and letter not in "\n\t" and shapeless
        if not hidden or (ord(letter) in _shapes() and unicodedata.combining(letter)):
            yield letter


def _kind(letter: str) -> str:
    """Empty for what can be printed; else what kind of letter it is."""
    if _usual(letter) or letter in "\n\t" or ord(letter) in _shapes():
        return ""
    code = ord(letter)
    if _in(code, _HANZI):
        return "hanzi"
    return next((name for name, ranges in _SCRIPTS if _in(code, ranges)), "other")


def _as_words(kind: str, letters: str) -> str:
    if kind == "hanzi":
        return "".join(text("printable-hanzi", code=f"{ord(letter):X}") for letter in letters)
    return text(f"printable-{kind}", count=len(letters))


def _usual(letter: str) -> bool:
    return _in(ord(letter), _USUAL)


def _in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=1)
def _shapes() -> frozenset[int]:
    """The letters that one of the two faces has; read once a process, and only when it is needed."""
    found: set[int] = set()
    for path in (fonts.serif_path(), fonts.sans_path()):
        with TTFont(path, lazy=True) as face:
            found |= set(face.getBestCmap())
    return frozenset(found)
