"""A poster's code opens the conversation with its place or unit filled in; a code from elsewhere gets a sentence."""

import io
from dataclasses import replace

import pypdf
import pytest
from sqlalchemy import select

from casework import start_links
from casework.petition import Role
from casework.start_links import StartLink
from services.papers import poster_sheet
from storage import vault
from storage.rows import table
from tests.journeys.stories import LAMP, fills, reply_to
from tests.people import Bureau, People, Person

PLACE = "青山镇幸福小区"
FORGED = "cDQxMnNvbWV0aGluZ3xzaWxseSBwbGFjZQ"


def payload(**what: object) -> str:
    return start_links.made(StartLink(**what), vault.installed().start_key())  # type: ignore[arg-type]


async def told(ann: Person, code: str) -> str:
    return await ann.says(f"/start {code}")


async def test_a_scanned_place_is_shown_filled_in_and_not_asked_again(
    people_of: People, bureau: Bureau
) -> None:
    ann = await people_of.citizen()
    said = await told(ann, payload(place=PLACE))
    assert PLACE in said
    assert "提交前还可以改" in said
    preview = await goes_on(ann, await ann.says(LAMP), never="发生在哪里")
    assert PLACE in preview
    assert any("改" in label for label in await ann.buttons())


async def goes_on(ann: Person, asked: str, never: str) -> str:
    """Answer what is asked until the preview; one question must not be among them."""
    for _ in range(30):
        assert never not in asked
        if "请核对" in asked:
            return asked
        answer = reply_to(asked, {})
        tapped = any(answer in label for label in await ann.buttons()) and not answer.isdigit()
        asked = await (ann.presses(answer) if tapped else ann.says(answer))
    raise AssertionError(asked)


async def test_what_is_not_here_is_taken_back_with_one_tap(people_of: People) -> None:
    ann = await people_of.citizen()
    await told(ann, payload(place=PLACE))
    assert "不填了" in await ann.presses("不是这里")
    assert PLACE not in await fills(ann, LAMP)


async def test_a_units_code_fills_in_the_unit(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    said = await told(ann, payload(unit=bureau.units["labour"]))
    assert "人社局" in said or "人力资源" in said
    await goes_on(ann, await ann.says(LAMP), never="涉及哪个单位")


@pytest.mark.parametrize(
    "code", [FORGED, "x", "invite_12345", "a" * 64, "a" * 900, "中文", "' OR 1=1 --", "-_-_-_-_-_-_-_-_"]
)
async def test_any_other_code_gets_a_sentence_and_the_menu(people_of: People, code: str) -> None:
    ann = await people_of.citizen()
    said = await told(ann, code)
    assert "不是" in said and "照样可以在这里反映" in said
    assert any("我要反映" in label for label in await ann.buttons())


def test_every_changed_letter_is_noticed_and_a_payload_fits_telegram() -> None:
    secret = bytes(range(32))
    code = start_links.made(StartLink(place="青山镇幸福小区三号楼东门"), secret)
    assert len(code) <= start_links.LONGEST
    assert start_links.read(code, secret) == StartLink(place="青山镇幸福小区三号楼东门")
    for at, letter in enumerate(code[:-1]):
        forged = code[:at] + ("A" if letter != "A" else "B") + code[at + 1 :]
        assert start_links.read(forged, secret) is None
    assert start_links.read(code, bytes(32)) is None
    with pytest.raises(ValueError, match="too long"):
        start_links.made(StartLink(place="青山镇幸福小区三号楼东门口"), secret)


async def test_an_administrator_prints_a_poster_from_the_unit(people_of: People, bureau: Bureau) -> None:
    old = bureau.context.office
    bureau.context.office = replace(old, site="https://xf.example.gov.cn", telegram="YunlingBot")
    try:
        admin = await people_of.officer("bureau", Role.ADMIN)
        await admin.taps(f"of:poster:{bureau.units['labour']}:0:")
        await admin.says(PLACE)
    finally:
        bureau.context.office = old
    files_of = table("files")
    async with bureau.db.reading() as session:
        [made] = list(await session.scalars(select(files_of.c.id)))
        stored = await bureau.context.files.open(session, made)
    assert stored is not None
    assert PLACE in stored.name
    with stored.open() as content:
        pages = pypdf.PdfReader(io.BytesIO(content.read())).pages
    assert len(pages) == 1
    words = "".join(pages[0].extract_text().split())
    assert PLACE in words
    assert old.phone in words
    links = poster_sheet.links(replace(old, site="https://x.cn", telegram="YunlingBot"), "abc")
    assert links == {"web": "https://x.cn/#p=abc", "telegram": "https://t.me/YunlingBot?start=abc"}


async def test_without_an_address_nothing_is_printed(people_of: People, bureau: Bureau) -> None:
    admin = await people_of.officer("bureau", Role.ADMIN)
    await admin.taps(f"of:poster:{bureau.units['labour']}:0:")
    assert "WEB_URL" in await admin.says(PLACE)
