"""What follows by law for every agreement on a day: worked out where something changed, kept for the rest.

A standing is the same between the days on which it turns (`foedus.law.turning`), so it is kept with the days
it holds on and another day is a matter of looking it up. A kept row holds for one agreement as of the last
transaction that touched it and for one state of the code that decides it (`foedus.record.digest`), so it can
never be stale; what is kept may be emptied at any time without loss. It has values, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Integer, String, and_, bindparam, select

from foedus.errors import LedgerError
from foedus.garbage import uncollected
from foedus.law.model import Headline, Reason
from foedus.law.reason_json import reason_from_json
from foedus.law.turning import Held
from foedus.ledger.believed import Basis, bases
from foedus.ledger.connect import Door
from foedus.ledger.days import AsOf, day_number
from foedus.ledger.identity import Identity
from foedus.ledger.plain import Called
from foedus.ledger.prepared import Prepared
from foedus.ledger.recent import Recent
from foedus.ledger.schema import standings as table
from foedus.ledger.store import Ledger
from foedus.ledger.upsert import insert as upserting
from foedus.ledger.upsert import insert_rows
from foedus.ledger.within import chunks
from foedus.record.digest import law_digest
from foedus.record.editions import register_of
from foedus.record.history import history
from foedus.record.joined import link_of, shipped, states_of
from foedus.record.kept import Said, outline_values
from foedus.record.treaty import treaty_of
from foedus.register.lookup import Register

_STEPS: Final = 40  # turns looked for before and after the day asked; further days are worked out when asked
_AT_ONCE: Final = 5000  # agreements named in one statement
_KEPT: Final = select(
    table.c.agreement_id, table.c.tx, table.c.first, table.c.last, table.c.state, table.c.in_force,
    table.c.since, table.c.until, table.c.headline, table.c.summary,
).where(
    and_(
        table.c.law == bindparam("law", type_=String),
        table.c.first <= bindparam("day", type_=Integer),
        table.c.last >= bindparam("day", type_=Integer),
    )
)  # fmt: skip
_KEPT_OF_SOME: Final = Prepared(
    _KEPT.where(table.c.agreement_id.in_(bindparam("ids", expanding=True, type_=Integer)))
)
_SAID_FROM: Final = 5000  # agreements from which on it is said how far it has come
MANY: Final = 1000  # agreements whose standings take a while: who brings in so many does not leave it
_TOGETHER: Final = 100_000  # agreements worked out together
_FEW: Final = 300  # agreements of which whoever asks waits for the one day alone
_SHARED_FROM: Final = 1000  # agreements from which on it pays to look for records of one shape
_DAYS: Final = 4  # stretches of days of one agreement that are held in memory
_Key = tuple[str, int, int]  # the law, an agreement, the transaction that touched it last
_Stretch = tuple[int, int, Said]  # what holds from a first to a last day, as YYYYMMDD


class Standing(msgspec.Struct, frozen=True, gc=False):
    """One agreement on one day. `in_force` None: the record does not tell. Dates are EDTF.

    `told` is its summary as it is kept, in JSON: of a list of all agreements few are looked at.
    """

    agreement_id: int
    state: str
    in_force: bool | None
    since: str | None
    until: str | None
    headline: Headline
    told: str

    @property
    def summary(self) -> tuple[Reason, ...]:
        """The findings of the first line, in order."""
        return summary_of(self.told)


def summary_of(told: str) -> tuple[Reason, ...]:
    """A summary from its JSON, as it is kept."""
    return tuple(map(reason_from_json, msgspec.json.decode(told)))


def precompute_standings(ledger: Ledger, on: date, *, touched: int) -> bool:
    """Work out where every agreement stands now, if `touched` of them, `MANY` or more, have just come in, and
    the rows of lists.

    The one rule for it: who brings in that many waits at the end, and nobody who asks afterwards does. All
    that lack are worked out and not only those touched, so that nothing is left of an earlier import that was
    stopped. It may be interrupted: what was kept by then stays, and the rest is worked out when it is asked.
    Gives whether it was done.
    """
    ledger.forget_index()  # it has done its work; its memory is free for this
    if touched < MANY:
        return False
    with uncollected():
        _said(ledger, on, wait=True)
    ledger.precompute_rows()
    return True


def standings(
    ledger: Ledger,
    on: date,
    *,
    known_on: AsOf = None,
    only: Sequence[int] | None = None,
    wait: bool = False,
) -> list[Standing]:
    """What follows by law on a day for every agreement, or `only` for those of these numbers; by number.

    Worked out once, with the days on which it turns, and kept beside the record: an agreement is worked out
    again only when something about it was added, or when the code that decides it has changed. Without `wait`
    what is worked out while another writes is not kept; with it each part waits for its turn. Of a few of
    these numbers the day alone is worked out, and held in memory: a page of a list writes nothing.
    """
    found = _said(ledger, on, known_on, only, wait=wait)
    return [_standing(agreement, found[agreement]) for agreement in sorted(found)]


def _said(
    ledger: Ledger, on: date, known_on: AsOf = None, only: Sequence[int] | None = None, *, wait: bool
) -> dict[int, Said]:
    """What holds on the day of each agreement, by number."""
    register = register_of(ledger, known_on)
    law, day, door = law_digest(register), day_number(on), ledger.door
    if only is not None and len(only) <= _FEW and not wait:
        return _said_of_few(ledger, _Memory(ledger.recent("standings"), law, day), on, known_on, only)
    with ledger.view(known_on) as (connection, number, known):
        wanted = None if only is None else {ledger.current(connection, number, known, a) for a in only}
        touched = ledger.touched(connection, number, known, wanted)
        asked = touched.keys() if wanted is None else wanted & touched.keys()
        found = {a: one for a, tx, _, _, one in _kept(connection, day, law, wanted) if touched.get(a) == tx}
        missing = sorted(asked - found.keys())
        if missing and not found:
            _forget_other_laws(door, law, wait)
        done = 0
        # of the last day of all only each by itself tells
        share = len(missing) >= _SHARED_FROM and on < date.max
        for part in worked_out(ledger, connection, number, known, missing, on, register, share=share):
            rows: list[tuple[Any, ...]] = []
            for agreement, stretches_ in part:
                tx = touched[agreement]
                for first, last, said in stretches_:
                    rows.append((law, agreement, tx, first, last, *said))
                    if first <= day <= last:
                        found[agreement] = said
            _keep(door, rows, wait)
            done += len(part)
            if len(missing) >= _SAID_FROM:
                door.say(f"what follows by law: worked out for {done:,} of {len(missing):,} agreements")
    return found


def _said_of_few(
    ledger: Ledger, memory: _Memory, on: date, known_on: AsOf, only: Sequence[int]
) -> dict[int, Said]:
    """The same of a few, for somebody who waits: from memory, from what is kept, else of the day alone.

    One thread at a time, so that two who ask the same are told by the work of one. Nothing is written.
    """
    found: dict[int, Said] = {}
    inventory = ledger.inventory_in_memory(known_on)
    roots = None if inventory is None else inventory.roots(only)
    if inventory is not None and roots is not None:
        found = memory.of_each(roots, inventory.touched)
        if len(found) == len(roots):
            return found
    with memory.recent.alone, ledger.view(known_on) as (connection, number, known):
        wanted = set(roots or (ledger.current(connection, number, known, a) for a in only))
        touched = ledger.touched(connection, number, known, wanted)
        asked = wanted & touched.keys()
        found.update(memory.of_each(asked - found.keys(), touched))
        for a, tx, first, last, said in _kept(connection, memory.day, memory.law, asked - found.keys()):
            if touched[a] == tx:
                found[a] = said
                memory.keep(a, tx, [(first, last, said)])
        missing, register = sorted(asked - found.keys()), register_of(ledger, known_on)
        for part in worked_out(ledger, connection, number, known, missing, on, register, share=False, most=0):
            for agreement, each in part:
                found.update((agreement, s) for first, last, s in each if first <= memory.day <= last)
                memory.keep(agreement, touched[agreement], each)
    return found


class _Memory:
    """Standings in memory, by the law, the agreement and the transaction that touched it last.

    They serve while another writes, when nothing that is worked out can be kept in the ledger.
    """

    def __init__(self, recent: Recent[_Key, tuple[_Stretch, ...]], law: str, day: int) -> None:
        self.recent, self.law, self.day = recent, law, day

    def of(self, agreement: int, tx: int) -> Said | None:
        """What holds of an agreement on the day, None where it is not in memory."""
        held = self.recent.get((self.law, agreement, tx)) or ()
        return next((one for first, last, one in held if first <= self.day <= last), None)

    def of_each(self, agreements: Iterable[int], touched: Mapping[int, int]) -> dict[int, Said]:
        """The same of several, without those that are not in memory."""
        each = ((agreement, self.of(agreement, touched[agreement])) for agreement in agreements)
        return {agreement: one for agreement, one in each if one is not None}

    def keep(self, agreement: int, tx: int, each: Iterable[_Stretch]) -> None:
        """Hold what holds of an agreement on the day, beside the days asked last."""
        key = self.law, agreement, tx
        now = [one for one in each if one[0] <= self.day <= one[1]]
        self.recent.put(key, (*now, *(self.recent.get(key) or ()))[:_DAYS])


def worked_out(
    ledger: Ledger,
    connection: Connection,
    number: int,
    known: Identity,
    missing: Sequence[int],
    on: date,
    register: Register | None = None,
    *,
    share: bool,
    most: int = _STEPS,
) -> Iterator[list[tuple[int, list[_Stretch]]]]:
    """What holds of these agreements from a first to a last day, by number, some thousand at a time.

    `register` is the edition to go by, by default the shipped one. `share`: records of one shape are worked
    out together, which pays for many.
    """
    left = missing
    if share:
        from foedus.ledger.columns import load_steps  # noqa: PLC0415  NumPy, which few need
        from foedus.record.sharing import Sharing  # noqa: PLC0415

        edition = register or shipped()
        # what acts of states that are gone, and of territories, come to hangs on when they were whose
        gone = {code for code, state in states_of(edition).items() if state.until or state.of}
        sharing, left = Sharing(gone), []
        plain = ledger.plain_steps(connection, number, known)
        for part in chunks(missing, _TOGETHER):
            steps = load_steps(plain, part)
            others = {each.agreement_id for each in steps.agreements if _is_known(edition, each)}
            found = (each for each in sharing.stretches(steps) if each[0] not in others)
            done = set[int]()
            while shared := list(islice(found, _AT_ONCE)):
                yield shared
                done.update(agreement for agreement, _ in shared)
            left += [agreement for agreement in part if agreement not in done]
    for bases_ in bases(connection, number, known, left):
        yield [
            (
                basis.agreement_id,
                [
                    (day_number(held.first), day_number(held.last), outline_values(held.outline))
                    for held in work_out(basis, on, register, most)
                ],
            )
            for basis in bases_
        ]


def _is_known(register: Register, known: Called) -> bool:
    """Whether the register knows an agreement."""
    return link_of(register, known.called, known.parties, known.signed, known.first).entry is not None


def _kept(
    connection: Connection, day: int, law: str, wanted: set[int] | None
) -> Iterator[tuple[int, int, int, int, Said]]:
    """Kept rows of the day: agreement, transaction, first and last day, and what they say."""
    each: Iterable[Sequence[Sequence[Any]]]
    if wanted is None:
        each = [connection.execute(_KEPT, {"law": law, "day": day}).all()]
    else:
        parts = chunks(sorted(wanted), _AT_ONCE)
        each = (_KEPT_OF_SOME.rows(connection, law=law, day=day, ids=part) for part in parts)
    for rows in each:
        for number, tx, first, last, *said in rows:
            yield number, tx, first, last, Said(*said)


def work_out(basis: Basis, on: date, register: Register | None = None, most: int = _STEPS) -> list[Held]:
    """The agreement's standings around `on`, each with the days it holds on; none like the next.

    Those that `most` turns before and after the day reach.
    """
    treaty = treaty_of(
        "",
        basis.parties,
        basis.claims,
        basis.published,
        basis.terms,
        called=basis.called,
        signed=basis.signed,
        register=register,
        recorded=False,
    )
    return history(treaty, on, most=most)


def _standing(agreement: int, said: Said) -> Standing:
    """The standing that a kept row holds."""
    return Standing(
        agreement_id=agreement,
        state=said.state,
        in_force=None if said.in_force is None else bool(said.in_force),
        since=said.since,
        until=said.until,
        headline=Headline(said.headline),
        told=said.summary,
    )


def _keep(door: Door, rows: Sequence[tuple[Any, ...]], wait: bool) -> None:
    """Keep rows, values in the order of the columns. A ledger that cannot be written now is still read."""
    if not rows:  # the claims of all these agreements were moved away
        return
    statement = upserting(door.engine.dialect.name, table).on_conflict_do_nothing()
    with suppress(LedgerError), door.writing(wait=wait) as connection:
        insert_rows(connection, table, rows, statement)


def _forget_other_laws(door: Door, law: str, wait: bool) -> None:
    """What other states of the law's code gave is asked no more."""
    with suppress(LedgerError), door.writing(wait=wait) as connection:
        connection.execute(table.delete().where(table.c.law != law))
