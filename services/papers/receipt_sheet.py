"""The receipt on paper: what was filed and when, where it lies now, whom to call, and a code to check it by."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.wording import text
from services import dates
from services.papers.pdf import Block, FactList, Heading, Paper, Paragraph, QrCode, SmallPrint

LARGE = 17.0
"""Letters of the large version, in points: about twice the area of the usual ones."""
_KILOBYTE = 1024


@dataclass(frozen=True)
class Material:
    """A file that came with the matter: its name, its size, and what proves that it is unchanged."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ReceiptFacts:
    """What a receipt says. Of a sealed matter, and to whoever only holds
    its code, no story, demands or materials are given: paper is read by others too."""

    office: str
    phone: str
    address: str
    hours: str
    number: str
    registered_at: datetime
    on: date
    state: str
    where: str
    due: tuple[str, ...]
    steps: tuple[str, ...]
    stamp: str
    withheld: bool = False
    story: str = ""
    demands: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()


def paper(facts: ReceiptFacts, *, large: bool = False) -> Paper:
    """The receipt as a sheet; `large` for whoever reads badly."""
    head = FactList(
        (
            (text("paper-number"), facts.number),
            (text("paper-registered"), dates.moment(facts.registered_at)),
            (text("paper-state"), facts.state),
            (text("paper-where"), facts.where),
            *((text("paper-due"), line) for line in facts.due),
        )
    )
    call = text("paper-call", phone=facts.phone, address=facts.address, hours=facts.hours)
    return Paper(
        office=facts.office,
        title=text("doc-receipt"),
        on=facts.on,
        blocks=(
            head,
            *_matter(facts),
            Heading(text("paper-steps", date=dates.day(facts.on))),
            Paragraph("\n".join(facts.steps)),
            Heading(text("paper-contact")),
            Paragraph(call),
            Heading(text("paper-check")),
            QrCode(facts.stamp, text("paper-check-how")),
            SmallPrint(text("paper-code")),
        ),
        size=LARGE if large else 12.0,
    )


def _matter(facts: ReceiptFacts) -> tuple[Block, ...]:
    if facts.withheld:
        return (Paragraph(text("paper-withheld")),)
    blocks: list[Block] = [Heading(text("paper-story")), Paragraph(facts.story)]
    if facts.demands:
        listed = (text("paper-item", n=n, words=each) for n, each in enumerate(facts.demands, 1))
        blocks += [Heading(text("paper-demands")), Paragraph("\n".join(listed))]
    blocks.append(Heading(text("paper-materials", count=len(facts.materials))))
    blocks += [_material(n, each) for n, each in enumerate(facts.materials, 1)] or [
        Paragraph(text("paper-materials-none"))
    ]
    return tuple(blocks)


def _material(n: int, each: Material) -> Block:
    size = str(max(1, -(-each.size // _KILOBYTE)))
    return SmallPrint(text("paper-material", n=n, name=each.name, size=size, hash=_spaced(each.sha256)))


def _spaced(digest: str) -> str:
    """A hash in groups of eight, so that it can be compared by eye and broken over lines."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
