"""Logs without secrets and personal data: every line passes here before it is written.

The filter sits on the root logger's handlers (a filter on the root logger itself would miss what other
loggers pass up), rewrites the finished message and the traceback, and so works with any formatter.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from textwrap import indent
from typing import Any, TextIO

TOKEN = "[token]"  # noqa: S105 - the word that replaces one
PHONE = "[phone]"
IDENTITY = "[id number]"
CODE = "[query code]"
SECRET = "[secret]"  # noqa: S105 - the word that replaces one

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Telegram bot tokens, https://core.telegram.org/bots/api#authorizing-your-bot
    (re.compile(r"\d{6,}(?::|%3[aA])[\w-]{30,}"), TOKEN),
    # Resident identity numbers, GB 11643: 17 digits and a check character; the old ones had 15 digits
    (re.compile(r"(?<![\d-])[1-9１-９]\d{16}[\dXxＸｘ](?![\dA-Za-z])"), IDENTITY),
    (re.compile(r"(?<![\d-])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)"), IDENTITY),
    # Mobile numbers, also as people write them: +86 138-0013-8000, 138 0013 8000, full-width digits
    (re.compile(r"(?<!\d)(?:(?:\+|00)?86[ -]?)?[1１][3-9３-９]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"), PHONE),
    # Query codes as casework/numbering.py groups them; a longer chain of groups (a UUID) is none
    (re.compile(r"(?<![\w-])[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}(?![\w-])"), CODE),
    # Landlines with their area code
    (re.compile(r"(?<![\d-])0\d{2,3}[ -]\d{7,8}(?!\d)"), PHONE),
)

QUIET: dict[str, int] = {
    # Below these levels they write addresses with the token, message bodies or bound values.
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,
    "aiosqlite": logging.INFO,
    "sqlalchemy.engine": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "alembic": logging.WARNING,
    "aiogram.event": logging.WARNING,
}
"""Loggers that never go below a level, whatever is configured."""


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """A text whose tokens, phone numbers, identity numbers and `secrets` are replaced by what they were."""
    for secret in secrets:
        text = text.replace(secret, SECRET)
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    return text


class Redaction(logging.Filter):
    """Rewrites each record, so that no handler behind it sees what must not be written."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(sorted({one for one in secrets if len(one) >= 6}, key=len, reverse=True))

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass, redacted: the message with its arguments, the traceback, the stack."""
        record.msg = self._clean(message_of(record))
        record.args = None
        if record.exc_info and record.exc_info[0] is not None and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if record.exc_text:
            record.exc_text = self._clean(record.exc_text)
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self._clean(record.stack_info)
        return True

    def _clean(self, text: str) -> str:
        return redact(text, self._secrets)


def message_of(record: logging.LogRecord) -> str:
    """The finished message; a record whose arguments do not fit is told by its template alone."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} (arguments do not fit)"


class JsonLines(logging.Formatter):
    """One JSON object a record; line breaks are escaped, so nobody can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """One readable line a record; a line break in a message is shown, one in a traceback indented."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, and indented under it the traceback."""
        record.message = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        record.asctime = self.formatTime(record, self.datefmt)
        below = [part for part in (record.exc_text, record.stack_info) if part]
        return "\n".join([self.formatMessage(record), *(indent(part, "    ") for part in below)])


def configure_logging(
    level: str = "INFO", *, as_json: bool = False, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Set up the process's logging, once, before anything speaks. `secrets` are replaced everywhere."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if as_json else PlainLines())
    handler.addFilter(Redaction(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, floor in QUIET.items():
        logging.getLogger(name).setLevel(max(floor, root.level))
    logging.captureWarnings(True)
