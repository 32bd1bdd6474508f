"""Case numbers that can be read over the telephone, and query codes that cannot be guessed.

A case number is region (6) - day (yymmdd) - serial (5) - check (1), e.g. ``350881-261121-00042-5``. The
check is ISO 7064's pure system with modulus 11 and radix 6: every single wrong digit, every swap of
neighbours and every swap across one digit is noticed. A serial whose check would be ten is printed with
its first digit raised by five, so that a number consists of digits only.

The number alone opens nothing; the query code (12 symbols, 60 bits) does, together with it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

_RADIX, _MODULUS = 6, 11
SERIAL_WIDTH = 5
CODE_SYMBOLS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"[:30] + "01"
"""Crockford's thirty-two: no I, L, O, U. Typed I and L are read as 1, O as 0."""
CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Partial:
    """The citizen named only the serial (42号那个): look for it among the person's own cases."""

    serial: int


@dataclass(frozen=True, slots=True)
class Slip:
    """It looks like a case number, but the check says a digit was misheard or swapped."""

    typed: str

    @property
    def day(self) -> str:
        """The six digits where the day of registration stands."""
        return self.typed.split("-")[1]


@dataclass(frozen=True, slots=True)
class ShortNumber:
    """The end of a number as lists and officers write it: the printed serial, and the check where it was written."""

    serial: str
    check: int | None = None


def check_digit(digits: str) -> int:
    """The check of a string of digits, 0 to 10; ten is never printed."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * _RADIX % _MODULUS
    return (1 - total) % _MODULUS


def case_number(region: str, day: date, serial: int) -> str:
    """The number of the `serial`-th matter that `region` (6 digits) registered on `day`.

    Serials from 50,000 a day on are printed one digit wider. Raises ValueError for a region that is not six
    digits or a serial below one.
    """
    if not re.fullmatch(r"[0-9]{6}", region) or serial < 1:
        raise ValueError(f"no case number for region {region!r}, serial {serial}")
    width = SERIAL_WIDTH
    while serial >= 5 * 10 ** (width - 1):
        width += 1
    stem = f"{region}{day:%y%m%d}"
    printed = f"{serial:0{width}d}"
    if check_digit(stem + printed) == 10:
        printed = f"{serial + 5 * 10 ** (width - 1):0{width}d}"
    return f"{region}-{day:%y%m%d}-{printed}-{check_digit(stem + printed)}"


_SEPARATORS = r"[-\s.,_/·:]*"
_WHOLE = re.compile(
    rf"(?<![0-9])([0-9]{{6}}){_SEPARATORS}([0-9]{{6}}){_SEPARATORS}([0-9]{{5,7}}?){_SEPARATORS}([0-9])(?!-?[0-9])"
)
_SERIAL = re.compile(r"(?<![0-9])([0-9]{1,6})\s*(?:号|號)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー－一"), "-")


def _plain(text: str) -> str:
    """Full-width digits and every dash made ordinary; 一 between digits is a dash on many keyboards."""
    normal = unicodedata.normalize("NFKC", text)
    normal = re.sub(r"(?<=[0-9])[‐‑‒–—―−ー一~〜]+(?=[0-9])", "-", normal)
    return re.sub(r"[^\S\n]*[‐‑‒–—―−][^\S\n]*", "-", normal)


def parse(text: str) -> str | Partial | Slip | None:
    """The case number in what somebody typed or said: whole, only its serial, or with a slip; None if
    there is none.

    Full-width digits, blanks, missing or other dashes and a leading XF are read; the answer is in the
    printed form.
    """
    plain = _plain(text)
    slip: Slip | None = None
    for found in _WHOLE.finditer(plain):
        region, day, serial, check = found.groups()
        if check_digit(region + day + serial) == int(check) and is_day(day):
            return f"{region}-{day}-{serial}-{check}"
        slip = slip or Slip(f"{region}-{day}-{serial}-{check}")
    if slip:
        return slip
    spoken = _SERIAL.search(plain)
    return Partial(int(spoken[1])) if spoken else None


_SHORT = re.compile(r"(?:第|编号|序号|尾号)?\s*([0-9]{1,7})(?:\s*-\s*([0-9]))?\s*(?:号|件)?")


def short(text: str) -> ShortNumber | None:
    """The end of a number, when the words are nothing else: 00002, 00002-6, 2, 第2号."""
    found = _SHORT.fullmatch(_plain(text).strip())
    if found is None or not int(found[1]):
        return None
    return ShortNumber(f"{int(found[1]):0{SERIAL_WIDTH}d}", int(found[2]) if found[2] else None)


def ending(region: str, wanted: ShortNumber, days: Iterable[date]) -> list[str]:
    """Every number that ends so and can have been given on one of these days."""
    found = []
    for day in days:
        check = check_digit(f"{region}{day:%y%m%d}{wanted.serial}")
        if check != 10 and wanted.check in (None, check):
            found.append(f"{region}-{day:%y%m%d}-{wanted.serial}-{check}")
    return found


def is_day(yymmdd: str) -> bool:
    """Whether six digits are a day of this century."""
    try:
        date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return False
    return True


def serial_of(number: str) -> int:
    """The printed serial of a well-formed case number, for matching a `Partial`."""
    return int(number.split("-")[2])


def new_query_code(choose: Callable[[str], str]) -> str:
    """A fresh query code, grouped for reading: ``7KQM-2RXT-W9PD``.

    `choose` draws one symbol of a string; pass `secrets.choice`. 32 symbols, 12 places: 60 bits.
    """
    drawn = "".join(choose(CODE_SYMBOLS) for _ in range(CODE_LENGTH))
    return group_code(drawn)


def group_code(code: str) -> str:
    """Twelve symbols in groups of four."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))


_MISREAD = str.maketrans("ILO", "110")


def normalise_code(typed: str) -> str | None:
    """The query code that somebody typed, grouped; None if it cannot be one.

    Case, width, blanks and dashes do not matter; I and L are read as 1, O as 0.
    """
    symbols = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", typed).upper()).translate(_MISREAD)
    if len(symbols) != CODE_LENGTH or set(symbols) - set(CODE_SYMBOLS):
        return None
    return group_code(symbols)
