"""Sheets of paper as PDF: typst sets them in fonts that come with a wheel, so the machine needs none.

The same paper gives the same bytes: the date in the file is the paper's own, never the clock's.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import segno
import typst

from casework.documents import Document
from casework.wording import text
from services.papers import printable

TEMPLATE = Path(__file__).with_name("paper.typ")
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"


@dataclass(frozen=True)
class Heading:
    """A heading of a section."""

    words: str
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    """Running words; each line is a paragraph of its own, indented by two letters."""

    words: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class FactList:
    """Pairs of a name and what it is, one a line."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """A table; its head is repeated on each page. `widths` are shares, one a column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    kind: str = "table"


@dataclass(frozen=True)
class SmallPrint:
    """Small print."""

    words: str
    kind: str = "note"


@dataclass(frozen=True)
class QrCode:
    """A square code with words beside it; `large` makes it as wide as the sheet allows."""

    holds: str
    words: str
    large: bool = False
    kind: str = "qr"

    @property
    def drawn(self) -> dict[str, Any]:
        """The code as a picture that needs no font, with middling repair of stains (level M)."""
        made = segno.make(self.holds, error="m", micro=False)
        svg = made.svg_inline(border=2, omitsize=True)
        return {"kind": self.kind, "words": self.words, "large": self.large, "svg": svg}


Block = Heading | Paragraph | FactList | Table | SmallPrint | QrCode


@dataclass(frozen=True)
class Paper:
    """One document as it is printed. `on` is its date, and the only date in the file."""

    office: str
    title: str
    on: date
    blocks: tuple[Block, ...]
    reference: str = ""
    subtitle: str = ""
    addressee: str = ""
    signature: tuple[str, ...] = ()
    """What stands at its foot, above the date; nothing: the office's name."""
    signed: bool = True
    wide: bool = False
    size: float = 12.0
    """Letters of the running words in points; everything else grows with them."""
    fonts: tuple[str, ...] = field(default=(SERIF, SANS))


def render(document: Document) -> bytes:
    """A notice of the procedure as PDF bytes; the same document gives the same bytes. Call it in a thread."""
    blocks: list[Block] = []
    for section in document.sections:
        blocks.append(Heading(section.heading))
        blocks += [Paragraph(line) for line in section.paragraphs]
    return pages(
        Paper(
            office=document.office,
            title=document.title,
            on=document.on,
            blocks=tuple(blocks),
            reference="\n".join(document.references),
            signature=document.signature,
            addressee=text("doc-addressee", name=document.addressee) if document.addressee else "",
        )
    )


def pages(paper: Paper) -> bytes:
    """The paper as PDF bytes: a third of a second for the first of a process, then some milliseconds.

    Call it in a thread. What neither font has is written out, and a note at the end says so.
    """
    shown, written_out = printable.whole(_shown(paper))
    if written_out:
        shown["blocks"].append(asdict(SmallPrint(text("printable-note"))))
    made = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(shown, ensure_ascii=False)},
        timestamp=datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC),
    )
    assert isinstance(made, bytes)
    return made


def _shown(paper: Paper) -> dict[str, Any]:
    """Everything of a paper that the template reads."""
    return {
        "office": paper.office,
        "title": paper.title,
        "reference": paper.reference,
        "subtitle": paper.subtitle,
        "addressee": paper.addressee,
        "signature": (paper.signature or (paper.office,)) if paper.signed else (),
        "dated": text("papers-date", year=paper.on.year, month=paper.on.month, day=paper.on.day),
        "date": {"year": paper.on.year, "month": paper.on.month, "day": paper.on.day},
        "wide": paper.wide,
        "fonts": paper.fonts,
        "size": paper.size,
        "blocks": [block.drawn if isinstance(block, QrCode) else asdict(block) for block in paper.blocks],
    }


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The wheel's two fonts, read once a process."""
    folder = str(fonts.serif_path().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
