"""What officers get of a citizen's file tells nothing of the citizen that the citizen did not say."""

import io
import zipfile

import pytest
from PIL import Image

from services.papers import image_metadata
from services.papers.working_copy import could_run, working_copy
from tests.camera import camera_picture

NUMBER = "350881-261121-00042-5"
SECRETS = (b"Wang Xiaoming", b"iPhone", b"2026:11:20")


@pytest.mark.parametrize(
    ("form", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_a_picture_loses_its_remarks_and_nothing_of_itself(form: str, mime: str) -> None:
    content = camera_picture(form) + (b"behind: Wang Xiaoming" if form != "WEBP" else b"")
    clean = image_metadata.stripped(content, mime)
    assert clean is not None
    assert any(word in content for word in SECRETS)
    assert [word for word in SECRETS if word in clean] == []
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(clean))
    assert (before.size, before.tobytes()) == (after.size, after.tobytes())
    assert not dict(after.getexif().get_ifd(0x8825))
    assert set(after.getexif()) <= {0x0112}
    assert after.getexif().get(0x0112) == (6 if form == "JPEG" else None)


def test_a_picture_that_lies_straight_has_no_exif_at_all() -> None:
    clean = image_metadata.stripped(camera_picture("JPEG", turned=1), "image/jpeg")
    assert clean is not None and b"Exif" not in clean


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp"])
def test_a_torn_picture_is_left_as_it_is(mime: str) -> None:
    form = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}[mime]
    content = camera_picture(form)
    for cut in (b"", b"x" * 40, content[:20], content[: len(content) // 2], content[:3] + b"\0" * 50):
        found = image_metadata.stripped(cut, mime)
        assert found is None or len(found) <= len(cut) + 40
    assert image_metadata.stripped(b"GIF89a", "image/gif") is None


def test_the_name_tells_nothing() -> None:
    name = "王小明举报材料_13800000000.docx"
    made = working_copy(b"plain", mime="text/plain", name=name, number=NUMBER, n=2)
    assert made.name == f"{NUMBER}-2.txt"
    odd = working_copy(b"\0\1", mime="application/octet-stream", name="x.wangxiaoming", number=NUMBER, n=1)
    assert odd.name == f"{NUMBER}-1.bin"
    office = working_copy(archive("word/document.xml"), mime="application/zip", name=name, number=NUMBER, n=3)
    assert (office.name, office.runs) == (f"{NUMBER}-3.docx", False)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for each in ("[Content_Types].xml", *names) if names and names[0].startswith("word") else names:
            made.writestr(each, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\0", "照片.jpg"),
        (b"\x7fELF", "a"),
        (b"#!/bin/sh\n", "说明.txt"),
        (b"echo", "a.sh"),
        (b"echo", "a.BAT "),
        (b"x", "报告.pdf.exe."),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "说明.txt"),
        (b"<svg onload=x>", "a.png"),
        (archive("word/document.xml", "word/vbaProject.bin"), "材料.docx"),
        (archive("word/document.xml"), "材料.docm"),
        (archive("照片/1.jpg", "打开.exe"), "材料.zip"),
        (archive("word/document.xml", "word/打开.exe"), "材料.docx"),
        (archive("mimetype", "content.xml", "Basic/Standard/a.xml"), "材料.odt"),
        (archive("a.xml"), "材料.zip"),
        (b"PK\x03\x04 torn", "材料.zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "材料.doc"),
    ],
)
def test_what_could_run_is_marked_and_put_in_quarantine(content: bytes, name: str) -> None:
    assert could_run(content, name)
    made = working_copy(content, mime="text/plain", name=name, number=NUMBER, n=1)
    assert made.name.endswith(".quarantine")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (camera_picture("JPEG"), "照片.jpg"),
        (b"%PDF-1.7", "材料.pdf"),
        ("我们的工资 <b> MZ".encode(), "说明.txt"),
        (archive("word/document.xml"), "材料.docx"),
        (archive("照片/1.jpg"), "材料.zip"),
        (archive("mimetype", "content.xml", "meta.xml"), "材料.odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 plain", "材料.doc"),
    ],
)
def test_ordinary_files_are_not(content: bytes, name: str) -> None:
    assert not could_run(content, name)
