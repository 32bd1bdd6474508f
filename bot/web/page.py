"""The pages: our HTML with the office's words filled in, so that no sentence stands in HTML or JavaScript."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web
from fluent.syntax import FluentParser, ast

from bot.web.chat_parts import Letterhead
from casework import signatures, wording
from casework.petition import OFFICE_ZONE
from services.papers import check_page
from storage import vault

STATIC = Path(__file__).parent / "static"
Office = Callable[[], Letterhead]
"""Asked at every page how the office presents itself now: an administrator sets its hours while it runs."""

_WORDING = Path(wording.__file__).parent
_TELEPHONE = re.compile(r"\+?\d[\d-]{4,18}\d")
_CALLED = {"telephone": "phone", "old-browser": "old-browser", "noscript": "noscript"}
"""Marks of sentences in which the office's telephone can be dialled, without any script."""
_OPENINGS = {"en": "/english", "zh-Hant": "/traditional"}
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
"""What the page says first in an empty room, where it is not /start: the conversation is in the page's language."""
_MARK = re.compile(r"\{\{([a-z0-9-]+)\}\}")


@lru_cache(maxsize=4)
def page_words(office: Letterhead, locale: str = wording.DEFAULT_LOCALE) -> dict[str, str]:
    """Every sentence of `web.ftl`, by its name without `web-`; arguments stay as `{name}`."""
    source = (_WORDING / wording.DEFAULT_LOCALE / "web.ftl").read_text(encoding="utf-8")
    known = {"phone": office.phone, "office": office.name, "address": office.address, "hours": office.hours}
    found: dict[str, str] = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message):
            name = entry.id.name
            arguments = {argument: known.get(argument, f"{{{argument}}}") for argument in _arguments(entry)}
            found[name.removeprefix("web-")] = wording.text(name, locale=locale, **arguments)
    return found


def _arguments(entry: ast.Message) -> list[str]:
    elements = entry.value.elements if entry.value else []
    placeables = [element.expression for element in elements if isinstance(element, ast.Placeable)]
    return [expression.id.name for expression in placeables if isinstance(expression, ast.VariableReference)]


def render(
    name: str, words: dict[str, str], facts: dict[str, Any], locale: str = wording.DEFAULT_LOCALE
) -> str:
    """A page of `static/` with `{{name}}` replaced by the sentence `web-name`, and its data."""
    source = (STATIC / name).read_text(encoding="utf-8")
    phones = telephones(words["phone"])
    known = {"words": words, "phones": phones} | facts
    data = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")

    def fill(mark: re.Match[str]) -> str:
        if mark[1] == "data":
            return data
        if mark[1] == "lang":
            return locale
        if mark[1] in _CALLED:
            return _dialled(words[_CALLED[mark[1]]], phones)
        return escape(words[mark[1]], quote=True)

    pane = (STATIC / "pane.html").read_text(encoding="utf-8")
    return _MARK.sub(fill, source.replace("{{pane}}", pane))


def telephones(written: str) -> list[str]:
    """The numbers in how an office writes its telephone (0597-1234567，夜间 13800000000), each as it stands there."""
    return _TELEPHONE.findall(written)


def _dialled(sentence: str, phones: list[str]) -> str:
    """A sentence as HTML in which the office's own numbers can be tapped."""
    safe = escape(sentence, quote=True)
    for phone in phones:
        safe = safe.replace(phone, f'<a href="tel:{phone.replace("-", "")}">{phone}</a>')
    return safe


def add_pages(app: web.Application, office: Office, facts: dict[str, Any]) -> None:
    """The citizen's page at `/` and what it loads, and the page that checks receipts."""
    app.router.add_get("/", page(office, "chat.html", facts), name="chat")
    app.router.add_get("/verify", _checking(office), name="verify")
    app.router.add_static("/static", STATIC, follow_symlinks=False, show_index=False)
    app.on_response_prepare.append(_revalidate)


async def _revalidate(request: web.Request, response: web.StreamResponse) -> None:
    """Pages and their scripts belong together: ask each time, and answer 304 when nothing changed."""
    if not request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-cache")


def wanted(request: web.Request) -> str:
    """The language of a page: what its address asks for, else the browser's first language, else the office's own."""
    asked = request.query.get("lang", "")
    if asked in wording.locales():
        return asked
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip().casefold()
    if first.startswith(_TRADITIONAL) and "zh-Hant" in wording.locales():
        return "zh-Hant"
    own = (each for each in wording.locales() if first.split("-")[0] == each.split("-")[0].casefold())
    return next(own, wording.DEFAULT_LOCALE)


def _checking(office: Office) -> Any:
    """The page that checks a receipt, which may be saved and reaches nothing."""

    async def show(request: web.Request) -> web.Response:
        key = signatures.public_key(vault.installed().signing_secret())
        with wording.speaking(wanted(request)):
            html = check_page.page(office=office().name, key=key)
        headers = {"Content-Security-Policy": check_page.policy() + "; frame-ancestors 'none'"}
        return web.Response(text=html, content_type="text/html", charset="utf-8", headers=headers)

    return show


def page(office: Office, name: str, facts: dict[str, Any]) -> Any:
    """A handler that answers with a page of `static/`; made now, so that a page that cannot be is no page, and again
    only when the office presents itself anew."""
    shown = facts | {"zone": OFFICE_ZONE.key}

    @lru_cache(maxsize=4)
    def html(presented: Letterhead, locale: str) -> str:
        spoken = shown | {"opening": _OPENINGS.get(locale, "/start")}
        return render(name, page_words(presented, locale), spoken, locale)

    for each in wording.locales():
        html(office(), each)

    async def show(request: web.Request) -> web.Response:
        headers = {"Vary": "Accept-Language"}
        body = html(office(), wanted(request))
        return web.Response(text=body, content_type="text/html", charset="utf-8", headers=headers)

    return show
