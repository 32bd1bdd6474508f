"""The petition as far as it has been told: kept in the conversation, sealed at rest, until it is filed."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.context import FSMContext

from casework import privacy
from casework.petition import Purpose
from services.kept import Kept

UNSURE = "none"
"""The topic of who said that none of the offered ones fits."""

STORY_LIMIT = 10_000
"""Characters of story that are kept as text; what is longer is kept whole as a file."""
FILES_LIMIT = 50
_KEY = "draft"


@dataclass
class Draft(Kept):
    """What the citizen has said so far. `step` is the question that stands open."""

    KEY = "draft"

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    step: str = "purpose"
    editing: bool = False
    consented: bool = False
    overseas: bool = False
    """Whether what is said here travels abroad, so that it needs a consent of its own."""
    abroad: bool = False
    """That consent."""
    anonymous: bool | None = None
    purpose: str = ""
    purpose_machine: str = ""
    ask_report: bool = False
    report_asked: bool = False
    then_report: bool = False
    story: list[str] = field(default_factory=list)
    read_to: int = 0
    """How many characters of the story have been read: what is told later is read with the rest."""
    notice_read: bool = False
    """The notice was shown: the second time it is named shortly."""
    missed: int = 0
    """So many answers in a row were none; the second time a person is offered."""
    doubted: str = ""
    """Words that were asked about before they are taken: said again, they are meant."""
    sensitive: list[str] = field(default_factory=list)
    masked_asked: bool = False
    mask: bool = False
    demands: list[str] = field(default_factory=list)
    split_asked: bool = False
    lead: str = ""
    """What was said before the first of several matters; it belongs to each of them."""
    later: list[str] = field(default_factory=list)
    repeat_of: int = 0
    repeat_number: str = ""
    repeat_asked: str = ""
    same_as: int = 0
    same_gist: str = ""
    same_asked: str = ""
    routes_told: list[str] = field(default_factory=list)
    request: str = ""
    topics_machine: list[str] = field(default_factory=list)
    topic_reasons: list[dict[str, Any]] = field(default_factory=list)
    machine_sure: bool = False
    topic: str = ""
    urgent: str = ""
    place: str = ""
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    happened: str = ""
    concerns: str = ""
    before: str = ""
    before_number: str = ""
    people: int = 0
    people_more: bool = False
    name: str = ""
    phone: str = ""
    address: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)
    money: str = ""
    own: list[str] = field(default_factory=list)
    """How the story itself says who speaks (a name, a number, where they live), as it was written."""
    skipped: list[str] = field(default_factory=list)
    omit: list[str] = field(default_factory=list)
    """What of the story is to be left out, if the citizen confirms it."""

    @property
    def text(self) -> str:
        """The story in the citizen's own words, one message a paragraph."""
        return "\n".join(self.story)

    @property
    def sealed(self) -> bool:
        """A report on an official: only the sealed role may ever see it (Art. 30)."""
        return self.purpose == Purpose.REPORT

    @property
    def brief(self) -> bool:
        """咨询 and 感谢 are no petitions: only what is needed to answer is asked."""
        return self.purpose in (Purpose.INQUIRY, Purpose.THANKS)

    @property
    def confirmed_topic(self) -> str:
        """The topic the citizen chose, or left standing in the preview where the machine was sure of it."""
        if self.topic:
            return self.topic if self.topic != UNSURE else ""
        return self.topics_machine[0] if self.machine_sure and self.topics_machine else ""

    def put_place(self, place: str) -> None:
        """Keep a place with the town it lies in; a place that names none lies where the last one did."""
        self.place, self.town = place, privacy.town_of(place) or self.town

    def become_anonymous(self) -> None:
        """Leave no trace of who speaks: not in the answers, and not where the story says it."""
        self.anonymous, self.name, self.phone, self.address = True, "", "", ""
        for said in sorted(self.own, key=len, reverse=True):
            self.story = [part.replace(said, "＊" * len(said)) for part in self.story]
            self.request, self.place = self.request.replace(said, "＊＊"), self.place.replace(said, "")
        self.own = []

    @staticmethod
    async def drop(state: FSMContext) -> None:
        """Forget the draft, and the choices that were offered for it."""
        await state.set_state(None)
        await state.set_data({})
