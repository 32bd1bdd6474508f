"""The notices and letters of the procedure as pure data: title, numbered sections, date, office. Rendering
is others'.

What a document contains is data (`rules/documents.toml`); its words are in the wording files.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from casework.petition import Role
from casework.wording import text

PACK = Path(__file__).parent / "rules" / "documents.toml"
_OF_UNITS = (Role.HANDLER, Role.HEAD, Role.REVIEWER)
_SIGNING = (Role.HEAD, Role.REVIEWER)
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: for whom, after which event, with which parts."""

    kind: str
    to: str
    event: str
    article: str
    sections: tuple[str, ...]
    needs: tuple[str, ...]
    numbered: bool = True
    """Whether the body that acts gives it a number of its own."""

    @property
    def title(self) -> str:
        """The document's name as the law has it."""
        return text(f"doc-{self.kind}")


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A numbered part: ``一、…`` and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be shown or printed.

    `number` is the matter's, `own_number` the document's in the series of the body that acts; `addressee` is who it is
    given to, `on` the office's date, `signer` who signed it.
    """

    kind: str
    title: str
    number: str
    addressee: str
    sections: tuple[DocumentSection, ...]
    article: str
    office: str
    on: date
    own_number: str = ""
    signer: str = ""

    @property
    def references(self) -> tuple[str, ...]:
        """The numbers at its head: its own, and the matter's."""
        return (*filter(None, [self.own_number]), text("doc-number", number=self.number))

    @property
    def signature(self) -> tuple[str, ...]:
        """What stands at its foot: the body that acts, with the place of its seal, and who signed."""
        signed = [text("doc-signed-by", name=self.signer)] if self.signer else []
        return (text("doc-seal", office=self.office), *signed)

    @property
    def dated(self) -> str:
        """The date as documents write it."""
        return written_day(self.on)

    def plain(self) -> str:
        """The whole document as text, for a chat."""
        parts = [self.title, *self.references]
        if self.addressee:
            parts.append(text("doc-addressee", name=self.addressee))
        for section in self.sections:
            parts += [section.heading, *section.paragraphs]
        return "\n".join([*parts, *self.signature, self.dated])


class MissingFacts(ValueError):
    """A document cannot be written yet. `sentence` says what is missing."""

    def __init__(self, kind: DocumentKind, names: tuple[str, ...]) -> None:
        wanted = "、".join(text(f"doc-fact-{name}") for name in names)
        self.sentence = text("doc-missing", title=kind.title, facts=wanted)
        self.names = names
        super().__init__(self.sentence)


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, DocumentKind]:
    """Every kind of document, by name."""
    rows = tomllib.loads(PACK.read_text(encoding="utf-8"))["document"]
    return {
        row["kind"]: DocumentKind(
            row["kind"],
            row["to"],
            row["event"],
            row["article"],
            tuple(row["sections"]),
            tuple(row["needs"]),
            row.get("numbered", True),
        )
        for row in rows
    }


def for_event(event: str) -> DocumentKind | None:
    """The document that an event causes, if any."""
    return next((kind for kind in kinds().values() if kind.event == event), None)


def acts_for_unit(role: str) -> bool:
    """Whether who acts in a role acts for their own unit; everybody else acts for the bureau."""
    return role in _OF_UNITS


def signs(role: str) -> bool:
    """Whether who acts in a role signs what is decided: the head of a unit, and who decides on 复查 and 复核."""
    return role in _SIGNING


def write(
    kind_name: str,
    facts: Mapping[str, str | int | date],
    *,
    office: str,
    on: date,
    addressee: str = "",
    own_number: str = "",
    signer: str = "",
) -> Document:
    """Write a document from its facts.

    Raises `MissingFacts` for what is empty, KeyError for an unknown kind.
    """
    kind = kinds()[kind_name]
    missing = tuple(name for name in kind.needs if not str(facts.get(name, "")).strip())
    if missing:
        raise MissingFacts(kind, missing)
    words = {name: _plain(value) for name, value in facts.items()} | {
        "office": office,
        "article": kind.article,
    }
    sections = tuple(_section(kind, place, part, words) for place, part in enumerate(kind.sections))
    return Document(
        kind.kind,
        kind.title,
        words["number"],
        addressee,
        sections,
        kind.article,
        office,
        on,
        own_number,
        signer,
    )


def written_day(day: date) -> str:
    """A date as documents write it."""
    return text("doc-date", year=str(day.year), month=day.month, day=day.day)


def _plain(value: str | int | date) -> str:
    if isinstance(value, date):
        return written_day(value)
    return str(value).strip()


def _section(kind: DocumentKind, place: int, part: str, words: Mapping[str, str]) -> DocumentSection:
    heading = text("doc-heading", numeral=_NUMERALS[place], words=text(f"doc-section-{part}"))
    body = text(f"doc-{kind.kind}-{part}", **dict(words))
    paragraphs = tuple(line.strip() for line in body.splitlines() if line.strip())
    return DocumentSection(heading, paragraphs)
