"""The bulletin as Markdown, and as plain lines for a chat: the same figures in the same order."""

import re
from collections.abc import Sequence

from casework.bulletin import Bulletin, BulletinSection, Figure, Listing
from casework.wording import text

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


def write(bulletin: Bulletin, *, explain: bool = False) -> str:
    """The bulletin as Markdown; with `explain` every figure is followed by its query and its definition."""
    parts = [f"# {escaped(bulletin.title)}", ""]
    for section in bulletin.sections:
        parts += [f"## {escaped(section.heading)}", "", *_section(section)]
    parts += [f"- {escaped(note)}" for note in bulletin.notes]
    if explain:
        parts += ["", f"## {text('bulletin-explained')}", "", *explained(bulletin)]
    return "\n".join(parts) + "\n"


def explained(bulletin: Bulletin) -> list[str]:
    """A line for every figure: query, what it reads, its parts, and how it is computed."""
    return [
        text(
            "bulletin-explain-line",
            query=figure.query,
            label=escaped(figure.label),
            words=figure.words,
            parts=parts_of(figure),
            definition=figure.definition,
        )
        for figure in bulletin.figures
    ]


def parts_of(figure: Figure) -> str:
    """Numerator and denominator, or the number alone; a dash where there is nothing to show."""
    if figure.denominator is not None:
        return f"{figure.numerator}/{figure.denominator}"
    return figure.numerator or "—"


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _MARKS.sub(r"\\\1", words).replace("\n", " ")


def _section(section: BulletinSection) -> list[str]:
    head = (text("bulletin-figure-column"), text("bulletin-words-column"))
    parts = [*_table(head, [(figure.label, figure.words) for figure in section.figures]), ""]
    for listing in section.listings:
        if listing.rows:
            parts += [f"### {escaped(listing.title)}", "", *_table(listing.head, listing.rows), ""]
    return parts


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return [
        "| " + " | ".join(cell if at == 1 else escaped(cell) for cell in line) + " |"
        for at, line in enumerate(lines)
    ]


def chat(bulletin: Bulletin) -> list[str]:
    """The figures as messages, one a section, so that nobody needs the picture to read them."""
    messages = [bulletin.title]
    for section in bulletin.sections:
        lines = [section.heading, *(f"· {figure.label}：{figure.words}" for figure in section.figures)]
        for listing in section.listings:
            lines += _chat_listing(listing)
        messages.append("\n".join(lines))
    return [*messages, "\n".join(bulletin.notes)]


def _chat_listing(listing: Listing) -> list[str]:
    if not listing.rows:
        return []
    columns = listing.head[1:]
    lines = [f"【{listing.title}】"]
    for label, *cells in listing.rows:
        shown = "，".join(f"{name} {cell}" for name, cell in zip(columns, cells, strict=True) if cell)
        lines.append(f"· {label}：{shown}")
    return lines
