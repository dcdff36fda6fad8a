"""The names a ledger holds, brought into the fold as they are needed and kept for the next transaction.

What is kept is a pure function of the rows up to the last transaction and of what this writer added;
`foedus.ledger.store` drops it when another writer has been at the ledger. What has been loaded is written
down key by key, party by party and agreement by agreement: that something is there does not mean that all is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Integer, Text, bindparam, func, or_, select

from foedus.ledger.attestation import Attestation, Form, Group, Mark, Order, Wordings, mark_part
from foedus.ledger.encode import compact
from foedus.ledger.fold import Fold
from foedus.ledger.identity import Identity, identity
from foedus.ledger.resolve import FEW
from foedus.ledger.schema import agreement_names, agreement_parties, documents, placements
from foedus.ledger.within import chunks
from foedus.ledger.wording import Strip

FREE: Final = "free"
DOUBTFUL: Final = "doubtful"
PINNED: Final = "pinned"
HELD: Final = "held"
OUT: Final = "out"

_n, _p, _a = agreement_names.c, placements.c, agreement_parties.c
_IDS: Final = bindparam("ids", expanding=True, type_=Integer)
_TEXTS: Final = bindparam("texts", expanding=True, type_=Text)
_DAY: Final = bindparam("day", type_=Text)

_BY_KEY: Final = select(_n.key, _n.agreement_id, _n.id).where(_n.key.in_(_TEXTS))
_BY_SET: Final = select(_n.parties, _n.agreement_id, _n.id).where(_n.parties.in_(_TEXTS))
_PLACES: Final = select(_p.name_id, _p.agreement_id).where(_p.name_id.in_(_IDS)).order_by(_p.id)
_PARTIES: Final = select(_a.agreement_id, _a.party).where(
    _a.agreement_id.in_(select(_a.agreement_id).where(_a.party.in_(_TEXTS)))
)
_PARTIES_OF: Final = select(_a.agreement_id, _a.party).where(_a.agreement_id.in_(_IDS))
_SINCE: Final = (
    select(_n.agreement_id, _n.id)
    .outerjoin(documents, documents.c.id == _n.document_id)
    .where(or_(documents.c.published >= _DAY, documents.c.published.is_(None)))
)
_PLACED_SINCE: Final = select(_p.agreement_id, _p.name_id).where(or_(_p.day >= _DAY, _p.day.is_(None)))
_HERE: Final = or_(_n.agreement_id.in_(_IDS), _n.id.in_(select(_p.name_id).where(_p.agreement_id.in_(_IDS))))
_NAMES: Final = (
    select(_n.id, _n.agreement_id, _n.name, _n.mention, _n.key, _n.signed, _n.parties, documents.c.published)
    .outerjoin(documents, documents.c.id == _n.document_id)
    .where(_HERE)
    .order_by(_n.id)
)
_PLACEMENTS: Final = (
    select(_p.name_id, _p.agreement_id, _p.day, _p.beside, _p.state)
    .where(_p.name_id.in_(select(_n.id).where(_HERE)))
    .order_by(_p.id)
)
_FORMS: Final = select(_n.id, _n.name, _n.mention, _n.parties, _n.signed).where(_n.id.in_(_IDS))
_BESIDE: Final = select(_p.name_id, _p.beside).where(_p.name_id.in_(_IDS), _p.beside.is_not(None))
_LAST: Final = select(
    select(func.max(documents.c.published)).scalar_subquery(),
    select(func.max(_p.day)).scalar_subquery(),
    select(_n.id).limit(1).scalar_subquery(),
    select(documents.c.id).where(documents.c.published.is_(None)).limit(1).scalar_subquery(),
)


class Kept:
    """What the ledger's last row on an attestation says."""

    __slots__ = ("agreement", "beside", "day", "state")

    def __init__(self, agreement: int, day: str | None, state: str, *, beside: bool = False) -> None:
        self.agreement = agreement
        self.day = day
        self.state = state
        self.beside = beside  # whether it says what stands beside


class Candidates:
    """The fold over one ledger; `begin` before each transaction, on the connection that makes it."""

    def __init__(self, strip: Strip | None = None) -> None:
        self.fold = Fold(Wordings(strip), self)
        self.identity = Identity()
        self.placed: dict[int, int] = {}  # names to where they were taken after they came in
        self.kept: dict[int, Kept] = {}  # by row
        self.rows: dict[int, Attestation] = {}
        self.parties: dict[int, set[str]] = {}  # by agreement: all that were ever told with it
        self.groups: dict[int, Group] = {}  # by the lowest number
        self._connection: Connection | None = None
        self._whole = False  # whether all of the ledger is here
        self._ready: set[Form] = set()
        self._subsets: set[tuple[str, ...]] = set()
        self._with: dict[str, set[int]] = {}  # agreements by party, for the parties in `_asked`
        self._asked: set[str] = set()
        self._keys: set[str] = set()
        self._sets: set[str] = set()
        self._here: set[int] = set()  # agreements that are loaded
        self._since: str | None = None  # the day from which on all is here
        self._beside: dict[Attestation, list[int]] = {}
        self._leaning: dict[int, list[Attestation]] = {}  # by the row that they stand beside

    def begin(self, connection: Connection, asof: int) -> None:
        """Work on this connection, which sees the ledger as it is at transaction `asof`."""
        first, self._connection = self._connection is None, connection
        if not first:
            return
        self.identity = identity(connection, asof)
        self.placed = dict(self.identity.placed)
        published, placed, any_, undated = connection.execute(_LAST).one()
        self._whole = any_ is None
        if not self._whole:  # nothing stands after this place in the order
            day = max(filter(None, (published, placed)), default="")
            self.fold.last = (0, undated is not None, f"{day}~")

    # what the fold asks for

    def load_for(self, form: Form) -> None:
        if not self._whole and form not in self._ready:
            self.prepare([form])

    def load_around(self, group: Group, after: Order) -> None:
        if self._whole:
            return
        self.prepare([form for form, _ in group.firsts])
        parties = tuple(sorted(group.parties()))
        if len(parties) > FEW:
            self._load_since(str(after[2]) if len(after) > 2 and not after[1] else "")
        elif parties not in self._subsets:
            self._subsets.add(parties)
            self._load(self._by_sets(_subsets(parties)))

    def load_beside(self, one: Attestation) -> None:
        rows = self._beside.get(one)
        if rows:
            self._load(self._places(r for r in rows if r not in self.rows))

    def prepare(self, forms: Sequence[Form]) -> None:
        """Load all that these forms could mean, and all that could mean what they do."""
        new = [form for form in dict.fromkeys(forms) if form not in self._ready]
        if self._whole or not new:
            return
        self._ready.update(new)
        found = self._by_keys({form.key for form in new if form.key})
        few, many = [f for f in new if len(f.parties) <= FEW], [f for f in new if len(f.parties) > FEW]
        found |= self._by_sets({s for f in few for s in _subsets(f.parties)})
        self._ask({party for form in new for party in form.parties})
        for form in new:
            if form.parties:
                found |= set.intersection(*(self._with.get(p, set()) for p in form.parties))
        for form in many:
            found.update(*(self._with.get(p, ()) for p in form.parties))
        self._load(found)

    def load_rows(self, rows: Iterable[int]) -> None:
        """Load the agreements of these names."""
        if not self._whole:
            self._load(self._places(r for r in rows if r not in self.rows))

    def load_agreements(self, numbers: Iterable[int]) -> list[Group]:
        """The groups of these agreements, merged ones as one; such as have no names are empty."""
        roots = dict.fromkeys(map(self.identity.root, numbers))
        if not self._whole:
            self._load(set(roots))
        return [self._group(root) for root in roots]

    # loading

    def _execute(self, query: Any, **values: Any) -> Any:
        assert self._connection is not None
        return self._connection.execute(query, values)

    def _by_keys(self, keys: set[str]) -> set[int]:
        new = sorted(keys - self._keys)
        self._keys.update(new)
        rows = [row for part in chunks(new) for row in self._execute(_BY_KEY, texts=part)]
        return self._placed((row.agreement_id, row.id) for row in rows)

    def _by_sets(self, sets: set[str]) -> set[int]:
        new = sorted(sets - self._sets)
        self._sets.update(new)
        rows = [row for part in chunks(new) for row in self._execute(_BY_SET, texts=part)]
        return self._placed((row.agreement_id, row.id) for row in rows)

    def _placed(self, rows: Iterable[Sequence[int]]) -> set[int]:
        """The agreements, by their lowest numbers, where (agreement, name) is placed now."""
        return {self.identity.root(self.placed.get(name, agreement)) for agreement, name in rows}

    def _places(self, rows: Iterable[int]) -> set[int]:
        query = select(_n.agreement_id, _n.id).where(_n.id.in_(_IDS))
        return {
            place
            for part in chunks(rows)
            for place in self._placed((r.agreement_id, r.id) for r in self._execute(query, ids=part))
        }

    def _ask(self, parties: set[str]) -> None:
        """Learn which agreements were ever told with these parties."""
        new = sorted(parties - self._asked)
        self._asked.update(new)
        for part in chunks(new):
            asked = set(part)
            for agreement, party in self._execute(_PARTIES, texts=part):
                self.parties.setdefault(agreement, set()).add(party)
                if party in asked:
                    self._with.setdefault(party, set()).add(self.identity.root(agreement))

    def _load_since(self, day: str) -> None:
        """Load all that was said on a day, since, or on no day that is known."""
        if self._since is None or day < self._since:
            self._since = day
            found = self._placed(tuple(r) for r in self._execute(_SINCE, day=day))
            found |= {self.identity.root(r.agreement_id) for r in self._execute(_PLACED_SINCE, day=day)}
            self._load(found)

    def _load(self, roots: set[int]) -> None:
        new = sorted(roots - self._here)
        self._here.update(new)
        for part in chunks(new):
            self._load_some(part)

    def _load_some(self, roots: list[int]) -> None:
        members = [m for root in roots for m in self.identity.members(root)]
        inside = set(roots)
        last = {row[0]: row for row in self._execute(_PLACEMENTS, ids=members)}
        for agreement, party in self._execute(_PARTIES_OF, ids=members):
            self.parties.setdefault(agreement, set()).add(party)
        rows = self._execute(_NAMES, ids=members).all()
        marks = self._marks(last.values())
        for number, first, name, words, key, signed, parties, published in rows:
            if number in self.rows:
                continue
            place, day, beside, state = first, published, None, FREE
            if number in last:
                _, place, day, beside, state = last[number]
            root = self.identity.root(place)
            if root not in inside:
                continue
            form = self.fold.form(name, words, _list(parties), key)
            kept = Kept(place, day, state, beside=beside is not None)
            mark = marks.get(beside, ())
            same = form.at.get((signed, form.period(day), mark))
            if same is not None and self._stands_so(same, root, kept):
                self.keep(same, number, kept)
                continue
            one = self.fold.new(
                form,
                signed,
                day,
                mark=mark,
                pinned=state == PINNED,
                held=state == HELD,
                serial=number,
            )
            self.keep(one, number, kept)
            if beside is not None:
                self._stand(one, msgspec.json.decode(beside))
            if state in (OUT, HELD):
                one.alive, one.home = False, self._group(root)
                continue
            one.doubtful = state == DOUBTFUL
            self.fold.place(one, self._group(root))

    def _stands_so(self, one: Attestation, root: int, kept: Kept) -> bool:
        """Whether an attestation stands as another row on it says."""
        if one.form.nobodys or one.day != kept.day:
            return False
        own = self.kept[one.rows[0]]
        return own.state == kept.state and self.identity.root(own.agreement) == root

    def _marks(self, rows: Iterable[Any]) -> dict[str | None, Mark]:
        """The marks of attestations, by the list of rows that stand beside them."""
        lists: dict[str, list[int]] = {}
        own: dict[int, str | None] = {}  # by row: what stands beside it
        new = {row.beside for row in rows if row.beside is not None}
        while new:
            lists.update((text, msgspec.json.decode(text)) for text in new)
            missing = {number for text in new for number in lists[text]} - own.keys()
            own.update(dict.fromkeys(missing))
            for part in chunks(sorted(missing)):
                own.update((number, text) for number, text in self._execute(_BESIDE, ids=part))
            new = {text for number in missing if (text := own[number]) is not None} - lists.keys()
        told = {row.id: row for part in chunks(sorted(own)) for row in self._execute(_FORMS, ids=part)}

        @cache
        def mark_of(text: str | None) -> Mark:
            rows = [(told[n], own[n]) for n in lists[text]] if text is not None else []
            return tuple(
                sorted(
                    mark_part(r.name, r.mention, _list(r.parties), r.signed, mark_of(beside))
                    for r, beside in rows
                )
            )

        return {text: mark_of(text) for text in lists}

    def _group(self, root: int) -> Group:
        found = self.groups.get(root)
        if found is None:
            of = self.identity.of.get(root)
            found = self.groups[root] = Group(root, None if of is None else frozenset(of))
        return found

    def keep(self, one: Attestation, row: int, kept: Kept) -> None:
        """Write down that an attestation is in the ledger, and what the last row on it says."""
        one.rows.append(row)
        self.rows[row] = one
        self.kept[row] = kept
        for other in self._leaning.pop(row, ()):
            self._lean(other)

    def _stand(self, one: Attestation, rows: list[int]) -> None:
        self._beside[one] = rows
        missing = [row for row in rows if row not in self.rows]
        for row in missing:
            self._leaning.setdefault(row, []).append(one)
        if not missing:
            self._lean(one)

    def _lean(self, one: Attestation) -> None:
        if all(row in self.rows for row in self._beside[one]):
            self.fold.stand(one, tuple(self.rows[row] for row in self._beside.pop(one)))

    def join(self, one: Attestation, other: Attestation) -> None:
        """What was stored as one attestation is stored as another from now on."""
        for row in one.rows:
            self.rows[row] = other
        other.rows += one.rows
        one.rows = []

    def beside_rows(self, one: Attestation) -> list[int]:
        """The rows of what stands beside an attestation."""
        return self._beside.get(one) or [b.row for b in one.beside if b.row is not None]

    def take(self, group: Group, number: int) -> None:
        """Give a new group its number in the ledger."""
        group.number = number
        self.groups[number] = group
        self._here.add(number)


def _list(text: str) -> tuple[str, ...]:
    return tuple(msgspec.json.decode(text))


def _subsets(parties: Sequence[str]) -> set[str]:
    """All that some of these parties are written as, they themselves among them; none of no parties."""
    return {
        compact(list(some))
        for size in range(1, len(parties) + 1)
        for some in combinations(sorted(parties), size)
    }
