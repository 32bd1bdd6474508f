"""Who cannot write speaks; an officer writes it down, and the citizen reads what was made of it."""

from casework.petition import Role
from storage import cases
from storage.tables.case_rows import TextKind
from tests.journeys.stories import NUMBER
from tests.people import Bureau, People, Person

SPOKEN = "我是东村的，村口那条沟堵了半年，一下雨水就进屋，求你们来通一通"


async def test_a_recording_is_written_down_and_the_citizen_reads_it(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    kept = await ann.keeps(b"OggS a voice", "v.ogg", "audio/ogg")
    await ann.sends(voice={"file_id": kept, "file_unique_id": kept, "duration": 9})
    number = await files_it(ann)
    card = await li.says(number)
    card = await li.presses("私下查看") if "待听写" not in card else card
    assert "有语音，待听写" in card
    await li.presses("听写")
    said = await li.says(SPOKEN)
    assert "将发给信访人核对" in said
    heard = await ann.hears()
    assert SPOKEN in heard
    assert "以语音为准" in heard
    again = await li.says(number)
    assert SPOKEN in again
    assert "待听写" not in again
    await ann.presses("补充")
    await ann.says("不是东村，是西村")
    case = await bureau.case(number)
    async with bureau.db.reading() as session:
        added = await cases.texts(session, case.id or 0, TextKind.SUPPLEMENT)
    assert [(each.by, each.body) for each in added] == [
        (Role.CLERK.value, f"语音听写：{SPOKEN}"),
        (Role.CITIZEN.value, "不是东村，是西村"),
    ]


async def files_it(ann: Person) -> str:
    """Walk through whatever is asked after the recording; the number."""
    for _ in range(10):
        labels = " ".join(await ann.buttons())
        for label in ("新的事", "同意，继续", "说完", "请求解决问题", "跳过", "提交"):
            if label in labels:
                said = await ann.presses(label)
                break
        else:
            said = await ann.says("李红 13900001111")
        if found := NUMBER.search(said):
            return found.group()
    raise AssertionError(await ann.sees())
