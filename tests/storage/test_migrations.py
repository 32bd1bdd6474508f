"""Migrations: up, down and up again on both engines; afterwards the database is what the models say."""

import ast
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CheckConstraint

from casework import lifecycle
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import CITIZEN, Actor, Change, Petition, Purpose, Role
from storage import cases, migrate, office, reception, schema_revision
from storage.cases import NewCase
from storage.database import Database
from storage.tables import metadata
from storage.tables.office_rows import UnitKind
from storage.tables.triggers import UNMODELLED
from storage.vault import Vault

STEPS = sorted(Path(migrate.__file__).parent.glob("migrations/versions/[0-9]*.py"))
REVISIONS = [each.name[:4] for each in STEPS]
"""Every step in order, by the number of its file."""


async def ask(db: Database, question: Any) -> Any:
    async with db.reading() as session:
        return await (await session.connection()).run_sync(question)


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - UNMODELLED - {"alembic_version"}


def checks(connection: Connection) -> dict[str, set[str]]:
    """The CHECK constraints by table, in the database's own words."""
    found = inspect(connection)
    return {
        name: {str(each["name"]) for each in found.get_check_constraints(name)} for name in tables(connection)
    }


def guards(connection: Connection) -> int:
    return len(_guards(connection))


def _guards(connection: Connection) -> list[Any]:
    if connection.dialect.name == "sqlite":
        where = "sqlite_master WHERE type = 'trigger'"
    else:
        where = "pg_trigger WHERE NOT tgisinternal"
    return list(connection.execute(text(f"SELECT 1 FROM {where}")))


async def test_up_down_and_up_again(empty_database_url: str) -> None:
    db = Database.open(empty_database_url)
    told: list[str] = []
    assert await db.revision() is None
    assert await db.migrate(told.append) == REVISIONS
    assert [line.split()[0] for line in told] == REVISIONS
    assert await ask(db, tables) == set(metadata.tables)
    assert await ask(db, guards) > 0
    assert await db.migrate() == []
    assert await db.downgrade("base") == REVISIONS[::-1]
    assert await ask(db, tables) == set()
    assert await ask(db, guards) == 0
    assert await db.migrate() == REVISIONS
    assert await db.revision() == migrate.head() == REVISIONS[-1]
    await db.close()


async def test_the_models_and_the_database_are_one(empty_database_url: str) -> None:
    db = Database.open(empty_database_url)
    await db.migrate()
    assert await ask(db, migrate.differences) == []
    modelled = {
        table.name: {str(each.name) for each in table.constraints if isinstance(each, CheckConstraint)}
        for table in metadata.sorted_tables
    }
    assert await ask(db, checks) == modelled
    await db.close()


async def test_models_and_migrations_make_the_same_guards(empty_database_url: str) -> None:
    db = Database.open(empty_database_url)
    async with db.writing() as session:
        connection = await session.connection()
        await connection.run_sync(metadata.create_all)
    by_models = await ask(db, described_guards)
    async with db.writing() as session:
        connection = await session.connection()
        await connection.run_sync(drop_everything)
    await db.migrate()
    assert await ask(db, described_guards) == by_models
    await db.close()


def described_guards(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'trigger' OR name = 'case_terms_fts'"
        )
    else:
        query = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    return {" ".join(str(row[0]).split()) for row in connection.execute(text(query))}


def drop_everything(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TABLE IF EXISTS case_terms_fts"))
    metadata.drop_all(connection)


async def test_a_step_that_fails_leaves_the_schema_as_it_was(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = Database.open(empty_database_url)
    really = command.upgrade

    def stumble(*arguments: Any) -> None:
        really(*arguments)
        raise ZeroDivisionError

    monkeypatch.setattr(command, "upgrade", stumble)
    with pytest.raises(ZeroDivisionError):
        await db.migrate()
    assert await ask(db, tables) == set()
    monkeypatch.undo()
    assert await db.migrate() == REVISIONS
    await db.close()


def test_every_constraint_has_a_name_that_a_migration_can_use() -> None:
    for table in metadata.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


@pytest.mark.parametrize("step", STEPS[1:], ids=lambda step: step.stem)
def test_a_column_that_is_never_empty_has_a_value_for_the_rows_that_are_there(step: Path) -> None:
    """A step that adds one without is refused by every database with a row, and most tables of a test hold none."""
    for call in ast.walk(ast.parse(step.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "add_column":
            column = next(each for each in call.args if isinstance(each, ast.Call))
            said = {each.arg: ast.unparse(each.value) for each in column.keywords}
            assert said.get("nullable") != "False" or "server_default" in said, ast.unparse(call)


async def test_what_was_stored_before_a_step_is_there_after_it(empty_database_url: str, vault: Vault) -> None:
    db = Database.open(empty_database_url)
    await db.migrate()
    now = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    async with db.writing() as session:
        new = NewCase(
            "draft", "350881", "web", Purpose.REQUEST, ["路灯坏了三个月。"], happened="三个月前",
            topic_reasons=[{"word": "路灯"}],
        )  # fmt: skip

        def registered(petition: Petition) -> Change:
            return lifecycle.submit(
                petition, by=CITIZEN, at=now, calendar=WorkCalendar(), rules=ClockRules.load()
            )

        case = (await cases.file(session, new, registered, now)).case
        await reception.sponsor(session, case.id, "分管副县长", now=now, plan="一个月内更换")
        await reception.sponsor_moved(session, case.id, "现场办公", now)
    assert await db.downgrade("0001") == REVISIONS[:0:-1]
    async with db.reading() as session:
        assert await session.scalar(text("SELECT happened FROM cases")) == "三个月前"
    assert await db.migrate() == REVISIONS[1:]
    async with db.reading() as session:
        kept = await cases.by_id(session, case.id)
        raw = await session.scalar(text("SELECT happened FROM cases"))
    assert kept is not None
    assert (kept.happened, kept.topic_reasons, kept.handled_before) == ("三个月前", [{"word": "路灯"}], None)
    assert "三个月前".encode() not in raw
    async with db.reading() as session:
        found = await reception.sponsor_of(session, case.id)
    assert found is not None
    assert (found.post, found.plan, found.steps) == ("分管副县长", "一个月内更换", None)
    await db.close()


async def test_what_was_due_by_a_window_is_due_by_its_duty(empty_database_url: str, vault: Vault) -> None:
    db = Database.open(empty_database_url)
    await db.migrate()
    now = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    async with db.writing() as session:
        unit = await office.add_unit(session, "labour", "人社局", UnitKind.DEPARTMENT)
        case = (
            await cases.file(session, NewCase("d", "350881", "web", Purpose.REQUEST, ["欠薪"]), _filed, now)
        ).case
        passed = lifecycle.move(case, "transfer", by=Actor(Role.CLERK), at=now, unit_id=unit)
        await cases.record(session, passed)
    await db.downgrade("0005")
    async with db.reading() as session:
        assert await session.scalar(text("SELECT next_clock FROM cases")) == "C4"
    await db.migrate()
    async with db.reading() as session:
        kept = await cases.by_id(session, case.id)
    assert kept is not None
    assert (kept.next_clock, kept.next_due) == ("C3", date(2026, 12, 6))
    await db.close()


def _filed(petition: Petition) -> Change:
    return lifecycle.submit(petition, by=CITIZEN, at=datetime(2026, 11, 21, 1, 30, tzinfo=UTC))


async def test_the_revision_is_known_without_alembic_as_with_it(db: Database) -> None:
    assert schema_revision.newest() == migrate.head()
    async with db.reading() as session:
        connection = await session.connection()
        assert await connection.run_sync(schema_revision.current) == await connection.run_sync(
            migrate.current
        )
    assert await db.migrate() == []


async def test_a_file_that_is_no_database_of_ours_yet_is_migrated(tmp_path: Path) -> None:
    (tmp_path / "made.db").touch()
    db = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'made.db'}")
    assert await db.revision() is None
    assert await db.migrate() != []
    assert await db.revision() == schema_revision.newest()
    await db.close()


def test_starting_does_not_load_alembic() -> None:
    asked = "import sys, bot.app; sys.exit('alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], check=True, cwd=Path(__file__).parents[2])
