"""The only place that reads the time. Everything else takes it as an argument."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Called for the present moment, always aware and in UTC."""

    def __call__(self) -> datetime: ...


def system_clock() -> datetime:
    """The machine's present moment."""
    return datetime.now(UTC)  # noqa: TID251


class TurnableClock:
    """The demo office's clock: the machine's time plus what people have turned it forward by.

    It only goes forward: a clock that went back would let a stopped deadline run again.
    """

    def __init__(self, ahead: timedelta = timedelta(), base: Clock = system_clock) -> None:
        self.ahead = ahead
        self._base = base

    def __call__(self) -> datetime:
        return self._base() + self.ahead

    def turn(self, by: timedelta) -> datetime:
        """Turn the clock forward; raises ValueError when asked to go back."""
        if by < timedelta():
            raise ValueError("the clock goes forward only")
        self.ahead += by
        return self()
