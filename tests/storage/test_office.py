"""The office: who is responsible, who may act, how groups and people are let in, and its one readable file."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from casework.petition import Refusal, Role
from storage import moved_groups, office
from storage.database import Database
from storage.tables.office_rows import CodePurpose, UnitKind
from tests.storage.matters import house, person

OFFICE: dict[str, Any] = {
    "format": 1,
    "units": [
        {
            "code": "bureau",
            "name": "漳平市信访局",
            "short_name": "信访局",
            "kind": "bureau",
            "phone": "0597-1",
        },
        {"code": "labour", "name": "人力资源和社会保障局", "kind": "department", "parent": "bureau"},
        {"code": "old", "name": "劳动局", "kind": "department", "active": False, "successor": "labour"},
        {"code": "town", "name": "菁城街道", "kind": "town", "town": "菁城街道"},
    ],
    "routes": [
        {"topic": "LD", "unit": "labour", "co_unit": "town"},
        {"topic": "", "town": "菁城街道", "unit": "town"},
        {"topic": "LD02", "unit": "old"},
    ],
    "staff": [
        {
            "channel": "telegram",
            "user_id": 9_000_000_001,
            "unit": "bureau",
            "role": "clerk",
            "label": "综合科",
        },
        {"channel": "web", "user_id": 2, "unit": "labour", "role": "handler"},
    ],
    "groups": [
        {"channel": "telegram", "chat_id": -1_001_234_567_890, "unit": "labour", "title": "人社局信访群"}
    ],
    "values": {"name": "漳平市信访局", "quiet_hours": ["20:00", "08:00"]},
}


async def import_it(db: Database, now: datetime, data: Any = OFFICE) -> office.Imported:
    async with db.writing() as session:
        return await office.import_office(session, data, now=now)


class TestUnits:
    async def test_a_dissolved_units_work_goes_to_who_carries_on(self, db: Database, now: datetime) -> None:
        await import_it(db, now)
        async with db.reading() as session:
            old = await office.unit_by_code(session, "old")
            heir = await office.successor(session, old)
            listed = [unit.code for unit in await office.units(session)]
        assert heir is not None
        assert heir.code == "labour"
        assert listed == ["bureau", "labour", "town"]

    async def test_an_office_without_a_bureau_says_so(self, db: Database) -> None:
        async with db.reading() as session:
            with pytest.raises(LookupError, match="no bureau"):
                await office.bureau(session)

    async def test_there_is_one_bureau(self, db: Database, now: datetime) -> None:
        await house(db, now)
        with pytest.raises(IntegrityError):
            async with db.writing() as session:
                await office.add_unit(session, "second", "第二信访局", UnitKind.BUREAU)
        async with db.reading() as session:
            assert (await office.bureau(session)).code == "bureau"

    async def test_successors_in_a_circle_end_nowhere(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            await office.change_unit(session, home.labour, active=False, successor_id=home.roads)
            await office.change_unit(session, home.roads, active=False, successor_id=home.labour)
            assert await office.successor(session, await office.unit(session, home.labour)) is None


class TestRouting:
    @pytest.mark.parametrize(
        ("topic", "town", "unit"),
        [
            ("LD01", "", "labour"),
            ("LD01", "菁城街道", "labour"),
            ("LD02", "", "labour"),
            ("NC01", "菁城街道", "town"),
            ("NC01", "赤水镇", None),
            ("", "", None),
        ],
    )
    async def test_the_longest_topic_wins_then_the_town(
        self, db: Database, now: datetime, topic: str, town: str, unit: str | None
    ) -> None:
        await import_it(db, now)
        async with db.reading() as session:
            found = await office.route(session, topic, town)
        assert (found.code if found else None) == unit

    async def test_a_route_may_name_who_helps(self, db: Database, now: datetime) -> None:
        await import_it(db, now)
        async with db.reading() as session:
            found = await office.routed(session, "LD01")
        assert found is not None
        assert found[1] is not None
        assert (found[0].code, found[1].code) == ("labour", "town")

    async def test_a_route_can_be_changed_and_taken_away(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            await office.set_route(session, "LD", "", home.labour)
            await office.set_route(session, "LD", "", home.roads)
            moved = await office.route(session, "LD01")
            await office.drop_route(session, "LD", "")
            gone = await office.route(session, "LD01")
        assert moved is not None
        assert (moved.id, gone) == (home.roads, None)


class TestStaff:
    async def test_a_role_ends_at_once_and_can_be_given_again(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            who = await person(session, now, 50)
            first = await office.appoint(session, who, home.labour, Role.HEAD, label="负责人", now=now)
            assert [each.role for each in await office.actors(session, who)] == ["head"]
            await office.dismiss(session, first)
            assert await office.actors(session, who) == []
            kept = await office.staff(session, first)
            again = await office.appoint(session, who, home.labour, Role.HEAD, now=now)
        assert kept is not None
        assert (kept.active, again) == (False, first)

    async def test_a_person_may_hold_several_roles(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            who = await person(session, now, 50)
            await office.appoint(session, who, home.labour, Role.HANDLER, now=now)
            await office.appoint(session, who, home.bureau, Role.SUPERVISOR, now=now)
            assert [each.role for each in await office.actors(session, who)] == ["handler", "supervisor"]
            assert len(await office.staff_with(session, Role.HANDLER)) == 2
            assert len(await office.staff_with(session, Role.HANDLER, home.roads)) == 0
            assert {each.role for each in await office.staff_of(session, home.bureau)} >= {
                "supervisor",
                "clerk",
            }

    async def test_the_rota_says_who_is_on_duty(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        assert home.clerk.staff_id is not None
        async with db.writing() as session:
            end = now + timedelta(hours=8)
            await office.set_duty(session, home.bureau, home.clerk.staff_id, now, end)
            on = await office.on_duty(session, home.bureau, now)
            off = await office.on_duty(session, home.bureau, end)
            with pytest.raises(ValueError, match="after"):
                await office.set_duty(session, home.bureau, home.clerk.staff_id, end, now)
        assert ([each.id for each in on], off) == ([home.clerk.staff_id], [])


class TestGroups:
    async def test_a_group_is_bound_rebound_and_let_go(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            await office.bind_group(session, "telegram", -100, home.labour, "群", now)
            await office.bind_group(session, "telegram", -100, home.roads, "新群", now)
            bound = await office.unit_of_group(session, "telegram", -100)
            assert [group.title for group in await office.group_of(session, home.roads)] == ["新群"]
            assert await office.group_of(session, home.labour) == []
            assert await office.unit_of_group(session, "web", -100) is None
            assert await office.unbind_group(session, "telegram", -100)
            assert not await office.unbind_group(session, "telegram", -100)
        assert bound is not None
        assert bound.id == home.roads

    async def test_a_group_that_became_a_supergroup_keeps_its_unit(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            await office.bind_group(session, "telegram", -100, home.labour, "群", now)
            assert await moved_groups.move(session, "telegram", -100, -1_009_999_999_999)
            assert not await moved_groups.move(session, "telegram", -100, -1_009_999_999_999)
            moved = await office.unit_of_group(session, "telegram", -1_009_999_999_999)
        assert moved is not None
        assert moved.id == home.labour

    async def test_a_migration_told_twice_leaves_one_group(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            await office.bind_group(session, "telegram", -100, home.labour, "群", now)
            await office.bind_group(session, "telegram", -200, home.labour, "群", now)
            await moved_groups.move(session, "telegram", -100, -200)
            assert [group.chat_id for group in await office.group_of(session, home.labour)] == [-200]


async def read(typed: str) -> bytes:
    """The hash of a code as it is typed."""
    hashed = await office.read_code(typed)
    assert hashed is not None
    return hashed


class TestOneUseCodes:
    async def test_a_code_is_used_once_by_whoever_is_first(self, db: Database, now: datetime) -> None:
        home = await house(db, now)
        async with db.writing() as session:
            code = await office.make_code(
                session, CodePurpose.STAFF, now=now, unit_id=home.labour, role=Role.HANDLER
            )

        async def use() -> bool:
            async with db.writing() as session:
                used = await office.use_code(
                    session, await read(code.lower()), purposes=[CodePurpose.STAFF], now=now
                )
                return used is not None and (used.unit_id, used.role) == (home.labour, "handler")

        assert sorted(await asyncio.gather(use(), use(), use())) == [False, False, True]

    async def test_a_code_opens_only_what_it_was_made_for_and_not_for_ever(
        self, db: Database, now: datetime
    ) -> None:
        async with db.writing() as session:
            group = await office.make_code(session, CodePurpose.GROUP, now=now)
            admin = await office.make_code(session, CodePurpose.ADMIN, now=now, life=timedelta(hours=1))
            as_staff = await office.use_code(
                session, await read(group), purposes=[CodePurpose.STAFF], now=now
            )
            too_late = now + timedelta(hours=1)
            late = await office.use_code(
                session, await read(admin), purposes=[CodePurpose.ADMIN], now=too_late
            )
            nonsense = await office.read_code("你好")
            right = await office.use_code(session, await read(group), purposes=[CodePurpose.GROUP], now=now)
        assert (as_staff, late, nonsense) == (None, None, None)
        assert right is not None

    async def test_the_code_itself_is_not_kept(self, db: Database, now: datetime) -> None:
        from sqlalchemy import select

        from storage.rows import table

        async with db.writing() as session:
            code = await office.make_code(session, CodePurpose.ADMIN, now=now)
            kept = (await session.execute(select(table("one_use_codes")))).one()
        assert code not in str(kept)
        assert code.replace("-", "") not in str(kept)


class TestTheFile:
    async def test_what_is_taken_in_is_given_out_again(self, db: Database, now: datetime) -> None:
        counted = await import_it(db, now)
        async with db.reading() as session:
            first = await office.export_office(session)
        await import_it(db, now, json.loads(json.dumps(first)))
        async with db.reading() as session:
            second = await office.export_office(session)
        assert counted == office.Imported(units=4, routes=3, staff=2, groups=1, values=2)
        assert second == first
        assert {unit["code"]: unit.get("parent") for unit in first["units"]} == {
            "bureau": None,
            "labour": "bureau",
            "old": None,
            "town": None,
        }
        assert first["staff"][0] == {
            "channel": "telegram",
            "user_id": 9_000_000_001,
            "chat_id": 9_000_000_001,
            "role": "clerk",
            "label": "综合科",
            "unit": "bureau",
        }
        assert first["values"] == OFFICE["values"]

    async def test_it_fits_an_empty_database(self, db: Database, now: datetime) -> None:
        await import_it(db, now)
        async with db.reading() as session:
            labour = await office.unit_by_code(session, "labour")
            assert labour is not None
            assert (await office.bureau(session)).id == labour.parent_id
            assert await office.value(session, "quiet_hours") == ["20:00", "08:00"]
            assert await office.value(session, "nothing", 7) == 7

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"format": 2}, "format"),
            ({"units": {}}, "units"),
            ({"units": [{"code": "x", "name": "某局"}]}, "kind"),
            ({"units": [{"code": "x", "name": "某局", "kind": "ministry"}]}, "ministry"),
            ({"routes": [{"topic": "LD", "unit": "nowhere"}]}, "nowhere"),
            (
                {
                    "units": [{"code": "b", "name": "局", "kind": "bureau"}],
                    "staff": [{"channel": "web", "user_id": 1, "unit": "b", "role": "king"}],
                },
                "king",
            ),
        ],
    )
    async def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_is_stored(
        self, db: Database, now: datetime, wrong: dict[str, Any], says: str
    ) -> None:
        with pytest.raises(Refusal, match=says):
            await import_it(db, now, wrong)
        async with db.reading() as session:
            assert await office.units(session, inactive=True) == []
