"""The words of agreements' names, as they are looked up: folded, so that case and accents do not matter.

The index of them (`name_words`) is written in the transaction that brings a name in, with its number, so that
a past day finds what was named then. It is derived from `agreement_names` and is no part of the record;
`misfiled` says where it is not what the names make it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select

from foedus.ledger.schema import agreement_names, name_words
from foedus.ledger.upsert import insert, insert_rows

_WORD: Final = re.compile(r"[^\W_]+")
_AT_ONCE: Final = 5000  # names
_LONGEST: Final = 64  # characters of a word, the rest is not looked up

Names = Iterable[Mapping[str, Any] | RowMapping]  # rows of `agreement_names`
WordRow = tuple[str, int, int]  # word, agreement, transaction


def words_of(text: str) -> list[str]:
    """The words of a text in order, without case and accents: "Élysée Treaty" is elysee, treaty."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [word[:_LONGEST] for word in _WORD.findall(plain.casefold())]


def word_rows(names: Names) -> list[WordRow]:
    """The rows of `name_words` that names and mentions make: each word of an agreement once, at its first."""
    found: dict[tuple[str, int], int] = {}
    for row in names:
        for word in (*words_of(row["name"] or ""), *words_of(row["mention"])):
            found.setdefault((word, row["agreement_id"]), row["tx"])
    return [(word, agreement, tx) for (word, agreement), tx in found.items()]


def add_words(connection: Connection, names: Names) -> None:
    """Bring the words of new names into the index; a word that it has already keeps its transaction."""
    rows = word_rows(names)
    if rows:
        statement = insert(connection.dialect.name, name_words).on_conflict_do_nothing()
        insert_rows(connection, name_words, rows, statement)


def add_all_words(connection: Connection) -> None:
    """Make the whole index, of a ledger that has none yet."""
    for part in _names(connection):
        add_words(connection, part)


def misfiled(connection: Connection) -> list[str]:
    """A line where the index is not what the names make it."""
    expected: dict[tuple[str, int], int] = {}
    for part in _names(connection):
        for word, agreement, tx in word_rows(part):
            expected.setdefault((word, agreement), tx)
    query = select(name_words.c.word, name_words.c.agreement_id, name_words.c.tx)
    stored = {(word, agreement): tx for word, agreement, tx in connection.execute(query)}
    wrong = [key for key, tx in expected.items() if stored.get(key) != tx] + [
        *stored.keys() - expected.keys()
    ]
    if not wrong:
        return []
    word, agreement = min(wrong)
    return [f"the index of names is wrong in {len(wrong)} words, the first {word!r} of agreement {agreement}"]


def _names(connection: Connection) -> Iterator[Sequence[RowMapping]]:
    n = agreement_names.c
    rows = connection.execute(select(n.agreement_id, n.tx, n.name, n.mention).order_by(n.id)).mappings()
    yield from rows.partitions(_AT_ONCE)
