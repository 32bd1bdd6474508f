"""Numbers and addresses that identify a person: found the same way for prefilling, for masking and for redaction.

All patterns are bounded; whatever can be checked by its check digit is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric

from nlp import names
from nlp.normalise import HAN

_SAID = dict(zip("零〇一幺二三四五六七八九", "001123456789", strict=True))
"""Digits said in words, as in a telephone number: 幺三八…"""

_D = rf"[\d{''.join(_SAID)}]"
_PHONE = re.compile(
    rf"(?<![\d.{''.join(_SAID)}])(?:(?:\+|00)?86[- ]?)?"
    rf"(?:\(1[3-9]\d\)|[1一幺][ -]?[3-9三四五六七八九])(?:[ .-]{{0,2}}{_D}){{8,9}}(?!{_D})"
)
_OVERSEAS = re.compile(r"(?<![\d.])(?:\+|00)(?:852|853|886)[- ]?(?:\d[ -]?){7,9}\d(?!\d)")
_LANDLINE = re.compile(
    r"(?<![\d.-])(?:[(（]0\d{2,3}[)）][ -]?|0\d{2,3}[- ]|0(?:10|2\d|[3-9]\d{2}))[2-9]\d{2,3}[ -]?\d{3,4}"
    r"(?:[- ]?(?:转|分机)?[:： ]?(?P<extension>\d{1,5}))?(?!\d)"
)
_LOCAL = re.compile(r"(?:座机|固话|固定电话)(?:号码?)?[是为:： ]{0,2}(?P<n>[2-9]\d{6,7})(?!\d)")
_HOTLINE = re.compile(r"(?<![\d.-])(?:400|800)[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)")
_ID = re.compile(
    r"(?<![\da-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"[ -]?\d{3}[\dx](?![\da-z])"
)
# The ID numbers before 1999: region, two digits of the year, month, day, three digits; no check digit.
_OLD_ID = re.compile(
    r"(?<![\da-z-])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}"
    r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\da-z-])"
)
# 港澳居民来往内地通行证, 往来港澳通行证, 往来台湾通行证 and passports; those of bare digits need their word before.
_PERMIT = re.compile(
    r"(?<![a-z\d])(?:[hm]\d{8}(?:\d{2})?|[cwlt]\d{8}|[cwe][a-z]\d{7}|[egdsp]\d{8}|[eg][a-z]\d{7})(?![a-z\d])"
)
_PERMIT_SAID = re.compile(
    rf"(?:护照|通行证|回乡证|台胞证|港澳证|居住证|军官证|(?:香港|澳门|台湾)身份证)"
    rf"(?:号码?|编号)?[{HAN}]{{0,2}}[是为:： ]{{0,2}}"
    r"(?P<n>[a-z]{0,2}\d{6,10}(?:[(（][\da-z][)）])?)(?![a-z\d])"
)
_CARD = re.compile(r"(?<!\d)[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?(?!\d)")
# Named as a card or by its beginning one of this country, whose check digit is wrong: masked, and no telephone.
_CARD_SAID = re.compile(
    rf"(?:卡号|银行卡|储蓄卡|工资卡|社保卡|卡里|卡上|账号|帐号|账户|帐户|存折)[{HAN}]{{0,3}}[是为:： ]{{0,2}}"
    r"(?P<n>\d(?:[ -]?\d){11,18})(?!\d)"
    r"|(?<!单号)(?<!编号)(?<!订单)(?<![\d号])(?<!单号[ :：])(?<!编号[ :：])"
    r"(?P<m>62\d{2}(?:[ -]?\d){12,15})(?!\d)"
)
_ID_SAID = re.compile(
    rf"身份证(?:号码?)?[{HAN}]{{0,2}}[是为:： ]{{0,2}}(?P<n>\d(?:[ -]?\d){{16}}[ -]?[\dx]|\d{{15}})(?![\da-z])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[a-hj-np-z][ ·.-]?(?:[a-hj-np-z\d]{6}|[a-hj-np-z\d]{4}[a-hj-np-z\d挂学警港澳])(?![a-z\d])"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,40}@[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9-]{1,20}){1,4}"
)
_URL = re.compile(r"(?:https?://|www\.)[a-z0-9][!-~]{2,300}")
_SURNAME = rf"(?:欧阳|上官|司马|诸葛|皇甫|司徒|东方|令狐|慕容|尉迟|公孙|[{names.SURNAMES}])"
_NAME_END = r"(?=[，,。；;：:、！!？?\s(（]|$|\d|男|女|是|今年|住|家|系|电话|手机|身份证|联系|现年|于|我)"
_NAME = re.compile(
    r"(?:(?<!被)(?:我叫|我是|我名叫|我的名字叫|我的名字是|本人姓名|姓名|联系人|申诉人|投诉人|举报人|反映人|信访人|本人|申请人)"
    rf"[:：是叫为 ]{{0,2}}|我姓(?P<same>{_SURNAME})[，, ]{{0,2}}(?:名叫|叫|全名)?(?=(?P=same)))"
    rf"(?P<name>{_SURNAME}[\u4e00-\u9fff]{{1,2}}){_NAME_END}"
)
_TITLES = (
    "师傅",
    "老师",
    "经理",
    "老板",
    "主任",
    "书记",
    "局长",
    "所长",
    "警官",
    "医生",
    "阿姨",
    "大爷",
    "大哥",
    "先生",
    "女士",
    "总",
)
DIGITS_RUN = re.compile(rf"{_D}(?:[ .-]?{_D}){{4}}")
"""Stands where a number of some length may be: without one, there is none to look for."""

_PRIVATE = frozenset({"phone", "landline", "hotline", "id_number", "permit", "bank_card", "plate", "slip"})


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier at a place of the clean text, and its value without blanks."""

    kind: str  # phone landline hotline id_number permit bank_card plate email url name
    """`slip`: the number of a person or a card in which a digit is wrong; it is masked and says nothing."""
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


def without_numbers(text: str, identified: Sequence[Identifier] | None = None) -> str:
    """Clean text of the same length with stars for the numbers of persons: 12345 inside a telephone is no word.

    `identified` are the identifiers of the text where the caller has them already.
    """
    if DIGITS_RUN.search(text) is None:
        return text
    letters = list(text)
    for found in find(text) if identified is None else identified:
        if found.kind in _PRIVATE:
            letters[found.start : found.end] = "*" * (found.end - found.start)
    return "".join(letters)


def _all(text: str) -> Iterator[Identifier]:
    """Identifiers, the surest kinds first (an ID number contains what looks like a telephone number)."""
    if ":" in text or "www" in text:
        for match in _URL.finditer(text):
            yield Identifier("url", *match.span(), match[0])
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Identifier("email", *match.span(), match[0])
    if DIGITS_RUN.search(text):
        yield from _numbers(text)
        for match in _PLATE.finditer(text):
            yield Identifier("plate", *match.span(), re.sub("[ ·.-]", "", match[0]).upper())
    for match in _NAME.finditer(text):
        name = match["name"]
        if not (name in names.NOT_NAMES or name[:2] in names.NOT_NAMES or name[1:] in _TITLES):
            yield Identifier("name", *match.span("name"), name)


def _numbers(text: str) -> Iterator[Identifier]:
    for match in _ID.finditer(text):
        value = _bare(match[0]).upper()
        if ric.calc_check_digit(value) == value[-1]:
            yield Identifier("id_number", *match.span(), value)
    for match in _CARD.finditer(text):
        value = _bare(match[0])
        if luhn.is_valid(value):
            yield Identifier("bank_card", *match.span(), value)
    for match in _OLD_ID.finditer(text):
        yield Identifier("id_number", *match.span(), match[0])
    for match in _ID_SAID.finditer(text):
        yield Identifier("slip", *match.span("n"), _bare(match["n"]).upper())
    for match in _CARD_SAID.finditer(text):
        group = "n" if match["n"] else "m"
        yield Identifier("slip", *match.span(group), _bare(match[group]))
    for match in _PERMIT_SAID.finditer(text):
        yield Identifier("permit", *match.span("n"), match["n"].upper())
    for match in _OVERSEAS.finditer(text):
        yield Identifier("phone", *match.span(), re.sub(r"\D", "", match[0]).removeprefix("00"))
    for match in _PHONE.finditer(text):
        digits = _digits(match[0])
        if len(digits) in (11, 13, 15) and digits[-11] == "1":
            yield Identifier("phone", *match.span(), digits[-11:])
    for match in _LANDLINE.finditer(text):
        number = re.sub(
            r"\D", "", text[match.start() : match.start("extension")] if match["extension"] else match[0]
        )
        value = f"{number}-{match['extension']}" if match["extension"] else number
        yield Identifier("landline", *match.span(), value)
    for match in _LOCAL.finditer(text):
        yield Identifier("landline", *match.span("n"), match["n"])
    for match in _HOTLINE.finditer(text):
        if len(value := re.sub(r"\D", "", match[0])) == 10:
            yield Identifier("hotline", *match.span(), value)
    for match in _PERMIT.finditer(text):
        yield Identifier("permit", *match.span(), match[0].upper())


def _digits(text: str) -> str:
    return "".join(_SAID.get(char, char) for char in text if char.isdigit() or char in _SAID)


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("-", "")
