"""A citizen's file on its way to an officer: neutral, without a camera's remarks, and nothing that runs unasked."""

from typing import Any

from sqlalchemy import select

from casework.petition import Role
from services.papers import image_metadata
from storage import cases
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
