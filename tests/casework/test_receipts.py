"""The history cannot be altered unnoticed, words can be erased, and a receipt is checked without the office."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import lifecycle
from casework.chain import GENESIS, HASHED, event_fields, event_hash, internal_half, public_salt, verify
from casework.receipts import check, receipt
from tests.casework.matters import CALENDAR, CLERK, HANDLER, LABOUR, MORNING, WANG, Matter, recorded

NUMBER = "350881-261121-00042-5"


@pytest.fixture
def events() -> list[dict[str, Any]]:
    """A history of four events; the third is internal."""
    draft = Matter()
    changes = [lifecycle.submit(draft, by=WANG, at=MORNING, calendar=CALENDAR)]
    matter = recorded(draft, changes[0])
    for event, by, facts in (
        ("transfer", CLERK, {"unit_id": LABOUR}),
        ("sign", HANDLER, {}),
        ("ask", HANDLER, {"text": "请补充劳动合同"}),
    ):
        change = lifecycle.move(matter, event, by=by, at=MORNING, calendar=CALENDAR, **facts)
        matter = recorded(matter, change)
        changes.append(change)
    rows, previous = [], GENESIS
    for seq, change in enumerate(changes, 1):
        fields = event_fields(NUMBER, seq, change, bytes([seq]) * 16)
        row = {**fields, "prev_hash": previous, "hash": event_hash(previous, fields)}
        previous = row["hash"]
        rows.append(row)
    return rows


def test_an_untouched_history_holds(events: list[dict[str, Any]]) -> None:
    verdict = verify(events)
    assert (verdict.holds, verdict.events, verdict.head) == (True, 4, events[-1]["hash"])


@pytest.mark.parametrize("name", [name for name in HASHED if name != "public"])
def test_any_changed_field_is_found_at_its_place(events: list[dict[str, Any]], name: str) -> None:
    events[1][name] = 9 if name == "seq" else "x"
    verdict = verify(events)
    assert not verdict.holds
    assert verdict.broken_at in (2, 9)


def test_hiding_an_event_and_swapping_events_are_found(events: list[dict[str, Any]]) -> None:
    hidden = deepcopy(events)
    hidden[1]["public"] = False
    assert verify(hidden).broken_at == 2
    assert not verify(events[:1] + events[2:]).holds
    assert not verify([events[1], events[0], *events[2:]]).holds


def test_words_are_covered_only_by_a_commitment_so_they_can_be_erased(events: list[dict[str, Any]]) -> None:
    assert "请补充劳动合同" not in json.dumps(events, ensure_ascii=False)
    assert verify(events).holds


def test_a_receipt_is_checked_offline_and_tells_nothing_internal(events: list[dict[str, Any]]) -> None:
    document = json.loads(json.dumps(receipt(NUMBER, events, office="漳平市信访局")))
    checked = check(document)
    assert (checked.holds, checked.events, checked.head) == (True, 4, events[-1]["hash"])
    assert "没有改动" in checked.findings[0]
    assert set(document["events"][2]) == {"seq", "prev_hash", "hash"}


def test_public_words_are_checked_without_opening_the_internal_ones(events: list[dict[str, Any]]) -> None:
    salt = bytes([4]) * 16
    words = {
        4: {
            "note": "请补充劳动合同",
            "salt": public_salt(salt).hex(),
            "internal": internal_half(salt, "", 21, LABOUR),
        }
    }
    document = receipt(NUMBER, events, office="漳平市信访局", words=words)
    assert check(document).holds
    document["events"][3]["words"] = {**words[4], "note": "请撤回"}
    assert "第 4 条的文字" in check(document).findings[0]
    document["events"][3]["words"] = {**words[4], "salt": "zz"}
    assert not check(document).holds


def test_the_office_can_seal_a_receipt_as_a_whole(events: list[dict[str, Any]]) -> None:
    document = receipt(NUMBER, events, office="漳平市信访局", key=b"k" * 32)
    assert check(document, key=b"k" * 32).signed is True
    assert check(document).signed is None
    document["office"] = "别的局"
    assert "签章" in check(document, key=b"k" * 32).findings[0]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda body: body.update(format="x"), "不是"),
        (lambda body: body.update(events=[]), "不是"),
        (lambda body: body["events"].pop(1), "接不上"),
        (lambda body: body["events"].pop(), "末尾"),
        (lambda body: body["events"][1].update(now="closed"), "不一致"),
        (lambda body: body["events"][1].pop("label"), "不完整"),
        (lambda body: body["events"].insert(0, "x"), "不完整"),
        (lambda body: body.update(number="350881-261121-00043-3"), "不完整"),
    ],
)
def test_every_tampering_has_a_sentence(events: list[dict[str, Any]], spoil: Any, said: str) -> None:
    document = receipt(NUMBER, events, office="漳平市信访局")
    spoil(document)
    checked = check(document)
    assert not checked.holds
    assert said in checked.findings[0]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_checking_anything_at_all_never_raises(value: Any) -> None:
    assert not check(
        value if isinstance(value, dict) else {"format": "jianjian-receipt/1", "events": value}
    ).holds
