"""Documents and films lose who made them, where and when; what they say and show stays."""

import io
import os
import struct
import sys
import time
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, NameObject

from services.papers import film_metadata, pdf_metadata
from services.papers.working_copy import working_copy
from tests.camera import camera_picture

WHO = "Wang Xiaoming"
WORDS = "三个月没发工资"
PLACE = b"+25.2917+117.4167/"
CORE = f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{WHO}</dc:creator></cp:coreProperties>'


def copy(content: bytes, name: str, mime: str) -> bytes:
    made = working_copy(content, mime=mime, name=name, number="1", n=1)
    assert made.stripped
    return made.content


def pdf() -> bytes:
    page, out = io.BytesIO(), io.BytesIO()
    photo = Image.open(io.BytesIO(camera_picture("JPEG")))
    photo.save(page, "PDF", author=WHO, title="材料")
    writer = PdfWriter(clone_from=PdfReader(page))
    writer.add_metadata({"/Author": WHO, "/Creator": "iPhone"})
    note = Text(rect=(0, 0, 9, 9), text=WORDS, open=True)
    note[NameObject("/T")] = note[NameObject("/Contents")].__class__(WHO)
    writer.add_annotation(0, note)
    picture = DecodedStreamObject()
    picture._data = camera_picture("JPEG")
    picture.update(
        {NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")}
    )
    writer.pages[0][NameObject("/Photo")] = writer._add_object(picture)
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x>{WHO}</x>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    writer.write(out)
    return out.getvalue()


def test_a_pdf_loses_its_author_and_keeps_its_pages() -> None:
    content = pdf()
    clean = copy(content, "王小明.pdf", "application/pdf")
    for word in (WHO.encode(), b"iPhone"):
        assert word in content
        assert word not in clean
    before, after = PdfReader(io.BytesIO(content)), PdfReader(io.BytesIO(clean))
    assert len(after.pages) == len(before.pages) == 1
    assert after.pages[0]["/Annots"][0].get_object()["/Contents"] == WORDS
    seen, shown = [Image.open(io.BytesIO(each.pages[0].images[0].data)).tobytes() for each in (before, after)]
    assert seen == shown
    assert after.metadata is None or "/Author" not in after.metadata


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n" + b"0 0 obj <<" * 9_000, pdf()[:400]])
def test_a_torn_pdf_is_passed_on_as_it_came(content: bytes) -> None:
    made = working_copy(content, mime="application/pdf", name="a.pdf", number="1", n=1)
    assert (made.content, made.stripped) == (content, False)


def test_a_hostile_pdf_is_given_up_and_sees_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads is killed when it takes too long, and nothing of our environment is in it."""
    monkeypatch.setenv("PII_KEYS", "k1:secret")
    monkeypatch.setattr(pdf_metadata, "SECONDS", 0.01)
    began = time.monotonic()
    with pytest.raises(ValueError, match="too long"):
        pdf_metadata.pdf(pdf())
    assert time.monotonic() - began < 5
    seen: dict[str, str] = {}

    def run(command: list[str], **how: object) -> object:
        assert command[0] == sys.executable
        seen.update(how["env"])  # type: ignore[call-overload]
        raise OSError

    monkeypatch.setattr(pdf_metadata.subprocess, "run", run)
    with pytest.raises(ValueError, match="too long"):
        pdf_metadata.pdf(b"%PDF")
    assert seen and set(seen) <= {"PYTHONPATH", "PATH", "SYSTEMROOT", "LD_LIBRARY_PATH"}
    assert "PII_KEYS" in os.environ


def docx() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.comment = WHO.encode()
        for name, body in {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": CORE,
            "docProps/app.xml": f"<Properties><Company>{WHO}</Company></Properties>",
            "docProps/custom.xml": f"<Properties>{WHO}</Properties>",
            "docProps/thumbnail.jpeg": WHO,
            "word/document.xml": f'<w:p><w:ins w:id="1" w:author="{WHO}"><w:t>{WORDS}</w:t></w:ins></w:p>',
            "word/comments.xml": f'<w:comment w:author="{WHO}" w:initials="WX">{WORDS}</w:comment>',
            "word/people.xml": f'<w15:person w15:author="{WHO}"/>',
        }.items():
            parts.writestr(name, body)
        parts.writestr("word/media/image1.jpeg", camera_picture("JPEG"))
    return made.getvalue()


def test_a_word_document_loses_its_authors_and_keeps_its_words() -> None:
    content = docx()
    clean = copy(content, "王小明.docx", "application/zip")
    with zipfile.ZipFile(io.BytesIO(clean)) as parts:
        bodies = {name: parts.read(name) for name in parts.namelist()}
        assert {each.date_time[0] for each in parts.infolist()} == {1980}
        assert not parts.comment
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        assert list(bodies) == given.namelist()
    assert [name for name, body in bodies.items() if WHO.encode() in body or b"WX" in body] == []
    assert WORDS in bodies["word/document.xml"].decode()
    assert WORDS in bodies["word/comments.xml"].decode()
    assert b'w:author=""' in bodies["word/document.xml"]


def test_a_sheet_loses_its_authors_and_opens() -> None:
    book, out = Workbook(), io.BytesIO()
    book.properties.creator = book.properties.lastModifiedBy = WHO
    book.active["A1"] = WORDS
    book.active["A1"].comment = Comment("说明", WHO)
    book.save(out)
    clean = copy(out.getvalue(), "a.xlsx", "application/zip")
    with zipfile.ZipFile(io.BytesIO(clean)) as parts:
        assert [name for name in parts.namelist() if WHO.encode() in parts.read(name)] == []
    sheet = load_workbook(io.BytesIO(clean)).active
    assert sheet["A1"].value == WORDS
    assert sheet["A1"].comment.text == "说明"


def test_an_open_document_loses_its_author() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("meta.xml", f"<m><meta:initial-creator>{WHO}</meta:initial-creator></m>")
        parts.writestr("content.xml", f"<t><dc:creator>{WHO}</dc:creator>{WORDS}</t>")
    clean = copy(made.getvalue(), "a.odt", "application/zip")
    with zipfile.ZipFile(io.BytesIO(clean)) as parts:
        assert WHO.encode() not in parts.read("meta.xml") + parts.read("content.xml")
        assert WORDS in parts.read("content.xml").decode()
        assert parts.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_an_archive_that_opens_to_a_mountain_is_left_alone() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", bytes(201 * 1024 * 1024))
    left = working_copy(made.getvalue(), mime="application/zip", name="a.docx", number="1", n=1)
    assert (left.content, left.stripped) == (made.getvalue(), False)
    photos = io.BytesIO()
    with zipfile.ZipFile(photos, "w") as parts:
        parts.writestr("照片/1.jpg", camera_picture("JPEG"))
    assert not working_copy(photos.getvalue(), mime="application/zip", name="a.zip", number="1", n=1).stripped


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def film() -> bytes:
    made_at = struct.pack(">IIIII", 0, 3_900_000_000, 3_900_000_001, 1_000, 5_000)
    track = box(b"trak", box(b"tkhd", made_at), box(b"mdia", box(b"mdhd", made_at)), box(b"udta", b"iPhone"))
    moov = box(
        b"moov",
        box(b"mvhd", made_at),
        track,
        box(b"udta", box(b"\xa9xyz", PLACE)),
        box(b"meta", WHO.encode()),
    )
    seen = struct.pack(">I4sQ", 1, b"mdat", 16 + 40) + b"what is seen and heard".ljust(40)
    return (
        box(b"ftyp", b"qt  \0\0\0\0qt  ")
        + moov
        + box(b"uuid", WHO.encode())
        + seen
        + struct.pack(">I4s", 0, b"free")
    )


@pytest.mark.parametrize("mime", ["video/mp4", "video/quicktime", "audio/mp4"])
def test_a_film_loses_where_when_and_by_what_it_was_made(mime: str) -> None:
    content = film()
    clean = copy(content, "a.mov", mime)
    for word in (PLACE, b"iPhone", WHO.encode(), struct.pack(">I", 3_900_000_000)):
        assert word in content
        assert word not in clean
    assert len(clean) == len(content)
    assert clean[clean.index(b"mdat") :] == content[content.index(b"mdat") :]
    assert struct.pack(">II", 1_000, 5_000) in clean


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\x10ftypqt  \0\0\0\0\xff\xff\xff\xffmoov",
        box(b"ftyp", b"x") + box(b"moov", box(b"mvhd", b"\0")),
    ],
)
def test_a_torn_film_is_left_alone(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"box|MP4"):
        film_metadata.film(content)
    assert not working_copy(content, mime="video/mp4", name="a.mp4", number="1", n=1).stripped
