"""What the law needs of many agreements at once: claims that stand, as believed, without their passages.

The same claims that `views.load_claims` gives and that stand, in a quarter of its time: pages that nobody
judged and no newer reading changed are taken as they came in, all others go the whole way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, select

from foedus.ledger.days import told_day
from foedus.ledger.encode import compact
from foedus.ledger.identity import Identity
from foedus.ledger.rows import Believed
from foedus.ledger.schema import agreement_names, claims, documents, terms, transactions
from foedus.ledger.terms import load_terms
from foedus.ledger.views import load_claims, load_sources, unsettled_pages
from foedus.ledger.within import Within, chunks, within
from foedus.model import Certainty, Claim, ClaimKind, Source

AT_ONCE: Final = 1000  # agreements loaded together
_KINDS: Final = {k.value: k for k in ClaimKind}
_CERTAINTIES: Final = {c.value: c for c in Certainty}


@dataclass(frozen=True, slots=True)
class Basis:
    """What is believed of one agreement.

    `published` has the ISO day of each page by its number, `terms` the terms read from the treaty's own text,
    `called` all that it is called, by the letters, `signed` the day of signature (EDTF) told with its names.
    """

    agreement_id: int
    parties: tuple[str, ...]
    claims: tuple[Believed, ...]
    published: Mapping[int, str | None]
    terms: Mapping[str, Any] | None
    called: tuple[str, ...] = ()
    signed: str | None = None


def bases(
    connection: Connection,
    number: int,
    known: Identity,
    roots: Iterable[int],
    *,
    kind: str | None = None,
    what: Sequence[str] = (),
) -> Iterator[list[Basis]]:
    """The bases of these agreements (by their lowest numbers) as known at `number`, a thousand at a time.

    One whose claims were all moved away is left out. With `kind` and `what` only the claims are loaded that
    came in as such, and not what the agreements are called.
    """
    wanted = sorted(roots)
    if not wanted:  # mostly all of them are known in another way
        return
    c = claims.c
    only = [] if kind is None else [c.kind == kind]
    loader = _Loader(connection, number, known, tuple([*only, c.what.in_(what)] if what else only))
    for part in chunks(wanted, AT_ONCE):
        yield loader.load(part)


@dataclass(slots=True)
class _Loader:
    """What is the same for all the parts, read once; a working value that never leaves this module."""

    connection: Connection
    number: int
    known: Identity
    only: tuple[ColumnElement[bool], ...] = ()
    unsettled: frozenset[int] = field(init=False)
    chains: dict[int, tuple[Source, ...]] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)  # of transactions

    def __post_init__(self) -> None:
        self.unsettled = unsettled_pages(self.connection, self.number)

    def load(self, roots: Sequence[int]) -> list[Basis]:
        known, inside = self.known, set(roots)
        members = [m for root in roots for m in known.members(root)]
        plain = known.plain
        told: dict[int, set[str]] = {}  # JSON lists of parties
        found: dict[int, list[Believed]] = {}
        published: dict[int, dict[int, str | None]] = {}
        again: dict[int, tuple[str | None, int | None]] = {}  # claims that go the whole way: day, name
        named: dict[int, set[int]] = {}
        rows = self.connection.execute(_query(self.number, and_(known.claims_of(roots), *self.only))).all()
        self._load_chains({row.chain_id for row in rows})
        self._load_days({row.tx for row in rows})
        for (
            number,
            tx,
            agreement,
            name,
            page,
            day,
            chain,
            kind,
            what,
            certainty,
            parties,
            actors,
            when,
            rest,
        ) in rows:
            if page in self.unsettled or number in known.moved:
                again[number] = day, name
                continue
            root = agreement if plain else known.of_claim(number, agreement, name)
            if root is None or root not in inside:
                continue
            told.setdefault(root, set()).add(parties)
            if name is not None:
                named.setdefault(root, set()).add(name)
            more = msgspec.json.decode(rest) if '"detail":' in rest or '"of":' in rest else {}
            claim = Claim(
                doc="",
                kind=_KINDS[kind],
                what=what,
                agreement=None,
                parties=self._list(parties),
                actors=self._list(actors),
                date=when,
                date_phrase=None,
                place=None,
                sources=self.chains[chain],
                certainty=_CERTAINTIES[certainty],
                passages=(),
                of=more.get("of"),
                detail=more.get("detail", {}),
            )
            found.setdefault(root, []).append(Believed(number, page, claim, self.days[tx]))
            published.setdefault(root, {})[page] = day
        others: dict[int, set[str]] = {}
        named_besides: dict[int, set[int]] = {}
        for part in chunks(sorted(again), 5000):
            for stored in load_claims(self.connection, self.number, known, claims.c.id.in_(part)):
                place = stored.agreement_id
                if place is not None and place in inside:
                    pool, called = (told, named) if stored.stands else (others, named_besides)
                    pool.setdefault(place, set()).add(compact(stored.believed.parties))
                    day, name = again[stored.id]
                    if name is not None:
                        called.setdefault(place, set()).add(name)
                    found.setdefault(place, [])
                    published.setdefault(place, {})[stored.document_id] = day
                    if stored.stands:
                        known_on = self.days[stored.transaction]
                        found[place].append(
                            Believed(stored.id, stored.document_id, stored.believed, known_on)
                        )
        own = self._terms(within(members))
        for root in found.keys() - told.keys():  # nothing stands
            named[root] = named_besides.get(root, set())
        if self.only:
            named = {}
        names = load_names(self.connection, {n for each in named.values() for n in each})
        return [
            Basis(
                root,
                self._parties(root, told.get(root) or others.get(root, set())),
                tuple(sorted(each, key=lambda b: b.id)),
                published[root],
                own.get(root),
                self._called(root, [names[n] for n in named.get(root, ())]),
                told_day(signed for _, signed in (names[n] for n in named.get(root, ()))),
            )
            for root, each in sorted(found.items())
        ]

    def _load_chains(self, wanted: set[int]) -> None:
        self.chains.update(load_sources(self.connection, wanted - self.chains.keys()))

    def _load_days(self, wanted: set[int]) -> None:
        t = transactions.c
        for part in chunks(sorted(wanted - self.days.keys()), 5000):
            query = select(t.id, t.recorded_at).where(t.id.in_(part))
            self.days.update((number, recorded[:10]) for number, recorded in self.connection.execute(query))

    def _list(self, text: str) -> tuple[str, ...]:
        got = self.lists.get(text)
        if got is None:
            got = self.lists[text] = tuple(msgspec.json.decode(text))
        return got

    def _parties(self, root: int, told: Iterable[str]) -> tuple[str, ...]:
        """As in `foedus.ledger.agreements`: set by a person, else all that the claims tell."""
        given = self.known.of.get(root)
        return tuple(sorted({p for text in told for p in self._list(text)})) if given is None else given

    def _called(self, root: int, names: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
        """As there: what a person calls it, and all that the claims do."""
        given = self.known.called.get(root)
        return tuple(sorted({*(text for text, _ in names), *([] if given is None else [given])}))

    def _terms(self, of: Within) -> dict[int, Mapping[str, Any]]:
        found = load_terms(self.connection, self.number, of(terms.c.agreement_id))
        return {self.known.root(t.agreement_id): t.terms for t in found}


def load_names(connection: Connection, ids: set[int]) -> dict[int, tuple[str, str | None]]:
    """By number: what an agreement is called, and the day of signature told with it."""
    n = agreement_names.c
    out: dict[int, tuple[str, str | None]] = {}
    for part in chunks(sorted(ids), 5000):
        query = select(n.id, n.name, n.mention, n.signed).where(n.id.in_(part))
        for number, name, words, signed in connection.execute(query).all():
            out[number] = (name or words, signed)
    return out


def _query(number: int, where: ColumnElement[bool]) -> Any:
    c = claims.c
    return (
        select(
            c.id, c.tx, c.agreement_id, c.name_id, c.document_id, documents.c.published, c.chain_id, c.kind,
            c.what, c.certainty, c.parties, c.actors, c.date, c.rest,
        )
        .join(documents, documents.c.id == c.document_id)
        .where(and_(c.tx <= number, where))
    )  # fmt: skip
