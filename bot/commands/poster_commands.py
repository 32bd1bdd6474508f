"""`jianjian poster`: an A4 poster with codes for a place or a unit, printed from the command line."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.app import install_vault
from bot.clock import system_clock
from bot.settings import Settings, load_settings
from casework.petition import OFFICE_ZONE, Refusal
from casework.start_links import StartLink
from casework.wording import text
from services import poster_printing
from services.context import Office
from storage import office as offices
from storage.database import Database


def register(app: typer.Typer) -> None:
    """Add the command to the top level of the command line."""
    app.command("poster")(poster)


def poster(
    place: Annotated[str, typer.Option("--place", help="地点：小区、村、工业园，12 个汉字以内。")] = "",
    unit: Annotated[str, typer.Option("--unit", help="单位代码；不写地点时，海报写这个单位。")] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写到哪里。")] = None,
) -> None:
    """印一张 A4 海报：扫码打开网页或 Telegram，地点或单位已经填好，可以改。"""
    settings = load_settings()
    install_vault(settings)
    try:
        written = asyncio.run(_print(settings, place.strip(), unit.strip(), out))
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        raise typer.Exit(2) from None
    print(written)


async def _print(settings: Settings, place: str, unit: str, out: Path | None) -> Path:
    link, where = StartLink(place=place), place
    if not place:
        link, where = await _of_unit(settings, unit)
    office = Office(
        settings.office_name, settings.office_phone, settings.office_address, settings.office_hours,
        settings.region, site=settings.web_url.rstrip("/"), telegram=settings.telegram_name,
    )  # fmt: skip
    body = await poster_printing.printed(
        office, link, where=where, on=system_clock().astimezone(OFFICE_ZONE).date()
    )
    path = out or Path(f"{text('poster-name', where=where)}.pdf")
    await asyncio.to_thread(path.write_bytes, body)
    return path


async def _of_unit(settings: Settings, code: str) -> tuple[StartLink, str]:
    """The unit of a code. Raises `Refusal` where there is none."""
    db = Database.open(settings.url)
    try:
        if db.path is not None and not db.path.exists():
            raise Refusal(text("reports-no-database"))
        async with db.reading() as session:
            found = next((each for each in await offices.units(session) if each.code == code), None)
    finally:
        await db.close()
    if found is None:
        raise Refusal(text("poster-no-unit", code=code or "—"))
    return StartLink(unit=found.id), found.name
