"""The web chat: a browser as a second channel of the same conversations (docs/webchat.md)."""
