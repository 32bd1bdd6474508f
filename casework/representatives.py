"""推选代表: who speaks for a joint matter, counted from the taps of those who take part (Art. 20).

The office names nobody and removes nobody. Many may want to represent; at most five do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework import officerules

MOST = officerules.most("representatives")


@dataclass(frozen=True, slots=True)
class Ready:
    """Somebody who is ready to represent: their case, and since when."""

    case_id: int
    stood_at: datetime


def elected(candidates: Iterable[Ready], choices: Iterable[tuple[int, int]]) -> list[int]:
    """The cases whose citizens represent the others, most chosen first, at most `MOST`.

    `choices` are pairs of who chose and who was chosen. Nobody represents who was chosen by nobody but themselves;
    among equals whoever was ready first.
    """
    wanted = set(choices)
    counted = dict.fromkeys(candidates, 0)
    for each in counted:
        counted[each] = len({voter for voter, chosen in wanted if chosen == each.case_id} - {each.case_id})
    fitting = [each for each, count in counted.items() if count]
    fitting.sort(key=lambda each: (-counted[each], each.stood_at, each.case_id))
    return [each.case_id for each in fitting[:MOST]]
