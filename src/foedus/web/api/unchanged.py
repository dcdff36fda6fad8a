"""If-Match on what is written: the change is made only where what it changes is as the writer saw it.

The API's strong ETags end with the number of the ledger's entry up to which the answer was known. A claim or
an agreement is as it was seen where the ledger, asked as known at that entry, tells the same of it as now:
what was added about others meanwhile does not stand in the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Header

from foedus.errors import LedgerError
from foedus.ledger import Ledger
from foedus.ledger.trial import as_one
from foedus.web.base.problems import Refused

_TAG: Final = re.compile(r'\s*(W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')
_ENTRY: Final = re.compile(r".*-(\d{1,10})", re.ASCII)

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match", max_length=1000,
        description="The ETag of an answer about it: made only where it has not changed since (else 412).",
        examples=['"2f1c9a-17"'],
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What a change is about, and the If-Match that was sent, None where it is made in any case."""

    match: str | None
    claims: Sequence[int] = ()
    agreements: Sequence[int] = ()

    def check(self, ledger: Ledger) -> None:
        """Raises Refused (412) where something of it has changed since, or the tag is none of the API's."""
        if self.match is None or self.match.strip() == "*":  # what is asked for is there: else it is a 404
            return
        head = ledger.head().number
        seen = [number for number in _entries(self.match) if 0 < number <= head]
        if not seen:
            raise Refused(
                "changed-meanwhile", "If-Match: send the ETag of an answer of this API as it stands."
            )
        if not any(self._told(ledger, number) == self._told(ledger, head) for number in seen):
            raise Refused("changed-meanwhile", f"It was changed after entry {max(seen)} of the ledger.")

    @contextmanager
    def kept(self, ledger: Ledger) -> Iterator[Ledger]:
        """The ledger to make the change on, where nobody comes between the check and the change."""
        if self.match is None:
            yield ledger
            return
        with as_one(ledger) as alone:
            self.check(alone)
            yield alone

    def _told(self, ledger: Ledger, known: int) -> object:
        try:
            agreements = [
                (ledger.agreements(only=[n], known_on=known), ledger.claims(n, known_on=known))
                for n in self.agreements
            ]
            return ledger.claims(ids=list(self.claims), known_on=known) if self.claims else (), agreements
        except LedgerError:  # it was not there at that entry
            return None


def _entries(match: str) -> Iterator[int]:
    """The entries that strong tags of the API name; a weak one never matches (RFC 9110, 13.1.1)."""
    for weak, tag in _TAG.findall(match):
        if not weak and (found := _ENTRY.fullmatch(tag)):
            yield int(found[1])
