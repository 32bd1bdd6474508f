"""What officers get of a citizen's file: a copy under a neutral name, without what says who made it, where and when.

The original stays as it came, sealed, with its fingerprint. A file that could run something is marked, so that nobody
opens it by a double click.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from services.papers import film_metadata, image_metadata, office_metadata, pdf_metadata

BY_TYPE = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "image/heic": "heic",
    "application/pdf": "pdf", "text/plain": "txt", "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a",
    "audio/webm": "weba", "audio/wav": "wav", "video/mp4": "mp4", "video/webm": "webm", "video/quicktime": "mov",
}  # fmt: skip
BY_NAME = frozenset(
    {
        *("doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "odt", "ods", "rtf", "csv"),
        *("txt", "pdf", "jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "tif", "tiff"),
        *("amr", "m4a", "mp3", "wav", "ogg", "mp4", "mov", "avi", "mkv", "webm", "3gp", "zip", "rar", "7z"),
    }
)
"""Endings that say nothing but what a file is; any other ending is not passed on."""
RUNS = frozenset(
    {
        *("exe", "com", "scr", "pif", "cpl", "msi", "msp", "dll", "bat", "cmd", "ps1", "psm1", "vbs", "vbe"),
        *("js", "jse", "wsf", "wsh", "hta", "lnk", "url", "reg", "chm", "jar", "apk", "ipa", "app", "dmg"),
        *("sh", "bash", "py", "pl", "rb", "php", "html", "htm", "xhtml", "mht", "mhtml", "svg", "xml", "swf"),
        *("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppam", "ppsm", "iso", "img", "vhd", "one"),
    }
)
"""Endings of what a computer runs, or a program obeys."""
OF_DOCUMENTS = frozenset({"xml", "svg"})
"""Endings of parts of an office document, which run nothing there."""
RUNNING_HEADS = (
    *(b"MZ", b"\x7fELF", b"#!", b"L\0\0\0\x01\x14\x02\0"),
    *(b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa"),
)
"""First bytes of programs: Windows, Linux, scripts, shortcuts, Java and macOS."""
PAGES = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<hta:")
ARCHIVE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = (b"_VBA_PROJECT", "_VBA_PROJECT".encode("utf-16-le"))
QUARANTINE = "quarantine"


@dataclass(frozen=True)
class WorkingCopy:
    """The bytes and the name that an officer gets."""

    content: bytes
    name: str
    stripped: bool
    """Whether remarks of who made it were looked for and taken out."""
    runs: bool
    """Whether it could run something."""


def working_copy(content: bytes, *, mime: str, name: str, number: str, n: int) -> WorkingCopy:
    """The copy of the `n`-th file of a case. The name it came with is looked at, and passed on in no part."""
    runs = could_run(content, name)
    clean = None if runs else without_maker(content, mime)
    neutral = neutral_name(content, mime=mime, name=name, number=number, n=n)
    return WorkingCopy(clean if clean is not None else content, neutral, clean is not None, runs)


def neutral_name(content: bytes, *, mime: str, name: str, number: str, n: int) -> str:
    """The number of the case and what kind of file it is; what could run gets a name that no double click starts."""
    return f"{number}-{n}.{ending_of(mime, name)}" + (f".{QUARANTINE}" if could_run(content, name) else "")


def without_maker(content: bytes, mime: str) -> bytes | None:
    """The same picture, document or film without its maker; None for a kind that is not taken apart, or cannot be."""
    try:
        if content.startswith(b"%PDF"):
            return pdf_metadata.pdf(content)
        if content.startswith(ARCHIVE):
            return office_metadata.document(content)
        if content[4:8] == b"ftyp" and mime.startswith(("video/", "audio/")):
            return film_metadata.film(content)
    except ValueError:
        return None
    return image_metadata.stripped(content, mime)


def ending_of(mime: str, name: str) -> str:
    """An ending that tells what the file is, and nothing else."""
    own = _ending(name)
    if own in BY_NAME and mime not in BY_TYPE:
        return own
    return BY_TYPE.get(mime, "bin")


def could_run(content: bytes, name: str) -> bool:
    """Whether a file may do something when it is opened: by its ending, its first bytes, or macros inside."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _ending(name) in RUNS or content.startswith(RUNNING_HEADS) or head.startswith(PAGES):
        return True
    if content.startswith(OLD_OFFICE):
        return any(mark in content for mark in MACROS)
    return content.startswith(ARCHIVE) and _archive_runs(content)


def _archive_runs(content: bytes) -> bool:
    """Whether there are macros, or something that runs, in an archive; one that cannot be read may hold anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return True
    harmless = OF_DOCUMENTS if office_metadata.is_document(names) else frozenset()
    return any(
        PurePosixPath(each).name.lower() == "vbaproject.bin"
        or each.lower().startswith(("basic/", "scripts/"))
        or _ending(each) in RUNS - harmless
        for each in names
    )


def _ending(name: str) -> str:
    return PurePosixPath(name.strip().rstrip(". ")).suffix.lstrip(".").lower()
