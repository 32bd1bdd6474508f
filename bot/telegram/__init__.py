"""How updates arrive from Telegram: asked for (polling) or pushed (webhook), acknowledged after storing."""

from bot.telegram.api import BotApi, Refused, Unreachable
from bot.telegram.polling import Polling
from bot.telegram.profile import introduce
from bot.telegram.webhook import Webhook, add_webhook

__all__ = ["BotApi", "Polling", "Refused", "Unreachable", "Webhook", "add_webhook", "introduce"]
