"""Told once: what the story itself answers goes into the draft, and nothing of it is asked again.

Everything here is an offer: the preview shows it line by line, and every line can be corrected alone.
"""

import itertools
import re

from casework import privacy
from casework.petition import Purpose
from handlers.citizen.draft import Draft
from handlers.citizen.step import LONGEST_LINE
from nlp import whose_number
from nlp.facts import Fact, FactKind
from nlp.names import SURNAMES
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
_COUNTY = re.compile("[县市省区]|.{2,3}[县市省]")
"""A place that begins so lies in no town that was named before (县医院)."""
_CALL_ME = re.compile(
    rf"(?:^|[，,。；; ]|就|请)(?:叫|喊|称呼)我(?P<name>[老小阿]?[{SURNAMES}][\u4e00-\u9fff]{{0,3}}?)"
    r"(?:就行|就好|吧)?(?=$|[，,。；;！! ])"
)
_CURSES = re.compile("他妈|你妈|妈的|他娘|你娘|[操艹肏]|狗日|傻逼|王八蛋|混蛋|畜生")
"""A place with one of these in it is none (日他妈的村)."""
_HOUSE = re.compile(r"\d+号")


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
        draft.put_place(place)


def corrected_place(before: str, value: str) -> str:
    """The place after a correction: 20号 replaces only the number of the house, anything longer the whole."""
    if _HOUSE.fullmatch(value) and _HOUSE.search(before):
        return _HOUSE.sub(value, before, count=1)
    town = privacy.town_of(before)
    elsewhere = privacy.town_of(value) or _COUNTY.match(value) or len(value) > len(before)
    return value if elsewhere or not town else town + value


def _request(reading: Reading, by_kind: dict[FactKind, list[Fact]]) -> str:
    """What is asked for, without who asks (请修好，我叫李红，139…): an answer will repeat it."""
    own = [fact.text for kind in _OWN for fact in by_kind.get(kind, [])]
    asked = []
    for each in reading.demands.requests:
        clauses = re.split("(?<=[，,、])", each.text)
        kept = itertools.takewhile(lambda clause: not _is_who(clause, own), clauses)
        asked.append("".join(kept).rstrip("，,、"))
    return "；".join(dict.fromkeys(filter(None, asked)))[:LONGEST_LINE]


def _is_who(clause: str, own: list[str]) -> bool:
    """Whether a clause says who speaks and asks for nothing (我叫李红, 请叫我老高)."""
    return _CALL_ME.search(clause) is not None or any(said in clause for said in own)


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
    called = _CALL_ME.search(draft.text)
    draft.name = draft.name or _first(by_kind, FactKind.NAME) or (called["name"] if called else "")
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
        and not _CURSES.search(fact.text)
        and not any(home.start <= fact.start and fact.end <= home.end for home in homes)
    ]
    at_home = draft.address if homes and _AT_HOME.search(draft.text) else ""
    found = max(elsewhere, key=len, default=at_home)
    if not found or privacy.town_of(found):
        return found
    town = next(filter(None, (privacy.town_of(fact.text) for fact in [*places, *homes])), "")
    return town + found
