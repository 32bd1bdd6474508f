"""One HTML page that checks a receipt in the browser, without a server and without a network, in plain words."""

import base64
import hashlib
import json
import re
from functools import lru_cache
from html import escape
from pathlib import Path

from casework import lifecycle
from casework.wording import has, spoken, text

TEMPLATE = Path(__file__).with_name("check_page.html")
_MARK = re.compile(r"\{\{([a-z-]+)\}\}")
_MARKUP = ("title", "lead", "private", "noscript", "file", "code", "key", "key-how", "check")
_ARGUMENTS = ("place", "public", "office", "number", "count", "on", "at", "head")
_FINDINGS = (
    "line", "order", "changed", "words", "head", "not-one", "unsigned", "other-key", "forged", "need-key", "insecure",
    "nothing", "good", "bad", "bad-what", "proves-file", "proves-steps", "proves-code", "code-head", "proves-office",
    "proves-somebody", "proves-not",
)  # fmt: skip


@lru_cache(maxsize=1)
def policy() -> str:
    """What the page may do, as a Content-Security-Policy: run and style itself, and reach nothing."""
    source = TEMPLATE.read_text(encoding="utf-8")
    script = source.rpartition("<script>")[2].partition("</script>")[0]
    style = source.partition("<style>")[2].partition("</style>")[0]
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _digest(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def page(*, office: str, key: str) -> str:
    """The page of an office, with its public key filled in; it can be saved and opened anywhere."""
    arguments = {name: f"{{{name}}}" for name in _ARGUMENTS}
    findings = {name: text(f"verify-{name}", **arguments) for name in _FINDINGS}
    events = {
        move.event: text(f"event-{move.event}") for move in lifecycle.MOVES if has(f"event-{move.event}")
    }
    data = json.dumps({**findings, "events": events, "office": office}, ensure_ascii=False, sort_keys=True)
    words = {name: escape(text(f"verify-{name}", office=office), quote=True) for name in _MARKUP}
    words |= {
        "data": data.replace("<", "\\u003c"),
        "policy": policy(),
        "office-key": escape(key, quote=True),
        "lang": spoken(),
    }
    return _MARK.sub(lambda mark: words[mark[1]], TEMPLATE.read_text(encoding="utf-8"))
