"""`jianjian verify`: check a receipt or an exported timeline, offline, by anybody who holds the file."""

import json
from pathlib import Path

import typer

from casework import receipts
from casework.wording import text


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def verify(file: Path, as_json: bool = typer.Option(False, "--json", help="输出 JSON")) -> None:
        """核验回执或导出的办理记录（离线）。"""
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            document = None
        if not isinstance(document, dict):
            print(text("receipt-not-one"))
            raise typer.Exit(2)
        found = receipts.check(document)
        if as_json:
            body = {
                "holds": found.holds,
                "number": found.number,
                "events": found.events,
                "findings": found.findings,
            }
            print(json.dumps(body, ensure_ascii=False))
        else:
            print("\n".join(found.findings))
        raise typer.Exit(0 if found.holds else 1)
