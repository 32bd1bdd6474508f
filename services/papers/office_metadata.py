"""Office documents (docx, xlsx, pptx, odt, ods) without who wrote them.

The archive is written anew: properties are emptied, names of authors in remarks and tracked changes are blanked,
pictures inside lose what a camera wrote into them, and no entry keeps its moment. What somebody typed stays.
"""

import io
import re
import zipfile

from services.papers import image_metadata

_LARGEST = 200 * 1024 * 1024
"""Bytes of a document laid open; more than that is left alone."""
_ENTRIES = 5_000
_PROPERTIES = re.compile(r"docprops/(core|app|custom|thumbnail)\b.*|meta\.xml|thumbnails/.*", re.IGNORECASE)
_WORDS = re.compile(r"(?:word|xl|ppt)/.*\.xml|content\.xml|styles\.xml|settings\.xml", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:word|xl|ppt)/(?:.*/)?(?:comments?|people|person|commentauthors?|authors)[^/]*\.xml", re.I
)
_AUTHOR_ATTRIBUTE = re.compile(rb'(\b(?:\w+:)?(?:author|initials|userId)=")[^"]*(")')
_PERSON_ATTRIBUTE = re.compile(rb'(\b(?:\w+:)?(?:author|initials|userId|displayName|name)=")[^"]*(")')
_AUTHOR_ELEMENT = re.compile(
    rb"(<(?:\w+:)?(?:author|creator|initial-creator|creator-initials|sender-initials)\b[^>]*>)[^<]*(</)"
)
_PICTURES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_EMPTY = {
    "core": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "app": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "custom": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta": b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}


def is_document(names: list[str]) -> bool:
    """Whether an archive of these names is an office document."""
    return "[Content_Types].xml" in names or ("mimetype" in names and "content.xml" in names)


def document(content: bytes) -> bytes:
    """The same document without its authors. Raises `ValueError` for what is none or is too large laid open."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as clean:
            entries = given.infolist()
            if not is_document(given.namelist()) or len(entries) > _ENTRIES:
                raise ValueError("not an office document")
            if sum(each.file_size for each in entries) > _LARGEST:
                raise ValueError("too large laid open")
            for each in entries:
                entry = zipfile.ZipInfo(each.filename)
                entry.compress_type = (
                    zipfile.ZIP_STORED if each.filename == "mimetype" else zipfile.ZIP_DEFLATED
                )
                clean.writestr(entry, _part(each.filename, given.read(each)))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise ValueError("an archive that cannot be read") from error
    return made.getvalue()


def _part(name: str, body: bytes) -> bytes:
    if name.lower().endswith(".psmdcp"):
        return _EMPTY["core"]
    if found := _PROPERTIES.fullmatch(name):
        return _EMPTY.get((found[1] or "meta").lower(), b"") if name.lower().endswith(".xml") else b""
    mime = _PICTURES.get(name.rpartition(".")[2].lower())
    if mime is not None:
        clean = image_metadata.stripped(body, mime)
        return body if clean is None else clean
    if _PEOPLE.fullmatch(name):
        body = _PERSON_ATTRIBUTE.sub(rb"\1\2", body)
    elif _WORDS.fullmatch(name):
        body = _AUTHOR_ATTRIBUTE.sub(rb"\1\2", body)
    return _AUTHOR_ELEMENT.sub(rb"\1\2", body) if name.lower().endswith(".xml") else body
