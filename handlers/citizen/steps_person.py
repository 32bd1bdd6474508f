"""The questions about who files: how many, name, phone, address; and what goes with the matter."""

import re
from dataclasses import replace

from stdnum.cn import ric

from casework import privacy
from casework.petition import Purpose, Refusal
from casework.wording import text
from handlers.citizen import belonging
from handlers.citizen.belonging import Belonging
from handlers.citizen.draft import Draft
from handlers.citizen.step import NameOf, Question, Said, Step, add_to_story, bare, named, own_line, plainly
from nlp import answers, headcount, names
from nlp.facts import FactKind
from nlp.reader import Reading

_PHONE = re.compile(r"^(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})$")
MOST_PEOPLE = 1_000_000
_AROUND_A_NAME = re.compile(
    r"(?:我的?)?(?:电话|手机|号码|联系方式|微信)(?:号码?|是|:|：)*|[\d\- +()（）零〇洞幺一二三四五六七八九]{7,}"
)
_INTRODUCED = re.compile(
    r"^\W*(?:(?:hi|hello)\W+)?(?:my (?:full )?name(?: is|'s|:)|i am|i'm|this is|(?:please )?call me|name(?: is)?:?)\s+",
    re.I,
)
_OF_A_PHONE = re.compile(
    r"[\s,;.]*(?:and )?(?:my )?(?:phone|mobile|cell|tel|telephone|number|contact)"
    r"(?: (?:phone|number|no))*\.?(?: is|:)?\s*$",
    re.I,
)
_LATIN = re.compile(r"[\x00-\x7f\u00c0-\u024f]+")
_NO_PHONE = re.compile("(?:没有?|莫得|没得)(?:手机|电话)|不用(?:手机|电话)")
_LONGEST_NAME = 24
_NO_NAME = re.compile(r"[了不没死坏的要我你他她它吗呢修快给帮把让赔退办]|解决|处理|尽|请|\d")
_A_NAME_ALONE = re.compile(
    rf"(?:我|俺)?(?:就|名字|姓名)?(?:是|叫|叫做|喊|称呼)?我?(?:[老小阿][{names.SURNAMES}](?:师傅)?|[{names.SURNAMES}](?:先生|女士|大爷|大妈|大姐|师傅|老师))(?:就行|就好|就可以|吧)?"
    rf"|(?:我|俺)?(?:的)?(?:名字|姓名)?就?叫(?:我|做)?(?:[老小阿]?[{names.SURNAMES}][\u4e00-\u9fff]{{0,3}}?)(?:就行|就好|就可以|吧)?"
)
_CALLED_IN_ENGLISH = re.compile(
    r"(?:please )?(?:call me|my (?:full )?name(?: is|'s|:)|name:?) [A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3}",
    re.I,
)
_LITTLE = 8
_HAN, _HAN_ONLY = re.compile("[\u4e00-\u9fff]+"), re.compile("[\u4e00-\u9fff]{4,}")
"""So many characters that begin with no surname of two are no name (载歌载舞)."""
_TWO_SURNAMES = re.compile("欧阳|上官|司马|诸葛|皇甫|司徒|东方|令狐|慕容|尉迟|公孙|夏侯|宇文|长孙|端木")
_A_PART = re.compile(
    "想|问|(?<!叫)(?:的|会|员|代表|业主|村民|居民|家长|职工|群众|农民|工人|老百姓)[吧啊呀]?$"
)
"""Who somebody is beside their name (我是家长委员会的)."""
_DIGITS = re.compile(r"\d{7,}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－　", "0123456789- ")


class PeopleStep(Step):
    name = "people"
    facts = (FactKind.PEOPLE,)
    kind = "people"
    useful = True
    numeric = True
    optional = True
    values = ("1",)

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed

    def claims(self, words: str, reading: Reading) -> str:
        return belonging.nothing_but(self.facts, words, reading)

    def hear(self, draft: Draft, said: Said) -> None:
        count, more = headcount.said(said.words) or (0, False)
        if not 1 <= count <= MOST_PEOPLE:
            raise Refusal(text("error-count"))
        draft.people, draft.people_more = count, more

    def line(self, draft: Draft, name_of: NameOf) -> str:
        if not draft.people:
            return ""
        return text("preview-people-more" if draft.people_more else "preview-people", count=draft.people)

    def press(self, draft: Draft, value: str) -> None:
        draft.people, draft.people_more = 1, False


class NameStep(Step):
    """A name is never required (Art. 22, 44): anonymity costs only the written answer. A number may come with it."""

    name = "name"
    optional = True
    values = ("anonymous",)
    no = "anonymous"
    facts = (FactKind.NAME,)
    kind = "name"
    personal = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is not True and draft.purpose != Purpose.THANKS

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        options = ((text("opt-name-anonymous"), "anonymous"),)
        return Question(text("ask-name-only" if draft.phone else "ask-name"), options)

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        known = "" if _A_PART.search(bare(words)) else known_name(words)
        if (
            known
            and answers.phone(words)
            and len(_AROUND_A_NAME.sub("", words).replace(known, "")) <= _LITTLE
        ):
            return Belonging(words, sure=True)  # 我叫孙磊，电话幺三八…: a number beside it tells nothing
        said = bare(words)
        stranger = _HAN_ONLY.fullmatch(said) is not None and not _TWO_SURNAMES.match(said)
        surely = bool(known) and not (stranger and known == said)
        never = stranger or bool(_NO_NAME.search(words) or _A_PART.search(said))
        found = belonging.of_one_thing(self.facts, self.kind, words, reading, surely=surely, never=never)
        unknown = (
            _HAN.fullmatch(said) is not None
            and not surely
            and said[0] not in names.SURNAMES + "老小阿大"
            and not plainly(words, yes="yes", no="no")
        )
        return replace(found, doubt="error-name-sure") if found.answer and unknown else found

    def claims(self, words: str, reading: Reading) -> str:
        """叫我老高, 老张, 王女士: what is nothing but somebody's name. A bare 王小明 may be anything."""
        if _LATIN.fullmatch(words):
            return words.strip() if _CALLED_IN_ENGLISH.fullmatch(words.strip(" .!")) else ""
        return words.strip() if _A_NAME_ALONE.fullmatch(bare(words)) else ""

    def line(self, draft: Draft, name_of: NameOf) -> str:
        return privacy.mask_name(draft.name) if draft.name else ""

    def hear(self, draft: Draft, said: Said) -> None:
        words = own_line(said.words, 80)
        if ric.is_valid(re.sub(r"[^\dXx]", "", words.translate(_FULL_WIDTH))):
            raise Refusal(text("error-id-not-phone"))
        phone = answers.phone(words.translate(_FULL_WIDTH))
        name = named_in(words)
        if not name and not phone:
            raise Refusal(text("error-name"))
        draft.phone = phone or draft.phone
        if _NO_PHONE.search(words) and not draft.phone:
            draft.skipped.append(PhoneStep.name)
        if name:
            draft.name = name
        draft.anonymous = False

    def meant(self, draft: Draft, words: str) -> str:
        """保密, 不留名: who says so stays anonymous."""
        return "anonymous" if bare(words) in named("typed-anonymous") else super().meant(draft, words)

    def press(self, draft: Draft, value: str) -> None:
        draft.become_anonymous()


def named_in(words: str) -> str:
    """The name in an answer to the question for it (王小明 138…, 我叫王小明，电话138…), known or not; or empty."""
    rest = _beside_a_phone(words)
    fits = len(rest) <= _LONGEST_NAME and re.search(r"[^\W\d_]", rest)
    return known_name(words) or (rest if fits else "")


def known_name(words: str) -> str:
    """A name that is known to be one, whatever stands beside it (王桂花 没有手机); empty for none."""
    rest = _beside_a_phone(words)
    if rest.isascii() and answers.name(rest.lower()):
        return rest
    pieces = (words, rest, *re.split(r"[\s，,。;；]+", words))
    return next((found for piece in pieces if (found := answers.name(piece))), "")


def _beside_a_phone(words: str) -> str:
    """Words without the telephone in them, and without what introduces a name in English (my name is …)."""
    rest = _AROUND_A_NAME.sub("", words)
    if _LATIN.fullmatch(words):
        rest = _OF_A_PHONE.sub("", _INTRODUCED.sub("", rest))
    return rest.strip(" ，,、。;；:：.")


class PhoneStep(Step):
    name = "phone"
    numeric = True
    optional = True
    facts = (FactKind.PHONE, FactKind.LANDLINE)
    kind = "phone"
    personal = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        return Belonging(words) if _DIGITS.search(words) else super().belongs(draft, words, reading)

    def claims(self, words: str, reading: Reading) -> str:
        return words.strip() if belonging.a_phone_alone(words) else ""

    def line(self, draft: Draft, name_of: NameOf) -> str:
        return privacy.mask_phone(draft.phone) if draft.phone else ""

    def hear(self, draft: Draft, said: Said) -> None:
        digits = said.words.strip().translate(_FULL_WIDTH).replace(" ", "")
        if ric.is_valid(digits):
            raise Refusal(text("error-id-not-phone"))
        found = digits if _PHONE.match(digits) else answers.phone(said.words.translate(_FULL_WIDTH))
        if not found:
            raise Refusal(text("error-phone"))
        draft.phone = found.removeprefix("+86").lstrip("-")
        if name := known_name(said.words):
            draft.name, draft.anonymous = name, False


class AddressStep(Step):
    name = "address"
    useful = True
    optional = True
    open_to_all = True
    in_words = True
    facts = belonging.PLACES
    kind = "place"
    personal = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False and not draft.brief

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        never = belonging.narrates(words.strip())
        return belonging.of_one_thing(self.facts, self.kind, words, reading, never=never)

    def line(self, draft: Draft, name_of: NameOf) -> str:
        return privacy.mask_address(draft.address) if draft.address else ""


class FilesStep(Step):
    name = "files"
    useful = True
    open_to_all = True
    told = True

    def belongs(self, draft: Draft, words: str, reading: Reading) -> Belonging:
        return Belonging(words, sure=True)

    values = ("done",)
    no = "done"

    def applies(self, draft: Draft) -> bool:
        return not draft.brief

    def done(self, draft: Draft) -> bool:
        return "files" in draft.skipped

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        key = "ask-files-more" if draft.files else "ask-files"
        label = text("opt-files-done") if draft.files else text("opt-files-none")
        return Question(text(key, count=len(draft.files)), ((label, "done"),))

    def line(self, draft: Draft, name_of: NameOf) -> str:
        return text("preview-files", count=len(draft.files)) if draft.files else ""

    def hear(self, draft: Draft, said: Said) -> None:
        """Words at this point are one more paragraph of the story."""
        add_to_story(draft, said)

    def press(self, draft: Draft, value: str) -> None:
        draft.skipped.append("files")
