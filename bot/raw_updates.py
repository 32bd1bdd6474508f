"""A raw update made fit before anything reads it: what no database can keep, and buttons older than Telegram's memory.

Nothing is taken away that somebody meant: a lone half of a pair of surrogates and a NUL stand for no character, and
SQLite, PostgreSQL and JSON on the wire refuse them.
"""

import re
from datetime import datetime
from typing import Any

_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def fit(update: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The update with texts that can be stored, and a press under a forgotten message as a press of no message.

    Telegram shows the message of an old button only as `InaccessibleMessage`, with `date` 0
    (https://core.telegram.org/bots/api#inaccessiblemessage). It cannot be edited; number 0 has the answer said in a
    new message, as after a typed digit.
    """
    made: dict[str, Any] = storable(update)
    query = made.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if isinstance(query, dict) and isinstance(message, dict) and message.get("date") == 0:
        anew = {"message_id": 0, "date": int(now.timestamp()), "chat": message.get("chat")}
        return made | {"callback_query": query | {"message": anew}}
    return made


def storable(value: Any) -> Any:
    """The same JSON value; in every text, keys too, what stands for no character is replaced."""
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else _UNSTORABLE.sub(_INSTEAD, value)
    if isinstance(value, dict):
        return {storable(name): storable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    return value
