"""What a table may tell: parts make their total, and no small cell can be read or worked out."""

from collections.abc import Mapping, Sequence

from casework.indicators import EMPTY, SMALL_CELL, Rate, adds_up


class DoesNotAddUp(ValueError):
    """A table's parts do not make its total. `sentence` says by how much."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def must_add_up(total: int, *parts: int) -> None:
    """Refuse a table whose parts do not make its total: raises `DoesNotAddUp`."""
    fault = adds_up(total, *parts)
    if fault:
        raise DoesNotAddUp(fault)


def pooled(counts: Mapping[str, int]) -> list[tuple[str | None, int]]:
    """Cells, largest first, with those below five put together under None.

    One that would still be small alone takes the next smallest with it, so that it cannot be worked out from the
    total. When everything together is small, nothing is broken down.
    """
    ordered = sorted(
        ((number, code) for code, number in counts.items() if number), key=lambda cell: (-cell[0], cell[1])
    )
    kept: list[tuple[str | None, int]] = [(code, number) for number, code in ordered if number >= SMALL_CELL]
    rest = sum(number for number, _ in ordered if number < SMALL_CELL)
    while rest and rest < SMALL_CELL and kept:
        rest += kept.pop()[1]
    return [*kept, (None, rest)] if rest else kept


def veiled(rates: Sequence[Rate]) -> list[str]:
    """A column of rates as it may be shown: small cells are blank, and never exactly one, or it could be worked out."""
    small = [at for at, rate in enumerate(rates) if 0 < rate.n < SMALL_CELL]
    if len(small) == 1:
        others = [(rate.n, at) for at, rate in enumerate(rates) if rate.n >= SMALL_CELL]
        small += [min(others)[1]] if others else []
    return [EMPTY if at in small else rate.words(wide=True) for at, rate in enumerate(rates)]
