"""Every written conversation goes as it is written: on one crossing of channel and engine, on all in the proof."""

from pathlib import Path
from zlib import crc32

import pytest

from bot import talk
from bot.talk import WrittenTalk
from tests.conversations.stage import OfficeOnStage
from tests.crossings import ACROSS, PROOF, STRAIGHT
from tests.people import People

PAGES = sorted(Path(__file__).parent.glob("*.md"))
WRITTEN = [(page.stem, each) for page in PAGES for each in talk.dialogues(page.read_text("utf-8"))]
FOUR = (*STRAIGHT, *ACROSS)


def crossed() -> list[object]:
    """Each dialogue with its crossings: one of the four by its title, or all of them."""
    return [
        pytest.param(*crossing, dialogue, id=f"{page}-{dialogue.title}-{'-'.join(crossing)}")
        for page, dialogue in WRITTEN
        for at, crossing in enumerate(FOUR)
        if PROOF or crc32(dialogue.title.encode()) % len(FOUR) == at
    ]


@pytest.mark.parametrize(
    ("people_of", "database_url", "dialogue"), crossed(), indirect=("people_of", "database_url")
)
async def test_it_goes_as_it_is_written(people_of: People, dialogue: WrittenTalk) -> None:
    office = OfficeOnStage(people_of)
    await office.seat({line.who for line in dialogue.lines})
    await talk.play(dialogue, office)


def test_there_are_as_many_as_promised_and_no_two_are_called_the_same() -> None:
    titles = [each.title for _, each in WRITTEN]
    assert len(titles) >= 120
    assert len(set(titles)) == len(titles)


TABLE = (Path(__file__).parents[2] / "docs/journeys.md").read_text("utf-8")


@pytest.mark.parametrize("people_of", ["web"], indirect=True)
async def test_the_table_of_turns_and_buttons_is_what_is_measured(people_of: People) -> None:
    """Told whole, a street light, a report: as many turns as the table says, and six buttons at most."""
    for page, dialogue in WRITTEN:
        if page != "personas" or f"| {dialogue.title} |" not in TABLE:
            continue
        office = OfficeOnStage(people_of)
        await office.seat({line.who for line in dialogue.lines})
        took, _ = await talk.play(dialogue, office)
        row = next(line for line in TABLE.splitlines() if line.startswith(f"| {dialogue.title} |"))
        turns, _, buttons = (int(cell) for cell in row.split("|")[2:5])
        assert (took.turns, took.buttons) == (turns, buttons), dialogue.title
        assert buttons <= 6
