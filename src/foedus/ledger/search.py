"""Agreements by words: a number, a party by code or name, the beginning of a word of a name. All must fit.

Each word has its postings: the agreements it fits, as bits. They are read from the indexes of names and
parties, whose rows are only ever added to, so postings in memory are brought up to a later transaction by
what came in since.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_ as and_bits
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, Integer, String, and_, bindparam, select

from foedus.errors import UsageError
from foedus.ledger.agreements import current
from foedus.ledger.bits import bits_of
from foedus.ledger.identity import Identity
from foedus.ledger.prepared import Prepared
from foedus.ledger.rearranged import Rearranged
from foedus.ledger.recent import Recent
from foedus.ledger.schema import agreement_names, agreement_parties, agreements, name_words
from foedus.ledger.words import words_of
from foedus.names.written import party_codes

MOST_WORDS: Final = 20
LONGEST: Final = 400  # characters of all the words together
_HELD: Final = 1000  # postings in memory: some kilobytes each

_UPTO: Final = bindparam("upto", type_=Integer)
_AFTER: Final = bindparam("after", type_=Integer)
_NAMED: Final = Prepared(
    select(name_words.c.agreement_id).where(
        and_(
            name_words.c.word >= bindparam("first", type_=String),
            name_words.c.word < bindparam("beyond", type_=String),
            name_words.c.tx > _AFTER,
            name_words.c.tx <= _UPTO,
        )
    )
)
_OF_PARTY: Final = Prepared(
    select(agreement_parties.c.agreement_id).where(
        and_(
            agreement_parties.c.party.in_(bindparam("codes", expanding=True, type_=String)),
            # rows come in by number as by transaction, and the index of parties has their numbers alone; 0 is
            # added so that no database goes by these instead
            agreement_parties.c.id + 0 > _AFTER,
            agreement_parties.c.id + 0 <= _UPTO,
        )
    )
)
_LAST_PARTY: Final = Prepared(
    select(agreement_parties.c.id)
    .where(agreement_parties.c.tx <= _UPTO)
    .order_by(agreement_parties.c.id.desc())
    .limit(1)
)
_NAMED_LATER: Final = select(
    agreement_names.c.agreement_id, agreement_names.c.name, agreement_names.c.mention
).where(and_(agreement_names.c.tx > _AFTER, agreement_names.c.tx <= _UPTO))

_NUMBERED: Final = select(agreements.c.id).where(
    and_(agreements.c.id == bindparam("id", type_=Integer), agreements.c.tx <= _UPTO)
)
_LAST_CHARACTER: Final = "\U0010ffff"  # after every word that begins with what stands before it

Question = tuple[tuple[str, Any], ...]  # what a statement is asked with, by name
Connect = Callable[[], Connection]  # for what may be in memory: the connection is opened when it is asked for
Later = list[tuple[int, frozenset[str]]]  # agreements with the words of names that came in


def check_query(words: Sequence[str]) -> None:
    """Raises UsageError for a query of too many words or characters."""
    count = sum(len(word.split()) for word in words)
    if count > MOST_WORDS:
        raise UsageError(f"a query has at most {MOST_WORDS} words and this one has {count:,}: leave some out")
    long = sum(map(len, words))
    if long > LONGEST:
        raise UsageError(f"a query has at most {LONGEST} characters and this one has {long:,}: shorten it")


class Search:
    """Finds by words, and holds postings in memory. Safe for several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[Question, tuple[int, int]] = OrderedDict()  # its transaction, its bits
        self._later: Recent[tuple[int, int], Later] = Recent(4)
        self._last: Recent[int, int] = Recent(100)  # by transaction
        self._lock = Lock()

    def find(
        self,
        connect: Connect,
        number: int,
        known: Identity,
        others: Mapping[int, Rearranged],
        words: Sequence[str],
    ) -> int:
        """The agreements (lowest numbers, as bits) that every word fits, as known at `number`.

        `others` are those that were rearranged. Some of what is found may have no claim left. Raises
        UsageError for a query that is too long. A number is that of an agreement, or beside other words a
        part of its name ("100", "year", "partnership").
        """
        check_query(words)
        found: int | None = None
        each = dict.fromkeys(word.strip() for word in words)
        for word in each:
            digits = word.removeprefix("#")
            if digits.isascii() and digits.isdecimal() and len(digits) < 10:
                connection = connect()
                numbers = connection.execute(_NUMBERED, {"id": int(digits), "upto": number}).scalars()
                fitting = bits_of(current(connection, number, known, agreement) for agreement in numbers)
                if digits == word and len(each) > 1:
                    fitting |= self._fitting(connect, number, known, others, word)
            else:
                fitting = self._fitting(connect, number, known, others, word)
            found = fitting if found is None else found & fitting
            if not found:
                return 0
        return found or 0

    def among(
        self,
        connect: Connect,
        number: int,
        known: Identity,
        others: Mapping[int, Rearranged],
        parties: Iterable[str],
    ) -> int:
        """The agreements to which all of these are parties, by their codes; the rest as in `find`."""
        found: int | None = None
        for party in parties:
            fitting = self._with_party(connect, number, known, frozenset((party,)))
            for root, other in others.items():
                fitting = fitting | 1 << root if party in other.parties else fitting & ~(1 << root)
            found = fitting if found is None else found & fitting
        return found or 0

    def _with_party(self, connect: Connect, number: int, known: Identity, codes: Iterable[str]) -> int:
        """Those to which one of these was told to be a party, as they came in."""
        asked = tuple(sorted(codes))
        return _to_roots(self._posting(connect, number, _OF_PARTY, codes=asked) if asked else 0, known)

    def _fitting(
        self,
        connect: Connect,
        number: int,
        known: Identity,
        others: Mapping[int, Rearranged],
        word: str,
    ) -> int:
        """The agreements of which a word is a party, or which have all its parts in their names."""
        codes, parts = party_codes(word), words_of(word)
        named = [
            self._posting(connect, number, _NAMED, first=part, beyond=part + _LAST_CHARACTER)
            for part in parts
        ]
        # of merged agreements, each part may stand in the name of another
        found = reduce(and_bits, (_to_roots(bits, known) for bits in named)) if named else 0
        found |= self._with_party(connect, number, known, codes)
        for root, other in others.items():
            fits = not codes.isdisjoint(other.parties) or (bool(parts) and all(map(other.named, parts)))
            found = found | 1 << root if fits else found & ~(1 << root)
        return found

    def _posting(self, connect: Connect, number: int, statement: Prepared, **asked: Any) -> int:
        """What a statement gives as known at `number`, from what is in memory and what came in since."""
        question = tuple(asked.items())
        with self._lock:
            upto, bits = self._held.get(question, (0, 0))
        if upto > number:  # a past day; what is in memory stays, for those who ask about now
            return self._ask(connect, statement, 0, number, asked)
        if 0 < upto < number and statement is _NAMED:
            bits |= bits_of(self._named_later(connect, upto, number, asked["first"]))
        elif upto < number:
            bits |= self._ask(connect, statement, upto, number, asked)
        with self._lock:
            self._held[question] = (number, bits)
            self._held.move_to_end(question)
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return bits

    def _ask(
        self, connect: Connect, statement: Prepared, after: int, upto: int, asked: Mapping[str, Any]
    ) -> int:
        """What a statement gives of the transactions beyond `after` and up to `upto`."""
        if statement is _OF_PARTY:
            after, upto = (self._last_party(connect, number) for number in (after, upto))
        return bits_of(number for (number,) in statement.rows(connect(), **asked, after=after, upto=upto))

    def _last_party(self, connect: Connect, number: int) -> int:
        """The number of the last row of parties as of a transaction, 0 for none."""
        found = self._last.get(number) if number else 0
        if found is None:
            found = next((row for (row,) in _LAST_PARTY.rows(connect(), upto=number)), 0)
            self._last.put(number, found)
        return found

    def _named_later(self, connect: Connect, after: int, number: int, part: str) -> Iterator[int]:
        """The agreements of which a name that came in since has a word that begins so.

        A frequent word is in so many names that its place in the index tells the few new ones only slowly.
        """
        later = self._later.get((after, number))
        if later is None:
            rows = connect().execute(_NAMED_LATER, {"after": after, "upto": number})
            later = [(a, frozenset((*words_of(name or ""), *words_of(mention)))) for a, name, mention in rows]
            self._later.put((after, number), later)
        return (agreement for agreement, each in later if any(word.startswith(part) for word in each))


def _to_roots(bits: int, known: Identity) -> int:
    """The same with merged agreements under their lowest number."""
    for agreement, root in known.roots.items():
        if agreement != root and bits >> agreement & 1:
            bits = bits & ~(1 << agreement) | 1 << root
    return bits
