"""What lists ask of agreements that later entries bear on, worked out before anybody asks for it.

Beside a writer the first who asks after each of its entries would work out all that the entry changed, and
the others would wait for him. Here it is done a few agreements at a time, so that others get on meanwhile;
what is worked out is held in memory where lists look for it (`foedus.record.standings`, `Ledger.agreements`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from foedus.ledger.recent import Recent
from foedus.ledger.store import Ledger
from foedus.ledger.within import chunks
from foedus.record.standings import standings

MOST: Final = (
    60  # agreements of one go, the first page of the board among them: others whoever asks works out
)
_AT_ONCE: Final = 4  # agreements between two pauses
_LONGEST_PAUSE: Final = 0.05  # seconds
_DAYS: Final = 2  # days that lists were last asked for


def note_day(ledger: Ledger, on: date) -> None:
    """Say that a list was asked for on this day: the next will be."""
    _days(ledger).put(on, on)


def changed_since(ledger: Ledger, before: int) -> list[int]:
    """The agreements on which entries after `before` bear, the last to have got a claim first."""
    entries = ledger.look_up().inventory.entries
    found = [(-entry.latest, root) for root, entry in entries.items() if entry.touched > before]
    return [root for _, root in sorted(found)]


def work_ahead(ledger: Ledger, agreements: Sequence[int]) -> None:
    """Work out the rows of these agreements, and where they stand on the days that lists were asked for.

    Half of the time is left to others. The first `MOST` are, where there are more.
    """
    number = ledger.known_at()
    for part in chunks(agreements[:MOST], _AT_ONCE):
        begun = time.thread_time()
        ledger.agreements(known_on=number, only=part)
        for day in _days(ledger).keys():  # noqa: SIM118  not a mapping
            standings(ledger, day, known_on=number, only=part)
        time.sleep(min(time.thread_time() - begun, _LONGEST_PAUSE))


def _days(ledger: Ledger) -> Recent[Any, Any]:
    return ledger.recent("days of lists", _DAYS)
