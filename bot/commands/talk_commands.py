"""`jianjian talk FILE`: a written conversation is played against a fresh office and shown."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot import talk
from bot.talk import TalkFigures, Unlike, WrittenTalk
from bot.talk_office import TalkOffice


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("talk")(play)


def play(
    files: Annotated[list[Path], typer.Argument(help="写有对话的 Markdown 文件。")],
    only: Annotated[str, typer.Option(help="只演标题含这些字的对话。")] = "",
    count: Annotated[bool, typer.Option(help="只列出轮数、字数和按钮数。")] = False,
) -> None:
    """在一个全新的演示单位里，把写好的对话演一遍。"""
    found = [each for file in files for each in talk.dialogues(file.read_text("utf-8")) if only in each.title]
    failed = sum(asyncio.run(_played(dialogue, count=count)) for dialogue in found)
    raise SystemExit(1 if failed or not found else 0)


async def _played(dialogue: WrittenTalk, *, count: bool) -> bool:
    """Play one and show it; whether it went otherwise than written."""
    with tempfile.TemporaryDirectory() as folder:
        office = await TalkOffice.open(Path(folder))
        try:
            took, told = await talk.play(dialogue, office)
        except Unlike as unlike:
            print(f"{dialogue.title}: {unlike}", file=sys.stderr)
            return True
        finally:
            await office.close()
    if not count:
        print(f"\n## {dialogue.title}\n")
        print("\n\n".join(f"**{who}**：{words}" for who, words in told))
    print(_row(dialogue, took))
    return False


def _row(dialogue: WrittenTalk, took: TalkFigures) -> str:
    """A row of the table of docs/journeys.md."""
    return f"| {dialogue.title} | {took.turns} | {took.characters} | {took.buttons} |"
