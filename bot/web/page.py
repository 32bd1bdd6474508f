"""The pages: our HTML with the office's words filled in, so that no sentence stands in HTML or JavaScript."""

import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from fluent.syntax import FluentParser, ast

from bot.web.desk import Letterhead
from casework import wording
from casework.petition import OFFICE_ZONE

STATIC = Path(__file__).parent / "static"
Words = Callable[[], dict[str, str]]
T = TypeVar("T")
WORDS = web.AppKey[Words]("words")
"""Every sentence of the page, as the office presents itself now."""

_WORDING = Path(wording.__file__).parent
_MARK = re.compile(r"\{\{([a-z0-9-]+)\}\}")


def page_words(office: Letterhead, locale: str = wording.DEFAULT_LOCALE) -> dict[str, str]:
    """Every sentence of `web.ftl`, by its name without `web-`; arguments stay as `{name}`."""
    source = (_WORDING / locale / "web.ftl").read_text(encoding="utf-8")
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


def render(name: str, words: dict[str, str], facts: dict[str, Any]) -> str:
    """A page of `static/` with `{{name}}` replaced by the sentence `web-name`, and its data."""
    source = (STATIC / name).read_text(encoding="utf-8")
    data = json.dumps({"words": words} | facts, ensure_ascii=False).replace("<", "\\u003c")

    def fill(mark: re.Match[str]) -> str:
        return data if mark[1] == "data" else escape(words[mark[1]], quote=True)

    pane = (STATIC / "pane.html").read_text(encoding="utf-8")
    return _MARK.sub(fill, source.replace("{{pane}}", pane))


def add_pages(app: web.Application, office: Callable[[], Letterhead], facts: dict[str, Any]) -> None:
    """The citizen's page at `/` and what it loads. Files are read again only when the office presents itself anew:
    an administrator sets its hours while it runs."""
    app[WORDS] = newest(lambda: page_words(office()), office)
    app.router.add_get("/", page(app[WORDS], office, "chat.html", facts), name="chat")
    app.router.add_static("/static", STATIC, follow_symlinks=False, show_index=False)
    app.on_response_prepare.append(_revalidate)


def newest(make: Callable[[], T], mark: Callable[[], object]) -> Callable[[], T]:
    """What `make` makes, made again only after `mark` has changed."""
    made: list[tuple[object, T]] = []

    def get() -> T:
        known = mark()
        if not made or made[0][0] != known:
            made[:] = [(known, make())]
        return made[0][1]

    return get


async def _revalidate(request: web.Request, response: web.StreamResponse) -> None:
    """Pages and their scripts belong together: ask each time, and answer 304 when nothing changed."""
    if not request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-cache")


def page(words: Words, office: Callable[[], Letterhead], name: str, facts: dict[str, Any]) -> Any:
    """A handler that answers with a page of `static/`; rendered now, so that a page that cannot be is no page."""
    shown = facts | {"zone": OFFICE_ZONE.key}
    html = newest(lambda: render(name, words(), shown), office)
    html()

    async def show(_: web.Request) -> web.Response:
        return web.Response(text=html(), content_type="text/html", charset="utf-8")

    return show
