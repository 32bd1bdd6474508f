"""The questions about who files: how many, name, phone, address; and what goes with the matter."""

import re

from stdnum.cn import ric

from casework.petition import Purpose, Refusal
from casework.wording import text
from handlers.citizen.draft import Draft
from handlers.citizen.step import NameOf, Question, Said, Step, add_to_story, bare, named, one_line
from nlp import answers, headcount

_PHONE = re.compile(r"^(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})$")
MOST_PEOPLE = 1_000_000
_AROUND_A_NAME = re.compile(
    r"(?:我的?)?(?:电话|手机|号码|联系方式|微信)(?:号码?|是|:|：)*|[\d\- +()（）]{7,}"
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
_NO_PHONE = re.compile("(?:没有?|莫得|没得)(?:手机|电话)|不用(?:手机|电话)")
_LONGEST_NAME = 24
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－　", "0123456789- ")


class PeopleStep(Step):
    name = "people"
    useful = True
    numeric = True
    optional = True
    values = ("1",)

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed

    def hear(self, draft: Draft, said: Said) -> None:
        count, more = headcount.said(said.words) or (0, False)
        if not 1 <= count <= MOST_PEOPLE:
            raise Refusal(text("error-count"))
        draft.people, draft.people_more = count, more

    def press(self, draft: Draft, value: str) -> None:
        draft.people, draft.people_more = 1, False


class NameStep(Step):
    """A name is never required (Art. 22, 44): anonymity costs only the written answer. A number may come with it."""

    name = "name"
    optional = True
    values = ("anonymous",)
    no = "anonymous"

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is not True and draft.purpose != Purpose.THANKS

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        options = ((text("opt-name-anonymous"), "anonymous"),)
        return Question(text("ask-name-only" if draft.phone else "ask-name"), options)

    def hear(self, draft: Draft, said: Said) -> None:
        words = one_line(said.words, 80)
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
    """The name in an answer that may carry a telephone too (王小明 138…, 我叫王小明，电话138…); or empty."""
    if re.fullmatch(r"[\x00-\x7f\u00c0-\u024f]+", words):
        words = _OF_A_PHONE.sub("", _INTRODUCED.sub("", _AROUND_A_NAME.sub("", words))).strip(" ,;.")
    if found := known_name(words):
        return found
    rest = _AROUND_A_NAME.sub("", words).strip(" ，,、。;；:：")
    return rest if len(rest) <= _LONGEST_NAME and re.search(r"[^\W\d_]", rest) else ""


def known_name(words: str) -> str:
    """A name that is known to be one, whatever stands beside it (王桂花 没有手机); empty for none."""
    rest = _AROUND_A_NAME.sub("", words).strip(" ，,、。;；:：")
    if rest.isascii() and answers.name(rest.lower()):
        return rest
    pieces = (words, rest, *re.split(r"[\s，,。;；]+", words))
    return next((found for piece in pieces if (found := answers.name(piece))), "")


class PhoneStep(Step):
    name = "phone"
    numeric = True
    optional = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False

    def hear(self, draft: Draft, said: Said) -> None:
        digits = said.words.strip().translate(_FULL_WIDTH).replace(" ", "")
        if ric.is_valid(digits):
            raise Refusal(text("error-id-not-phone"))
        found = digits if _PHONE.match(digits) else answers.phone(said.words.translate(_FULL_WIDTH))
        if not found:
            raise Refusal(text("error-phone"))
        draft.phone = found.removeprefix("+86").lstrip("-")
        if name := known_name(said.words):
            draft.name = name


class AddressStep(Step):
    name = "address"
    useful = True
    optional = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False and not draft.brief


class FilesStep(Step):
    name = "files"
    useful = True
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

    def hear(self, draft: Draft, said: Said) -> None:
        """Words at this point are one more paragraph of the story."""
        add_to_story(draft, said)

    def press(self, draft: Draft, value: str) -> None:
        draft.skipped.append("files")
