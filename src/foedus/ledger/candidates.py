"""The agreements that a mention could mean, found by parties and by name. Loaded as needed, kept for a batch.

What is kept is a pure function of the rows up to the last transaction, plus what this writer noted itself;
`foedus.ledger.write` drops it when another writer has been at the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, select

from foedus.ledger.alike import Mention
from foedus.ledger.identity import Identity, identity
from foedus.ledger.resolve import Known
from foedus.ledger.schema import agreement_names, agreement_parties, documents
from foedus.ledger.wording import Strip, Wording, wording

_FEW: Final = 4  # parties up to which every subset is looked up
_NARROW: Final = 8  # parties up to which an agreement is found by its pairs
_SEEN_AGAIN: Final = 300  # days after which a known name is noted again, so that its last time is known
_CHUNK: Final = 500

Form = tuple[int, str | None, str | None, tuple[str, ...]]  # agreement, name, signed, parties


def chunks(items: Iterable[Any], size: int = _CHUNK) -> Iterator[list[Any]]:
    """The items in lists of at most `size`, small enough for one IN clause."""
    found = list(items)
    for i in range(0, len(found), size):
        yield found[i : i + size]


Within = Callable[[Any], ColumnElement[bool]]


def within(members: Iterable[int]) -> Within:
    """A condition on a column of numbers: a range where they stand close together, else each by itself.

    A range takes in what stands between them too.
    """
    found = sorted(members)
    if found and found[-1] - found[0] < 2 * len(found):
        return lambda column: and_(column >= found[0], column <= found[-1])
    return lambda column: column.in_(found)


class Candidates:
    """An index in memory over agreements; `prepare` before `find`, `note` for each mention taken."""

    def __init__(self, strip: Strip | None = None) -> None:
        self._strip = strip
        self._wordings: dict[tuple[str, tuple[str, ...]], Wording] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self._forms: dict[Form, int] = {}
        self._last_day: dict[int, str] = {}
        self._by_party: dict[str, set[int]] = {}
        self._by_pair: dict[tuple[str, str], set[int]] = {}
        self._wide: set[int] = set()
        self._by_parties: dict[frozenset[str], set[int]] = {}
        self._parties: dict[int, set[str]] = {}
        self._by_key: dict[str, set[int]] = {}
        self._identity = Identity()
        self._known: dict[int, Known] = {}

    def mention(
        self, name: str | None, words: str, parties: tuple[str, ...], signed: str | None, day: str | None
    ) -> Mention:
        """A mention with its wording, taken from the name or else from the describing words."""
        text = name or words
        found = self._wordings.get((text, parties))
        if found is None:
            found = self._wordings[(text, parties)] = wording(text, parties, self._strip)
        return Mention(name, words, parties, signed, day, found)

    def prepare(self, connection: Connection, mentions: Sequence[Mention], asof: int) -> None:
        """Load all that `find` needs for these mentions."""
        known = identity(connection, asof)
        if known != self._identity:
            self._identity = known
            self._known.clear()
        self._load_parties(connection, {p for m in mentions for p in m.parties} - self._by_party.keys())
        self._load_keys(connection, {m.wording.key for m in mentions if m.wording.key} - self._by_key.keys())
        wanted = {a for m in mentions for a in self._ids(m)}
        wanted |= {member for a in wanted for member in self._identity.members(a)}
        self._load_mentions(connection, wanted - self._mentions.keys())

    def find(self, mention: Mention) -> list[Known]:
        """The agreements it could mean, merged ones as one, by number."""
        return [self._known_as(root) for root in sorted({self._identity.root(a) for a in self._ids(mention)})]

    def _known_as(self, root: int) -> Known:
        found = self._known.get(root)
        if found is None:
            members = self._identity.members(root)
            mentions = tuple(m for member in members for m in self._mentions.get(member, ()))
            found = self._known[root] = Known(root, mentions)
        return found

    def form(self, agreement: int, mention: Mention) -> int | None:
        """The id of the stored row with this name, date and parties; None where it is to be stored.

        None also where the agreement was last noted long before the mention's day.
        """
        known = self._forms.get((agreement, mention.name, mention.signed, mention.parties))
        if known is None or not mention.day:
            return known
        last = self._last_day.get(agreement)
        if last is None or mention.day <= last:
            return known
        return known if _days_between(last, mention.day) < _SEEN_AGAIN else None

    def note(self, agreement: int, mention: Mention, form: int) -> list[str]:
        """Take the mention for the agreement; gives the parties that were not known of it."""
        self._forms[(agreement, mention.name, mention.signed, mention.parties)] = form
        self._mentions.setdefault(agreement, []).append(mention)
        self._saw(agreement, mention.day)
        self._known.pop(self._identity.root(agreement), None)
        if mention.wording.key:
            self._by_key.setdefault(mention.wording.key, set()).add(agreement)
        held = self._parties.setdefault(agreement, set())
        new = [p for p in dict.fromkeys(mention.parties) if p not in held]
        if new:
            self._by_parties.get(frozenset(held), set()).discard(agreement)
            self._hold(agreement, new)
        return new

    def _saw(self, agreement: int, day: str | None) -> None:
        if day and day > self._last_day.get(agreement, ""):
            self._last_day[agreement] = day

    def _hold(self, agreement: int, parties: Iterable[str]) -> None:
        held = self._parties.setdefault(agreement, set())
        held.update(parties)
        for party in held:
            self._by_party.setdefault(party, set()).add(agreement)
        self._by_parties.setdefault(frozenset(held), set()).add(agreement)
        if len(held) <= _NARROW:
            for pair in combinations(sorted(held), 2):
                self._by_pair.setdefault(pair, set()).add(agreement)
        else:
            self._wide.add(agreement)

    def _ids(self, mention: Mention) -> set[int]:
        found = set(self._by_key.get(mention.wording.key, ()))
        parties = sorted(set(mention.parties))
        if not parties:
            return found
        found |= self._with_all(parties)
        if len(parties) <= _FEW:
            for size in range(1, len(parties)):
                for subset in combinations(parties, size):
                    found |= self._by_parties.get(frozenset(subset), set())
        else:
            asked = set(parties)
            some = set().union(*(self._by_party.get(p, set()) for p in parties))
            found |= {a for a in some if self._parties[a] <= asked}
        return found

    def _with_all(self, parties: Sequence[str]) -> set[int]:
        """The agreements that have all these parties, by pairs: two states share few, one has many."""
        if len(parties) == 1:
            return self._by_party.get(parties[0], set())
        some = set.intersection(*(self._by_pair.get(pair, set()) for pair in combinations(parties, 2)))
        asked = set(parties)
        return some | {a for a in self._wide if self._parties[a] >= asked}

    def _load_parties(self, connection: Connection, new: set[str]) -> None:
        table = agreement_parties
        for part in chunks(sorted(new)):
            for party in part:
                self._by_party.setdefault(party, set())
            some = select(table.c.agreement_id).where(table.c.party.in_(part))
            query = select(table.c.agreement_id, table.c.party).where(table.c.agreement_id.in_(some))
            loaded: dict[int, set[str]] = {}
            for agreement, party in connection.execute(query):
                loaded.setdefault(agreement, set()).add(party)
            for agreement, parties in loaded.items():
                self._hold(agreement, parties)

    def _load_keys(self, connection: Connection, new: set[str]) -> None:
        table = agreement_names
        for part in chunks(sorted(new)):
            for key in part:
                self._by_key.setdefault(key, set())
            query = select(table.c.agreement_id, table.c.key).where(table.c.key.in_(part))
            for agreement, key in connection.execute(query):
                self._by_key[key].add(agreement)

    def _load_mentions(self, connection: Connection, new: set[int]) -> None:
        table = agreement_names
        columns = (table.c.id, table.c.agreement_id, table.c.name, table.c.mention, table.c.parties)
        query = select(*columns, table.c.signed, documents.c.published).outerjoin(
            documents, documents.c.id == table.c.document_id
        )
        for part in chunks(sorted(new)):
            found = connection.execute(query.where(table.c.agreement_id.in_(part)).order_by(table.c.id))
            for agreement in part:
                self._mentions.setdefault(agreement, [])
            for row in found:
                self._take(tuple(row))

    def _take(self, row: tuple[Any, ...]) -> None:
        number, agreement, name, words, parties, signed, day = row
        mention = self.mention(name, words, tuple(msgspec.json.decode(parties)), signed, day)
        self._mentions[agreement].append(mention)
        self._saw(agreement, day)
        self._forms[(agreement, name, signed, mention.parties)] = number


def _days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
