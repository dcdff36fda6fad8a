"""The lists of the queue, kept between requests: who goes from item to item asks for the same one again."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Final

from foedus.ledger import Ledger
from foedus.people.model import Person
from foedus.review.queue import SHOWN, Item, Why, queue, skipped
from foedus.wording.words import Namer

_KEPT: Final = 12  # lists
_Key = tuple[bytes, Why, date]


class HeldQueue:
    """Lists of the queue by the ledger's last entry, from which all but proposals follow; for any threads."""

    def __init__(self, name: Namer) -> None:
        """`name` gives the names of parties."""
        self._name = name
        self._lists: OrderedDict[_Key, list[Item]] = OrderedDict()
        self._lock = Lock()

    def items(self, ledger: Ledger, why: Why, on: date, person: Person) -> list[Item]:
        """What waits for this reason, without what the person passed over."""
        passed = skipped(ledger, person.name)
        if why is Why.PROPOSALS or len(passed) > SHOWN:
            return queue(ledger, why, on, self._name, but=passed)
        key = (ledger.head().hash, why, on)
        with self._lock:
            found = self._lists.get(key)
        if found is None:
            found = queue(ledger, why, on, self._name, most=2 * SHOWN)
            with self._lock:
                self._lists[key] = found
                while len(self._lists) > _KEPT:
                    self._lists.popitem(last=False)
        return [item for item in found if item.key not in passed][:SHOWN]
