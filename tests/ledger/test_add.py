"""A page goes in once, whole or not at all, and comes out as it was."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from foedus.errors import LedgerError
from foedus.ledger import Ledger, open_ledger
from foedus.ledger.connect import make_engine
from foedus.ledger.encode import storable
from foedus.ledger.jsonclaim import claim_from_text, claim_to_text
from foedus.ledger.schema import APPEND_ONLY, captures, notices, placements
from foedus.model import Article, Claim
from tests.ledger.postgres import Server
from tests.ledger.strategies import NOW, PACT, article, day, pages, seed, step
from tests.soak import EXAMPLES


def test_a_page_brings_its_claims_and_one_agreement(ledger: Ledger) -> None:
    page, claims = seed()
    added = ledger.add(page, claims, recorded_at=NOW, actor="Ana Ruiz")
    assert (added.transaction, added.new_claims, added.known_claims) == (1, 3, 0)
    assert len(added.agreements) == 1
    assert added.recorded_at == NOW
    assert [c.claim for c in ledger.claims()] == claims
    (row,) = ledger.agreements()
    assert (row.name, row.parties, row.claims, row.last_step) == (PACT, ("PRK", "RUS"), 3, "ratified")
    assert ledger.check() == []


def test_the_same_page_twice_adds_nothing(ledger: Ledger) -> None:
    page, claims = seed()
    ledger.add(page, claims, recorded_at=NOW, actor="a")
    again = ledger.add(page, claims, recorded_at=day(1), actor="a")
    assert (again.transaction, again.new_claims, again.known_claims, again.document) == (None, 0, 3, 1)
    assert len(ledger.claims()) == 3
    assert len(ledger.transactions()) == 1


def test_the_same_bytes_under_another_file_name_are_the_same_page(ledger: Ledger) -> None:
    page, claims = seed()
    ledger.add(page, claims, recorded_at=NOW, actor="a")
    other = article(doc="copy.txt")
    again = ledger.add(other, seed()[1], recorded_at=day(1), actor="a")
    assert again.transaction is None


def test_a_page_without_claims_is_known_too(ledger: Ledger) -> None:
    page = article("Rain is expected in Seoul.")
    assert ledger.add(page, [], recorded_at=NOW, actor="a").transaction == 1
    assert ledger.add(page, [], recorded_at=NOW, actor="a").transaction is None


def test_one_call_may_hold_a_page_twice(ledger: Ledger) -> None:
    page, claims = seed()
    first, second = ledger.add_many([(page, claims), (page, claims)], recorded_at=NOW, actor="a")
    assert (first.new_claims, second.new_claims, second.known_claims) == (3, 0, 3)


def test_one_story_under_two_publishers_is_two_pages(ledger: Ledger) -> None:
    for publisher in ("Yonhap", "The Daily"):
        page = article(publisher=publisher)
        ledger.add(page, [step(page, "signed", date="2024-06")], recorded_at=NOW, actor="a")
    assert len(ledger.documents()) == 2
    assert len(ledger.claims()) == 2


def test_recorded_time_never_falls(ledger: Ledger) -> None:
    page, claims = seed()
    ledger.add(page, claims, recorded_at=day(3), actor="a")
    added = ledger.add(article("Later."), [], recorded_at=NOW, actor="a")
    assert added.recorded_at == day(3)


def test_an_entry_needs_a_name_and_a_zone(ledger: Ledger) -> None:
    page, claims = seed()
    with pytest.raises(LedgerError, match="needs the name"):
        ledger.add(page, claims, recorded_at=NOW, actor=" ")
    with pytest.raises(ValueError, match="zone"):
        ledger.add(page, claims, recorded_at=NOW.replace(tzinfo=None), actor="a")
    assert ledger.transactions() == []
    assert ledger.claims() == []


def test_a_fault_in_the_middle_leaves_nothing(ledger: Ledger) -> None:
    page, claims = seed()
    with pytest.raises(LedgerError, match="SHA-256"):
        ledger.add_many([(page, claims), (Article("x", "", (), "ff"), [])], recorded_at=NOW, actor="a")
    assert ledger.documents() == []


@pytest.mark.parametrize("table", [t.name for t in APPEND_ONLY])
def test_the_database_itself_refuses_change(where: str, table: str) -> None:
    with open_ledger(where) as ledger:
        fill(ledger)
        with (
            ledger.door.writing() as connection
        ):  # a placement comes of pages in another order than their days
            row = {
                "id": 1,
                "tx": 1,
                "name_id": 1,
                "agreement_id": 1,
                "moved": 0,
                "state": "free",
                "why": "test",
            }
            if connection.execute(select(placements.c.id)).first() is None:
                connection.execute(insert(placements).values(row))
            connection.execute(
                insert(captures).values(
                    id=1,
                    tx=1,
                    document_id=1,
                    address="a",
                    found_at="a",
                    fetched="t",
                    headers="{}",
                    packed=b"x",
                )
            )
            notice = {
                "id": 1,
                "tx": 1,
                "document_id": 1,
                "kind": "correction",
                "said": "s",
                "headlines": "[]",
            }
            connection.execute(insert(notices).values(notice))
    engine = make_engine(where)
    keys = next(t for t in APPEND_ONLY if t.name == table).primary_key.columns.keys()
    for statement in (f"UPDATE {table} SET {keys[0]} = {keys[0]}", f"DELETE FROM {table}"):
        with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))
    if engine.dialect.name == "sqlite":
        # a foreign program's connection, without our settings
        plain = create_engine(engine.url)
        with plain.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))
        plain.dispose()
    else:
        with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(f"TRUNCATE {table} CASCADE"))
    engine.dispose()


def fill(ledger: Ledger) -> None:
    """At least one row in every table."""
    page, claims = seed()
    ledger.adopt("2026-11-28-0", "2026-11-28", b"an edition", actor="a", recorded_at=NOW)
    ledger.add(page, claims, recorded_at=NOW, actor="a")
    ledger.add(page, claims[:1], recorded_at=day(1), actor="a")
    verdict, _ = ledger.split(1, [3], reason="another treaty", actor="b", recorded_at=day(2))
    assert verdict == 1
    ledger.add_terms(
        1, {"duration": {"kind": "indefinite"}}, source="treaty.txt", actor="b", recorded_at=day(2)
    )


def as_stored(claim: Claim) -> Claim:
    """The claim with what no database text can hold replaced."""
    return claim_from_text(claim_to_text(claim))


def identity(claim: Claim) -> str:
    """All that makes it another claim: not how the reader came to it."""
    ref = replace(claim.agreement, local=0) if claim.agreement else None
    return claim_to_text(replace(claim, agreement=ref, rule="", words=()))


@settings(
    max_examples=EXAMPLES or 20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(page=pages())
def test_what_goes_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, page: tuple[Article, list[Claim]]
) -> None:
    found, claims = page
    with open_ledger(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        ledger.add(found, claims, recorded_at=NOW, actor="a")
        stored = ledger.claims()
        for one in stored:
            assert ledger.document_text(one.document_id) == storable(found.text)
        once: dict[str, Claim] = {}
        for claim in claims:
            once.setdefault(identity(claim), claim)
        assert [c.claim for c in stored] == [as_stored(c) for c in once.values()]
        assert ledger.check() == []
        assert ledger.add(found, claims, recorded_at=NOW + timedelta(1), actor="a").transaction is None


@pytest.mark.postgres
def test_postgres_plans_by_what_a_large_batch_brought(postgres: Server) -> None:
    where = postgres.database("counted")
    items = []
    for number in range(40):
        page = article(f"Report {number}. " + "The instruments were exchanged. " * 30)
        items.append((page, [step(page, "signed", date="2024-06-19", span=(n, n + 9)) for n in range(30)]))
    seen = text("SELECT count(*) FROM pg_stats WHERE schemaname = 'public' AND tablename = 'claims'")
    with open_ledger(where) as ledger:
        for start, counted in ((0, False), (20, True)):
            ledger.add_many(items[start : start + 20], recorded_at=NOW, actor="a")
            with ledger._door.reading() as connection:
                assert bool(connection.execute(seen).scalar_one()) is counted
        assert ledger.check() == []
    postgres.drop("counted")


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_garbage_is_as_it_was_after_a_batch(ledger: Ledger, enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        assert gc.isenabled() is enabled
        with pytest.raises(LedgerError):
            ledger.add(article("Another."), [], recorded_at=NOW, actor=" ")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()
