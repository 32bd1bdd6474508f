"""What officers read of a case that is none of theirs any more is taken back where the channel can (Art. 30.3)."""

from collections.abc import Callable

from casework.petition import Role
from storage import office, said_before
from storage.outbox import Kind, Outgoing
from storage.said_before import SaidMessage
from storage.tables.case_rows import Case as CaseRow
from storage.turn import Turn


async def from_office(turn: Turn, case: CaseRow) -> None:
    """A case was sealed: no group and no officer but the sealed role keeps a message of it."""
    session = await turn.read()
    officers = await office.private_chats(session)
    sealed = await office.private_chats(session, role=Role.SEALED)
    await _take_back(turn, case, lambda place: place[1] < 0 or (place in officers and place not in sealed))


async def from_unit(turn: Turn, case: CaseRow, unit_id: int) -> None:
    """A unit was excluded: its groups and its officers keep no message of the case."""
    session = await turn.read()
    groups = {(each.channel, each.chat_id) for each in await office.group_of(session, unit_id)}
    officers = await office.private_chats(session, unit_id=unit_id)
    await _take_back(turn, case, lambda place: place in groups or place in officers)


async def _take_back(turn: Turn, case: CaseRow, theirs: Callable[[tuple[str, int]], bool]) -> None:
    for said in await said_before.of_case(await turn.read(), case.id, turn.now):
        if theirs((said.channel, said.chat_id)):
            turn.say(_deletion(case, said))


def _deletion(case: CaseRow, said: SaidMessage) -> Outgoing:
    return Outgoing(
        said.channel, said.chat_id, "deleteMessage", {"message_id": said.message_id}, kind=Kind.REPLY,
        case_id=case.id, dedupe=f"gone:{said.channel}:{said.chat_id}:{said.message_id}",
    )  # fmt: skip
