"""What came by letter, over the counter, by telephone or from the hotline, registered by an officer (Art. 22, 23).

The bureau registers for the whole office. A unit registers what it received itself: it is bound to tell within fifteen
days from then on (Art. 23.2), and has the matter from the first moment.
"""

from dataclasses import dataclass, field

from casework import lifecycle, privacy
from casework.petition import Actor, Change, Petition, Purpose
from nlp import similar
from nlp.facts import FactKind
from nlp.redact import redact
from services import exclusion, notify
from services.context import Desk
from services.kept import Kept
from storage import cases
from storage.cases import Identity, NewCase, Place
from storage.tables.case_rows import Case as CaseRow

WAYS = ("letter", "visit", "phone", "hotline")


@dataclass
class WindowFiling(Kept):
    """A matter that an officer writes down; who brought it may have stayed unnamed."""

    KEY = "window"

    staff: int
    key: str
    way: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    story: list[str] = field(default_factory=list)
    request: str = ""
    purpose: str = ""

    @property
    def text(self) -> str:
        """Everything that was told."""
        return "\n".join([*self.story, self.request])


async def file(
    desk: Desk, told: WindowFiling, by: Actor, *, unit_id: int | None, urgent: bool, simple: bool
) -> tuple[CaseRow, str]:
    """Register it; gives the case and its query code, "" where it was filed before.

    `unit_id`: the unit that received it itself; None for the bureau. Raises `Refusal` as the rules do.
    """
    secret = await cases.prepare_code(told.key)
    session = await desk.write()
    changes: list[Change] = []

    def registered(petition: Petition) -> Change:
        changes.append(
            lifecycle.submit(
                petition,
                by=by,
                at=desk.now,
                calendar=desk.context.calendar,
                rules=desk.context.clocks,
                direct=unit_id is not None or None,
                unit_id=unit_id,
                urgent=urgent or None,
                simple=simple or None,
            )
        )
        return changes[-1]

    new = await _new_case(desk, told, urgent=urgent)
    new.secret = secret
    filed = await cases.file(session, new, registered, desk.now)
    if filed.code is None:
        return filed.case, ""
    await exclusion.report(desk.turn, filed.case)
    await notify.announce(desk.turn, desk.context, filed.case, changes[0], quietly=True)
    return filed.case, filed.code


async def _new_case(desk: Desk, told: WindowFiling, *, urgent: bool) -> NewCase:
    """As storage files it, with what the reader hears in the words; the clerk may correct it like any other."""
    reading = await desk.context.reader.read_gently(told.text, today=desk.today)
    offered = [each.code for each in reading.topics.offered]
    facts = {fact.kind: fact for fact in reversed(list(reading.facts))}
    place, people = facts.get(FactKind.PLACE), facts.get(FactKind.PEOPLE)
    sealed = told.purpose == Purpose.REPORT
    who = Identity(name=told.name or None, phone=told.phone or None, address=told.address or None)
    count = int(people.value) if people is not None and people.value.isdigit() else None
    topic = offered[0] if offered else ""
    return NewCase(
        region=desk.context.office.region,
        channel=told.way,
        purpose=Purpose(told.purpose),
        topic_machine=topic or None,
        title=privacy.neutral_title(desk.context.topic_name(topic) if topic else "", "", count or 0),
        story=told.story,
        request=told.request,
        place=Place(place.text) if place is not None else None,
        people_count=count,
        joint=(count or 0) > 1,
        identity=who if any((told.name, told.phone, told.address)) else None,
        anonymous=not any((told.name, told.phone, told.address)),
        sealed=sealed,
        urgency="urgent" if urgent else "normal",
        draft_key=told.key,
        demands=[told.request],
        search_text="" if sealed else redact(told.text).text,
        terms=[] if sealed else similar.search_terms(told.text),
    )
