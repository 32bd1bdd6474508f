"""Pictures as cameras make them, with everything they write into them."""

import io
from typing import Any

from PIL import Image, PngImagePlugin


def camera_picture(form: str = "JPEG", *, turned: int = 6) -> bytes:
    """A picture with everything a camera or a program writes into one."""
    made = Image.new("RGB", (8, 4), "red")
    exif = Image.Exif()
    exif[0x0112], exif[0x0110], exif[0x9C9D], exif[0x0132] = turned, "iPhone", b"", "2026:11:20 10:00:00"
    exif[0x013B] = "Wang Xiaoming"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (25.0, 17.0, 30.0)
    out = io.BytesIO()
    more: dict[str, Any] = {}
    if form == "PNG":
        remarks = PngImagePlugin.PngInfo()
        remarks.add_text("Author", "Wang Xiaoming")
        remarks.add_itxt("XML:com.adobe.xmp", "iPhone")
        more = {"pnginfo": remarks}
    elif form == "JPEG":
        more = {"comment": b"Wang Xiaoming", "progressive": True}
    else:
        more = {"xmp": b"<x>iPhone</x>"}
    made.save(out, form, exif=exif, **more)
    return out.getvalue()
