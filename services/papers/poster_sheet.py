"""A poster for a place or a unit: what can be done here, and the codes that open the conversation."""

from datetime import date

from casework.wording import text
from services.context import Office
from services.papers.pdf import Block, Paper, Paragraph, QrCode, SmallPrint

LETTERS = 14.0


def paper(office: Office, payload: str, *, where: str, on: date) -> Paper:
    """The poster. The web page's code stands first, because every phone reads it; Telegram's where there is a bot."""
    codes: list[Block] = [
        QrCode(address, text(f"poster-{kind}"), large=place == 0)
        for place, (kind, address) in enumerate(links(office, payload).items())
    ]
    return Paper(
        office=office.name,
        title=text("poster-title"),
        subtitle=where,
        on=on,
        blocks=(
            *codes,
            Paragraph(text("poster-what")),
            Paragraph(text("poster-call", **office.words)),
            SmallPrint(text("poster-danger", office=office.name)),
        ),
        signed=False,
        size=LETTERS,
    )


def links(office: Office, payload: str) -> dict[str, str]:
    """The addresses that the codes open, as far as the office has them."""
    found = {}
    if office.site:
        found["web"] = f"{office.site}/#p={payload}"
    if office.telegram:
        found["telegram"] = f"https://t.me/{office.telegram}?start={payload}"
    return found
