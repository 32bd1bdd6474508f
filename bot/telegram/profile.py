"""What Telegram shows of the bot before anybody writes: the list behind its menu button, and what it is for.

Set at every start, so that it follows the wording. Nothing depends on it: a failure is logged and the office runs.
https://core.telegram.org/bots/api#setmycommands, #setmydescription, #setmyshortdescription
"""

import logging
from typing import Any

from bot.telegram.api import BotApi, Refused, Unreachable
from casework.wording import text
from services.context import Office

log = logging.getLogger(__name__)

PRIVATE = (
    "start",
    "status",
    "mine",
    "supplement",
    "withdraw",
    "reception",
    "notices",
    "guide",
    "privacy",
    "human",
)
"""The commands offered to everybody in private; Telegram takes only Latin letters."""
GROUP = ("todo",)
"""The commands offered in a unit's group."""
LONGEST_DESCRIPTION, LONGEST_SHORT = 512, 120
"""Characters, by the Bot API."""


async def introduce(api: BotApi, office: Office) -> None:
    """Set the bot's commands and descriptions; each on its own, so that one refusal costs only itself."""
    calls: tuple[tuple[str, dict[str, Any]], ...] = (
        ("setMyCommands", {"commands": commands(PRIVATE), "scope": {"type": "all_private_chats"}}),
        ("setMyCommands", {"commands": commands(GROUP), "scope": {"type": "all_group_chats"}}),
        ("setMyDescription", {"description": description(office)}),
        (
            "setMyShortDescription",
            {"short_description": text("profile-short", **office.words)[:LONGEST_SHORT]},
        ),
    )
    try:
        for method, parameters in calls:
            try:
                await api.call(method, parameters)
            except Refused as trouble:
                log.warning("%s was not taken: %s", method, trouble)
    except Unreachable as trouble:
        log.warning("The bot's commands could not be set: %s", trouble)
    finally:
        await api.close()


def description(office: Office) -> str:
    """What the bot is for, shown before anybody writes: also that words travel abroad here (PIPL 39)."""
    key = "profile-abroad" if office.cross_border_notice else "profile"
    return text(key, **office.words)[:LONGEST_DESCRIPTION]


def commands(names: tuple[str, ...]) -> list[dict[str, str]]:
    """Commands as the Bot API wants them."""
    return [{"command": name, "description": text(f"command-{name}")} for name in names]
