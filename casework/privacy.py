"""Masking, neutral titles, and what may enter a group.

Decides on words; `nlp.redact` finds them in free text.
"""

import re

from casework.wording import text

MASK = "＊"
_COMPOUND_SURNAMES = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "夏侯", "司徒", "司空",
    "端木", "南宫",
)  # fmt: skip
_TOWN = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:街道|乡|镇|开发区|管委会))")
_ABOVE_TOWN = re.compile(r"^.*?(?:省|自治区|自治州|地区|盟|市|区|县|旗)(?=[\u4e00-\u9fff]{2,})")
_SUFFIX = re.compile(r"街道|开发区|管委会|乡|镇")
_MARKERS = re.compile(r"[省市县区旗州盟在到于从往去自住是的]|[^\u4e00-\u9fff]")
_NO_TOWN = (
    "家",
    "老",
    "故",
    "下",
    "他",
    "她",
    "城",
    "乡",
    "我",
    "们",
    "本",
    "个",
    "该",
    "这",
    "那",
    "各",
    "全",
)
_LONGEST_NAME = 5


def mask_name(name: str) -> str:
    """The family name and a mark for each other letter: 王＊, 欧阳＊. One letter alone is masked whole."""
    plain = name.strip()
    if len(plain) <= 1:
        return MASK * len(plain)
    if not re.match(r"[\u4e00-\u9fff]", plain):
        return plain[0] + MASK * 2
    shown = 2 if plain[:2] in _COMPOUND_SURNAMES and len(plain) > 2 else 1
    return plain[:shown] + MASK * (len(plain) - shown)


def mask_phone(phone: str) -> str:
    """A mobile as 138＊＊＊＊0000; any other number with only its last two digits."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) == 11 and digits.startswith("1"):
        return digits[:3] + MASK * 4 + digits[-4:]
    return MASK * max(len(digits) - 2, 0) + digits[-2:] if len(digits) > 4 else MASK * len(digits)


def mask_address(address: str) -> str:
    """An address down to the town or street office; the rest is masked.

    Where none is named, everything is.
    """
    town = _TOWN.search(address)
    if town:
        return address[: town.end()] + MASK * 3
    above = _ABOVE_TOWN.match(address)
    return (above.group() if above else "") + MASK * 3 if address.strip() else ""


def town_of(place: str) -> str:
    """The town or street office that a place names, without what stands above it, or nothing."""
    for found in _SUFFIX.finditer(place):
        name = _own_name(place[: found.start()])
        if name and not (len(found.group()) == 1 and name.endswith(_NO_TOWN)):
            return name + found.group()
    return ""


def _own_name(before: str) -> str:
    """The letters right before a suffix that are the town's own name; a name may itself end in 市
    (南市街道).
    """
    cut = before
    for marker in _MARKERS.finditer(before):
        if marker.end() < len(before):
            cut = before[marker.end() :]
    return cut if 1 <= len(cut) <= _LONGEST_NAME else ""


def neutral_title(topic: str, town: str, people: int | None) -> str:
    """A one-line title made of choices only: topic, town, how many people.

    Nothing of it was typed as a story.
    """
    parts = [topic or text("topic-undecided")]
    if town and group_safe(town):
        parts.append(town)
    if people and people > 1:
        parts.append(text("title-people", people=people))
    return " · ".join(parts)


_PERSONAL = (
    re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"),
    re.compile(r"(?<![0-9])0[0-9]{2,3}[-\s]?[0-9]{7,8}(?![0-9])"),
    re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9])"),
    re.compile(r"(?<![0-9])[0-9]{16,19}(?![0-9])"),
    re.compile(r"[\u4e00-\u9fff][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    re.compile(r"https?://|www\.|@[A-Za-z0-9_]{4,}"),
    re.compile(r"(?:我叫|我是|姓名|联系人)[:：]?\s*[\u4e00-\u9fff]{2,4}"),
)


def group_safe(words: str, *typed: str) -> bool:
    """Whether words may enter a group: no number, name or link of a person, and nothing that the citizen
    `typed`.

    What was typed counts from four letters on, so that a topic's own words do not.
    """
    if any(pattern.search(words) for pattern in _PERSONAL):
        return False
    return not any(len(part.strip()) >= 4 and part.strip() in words for part in typed)
