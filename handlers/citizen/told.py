"""Told once: what the story itself answers goes into the draft, and nothing of it is asked again.

Everything here is an offer: the preview shows it line by line, and every line can be corrected alone.
"""

import itertools
import re
from dataclasses import dataclass

from casework import privacy
from casework.petition import Purpose
from handlers.citizen.draft import Draft
from handlers.citizen.step import LONGEST_LINE
from handlers.citizen.steps_person import known_name
from nlp import answers, whose_number
from nlp.facts import Fact, FactKind
from nlp.reader import Reading

_GUESSED = (
    Purpose.REQUEST, Purpose.HELP, Purpose.APPEAL, Purpose.SUGGESTION, Purpose.INQUIRY, Purpose.THANKS,
)  # fmt: skip
"""Purposes that the reader may fill in. A report never is: the citizen says so (Art. 30)."""
_MATTERS = (Purpose.REQUEST, Purpose.HELP)
_OWN = (FactKind.NAME, FactKind.PHONE, FactKind.LANDLINE, FactKind.ADDRESS)
_AT_HOME = re.compile("(?:我家|俺家|家里|家门口|楼上|楼下|楼道|隔壁|邻居|小区|我们村|俺村|村里|门口)")
_NO_PLACE = re.compile("^(?:看不见|看不清|没有|找不到|走|过|修|铺|挡|占|堵)")
"""A place that begins with one of these is none (看不见路)."""
_BEFORE = (
    ("court", re.compile("法院.{0,6}(?:判|裁|受理|立案|调解|执行)|判决|已经?起诉|打(?:过|了|着)官司|开(?:过|了)庭")),
    ("arbitration", re.compile("仲裁(?:过|了|委.{0,8}裁|.{0,4}裁决|.{0,6}赢了|.{0,6}输了)|仲裁裁决")),
    ("reconsideration", re.compile("复议(?:过|了|决定|机关.{0,6}维持)")),
    ("petition", re.compile(r"(?<!\d)12345(?!\d)|信访局|(?:反映|投诉|上访|信访|举报|登记)过|打[过了].{0,6}热线")),
)  # fmt: skip
"""Where a matter was before: the first that fits decides, since a court is never passed over (Art. 31)."""
_HOUSE = re.compile(r"\d+号")
_PHONE_AND_LITTLE = 8
_ASKS = re.compile("要求|请求|希望|请|想要|恳请|尽快|能不能|能否|赔|退|补|修好|发放|解决|处理|恢复|给我|给个")
_CLEARED = re.compile("(?:清|搬|拆|拉|运|移|挪|撤)(?:走|掉|开|了|除|离)|管一管|查一查|停工|停下")
_LIES = re.compile("[省市县区镇乡村路街道巷弄号栋楼组队站口旁边]|门口|附近|小区|学校|工地|对面")
_MOSTLY, _SHORT, _BRIEF = 0.4, 15, 6
"""A fact that is so much of the words is the answer; what has more characters tells; fewer may be an unknown name."""
_TELLS_FROM = 25
"""So many characters at the question for a request, with no asking word in them, tell more of the matter."""


def fill(draft: Draft, reading: Reading) -> None:
    """Put into the draft what the story answers. What the citizen answered or corrected stays as it is."""
    _purpose(draft, reading)
    by_kind: dict[FactKind, list[Fact]] = {}
    for fact in reading.facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    if not draft.request and not draft.demands:
        draft.request = _request(reading, by_kind)
    draft.happened = draft.happened or _first(by_kind, FactKind.TIME)
    draft.money = draft.money or _first(by_kind, FactKind.MONEY)
    against = _first(by_kind, FactKind.AGAINST).split()
    draft.concerns = draft.concerns or (against[-1] if against else "")
    draft.before = draft.before or _before(draft.text, by_kind)
    if not draft.people and (people := by_kind.get(FactKind.PEOPLE)):
        draft.people, draft.people_more = int(people[0].value), people[0].more
    _who_speaks(draft, by_kind)
    if not draft.place and (place := _place(draft, by_kind)):
        put_place(draft, place)


def put_place(draft: Draft, place: str) -> None:
    """Keep a place with the town it lies in."""
    draft.place = place
    draft.town = privacy.town_of(place) or draft.town


def corrected_place(before: str, value: str) -> str:
    """The place after a correction: 20号 replaces only the number of the house, anything longer the whole."""
    if _HOUSE.fullmatch(value) and _HOUSE.search(before):
        return _HOUSE.sub(value, before, count=1)
    town = privacy.town_of(before)
    return value if privacy.town_of(value) or not town or len(value) > len(before) else town + value


def a_phone_alone(words: str) -> str:
    """The telephone number that these words consist of; empty where they say more."""
    found = answers.phone(words)
    rest = re.sub(r"[\d\s+()（）\-]", "", words)
    return found if found and len(rest) <= _PHONE_AND_LITTLE else ""


def tells_more(words: str) -> bool:
    """Whether words at the question for a request ask for nothing and go on telling instead."""
    return len(words) >= _TELLS_FROM and not _ASKS.search(words)


def only_asks(words: str) -> bool:
    """Whether a few words at the question for a place say what is wanted instead (修好, 清走)."""
    wanted = _ASKS.search(words) or _CLEARED.search(words)
    return len(words) <= _SHORT and wanted is not None and not _LIES.search(words)


def only_a_place(words: str, reading: Reading) -> str:
    """The place that words at the question for a request consist of; empty where they ask for something."""
    if _ASKS.search(words) or not any(fact.kind in LOOKED_INTO["place"][0] for fact in reading.facts):
        return ""
    answer = answers.read("place", words)
    return words.strip() if answer is not None and answer.fits and _LIES.search(words) else ""


def _request(reading: Reading, by_kind: dict[FactKind, list[Fact]]) -> str:
    """What is asked for, without who asks (请修好，我叫李红，139…): an answer will repeat it."""
    own = [fact.text for kind in _OWN for fact in by_kind.get(kind, [])]
    asked = []
    for each in reading.demands.requests:
        clauses = re.split("(?<=[，,、])", each.text)
        kept = itertools.takewhile(lambda clause: not any(said in clause for said in own), clauses)
        asked.append("".join(kept).rstrip("，,、"))
    return "；".join(dict.fromkeys(filter(None, asked)))[:LONGEST_LINE]


@dataclass(frozen=True)
class Belonging:
    """Where words at a question belong: what of them answers it (empty: nothing), and whether they tell more."""

    answer: str
    tells: bool = False


def placed(name: str, words: str, reading: Reading) -> Belonging:
    """Whether words answer a question for one thing (`LOOKED_INTO`), tell more of the matter, or both.

    People answer the question for a place with the next thing that happened; it is kept, and it is no place.
    """
    kinds, kind = LOOKED_INTO[name]
    found = max((fact.text for fact in reading.facts if fact.kind in kinds), key=len, default="")
    said = len(re.sub(r"\W", "", words)) or 1
    tells = reading.topics.fits or bool(reading.purpose.reasons)
    if found and len(found) / said >= _MOSTLY:
        return Belonging(words)
    if found and (tells or said > _SHORT):
        return Belonging(found, tells=True)
    others = [fact.text for fact in reading.facts if fact.kind in _ELSEWHERE and fact.kind not in kinds]
    if not found and len(max(others, key=len, default="")) / said >= _MOSTLY:
        return Belonging("", tells=True)
    if name == "name" and known_name(words):
        return Belonging(words)
    if name == "name" and _NO_NAME.search(words):
        return Belonging("", tells=True)
    answer = answers.read(kind, words)
    fits = answer is not None and answer.fits
    if tells or said > _SHORT or (not fits and said > _BRIEF):
        return Belonging("", tells=True)
    return Belonging(words)


_ELSEWHERE = (FactKind.TIME, FactKind.PEOPLE, FactKind.MONEY, FactKind.PLACE)
_NO_NAME = re.compile(r"[了不没死坏的要我你他她它吗呢修快给帮把让赔退办]|解决|处理|尽|请|\d")
LOOKED_INTO: dict[str, tuple[tuple[FactKind, ...], str]] = {
    "place": ((FactKind.PLACE, FactKind.ADDRESS), "place"),
    "happened": ((FactKind.TIME,), "time"),
    "people": ((FactKind.PEOPLE,), "people"),
    "name": ((FactKind.NAME,), "name"),
    "phone": ((FactKind.PHONE, FactKind.LANDLINE), "phone"),
}
"""Questions for one thing: the facts that are it, and the kind of answer it is (`nlp.answers`)."""


def _first(by_kind: dict[FactKind, list[Fact]], kind: FactKind) -> str:
    return by_kind[kind][0].text if by_kind.get(kind) else ""


def _purpose(draft: Draft, reading: Reading) -> None:
    guess = reading.purpose.purpose
    draft.purpose_machine = guess
    if draft.purpose or draft.ask_report or guess not in _GUESSED:
        return
    if reading.purpose.sure or (guess in _MATTERS and reading.topics.fits):
        draft.purpose = guess


def _before(story: str, by_kind: dict[FactKind, list[Fact]]) -> str:
    found = next((kind for kind, words in _BEFORE if words.search(story)), "")
    return found or ("petition" if by_kind.get(FactKind.HANDLED) else "")


def _who_speaks(draft: Draft, by_kind: dict[FactKind, list[Fact]]) -> None:
    """Name, telephone and home; and how the story says them, so that they can be taken out again."""
    own = [fact.text for kind in _OWN for fact in by_kind.get(kind, [])]
    draft.own = list(dict.fromkeys([*draft.own, *own]))
    if draft.anonymous:
        draft.become_anonymous()
        return
    said = [*by_kind.get(FactKind.PHONE, []), *by_kind.get(FactKind.LANDLINE, [])]
    numbers = [fact for fact in said if not whose_number.is_anothers(draft.text, fact.start)]
    draft.name = draft.name or _first(by_kind, FactKind.NAME)
    draft.phone = draft.phone or (numbers[0].value if numbers else "")
    draft.address = draft.address or _first(by_kind, FactKind.ADDRESS)
    if draft.name and draft.anonymous is None:
        draft.anonymous = False


def _place(draft: Draft, by_kind: dict[FactKind, list[Fact]]) -> str:
    """The most exact place that is not where the speaker lives; home itself where the matter is at home."""
    homes = by_kind.get(FactKind.ADDRESS, [])
    places = by_kind.get(FactKind.PLACE, [])
    elsewhere = [
        fact.text
        for fact in places
        if not _NO_PLACE.match(fact.text)
        and not any(home.start <= fact.start and fact.end <= home.end for home in homes)
    ]
    at_home = draft.address if homes and _AT_HOME.search(draft.text) else ""
    found = max(elsewhere, key=len, default=at_home)
    if not found or privacy.town_of(found):
        return found
    town = next(filter(None, (privacy.town_of(fact.text) for fact in [*places, *homes])), "")
    return town + found
