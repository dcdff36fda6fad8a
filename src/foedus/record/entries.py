"""The entry of the register that each agreement of the ledger is, by the edition that it goes by."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final

from foedus.ledger.believed import bases
from foedus.ledger.days import AsOf
from foedus.ledger.rows import AgreementRow
from foedus.ledger.store import Ledger
from foedus.record.editions import register_of
from foedus.record.joined import link_of
from foedus.record.remembered import remembered
from foedus.register.keys import words
from foedus.register.link import Link
from foedus.register.lookup import Register
from foedus.register.model import NameKind

_MOST: Final = 50  # agreements looked at that have a name
_FEW: Final = 4  # parties of a treaty that is known by them beside a name that many have
_WORDS: Final = 8  # of a long title: what has these is looked at


def links_of_ledger(ledger: Ledger, agreements: Iterable[int], known_on: AsOf = None) -> dict[int, Link]:
    """The link of each of these agreements (lowest numbers), by the edition that the ledger goes by."""
    wanted = set(agreements)
    if not wanted:
        return {}
    register = register_of(ledger, known_on)
    load = functools.partial(_load, ledger, register, known_on)
    return remembered(ledger, "links", wanted, known_on, load, register.edition.digest)


def _load(ledger: Ledger, register: Register, known_on: AsOf, wanted: Sequence[int]) -> dict[int, Link]:
    out: dict[int, Link] = {}
    if not wanted:
        return out
    with ledger.view(known_on) as (connection, number, known):
        for each in ledger.plain_steps(connection, number, known).called(wanted):
            out[each.agreement_id] = link_of(register, each.called, each.parties, each.signed, each.first)
        for part in bases(connection, number, known, [a for a in wanted if a not in out]):
            for basis in part:
                days = (basis.published.get(b.document_id) for b in basis.claims)
                first = min((day for day in days if day), default=None)
                link = link_of(register, basis.called, basis.parties, basis.signed, first)
                out[basis.agreement_id] = link
    return out


def links_of_rows(ledger: Ledger, rows: Iterable[AgreementRow], known_on: AsOf = None) -> dict[int, Link]:
    """The same of agreements whose rows are at hand, which tell all that a link follows from."""
    register = register_of(ledger, known_on)
    return {row.id: link_of(register, sorted(row.names), row.parties, row.signed, row.first) for row in rows}


def called_so(ledger: Ledger, register: Register, entries: Iterable[str], known_on: AsOf = None) -> set[int]:
    """The agreements that have a name of any of these entries; whether they are it their link tells."""
    queries = []
    for entry in sorted(entries):
        brief = register.brief(entry)
        each = brief.names if brief else ()
        between = brief.parties if brief and len(brief.parties) <= _FEW else ()
        for name, kind in {n.text: n.kind for n in each}.items():
            told = sorted(name.replace("-", " ").split()[:_WORDS], key=functools.partial(_how_many, register))
            if kind is not NameKind.GENERIC:
                queries.append(told)
            elif between:  # a name that many have, between the parties of this one
                queries.append([*between, *told])
    each_found = ledger.find_each(queries, known_on=known_on) if queries else []
    return {number for found in each_found for number in found[:_MOST]}


def _how_many(register: Register, word: str) -> int:
    """How many entries have a word: what few have is asked first, and is mostly the last that is asked."""
    return min(map(register.how_many, words(word)), default=len(register))


def agreements_of(
    ledger: Ledger, register: Register, entries: Iterable[str], known_on: AsOf = None
) -> dict[str, int]:
    """The agreement of the ledger that each of these entries is, of those that are any."""
    wanted = set(entries)
    links = links_of_ledger(ledger, called_so(ledger, register, wanted, known_on), known_on)
    return {
        link.entry: number for number, link in sorted(links.items(), reverse=True) if link.entry in wanted
    }
