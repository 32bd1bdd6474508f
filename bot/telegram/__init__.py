"""How updates arrive from Telegram: asked for (polling) or pushed (webhook), acknowledged after storing."""

from bot.telegram.api import API, BotApi, Refused, Unreachable
from bot.telegram.polling import Polling
from bot.telegram.webhook import Webhook, add_webhook

__all__ = ["API", "BotApi", "Polling", "Refused", "Unreachable", "Webhook", "add_webhook"]
