"""Is this matter here already? The person's own open case is shown instead of filed twice; others' of the same
incident are offered by their public gist only. The citizen decides; nothing is merged by the machine.
"""

from handlers.citizen.draft import Draft
from nlp import similar
from nlp.similar import CandidateCase, MatchKind, Query
from services.context import Desk
from storage import cases
from storage.cases import SimilarCase
from storage.tables.case_rows import Case as CaseRow

_LIMIT = 50


async def look(desk: Desk, draft: Draft) -> None:
    """Compare the story with what is on file and note the best of the person's own and of others."""
    if draft.sealed or draft.brief:
        return
    session = await desk.read()
    terms = similar.search_terms(draft.text)
    owner = None if draft.anonymous else desk.person_id
    found = await cases.similar_candidates(session, terms, _LIMIT, owner_id=owner)
    rows = {each.case.id: each.case for each in found if each.case.is_open}
    listed = [candidate(each, desk) for each in found if each.case.id in rows]
    topic = draft.topics_machine[0] if draft.topics_machine else ""
    query = Query(draft.text, topic=topic, place=draft.town, person="me")
    for match in similar.rank(query, listed):
        case = rows[match.id]
        if match.kind is MatchKind.REPEAT and not draft.repeat_of:
            draft.repeat_of, draft.repeat_number = case.id, case.number
        elif match.kind is MatchKind.SAME_INCIDENT and not draft.same_as:
            draft.same_as, draft.same_gist = case.id, gist(case, desk)


def candidate(found: SimilarCase, desk: Desk) -> CandidateCase:
    """A stored case as the comparison wants it; "me" marks the person's own, nobody else is told apart."""
    case = found.case
    mine = case.owner_id is not None and case.owner_id == desk.person_id
    person = "me" if mine else f"case {case.id}"
    return CandidateCase(
        case.id, found.text, topic=case.topic or "", place=case.town, person=person, shared=found.shared
    )


def gist(case: CaseRow, desk: Desk) -> str:
    """What anybody may know of a case: its topic and its town."""
    return case.title or (desk.context.topic_name(case.topic) if case.topic else "")
