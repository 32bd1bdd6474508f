"""The questions about who files: how many, name, phone, address; and what goes with the matter."""

import re

from stdnum.cn import ric

from casework.petition import Purpose, Refusal
from casework.wording import text
from handlers.citizen.draft import Draft
from handlers.citizen.step import NameOf, Question, Said, Step, TappedStep, add_to_story, one_line
from nlp import headcount

_PHONE = re.compile(r"^(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{7,8})$")
MOST_PEOPLE = 1_000_000
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－　", "0123456789- ")


class PeopleStep(Step):
    name = "people"
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
    """A name is never required (Art. 22, 44): anonymity costs only the written answer."""

    name = "name"
    values = ("anonymous",)
    no = "anonymous"

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is not True and draft.purpose != Purpose.THANKS

    def ask(self, draft: Draft, name_of: NameOf) -> Question:
        options = ((text("opt-name-anonymous"), "anonymous"),)
        return Question(text("ask-name"), options)

    def hear(self, draft: Draft, said: Said) -> None:
        name = one_line(said.words, 40)
        if not re.search(r"[^\W\d_]", name):
            raise Refusal(text("error-name"))
        draft.name, draft.anonymous = name, False

    def press(self, draft: Draft, value: str) -> None:
        draft.anonymous, draft.name, draft.phone, draft.address = True, "", "", ""


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
        if not _PHONE.match(digits):
            raise Refusal(text("error-phone"))
        draft.phone = digits


class AddressStep(Step):
    name = "address"
    optional = True

    def applies(self, draft: Draft) -> bool:
        return draft.anonymous is False and not draft.brief


class FilesStep(Step):
    name = "files"
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


class PublishStep(TappedStep):
    name = "publish"
    values = ("yes", "no")
    yes = "yes"
    no = "no"

    def applies(self, draft: Draft) -> bool:
        return not draft.brief and not draft.sealed

    def done(self, draft: Draft) -> bool:
        return draft.publish is not None

    def press(self, draft: Draft, value: str) -> None:
        draft.publish = value == "yes"
