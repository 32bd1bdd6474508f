"""Numbers and addresses that identify a person: found the same way for prefilling, for masking and for redaction.

All patterns are bounded; whatever can be checked by its check digit is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric

from nlp import names

_PHONE = re.compile(r"(?<![\d.])(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
_LANDLINE = re.compile(
    r"(?<![\d.-])(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[- ])[2-9]\d{6,7}(?:-\d{1,4})?(?!\d)"
)
_ID = re.compile(
    r"(?<![\da-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"[ -]?\d{3}[\dx](?![\da-z])"
)
_CARD = re.compile(r"(?<!\d)[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?(?!\d)")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[a-hj-np-z][ ·.-]?(?:[a-hj-np-z\d]{6}|[a-hj-np-z\d]{4}[a-hj-np-z\d挂学警港澳])(?![a-z\d])"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,40}@[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9-]{1,20}){1,4}"
)
_URL = re.compile(r"(?:https?://|www\.)[a-z0-9][!-~]{2,300}")
_NAME = re.compile(
    r"(?:我叫|我是|我名叫|我的名字叫|我的名字是|本人姓名|姓名|联系人|申诉人|投诉人|举报人|反映人|信访人|本人|申请人)"
    r"[:：是叫为 ]{0,2}"
    rf"((?:欧阳|上官|司马|诸葛|皇甫|司徒|东方|令狐|慕容|尉迟|公孙|[{names.SURNAMES}])[\u4e00-\u9fff]{{1,2}})"
    r"(?=[，,。；;：:、！!\s(（]|$|\d|男|女|是|今年|住|家|系|电话|手机|身份证|联系|现年|于|我)"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier at a place of the clean text, and its value without blanks."""

    kind: str  # phone landline id_number bank_card plate email url name
    start: int
    end: int
    value: str


def find(text: str) -> list[Identifier]:
    """The identifiers of clean (lower-case, half-width) text, in order; none overlap."""
    kept: list[Identifier] = []
    taken = bytearray(len(text))
    for found in _all(text):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return sorted(kept, key=lambda i: i.start)


def _all(text: str) -> Iterator[Identifier]:
    """Identifiers, the surest kinds first (an ID number contains what looks like a telephone number)."""
    for match in _URL.finditer(text):
        yield Identifier("url", *match.span(), match[0])
    for match in _EMAIL.finditer(text):
        yield Identifier("email", *match.span(), match[0])
    for match in _ID.finditer(text):
        value = _bare(match[0]).upper()
        if ric.calc_check_digit(value) == value[-1]:
            yield Identifier("id_number", *match.span(), value)
    for match in _CARD.finditer(text):
        value = _bare(match[0])
        if luhn.is_valid(value):
            yield Identifier("bank_card", *match.span(), value)
    for match in _PHONE.finditer(text):
        yield Identifier("phone", *match.span(), "".join(match.groups()))
    for match in _LANDLINE.finditer(text):
        yield Identifier("landline", *match.span(), re.sub(r"\D", "", match[0]))
    for match in _PLATE.finditer(text):
        yield Identifier("plate", *match.span(), re.sub("[ ·.-]", "", match[0]).upper())
    for match in _NAME.finditer(text):
        if match[1] not in names.NOT_NAMES and match[1][:2] not in names.NOT_NAMES:
            yield Identifier("name", *match.span(1), match[1])


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("-", "")
