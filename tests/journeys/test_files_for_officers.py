"""A citizen's file on its way to an officer: neutral, without a camera's remarks, and nothing that runs unasked."""

import json
from typing import Any

from sqlalchemy import select

from casework.petition import Role
from services.papers import image_metadata
from storage import audit, cases
from storage.rows import table
from storage.tables.outbox_rows import OutboxRow
from tests.camera import camera_picture
from tests.journeys.stories import files
from tests.journeys.test_proof_of_history import receipt_given
from tests.people import Bureau, People


async def attached(bureau: Bureau, case_id: int, content: bytes, name: str) -> str:
    """A file of the case, as the form attaches it; its fingerprint."""

    async def once() -> Any:
        yield content

    async with bureau.db.writing() as session:
        saved = await bureau.context.files.save(once(), name=name, mime="", limit=10**7)
        number = await bureau.context.files.record(session, saved, channel="telegram", now=bureau.clock())
        await cases.add_file(session, case_id, number, at=bureau.clock(), caption="现场")
    return saved.sha256


async def given(bureau: Bureau) -> list[tuple[int, str, bytes]]:
    """What was sent as files: to which chat, under which name, which bytes."""
    found = []
    async with bureau.db.reading() as session:
        for row in await session.scalars(select(OutboxRow).order_by(table("outbox").c.id)):
            if row.method == "sendDocument" and row.payload:
                stored = await bureau.context.files.open(session, int(row.payload["document"]["file"]))
                assert stored is not None
                with stored.open() as content:
                    found.append((row.chat_id, stored.name, content.read()))
    return found


async def test_an_officer_gets_a_neutral_copy_and_the_original_stays_sealed(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    await files(ann)
    case = await bureau.only_case()
    photo = camera_picture()
    fingerprint = await attached(bureau, case.id, photo, "王小明举报材料_13800000000.jpg")
    said = await clerk.taps(f"a:files:{case.id}")
    ((chat, name, content),) = await given(bureau)
    assert (chat, name) == (clerk.chat_id, f"{case.number}-1.jpg")
    assert content == image_metadata.stripped(photo, "image/jpeg") != photo
    assert b"Wang Xiaoming" in photo and b"Wang Xiaoming" not in content
    assert "王小明" not in await clerk.sees() and fingerprint in said
    async with bureau.db.reading() as session:
        (row,) = await cases.files(session, case.id)
        original = await bureau.context.files.open(session, row.file_id)
    assert original is not None
    with original.open() as kept:
        assert kept.read() == photo
    await ann.presses("下载回执")
    await ann.presses("核验文件")
    assert (await receipt_given(bureau))["files"] == [fingerprint]


async def test_what_could_run_comes_only_when_asked_for_and_never_to_a_group(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    await files(ann)
    case = await bureau.only_case()
    await attached(bureau, case.id, b"MZ\x90\0 runs", "照片.jpg")
    said = await clerk.inside("bureau").taps(f"a:files:{case.id}")
    assert await given(bureau) == []
    assert "可能运行程序" not in said and "可能运行程序" in await clerk.hears()
    await clerk.presses("仍要取出")
    ((chat, name, content),) = await given(bureau)
    assert (chat, name, content) == (clerk.chat_id, f"{case.number}-1.jpg.quarantine", b"MZ\x90\0 runs")
    stranger = await people_of.citizen()
    await stranger.taps(f"a:risky:{case.id}")
    assert len(await given(bureau)) == 1


async def test_an_original_is_handed_out_for_a_reason_and_on_record(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    handler = await people_of.officer("labour", Role.HANDLER)
    await files(ann)
    case = await bureau.only_case()
    async with bureau.db.writing() as session:
        changed = table("cases").update().where(table("cases").c.id == case.id)
        await session.execute(changed.values(unit_id=bureau.units["labour"]))
    photo = camera_picture()
    fingerprint = await attached(bureau, case.id, photo, "王小明举报材料.jpg")
    assert "由信访局经办" in await handler.taps(f"a:original:{case.id}")
    stranger = await people_of.citizen()
    await stranger.taps(f"og:{case.id}:court")
    assert await given(bureau) == []
    said = await clerk.taps(f"a:files:{case.id}")
    if people_of.channel != "web":
        assert "取原件" not in said
        assert "境外平台" in await clerk.taps(f"og:{case.id}:court")
        assert len(await given(bureau)) == 1
        return
    assert "记入审计日志" in await clerk.presses("取原件")
    said = await clerk.presses("复议或诉讼举证")
    copy, original = await given(bureau)
    assert copy[2] != photo
    assert original == (clerk.chat_id, f"{case.number}-original-1.jpg", photo)
    assert fingerprint in said
    async with bureau.db.reading() as session:
        (line,) = [each for each in await audit.entries(session) if each.action == "originals"]
        assert (line.case_id, line.role, json.loads(line.data)["why"]) == (case.id, "clerk", "court")
    assert "信访局（经办）" in await ann.taps(f"c:who:{case.id}:")


async def test_of_an_anonymous_matter_no_original_is_handed_out(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    await ann.says("/start")
    await ann.says("青山镇建设路12号门口的路灯坏了一个多星期，晚上很黑，老人摔了一跤，请尽快修好")
    await ann.presses("匿名")
    said = await ann.photo(camera_picture())
    assert "怕被认出的" in said.split("请核对")[0]
    assert "怕被认出的" not in (await ann.photo(camera_picture())).split("请核对")[0], "once"
    assert "怕被认出的" in (await ann.last()).text, "and in the preview"
    await ann.presses("提交")
    case = await bureau.only_case()
    assert case.anonymous
    said = await clerk.taps(f"a:files:{case.id}")
    assert "取原件" not in said
    assert "原件不外取" in await clerk.taps(f"a:original:{case.id}")
    assert "原件不外取" in await clerk.taps(f"og:{case.id}:court")
    assert [name for _, name, _ in await given(bureau)] == [f"{case.number}-{n}.jpg" for n in (1, 2)]
