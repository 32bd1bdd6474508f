"""Every button: its data and its keyboard. A label begins with the digit that may be typed instead.

A button stays clickable for years, so its data only names things; who may, and whether it still makes
sense, is asked anew at every press.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Self

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from casework.wording import text


class LastingButton(CallbackData, prefix="lasting"):
    """A button that may be pressed long after its data changed its form.

    A field that was added since has its default, and a verb that has another name by now is that other verb.
    """

    renamed: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """What a verb of before is today: the verb, and the values of fields that were added behind the others."""

    @classmethod
    def unpack(cls, value: str) -> Self:
        """As aiogram unpacks, after what is old was made new. Raises `ValueError` and `TypeError` like it."""
        prefix, *parts = value.split(cls.__separator__)
        verb, *added = cls.renamed.get(parts[0], (parts[0],)) if parts else ("",)
        missing = len(cls.model_fields) - len(parts)
        if parts and missing >= len(added):
            empty = [""] * (missing - len(added))
            parts = [verb, *parts[1:], *added, *empty]
        return super().unpack(cls.__separator__.join([prefix, *parts]))


class Go(CallbackData, prefix="go"):
    """Open a place of the menu."""

    to: str


class Speak(CallbackData, prefix="say"):
    """Speak this language with me from now on."""

    locale: str


class Fill(CallbackData, prefix="in"):
    """Answer a question of the form: `step` was asked, `value` was chosen."""

    step: str
    value: str


class Case(LastingButton, prefix="c"):
    """A citizen does something with a case of theirs."""

    renamed: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "rate1": ("rate_whom",), "rate2": ("rate_how",), "review2": ("review_send",), "correct1": ("correct_field",),
        "withdraw2": ("withdraw_yes",), "withdraw3": ("withdraw_sure",),
    }  # fmt: skip

    do: str
    case: int
    value: str = ""


class CareButton(CallbackData, prefix="cr"):
    """Say whether one is in danger, or that it is over."""

    do: str


class Relay(CallbackData, prefix="rl"):
    """An officer turns to somebody in danger: the row of that person, and the bot they speak with."""

    do: str
    person: int
    bot: int


class Act(CallbackData, prefix="a"):
    """An officer makes a move; `case` is the row's id, the number is for people."""

    do: str
    case: int


class Sign(CallbackData, prefix="sg"):
    """A head signs exactly this draft of an answer."""

    case: int
    draft: int


class Repeat(CallbackData, prefix="rt"):
    """An officer says that a case repeats an earlier one."""

    case: int
    earlier: int


class Hot(CallbackData, prefix="hot"):
    """Look at what many bring about one topic in one place, and put it together."""

    do: str
    topic: str = ""
    town: str = ""


class Put(CallbackData, prefix="p"):
    """An officer answers a question of a move's form."""

    need: str
    value: str


class Admin(CallbackData, prefix="ad"):
    """An administrator does something; `value` names what with."""

    do: str
    value: str = ""


class Erasure(CallbackData, prefix="er"):
    """Two administrators decide that what is ripe is erased: `propose`, then `yes` or `no`."""

    do: str


Option = tuple[str, CallbackData]
"""A label without its digit, and what pressing it means."""

SKIP, BACK, LEAVE = 8, 9, 0
"""The digits that mean the same everywhere: skip, back, leave."""


def numbered(
    options: Iterable[Option], *, fixed: Sequence[tuple[int, Option]] = (), per_row: int = 1
) -> InlineKeyboardMarkup:
    """Options with digits 1, 2, 3 …, one below the other; `fixed` ones keep their own digit in a last row."""
    buttons = [_button(f"{digit} {label}", data) for digit, (label, data) in enumerate(options, 1)]
    rows = [buttons[at : at + per_row] for at in range(0, len(buttons), per_row)]
    if fixed:
        rows.append([_button(f"{digit} {label}", data) for digit, (label, data) in fixed])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def plain(options: Iterable[Option], *, per_row: int = 2) -> InlineKeyboardMarkup:
    """Options without digits, for questions whose answer may itself be a number, and for groups."""
    buttons = [_button(label, data) for label, data in options]
    return InlineKeyboardMarkup(
        inline_keyboard=[buttons[at : at + per_row] for at in range(0, len(buttons), per_row)]
    )


def _button(label: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack())


FIRST, REST = ("file", "status", "mine", "guide", "more"), ("notices", "data")
"""The places of the first menu, and those behind its 〔更多〕: no more than six buttons at once."""


def menu(places: Sequence[str] = FIRST) -> InlineKeyboardMarkup:
    """The first menu; 0 is always a person."""
    options = [(text(f"menu-{place}"), Go(to=place)) for place in places]
    return numbered(options, fixed=[(LEAVE, (text("menu-human"), Go(to="human")))])


def relay_options(about: Relay, *verbs: str) -> list[Option]:
    """The buttons under an alert of danger, or in the officer's conversation with that person."""
    return [(text(f"opt-relay-{each}"), about.model_copy(update={"do": each})) for each in verbs]
