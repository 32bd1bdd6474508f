"""Seven months of simulated work on both engines: every number of the bulletins is that of a second counting.

`make proof` runs the same with 2,000 petitions, with alarms every morning and cards in groups. The journal
(journal.py) shares no code with the indicators.
"""

from pathlib import Path

import pytest

from bench.quarter import LOOKS, Quarter, make_kit
from nlp.reader import Reader
from storage.database import Database
from tests.crossings import EFFORT, HOURS, PROOF, Figure

PETITIONS = EFFORT.petitions
EVENTFUL = 21
"""A seed that brings about everything below among so few petitions."""
WANTED = {
    *("withdrawn", "undone", "assign", "objected", "passed_on", "extended", "made_ordinary", "new_lead"),
    *("supervised", "answered_at_once", "discipline", "executed"),
    *("contested", "sponsored", "sponsor_over", "received", "advised", "advice_answered"),
    *("rated", "called_back", "sent_back", "review_asked", "review_given:revoke", "recheck_given"),
}

if PROOF:
    WANTED.add(
        "accepted_at_once"
    )  # rare since the simple way is decided in three working days: not in forty lives


@pytest.mark.timeout(HOURS if PROOF else 300)
async def test_every_indicator_of_a_simulated_quarter_is_what_the_journal_counts(
    db: Database, reader: Reader, tmp_path: Path, figure: Figure
) -> None:
    context = make_kit(reader, tmp_path / "files")
    quarter = Quarter(db, context, PETITIONS, seed=EVENTFUL, every=1 if PROOF else 3, groups=PROOF)
    await quarter.run()
    figure("petitions", PETITIONS)
    figure("turns", quarter.turns)
    figure("figures of bulletins counted twice", quarter.compared)
    figure("of them different", len(quarter.different))
    figure("changes by people", quarter.changes)
    figure("of them with somebody untold", len(quarter.untold))
    assert quarter.different == []
    assert quarter.untold == [], "everybody whom the table names has a message"
    done = {step.what for fact in quarter.facts for step in fact.steps}
    assert done >= WANTED, f"the seed does not bring about {sorted(WANTED - done)}"
    assert any(fact.repeat_of for fact in quarter.facts)
    assert quarter.compared > 40 * sum(map(len, LOOKS.values()))
    assert quarter.rung > PETITIONS
