"""Queries whose text is made once give what SQLAlchemy gives for them, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Integer, bindparam, func, literal_column, select

from foedus.errors import LedgerError
from foedus.ledger import Ledger
from foedus.ledger.prepared import Prepared
from foedus.ledger.schema import documents
from tests.ledger.strategies import NOW, article

_D = documents.c
_OF_IDS = (
    select(_D.id, _D.digest, _D.title, func.substr(_D.doc, _D.id + 1))
    .where(
        _D.id.in_(bindparam("ids", expanding=True, type_=Integer)),
        _D.tx <= bindparam("number", type_=Integer),
        _D.id != bindparam("number", type_=Integer),
    )
    .order_by(_D.id)
)


def test_rows_are_those_that_sqlalchemy_gives(ledger: Ledger) -> None:
    pages = (article(f"Rain in {n}.", doc=f"{n}-page.txt") for n in range(9))
    ledger.add_many([(page, []) for page in pages], recorded_at=NOW, actor="a")
    prepared = Prepared(_OF_IDS)
    with ledger.door.reading() as connection:
        for ids in ([], [3], [4, 2], [1, 2, 3], [9, 8, 7, 6, 5], list(range(1, 30)), [77], [3]):
            for number in (0, 1, 5):
                found = prepared.rows(connection, ids=ids, number=number)
                told = connection.execute(_OF_IDS, {"ids": ids, "number": number}).all()
                assert list(map(tuple, found)) == list(map(tuple, told)), (ids, number)


def test_a_fault_of_the_database_is_told_as_any_other(ledger: Ledger) -> None:
    prepared = Prepared(select(literal_column("nothing")).select_from(documents))
    with pytest.raises(LedgerError, match="nothing"), ledger.door.reading() as connection:
        prepared.rows(connection)
