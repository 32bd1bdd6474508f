"""Everybody presses every button and says every command on everybody's cases: role × command × whose case it is.

Who may is written down here once more, in five lines, and asked of nothing that the product asks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import select

from casework import lifecycle
from casework.movetable import by_event
from casework.petition import CITIZEN, Purpose, Role
from handlers import registries
from services.buttons import Act, Case, LastingButton
from storage import cases, people
from storage.cases import Identity, NewCase
from storage.rows import table
from storage.tables import metadata
from tests.crossings import EFFORT, HOURS, Figure
from tests.people import Bureau, People, Person

CODE = Path(__file__).parents[2] / "handlers"
VERB = re.compile(r"on\.press\(\s*(\w+)[^@]*?\bdo=(\([^)]*\)|\"\w+\")", re.DOTALL)
LOOKS = ("open", "files", "more", "papers", "similar", "show", "who", "dates")
"""What changes nothing where it is allowed: pressed there as well. What moves a case, the rows' journeys press."""
SAID = (
    "{number}",
    "/办件 {number}",
    "/期限 {number}",
    "/搜索 {word}",
    "/status {number}",
    "/待办",
    "{number} 怎么样了",
)
SEEN_BY_ALL_UNITS = (Role.CLERK, Role.SUPERVISOR, Role.REVIEWER)


@dataclass(frozen=True)
class Matter:
    """A case with words that stand nowhere else."""

    id: int
    number: str
    word: str
    unit: str
    sealed: bool
    owner: Person | None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What only those who may see it may read."""
        return (self.word, f"证人{self.word}", f"1380000{self.word[-4:]}")


@dataclass(frozen=True)
class Visitor:
    """Somebody with a role, or none."""

    person: Person
    role: Role | None
    unit: str = ""

    def may_see(self, matter: Matter) -> bool:
        """The five lines."""
        if self.role is None:
            return matter.owner is self.person
        if matter.sealed or self.role is Role.SEALED:
            return matter.sealed and self.role is Role.SEALED
        return self.role in SEEN_BY_ALL_UNITS or (self.role is not Role.ADMIN and self.unit == matter.unit)


@cache
def verbs() -> dict[str, set[str]]:
    """The verbs of each kind of button, as handlers ask for them."""
    found: dict[str, set[str]] = {}
    for path in CODE.rglob("*.py"):
        for kind, values in VERB.findall(path.read_text(encoding="utf-8")):
            found.setdefault(kind, set()).update(re.findall(r'"(\w+)"', values))
    found["Act"] |= set(by_event())
    return found


def kinds(of: type[CallbackData] = CallbackData) -> Iterator[type[CallbackData]]:
    """Every kind of button that names a case."""
    for each in of.__subclasses__():
        yield from kinds(each)
        if "case" in each.model_fields and each is not LastingButton:
            yield each


def buttons(matter: Matter, allowed: bool) -> list[str]:
    """The data of every button of a case that handlers know; where it is allowed, of those that only look."""
    registries()  # loads every module with buttons
    made: list[str] = []
    for kind in dict.fromkeys(kinds()):
        for do in sorted(verbs().get(kind.__name__, {""})):
            given: dict[str, Any] = {
                name: matter.id if name == "case" else _filler(name, field.annotation, do)
                for name, field in kind.model_fields.items()
            }
            if not allowed or (do in LOOKS and kind in (Act, Case)):
                made.append(kind(**given).pack())
    return made


def _filler(name: str, annotation: Any, do: str) -> Any:
    if name == "do":
        return do
    return 1 if annotation in (int, int | None) else "court" if name == "why" else "phone"


async def file(bureau: Bureau, owner: Person | None, word: str, unit: str, *, sealed: bool = False) -> Matter:
    """A case at work in a unit."""
    now = bureau.clock()
    new = NewCase(
        f"draft-{word}", "350881", owner.channel if owner else "web", Purpose.REPORT if sealed else Purpose.REQUEST,
        [f"{word}的事一直没有解决"], anonymous=owner is None, sealed=sealed,
        identity=Identity(f"证人{word}", f"1380000{word[-4:]}", "", "") if owner else None,
        terms=[word], search_text=word,
    )  # fmt: skip
    context = bureau.context

    def registered(case: Any) -> Any:
        return lifecycle.submit(case, by=CITIZEN, at=now, calendar=context.calendar, rules=context.clocks)

    async with bureau.db.writing() as session:
        owned = None
        if owner is not None:
            owned = (await people.person(session, owner.channel, owner.user_id, owner.chat_id, now)).id
        new.owner_id = owned
        filed = (await cases.file(session, new, registered, now)).case
        assert filed.id is not None
        row = table("cases")
        await session.execute(
            row.update().where(row.c.id == filed.id).values(unit_id=bureau.units[unit], state="in_progress")
        )
    return Matter(filed.id, filed.number, word, unit, sealed, owner)


async def state_of(bureau: Bureau, matter: Matter) -> list[Any]:
    """Every row that belongs to a case, as it stands; who was told is no part of it."""
    found: list[Any] = []
    async with bureau.db.reading() as session:
        for each in metadata.sorted_tables:
            key = each.c.id if each.name == "cases" else each.c.get("case_id")
            if key is not None and each.name not in ("outbox", "cards", "audit_log"):
                found += [each.name, *(await session.execute(select(each).where(key == matter.id))).all()]
    return found


@pytest.mark.timeout(HOURS)
async def test_nobody_sees_or_changes_what_is_not_theirs(
    people_of: People, bureau: Bureau, figure: Figure
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    matters = [
        await file(bureau, ann, "槐树井0001", "urban"),
        await file(bureau, bob, "柳树沟0002", "labour"),
        await file(bureau, None, "石桥湾0003", "urban"),
        await file(bureau, ann, "白云岭0004", "discipline", sealed=True),
    ]
    roles = [(role, unit) for role in (Role.HANDLER, Role.HEAD) for unit in ("urban", "labour", "town")]
    roles += [(role, "bureau") for role in (Role.CLERK, Role.SUPERVISOR, Role.SEALED, Role.ADMIN)]
    crowd = [Visitor(ann, None), Visitor(bob, None), Visitor(await people_of.citizen(), None)]
    crowd += [Visitor(await people_of.officer(unit, role), role, unit) for role, unit in roles]
    tries: list[tuple[Visitor, Matter, str, str]] = []
    for who in crowd:
        for matter in matters:
            allowed = who.may_see(matter)
            pressed = [data for data in buttons(matter, allowed) if not (allowed and who.role is None)]
            tries += [(who, matter, place, data) for data in pressed for place in ("", "urban")]
            tries += [(who, matter, "", words) for words in SAID]
    opens = [each for each in tries if each[2] == "" and each[3] == Act(do="open", case=each[1].id).pack()]
    known = [each for each in opens if each[0].may_see(each[1])]
    kept = [each for each in opens if not each[0].may_see(each[1])]
    chance = Random(7)
    tries = [*chance.sample(known, 4), *kept, *chance.sample(tries, min(EFFORT.presses, len(tries)))]
    turns: dict[int, list[tuple[Matter, str, str]]] = {}
    for who, matter, place, data in tries:
        turns.setdefault(crowd.index(who), []).append((matter, place, data))
    mismatches: list[Any] = []
    seen = 0
    for at, chosen in turns.items():
        who = crowd[at]
        foreign = [each for each in matters if not who.may_see(each)]
        before = [await state_of(bureau, each) for each in foreign]
        for matter, place, data in chosen:
            said = await answer_to(who, matter, place, data)
            for each in matters:
                told = [secret for secret in each.secrets[data.count("{word}") :] if secret in said]
                seen += bool(told)
                if told and (place or each in foreign):
                    mismatches.append((who.role, who.unit, each.word, place, data, told))
        for each, was in zip(foreign, before, strict=True):
            if await state_of(bureau, each) != was:
                mismatches.append((who.role, who.unit, each.word, "changed", chosen))
    figure("presses and commands", len(tries))
    figure("mismatches", len(mismatches))
    assert not mismatches, mismatches[:5]
    assert seen, "those who may, do see"


async def answer_to(who: Visitor, matter: Matter, place: str, data: str) -> str:
    """What is said where somebody presses or says it; in a group, nothing of a case may stand."""
    speaker = who.person.inside(place) if place else who.person
    if data in SAID:
        return await speaker.says(data.format(number=matter.number, word=matter.word))
    return await speaker.taps(data)
