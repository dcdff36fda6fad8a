"""The entry of the register that each agreement of the ledger is, by the edition that it goes by."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Final

from foedus.ledger.believed import bases
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.names import names
from foedus.record.editions import register_of
from foedus.record.joined import link_of
from foedus.register.familiar import Familiar
from foedus.register.link import Link
from foedus.register.lookup import Register
from foedus.register.model import NameKind

_MOST: Final = 50  # agreements looked at that have a name
_WORDS: Final = 8  # of a long title: what has these is looked at


def links_of_ledger(ledger: Ledger, agreements: Iterable[int], known_on: AsOf = None) -> dict[int, Link]:
    """The link of each of these agreements (lowest numbers), by the edition that the ledger goes by."""
    wanted, out = sorted(set(agreements)), dict[int, Link]()
    if not wanted:
        return out
    register = register_of(ledger, known_on)
    with ledger.view(known_on) as (connection, number, known):
        for part in bases(connection, number, known, wanted):
            for basis in part:
                days = (basis.published.get(b.document_id) for b in basis.claims)
                first = min((day for day in days if day), default=None)
                found = link_of(register, basis.called, basis.parties, basis.signed, first)
                out[basis.agreement_id] = found
    return out


def entries_of_rows(ledger: Ledger, rows: Iterable[AgreementRow], known_on: AsOf = None) -> dict[int, str]:
    """The entry that each of these agreements is, of those that are any.

    Of a large ledger most have names that the register cannot know: their claims are not looked at.
    """
    familiar = _familiar(register_of(ledger, known_on))
    some = [row.id for row in rows if any(map(familiar.may_know, row.names))]
    links = links_of_ledger(ledger, some, known_on) if some else {}
    return {number: link.entry for number, link in links.items() if link.entry is not None}


@functools.lru_cache(maxsize=3)
def _familiar(register: Register) -> Familiar:
    return Familiar(register, names())


def called_so(ledger: Ledger, register: Register, entries: Iterable[str], known_on: AsOf = None) -> set[int]:
    """The agreements that have a name of any of these entries; whether they are it their link tells."""
    found: set[int] = set()
    for entry in sorted(entries):
        brief = register.brief(entry)
        each = brief.names if brief else ()
        for name in dict.fromkeys(n.text for n in each if n.kind is not NameKind.GENERIC):
            words = name.replace("-", " ").split()[:_WORDS]
            found.update(ledger.find(words, known_on=known_on)[:_MOST])
    return found


def agreements_of(
    ledger: Ledger, register: Register, entries: Iterable[str], known_on: AsOf = None
) -> dict[str, int]:
    """The agreement of the ledger that each of these entries is, of those that are any."""
    wanted = set(entries)
    links = links_of_ledger(ledger, called_so(ledger, register, wanted, known_on), known_on)
    return {
        link.entry: number for number, link in sorted(links.items(), reverse=True) if link.entry in wanted
    }
