"""Whether words answer the question that stands open, and the value they give: a phone, a count, a name, a place."""

import re
from dataclasses import dataclass

from nlp import identifiers, names, numerals

_SPOKEN = str.maketrans("零〇洞幺一二三四五六七八九", "0001123456789")
_PHONES = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)"
    r"|(?<!\d)[（(]?(0\d{2,3})[)）]?[- ]?([1-9]\d{6,7})(?!\d)|(?<!\d)([2-9]\d{6,7})(?!\d)"
    r"|(?<!\d)(400[- ]?\d{3}[- ]?\d{4})(?!\d)"
)
_COUNT = re.compile(
    rf"({numerals.NUMBER})\s*[-—~到至]?\s*(?:\d+|[一二三四五六七八九十百]+)?\s*[多余来几]?\s*[个人户位名口家]*"
)
_ALONE = re.compile(
    r"就?(?:只有?)?(?:我|俺)(?:自己|一个人?|本人|个人)?(?:一个人?)?|个人|单独|just me|only me"
)
_FAMILY = re.compile(r"一家([一二两三四五六七八九十]|\d{1,2})口")
_NAME_SAID = re.compile(
    r"^(?:我|俺|本人)?(?:的)?(?:名字|姓名)?(?:就)?(?:叫我?|是|姓|叫做|喊我|称呼我?|免贵姓)+[:： ]*(?!个?人)"
    r"([^，,。；;!！\s]{1,12}?)(?:就行|就好|就可以|吧|即可)?$"
)
_NAME = re.compile(
    rf"(?:欧阳|上官|司马|诸葛|皇甫|司徒|东方|令狐|慕容|尉迟|公孙|[{names.SURNAMES}])[\u4e00-\u9fff·]{{1,3}}"
    rf"|[老小阿][{names.SURNAMES}]|[{names.SURNAMES}](?:先生|女士|大爷|大妈|阿姨|师傅|某某?|老师|老汉|大姐|大哥|叔|婶)"
    r"|[a-z][a-z.'-]+(?: [a-z][a-z.'-]*){1,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,20}"
)
_PLACE = re.compile(
    r"[路街巷道村镇乡县区市省组号楼栋幢院厂店校桥站站台口湾坝河湖山场园苑城庄屯寨弄门边旁里面头上下处外]|对面|附近|隔壁|中心|工地|公司|医院|小区|学校|超市"
)
_TIME = re.compile(
    r"\d{1,4}[年月日号点]|[一二三四五六七八九十两几好半]个?(?:年|月|天|周|星期|礼拜|小时|号)|昨|今|前天|前年|去年|年前|年底|年初|月初|月底|上[个周月]|"
    r"腊月|正月|春节|过年|国庆|五一|中秋|暑假|寒假|以前|之前|最近|一直|刚刚|刚才|很久|好久|老早|小时候|早上|晚上|下午|夏天|冬天|春天|秋天|星期|周[一二三四五六日]|礼拜|\d{2,4}[-/.]\d"
)
_IDENTITY = re.compile(r"\d{15}|\d{17}[\dx]")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the words fit the question (else they are only possible), and their value where one can be read."""

    fits: bool
    value: str = ""


def read(kind: str, text: str) -> Answer | None:
    """The answer that a clean text gives to a question of a kind (`intents.toml`), or None where it gives none."""
    return _KINDS[kind](text.strip())


def phone(text: str) -> str:
    """The first telephone number of a clean text as digits, spoken digits read too; empty where there is none."""
    digits = re.sub(
        r"[零〇洞幺一二三四五六七八九\d][零〇洞幺一二三四五六七八九\d -]{6,20}",
        lambda m: m[0].translate(_SPOKEN),
        text,
    )
    found = next((i for i in identifiers.find(digits) if i.kind in ("phone", "landline")), None)
    if found:
        return re.sub(r"\D", "", found.value)
    match = _PHONES.search(re.sub(r"(?<=\d) (?=\d)", "", digits))
    return re.sub(r"\D", "", "".join(part for part in match.groups() if part)) if match else ""


def people(text: str) -> str:
    """How many people, at least; empty where no number is said."""
    family = _FAMILY.search(text)
    if family:
        return _whole(family[1])
    if _ALONE.fullmatch(re.sub(r"[^\w ]", "", text)):
        return "1"
    found = _COUNT.search(text)
    return _whole(found[1]) if found else ""


def _whole(number: str) -> str:
    value = numerals.value(number)
    return str(int(value)) if value and value >= 1 else ""


def name(text: str) -> str:
    """The name somebody gives (我叫王小明, 叫我老王就行), or empty."""
    first = re.split(r"[，,。；;\n]|电话|手机|\d", text.strip(), maxsplit=1)[0].strip()
    said = _NAME_SAID.match(first)
    if said:
        return said[1].strip()
    return first if _NAME.fullmatch(first) else ""


def _phone(text: str) -> Answer | None:
    found = phone(text)
    return Answer(True, found) if found else None


def _people(text: str) -> Answer | None:
    found = people(text)
    return Answer(True, found) if found and len(text) <= 40 else None


def _name(text: str) -> Answer | None:
    found = name(text)
    if found:
        return Answer(True, found)
    return Answer(False, text) if 1 < len(text) <= 12 and re.search(r"[^\W\d_]", text) else None


def _place(text: str) -> Answer | None:
    said = re.sub(
        r"^(?:我家)?(?:事发|发生|出事)?(?:的)?(?:地点|地址|位置|住址|地方)?(?:是|在|就在|：|:)", "", text
    )
    return Answer(bool(_PLACE.search(said)), said) if len(said) > 1 else None


def _time(text: str) -> Answer | None:
    return Answer(bool(_TIME.search(text)), text) if len(text) > 1 else None


def _identity(text: str) -> Answer | None:
    return Answer(True) if _IDENTITY.search(re.sub(r"[ -]", "", text)) else None


def _text(text: str) -> Answer | None:
    return Answer(len(text) > 1, text) if re.search(r"\w", text) else None


def _choice(text: str) -> Answer | None:
    return Answer(False, text) if len(text) > 3 else None


_KINDS = {
    "phone": _phone,
    "people": _people,
    "name": _name,
    "place": _place,
    "time": _time,
    "identity": _identity,
    "text": _text,
    "choice": _choice,
}
