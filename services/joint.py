"""A joint matter as it stands: its cases, what those who take part chose, and who represents them by that."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework import representatives
from casework.representatives import Ready
from storage import joints
from storage.tables.case_rows import Case as CaseRow
from storage.tables.joint_rows import JointChoice, JointMember
from storage.turn import Turn


@dataclass(frozen=True)
class Together:
    """A joint matter as it stands: its members, their choices, and who represents (case ids, most chosen first)."""

    joint_id: int
    members: Sequence[JointMember]
    choices: Sequence[JointChoice]
    elected: Sequence[int]

    def of(self, case_id: int) -> JointMember | None:
        """The member that a case is."""
        return next((each for each in self.members if each.case_id == case_id), None)

    def numbered(self, no: int) -> JointMember | None:
        """The member of a number."""
        return next((each for each in self.members if each.no == no), None)

    @property
    def representing(self) -> list[JointMember]:
        """Those who represent."""
        found = (self.of(case_id) for case_id in self.elected)
        return [each for each in found if each is not None]

    def chose(self, case_id: int) -> set[int]:
        """Whom the citizen of a case has chosen, by case id."""
        return {each.chosen_id for each in self.choices if each.case_id == case_id}


async def of_case(turn: Turn, case: CaseRow) -> Together | None:
    """The joint matter of a case, if it belongs to one."""
    session = await turn.read()
    member = await joints.of_case(session, case.id)
    return await read(turn, member.joint_id) if member is not None else None


async def read(turn: Turn, joint_id: int) -> Together:
    session = await turn.read()
    members, choices = await joints.members(session, joint_id), await joints.chosen(session, joint_id)
    taking_part = {each.case_id for each in members if each.joined_at is not None}
    ready = [Ready(each.case_id, each.stood_at) for each in members if each.stood_at is not None]
    pairs = [(each.case_id, each.chosen_id) for each in choices if each.case_id in taking_part]
    return Together(joint_id, members, choices, representatives.elected(ready, pairs))
