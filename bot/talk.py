"""Conversations written down: read from a page that anybody can read, and played against an office.

A page holds dialogues, each under a heading of its own. A line is who speaks, then what:

    ## 路灯，一句话说完
    **市民**：建设路12号门口的路灯坏了……        says it
    **市民**：〔同意，提交〕                       presses the newest button of these words
    **市民**：（照片）路灯杆                       sends a picture, with words under it or without; （语音） a voice
    **件件**：已登记 … 编号 〔下载回执〕            what the speaker reads: these pieces, in this order, and this button
    **件件不说**：没听懂 … 抱歉                    none of these pieces
    **件件对人社局工作群**：签收                    what somebody else reads
    **人社局工作群**：〔签收〕                      an officer in the unit's group; **人社局经办** in private
    *过了 3 天*                                   time passes

`{编号}`, `{序号}` and `{查询码}` are those of the last receipt. Other lines are for the reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

_HEADING = re.compile(r"^##\s+(.+)$")
_SPEAKS = re.compile(r"^\*\*([^*]+)\*\*[：:]\s*(.*)$")
_PASSES = re.compile(r"^\*过了\s*(\d+)\s*(天|小时)\*$")
_PRESS = re.compile(r"^〔([^〕]+)〕$")
_BUTTON = re.compile(r"〔([^〕]+)〕")
_SENDS = re.compile(r"^（(照片|语音|位置)）(.*)$")
_NUMBER = re.compile(r"\d{6}-\d{6}-(\d{5,})-\d")
_CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
US = "件件"


class Deed(StrEnum):
    """What a line of a dialogue does."""

    SAYS = "says"
    PRESSES = "presses"
    PHOTO = "photo"
    VOICE = "voice"
    PLACE = "place"
    READS = "reads"
    NOT_READS = "not_reads"
    WAITS = "waits"


_SENT = {"照片": Deed.PHOTO, "语音": Deed.VOICE, "位置": Deed.PLACE}


@dataclass(frozen=True)
class TalkLine:
    """One line: who does or reads it (empty: whoever spoke last), and the words. `at` is its place in the page."""

    deed: Deed
    who: str
    words: str
    at: int


@dataclass
class WrittenTalk:
    """One conversation under its heading."""

    title: str
    lines: list[TalkLine] = field(default_factory=list)


class Talker(Protocol):
    """Somebody at the office's other end, on any channel."""

    async def does(self, deed: Deed, words: str) -> str:
        """Say, press or send; what was answered."""

    async def hears(self) -> str:
        """What was said since they last looked."""

    async def buttons(self) -> list[str]:
        """The labels under the newest message that has any."""


class TalkStage(Protocol):
    """An office and everybody who speaks with it."""

    async def speaker(self, name: str) -> Talker:
        """Somebody by the name of the page: 市民, 市民乙, 人社局经办, 人社局工作群."""

    async def wait(self, hours: int) -> None:
        """Let time pass; what falls due then rings."""


class Unlike(AssertionError):
    """What was read is not what the page says."""


@dataclass
class TalkFigures:
    """What a dialogue took of its citizens: their turns, our messages' characters, and the most buttons at once."""

    turns: int = 0
    characters: int = 0
    buttons: int = 0


def dialogues(page: str) -> list[WrittenTalk]:
    """The dialogues of a page. Raises `ValueError` for a line that speaks outside a heading."""
    found: list[WrittenTalk] = []
    for at, written in enumerate(page.splitlines(), 1):
        if heading := _HEADING.match(written):
            found.append(WrittenTalk(heading[1].strip()))
        elif line := _line(written.strip(), at):
            if not found:
                raise ValueError(f"line {at} belongs to no dialogue")
            found[-1].lines.append(line)
    return [each for each in found if each.lines]


def _line(written: str, at: int) -> TalkLine | None:
    if passes := _PASSES.match(written):
        hours = int(passes[1]) * (24 if passes[2] == "天" else 1)
        return TalkLine(Deed.WAITS, "", str(hours), at)
    speaks = _SPEAKS.match(written)
    if speaks is None:
        return None
    who, words = speaks[1].strip(), speaks[2].strip()
    if who.startswith(US):
        rest = who.removeprefix(US)
        return TalkLine(
            Deed.NOT_READS if rest == "不说" else Deed.READS,
            rest.removeprefix("对") if rest.startswith("对") else "",
            words,
            at,
        )
    if pressed := _PRESS.match(words):
        return TalkLine(Deed.PRESSES, who, pressed[1], at)
    if sent := _SENDS.match(words):
        return TalkLine(_SENT[sent[1]], who, sent[2].strip(), at)
    return TalkLine(Deed.SAYS, who, words.replace("\\n", "\n"), at)


async def play(dialogue: WrittenTalk, stage: TalkStage) -> tuple[TalkFigures, list[tuple[str, str]]]:
    """Play a dialogue. Returns what it took, and everything that was said, by whom.

    Raises `Unlike` with the line and what was read instead.
    """
    count, told, last = TalkFigures(), list[tuple[str, str]](), ""
    read, known = "", dict[str, str]()
    for line in dialogue.lines:
        words = line.words
        for name, value in known.items():
            words = words.replace(name, value)
        if line.deed is Deed.WAITS:
            await stage.wait(int(words))
        elif line.deed in (Deed.READS, Deed.NOT_READS):
            speaker = await stage.speaker(line.who or last)
            if line.who or not read:
                read = await speaker.hears()
                told.append((US, read))
            _compare(line, words, read, await speaker.buttons())
        else:
            last, speaker = line.who, await stage.speaker(line.who)
            told.append((last, words if line.deed is Deed.SAYS else f"〔{words}〕"))
            read = await speaker.does(line.deed, words)
            told.append((US, read))
            known |= _receipt(read)
            if last.startswith("市民"):
                count.turns += 1
                count.characters += len(read)
                count.buttons = max(count.buttons, len(await speaker.buttons()))
    return count, told


def _compare(line: TalkLine, words: str, read: str, buttons: list[str]) -> None:
    """Whether what was read holds the pieces of a line in their order, and the buttons offer its buttons."""
    if line.deed is Deed.NOT_READS:
        for piece in _pieces(words):
            if piece in read:
                raise Unlike(f"line {line.at}: 「{piece}」 was said:\n{read}")
        return
    at = 0
    for piece in _pieces(_BUTTON.sub(" … ", words)):
        found = read.find(piece, at)
        if found < 0:
            raise Unlike(f"line {line.at}: 「{piece}」 is missing in:\n{read}")
        at = found + len(piece)
    for label in _BUTTON.findall(words):
        if not any(label in each for each in buttons):
            raise Unlike(f"line {line.at}: no button 〔{label}〕 in {buttons}, below:\n{read}")


def _pieces(words: str) -> Iterator[str]:
    return (piece.strip() for piece in re.split(r"…+", words) if piece.strip())


def _receipt(read: str) -> dict[str, str]:
    """Number, serial and query code of what was read, by the names that a page calls them."""
    number, code = _NUMBER.search(read), _CODE.search(read)
    found = {"{编号}": number[0], "{序号}": str(int(number[1]))} if number and "已登记" in read else {}
    return found | ({"{查询码}": code[0]} if code and "查询码" in read else {})
