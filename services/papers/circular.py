"""The bulletin on paper: the same figures and tables as PDF."""

from casework.bulletin import Bulletin
from casework.wording import text
from services.papers.pdf import Block, Heading, Paper, SmallPrint, Table, pages


def render(bulletin: Bulletin) -> bytes:
    """The bulletin as PDF bytes; the same bulletin gives the same bytes. Call it in a thread."""
    blocks: list[Block] = []
    for section in bulletin.sections:
        blocks.append(Heading(section.heading))
        head = (text("bulletin-figure-column"), text("bulletin-words-column"))
        blocks.append(Table(head, tuple((each.label, each.words) for each in section.figures), (3.0, 2.6)))
        for listing in section.listings:
            if listing.rows:
                widths = (2.2, *(1.0 for _ in listing.head[1:]))
                blocks += [SmallPrint(listing.title), Table(listing.head, listing.rows, widths)]
    blocks.append(SmallPrint("\n".join(bulletin.notes)))
    return pages(
        Paper(
            office=bulletin.office,
            title=text("bulletin-paper-title"),
            subtitle=bulletin.span.name,
            on=bulletin.on,
            blocks=tuple(blocks),
            reference=text("bulletin-reference", code=bulletin.span.code),
        )
    )
