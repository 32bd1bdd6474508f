"""How much the web chat takes from whom: sizes, deadlines and rates, and the buckets that keep the rates."""

from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

from storage.rates import RateLimit

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes or characters, times in seconds.

    A whole service hall or village may share one address. So its rate counts only what somebody does beyond a share
    of their own, which nobody can use up for them.
    """

    file_bytes: int = 20 * _MB
    text_chars: int = 20_000
    frame_bytes: int = 256 * 1024  # 20 000 Chinese characters as JSON, with escapes, fit in
    caption_chars: int = 1_024
    album_files: int = 10
    body_seconds: float = 10
    chunk_seconds: float = 20
    upload_seconds: float = 600
    hello_seconds: float = 10
    poll_seconds: float = 25
    heartbeat_seconds: float = 25
    sockets_per_visitor: int = 12
    sockets_per_address: int = 300
    new_visitors: RateLimit = field(default=RateLimit(burst=300, per_second=1 / 3))
    visitor_items: RateLimit = field(default=RateLimit(burst=40, per_second=2))
    address_items: RateLimit = field(default=RateLimit(burst=400, per_second=40))
    visitor_files: RateLimit = field(default=RateLimit(burst=30, per_second=0.2))
    visitor_share: RateLimit = field(default=RateLimit(burst=20, per_second=0.2))


class Buckets:
    """Token buckets by name. At most `room` names are remembered; the longest unused are forgotten first.

    A forgotten name starts full again, so a flood of names can widen the limit but never fill the memory.
    """

    def __init__(self, rate: RateLimit, room: int = 20_000) -> None:
        self._rate = rate
        self._room = room
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._levels)

    def take(self, name: str, at: float) -> float:
        """Take one token at monotonic second `at`: 0.0 when taken, else the seconds to wait."""
        level, seen = self._levels.pop(name, (self._rate.burst, at))
        level = min(self._rate.burst, level + max(0.0, at - seen) * self._rate.per_second)
        taken = level >= 1
        self._levels[name] = (level - 1 if taken else level, max(at, seen))
        while len(self._levels) > self._room:
            self._levels.popitem(last=False)
        return 0.0 if taken else (1 - level) / self._rate.per_second


class Counted:
    """How many of something each name holds at present, such as open sockets."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[str, int] = {}

    def enter(self, name: str) -> bool:
        """Count one more, or say False when the name already holds the most."""
        if self._held.get(name, 0) >= self._most:
            return False
        self._held[name] = self._held.get(name, 0) + 1
        return True

    def held(self, name: str) -> int:
        """How many a name holds at present."""
        return self._held.get(name, 0)

    def leave(self, name: str) -> None:
        """Count one less; a name that holds none is forgotten."""
        left = self._held[name] - 1
        if left:
            self._held[name] = left
        else:
            del self._held[name]


def neighbourhood(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 address (one household)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)
