"""Masks what identifies a person in a free text, for cards, groups and public gists. Company names stay."""

from dataclasses import dataclass

from nlp import identifiers
from nlp.normalise import clean

_WHOLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Mask:
    """A masked span of the original text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text with masks in place, and what was masked."""

    text: str
    masks: tuple[Mask, ...]


def redact(text: str) -> Redacted:
    """Mask telephones, ID, permit, passport and card numbers, plates, e-mails, links and names after 我叫 or 姓名.

    The whole text is read. Service numbers (400…) stay: they belong to a firm, and the matter may be about it.
    """
    copy = clean(text, limit=_WHOLE, tail=0)
    parts: list[str] = []
    masks: list[Mask] = []
    end = 0
    for found in identifiers.find(copy.text):
        if found.kind == "hotline":
            continue
        first, last = copy.span(found.start, found.end)
        parts += [text[end:first], _masked(found)]
        masks.append(Mask(found.kind, first, last))
        end = last
    return Redacted("".join(parts) + text[end:], tuple(masks))


def _masked(found: identifiers.Identifier) -> str:
    value = found.value
    if found.kind == "name":
        return value[0] + "＊" * (len(value) - 1)
    if found.kind == "phone":
        return value[:3] + "＊＊＊＊" + value[-4:]
    if found.kind in ("id_number", "bank_card", "permit"):
        return value[:2] + "＊" * 6 + value[-2:]
    if found.kind == "plate":
        return value[:2] + "＊" * 5
    return "＊" * 6
