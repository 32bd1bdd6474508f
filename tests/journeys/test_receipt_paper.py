"""The receipt on paper says what is true of the case now, in letters that can be read, and carries a code to check."""

import hashlib
import io
from datetime import timedelta

import pypdf
from sqlalchemy import select

from casework import receipts, signatures
from casework.petition import Role
from storage import cases, vault
from storage.rows import table
from storage.tables.case_rows import Case
from tests.journeys.rows import NAME, PHONE, REQUEST, STORY, after_answer, at_unit, at_work, goes, places
from tests.journeys.stories import files
from tests.people import Bureau, People, Person

WAGE_SLIP = b"\xff\xd8\xff\xe0 the wage slip of August"


async def sheet(person: Person, bureau: Bureau, case: Case, do: str = "receipt") -> pypdf.PdfReader:
    """Press for a receipt; the paper."""
    files_of = table("files")
    async with bureau.db.reading() as session:
        before = set(await session.scalars(select(files_of.c.id)))
    await person.taps(f"c:{do}:{case.id}:")
    async with bureau.db.reading() as session:
        [made] = set(await session.scalars(select(files_of.c.id))) - before
        stored = await bureau.context.files.open(session, made)
    assert stored is not None
    assert stored.mime == "application/pdf"
    with stored.open() as content:
        return pypdf.PdfReader(io.BytesIO(content.read()))


def words(paper: pypdf.PdfReader) -> str:
    return "".join("".join(page.extract_text().split()) for page in paper.pages)


async def read(person: Person, bureau: Bureau, case: Case) -> str:
    return words(await sheet(person, bureau, case))


async def test_it_names_the_matter_the_materials_and_whom_to_call(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await places(bureau, ann)
    await ann.taps(f"c:supplement:{case.id}:")
    await ann.photo(WAGE_SLIP)
    said = await read(ann, bureau, case)
    for wanted in (
        case.number,
        STORY,
        REQUEST,
        hashlib.sha256(WAGE_SLIP).hexdigest(),
        bureau.context.office.phone,
    ):
        assert wanted in said
    assert NAME not in said
    assert PHONE not in said


async def test_it_says_where_the_matter_lies_now(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await places(bureau, ann)
    assert "告诉您由谁办" in await read(ann, bureau, case)
    unit_id = bureau.units["labour"]
    await goes(bureau, case, "transfer", Role.CLERK, "bureau", unit_id=unit_id)
    said = await read(ann, bureau, case)
    assert "由人社局办理" in said
    assert "告诉您是否受理" in said
    assert "告诉您由谁办" not in said, "that date is met"
    await goes(bureau, case, "accept", Role.HANDLER, procedure="petition")
    assert "答复（60日" in await read(ann, bureau, case)


async def test_its_date_is_the_day_it_was_printed(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await after_answer(bureau, ann)
    await bureau.turn(days=3)
    said = await read(ann, bureau, case)
    today = (bureau.clock() + timedelta(hours=8)).date()
    assert f"{today.year}年{today.month}月{today.day}日" in said
    assert "您可以申请复查" in said


async def test_the_large_version_is_large(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    case = await at_work(bureau, ann)
    small, large = await sheet(ann, bureau, case), await sheet(ann, bureau, case, "receipt_large")

    def usual(paper: pypdf.PdfReader) -> float:
        sizes: list[float] = []
        paper.pages[0].extract_text(
            visitor_text=lambda said, _c, tm, _f, size: (
                sizes.append(abs(size * tm[0])) if said.strip() else None
            )
        )
        return sorted(sizes)[len(sizes) // 2]

    assert usual(small) == 12
    assert usual(large) == 17
    assert words(small)[:40] == words(large)[:40]


async def test_a_sealed_matter_and_the_holder_of_a_code_get_no_word_of_it(
    people_of: People, bureau: Bureau
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    sealed = await places(bureau, ann, sealed=True)
    said = await read(ann, bureau, sealed)
    assert sealed.number in said
    assert STORY not in said
    number, code = await files(ann)
    await bob.says(f"{number} {code}")
    case = await bureau.case(number)
    said = await read(bob, bureau, case)
    assert number in said
    assert "三十多个人" not in said


async def test_the_code_holds_what_the_office_signed_and_nothing_else(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    case = await at_unit(bureau, ann)
    async with bureau.db.reading() as session:
        events = await cases.events_for_checking(session, case.id)
    secret = vault.installed().signing_secret()
    made = receipts.stamp(case.number, events, on=bureau.clock().date(), secret=secret)
    key = signatures.public_key(secret)
    assert receipts.stamp_holds(made, key=key)
    assert made.split("_")[1:4] == [case.number, events[0]["at"][:19], str(len(events))]
    assert not receipts.stamp_holds(made.replace(case.number, case.number[:-1] + "0"), key=key)
    assert not receipts.stamp_holds(made, key=signatures.public_key(bytes(32)))
    assert len(made) < 230
