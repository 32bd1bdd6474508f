"""The schema has no place for what must not be kept: no trait, no grade, no mark on a person."""

import pytest
from sqlalchemy import Table

from storage.tables import metadata
from storage.tables.person_rows import Person
from storage.vault import Sealed, SealedJSON

PERSONS = str(Person.__tablename__)

ALLOWED_OF_A_PERSON = {
    "id",
    "channel",
    "user_id",
    "chat_id",
    "locale",
    "opted_in",
    "created_at",
    "blocked_at",
}
"""Everything that may be kept of somebody we speak with. Another column needs a decision, not a line here."""

NEVER = {
    "ethnicity": ("ethnic", "nation", "race", "minzu"),
    "household registration": ("hukou", "household", "domicile", "native_place", "huji"),
    "political status": ("political", "politics", "party_member", "zhengzhi"),
    "religion and health": ("religion", "health", "disease", "mental"),
    "employer": ("employer", "workplace", "company", "occupation", "job_title", "profession"),
    "travel": ("travel", "itinerary", "trip", "train", "flight", "whereabouts", "beijing"),
    "identity documents": ("id_card", "idcard", "passport", "shenfenzheng", "citizen_id"),
    "traits": ("gender", "birth", "face", "fingerprint_image", "photo_of"),
    "who is watched": ("watch", "monitor", "blacklist", "key_person", "zhongdian", "stability", "wenkong"),
    "who is blamed": ("threat", "credit", "dishonest", "troublemaker", "malicious", "penalty", "warning"),
}
"""Words that no table and no column may contain (domain rule: matters are recorded, people are not graded)."""

GRADES = ("score", "label", "tag", "colour", "color", "grade", "rank", "risk", "danger", "class", "trait")
"""Words of grading. Allowed only where they name a section or speak of a matter."""

ALLOWED_GRADES = {("staff", "label"), ("case_events", "label")}
"""A section's or a unit's name as others may read it."""


def tables() -> list[Table]:
    return sorted(metadata.tables.values(), key=lambda table: table.name)


def names() -> list[tuple[str, str]]:
    return [(table.name, column.name) for table in tables() for column in table.columns]


def test_there_is_a_schema_to_look_at() -> None:
    assert len(tables()) > 40
    assert len(names()) > 300
    assert PERSONS in metadata.tables


def test_a_person_has_only_the_columns_that_were_agreed() -> None:
    assert {column.name for column in metadata.tables[PERSONS].columns} <= ALLOWED_OF_A_PERSON


@pytest.mark.parametrize("reason", sorted(NEVER))
def test_nothing_is_named_after(reason: str) -> None:
    found = [
        f"{table}.{column}"
        for table, column in names()
        for word in NEVER[reason]
        if word in f"{table}.{column}".lower()
    ]
    assert found == []


def test_no_column_grades_labels_or_colours() -> None:
    found = {
        (table, column)
        for table, column in names()
        for word in GRADES
        if word in column.lower().split("_") or word in table.lower().split("_")
    }
    assert found == ALLOWED_GRADES


def test_tables_that_point_at_a_person_are_known() -> None:
    pointing = {
        table.name for table in tables() for key in table.foreign_keys if key.column.table.name == PERSONS
    }
    assert pointing == {
        "cases",
        "case_listeners",  # asked for by themselves, ended by either side
        "staff",
        "appointees",
        "officer_sessions",
        "consents",
        "subscriptions",
        "broadcast_recipients",
    }


def test_no_free_form_text_hangs_on_a_person() -> None:
    free = {
        (table.name, column.name)
        for table in tables()
        if table.name in {"consents", "subscriptions", "case_listeners", "broadcast_recipients", PERSONS}
        for column in table.columns
        if column.type.python_type in (dict, list) or "note" in column.name or "remark" in column.name
    }
    assert free == set()


@pytest.mark.parametrize(
    "column",
    [
        "case_identity.name",
        "case_identity.phone",
        "case_identity.address",
        "case_identity.contact",
        "case_texts.body",
        "case_places.text",
        "case_places.lat",
        "case_places.lon",
        "case_files.caption",
        "case_demands.text",
        "case_ratings.text",
        "case_events.note",
        "case_events.internal_note",
        "cases.concerns",
        "reception_bookings.brief",
        "reception_bookings.result",
        "case_sponsors.plan",
        "case_sponsors.steps",
        "supervision_slips.reply",
    ],
)
def test_what_people_say_is_sealed_for_its_own_column(column: str) -> None:
    table, name = column.split(".")
    kind = metadata.tables[table].columns[name].type
    assert isinstance(kind, Sealed | SealedJSON)
    assert kind.context == column


def test_every_seal_is_bound_to_the_column_it_is_on() -> None:
    wrong = {
        f"{table.name}.{column.name}": column.type.context
        for table in tables()
        for column in table.columns
        if isinstance(column.type, Sealed | SealedJSON)
        and column.type.context != f"{table.name}.{column.name}"
    }
    assert wrong == {}


def test_ids_of_chats_and_people_have_64_bits() -> None:
    small = [
        f"{table.name}.{column.name}"
        for table in tables()
        for column in table.columns
        if column.name.endswith(("chat_id", "user_id", "person_id", "owner_id"))
        and column.type.__class__.__name__ != "BigInteger"
    ]
    assert small == []


def test_moments_are_aware() -> None:
    naive = [
        f"{table.name}.{column.name}"
        for table in tables()
        for column in table.columns
        if "datetime" in str(column.type).lower() and column.type.__class__.__name__ != "UTCDateTime"
    ]
    assert naive == []
