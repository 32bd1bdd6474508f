"""PDF without who made it: properties, XMP, names in remarks, and what a camera wrote into pictures inside.

The document is written anew from what its pages need, so that earlier states of it go as well. Somebody hostile may
have made it: it is read by a process of its own, for seconds and with bounded memory; run as a module it is that one.
"""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from services.papers import image_metadata

ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""Of our own environment the reading process gets nothing else: keys and tokens stand there."""
SECONDS = 20
MEMORY = 1024 * 1024 * 1024
_REMARKS = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Thumb",
    "/CreationDate",
    "/ModDate",
    "/Author",
    "/Creator",
)
_WRITTEN_BY = ("/T", "/CreationDate", "/M", "/RC", "/NM")
"""What a remark on a page says of who made it when; of a field of a form `/T` is its name."""


def pdf(content: bytes) -> bytes:
    """The same pages without who made them. Raises `ValueError` for what cannot be read or takes too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "services.papers.pdf_metadata"],
            env={"PYTHONPATH": str(ROOT), **{name: os.environ[name] for name in _KEPT if name in os.environ}},
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ValueError("a PDF that takes too long") from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise ValueError("a PDF that cannot be read")
    return done.stdout


def rewritten(content: bytes) -> bytes:
    """The document written anew; whatever pypdf cannot read raises."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise ValueError("encrypted")
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for each in [writer.root_object, *(found for found in writer._objects if found is not None)]:
        if not isinstance(each, DictionaryObject):
            continue
        for name in _REMARKS:
            each.pop(NameObject(name), None)
        if each.get("/Subtype") != "/Widget" and "/Subtype" in each and "/Rect" in each:
            for name in _WRITTEN_BY:
                each.pop(NameObject(name), None)
        if isinstance(each, StreamObject) and each.get("/Filter") == "/DCTDecode":
            picture = image_metadata.stripped(each._data, "image/jpeg")
            if picture is not None:
                each._data = picture
    marked, made = BytesIO(), BytesIO()
    writer.write(marked)
    again = PdfWriter(clone_from=PdfReader(marked))  # what nothing points to any more stays behind
    again.metadata = None
    again.write(made)
    return made.getvalue()


def _bounded() -> None:
    """No more memory and time than a citizen's document can need; where a system cannot, the caller's clock must do."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _bounded()
    sys.stdout.buffer.write(rewritten(sys.stdin.buffer.read()))
