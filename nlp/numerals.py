"""Numbers as citizens write them: 30多, 三十多, 两万, 3.5万, 一百二."""

import re

NUMBER = r"(?:\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?|[零〇一二两三四五六七八九十百千万俩仨半]{1,10})"
"""A pattern for one number; bounded, so that hostile text cannot make it slow."""

MORE = re.compile("[多余几来]")
"""Says that there are more than the number: 三十多, 30余人, 二十来户."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_FACTORS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"(\d[\d,]{0,15}(?:\.\d{1,4})?)")


def value(text: str) -> float | None:
    """The number `text` stands for, or None. Understands digits, Chinese numerals and 十百千万亿 after either."""
    factor = 1
    while text and text[-1] in "万亿千百" and (len(text) > 1 and text[0].isdigit()):
        factor *= _FACTORS[text[-1]]
        text = text[:-1]
    if not text:
        return None
    if _ARABIC.fullmatch(text):
        return float(text.replace(",", "")) * factor
    found = _chinese(text)
    return None if found is None else found * factor


def _chinese(text: str) -> float | None:
    if text == "半":
        return 0.5
    if all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text))
    total, section, digit, last_unit = 0, 0, 0, 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            last_unit = _UNITS[char]
            section += (digit or (1 if not section else 0)) * last_unit
            digit = 0
        elif char in "万亿":
            total += ((section + digit) or 1) * _FACTORS[char]
            section, digit, last_unit = 0, 0, _FACTORS[char]
        else:
            return None
    # 一百二 is 120 and 三万五 35,000: a last digit counts the next smaller unit.
    if digit and last_unit > 10 and len(text) > 1 and text[-2] in "百千万":
        digit *= last_unit // 10
    return float(total + section + digit)
