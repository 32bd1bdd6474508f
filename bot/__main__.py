"""`python -m bot` is `jianjian`."""

from bot.cli import main

main()
