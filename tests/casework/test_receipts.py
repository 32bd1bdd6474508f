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
from casework.signatures import public_key
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


SECRET, OTHER = b"s" * 32, b"o" * 32


def test_only_the_office_signs_its_receipts(events: list[dict[str, Any]]) -> None:
    document = json.loads(json.dumps(receipt(NUMBER, events, office="漳平市信访局", secret=SECRET)))
    ours = public_key(SECRET)
    assert (check(document, key=ours).holds, check(document, key=ours).signed) == (True, True)
    assert ours in check(document).findings[1]
    forged = receipt(NUMBER, events, office="漳平市信访局", secret=OTHER)
    assert check(forged).holds  # a signature, but whose? the sentence names the key to compare
    assert public_key(OTHER) in check(forged).findings[1]
    assert "不同" in check(forged, key=ours).findings[0]
    unsigned = receipt(NUMBER, events, office="漳平市信访局")
    assert (check(unsigned).holds, check(unsigned).signed) == (True, None)
    assert "没有单位的签名" in check(unsigned, key=ours).findings[0]
    assert not check(unsigned, key=ours).holds


@pytest.mark.parametrize("field", ["office", "registered", "how"])
def test_what_the_chain_does_not_cover_the_signature_does(events: list[dict[str, Any]], field: str) -> None:
    document = receipt(NUMBER, events, office="漳平市信访局", secret=SECRET)
    document[field] = "别的"
    assert (check(document).holds, check(document).signed) == (False, False)
    assert "签名对不上" in check(document, key=public_key(SECRET)).findings[0]


@pytest.mark.parametrize("signature", ["x", {}, {"key": "x", "value": 1}, {"key": "", "value": ""}, 7])
def test_a_malformed_signature_is_a_sentence(events: list[dict[str, Any]], signature: Any) -> None:
    document = receipt(NUMBER, events, office="漳平市信访局") | {"signature": signature}
    assert check(document, key=public_key(SECRET)).holds is False


def test_a_forger_who_rewrites_the_whole_chain_has_no_signature(events: list[dict[str, Any]]) -> None:
    """Hashes can be made by anybody: who copies the office's signature onto another history is found."""
    true = receipt(NUMBER, events, office="漳平市信访局", secret=SECRET)
    rewritten, previous = [], GENESIS
    for event in events:
        fields = {**event, "now": "closed" if event["seq"] == 4 else event["now"]}
        rewritten.append({**fields, "prev_hash": previous, "hash": event_hash(previous, fields)})
        previous = rewritten[-1]["hash"]
    forged = receipt(NUMBER, rewritten, office="漳平市信访局")
    assert check(forged).holds
    forged["signature"] = true["signature"]
    assert "签名对不上" in check(forged, key=public_key(SECRET)).findings[0]


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
