"""Rates, counts and addresses: how much the web chat takes from whom."""

import pytest
from aiohttp import HttpVersion10
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from bot.web.limits import Buckets, Counted, RateLimit, neighbourhood
from bot.web.peers import address_of, is_local


def test_a_bucket_lets_a_burst_through_and_then_its_rate() -> None:
    buckets = Buckets(RateLimit(burst=3, per_second=0.5))
    assert [buckets.take("a", 0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert buckets.take("a", 0.0) == 2.0
    assert buckets.take("a", 1.9) > 0
    assert buckets.take("a", 2.0) == 0.0


def test_a_long_rest_saves_up_no_more_than_a_burst() -> None:
    buckets = Buckets(RateLimit(burst=3, per_second=0.5))
    assert buckets.take("a", 0.0) == 0.0
    assert [buckets.take("a", 10_000.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert buckets.take("a", 10_000.0) > 0


def test_one_name_does_not_pay_for_another() -> None:
    buckets = Buckets(RateLimit(burst=1, per_second=1))
    assert buckets.take("a", 0.0) == 0.0
    assert buckets.take("b", 0.0) == 0.0


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=60).map(sorted))
def test_no_more_than_burst_and_rate_ever_pass(moments: list[float]) -> None:
    buckets = Buckets(RateLimit(burst=5, per_second=2))
    passed = sum(buckets.take("a", at) == 0.0 for at in moments)
    assert passed <= 5 + 2 * (moments[-1] - moments[0]) + 1e-6


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    buckets = Buckets(RateLimit(burst=1, per_second=1), room=100)
    for number in range(1_000):
        buckets.take(str(number), 0.0)
    assert len(buckets) == 100


def test_what_is_held_is_counted_and_given_back() -> None:
    counted = Counted(2)
    assert counted.enter("a")
    assert counted.enter("a")
    assert not counted.enter("a")
    counted.leave("a")
    assert counted.enter("a")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("unix", "unix", True),
    ],
)
def test_a_household_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (neighbourhood(one) == neighbourhood(other)) is same


def request(peer: str = "192.0.2.9", **headers: str):  # type: ignore[no-untyped-def]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    made = make_mocked_request("GET", "/", headers={"Host": "localhost:8080"} | named)
    return made.clone(remote=peer)


def test_a_forwarded_address_is_believed_only_from_our_own_proxies() -> None:
    forged = request(X_Forwarded_For="198.51.100.1, 203.0.113.5")
    assert address_of(forged, 0) == "192.0.2.9"
    assert address_of(forged, 1) == "203.0.113.5"
    assert address_of(forged, 2) == "198.51.100.1"
    assert address_of(forged, 3) == "192.0.2.9"


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "127.0.0.1"])
def test_this_machine_is_local(host: str) -> None:
    assert is_local(request("127.0.0.1", Host=host))


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.0.2.9", {}),
        ("127.0.0.1", {"Host": "evil.example"}),
        ("127.0.0.1", {"Host": "127.0.0.1.evil.example"}),
        ("127.0.0.1", {"Host": ""}),
        ("127.0.0.1", {"X_Forwarded_For": "192.0.2.9"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.9"}),
        ("127.0.0.1", {"Origin": "https://demo.example"}),
        ("127.0.0.1", {"Referer": "https://demo.example/demo"}),
        ("", {}),
    ],
)
def test_a_rebound_name_a_proxy_or_another_machine_is_not_local(peer: str, headers: dict[str, str]) -> None:
    assert not is_local(request(peer, **headers))


def test_a_proxy_that_names_nobody_is_known_by_its_old_protocol() -> None:
    old = make_mocked_request("GET", "/", headers={"Host": "127.0.0.1:8080"}, version=HttpVersion10)
    assert not is_local(old.clone(remote="127.0.0.1"))
