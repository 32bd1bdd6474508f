"""Which case somebody means: a whole number, a serial however it is said, and the query code beside it."""

import re
from dataclasses import dataclass

from casework import numbering
from nlp import identifiers
from nlp.normalise import clean

_SPOKEN = dict(zip("零〇洞幺一二两三四五六七八九", "00011223456789", strict=True))
_SPOKEN_RUN = re.compile(rf"[{''.join(_SPOKEN)}0-9]{{4,24}}")
_NUMERAL = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_N = r"(?P<n>0{0,4}\d{1,5}|[一二三四五六七八九十两]{1,3})"
_OF_A_CASE = (
    r"(?=那|这|件|案|的(?:事|件|信访|投诉|进|结)|怎么|咋|到哪|到什么|进[度展]"
    r"|办|有结果|有回|有消息|补|[，。！？,.!?\s]|$)"
)
_SERIAL = (
    re.compile(rf"(?<![\d月第一二三四五六七八九十、./年-]){_N}号{_OF_A_CASE}"),
    re.compile(rf"第{_N}(?:件|个件|号|个)(?!事)"),
    re.compile(rf"(?:编号|尾号|末尾|件号|单号)(?:是|为|:|：)?{_N}(?!\d)"),
)
"""A serial and what is said of a case; 3号楼, 3号院 and 7号停的水 are places and days."""
_ALONE = re.compile(r"0{1,4}\d{1,5}")
_CODE = re.compile(r"(?<![0-9a-z-])[0-9a-z]{4}([- ]?)[0-9a-z]{4}\1[0-9a-z]{4}(?![0-9a-z-])", re.IGNORECASE)
_AS_PRINTED = re.compile(r"(?<!\d)\d{6}\s?[-‐‑‒–—―−－]\s?\d{6}\s?[-‐‑‒–—―−－]\s?\d{5,7}")
_BORN = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{2}")
"""Six digits and a year, as in the number of a person, a contract or a letter; ours has two digits of a year."""
_MOSTLY_A_NUMBER = 40
"""Longer words tell something, and digits without our dashes are something else in it."""


@dataclass(frozen=True, slots=True)
class CaseNamed:
    """A case's whole number or its serial without zeros, and the query code, each empty where it was not said."""

    number: str = ""
    code: str = ""


def look_for(words: str) -> str | numbering.Partial | numbering.Slip | None:
    """`numbering.parse`, but numbers of persons, cards, contracts and meters are no case numbers with a slip."""
    text = clean(words).text
    found = numbering.parse(_without_ids(text))
    if not isinstance(found, numbering.Slip):
        return found
    others = identifiers.without_numbers(text)
    found = numbering.parse(others)
    if not isinstance(found, numbering.Slip) or _AS_PRINTED.search(others):
        return found
    meant = len(text) <= _MOSTLY_A_NUMBER and not _BORN.search(others) and numbering.is_day(found.day)
    return found if meant else None


def is_spoken_serial(words: str) -> bool:
    """Whether words are nothing but a serial read out with its zeros (零零零零二)."""
    said = words.strip(" 。.")
    return (
        _SPOKEN_RUN.fullmatch(said) is not None
        and _ALONE.fullmatch(_SPOKEN_RUN.sub(_in_digits, said)) is not None
    )


def _without_ids(text: str) -> str:
    """The same text with stars for the numbers of persons: some fit our check by chance."""
    if identifiers.DIGITS_RUN.search(text) is None:
        return text
    letters = list(text)
    for found in identifiers.find(text):
        if found.kind in ("id_number", "slip"):
            letters[found.start : found.end] = "*" * (found.end - found.start)
    return "".join(letters)


def find(text: str) -> CaseNamed:
    """The case that a clean text names (at most the first one)."""
    digits = _SPOKEN_RUN.sub(_in_digits, text)
    code = _code(digits)
    whole = numbering.parse(_without_ids(digits))
    if isinstance(whole, str):
        return CaseNamed(whole, code)
    if _ALONE.fullmatch(digits.strip(" 。.号")):
        return CaseNamed(str(int(digits.strip(" 。.号"))), code)
    return CaseNamed(_serial(text, digits), code)


def _in_digits(run: re.Match[str]) -> str:
    """零零零零二 → 00002; a year or an amount (二千) is no such run, as its units are missing here."""
    return "".join(_SPOKEN.get(char, char) for char in run[0])


def _code(text: str) -> str:
    for found in _CODE.finditer(text):
        # Three words of four letters are no code; written as it is printed, a code may be letters alone.
        letters = re.search("[a-z]", found[0], re.IGNORECASE)
        if letters and (found[1] == "-" or re.search(r"\d", found[0])):
            code = numbering.normalise_code(found[0])
            if code:
                return code
    return ""


def _serial(*texts: str) -> str:
    for text in texts:
        for pattern in _SERIAL:
            found = pattern.search(text)
            if found:
                return str(_value(found["n"]))
    run = re.search(r"(?<![\w.])0{2,4}[1-9]\d{0,2}(?![\w.])", texts[-1])
    return str(int(run[0])) if run else ""


def _value(said: str) -> int:
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    return (_NUMERAL.get(tens, 1) * 10 if ten else 0) + _NUMERAL.get(ones, 0)
