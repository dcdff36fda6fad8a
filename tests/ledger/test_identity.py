"""What is one agreement as of a transaction: merged, undone, moved, placed, renamed, from rows alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, insert, select

from foedus.ledger.identity import Identity, active, identity
from foedus.ledger.schema import claims, links, metadata, placements, verdicts


@cache
def database() -> Engine:
    """The ledger's tables in memory; what a test writes is taken back at its end."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    return engine


@pytest.fixture
def rows() -> Iterator[Connection]:
    """An empty database with the ledger's tables."""
    with database().connect() as connection:
        yield connection


def verdict(rows: Connection, number: int, kind: str = "merge", **more: Any) -> None:
    given: dict[str, Any] = {"id": number, "tx": number, "kind": kind, "reason": "so"} | more
    rows.execute(insert(verdicts), [given])


def same(rows: Connection, one: int, other: int, number: int) -> None:
    verdict(rows, number)
    rows.execute(
        insert(links),
        [
            {
                "id": number,
                "tx": number,
                "kind": "same",
                "agreement_id": one,
                "other_id": other,
                "verdict_id": number,
                "why": "",
            }
        ],
    )


def moved(rows: Connection, claim: int, to: int, number: int) -> None:
    verdict(rows, number, "split")
    rows.execute(
        insert(links),
        [
            {
                "id": number,
                "tx": number,
                "kind": "moved",
                "agreement_id": to,
                "claim_id": claim,
                "verdict_id": number,
                "why": "",
            }
        ],
    )


def placed(rows: Connection, name: int, to: int, tx: int, *, away: int = 1) -> None:
    given = {
        "id": tx * 100 + name,
        "tx": tx,
        "name_id": name,
        "agreement_id": to,
        "moved": away,
        "state": "free",
        "why": "",
    }
    rows.execute(insert(placements), [given])


ACTIVE = [
    ([], set()),
    ([(1, None), (2, None)], {1, 2}),
    ([(1, None), (2, 1)], {2}),
    ([(1, None), (2, 1), (3, 2)], {1, 3}),
    ([(1, None), (2, 1), (3, 2), (4, 3)], {2, 4}),
    ([(3, 2), (1, None), (2, 1)], {1, 3}),
    ([(1, None), (2, None), (3, 1)], {2, 3}),
]


@pytest.mark.parametrize(("given_", "standing"), ACTIVE)
def test_what_is_undone_does_not_count_and_an_undo_can_be_undone(
    given_: list[tuple[int, int | None]], standing: set[int]
) -> None:
    assert active(given_) == standing


def test_merged_agreements_are_one_under_their_lowest_number(rows: Connection) -> None:
    same(rows, 5, 3, 1)
    same(rows, 7, 5, 2)
    found = identity(rows, 2)
    assert [found.root(n) for n in (3, 5, 7, 9)] == [3, 3, 3, 9]
    assert found.members(7) == (3, 5, 7)
    assert found.members(9) == (9,)
    assert found.number == 2
    assert not found.plain


def test_chains_of_mergers_meet_in_the_lowest_number(rows: Connection) -> None:
    for number, (one, other) in enumerate([(8, 9), (6, 7), (9, 7), (2, 8), (2, 9)], 1):
        same(rows, one, other, number)
    found = identity(rows, 5)
    assert {found.root(n) for n in (2, 6, 7, 8, 9)} == {2}
    assert found.members(6) == (2, 6, 7, 8, 9)


def test_only_what_was_said_until_then_counts(rows: Connection) -> None:
    same(rows, 5, 3, 1)
    same(rows, 7, 5, 4)
    placed(rows, 11, 3, 2)
    placed(rows, 12, 3, 4)
    verdict(rows, 6, "rename", agreement_id=3, corrected=json.dumps({"name": "Lake Treaty"}))
    found = identity(rows, 3)
    assert (found.root(7), found.root(5)) == (7, 3)
    assert dict(found.placed) == {11: 3}
    assert dict(found.called) == {}
    assert dict(identity(rows, 6).called) == {3: "Lake Treaty"}
    assert identity(rows, 0) == Identity()
    assert identity(rows, 0).plain


def test_a_merger_that_was_undone_is_none(rows: Connection) -> None:
    same(rows, 5, 3, 1)
    same(rows, 7, 5, 2)
    verdict(rows, 3, "undo", undoes=1)
    found = identity(rows, 3)
    assert [found.root(n) for n in (3, 5, 7)] == [3, 5, 5]
    assert identity(rows, 2).root(7) == 3


def test_a_claim_that_a_person_moved_is_where_it_was_moved_to(rows: Connection) -> None:
    moved(rows, 100, 4, 1)
    moved(rows, 101, 4, 2)
    moved(rows, 100, 6, 3)
    found = identity(rows, 3)
    assert dict(found.moved) == {100: 6, 101: 4}
    assert found.moved_to([4, 6]) == [101, 100]
    assert found.moved_to([5]) == []
    assert not found.plain
    same(rows, 6, 4, 4)
    merged = identity(rows, 4)
    assert merged.moved_to([4]) == [100, 101]
    assert merged.of_claim(100, 2, None) == 4


def test_a_name_is_where_it_was_placed_last(rows: Connection) -> None:
    placed(rows, 11, 3, 1)
    placed(rows, 11, 5, 2)
    placed(rows, 12, 5, 2, away=0)
    found = identity(rows, 2)
    assert dict(found.placed) == {11: 5}
    assert (found.of_name(11, 1), found.of_name(12, 1)) == (5, 1)
    assert not found.plain


OF_CLAIM = [
    # claim, the agreement it came in as, its name; where it belongs
    (1, 2, None, 2),
    (1, None, None, None),
    (1, 7, None, 3),  # merged
    (100, 2, None, 4),  # moved by a person
    (100, 2, 11, 4),  # whose word goes before the name's place
    (1, 2, 11, 5),  # its name was placed elsewhere
    (1, None, 11, 5),
    (1, 2, 12, 2),
    (1, 2, 13, 3),  # placed in one that is merged
]


@pytest.mark.parametrize(("claim", "agreement", "name", "expected"), OF_CLAIM)
def test_where_a_claim_belongs(
    claim: int, agreement: int | None, name: int | None, expected: int | None
) -> None:
    found = Identity({7: 3}, {100: 4}, {11: 5, 13: 7})
    assert found.of_claim(claim, agreement, name) == expected


def test_names_and_parties_that_people_gave(rows: Connection) -> None:
    same(rows, 5, 3, 1)
    for number, (kind, agreement, said) in enumerate(
        [
            ("rename", 5, {"name": "Lake Treaty"}),
            ("rename", 3, {"name": "River Treaty"}),
            ("parties", 5, {"parties": ["A", "B"]}),
            ("rename", 8, {"name": "Sea Treaty"}),
        ],
        2,
    ):
        verdict(rows, number, kind, agreement_id=agreement, corrected=json.dumps(said))
    found = identity(rows, 5)
    assert dict(found.called) == {3: "River Treaty", 8: "Sea Treaty"}
    assert dict(found.of) == {3: ("A", "B")}
    verdict(rows, 6, "undo", undoes=3)
    verdict(rows, 7, "undo", undoes=4)
    undone = identity(rows, 7)
    assert dict(undone.called) == {3: "Lake Treaty", 8: "Sea Treaty"}
    assert dict(undone.of) == {}


def test_a_name_alone_leaves_every_claim_where_it_came_in(rows: Connection) -> None:
    verdict(rows, 1, "rename", agreement_id=3, corrected=json.dumps({"name": "Lake Treaty"}))
    found = identity(rows, 1)
    assert found.plain
    assert found.members(3) == (3,)


def test_the_claims_that_may_belong_to_some_agreements(rows: Connection) -> None:
    kinds: list[dict[str, Any]] = [
        {"id": 1, "agreement_id": 3, "name_id": 10},
        {"id": 2, "agreement_id": 5, "name_id": 10},
        {"id": 3, "agreement_id": 9, "name_id": 11},
        {"id": 4, "agreement_id": 9, "name_id": 12},
        {"id": 5, "agreement_id": 9, "name_id": 10},
    ]
    filled = {
        c.name: b""
        if "BLOB" in str(c.type) or "BINARY" in str(c.type).upper()
        else 0
        if "INT" in str(c.type)
        else ""
        for c in claims.columns
        if not c.nullable and not c.primary_key
    }
    rows.execute(insert(claims), [{**filled, "digest": bytes([k["id"]]) * 16, **k} for k in kinds])
    same(rows, 5, 3, 1)
    moved(rows, 4, 3, 2)
    placed(rows, 11, 3, 3)
    placed(rows, 10, 3, 9)

    def belong(found: Identity, *roots: int) -> list[int]:
        return list(
            rows.execute(select(claims.c.id).where(found.claims_of(roots)).order_by(claims.c.id)).scalars()
        )

    assert belong(identity(rows, 0), 3) == [1]
    assert belong(identity(rows, 1), 3) == [1, 2]
    assert belong(identity(rows, 2), 3) == [1, 2, 4]
    assert belong(identity(rows, 3), 3) == [1, 2, 3, 4]
    assert belong(identity(rows, 3), 9) == [3, 4, 5]
    assert belong(identity(rows, 3), 8) == []


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=10), st.randoms())
def test_the_order_of_mergers_does_not_matter(pairs: list[tuple[int, int]], random: Any) -> None:
    def roots(order: list[tuple[int, int]]) -> list[int]:
        with database().connect() as connection:
            for number, (one, other) in enumerate(order, 1):
                same(connection, one, other, number)
            found = identity(connection, len(order))
        return [found.root(n) for n in range(1, 9)]

    other = list(pairs)
    random.shuffle(other)
    assert roots(pairs) == roots(other)
